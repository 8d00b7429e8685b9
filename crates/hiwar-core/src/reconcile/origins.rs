//! Reports that go back to one text: so that "five reports" can be said to be two independent ones.

use super::archive::{Archive, Doc, id, tidy};
use super::words::{Earlier, Keys, Union};
use crate::model::{BlockKind, OriginRow};
use crate::text::fold;
use rustc_hash::FxHashSet;

/// The share of the shorter text that must stand in the longer. One shared background paragraph is no copy.
const COPIED: f64 = 0.5;
/// A text of fewer runs says too little to be called a copy.
const LEAST: usize = 12;

/// Which documents go back to which.
#[derive(Debug, Default)]
pub(crate) struct Origins {
    /// For each document, the index of the one it is a copy of.
    pub(crate) origin: Vec<Option<usize>>,
    pub(crate) rows: Vec<OriginRow>,
}

impl Origins {
    /// Compares the bodies of all documents through an index of their runs of words.
    pub(crate) fn of(archive: &Archive<'_>) -> Self {
        // Earlier reports first: an origin is found among the first to have its words, however many copied them.
        let mut order: Vec<usize> = (0..archive.docs.len()).collect();
        order.sort_by_key(|i| {
            (
                archive.docs.get(*i).and_then(|d| d.published).map(|w| w.first),
                *i,
            )
        });
        order.sort_by_key(|i| archive.docs.get(*i).is_some_and(|d| d.published.is_none()));
        order.retain(|i| {
            archive
                .docs
                .get(*i)
                .is_some_and(|d| d.reading.runs.len() >= LEAST)
        });
        let runs: Vec<&Keys> = order
            .iter()
            .filter_map(|i| archive.docs.get(*i))
            .map(|d| &d.reading.runs)
            .collect();
        let earlier = Earlier::of(runs.iter().copied());
        let mut union = Union::new(archive.docs.len());
        for (place, own) in runs.iter().enumerate() {
            let shorter = |other: usize| own.len().min(runs.get(other).map_or(0, |r| r.len())) as f64;
            for (other, _) in earlier.candidates(place, own, |other| COPIED * shorter(other)) {
                if let (Some(theirs), Some(a), Some(b)) =
                    (runs.get(other), order.get(place), order.get(other))
                    && own.containment(theirs) >= COPIED
                {
                    union.join(*a, *b);
                }
            }
        }
        Self::told(archive, &mut union)
    }

    fn told(archive: &Archive<'_>, union: &mut Union) -> Self {
        let mut groups: std::collections::BTreeMap<usize, Vec<usize>> = std::collections::BTreeMap::new();
        for i in 0..archive.docs.len() {
            groups.entry(union.root(i)).or_default().push(i);
        }
        let mut origins = Self {
            origin: vec![None; archive.docs.len()],
            rows: Vec::new(),
        };
        for group in groups.into_values().filter(|g| g.len() > 1) {
            let docs: Vec<&Doc<'_>> = group.iter().filter_map(|i| archive.docs.get(*i)).collect();
            let Some(first) = group
                .iter()
                .copied()
                .min_by_key(|i| rank(archive.docs.get(*i), &docs))
            else {
                continue;
            };
            for copy in group.iter().filter(|i| **i != first) {
                if let Some(slot) = origins.origin.get_mut(*copy) {
                    *slot = Some(first);
                }
            }
            let original = archive.docs.get(first);
            let documents: Vec<String> = docs.iter().map(|d| d.id.to_owned()).collect();
            let evidence = docs.iter().filter_map(|d| {
                let body = d.found.blocks.iter().find(|b| b.kind == BlockKind::Body)?;
                Some(d.evidence(body.span, "origins/same-words"))
            });
            origins.rows.push(OriginRow {
                id: id(
                    "origin",
                    &[original.map_or("", |d| d.document.source.sha256.as_str())],
                ),
                evidence: tidy(evidence.collect()),
                documents,
                first: original.map_or(String::new(), |d| d.id.to_owned()),
                credit: original.and_then(|o| credit(o, &docs)),
            });
        }
        origins
    }

    /// How many of these documents are independent of each other.
    pub(crate) fn independent(&self, docs: impl IntoIterator<Item = usize>) -> usize {
        let roots: FxHashSet<usize> = docs
            .into_iter()
            .map(|d| self.origin.get(d).copied().flatten().unwrap_or(d))
            .collect();
        roots.len()
    }
}

/// The first of a group: published first; of several on one day the one whose outlet the others credit, then the one
/// that knows its hour, then the longest.
fn rank<'d>(doc: Option<&Doc<'d>>, group: &[&Doc<'_>]) -> impl Ord + use<'d> {
    let Some(doc) = doc else {
        return (true, None, true, true, 0, "");
    };
    let credited = credit(doc, group).is_some();
    let hour = doc.found.published.date.as_ref().is_some_and(|d| d.contains('T'));
    let first = doc.published.map(|w| w.first);
    (
        first.is_none(),
        first,
        !credited,
        !hour,
        usize::MAX - doc.text.len(),
        doc.id,
    )
}

/// The original's outlet, where another report of the group names it.
fn credit(original: &Doc<'_>, group: &[&Doc<'_>]) -> Option<String> {
    let outlet = outlet(original)?;
    let name = fold(&outlet);
    let named = |doc: &&&Doc<'_>| doc.id != original.id && fold(doc.text).contains(&name);
    group.iter().find(named).map(|_| outlet.clone())
}

/// The outlet of a document, as the metadata or the text names it.
pub(crate) fn outlet(doc: &Doc<'_>) -> Option<String> {
    let given = doc.document.source.outlet.clone();
    given.or_else(|| doc.found.outlet.as_ref().map(|o| o.value.name.clone()))
}
