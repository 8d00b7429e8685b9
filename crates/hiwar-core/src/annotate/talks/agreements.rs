//! Agreements by name: `اتفاقية الإطار الاستراتيجي لعام 2008`، `اتفاق الدوحة`، `الاتفاق النووي`.

use super::Desk;
use crate::lang::Hit;
use crate::model::{Agreement, Annotation, Annotations, Span};

/// How far behind its name an agreement's year may stand, in tokens.
const YEAR: usize = 6;

/// Every agreement on a page that its words tell from others.
pub(super) fn find(desk: &Desk<'_, '_>, found: &Annotations) -> Vec<Annotation<Agreement>> {
    let mut list = Vec::new();
    let mut free = 0;
    for hit in desk.page.hits_of(desk.class.agreement) {
        if hit.from < free {
            continue;
        }
        let read = match desk.page.habits().qualifiers_first {
            true => read_back(desk, hit, free, found),
            false => read(desk, hit, found),
        };
        if let Some((agreement, span, to)) = read {
            free = to;
            list.push(Annotation::new(span, "talks/agreement", agreement));
        }
    }
    list
}

/// An agreement, its words, and one past its last token.
type Read = (Agreement, Span, usize);

/// The agreement that begins with a hit.
fn read(desk: &Desk<'_, '_>, hit: Hit, found: &Annotations) -> Option<Read> {
    let name_to = name(desk, hit)?;
    let start = desk.page.span(hit).start;
    let words = Span::new(start, desk.page.tokens.span(hit.from, name_to).end).of(desk.page.text);
    let swallowed = hit.glued.preposition && hit.glued.article;
    let grammar = &desk.page.pack.grammar;
    let name = grammar.uncontracted(words).filter(|_| swallowed);
    let name = name.unwrap_or_else(|| words.to_owned());
    let (parties, to) = parties(desk, name_to, found);
    let year = year(desk, to);
    let to = year.map_or(to, |(_, end)| end);
    let year = year.map(|(y, _)| y);
    let span = Span::new(start, desk.page.tokens.span(hit.from, to).end);
    Some((Agreement { name, parties, year }, span, to))
}

/// `the 2008 Strategic Framework Agreement between the two countries`
fn read_back(desk: &Desk<'_, '_>, hit: Hit, free: usize, found: &Annotations) -> Option<Read> {
    let before = desk.name_before(hit.from, free, desk.class.agreement_name);
    let first = before.from.checked_sub(1).filter(|t| *t >= free);
    let first = first.and_then(|t| Some((t, era(desk, t).filter(|_| desk.goes_on(before.from))?)));
    let told = before.told || before.qualified && first.is_some();
    if !told {
        return None;
    }
    let (listed, to) = parties(desk, hit.to, found);
    let (from, year, to) = match (first, year(desk, to)) {
        (Some((from, year)), _) => (from, Some(year), to),
        (None, Some((year, to))) => (before.name, Some(year), to),
        (None, None) => (before.name, None, to),
    };
    let pair = before.sides.len() > 1 && listed.is_empty();
    let sides = before.sides.into_iter().filter(|_| pair).map(|s| s.name);
    let mut parties: Vec<String> = listed.into_iter().chain(sides).collect();
    parties.sort();
    let name = desk.page.tokens.span(before.name, hit.to).name(desk.page.text);
    let span = desk.page.tokens.span(from.min(before.name), to);
    Some((Agreement { name, parties, year }, span, to))
}

/// The parties named behind an agreement, and one past them.
fn parties(desk: &Desk<'_, '_>, to: usize, found: &Annotations) -> (Vec<String>, usize) {
    let at = desk.plain(to, desk.class.signed).map_or(to, |h| h.to);
    let listed = desk
        .plain(at, desk.class.between)
        .map(|word| desk.parties(word.to, found))
        .filter(|p| p.names.len() > 1);
    listed.map_or((Vec::new(), to), |p| (p.names, p.to))
}

/// The number at a token as a year in which agreements are made.
fn era(desk: &Desk<'_, '_>, token: usize) -> Option<i16> {
    let number = desk.page.number(token)?;
    let year = number.digits && (1900.0..=2100.0).contains(&number.value);
    year.then_some(number.value as i16)
}

/// One past an agreement's name: its known words, the place it was made at, or a nisba and a year.
fn name(desk: &Desk<'_, '_>, hit: Hit) -> Option<usize> {
    let mut to = hit.to;
    let mut told = false;
    while let Some(next) = desk.plain(to, desk.class.agreement_name) {
        (to, told) = (next.to, true);
    }
    let place = |t: usize| {
        let classes = [desk.class.city, desk.class.capital];
        classes
            .iter()
            .find_map(|c| desk.plain(t, *c))
            .filter(|_| !hit.glued.article)
    };
    if let Some(place) = place(to).filter(|_| !told) {
        (to, told) = (place.to, true);
    }
    while let Some(next) = desk
        .plain(to, desk.class.nisba)
        .or(desk.plain(to, desk.class.adjective))
    {
        to = next.to;
        told = told || hit.glued.article && year(desk, to).is_some();
    }
    told.then_some(to)
}

/// The year right behind an agreement: `لعام 2008`، `الموقعة عام ٢٠٠٨`، `المبرم في 2015`.
fn year(desk: &Desk<'_, '_>, to: usize) -> Option<(i16, usize)> {
    let mut said = false;
    for token in to..to + YEAR {
        if !desk.goes_on(token) || desk.is_comma(token) {
            return None;
        }
        said = said
            || desk.hit(token, desk.class.year).is_some()
            || desk.hit(token, desk.class.signed).is_some();
        if let Some(year) = era(desk, token) {
            return said.then_some((year, token + 1));
        }
    }
    None
}
