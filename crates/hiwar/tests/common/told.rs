//! A record built by the binary with the data that it carries, and what of the expectations does not hold in it.

use super::{Bench, Ran};
use hiwar_core::text::fold;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use toml::{Table, Value};

/// Every list of `hiwar show`.
pub const LISTS: [&str; 12] = [
    "dialogue",
    "rounds",
    "timeline",
    "people",
    "statements",
    "figures",
    "events",
    "commitments",
    "conflicts",
    "gaps",
    "origins",
    "documents",
];

/// The lists of a record, and what of the expectations does not hold.
pub struct Told {
    pub lists: BTreeMap<&'static str, Vec<Json>>,
    pub must: Vec<String>,
    pub should: Vec<String>,
}

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Runs the binary with the data that it carries.
pub fn run(bench: &Bench, args: &[&str]) -> Ran {
    let mut command = bench.command(args);
    command.env_remove("HIWAR_DATA").output().unwrap().into()
}

pub fn told(folder: &Path) -> Told {
    told_of(&[folder])
}

/// The record of several files and folders together.
pub fn told_of(paths: &[&Path]) -> Told {
    let bench = Bench::new();
    let paths = paths.iter().map(|p| p.to_str().unwrap());
    let args: Vec<&str> = ["build"]
        .into_iter()
        .chain(paths)
        .chain(["-o", "r.hiwar"])
        .collect();
    let ran = run(&bench, &args);
    assert!(ran.status <= 1, "{}", ran.err);
    let list = |kind: &'static str| {
        let ran = run(&bench, &["show", kind, "r.hiwar", "--json"]);
        (kind, serde_json::from_str(&ran.out).unwrap())
    };
    Told {
        lists: LISTS.map(list).into_iter().collect(),
        must: Vec::new(),
        should: Vec::new(),
    }
}

impl Told {
    pub fn rows(&self, kind: &str) -> &[Json] {
        &self.lists[kind]
    }

    /// Says that an expectation does not hold, unless it does.
    pub fn expect(&mut self, row: &Table, holds: bool, what: impl Into<String>) {
        if !holds {
            let list = match row.get("grade").and_then(Value::as_str) {
                Some("should") => &mut self.should,
                _ => &mut self.must,
            };
            list.push(what.into());
        }
    }

    #[track_caller]
    pub fn judged(self) {
        for what in &self.should {
            eprintln!("should hold, and does not: {what}");
        }
        assert!(self.must.is_empty(), "does not hold:\n{}", self.must.join("\n"));
    }
}

pub fn strings(row: &Json, key: &str) -> Vec<String> {
    let list = row[key].as_array().into_iter().flatten();
    list.filter_map(Json::as_str).map(str::to_owned).collect()
}

pub fn called(person: &Json, name: &str) -> bool {
    let names = strings(person, "names");
    let all = names.iter().map(String::as_str).chain(person["name"].as_str());
    all.into_iter().any(|n| fold(n) == fold(name))
}
