//! Rounds that are numbered in two ways: one report calls the coming round both the second edition and the third phase.

use super::Claim;
use super::claims::best;
use crate::model::Evidence;
use crate::reconcile::archive::Archive;
use crate::reconcile::when::When;
use std::collections::BTreeMap;

/// One round, two numbers.
#[derive(Clone, Debug)]
pub(crate) struct Misnumbered {
    /// The number that the record keeps.
    pub(crate) kept: u32,
    pub(crate) kept_evidence: Vec<Evidence>,
    /// The other one.
    pub(crate) other: u32,
    pub(crate) other_evidence: Vec<Evidence>,
    /// Index of a document that has it.
    pub(crate) doc: usize,
}

/// Takes claims with the wrong number out of theirs and gives them to the right one.
///
/// A number is wrong where no report dates or places a round of that number, and every report that has it also speaks of
/// a later one as what is to come; or where its date is that of another round that more reports number otherwise.
pub(super) fn settle(own: &mut BTreeMap<u32, Vec<Claim>>, archive: &Archive<'_>) -> Vec<Misnumbered> {
    let mut found = Vec::new();
    let numbers: Vec<u32> = own.keys().copied().collect();
    for n in numbers {
        let Some(claims) = own.get(&n) else { continue };
        let Some(right) = vague(n, claims, own).or_else(|| outvoted(n, claims, own)) else {
            continue;
        };
        let moved = own.remove(&n).unwrap_or_default();
        let doc = moved.first().map_or(0, |c| c.doc);
        let kept = own.entry(right).or_default();
        let of_doc: Vec<&Claim> = kept
            .iter()
            .filter(|c| moved.iter().any(|m| m.doc == c.doc))
            .collect();
        let shown = if of_doc.is_empty() {
            kept.iter().collect()
        } else {
            of_doc
        };
        found.push(Misnumbered {
            kept: right,
            kept_evidence: shown.iter().flat_map(|c| c.evidence(archive)).collect(),
            other: n,
            other_evidence: moved.iter().flat_map(|c| c.evidence(archive)).collect(),
            doc,
        });
        for mut claim in moved {
            claim.ordinal = Some(right);
            kept.push(claim);
        }
    }
    found
}

/// Nothing is known of round `n` but its number, and each of its documents also numbers the same coming round otherwise.
fn vague(n: u32, claims: &[Claim], own: &BTreeMap<u32, Vec<Claim>>) -> Option<u32> {
    let known = |c: &Claim| c.when.is_some() || c.place.is_some() || c.mode.is_some();
    if n < 2 || claims.iter().any(known) {
        return None;
    }
    let also = |other: &[Claim]| {
        claims
            .iter()
            .all(|c| other.iter().any(|o| o.doc == c.doc && !known(o)))
    };
    let later = own.range(n + 1..).find(|(_, other)| also(other.as_slice()))?;
    // Where the other number, too, stands in these documents alone, the two are one round only if both are to come.
    let elsewhere = later.1.iter().any(|o| claims.iter().all(|c| c.doc != o.doc));
    (elsewhere || claims.iter().any(|c| c.planned)).then_some(*later.0)
}

/// The date of round `n` is that of another round, which more documents number so.
fn outvoted(n: u32, claims: &[Claim], own: &BTreeMap<u32, Vec<Claim>>) -> Option<u32> {
    let day = best(claims).filter(|w: &When| w.days() <= 31)?;
    let docs = |list: &[Claim]| {
        let mut docs: Vec<usize> = list.iter().map(|c| c.doc).collect();
        docs.sort_unstable();
        docs.dedup();
        docs.len()
    };
    let same = |other: &[Claim]| best(other).is_some_and(|w| w.days() <= 31 && w.overlaps(day));
    // A report that dates both tells them apart: two sessions of one day.
    let apart = |other: &[Claim]| {
        claims
            .iter()
            .any(|c| c.when.is_some() && other.iter().any(|o| o.doc == c.doc))
    };
    let others = own.iter().filter(|(m, other)| **m != n && same(other.as_slice()));
    others
        .filter(|(_, other)| !apart(other.as_slice()))
        .filter(|(_, other)| docs(other) > docs(claims))
        .max_by_key(|(_, other)| docs(other))
        .map(|(m, _)| *m)
}
