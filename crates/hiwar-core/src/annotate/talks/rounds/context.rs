//! What a word for a round means where it stands: which talks it is a round of, or whether of none.

use super::super::series::Series;
use super::Reader;
use crate::lang::{Features, Hit};

/// How far back and forth a bare round looks for what it is a round of, in tokens.
const BACK: usize = 70;
const FORTH: usize = 20;
/// What is beside a round: its adjectives and its complement.
const BESIDE: usize = 4;

impl<'a, 's> Reader<'_, '_, 'a, 's> {
    /// The talks that begin at a token.
    pub(super) fn at(&self, token: usize) -> Option<&'s Series<'a>> {
        let at = self.series.binary_search_by_key(&token, |s| s.from).ok()?;
        self.series.get(at).filter(|_| self.desk.goes_on(token))
    }

    /// The talks that a round is one of, named after it: `من الحوار`، `للحوار`، `المباشرة من ملتقى الحوار`، or before it: `منه`.
    pub(super) fn complement(&self, to: usize, hit: Hit) -> Option<&'s Series<'a>> {
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
    pub(super) fn named_before(&self, token: usize) -> Option<&'s Series<'a>> {
        let start = self.desk.sentence(token).start;
        let after = self.series.partition_point(|s| s.from < token);
        let last = self.series.get(after.checked_sub(1)?)?;
        (last.from >= start && !last.weak).then_some(last)
    }

    /// Whether a word for a round (with its adjectives up to `to`) means a round of talks here.
    pub(super) fn counts(&self, hit: Hit, to: usize, weak: bool, of: Option<&'s Series<'a>>) -> bool {
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
    pub(super) fn one_of_a_kind(&self, to: usize) -> bool {
        let desk = self.desk;
        let end = desk.sentence(to.saturating_sub(1)).end.min(to + 10);
        (to..end).any(|t| desk.hit(t, desk.class.since).is_some())
    }
}
