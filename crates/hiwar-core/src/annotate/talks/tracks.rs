//! Subjects that talks go through: `تناولت قضايا الأمن ومكافحة الإرهاب، والاقتصاد والطاقة`.
//!
//! Only in a sentence that names talks, or soon after one; a list has at least two known subjects.

use super::{Desk, Series};
use crate::model::{Annotation, Named, Span};

/// How far from the word that opens it a list may begin, and how long one subject may be, in tokens.
const OPENS: usize = 3;
/// How many sentences after one that names talks their subjects may be listed.
const NEAR: usize = 3;
const LONGEST: usize = 6;

/// Every subject of talks on a page.
pub(super) fn find(desk: &Desk<'_, '_>, series: &[Series<'_>]) -> Vec<Annotation<Named>> {
    let talked: Vec<usize> = series
        .iter()
        .filter(|s| !s.weak)
        .map(|s| desk.page.sentence(s.from))
        .collect();
    let mut tracks = Vec::new();
    let mut free = 0;
    for hit in desk.page.hits_of(desk.class.track_list) {
        let sentence = desk.page.sentence(hit.from);
        let after = talked.partition_point(|s| *s <= sentence);
        let last = after.checked_sub(1).and_then(|i| talked.get(i));
        let near = last.is_some_and(|s| sentence - s <= NEAR);
        if hit.from < free || !near {
            continue;
        }
        let Some(start) = (hit.to..hit.to + OPENS).find(|t| subject(desk, *t).is_some()) else {
            continue;
        };
        let (list, end) = list(desk, start);
        if list.len() > 1 {
            free = end;
            tracks.extend(list.into_iter().map(|span| named(desk, span)));
        }
    }
    tracks
}

fn named(desk: &Desk<'_, '_>, span: Span) -> Annotation<Named> {
    let name = span.name(desk.page.text);
    Annotation::new(span, "talks/track", Named { name })
}

/// A subject that begins at a token: one past its head.
fn subject(desk: &Desk<'_, '_>, token: usize) -> Option<usize> {
    desk.hit(token, desk.class.track)
        .filter(|_| desk.goes_on(token))
        .map(|h| h.to)
}

/// The subjects listed from a token on, and where the list ends. A comma parts subjects; `و` parts them where no comma
/// does, and joins two in one between commas: `الأمن ومكافحة الإرهاب، والاقتصاد والطاقة`.
fn list(desk: &Desk<'_, '_>, start: usize) -> (Vec<Span>, usize) {
    let sentence = desk.sentence(start);
    let mut items: Vec<(usize, usize)> = Vec::new();
    let mut commas: Vec<usize> = Vec::new();
    let mut at = start;
    while at < sentence.end {
        if let Some(to) = subject(desk, at) {
            items.push((at, to));
            at = to;
        } else if desk.is_comma(at) {
            commas.push(at);
            at += 1;
        } else if let Some(join) = desk.hit(at, desk.class.track_join) {
            at = join.to;
        } else if desk.is_quote(at) || desk.page.pack.is_conjunction(desk.page.folded(at)) {
            at += 1;
        } else {
            break;
        }
        if items.last().is_some_and(|last| at > last.1 + LONGEST) {
            break;
        }
    }
    let end = items.last().map_or(start, |i| i.1);
    let mut spans: Vec<(usize, usize)> = Vec::new();
    let listed = commas.iter().any(|c| *c < end);
    for item in items {
        let comma = commas
            .iter()
            .any(|c| spans.last().is_some_and(|last| last.1 <= *c && *c < item.0));
        match spans.last_mut() {
            Some(last) if listed && !comma && item.0 - last.1 <= 1 => last.1 = item.1,
            _ => spans.push(item),
        }
    }
    let clean = spans.into_iter().map(|(from, to)| bare(desk, from, to));
    (clean.collect(), end)
}

/// The words of a subject without a conjunction or preposition glued to them, with a closing mark that was opened inside.
fn bare(desk: &Desk<'_, '_>, from: usize, to: usize) -> Span {
    // مكافحة “الإرهاب”
    let opened = (from..to).filter(|t| desk.is_quote(*t)).count() % 2 == 1;
    let to = if opened && desk.is_quote(to) { to + 1 } else { to };
    let whole = desk.page.tokens.span(from, to);
    match desk.hit(from, desk.class.track) {
        Some(hit) => Span::new(desk.page.span(hit).start, whole.end),
        None => whole,
    }
}
