//! The shape of the crate: who imports whom, how long files are, where words of a language stand; and that every
//! example of the data files gives what it says.
#![allow(clippy::unwrap_used)] // a test that cannot read a source file has failed

mod common;

use common::{data, files, root};
use std::path::{Path, PathBuf};

/// What each part may import of the crate. `model ← text ← lang ← annotate`; `reconcile` knows nothing of `annotate`.
const MAY: [(&str, &[&str]); 6] = [
    ("model", &["model"]),
    ("text", &["model", "text"]),
    ("lang", &["model", "text", "lang"]),
    ("annotate", &["model", "text", "lang", "annotate"]),
    ("reconcile", &["model", "text", "lang", "reconcile"]),
    ("search", &["model", "text", "lang", "search"]),
];

fn source() -> PathBuf {
    root().join("crates/hiwar-core/src")
}

/// A file's lines with their numbers, without comments and without what stands behind `#[cfg(test)]`.
fn code(path: &Path) -> Vec<(usize, String)> {
    let text = std::fs::read_to_string(path).unwrap();
    let lines = text.lines().enumerate();
    lines
        .take_while(|(_, line)| line.trim() != "#[cfg(test)]")
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .map(|(i, line)| (i + 1, line.split(" // ").next().unwrap_or("").to_owned()))
        .collect()
}

fn told(path: &Path, line: usize, what: &str) -> String {
    let path = path.strip_prefix(source()).unwrap_or(path);
    format!("crates/hiwar-core/src/{}:{line}: {what}", path.display())
}

/// The names that follow `crate::` in a line, in braces too.
fn imported(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    for rest in line.split("crate::").skip(1) {
        let rest = rest.trim_start_matches('{');
        let names = if line.contains("crate::{") {
            rest.split(',').collect()
        } else {
            vec![rest]
        };
        for name in names {
            let word = name
                .trim()
                .split(|c: char| !c.is_alphanumeric() && c != '_')
                .next();
            found.extend(word.map(str::to_owned));
        }
    }
    found
}

#[test]
fn parts_import_only_what_lies_below_them() {
    let parts = MAY.map(|(part, _)| part);
    let mut wrong = Vec::new();
    for (part, may) in MAY {
        let sources = files(&source().join(part), ".rs");
        assert!(!sources.is_empty(), "no files of {part}");
        for path in sources {
            for (number, line) in code(&path) {
                let not_allowed =
                    |name: &String| parts.contains(&name.as_str()) && !may.contains(&name.as_str());
                for name in imported(&line).into_iter().filter(not_allowed) {
                    wrong.push(told(
                        &path,
                        number,
                        &format!("{part} imports {name}: {}", line.trim()),
                    ));
                }
            }
        }
    }
    let help = "help: move what both need down into model or text, or hand it over as an argument";
    assert!(wrong.is_empty(), "{}\n{help}", wrong.join("\n"));
}

#[test]
fn the_core_touches_no_file_clock_or_thread() {
    let worldly = [
        "std::fs",
        "std::net",
        "std::env",
        "std::thread",
        "std::process",
        "SystemTime",
        "Instant::now",
        "Zoned::now",
        "println!",
    ];
    let mut wrong = Vec::new();
    for path in files(&source(), ".rs") {
        for (number, line) in code(&path) {
            let used = worldly.iter().filter(|w| line.contains(**w));
            wrong.extend(used.map(|w| told(&path, number, &format!("{w}: {}", line.trim()))));
        }
    }
    let help = "help: the binary does it (crates/hiwar), and hands the core the result";
    assert!(wrong.is_empty(), "{}\n{help}", wrong.join("\n"));
}

#[test]
fn files_fit_a_readers_head() {
    let mut wrong = Vec::new();
    for path in files(&root().join("crates"), ".rs") {
        let lines = std::fs::read_to_string(&path).unwrap().lines().count();
        let source = path.components().any(|c| c.as_os_str() == "src");
        if source && lines > 400 {
            wrong.push(format!("{}: {lines} lines", path.display()));
        }
    }
    let help = "help: at most 400; split it by what it does";
    assert!(wrong.is_empty(), "{}\n{help}", wrong.join("\n"));
}

/// Two or more letters of the Arabic script in a row: a word. Single letters and marks are the fold's business.
fn is_word(text: &str) -> bool {
    let letter = |c: char| c.is_alphabetic() && ('\u{600}'..='\u{6ff}').contains(&c);
    let letters: Vec<bool> = text.chars().map(letter).collect();
    letters.windows(2).any(|pair| pair == [true, true])
}

#[test]
fn words_of_a_language_stand_in_its_data_files() {
    let mut wrong = Vec::new();
    for path in files(&source(), ".rs") {
        for (number, line) in code(&path) {
            if line.split('"').skip(1).step_by(2).any(is_word) {
                wrong.push(told(&path, number, line.trim()));
            }
        }
    }
    let help = "help: put the words into a class of lang/<code>/*.toml, with an example, and ask the page for its hits";
    assert!(wrong.is_empty(), "{}\n{help}", wrong.join("\n"));
}

#[test]
fn every_example_gives_what_it_says() {
    let checked = hiwar_core::check::check(&data());
    let told: Vec<String> = checked.problems.iter().map(ToString::to_string).collect();
    let shown = told.get(..told.len().min(25)).unwrap_or_default();
    let help = "help: for all of them, cargo run -q -p hiwar -- lang check --data .";
    assert!(
        told.is_empty(),
        "{} problems in the data files\n{}\n{help}",
        told.len(),
        shown.join("\n")
    );
}
