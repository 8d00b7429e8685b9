//! One row on a page of its own: all its words, each with its place and rule, and how to cite it. A person's page
//! also has what they said, and what was said of them.

use super::cite::{Proof, evidence};
use super::paging::Paging;
use super::part::part;
use super::shell::section;
use super::{Answer, Ask, Shell, Shown, Wrong};
use crate::tell::Kind;
use crate::tell::report::links::{clip, row_address};
use crate::tell::report::strings::{Label, plain, speaking, t};
use crate::tell::report::{Facts, rendered, strings};
use askama::Template;
use hiwar_core::model::{Evidence, PersonRow, Record, StatementRow};
use serde_json::Value;

/// How many words with their places a page has.
const PROOFS: usize = 60;
/// How many statements of a person, and about them.
const STATEMENTS: usize = 20;

#[derive(Template)]
#[template(path = "fact.html", config = "src/tell/web/askama.toml")]
struct Page {
    shell: Shell,
    list: &'static str,
    /// The list's name and address.
    section: (Label, String),
    facts: Facts,
    /// Statements by a person, and how many there are.
    by: (Facts, usize),
    /// Statements about a person, and how many there are.
    about: (Facts, usize),
    /// Where all statements by the person are.
    all: Option<String>,
    proofs: Vec<Proof>,
    paging: Paging,
    citation: Vec<(&'static str, String)>,
}

impl Page {
    fn opens_lists(&self) -> bool {
        true
    }
}

/// The row's page.
///
/// # Errors
/// A parameter that is none, or there is no such page of its words.
pub fn page(shown: &Shown, kind: Kind, id: &str, ask: &Ask) -> Result<Answer, Wrong> {
    ask.allow(&["page"])?;
    let Some(row) = shown.row(kind, id) else {
        return Err(Wrong::new(404, "no_row", id));
    };
    let found = evidence(row);
    let paging = Paging::of(found.len(), PROOFS, ask)?;
    let mut chosen = part(shown, kind, &[row]);
    only(&mut chosen, kind);
    let links = shown.links(usize::MAX);
    let html = speaking(ask.language, || {
        let shown_proofs = paging.cut(&found).iter().filter_map(|one| Proof::of(shown, one));
        let proofs: Vec<Proof> = shown_proofs.collect();
        let person = chosen.people.first();
        let (by, about) = person.map_or((Vec::new(), Vec::new()), |person| said(shown, person));
        let name = section(kind);
        let title = Label::of("nav", name);
        let heading = person.map_or(strings::bare(&title), |person| clip(&person.name, 80));
        rendered(&Page {
            shell: Shell::new(shown, ask, heading).twins(Some(ask.twin(".json")), None),
            list: kind.name(),
            section: (title, format!("/{}", kind.name())),
            facts: Facts::of(&chosen, &[], &links),
            all: person.and_then(|p| by.first().and(Some(p))).map(speaker),
            by: statements(shown, &by),
            about: statements(shown, &about),
            citation: proofs
                .first()
                .map_or(Vec::new(), |proof| proof.citation(shown, kind.name(), id)),
            proofs,
            paging,
        })
    });
    Ok(Answer::html(html))
}

/// Talks and rounds that the row only refers to are not shown beside it.
fn only(part: &mut Record, kind: Kind) {
    match kind {
        Kind::Rounds => part
            .dialogues
            .retain(|row| part.rounds.iter().any(|round| round.dialogue == row.id)),
        Kind::Dialogue => part
            .rounds
            .retain(|round| part.dialogues.iter().any(|row| row.id == round.dialogue)),
        _ => {}
    }
}

/// Where the statements of a person are listed.
fn speaker(person: &PersonRow) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("speaker", &person.name);
    format!("/statements?{}", query.finish())
}

fn statements(shown: &Shown, rows: &[&StatementRow]) -> (Facts, usize) {
    let record = Record {
        rounds: shown.record.rounds.clone(),
        statements: rows.iter().take(STATEMENTS).map(|row| (*row).clone()).collect(),
        ..Record::default()
    };
    (Facts::of(&record, &[], &shown.links(600)), rows.len())
}

/// What a person said, and what others said in which they are named.
fn said<'s>(shown: &'s Shown, person: &PersonRow) -> (Vec<&'s StatementRow>, Vec<&'s StatementRow>) {
    let is = |name: &str| person.name == name || person.names.iter().any(|n| n == name);
    let holds = |one: &Evidence| {
        let mut mentions = person.evidence.iter().filter(|m| m.document == one.document);
        mentions.any(|m| one.span.contains(m.span))
    };
    let (mut by, mut about) = (Vec::new(), Vec::new());
    for row in &shown.record.statements {
        if row.speaker.as_deref().is_some_and(is) {
            by.push(row);
        } else if row.evidence.iter().any(holds) {
            about.push(row);
        }
    }
    (by, about)
}

/// A line for a row: what it is, in its own words.
pub fn line(kind: Kind, row: &Value) -> String {
    let text = |field: &str| row[field].as_str().unwrap_or("").to_owned();
    let first = || {
        evidence(row)
            .first()
            .map_or(String::new(), |one| one["text"].as_str().unwrap_or("").to_owned())
    };
    let words = match kind {
        Kind::Statements => text("content"),
        Kind::Commitments => text("action"),
        Kind::Timeline => text("summary"),
        Kind::Gaps => text("what"),
        Kind::Conflicts => text("subject"),
        Kind::People | Kind::Dialogue => text("name"),
        Kind::Documents => text("title"),
        Kind::Rounds | Kind::Figures | Kind::Events => first(),
    };
    clip(&words, 90)
}

/// The address of a row.
pub fn address(kind: Kind, row: &Value) -> String {
    row_address(kind.name(), row["id"].as_str().unwrap_or(""))
}
