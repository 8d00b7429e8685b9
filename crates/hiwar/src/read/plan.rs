//! Which files are to be read, in which order, and what their documents may be called. Opens nothing.

use crate::fault::Fault;
use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::{Component, Path, PathBuf};

/// Something to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// The path as the user gave it, or `-` for standard input.
    pub path: PathBuf,
    /// It comes through a pipe or a device: its path says nothing of what it holds.
    pub stream: bool,
    /// Size in bytes; 0 where it is not known (streams).
    pub size: u64,
    /// What a document of this file may be called, shortest first: `a`, `folder/a`, `parent/folder/a`, the whole path.
    pub names: Vec<String>,
    /// The shortest of `names` that no other file of this run has.
    pub rank: usize,
}

impl Input {
    /// Whether it is standard input.
    pub fn is_stdin(&self) -> bool {
        self.path.as_os_str() == "-"
    }
}

/// Endings that are no part of a document's name; several may follow one another (`a.html.gz` is `a`).
const ENDINGS: [&str; 22] = [
    "txt", "text", "jsonl", "ndjson", "json", "html", "htm", "xhtml", "xml", "md", "warc", "gz", "zst",
    "bz2", "zip", "csv", "tsv", "rss", "atom", "eml", "docx", "pdf",
];

/// Lists what is to be read: files in the order given, folders walked in sorted order without hidden files.
///
/// A file that comes twice is read once; those in `skip` (the output) are left out. What cannot be listed, and a folder
/// that holds no report, becomes a fault; what a folder holds beside reports is passed over.
pub fn plan(paths: &[PathBuf], skip: &[PathBuf]) -> Plan {
    let skip: Vec<PathBuf> = skip.iter().filter_map(|p| fs::canonicalize(p).ok()).collect();
    let mut walk = Walk {
        skip,
        plan: Plan::default(),
        met: 0,
        seen: BTreeSet::new(),
    };
    for path in paths {
        if path.as_os_str() == "-" {
            walk.take(path, 0, true);
        } else {
            walk.given(path);
        }
    }
    tell_apart(&mut walk.plan.inputs);
    walk.plan
}

/// What is to be read, and what is not.
#[derive(Debug, Default)]
pub struct Plan {
    /// To be read, in order.
    pub inputs: Vec<Input>,
    /// What was asked for and cannot be listed.
    pub faults: Vec<Fault>,
    /// Files in folders that are no reports by their names, with the reason.
    pub passed_over: Vec<Fault>,
}

/// Endings of what people keep beside reports. A file with one is read where it is named itself.
const BESIDE: [&str; 20] = [
    "md", "toml", "yaml", "yml", "ini", "cfg", "py", "r", "rs", "js", "css", "sh", "sql", "ipynb", "log",
    "db", "sqlite", "hiwar", "bak", "tmp",
];

struct Walk {
    skip: Vec<PathBuf>,
    plan: Plan,
    /// Files met that may be reports, those met before among them.
    met: usize,
    seen: BTreeSet<PathBuf>,
}

impl Walk {
    fn given(&mut self, path: &Path) {
        match fs::metadata(path) {
            Err(e) => self.plan.faults.push(Fault::reading(path, &e)),
            Ok(about) if about.is_dir() => {
                let before = self.met;
                self.folder(path, &mut Vec::new());
                if self.met == before {
                    self.plan.faults.push(Fault::of(
                        path,
                        "holds no reports",
                        "give a folder with .txt or .jsonl files",
                    ));
                }
            }
            Ok(about) => self.take(path, about.len(), !about.is_file() || path.starts_with("/dev")),
        }
    }

    fn folder(&mut self, path: &Path, above: &mut Vec<PathBuf>) {
        let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if above.contains(&real) {
            return; // a link back to a folder we are in
        }
        let entries = match fs::read_dir(path) {
            Ok(entries) => entries,
            Err(e) => return self.plan.faults.push(Fault::reading(path, &e)),
        };
        let mut names: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
        names.sort();
        above.push(real);
        for path in names {
            let hidden = path
                .file_name()
                .is_some_and(|n| n.to_string_lossy().starts_with('.'));
            match fs::metadata(&path) {
                _ if hidden => {}
                Ok(about) if about.is_dir() => self.folder(&path, above),
                Ok(about) if !about.is_file() => {
                    self.pass_over(&path, "is no ordinary file, so it is passed over");
                }
                Ok(_) if is_beside(&path) => {
                    self.pass_over(&path, "is no report by its name, so it is passed over")
                }
                Ok(about) => self.take(&path, about.len(), false),
                // Opening it says why, in its turn.
                Err(_) => self.take(&path, 0, false),
            }
        }
        above.pop();
    }

    fn is_skipped(&self, path: &Path) -> bool {
        fs::canonicalize(path).is_ok_and(|p| self.skip.contains(&p))
    }

    fn pass_over(&mut self, path: &Path, why: &str) {
        if !self.is_skipped(path) {
            let remedy = "name the file itself to read it";
            self.plan.passed_over.push(Fault::of(path, why, remedy));
        }
    }

    fn take(&mut self, path: &Path, size: u64, stream: bool) {
        if self.is_skipped(path) {
            return;
        }
        self.met += 1;
        if self.seen.insert(plain(path)) {
            self.plan.inputs.push(Input {
                path: path.to_owned(),
                stream,
                size,
                names: names(path),
                rank: 0,
            });
        }
    }
}

fn is_beside(path: &Path) -> bool {
    path.extension()
        .is_some_and(|e| BESIDE.contains(&e.to_string_lossy().to_ascii_lowercase().as_str()))
}

/// A path without `.` parts, so that `./a` and `a` are the same.
pub fn plain(path: &Path) -> PathBuf {
    path.components()
        .filter(|c| !matches!(c, Component::CurDir))
        .collect()
}

/// The names a document of this file may have, shortest first.
fn names(path: &Path) -> Vec<String> {
    let parts: Vec<String> = path
        .components()
        .filter_map(|c| match c {
            Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
            _ => None,
        })
        .collect();
    let Some((file, folders)) = parts.split_last() else {
        return vec![path.display().to_string()];
    };
    let mut name = stem(file).to_owned();
    let mut names = vec![name.clone()];
    for folder in folders.iter().rev() {
        name = format!("{folder}/{name}");
        names.push(name.clone());
    }
    names.push(parts.join("/"));
    names.push(path.display().to_string());
    names.dedup();
    names
}

/// A file's name without the endings that are no part of a document's name.
pub fn stem(file: &str) -> &str {
    let mut name = file;
    while let Some((rest, ending)) = name.rsplit_once('.') {
        if rest.is_empty() || !ENDINGS.contains(&ending.to_ascii_lowercase().as_str()) {
            break;
        }
        name = rest;
    }
    name
}

/// Puts the folder before names that clash, as often as it takes.
fn tell_apart(found: &mut [Input]) {
    loop {
        let mut taken: HashMap<&str, usize> = HashMap::new();
        for input in found.iter() {
            if let Some(name) = input.names.get(input.rank) {
                *taken.entry(name).or_default() += 1;
            }
        }
        let clash: Vec<usize> = found
            .iter()
            .enumerate()
            .filter(|(_, i)| i.rank + 1 < i.names.len())
            .filter(|(_, i)| {
                i.names
                    .get(i.rank)
                    .is_some_and(|n| taken.get(n.as_str()) > Some(&1))
            })
            .map(|(at, _)| at)
            .collect();
        if clash.is_empty() {
            return;
        }
        for at in clash {
            if let Some(input) = found.get_mut(at) {
                input.rank += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(paths: &[&str]) -> Vec<String> {
        let mut found: Vec<Input> = paths
            .iter()
            .map(|p| Input {
                path: p.into(),
                stream: false,
                size: 0,
                names: names(Path::new(p)),
                rank: 0,
            })
            .collect();
        tell_apart(&mut found);
        found.iter().map(|i| i.names[i.rank].clone()).collect()
    }

    #[test]
    fn names_lose_their_endings_and_gain_folders_where_they_clash() {
        assert_eq!(ids(&["in/a.html.gz", "in/b.v2.txt"]), ["a", "b.v2"]);
        assert_eq!(ids(&["x/a.txt", "y/a.txt", "y/b.txt"]), ["x/a", "y/a", "b"]);
        assert_eq!(ids(&["p/x/a.txt", "q/x/a.txt"]), ["p/x/a", "q/x/a"]);
        assert_eq!(ids(&["a.txt", "a.text"]), ["a.txt", "a.text"]);
        assert_eq!(ids(&["/r/x/a.txt", "../a.txt"]), ["x/a", "a.txt"]);
    }
}
