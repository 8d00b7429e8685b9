//! The record's lists written to their tables, all at once. Knows no list by name; [`super::spec`] does.

use super::documents::{json_text, unwritable};
use super::spec::{Child, Column, Kind, TABLES, Table, quoted};
use super::{Store, set};
use crate::fault::Result;
use hiwar_core::model::{Annotations, Document, Evidence, Record, Ruling};
use hiwar_core::text::Offsets;
use rusqlite::types::Value as Sql;
use rusqlite::{Transaction, params};
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// The texts that evidence points into, by document.
type Texts<'d> = HashMap<&'d str, (&'d str, Offsets<'d>)>;

impl Store {
    /// Replaces all lists by those of `record`, in one transaction. `documents` are what it was made of; where `anew`
    /// says so, a document was read again with a date that the others gave it, which is kept beside its own reading.
    /// `content` is [`Store::content_with`] those rulings from before they were made: what was added or ruled meanwhile
    /// leaves the lists incomplete, to be made again. `rulings` are those that were replayed; what the file lacks of them is
    /// added in the same transaction, so that a ruling is never there without its effect.
    ///
    /// # Errors
    /// The file cannot be written; the lists are as they were then.
    pub fn replace(
        &mut self,
        record: &Record,
        documents: &[(Document, Annotations)],
        anew: &[bool],
        content: &str,
        rulings: &[Ruling],
    ) -> Result<()> {
        let texts: Texts<'_> = documents
            .iter()
            .map(|(d, _)| (d.id.as_str(), (d.text.as_str(), Offsets::of(&d.text))))
            .collect();
        self.write(|db| {
            clear(db)?;
            for table in &TABLES {
                let rows = (table.rows)(record).map_err(unwritable)?;
                write_table(db, table, rows.as_array().map_or(&[][..], Vec::as_slice), &texts)?;
            }
            db.execute(
                "UPDATE document_annotation SET settled = NULL WHERE settled IS NOT NULL",
                [],
            )?;
            for ((document, found), _) in documents.iter().zip(anew).filter(|(_, anew)| **anew) {
                let sql = "UPDATE document_annotation SET settled = ?2 WHERE document = ?1";
                db.execute(sql, params![document.id, json_text(found)?])?;
            }
            super::rulings::add(db, rulings)?;
            super::rulings::write(db, &record.outcomes)?;
            set(db, "content", content)
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
