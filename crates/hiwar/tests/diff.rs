//! `hiwar diff` as a user runs it.
#![allow(clippy::unwrap_used)] // a test may panic

mod common;

use common::Bench;
use common::told::{root, run};
use serde_json::Value;

/// Two records of `sample/`: without the last reports, and with all.
fn records() -> Bench {
    let bench = Bench::new();
    let mut reports: Vec<String> = std::fs::read_dir(root().join("sample"))
        .unwrap()
        .map(|e| e.unwrap().path().display().to_string())
        .filter(|p| p.ends_with(".txt") || p.ends_with(".jsonl"))
        .collect();
    reports.sort();
    let (last, first) = reports.split_last().unwrap();
    let args: Vec<&str> = first.iter().map(String::as_str).collect();
    let ran = run(&bench, &[&["build"], &args[..], &["-o", "a.hiwar"]].concat());
    assert_eq!(ran.status, 0, "{}", ran.err);
    std::fs::copy(bench.path("a.hiwar"), bench.path("b.hiwar")).unwrap();
    assert_eq!(run(&bench, &["build", last, "-o", "b.hiwar"]).status, 0);
    bench
}

fn changes(bench: &Bench, a: &str, b: &str) -> Vec<Value> {
    let ran = run(bench, &["diff", a, b, "--json"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    serde_json::from_str(&ran.out).unwrap()
}

fn of<'v>(changes: &'v [Value], list: &str, change: &str) -> Vec<&'v Value> {
    changes
        .iter()
        .filter(|c| c["list"] == list && c["change"] == change)
        .collect()
}

#[test]
fn what_a_report_brings_is_added_and_the_other_way_round_removed() {
    let bench = records();
    let there = changes(&bench, "a.hiwar", "b.hiwar");
    assert!(!of(&there, "documents", "added").is_empty());
    assert!(!of(&there, "statements", "added").is_empty());
    assert!(of(&there, "documents", "removed").is_empty());
    for change in there.iter().filter(|c| c["change"] == "changed") {
        let differ = change["fields"].as_array().unwrap();
        assert!(
            !differ.is_empty() && differ.iter().all(|f| f["before"] != f["after"]),
            "{change}"
        );
    }
    let back = changes(&bench, "b.hiwar", "a.hiwar");
    for list in ["documents", "statements", "people", "events", "gaps"] {
        assert_eq!(
            of(&there, list, "added").len(),
            of(&back, list, "removed").len(),
            "{list}"
        );
        assert_eq!(
            of(&there, list, "changed").len(),
            of(&back, list, "changed").len(),
            "{list}"
        );
    }
    let text = run(&bench, &["diff", "a.hiwar", "b.hiwar"]).out;
    assert!(text.starts_with("documents: "), "{text}");
    let title = of(&there, "documents", "added")[0]["what"].as_str().unwrap();
    assert!(text.contains(&format!("  + {title}\n")), "{text}");
}

#[test]
fn a_correction_shows_as_a_changed_field() {
    let bench = records();
    let ran = run(&bench, &["show", "commitments", "b.hiwar", "--json"]);
    let rows: Vec<Value> = serde_json::from_str(&ran.out).unwrap();
    let row = rows.iter().find(|r| r["due"].is_null()).unwrap();
    std::fs::copy(bench.path("b.hiwar"), bench.path("c.hiwar")).unwrap();
    let id = row["id"].as_str().unwrap();
    assert_eq!(
        run(&bench, &["rule", "correct", "c.hiwar", id, "due=2022-01-31"]).status,
        0
    );
    let found = changes(&bench, "b.hiwar", "c.hiwar");
    // The gap that the commitment leaves follows it.
    let lists: Vec<&str> = found.iter().map(|c| c["list"].as_str().unwrap()).collect();
    assert_eq!(lists, ["commitments", "gaps"], "{found:?}");
    assert_eq!(
        found[0]["fields"][0],
        serde_json::json!({"field": "due", "before": null, "after": "2022-01-31"})
    );
    let text = run(&bench, &["diff", "b.hiwar", "c.hiwar"]).out;
    assert!(text.contains("due none → 2022-01-31"), "{text}");
}

#[test]
fn records_that_tell_the_same_have_no_difference_and_what_is_no_record_is_told() {
    let bench = records();
    let ran = run(&bench, &["diff", "a.hiwar", "a.hiwar"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, ""));
    assert!(ran.err.contains("tells what a.hiwar tells"), "{}", ran.err);
    let ran = run(&bench, &["diff", "a.hiwar", "none.hiwar"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("none.hiwar: no such file"), "{}", ran.err);
}
