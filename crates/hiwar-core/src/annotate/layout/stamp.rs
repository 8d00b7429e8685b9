//! Stamps: stretches that hold a date or a time of day and nothing else (`2021.07.25 - 22:16`, `اليوم 12:27`).

use super::pieces::Piece;
use crate::annotate::Page;
use crate::lang::ClassId;
use crate::text::TokenKind;

/// Words that stamps are made of; the classes are the time layer's.
pub(super) struct StampWords {
    /// Month, weekday, today and yesterday: one of these beside a number makes a date.
    dated: [ClassId; 3],
    /// O'clock, in the morning, by the time of, last update, corresponding to.
    around: [ClassId; 7],
    zone: ClassId,
    places: [ClassId; 3],
}

/// What a stretch of stamp tokens says.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Stamp {
    /// One past its last token.
    pub(super) to: usize,
    numbers: usize,
    days: usize,
    /// A day: a month, a weekday, or three numbers with the same mark between.
    figures: bool,
    clock: bool,
}

impl Stamp {
    /// Whether it gives a day or a time of day at all.
    pub(super) fn says_when(&self) -> bool {
        self.numbers > 0 && (self.days > 0 || self.figures || self.clock)
    }

    /// Whether it gives a whole date, not only a time of day or a number.
    pub(super) fn says_date(&self) -> bool {
        self.numbers > 0 && (self.days > 0 || self.figures)
    }
}

impl StampWords {
    pub(super) fn of(page: &Page<'_>) -> Self {
        let class = |name| page.pack.class(name);
        Self {
            dated: [class("month"), class("weekday"), class("day-word")],
            around: [
                class("clock-word"),
                class("clock-part"),
                class("clock-zone"),
                class("day-part"),
                class("time-unit"),
                class("updated-word"),
                class("time-link"),
            ],
            zone: class("clock-zone"),
            places: [class("capital"), class("city"), class("country")],
        }
    }

    /// The longest run of stamp tokens from a token on, up to `end`.
    pub(super) fn read(&self, page: &Page<'_>, from: usize, end: usize) -> Stamp {
        let mut stamp = Stamp {
            to: from,
            ..Stamp::default()
        };
        let mut at = from;
        let mut after_zone = false;
        while at < end {
            let hit = |classes: &[ClassId]| classes.iter().find_map(|c| page.hit(at, *c));
            let Some(token) = page.token(at) else { break };
            let next = match token.kind {
                TokenKind::Number => {
                    stamp.numbers += 1;
                    stamp.figures |= self.figures(page, at, end);
                    stamp.clock |= page.folded(at + 1) == ":" && page.folded(at + 2).parse::<u32>().is_ok();
                    at + 1
                }
                TokenKind::Mark if joins(page.folded(at)) => at + 1,
                TokenKind::Mark => break,
                TokenKind::Word => {
                    if let Some(day) = hit(&self.dated) {
                        stamp.days += 1;
                        day.to
                    } else if let Some(word) = hit(&self.around) {
                        after_zone |= word.class == self.zone;
                        word.to
                    } else if let Some(place) = hit(&self.places).filter(|_| after_zone) {
                        place.to
                    } else if page.folded(at).chars().count() == 1 && stamp.numbers > 0 {
                        // The initials of eras and halves of the day: 1436هـ, 2015م, 4:55 م.
                        at + 1
                    } else if matches!(page.folded(at), "gmt" | "utc") {
                        at + 1
                    } else {
                        break;
                    }
                }
            };
            at = next.max(at + 1).min(end);
            if !matches!(page.folded(at - 1), "(" | "-" | "|" | "/" | "،" | ",") {
                stamp.to = at;
            }
        }
        stamp
    }

    /// Whether the piece is a stamp from its first token to its last.
    pub(super) fn is_stamp(&self, page: &Page<'_>, piece: &Piece) -> Option<Stamp> {
        if piece.words > 10 || piece.to - piece.from > 30 {
            return None;
        }
        let stamp = self.read(page, piece.from, piece.to);
        let rest = (stamp.to..piece.to).all(|t| joins(page.folded(t)));
        (rest && stamp.says_when()).then_some(stamp)
    }

    /// `10/07/09`, `2021.07.25` (one token, its points grouping), `25-7-2021`.
    fn figures(&self, page: &Page<'_>, at: usize, end: usize) -> bool {
        let word = page.folded(at);
        let parts = word.split('.').filter(|p| !p.is_empty()).count();
        if parts == 3 {
            return true;
        }
        let mark = page.folded(at + 1);
        let number = |t: usize| t < end && page.token(t).is_some_and(|t| t.kind == TokenKind::Number);
        matches!(mark, "/" | "-" | ".") && mark == page.folded(at + 3) && number(at + 2) && number(at + 4)
    }
}

fn joins(mark: &str) -> bool {
    matches!(
        mark,
        "-" | "/" | ":" | "|" | "(" | ")" | "," | "،" | "." | "+" | "[" | "]"
    )
}
