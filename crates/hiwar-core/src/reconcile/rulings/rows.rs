//! What is said of single rows: accepted, rejected, corrected, annotated.

use super::outcome;
use crate::model::{Evidence, FIXED, Fate, Outcome, Record, Ruling, Target, Verb};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeMap;

/// A row of a list, as far as rulings look into it.
trait Row: Serialize + DeserializeOwned {
    fn id(&self) -> &str;
    fn evidence(&self) -> &[Evidence];
}

macro_rules! rows {
    ($($row:ident),* $(,)?) => {
        $(impl Row for crate::model::$row {
            fn id(&self) -> &str { &self.id }
            fn evidence(&self) -> &[Evidence] { &self.evidence }
        })*
    };
}

rows!(
    CommitmentRow,
    ConflictRow,
    DialogueRow,
    DocumentRow,
    EventRow,
    FigureRow,
    GapRow,
    OriginRow,
    PersonRow,
    RoundRow,
    StatementRow,
    TimelineRow,
);

/// Applies the rulings about one row, the earliest first.
pub(super) fn rule(record: &mut Record, list: &str, rulings: &[(&Ruling, &Target)]) -> Vec<Outcome> {
    match list {
        "commitments" => of_list(&mut record.commitments, rulings),
        "conflicts" => of_list(&mut record.conflicts, rulings),
        "dialogue" => of_list(&mut record.dialogues, rulings),
        "documents" => of_list(&mut record.documents, rulings),
        "events" => of_list(&mut record.events, rulings),
        "figures" => of_list(&mut record.figures, rulings),
        "gaps" => of_list(&mut record.gaps, rulings),
        "origins" => of_list(&mut record.origins, rulings),
        "people" => of_list(&mut record.people, rulings),
        "rounds" => of_list(&mut record.rounds, rulings),
        "statements" => of_list(&mut record.statements, rulings),
        "timeline" => of_list(&mut record.timeline, rulings),
        _ => rulings
            .iter()
            .map(|(r, t)| outcome(r, Fate::Orphaned, Some(t), None))
            .collect(),
    }
}

fn of_list<R: Row>(list: &mut Vec<R>, rulings: &[(&Ruling, &Target)]) -> Vec<Outcome> {
    let at = rulings.iter().find_map(|(_, target)| place(list, target));
    let Some(row) = at.and_then(|at| list.get_mut(at)) else {
        return rulings
            .iter()
            .map(|(r, t)| outcome(r, Fate::Orphaned, Some(t), None))
            .collect();
    };
    let id = row.id().to_owned();
    // Of two that rule the same the later counts.
    let mut last: BTreeMap<Subject<'_>, usize> = BTreeMap::new();
    for (i, (ruling, _)) in rulings.iter().enumerate() {
        last.insert(subject(ruling, i), i);
    }
    let mut rejected = false;
    let mut outcomes = Vec::new();
    for (i, (ruling, target)) in rulings.iter().enumerate() {
        let overruled = last
            .get(&subject(ruling, i))
            .and_then(|l| rulings.get(*l))
            .filter(|(later, _)| (&later.verb, &later.value) != (&ruling.verb, &ruling.value));
        let fate = match (overruled, ruling.verb) {
            (Some(_), _) => Fate::Contradicted,
            (None, Verb::Correct) => match corrected(row, ruling) {
                Some(new) => {
                    *row = new;
                    Fate::Applied
                }
                None => Fate::Orphaned,
            },
            (None, verb) => {
                rejected |= verb == Verb::Reject;
                Fate::Applied
            }
        };
        outcomes.push(outcome(ruling, fate, Some(target), Some(&id)));
    }
    if rejected && let Some(at) = at {
        list.remove(at);
    }
    outcomes
}

/// What a ruling decides about its row: whether it is right, a field of it, or nothing that another could overrule.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Subject<'r> {
    Standing,
    Field(&'r str),
    Note(usize),
}

fn subject<'r>(ruling: &'r Ruling, at: usize) -> Subject<'r> {
    match (ruling.verb, ruling.field.as_deref()) {
        (Verb::Accept | Verb::Reject, _) => Subject::Standing,
        (Verb::Correct, Some(field)) => Subject::Field(field),
        _ => Subject::Note(at),
    }
}

/// Where a target's row is: by its id, else by its words.
fn place<R: Row>(list: &[R], target: &Target) -> Option<usize> {
    let by_id = list.iter().position(|row| row.id() == target.row);
    by_id.or_else(|| {
        let rests = |e: &Evidence| target.words.iter().any(|w| w.rests_on(e));
        list.iter().position(|row| row.evidence().iter().any(rests))
    })
}

/// The row with the field's new value; `None` where it has no such field or the value does not fit.
fn corrected<R: Row>(row: &R, ruling: &Ruling) -> Option<R> {
    let mut value = serde_json::to_value(row).ok()?;
    let field = ruling.field.as_deref().filter(|f| !FIXED.contains(f))?;
    let slot: &mut Value = value.get_mut(field)?;
    *slot = ruling.value.clone();
    serde_json::from_value(value).ok()
}
