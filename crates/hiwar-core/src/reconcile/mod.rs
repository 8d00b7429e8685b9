//! From what each report says to what they tell together.
//!
//! One file a concern; none knows how the reports were annotated. Documents are sorted first, so that their order does not
//! matter; ids are made of content; whatever is compared is found through an index, never everything with everything.

mod archive;
mod commitments;
mod conflicts;
mod dates;
mod dialogues;
mod events;
mod figures;
mod gaps;
mod names;
mod origins;
mod people;
mod reading;
mod rounds;
mod rulings;
mod statements;
mod timeline;
mod tongues;
mod when;
mod words;

use crate::lang::Knowledge;
use crate::model::{Annotations, Document, DocumentRow, EventRow, Published, Record, Ruling};
use archive::{Archive, tidy};
use dialogues::Dialogues;
use origins::Origins;
use people::People;
pub use reading::Reading;
use rounds::Rounds;
use rulings::Rulings;
pub use rulings::named;
use statements::Statements;

/// Publication dates that the reports give each other: for each document, in order, a date that its own text leaves
/// open and the others of the same talks settle; `None` where there is nothing to add. The pipeline annotates such a
/// document again with the date as [`crate::annotate::Hints::inferred`]. `readings` are those of the documents, in order.
pub fn publication_dates(
    documents: &[(Document, Annotations)],
    readings: &[Reading],
    knowledge: &Knowledge,
) -> Vec<Option<Published>> {
    dates::settle(documents, readings, knowledge)
}

/// Builds the record of many annotated documents. Deterministic: the order of the documents does not matter. `readings` are
/// those of the documents, in the same order; `rulings` are what people have decided, in any order.
pub fn reconcile(
    documents: &[(Document, Annotations)],
    readings: &[Reading],
    rulings: &[Ruling],
    knowledge: &Knowledge,
) -> Record {
    let told = tongues::told(documents, knowledge);
    let archive = Archive::new(documents, readings, &told, knowledge);
    let mut rulings = Rulings::of(rulings, &archive);
    let origins = Origins::of(&archive);
    let people = People::of(&archive, &mut rulings);
    let dialogues = Dialogues::of(&archive, &origins);
    let mut rounds = Rounds::of(&archive, &dialogues, &people);
    rulings.correct(&mut rounds.rows);
    let statements = Statements::of(&archive, &people);
    let figures = figures::of(&archive);
    let happenings = events::of(&archive, &people, &rounds);

    let undertakings = commitments::of(&archive);
    let mut commitments = commitments::rows(&undertakings, &archive, &dialogues, &rounds);
    rulings.settle(&mut commitments);
    let conflicts = conflicts::of(&archive, &dialogues, &rounds, &figures, &happenings);
    let gaps = gaps::of(
        &archive,
        &dialogues,
        &rounds,
        &commitments,
        &statements.said,
        &people,
    );
    let events = events_of(&happenings, &archive, &mut rulings);
    let rows = dialogues.rows(&archive, &origins, &rounds.rows);
    let timeline = timeline::of(&archive, &dialogues, &rows, &rounds, &events, &commitments);
    let mut record = Record {
        documents: documents_of(&archive, &origins),
        dialogues: rows,
        statements: statements.rows(&archive, &people, &rounds),
        figures: figures::rows(&figures, &archive),
        events: events.into_iter().map(|(row, _)| row).collect(),
        commitments,
        conflicts,
        gaps,
        timeline,
        people: people.rows,
        rounds: rounds.rows,
        origins: origins.rows,
        outcomes: Vec::new(),
    };
    settle(&mut record, &mut rulings);
    record.outcomes = rulings.outcomes();
    record
}

/// Applies what was ruled of the lists that nothing else is made of.
fn settle(record: &mut Record, rulings: &mut Rulings<'_>) {
    rulings.settle(&mut record.documents);
    rulings.settle(&mut record.statements);
    rulings.settle(&mut record.figures);
    rulings.settle(&mut record.conflicts);
    rulings.settle(&mut record.gaps);
    rulings.settle(&mut record.timeline);
    rulings.settle(&mut record.origins);
    rulings.drop_rejected(&mut record.people);
    let talks = rulings.settle(&mut record.dialogues);
    let rounds = rulings.drop_rejected(&mut record.rounds);
    if !talks.is_empty() || !rounds.is_empty() {
        rulings::follow(record, &talks, rounds);
    }
}

/// The events as they are told and ruled, by their dates.
fn events_of<'h, 'a>(
    happenings: &'h [events::Happening<'a>],
    archive: &Archive<'_>,
    rulings: &mut Rulings<'_>,
) -> Vec<(EventRow, &'h events::Happening<'a>)> {
    let mut events: Vec<_> = happenings.iter().map(|h| (h.row(archive), h)).collect();
    events.sort_by(|(a, x), (b, y)| {
        let when = |h: &events::Happening<'_>| (h.when().is_none(), h.when());
        (when(x), &a.evidence).cmp(&(when(y), &b.evidence))
    });
    rulings.correct(events.iter_mut().map(|(row, _)| row));
    events.retain(|(row, _)| rulings.keeps(row));
    events
}

fn documents_of(archive: &Archive<'_>, origins: &Origins) -> Vec<DocumentRow> {
    let row = |(i, doc): (usize, &archive::Doc<'_>)| {
        let published = &doc.found.published;
        let title = doc.document.title.clone();
        let origin = origins
            .origin
            .get(i)
            .copied()
            .flatten()
            .and_then(|o| archive.docs.get(o));
        let evidence = published
            .evidence
            .iter()
            .map(|s| doc.evidence(*s, "documents/published"));
        DocumentRow {
            id: doc.id.to_owned(),
            title: title.or_else(|| doc.found.title.map(|t| t.of(doc.text).to_owned())),
            outlet: origins::outlet(doc),
            published: doc.found.published.date.clone().or_else(|| doc.published_value()),
            basis: published.basis,
            earliest: doc.published.map(|w| w.first),
            latest: doc.published.map(|w| w.last),
            lang: if doc.found.lang.is_empty() {
                doc.document.lang.clone()
            } else {
                doc.found.lang.clone()
            },
            origin: origin.map(|o| o.id.to_owned()),
            evidence: tidy(evidence.collect()),
        }
    };
    archive.docs.iter().enumerate().map(row).collect()
}
