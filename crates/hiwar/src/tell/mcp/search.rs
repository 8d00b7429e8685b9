//! Reports by their words.

use super::args::{MOST, Search, read};
use super::short::fitting;
use super::sources::{note, part};
use super::{Given, Look, Refused};
use crate::tell::search::{Hit, row};
use crate::tell::web::{MOST as FOUND, Shown};
use hiwar_core::model::Span;
use hiwar_core::text::Offsets;
use serde_json::{Map, Value, json};

/// The reports that a query finds, the best first.
///
/// # Errors
/// The query cannot be understood, or the record cannot be read.
pub fn search(shown: &Shown, look: &impl Look, given: Given) -> Result<Map<String, Value>, Refused> {
    let Search { query, limit, offset } = read(given)?;
    if query.trim().is_empty() {
        let remedy = "give words, a \"phrase\", or fields like by:NAME; `documents` lists all reports";
        return Err(Refused::new("the query is empty", remedy));
    }
    let hits = look.hits(&query)?;
    let rows = hits.iter().skip(offset).take(limit.clamp(1, MOST));
    let rows = fitting(rows.map(found));
    let mut answer = part(hits.len(), offset, rows);
    if hits.is_empty() {
        let line = format!(
            "None of {} reports has all of that; ask for fewer words, or join them by OR.",
            shown.documents.len()
        );
        note(&mut answer, &line);
    } else if hits.len() == FOUND {
        note(
            &mut answer,
            "There may be more than `total`: only the best are counted.",
        );
    }
    Ok(answer)
}

/// A report as `hiwar search --json` prints it; who published it stands in the sources.
fn found(hit: &Hit) -> Value {
    let mut row = row(hit);
    if let Value::Object(fields) = &mut row {
        for known in ["title", "outlet", "published"] {
            fields.shift_remove(known);
        }
        let words: Span = hit.found.best();
        fields.insert("text".into(), json!(words.of(&hit.report.text)));
        let (start, _) = Offsets::of(&hit.report.text).code_points(hit.found.snippet);
        fields.insert("snippet_start".into(), json!(start));
    }
    row
}
