//! Tidy tables in UTF-8 with a data dictionary, and a Frictionless data package around them.

use super::tables::{Holds, Table, tables};
use super::{Archive, Export, Give, text};
use crate::fault::Result;
use serde_json::{Value, json};

/// A folder of CSV files.
pub struct Csv;

impl Export for Csv {
    fn folder(&self) -> bool {
        true
    }

    fn write(&self, archive: &Archive<'_>, give: &mut Give<'_>) -> Result<()> {
        let tables = tables(archive)?;
        for table in &tables {
            let head = table.columns.iter().map(|c| c.name.clone()).collect();
            let rows = table.rows.iter().map(|row| row.iter().map(cell).collect());
            give(
                &file(table),
                &text::separated(b',', std::iter::once(head).chain(rows))?,
            )?;
        }
        give("dictionary.csv", &dictionary(&tables)?)?;
        give("datapackage.json", &text::json(&package(&tables))?)
    }
}

fn file(table: &Table) -> String {
    format!("{}.csv", table.name)
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Frictionless names for what a column holds.
fn kind(holds: Holds) -> &'static str {
    match holds {
        Holds::Text => "string",
        Holds::Whole => "integer",
        Holds::Number => "number",
        Holds::Flag => "boolean",
    }
}

/// What each column means, as a table.
pub fn dictionary(tables: &[Table]) -> Result<Vec<u8>> {
    let head = ["table", "column", "type", "description"]
        .map(str::to_owned)
        .to_vec();
    let table = |table: &Table| {
        [
            table.name.clone(),
            String::new(),
            String::new(),
            table.about.clone(),
        ]
        .to_vec()
    };
    let rows = tables.iter().flat_map(|t| {
        let column = |c: &super::tables::Column| {
            [
                t.name.clone(),
                c.name.clone(),
                kind(c.holds).to_owned(),
                c.about.clone(),
            ]
            .to_vec()
        };
        std::iter::once(table(t)).chain(t.columns.iter().map(column))
    });
    text::separated(b',', std::iter::once(head).chain(rows))
}

fn package(tables: &[Table]) -> Value {
    let resources: Vec<Value> = tables.iter().map(resource).collect();
    json!({
        "profile": "tabular-data-package",
        "name": "hiwar-record",
        "description": "What reports tell of diplomatic talks, read by rules. Offsets count Unicode code points; \
                        dates are ISO 8601, cut to what is known.",
        "resources": resources,
    })
}

fn resource(table: &Table) -> Value {
    let fields: Vec<Value> = table
        .columns
        .iter()
        .map(|c| json!({"name": c.name, "type": kind(c.holds), "description": c.about}))
        .collect();
    let mut schema = json!({"fields": fields, "missingValues": [""]});
    let mut foreign = vec![key("document", "documents")];
    match &table.parent {
        Some(parent) => foreign.push(key("parent", parent)),
        None if table.name == "evidence" => {}
        None => schema["primaryKey"] = json!("id"),
    }
    schema["foreignKeys"] = foreign.into();
    json!({
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": file(table),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "description": table.about,
        "schema": schema,
    })
}

fn key(field: &str, table: &str) -> Value {
    json!({"fields": field, "reference": {"resource": table, "fields": "id"}})
}
