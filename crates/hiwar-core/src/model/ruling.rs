//! What people have ruled about the record: kept apart from what the rules find, and replayed on every rebuild.

use super::Evidence;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The fields of a row that no correction touches: what it is called, and what it rests on.
pub const FIXED: [&str; 3] = ["id", "evidence", "ruled"];

/// What a ruling does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verb {
    /// Several people are one.
    Merge,
    /// Some names of a person are another's.
    Split,
    /// A row is right.
    Accept,
    /// A row is wrong: it leaves its list.
    Reject,
    /// A field of a row has another value.
    Correct,
    /// Something is to be said of a row.
    Annotate,
    /// Another ruling does not count any more.
    Undo,
}

/// Words of a report, as they stood when the ruling was made.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Quoted {
    /// Id of the document.
    pub document: String,
    /// Where they begin in its text, in bytes.
    pub start: usize,
    /// The words.
    pub text: String,
}

impl Quoted {
    /// Whether these are the words that a row rests on.
    pub fn rests_on(&self, evidence: &Evidence) -> bool {
        let same = evidence.span.start == self.start && evidence.span.len() == self.text.len();
        same && evidence.document == self.document
    }
}

/// A row that a ruling is about. Its id is tried first; where a rebuild has given it another, its words find it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Target {
    /// The list, as `hiwar show` calls it.
    pub list: String,
    /// The row's id then; for an undo the ruling's.
    pub row: String,
    /// The first of the words that it rested on.
    #[serde(default)]
    pub words: Vec<Quoted>,
}

/// A ruling; never changed and never removed once it is made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ruling {
    /// Made of its content: the same ruling has the same id in every record.
    pub id: String,
    /// When it was made, RFC 3339 in UTC.
    pub at: String,
    /// Who made it.
    pub by: String,
    /// What it does.
    pub verb: Verb,
    /// The rows it is about.
    pub targets: Vec<Target>,
    /// The field of a correction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The value of a correction; the names of a split; the words of a note.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub value: Value,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
}

/// What became of a ruling in a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// It counts.
    Applied,
    /// Its row is no longer there, or its value does not fit.
    Orphaned,
    /// A later ruling says otherwise.
    Contradicted,
    /// It was undone.
    Undone,
}

/// A ruling's effect on one row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Id of the ruling.
    pub ruling: String,
    /// What became of it.
    pub fate: Fate,
    /// The list, as `hiwar show` calls it.
    pub list: String,
    /// Id of the row now.
    pub row: Option<String>,
}
