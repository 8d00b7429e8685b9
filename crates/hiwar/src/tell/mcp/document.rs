//! A report's text, a part at a time, with its marks and the rows that rest on it.

use super::args::{Layer, TEXT, Text, read};
use super::short::cut;
use super::sources::note;
use super::{Given, Look, Refused};
use crate::tell::Kind;
use crate::tell::report::layers::marks;
use crate::tell::report::strings::{Language, speaking};
use crate::tell::web::Shown;
use crate::tell::web::cite::evidence;
use clap::ValueEnum;
use hiwar_core::model::{Annotations, Span};
use hiwar_core::text::Offsets;
use serde_json::{Map, Value, json};

/// How many marks an answer has, and how many code points of the words of each; all words stand in the text.
const MARKS: usize = 150;
const WORDS: usize = 100;
/// How many rows of each list are named.
const ROWS: usize = 12;

/// A part of a report.
///
/// # Errors
/// There is no such report, or its text ends before `offset`.
pub fn document(shown: &Shown, look: &impl Look, given: Given) -> Result<Map<String, Value>, Refused> {
    let Text {
        id,
        offset,
        limit,
        marks,
    } = read(given)?;
    let Some((_, document)) = shown.document(&id) else {
        return Err(unknown(shown, &id));
    };
    let text = document.text.as_str();
    let total = text.chars().count();
    let outside = || {
        Refused::new(
            format!("the text ends at {total}"),
            "its first code point is at offset 0",
        )
    };
    let offsets = Offsets::of(text);
    let end = total.min(offset.saturating_add(limit.clamp(1, TEXT)));
    let span = offsets
        .from_code_points(offset, end.max(offset))
        .ok_or_else(outside)?;
    let span = if end < total { at_space(text, span) } else { span };
    let (_, end) = offsets.code_points(span);
    let (marked, left) = marked(text, &look.found_in(&id)?, span, marks.as_deref());
    let mut answer = Map::new();
    answer.insert("document".into(), json!(id));
    answer.insert("lang".into(), json!(document.lang));
    answer.insert("total".into(), json!(total));
    answer.insert("offset".into(), json!(offset));
    answer.insert("next_offset".into(), json!((end < total).then_some(end)));
    answer.insert("text".into(), json!(span.of(text)));
    answer.insert("marks".into(), Value::Array(marked));
    answer.insert("facts".into(), facts(shown, &id, (offset, end)));
    if left > 0 {
        note(
            &mut answer,
            &format!(
                "{left} more marks are in this part: ask for a smaller `limit`, or name kinds in `marks`."
            ),
        );
    }
    Ok(answer)
}

fn unknown(shown: &Shown, id: &str) -> Refused {
    let what = format!("the record has no report {id}");
    match shown.row(id) {
        Some(_) => Refused::new(
            what,
            "that is the id of a row: ask `fact` for it; `document` in its evidence is a report",
        ),
        None => Refused::new(
            what,
            "take `document` of any evidence, or list the reports with `documents`",
        ),
    }
}

/// A part that ends between words, where it has any space in its last fifth.
fn at_space(text: &str, span: Span) -> Span {
    let words = span.of(text);
    match words.rfind(char::is_whitespace) {
        Some(at) if at > words.len() / 5 * 4 => Span::new(span.start, span.start + at),
        _ => span,
    }
}

/// The marks in a part, in the order of the text, and how many were left out.
fn marked(text: &str, found: &Annotations, part: Span, kinds: Option<&[Layer]>) -> (Vec<Value>, usize) {
    let asked = |layer: &str| kinds.is_none_or(|kinds| kinds.iter().any(|kind| kind.name() == layer));
    let mut all = speaking(Language::English, || marks(text, found));
    all.retain(|mark| asked(mark.layer) && mark.span.start < part.end && mark.span.end > part.start);
    all.sort_by_key(|mark| (mark.span.start, mark.span.end));
    let left = all.len().saturating_sub(MARKS);
    let offsets = Offsets::of(text);
    let row = |mark: &crate::tell::report::layers::Mark| {
        let (start, end) = offsets.code_points(mark.span);
        let mut words = mark.span.of(text).to_owned();
        let longer = cut(&mut words, WORDS) > 0;
        let mut row = json!({"kind": mark.layer, "start": start, "end": end, "text": words});
        if longer {
            row["cut"] = json!(true);
        }
        row["value"] = json!(mark.value);
        row["rule"] = json!(mark.rule);
        row
    };
    (all.iter().take(MARKS).map(row).collect(), left)
}

/// The ids of rows, by list, that rest on words which begin in a part.
fn facts(shown: &Shown, id: &str, (start, end): (usize, usize)) -> Value {
    let here = |one: &&Value| {
        let at = one["start"].as_u64().and_then(|at| usize::try_from(at).ok());
        one["document"] == id && at.is_some_and(|at| (start..end).contains(&at))
    };
    let mut out = Map::new();
    let kinds = Kind::value_variants().iter();
    for kind in kinds.filter(|kind| !matches!(kind, Kind::Documents | Kind::Origins)) {
        let rows = shown.rows(*kind).resting_on(id);
        let rows = rows.filter(|row| evidence(row).iter().any(here));
        let ids: Vec<Value> = rows.map(|row| row["id"].clone()).take(ROWS).collect();
        if !ids.is_empty() {
            out.insert(kind.name().to_owned(), Value::Array(ids));
        }
    }
    Value::Object(out)
}
