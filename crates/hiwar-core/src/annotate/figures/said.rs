//! What is said of those counted: `stationed`, `withdrawn`, `killed`.

use super::Reader;
use super::unit::Unit;
use crate::lang::{Entry, Features, Hit};

/// How far before a figure its verb may stand, and how far after it, in tokens.
const BEFORE: usize = 9;
const AFTER: usize = 4;
/// A comma is as far as so many words.
const COMMA: usize = 3;

impl<'a> Reader<'_, 'a> {
    /// What the words around a figure (tokens `from..to`) say of those counted: what the noun says itself, else the nearer
    /// of the last word before and the first word after, else what the figure before it has in a list.
    pub(super) fn said(&self, from: usize, to: usize, unit: &Unit<'a>) -> Option<String> {
        if let Some(of) = unit.of {
            return Some(of.to_owned());
        }
        let sentence = self
            .page
            .sentences
            .get(self.page.sentence(from))
            .cloned()
            .unwrap_or(0..0);
        let open = if self.last.sentence == self.page.sentence(from) {
            self.last.to
        } else {
            0
        };
        let start = sentence.start.max(open).max(from.saturating_sub(BEFORE));
        // نشرها خمسة صحفيين: a verb with an object of its own is not said of those counted.
        let before = self.nearest((start..from).rev(), unit, |h| !h.features.has(Features::PRONOUN));
        // قتل 11 مدنيا وإصابة 13: what a conjunction opens is said of others.
        let clause = (to..sentence.end.min(to + AFTER)).take_while(|t| !self.is_comma(*t));
        let after = self.nearest(clause, unit, |h| !h.glued.conjunction);
        let near = match (before, after) {
            (Some(b), Some(a)) => Some(if a.0 < b.0 { a.1 } else { b.1 }),
            (b, a) => b.or(a).map(|x| x.1),
        };
        let listed = || {
            let follows = open > 0 && from.saturating_sub(open) <= 3 && self.joins_on(open, from);
            self.figures
                .last()
                .filter(|_| follows && unit.people)
                .and_then(|f| f.value.of.clone())
        };
        let there = || unit.there.filter(|_| self.place_near(start, to + AFTER));
        near.map(str::to_owned)
            .or_else(listed)
            .or_else(|| there().map(str::to_owned))
    }

    /// The distance and the meaning of the first word of `tokens` that can be said of such a unit.
    fn nearest(
        &self,
        tokens: impl Iterator<Item = usize>,
        unit: &Unit<'a>,
        fits: impl Fn(&Hit) -> bool,
    ) -> Option<(usize, &'a str)> {
        let mut distance = 0;
        for token in tokens {
            distance += if self.is_comma(token) { COMMA } else { 1 };
            if self.page.number(token).is_some() {
                return None;
            }
            if let Some(hit) = self.page.hit(token, self.class.said).filter(&fits) {
                let entry = self.page.entry(hit);
                let of = entry.text("of").filter(|of| !of.is_empty());
                if let Some(of) = of.filter(|_| can_be_said(entry, unit)) {
                    return Some((distance, of));
                }
            }
        }
        None
    }

    fn is_comma(&self, token: usize) -> bool {
        matches!(self.page.folded(token), "،" | "," | "؛" | ";")
    }

    /// قتل 5 جنود و3 مدنيين: a conjunction leads from the figure before to this one.
    fn joins_on(&self, open: usize, from: usize) -> bool {
        let conjunction = |t: usize| {
            self.page.pack.is_conjunction(self.page.folded(t))
                || self.page.readings(t).iter().any(|r| r.glued.conjunction)
        };
        (open..=from).any(conjunction)
    }

    fn place_near(&self, from: usize, to: usize) -> bool {
        let class = &self.class;
        let places = [class.country, class.capital, class.city];
        (from..to).any(|t| self.page.hits(t).iter().any(|h| places.contains(&h.class)))
    }
}

/// Whether an entry says what can happen to such a unit: shells are fired, people are killed.
fn can_be_said(entry: &Entry, unit: &Unit<'_>) -> bool {
    let units = entry.list("units");
    let people = entry.flag("people");
    people && unit.people || units.contains(&unit.name) || !people && units.is_empty()
}
