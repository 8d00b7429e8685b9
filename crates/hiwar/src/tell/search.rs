//! What a search found, as JSON or for a terminal.

use super::Style;
use hiwar_core::model::Span;
use hiwar_core::text::Offsets;
use serde_json::{Value, json};

/// A report that was found, with where the words stand in it. Spans are bytes of `text`.
pub struct Hit {
    /// Its id.
    pub document: String,
    /// Its headline.
    pub title: Option<String>,
    /// Its outlet.
    pub outlet: Option<String>,
    /// Its date.
    pub published: Option<String>,
    /// Its text.
    pub text: String,
    /// Rank.
    pub score: f64,
    /// The words that were asked for.
    pub marks: Vec<Span>,
    /// The best stretch.
    pub snippet: Span,
    /// The best of the words.
    pub best: Span,
}

/// An array of rows; offsets are code points of the document's text, `marks` those of the snippet.
pub fn json(hits: &[Hit]) -> String {
    let rows: Vec<Value> = hits.iter().map(row).collect();
    serde_json::to_string_pretty(&rows).unwrap_or_default() + "\n"
}

fn row(hit: &Hit) -> Value {
    let offsets = Offsets::of(&hit.text);
    let (begin, _) = offsets.code_points(hit.snippet);
    let (start, end) = offsets.code_points(hit.best);
    let mark = |m: Span| {
        let (start, end) = offsets.code_points(m);
        [start - begin, end - begin]
    };
    json!({
        "document": hit.document,
        "title": hit.title,
        "outlet": hit.outlet,
        "published": hit.published,
        "start": start,
        "end": end,
        "snippet": hit.snippet.of(&hit.text),
        "marks": shown(hit).into_iter().map(mark).collect::<Vec<_>>(),
        "score": (hit.score * 1000.0).round() / 1000.0,
    })
}

fn shown(hit: &Hit) -> Vec<Span> {
    let inside = |m: &&Span| hit.snippet.contains(**m);
    hit.marks.iter().filter(inside).copied().collect()
}

/// A line for the report and one for its words, which are bold on a terminal.
pub fn lines(hits: &[Hit], style: Style) -> String {
    let (on, off) = if style.colour {
        ("\u{1b}[1m", "\u{1b}[0m")
    } else {
        ("", "")
    };
    let mut out = String::new();
    for hit in hits {
        let about = [
            hit.published.as_deref(),
            hit.outlet.as_deref(),
            hit.title.as_deref(),
        ];
        let about: Vec<&str> = about.into_iter().flatten().collect();
        out.push_str(&format!("{on}{}{off}  {}\n", hit.document, about.join(" · ")));
        let (mut at, mut words) = (hit.snippet.start, String::new());
        for mark in shown(hit) {
            words.push_str(Span::new(at, mark.start).of(&hit.text));
            words.push_str(&format!("{on}{}{off}", mark.of(&hit.text)));
            at = mark.end;
        }
        words.push_str(Span::new(at, hit.snippet.end).of(&hit.text));
        let line: Vec<&str> = words.split_whitespace().collect();
        out.push_str(&format!("    {}\n\n", line.join(" ")));
    }
    out
}
