//! What one report tells and another, or the same, denies.

use super::row;
use crate::model::{ConflictRow, Evidence, Status};
use crate::reconcile::archive::Archive;
use crate::reconcile::events::Happening;
use crate::reconcile::words::{Index, Keys, subject};

/// How much of a denied clause another must say, to be what is denied.
const ALIKE: f64 = 0.6;
/// … and how many words at least.
const LEAST: usize = 3;

/// Denied events, each beside the report that tells of it; alone where it is only its denial that tells.
pub(super) fn of(happenings: &[Happening<'_>], archive: &Archive<'_>) -> Vec<ConflictRow> {
    struct Clause {
        status: Status,
        kind: String,
        words: Keys,
        evidence: Evidence,
        text: String,
    }
    let mut clauses: Vec<Clause> = Vec::new();
    for (at, event) in happenings.iter().flat_map(Happening::tellings) {
        let Some(doc) = archive.docs.get(at) else { continue };
        clauses.push(Clause {
            status: event.value.status,
            kind: event.value.kind.clone(),
            words: subject(event.span.of(doc.text), doc.pack),
            evidence: doc.evidence(event.span, &event.rule),
            text: event.span.of(doc.text).to_owned(),
        });
    }
    let mut index = Index::default();
    for (i, clause) in clauses
        .iter()
        .enumerate()
        .filter(|(_, c)| c.status == Status::Happened)
    {
        index.add(clause.words.iter(), i);
    }
    let mut rows = Vec::new();
    for denied in clauses.iter().filter(|c| c.status == Status::Denied) {
        let told = index
            .candidates(denied.words.iter())
            .into_iter()
            .find_map(|(i, shared)| {
                let other = clauses.get(i)?;
                let alike = other.kind == denied.kind
                    && shared >= LEAST
                    && other.words.containment(&denied.words) >= ALIKE;
                alike.then(|| other.evidence.clone())
            });
        let (yes, no) = (archive.phrase("claimed", &[]), archive.phrase("denied", &[]));
        // A denial tells that somebody claims it.
        let claims = vec![
            (yes, vec![told.unwrap_or_else(|| denied.evidence.clone())]),
            (no, vec![denied.evidence.clone()]),
        ];
        rows.push(row("denied", "event", denied.text.clone(), claims));
    }
    rows
}
