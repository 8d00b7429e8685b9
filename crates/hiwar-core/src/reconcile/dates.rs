//! Publication dates that a report's own text leaves open, settled by the others of the same talks.
//!
//! Three things tell: a round that the report puts on "today" and others date; a statement that it shares with a report
//! that dates it; a copy of it. Each narrows the days on which it can have been published; what contradicts is left out.

use super::archive::{Archive, Doc};
use super::dialogues::Dialogues;
use super::origins::Origins;
use super::people::People;
use super::reading::Reading;
use super::rounds::{Claim, Rounds, month, window};
use super::rulings::Rulings;
use super::statements::Statements;
use super::tongues::told;
use super::when::{When, between, shift, weekday};
use crate::lang::Knowledge;
use crate::model::{Annotations, Basis, Document, Modifier, Published, Span};
use crate::text::Tokens;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Days after which news of what was said is no news.
const NEWS: i32 = 8;
/// A stretch of more days than these is not searched day by day.
const YEARS: i32 = 1500;

/// Days that a clue allows, and the words that it rests on.
struct Clue {
    days: When,
    /// 1 for Monday.
    weekday: Option<i8>,
    evidence: Vec<Span>,
}

/// See [`super::publication_dates`].
pub(super) fn settle(
    documents: &[(Document, Annotations)],
    readings: &[Reading],
    knowledge: &Knowledge,
) -> Vec<Option<Published>> {
    let told = told(documents, knowledge);
    let archive = Archive::new(documents, readings, &told, knowledge);
    let open: Vec<usize> = (0..archive.docs.len())
        .filter(|i| archive.docs.get(*i).is_some_and(is_open))
        .collect();
    if open.is_empty() {
        return vec![None; documents.len()];
    }
    let origins = Origins::of(&archive);
    let people = People::of(&archive, &mut Rulings::of(&[], &archive));
    let dialogues = Dialogues::of(&archive, &origins);
    let rounds = Rounds::of(&archive, &dialogues, &people);
    let statements = Statements::of(&archive, &people);
    let mut found: BTreeMap<(&str, &str), Published> = BTreeMap::new();
    let shared = shared(&statements, &archive);
    let named = rounds.mentions(archive.docs.len());
    let copies = copies(&origins);
    for at in open {
        let Some(doc) = archive.docs.get(at) else { continue };
        let told = named.get(at).into_iter().flatten().map(|(_, row)| *row).collect();
        let mut clues = todays_round(at, doc, &told, &rounds);
        clues.extend(shared.get(&at).into_iter().flatten().map(|(days, span)| Clue {
            days: *days,
            weekday: None,
            evidence: vec![*span],
        }));
        clues.extend(copies.get(&at).and_then(|kin| copied(*kin, &archive)));
        if let Some(published) = narrowed(doc, clues) {
            found.insert((doc.id, doc.document.source.sha256.as_str()), published);
        }
    }
    let of = |d: &Document| found.get(&(d.id.as_str(), d.source.sha256.as_str())).cloned();
    documents.iter().map(|(d, _)| of(d)).collect()
}

fn is_open(doc: &Doc<'_>) -> bool {
    let known = matches!(doc.found.published.basis, Basis::Given | Basis::Dateline);
    !known && doc.day().is_none() && !doc.found.lang.is_empty()
}

/// "The third round began today, Wednesday", and what other reports say of the third round.
fn todays_round(at: usize, doc: &Doc<'_>, told: &BTreeSet<usize>, rounds: &Rounds) -> Vec<Clue> {
    let mut clues = Vec::new();
    for (row, claims) in told
        .iter()
        .filter_map(|i| Some((rounds.rows.get(*i)?, rounds.claims.get(*i)?)))
    {
        let others: Vec<Claim> = claims.iter().filter(|c| c.doc != at).cloned().collect();
        let Some(days) = window(&others) else { continue };
        for claim in claims
            .iter()
            .filter(|c| c.doc == at && c.ordinal.is_some() && c.ordinal == row.ordinal)
        {
            let sentence = doc.sentence(claim.span);
            let times = doc.found.times.iter().filter(|t| sentence.contains(t.span));
            let Some(today) = times.into_iter().find(|t| is_today(doc, t.span)) else {
                continue;
            };
            let mut evidence = vec![claim.span, today.span];
            // مطلع نيسان: the report's own words narrow the month that the others give.
            let part = part_of_month(doc, days);
            evidence.extend(part.map(|(_, span)| span));
            clues.push(Clue {
                days: part.map_or(days, |(part, _)| part),
                weekday: weekday(&today.value.value),
                evidence,
            });
        }
    }
    clues
}

/// Whether a time is the day of writing (`اليوم`).
fn is_today(doc: &Doc<'_>, span: Span) -> bool {
    let Some(pack) = doc.pack else { return false };
    let class = pack.class("day-word");
    let scan = pack.scan(&Tokens::of(span.of(doc.text)));
    let mut hits = scan.all().iter().filter(|h| h.class == class);
    hits.any(|h| pack.entry(h.entry).number("days") == Some(0))
}

/// The beginning, middle or end of this month, where the report names it without a year.
fn part_of_month(doc: &Doc<'_>, days: When) -> Option<(When, Span)> {
    if days.is_day() || (days.first.year(), days.first.month()) != (days.last.year(), days.last.month()) {
        return None;
    }
    doc.found.times.iter().find_map(|t| {
        let same =
            month(&t.value.value) == Some(days.first.month()) || When::parse(&t.value.value) == Some(days);
        let first = days.first.first_of_month();
        let part = match t.value.modifier.filter(|_| same)? {
            Modifier::Start => When::new(first, shift(first, 9)),
            Modifier::Mid => When::new(shift(first, 9), shift(first, 19)),
            Modifier::End => When::new(shift(first, 19), first.last_of_month()),
            _ => return None,
        };
        Some((days.meet(part)?, t.span))
    })
}

/// For each document, days that statements it shares with others leave it: after they were said, and not long after.
fn shared(statements: &Statements<'_>, archive: &Archive<'_>) -> BTreeMap<usize, Vec<(When, Span)>> {
    let mut found: BTreeMap<usize, Vec<(When, Span)>> = BTreeMap::new();
    for group in statements.groups.values().filter(|g| g.len() > 1) {
        let members: Vec<_> = group.iter().filter_map(|i| statements.said.get(*i)).collect();
        for one in &members {
            let others = members.iter().filter(|m| m.doc != one.doc);
            let said = others
                .clone()
                .find_map(|m| m.day)
                .map(|d| When::new(d.first, shift(d.last, NEWS)));
            let days = said.or_else(|| {
                let dates =
                    others.filter_map(|m| archive.docs.get(m.doc)?.published.filter(|w| w.days() <= 31));
                dates.map(|w| w.widened(NEWS)).next()
            });
            if let Some(days) = days {
                let span = one.statement.value.content;
                found.entry(one.doc).or_default().push((days, span));
            }
        }
    }
    found
}

/// For each copy its origin, for each origin a copy of it.
fn copies(origins: &Origins) -> BTreeMap<usize, usize> {
    let mut kin = BTreeMap::new();
    for (copy, origin) in origins.origin.iter().enumerate() {
        if let Some(origin) = *origin {
            kin.insert(copy, origin);
            kin.entry(origin).or_insert(copy);
        }
    }
    kin
}

/// A copy appears soon after its origin, an origin soon before its copies.
fn copied(kin: usize, archive: &Archive<'_>) -> Option<Clue> {
    let days = archive.docs.get(kin)?.published.filter(|w| w.days() <= 31)?;
    Some(Clue {
        days: days.widened(NEWS),
        weekday: None,
        evidence: Vec::new(),
    })
}

/// The days that the report's own text allows, narrowed by each clue that does not contradict what is known by then.
fn narrowed(doc: &Doc<'_>, clues: Vec<Clue>) -> Option<Published> {
    let own = &doc.found.published;
    let pattern = own.date.as_deref().unwrap_or("");
    let (of_month, of_day) = (
        month(pattern),
        pattern.get(8..10).and_then(|d| d.parse::<i8>().ok()),
    );
    let fits = |day: Date, weekday: Option<i8>| {
        of_month.is_none_or(|m| day.month() == m)
            && of_day.is_none_or(|d| day.day() == d)
            && weekday.is_none_or(|w| day.weekday().to_monday_one_offset() == w)
    };
    let mut known: Option<When> = doc.published;
    let mut on: Option<i8> = None;
    let mut evidence: Vec<Span> = Vec::new();
    let mut used = false;
    // What allows the fewest days first.
    let mut clues = clues;
    clues.sort_by_key(|c| (c.days.days(), c.days, c.evidence.first().copied()));
    for clue in clues {
        let met = match known {
            Some(days) => days.meet(clue.days),
            None => Some(clue.days),
        };
        let weekday = on.or(clue.weekday);
        let Some(days) = met.and_then(|w| within(w, |d| fits(d, weekday))) else {
            continue;
        };
        if known != Some(days) || on != weekday {
            (known, on, used) = (Some(days), weekday, true);
            evidence.extend(clue.evidence);
        }
    }
    let days = known.filter(|_| used)?;
    // Nothing gained: a stretch as long as the report's own.
    if doc.published.is_some_and(|own| own == days) {
        return None;
    }
    evidence.sort();
    evidence.dedup();
    Some(Published {
        date: days.value(),
        basis: Basis::Inferred,
        earliest: Some(days.first),
        latest: Some(days.last),
        evidence,
    })
}

/// From the first to the last day of a stretch that fits.
fn within(days: When, fits: impl Fn(Date) -> bool) -> Option<When> {
    if days.days() > YEARS {
        return Some(days);
    }
    let all = || {
        (0..=between(days.first, days.last))
            .map(|n| shift(days.first, n))
            .filter(|d| fits(*d))
    };
    Some(When::new(all().next()?, all().last()?))
}
