//! Who undertook to do what, by when: pledges, agreements, orders, plans, and what a party says that it will do.
//!
//! A plan that the events layer has found (`من المقرر أن يستضيف`) is a commitment too. What only may come about, or what
//! nobody undertakes (`ستكون فرصة`), is none.

mod cues;
mod details;
mod futures;

use super::cast::Reader;
use crate::model::{Annotation, Commitment, Event, Force, Span};

/// What the cues give: the clause, who is bound, and where the action begins.
#[derive(Clone, Debug)]
struct Found<'t> {
    /// First token of the clause.
    start: usize,
    /// One past its last.
    end: usize,
    /// Token where the words of the action begin.
    action: usize,
    by: Vec<String>,
    force: Force,
    /// Its own day is the day that it is due (a planned meeting).
    due: Option<String>,
    rule: &'t str,
}

/// Every commitment of a page.
pub(crate) fn find(reader: &Reader<'_, '_>, events: &[Annotation<Event>]) -> Vec<Annotation<Commitment>> {
    let found = reader.found;
    let mut all = cues::all(reader, events);
    all.sort_by_key(|f| f.start);
    let mut out: Vec<Annotation<Commitment>> = Vec::new();
    for one in all {
        let span = details::evidence(reader, &one);
        let title = found.title.is_some_and(|t| t.contains(span));
        let again = out.iter().rev().take(4).any(|old| mostly(old.span, span))
            || out.iter().rev().take(30).any(|old| same_words(reader, old, &one));
        if !title && !again && !span.is_empty() {
            out.push(details::commitment(reader, one, span));
        }
    }
    out.sort_by_key(|c| c.span);
    out
}

/// Whether a commitment is told once more in the same words (a report's lead, and the statement that it quotes).
fn same_words(reader: &Reader<'_, '_>, old: &Annotation<Commitment>, new: &Found<'_>) -> bool {
    let tokens = &reader.page.tokens;
    let first = tokens.at(old.value.action.start);
    let same = |n: usize| tokens.folded(first + n) == tokens.folded(new.action + n);
    let ready = old.rule == "commitments/pledge-ready" && new.rule == "pledge-ready";
    if ready && reader.page.sentence(first) == reader.page.sentence(new.action) {
        return true;
    }
    old.value.force == new.force && old.value.by == new.by && new.end > new.action + 3 && (0..2).all(same)
}

/// Whether the two are the same words for the greater part of the shorter one.
fn mostly(a: Span, b: Span) -> bool {
    let shared = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    2 * shared > a.len().min(b.len())
}
