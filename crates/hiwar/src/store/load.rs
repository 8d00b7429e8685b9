//! The record's lists read back from their tables.

use super::spec::{self, Child, Column, Kind, TABLES, Table, quoted};
use super::{Store, has, rulings};
use crate::fault::{Fault, Result};
use hiwar_core::model::Record;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use std::collections::HashMap;

/// What the offsets of evidence count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Units {
    /// Code points, with the exact words: the contract's form.
    CodePoints,
    /// UTF-8 bytes: the model's form.
    Bytes,
}

impl Store {
    /// The rows of a list as `hiwar show KIND --json` prints them: `id`, the contract's fields, `evidence`.
    ///
    /// # Errors
    /// No such list, or the file cannot be read.
    pub fn rows(&self, kind: &str, units: Units) -> Result<Vec<Value>> {
        let Some(table) = spec::table(kind) else {
            return Err(Fault::new(
                "",
                format!("there is no list {kind}"),
                "see `hiwar show --help`",
            ));
        };
        // A record of an older version has not got every list.
        match has(&self.db, table.name) {
            Ok(false) => Ok(Vec::new()),
            _ => read_table(&self.db, table, units).map_err(|e| self.fault(&e)),
        }
    }

    /// The whole record, as it was reconciled.
    ///
    /// # Errors
    /// The file cannot be read, or a row has another shape than this version's.
    pub fn record(&self) -> Result<Record> {
        let mut lists = Map::new();
        for table in &TABLES {
            lists.insert(
                table.field.to_owned(),
                self.rows(table.kind, Units::Bytes)?.into(),
            );
        }
        self.shaped(Value::Object(lists))
    }

    /// A list of the record in the form of the model.
    ///
    /// # Errors
    /// No such list, the file cannot be read, or a row has another shape than this version's.
    pub fn list<T: DeserializeOwned>(&self, kind: &str) -> Result<Vec<T>> {
        self.shaped(self.rows(kind, Units::Bytes)?.into())
    }

    fn shaped<T: DeserializeOwned>(&self, rows: Value) -> Result<T> {
        serde_json::from_value(rows).map_err(|e| {
            Fault::of(
                &self.path,
                format!("its lists are of another version ({e})"),
                "run `hiwar build` on it with the same reports",
            )
        })
    }
}

fn from_sql(kind: Kind, value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(n) if kind == Kind::Flag => json!(n != 0),
        ValueRef::Integer(n) => json!(n),
        ValueRef::Real(n) => json!(n),
        ValueRef::Text(text) | ValueRef::Blob(text) => {
            let text = String::from_utf8_lossy(text);
            match kind {
                Kind::Json => serde_json::from_str(&text).unwrap_or(Value::Null),
                _ => json!(text),
            }
        }
    }
}

/// Lists of a table's rows, by the row's id.
type ById = HashMap<String, Vec<Value>>;

fn read_table(db: &Connection, table: &Table, units: Units) -> rusqlite::Result<Vec<Value>> {
    let mut evidence = read_evidence(db, table.name, units)?;
    let mut children = Vec::new();
    for child in table.children {
        children.push((child, read_child(db, child, units)?));
    }
    let order = match table.name {
        "document" => "position IS NULL, position, id",
        _ => "rowid",
    };
    let mut ruled = rulings::of_list(db, table.kind)?;
    let columns = names(table.columns);
    let sql = format!("SELECT id{columns} FROM {} ORDER BY {order}", quoted(table.name));
    let mut query = db.prepare(&sql)?;
    let mut found = query.query([])?;
    let mut rows = Vec::new();
    while let Some(sql) = found.next()? {
        let id: String = sql.get(0)?;
        let mut row = Map::new();
        row.insert("id".to_owned(), json!(id));
        fields(sql, 1, table.columns, &mut row)?;
        for (child, lists) in &mut children {
            row.insert(
                child.field.to_owned(),
                lists.remove(&id).unwrap_or_default().into(),
            );
        }
        row.insert(
            "evidence".to_owned(),
            evidence.remove(&id).unwrap_or_default().into(),
        );
        if let Some(ruled) = ruled.remove(&id).filter(|_| units == Units::CodePoints) {
            row.insert("ruled".to_owned(), ruled.into());
        }
        rows.push(Value::Object(row));
    }
    Ok(rows)
}

fn read_child(db: &Connection, child: &Child, units: Units) -> rusqlite::Result<ById> {
    let mut evidence = match child.evidence {
        true => read_evidence(db, child.table, units)?,
        false => ById::new(),
    };
    let columns = names(child.columns);
    let sql = format!(
        "SELECT id, parent{columns} FROM {} ORDER BY rowid",
        quoted(child.table)
    );
    let mut query = db.prepare(&sql)?;
    let mut found = query.query([])?;
    let mut lists = ById::new();
    while let Some(sql) = found.next()? {
        let (id, parent): (String, String) = (sql.get(0)?, sql.get(1)?);
        let mut item = Map::new();
        fields(sql, 2, child.columns, &mut item)?;
        if child.evidence {
            item.insert(
                "evidence".to_owned(),
                evidence.remove(&id).unwrap_or_default().into(),
            );
        }
        let item = match child.plain {
            true => item.into_iter().next().map_or(Value::Null, |(_, value)| value),
            false => Value::Object(item),
        };
        lists.entry(parent).or_default().push(item);
    }
    Ok(lists)
}

fn read_evidence(db: &Connection, table: &str, units: Units) -> rusqlite::Result<ById> {
    let sql = "SELECT row_id, document, \"start\", \"end\", text, rule, start_byte, end_byte FROM evidence \
               WHERE row_table = ?1 ORDER BY id";
    let mut query = db.prepare(sql)?;
    let mut found = query.query([table])?;
    let mut lists = ById::new();
    while let Some(row) = found.next()? {
        let (document, rule): (String, String) = (row.get(1)?, row.get(5)?);
        let item = match units {
            Units::CodePoints => {
                let (start, end, text): (i64, i64, String) = (row.get(2)?, row.get(3)?, row.get(4)?);
                json!({"document": document, "start": start, "end": end, "text": text, "rule": rule})
            }
            Units::Bytes => {
                let (start, end): (i64, i64) = (row.get(6)?, row.get(7)?);
                json!({"document": document, "span": {"start": start, "end": end}, "rule": rule})
            }
        };
        lists.entry(row.get(0)?).or_default().push(item);
    }
    Ok(lists)
}

fn names(columns: &[Column]) -> String {
    columns.iter().map(|c| format!(", {}", quoted(c.0))).collect()
}

fn fields(
    sql: &Row<'_>,
    from: usize,
    columns: &[Column],
    into: &mut Map<String, Value>,
) -> rusqlite::Result<()> {
    for (at, (name, kind)) in columns.iter().enumerate() {
        into.insert((*name).to_owned(), from_sql(*kind, sql.get_ref(from + at)?));
    }
    Ok(())
}
