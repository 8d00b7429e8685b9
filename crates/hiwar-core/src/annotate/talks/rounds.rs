//! Mentions of rounds: `الجولة الثالثة من الحوار`، `أولى جولاته`، `جولة الحوار الاستراتيجي الرابعة والأخيرة`.
//!
//! A round counts where the text says that it is one of talks, or, for words that mean little else (جولة), where talks are
//! nearer than anything else that has rounds. A phase of a deal or a truce is none.

mod context;

use super::Desk;
use super::series::Series;
use crate::lang::{Features, Hit};
use crate::model::{Annotation, Annotations, Round, Span, Venue};
use crate::text::TokenKind;

/// How far behind a round another one may be left out, in tokens.
const BACK: usize = 70;

/// A round as it is read, before its date and place are.
struct Seen {
    from: usize,
    /// One past the words of the round itself.
    to: usize,
    /// One past its talks and their parties.
    end: usize,
    span: Span,
    round: Round,
    rule: &'static str,
}

/// Every round of a page, in the order of the text.
pub(super) fn find(
    desk: &Desk<'_, '_>,
    series: &[Series<'_>],
    found: &Annotations,
) -> Vec<Annotation<Round>> {
    let mut reader = Reader {
        desk,
        series,
        seen: Vec::new(),
    };
    let mut free = 0;
    for hit in desk.page.hits_of(desk.class.round) {
        if hit.from >= free {
            let before = reader.seen.len();
            reader.read(hit);
            free = reader
                .seen
                .last()
                .filter(|_| reader.seen.len() > before)
                .map_or(hit.to, |s| s.to);
        }
    }
    reader.left_out();
    let starts: Vec<usize> = reader.seen.iter().map(|s| s.from).collect();
    let placed = reader
        .seen
        .into_iter()
        .map(|seen| seen.placed(desk, &starts, found));
    placed.collect()
}

impl Seen {
    fn placed(self, desk: &Desk<'_, '_>, starts: &[usize], found: &Annotations) -> Annotation<Round> {
        let mut round = self.round;
        round.date = desk.date(self.from, self.end, starts, found);
        round.mode = desk.mode(self.from, self.end);
        if round.mode != Some(Venue::Video) {
            round.place = desk.place(self.from, self.end);
            round.mode = round.mode.or(round.place.as_ref().map(|_| Venue::InPerson));
        }
        Annotation::new(self.span, format!("talks/{}", self.rule), round)
    }
}

struct Reader<'d, 'p, 'a, 's> {
    desk: &'d Desk<'p, 'a>,
    series: &'s [Series<'a>],
    seen: Vec<Seen>,
}

/// An ordinal beside a round.
#[derive(Clone, Copy)]
struct Order {
    value: u32,
    to: usize,
}

impl<'a, 's> Reader<'_, '_, 'a, 's> {
    fn read(&mut self, hit: Hit) {
        let desk = self.desk;
        let (weak, plural) = (desk.flag(hit, "weak"), desk.flag(hit, "plural"));
        if desk.page.habits().qualifiers_first && self.read_back(hit, weak, plural) {
            return;
        }
        if let Some((from, value)) = self.order_before(hit) {
            let of = self.complement(hit.to, hit);
            if self.counts(hit, hit.to, weak, of) && !(value == 1 && !plural && self.one_of_a_kind(hit.to)) {
                self.push(hit, from, hit.to, Some(value), of, "round-first");
            }
            return;
        }
        // جولة الحوار الاستراتيجي الرابعة: the talks stand between round and ordinal.
        let inner = self.at(hit.to).filter(|s| !s.prepositional && !hit.glued.article);
        let at = inner.map_or(hit.to, |s| s.to);
        let Some(order) = self.order(at) else {
            self.open(hit, inner, weak, plural);
            return;
        };
        // الجولتين الأولى والثانية
        let joined = self.order_joined(order.to).filter(|_| plural);
        let of = inner.or_else(|| self.complement(joined.map_or(order.to, |j| j.to), hit));
        if !self.counts(hit, order.to, weak, of) {
            return;
        }
        let last = desk
            .hit(order.to, desk.class.last)
            .filter(|h| h.glued.conjunction);
        let to = last.map_or(order.to, |h| h.to);
        self.push(
            hit,
            hit.from,
            to,
            Some(order.value),
            of.or_else(|| self.complement(to, hit)),
            "round-ordinal",
        );
        if let (Some(_), Some(seen)) = (last, self.seen.last_mut()) {
            seen.round.last = true;
        }
        if let Some(next) = joined {
            self.push(
                hit,
                order.to,
                next.to,
                Some(next.value),
                of,
                "round-ordinal-joined",
            );
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn push(
        &mut self,
        hit: Hit,
        from: usize,
        to: usize,
        ordinal: Option<u32>,
        of: Option<&'s Series<'a>>,
        rule: &'static str,
    ) {
        let desk = self.desk;
        let mut span = desk.page.tokens.span(from, to);
        if from == hit.from {
            span = Span::new(desk.page.span(hit).start, span.end);
        }
        let his = || {
            self.named_before(from)
                .filter(|_| hit.features.has(Features::PRONOUN))
        };
        let of_name = of.or_else(his).map(|s| s.name.clone());
        let carried = || self.seen.last().and_then(|s| s.round.of.clone());
        let round = Round {
            ordinal,
            of: of_name.or_else(carried),
            ..Round::default()
        };
        let end = of.map_or(to, |s| if s.from >= from { s.end.max(to) } else { to });
        self.seen.push(Seen {
            from,
            to,
            end,
            span,
            round,
            rule,
        });
    }

    /// A round without a number: one to come, or one of many.
    fn open(&mut self, hit: Hit, inner: Option<&'s Series<'a>>, weak: bool, plural: bool) {
        let desk = self.desk;
        // 11 جولة من المفاوضات is a figure.
        let counted = hit.from.checked_sub(1).is_some_and(|t| {
            desk.page
                .numbers()
                .binary_search_by(|n| n.to.cmp(&(t + 1)))
                .is_ok()
        });
        if weak || plural || counted {
            return;
        }
        let at = inner.map_or(hit.to, |s| s.to);
        let adjective = desk.plain(at, desk.class.round_open);
        let last = desk.plain(at, desk.class.last).filter(|h| desk.flag(*h, "alone"));
        let to = adjective.or(last).map_or(at, |h| h.to);
        let of = inner.or_else(|| self.complement(to, hit));
        let one = !hit.glued.article && of.is_some_and(|s| !s.weak);
        if (adjective.is_some() || last.is_some() || one) && self.counts(hit, to, false, of) {
            let to = if adjective.is_none() && last.is_none() {
                of.map_or(to, |s| s.to.max(to))
            } else {
                to
            };
            self.push(hit, hit.from, to, None, of, "round-open");
            if let (Some(_), Some(seen)) = (last, self.seen.last_mut()) {
                seen.round.last = true;
            }
        }
    }

    /// انتهت السادسة: an ordinal alone after a verb of holding, where a round was named right before.
    fn left_out(&mut self) {
        let desk = self.desk;
        let mut more: Vec<Seen> = Vec::new();
        for seen in &self.seen {
            let sentence = desk.sentence(seen.from);
            for token in seen.end..sentence.end.min(seen.end + BACK) {
                if self.seen.iter().any(|s| s.from == token) {
                    break;
                }
                let held = token
                    .checked_sub(1)
                    .and_then(|t| desk.hit(t, desk.class.round_held));
                let verb =
                    held.is_some_and(|h| h.features.has(Features::PAST) || h.features.has(Features::PRESENT));
                let Some(hit) = desk
                    .hit(token, desk.class.ordinal)
                    .filter(|h| verb && h.glued.article && !h.glued.preposition)
                else {
                    continue;
                };
                let round = Round {
                    ordinal: desk.ordinal(hit),
                    of: seen.round.of.clone(),
                    ..Round::default()
                };
                let span = desk.page.tokens.span(token, hit.to);
                more.push(Seen {
                    from: token,
                    to: hit.to,
                    end: hit.to,
                    span,
                    round,
                    rule: "round-left-out",
                });
            }
        }
        self.seen.append(&mut more);
        self.seen.sort_by_key(|s| s.from);
        self.seen.dedup_by_key(|s| s.from);
    }

    /// `the third round`, `the fourth and final round`, `the next round of talks`: whether it was one.
    fn read_back(&mut self, hit: Hit, weak: bool, plural: bool) -> bool {
        let desk = self.desk;
        let of = self.complement(hit.to, hit);
        if let Some(order) = desk.order_back(hit.from) {
            let kind = order.value == 1 && !plural && self.one_of_a_kind(hit.to);
            if self.counts(hit, hit.to, weak, of) && !kind {
                let to = order.second.map_or(hit.to, |(from, _)| from - 1);
                self.push(hit, order.from, to, Some(order.value), of, "round-ordinal");
                if let Some(seen) = self.seen.last_mut() {
                    seen.round.last = order.last;
                }
                if let Some((from, value)) = order.second {
                    self.push(hit, from, hit.to, Some(value), of, "round-ordinal-joined");
                }
            }
            return true;
        }
        let next = desk.back(hit.from, desk.class.round_open);
        let last = desk
            .back(hit.from, desk.class.last)
            .filter(|h| desk.flag(*h, "alone"));
        let open = next.or(last);
        if open.is_some() && !weak && !plural && self.counts(hit, hit.to, false, of) {
            let from = open.map_or(hit.from, |h| h.from);
            self.push(hit, from, hit.to, None, of, "round-open");
            if let (Some(_), Some(seen)) = (last, self.seen.last_mut()) {
                seen.round.last = true;
            }
        }
        open.is_some()
    }

    /// أولى جولات، ثالث جولة: the ordinal right before the round, and where it begins.
    fn order_before(&self, hit: Hit) -> Option<(usize, u32)> {
        let desk = self.desk;
        if hit.glued.article || hit.glued.preposition || hit.glued.conjunction {
            return None;
        }
        let order = desk
            .back(hit.from, desk.class.ordinal)
            .filter(|h| !h.glued.article || !desk.page.habits().articles.is_empty())?;
        Some((order.from, desk.ordinal(order)?))
    }

    /// The ordinal at a token, in words or digits: `الثالثة`، `3`، `الـ12`، `رقم 5`.
    fn order(&self, at: usize) -> Option<Order> {
        let desk = self.desk;
        if let Some(hit) = desk.plain(at, desk.class.ordinal) {
            return Some(Order {
                value: desk.ordinal(hit)?,
                to: hit.to,
            });
        }
        let word = desk.plain(at, desk.class.round_number);
        let at = word.map_or(at, |h| h.to);
        let digits = desk.page.token(at).is_some_and(|t| t.kind == TokenKind::Number) && desk.goes_on(at);
        // Round three
        let words = desk.page.habits().qualifiers_first;
        let number = desk.page.number(at).filter(|n| digits || n.definite || words)?;
        let small = (1.0..=99.0).contains(&number.value) && number.value.fract() == 0.0;
        small.then_some(Order {
            value: number.value as u32,
            to: number.to,
        })
    }

    fn order_joined(&self, at: usize) -> Option<Order> {
        let desk = self.desk;
        let hit = desk
            .hit(at, desk.class.ordinal)
            .filter(|h| h.glued.conjunction && desk.goes_on(at))?;
        Some(Order {
            value: desk.ordinal(hit)?,
            to: hit.to,
        })
    }
}
