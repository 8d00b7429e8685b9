//! The report page: one right-to-left HTML file without a network, in which every fact opens at its words.
//!
//! [`page`] is pure: the same record gives the same bytes. The facts are made ready in Rust, one file a subject; how
//! they look is in `html/`, where every value is escaped; what the page says is in `strings.toml`.
//! It does not read the store, and it rules on nothing: what the record holds is what it shows.

#![allow(missing_docs)] // the fields of the views are named after the model's

pub mod dates;
mod figures;
mod layers;
pub mod links;
mod overview;
mod people;
mod piles;
mod reports;
mod rows;
mod runs;
mod scale;
pub mod strings;
mod timeline;

use askama::Template;
use hiwar_core::model::{Annotations, Document, Record};
use overview::{Counts, Dialogue};
use strings::{dictionary, plain, t};

const CSS: &str = include_str!("html/page.css");
const JS: &str = include_str!("html/page.js");

#[derive(Template)]
#[template(path = "page.html", config = "src/tell/report/askama.toml")]
struct Page {
    counts: Counts,
    dialogues: Vec<Dialogue>,
    timeline: timeline::Timeline,
    sides: Vec<people::Side>,
    statements: Vec<rows::Statement>,
    units: Vec<figures::Unit>,
    events: Vec<rows::Event>,
    commitments: Vec<rows::Commitment>,
    conflicts: Vec<rows::Conflict>,
    gaps: Vec<rows::Gap>,
    reports: Vec<reports::Report>,
}

/// The page for a record and the reports it was made from.
pub fn page(record: &Record, documents: &[(Document, Annotations)]) -> String {
    let links = links::Links::new(record, documents);
    let reports = reports::reports(record, documents, &links);
    let dialogues = overview::dialogues(record, rows::rounds(record, &links), &links);
    let page = Page {
        counts: overview::counts(record, &reports),
        timeline: timeline::timeline(record, &dialogues, &links),
        dialogues,
        sides: people::sides(record, documents, &links),
        statements: rows::statements(record, &links),
        units: figures::units(record, &links),
        events: rows::events(record, &links),
        commitments: rows::commitments(record, &links),
        conflicts: rows::conflicts(record, &links),
        gaps: rows::gaps(record, &links),
        reports,
    };
    // Writing to a string fails only where a value's own `Display` fails, and none here does.
    let html = page.render().unwrap_or_default();
    // Report texts name the signs that override a direction; anywhere else such a sign would only make words lie.
    html.replace(['\u{202D}', '\u{202E}'], "")
}

/// The sections of facts: anchor and how many rows each has.
impl Page {
    fn sections(&self) -> [(&'static str, usize); 10] {
        let counts = &self.counts;
        let rounds = self.dialogues.iter().map(|dialogue| dialogue.rounds.len()).sum();
        [
            ("overview", 0),
            ("rounds", rounds),
            ("timeline", counts.timeline),
            ("people", counts.people),
            ("statements", counts.statements),
            ("figures", counts.figures),
            ("events", counts.events),
            ("commitments", counts.commitments),
            ("conflicts", counts.conflicts),
            ("gaps", counts.gaps),
        ]
    }

    fn title(&self) -> &str {
        let named = self
            .dialogues
            .iter()
            .map(|dialogue| dialogue.name.as_str())
            .find(|name| !name.is_empty());
        named.unwrap_or(plain("page.title"))
    }
}
