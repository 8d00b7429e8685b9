//! Searching a record, and the index that it goes by.

use crate::console::Console;
use crate::fault::{Fault, Result};
use crate::knowledge::{self, Data};
use crate::store::Store;
use crate::tell::search::Hit;
use crate::{cli, tell};
use hiwar_core::search::{self, Sought, Words};
use rayon::prelude::*;
use std::path::Path;

/// How many reports are indexed in one transaction.
const BATCH: usize = 512;

/// Puts into the index what it lacks.
///
/// # Errors
/// The record cannot be read or written.
pub fn index(store: &mut Store, data: &Data, console: &Console) -> Result<()> {
    let missing = store.unindexed(&data.rules)?;
    let words = Words::of(&data.knowledge);
    for (n, ids) in missing.chunks(BATCH).enumerate() {
        let documents = ids
            .iter()
            .map(|id| store.document(id))
            .collect::<Result<Vec<_>>>()?;
        let rows: Vec<(String, String, String)> = documents
            .into_par_iter()
            .map(|d| {
                let title = words.keys(d.title.as_deref().unwrap_or(""));
                let body = words.keys(&d.text);
                (d.id, title, body)
            })
            .collect();
        store.index(&data.rules, &rows)?;
        console.advance(
            0,
            format!("indexed {} of {}", n * BATCH + ids.len(), missing.len()),
        );
    }
    Ok(())
}

/// Prints the reports that a query asks for, or with `suggest` the names that what was typed begins.
///
/// # Errors
/// The record cannot be read, the query cannot be understood, or standard output cannot be written.
pub fn search(file: &Path, query: &str, data: Option<&Path>, how: How, console: &mut Console) -> Result<u8> {
    let store = Store::open(file)?;
    let data = knowledge::load(data)?;
    let words = Words::of(&data.knowledge);
    if how.suggest {
        let names = store.suggestions(query, &words, how.limit)?;
        tell::print(&names.into_iter().map(|n| n + "\n").collect::<String>())?;
        return Ok(0);
    }
    let asked = search::parse(query, &words)
        .map_err(|wrong| Fault::new(format!("query:{}", wrong.at), wrong.what, wrong.remedy))?;
    let missing = store.unindexed(&data.rules)?.len();
    let found = store.search(&asked, &words, how.limit)?;
    let hit = |report: Sought| Hit {
        found: search::hits(&report.text, &asked, &words),
        report,
    };
    let hits: Vec<Hit> = found.into_iter().map(hit).collect();
    if missing > 0 {
        let what = format!("{missing} of its reports are not in the index of this version");
        console.note(&Fault::of(file, what, "run `hiwar build` again").to_string());
    }
    if hits.is_empty() {
        console.note(&format!(
            "{}: no report has all that was asked for",
            file.display()
        ));
    }
    let text = match how.json {
        true => tell::search::json(&hits),
        false => tell::search::lines(&hits, tell::Style::of_stdout()),
    };
    tell::print(&text)?;
    Ok(if missing > 0 { cli::PARTLY } else { 0 })
}

/// How a search is answered.
#[derive(Clone, Copy, Debug)]
pub struct How {
    /// Rows instead of lines.
    pub json: bool,
    /// How many at most.
    pub limit: usize,
    /// Names that begin so, instead of reports.
    pub suggest: bool,
}
