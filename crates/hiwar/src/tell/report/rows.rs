//! The rows of the record, made ready to be shown: rounds, statements, events, commitments, conflicts, gaps.

use super::dates::When;
use super::links::{Cites, Links, clip, row_anchor};
use super::ruled::At;
use super::strings::{Label, name};
use hiwar_core::model::{
    self, CommitmentRow, ConflictRow, EventRow, GapRow, Record, RoundRow, StatementRow, Step,
};
use std::collections::BTreeMap;

/// A round of talks.
pub struct Round {
    pub id: String,
    /// Where it is shown.
    pub href: String,
    /// Its own address, where it has one.
    pub at: Option<At>,
    pub ordinal: Option<u32>,
    pub status: String,
    pub label: Label,
    pub when: When,
    pub place: Option<String>,
    pub mode: Option<Label>,
    pub last: bool,
    pub tracks: Vec<String>,
    /// Party and head.
    pub heads: Vec<(Option<String>, Option<String>)>,
    pub cites: Cites,
}

impl Round {
    /// Whether nobody reports it.
    pub fn is_gap(&self) -> bool {
        self.status == "gap"
    }
}

/// Rounds by dialogue, in the order of their numbers.
pub fn rounds(record: &Record, links: &Links) -> BTreeMap<String, Vec<Round>> {
    let mut rows: Vec<&RoundRow> = record.rounds.iter().collect();
    rows.sort_by_key(|row| {
        (
            row.ordinal.unwrap_or(u32::MAX),
            row.earliest,
            row.date.clone(),
            row.id.clone(),
        )
    });
    let mut out: BTreeMap<String, Vec<Round>> = BTreeMap::new();
    for row in rows {
        out.entry(row.dialogue.clone())
            .or_default()
            .push(round(row, links));
    }
    out
}

fn round(row: &RoundRow, links: &Links) -> Round {
    let status = name(row.status);
    Round {
        id: row_anchor("rounds", &row.id),
        href: links.row("rounds", &row.id),
        at: links.address("rounds", &row.id),
        ordinal: row.ordinal,
        label: Label::of("round", &status),
        when: When::new(row.date.as_ref(), row.earliest, row.latest),
        status,
        place: row.place.clone(),
        mode: row.mode.map(|mode| Label::of("round", &name(mode))),
        last: row.last,
        tracks: links.few_of(&row.tracks),
        heads: row
            .delegations
            .iter()
            .map(|d| (d.party.clone(), d.head.clone()))
            .collect(),
        cites: links.cites(&row.evidence),
    }
}

/// The round that a row belongs to: where it is shown, and its number.
pub struct InRound {
    pub href: String,
    pub ordinal: Option<u32>,
}

fn in_round(id: Option<&String>, record: &Record, links: &Links) -> Option<InRound> {
    let row = record.rounds.iter().find(|row| Some(&row.id) == id)?;
    Some(InRound {
        href: links.row("rounds", &row.id),
        ordinal: row.ordinal,
    })
}

/// A statement and its way here.
pub struct Statement {
    /// Its own address, where it has one.
    pub at: Option<At>,
    pub content: String,
    pub speaker: Option<String>,
    /// Who passed it on, from the speaker's side to the reader's.
    pub via: Vec<String>,
    /// The outlets that carry it.
    pub outlets: Vec<String>,
    pub form: Label,
    pub kind: String,
    pub said: When,
    pub round: Option<InRound>,
    pub reports: usize,
    pub cites: Cites,
}

/// Statements, as the record orders them.
pub fn statements(record: &Record, links: &Links) -> Vec<Statement> {
    record
        .statements
        .iter()
        .map(|row| statement(row, record, links))
        .collect()
}

fn statement(row: &StatementRow, record: &Record, links: &Links) -> Statement {
    let mut outlets: Vec<String> = Vec::new();
    for id in &row.reports {
        let outlet = links.outlet(id).to_owned();
        if !outlet.is_empty() && !outlets.contains(&outlet) {
            outlets.push(outlet);
        }
    }
    Statement {
        at: links.address("statements", &row.id),
        content: links.room_for(&row.content),
        speaker: row.speaker.clone(),
        via: links.few_of(&row.via),
        outlets: links.few_of(outlets),
        form: Label::of("form", &name(row.kind)),
        kind: name(row.kind),
        said: When::iso(row.said.as_ref()),
        round: in_round(row.round.as_ref(), record, links),
        reports: row.reports.len(),
        cites: links.cites(&row.evidence),
    }
}

/// An event.
pub struct Event {
    /// Its own address, where it has one.
    pub at: Option<At>,
    pub kind: Label,
    pub mode: Option<Label>,
    pub actors: Vec<String>,
    pub recipients: Vec<String>,
    pub when: When,
    pub place: Option<String>,
    pub status: Label,
    pub class: String,
    pub reports: usize,
    /// The words that show it, shortened.
    pub words: String,
    pub cites: Cites,
}

/// Events, by date; the undated last.
pub fn events(record: &Record, links: &Links) -> Vec<Event> {
    let mut rows: Vec<&EventRow> = record.events.iter().collect();
    rows.sort_by_key(|row| {
        (
            row.date.is_none(),
            row.date.as_deref().unwrap_or("").to_owned(),
            row.id.clone(),
        )
    });
    rows.into_iter().map(|row| event(row, links)).collect()
}

fn event(row: &EventRow, links: &Links) -> Event {
    let class = name(row.status);
    Event {
        at: links.address("events", &row.id),
        kind: Label::of("plover", &row.kind),
        mode: row.mode.as_deref().map(|mode| Label::of("mode", mode)),
        actors: links.few_of(&row.actors),
        recipients: links.few_of(&row.recipients),
        when: When::iso(row.date.as_ref()),
        place: row.place.clone(),
        status: Label::of("status", &class),
        class,
        reports: row.reports.len(),
        words: row
            .evidence
            .first()
            .map(|one| clip(links.words(one), 220))
            .unwrap_or_default(),
        cites: links.cites(&row.evidence),
    }
}

/// A line of the ledger.
pub struct Commitment {
    /// Its own address, where it has one.
    pub at: Option<At>,
    pub by: Vec<String>,
    pub to: Vec<String>,
    pub action: String,
    pub due: When,
    pub made: When,
    pub condition: Option<String>,
    pub round: Option<InRound>,
    pub force: Label,
    pub status: Label,
    pub class: String,
    pub history: Vec<(When, Label, String, Cites)>,
    pub cites: Cites,
}

/// The ledger, by due date; what has none comes last.
pub fn commitments(record: &Record, links: &Links) -> Vec<Commitment> {
    let mut rows: Vec<&CommitmentRow> = record.commitments.iter().collect();
    let key = |date: &Option<String>| (date.is_none(), date.clone());
    rows.sort_by_key(|row| (key(&row.due), key(&row.made), row.id.clone()));
    rows.into_iter()
        .map(|row| commitment(row, record, links))
        .collect()
}

fn commitment(row: &CommitmentRow, record: &Record, links: &Links) -> Commitment {
    let step = |step: &Step| {
        let class = name(step.status);
        (
            When::iso(step.date.as_ref()),
            Label::of("progress", &class),
            class,
            links.cites(&step.evidence),
        )
    };
    let class = name(row.status);
    Commitment {
        at: links.address("commitments", &row.id),
        by: links.few_of(&row.by),
        to: links.few_of(&row.to),
        action: links.room_for(&row.action),
        due: When::iso(row.due.as_ref()),
        made: When::iso(row.made.as_ref()),
        condition: row.condition.as_deref().map(|words| links.room_for(words)),
        round: in_round(row.round.as_ref(), record, links),
        force: Label::of("force", &name(row.force)),
        status: Label::of("progress", &class),
        class,
        history: row.history.iter().map(step).collect(),
        cites: links.cites(&row.evidence),
    }
}

/// One side of a disagreement.
pub struct Claim {
    pub value: String,
    /// The words, and the outlet that has them.
    pub words: Vec<(String, String)>,
    pub cites: Cites,
}

/// A disagreement.
pub struct Conflict {
    pub id: String,
    /// Where it is shown.
    pub href: String,
    /// Its own address, where it has one.
    pub at: Option<At>,
    pub subject: String,
    pub property: Label,
    pub kind: Label,
    pub claims: Vec<Claim>,
    /// How many claims there is no room for.
    pub more: usize,
    pub cites: Cites,
}

/// Disagreements, as the record orders them.
pub fn conflicts(record: &Record, links: &Links) -> Vec<Conflict> {
    record.conflicts.iter().map(|row| conflict(row, links)).collect()
}

fn conflict(row: &ConflictRow, links: &Links) -> Conflict {
    Conflict {
        id: row_anchor("conflicts", &row.id),
        href: links.row("conflicts", &row.id),
        at: links.address("conflicts", &row.id),
        subject: row.subject.clone(),
        property: Label::of("property", &row.property),
        kind: Label::of("conflict", &row.kind),
        claims: row
            .claims
            .iter()
            .take(links.few())
            .map(|one| claim(one, links))
            .collect(),
        more: row.claims.len().saturating_sub(links.few()),
        cites: links.cites(&row.evidence),
    }
}

fn claim(row: &model::Claim, links: &Links) -> Claim {
    let words = row.evidence.iter().map(|one| {
        (
            clip(links.words(one), 260),
            links.outlet(&one.document).to_owned(),
        )
    });
    Claim {
        value: row.value.clone(),
        words: words.filter(|(words, _)| !words.is_empty()).take(3).collect(),
        cites: links.cites(&row.evidence),
    }
}

/// Something that is missing.
pub struct Gap {
    pub id: String,
    /// Where it is shown.
    pub href: String,
    /// Its own address, where it has one.
    pub at: Option<At>,
    pub kind: Label,
    pub what: String,
    pub between: Vec<When>,
    pub cites: Cites,
}

/// What is missing, as the record orders it.
pub fn gaps(record: &Record, links: &Links) -> Vec<Gap> {
    let gap = |row: &GapRow| Gap {
        id: row_anchor("gaps", &row.id),
        href: links.row("gaps", &row.id),
        at: links.address("gaps", &row.id),
        kind: Label::of("gap", &row.kind),
        what: row.what.clone(),
        between: row.between.iter().map(|date| When::iso(Some(date))).collect(),
        cites: links.cites(&row.evidence),
    };
    record.gaps.iter().map(gap).collect()
}
