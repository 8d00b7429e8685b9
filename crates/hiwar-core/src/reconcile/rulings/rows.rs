//! What is said of single rows: accepted, rejected, corrected, annotated.

use super::fits::corrected;
use super::{orphaned, outcome};
use crate::model::{Evidence, Fate, Outcome, Ruling, Target, Verb};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// A row of a list, as far as rulings look into it.
pub(crate) trait Row: Serialize + DeserializeOwned {
    /// The list, as `hiwar show` calls it.
    const LIST: &'static str;
    fn id(&self) -> &str;
    fn evidence(&self) -> &[Evidence];
}

macro_rules! rows {
    ($($row:ident $list:literal),* $(,)?) => {
        $(impl Row for crate::model::$row {
            const LIST: &'static str = $list;
            fn id(&self) -> &str { &self.id }
            fn evidence(&self) -> &[Evidence] { &self.evidence }
        })*
    };
}

rows!(
    CommitmentRow "commitments",
    ConflictRow "conflicts",
    DialogueRow "dialogue",
    DocumentRow "documents",
    EventRow "events",
    FigureRow "figures",
    GapRow "gaps",
    OriginRow "origins",
    PersonRow "people",
    RoundRow "rounds",
    StatementRow "statements",
    TimelineRow "timeline",
);

/// Applies the rulings about one row, the earliest first; gives what became of each, and whether the row is wrong.
pub(super) fn rule<R: Row>(row: &mut R, rulings: &[(&Ruling, &Target)]) -> (Vec<Outcome>, bool) {
    let id = row.id().to_owned();
    // Of two that rule the same the later counts.
    let mut last: BTreeMap<Subject<'_>, &Ruling> = BTreeMap::new();
    for (i, (ruling, _)) in rulings.iter().enumerate() {
        last.insert(subject(ruling, i), ruling);
    }
    let reject = last
        .get(&Subject::Standing)
        .copied()
        .filter(|r| r.verb == Verb::Reject && R::LIST != "documents");
    let mut outcomes = Vec::new();
    for (i, (ruling, target)) in rulings.iter().enumerate() {
        let later = last.get(&subject(ruling, i)).copied();
        let later = later.filter(|l| (&l.verb, &l.value) != (&ruling.verb, &ruling.value));
        // Nothing is left to be corrected of a row that is wrong.
        let overruled = later.or(reject.filter(|_| ruling.verb == Verb::Correct));
        let told = match (overruled, ruling.verb) {
            (Some(other), _) => Outcome {
                other: Some(other.id.clone()),
                ..outcome(ruling, Fate::Contradicted, target)
            },
            (None, Verb::Correct) => correct(row, ruling, target),
            (None, Verb::Reject) if R::LIST == "documents" => {
                orphaned(ruling, target, "a report is taken out with `hiwar remove`")
            }
            _ => outcome(ruling, Fate::Applied, target),
        };
        outcomes.push(Outcome {
            row: Some(id.clone()),
            ..told
        });
    }
    (outcomes, reject.is_some())
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

fn correct<R: Row>(row: &mut R, ruling: &Ruling, target: &Target) -> Outcome {
    let field = ruling.field.as_deref().unwrap_or_default();
    match corrected(R::LIST, row, field, &ruling.value) {
        Ok((new, was)) => {
            *row = new;
            Outcome {
                was: Some(was),
                ..outcome(ruling, Fate::Applied, target)
            }
        }
        Err(why) => orphaned(ruling, target, &why),
    }
}
