//! The record: one SQLite file that Datasette and any SQLite browser opens unmodified.
//!
//! Everything is written in transactions, one a batch; a file that Hiwar did not make, or a newer Hiwar made, is never
//! touched. Nothing in it depends on the clock, so the same input makes the same bytes. Does not read reports and does
//! not print.

mod documents;
mod load;
mod place;
mod reading;
mod rows;
mod rulings;
mod search;
mod spec;
#[cfg(test)]
mod tests;
#[cfg(feature = "watch")]
mod watch;

pub use documents::Entry;
pub use load::Units;
pub use place::Place;
pub use reading::stamp;
#[cfg(feature = "watch")]
pub use watch::Page;

use crate::fault::{Fault, Result};
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, Transaction, TransactionBehavior};
use std::io::Read;
use std::path::{Path, PathBuf};

/// `HIWR`, in the header of every record.
const APPLICATION: i32 = 0x4849_5752;

/// The version of the tables that this binary writes and reads.
///
/// 2: the list `origins`. An older record is read as it is and brought up when it is next written.
pub const SCHEMA: i32 = 2;

/// An open record.
pub struct Store {
    path: PathBuf,
    db: Connection,
    /// Nothing has been committed to it yet: it has no tables.
    fresh: bool,
}

/// What `hiwar info` tells.
#[derive(Debug, serde::Serialize)]
pub struct About {
    /// Version of the tables.
    pub schema: i32,
    /// Version of the Hiwar that wrote it last.
    pub hiwar: String,
    /// Rules and data that its annotations come from (more than one where a build was interrupted).
    pub rules: Vec<String>,
    /// Whether its lists are those of its documents; if not, a build was interrupted.
    pub complete: bool,
    /// Rows of each list, by the name that `hiwar show` uses; `revisions` and `removed` beside.
    pub counts: Vec<(String, u64)>,
}

impl Store {
    /// Opens a record that exists.
    ///
    /// # Errors
    /// No such file, not a record, or one of a newer version.
    pub fn open(path: &Path) -> Result<Self> {
        if header(path)? == Header::Empty {
            return Err(Fault::of(
                path,
                "is empty, not a Hiwar record",
                "make one with `hiwar build`",
            ));
        }
        Self::connect(path, false)
    }

    /// Opens a record, or a new one where there is no file or an empty one. Nothing is written yet.
    ///
    /// # Errors
    /// The file is something else, of a newer version, or cannot be made there.
    pub fn open_or_create(path: &Path) -> Result<Self> {
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty());
        if folder.is_some_and(|folder| !folder.is_dir()) {
            return Err(Fault::of(
                path,
                "its folder does not exist",
                "make the folder first (mkdir -p)",
            ));
        }
        let fresh = !path.exists() || header(path)? == Header::Empty;
        Self::connect(path, fresh)
    }

    fn connect(path: &Path, fresh: bool) -> Result<Self> {
        let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        if fresh {
            flags |= OpenFlags::SQLITE_OPEN_CREATE;
        }
        let db = Connection::open_with_flags(path, flags).map_err(|e| fault(path, &e))?;
        let store = Self {
            path: path.to_owned(),
            db,
            fresh,
        };
        store.prepare().map_err(|e| fault(path, &e))?;
        if !fresh {
            store.check()?;
        }
        Ok(store)
    }

    fn prepare(&self) -> rusqlite::Result<()> {
        self.db.busy_timeout(std::time::Duration::from_secs(5))?;
        // What is removed is gone from the file, not only from its tables.
        self.db.pragma_update(None, "secure_delete", true)
    }

    fn check(&self) -> Result<()> {
        let version = version(&self.db).map_err(|e| fault(&self.path, &e))?;
        if version > SCHEMA {
            return Err(Fault::of(
                &self.path,
                format!("was made by a newer Hiwar (schema {version}; this one knows {SCHEMA})"),
                "update Hiwar",
            ));
        }
        Ok(())
    }

    /// Begins a transaction; makes the tables where there are none.
    fn begin(&mut self) -> Result<Transaction<'_>> {
        let path = self.path.clone();
        let fresh = self.fresh;
        let begin = move |db| -> rusqlite::Result<Transaction<'_>> {
            let transaction = Transaction::new(db, TransactionBehavior::Immediate)?;
            if fresh {
                transaction.pragma_update(None, "application_id", APPLICATION)?;
                transaction.execute_batch(include_str!("schema.sql"))?;
                transaction.execute_batch(&spec::create())?;
                transaction.execute_batch(include_str!("views.sql"))?;
            } else if version(&transaction)? < SCHEMA {
                transaction.execute_batch(&spec::create())?;
                // Its lists are made anew.
                set(&transaction, "content", "")?;
            }
            transaction.pragma_update(None, "user_version", SCHEMA)?;
            set(&transaction, "schema_version", &SCHEMA.to_string())?;
            set(&transaction, "app_version", env!("CARGO_PKG_VERSION"))?;
            Ok(transaction)
        };
        begin(&mut self.db).map_err(|e| fault(&path, &e))
    }

    /// Runs `work` in one transaction: all of it is in the file afterwards, or none.
    fn write<T>(&mut self, work: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>) -> Result<T> {
        let path = self.path.clone();
        let done = self.begin().and_then(|transaction| {
            let done = work(&transaction).and_then(|value| transaction.commit().map(|()| value));
            done.map_err(|e| fault(&path, &e))
        });
        if done.is_err() {
            // After a failed write SQLite takes it back when the file is next read: do that now, so that no journal
            // stays beside it.
            drop(
                self.db
                    .query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())),
            );
        }
        let value = done?;
        self.fresh = false;
        Ok(value)
    }

    /// Whether anything was ever committed to it.
    pub fn exists(&self) -> bool {
        !self.fresh
    }

    /// A value of `meta`.
    fn meta(&self, key: &str) -> Result<Option<String>> {
        if self.fresh {
            return Ok(None);
        }
        self.db
            .query_row("SELECT value FROM meta WHERE key = ?1", [key], |r| r.get(0))
            .optional()
            .map_err(|e| self.fault(&e))
    }

    fn fault(&self, error: &rusqlite::Error) -> Fault {
        fault(&self.path, error)
    }

    /// Counts and versions.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn about(&self) -> Result<About> {
        let count = |table: &str| -> Result<u64> {
            let sql = format!("SELECT count(*) FROM {}", spec::quoted(table));
            let n: i64 = self
                .db
                .query_row(&sql, [], |r| r.get(0))
                .map_err(|e| self.fault(&e))?;
            Ok(n.unsigned_abs())
        };
        let mut counts = Vec::new();
        for table in &spec::TABLES {
            let there = has(&self.db, table.name).map_err(|e| self.fault(&e))?;
            counts.push((table.kind.to_owned(), if there { count(table.name)? } else { 0 }));
        }
        counts.push(("revisions".to_owned(), count("document_revision")?));
        counts.push(("removed".to_owned(), count("tombstone")?));
        Ok(About {
            schema: SCHEMA,
            hiwar: self.meta("app_version")?.unwrap_or_default(),
            rules: self.rules()?,
            complete: self.complete()?,
            counts,
        })
    }
}

impl Drop for Store {
    /// A new file in which nothing was committed is not left behind.
    fn drop(&mut self) {
        let empty = || std::fs::metadata(&self.path).is_ok_and(|f| f.is_file() && f.len() == 0);
        if self.fresh && empty() {
            drop(std::fs::remove_file(&self.path));
        }
    }
}

/// The version of a record's tables.
fn version(db: &Connection) -> rusqlite::Result<i32> {
    db.query_row("PRAGMA user_version", [], |r| r.get(0))
}

/// Whether the file has a table: some are made only when they are first needed.
fn has(db: &Connection, table: &str) -> rusqlite::Result<bool> {
    let sql = "SELECT 1 FROM sqlite_schema WHERE name = ?1";
    let found: Option<i64> = db.query_row(sql, [table], |r| r.get(0)).optional()?;
    Ok(found.is_some())
}

fn set(db: &Connection, key: &str, value: &str) -> rusqlite::Result<()> {
    // Only what changed is written: a rebuild without news leaves the file as it is.
    let sql = "INSERT INTO meta VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2 WHERE value <> ?2";
    db.execute(sql, [key, value]).map(drop)
}

#[derive(PartialEq, Eq)]
enum Header {
    Empty,
    Record,
}

/// What a file is, by its first bytes.
///
/// # Errors
/// It is not a record, or cannot be read.
fn header(path: &Path) -> Result<Header> {
    let unread = |e| Fault::reading(path, &e);
    let other = |what: &str| Fault::of(path, what, "choose another file; nothing was written to this one");
    if path.is_dir() {
        return Err(other("is a folder, not a Hiwar record"));
    }
    let file = std::fs::File::open(path).map_err(unread)?;
    let mut start = Vec::new();
    file.take(100).read_to_end(&mut start).map_err(unread)?;
    if start.is_empty() {
        return Ok(Header::Empty);
    }
    if !start.starts_with(b"SQLite format 3\0") {
        return Err(other("is not a Hiwar record"));
    }
    if start.get(68..72) != Some(&APPLICATION.to_be_bytes()) {
        return Err(other("is a SQLite file, but not a Hiwar record"));
    }
    Ok(Header::Record)
}

/// What SQLite says, with what to do about it.
pub fn fault(path: &Path, error: &rusqlite::Error) -> Fault {
    let code = error.sqlite_error_code();
    // A write that the system refuses for want of room may come as an input/output error, too.
    let write_failed = error
        .sqlite_error()
        .is_some_and(|e| e.extended_code == rusqlite::ffi::SQLITE_IOERR_WRITE);
    let (what, remedy) = match code {
        Some(ErrorCode::DiskFull) => (
            "the disk is full; the record is as it was after its last commit".to_owned(),
            "free some space, then run the command again",
        ),
        _ if write_failed => (
            "no more can be written there; the record is as it was after its last commit".to_owned(),
            "free some space or raise the file size limit, then run the command again",
        ),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => (
            "is in use by another program".to_owned(),
            "close that program, then run the command again",
        ),
        Some(ErrorCode::ReadOnly) => ("may not be written".to_owned(), "choose another place with -o"),
        Some(ErrorCode::CannotOpen) => (
            "cannot be opened for writing".to_owned(),
            "check the rights of the folder, or choose another place with -o",
        ),
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => (
            "is damaged".to_owned(),
            "restore a copy, or build it again under another name",
        ),
        _ => (
            format!("the record cannot be used: {error}"),
            "check the disk, or build it again under another name",
        ),
    };
    Fault::of(path, what, remedy)
}
