//! People merged and split as somebody has ruled, after the rules have put them together.

use super::clusters::Cluster;
use super::local::Local;
use crate::model::{Fate, PersonRow, Ruling, Target, Verb};
use crate::reconcile::archive::Archive;
use crate::reconcile::names::Name;
use crate::reconcile::rulings::Rulings;

/// The list that these rulings are about.
const LIST: &str = "people";

/// Merges and splits clusters, in the order in which it was ruled.
pub(super) fn clusters<'a>(
    mut found: Vec<Cluster<'a>>,
    locals: &[Local<'_>],
    archive: &Archive<'a>,
    rulings: &mut Rulings<'_>,
) -> Vec<Cluster<'a>> {
    for ruling in rulings.standing() {
        let places: Vec<(&Target, Option<usize>)> = ruling
            .targets
            .iter()
            .map(|t| (t, place(&found, locals, archive, t)))
            .collect();
        let done = match ruling.verb {
            Verb::Merge => merge(&mut found, &places),
            Verb::Split => split(&mut found, locals, archive, ruling, &places),
            _ => continue,
        };
        for (target, at) in places {
            let row = at.and(done.as_deref());
            let fate = if row.is_some() {
                Fate::Applied
            } else {
                Fate::Orphaned
            };
            rulings.tell(ruling, fate, Some(target), row);
        }
    }
    found
}

/// Makes one of the people that are still there; gives its id, or nothing where there are not two.
fn merge(found: &mut Vec<Cluster<'_>>, places: &[(&Target, Option<usize>)]) -> Option<String> {
    let mut places: Vec<usize> = places.iter().filter_map(|(_, at)| *at).collect();
    let known = places.len();
    let first = *places.first()?;
    places.sort_unstable();
    places.dedup();
    for at in places.into_iter().rev().filter(|at| *at != first) {
        let other = found.get_mut(at).map(Cluster::take_all)?;
        found.get_mut(first)?.absorb(other);
    }
    // Taken out at the end, so that no place shifts meanwhile; two who are one already stay so.
    let id = found.get(first)?.id();
    found.retain(|c| !c.locals.is_empty());
    (known > 1).then_some(id)
}

/// Takes the names of a ruling out of a person; gives the new person's id, or nothing where the person has no such names.
fn split<'a>(
    found: &mut Vec<Cluster<'a>>,
    locals: &[Local<'_>],
    archive: &Archive<'a>,
    ruling: &Ruling,
    places: &[(&Target, Option<usize>)],
) -> Option<String> {
    let names: Vec<String> = serde_json::from_value(ruling.value.clone()).ok()?;
    let whose = |at: &usize| {
        locals.get(*at).is_some_and(|l| {
            let spelled = l.spellings.iter().chain([&l.name]);
            // Letter by letter: spellings that fold alike are what may have to be told apart.
            spelled.into_iter().any(|n| names.contains(n))
        })
    };
    let cluster = found.get_mut(places.first()?.1?)?;
    let (theirs, own): (Vec<usize>, Vec<usize>) = cluster.locals.iter().partition(|at| whose(at));
    if theirs.is_empty() || own.is_empty() {
        return None;
    }
    let mut other = cluster.take_all();
    cluster.locals = own;
    other.locals = theirs;
    other.holder = None;
    other.key = format!("{} {}", Name::of(names.first()?, archive.pack).key(), ruling.id);
    let id = other.id();
    found.push(other);
    Some(id)
}

/// Where a target's person is: by the id, else by a mention.
fn place(
    found: &[Cluster<'_>],
    locals: &[Local<'_>],
    archive: &Archive<'_>,
    target: &Target,
) -> Option<usize> {
    if target.list != LIST {
        return None;
    }
    let by_id = found.iter().position(|c| c.id() == target.row);
    by_id.or_else(|| {
        let mentions = |local: &Local<'_>| {
            let document = archive.docs.get(local.doc).map(|d| d.id);
            let here = |start: usize| local.spans.iter().any(|(span, _)| span.start == start);
            target
                .words
                .iter()
                .any(|w| Some(w.document.as_str()) == document && here(w.start))
        };
        let bears = |c: &Cluster<'_>| c.locals.iter().any(|l| locals.get(*l).is_some_and(mentions));
        found.iter().position(bears)
    })
}

/// Gives people the names that somebody has ruled, so that what they say and do is told under these.
pub(super) fn names(rows: &mut [PersonRow], rulings: &Rulings<'_>) {
    for ruling in rulings.standing() {
        let name = ruling.value.as_str();
        let (Verb::Correct, Some("name"), Some(name)) = (ruling.verb, ruling.field.as_deref(), name) else {
            continue;
        };
        for target in ruling.targets.iter().filter(|t| t.list == LIST) {
            let row = rows.iter_mut().find(|r| {
                let rests = |e| target.words.iter().any(|w| w.rests_on(e));
                r.id == target.row || r.evidence.iter().any(rests)
            });
            if let Some(row) = row {
                name.clone_into(&mut row.name);
            }
        }
    }
}
