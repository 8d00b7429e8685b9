//! Series of talks, found and not configured: by their parties and by what their name says beside the word for talks.

mod local;
mod rows;

use super::archive::{Archive, Doc, commonest, id};
use super::origins::Origins;
use super::words::Index;
use crate::lang::Pack;
use crate::model::{DialogueRow, Evidence, RoundRow};
use crate::text::fold;
pub(crate) use local::Local;
pub(crate) use rows::tracks;
use std::collections::{BTreeMap, BTreeSet};

/// A series of talks.
#[derive(Debug, Default)]
pub(crate) struct Dialogue {
    pub(crate) id: String,
    pub(crate) name: String,
    /// Canonical names, sorted.
    pub(crate) parties: Vec<String>,
    /// Indices of the documents that are about it.
    pub(crate) docs: BTreeSet<usize>,
    keys: BTreeMap<u64, usize>,
    /// The languages that the keys are of.
    langs: BTreeSet<String>,
    /// As written, once a document.
    names: Vec<String>,
    numbered: bool,
    evidence: Vec<Evidence>,
}

/// All series, and which document is about which.
#[derive(Debug, Default)]
pub(crate) struct Dialogues {
    pub(crate) list: Vec<Dialogue>,
    /// For each document, the series of each of its own groups of mentions.
    locals: Vec<Vec<(Local, Option<usize>)>>,
}

impl Dialogues {
    /// Finds the series: those whose parties are named first, then those known by name, then bare mentions.
    pub(crate) fn of(archive: &Archive<'_>, origins: &Origins) -> Self {
        let mut all = Self {
            locals: archive
                .docs
                .iter()
                .map(|d| local::of_document(d).into_iter().map(|l| (l, None)).collect())
                .collect(),
            ..Self::default()
        };
        let countries = archive.docs.iter().map(|doc| countries(doc, archive.pack));
        let countries: Vec<BTreeSet<&str>> = countries.collect();
        let mut found = Finder::default();
        let order = all.order();
        for (doc, at) in order {
            let named = countries.get(doc).cloned().unwrap_or_default();
            if let Some(slot) = all.locals.get_mut(doc).and_then(|l| l.get_mut(at)) {
                slot.1 = found.place(doc, &slot.0, &named, archive);
            }
        }
        all.list = found.list;
        all.merge_unnumbered();
        all.follow_copies(origins);
        all.keep_the_known();
        all
    }

    /// Mentions that name parties and a kind before those that name less; the order of documents decides nothing else.
    fn order(&self) -> Vec<(usize, usize)> {
        let mut order: Vec<(usize, usize, u8, usize)> = Vec::new();
        for (doc, locals) in self.locals.iter().enumerate() {
            for (at, (local, _)) in locals.iter().enumerate() {
                order.push((doc, at, local.rank(), usize::MAX - local.weight()));
            }
        }
        order.sort_by_key(|(doc, at, rank, weight)| (*rank, *weight, *doc, *at));
        order.into_iter().map(|(doc, at, _, _)| (doc, at)).collect()
    }

    /// Talks between the same parties that number no rounds of their own are part of the series that does.
    fn merge_unnumbered(&mut self) {
        let mut main: BTreeMap<Vec<String>, usize> = BTreeMap::new();
        for (i, d) in self.list.iter().enumerate().filter(|(_, d)| d.parties.len() > 1) {
            let size = |d: &Dialogue| (d.numbered, d.docs.len());
            let slot = main.entry(d.parties.clone()).or_insert(i);
            if self.list.get(*slot).is_some_and(|m| size(m) < size(d)) {
                *slot = i;
            }
        }
        let moves: Vec<(usize, usize)> = self
            .list
            .iter()
            .enumerate()
            .filter(|(_, d)| !d.numbered)
            .filter_map(|(i, d)| main.get(&d.parties).filter(|m| **m != i).map(|m| (i, *m)))
            .collect();
        for (from, to) in moves {
            let taken = self.list.get_mut(from).map(std::mem::take).unwrap_or_default();
            if let Some(into) = self.list.get_mut(to) {
                into.docs.extend(taken.docs);
                into.evidence.extend(taken.evidence);
                into.names.extend(taken.names);
            }
            let slots = self.locals.iter_mut().flatten();
            slots
                .filter(|(_, d)| *d == Some(from))
                .for_each(|(_, d)| *d = Some(to));
        }
    }

    /// A copy is about what its origin is about, even where its new headline no longer says so.
    fn follow_copies(&mut self, origins: &Origins) {
        for (doc, origin) in origins.origin.iter().enumerate() {
            let Some(dialogue) = origin.and_then(|o| self.main(o)) else {
                continue;
            };
            if self.main(doc).is_some() {
                continue;
            }
            if let Some(locals) = self.locals.get_mut(doc) {
                locals.push((Local::default(), Some(dialogue)));
                locals.iter_mut().for_each(|(_, d)| *d = d.or(Some(dialogue)));
            }
            if let Some(d) = self.list.get_mut(dialogue) {
                d.docs.insert(doc);
            }
        }
    }

    /// Lets go of passing mentions, and names and numbers what stays.
    fn keep_the_known(&mut self) {
        let mut kept: Vec<Option<usize>> = Vec::new();
        let mut list: Vec<Dialogue> = Vec::new();
        for mut d in std::mem::take(&mut self.list) {
            let known = d.numbered || (d.parties.len() > 1 && !d.keys.is_empty()) || d.docs.len() > 1;
            if !known || d.docs.is_empty() {
                kept.push(None);
                continue;
            }
            let wordy = |n: &&String| n.split_whitespace().count() > 1;
            let name = |all: Vec<&String>| {
                let mut groups: BTreeMap<String, Vec<&String>> = BTreeMap::new();
                all.into_iter()
                    .for_each(|n| groups.entry(fold(n)).or_default().push(n));
                let most = groups.into_values().max_by_key(Vec::len).unwrap_or_default();
                commonest(most).first().map(|(n, _)| (*n).clone())
            };
            let named: Vec<&String> = d.names.iter().filter(wordy).collect();
            d.name = name(named)
                .or_else(|| name(d.names.iter().collect()))
                .unwrap_or_default();
            let mut parts = d.parties.clone();
            if d.parties.len() < 2 || list.iter().any(|o: &Dialogue| o.parties == d.parties) {
                parts.push(fold(&d.name));
            }
            d.id = id("dialogue", &parts);
            kept.push(Some(list.len()));
            list.push(d);
        }
        self.list = list;
        for (_, slot) in self.locals.iter_mut().flatten() {
            *slot = slot.and_then(|s| kept.get(s).copied().flatten());
        }
    }

    /// The series that a document is chiefly about.
    pub(crate) fn main(&self, doc: usize) -> Option<usize> {
        let locals = self.locals.get(doc)?;
        let mut weights: BTreeMap<usize, usize> = BTreeMap::new();
        for (local, dialogue) in locals {
            if let Some(d) = dialogue {
                *weights.entry(*d).or_default() += local.weight() + 1;
            }
        }
        weights
            .into_iter()
            .max_by_key(|(d, w)| (*w, std::cmp::Reverse(*d)))
            .map(|(d, _)| d)
    }

    /// The series that a mention of talks or of a round at this place is about.
    pub(crate) fn at(&self, doc: usize, start: usize) -> Option<usize> {
        let locals = self.locals.get(doc)?;
        let own = locals
            .iter()
            .find(|(l, _)| l.spans.iter().any(|s| s.start == start));
        match own {
            Some((_, dialogue)) => *dialogue,
            None => self.main(doc),
        }
    }

    /// The rows.
    pub(crate) fn rows(
        &self,
        archive: &Archive<'_>,
        origins: &Origins,
        rounds: &[RoundRow],
    ) -> Vec<DialogueRow> {
        self.list
            .iter()
            .map(|d| d.row(archive, origins, rounds))
            .collect()
    }
}

/// Countries that a document names, by canonical name.
fn countries<'a>(doc: &Doc<'a>, pack: Option<&'a Pack>) -> BTreeSet<&'a str> {
    let codes = doc
        .found
        .places
        .iter()
        .chain(&doc.found.organizations)
        .filter_map(|p| p.value.country.as_deref())
        .chain(doc.found.people.iter().filter_map(|p| p.value.country.as_deref()));
    let codes: BTreeSet<&str> = codes.collect();
    let name = |code: &str| pack?.entry_named(&format!("country-{code}"))?.text("name");
    let bodies = doc.found.organizations.iter().map(|o| o.value.name.as_str());
    codes.into_iter().filter_map(name).chain(bodies).collect()
}

#[derive(Default)]
struct Finder {
    list: Vec<Dialogue>,
    by_parties: BTreeMap<Vec<String>, Vec<usize>>,
    by_key: Index,
    /// Those with two sides at least that number their rounds: what a bare word for talks can mean.
    numbered: BTreeSet<usize>,
}

impl Finder {
    fn place(
        &mut self,
        doc: usize,
        local: &Local,
        named: &BTreeSet<&str>,
        archive: &Archive<'_>,
    ) -> Option<usize> {
        let slot = if local.parties.len() > 1 {
            self.same_parties(local)
        } else {
            self.by_name(local, named)
        };
        let slot = match slot {
            Some(slot) => slot,
            // The bare word for talks, in a document that names the parties of no known series.
            None if local.keys.is_empty() && local.parties.len() < 2 => return None,
            None => {
                self.list.push(Dialogue {
                    parties: local.parties.clone(),
                    ..Dialogue::default()
                });
                self.by_parties
                    .entry(local.parties.clone())
                    .or_default()
                    .push(self.list.len() - 1);
                self.list.len() - 1
            }
        };
        let dialogue = self.list.get_mut(slot)?;
        dialogue.docs.insert(doc);
        dialogue.numbered |= local.numbered;
        if dialogue.numbered && dialogue.parties.len() > 1 {
            self.numbered.insert(slot);
        }
        let names: BTreeSet<&String> = local.names.iter().filter(|n| !n.is_empty()).collect();
        dialogue.names.extend(names.into_iter().cloned());
        if !local.keys.is_empty() {
            dialogue.langs.insert(local.lang.clone());
        }
        for key in &local.keys {
            *dialogue.keys.entry(*key).or_default() += 1;
        }
        self.by_key.add(local.keys.iter().copied(), slot);
        if let Some(doc) = archive.docs.get(doc) {
            let evidence = local.spans.iter().zip(&local.rules);
            dialogue
                .evidence
                .extend(evidence.take(1).map(|(s, r)| doc.evidence(*s, r)));
        }
        Some(slot)
    }

    fn same_parties(&self, local: &Local) -> Option<usize> {
        let slots = self.by_parties.get(&local.parties)?;
        let fits = |slot: &&usize| {
            self.list.get(**slot).is_some_and(|d| {
                local.keys.is_empty() || d.keys.is_empty() || d.unnamed_in(local) || d.shared(local) > 0
            })
        };
        let size = |slot: &&usize| self.list.get(**slot).map(|d| (d.shared(local), d.docs.len()));
        slots.iter().filter(fits).max_by_key(size).copied()
    }

    /// By what the name says, where the document names all parties of the series; a name without any such word by the
    /// parties alone, where one series only has them.
    fn by_name(&self, local: &Local, named: &BTreeSet<&str>) -> Option<usize> {
        let fits = |d: &Dialogue| {
            let all = d.parties.iter().all(|p| named.contains(p.as_str()));
            let ours = local.parties.iter().all(|p| d.parties.contains(p));
            all && ours
        };
        let only = |free: &dyn Fn(&Dialogue) -> bool| {
            let of = |i: &&usize| self.list.get(**i).is_some_and(|d| fits(d) && free(d));
            let mut some = self.numbered.iter().filter(of);
            match (some.next(), some.next()) {
                (Some(one), None) => Some(*one),
                _ => None,
            }
        };
        if local.keys.is_empty() {
            return only(&|_| true);
        }
        let candidates = self.by_key.candidates(local.keys.iter().copied());
        let best = candidates
            .into_iter()
            .filter(|(slot, shared)| {
                // Half of what the name says: أزمة in two names does not make two crises one.
                self.list
                    .get(*slot)
                    .is_some_and(|d| fits(d) && shared * 2 >= local.keys.len().min(d.keys.len()))
            })
            .max_by_key(|(slot, shared)| {
                let docs = self.list.get(*slot).map_or(0, |d| d.docs.len());
                (*shared, docs, std::cmp::Reverse(*slot))
            });
        best.map(|(slot, _)| slot)
            .or_else(|| only(&|d| d.unnamed_in(local)))
    }
}

impl Dialogue {
    /// Whether they are named, and only in other languages than the mention.
    fn unnamed_in(&self, local: &Local) -> bool {
        !self.langs.is_empty() && !self.langs.contains(&local.lang)
    }

    fn shared(&self, local: &Local) -> usize {
        local.keys.iter().filter(|k| self.keys.contains_key(k)).count()
    }
}
