//! The report page: one right-to-left HTML file without a network, in which every fact opens at its words.
//!
//! [`page`] is pure: the same record gives the same bytes. The facts are made ready in Rust, one file a subject; how
//! they look is in `html/`, where every value is escaped; what the page says is in `strings.toml`.
//! It does not read the store, and it rules on nothing: what the record holds is what it shows.

#![allow(missing_docs)] // the fields of the views are named after the model's

pub mod dates;
pub mod figures;
pub mod layers;
pub mod links;
pub mod overview;
pub mod people;
mod piles;
pub mod reports;
pub mod rows;
pub mod ruled;
pub mod runs;
mod scale;
pub mod strings;
pub mod timeline;

use askama::Template;
use hiwar_core::model::{Annotations, Document, Record};
use overview::{Counts, Dialogue};
use strings::{dictionary, plain, t};

/// How facts and reports look, wherever they are shown.
pub const LOOK: &str = include_str!("html/look.css");
const CSS: &str = concat!(include_str!("html/look.css"), include_str!("html/page.css"));
const JS: &str = include_str!("html/page.js");

#[derive(Template)]
#[template(path = "page.html", config = "src/tell/report/askama.toml")]
struct Page {
    facts: Facts,
    reports: Vec<reports::Report>,
}

/// What a record holds, made ready to be shown.
pub struct Facts {
    pub counts: Counts,
    pub dialogues: Vec<Dialogue>,
    pub timeline: timeline::Timeline,
    pub sides: Vec<people::Side>,
    pub statements: Vec<rows::Statement>,
    pub units: Vec<figures::Unit>,
    pub events: Vec<rows::Event>,
    pub commitments: Vec<rows::Commitment>,
    pub conflicts: Vec<rows::Conflict>,
    pub gaps: Vec<rows::Gap>,
}

impl Facts {
    /// The facts of a record, or of a part of it.
    pub fn of(record: &Record, documents: &[(Document, Annotations)], links: &links::Links) -> Self {
        let dialogues = overview::dialogues(record, rows::rounds(record, links), links);
        Self {
            counts: overview::counts(record, documents, links),
            timeline: timeline::timeline(record, &dialogues, links),
            dialogues,
            sides: people::sides(record, documents, links),
            statements: rows::statements(record, links),
            units: figures::units(record, links),
            events: rows::events(record, links),
            commitments: rows::commitments(record, links),
            conflicts: rows::conflicts(record, links),
            gaps: rows::gaps(record, links),
        }
    }

    /// The name of the talks that most reports are about.
    pub fn title(&self) -> &str {
        let names = self.dialogues.iter().map(|dialogue| dialogue.name.as_str());
        let mut named = names.filter(|name| !name.is_empty());
        named.next().unwrap_or(plain("page.title"))
    }
}

/// The page for a record and the reports it was made from.
pub fn page(record: &Record, documents: &[(Document, Annotations)]) -> String {
    let links = links::Links::new(record, documents);
    rendered(&Page {
        facts: Facts::of(record, documents, &links),
        reports: reports::reports(record, documents, &links),
    })
}

/// A template written out.
pub fn rendered(page: &impl Template) -> String {
    // Writing to a string fails only where a value's own `Display` fails, and none here does.
    let html = page.render().unwrap_or_default();
    // Report texts name the signs that override a direction; anywhere else such a sign would only make words lie.
    html.replace(['\u{202D}', '\u{202E}'], "")
}

/// The sections of facts: anchor and how many rows each has.
impl Page {
    fn sections(&self) -> [(&'static str, usize); 10] {
        let counts = &self.facts.counts;
        let rounds = self
            .facts
            .dialogues
            .iter()
            .map(|dialogue| dialogue.rounds.len())
            .sum();
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

    /// Whether a long list is unfolded from the start.
    fn opens_lists(&self) -> bool {
        false
    }

    /// Where a section begins.
    fn to(&self, section: &str) -> String {
        format!("#{section}")
    }
}
