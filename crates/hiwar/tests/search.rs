//! `hiwar search` as a user runs it.
#![allow(clippy::unwrap_used)] // a test may panic

mod common;

use common::told::{root, run};
use common::{Bench, Ran};
use serde_json::Value;

fn built() -> Bench {
    let bench = Bench::with_reports();
    let ran = run(&bench, &["build", "in", "-o", "t.hiwar"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    bench
}

fn search(bench: &Bench, query: &str) -> Ran {
    run(bench, &["search", "t.hiwar", query, "--json"])
}

/// The reports that a query finds.
fn found(bench: &Bench, query: &str) -> Vec<Value> {
    let ran = search(bench, query);
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
    assert_eq!(run(&bench, &["remove", "t.hiwar", &id]).status, 0);
    assert!(found(&bench, "واشنطن").is_empty());
}

#[test]
fn fields_narrow_the_reports() {
    let bench = Bench::new();
    let sample = root().join("sample");
    let ran = run(&bench, &["build", sample.to_str().unwrap(), "-o", "t.hiwar"]);
    assert!(ran.status <= 1, "{}", ran.err);
    let list = |name: &str| -> Vec<Value> {
        serde_json::from_str(&run(&bench, &["show", name, "t.hiwar", "--json"]).out).unwrap()
    };
    let documents = list("documents");
    let dated = |keep: &dyn Fn(&str) -> bool| {
        let days = documents.iter().filter_map(|d| d["published"].as_str());
        days.filter(|day| keep(day)).count()
    };
    let outlet = |d: &&Value| d["outlet"] == "مسار";
    let reports = |rows: Vec<Value>| {
        let ids = rows.iter().flat_map(|r| r["reports"].as_array().unwrap().clone());
        ids.map(|id| id.to_string())
            .collect::<std::collections::BTreeSet<_>>()
            .len()
    };
    let of = |name: &str, field: &str, value: &str| -> Vec<Value> {
        let rows = list(name).into_iter();
        rows.filter(|r| r[field] == value).collect()
    };
    let speaker = "مصطفى الكاظمي";
    let named = of("people", "name", speaker)[0]["documents"]
        .as_array()
        .unwrap()
        .len();
    for (query, count) in [
        ("before:2021", dated(&|d| d < "2021")),
        ("after:2021-07", dated(&|d| d >= "2021-07")),
        ("outlet:مسار", documents.iter().filter(outlet).count()),
        (
            "by:\"مصطفى الكاظمي\"",
            reports(of("statements", "speaker", speaker)),
        ),
        ("about:\"مصطفى الكاظمي\"", named),
        ("type:agree", reports(of("events", "type", "AGREE"))),
    ] {
        assert!(count > 0, "{query}: the sample has none");
        assert_eq!(found(&bench, query).len(), count, "{query}");
    }
    assert!(!found(&bench, "round:3").is_empty());
    assert!(found(&bench, "round:19").is_empty());
    // Nobody in the record: the words are looked for in the text.
    assert!(!found(&bench, "about:الملتقى").is_empty());
    let names = run(&bench, &["search", "t.hiwar", "--suggest", "الكاظ"]);
    assert!(names.out.lines().any(|name| name == speaker), "{}", names.out);
}

#[test]
fn a_wrong_query_is_told_with_its_place() {
    let bench = built();
    for (query, place) in [("\"الجولة", "query:1"), ("الجولة to:x", "query:8")] {
        let ran = search(&bench, query);
        assert_eq!(ran.status, 2);
        assert!(ran.err.contains(place) && ran.out.is_empty(), "{}", ran.err);
    }
}
