//! Every export of the sample's record: the same bytes twice, its form, and words at their places.
//! `scripts/exports` opens each with the reader that its users use.

#![allow(clippy::unwrap_used, clippy::panic)] // a test may

#[path = "../common/mod.rs"]
mod common;
mod forms;

use common::told::{LISTS, root, run};
use common::{Bench, Ran};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

const FILES: [&str; 10] = [
    "ics",
    "web-annotation",
    "plover",
    "gexf",
    "markdown",
    "timelinejs",
    "bibtex",
    "csl-json",
    "json-ld",
    "docx",
];
const FOLDERS: [&str; 4] = ["csv", "polecat", "ftm", "brat"];

/// The sample's record with each export of it, and the texts of its reports.
struct Made {
    bench: Bench,
    texts: BTreeMap<String, String>,
}

/// Text that tries to be markup, a formula, a control sequence and a path.
const HOSTILE: &str = "بغداد - واع\nقال وزير الخارجية العراقي فؤاد حسين إن \"<script>alert(1)</script> [x](y) \u{202E}=1+1\u{1} {%&_}; \
                       a,b\\c\" في السابع من نيسان 2021. وستعقد الجولة الرابعة من الحوار الاستراتيجي بين العراق والولايات المتحدة في تموز 2021.\n";

static MADE: LazyLock<Made> = LazyLock::new(|| {
    let bench = Bench::new();
    bench.write("hostile.jsonl", {
        let line = serde_json::json!({"id": "../<b>\"ح&{}\n", "title": "=<i>&%{}_\\", "url": "http://x.test/a?b=<c>&d", "text": HOSTILE});
        format!("{line}\n")
    });
    let sample = root().join("sample");
    let build = run(
        &bench,
        &[
            "build",
            sample.to_str().unwrap(),
            "hostile.jsonl",
            "-o",
            "r.hiwar",
        ],
    );
    assert!(build.status <= 1, "{}", build.err);
    for format in FILES.iter().chain(&FOLDERS) {
        let ran = export(&bench, format, &format!("out-{format}"));
        assert_eq!(ran.status, 0, "{format}: {}", ran.err);
    }
    let reports = run(&bench, &["read", sample.to_str().unwrap(), "hostile.jsonl"]).json_lines();
    let text = |r: &Value| {
        (
            r["id"].as_str().unwrap().to_owned(),
            r["text"].as_str().unwrap().to_owned(),
        )
    };
    let texts = reports.iter().map(text).collect();
    Made { bench, texts }
});

fn export(bench: &Bench, format: &str, out: &str) -> Ran {
    run(bench, &["export", format, "r.hiwar", "-o", out])
}

fn text(name: &str) -> String {
    String::from_utf8(MADE.bench.bytes(&format!("out-{name}"))).unwrap()
}

fn json(name: &str) -> Value {
    serde_json::from_str(&text(name)).unwrap()
}

fn show(list: &str) -> Vec<Value> {
    serde_json::from_str(&run(&MADE.bench, &["show", list, "r.hiwar", "--json"]).out).unwrap()
}

/// Each file below a path, by its name.
fn files(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let read = |path: &Path| std::fs::read(path).unwrap();
    if path.is_file() {
        return BTreeMap::from([(String::new(), read(path))]);
    }
    let entries = std::fs::read_dir(path).unwrap().map(Result::unwrap);
    entries
        .map(|e| (e.file_name().into_string().unwrap(), read(&e.path())))
        .collect()
}

fn separated(name: &str, by: u8) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(by)
        .has_headers(false)
        .from_path(MADE.bench.path(&format!("out-{name}")));
    let rows = reader
        .as_mut()
        .unwrap()
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect());
    rows.collect()
}

/// The words of a report between two code points.
#[track_caller]
fn words(document: &str, start: usize, end: usize) -> String {
    let text = MADE
        .texts
        .get(document)
        .unwrap_or_else(|| panic!("no report {document}"));
    text.chars().skip(start).take(end - start).collect()
}

#[track_caller]
fn at_its_words(evidence: &Value) {
    let number = |name: &str| usize::try_from(evidence[name].as_u64().unwrap()).unwrap();
    let found = words(
        evidence["document"].as_str().unwrap(),
        number("start"),
        number("end"),
    );
    assert_eq!(evidence["text"], found.as_str());
}

#[test]
fn the_same_record_makes_the_same_bytes() {
    for format in FILES.iter().chain(&FOLDERS) {
        let again = format!("again-{format}");
        assert_eq!(export(&MADE.bench, format, &again).status, 0);
        let (a, b) = (
            files(&MADE.bench.path(&format!("out-{format}"))),
            files(&MADE.bench.path(&again)),
        );
        assert!(a == b, "{format} differs");
        assert!(
            a.values().all(|bytes| !bytes.is_empty()),
            "{format} has an empty file"
        );
    }
}

#[test]
fn one_file_goes_to_standard_output_too() {
    assert_eq!(export(&MADE.bench, "plover", "-").out, text("plover"));
    export(&MADE.bench, "csv", "-").said(2, "csv is several files", &["-o talks-csv"]);
}

#[test]
fn what_does_not_suit_the_form_is_refused() {
    let bench = &MADE.bench;
    bench.write("folder/x", "");
    bench.write("file", "kept");
    export(bench, "ics", "folder").said(2, "folder", &["is a folder", "-o"]);
    export(bench, "csv", "file").said(2, "file", &["is no folder", "-o"]);
    export(bench, "ics", "r.hiwar").said(2, "r.hiwar", &["is a SQLite file"]);
    export(bench, "ics", "no/such/folder.ics").said(2, "no/such", &["mkdir"]);
    assert_eq!(bench.bytes("file"), b"kept");
    bench.write("old/gone.txt", "of a report that was removed");
    let ran = export(bench, "brat", "old");
    assert!(
        ran.status == 0 && ran.err.contains("old: 1 other files"),
        "{}",
        ran.err
    );
}

#[test]
#[cfg(not(feature = "parquet"))]
fn parquet_says_how_to_get_it() {
    export(&MADE.bench, "parquet", "out-parquet").said(
        2,
        "this hiwar was built without Parquet",
        &["--features parquet"],
    );
    assert!(!MADE.bench.path("out-parquet").exists());
}

/// Made of the record, the rows of an export are those that `hiwar show` reads from the tables.
#[test]
fn exports_tell_what_show_tells() {
    let page = json("web-annotation");
    let mut facts: BTreeMap<String, Value> = BTreeMap::new();
    for item in page["items"].as_array().unwrap() {
        let fact = item["body"][2]["value"].as_str().unwrap();
        facts.insert(
            item["id"].as_str().unwrap().to_owned(),
            serde_json::from_str(fact).unwrap(),
        );
    }
    let facts_of = |list: &&str| !["gaps", "documents"].contains(list);
    for list in LISTS.into_iter().filter(facts_of) {
        for mut row in show(list) {
            let evidence = row.as_object_mut().unwrap().remove("evidence").unwrap();
            if evidence.as_array().is_some_and(|e| !e.is_empty()) {
                let id = format!("urn:hiwar:{list}:{}", row["id"].as_str().unwrap());
                assert_eq!(facts.get(&id), Some(&row));
            }
        }
    }
}

#[test]
fn what_is_due_is_told_as_of_a_day() {
    let due = |args: &[&str]| {
        run(
            &MADE.bench,
            &[&["show", "commitments", "r.hiwar", "--due"], args].concat(),
        )
    };
    let rows = |day: &str| -> Vec<Value> { serde_json::from_str(&due(&[day, "--json"]).out).unwrap() };
    let (early, late) = (rows("2020-01-01"), rows("2030-01-01"));
    assert!(!early.is_empty() && early.len() == late.len());
    let dates: Vec<&str> = early.iter().map(|r| r["due"].as_str().unwrap()).collect();
    // A month is due on its last day.
    assert!(dates.is_sorted_by_key(|d| format!("{d:~<10}")), "{dates:?}");
    assert!(early.iter().all(|r| r["status"] != "overdue") && late.iter().all(|r| r["status"] == "overdue"));
    // Without a day it is today's.
    assert_eq!(due(&["--json"]).status, 0);
    run(&MADE.bench, &["show", "people", "r.hiwar", "--due"]).said(2, "--due", &["no due dates"]);
    assert_eq!(due(&["soon"]).status, 2);
}
