//! What people have ruled about the record: kept apart from what the rules find, and replayed on every rebuild.

use super::Span;
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
    /// Some mentions of a person are another's.
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
    /// Where they began in its text, in code points: it is printed and exported so.
    pub start: usize,
    /// One past their end.
    #[serde(default)]
    pub end: usize,
    /// The words.
    pub text: String,
}

impl Quoted {
    /// Where the words stand in a text, in bytes: at their old place or, where the report has changed, nearest to it.
    ///
    /// ```
    /// use hiwar_core::model::{Quoted, Span};
    /// let quoted = Quoted { document: "a".into(), start: 3, end: 9, text: "واشنطن".into() };
    /// assert_eq!(quoted.place("في واشنطن"), Some(Span::new(5, 17)));
    /// assert_eq!(quoted.place("قيل في واشنطن"), Some(Span::new(12, 24)));
    /// assert_eq!(quoted.place("في بغداد"), None);
    /// ```
    pub fn place(&self, text: &str) -> Option<Span> {
        let old = text
            .char_indices()
            .nth(self.start)
            .map_or(text.len(), |(byte, _)| byte);
        let all = text
            .match_indices(&self.text)
            .filter(|(_, words)| !words.is_empty());
        all.map(|(at, words)| Span::new(at, at + words.len()))
            .min_by_key(|span| span.start.abs_diff(old))
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

/// What a split takes out of a person: the mentions with one of the names, in one of the reports. An empty list is no
/// condition. It is the `value` of the ruling; a bare list there is one of names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Spellings, letter by letter: those that fold alike are what may have to be told apart.
    #[serde(default)]
    pub names: Vec<String>,
    /// Ids of documents.
    #[serde(default)]
    pub reports: Vec<String>,
}

impl Part {
    /// Reads the value of a split; `None` where it is no such value, or names nothing.
    pub fn of(value: &Value) -> Option<Self> {
        let part = match value {
            Value::Array(_) => Self {
                names: serde_json::from_value(value.clone()).ok()?,
                reports: Vec::new(),
            },
            _ => serde_json::from_value(value.clone()).ok()?,
        };
        (!part.names.is_empty() || !part.reports.is_empty()).then_some(part)
    }
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
    /// The value of a correction; the [`Part`] of a split; the words of a note.
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// Id of the ruling.
    pub ruling: String,
    /// What became of it.
    pub fate: Fate,
    /// The list, as `hiwar show` calls it.
    pub list: String,
    /// Id of the row now.
    pub row: Option<String>,
    /// Why it does not count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// Id of the ruling that says otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<String>,
    /// What the rules had found in the place of a correction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<Value>,
}
