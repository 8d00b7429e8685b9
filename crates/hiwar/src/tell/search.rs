//! What a search found, as JSON or for a terminal.

use super::Style;
use hiwar_core::model::Span;
use hiwar_core::search::{Found, Sought};
use hiwar_core::text::Offsets;
use serde_json::{Value, json};

/// A report that was found, and where the words stand in its text.
pub struct Hit {
    /// The report.
    pub report: Sought,
    /// The places; spans are bytes of the report's text.
    pub found: Found,
}

/// An array of rows; offsets are code points of the document's text, `marks` those of the snippet.
pub fn json(hits: &[Hit]) -> String {
    let rows: Vec<Value> = hits.iter().map(row).collect();
    serde_json::to_string_pretty(&rows).unwrap_or_default() + "\n"
}

/// A row of [`json`].
pub fn row(hit: &Hit) -> Value {
    let Hit { report, found } = hit;
    let offsets = Offsets::of(&report.text);
    let (begin, _) = offsets.code_points(found.snippet);
    let (start, end) = offsets.code_points(found.best());
    let mark = |m: Span| {
        let (start, end) = offsets.code_points(m);
        [start - begin, end - begin]
    };
    json!({
        "document": report.document,
        "title": report.title,
        "outlet": report.outlet,
        "published": report.published,
        "start": start,
        "end": end,
        "snippet": found.snippet.of(&report.text),
        "marks": found.shown().map(mark).collect::<Vec<_>>(),
        "score": (report.score * 1000.0).round() / 1000.0,
    })
}

/// A line for the report and one for its words, which are bold on a terminal.
pub fn lines(hits: &[Hit], style: Style) -> String {
    let (on, off) = if style.colour {
        ("\u{1b}[1m", "\u{1b}[0m")
    } else {
        ("", "")
    };
    let mut out = String::new();
    for Hit { report, found } in hits {
        let about = [
            report.published.as_deref(),
            report.outlet.as_deref(),
            report.title.as_deref(),
        ];
        let about: Vec<&str> = about.into_iter().flatten().collect();
        out.push_str(&format!("{on}{}{off}  {}\n", report.document, about.join(" · ")));
        let (mut at, mut words) = (found.snippet.start, String::new());
        for mark in found.shown() {
            words.push_str(Span::new(at, mark.start).of(&report.text));
            words.push_str(&format!("{on}{}{off}", mark.of(&report.text)));
            at = mark.end;
        }
        words.push_str(Span::new(at, found.snippet.end).of(&report.text));
        let line: Vec<&str> = words.split_whitespace().collect();
        out.push_str(&format!("    {}\n\n", line.join(" ")));
    }
    out
}
