//! A list of the record as JSON, CSV or a table.

use super::kind::Cell;
use super::table::Table;
use super::{Kind, Style};
use crate::fault::{Fault, Result};
use serde_json::Value;

/// How a list is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For a terminal.
    Table,
    /// An array of rows, as the contract has them.
    Json,
    /// With a header; lists of plain values joined by `; `, anything deeper as JSON.
    Csv,
}

/// The text of a list. Rows carry `id`, the contract's fields and `evidence`.
///
/// # Errors
/// The rows cannot be written, which should not happen.
pub fn show(kind: Kind, rows: &[Value], form: Form) -> Result<String> {
    match form {
        Form::Json => serde_json::to_string_pretty(rows)
            .map(|text| text + "\n")
            .map_err(|e| internal(&e)),
        Form::Csv => comma_separated(rows),
        Form::Table => Ok(table(kind, rows)),
    }
}

/// Puts the name of each row's `dialogue` in the place of its id.
pub fn name_dialogues(rows: &mut [Value], dialogues: &[Value]) {
    for at in rows.iter_mut().filter_map(|row| row.get_mut("dialogue")) {
        let named = dialogues.iter().find(|d| d.get("id") == Some(at));
        if let Some(name) = named.and_then(|d| d.get("name")) {
            *at = name.clone();
        }
    }
}

fn internal(error: &dyn std::fmt::Display) -> Fault {
    Fault::new(
        "",
        format!("the list cannot be printed ({error})"),
        "please report this",
    )
}

fn comma_separated(rows: &[Value]) -> Result<String> {
    let Some(Value::Object(first)) = rows.first() else {
        return Ok(String::new());
    };
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(first.keys()).map_err(|e| internal(&e))?;
    for row in rows {
        let cells = first.keys().map(|key| row.get(key).map_or(String::new(), flat));
        out.write_record(cells).map_err(|e| internal(&e))?;
    }
    let bytes = out.into_inner().map_err(|e| internal(&e))?;
    String::from_utf8(bytes).map_err(|e| internal(&e))
}

fn flat(value: &Value) -> String {
    match value {
        Value::Array(list) if list.iter().all(|v| !v.is_object() && !v.is_array()) => {
            list.iter().map(plain).collect::<Vec<_>>().join("; ")
        }
        Value::Array(_) | Value::Object(_) => value.to_string(),
        other => plain(other),
    }
}

fn table(kind: Kind, rows: &[Value]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let columns: Vec<_> = kind
        .columns()
        .iter()
        // A column that says nothing in any row only takes room.
        .filter(|(field, how)| rows.iter().any(|r| !cell(r, field, *how).is_empty()))
        .collect();
    let mut table = Table::new(columns.iter().map(|(field, _)| heading(field)).collect());
    for row in rows {
        table.row(
            columns
                .iter()
                .map(|(field, how)| cell(row, field, *how))
                .collect(),
        );
    }
    table.text(Style::of_stdout(), width())
}

fn heading(field: &str) -> String {
    match field {
        "evidence" => "words".to_owned(),
        other => other.to_owned(),
    }
}

/// Cells a line has: the terminal's, or what `COLUMNS` says, or plenty.
pub fn width() -> usize {
    let given = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
    given
        .or_else(|| terminal_size::terminal_size().map(|(w, _)| usize::from(w.0)))
        .unwrap_or(160)
        .max(40)
}

fn cell(row: &Value, field: &str, how: Cell) -> String {
    let Some(value) = row.get(field) else {
        return String::new();
    };
    let list = || value.as_array().into_iter().flatten();
    match how {
        Cell::Plain => match value {
            Value::Array(_) => list().map(plain).collect::<Vec<_>>().join("، "),
            other => plain(other),
        },
        Cell::Count => list().count().to_string(),
        Cell::Named => match value {
            Value::Object(_) => named(value),
            _ => list().map(named).collect::<Vec<_>>().join("، "),
        },
        Cell::Claims => list()
            .filter_map(|c| c.get("value"))
            .map(plain)
            .collect::<Vec<_>>()
            .join(" ≠ "),
        Cell::Words => list()
            .next()
            .and_then(|e| e.get("text"))
            .map_or(String::new(), plain),
    }
}

fn named(value: &Value) -> String {
    let mut parts = value
        .as_object()
        .into_iter()
        .flat_map(|o| o.values())
        .map(plain)
        .filter(|p| !p.is_empty());
    match (parts.next(), parts.next()) {
        (Some(first), Some(second)) => format!("{first} ({second})"),
        (first, _) => first.unwrap_or_default(),
    }
}

pub(super) fn plain(value: &Value) -> String {
    match value {
        Value::Null | Value::Bool(false) => String::new(),
        Value::Bool(true) => "yes".to_owned(),
        Value::String(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        other => other.to_string(),
    }
}
