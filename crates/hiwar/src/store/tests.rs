//! A record with every kind of row comes back as it was, in both units.

use super::{Entry, Store, Units, fault};
use hiwar_core::model::*;
use serde_json::json;
use std::path::PathBuf;

const TEXT: &str = "قال حسين إن 2500 جندي سيغادرون";

struct File(PathBuf);

impl File {
    fn new(name: &str) -> Self {
        let name = format!("hiwar-{}-{name}.hiwar", std::process::id());
        let file = Self(std::env::temp_dir().join(name));
        drop(std::fs::remove_file(&file.0));
        file
    }
}

impl Drop for File {
    fn drop(&mut self) {
        drop(std::fs::remove_file(&self.0));
    }
}

fn document(id: &str, text: &str) -> Document {
    Document {
        id: id.to_owned(),
        lang: "ar".to_owned(),
        text: text.to_owned(),
        source: Source {
            path: Some(format!("in/{id}.txt")),
            sha256: format!("sha of {text}"),
            ..Source::default()
        },
        ..Document::default()
    }
}

fn entry(id: &str, text: &str) -> Entry {
    Entry {
        document: document(id, text),
        annotations: Annotations {
            lang: "ar".to_owned(),
            figures: vec![Annotation::new(
                Span::new(18, 22),
                "figures/plain",
                Figure {
                    value: 0.1 + 0.2,
                    unit: "soldiers".to_owned(),
                    ..Figure::default()
                },
            )],
            ..Annotations::default()
        },
        whole_file: true,
    }
}

/// Words of the text, by the first place they stand at.
fn words(words: &str) -> Vec<Evidence> {
    let start = TEXT.find(words).unwrap();
    vec![Evidence {
        document: "a".to_owned(),
        span: Span::new(start, start + words.len()),
        rule: "test/rule".to_owned(),
    }]
}

/// One row of each kind, out of JSON so that every field is filled.
fn record() -> Record {
    let evidence = json!(words("2500 جندي"));
    let names = json!(["العراق", "الولايات المتحدة"]);
    let step = json!({"date": "2021-12", "status": "overdue", "evidence": evidence});
    let claim = |value: &str| json!({"value": value, "evidence": evidence});
    let role = json!({"role": "وزير", "of": "العراق", "from": "2020", "to": null});
    serde_json::from_value(json!({
        "documents": [{"id": "b", "title": null, "outlet": "واع", "published": "2021-04", "basis": "inferred",
            "earliest": "2021-04-01", "latest": "2021-04-30", "lang": "ar", "origin": "a", "evidence": evidence},
            {"id": "a", "title": "عنوان", "outlet": null, "published": null, "basis": "unknown", "earliest": null,
            "latest": null, "lang": "ar", "origin": null, "evidence": []}],
        "dialogues": [{"id": "d1", "name": "الحوار", "parties": names, "framework": {"name": "اتفاقية", "year": 2008},
            "first": "2020-06-11", "last": "2021-07-26", "rounds": 4, "tracks": ["الأمن"], "reports": 2, "origins": 1,
            "evidence": evidence}],
        "rounds": [{"id": "r1", "dialogue": "d1", "ordinal": 1, "status": "gap", "date": null, "earliest": "2020-06-11",
            "latest": null, "place": null, "mode": "video", "final": true, "tracks": [],
            "delegations": [{"party": "العراق", "head": null}, {"party": null, "head": "حسين"}], "evidence": evidence}],
        "people": [{"id": "p1", "name": "ساكي", "names": ["ساكي", "بساكي"], "roles": [role], "documents": ["a", "b"],
            "mentions": 3, "evidence": evidence}],
        "statements": [{"id": "s1", "speaker": null, "via": ["واع"], "said": null, "kind": "mixed", "content": "…",
            "round": "r1", "reports": ["a"], "evidence": evidence}],
        "figures": [{"id": "f1", "value": 2500.0, "upper": 0.30000000000000004, "unit": "soldiers", "bound": "about",
            "of": "stationed", "about": null, "date": "2021", "evidence": evidence}],
        "events": [{"id": "e1", "type": "CONSULT", "mode": "meet", "actors": names, "recipients": [], "date": null,
            "place": null, "status": "planned", "reports": ["a"], "evidence": evidence}],
        "commitments": [{"id": "c1", "by": names, "to": [], "action": "سحب", "due": "2021-12-31", "condition": null,
            "made": null, "round": null, "force": "agreed", "status": "overdue", "history": [step, step],
            "evidence": evidence}],
        "conflicts": [{"id": "x1", "subject": "الجولة", "property": "ordinal", "kind": "ordinal",
            "claims": [claim("2"), claim("3")], "evidence": []}],
        "gaps": [{"id": "g1", "kind": "round", "what": "الجولة الثانية", "between": ["2020-06-11"], "evidence": []}],
        "timeline": [{"id": "t2", "date": null, "earliest": null, "latest": null, "type": "due", "summary": "ب",
            "status": "planned", "round": null, "evidence": []}, {"id": "t1", "date": "2021", "earliest": null,
            "latest": null, "type": "round", "summary": "أ", "status": "happened", "round": "r1", "evidence": evidence}],
    }))
    .unwrap()
}

fn stored(file: &File) -> Store {
    let mut store = Store::open_or_create(&file.0).unwrap();
    store
        .put(&[entry("a", TEXT), entry("b", "نص آخر")], "rules")
        .unwrap();
    let documents = store.all().unwrap();
    let content = store.content().unwrap();
    store
        .replace(&record(), &documents, &[false, true], &content, &[])
        .unwrap();
    store
}

#[test]
fn a_record_comes_back_as_it_was() {
    let file = File::new("back");
    let store = stored(&file);
    assert_eq!(store.record().unwrap(), record());
    assert!(store.complete().unwrap());
    drop(store);
    assert_eq!(Store::open(&file.0).unwrap().record().unwrap(), record());
}

#[test]
fn annotations_come_back_to_the_last_bit() {
    let file = File::new("bits");
    let store = stored(&file);
    let all = store.all().unwrap();
    let expected = [entry("a", TEXT), entry("b", "نص آخر")];
    for ((document, found), entry) in all.iter().zip(&expected) {
        assert_eq!((document, found), (&entry.document, &entry.annotations));
    }
}

#[test]
fn shown_rows_count_code_points_and_quote_the_words() {
    let file = File::new("points");
    let rows = stored(&file).rows("conflicts", Units::CodePoints).unwrap();
    let shown = &rows[0]["claims"][1]["evidence"][0];
    assert_eq!(
        *shown,
        json!({"document": "a", "start": 12, "end": 21, "text": "2500 جندي", "rule": "test/rule"})
    );
    let names: Vec<_> = rows[0].as_object().unwrap().keys().collect();
    assert_eq!(names, ["id", "subject", "property", "kind", "claims", "evidence"]);
}

#[test]
fn rows_with_one_id_are_both_kept() {
    let file = File::new("twins");
    let mut store = stored(&file);
    let mut record = record();
    record.gaps.push(record.gaps[0].clone());
    let documents = store.all().unwrap();
    let content = store.content().unwrap();
    store.replace(&record, &documents, &[], &content, &[]).unwrap();
    assert_eq!(store.rows("gaps", Units::Bytes).unwrap().len(), 2);
}

#[test]
fn a_document_read_anew_keeps_both_readings() {
    let file = File::new("anew");
    let mut store = stored(&file);
    let mut documents = store.all().unwrap();
    documents[1].1.published.date = Some("2021-04".to_owned());
    let content = store.content().unwrap();
    store
        .replace(&record(), &documents, &[false, true], &content, &[])
        .unwrap();
    assert_eq!(store.settled().unwrap(), documents);
    assert_eq!(store.all().unwrap()[1].1.published.date, None);
}

#[test]
fn removing_leaves_nothing_of_a_document_in_any_row() {
    let file = File::new("remove");
    let mut store = stored(&file);
    assert_eq!(store.remove(&["a".to_owned(), "z".to_owned()]).unwrap(), ["z"]);
    assert!(!store.complete().unwrap());
    let rows = store.rows("figures", Units::CodePoints).unwrap();
    assert_eq!(rows[0]["evidence"], json!([]));
}

#[test]
fn a_full_disk_leaves_the_record_as_it_was() {
    let file = File::new("full");
    let mut store = stored(&file);
    store.db.pragma_update(None, "max_page_count", 1).unwrap(); // as many pages as it has
    let long = TEXT.repeat(20_000);
    let said = store.put(&[entry("c", &long)], "rules").unwrap_err();
    assert!(
        said.what.contains("disk is full") && !said.remedy.is_empty(),
        "{said}"
    );
    assert_eq!(store.all().unwrap().len(), 2);
    assert_eq!(store.record().unwrap(), record());
}

#[test]
fn what_sqlite_says_gets_a_remedy() {
    let say = |code| {
        let error = rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(code), None);
        fault(std::path::Path::new("r.hiwar"), &error)
    };
    use rusqlite::ffi;
    for code in [
        ffi::SQLITE_FULL,
        ffi::SQLITE_BUSY,
        ffi::SQLITE_READONLY,
        ffi::SQLITE_CORRUPT,
        ffi::SQLITE_NOTADB,
    ] {
        let said = say(code);
        assert!(!said.what.contains("rror") && !said.remedy.is_empty(), "{said}");
    }
}

#[test]
fn what_is_ruled_while_lists_are_made_leaves_them_to_be_made_again() {
    let file = File::new("meanwhile");
    let mut store = stored(&file);
    assert!(store.complete().unwrap());
    let documents = store.all().unwrap();
    let content = store.content().unwrap();
    let accept = json!({"id": "ruling-1", "at": "2026-11-27T10:00:00Z", "by": "هناء", "verb": "accept", "targets": []});
    store.rule(&[serde_json::from_value(accept).unwrap()]).unwrap();
    store
        .replace(&record(), &documents, &[false, true], &content, &[])
        .unwrap();
    assert!(!store.complete().unwrap());
}
