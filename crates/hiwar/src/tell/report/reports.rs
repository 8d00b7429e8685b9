//! Each report as the page shows it: heading, date and how it is known, and its text with the marks.

use super::dates::When;
use super::layers::marks;
use super::links::{Cites, Links, anchor, placed, slug};
use super::runs::{Paragraph, Run, blocks, paragraphs};
use super::strings::{Escaped, Label, name};
use askama::filters::HtmlSafe;
use hiwar_core::model::{Annotations, BlockKind, Document, DocumentRow, Evidence, Record, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Display, Formatter, Write};

/// A report on the page.
pub struct Report {
    /// Its number on this page.
    pub number: usize,
    /// `doc-<id>`.
    pub id: String,
    /// Its name in the record.
    pub name: String,
    /// Its outlet; empty where unknown.
    pub outlet: String,
    /// Its headline, with marks where it stands in the text.
    pub title: Title,
    /// The headline in plain words, for the list of reports.
    pub plain_title: String,
    /// When it was published.
    pub published: When,
    /// How that is known.
    pub basis: Label,
    /// The words that the date rests on.
    pub cites: Cites,
    /// The number of the report that it is a copy of.
    pub origin: Option<(usize, String)>,
    /// The address it was published at, where that is a web address.
    pub url: Option<String>,
    /// `ar`, and the direction that goes with it.
    pub lang: String,
    /// `rtl` or `ltr`.
    pub dir: &'static str,
    /// The text.
    pub paragraphs: Vec<Shown>,
}

/// A headline.
pub enum Title {
    /// It stands in the text.
    InText(Text),
    /// Only the metadata gives it.
    Given(String),
    /// There is none.
    None,
}

/// A paragraph as it is written.
pub struct Shown {
    /// The class: what it is on the page.
    pub kind: String,
    /// Its text.
    pub text: Text,
}

/// Runs, written out as HTML: at most one element each, and never white space of its own.
pub struct Text(Vec<Run>);

impl Display for Text {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|run| write_run(f, run))
    }
}

impl HtmlSafe for Text {}

/// Writes a run as HTML.
///
/// # Errors
/// Those of the formatter.
pub fn write_run(f: &mut Formatter<'_>, run: &Run) -> fmt::Result {
    if run.is_bare() {
        return words(f, &run.text);
    }
    let element = if run.classes.is_empty() { "span" } else { "mark" };
    write!(f, "<{element}")?;
    if let Some(anchor) = &run.anchor {
        write!(f, r#" id="{}" data-e="{}""#, Escaped(anchor), run.end)?;
    }
    if run.cited {
        write!(f, r#" data-o="{}""#, run.start)?;
    }
    if !run.classes.is_empty() {
        write!(f, r#" class="{}""#, run.classes)?;
    }
    if !run.note.is_empty() {
        write!(f, r#" title="{}""#, Escaped(&run.note))?;
    }
    f.write_char('>')?;
    words(f, &run.text)?;
    write!(f, "</{element}>")
}

/// The words as they are. A sign that overrides a direction is named instead of obeyed: it can make a text lie.
fn words(f: &mut Formatter<'_>, text: &str) -> fmt::Result {
    for piece in text.split_inclusive(['\u{202D}', '\u{202E}']) {
        let plain = piece.trim_end_matches(['\u{202D}', '\u{202E}']);
        write!(f, "{}", Escaped(plain))?;
        for c in piece[plain.len()..].chars() {
            write!(f, r#"<span class="sign" dir="ltr">U+{:04X}</span>"#, u32::from(c))?;
        }
    }
    Ok(())
}

/// Every report, in the order of the input.
pub fn reports(record: &Record, documents: &[(Document, Annotations)], links: &Links) -> Vec<Report> {
    let rows: BTreeMap<_, _> = record
        .documents
        .iter()
        .map(|row| (row.id.as_str(), row))
        .collect();
    let cited = cited(record);
    let none = BTreeSet::new();
    let spans = |id: &str| cited.get(id).unwrap_or(&none);
    documents
        .iter()
        .map(|(document, found)| {
            let row = rows.get(document.id.as_str()).copied();
            report(document, found, row, spans(&document.id), links)
        })
        .collect()
}

fn report(
    document: &Document,
    found: &Annotations,
    row: Option<&DocumentRow>,
    cited: &BTreeSet<Span>,
    links: &Links,
) -> Report {
    let text = &document.text;
    let cited = cited.iter().filter_map(|span| placed(*span, text)).collect();
    let name_place = |span| anchor(&document.id, span);
    let known = blocks(text, &found.blocks);
    let mut blocks = paragraphs(text, &known, &marks(text, found), &cited, name_place);
    let given = row.and_then(|row| row.title.as_ref()).or(document.title.as_ref());
    let (title, plain_title) = heading(text, &mut blocks, given);
    let lang = if document.lang.is_empty() {
        "ar"
    } else {
        document.lang.as_str()
    };
    Report {
        number: links.number(&document.id).unwrap_or(0),
        id: format!("doc-{}", slug(&document.id)),
        name: document.id.clone(),
        outlet: links.outlet(&document.id).to_owned(),
        title,
        plain_title,
        published: row
            .map(|row| When::new(row.published.as_ref(), row.earliest, row.latest))
            .unwrap_or_else(|| When::iso(found.published.date.as_ref())),
        basis: Label::of("basis", &name(row.map_or(found.published.basis, |row| row.basis))),
        cites: row.map(|row| links.cites(&row.evidence)).unwrap_or_default(),
        origin: row
            .and_then(|row| row.origin.as_deref())
            .and_then(|id| Some((links.number(id)?, links.report(id)))),
        url: document
            .source
            .url
            .clone()
            .filter(|url| url.starts_with("https://") || url.starts_with("http://")),
        lang: lang.to_owned(),
        dir: direction(lang),
        paragraphs: blocks.into_iter().map(shown).collect(),
    }
}

/// Takes the headline out of the text where it stands there, so that it is not printed twice.
fn heading(text: &str, blocks: &mut Vec<Paragraph>, given: Option<&String>) -> (Title, String) {
    let same = |block: &Paragraph| {
        let words = block.span.of(text).trim();
        block.kind == BlockKind::Title && given.is_none_or(|given| given.trim() == words)
    };
    match (blocks.iter().position(same), given) {
        (Some(at), _) => {
            let block = blocks.remove(at);
            (
                Title::InText(Text(block.runs)),
                block.span.of(text).trim().to_owned(),
            )
        }
        (None, Some(given)) => (Title::Given(given.clone()), given.clone()),
        (None, None) => (Title::None, String::new()),
    }
}

fn shown(block: Paragraph) -> Shown {
    Shown {
        kind: name(block.kind),
        text: Text(block.runs),
    }
}

/// The direction that a language is written in.
pub fn direction(lang: &str) -> &'static str {
    match lang.split('-').next().unwrap_or("") {
        "ar" | "fa" | "ur" | "ckb" | "ps" | "he" | "ug" | "sd" => "rtl",
        _ => "ltr",
    }
}

/// Every place that a row of the record points at, by report.
fn cited(record: &Record) -> BTreeMap<&str, BTreeSet<Span>> {
    let mut out: BTreeMap<&str, BTreeSet<Span>> = BTreeMap::new();
    for one in evidence(record) {
        out.entry(&one.document).or_default().insert(one.span);
    }
    out
}

/// All evidence in the record.
pub fn evidence(record: &Record) -> impl Iterator<Item = &Evidence> {
    let documents = record.documents.iter().map(|row| &row.evidence);
    let dialogues = record.dialogues.iter().map(|row| &row.evidence);
    let rounds = record.rounds.iter().map(|row| &row.evidence);
    let people = record.people.iter().map(|row| &row.evidence);
    let statements = record.statements.iter().map(|row| &row.evidence);
    let figures = record.figures.iter().map(|row| &row.evidence);
    let events = record.events.iter().map(|row| &row.evidence);
    let commitments = record.commitments.iter().map(|row| &row.evidence);
    let steps = record
        .commitments
        .iter()
        .flat_map(|row| row.history.iter().map(|step| &step.evidence));
    let conflicts = record.conflicts.iter().map(|row| &row.evidence);
    let claims = record
        .conflicts
        .iter()
        .flat_map(|row| row.claims.iter().map(|claim| &claim.evidence));
    let gaps = record.gaps.iter().map(|row| &row.evidence);
    let timeline = record.timeline.iter().map(|row| &row.evidence);
    let facts = documents
        .chain(dialogues)
        .chain(rounds)
        .chain(people)
        .chain(statements)
        .chain(figures);
    facts
        .chain(events)
        .chain(commitments)
        .chain(steps)
        .chain(conflicts)
        .chain(claims)
        .chain(gaps)
        .chain(timeline)
        .flatten()
}
