//! One row on a page of its own: all its words, each with its place and rule, and how to cite it. A person's page
//! also has what they said, and what was said of them.

use super::cite::{Proof, evidence};
use super::desk::Desk;
use super::paging::Paging;
use super::part::part;
use super::rows::read;
use super::shell::section;
use super::{Answer, Ask, Shell, Shown, Wrong};
use crate::tell::Kind;
use crate::tell::report::links::{clip, row_address};
use crate::tell::report::strings::{Label, plain, speaking, t};
use crate::tell::report::{Facts, rendered, strings};
use askama::Template;
use hiwar_core::model::{PersonRow, Record};
use serde_json::Value;
use std::collections::{HashMap, HashSet};

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
    desk: Desk,
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
pub fn page(shown: &Shown, kind: Kind, row: Value, ask: &Ask) -> Result<Answer, Wrong> {
    ask.allow(&["page"])?;
    let id = row["id"].as_str().unwrap_or("");
    let found = evidence(&row);
    let paging = Paging::of(found.len(), PROOFS, ask)?;
    let mut chosen = part(shown, kind, vec![row.clone()]);
    only(&mut chosen, kind);
    let links = shown
        .links(usize::MAX, &chosen)
        .ruling(false, std::slice::from_ref(&row));
    let html = speaking(ask.language, || {
        let shown_proofs = paging.cut(&found).iter().filter_map(|one| Proof::of(shown, one));
        let proofs: Vec<Proof> = shown_proofs.collect();
        let person = chosen.people.first();
        let (by, about) = person.map_or((Vec::new(), Vec::new()), |person| said(shown, person, &row));
        let name = section(kind);
        let title = Label::of("nav", name);
        let heading = person.map_or(strings::bare(&title), |person| clip(&person.name, 80));
        rendered(&Page {
            shell: Shell::new(shown, ask, heading).twins(Some(ask.twin(".json")), None),
            list: kind.name(),
            section: (title, format!("/{}", kind.name())),
            facts: Facts::of(&chosen, &[], &links),
            all: person.and_then(|p| by.first().and(Some(p))).map(speaker),
            by: statements(shown, by),
            about: statements(shown, about),
            citation: proofs
                .first()
                .map_or(Vec::new(), |proof| proof.citation(shown, kind.name(), id)),
            desk: Desk::of(shown, kind, &row),
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

fn statements(shown: &Shown, rows: Vec<Value>) -> (Facts, usize) {
    let count = rows.len();
    let some: Vec<Value> = rows.into_iter().take(STATEMENTS).collect();
    let mut part = part(shown, Kind::Statements, some.clone());
    part.dialogues.clear();
    let links = shown.links(600, &part).ruling(shown.token.is_some(), &some);
    (Facts::of(&part, &[], &links), count)
}

/// What a person said, and what others said in which they are named.
fn said(shown: &Shown, person: &PersonRow, row: &Value) -> (Vec<Value>, Vec<Value>) {
    let is = |name: &str| person.name == name || person.names.iter().any(|n| n == name);
    let place = |one: &Value| Some((one["start"].as_u64()?, one["end"].as_u64()?));
    let mut mentions: HashMap<&str, Vec<(u64, u64)>> = HashMap::new();
    for one in evidence(row) {
        if let (Some(document), Some(place)) = (one["document"].as_str(), place(one)) {
            mentions.entry(document).or_default().push(place);
        }
    }
    let names_them = |one: &&Value| {
        let named = one["document"]
            .as_str()
            .and_then(|document| mentions.get(document));
        let holds = |(start, end): (u64, u64)| {
            named.is_some_and(|all| all.iter().any(|m| start <= m.0 && m.1 <= end))
        };
        place(one).is_some_and(holds)
    };
    let rows = shown.rows(Kind::Statements);
    let by = |text: &&str| is(read(text)["speaker"].as_str().unwrap_or(""));
    let spelt = |text: &&str| {
        person
            .names
            .iter()
            .chain([&person.name])
            .any(|name| text.contains(name.as_str()))
    };
    let by: Vec<Value> = rows.texts().filter(spelt).filter(by).map(read).collect();
    let mut seen = HashSet::new();
    let mut about = Vec::new();
    for statement in person.documents.iter().flat_map(|id| rows.resting_on(id)) {
        let other = !statement["speaker"].as_str().is_some_and(is);
        if other && evidence(&statement).iter().any(names_them) && seen.insert(statement["id"].to_string()) {
            about.push(statement);
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
        Kind::Origins => text("first"),
        Kind::Documents => text("title"),
        Kind::Rounds | Kind::Figures | Kind::Events => first(),
    };
    clip(&words, 90)
}

/// The address of a row.
pub fn address(kind: Kind, row: &Value) -> String {
    row_address(kind.name(), row["id"].as_str().unwrap_or(""))
}
