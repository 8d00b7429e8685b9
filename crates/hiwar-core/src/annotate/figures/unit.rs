//! The unit of a number: the noun or the sign beside it.

use super::{Number, Reader};
use crate::lang::Hit;
use crate::text::{Gap, TokenKind};
use rustc_hash::FxHashMap;

/// What a number counts.
#[derive(Clone, Copy, Default)]
pub(super) struct Unit<'a> {
    /// One past its last token.
    pub(super) to: usize,
    /// English name.
    pub(super) name: &'a str,
    /// A kind of people.
    pub(super) people: bool,
    /// `آخرين`: more of those named before.
    pub(super) other: bool,
    /// What the noun itself says of them.
    pub(super) of: Option<&'a str>,
    /// What is said of them where nothing else is and a place is named.
    pub(super) there: Option<&'a str>,
    /// The entry's id.
    pub(super) rule: &'a str,
}

/// A noun stands fewer tokens than this behind its number (`U.S.` has four).
const QUALIFIERS: usize = 7;

/// How often the text names each country (ISO code).
pub(super) type Home<'a> = FxHashMap<&'a str, u32>;

impl<'a> Reader<'_, 'a> {
    /// The unit right after a number, or the sign right before it (`%60`, `$5`).
    pub(super) fn unit(&mut self, number: &Number) -> Option<Unit<'a>> {
        let mut at = number.to;
        // (10) دول، «3» مراحل: a closing mark between number and noun.
        if matches!(self.page.folded(at), ")" | "]") && number.value > 3.0 && self.goes_on(at) {
            at += 1;
        }
        if let Some(hit) = self.noun(at, false) {
            return Some(self.named(hit));
        }
        // 2,500 U.S. troops, 300 newly trained soldiers
        if let Some(hit) = self.qualified(at) {
            return Some(self.named(hit));
        }
        // 50 من الجنود
        let part = self
            .page
            .hit(at, self.class.part_of)
            .filter(|h| h.glued.is_plain() && self.goes_on(at));
        if let Some(hit) = part.and_then(|h| self.noun(h.to, true)) {
            return Some(self.named(hit));
        }
        // 4 إسرائيليين
        let people = self
            .page
            .hit(at, self.class.nisba)
            .filter(|h| h.glued.is_plain() && self.goes_on(at));
        if let Some(hit) = people {
            return Some(Unit {
                to: hit.to,
                name: "people",
                people: true,
                rule: &self.page.entry(hit).id,
                ..Unit::default()
            });
        }
        let before = number.from.checked_sub(1).filter(|_| self.glued(number.from))?;
        let sign = self.unit_sign(before)?;
        let unit = self.named(sign);
        Some(Unit {
            to: number.to,
            ..unit
        })
    }

    /// The noun behind its qualifiers, in a language that puts them first.
    fn qualified(&self, at: usize) -> Option<Hit> {
        let first = self.page.habits().qualifiers_first;
        let mut near = (at + 1..at + QUALIFIERS).take_while(|&t| {
            let joins = [self.class.function, self.class.range_to];
            let passes = |t: usize| joins.iter().all(|c| self.page.hit(t, *c).is_none());
            let mark = !self.page.is_word(t - 1) && self.page.folded(t - 1) != ".";
            self.goes_on(t) && !mark && passes(t - 1) && self.page.number(t - 1).is_none()
        });
        first.then(|| near.find_map(|t| self.noun(t, false)))?
    }

    fn glued(&self, token: usize) -> bool {
        self.page.token(token).is_some_and(|t| t.gap == Gap::None)
    }

    /// A noun that counts, at a token: bare after a number, with or without its article after `من`.
    fn noun(&self, token: usize, definite: bool) -> Option<Hit> {
        let fits = |h: &Hit| {
            h.glued.is_plain() || definite && h.glued.article && !h.glued.preposition && !h.glued.conjunction
        };
        let hits = self.page.hits(token).iter().copied();
        let found = hits.filter(|h| h.class == self.class.unit).find(fits)?;
        // A sign belongs to the number that it touches: «90% و10%».
        let sign = self.page.token(token).is_some_and(|t| t.kind == TokenKind::Mark);
        (self.goes_on(token) || sign && self.glued(token)).then_some(found)
    }

    fn named(&mut self, hit: Hit) -> Unit<'a> {
        let entry = self.page.entry(hit);
        let text = |key| entry.text(key);
        let (name, to) = match entry.list("by") {
            by if by.is_empty() => (text("unit").unwrap_or(""), hit.to),
            by => self.currency(hit, text("unit").unwrap_or(""), &by),
        };
        Unit {
            to,
            name,
            people: entry.flag("people"),
            other: entry.flag("other"),
            of: text("of"),
            there: text("there"),
            rule: &entry.id,
        }
    }

    /// Whose dinar: the adjective after it says so, else the country among its users that the text names most often.
    fn currency(&mut self, hit: Hit, usual: &'a str, by: &[&'a str]) -> (&'a str, usize) {
        let pairs = || by.iter().filter_map(|pair| pair.split_once('='));
        if let Some(nisba) = self
            .page
            .hit(hit.to, self.class.nisba)
            .filter(|_| self.goes_on(hit.to))
        {
            let country = self.page.entry(nisba).text("country");
            if let Some((_, code)) = pairs().find(|(c, _)| Some(*c) == country) {
                return (code, nisba.to);
            }
        }
        let page = self.page;
        let class = [
            self.class.country,
            self.class.capital,
            self.class.city,
            self.class.nisba,
        ];
        let home = self.home.get_or_insert_with(|| {
            let mut home = Home::default();
            for hit in page.all_hits().iter().filter(|h| class.contains(&h.class)) {
                if let Some(code) = page.entry(*hit).text("country") {
                    *home.entry(code).or_default() += 1;
                }
            }
            home
        });
        let named = |code: &str| home.get(code).copied().unwrap_or(0);
        let most = pairs()
            .map(|(country, code)| (named(country), code))
            .filter(|(n, _)| *n > 1);
        // Once is by the way. Of equals the first: the list puts the commoner money first.
        let best = most.reduce(|a, b| if b.0 > a.0 { b } else { a });
        (best.map_or(usual, |(_, code)| code), hit.to)
    }
}
