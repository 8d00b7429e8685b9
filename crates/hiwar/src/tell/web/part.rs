//! A part of a record: a few rows with what they refer to, so that the views of the whole serve for it.

use super::Shown;
use crate::tell::Kind;
use hiwar_core::model::Record;
use hiwar_core::text::Offsets;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::collections::HashMap;

/// The record with only these rows of one list, in this order. Talks and rounds stay: other rows refer to them.
pub fn part(shown: &Shown, kind: Kind, rows: Vec<Value>) -> Record {
    let mut out = Record {
        dialogues: shown.record.dialogues.clone(),
        rounds: shown.record.rounds.clone(),
        ..Record::default()
    };
    let rows = in_bytes(shown, rows);
    match kind {
        Kind::Dialogue => out.dialogues = typed(rows),
        Kind::Rounds => out.rounds = typed(rows),
        Kind::Timeline => out.timeline = typed(rows),
        Kind::People => out.people = typed(rows),
        Kind::Statements => out.statements = typed(rows),
        Kind::Figures => out.figures = typed(rows),
        Kind::Events => out.events = typed(rows),
        Kind::Commitments => out.commitments = typed(rows),
        Kind::Conflicts => out.conflicts = typed(rows),
        Kind::Gaps => out.gaps = typed(rows),
        Kind::Origins => out.origins = typed(rows),
        Kind::Documents => out.documents = typed(rows),
    }
    out
}

/// Rows of this version always fit; `Store::record` says so of a record of another one, before anything is shown.
fn typed<T: DeserializeOwned>(rows: Vec<Value>) -> Vec<T> {
    rows.into_iter()
        .filter_map(|row| serde_json::from_value(row).ok())
        .collect()
}

/// The rows with the places of their words in bytes, as the model has them.
fn in_bytes(shown: &Shown, mut rows: Vec<Value>) -> Vec<Value> {
    let mut offsets: HashMap<String, Offsets<'_>> = HashMap::new();
    rows.iter_mut().for_each(|row| convert(shown, row, &mut offsets));
    rows
}

fn convert<'s>(shown: &'s Shown, value: &mut Value, offsets: &mut HashMap<String, Offsets<'s>>) {
    match value {
        Value::Array(several) => several.iter_mut().for_each(|one| convert(shown, one, offsets)),
        Value::Object(fields) if fields.contains_key("rule") && fields.contains_key("start") => {
            let document = value["document"].as_str().unwrap_or("").to_owned();
            let point = |end: &str| value[end].as_u64().and_then(|at| usize::try_from(at).ok());
            let text = || shown.document(&document).map_or("", |(_, d)| d.text.as_str());
            let known = offsets
                .entry(document.clone())
                .or_insert_with(|| Offsets::of(text()));
            let ends = point("start").zip(point("end"));
            let span = ends
                .and_then(|(start, end)| known.from_code_points(start, end))
                .unwrap_or_default();
            let rule = value["rule"].clone();
            *value = json!({
                "document": document,
                "span": {"start": span.start, "end": span.end},
                "rule": rule,
            });
        }
        Value::Object(fields) => fields.values_mut().for_each(|one| convert(shown, one, offsets)),
        _ => {}
    }
}
