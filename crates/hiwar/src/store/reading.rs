//! Reading a record that others may be writing to: one state of it, and whether that is still the newest.

use super::{Header, Store, fault, header};
use crate::fault::{Fault, Result};
use hiwar_core::model::{Annotations, Document};
use rusqlite::{Connection, OpenFlags};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Read;
use std::path::Path;
use std::time::{Duration, SystemTime};

impl Store {
    /// Opens a record for reading alone: what is read from it until it is dropped is one state, whatever is written
    /// meanwhile. Waits as long as `patience` while another program is writing.
    ///
    /// # Errors
    /// No such file, not a record, one of a newer version, or another program is writing all that time.
    pub fn open_to_read(path: &Path, patience: Duration) -> Result<Self> {
        if header(path)? == Header::Empty {
            return Err(Fault::of(
                path,
                "is empty, not a Hiwar record",
                "make one with `hiwar build`",
            ));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Connection::open_with_flags(path, flags).map_err(|e| fault(path, &e))?;
        let store = Self {
            path: path.to_owned(),
            db,
            fresh: false,
        };
        let begin = || {
            store.db.busy_timeout(patience)?;
            store.db.execute_batch("BEGIN")
        };
        begin().map_err(|e| fault(path, &e))?;
        store.check()?;
        Ok(store)
    }

    /// Every document in the order of their ids, without what was found in it.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn texts(&self) -> Result<Vec<Document>> {
        let sql = format!("SELECT {} FROM document ORDER BY id", super::documents::DOCUMENT);
        let read = || {
            let mut query = self.db.prepare(&sql)?;
            let rows = query.query_map([], super::documents::document)?;
            rows.collect::<rusqlite::Result<Vec<Document>>>()
        };
        read().map_err(|e| self.fault(&e))
    }

    /// What was found in a document in the light of the others; `None` where there is no such document.
    ///
    /// # Errors
    /// The file cannot be read, or its annotations are not those of this version.
    pub fn found_in(&self, id: &str) -> Result<Option<Annotations>> {
        let sql = "coalesce(settled, annotations) AS found FROM document_annotation WHERE document = ?1";
        let texts = self.strings(&format!("SELECT {sql}"), &[id])?;
        let Some(json) = texts.first() else {
            return Ok(None);
        };
        serde_json::from_str(json).map(Some).map_err(|_| {
            Fault::of(
                &self.path,
                format!("the annotations of {id} are of another version"),
                "run `hiwar build` on it with the same reports",
            )
        })
    }
}

/// A fingerprint of the state that a record's file is in, 16 hex digits; another one after each commit.
///
/// SQLite counts the commits in the file's header; length and time tell a file that was put in its place.
///
/// # Errors
/// The file cannot be read.
pub fn stamp(path: &Path) -> Result<String> {
    let unread = |e| Fault::reading(path, &e);
    let mut file = std::fs::File::open(path).map_err(unread)?;
    let about = file.metadata().map_err(unread)?;
    let mut head = [0; 100];
    file.read_exact(&mut head).map_err(unread)?;
    let time = about
        .modified()
        .ok()
        .and_then(|t| t.duration_since(SystemTime::UNIX_EPOCH).ok());
    let mut hash = DefaultHasher::new();
    (head.get(24..28), about.len(), time.map(|t| t.as_nanos())).hash(&mut hash);
    Ok(format!("{:016x}", hash.finish()))
}
