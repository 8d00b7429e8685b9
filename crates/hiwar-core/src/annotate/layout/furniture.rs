//! Furniture: menus, buttons, tags, lists of links. Told by what a piece is made of and where it stands; the pack's words
//! are one kind of evidence.

use super::pieces::{End, Piece, is_latin};
use crate::annotate::Page;
use crate::lang::{ClassId, Hit};
use crate::text::{Gap, TokenKind};

/// The classes that furniture is made of.
pub(super) struct FurnitureWords {
    furniture: ClassId,
    section: ClassId,
    outlet: ClassId,
}

/// What the pack says of a phrase of furniture: its `opens`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opens {
    /// A button or a label: furniture where the whole piece is made of such.
    Button,
    /// What follows on the same line belongs to it (`اقرأ أيضا: …`).
    Line,
    /// What follows, line by line or seam by seam, belongs to it (`مواضيع ذات صلة`).
    List,
    /// A prompt where the piece names a platform too (`قناة … على تلغرام`).
    Platform,
}

/// Furniture, and whether a list begins with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// This piece alone.
    Alone,
    /// This piece and the labels after it.
    List,
}

impl FurnitureWords {
    pub(super) fn of(page: &Page<'_>) -> Self {
        let class = |name| page.pack.class(name);
        Self {
            furniture: class("furniture"),
            section: class("section"),
            outlet: class("outlet"),
        }
    }

    fn phrase(&self, page: &Page<'_>, token: usize) -> Option<(Hit, Opens)> {
        let hit = page.hit(token, self.furniture)?;
        let opens = match page.entry(hit).text("opens") {
            Some("line") => Opens::Line,
            Some("list") => Opens::List,
            Some("platform") => Opens::Platform,
            _ => Opens::Button,
        };
        Some((hit, opens))
    }

    /// Whether a piece is furniture by what it says, wherever it stands.
    pub(super) fn look(&self, page: &Page<'_>, piece: &Piece) -> Option<Found> {
        if piece.words > 30 {
            return None;
        }
        let first = (piece.from..piece.to).find(|t| page.is_word(*t))?;
        if let Some((hit, opens)) = self.phrase(page, first).filter(|(h, _)| h.to <= piece.to) {
            let length = hit.to - hit.from;
            let bare = piece.words <= length;
            let colon = page.folded(hit.to) == ":";
            let open = piece.end != End::Stop;
            match opens {
                Opens::List if bare || open && (colon || length > 1) => return Some(Found::List),
                // `نشر في: …`, but not `التصنيف العالمي يتغير`.
                Opens::Line if bare || colon || (open && length > 1 && piece.words <= 20) => {
                    return Some(Found::Alone);
                }
                Opens::Platform if open && piece.words <= 16 && self.prompts(page, piece) => {
                    return Some(Found::Alone);
                }
                _ => {}
            }
        }
        let label = piece.words <= 14 && piece.end != End::Stop;
        let alone = (piece.words <= 14 && self.buttons(page, piece))
            || (label
                && (self.line_inside(page, piece)
                    || latin(page, piece)
                    || tags(page, piece)
                    || self.menu(page, piece)));
        alone.then_some(Found::Alone)
    }

    /// Whether a piece before the title is a label of the site's own: names of sections, perhaps glued to one another
    /// where the page's boxes stood (`سرقة العراقسياسة وأمنية`).
    pub(super) fn label(&self, page: &Page<'_>, piece: &Piece) -> bool {
        if piece.words > 6 || piece.end != End::Open {
            return false;
        }
        let words = || (piece.from..piece.to).filter(|t| page.is_word(*t));
        words().all(|t| page.hit(t, self.section).is_some())
            || (words().count() == piece.to - piece.from && words().any(|t| self.glued(page, t)))
    }

    /// A word that nothing knows, made of something and the name of a section.
    fn glued(&self, page: &Page<'_>, token: usize) -> bool {
        let word = page.folded(token);
        if !page.hits(token).is_empty() {
            return false;
        }
        let cuts = word.char_indices().map(|(at, _)| at).skip(3);
        cuts.filter_map(|at| Some((word.get(..at)?, word.get(at..)?)))
            .filter(|(_, tail)| tail.chars().count() >= 4)
            .any(|(head, tail)| {
                let section = |entry: &&crate::lang::Entry| entry.class == "section";
                page.pack.look_up(tail).iter().any(section) && !page.pack.look_up(head).is_empty()
            })
    }

    /// Made of buttons alone, with their numbers, marks, platforms and small words.
    fn buttons(&self, page: &Page<'_>, piece: &Piece) -> bool {
        let (mut at, mut found) = (piece.from, false);
        while at < piece.to {
            if let Some((hit, _)) = self.phrase(page, at) {
                (at, found) = (hit.to, true);
            } else if let Some(hit) = self.outlet_hit(page, at, "platform") {
                at = hit.to;
            } else if page.is_word(at) && page.folded(at).chars().count() > 3 {
                return false;
            } else {
                at += 1;
            }
        }
        found
    }

    fn outlet_hit(&self, page: &Page<'_>, token: usize, kind: &str) -> Option<Hit> {
        page.hit(token, self.outlet)
            .filter(|h| page.entry(*h).text("kind") == Some(kind))
    }

    /// Names a platform, or stops where its sign stood (`تابع الجزيرة نت على:`).
    fn prompts(&self, page: &Page<'_>, piece: &Piece) -> bool {
        (piece.from..piece.to).any(|t| self.outlet_hit(page, t, "platform").is_some())
            || (piece.words <= 8 && page.folded(piece.to - 1) == ":")
    }

    /// A prompt in the middle of a label (`صور وفيديو: شاهد أيضا`).
    fn line_inside(&self, page: &Page<'_>, piece: &Piece) -> bool {
        (piece.from..piece.to).any(|t| {
            let colon = t > piece.from && page.folded(t - 1) == ":";
            colon && matches!(self.phrase(page, t), Some((_, Opens::Line)))
        })
    }

    /// Short names held apart by bars or guillemets: the path to the page, the site's sections.
    fn menu(&self, page: &Page<'_>, piece: &Piece) -> bool {
        let bar = |t: usize| {
            let spaced = page.token(t).is_some_and(|t| t.gap == Gap::Space)
                && page.token(t + 1).is_some_and(|t| t.gap == Gap::Space);
            match page.folded(t) {
                "|" | ">" | "›" => true,
                "»" | "/" => spaced,
                _ => false,
            }
        };
        let bars = (piece.from..piece.to).filter(|t| bar(*t)).count();
        let named = (piece.from..piece.to)
            .any(|t| page.hit(t, self.section).is_some() || self.phrase(page, t).is_some());
        let digits =
            (piece.from..piece.to).any(|t| page.token(t).is_some_and(|t| t.kind == TokenKind::Number));
        !digits && piece.words <= 3 * (bars + 1) && (bars >= 2 || (bars == 1 && named))
    }

    /// Where furniture ends a paragraph on its last line (`… والتجارة". علق هنا`), its first token.
    pub(super) fn trailing(&self, page: &Page<'_>, piece: &Piece) -> Option<usize> {
        let earliest = piece.from.max(piece.to.saturating_sub(30)) + 1;
        (earliest..piece.to).find(|t| {
            let ended = (1..=3).any(|back| matches!(page.folded(t.saturating_sub(back)), "." | "؟" | "!"))
                && !page.is_word(t - 1);
            ended
                && self.phrase(page, *t).is_some()
                && self
                    .look(page, &Piece::new(page, *t, piece.to, piece.before, 0))
                    .is_some()
        })
    }

    /// Where the site's own name or buttons in Latin letters stand before the title on its line
    /// (`CNNArabic.com - …`, `Next Previous …`): the title's first token.
    pub(super) fn leading(&self, page: &Page<'_>, piece: &Piece) -> Option<usize> {
        let mut at = piece.from;
        while at < piece.to && (is_latin(page, at) || matches!(page.folded(at), "." | "/")) {
            at += 1;
        }
        let site = at >= piece.from + 3 && page.folded(at.saturating_sub(2)) == "." && page.folded(at) == "-";
        let to = if site { at + 1 } else { at };
        let buttons =
            at > piece.from && self.buttons(page, &Piece::new(page, piece.from, at, piece.before, 0));
        ((site || buttons) && to < piece.to).then_some(to)
    }
}

/// Latin words alone on an Arabic page.
fn latin(page: &Page<'_>, piece: &Piece) -> bool {
    let letters = (piece.from..piece.to).all(|t| !page.is_word(t) || is_latin(page, t));
    letters && piece.words <= 8 && page.folded(piece.from) != "("
}

/// `#كلمة #كلمة_أخرى`.
fn tags(page: &Page<'_>, piece: &Piece) -> bool {
    let signs = (piece.from..piece.to).filter(|t| page.folded(*t) == "#").count();
    signs > 0 && page.folded(piece.from) == "#" && piece.words <= signs * 2
}
