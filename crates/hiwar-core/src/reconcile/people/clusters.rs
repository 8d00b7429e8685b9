//! Which people of which documents are one.

use super::local::{Local, agree};
use crate::lang::{Entry, Pack};
use crate::reconcile::archive::{Archive, commonest, id};
use crate::reconcile::names::{Name, skeleton};
use crate::reconcile::when::When;
use crate::reconcile::words::{Union, hash};
use rustc_hash::{FxHashMap, FxHashSet};

/// One person.
#[derive(Debug)]
pub(super) struct Cluster<'a> {
    /// What the id is made of.
    pub(super) key: String,
    /// Canonical name, where the person holds an office that the world data knows.
    pub(super) holder: Option<&'a str>,
    /// The fullest name.
    parts: Name,
    pub(super) country: Option<String>,
    /// Somebody else bears the same name.
    pub(super) split: bool,
    /// Titles, as keys that do not mind spelling.
    titles: FxHashSet<u64>,
    /// Documents.
    docs: FxHashSet<usize>,
    pub(super) locals: Vec<usize>,
}

/// Groups the people of all documents.
pub(super) fn of<'a>(locals: &[Local<'_>], archive: &Archive<'a>) -> Vec<Cluster<'a>> {
    let mut clusters = full_names(locals, archive);
    clusters = merge(clusters, archive.pack);
    bare_names(locals, archive, &mut clusters);
    clusters
}

/// People under their full names: holders of offices by their canonical names, others by the name's own words; a name
/// whose bearers act for different countries is split.
fn full_names<'a>(locals: &[Local<'_>], archive: &Archive<'a>) -> Vec<Cluster<'a>> {
    let mut found: Vec<Cluster<'a>> = Vec::new();
    let mut by_key: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    // Those who say for whom they act go first, so that those who do not can join them.
    let mut order: Vec<usize> = (0..locals.len())
        .filter(|l| locals.get(*l).is_some_and(|l| !l.parts.is_bare()))
        .collect();
    order.sort_by_key(|l| locals.get(*l).is_some_and(|l| l.country.is_none()));
    for at in order {
        let Some(local) = locals.get(at) else { continue };
        let doc = archive.docs.get(local.doc);
        let pack = doc.and_then(|d| d.pack);
        let office = pack.and_then(|p| holder(p, local, doc.and_then(|d| d.published)));
        let key = match office {
            Some(entry) => Name::of(entry.text("name").unwrap_or(""), pack).key(),
            None => local.parts.key(),
        };
        let country = match office {
            Some(entry) => entry.text("country").map(str::to_owned),
            None => local.country.clone(),
        };
        let slots = by_key.entry(key.clone()).or_default();
        let fits = |c: &Cluster<'_>| agree(&c.country, &country) && c.holder.is_some() == office.is_some();
        let slot = slots.iter().copied().find(|s| found.get(*s).is_some_and(fits));
        let slot = slot.unwrap_or_else(|| {
            slots.push(found.len());
            found.push(Cluster {
                key,
                holder: office.and_then(|e| e.text("name")),
                parts: local.parts.clone(),
                country: None,
                split: false,
                titles: FxHashSet::default(),
                docs: FxHashSet::default(),
                locals: Vec::new(),
            });
            found.len() - 1
        });
        if let Some(cluster) = found.get_mut(slot) {
            cluster.country = cluster.country.take().or(country);
            cluster.take(at, local, pack);
        }
    }
    for slots in by_key.values().filter(|s| s.len() > 1) {
        for slot in slots {
            if let Some(cluster) = found.get_mut(*slot) {
                cluster.split = true;
            }
        }
    }
    found
}

/// The office holder of this full name, where all holders of it are one person who acts for the same country, or was in
/// office when the report was written.
fn holder<'p>(pack: &'p Pack, local: &Local<'_>, day: Option<When>) -> Option<&'p Entry> {
    let entries = pack.look_up(&local.name);
    let holders: Vec<&Entry> = entries.into_iter().filter(|e| e.class == "person").collect();
    let first = *holders.first()?;
    let country = first.text("country").map(str::to_owned);
    let alone = holders.iter().all(|e| e.text("name") == first.text("name"));
    let then = || day.is_some() && holders.iter().any(|e| in_office(e, day));
    (alone && (agree(&country, &local.country) || then())).then_some(first)
}

/// Whether a holder's tenure holds a day.
fn in_office(entry: &Entry, day: Option<When>) -> bool {
    let bound = |key: &str| entry.text(key).and_then(When::parse);
    let begun = bound("from").is_none_or(|f| day.is_none_or(|d| f.first <= d.last));
    begun && bound("to").is_none_or(|t| day.is_none_or(|d| d.first <= t.last))
}

impl Cluster<'_> {
    fn take(&mut self, at: usize, local: &Local<'_>, pack: Option<&Pack>) {
        if local.parts.words.len() > self.parts.words.len() {
            self.parts = local.parts.clone();
        }
        self.titles.extend(titles(local, pack));
        self.docs.insert(local.doc);
        self.locals.push(at);
    }

    /// The person's id. A name that several people bear is told apart by its country.
    pub(super) fn id(&self) -> String {
        let country = self.country.as_deref().filter(|_| self.split);
        id("person", &[self.key.as_str(), country.unwrap_or_default()])
    }

    /// Everything of it, to be put elsewhere: it has no mentions then.
    pub(super) fn take_all(&mut self) -> Self {
        Self {
            key: self.key.clone(),
            parts: self.parts.clone(),
            country: self.country.clone(),
            titles: std::mem::take(&mut self.titles),
            docs: std::mem::take(&mut self.docs),
            locals: std::mem::take(&mut self.locals),
            ..*self
        }
    }

    /// Takes everything of another.
    pub(super) fn absorb(&mut self, other: Cluster<'_>) {
        if other.parts.words.len() > self.parts.words.len() {
            self.parts = other.parts;
        }
        self.country = self.country.take().or(other.country);
        self.titles.extend(other.titles);
        self.docs.extend(other.docs);
        self.locals.extend(other.locals);
    }

    /// Whether something beside the name speaks for their being one: a title in common, or the side they act for.
    fn share_a_standing(&self, other: &Cluster<'_>) -> bool {
        let title = self.titles.iter().any(|t| other.titles.contains(t));
        title || (self.country.is_some() && self.country == other.country)
    }

    fn conflicts(&self, other: &Cluster<'_>) -> bool {
        !agree(&self.country, &other.country)
            || matches!((self.holder, other.holder), (Some(a), Some(b)) if a != b)
    }
}

/// The kinds of office that somebody's titles name (`title-head` entries), or the title's first word.
fn titles<'l>(local: &'l Local<'_>, pack: Option<&'l Pack>) -> impl Iterator<Item = u64> + 'l {
    local.roles().map(move |role| {
        let parts = Name::of(&role.words, pack);
        let head = parts
            .words
            .iter()
            .take(3)
            .map(|w| w.chars().take(4).collect::<String>());
        hash(head.collect::<Vec<_>>())
    })
}

/// Joins spellings of one name, and shorter forms of a longer one.
fn merge<'a>(clusters: Vec<Cluster<'a>>, pack: Option<&Pack>) -> Vec<Cluster<'a>> {
    let mut union = Union::new(clusters.len());
    let mut by_sound: FxHashMap<(String, String), Vec<usize>> = FxHashMap::default();
    let mut by_start: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (i, cluster) in clusters.iter().enumerate() {
        let sound = (skeleton(cluster.parts.first()), skeleton(cluster.parts.last()));
        by_sound.entry(sound).or_default().push(i);
        by_start.entry(cluster.parts.first()).or_default().push(i);
    }
    let get = |i: usize| clusters.get(i);
    for group in by_sound.values().filter(|g| g.len() > 1) {
        for (n, a) in group.iter().enumerate() {
            for b in group.iter().skip(n + 1).take(MOST) {
                let (Some(x), Some(y)) = (get(*a), get(*b)) else {
                    continue;
                };
                let one = x.parts.sounds_like(&y.parts, pack) && x.share_a_standing(y) && !x.conflicts(y);
                // One report that spells a name in two ways means two people, unless their titles agree.
                let apart = x.docs.is_disjoint(&y.docs) || x.titles.iter().any(|t| y.titles.contains(t));
                if one && apart {
                    union.join(*a, *b);
                }
            }
        }
    }
    for (i, short) in clusters.iter().enumerate() {
        let group = by_start.get(short.parts.first()).map_or(&[][..], Vec::as_slice);
        let fits = |j: &&usize| {
            get(**j).is_some_and(|l| {
                short.parts.shortens(&l.parts) && !short.conflicts(l) && short.share_a_standing(l)
            })
        };
        let mut owners = group.iter().take(MOST).filter(fits);
        if let (Some(owner), None) = (owners.next(), owners.next()) {
            union.join(i, *owner);
        }
    }
    gather(clusters, &mut union)
}

/// How many of the same sound or first name are compared with each other.
const MOST: usize = 200;

fn gather<'a>(clusters: Vec<Cluster<'a>>, union: &mut Union) -> Vec<Cluster<'a>> {
    let mut merged: Vec<Option<Cluster<'a>>> = Vec::new();
    merged.resize_with(clusters.len(), || None);
    for (i, cluster) in clusters.into_iter().enumerate() {
        let root = union.root(i);
        let Some(slot) = merged.get_mut(root) else {
            continue;
        };
        match slot {
            // An office holder's key is the one that every build has.
            Some(first) if first.holder.is_none() && cluster.holder.is_some() => {
                let mut holder = cluster;
                if let Some(first) = slot.take() {
                    holder.absorb(first);
                }
                *slot = Some(holder);
            }
            Some(first) => first.absorb(cluster),
            None => *slot = Some(cluster),
        }
    }
    merged.into_iter().flatten().collect()
}

/// A surname without a first name anywhere in its document: the one person of the archive whom it can mean, or the holder
/// of an office at the time; else a row of its own.
fn bare_names<'a>(locals: &[Local<'_>], archive: &Archive<'a>, clusters: &mut Vec<Cluster<'a>>) {
    let mut by_last: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (i, cluster) in clusters.iter().enumerate() {
        by_last
            .entry(cluster.parts.last().to_owned())
            .or_default()
            .push(i);
    }
    let mut own: FxHashMap<(String, Option<String>), usize> = FxHashMap::default();
    for (at, local) in locals.iter().enumerate().filter(|(_, l)| l.parts.is_bare()) {
        let doc = archive.docs.get(local.doc);
        let pack = doc.and_then(|d| d.pack);
        let sounds: FxHashSet<u64> = titles(local, pack).collect();
        let fits = |i: &usize| {
            clusters.get(*i).filter(|c| {
                agree(&c.country, &local.country)
                    && (sounds.is_empty()
                        || c.titles.is_empty()
                        || c.titles.iter().any(|t| sounds.contains(t)))
            })
        };
        let named = by_last.get(local.parts.first()).map_or(&[][..], Vec::as_slice);
        let people: Vec<usize> = named.iter().filter(|i| fits(i).is_some()).copied().collect();
        let office = pack.and_then(|p| surname(p, local, doc.and_then(|d| d.published)));
        let slot = match (people.as_slice(), office) {
            (several, Some(name)) => several
                .iter()
                .copied()
                .find(|i| clusters.get(*i).is_some_and(|c| c.holder == Some(name))),
            ([one], None) => Some(*one),
            _ => None,
        };
        let key = (
            office.map_or_else(|| local.parts.key(), |name| Name::of(name, pack).key()),
            local.country.clone().filter(|_| office.is_none()),
        );
        let slot = slot.unwrap_or_else(|| {
            *own.entry(key.clone()).or_insert_with(|| {
                clusters.push(Cluster {
                    key: key.0.clone(),
                    holder: office,
                    parts: local.parts.clone(),
                    country: local.country.clone(),
                    split: key.1.is_some(),
                    titles: FxHashSet::default(),
                    docs: FxHashSet::default(),
                    locals: Vec::new(),
                });
                clusters.len() - 1
            })
        });
        if let Some(cluster) = clusters.get_mut(slot) {
            cluster.take(at, local, pack);
        }
    }
}

/// The one office holder whom a bare name can mean on a day; of several, the one in office then.
fn surname<'p>(pack: &'p Pack, local: &Local<'_>, day: Option<When>) -> Option<&'p str> {
    let known = pack.look_up(&local.name);
    let known = known.into_iter().filter(|e| e.class == "surname");
    let country = |e: &Entry| e.text("country").map(str::to_owned);
    let entries: Vec<&Entry> = known.filter(|e| agree(&country(e), &local.country)).collect();
    let distinct = |list: &[&'p Entry]| {
        let names = commonest(list.iter().filter_map(|e| e.text("name")));
        match names.as_slice() {
            [(name, _)] => Some(*name),
            _ => None,
        }
    };
    let then: Vec<&'p Entry> = entries.iter().filter(|e| in_office(e, day)).copied().collect();
    distinct(&entries).or_else(|| distinct(&then))
}
