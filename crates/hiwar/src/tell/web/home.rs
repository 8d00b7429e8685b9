//! The first page: what is known, new, disputed and missing.

use super::list::{Entry, entries};
use super::part::part;
use super::rows::read;
use super::{Answer, Ask, Shell, Shown, Wrong};
use crate::tell::Kind;
use crate::tell::report::links::Links;
use crate::tell::report::overview::{self, Counts};
use crate::tell::report::strings::{plain, speaking, t};
use crate::tell::report::{Facts, rendered};
use askama::Template;
use hiwar_core::model::{DocumentRow, Record};
use std::collections::BTreeSet;

/// How many series of talks, rounds of each, disagreements and gaps it shows.
const TALKS: usize = 8;
const ROUNDS: usize = 24;
const FEW: usize = 5;

#[derive(Template)]
#[template(path = "home.html", config = "src/tell/web/askama.toml")]
struct Page {
    shell: Shell,
    facts: Facts,
    /// The newest reports.
    newest: Vec<Entry>,
    /// How many series of talks there are.
    talks: usize,
}

impl Page {
    fn to(&self, section: &str) -> String {
        match section {
            "reports" => "/documents".to_owned(),
            other => format!("/{other}"),
        }
    }
}

/// The first page.
///
/// # Errors
/// A parameter that is none.
pub fn home(shown: &Shown, ask: &Ask) -> Result<Answer, Wrong> {
    ask.allow(&[])?;
    let whole = &shown.record;
    let mut talks = whole.dialogues.clone();
    talks.sort_by_key(|row| (std::cmp::Reverse(row.reports), row.id.clone()));
    talks.truncate(TALKS);
    let mut rounds = Vec::new();
    for row in &talks {
        let own = whole.rounds.iter().filter(|round| round.dialogue == row.id);
        rounds.extend(own.take(ROUNDS).cloned());
    }
    let few = |kind| {
        let some = shown.rows(kind).texts().take(FEW).map(read).collect();
        part(shown, kind, some)
    };
    let part = Record {
        dialogues: talks,
        rounds,
        conflicts: few(Kind::Conflicts).conflicts,
        gaps: few(Kind::Gaps).gaps,
        ..Record::default()
    };
    let mut dated: Vec<&DocumentRow> = whole
        .documents
        .iter()
        .filter(|row| row.published.is_some())
        .collect();
    dated.sort_by(|a, b| b.published.cmp(&a.published).then_with(|| a.id.cmp(&b.id)));
    let newest: Vec<DocumentRow> = dated.into_iter().take(FEW).cloned().collect();
    let links = shown.links(200, &part);
    let html = speaking(ask.language, || {
        let mut facts = Facts::of(&part, &[], &links);
        facts.counts = counts(shown, &links);
        rendered(&Page {
            shell: Shell::new(shown, ask, plain("nav.overview")),
            newest: entries(shown, &newest),
            talks: whole.dialogues.len(),
            facts,
        })
    });
    Ok(Answer::html(html))
}

/// How many of everything the whole record has.
fn counts(shown: &Shown, links: &Links) -> Counts {
    let count = |kind| shown.rows(kind).len();
    let outlets: BTreeSet<&str> = shown
        .record
        .documents
        .iter()
        .filter_map(|row| row.outlet.as_deref())
        .collect();
    Counts {
        outlets: outlets.len(),
        people: count(Kind::People),
        statements: count(Kind::Statements),
        figures: count(Kind::Figures),
        events: count(Kind::Events),
        commitments: count(Kind::Commitments),
        conflicts: count(Kind::Conflicts),
        gaps: count(Kind::Gaps),
        timeline: count(Kind::Timeline),
        ..overview::counts(&shown.record, &shown.documents, links)
    }
}
