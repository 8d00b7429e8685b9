//! What ought to be there and is not: rounds that nobody reports, undertakings without a follow-up, sides whose voice is
//! absent, rounds whose days nobody covers.

use super::archive::{Archive, id, tidy};
use super::conflicts::round_name;
use super::dialogues::{Dialogue, Dialogues};
use super::people::People;
use super::rounds::Rounds;
use super::statements::Said;
use super::when::{When, between, shift};
use crate::model::{CommitmentRow, Evidence, GapRow, Progress, RoundRow, RoundStatus};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Days after a round within which somebody ought to have reported it.
const SILENCE: i32 = 3;

/// All gaps: rounds, undertakings, voices, days.
pub(crate) fn of(
    archive: &Archive<'_>,
    dialogues: &Dialogues,
    rounds: &Rounds,
    commitments: &[CommitmentRow],
    said: &[Said<'_>],
    people: &People,
) -> Vec<GapRow> {
    let mut rows = Vec::new();
    for round in &rounds.rows {
        rows.extend(unreported(round, archive, dialogues, rounds));
    }
    rows.extend(commitments.iter().filter_map(|c| unfollowed(c, archive)));
    let voices = voices(archive, said, people);
    for dialogue in &dialogues.list {
        rows.extend(unheard(dialogue, &voices, archive));
    }
    for (round, dialogue) in rounds
        .rows
        .iter()
        .filter_map(|r| Some((r, dialogues.list.iter().find(|d| d.id == r.dialogue)?)))
    {
        rows.extend(uncovered(round, dialogue, archive, dialogues));
    }
    rows
}

fn row(kind: &str, key: &str, what: String, between: Vec<String>, evidence: Vec<Evidence>) -> GapRow {
    GapRow {
        id: id("gap", &[kind, key]),
        kind: kind.to_owned(),
        what,
        between,
        evidence: tidy(evidence),
    }
}

fn unreported(
    round: &RoundRow,
    archive: &Archive<'_>,
    dialogues: &Dialogues,
    rounds: &Rounds,
) -> Option<GapRow> {
    let n = round.ordinal.filter(|_| round.status == RoundStatus::Gap)?;
    let name = round_name(archive, dialogues, &round.dialogue, n);
    let what = archive.phrase("gap-round", &[("round", &name)]);
    let days = [
        round.earliest.map(|d| shift(d, -1)),
        round.latest.map(|d| shift(d, 1)),
    ];
    let between = days.into_iter().flatten().map(|d: Date| d.to_string()).collect();
    // It must exist because a later one does.
    let later = rounds
        .rows
        .iter()
        .find(|r| r.dialogue == round.dialogue && r.ordinal > round.ordinal && r.status != RoundStatus::Gap);
    let evidence = later.map(|r| r.evidence.iter().take(3).cloned().collect());
    Some(row(
        "round",
        &round.id,
        what,
        between,
        evidence.unwrap_or_default(),
    ))
}

fn unfollowed(commitment: &CommitmentRow, archive: &Archive<'_>) -> Option<GapRow> {
    let silent = matches!(commitment.status, Progress::Overdue | Progress::NoEvidence);
    let what = archive.phrase("gap-commitment", &[("action", &commitment.action)]);
    let due = commitment
        .due
        .as_deref()
        .and_then(When::parse)
        .map(|w| w.last.to_string());
    let latest = archive.latest.map(|d| d.to_string());
    let between = commitment
        .made
        .clone()
        .into_iter()
        .chain(due.or(latest))
        .collect();
    silent.then(|| {
        row(
            "commitment",
            &commitment.id,
            what,
            between,
            commitment.evidence.clone(),
        )
    })
}

/// Whose words a document reports: countries of its speakers by name, and bodies.
fn voices(archive: &Archive<'_>, said: &[Said<'_>], people: &People) -> Vec<BTreeSet<String>> {
    let mut voices: Vec<BTreeSet<String>> = vec![BTreeSet::new(); archive.docs.len()];
    for one in said {
        let (Some(doc), Some(slot)) = (archive.docs.get(one.doc), voices.get_mut(one.doc)) else {
            continue;
        };
        let country = |code: &str| {
            let entry = doc.pack?.entry_named(&format!("country-{code}"))?;
            entry.text("name").map(str::to_owned)
        };
        slot.extend(one.person.and_then(|p| people.country(p)).and_then(country));
        if let Some(speaker) = &one.statement.value.speaker {
            slot.insert(speaker.name.clone());
            // Whatever body or country is named where the speaker is.
            let around = speaker.span.unwrap_or(one.statement.span);
            let bodies = doc.found.organizations.iter().chain(&doc.found.places);
            let near = bodies.filter(|b| around.overlaps(b.span));
            for body in near {
                slot.insert(body.value.name.clone());
                slot.extend(body.value.country.as_deref().and_then(country));
            }
        }
    }
    voices
}

/// A side that no report lets speak while others speak.
fn unheard(dialogue: &Dialogue, voices: &[BTreeSet<String>], archive: &Archive<'_>) -> Vec<GapRow> {
    let heard: BTreeSet<&str> = dialogue
        .docs
        .iter()
        .filter_map(|d| voices.get(*d))
        .flatten()
        .map(String::as_str)
        .collect();
    let silent = dialogue.parties.iter().filter(|p| !heard.contains(p.as_str()));
    let any = dialogue.parties.iter().any(|p| heard.contains(p.as_str()));
    silent
        .filter(|_| any)
        .map(|party| {
            let what = archive.phrase("gap-voice", &[("party", party), ("talks", &dialogue.name)]);
            row(
                "voice",
                &format!("{} {party}", dialogue.id),
                what,
                Vec::new(),
                Vec::new(),
            )
        })
        .collect()
}

/// No report of the days of a round: the next one comes later.
fn uncovered(
    round: &RoundRow,
    dialogue: &Dialogue,
    archive: &Archive<'_>,
    dialogues: &Dialogues,
) -> Option<GapRow> {
    let held = round.status == RoundStatus::Reported;
    let days = When::new(round.earliest?, round.latest?);
    let n = round.ordinal.filter(|_| held && days.days() <= 31)?;
    let dates = dialogue
        .docs
        .iter()
        .filter_map(|d| archive.docs.get(*d)?.published);
    let dates: Vec<When> = dates.filter(|w| w.days() <= 31).collect();
    if dates
        .iter()
        .any(|d| d.overlaps(When::new(days.first, shift(days.last, SILENCE))))
    {
        return None;
    }
    let next = dates
        .iter()
        .map(|d| d.first)
        .filter(|d| between(days.last, *d) > 0)
        .min();
    let name = round_name(archive, dialogues, &round.dialogue, n);
    let what = archive.phrase("gap-days", &[("round", &name)]);
    let between = std::iter::once(days.first)
        .chain(next)
        .map(|d| d.to_string())
        .collect();
    Some(row(
        "days",
        &round.id,
        what,
        between,
        round.evidence.iter().take(3).cloned().collect(),
    ))
}
