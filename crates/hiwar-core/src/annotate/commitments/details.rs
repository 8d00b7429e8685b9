//! What a commitment holds beside its cue: to whom, by when, on what condition.

use super::super::cast::{Reader, push};
use super::super::clauses::Marks;
use super::Found;
use crate::model::{Annotation, Commitment, Modifier, Span, TimeKind};

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

/// By when: the last day of a time that bounds it (`بحلول نهاية العام`, `قبل …`, `حتى …`).
fn due(reader: &Reader<'_, '_>, span: Span) -> Option<String> {
    let limit = reader.page.pack.class("due-limit");
    let from = reader.found.times.partition_point(|t| t.span.start < span.start);
    let times = reader
        .found
        .times
        .get(from..)?
        .iter()
        .take_while(|t| t.span.end <= span.end);
    for time in times.filter(|t| matches!(t.value.kind, TimeKind::Date | TimeKind::Time) && !t.value.stale) {
        let token = reader.page.tokens.at(time.span.start);
        let bounded = (token.saturating_sub(2)..=token).any(|t| reader.page.hit(t, limit).is_some());
        if bounded || time.value.modifier == Some(Modifier::End) {
            return time.value.latest.map(|d| d.to_string());
        }
    }
    None
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
