//! What `hiwar watch` remembers in the record: when each feed is to be asked again, and what was fetched. The clock is in
//! these tables alone.

use super::Store;
use crate::fault::Result;
use rusqlite::{OptionalExtension, params};

const CREATE: &str = "
CREATE TABLE IF NOT EXISTS watched_feed (
  url TEXT PRIMARY KEY,
  etag TEXT,
  modified TEXT,             -- Last-Modified, as the server wrote it
  due INTEGER NOT NULL,      -- not to be asked before: seconds since 1970
  failures INTEGER NOT NULL  -- in a row
);
CREATE TABLE IF NOT EXISTS watched_page (
  url TEXT PRIMARY KEY,
  entry TEXT NOT NULL,       -- SHA-256 of the feed's entry: a changed entry is fetched again
  etag TEXT,
  modified TEXT
)";

/// What is remembered of a feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// `ETag` of the last answer.
    pub etag: Option<String>,
    /// `Last-Modified` of the last answer.
    pub modified: Option<String>,
    /// Seconds since 1970 before which it is not to be asked.
    pub due: i64,
    /// How often in a row it could not be had.
    pub failures: u32,
}

/// What is remembered of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// SHA-256 of the entry that led to it.
    pub entry: String,
    /// `ETag` of the last answer.
    pub etag: Option<String>,
    /// `Last-Modified` of the last answer.
    pub modified: Option<String>,
}

impl Store {
    /// Makes the tables where there are none.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn begin_watch(&mut self) -> Result<()> {
        self.write(|db| db.execute_batch(CREATE))
    }

    /// What is remembered of a feed.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn feed(&self, url: &str) -> Result<Asked> {
        let sql = "SELECT etag, modified, due, failures FROM watched_feed WHERE url = ?1";
        let row = self.db.query_row(sql, [url], |r| {
            Ok(Asked {
                etag: r.get(0)?,
                modified: r.get(1)?,
                due: r.get(2)?,
                failures: r.get(3)?,
            })
        });
        let found = row.optional().map_err(|e| self.fault(&e))?;
        Ok(found.unwrap_or_default())
    }

    /// Remembers a feed.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn asked(&mut self, url: &str, asked: &Asked) -> Result<()> {
        let sql = "INSERT OR REPLACE INTO watched_feed VALUES (?1, ?2, ?3, ?4, ?5)";
        let row = params![url, asked.etag, asked.modified, asked.due, asked.failures];
        self.write(|db| db.execute(sql, row).map(drop))
    }

    /// What is remembered of a page.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn page(&self, url: &str) -> Result<Option<Page>> {
        let sql = "SELECT entry, etag, modified FROM watched_page WHERE url = ?1";
        let row = self.db.query_row(sql, [url], |r| {
            Ok(Page {
                entry: r.get(0)?,
                etag: r.get(1)?,
                modified: r.get(2)?,
            })
        });
        row.optional().map_err(|e| self.fault(&e))
    }

    /// Remembers pages.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn fetched(&mut self, pages: &[(String, Page)]) -> Result<()> {
        let sql = "INSERT OR REPLACE INTO watched_page VALUES (?1, ?2, ?3, ?4)";
        self.write(|db| {
            let mut put = db.prepare_cached(sql)?;
            pages
                .iter()
                .try_for_each(|(url, p)| put.execute(params![url, p.entry, p.etag, p.modified]).map(drop))
        })
    }
}
