//! What people have ruled, in the record itself: rows are added and never changed; what became of each is made anew with
//! the lists.

use super::{Store, Units, has};
use crate::fault::Result;
use hiwar_core::model::{Outcome, Quoted, Ruling, Target};
use rusqlite::{Connection, Transaction, params};
use serde_json::{Value, json};
use std::collections::HashMap;

pub(super) const CREATE: &str = "
CREATE TABLE IF NOT EXISTS ruling (
  id TEXT PRIMARY KEY,
  at TEXT NOT NULL,          -- RFC 3339, UTC
  by TEXT NOT NULL,
  verb TEXT NOT NULL,
  ruling TEXT NOT NULL       -- JSON: all of it, as `hiwar rule export` writes it
);
CREATE TABLE IF NOT EXISTS ruling_outcome (
  ruling TEXT NOT NULL REFERENCES ruling(id),
  fate TEXT NOT NULL,        -- applied, orphaned, contradicted, undone
  list TEXT NOT NULL,
  row TEXT                   -- id of the row now
)";

/// How many of a row's words a ruling keeps.
const WORDS: usize = 5;

impl Store {
    /// All rulings, in the order in which they were made.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn rulings(&self) -> Result<Vec<Ruling>> {
        if !self.exists() || !has(&self.db, "ruling").map_err(|e| self.fault(&e))? {
            return Ok(Vec::new());
        }
        let texts = self.strings("SELECT ruling FROM ruling WHERE ?1 = '' ORDER BY at, id", &[""])?;
        // What another version wrote otherwise is no reason to lose the rest: it stays in the file.
        Ok(texts
            .iter()
            .filter_map(|t| serde_json::from_str(t).ok())
            .collect())
    }

    /// Adds rulings; those that are there already stay as they are. Gives how many were new.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn rule(&mut self, rulings: &[Ruling]) -> Result<usize> {
        self.write(|db| {
            db.execute_batch(CREATE)?;
            let mut put = db.prepare_cached("INSERT OR IGNORE INTO ruling VALUES (?1, ?2, ?3, ?4, ?5)")?;
            let mut new = 0;
            for r in rulings {
                let verb = json!(r.verb);
                let text = super::documents::json_text(r)?;
                new += put.execute(params![r.id, r.at, r.by, verb.as_str(), text])?;
            }
            Ok(new)
        })
    }

    /// What became of each ruling when the lists were made.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn outcomes(&self) -> Result<Vec<Outcome>> {
        if !self.exists() || !has(&self.db, "ruling_outcome").map_err(|e| self.fault(&e))? {
            return Ok(Vec::new());
        }
        let read = || {
            let mut query = self
                .db
                .prepare("SELECT ruling, fate, list, row FROM ruling_outcome ORDER BY rowid")?;
            let rows = query.query_map([], |r| {
                let (ruling, fate, list): (String, String, String) = (r.get(0)?, r.get(1)?, r.get(2)?);
                let row: Option<String> = r.get(3)?;
                Ok(json!({"ruling": ruling, "fate": fate, "list": list, "row": row}))
            })?;
            rows.collect::<rusqlite::Result<Vec<Value>>>()
        };
        let rows = read().map_err(|e| self.fault(&e))?;
        Ok(rows
            .into_iter()
            .filter_map(|r| serde_json::from_value(r).ok())
            .collect())
    }

    /// The row of this id with its list and the words it rests on, as the target of a ruling; and the row itself.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn target(&self, id: &str) -> Result<Option<(Target, Value)>> {
        for table in &super::spec::TABLES {
            let sql = format!(
                "SELECT count(*) FROM {} WHERE id = ?1",
                super::spec::quoted(table.name)
            );
            let n: i64 = self
                .db
                .query_row(&sql, [id], |r| r.get(0))
                .map_err(|e| self.fault(&e))?;
            if n == 0 {
                continue;
            }
            let words = words(&self.db, table.name, id).map_err(|e| self.fault(&e))?;
            let rows = self.rows(table.kind, Units::CodePoints)?;
            let Some(row) = rows
                .into_iter()
                .find(|r| r.get("id").and_then(Value::as_str) == Some(id))
            else {
                continue;
            };
            let target = Target {
                list: table.kind.to_owned(),
                row: id.to_owned(),
                words,
            };
            return Ok(Some((target, row)));
        }
        Ok(None)
    }
}

/// The first words that a row rests on.
fn words(db: &Connection, table: &str, id: &str) -> rusqlite::Result<Vec<Quoted>> {
    let sql = "SELECT document, start_byte, text FROM evidence WHERE row_table = ?1 AND row_id = ?2 ORDER BY id LIMIT ?3";
    let mut query = db.prepare(sql)?;
    let rows = query.query_map(params![table, id, WORDS as i64], |r| {
        let start: i64 = r.get(1)?;
        Ok(Quoted {
            document: r.get(0)?,
            start: usize::try_from(start).unwrap_or_default(),
            text: r.get(2)?,
        })
    })?;
    rows.collect()
}

/// Writes what became of the rulings, with the lists.
pub(super) fn write(db: &Transaction<'_>, outcomes: &[Outcome]) -> rusqlite::Result<()> {
    if outcomes.is_empty() {
        return db.execute_batch("DROP TABLE IF EXISTS ruling_outcome");
    }
    db.execute_batch(CREATE)?;
    db.execute("DELETE FROM ruling_outcome", [])?;
    let mut put = db.prepare_cached("INSERT INTO ruling_outcome VALUES (?1, ?2, ?3, ?4)")?;
    for one in outcomes {
        put.execute(params![one.ruling, json!(one.fate).as_str(), one.list, one.row])?;
    }
    Ok(())
}

/// For each row of a list the rulings that count for it: verb, author, reason, note.
pub(super) fn of_list(db: &Connection, list: &str) -> rusqlite::Result<HashMap<String, Vec<Value>>> {
    let mut of: HashMap<String, Vec<Value>> = HashMap::new();
    if !has(db, "ruling_outcome")? {
        return Ok(of);
    }
    let sql = "SELECT o.row, r.ruling FROM ruling_outcome o JOIN ruling r ON r.id = o.ruling \
               WHERE o.list = ?1 AND o.fate = 'applied' AND o.row IS NOT NULL ORDER BY r.at, r.id";
    let mut query = db.prepare(sql)?;
    let mut rows = query.query([list])?;
    while let Some(row) = rows.next()? {
        let text: String = row.get(1)?;
        let Ok(ruling) = serde_json::from_str::<Ruling>(&text) else {
            continue;
        };
        let mut told = json!({"id": ruling.id, "verb": ruling.verb, "by": ruling.by, "at": ruling.at});
        let more = [
            ("field", ruling.field.map(Value::from)),
            ("value", Some(ruling.value).filter(|v| !v.is_null())),
            ("because", ruling.because.map(Value::from)),
        ];
        for (key, value) in more {
            if let (Some(value), Some(told)) = (value, told.as_object_mut()) {
                told.insert(key.to_owned(), value);
            }
        }
        of.entry(row.get(0)?).or_default().push(told);
    }
    Ok(of)
}
