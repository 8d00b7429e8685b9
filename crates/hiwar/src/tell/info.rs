//! Counts: what a build did, what a record holds.

use crate::fault::{Fault, Result};
use serde::Serialize;
use serde_json::{Map, Value};
use std::path::Path;

/// What a build did with the reports of its input.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    /// Were not there.
    pub new: usize,
    /// Were there with other content.
    pub changed: usize,
    /// Were there as they are.
    pub unchanged: usize,
    /// Were removed earlier and stay out.
    pub removed: usize,
    /// Were there, and were read again because rules or data are newer.
    pub refreshed: usize,
}

impl Tally {
    /// One line for the end of a build. `counts` are the lists of the record.
    pub fn summary(&self, file: &Path, counts: &[(String, u64)], faults: usize) -> String {
        let parts = [
            (self.new, "new"),
            (self.changed, "changed"),
            (self.unchanged, "unchanged"),
            (self.removed, "removed earlier"),
            (self.refreshed, "read again by newer rules"),
            (faults, "problem(s) said above"),
        ];
        let done: Vec<String> = parts
            .iter()
            .filter(|(n, _)| *n > 0)
            .map(|(n, what)| format!("{n} {what}"))
            .collect();
        let held: Vec<String> = counts
            .iter()
            .filter(|(_, n)| *n > 0)
            .map(|(what, n)| format!("{n} {what}"))
            .collect();
        let held = if held.is_empty() {
            "nothing".to_owned()
        } else {
            held.join(", ")
        };
        format!("{}: {}; it holds {held}", file.display(), done.join(", "))
    }
}

/// What `hiwar info` prints.
#[derive(Debug, Serialize)]
pub struct Info {
    /// The record.
    pub file: String,
    /// Version of its tables.
    pub schema: i32,
    /// Version of the Hiwar that wrote it last.
    pub hiwar: String,
    /// Rules and data that its annotations come from.
    pub rules: Vec<String>,
    /// Whether its lists are those of its documents.
    pub complete: bool,
    /// Rows of each list.
    pub counts: Map<String, Value>,
}

impl Info {
    /// As lines, or as JSON.
    ///
    /// # Errors
    /// It cannot be written as JSON, which should not happen.
    pub fn text(&self, json: bool) -> Result<String> {
        if json {
            return serde_json::to_string_pretty(self)
                .map(|t| t + "\n")
                .map_err(|e| Fault::new("", format!("cannot be printed ({e})"), "please report this"));
        }
        let mut lines = vec![
            ("file", self.file.clone()),
            ("schema", self.schema.to_string()),
            ("hiwar", self.hiwar.clone()),
            ("rules", self.rules.join(", ")),
        ];
        if !self.complete {
            lines.push(("state", "interrupted; run `hiwar build` again".to_owned()));
        }
        lines.extend(self.counts.iter().map(|(k, v)| (k.as_str(), v.to_string())));
        Ok(lines.iter().map(|(k, v)| format!("{k:<12} {v}\n")).collect())
    }
}
