//! The record's lists as tables: written whole, read back row by row. Knows no list by name; [`super::spec`] does.

use super::spec::{self, Child, Column, Kind, TABLES, Table, quoted};
use super::{Store, set};
use crate::fault::{Fault, Result};
use hiwar_core::model::{Document, Evidence, Record};
use hiwar_core::text::Offsets;
use rusqlite::types::{Value as Sql, ValueRef};
use rusqlite::{Connection, Row, Transaction, params};
use serde_json::{Map, Value, json};
use std::collections::{HashMap, HashSet};

/// What the offsets of evidence count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Units {
    /// Code points, with the exact words: the contract's form.
    CodePoints,
    /// UTF-8 bytes: the model's form.
    Bytes,
}

impl Store {
    /// Replaces all lists by those of `record`, in one transaction. `documents` are what it was made of.
    ///
    /// # Errors
    /// The file cannot be written; the lists are as they were then.
    pub fn replace<'d>(
        &mut self,
        record: &Record,
        documents: impl Iterator<Item = &'d Document>,
    ) -> Result<()> {
        let content = self.content()?;
        let texts: Texts<'_> = documents
            .map(|d| (d.id.as_str(), (d.text.as_str(), Offsets::of(&d.text))))
            .collect();
        let lists = serde_json::to_value(record).map_err(|e| {
            Fault::of(
                &self.path,
                format!("the record cannot be written ({e})"),
                "please report this",
            )
        })?;
        self.write(|db| {
            clear(db)?;
            for table in &TABLES {
                let rows = lists.get(table.field).and_then(Value::as_array);
                write_table(db, table, rows.map_or(&[][..], Vec::as_slice), &texts)?;
            }
            set(db, "content", &content)
        })
    }

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
        read_table(&self.db, table, units).map_err(|e| self.fault(&e))
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
        serde_json::from_value(Value::Object(lists)).map_err(|e| {
            Fault::of(
                &self.path,
                format!("its lists are of another version ({e})"),
                "run `hiwar build` on it with the same reports",
            )
        })
    }
}

fn clear(db: &Transaction<'_>) -> rusqlite::Result<()> {
    db.execute("DELETE FROM evidence", [])?;
    for table in &TABLES {
        for child in table.children {
            db.execute(&format!("DELETE FROM {}", quoted(child.table)), [])?;
        }
        if table.name != "document" {
            db.execute(&format!("DELETE FROM {}", quoted(table.name)), [])?;
        }
    }
    Ok(())
}

fn write_table(
    db: &Transaction<'_>,
    table: &Table,
    rows: &[Value],
    texts: &Texts<'_>,
) -> rusqlite::Result<()> {
    let mut ids = HashSet::new();
    for (position, row) in rows.iter().enumerate() {
        let mut id = row
            .get("id")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned();
        // Ids are made from content; should two rows ever come out alike, neither is lost.
        while !ids.insert(id.clone()) {
            id.push('~');
        }
        if table.name == "document" {
            update_document(db, table, &id, position, row)?;
        } else {
            let values = std::iter::once(Sql::Text(id.clone())).chain(values(table.columns, row));
            insert(db, table.name, &["id"], table.columns, values.collect())?;
        }
        write_evidence(db, table.name, &id, row, texts)?;
        for child in table.children {
            write_child(db, child, &id, row, texts)?;
        }
    }
    Ok(())
}

fn write_child(
    db: &Transaction<'_>,
    child: &Child,
    parent: &str,
    row: &Value,
    texts: &Texts<'_>,
) -> rusqlite::Result<()> {
    let items = row.get(child.field).and_then(Value::as_array);
    for (position, item) in items.into_iter().flatten().enumerate() {
        let id = format!("{parent}/{position}");
        let mut list = vec![
            Sql::Text(id.clone()),
            Sql::Text(parent.to_owned()),
            Sql::Integer(whole(position)),
        ];
        match child.columns.first() {
            Some((_, kind)) if child.plain => list.push(to_sql(*kind, item)),
            _ => list.extend(values(child.columns, item)),
        }
        insert(
            db,
            child.table,
            &["id", "parent", "position"],
            child.columns,
            list,
        )?;
        if child.evidence {
            write_evidence(db, child.table, &id, item, texts)?;
        }
    }
    Ok(())
}

fn insert(
    db: &Transaction<'_>,
    table: &str,
    first: &[&str],
    columns: &[Column],
    values: Vec<Sql>,
) -> rusqlite::Result<()> {
    let names: Vec<String> = first
        .iter()
        .copied()
        .chain(columns.iter().map(|c| c.0))
        .map(quoted)
        .collect();
    let marks = vec!["?"; names.len()].join(", ");
    let sql = format!(
        "INSERT INTO {} ({}) VALUES ({marks})",
        quoted(table),
        names.join(", ")
    );
    db.prepare_cached(&sql)?
        .execute(rusqlite::params_from_iter(values))
        .map(drop)
}

/// What the record says of a document goes into the document's own row.
fn update_document(
    db: &Transaction<'_>,
    table: &Table,
    id: &str,
    position: usize,
    row: &Value,
) -> rusqlite::Result<()> {
    let sets: String = table
        .columns
        .iter()
        .map(|c| format!("{} = ?, ", quoted(c.0)))
        .collect();
    let sql = format!("UPDATE document SET {sets}position = ? WHERE id = ?");
    let mut list: Vec<Sql> = values(table.columns, row).collect();
    list.push(Sql::Integer(whole(position)));
    list.push(Sql::Text(id.to_owned()));
    db.prepare_cached(&sql)?
        .execute(rusqlite::params_from_iter(list))
        .map(drop)
}

fn write_evidence(
    db: &Transaction<'_>,
    table: &str,
    row_id: &str,
    row: &Value,
    texts: &Texts<'_>,
) -> rusqlite::Result<()> {
    let list = row.get("evidence").and_then(Value::as_array);
    for item in list.into_iter().flatten() {
        let Ok(evidence) = serde_json::from_value::<Evidence>(item.clone()) else {
            continue;
        };
        // Words that are in no document of the record are no evidence.
        let Some((text, offsets)) = texts.get(evidence.document.as_str()) else {
            continue;
        };
        let (start, end) = offsets.code_points(evidence.span);
        db.prepare_cached(
            "INSERT INTO evidence (row_table, row_id, document, \"start\", \"end\", text, rule, start_byte, end_byte) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            table,
            row_id,
            evidence.document,
            whole(start),
            whole(end),
            evidence.span.of(text),
            evidence.rule,
            whole(evidence.span.start),
            whole(evidence.span.end),
        ])?;
    }
    Ok(())
}

/// No text is longer than `i64` can count.
fn whole(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn values(columns: &[Column], row: &Value) -> impl Iterator<Item = Sql> {
    columns
        .iter()
        .map(|(name, kind)| row.get(*name).map_or(Sql::Null, |value| to_sql(*kind, value)))
}

fn to_sql(kind: Kind, value: &Value) -> Sql {
    match (kind, value) {
        (_, Value::Null) => Sql::Null,
        (Kind::Json, value) => Sql::Text(value.to_string()),
        (Kind::Flag, value) => Sql::Integer(i64::from(value.as_bool().unwrap_or(false))),
        (_, Value::String(text)) => Sql::Text(text.clone()),
        (_, Value::Number(n)) => match n.as_i64() {
            Some(n) => Sql::Integer(n),
            None => n.as_f64().map_or(Sql::Null, Sql::Real),
        },
        (_, other) => Sql::Text(other.to_string()),
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

/// The texts that evidence points into, by document.
type Texts<'d> = HashMap<&'d str, (&'d str, Offsets<'d>)>;

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
