//! PLOVER events: a trigger word, the clause around it, who acts on whom, when, where, and whether it took place.
//!
//! A verb that is an event by itself (`التقى`), a verb with its noun (`عقد … اجتماعا`), or a noun that is said to have
//! taken place (`أسفر عن سحب القوات`). Bare nouns in passing (`خلال المحادثات`) are none, nor are statements.

mod actors;
mod nominal;
mod status;
mod trigger;
mod verbs;

use super::Page;
use super::cast::Reader;
use crate::model::{Annotation, Annotations, BlockKind, Event, Span, Status};
use trigger::{Trigger, Triggers};

/// Every event of a page.
pub(crate) fn find(reader: &Reader<'_, '_>) -> Vec<Annotation<Event>> {
    let (page, found) = (reader.page, reader.found);
    let mut triggers = Triggers::of(reader).all();
    triggers.sort_by_key(|t| (t.start, t.at));
    let mut events: Vec<(Trigger<'_>, Annotation<Event>)> = Vec::new();
    for trigger in triggers {
        // A bare word says too little to be looked up again.
        let bare = trigger.end < trigger.start + 2;
        if bare || repeats(&events, &trigger) || in_title(found, page, &trigger) {
            continue;
        }
        if let Some(event) = event(reader, &trigger) {
            events.push((trigger, event));
        }
    }
    let mut events: Vec<_> = events.into_iter().map(|(_, event)| event).collect();
    events.sort_by_key(|e| e.span);
    events
}

/// A headline says once more what the report says.
fn in_title(found: &Annotations, page: &Page<'_>, trigger: &Trigger<'_>) -> bool {
    let span = page.tokens.span(trigger.at, trigger.at + 1);
    let kinds = [BlockKind::Title, BlockKind::Furniture, BlockKind::Caption];
    found.title.is_some_and(|t| t.contains(span))
        || found
            .blocks
            .iter()
            .any(|b| kinds.contains(&b.kind) && b.span.contains(span))
}

/// Whether a trigger only carries on the clause of one found before (`زيارة … التقى خلالها`, `بدأ … محادثات`).
fn repeats(events: &[(Trigger<'_>, Annotation<Event>)], next: &Trigger<'_>) -> bool {
    events.iter().rev().take(4).any(|(old, _)| {
        // `لن تفاوض …، رافضة أي اتفاقات`: once more the same.
        let goes_on = next.participle && old.sentence == next.sentence && next.plover == old.plover;
        let inside = old.start <= next.at && next.at < old.end;
        let same_words = next.at <= old.last && old.at <= next.last;
        let same_thing = next.plover == old.plover && (next.status == old.status || !next.own);
        // accused it of holding hostages: what is alleged is part of the accusation.
        let alleged = inside && old.plover == "ACCUSE" && next.at > old.last;
        goes_on
            || alleged
            || (inside && (same_words || same_thing || (next.relative || next.nominal) && !next.own))
    })
}

fn event(reader: &Reader<'_, '_>, trigger: &Trigger<'_>) -> Option<Annotation<Event>> {
    let span = reader.clauses.span(trigger.start, trigger.end);
    let word = reader.clauses.span(trigger.at, trigger.last + 1);
    let (kind, mode) = status::coded(trigger)?;
    let cast = actors::cast(reader, trigger);
    let visit = mode == Some("visit");
    if cast.actors.is_empty() && (visit || cast.recipients.is_empty()) {
        return None;
    }
    let date = reader
        .date(span, word)
        .or_else(|| reader.date(before(reader, trigger), word));
    // discussed its aspirations to become … by 2045: what has happened was not after the report.
    let told = reader.found.published.latest.map(|day| day.to_string());
    let ahead = |date: &String| {
        told.as_ref()
            .is_some_and(|day| date.as_str() > &day[..day.len().min(date.len())])
    };
    let date = date.filter(|d| trigger.status != Status::Happened || !ahead(d));
    let rule = format!("events/{}", trigger.rule);
    let event = Event {
        kind: kind.to_owned(),
        mode: mode.map(str::to_owned),
        trigger: word,
        actors: cast.actors,
        recipients: cast.recipients,
        place: reader.place(span),
        date: date.or_else(|| lead_date(reader, trigger)),
        status: trigger.status,
    };
    Some(Annotation::new(span, rule, event))
}

/// The adverbial before a clause (`والجمعة، جدد …`): its words belong to the clause, though they stand outside it.
fn before(reader: &Reader<'_, '_>, trigger: &Trigger<'_>) -> Span {
    let from = reader
        .clauses
        .floor(trigger.at)
        .max(trigger.start.saturating_sub(6));
    let clear = (from..trigger.start).all(|t| !reader.clauses.mark(t).any(super::clauses::Marks::VERB));
    if clear && from < trigger.start {
        reader.clauses.span(from, trigger.start)
    } else {
        Span::default()
    }
}

/// What a report leads with took place about when it was published: the month, where nothing else is said. Only as much
/// as that: the day may be the one before.
fn lead_date(reader: &Reader<'_, '_>, trigger: &Trigger<'_>) -> Option<String> {
    let body = reader.found.blocks.iter().find(|b| b.kind == BlockKind::Body)?;
    let first = reader.page.tokens.at(body.span.start);
    let lead = reader.page.sentence(trigger.at) == reader.page.sentence(first);
    let past = trigger.status == Status::Happened && !trigger.nominal && !trigger.relative && trigger.past;
    let day = reader.found.published.date.as_deref()?;
    let settled = day.get(8..10).is_some_and(|d| d > "02");
    (lead && past && settled)
        .then(|| day.get(..7).map(str::to_owned))
        .flatten()
}
