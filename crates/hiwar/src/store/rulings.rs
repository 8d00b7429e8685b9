//! What people have ruled, in the record itself: rows are added and never changed; what became of each is made anew with
//! the lists.

use super::documents::json_text;
use super::{Store, Units, has};
use crate::fault::Result;
use hiwar_core::model::{Outcome, Quoted, Ruling, Target, Verb};
use rusqlite::{Connection, Row, Transaction, params};
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};

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
  row TEXT,                  -- id of the row now
  why TEXT,                  -- it does not count
  other TEXT,                -- id of the ruling that says otherwise
  was TEXT                   -- JSON: what the rules had found in the place of a correction
)";

/// How many of a row's words a ruling keeps.
const WORDS: u32 = 8;

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

    /// Adds rulings; those that are there already stay as they are. The next lists follow them.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn rule(&mut self, rulings: &[Ruling]) -> Result<()> {
        self.write(|db| add(db, rulings))
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
            let mut query = self.db.prepare("SELECT * FROM ruling_outcome ORDER BY rowid")?;
            let rows = query.query_map([], told)?;
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
    let sql = "SELECT document, \"start\", \"end\", text FROM evidence WHERE row_table = ?1 AND row_id = ?2 ORDER BY id LIMIT ?3";
    let mut query = db.prepare(sql)?;
    let rows = query.query_map(params![table, id, WORDS], |r| {
        let at = |n: i64| usize::try_from(n).unwrap_or_default();
        Ok(Quoted {
            document: r.get(0)?,
            start: at(r.get(1)?),
            end: at(r.get(2)?),
            text: r.get(3)?,
        })
    })?;
    rows.collect()
}

/// Adds rulings; those that are there already stay as they are. The words of reports that were removed do not come back
/// with them.
pub(super) fn add(db: &Transaction<'_>, rulings: &[Ruling]) -> rusqlite::Result<()> {
    if rulings.is_empty() {
        return Ok(());
    }
    db.execute_batch(CREATE)?;
    let mut removed = db.prepare("SELECT document FROM tombstone")?;
    let removed = removed.query_map([], |r| r.get(0))?;
    let removed = removed.collect::<rusqlite::Result<HashSet<String>>>()?;
    let mut put = db.prepare_cached("INSERT OR IGNORE INTO ruling VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for r in rulings {
        let text = json_text(&without(r.clone(), |document| removed.contains(document)))?;
        put.execute(params![r.id, r.at, r.by, json!(r.verb).as_str(), text])?;
    }
    Ok(())
}

/// A ruling without the words of some documents.
fn without(mut ruling: Ruling, gone: impl Fn(&str) -> bool) -> Ruling {
    for target in &mut ruling.targets {
        target.words.retain(|quoted| !gone(&quoted.document));
    }
    ruling
}

/// Takes the words of a document that is removed out of the rulings that quote it: the rulings stay, the words do not.
pub(super) fn forget(db: &Transaction<'_>, document: &str) -> rusqlite::Result<()> {
    if !has(db, "ruling")? {
        return Ok(());
    }
    let mut query = db.prepare("SELECT ruling FROM ruling")?;
    let texts = query.query_map([], |r| r.get::<_, String>(0))?;
    for text in texts.collect::<rusqlite::Result<Vec<_>>>()? {
        let Ok(ruling) = serde_json::from_str::<Ruling>(&text) else {
            continue;
        };
        let ruling = without(ruling, |quoted| quoted == document);
        db.execute(
            "UPDATE ruling SET ruling = ?2 WHERE id = ?1",
            params![ruling.id, json_text(&ruling)?],
        )?;
    }
    Ok(())
}

/// An outcome out of its row; an older version wrote fewer columns.
fn told(row: &Row<'_>) -> rusqlite::Result<Value> {
    let (ruling, fate, list): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
    let text = |column: &str| row.get::<_, Option<String>>(column).ok().flatten();
    let was = text("was").and_then(|t| serde_json::from_str::<Value>(&t).ok());
    Ok(
        json!({"ruling": ruling, "fate": fate, "list": list, "row": text("row"), "why": text("why"),
        "other": text("other"), "was": was}),
    )
}

/// Writes what became of the rulings, with the lists.
pub(super) fn write(db: &Transaction<'_>, outcomes: &[Outcome]) -> rusqlite::Result<()> {
    db.execute_batch("DROP TABLE IF EXISTS ruling_outcome")?;
    if outcomes.is_empty() {
        return Ok(());
    }
    db.execute_batch(CREATE)?;
    let mut put = db.prepare_cached("INSERT INTO ruling_outcome VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?;
    for one in outcomes {
        let was = one.was.as_ref().map(Value::to_string);
        let fate = json!(one.fate);
        put.execute(params![
            one.ruling,
            fate.as_str(),
            one.list,
            one.row,
            one.why,
            one.other,
            was
        ])?;
    }
    Ok(())
}

/// For each row of a list the rulings that count for it: verb, author, reason, note, and what the rules had found.
pub(super) fn of_list(db: &Connection, list: &str) -> rusqlite::Result<HashMap<String, Vec<Value>>> {
    let mut of: HashMap<String, Vec<Value>> = HashMap::new();
    if !has(db, "ruling_outcome")? {
        return Ok(of);
    }
    let sql = "SELECT o.*, r.ruling AS body FROM ruling_outcome o JOIN ruling r ON r.id = o.ruling \
               WHERE o.list = ?1 AND o.fate = 'applied' AND o.row IS NOT NULL ORDER BY r.at, r.id, o.rowid";
    let mut query = db.prepare(sql)?;
    let mut rows = query.query([list])?;
    while let Some(row) = rows.next()? {
        let text: String = row.get("body")?;
        let outcome = told(row)?;
        let Ok(ruling) = serde_json::from_str::<Ruling>(&text) else {
            continue;
        };
        let mut said = json!({"id": ruling.id, "verb": ruling.verb, "by": ruling.by, "at": ruling.at});
        let more = [
            ("field", ruling.field.map(Value::from)),
            ("value", Some(ruling.value).filter(|v| !v.is_null())),
            (
                "was",
                outcome
                    .get("was")
                    .cloned()
                    .filter(|_| ruling.verb == Verb::Correct),
            ),
            ("because", ruling.because.map(Value::from)),
        ];
        for (key, value) in more {
            if let (Some(value), Some(said)) = (value, said.as_object_mut()) {
                said.insert(key.to_owned(), value);
            }
        }
        // Two of the people of a merge are one row now: it says so once.
        let list = of.entry(row.get("row")?).or_default();
        if list.last() != Some(&said) {
            list.push(said);
        }
    }
    Ok(of)
}
