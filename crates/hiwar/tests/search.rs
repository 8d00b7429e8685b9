//! `hiwar search` as a user runs it.
#![allow(clippy::unwrap_used)] // a test may panic

mod common;

use common::Bench;
use serde_json::Value;

/// The shipped language data.
const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

fn built() -> Bench {
    let bench = Bench::with_reports();
    let ran = bench.run(&["build", "in", "-o", "t.hiwar", "--data", DATA]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    bench
}

/// The words that a query finds, one row for each report.
fn found(bench: &Bench, query: &str) -> Vec<Value> {
    let ran = bench.run(&["search", "t.hiwar", query, "--json", "--data", DATA]);
    assert_eq!(ran.status, 0, "{query}: {}", ran.err);
    serde_json::from_str(&ran.out).unwrap()
}

#[test]
fn words_phrases_absent_words_and_alternatives() {
    let bench = built();
    let counts = [
        ("الحوار", 1),
        ("حوار", 1),   // the article is no part of the word
        ("الجوله", 2), // nor is the spelling of its last letter
        ("الجولة -واشنطن", 1),
        ("\"الجولة الرابعة\"", 1),
        ("\"الرابعة الجولة\"", 0),
        ("واشنطن OR بغداد", 2),
        ("مسقط", 0),
    ];
    for (query, count) in counts {
        assert_eq!(found(&bench, query).len(), count, "{query}");
    }
}

#[test]
fn a_mark_is_the_word_in_code_points() {
    let rows = found(&built(), "واشنطن");
    let place = |name: &str| usize::try_from(rows[0][name].as_u64().unwrap()).unwrap();
    let word: String = common::OTHER
        .chars()
        .skip(place("start"))
        .take(place("end") - place("start"))
        .collect();
    assert_eq!(word, "واشنطن");
}

#[test]
fn a_report_that_was_removed_is_found_no_more() {
    let bench = built();
    let id = found(&bench, "واشنطن")[0]["document"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(bench.run(&["remove", "t.hiwar", &id, "--data", DATA]).status, 0);
    assert!(found(&bench, "واشنطن").is_empty());
}
