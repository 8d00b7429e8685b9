//! What a commitment holds beside its cue: to whom, by when, on what condition.

use super::super::cast::{Reader, push};
use super::super::clauses::Marks;
use super::Found;
use crate::model::{Annotation, Commitment, Modifier, Span, Time, TimeKind};
use jiff::civil::Date;

/// The words that show it: its clause, with the condition that stands before it.
pub(super) fn evidence(reader: &Reader<'_, '_>, found: &Found<'_>) -> Span {
    let from = supposed(reader, found).unwrap_or(found.start);
    reader.clauses.span(from, found.end)
}

/// The first token of a condition right before the clause (`إذا فشلت …، فسوف نخطر`).
fn supposed(reader: &Reader<'_, '_>, found: &Found<'_>) -> Option<usize> {
    let floor = reader
        .clauses
        .floor(found.start)
        .max(found.start.saturating_sub(30));
    let condition = (floor..found.start)
        .rev()
        .find(|t| reader.clauses.mark(*t).any(Marks::CONDITION))?;
    let between = condition + 1..found.start;
    let said = between
        .clone()
        .any(|t| reader.clauses.mark(t).any(Marks::THAT.or(Marks::SOURCE)));
    (!said && between.len() > 1).then_some(condition)
}

pub(super) fn commitment(reader: &Reader<'_, '_>, found: Found<'_>, span: Span) -> Annotation<Commitment> {
    let cast = reader.cast(found.start, found.action.max(found.start), found.end);
    let mut to: Vec<String> = Vec::new();
    for name in cast.recipients.iter().chain(&cast.actors) {
        if !found.by.contains(name) {
            push(&mut to, name);
        }
    }
    let due = found.due.clone().or_else(|| due(reader, span));
    let commitment = Commitment {
        to,
        action: reader.clauses.span(found.action, found.end),
        due,
        condition: condition(reader, &found),
        force: found.force,
        by: found.by,
    };
    Annotation::new(span, format!("commitments/{}", found.rule), commitment)
}

/// By when: the last day of a time that bounds it (`بحلول نهاية العام`, `قبل …`, `خلال شهرين`), or of the first one
/// that lies ahead (`سيسلم رده يوم الأحد`).
fn due(reader: &Reader<'_, '_>, span: Span) -> Option<String> {
    let times = &reader.found.times;
    let from = times.partition_point(|t| t.span.start < span.start);
    let within = || {
        let here = times.get(from..).unwrap_or_default().iter();
        here.take_while(|t| t.span.end <= span.end)
    };
    let day = within()
        .find_map(|t| limit(reader, t))
        .or_else(|| within().find_map(|t| ahead(reader, t)))?;
    Some(day.to_string())
}

/// The last day that a time gives, where words before it make it a limit or it is an end (`نهاية العام`).
fn limit(reader: &Reader<'_, '_>, time: &Annotation<Time>) -> Option<Date> {
    let class = reader.page.pack.class("due-limit");
    let token = reader.page.tokens.at(time.span.start);
    let before = || (token.saturating_sub(2)..=token).any(|t| reader.page.hit(t, class).is_some());
    match time.value.kind {
        TimeKind::Date | TimeKind::Time if !time.value.stale => (time.value.modifier == Some(Modifier::End)
            || before())
        .then_some(time.value.latest)
        .flatten(),
        TimeKind::Duration if before() => time.value.latest.or_else(|| {
            let length: jiff::Span = time.value.value.parse().ok()?;
            reader.found.published.latest?.checked_add(length).ok()
        }),
        _ => None,
    }
}

/// The last day of a time that lies wholly after the publication.
fn ahead(reader: &Reader<'_, '_>, time: &Annotation<Time>) -> Option<Date> {
    let (published, time) = (reader.found.published.latest?, &time.value);
    let dated = matches!(time.kind, TimeKind::Date | TimeKind::Time) && !time.stale;
    time.latest
        .filter(|_| dated && time.earliest.is_some_and(|first| first > published))
}

/// On what condition: from إذا or على أن to the next comma, within the evidence.
fn condition(reader: &Reader<'_, '_>, found: &Found<'_>) -> Option<Span> {
    let terms = reader.page.pack.class("due-terms");
    let before = supposed(reader, found);
    let begins =
        |t: usize| reader.clauses.mark(t).any(Marks::CONDITION) || reader.page.hit(t, terms).is_some();
    let from = before.or_else(|| (found.action..found.end).find(|t| begins(*t)))?;
    let limit = if before.is_some() { found.start } else { found.end };
    let to = (from + 1..limit)
        .find(|t| reader.clauses.mark(*t).any(Marks::COMMA) && before.is_none())
        .unwrap_or(limit);
    let to = (from + 1..=to)
        .rev()
        .find(|t| !reader.clauses.mark(t - 1).any(Marks::COMMA))
        .unwrap_or(to);
    Some(reader.clauses.span(from, to))
}
