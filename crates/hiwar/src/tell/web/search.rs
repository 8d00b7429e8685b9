//! What a search found, as a page; names that begin so, as JSON.

use super::paging::Paging;
use super::{Answer, Ask, Shell, Shown, Wrong};
use crate::tell::report::dates::When;
use crate::tell::report::links::{clip, code_points, place_address, quiet};
use crate::tell::report::strings::{Escaped, plain, speaking, t};
use crate::tell::report::{rendered, reports};
use crate::tell::search::Hit;
use askama::Template;
use askama::filters::HtmlSafe;
use hiwar_core::model::Span;
use std::fmt::{self, Display, Formatter};

/// How many reports a page has.
const REPORTS: usize = 15;
/// How many are looked for at most.
pub const MOST: usize = 300;

/// A report that was found.
struct Line {
    title: String,
    outlet: String,
    published: When,
    href: String,
    dir: &'static str,
    lang: String,
    snippet: Snippet,
}

/// The words around what was found, which is marked.
struct Snippet {
    /// Words, and whether they are marked.
    pieces: Vec<(String, bool)>,
}

impl Display for Snippet {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (words, marked) in &self.pieces {
            match marked {
                true => write!(f, r#"<mark class="found">{}</mark>"#, Escaped(words))?,
                false => write!(f, "{}", Escaped(words))?,
            }
        }
        Ok(())
    }
}

impl HtmlSafe for Snippet {}

#[derive(Template)]
#[template(path = "search.html", config = "src/tell/web/askama.toml")]
struct Page {
    shell: Shell,
    lines: Vec<Line>,
    paging: Paging,
    /// What is wrong with the query: message and remedy.
    wrong: Option<(String, String)>,
    asked: bool,
}

/// The reports that a query found, the best first, or what is wrong with the query.
///
/// # Errors
/// There is no such page, or a parameter that is none.
pub fn search(shown: &Shown, hits: Result<Vec<Hit>, (String, String)>, ask: &Ask) -> Result<Answer, Wrong> {
    ask.allow(&["q", "page"])?;
    let (hits, wrong) = match hits {
        Ok(hits) => (hits, None),
        Err(wrong) => (Vec::new(), Some(wrong)),
    };
    let paging = Paging::of(hits.len(), REPORTS, ask)?;
    let html = speaking(ask.language, || {
        rendered(&Page {
            shell: Shell::new(shown, ask, plain("web.search")).twins(Some(ask.twin(".json")), None),
            lines: paging.cut(&hits).iter().map(|hit| line(shown, hit)).collect(),
            paging,
            wrong,
            asked: ask.get("q").is_some(),
        })
    });
    Ok(Answer::html(html))
}

fn line(shown: &Shown, Hit { report, found }: &Hit) -> Line {
    let text = &report.text;
    let place = code_points(found.best(), text);
    let lang = shown
        .document(&report.document)
        .map_or("", |(_, d)| d.lang.as_str());
    Line {
        title: clip(report.title.as_deref().unwrap_or(&report.document), 240),
        outlet: clip(report.outlet.as_deref().unwrap_or(""), 120),
        published: When::iso(report.published.as_ref()),
        href: place_address(&report.document, place),
        dir: reports::direction(lang),
        lang: lang.to_owned(),
        snippet: snippet(text, found.snippet, found.shown()),
    }
}

fn snippet(text: &str, whole: Span, marks: impl Iterator<Item = Span>) -> Snippet {
    let (mut at, mut pieces) = (whole.start, Vec::new());
    let mut push = |start, end, marked| {
        // Signs that turn the direction are left out: they could reach past the words that they are in.
        pieces.push((quiet(Span::new(start, end).of(text)), marked));
    };
    for mark in marks {
        push(at, mark.start, false);
        push(mark.start, mark.end, true);
        at = mark.end;
    }
    push(at, whole.end, false);
    Snippet { pieces }
}

/// Names that begin as what was typed.
pub fn suggestions(names: &[String]) -> Answer {
    Answer::json(format!("{}\n", serde_json::json!(names)))
}
