//! Reports in the record: which are known, which changed, which were removed.

use super::place::fingerprint;
use super::search::{forget, purge};
use super::{Store, rulings, set};
use crate::fault::{Fault, Result};
use hiwar_core::model::{Annotations, Document, Ruling, Source};
use rusqlite::{Row, Transaction, params};
use sha2::{Digest, Sha256};

/// A document that is to be written.
pub struct Entry {
    /// The document, under its settled id.
    pub document: Document,
    /// What was found in it.
    pub annotations: Annotations,
    /// Whether its path names this document alone.
    pub whole_file: bool,
}

impl Store {
    /// Takes the tombstone away, so that the document may come back.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn revive(&mut self, id: &str) -> Result<()> {
        self.write(|db| {
            db.execute("DELETE FROM tombstone WHERE document = ?1", [id])
                .map(drop)
        })
    }

    /// Writes documents and what was found in them, in one transaction. A changed one keeps its old version in
    /// `document_revision`.
    ///
    /// # Errors
    /// The file cannot be written; nothing of the batch is in it then.
    pub fn put(&mut self, entries: &[Entry], rules: &str) -> Result<()> {
        self.write(|db| {
            for entry in entries {
                put(db, entry)?;
                annotated(db, &entry.document.id, &entry.annotations, rules)?;
            }
            Ok(())
        })
    }

    /// Writes what other rules found in documents that are there.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn put_annotations(&mut self, found: &[(Document, Annotations)], rules: &str) -> Result<()> {
        self.write(|db| found.iter().try_for_each(|(d, a)| annotated(db, &d.id, a, rules)))
    }

    /// Ids of documents whose annotations come from other rules than these, in order.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn stale(&self, rules: &str) -> Result<Vec<String>> {
        self.strings(
            "SELECT document FROM document_annotation WHERE rules <> ?1 ORDER BY document",
            &[rules],
        )
    }

    /// The rules that annotations come from.
    pub(super) fn rules(&self) -> Result<Vec<String>> {
        self.strings(
            "SELECT DISTINCT rules FROM document_annotation WHERE ?1 = '' ORDER BY rules",
            &[""],
        )
    }

    pub(super) fn strings(&self, sql: &str, values: &[&str]) -> Result<Vec<String>> {
        if self.fresh {
            return Ok(Vec::new());
        }
        let read = || {
            let mut query = self.db.prepare(sql)?;
            let rows = query.query_map(rusqlite::params_from_iter(values), |r| r.get(0))?;
            rows.collect::<rusqlite::Result<Vec<String>>>()
        };
        read().map_err(|e| self.fault(&e))
    }

    /// A document as it was read.
    ///
    /// # Errors
    /// It is not there, or the file cannot be read.
    pub fn document(&self, id: &str) -> Result<Document> {
        let sql = format!("SELECT {DOCUMENT} FROM document WHERE id = ?1");
        self.db
            .query_row(&sql, [id], document)
            .map_err(|e| self.fault(&e))
    }

    /// Every document with what was found in it by itself, in the order of their ids: what to reconcile.
    ///
    /// # Errors
    /// The file cannot be read, or its annotations are not those of this version.
    pub fn all(&self) -> Result<Vec<(Document, Annotations)>> {
        self.documents("annotations")
    }

    /// Every document with what was found in it in the light of the others, in the order of their ids: what to show.
    ///
    /// # Errors
    /// The file cannot be read, or its annotations are not those of this version.
    pub fn settled(&self) -> Result<Vec<(Document, Annotations)>> {
        self.documents("coalesce(settled, annotations)")
    }

    fn documents(&self, column: &str) -> Result<Vec<(Document, Annotations)>> {
        if self.fresh {
            return Ok(Vec::new());
        }
        let sql = format!(
            "SELECT {DOCUMENT}, {column} AS found FROM document JOIN document_annotation ON document = id ORDER BY id"
        );
        let mut query = self.db.prepare(&sql).map_err(|e| self.fault(&e))?;
        let mut rows = query.query([]).map_err(|e| self.fault(&e))?;
        let mut all = Vec::new();
        // The JSON of one at a time: together they are larger than what they say.
        while let Some(row) = rows.next().map_err(|e| self.fault(&e))? {
            let document = document(row).map_err(|e| self.fault(&e))?;
            let json: String = row.get("found").map_err(|e| self.fault(&e))?;
            let Ok(annotations) = serde_json::from_str(&json) else {
                return Err(Fault::of(
                    &self.path,
                    format!("the annotations of {} are of another version", document.id),
                    "run `hiwar build` on it with the same reports",
                ));
            };
            all.push((document, annotations));
        }
        Ok(all)
    }

    /// A fingerprint of all documents, the rules that read them and the rulings: what the lists of the record are made of.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn content(&self) -> Result<String> {
        self.content_with(&self.rulings()?)
    }

    /// The same with these rulings instead of those that are stored.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn content_with(&self, rulings: &[Ruling]) -> Result<String> {
        let lines = self.strings(
            "SELECT id || char(10) || input || char(10) || rules || char(10) \
             FROM document JOIN document_annotation ON document = id WHERE ?1 = '' ORDER BY id",
            &[""],
        )?;
        let mut hash = Sha256::new();
        lines.iter().for_each(|l| hash.update(l));
        let mut ids: Vec<&str> = rulings.iter().map(|r| r.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        ids.iter().for_each(|id| hash.update(id));
        Ok(hex(hash))
    }

    /// Whether the lists are those of the documents.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn complete(&self) -> Result<bool> {
        let version = super::version(&self.db).map_err(|e| self.fault(&e))?;
        Ok(version == super::SCHEMA && self.meta("content")? == Some(self.content()?))
    }

    /// Removes documents and leaves a tombstone for each; gives back the ids that are not there.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn remove(&mut self, ids: &[String]) -> Result<Vec<String>> {
        let mut unknown = Vec::new();
        let mut known = Vec::new();
        for id in ids {
            match self.known(id).map_err(|e| self.fault(&e))? {
                Some(_) => known.push(id),
                None => unknown.push(id.clone()),
            }
        }
        if known.is_empty() {
            return Ok(unknown);
        }
        self.write(|db| {
            for id in known {
                db.execute(
                    "INSERT OR REPLACE INTO tombstone SELECT id, path, sha256, whole_file FROM document WHERE id = ?1",
                    [id],
                )?;
                forget(db, id)?;
                rulings::forget(db, id)?;
                for (table, column) in OF_A_DOCUMENT {
                    db.execute(&format!("DELETE FROM {table} WHERE {column} = ?1"), [id])?;
                }
            }
            purge(db)
        })?;
        Ok(unknown)
    }
}

/// Every place that holds something of a document; the document itself last.
const OF_A_DOCUMENT: [(&str, &str); 4] = [
    ("evidence", "document"),
    ("document_annotation", "document"),
    ("document_revision", "document"),
    ("document", "id"),
];

pub(super) const DOCUMENT: &str =
    "id, path, url, given_outlet, sha256, given_lang, given_title, given_published, text";

pub(super) fn document(row: &Row<'_>) -> rusqlite::Result<Document> {
    Ok(Document {
        id: row.get(0)?,
        source: Source {
            path: row.get(1)?,
            url: row.get(2)?,
            outlet: row.get(3)?,
            sha256: row.get(4)?,
            author: None,
        },
        lang: row.get(5)?,
        title: row.get(6)?,
        published: row.get(7)?,
        text: row.get(8)?,
    })
}

fn put(db: &Transaction<'_>, entry: &Entry) -> rusqlite::Result<()> {
    let d = &entry.document;
    forget(db, &d.id)?;
    let kept = db.execute(
        "INSERT INTO document_revision SELECT id, revision, sha256, path, url, given_title, given_outlet, \
         given_published, given_lang, text FROM document WHERE id = ?1",
        [&d.id],
    )?;
    if kept > 0 {
        db.execute(
            "UPDATE document SET revision = revision + 1 WHERE id = ?1",
            [&d.id],
        )?;
    }
    let basis = if d.published.is_some() { "given" } else { "unknown" };
    db.prepare_cached(
        "INSERT INTO document (id, title, outlet, published, basis, lang, text, sha256, revision, path, url, \
         given_title, given_outlet, given_published, given_lang, whole_file, input) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 1, ?9, ?10, ?2, ?3, ?4, ?6, ?11, ?12) \
         ON CONFLICT (id) DO UPDATE SET title = ?2, outlet = ?3, published = ?4, basis = ?5, lang = ?6, text = ?7, \
         sha256 = ?8, path = ?9, url = ?10, given_title = ?2, given_outlet = ?3, given_published = ?4, \
         given_lang = ?6, whole_file = ?11, input = ?12",
    )?
    .execute(params![
        d.id,
        d.title,
        d.source.outlet,
        d.published,
        basis,
        d.lang,
        d.text,
        d.source.sha256,
        d.source.path,
        d.source.url,
        entry.whole_file,
        fingerprint(d),
    ])?;
    set(db, "content", "")
}

fn annotated(db: &Transaction<'_>, id: &str, found: &Annotations, rules: &str) -> rusqlite::Result<()> {
    let blocks = json_text(&found.blocks)?;
    db.prepare_cached("INSERT OR REPLACE INTO document_annotation VALUES (?1, ?2, ?3, ?4, NULL)")?
        .execute(params![id, rules, blocks, json_text(found)?])
        .map(drop)
}

pub(super) fn json_text(value: &impl serde::Serialize) -> rusqlite::Result<String> {
    serde_json::to_string(value).map_err(unwritable)
}

pub(super) fn unwritable(error: serde_json::Error) -> rusqlite::Error {
    rusqlite::Error::ToSqlConversionFailure(Box::new(error))
}

pub(super) fn hex(hash: Sha256) -> String {
    hash.finalize().iter().map(|b| format!("{b:02x}")).collect()
}
