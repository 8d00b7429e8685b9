//! The record as tidy tables: one value a cell, one list a table. CSV and Parquet are made of them.
//!
//! The tables follow from `schemas/show.json`: a field is a column, an object's fields are columns, a list is a table
//! of its own with `parent` and `position`. Each row carries its first words; all of them are in the table `evidence`.

use super::Archive;
use crate::fault::Result;
use crate::tell::{Kind, schema};
use clap::ValueEnum;
use serde_json::{Map, Value, json};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Text; a date is text too, cut to what is known.
    Text,
    /// A whole number.
    Whole,
    /// Any number.
    Number,
    /// True or false.
    Flag,
}

/// A column of a table.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Column {
    pub name: String,
    pub holds: Holds,
    /// What it means, for the data dictionary.
    pub about: String,
    /// The way to the value in the row.
    path: Vec<String>,
}

/// A table with its rows.
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Table {
    pub name: String,
    /// What a row is.
    pub about: String,
    /// The table that `parent` points into.
    pub parent: Option<String>,
    pub columns: Vec<Column>,
    /// As many values as columns.
    pub rows: Vec<Vec<Value>>,
}

/// Where the words are: the same columns in every table, and what they mean.
const PLACE: [(&str, Holds, &str); 4] = [
    (
        "document",
        Holds::Text,
        "id of the report that the first words this rests on stand in",
    ),
    (
        "start",
        Holds::Whole,
        "where they begin in its text, in Unicode code points",
    ),
    ("end", Holds::Whole, "where they end, exclusive"),
    ("text", Holds::Text, "the exact words"),
];

/// Every table of the record, in the order of `hiwar show`'s lists; `evidence` is the last.
///
/// # Errors
/// The schema in the binary cannot be read, which should not happen.
pub fn tables(archive: &Archive<'_>) -> Result<Vec<Table>> {
    let lists = schema::lists()?;
    let mut all = Vec::new();
    let mut evidence = evidence_table();
    for kind in Kind::value_variants() {
        let about = kind
            .to_possible_value()
            .and_then(|v| v.get_help().map(ToString::to_string));
        let fields = lists.get(kind.name()).and_then(|list| list.get("properties"));
        let Some(fields) = fields.and_then(Value::as_object) else {
            continue;
        };
        let mut table = Table::new(kind.name(), about.unwrap_or_default(), None, fields);
        let mut children = children(&table, fields);
        for row in archive.rows(*kind) {
            let id = row.get("id").cloned().unwrap_or_default();
            table.push(&row, &[], &row);
            evidence.cite(&table.name, &id, &row);
            for (field, child) in &mut children {
                let items = row.get(field.as_str()).and_then(Value::as_array);
                for (position, item) in items.into_iter().flatten().enumerate() {
                    let cited = if item.get("evidence").is_some() {
                        item
                    } else {
                        &row
                    };
                    child.push(item, &[id.clone(), json!(position)], cited);
                    let key = json!(format!("{}/{position}", id.as_str().unwrap_or_default()));
                    evidence.cite(&child.name, &key, item);
                }
            }
        }
        all.push(table);
        all.extend(children.into_iter().map(|(_, child)| child));
    }
    all.push(evidence);
    Ok(all)
}

impl Table {
    fn new(name: &str, about: String, parent: Option<&Table>, fields: &Map<String, Value>) -> Self {
        let mut columns = Vec::new();
        if let Some(parent) = parent {
            columns.push(Column::made(
                "parent",
                Holds::Text,
                &format!("id of its row in {}", parent.name),
            ));
            columns.push(Column::made(
                "position",
                Holds::Whole,
                "its place in the list, from 0",
            ));
        }
        columns.extend(
            fields
                .iter()
                .flat_map(|(field, schema)| Column::of(&[field], schema)),
        );
        columns.extend(PLACE.map(|(name, holds, about)| Column::made(name, holds, about)));
        Self {
            name: name.to_owned(),
            about,
            parent: parent.map(|p| p.name.clone()),
            columns,
            rows: Vec::new(),
        }
    }

    /// Adds a row: `first` goes before the fields of `row`, the first words of `cited` behind them.
    fn push(&mut self, row: &Value, first: &[Value], cited: &Value) {
        let words = cited.get("evidence").and_then(|e| e.get(0));
        let fields = self.columns.len() - PLACE.len();
        let within = self.columns.get(first.len()..fields).unwrap_or_default();
        let value = |column: &Column| {
            let step = |at: &Value, key: &String| at.get(key).cloned().unwrap_or_default();
            column.path.iter().fold(row.clone(), |at, key| step(&at, key))
        };
        let mut cells = first.to_vec();
        cells.extend(within.iter().map(value));
        cells.extend(PLACE.map(|(name, ..)| words.and_then(|w| w.get(name)).cloned().unwrap_or_default()));
        self.rows.push(cells);
    }

    /// Adds the evidence of a row to the table of it.
    fn cite(&mut self, table: &str, id: &Value, row: &Value) {
        let evidence = row.get("evidence").and_then(Value::as_array);
        for (position, words) in evidence.into_iter().flatten().enumerate() {
            let mut cells = vec![json!(table), id.clone(), json!(position)];
            let names = PLACE.map(|p| p.0).into_iter().chain(["rule"]);
            cells.extend(names.map(|name| words.get(name).cloned().unwrap_or_default()));
            self.rows.push(cells);
        }
    }
}

impl Column {
    fn made(name: &str, holds: Holds, about: &str) -> Self {
        Self {
            name: name.to_owned(),
            holds,
            about: about.to_owned(),
            path: Vec::new(),
        }
    }

    /// The columns of a field: one, one a field of an object, none for a list.
    fn of(path: &[&str], schema: &Value) -> Vec<Self> {
        if let Some(fields) = object(schema) {
            let below =
                |(field, schema): (&String, &Value)| Self::of(&[path, &[field.as_str()]].concat(), schema);
            return fields.iter().flat_map(below).collect();
        }
        let Some(holds) = holds(schema) else {
            return Vec::new();
        };
        let about = schema.get("description").and_then(Value::as_str).unwrap_or("");
        let values = schema.get("enum").and_then(Value::as_array);
        let values = values.map(|list| {
            list.iter()
                .filter_map(Value::as_str)
                .collect::<Vec<_>>()
                .join(", ")
        });
        let about = match values {
            Some(values) if about.is_empty() => format!("one of {values}"),
            Some(values) => format!("{about}; one of {values}"),
            None => about.to_owned(),
        };
        vec![Self {
            name: path.join("_"),
            holds,
            about,
            path: path.iter().map(|&p| p.to_owned()).collect(),
        }]
    }
}

/// The tables of a list's lists, by their fields.
fn children(parent: &Table, fields: &Map<String, Value>) -> Vec<(String, Table)> {
    let lists = fields.iter().filter(|(field, _)| *field != "evidence");
    let child = |(field, schema): (&String, &Value)| {
        let items = schema.get("items")?;
        let name = format!("{}_{field}", parent.name);
        let about = schema.get("description").and_then(Value::as_str).unwrap_or("");
        let about = format!("{field} of {}: {about}", parent.name);
        let about = about.trim_end_matches([' ', ':']).to_owned();
        let mut table = match object(items) {
            Some(fields) => Table::new(&name, about, Some(parent), fields),
            None => Table::new(&name, about, Some(parent), &Map::new()),
        };
        if let Some(holds) = holds(items) {
            table.columns.insert(2, Column::made("value", holds, "the item"));
        }
        Some((field.clone(), table))
    };
    lists.filter_map(child).collect()
}

/// The fields of what is an object, or an object or nothing.
fn object(schema: &Value) -> Option<&Map<String, Value>> {
    let either = schema
        .get("anyOf")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let mut all = either.chain([schema]);
    all.find_map(|s| s.get("properties")).and_then(Value::as_object)
}

/// What a single value is; `None` for lists and objects.
fn holds(schema: &Value) -> Option<Holds> {
    let kind = match schema.get("type") {
        Some(Value::Array(kinds)) => kinds.first().and_then(Value::as_str),
        Some(kind) => kind.as_str(),
        None if schema.get("enum").is_some() => Some("string"),
        None => None,
    };
    match kind {
        Some("string") => Some(Holds::Text),
        Some("integer") => Some(Holds::Whole),
        Some("number") => Some(Holds::Number),
        Some("boolean") => Some(Holds::Flag),
        _ => None,
    }
}

fn evidence_table() -> Table {
    let mut columns = vec![
        Column::made(
            "table",
            Holds::Text,
            "the table of the row that rests on these words",
        ),
        Column::made("row", Holds::Text, "its id; parent/position where it has none"),
        Column::made("position", Holds::Whole, "which of its words, from 0"),
    ];
    columns.extend(PLACE.map(|(name, holds, about)| Column::made(name, holds, about)));
    if let Some(document) = columns.get_mut(3) {
        document.about = "id of the report that the words stand in".to_owned();
    }
    columns.push(Column::made("rule", Holds::Text, "the rule that found them"));
    Table {
        name: "evidence".to_owned(),
        about: "The words that each row rests on, all of them".to_owned(),
        parent: None,
        columns,
        rows: Vec::new(),
    }
}
