//! Where the reports disagree: both texts side by side, neither averaged nor overwritten.

mod denials;
mod numbers;

use super::archive::{Archive, id, tidy};
use super::dialogues::Dialogues;
use super::events::Happening;
use super::figures::Counted;
use super::rounds::{Edge, Rounds, day_of};
use crate::model::{Claim, ConflictRow, Evidence};
use std::collections::BTreeMap;

/// All conflicts.
pub(crate) fn of(
    archive: &Archive<'_>,
    dialogues: &Dialogues,
    rounds: &Rounds,
    figures: &[Counted<'_>],
    happenings: &[Happening<'_>],
) -> Vec<ConflictRow> {
    let mut rows = ordinals(archive, dialogues, rounds);
    rows.extend(dates(archive, dialogues, rounds));
    rows.extend(numbers::values(figures, archive));
    rows.extend(numbers::parts_and_wholes(figures, archive));
    rows.extend(denials::of(happenings, archive));
    rows.sort_by(|a, b| (&a.kind, &a.id).cmp(&(&b.kind, &b.id)));
    rows.dedup_by(|a, b| a.id == b.id);
    rows
}

/// A row whose id is made of what it is about and what is claimed.
fn row(kind: &str, property: &str, subject: String, claims: Vec<(String, Vec<Evidence>)>) -> ConflictRow {
    let mut key = vec![kind.to_owned(), property.to_owned(), subject.clone()];
    key.extend(claims.iter().map(|(value, _)| value.clone()));
    let evidence = claims.iter().flat_map(|(_, e)| e.iter().cloned()).collect();
    ConflictRow {
        id: id("conflict", &key),
        subject,
        property: property.to_owned(),
        kind: kind.to_owned(),
        claims: claims
            .into_iter()
            .map(|(value, evidence)| Claim {
                value,
                evidence: tidy(evidence),
            })
            .collect(),
        evidence: tidy(evidence),
    }
}

/// How a round is called in the record.
pub(crate) fn round_name(archive: &Archive<'_>, dialogues: &Dialogues, dialogue: &str, n: u32) -> String {
    let name = dialogues
        .list
        .iter()
        .find(|d| d.id == dialogue)
        .map_or("", |d| d.name.as_str());
    archive.phrase("round", &[("n", &n.to_string()), ("talks", name)])
}

/// One round that reports number in two ways.
fn ordinals(archive: &Archive<'_>, dialogues: &Dialogues, rounds: &Rounds) -> Vec<ConflictRow> {
    let mut rows = Vec::new();
    for m in &rounds.misnumbered {
        let Some(dialogue) = dialogues.main(m.doc).and_then(|d| dialogues.list.get(d)) else {
            continue;
        };
        let claims = vec![
            (m.kept.to_string(), m.kept_evidence.clone()),
            (m.other.to_string(), m.other_evidence.clone()),
        ];
        let subject = round_name(archive, dialogues, &dialogue.id, m.kept);
        rows.push(row("ordinal", "ordinal", subject, claims));
    }
    rows
}

/// A round that began, or ended, on two days.
fn dates(archive: &Archive<'_>, dialogues: &Dialogues, rounds: &Rounds) -> Vec<ConflictRow> {
    let mut rows = Vec::new();
    for (round, claims) in rounds.rows.iter().zip(&rounds.claims) {
        for (edge, property) in [(Edge::Begin, "begin"), (Edge::End, "end")] {
            let mut days: BTreeMap<String, Vec<Evidence>> = BTreeMap::new();
            for claim in claims.iter().filter(|c| c.edge == edge && !c.planned) {
                if let Some(day) = day_of(claim) {
                    days.entry(day.to_string())
                        .or_default()
                        .extend(claim.evidence(archive));
                }
            }
            if let (true, Some(n)) = (days.len() > 1, round.ordinal) {
                let subject = round_name(archive, dialogues, &round.dialogue, n);
                rows.push(row("date", property, subject, days.into_iter().collect()));
            }
        }
    }
    rows
}
