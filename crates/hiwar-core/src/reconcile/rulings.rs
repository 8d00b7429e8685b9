//! Rulings replayed, in the order in which they were made; where two say otherwise the later counts. People are merged and
//! split while they are put together (`people/ruled.rs`), so that statements and events follow; what is said of a row is
//! applied to the row.

mod rows;

use super::archive::id;
use crate::model::{Fate, Outcome, Record, Ruling, Target, Verb};
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

/// The rulings of a record, and what became of each.
pub(crate) struct Rulings<'r> {
    /// Those that count, in the order in which they were made.
    standing: Vec<&'r Ruling>,
    outcomes: Vec<Outcome>,
}

impl<'r> Rulings<'r> {
    /// Puts rulings in order and takes out those that others undo.
    pub(crate) fn of(rulings: &'r [Ruling]) -> Self {
        let mut standing: Vec<&Ruling> = rulings.iter().collect();
        standing.sort_by_key(|r| (&r.at, &r.id));
        let mut outcomes = Vec::new();
        // The last undo first: it may undo an undo.
        let mut undone: BTreeSet<&str> = BTreeSet::new();
        for undo in standing.iter().rev().filter(|r| r.verb == Verb::Undo) {
            if !undone.contains(undo.id.as_str()) {
                undone.extend(undo.targets.iter().map(|t| t.row.as_str()));
            }
        }
        let known = |id: &str| rulings.iter().any(|r| r.id == id);
        for one in &standing {
            let fate = match one.verb {
                _ if undone.contains(one.id.as_str()) => Fate::Undone,
                Verb::Undo if one.targets.iter().any(|t| known(&t.row)) => Fate::Applied,
                Verb::Undo => Fate::Orphaned,
                _ => continue,
            };
            outcomes.push(outcome(one, fate, one.targets.first(), None));
        }
        standing.retain(|r| r.verb != Verb::Undo && !undone.contains(r.id.as_str()));
        Self { standing, outcomes }
    }

    /// Those that count, in the order in which they were made.
    pub(crate) fn standing(&self) -> Vec<&'r Ruling> {
        self.standing.clone()
    }

    /// Notes what became of a ruling.
    pub(crate) fn tell(&mut self, ruling: &Ruling, fate: Fate, target: Option<&Target>, row: Option<&str>) {
        self.outcomes.push(outcome(ruling, fate, target, row));
    }

    /// Applies what is said of single rows; gives what became of every ruling, in the order in which they were made.
    pub(crate) fn apply(mut self, record: &mut Record) -> Vec<Outcome> {
        let rest = self.standing();
        let mut said: BTreeMap<(&str, &str), Vec<(&Ruling, &Target)>> = BTreeMap::new();
        for ruling in rest
            .iter()
            .filter(|r| !matches!(r.verb, Verb::Merge | Verb::Split))
        {
            for target in &ruling.targets {
                said.entry((&target.list, &target.row))
                    .or_default()
                    .push((ruling, target));
            }
        }
        for ((list, _), rulings) in said {
            let outcomes = rows::rule(record, list, &rulings);
            self.outcomes.extend(outcomes);
        }
        let order: BTreeMap<&str, usize> = rest.iter().enumerate().map(|(i, r)| (r.id.as_str(), i)).collect();
        self.outcomes
            .sort_by_key(|o| (order.get(o.ruling.as_str()).copied(), o.ruling.clone()));
        self.outcomes
    }
}

fn outcome(ruling: &Ruling, fate: Fate, target: Option<&Target>, row: Option<&str>) -> Outcome {
    Outcome {
        ruling: ruling.id.clone(),
        fate,
        list: target.map_or_else(String::new, |t| t.list.clone()),
        row: row.map(str::to_owned),
    }
}
