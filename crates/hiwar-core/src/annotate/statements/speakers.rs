//! The subject of a verb of saying that stands behind it or, inverted, before it: names, bodies, `a senior official`, `he`.

use super::phrase::{self, Source};
use super::reader::Reader;
use crate::lang::Hit;
use crate::text::{TokenKind, fold};

/// No subject is longer.
const LONGEST: usize = 18;
/// How many speakers back `he` or `she` may reach.
const BACK: usize = 3;

/// Whoever spoke so far, the last one last.
#[derive(Default)]
pub(super) struct Speakers(Vec<Source>);

impl Speakers {
    pub fn heard(&mut self, source: &Source) {
        self.0.push(source.clone());
    }

    /// Whoever spoke last, without a place of its own.
    pub fn last(&self) -> Option<Source> {
        let last = self.0.last()?;
        Some(Source {
            span: None,
            ..last.clone()
        })
    }

    /// Whom a pronoun at a token stands for: the last speaker of its kind.
    fn meant(&self, r: &Reader<'_>, token: usize) -> Option<Source> {
        let hit = r.at(token, r.class.pronoun)?;
        let of = r.entry(hit).text("of");
        let person = |s: &Source| r.found.people.iter().any(|p| p.value.name == s.name);
        let fits = |s: &&Source| match of {
            Some("person") => person(s) || s.phrase.split(' ').count() > 1,
            Some("thing") => !person(s),
            _ => true,
        };
        let found = self
            .0
            .iter()
            .rev()
            .take(BACK)
            .find(fits)
            .or_else(|| self.0.last())?;
        Some(Source {
            span: Some(r.page.tokens.span(token, hit.to)),
            end: hit.to,
            ..found.clone()
        })
    }
}

/// The subject that ends right before a cue, or before an inset between commas.
pub(super) fn before(r: &Reader<'_>, cue: usize, floor: usize, speakers: &Speakers) -> Option<Source> {
    let floor = floor.max(r.sentence(cue).0).max(cue.saturating_sub(40));
    let end = before_fillers(r, cue, floor);
    let last = end.checked_sub(1).filter(|t| *t >= floor)?;
    if let Some(found) = speakers.meant(r, last) {
        return Some(found);
    }
    if !r.is_comma(last) && r.page.folded(last) != "-" {
        return named(r, floor, end);
    }
    // `Hussein, who headed the delegation, said`
    let open = (floor..last).rev().take(24).find(|t| r.is_comma(*t))?;
    let inset =
        named(r, floor, open).filter(|s| s.span.is_some_and(|s| r.page.tokens.at(s.end - 1) + 1 == open));
    inset.or_else(|| named(r, open + 1, last).filter(|_| r.is(open + 1, r.class.relative)))
}

/// Past `also`, `has`, `on Monday` before a verb.
fn before_fillers(r: &Reader<'_>, cue: usize, floor: usize) -> usize {
    let mut end = cue;
    while end > floor {
        let time = r.in_time(end - 1) || r.preposition(end - 1).is_some() && end < cue && r.in_time(end);
        match r.ends_at(end, r.class.phrase_end) {
            Some(hit) if hit.from >= floor => end = hit.from,
            _ if time => end -= 1,
            _ => break,
        }
    }
    end
}

/// The subject that begins right behind a cue (`said Hussein`, `according to a spokesman`).
pub(super) fn after(r: &Reader<'_>, from: usize, speakers: &Speakers) -> Option<Source> {
    if let Some(found) = speakers.meant(r, from) {
        return Some(found);
    }
    let limit = r.sentence(from).1.min(from + LONGEST);
    let stops = |t: &usize| {
        r.is_comma(*t)
            || r.is_mark(*t)
            || r.that(*t).is_some()
            || r.in_time(*t)
            || r.is(*t, r.class.cue)
            || *t > from && r.is(*t, r.class.opener)
            || r.page.folded(*t) == "." && !r.page.is_word(*t + 1)
            || r.preposition(*t).is_some() && r.in_time(*t + 1)
    };
    let end = (from..limit).find(stops).unwrap_or(limit);
    named(r, from, end).filter(|s| s.span.is_some_and(|s| r.page.tokens.at(s.start) <= from + 8))
}

/// The one that the noun phrase which ends at `end` names.
fn named(r: &Reader<'_>, floor: usize, end: usize) -> Option<Source> {
    let from = phrase_start(r, floor, end);
    if from >= end {
        return None;
    }
    let made = |name: String, from: usize, to: usize| Source {
        phrase: fold(&name),
        name,
        span: Some(r.page.tokens.span(from, to)),
        female: None,
        end: to,
    };
    let span = r.page.tokens.span(from, end);
    let noun = (from..end)
        .rev()
        .find_map(|t| r.at(t, r.class.noun).filter(|h| h.to <= end));
    if let Some(person) = phrase::people(r, from, end).last() {
        let to = r.page.tokens.at(person.span.end.saturating_sub(1)) + 1;
        let told = noun.is_none_or(|h| h.from < to) || to == end;
        if told && end <= to + 2 {
            return Some(Source {
                span: Some(person.span),
                ..made(person.value.name.clone(), from, to)
            });
        }
    }
    if let Some(hit) = noun {
        let (start, head) = outer(r, from, hit);
        let paper = r.entry(head).text("kind") == Some("document");
        let to = if paper { head.to } else { end };
        return Some(Source {
            end,
            ..made(r.page.tokens.span(start, to).name(r.page.text), start, to)
        });
    }
    let bodies = r.found.organizations.iter().chain(&r.found.places);
    let body = bodies
        .filter(|b| span.contains(b.span))
        .max_by_key(|b| b.span.end)?;
    let to = r.page.tokens.at(body.span.end.saturating_sub(1)) + 1;
    (end <= to + 1).then(|| Source {
        span: Some(body.span),
        ..made(body.value.name.clone(), from, to)
    })
}

/// Where the phrase that ends at `end` begins: no comma, verb of saying, mark or clause is in it.
fn phrase_start(r: &Reader<'_>, floor: usize, end: usize) -> usize {
    let mut from = end;
    while from > floor.max(end.saturating_sub(LONGEST)) {
        let at = from - 1;
        let mark = r.page.token(at).is_some_and(|t| t.kind == TokenKind::Mark);
        let inside = matches!(r.page.folded(at), "-" | "'" | "’" | ".") && at > floor;
        let clause = r.is(at, r.class.cue)
            || r.that(at).is_some()
            || r.is(at, r.class.opener)
            || r.is(at, r.class.relative);
        if mark && !inside || clause || r.in_time(at) {
            break;
        }
        from = at;
    }
    from
}

/// `sources in the ministry`: the noun that a preposition hangs the last one on, and where its phrase begins.
fn outer(r: &Reader<'_>, floor: usize, noun: Hit) -> (usize, Hit) {
    let (mut start, mut head) = (noun_start(r, floor, noun.from), noun);
    for _ in 0..3 {
        let little = usize::from(start > floor && r.page.pack.is_article(r.page.folded(start - 1)));
        let Some(preposition) = start.checked_sub(1 + little).filter(|t| *t > floor) else {
            break;
        };
        let held = r
            .ends_at(preposition, r.class.noun)
            .filter(|_| r.preposition(preposition).is_some());
        let Some(held) = held.filter(|h| h.from >= floor) else {
            break;
        };
        (start, head) = (noun_start(r, floor, held.from), held);
    }
    (start, head)
}

/// Where the noun's own phrase begins: behind a preposition or article before its qualifiers.
fn noun_start(r: &Reader<'_>, floor: usize, noun: usize) -> usize {
    let mut from = noun;
    while from > floor {
        let at = from - 1;
        let word = r.page.folded(at);
        if r.preposition(at).is_some() || r.page.pack.is_article(word) || r.is(at, r.class.phrase_end) {
            break;
        }
        from = at;
    }
    from
}
