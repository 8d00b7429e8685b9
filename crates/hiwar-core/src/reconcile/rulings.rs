//! Rulings replayed, in the order in which they were made; where two say otherwise the later counts. People are merged and
//! split while they are put together (`people/ruled.rs`), so that statements and events follow; what is said of a row is
//! applied to the row as soon as it is made, so that the timeline and the gaps follow.

mod fits;
mod follow;
mod rows;
mod sought;

use super::archive::{Archive, id};
use crate::model::{Fate, Outcome, Ruling, Target, Verb};
pub(super) use follow::follow;
use jiff::Timestamp;
pub(crate) use rows::Row;
pub(crate) use sought::{Sought, most};
use std::collections::{BTreeMap, BTreeSet};

/// A ruling with the id that its content makes: the same ruling has the same id in every record.
///
/// ```
/// use hiwar_core::model::{Ruling, Verb};
/// use hiwar_core::reconcile::named;
/// let ruling = Ruling {
///     id: String::new(),
///     at: "2026-11-27T10:00:00Z".to_owned(),
///     by: "هناء".to_owned(),
///     verb: Verb::Accept,
///     targets: Vec::new(),
///     field: None,
///     value: Default::default(),
///     because: None,
/// };
/// assert!(named(ruling.clone()).id.starts_with("ruling-"));
/// assert_eq!(named(named(ruling.clone())), named(ruling));
/// ```
#[must_use]
pub fn named(ruling: Ruling) -> Ruling {
    let rows: Vec<&str> = ruling.targets.iter().map(|t| t.row.as_str()).collect();
    let parts = [
        format!("{:?}", ruling.verb),
        ruling.at.clone(),
        ruling.by.clone(),
        rows.join(" "),
        ruling.field.clone().unwrap_or_default(),
        ruling.value.to_string(),
    ];
    Ruling {
        id: id("ruling", &parts),
        ..ruling
    }
}

/// A ruling that counts, with the places that its rows' words have now.
#[derive(Clone)]
pub(crate) struct Standing<'r> {
    pub(crate) ruling: &'r Ruling,
    pub(crate) targets: Vec<Sought<'r>>,
}

/// The rulings of a record, and what became of each.
pub(crate) struct Rulings<'r> {
    /// Those that count, in the order in which they were made.
    standing: Vec<Standing<'r>>,
    outcomes: Vec<Outcome>,
    /// Rows that are wrong: list and id.
    rejected: BTreeSet<(&'static str, String)>,
    /// Place of each ruling in the order in which they were made.
    order: BTreeMap<&'r str, usize>,
}

impl<'r> Rulings<'r> {
    /// Puts rulings in order, takes out those that others undo, and looks up the words of the rest.
    pub(crate) fn of(rulings: &'r [Ruling], archive: &Archive<'_>) -> Self {
        let mut all: Vec<&Ruling> = rulings.iter().collect();
        all.sort_by_key(|r| (r.at.parse::<Timestamp>().ok(), &r.at, &r.id));
        let undone = undone(&all);
        let order: BTreeMap<&str, usize> = all.iter().enumerate().map(|(i, r)| (r.id.as_str(), i)).collect();
        let mut this = Self {
            standing: Vec::new(),
            outcomes: Vec::new(),
            rejected: BTreeSet::new(),
            order,
        };
        for one in all {
            match (undone.get(one.id.as_str()), one.verb) {
                (Some(undo), _) => {
                    for target in &one.targets {
                        let overruled = Some(undo.id.clone());
                        this.tell(Outcome {
                            other: overruled,
                            ..outcome(one, Fate::Undone, target)
                        });
                    }
                }
                (None, Verb::Undo) => {
                    for target in &one.targets {
                        let told = match this.order.contains_key(target.row.as_str()) {
                            true => outcome(one, Fate::Applied, target),
                            false => orphaned(one, target, "there is no such ruling here"),
                        };
                        this.tell(told);
                    }
                }
                _ => this.standing.push(Standing {
                    ruling: one,
                    targets: one.targets.iter().map(|t| Sought::of(t, archive)).collect(),
                }),
            }
        }
        this
    }

    /// Those that merge and split, in the order in which they were made.
    pub(crate) fn of_clusters(&self) -> Vec<Standing<'r>> {
        let of = |s: &&Standing<'_>| matches!(s.ruling.verb, Verb::Merge | Verb::Split);
        self.standing.iter().filter(of).cloned().collect()
    }

    /// Notes what became of a ruling.
    pub(crate) fn tell(&mut self, outcome: Outcome) {
        self.outcomes.push(outcome);
    }

    /// Applies what is said of single rows. Those that are rejected stay where they are, since others may count by their
    /// places; [`Self::keeps`] tells them.
    pub(crate) fn correct<'x, R: Row + 'x>(&mut self, rows: impl IntoIterator<Item = &'x mut R>) {
        let of_list = |s: &'_ Standing<'r>| {
            let (ruling, of_cluster) = (s.ruling, matches!(s.ruling.verb, Verb::Merge | Verb::Split));
            let targets = s
                .targets
                .iter()
                .filter(move |t| !of_cluster && t.target.list == R::LIST);
            targets.map(|t| (ruling, t.clone())).collect::<Vec<_>>()
        };
        let said: Vec<(&Ruling, Sought<'r>)> = self.standing.iter().flat_map(of_list).collect();
        if said.is_empty() {
            return;
        }
        let mut rows: Vec<&mut R> = rows.into_iter().collect();
        let places = sought::places(&rows, said.iter().map(|(_, t)| t));
        let mut of: BTreeMap<usize, Vec<(&Ruling, &Target)>> = BTreeMap::new();
        for ((ruling, sought), at) in said.iter().zip(places) {
            match at {
                Some(at) => of.entry(at).or_default().push((ruling, sought.target)),
                None => self.tell(orphaned(ruling, sought.target, "its row is no longer there")),
            }
        }
        for (at, rulings) in of {
            if let Some(row) = rows.get_mut(at) {
                let (outcomes, rejected) = rows::rule(*row, &rulings);
                self.outcomes.extend(outcomes);
                if rejected {
                    self.rejected.insert((R::LIST, row.id().to_owned()));
                }
            }
        }
    }

    /// Whether a row stays in its list.
    pub(crate) fn keeps<R: Row>(&self, row: &R) -> bool {
        self.rejected.is_empty() || !self.rejected.contains(&(R::LIST, row.id().to_owned()))
    }

    /// Applies what is said of single rows, and gives those that leave the list.
    pub(crate) fn settle<R: Row>(&mut self, list: &mut Vec<R>) -> Vec<R> {
        self.correct(list.iter_mut());
        self.drop_rejected(list)
    }

    /// Takes out of a list what was rejected.
    pub(crate) fn drop_rejected<R: Row>(&self, list: &mut Vec<R>) -> Vec<R> {
        list.extract_if(.., |row| !self.keeps(row)).collect()
    }

    /// What became of every ruling, in the order in which they were made.
    pub(crate) fn outcomes(mut self) -> Vec<Outcome> {
        let told: BTreeSet<(String, String)> = self
            .outcomes
            .iter()
            .map(|o| (o.ruling.clone(), o.list.clone()))
            .collect();
        for Standing { ruling, targets } in &self.standing {
            let untold = |t: &&Sought<'_>| !told.contains(&(ruling.id.clone(), t.target.list.clone()));
            for sought in targets.iter().filter(untold) {
                self.outcomes
                    .push(orphaned(ruling, sought.target, "there is no such list"));
            }
        }
        let order = self.order;
        self.outcomes
            .sort_by_key(|o| order.get(o.ruling.as_str()).copied());
        self.outcomes
    }
}

/// The rulings that do not count any more, with the one that undid each. The last undo first: it may undo an undo.
fn undone<'r>(all: &[&'r Ruling]) -> BTreeMap<&'r str, &'r Ruling> {
    let mut undone: BTreeMap<&str, &Ruling> = BTreeMap::new();
    for undo in all.iter().rev().filter(|r| r.verb == Verb::Undo) {
        if !undone.contains_key(undo.id.as_str()) {
            undone.extend(undo.targets.iter().map(|t| (t.row.as_str(), *undo)));
        }
    }
    undone
}

/// What became of a ruling about a target, with no row yet.
pub(crate) fn outcome(ruling: &Ruling, fate: Fate, target: &Target) -> Outcome {
    Outcome {
        ruling: ruling.id.clone(),
        fate,
        list: target.list.clone(),
        row: None,
        why: None,
        other: None,
        was: None,
    }
}

/// A ruling that changes nothing.
pub(crate) fn orphaned(ruling: &Ruling, target: &Target, why: &str) -> Outcome {
    Outcome {
        why: Some(why.to_owned()),
        ..outcome(ruling, Fate::Orphaned, target)
    }
}
