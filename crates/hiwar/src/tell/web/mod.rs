//! The site that `hiwar serve` shows: pages, JSON and CSV of one state of a record.
//!
//! [`answer`] is pure: the same state and the same question give the same bytes. It reads no file and knows no network;
//! the rows, texts and what a search found are handed to it. How facts and reports look is shared with the one page
//! of [`super::report`]; what only the site has is in `html/` here.

mod ask;
mod cite;
mod desk;
mod document;
mod fact;
mod filters;
mod home;
mod list;
mod openapi;
mod origins;
mod paging;
mod part;
mod rows;
mod rulings;
mod search;
mod shell;
mod wrong;

pub use ask::Ask;
pub use desk::{VERBS, written};
pub use document::document;
pub use home::home;
pub use openapi::openapi;
pub use rows::{Rows, read, strings};
pub use rulings::{json as rulings_json, lines as ruling_lines, rulings};
pub use search::{MOST, search, suggestions};
pub use shell::Shell;
pub use wrong::Wrong;

use super::report::LOOK;
use super::report::links::Links;
use super::report::reports::evidence;
use super::{Form, Kind};
use clap::ValueEnum;
use hiwar_core::model::{Annotations, Document, DocumentRow, Outcome, Record, Ruling};
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

/// One state of a record, as the site shows it.
pub struct Shown {
    /// The file's name, for titles and citations.
    pub name: String,
    /// Names the state: another one after each change.
    pub stamp: String,
    /// Whether the lists are as new as the reports.
    pub complete: bool,
    /// The talks, their rounds and what is said of the reports; the other lists are in `rows` alone.
    pub record: Record,
    /// The reports in the order of their ids. What was found in each is not kept here.
    pub documents: Vec<(Document, Annotations)>,
    /// The rows of each list as `hiwar show --json` prints them.
    pub rows: HashMap<&'static str, Rows>,
    /// Where the row of a report is in `record.documents`.
    pub places: HashMap<String, usize>,
    /// What was ruled, in the order in which it was, and what became of it.
    pub rulings: Vec<Ruling>,
    /// See `rulings`.
    pub outcomes: Vec<Outcome>,
    /// What a form must bring to be ours; `None` where nothing can be ruled.
    pub token: Option<String>,
}

impl Shown {
    /// The rows of a list.
    pub fn rows(&self, kind: Kind) -> &Rows {
        static NONE: LazyLock<Rows> = LazyLock::new(Rows::default);
        self.rows.get(kind.name()).unwrap_or(&NONE)
    }

    /// The row of an id, in whatever list.
    pub fn row(&self, id: &str) -> Option<Value> {
        Kind::value_variants()
            .iter()
            .find_map(|kind| self.rows(*kind).get(id))
    }

    /// The row of a report.
    fn report(&self, id: &str) -> Option<&DocumentRow> {
        self.record.documents.get(*self.places.get(id)?)
    }

    /// A report, with its number on the site.
    pub fn document(&self, id: &str) -> Option<(usize, &Document)> {
        let at = self
            .documents
            .binary_search_by(|(document, _)| document.id.as_str().cmp(id));
        let at = at.ok()?;
        Some((at + 1, &self.documents.get(at)?.0))
    }

    /// Links to the words and reports that a part of the record rests on; each row shows `room` characters of its own
    /// words.
    fn links(&self, room: usize, part: &Record) -> Links<'_> {
        let carried = part.statements.iter().flat_map(|row| &row.reports);
        let cited = evidence(part).map(|one| &one.document).chain(carried);
        let cited: BTreeSet<&str> = cited.map(String::as_str).collect();
        let outlet = |id: &str| self.report(id)?.outlet.as_deref();
        let target = |id: &str| {
            let (number, document) = self.document(id)?;
            Some((number, document, outlet(id).unwrap_or("")))
        };
        Links::of_site(room, cited.into_iter().filter_map(target))
    }
}

/// What is sent back.
pub struct Answer {
    /// Its media type.
    pub kind: &'static str,
    /// Itself.
    pub body: String,
}

/// Media types.
pub const HTML: &str = "text/html; charset=utf-8";
/// See [`HTML`].
pub const JSON: &str = "application/json";
const CSV: &str = "text/csv; charset=utf-8";
/// A JSON value a line.
const LINES: &str = "application/x-ndjson";

impl Answer {
    fn html(body: String) -> Self {
        Self { kind: HTML, body }
    }

    /// JSON.
    pub fn json(body: String) -> Self {
        Self { kind: JSON, body }
    }
}

/// The list that an address names, in the form that its ending asks for.
///
/// # Errors
/// A filter that is none, or a value that does not fit it.
pub fn list(shown: &Shown, kind: Kind, form: Form, ask: &Ask) -> Result<Answer, Wrong> {
    match form {
        Form::Table => list::page(shown, kind, ask),
        _ => list::rows(shown, kind, form, ask),
    }
}

/// A row on a page of its own, or as JSON where `.json` is put behind its id.
///
/// # Errors
/// There is no such row, or no longer, by a ruling.
pub fn fact(shown: &Shown, kind: Kind, id: &str, ask: &Ask) -> Result<Answer, Wrong> {
    if let Some(row) = shown.rows(kind).get(id) {
        return fact::page(shown, kind, row, ask);
    }
    let row = id.strip_suffix(".json").and_then(|id| shown.rows(kind).get(id));
    let gone = |id: &str| rulings::gone(shown, kind.name(), id);
    match row {
        Some(row) => Ok(Answer::json(format!("{row:#}\n"))),
        None => {
            Err(gone(id.strip_suffix(".json").unwrap_or(id)).unwrap_or_else(|| Wrong::new(404, "no_row", id)))
        }
    }
}

/// A line for a row: what it is, in its own words.
pub fn line(kind: Kind, row: &serde_json::Value) -> String {
    fact::line(kind, row)
}

/// Which reports go back to one text.
///
/// # Errors
/// A parameter that is none.
pub fn origins(shown: &Shown, ask: &Ask) -> Result<Answer, Wrong> {
    origins::origins(shown, ask)
}

/// The page that says what went wrong; as JSON for programs.
pub fn wrong(wrong: &Wrong, json: bool, shell: Option<Shell>, ask: &Ask) -> Answer {
    match (json, shell) {
        (false, Some(shell)) => Answer::html(wrong.page(shell, ask.language)),
        _ => Answer::json(wrong.json(ask)),
    }
}

/// How the site looks.
pub fn style() -> Answer {
    Answer {
        kind: "text/css; charset=utf-8",
        body: format!("{LOOK}{}", include_str!("html/web.css")),
    }
}

/// What makes it better where scripts run.
pub fn script() -> Answer {
    Answer {
        kind: "text/javascript; charset=utf-8",
        body: include_str!("html/web.js").to_owned(),
    }
}
