//! What is left in the file of a report that was removed.

use super::common::Bench;
use super::common::told::run;
use super::{built, id, rows, ruled};
use hiwar_core::text::fold;
use serde_json::Value;
use std::collections::BTreeSet;

const REPORT: &str = "15_libya_forum_tunis";

/// Words of a report that no other has.
fn own_words(bench: &Bench, report: &str) -> Vec<String> {
    let texts = |how: &str| {
        let sql = format!("SELECT text || coalesce(title, '') FROM document WHERE id {how} '{report}'");
        bench.rows("t.hiwar", &sql).join(" ")
    };
    let (own, others) = (texts("="), texts("<>"));
    let others = format!("{} {others}", fold(&others));
    let long = own
        .split(|c: char| !c.is_alphabetic())
        .filter(|w| w.chars().count() > 4);
    let own: Vec<String> = long
        .filter(|w| !others.contains(&fold(w)) && !others.contains(*w))
        .map(str::to_owned)
        .collect();
    assert!(own.len() > 10, "{own:?}");
    own
}

#[test]
fn the_words_of_a_removed_report_leave_the_file_and_the_ruling_stays() {
    let bench = built();
    let all = rows(&bench, "events");
    let of = |e: &&Value| e["reports"] == serde_json::json!([REPORT]);
    let event = all.iter().find(of).unwrap();
    ruled(&bench, &["correct", &id(event), "place=قرطاج"]);
    let lines = run(&bench, &["rule", "export", "t.hiwar"]).out;
    let words: Vec<String> = own_words(&bench, REPORT);
    let held = |bench: &Bench| {
        let bytes = bench.bytes("t.hiwar");
        let is = |w: &&String| {
            let folded = fold(w);
            [w.as_bytes(), folded.as_bytes()]
                .iter()
                .any(|w| bytes.windows(w.len()).any(|b| b == *w))
        };
        words.iter().filter(is).cloned().collect::<Vec<_>>()
    };
    assert_eq!(held(&bench).len(), words.len());
    assert_eq!(run(&bench, &["remove", "t.hiwar", REPORT]).status, 0);
    assert_eq!(
        held(&bench),
        Vec::<String>::new(),
        "these words are still in the file"
    );
    let table = run(&bench, &["rule", "list", "t.hiwar"]).out;
    assert!(table.contains("orphaned"), "{table}");

    // A file of rulings that was exported before does not bring them back.
    let there = built();
    assert_eq!(run(&there, &["remove", "t.hiwar", REPORT]).status, 0);
    there.write("r.jsonl", lines);
    assert_eq!(run(&there, &["rule", "import", "t.hiwar", "r.jsonl"]).status, 0);
    assert_eq!(held(&there), Vec::<String>::new(), "these words came back");
    assert!(run(&there, &["rule", "list", "t.hiwar"]).out.contains("orphaned"));
}

/// SQLite's number of up to nine bytes, and what is behind it.
fn varint(bytes: &[u8]) -> (usize, &[u8]) {
    let len = bytes.iter().position(|b| *b < 0x80).unwrap() + 1;
    let value = bytes[..len].iter().fold(0, |v, b| v << 7 | usize::from(b & 0x7f));
    (value, &bytes[len..])
}

/// The keys on the index's pages, also those that only reports have which are marked as gone. FTS5 itself tells none of
/// these, and a key that begins as the one before is not written whole, so the pages are read here.
fn keys(bench: &Bench) -> BTreeSet<String> {
    let db = rusqlite::Connection::open(bench.path("t.hiwar")).unwrap();
    let mut query = db
        .prepare("SELECT block FROM search_data WHERE id > 10 AND id < 1 << 53 AND id >> 36 & 1 = 0")
        .unwrap();
    let pages = query.query_map([], |r| r.get::<_, Vec<u8>>(0)).unwrap();
    let mut keys = BTreeSet::new();
    for page in pages.map(Result::unwrap) {
        // The page's footer has the place of each key.
        let mut footer = &page[usize::from(u16::from_be_bytes([page[2], page[3]]))..];
        let (mut at, mut last) = (0, Vec::new());
        while !footer.is_empty() {
            let (further, rest) = varint(footer);
            footer = rest;
            let (kept, own) = match at {
                0 => (0, &page[further..]),
                _ => varint(&page[at + further..]),
            };
            at += further;
            let (len, own) = varint(own);
            last.truncate(kept);
            last.extend_from_slice(&own[..len]);
            keys.insert(String::from_utf8(last[1..].to_vec()).unwrap());
        }
    }
    keys
}

#[test]
fn the_keys_of_a_removed_report_leave_the_index() {
    let bench = built();
    // Stephanie Williams is named there alone.
    let key = "ستيفان";
    let before = keys(&bench);
    assert!(before.contains(key));
    assert_eq!(run(&bench, &["remove", "t.hiwar", REPORT]).status, 0);
    let after = keys(&bench);
    assert!(!after.contains(key), "its keys are still in the index");
    assert!(after.len() > before.len() / 2 && after.is_subset(&before));
    let found = run(&bench, &["search", "t.hiwar", "القوات", "--json"]).out;
    assert!(found.contains("document"), "{found}");
}

#[test]
fn of_a_record_whose_reports_are_all_removed_nothing_is_left() {
    let bench = Bench::new();
    let name = format!("{REPORT}.txt");
    bench.write(
        &name,
        std::fs::read_to_string(super::root().join("sample").join(&name)).unwrap(),
    );
    assert_eq!(run(&bench, &["build", &name, "-o", "t.hiwar"]).status, 0);
    let event = id(&rows(&bench, "events")[0]);
    ruled(&bench, &["accept", &event]);
    let word = "ملتقى".as_bytes();
    let held = || bench.bytes("t.hiwar").windows(word.len()).any(|w| w == word);
    assert!(held());
    assert_eq!(run(&bench, &["remove", "t.hiwar", REPORT]).status, 0);
    assert!(!held());
    assert!(keys(&bench).is_empty());
}
