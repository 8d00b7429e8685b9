//! The rows that rulings are about, found again: by their ids, else by the words that they rested on.

use super::Row;
use crate::model::{Span, Target};
use crate::reconcile::archive::Archive;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// A target, and where the words that it rested on stand now.
#[derive(Clone)]
pub(crate) struct Sought<'r> {
    pub(crate) target: &'r Target,
    /// Document and place. What no text has any more is left out.
    pub(crate) places: Vec<(&'r str, Span)>,
}

impl<'r> Sought<'r> {
    /// Looks the words up in the documents as they are.
    pub(crate) fn of(target: &'r Target, archive: &Archive<'_>) -> Self {
        let place = |quoted: &'r crate::model::Quoted| {
            let at = archive
                .docs
                .binary_search_by_key(&quoted.document.as_str(), |d| d.id);
            let doc = archive.docs.get(at.ok()?)?;
            Some((quoted.document.as_str(), quoted.place(doc.text)?))
        };
        Self {
            target,
            places: target.words.iter().filter_map(place).collect(),
        }
    }
}

/// Where the row of each target stands in a list: the one with its id, else the one that rests on most of its words. Two
/// that rest on as many are told apart by nothing: that finds none, which is better than the wrong one.
pub(super) fn places<'s, 'r: 's, R: Row>(
    rows: &[&mut R],
    sought: impl Iterator<Item = &'s Sought<'r>>,
) -> Vec<Option<usize>> {
    // The first of two with one id, as in the store.
    let by_id: FxHashMap<&str, usize> = rows.iter().enumerate().rev().map(|(i, r)| (r.id(), i)).collect();
    let mut by_place: Option<FxHashMap<(&str, Span), Vec<usize>>> = None;
    let mut found = Vec::new();
    for one in sought {
        let at = by_id.get(one.target.row.as_str()).copied();
        found.push(at.or_else(|| {
            let by_place = by_place.get_or_insert_with(|| indexed(rows));
            let words = one.places.iter().filter_map(|place| by_place.get(place));
            most(words.flatten().copied())
        }));
    }
    found
}

fn indexed<'x, R: Row>(rows: &'x [&mut R]) -> FxHashMap<(&'x str, Span), Vec<usize>> {
    let mut index: FxHashMap<(&str, Span), Vec<usize>> = FxHashMap::default();
    for (at, row) in rows.iter().enumerate() {
        for evidence in row.evidence() {
            let slot = index.entry((&evidence.document, evidence.span)).or_default();
            if slot.last() != Some(&at) {
                slot.push(at);
            }
        }
    }
    index
}

/// The one that is named most often; none where two are.
pub(crate) fn most(all: impl Iterator<Item = usize>) -> Option<usize> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for one in all {
        *counts.entry(one).or_default() += 1;
    }
    let best = counts.values().copied().max()?;
    let mut winners = counts.into_iter().filter(|(_, n)| *n == best);
    let (at, _) = winners.next()?;
    winners.next().is_none().then_some(at)
}
