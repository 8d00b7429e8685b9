//! Agreements by name: `اتفاقية الإطار الاستراتيجي لعام 2008`، `اتفاق الدوحة`، `الاتفاق النووي`.

use super::Desk;
use crate::lang::Hit;
use crate::model::{Agreement, Annotation, Annotations};

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
        if let Some((agreement, to)) = read(desk, hit, found) {
            free = to;
            let span =
                crate::model::Span::new(desk.page.span(hit).start, desk.page.tokens.span(hit.from, to).end);
            list.push(Annotation::new(span, "talks/agreement", agreement));
        }
    }
    list
}

/// The agreement that begins with a hit, and one past its last token.
fn read(desk: &Desk<'_, '_>, hit: Hit, found: &Annotations) -> Option<(Agreement, usize)> {
    let name_to = name(desk, hit)?;
    let start = desk.page.span(hit).start;
    let words =
        crate::model::Span::new(start, desk.page.tokens.span(hit.from, name_to).end).of(desk.page.text);
    let swallowed = hit.glued.preposition && hit.glued.article;
    let name = desk
        .page
        .pack
        .grammar
        .uncontracted(words)
        .filter(|_| swallowed)
        .unwrap_or_else(|| words.to_owned());
    let (mut to, mut parties) = (name_to, Vec::new());
    let at = desk.plain(to, desk.class.signed).map_or(to, |h| h.to);
    if let Some(word) = desk.plain(at, desk.class.between) {
        let listed = desk.parties(word.to, found);
        if listed.names.len() > 1 {
            (to, parties) = (listed.to, listed.names);
        }
    }
    let year = year(desk, to);
    let to = year.map_or(to, |(_, end)| end);
    Some((
        Agreement {
            name,
            parties,
            year: year.map(|(y, _)| y),
        },
        to,
    ))
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
        let number = desk
            .page
            .number(token)
            .filter(|n| n.digits && (1900.0..=2100.0).contains(&n.value));
        if let Some(number) = number {
            return said.then_some((number.value as i16, number.to));
        }
    }
    None
}
