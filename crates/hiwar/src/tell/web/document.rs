//! A report as it was: its text in one flow with its marks, and beside it every fact that was read in it. A long one is
//! cut into pages at the ends of its paragraphs.

use super::desk::Desk;
use super::fact::{address, line};
use super::list::{Entry, entries};
use super::paging::Paging;
use super::{Answer, Ask, Shell, Shown, Wrong};
use crate::tell::Kind;
use crate::tell::report::layers::{LAYERS, Mark, marks};
use crate::tell::report::links::{clip, code_points, placed};
use crate::tell::report::reports::{direction, write_run};
use crate::tell::report::ruled::{At, Ruled};
use crate::tell::report::runs::{Run, blocks, paragraphs};
use crate::tell::report::strings::{Escaped, Label, speaking, t};
use crate::tell::report::{layers, rendered, strings};
use askama::Template;
use askama::filters::HtmlSafe;
use clap::ValueEnum;
use hiwar_core::model::{Annotations, Block, Document, Span};
use hiwar_core::text::Offsets;
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};
use std::fmt::{self, Display, Formatter};

/// A page has about so many bytes of text, and so many marks.
const TEXT: usize = 10_000;
const MARKS: usize = 220;
/// How many rows of each list are named beside the text.
const ROWS: usize = 12;

/// A paragraph: its runs, and the words among them that the address asks for.
struct Flow {
    kind: String,
    runs: Vec<Run>,
    at: Option<(Span, String)>,
}

impl Display for Flow {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let inside = |run: &Run| {
            let at = self
                .at
                .as_ref()
                .filter(|(span, _)| (span.start..span.end).contains(&run.start));
            at.map(|(span, id)| (run.start == span.start, id))
        };
        let mut open = false;
        for run in &self.runs {
            match (inside(run), open) {
                // Its id stands where the words begin; where they go on in the next paragraph they are only lit up.
                (Some((true, id)), false) => write!(f, r#"<span class="hit" id="{}">"#, Escaped(id))?,
                (Some((false, _)), false) => f.write_str(r#"<span class="hit">"#)?,
                (None, true) => f.write_str("</span>")?,
                _ => {}
            }
            open = inside(run).is_some();
            write_run(f, run)?;
        }
        if open { f.write_str("</span>") } else { Ok(()) }
    }
}

impl HtmlSafe for Flow {}

/// A fact beside the text.
struct Noted {
    words: String,
    href: String,
    value: String,
    rule: String,
    place: (usize, usize),
    /// The row of the record that it became, where it can be told.
    at: Option<At>,
}

/// Lists whose rows are facts of a layer, one to one. A person or a round is made of many mentions: it is ruled about on
/// its own page.
const OWN: [(&str, Kind); 4] = [
    ("statement", Kind::Statements),
    ("event", Kind::Events),
    ("commitment", Kind::Commitments),
    ("figure", Kind::Figures),
];

/// A row of the record beside the text.
struct Line {
    at: At,
    words: String,
}

/// Rows of the record that rest on words of this page: the list, its lines, how many more.
type Rows = (Label, Vec<Line>, usize);

#[derive(Template)]
#[template(path = "document.html", config = "src/tell/web/askama.toml")]
struct Page {
    shell: Shell,
    entry: Entry,
    id: String,
    url: Option<String>,
    sha256: String,
    lang: String,
    dir: &'static str,
    flows: Vec<Flow>,
    paging: Paging,
    noted: Vec<(&'static str, Vec<Noted>)>,
    rows: Vec<Rows>,
    desk: Option<Desk>,
}

/// The report's page; `found` is what was found in it.
///
/// # Errors
/// There is no such report or page, or `at` names no words of it.
pub fn document(shown: &Shown, id: &str, found: &Annotations, ask: &Ask) -> Result<Answer, Wrong> {
    ask.allow(&["at", "page"])?;
    let Some((_, document)) = shown.document(id) else {
        return Err(Wrong::new(404, "no_row", id));
    };
    let row = shown.report(id).map(std::slice::from_ref);
    let Some(entry) = row.and_then(|row| entries(shown, row).pop()) else {
        return Err(Wrong::new(404, "no_row", id));
    };
    let at = asked(&document.text, ask)?;
    let html = speaking(ask.language, || {
        let marks = marks(&document.text, found);
        let pages = pages(&document.text, blocks(&document.text, &found.blocks), &marks);
        let mut paged = ask.clone();
        if let (Some((span, _)), None) = (&at, ask.get("page")) {
            let holds = |page: &Vec<Block>| page.last().is_some_and(|block| span.start < block.span.end);
            let page = pages.iter().position(holds).map_or(1, |at| at + 1);
            paged.query.push(("page".to_owned(), page.to_string()));
        }
        // The words that were asked for are on one page only.
        paged.query.retain(|(name, _)| name != "at");
        let paging = Paging::of(pages.len(), 1, &paged)?;
        let known = pages.get(paging.page - 1).cloned().unwrap_or_default();
        Ok(rendered(&view(
            shown,
            document,
            entry,
            (known, marks, at, paging),
            ask,
        )))
    })?;
    Ok(Answer::html(html))
}

/// A page's blocks, all marks, the words asked for, and the place among the pages.
type Cut = (Vec<Block>, Vec<Mark>, Option<(Span, String)>, Paging);

fn view(
    shown: &Shown,
    document: &Document,
    entry: Entry,
    (known, mut marks, at, paging): Cut,
    ask: &Ask,
) -> Page {
    let text = &document.text;
    let extent = Span::new(
        known.first().map_or(0, |block| block.span.start),
        known.last().map_or(0, |block| block.span.end),
    );
    let mut noted = noted(text, &marks, extent);
    rowed(shown, &document.id, &mut noted);
    // What a mark means stands beside the text.
    marks.iter_mut().for_each(|mark| mark.note.clear());
    let cut: BTreeSet<Span> = at.iter().map(|(span, _)| *span).collect();
    let mut flows = Vec::new();
    for paragraph in paragraphs(text, &known, &marks, &cut, |_| String::new()) {
        let plain = |mut run: Run| {
            (run.anchor, run.cited) = (None, false);
            run
        };
        flows.push(Flow {
            kind: strings::name(paragraph.kind),
            runs: paragraph.runs.into_iter().map(plain).collect(),
            at: at.clone(),
        });
    }
    let lang = if document.lang.is_empty() {
        "ar"
    } else {
        document.lang.as_str()
    };
    Page {
        shell: Shell::new(shown, ask, clip(&entry.title, 80)).twins(Some(format!("{}.json", ask.path)), None),
        id: document.id.clone(),
        url: document
            .source
            .url
            .clone()
            .filter(|url| url.starts_with("https://") || url.starts_with("http://")),
        sha256: document.source.sha256.clone(),
        lang: lang.to_owned(),
        dir: direction(lang),
        rows: rows(shown, &document.id, code_points(extent, text)),
        desk: shown
            .rows(Kind::Documents)
            .get(&document.id)
            .map(|row| Desk::of(shown, Kind::Documents, &row)),
        entry,
        flows,
        paging,
        noted,
    }
}

/// The words that `at` names by their code points, with the name of their place.
fn asked(text: &str, ask: &Ask) -> Result<Option<(Span, String)>, Wrong> {
    let Some(given) = ask.get("at") else {
        return Ok(None);
    };
    let span = given.split_once('-').and_then(|(start, end)| {
        let span = Offsets::of(text).from_code_points(start.parse().ok()?, end.parse().ok()?)?;
        placed(span, text)
    });
    match span {
        Some(span) => Ok(Some((span, format!("c{given}")))),
        None => Err(Wrong::new(400, "place", given)),
    }
}

/// Cuts a text's blocks into pages; a block that is longer than a page is cut at white space.
fn pages(text: &str, blocks: Vec<Block>, marks: &[Mark]) -> Vec<Vec<Block>> {
    let mut starts: Vec<usize> = marks.iter().map(|mark| mark.span.start).collect();
    starts.sort_unstable();
    let held = |span: Span| {
        let before = |at| starts.partition_point(|start| *start < at);
        before(span.end) - before(span.start)
    };
    let mut out: Vec<Vec<Block>> = vec![Vec::new()];
    let (mut length, mut count) = (0, 0);
    for block in blocks.into_iter().flat_map(|block| pieces(text, block, &held)) {
        let (more, marked) = (block.span.len(), held(block.span));
        if length > 0 && (length + more > TEXT || count + marked > MARKS) {
            out.push(Vec::new());
            (length, count) = (0, 0);
        }
        (length, count) = (length + more, count + marked);
        if let Some(page) = out.last_mut() {
            page.push(block);
        }
    }
    out
}

fn pieces(text: &str, block: Block, held: &impl Fn(Span) -> usize) -> Vec<Block> {
    let mut out = Vec::new();
    let mut rest = block.span;
    let long = |span: Span| span.len() > TEXT || held(span) > MARKS;
    while long(rest) {
        let mut size = TEXT.min(rest.len());
        while size > 200 && held(Span::new(rest.start, rest.start + size)) > MARKS {
            size /= 2;
        }
        let edge = (rest.start..=rest.start + size)
            .rev()
            .find(|at| text.is_char_boundary(*at));
        let edge = edge.unwrap_or(rest.end);
        let words = text.get(rest.start..edge).unwrap_or("");
        let space = words.rfind(char::is_whitespace).filter(|at| *at > size / 2);
        let end = space.map_or(edge, |at| rest.start + at);
        if end <= rest.start {
            break;
        }
        out.push(Span::new(rest.start, end));
        rest = Span::new(end, rest.end);
    }
    out.push(rest);
    let piece = |span: Span| Block {
        span: span.trimmed(text),
        kind: block.kind,
    };
    out.into_iter()
        .map(piece)
        .filter(|piece| !piece.span.is_empty())
        .collect()
}

/// The facts that begin within `extent`, by their kind, each in the order of the text.
fn noted(text: &str, marks: &[Mark], extent: Span) -> Vec<(&'static str, Vec<Noted>)> {
    let offsets = Offsets::of(text);
    let fact = |mark: &Mark| {
        let place = offsets.code_points(placed(mark.span, text)?);
        Some(Noted {
            words: clip(mark.span.of(text), 70),
            href: format!("?at={0}-{1}#c{0}-{1}", place.0, place.1),
            value: clip(&mark.value, 90),
            rule: mark.rule.clone(),
            place,
            at: None,
        })
    };
    let of = |layer: &&'static str| {
        let here = marks
            .iter()
            .filter(|mark| mark.layer == *layer && (extent.start..extent.end).contains(&mark.span.start));
        let mut facts: Vec<Noted> = here.filter_map(fact).collect();
        facts.sort_by_key(|fact| fact.place);
        (*layer, facts)
    };
    LAYERS
        .iter()
        .map(of)
        .filter(|(_, facts)| !facts.is_empty())
        .collect()
}

fn beside(shown: &Shown, kind: Kind, row: &Value) -> Line {
    let at = at(shown, kind, row);
    let mut words = line(kind, row);
    if words.is_empty() {
        words.clone_from(&at.href);
    }
    Line { at, words }
}

/// Puts beside each fact the row that rests on exactly its words.
fn rowed(shown: &Shown, id: &str, noted: &mut [(&'static str, Vec<Noted>)]) {
    for (layer, facts) in noted {
        let Some((_, kind)) = OWN.iter().find(|(own, _)| own == layer) else {
            continue;
        };
        let mut rows = HashMap::new();
        for row in shown.rows(*kind).resting_on(id) {
            for one in super::cite::evidence(&row)
                .into_iter()
                .filter(|one| one["document"] == id)
            {
                rows.insert(
                    (one["start"].as_u64(), one["end"].as_u64()),
                    at(shown, *kind, &row),
                );
            }
        }
        let point = |at: usize| u64::try_from(at).ok();
        for fact in facts {
            fact.at = rows.get(&(point(fact.place.0), point(fact.place.1))).cloned();
        }
    }
}

fn at(shown: &Shown, kind: Kind, row: &Value) -> At {
    At {
        href: address(kind, row),
        ruled: Ruled::all(row),
        row: row["id"]
            .as_str()
            .filter(|_| shown.token.is_some())
            .map(str::to_owned),
    }
}

/// The rows of the record that rest on words within these code points of the report.
fn rows(shown: &Shown, id: &str, (start, end): (usize, usize)) -> Vec<Rows> {
    let here = |one: &&Value| {
        let at = one["start"].as_u64().and_then(|at| usize::try_from(at).ok());
        one["document"] == id && at.is_some_and(|at| (start..end).contains(&at))
    };
    let mut out = Vec::new();
    for kind in Kind::value_variants()
        .iter()
        .filter(|kind| **kind != Kind::Documents)
    {
        let rests = |row: &Value| super::cite::evidence(row).iter().any(here);
        let rows: Vec<Value> = shown.rows(*kind).resting_on(id).filter(rests).collect();
        if !rows.is_empty() {
            let some = rows.iter().take(ROWS);
            let lines = some.map(|row| beside(shown, *kind, row)).collect();
            out.push((
                Label::of("nav", kind.name()),
                lines,
                rows.len().saturating_sub(ROWS),
            ));
        }
    }
    out
}
