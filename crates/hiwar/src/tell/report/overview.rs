//! The first screen: each series of talks, and what is known, disputed and missing of it.

use super::dates::When;
use super::links::{Cites, Links, row_anchor};
use super::rows::Round;
use super::ruled::At;
use hiwar_core::model::{Annotations, DialogueRow, Document, Record};
use std::collections::{BTreeMap, BTreeSet};

/// A series of talks.
pub struct Dialogue {
    /// `dialogue-<id>`.
    pub id: String,
    /// Its own address, where it has one.
    pub at: Option<At>,
    /// Its name.
    pub name: String,
    /// Its parties.
    pub parties: Vec<String>,
    /// Its framework agreement, with the year.
    pub framework: Option<(String, Option<i16>)>,
    /// First and last day that anything of it is dated.
    pub first: When,
    /// See `first`; unknown where it is the same day.
    pub last: When,
    /// Subjects, commonest first.
    pub tracks: Vec<String>,
    /// How many reports are about it.
    pub reports: usize,
    /// How many of them are independent.
    pub origins: usize,
    /// Its rounds, gaps among them.
    pub rounds: Vec<Round>,
    /// Links.
    pub cites: Cites,
}

/// Every series of talks, the most reported first. Rounds of no known series come in a nameless one at the end.
pub fn dialogues(record: &Record, mut rounds: BTreeMap<String, Vec<Round>>, links: &Links) -> Vec<Dialogue> {
    let mut rows: Vec<&DialogueRow> = record.dialogues.iter().collect();
    rows.sort_by_key(|row| (std::cmp::Reverse(row.reports), row.id.clone()));
    let mut out: Vec<Dialogue> = Vec::new();
    for row in rows {
        out.push(dialogue(row, rounds.remove(&row.id).unwrap_or_default(), links));
    }
    let stray: Vec<Round> = rounds.into_values().flatten().collect();
    if !stray.is_empty() {
        out.push(dialogue(&DialogueRow::default(), stray, links));
    }
    out
}

fn dialogue(row: &DialogueRow, rounds: Vec<Round>, links: &Links) -> Dialogue {
    Dialogue {
        id: row_anchor("dialogue", &row.id),
        at: links.address("dialogue", &row.id),
        name: row.name.clone(),
        parties: row.parties.clone(),
        framework: row
            .framework
            .as_ref()
            .map(|framework| (framework.name.clone(), framework.year)),
        first: When::iso(row.first.as_ref()),
        last: When::iso(row.last.as_ref().filter(|last| Some(*last) != row.first.as_ref())),
        tracks: row.tracks.clone(),
        reports: row.reports,
        origins: row.origins,
        rounds,
        cites: links.cites(&row.evidence),
    }
}

/// How many of everything.
pub struct Counts {
    /// Reports on this page.
    pub reports: usize,
    /// Reports that are no copy of another one.
    pub origins: usize,
    /// Outlets.
    pub outlets: usize,
    /// Rounds that somebody reports or announces.
    pub rounds: usize,
    /// The rest, by section.
    pub people: usize,
    /// See `people`.
    pub statements: usize,
    /// See `people`.
    pub figures: usize,
    /// See `people`.
    pub events: usize,
    /// See `people`.
    pub commitments: usize,
    /// See `people`.
    pub conflicts: usize,
    /// See `people`.
    pub gaps: usize,
    /// See `people`.
    pub timeline: usize,
}

/// Counts what the record holds.
pub fn counts(record: &Record, documents: &[(Document, Annotations)], links: &Links) -> Counts {
    let outlets: BTreeSet<&str> = documents
        .iter()
        .map(|(document, _)| links.outlet(&document.id))
        .filter(|outlet| !outlet.is_empty())
        .collect();
    let copies = record.documents.iter().filter(|row| row.origin.is_some()).count();
    let gap = |row: &&hiwar_core::model::RoundRow| row.status == hiwar_core::model::RoundStatus::Gap;
    Counts {
        reports: documents.len(),
        origins: documents.len().saturating_sub(copies),
        outlets: outlets.len(),
        rounds: record.rounds.len() - record.rounds.iter().filter(gap).count(),
        people: record.people.len(),
        statements: record.statements.len(),
        figures: record.figures.len(),
        events: record.events.len(),
        commitments: record.commitments.len(),
        conflicts: record.conflicts.len(),
        gaps: record.gaps.len(),
        timeline: record.timeline.len(),
    }
}
