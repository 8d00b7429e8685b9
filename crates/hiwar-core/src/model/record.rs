//! What many reports say together: the rows of the record, as `hiwar show … --json` prints them.
//!
//! Every row has an `id` that is stable over rebuilds and the `evidence` it rests on. Field names are the contract's.

use super::{Basis, Bound, Force, Form, Outcome, Span, Status, Venue};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The words that a row rests on.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Evidence {
    /// Id of the document.
    pub document: String,
    /// Where in its text, in bytes.
    pub span: Span,
    /// The rule that found it.
    pub rule: String,
}

/// All that the reports tell together.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)] // one list a row type, each documented there
pub struct Record {
    pub documents: Vec<DocumentRow>,
    pub dialogues: Vec<DialogueRow>,
    pub rounds: Vec<RoundRow>,
    pub people: Vec<PersonRow>,
    pub statements: Vec<StatementRow>,
    pub figures: Vec<FigureRow>,
    pub events: Vec<EventRow>,
    pub commitments: Vec<CommitmentRow>,
    pub conflicts: Vec<ConflictRow>,
    pub gaps: Vec<GapRow>,
    pub timeline: Vec<TimelineRow>,
    #[serde(default)]
    pub origins: Vec<OriginRow>,
    /// What became of the rulings that it was made with; no list of the record.
    #[serde(skip)]
    pub outcomes: Vec<Outcome>,
}

/// A report, as the record sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentRow {
    /// The document's id.
    pub id: String,
    /// Its headline.
    pub title: Option<String>,
    /// Its outlet.
    pub outlet: Option<String>,
    /// Publication date, ISO 8601 cut to what is known, after all reports have been seen together.
    pub published: Option<String>,
    /// How that is known.
    pub basis: Basis,
    /// First day it can have been.
    pub earliest: Option<Date>,
    /// Last day it can have been.
    pub latest: Option<Date>,
    /// BCP 47.
    pub lang: String,
    /// Id of the report it is a copy of.
    pub origin: Option<String>,
    /// The words that the date rests on, in this document and in others.
    pub evidence: Vec<Evidence>,
}

/// A framework agreement.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Framework {
    /// Its name.
    pub name: String,
    /// The year it was made.
    pub year: Option<i16>,
}

/// A series of talks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct DialogueRow {
    pub id: String,
    pub name: String,
    /// Canonical names, sorted.
    pub parties: Vec<String>,
    pub framework: Option<Framework>,
    /// First and last day that anything of it is dated.
    pub first: Option<String>,
    pub last: Option<String>,
    /// How many rounds are known, gaps counted.
    pub rounds: usize,
    /// Subjects, commonest first.
    pub tracks: Vec<String>,
    /// How many reports are about it.
    pub reports: usize,
    /// How many of them are independent.
    pub origins: usize,
    pub evidence: Vec<Evidence>,
}

/// Whether a round is known from reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoundStatus {
    /// A report tells of it.
    #[default]
    Reported,
    /// It is only announced.
    Planned,
    /// Its number must exist, yet nobody reports it.
    Gap,
}

/// One side's delegation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct DelegationRow {
    pub party: Option<String>,
    pub head: Option<String>,
}

/// A round of talks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct RoundRow {
    pub id: String,
    /// Id of its dialogue.
    pub dialogue: String,
    pub ordinal: Option<u32>,
    pub status: RoundStatus,
    /// ISO 8601 cut to what is known.
    pub date: Option<String>,
    pub earliest: Option<Date>,
    pub latest: Option<Date>,
    pub place: Option<String>,
    pub mode: Option<Venue>,
    #[serde(rename = "final")]
    pub last: bool,
    pub tracks: Vec<String>,
    pub delegations: Vec<DelegationRow>,
    pub evidence: Vec<Evidence>,
}

/// A role over time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct RoleRow {
    pub role: String,
    pub of: Option<String>,
    /// First and last publication date it is attested at.
    pub from: Option<String>,
    pub to: Option<String>,
}

/// A person across spellings and reports.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct PersonRow {
    pub id: String,
    pub name: String,
    /// Every spelling, commonest first.
    pub names: Vec<String>,
    pub roles: Vec<RoleRow>,
    /// Ids of the documents.
    pub documents: Vec<String>,
    pub mentions: usize,
    pub evidence: Vec<Evidence>,
}

/// The same words, in however many reports.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct StatementRow {
    pub id: String,
    pub speaker: Option<String>,
    pub via: Vec<String>,
    /// Date, ISO 8601.
    pub said: Option<String>,
    pub kind: Form,
    pub content: String,
    /// Id of the round it belongs to.
    pub round: Option<String>,
    /// Ids of the documents that carry it.
    pub reports: Vec<String>,
    pub evidence: Vec<Evidence>,
}

/// A number that the reports give.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct FigureRow {
    pub id: String,
    pub value: f64,
    pub upper: Option<f64>,
    pub unit: String,
    pub bound: Bound,
    pub of: Option<String>,
    /// The sentence's subject: whose, or of what, as canonical names.
    pub about: Option<String>,
    pub date: Option<String>,
    pub evidence: Vec<Evidence>,
}

/// A happening, counted once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct EventRow {
    pub id: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub mode: Option<String>,
    pub actors: Vec<String>,
    pub recipients: Vec<String>,
    pub date: Option<String>,
    pub place: Option<String>,
    pub status: Status,
    /// Ids of the documents that report it.
    pub reports: Vec<String>,
    pub evidence: Vec<Evidence>,
}

/// What became of a commitment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the contract's own names
pub enum Progress {
    #[default]
    Announced,
    InProgress,
    PartlyDone,
    Done,
    NotDone,
    Superseded,
    Overdue,
    NoEvidence,
}

/// A step in a commitment's history.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Step {
    pub date: Option<String>,
    pub status: Progress,
    pub evidence: Vec<Evidence>,
}

/// A line of the commitments ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct CommitmentRow {
    pub id: String,
    pub by: Vec<String>,
    pub to: Vec<String>,
    pub action: String,
    pub due: Option<String>,
    pub condition: Option<String>,
    /// When it was made, ISO 8601.
    pub made: Option<String>,
    /// Id of the round it was made in.
    pub round: Option<String>,
    pub force: Force,
    pub status: Progress,
    pub history: Vec<Step>,
    pub evidence: Vec<Evidence>,
}

/// One side of a disagreement.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Claim {
    pub value: String,
    pub evidence: Vec<Evidence>,
}

/// Where the sources disagree.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct ConflictRow {
    pub id: String,
    pub subject: String,
    pub property: String,
    /// `value`, `date`, `ordinal`, `arithmetic` or `denied`.
    pub kind: String,
    pub claims: Vec<Claim>,
    pub evidence: Vec<Evidence>,
}

/// Reports that go back to one text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct OriginRow {
    pub id: String,
    /// Ids of the documents.
    pub documents: Vec<String>,
    /// Id of the one that the others go back to.
    pub first: String,
    /// Its outlet, where another of them names it.
    pub credit: Option<String>,
    pub evidence: Vec<Evidence>,
}

/// Something that ought to be there and is not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct GapRow {
    pub id: String,
    /// `round`, `commitment`, `voice` or `days`.
    pub kind: String,
    /// In words.
    pub what: String,
    /// The two dates it lies between, where known.
    pub between: Vec<String>,
    pub evidence: Vec<Evidence>,
}

/// A line of the timeline.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct TimelineRow {
    pub id: String,
    pub date: Option<String>,
    pub earliest: Option<Date>,
    pub latest: Option<Date>,
    /// `round`, `event`, `agreement`, `commitment` or `due`.
    #[serde(rename = "type")]
    pub kind: String,
    pub summary: String,
    pub status: Status,
    /// Id of the round it belongs to.
    pub round: Option<String>,
    pub evidence: Vec<Evidence>,
}
