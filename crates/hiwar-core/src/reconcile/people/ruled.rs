//! People merged and split as somebody has ruled, after the rules have put them together.

use super::clusters::Cluster;
use super::local::{Local, Mention, Parted};
use crate::model::{Fate, Outcome, Part, Ruling, Verb};
use crate::reconcile::archive::Archive;
use crate::reconcile::names::Name;
use crate::reconcile::rulings::{Row, Rulings, Sought, Standing, most, orphaned, outcome};

/// The list that these rulings are about.
const LIST: &str = crate::model::PersonRow::LIST;

/// A ruling that was carried out, and by which mentions that is seen.
struct Done<'r> {
    standing: Standing<'r>,
    /// People of documents, by those whom a merge joined; for a split, those who went and those who stayed.
    parties: Vec<Vec<usize>>,
}

/// Merges and splits clusters, in the order in which it was ruled.
pub(super) fn clusters<'a>(
    mut found: Vec<Cluster<'a>>,
    locals: &mut Vec<Local<'a>>,
    archive: &Archive<'a>,
    rulings: &mut Rulings<'_>,
) -> Vec<Cluster<'a>> {
    let mut done = Vec::new();
    for standing in rulings.of_clusters() {
        let places = standing.targets.iter().map(|t| place(&found, locals, archive, t));
        let places: Vec<Option<usize>> = places.collect();
        let parties = match standing.ruling.verb {
            Verb::Merge => merge(&mut found, &places),
            _ => split(&mut found, locals, archive, standing.ruling, &places),
        };
        match parties {
            Ok(parties) => done.push(Done { standing, parties }),
            Err(why) => {
                for sought in &standing.targets {
                    rulings.tell(orphaned(standing.ruling, sought.target, why));
                }
            }
        }
    }
    for (i, one) in done.iter().enumerate() {
        let later = done.get(i + 1..).unwrap_or_default();
        one.tell(&found, later, rulings);
    }
    found
}

/// Makes one of people. Those who are no longer there are left out; where only one is left nothing is done.
fn merge(found: &mut Vec<Cluster<'_>>, places: &[Option<usize>]) -> Result<Vec<Vec<usize>>, &'static str> {
    let places: Vec<usize> = places.iter().flatten().copied().collect();
    let (Some(first), true) = (places.first().copied(), places.len() > 1) else {
        return Err("there are not two of these people any more");
    };
    let own = |at: &usize| found.get(*at).map_or_else(Vec::new, |c| c.locals.clone());
    let parties = places.iter().map(own).collect();
    for at in places.into_iter().filter(|at| *at != first) {
        let other = found.get_mut(at).map(Cluster::take_all);
        if let (Some(one), Some(other)) = (found.get_mut(first), other) {
            one.absorb(other);
        }
    }
    // Taken out at the end, so that no place shifts meanwhile; two who are one already stay so.
    found.retain(|c| !c.locals.is_empty());
    Ok(parties)
}

/// Takes the mentions of a ruling out of a person.
fn split<'a>(
    found: &mut Vec<Cluster<'a>>,
    locals: &mut Vec<Local<'a>>,
    archive: &Archive<'a>,
    ruling: &Ruling,
    places: &[Option<usize>],
) -> Result<Vec<Vec<usize>>, &'static str> {
    let part = Part::of(&ruling.value).ok_or("it does not say which names or reports")?;
    let at = places.first().copied().flatten();
    let cluster = at.and_then(|at| found.get_mut(at));
    let cluster = cluster.ok_or("that person is no longer there")?;
    let members = std::mem::take(&mut cluster.locals);
    let (own, theirs) = parted(&members, locals, archive, &part);
    if theirs.is_empty() || own.is_empty() {
        cluster.locals = members;
        return Err(match theirs.is_empty() {
            true => "nothing of that person is there",
            false => "that is all of that person",
        });
    }
    let mut other = cluster.take_all();
    cluster.locals.clone_from(&own);
    other.locals.clone_from(&theirs);
    other.holder = None;
    // The ruling's id is in the key, so that no country is needed to tell it apart.
    other.split = false;
    let mut taken = theirs.iter().filter_map(|l| locals.get(*l));
    let called = taken.clone().next().map(|l| l.name.as_str());
    other.country = taken.find_map(|l| l.country.clone());
    let name = part.names.first().map(String::as_str).or(called);
    let key = Name::of(name.unwrap_or_default(), archive.pack).key();
    other.key = format!("{key} {}", ruling.id);
    found.push(other);
    Ok(vec![theirs, own])
}

/// The people of documents who stay with a person, and those whom a split takes; where both are called so in one document,
/// one of them becomes two.
fn parted<'a>(
    members: &[usize],
    locals: &mut Vec<Local<'a>>,
    archive: &Archive<'a>,
    part: &Part,
) -> (Vec<usize>, Vec<usize>) {
    // A name that nobody writes is one that a shorter spelling stands for.
    let spelled = |name: &String| {
        let of = members.iter().filter_map(|l| locals.get(*l));
        of.flat_map(|l| &l.mentions).any(|m| m.spelling == *name)
    };
    let names: Vec<(&String, bool)> = part.names.iter().map(|n| (n, spelled(n))).collect();
    let named = |m: &Mention<'_>| {
        let is = |(name, spelled): &(&String, bool)| m.spelling == **name || !spelled && m.alias == **name;
        names.is_empty() || names.iter().any(is)
    };
    let (mut own, mut theirs) = (Vec::new(), Vec::new());
    for member in members.iter().copied() {
        let new = locals.len();
        let Some(local) = locals.get_mut(member) else {
            continue;
        };
        let reported = |id: &str| part.reports.is_empty() || part.reports.iter().any(|r| r == id);
        let doc = archive.docs.get(local.doc).filter(|d| reported(d.id));
        match doc.map_or(Parted::None, |doc| local.part(named, doc.pack)) {
            Parted::None => own.push(member),
            Parted::All => theirs.push(member),
            Parted::Some(other) => {
                own.push(member);
                theirs.push(new);
                locals.push(*other);
            }
        }
    }
    (own, theirs)
}

impl Done<'_> {
    /// Says what became of the ruling: it counts unless a later one has taken apart what it joined, or joined what it took
    /// apart.
    fn tell(&self, found: &[Cluster<'_>], later: &[Done<'_>], rulings: &mut Rulings<'_>) {
        let ruling = self.standing.ruling;
        let holds = |c: &Cluster<'_>, party: &Vec<usize>| party.iter().any(|l| c.locals.contains(l));
        let together = found.iter().any(|c| self.parties.iter().all(|p| holds(c, p)));
        let kept = together == (ruling.verb == Verb::Merge);
        let concerns = |other: &Done<'_>| {
            let mut theirs = other.parties.iter().flatten();
            other.standing.ruling.verb != ruling.verb
                && theirs.any(|l| self.parties.iter().flatten().any(|own| own == l))
        };
        let other = later.iter().rev().find(|other| !kept && concerns(other));
        let first = self.parties.first();
        let row = found
            .iter()
            .find(|c| first.is_some_and(|p| holds(c, p)))
            .map(Cluster::id);
        for sought in &self.standing.targets {
            let fate = if kept { Fate::Applied } else { Fate::Contradicted };
            rulings.tell(Outcome {
                row: row.clone(),
                other: other.map(|o| o.standing.ruling.id.clone()),
                ..outcome(ruling, fate, sought.target)
            });
        }
    }
}

/// Where a target's person is: by the id, else by the mentions.
fn place(
    found: &[Cluster<'_>],
    locals: &[Local<'_>],
    archive: &Archive<'_>,
    sought: &Sought<'_>,
) -> Option<usize> {
    if sought.target.list != LIST {
        return None;
    }
    let by_id = found.iter().position(|c| c.id() == sought.target.row);
    by_id.or_else(|| {
        let mentions = |local: &Local<'_>| {
            let document = archive.docs.get(local.doc).map(|d| d.id);
            let here = |place: &&(&str, crate::model::Span)| {
                Some(place.0) == document && local.mentions.iter().any(|m| m.span.overlaps(place.1))
            };
            sought.places.iter().filter(here).count()
        };
        let hits = |(at, cluster): (usize, &Cluster<'_>)| {
            let own = cluster.locals.iter().filter_map(|l| locals.get(*l));
            std::iter::repeat_n(at, own.map(mentions).sum())
        };
        most(found.iter().enumerate().flat_map(hits))
    })
}
