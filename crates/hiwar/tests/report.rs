//! The report page: every link leads to its words, no letter is lost, hostile text is inert, the same record gives
//! the same page.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test may

#[path = "common/html.rs"]
mod html;
#[allow(dead_code)] // the site says the rest
#[path = "../src/tell/report/mod.rs"]
mod report;
mod report_fixture;

use hiwar_core::model::{Annotations, Document, Record};
use html::{parse, unescape, values};
use report_fixture::{fixture, hostile};
use std::collections::BTreeSet;

/// Every link inside the page has a place to go to, and no place is there twice.
fn check_links(page: &str) {
    let (tags, _) = parse(page);
    let ids = values(&tags, "id");
    let places: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(places.len(), ids.len(), "an id stands twice");
    for href in values(&tags, "href") {
        match href.strip_prefix('#') {
            Some(place) => assert!(places.contains(place), "#{place} leads nowhere"),
            None => assert!(
                href.starts_with("https://") || href.starts_with("http://"),
                "{href}"
            ),
        }
    }
}

#[test]
fn every_link_leads_to_its_words() {
    let (record, documents) = fixture();
    let page = report::page(&record, &documents);
    // Kept for looking at: `target/tmp/report.html`.
    std::fs::write(concat!(env!("CARGO_TARGET_TMPDIR"), "/report.html"), &page).unwrap();
    check_links(&page);
    for evidence in record.people.iter().flat_map(|row| &row.evidence) {
        let (document, _) = documents
            .iter()
            .find(|(document, _)| document.id == evidence.document)
            .unwrap();
        let words = evidence.span.of(&document.text);
        let id = evidence.document.replace(' ', "~20").replace('/', "~2f");
        let place = page
            .find(&format!("id=\"d-{id}-{}\"", evidence.span.start))
            .expect("the place is there");
        let text = unescape(&parse(&page[page[..place].rfind('<').unwrap()..]).1);
        assert!(
            text.starts_with(words),
            "«{words}» is not what stands at {}",
            evidence.span.start
        );
    }
}

#[test]
fn no_letter_of_a_report_is_lost() {
    let (record, documents) = fixture();
    let text = unescape(&parse(&report::page(&record, &documents)).1);
    for (document, found) in &documents {
        for block in &found.blocks {
            let words = block.span.of(&document.text);
            assert!(text.contains(words), "{} lost «{words}»", document.id);
        }
    }
}

#[test]
fn hostile_text_is_inert() {
    let (record, documents) = hostile();
    let page = report::page(&record, &documents);
    let (tags, text) = parse(&page);
    check_links(&page);
    assert_eq!(
        tags.iter().filter(|(name, _)| name == "script").count(),
        2,
        "only the page's own scripts"
    );
    for (name, attributes) in &tags {
        for (key, value) in attributes {
            assert!(!key.starts_with("on"), "<{name} {key}>");
            assert!(
                !value.contains(['\u{202A}', '\u{202B}', '\u{202C}', '\u{202D}', '\u{202E}']),
                "<{name} {key}={value}>"
            );
            assert!(
                !value.to_lowercase().starts_with("javascript:"),
                "<{name} {key}={value}>"
            );
        }
    }
    assert!(
        text.contains("&#60;script&#62;alert(1)"),
        "the words are still shown"
    );
    assert!(text.contains("U+202E"), "an override is named");
    assert!(!page.contains('\u{202E}'), "and not obeyed");
}

#[test]
fn the_same_record_gives_the_same_page() {
    let (record, documents) = fixture();
    assert_eq!(
        report::page(&record, &documents),
        report::page(&record, &documents)
    );
}

#[test]
fn an_empty_record_and_spans_that_do_not_fit_give_a_page() {
    check_links(&report::page(&Record::default(), &[]));
    let (record, mut documents) = fixture();
    for (document, _) in &mut documents {
        document.text = "نص".into();
    }
    check_links(&report::page(&record, &documents));
    check_links(&report::page(&record, &[]));
    let plain = Document {
        id: "x".into(),
        text: "سطر\n\nسطر آخر".into(),
        ..Document::default()
    };
    assert!(report::page(&Record::default(), &[(plain, Annotations::default())]).contains("سطر آخر"));
}

#[test]
fn every_phrase_that_the_page_says_is_in_the_table() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/tell/report");
    let table: toml::Table = std::fs::read_to_string(format!("{folder}/strings.toml"))
        .unwrap()
        .parse()
        .unwrap();
    let known = |key: &str| {
        let (group, name) = key.split_once('.').unwrap_or((key, ""));
        table.get(group).and_then(|group| group.get(name)).is_some()
    };
    let files = ["report", "web"]
        .iter()
        .flat_map(|sub| std::fs::read_dir(format!("{folder}/../{sub}/html")).unwrap());
    for path in files
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "html"))
    {
        let text = std::fs::read_to_string(&path).unwrap();
        for call in ["self::t(\"", "self::plain(\"", "data-ta=\"", "data-tp=\""] {
            for key in text.split(call).skip(1).filter_map(|rest| rest.split('"').next()) {
                assert!(known(key), "{}: strings.toml has no `{key}`", path.display());
            }
        }
    }
}
