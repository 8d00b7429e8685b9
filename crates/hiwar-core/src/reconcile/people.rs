//! People across spellings and reports. Never by string alone: two spellings are one person only where the words of the
//! name agree and role, country or office do, too; a bare surname is read in its document first.

mod clusters;
mod local;
mod ruled;

use super::archive::{Archive, commonest, tidy};
use super::names::Name;
use super::rulings::Rulings;
use crate::model::{Evidence, PersonRow, RoleRow, Span};
use crate::text::fold;
use clusters::Cluster;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// Who is who.
#[derive(Debug, Default)]
pub(crate) struct People {
    pub(crate) rows: Vec<PersonRow>,
    /// Row by document and folded name, as the document writes it.
    by_name: FxHashMap<(usize, String), usize>,
    /// By document, the places of mentions of which somebody has ruled whose they are, with their rows.
    by_place: FxHashMap<usize, Vec<(Span, usize)>>,
    /// ISO 3166-1 alpha-3 of the side each row acts for, where known.
    countries: Vec<Option<String>>,
}

impl People {
    /// Puts all mentions of people together, and as it was ruled.
    pub(crate) fn of(archive: &Archive<'_>, rulings: &mut Rulings<'_>) -> Self {
        let mut locals: Vec<local::Local<'_>> = archive
            .docs
            .iter()
            .enumerate()
            .flat_map(|(i, doc)| local::of_document(i, doc))
            .collect();
        let clusters = clusters::of(&locals, archive);
        let clusters = ruled::clusters(clusters, &mut locals, archive, rulings);
        let mut people = Self::default();
        let mut rows: Vec<(PersonRow, &Cluster<'_>)> =
            clusters.iter().map(|c| (row(c, &locals, archive), c)).collect();
        rows.sort_by(|(a, _), (b, _)| {
            let order = |r: &PersonRow| (std::cmp::Reverse((r.documents.len(), r.mentions)), r.name.clone());
            order(a).cmp(&order(b)).then_with(|| a.id.cmp(&b.id))
        });
        for (at, (row, cluster)) in rows.into_iter().enumerate() {
            for local in cluster.locals.iter().filter_map(|l| locals.get(*l)) {
                people.call(at, local);
            }
            people.countries.push(cluster.country.clone());
            people.rows.push(row);
        }
        rulings.correct(&mut people.rows);
        people
    }

    /// Notes what a document calls a person, and where.
    fn call(&mut self, at: usize, local: &local::Local<'_>) {
        if !local.parted {
            for name in local.names() {
                self.by_name.insert((local.doc, fold(name)), at);
            }
            return;
        }
        // Both parts may stand for one full name (`حسين` for `فؤاد حسين`): it is the name of the part that is written so.
        for mention in &local.mentions {
            self.by_name.insert((local.doc, fold(&mention.spelling)), at);
            let slot = self.by_name.entry((local.doc, fold(&mention.alias)));
            slot.or_insert(at);
        }
        let places = local.mentions.iter().map(|m| (m.span, at));
        self.by_place.entry(local.doc).or_default().extend(places);
    }

    /// The person that a document calls so.
    pub(crate) fn named(&self, doc: usize, name: &str) -> Option<&PersonRow> {
        self.index(doc, name).and_then(|i| self.rows.get(i))
    }

    /// The same, as a number.
    pub(crate) fn index(&self, doc: usize, name: &str) -> Option<usize> {
        self.by_name.get(&(doc, fold(name))).copied()
    }

    /// The person whom a document calls so at a place.
    pub(crate) fn at(&self, doc: usize, name: &str, place: Option<Span>) -> Option<usize> {
        let parted = place.and_then(|place| {
            let mut here = self
                .by_place
                .get(&doc)?
                .iter()
                .filter(|(span, _)| span.overlaps(place));
            here.next().map(|(_, row)| *row)
        });
        parted.or_else(|| self.index(doc, name))
    }

    /// The country that a person acts for.
    pub(crate) fn country(&self, index: usize) -> Option<&str> {
        self.countries.get(index)?.as_deref()
    }
}

fn row(cluster: &Cluster<'_>, locals: &[local::Local<'_>], archive: &Archive<'_>) -> PersonRow {
    let members: Vec<&local::Local<'_>> = cluster.locals.iter().filter_map(|l| locals.get(*l)).collect();
    let full = members
        .iter()
        .filter(|m| m.parts.words.len() == longest(&members))
        .map(|m| m.name.as_str());
    let name = match cluster.holder {
        Some(holder) => holder.to_owned(),
        None => commonest(full).first().map_or("", |(n, _)| n).to_owned(),
    };
    let spelled = members
        .iter()
        .flat_map(|m| m.mentions.iter().map(|m| m.spelling.as_str()));
    let mut names: Vec<String> = commonest(spelled)
        .into_iter()
        .map(|(n, _)| n.to_owned())
        .collect();
    for fullest in members.iter().map(|m| &m.name) {
        if !names.contains(fullest) {
            names.push(fullest.clone());
        }
    }
    let documents: BTreeSet<&str> = members
        .iter()
        .filter_map(|m| archive.docs.get(m.doc).map(|d| d.id))
        .collect();
    let evidence: Vec<Evidence> = members.iter().flat_map(|m| m.evidence(archive)).collect();
    PersonRow {
        id: cluster.id(),
        name,
        names,
        roles: roles(&members, archive),
        documents: documents.into_iter().map(str::to_owned).collect(),
        mentions: members.iter().map(|m| m.mentions.len()).sum(),
        evidence: tidy(evidence),
    }
}

fn longest(members: &[&local::Local<'_>]) -> usize {
    members.iter().map(|m| m.parts.words.len()).max().unwrap_or(0)
}

/// Roles with the first and last publication date each is attested at, earliest first.
fn roles(members: &[&local::Local<'_>], archive: &Archive<'_>) -> Vec<RoleRow> {
    #[derive(Default)]
    struct Held {
        names: Vec<String>,
        of: Vec<String>,
        dates: BTreeSet<String>,
    }
    let mut held: BTreeMap<String, Held> = BTreeMap::new();
    for member in members {
        let doc = archive.docs.get(member.doc);
        let day = doc.and_then(|d| d.published_value());
        let day = day.map(|d| d.split('T').next().unwrap_or("").to_owned());
        for role in member.roles() {
            let slot = held
                .entry(Name::of(&role.words, doc.and_then(|d| d.pack)).key())
                .or_default();
            slot.names.push(role.words.clone());
            slot.of.extend(role.of.clone());
            slot.dates.extend(day.clone());
        }
    }
    let mut rows: Vec<RoleRow> = held
        .into_values()
        .map(|slot| RoleRow {
            role: commonest(slot.names).swap_remove(0).0,
            of: commonest(slot.of).into_iter().next().map(|(of, _)| of),
            from: slot.dates.first().cloned(),
            to: slot.dates.last().cloned(),
        })
        .collect();
    rows.sort_by(|a, b| (&a.from, &a.role).cmp(&(&b.from, &b.role)));
    rows
}
