//! Mentions of rounds: `الجولة الثالثة من الحوار`، `أولى جولاته`، `جولة الحوار الاستراتيجي الرابعة والأخيرة`.
//!
//! A round counts where the text says that it is one of talks, or, for words that mean little else (جولة), where talks are
//! nearer than anything else that has rounds. A phase of a deal or a truce is none.

use super::Desk;
use super::series::Series;
use crate::lang::{Features, Hit};
use crate::model::{Annotation, Annotations, Round, Span, Venue};
use crate::text::TokenKind;

/// How far back and forth a bare round looks for what it is a round of, in tokens.
const BACK: usize = 70;
const FORTH: usize = 20;
/// What is beside a round: its adjectives and its complement.
const BESIDE: usize = 4;

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
                    ordinal: value(desk, hit),
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

    /// أولى جولات، ثالث جولة: the ordinal right before the round, and where it begins.
    fn order_before(&self, hit: Hit) -> Option<(usize, u32)> {
        let desk = self.desk;
        let first = desk.page.habits().qualifiers_first;
        if hit.glued.article || hit.glued.preposition || hit.glued.conjunction && !first {
            return None;
        }
        (1..=2usize).find_map(|width| {
            let from = hit.from.checked_sub(width)?;
            let order = desk
                .hit(from, desk.class.ordinal)
                .filter(|h| h.to == hit.from && (first || !h.glued.article))?;
            desk.goes_on(hit.from).then_some((from, value(desk, order)?))
        })
    }

    /// The ordinal at a token, in words or digits: `الثالثة`، `3`، `الـ12`، `رقم 5`.
    fn order(&self, at: usize) -> Option<Order> {
        let desk = self.desk;
        if let Some(hit) = desk.plain(at, desk.class.ordinal) {
            return Some(Order {
                value: value(desk, hit)?,
                to: hit.to,
            });
        }
        let word = desk.plain(at, desk.class.round_number);
        let at = word.map_or(at, |h| h.to);
        let digits = desk.page.token(at).is_some_and(|t| t.kind == TokenKind::Number) && desk.goes_on(at);
        let number = desk.page.number(at).filter(|n| digits || n.definite)?;
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
            value: value(desk, hit)?,
            to: hit.to,
        })
    }

    /// The talks that begin at a token.
    fn at(&self, token: usize) -> Option<&'s Series<'a>> {
        let at = self.series.binary_search_by_key(&token, |s| s.from).ok()?;
        self.series.get(at).filter(|_| self.desk.goes_on(token))
    }

    /// The talks that a round is one of, named after it: `من الحوار`، `للحوار`، `المباشرة من ملتقى الحوار`، or before it: `منه`.
    fn complement(&self, to: usize, hit: Hit) -> Option<&'s Series<'a>> {
        let desk = self.desk;
        let mut at = to;
        while let Some(adjective) = desk
            .plain(at, desk.class.adjective)
            .or(desk.plain(at, desk.class.round_open))
        {
            at = adjective.to;
        }
        if desk.is_comma(at) {
            at += 1;
        }
        if let Some(series) = self.at(at).filter(|s| s.prepositional || at == hit.to) {
            return Some(series);
        }
        if desk.hit(at, desk.class.round_back).is_some() {
            return self.named_before(at);
        }
        let of = desk.hit(at, desk.class.round_of)?;
        let near = (of.to..of.to + BESIDE).take_while(|t| desk.goes_on(*t) && !desk.is_comma(*t));
        near.into_iter().find_map(|t| self.at(t))
    }

    /// The last talks named before a token in its sentence.
    fn named_before(&self, token: usize) -> Option<&'s Series<'a>> {
        let start = self.desk.sentence(token).start;
        let after = self.series.partition_point(|s| s.from < token);
        let last = self.series.get(after.checked_sub(1)?)?;
        (last.from >= start && !last.weak).then_some(last)
    }

    /// Whether a word for a round (with its adjectives up to `to`) means a round of talks here.
    fn counts(&self, hit: Hit, to: usize, weak: bool, of: Option<&'s Series<'a>>) -> bool {
        if let Some(series) = of {
            return !(weak && series.weak);
        }
        // نسخته الثانية، أولى جولاته: his or its; of talks named before it in the sentence, or none.
        if hit.features.has(Features::PRONOUN) {
            return self.named_before(hit.from).is_some() && !self.other_beside(to);
        }
        // جولة جديدة من الضجة: of something else.
        let part = self
            .desk
            .hit(to, self.desk.class.round_of)
            .is_some_and(|h| self.desk.flag(h, "whole"));
        !weak && !part && !self.other_beside(to) && self.talks_near(hit)
    }

    fn other_beside(&self, to: usize) -> bool {
        let desk = self.desk;
        // الجولة الرابعة مناقشة ملفات: الانتخابات: what stands behind a mark is not beside.
        let beside = (to..to + BESIDE).take_while(|t| desk.goes_on(*t) && desk.page.is_word(*t));
        beside
            .into_iter()
            .any(|t| desk.hit(t, desk.class.round_other).is_some())
    }

    /// Whether talks are nearer to a round than elections, matches and the like; rounds found before speak for talks too.
    fn talks_near(&self, hit: Hit) -> bool {
        let desk = self.desk;
        let talks = |t: usize| {
            desk.hit(t, desk.class.talks)
                .is_some_and(|h| !desk.flag(h, "weak"))
        };
        let other = |t: usize| {
            desk.hit(t, desk.class.round_other)
                .is_some_and(|h| !desk.flag(h, "near"))
        };
        let back = |is: &dyn Fn(usize) -> bool| (1..=BACK.min(hit.from)).find(|d| is(hit.from - d));
        // A round of talks named before is worth more than a word: elections are also what talks are about.
        let known = self
            .seen
            .last()
            .map(|s| hit.from.saturating_sub(s.from) / 4)
            .filter(|d| *d <= BACK);
        let forth = (1..=FORTH).find(|d| talks(hit.to + d));
        let talks = back(&talks).into_iter().chain(forth).chain(known).min();
        talks.is_some_and(|near| back(&other).is_none_or(|far| near < far))
    }

    /// أول جولة منذ سنوات، الأولى من نوعها: the first of a kind, and not number one.
    fn one_of_a_kind(&self, to: usize) -> bool {
        let desk = self.desk;
        let end = desk.sentence(to.saturating_sub(1)).end.min(to + 10);
        (to..end).any(|t| desk.hit(t, desk.class.since).is_some())
    }
}

fn value(desk: &Desk<'_, '_>, hit: Hit) -> Option<u32> {
    u32::try_from(desk.page.entry(hit).number("value")?).ok()
}
