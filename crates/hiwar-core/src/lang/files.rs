//! Data files as they are written: tables with their lines, before anything is compiled.

use super::{DataFile, Problem};
use std::collections::BTreeMap;
use toml::{Spanned, Table, Value};

/// A data file of `[[kind]]` tables.
#[derive(Debug, Default)]
pub(crate) struct SourceFile {
    pub(crate) path: String,
    rows: Vec<(String, Table, usize)>,
}

/// An entry as it is written.
#[derive(Clone, Debug, Default)]
pub(crate) struct RawEntry {
    pub(crate) id: String,
    pub(crate) class: String,
    pub(crate) file: String,
    pub(crate) line: usize,
    /// Forms that do not inflect.
    pub(crate) words: Vec<String>,
    /// (inflection, base).
    pub(crate) bases: Vec<(String, String)>,
    pub(crate) means: Table,
}

impl SourceFile {
    /// Reads the tables of a file.
    pub(crate) fn parse(file: &DataFile) -> Result<Self, Problem> {
        let tables: BTreeMap<String, Vec<Spanned<Table>>> =
            toml::from_str(&file.text).map_err(|e| syntax(file, &e))?;
        let lines: Vec<usize> = file
            .text
            .bytes()
            .enumerate()
            .filter(|(_, b)| *b == b'\n')
            .map(|(at, _)| at)
            .collect();
        let mut rows: Vec<(String, Table, usize)> = Vec::new();
        for (kind, list) in tables {
            for row in list {
                let line = 1 + lines.partition_point(|at| *at < row.span().start);
                rows.push((kind.clone(), row.into_inner(), line));
            }
        }
        rows.sort_by_key(|r| r.2);
        Ok(Self {
            path: file.path.clone(),
            rows,
        })
    }

    /// The tables in the order of the file: kind (`entry`, `example`), table, line from 1.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (&str, &Table, usize)> {
        self.rows
            .iter()
            .map(|(kind, table, line)| (kind.as_str(), table, *line))
    }

    pub(crate) fn problem(&self, line: usize, what: impl Into<String>, help: impl Into<String>) -> Problem {
        Problem {
            path: self.path.clone(),
            line,
            what: what.into(),
            help: help.into(),
        }
    }

    /// One `[[entry]]`; `inflections` are the keys that hold bases.
    pub(crate) fn entry(&self, row: &Table, line: usize, inflections: &[&str]) -> Result<RawEntry, Problem> {
        let mut entry = RawEntry {
            file: self.path.clone(),
            line,
            ..RawEntry::default()
        };
        for (key, value) in row {
            match key.as_str() {
                "id" => entry.id = value.as_str().unwrap_or("").to_owned(),
                "class" => entry.class = value.as_str().unwrap_or("").to_owned(),
                "words" => entry.words = texts(value),
                _ if inflections.contains(&key.as_str()) => {
                    entry
                        .bases
                        .extend(texts(value).into_iter().map(|base| (key.clone(), base)));
                }
                _ => {
                    entry.means.insert(key.clone(), value.clone());
                }
            }
        }
        for (key, value) in [("id", &entry.id), ("class", &entry.class)] {
            if value.is_empty() {
                return Err(self.problem(
                    line,
                    format!("an entry without '{key}'"),
                    format!("add a line: {key} = \"…\""),
                ));
            }
        }
        if entry.words.is_empty() && entry.bases.is_empty() {
            let help = format!(
                "add words = [ … ], or a base form under one of: {}",
                inflections.join(", ")
            );
            return Err(self.problem(line, format!("entry '{}' has no words", entry.id), help));
        }
        Ok(entry)
    }
}

pub(crate) fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(one) => vec![one.clone()],
        Value::Array(many) => many.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

pub(crate) fn syntax(file: &DataFile, error: &toml::de::Error) -> Problem {
    let line = error.span().map_or(0, |s| line_of(&file.text, s.start));
    let help =
        "a data file holds [[tables]] of key = value lines; texts stand in straight double quotes".into();
    Problem {
        path: file.path.clone(),
        line,
        what: error.message().to_owned(),
        help,
    }
}

fn line_of(text: &str, at: usize) -> usize {
    1 + text.as_bytes().iter().take(at).filter(|b| **b == b'\n').count()
}
