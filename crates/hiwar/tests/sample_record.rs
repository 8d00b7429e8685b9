//! The record of `sample/` tells what `sample/expected.toml` says.

#![allow(clippy::unwrap_used, clippy::panic)] // a test may

mod common;

use common::told::{Told, called, root, strings, told, told_of};
use hiwar_core::text::fold;
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};
use toml::{Table, Value};

fn rows<'t>(expected: &'t Table, kind: &str) -> Vec<&'t Table> {
    let list = expected.get(kind).and_then(Value::as_array).into_iter().flatten();
    list.filter_map(Value::as_table).collect()
}

fn text<'t>(row: &'t Table, key: &str) -> &'t str {
    row.get(key).and_then(Value::as_str).unwrap_or("")
}

fn texts<'t>(row: &'t Table, key: &str) -> Vec<&'t str> {
    let list = row.get(key).and_then(Value::as_array).into_iter().flatten();
    list.filter_map(Value::as_str).collect()
}

fn numbers(row: &Table, key: &str) -> Vec<i64> {
    let list = row.get(key).and_then(Value::as_array).into_iter().flatten();
    list.filter_map(Value::as_integer).collect()
}

/// Documents that a row's evidence stands in.
fn documents(row: &Json) -> BTreeSet<String> {
    let evidence = row["evidence"].as_array().into_iter().flatten();
    evidence
        .filter_map(|e| e["document"].as_str())
        .map(str::to_owned)
        .collect()
}

fn holds_all<'s>(has: &BTreeSet<String>, wanted: impl IntoIterator<Item = &'s str>) -> bool {
    wanted.into_iter().all(|w| has.contains(w))
}

/// Whether a row rests on these words of a document: either holds the other, folded.
fn rests_on(row: &Json, document: &str, words: &str) -> bool {
    let words = fold(words);
    row["evidence"].as_array().into_iter().flatten().any(|e| {
        let found = fold(e["text"].as_str().unwrap_or(""));
        e["document"] == document && !found.is_empty() && (found.contains(&words) || words.contains(&found))
    })
}

/// Whether the field has this value, or one of `<key>_any`; nothing expected is no demand.
fn agrees(expected: &Table, key: &str, found: &Json) -> bool {
    let any = texts(expected, &format!("{key}_any"));
    match expected.get(key) {
        None => any.is_empty() || any.iter().any(|v| found == v),
        Some(Value::String(v)) => found.as_str().is_some_and(|f| fold(f) == fold(v)),
        Some(Value::Integer(v)) => found.as_f64() == Some(*v as f64),
        Some(Value::Float(v)) => found.as_f64() == Some(*v),
        Some(Value::Boolean(v)) => found == v,
        Some(other) => panic!("{key} = {other} in expected.toml: not known here"),
    }
}

#[test]
fn the_sample_tells_what_is_expected() {
    let file = std::fs::read_to_string(root().join("sample/expected.toml")).unwrap();
    let expected: Table = file.parse().unwrap();
    let mut told = told(&root().join("sample"));
    let ids = dialogues(&expected, &mut told);
    rounds(&expected, &ids, &mut told);
    people(&expected, &mut told);
    statements(&expected, &mut told);
    let figures = figures(&expected, &mut told);
    conflicts(&expected, &figures, &mut told);
    commitments(&expected, &mut told);
    reports(&expected, &mut told);
    told.judged();
}

/// Ids of the series by their keys in the expectations.
fn dialogues(expected: &Table, told: &mut Told) -> BTreeMap<String, String> {
    let mut ids = BTreeMap::new();
    let count = expected["archive"]["dialogues"].as_integer().unwrap();
    let found = told.rows("dialogue").len();
    told.expect(
        &Table::new(),
        found as i64 == count,
        format!("{found} dialogues, not {count}"),
    );
    for row in rows(expected, "dialogue") {
        let key = text(row, "key");
        let named = fold(text(row, "name_contains"));
        let fits = |d: &&Json| fold(d["name"].as_str().unwrap_or("")).contains(&named);
        let Some(d) = told.rows("dialogue").iter().find(fits).cloned() else {
            told.expect(row, false, format!("no dialogue {key}"));
            continue;
        };
        let id = d["id"].as_str().unwrap_or("").to_owned();
        let parties = strings(&d, "parties");
        let sides = texts(row, "parties");
        let sides = sides.is_empty() || parties == sides;
        let include = texts(row, "parties_include")
            .iter()
            .all(|p| parties.iter().any(|q| q == p));
        told.expect(row, sides && include, format!("{key}: parties {parties:?}"));
        for field in ["first", "reports", "origins"] {
            told.expect(
                row,
                agrees(row, field, &d[field]),
                format!("{key}: {field} is {}", d[field]),
            );
        }
        if let Some(framework) = row.get("framework").and_then(Value::as_table) {
            let same = ["name", "year"]
                .iter()
                .all(|k| agrees(framework, k, &d["framework"][k]));
            told.expect(row, same, format!("{key}: framework {}", d["framework"]));
        }
        let all = holds_all(&documents(&d), texts(row, "documents"));
        told.expect(row, all, format!("{key}: only in {:?}", documents(&d)));
        let ordinals = |gap: bool| -> Vec<i64> {
            let own = told.rows("rounds").iter().filter(|r| r["dialogue"] == *id);
            let of = own.filter(|r| (r["status"] == "gap") == gap);
            of.filter_map(|r| r["ordinal"].as_i64()).collect()
        };
        let (known, gaps) = (ordinals(false), ordinals(true));
        let same = known == numbers(row, "round_ordinals") && gaps == numbers(row, "gap_ordinals");
        told.expect(row, same, format!("{key}: rounds {known:?}, gaps {gaps:?}"));
        ids.insert(key.to_owned(), id);
    }
    ids
}

fn rounds(expected: &Table, ids: &BTreeMap<String, String>, told: &mut Told) {
    for row in rows(expected, "round") {
        let what = format!("round {} of {}", row["ordinal"], text(row, "dialogue"));
        let id = ids.get(text(row, "dialogue"));
        let fits = |r: &&Json| {
            r["dialogue"].as_str() == id.map(String::as_str) && agrees(row, "ordinal", &r["ordinal"])
        };
        let Some(r) = told.rows("rounds").iter().find(fits).cloned() else {
            told.expect(row, false, format!("no {what}"));
            continue;
        };
        for key in ["status", "date", "earliest", "latest", "mode", "place", "final"] {
            told.expect(
                row,
                agrees(row, key, &r[key]),
                format!("{what}: {key} is {}", r[key]),
            );
        }
        let all = holds_all(&documents(&r), texts(row, "documents"));
        told.expect(row, all, format!("{what}: only in {:?}", documents(&r)));
        for head in row.get("heads").and_then(Value::as_array).into_iter().flatten() {
            let head = head.as_table().unwrap();
            let of = r["delegations"].as_array().into_iter().flatten();
            let named = |d: &Json| agrees(head, "party", &d["party"]) && agrees(head, "head", &d["head"]);
            let there = of.into_iter().any(named);
            told.expect(
                row,
                there,
                format!("{what}: not headed by {head}, but {}", r["delegations"]),
            );
        }
    }
}

fn people(expected: &Table, told: &mut Told) {
    for row in rows(expected, "same_person") {
        let names = texts(row, "names");
        let full = names.iter().filter(|n| n.contains(' '));
        let full: Vec<&str> = full.copied().collect();
        let them = told
            .rows("people")
            .iter()
            .filter(|p| full.iter().any(|n| called(p, n)));
        let them: Vec<Json> = them.cloned().collect();
        let one = them.len() == 1 && names.iter().all(|n| called(&them[0], n));
        told.expect(row, one, format!("{names:?}: {} people", them.len()));
        let docs = them.iter().flat_map(|p| strings(p, "documents")).collect();
        told.expect(
            row,
            holds_all(&docs, texts(row, "documents")),
            format!("{names:?}: only in {docs:?}"),
        );
    }
    for row in rows(expected, "not_same_person") {
        let names = texts(row, "names");
        let merged = told
            .rows("people")
            .iter()
            .any(|p| names.iter().all(|n| called(p, n)));
        told.expect(row, !merged, format!("{names:?} are one person"));
    }
}

fn statements(expected: &Table, told: &mut Told) {
    for row in rows(expected, "statement") {
        let key = text(row, "key");
        let wanted: Vec<String> = texts(row, "texts").into_iter().map(fold).collect();
        let says = |s: &&Json| {
            let content = fold(s["content"].as_str().unwrap_or(""));
            let start = |w: &String| w.chars().take(40).collect::<String>();
            wanted.iter().any(|w| content.contains(&start(w)))
                && holds_all(
                    &strings(s, "reports").into_iter().collect(),
                    texts(row, "documents"),
                )
        };
        let Some(s) = told.rows("statements").iter().find(says).cloned() else {
            told.expect(row, false, format!("no statement {key} in all its reports"));
            continue;
        };
        for field in ["speaker", "said"] {
            told.expect(
                row,
                agrees(row, field, &s[field]),
                format!("{key}: {field} is {}", s[field]),
            );
        }
    }
}

/// The expected figures by their keys, those that are there.
fn figures<'t>(expected: &'t Table, told: &mut Told) -> BTreeMap<&'t str, &'t Table> {
    let mut found = BTreeMap::new();
    for row in rows(expected, "figure") {
        let key = text(row, "key");
        let fits = |f: &&Json| {
            agrees(row, "value", &f["value"]) && rests_on(f, text(row, "document"), text(row, "text"))
        };
        let Some(f) = told.rows("figures").iter().find(fits).cloned() else {
            told.expect(row, false, format!("no figure {key}"));
            continue;
        };
        for field in ["unit", "bound", "of", "about"] {
            told.expect(
                row,
                agrees(row, field, &f[field]),
                format!("{key}: {field} is {}", f[field]),
            );
        }
        found.insert(key, row);
    }
    for row in rows(expected, "not_a_figure") {
        let (document, words) = (text(row, "document"), text(row, "text"));
        let there = told.rows("figures").iter().any(|f| rests_on(f, document, words));
        told.expect(row, !there, format!("{words} is a figure"));
    }
    found
}

fn conflicts(expected: &Table, figures: &BTreeMap<&str, &Table>, told: &mut Told) {
    let about = |c: &Json, row: &Table| {
        let of = texts(row, "figures");
        let sides = of.iter().filter_map(|k| figures.get(k));
        let sides: Vec<(&str, &str)> = sides.map(|f| (text(f, "document"), text(f, "text"))).collect();
        sides.len() == of.len() && sides.iter().all(|(d, t)| rests_on(c, d, t))
    };
    for row in rows(expected, "conflict") {
        let claims = row.get("claims").and_then(Value::as_array).into_iter().flatten();
        let claims: Vec<&Table> = claims.filter_map(Value::as_table).collect();
        let fits = |c: &Json| {
            let side = |q: &&Table| rests_on(c, text(q, "document"), text(q, "text"));
            agrees(row, "kind", &c["kind"]) && about(c, row) && claims.iter().all(side)
        };
        let there = told.rows("conflicts").iter().any(fits);
        told.expect(row, there, format!("no conflict about {}", text(row, "subject")));
    }
    for row in rows(expected, "no_conflict") {
        let there = told.rows("conflicts").iter().any(|c| about(c, row));
        told.expect(row, !there, format!("a conflict of {:?}", texts(row, "figures")));
    }
}

fn commitments(expected: &Table, told: &mut Told) {
    for row in rows(expected, "commitment") {
        let key = text(row, "key");
        let fits = |c: &&Json| rests_on(c, text(row, "document"), text(row, "text"));
        let Some(c) = told.rows("commitments").iter().find(fits).cloned() else {
            told.expect(row, false, format!("no commitment {key}"));
            continue;
        };
        let mut by = strings(&c, "by");
        by.sort();
        let wanted = texts(row, "by");
        told.expect(
            row,
            wanted.is_empty() || by == wanted,
            format!("{key}: by {by:?}"),
        );
        for field in ["due", "status", "force"] {
            told.expect(
                row,
                agrees(row, field, &c[field]),
                format!("{key}: {field} is {}", c[field]),
            );
        }
        let all = holds_all(&documents(&c), texts(row, "documents"));
        told.expect(row, all, format!("{key}: only in {:?}", documents(&c)));
        let steps = c["history"].as_array().into_iter().flatten().skip(1);
        let bearing: BTreeSet<String> = steps.flat_map(documents).collect();
        let followed = holds_all(&bearing, texts(row, "history_documents"));
        told.expect(row, followed, format!("{key}: followed by {bearing:?}"));
    }
}

fn reports(expected: &Table, told: &mut Told) {
    for row in rows(expected, "document") {
        let id = text(row, "id");
        let Some(d) = told.rows("documents").iter().find(|d| d["id"] == id).cloned() else {
            told.expect(row, false, format!("no document {id}"));
            continue;
        };
        for key in ["published", "basis", "outlet", "title", "origin"] {
            told.expect(
                row,
                agrees(row, key, &d[key]),
                format!("{id}: {key} is {}", d[key]),
            );
        }
        let copy = row.contains_key("origin") || d["origin"].is_null();
        told.expect(row, copy, format!("{id} is no copy of {}", d["origin"]));
    }
}

/// `texts/round4_wire_en.txt`, ours, is an English report of the fourth round.
#[test]
fn an_english_report_joins_the_record_of_the_arabic_ones() {
    let wire = root().join("crates/hiwar/tests/texts/round4_wire_en.txt");
    let told = told_of(&[&root().join("sample"), &wire]);
    let from_wire = |kind: &str| {
        let rows = told.rows(kind).iter();
        rows.filter(|r| documents(r).contains("round4_wire_en"))
            .cloned()
            .collect::<Vec<Json>>()
    };
    assert_eq!(told.rows("dialogue").len(), 3, "no talks of its own");
    let round = &from_wire("rounds")[0];
    assert_eq!(round["ordinal"], 4);
    assert!(documents(round).len() > 3, "told by the Arabic reports too");
    // One person, in both scripts, under the name that most reports write.
    let minister = from_wire("people")
        .into_iter()
        .find(|p| strings(p, "names").contains(&"Fuad Hussein".to_owned()));
    let minister = minister.unwrap();
    assert_eq!(minister["name"], "فؤاد حسين");
    assert!(strings(&minister, "names").contains(&"فؤاد حسين".to_owned()));
    let said = from_wire("statements");
    assert!(said.iter().any(|s| s["speaker"] == "فؤاد حسين"), "{said:?}");
    let promised = from_wire("commitments");
    assert!(
        promised
            .iter()
            .any(|c| strings(c, "by") == ["الولايات المتحدة"] && c["due"] == "2021-07-26"),
        "{promised:?}"
    );
}
