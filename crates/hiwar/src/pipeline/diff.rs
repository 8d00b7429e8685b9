//! `hiwar diff`: two records side by side.

use super::look::complete;
use crate::cli;
use crate::console::Console;
use crate::fault::Result;
use crate::store::{Store, Units};
use crate::tell::{self, Kind};
use serde_json::Value;
use std::path::Path;

/// Prints what the record `new` has that `old` has not, and the other way round.
///
/// # Errors
/// A record cannot be read, or standard output cannot be written.
pub fn diff(old: &Path, new: &Path, json: bool, console: &mut Console) -> Result<u8> {
    let (before, after) = (Store::open(old)?, Store::open(new)?);
    let whole = complete(&before, old, console)? & complete(&after, new, console)?;
    let mut lists = Vec::new();
    for kind in tell::diff::LISTS {
        lists.push((kind, rows(&before, kind)?, rows(&after, kind)?));
    }
    let changes: Vec<_> = lists
        .iter()
        .flat_map(|(kind, a, b)| tell::diff::changes(*kind, a, b))
        .collect();
    if changes.is_empty() {
        console.note(&format!("{} tells what {} tells", new.display(), old.display()));
    }
    tell::print(&match json {
        true => tell::diff::json(&changes),
        false => tell::diff::lines(&changes, tell::Style::of_stdout()),
    })?;
    Ok(if whole { 0 } else { cli::PARTLY })
}

/// A list; the talks of a round by their name.
fn rows(store: &Store, kind: Kind) -> Result<Vec<Value>> {
    let mut rows = store.rows(kind.name(), Units::CodePoints)?;
    if kind == Kind::Rounds {
        tell::name_dialogues(&mut rows, &store.rows(Kind::Dialogue.name(), Units::CodePoints)?);
    }
    Ok(rows)
}
