//! The ledger: each undertaking once, with what later reports say became of it.

mod bearing;

use super::archive::{Archive, Doc, id, tidy};
use super::dialogues::Dialogues;
use super::rounds::Rounds;
use super::when::When;
use super::words::{Index, Keys};
use crate::model::{Annotation, Commitment, CommitmentRow, Evidence, Progress, Step};
use bearing::{Bearings, Question};

/// One undertaking.
pub(crate) struct Undertaking<'a> {
    /// Document and mention, earliest report first.
    pub(crate) made: Vec<(usize, &'a Annotation<Commitment>)>,
    words: &'a Keys,
    due: Option<When>,
}

/// How alike the actions of one undertaking in two reports are.
const ALIKE: f64 = 0.6;

/// Groups the commitments of all documents.
pub(crate) fn of<'a>(archive: &Archive<'a>) -> Vec<Undertaking<'a>> {
    let mut order: Vec<(usize, &'a Annotation<Commitment>, &'a Keys)> = Vec::new();
    for (at, doc) in archive.docs.iter().enumerate() {
        let made = doc.found.commitments.iter().zip(&doc.reading.commitments);
        order.extend(made.map(|(c, words)| (at, c, words)));
    }
    let day = |at: usize| archive.docs.get(at).and_then(|d| d.published).map(|w| w.first);
    order.sort_by_key(|(at, c, _)| (day(*at).is_none(), day(*at), *at, c.span));
    let mut found: Vec<Undertaking<'a>> = Vec::new();
    let mut index = Index::default();
    for (at, one, words) in order {
        let due = one.value.due.as_deref().and_then(When::parse);
        let candidates = index.candidates(words.iter());
        let slot = candidates.into_iter().map(|(i, _)| i).find(|i| {
            found.get(*i).is_some_and(|u| {
                let dues = u.due.is_none()
                    || due.is_none()
                    || matches!((u.due, due), (Some(a), Some(b)) if a.overlaps(b));
                dues && u.same_side(&one.value)
                    && u.words.containment(words) >= ALIKE
                    && words.len().min(u.words.len()) > 2
            })
        });
        let slot = slot.unwrap_or_else(|| {
            found.push(Undertaking {
                made: Vec::new(),
                words,
                due: None,
            });
            found.len() - 1
        });
        index.add(words.iter(), slot);
        if let Some(u) = found.get_mut(slot) {
            u.due = u.due.or(due);
            u.made.push((at, one));
        }
    }
    found
}

impl Undertaking<'_> {
    fn same_side(&self, other: &Commitment) -> bool {
        let own = self.made.first().map(|(_, c)| &c.value.by);
        own.is_none_or(|by| by.is_empty() || other.by.is_empty() || by.iter().any(|p| other.by.contains(p)))
    }
}

/// The rows, in the order in which they were made.
pub(crate) fn rows(
    all: &[Undertaking<'_>],
    archive: &Archive<'_>,
    dialogues: &Dialogues,
    rounds: &Rounds,
) -> Vec<CommitmentRow> {
    let bearings = Bearings::of(archive);
    all.iter()
        .filter_map(|u| row(u, archive, dialogues, rounds, &bearings))
        .collect()
}

fn row(
    one: &Undertaking<'_>,
    archive: &Archive<'_>,
    dialogues: &Dialogues,
    rounds: &Rounds,
    bearings: &Bearings<'_>,
) -> Option<CommitmentRow> {
    let (at, lead) = *one.made.first()?;
    let doc = archive.docs.get(at)?;
    let value = &lead.value;
    let docs: Vec<&Doc<'_>> = one
        .made
        .iter()
        .filter_map(|(d, _)| archive.docs.get(*d))
        .collect();
    let evidence: Vec<Evidence> = one
        .made
        .iter()
        .filter_map(|(d, c)| Some(archive.docs.get(*d)?.evidence(c.span, &c.rule)))
        .collect();
    let made = doc
        .published_value()
        .map(|d| d.split('T').next().unwrap_or("").to_owned());
    let own: Vec<usize> = one.made.iter().map(|(d, _)| *d).collect();
    let asked = Question {
        words: one.words,
        due: one.due,
        own: &own,
        made: doc.published,
        dialogue: dialogues.main(at),
    };
    let later = bearings.about(&asked, dialogues, archive);
    let status = status(
        &later,
        one.due,
        doc.published,
        dialogues.main(at),
        dialogues,
        archive,
    );
    let mut history: Vec<Step> = vec![Step {
        date: made.clone(),
        status: Progress::Announced,
        evidence: tidy(evidence.clone()),
    }];
    history.extend(later);
    let due = one.due.and_then(When::value).or_else(|| value.due.clone());
    let round = rounds.around(at, doc.published).map(|r| r.id.clone());
    let place = lead.span.start.to_string();
    Some(CommitmentRow {
        id: id(
            "commitment",
            &[doc.document.source.sha256.as_str(), doc.id, &place],
        ),
        by: value.by.clone(),
        to: value.to.clone(),
        action: value.action.of(doc.text).to_owned(),
        due,
        condition: value.condition.map(|c| c.of(doc.text).to_owned()),
        made,
        round,
        force: docs
            .iter()
            .zip(&one.made)
            .map(|(_, (_, c))| c.value.force)
            .min()
            .unwrap_or(value.force),
        status,
        history,
        evidence: tidy(evidence),
    })
}

/// What the last report that bears on it says; else by the archive's last day, never the clock: overdue where the day has
/// passed; `no_evidence` where later reports of the same talks are silent; else still announced.
fn status(
    later: &[Step],
    due: Option<When>,
    made: Option<When>,
    dialogue: Option<usize>,
    dialogues: &Dialogues,
    archive: &Archive<'_>,
) -> Progress {
    let settled = |s: &&Step| {
        matches!(
            s.status,
            Progress::Done | Progress::NotDone | Progress::Superseded
        )
    };
    if let Some(step) = later.iter().rev().find(settled).or(later.last()) {
        return step.status;
    }
    if let (Some(due), Some(latest)) = (due, archive.latest)
        && due.last < latest
    {
        return Progress::Overdue;
    }
    let Some(made) = made else {
        return Progress::Announced;
    };
    let docs = dialogue.and_then(|d| dialogues.list.get(d)).map(|d| &d.docs);
    let mut after = docs
        .into_iter()
        .flatten()
        .filter_map(|d| archive.docs.get(*d)?.published);
    if after.any(|w| w.first > made.widened(SOON).last) {
        Progress::NoEvidence
    } else {
        Progress::Announced
    }
}

/// Days within which nobody expects to hear what became of an undertaking.
const SOON: i32 = 14;
