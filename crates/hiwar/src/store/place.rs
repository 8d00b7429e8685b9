//! Where a document that comes in belongs: new, known, changed, or removed earlier.

use super::Store;
use super::documents::hex;
use crate::fault::Result;
use hiwar_core::model::Document;
use rusqlite::{OptionalExtension, params};
use sha2::{Digest, Sha256};

/// What a record makes of a document that comes in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Not there yet; to be stored under this id.
    New(String),
    /// There under this id with other content: a new revision.
    Changed(String),
    /// There as it is, under this id.
    Unchanged(String),
    /// Removed earlier under this id.
    Removed(String),
}

pub(super) struct Known {
    path: Option<String>,
    sha256: String,
    input: String,
}

impl Store {
    /// Where a document belongs. `names` are longer names to fall back on where the record holds another document
    /// under this one; `taken` says which ids this run has given out already.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn place(
        &self,
        document: &Document,
        names: &[String],
        whole_file: bool,
        taken: &dyn Fn(&str) -> bool,
    ) -> Result<Place> {
        if self.fresh {
            return Ok(Place::New(document.id.clone()));
        }
        let found = self.settle(document, names, whole_file, taken);
        found.map_err(|e| self.fault(&e))
    }

    fn settle(
        &self,
        document: &Document,
        names: &[String],
        whole_file: bool,
        taken: &dyn Fn(&str) -> bool,
    ) -> rusqlite::Result<Place> {
        let fingerprint = fingerprint(document);
        let compare = |id: String, known: Known| match known.input == fingerprint {
            true => Place::Unchanged(id),
            false => Place::Changed(id),
        };
        if whole_file && let Some((id, known)) = self.by_path(document)? {
            return Ok(compare(id, known));
        }
        if let Some(id) = self.tombstone(document, whole_file)? {
            return Ok(Place::Removed(id));
        }
        let longer = names.iter().filter(|n| **n != document.id && !taken(n));
        for id in std::iter::once(&document.id).chain(longer) {
            match self.known(id)? {
                None => return Ok(Place::New(id.clone())),
                // The input names its documents itself, or it is the same text under another path.
                Some(known) if names.is_empty() || known.sha256 == document.source.sha256 => {
                    return Ok(compare(id.clone(), known));
                }
                Some(known) if known.path == document.source.path => return Ok(compare(id.clone(), known)),
                Some(_) => {}
            }
        }
        let sha = document.source.sha256.get(..8).unwrap_or("");
        Ok(Place::New(format!("{}-{sha}", document.id)))
    }

    pub(super) fn known(&self, id: &str) -> rusqlite::Result<Option<Known>> {
        let sql = "SELECT path, sha256, input FROM document WHERE id = ?1";
        self.db
            .prepare_cached(sql)?
            .query_row([id], |r| {
                Ok(Known {
                    path: r.get(0)?,
                    sha256: r.get(1)?,
                    input: r.get(2)?,
                })
            })
            .optional()
    }

    fn by_path(&self, document: &Document) -> rusqlite::Result<Option<(String, Known)>> {
        let sql = "SELECT id, path, sha256, input FROM document WHERE path = ?1 AND whole_file = 1";
        self.db
            .prepare_cached(sql)?
            .query_row([&document.source.path], |r| {
                Ok((
                    r.get(0)?,
                    Known {
                        path: r.get(1)?,
                        sha256: r.get(2)?,
                        input: r.get(3)?,
                    },
                ))
            })
            .optional()
    }

    /// The tombstone of this text, or of this file, or of this id in it.
    fn tombstone(&self, document: &Document, whole_file: bool) -> rusqlite::Result<Option<String>> {
        let sql = "SELECT document FROM tombstone WHERE sha256 = ?1 OR \
                   (path = ?2 AND (document = ?3 OR (whole_file = 1 AND ?4)))";
        let source = &document.source;
        self.db
            .prepare_cached(sql)?
            .query_row(
                params![source.sha256, source.path, document.id, whole_file],
                |r| r.get(0),
            )
            .optional()
    }
}

/// Text and given fields of a document: when one changes, it is another revision.
pub(super) fn fingerprint(d: &Document) -> String {
    let mut hash = Sha256::new();
    let fields = [&d.title, &d.published, &d.source.outlet, &d.source.url];
    for field in fields.into_iter().map(Option::as_deref) {
        let field = field.unwrap_or("\0");
        hash.update((field.len() as u64).to_le_bytes());
        hash.update(field);
    }
    hash.update(&d.lang);
    hash.update(&d.source.sha256);
    hex(hash)
}
