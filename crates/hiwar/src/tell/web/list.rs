//! A list: filters, a page of rows, and the same rows as JSON and CSV.

use super::filters::{Filter, RULED, dated, filters, wanted};
use super::paging::Paging;
use super::part::part;
use super::rows::read;
use super::shell::section;
use super::{Answer, Ask, CSV, Shell, Shown, Wrong};
use crate::tell::report::dates::When;
use crate::tell::report::links::{clip, row_address};
use crate::tell::report::ruled::Ruled;
use crate::tell::report::strings::{Label, plain, speaking, t};
use crate::tell::report::{Facts, rendered, strings};
use crate::tell::{Form, Kind, show};
use askama::Template;
use hiwar_core::model::DocumentRow;
use serde_json::Value;
use std::borrow::Cow;

/// How many rows a page has. Of the timeline more, which the picture shows at once.
const ROWS: usize = 25;
const LINES: usize = 60;
/// How many characters of its own words a row shows; its own page has them all.
const ROOM: usize = 600;

/// A value that a filter offers.
pub struct Choice {
    pub value: String,
    pub name: String,
    pub count: usize,
    pub chosen: bool,
}

/// A filter as the page shows it.
pub struct Field {
    pub param: &'static str,
    pub name: Label,
    pub choices: Vec<Choice>,
}

/// A report in the list of reports.
pub struct Entry {
    pub number: usize,
    pub href: String,
    pub title: String,
    pub outlet: String,
    pub published: When,
    pub basis: Label,
    pub lang: String,
    /// The report that it is a copy of.
    pub origin: Option<(String, usize)>,
    pub ruled: Vec<Ruled>,
}

#[derive(Template)]
#[template(path = "list.html", config = "src/tell/web/askama.toml")]
struct Page<'a> {
    shell: Shell,
    list: &'static str,
    title: Label,
    intro: Label,
    ask: &'a Ask,
    fields: Vec<Field>,
    dated: bool,
    due: bool,
    paging: Paging,
    facts: Facts,
    entries: Vec<Entry>,
}

impl Page<'_> {
    fn opens_lists(&self) -> bool {
        true
    }

    fn value(&self, param: &str) -> &str {
        self.ask.get(param).unwrap_or("")
    }

    fn narrowed(&self) -> bool {
        self.ask.query.iter().any(|(name, _)| name != "page")
    }
}

/// The list as a page.
///
/// # Errors
/// See [`wanted`]; or there is no such page.
pub fn page(shown: &Shown, kind: Kind, ask: &Ask) -> Result<Answer, Wrong> {
    let rows = wanted(shown, kind, ask)?;
    let size = if kind == Kind::Timeline { LINES } else { ROWS };
    let paging = Paging::of(rows.len(), size, ask)?;
    let chosen: Vec<Value> = paging.cut(&rows).iter().map(|text| read(text)).collect();
    let mut part = part(shown, kind, chosen.clone());
    let entries = entries(shown, &part.documents);
    let links = shown.links(ROOM, &part).ruling(shown.token.is_some(), &chosen);
    if kind == Kind::Timeline {
        // For the bars that say how many reports came out.
        part.documents.clone_from(&shown.record.documents);
    }
    let html = speaking(ask.language, || {
        let name = section(kind);
        let title = Label::of("nav", name);
        rendered(&Page {
            shell: Shell::new(shown, ask, strings::bare(&title))
                .twins(Some(ask.twin(".json")), Some(ask.twin(".csv"))),
            list: kind.name(),
            title,
            intro: Label::of("intro", if kind == Kind::People { "persons" } else { name }),
            ask,
            fields: filters(kind)
                .iter()
                .map(|f| field(shown, kind, f, ask))
                .chain(ruled(shown, kind, ask))
                .collect(),
            dated: !dated(kind).is_empty(),
            due: kind == Kind::Commitments,
            facts: Facts::of(&part, &[], &links),
            paging,
            entries,
        })
    });
    Ok(Answer::html(html))
}

/// The rows as `hiwar show` prints them; all of them where no page is named.
///
/// # Errors
/// See [`wanted`]; or there is no such page.
pub fn rows(shown: &Shown, kind: Kind, form: Form, ask: &Ask) -> Result<Answer, Wrong> {
    let mut rows = wanted(shown, kind, ask)?;
    if ask.page()?.is_some() {
        rows = Paging::of(rows.len(), ROWS, ask)?.cut(&rows).to_vec();
    }
    if form == Form::Json {
        return Ok(Answer::json(json(&rows)));
    }
    let rows: Vec<Value> = rows.iter().map(|text| read(text)).collect();
    let body = show(kind, &rows, form).map_err(|fault| Wrong::new(500, "inside", fault.to_string()))?;
    Ok(Answer { kind: CSV, body })
}

/// What [`show`] prints as JSON, made row by row: a long list takes the room of its text alone.
fn json(rows: &[Cow<'_, str>]) -> String {
    let row = |text: &Cow<'_, str>| format!("  {:#}", read(text)).replace('\n', "\n  ");
    match rows {
        [] => "[]\n".to_owned(),
        rows => format!("[\n{}\n]\n", rows.iter().map(row).collect::<Vec<_>>().join(",\n")),
    }
}

fn field(shown: &Shown, kind: Kind, filter: &Filter, ask: &Ask) -> Field {
    let wanted = ask.get(filter.param);
    let known = shown
        .rows(kind)
        .values
        .get(filter.param)
        .map_or(&[][..], Vec::as_slice);
    // A rare value that was asked for is offered, too.
    let rare = wanted.filter(|wanted| !known.iter().any(|(value, _)| value == wanted));
    let counts = rare.map(|value| (value, 0)).into_iter();
    let counts = counts.chain(known.iter().map(|(value, count)| (value.as_str(), *count)));
    let choice = |(value, count): (&str, usize)| Choice {
        name: clip(&named(shown, filter.words, value), 60),
        value: value.to_owned(),
        count,
        chosen: Some(value) == wanted,
    };
    Field {
        param: filter.param,
        name: Label::of("field", filter.param),
        choices: counts.map(choice).collect(),
    }
}

/// What was ruled, to be filtered by; nothing where nothing was.
fn ruled(shown: &Shown, kind: Kind, ask: &Ask) -> Option<Field> {
    let wanted = ask.get("ruled");
    let choice = |value: &&str| Choice {
        name: strings::bare(&Label::of("ruled", value)),
        value: (*value).to_owned(),
        count: 0,
        chosen: Some(*value) == wanted,
    };
    let of_people = |value: &&&str| kind == Kind::People || !matches!(**value, "merge" | "split");
    (wanted.is_some() || !shown.rulings.is_empty()).then(|| Field {
        param: "ruled",
        name: Label::of("field", "ruled"),
        choices: RULED.iter().filter(of_people).map(choice).collect(),
    })
}

/// What a value is called: a row by its name, the rest by its words.
fn named(shown: &Shown, words: &str, value: &str) -> String {
    let talks = |id: &str| {
        shown
            .record
            .dialogues
            .iter()
            .find(|row| row.id == id)
            .map(|row| row.name.clone())
    };
    match words {
        "" => value.to_owned(),
        "dialogue" => talks(value).unwrap_or_else(|| value.to_owned()),
        "rounds" => {
            let round = shown.record.rounds.iter().find(|row| row.id == value);
            let number = round
                .and_then(|row| row.ordinal)
                .map_or(String::new(), |n| n.to_string());
            let name = round.and_then(|row| talks(&row.dialogue)).unwrap_or_default();
            format!("{} {number} · {name}", plain("round.one"))
        }
        group => strings::bare(&Label::of(group, value)),
    }
}

/// Reports as lines of a list.
pub fn entries(shown: &Shown, rows: &[DocumentRow]) -> Vec<Entry> {
    let number = |id: &str| shown.document(id).map_or(0, |(number, _)| number);
    let entry = |row: &DocumentRow| Entry {
        number: number(&row.id),
        href: row_address("documents", &row.id),
        title: clip(row.title.as_deref().unwrap_or(&row.id), 240),
        outlet: clip(row.outlet.as_deref().unwrap_or(""), 120),
        published: When::new(row.published.as_ref(), row.earliest, row.latest),
        basis: Label::of("basis", &strings::name(row.basis)),
        lang: row.lang.clone(),
        origin: row
            .origin
            .as_deref()
            .map(|id| (row_address("documents", id), number(id))),
        ruled: match shown.rulings.is_empty() {
            true => Vec::new(),
            false => Ruled::all(&shown.rows(Kind::Documents).get(&row.id).unwrap_or_default()),
        },
    };
    rows.iter().map(entry).collect()
}
