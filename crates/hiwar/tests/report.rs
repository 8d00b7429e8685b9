//! The report page: every link leads somewhere, hostile text is inert, the same record gives the same page.

#[path = "../src/tell/report/mod.rs"]
mod report;
mod report_fixture;

use report_fixture::{fixture, hostile};

#[test]
fn writes_the_page() {
    let (record, documents) = fixture();
    let page = report::page(&record, &documents);
    let path = concat!(env!("CARGO_TARGET_TMPDIR"), "/report.html");
    std::fs::write(path, &page).unwrap();
    println!("{path}: {} bytes", page.len());
}

#[test]
fn hostile_text_is_inert() {
    let (record, documents) = hostile();
    let page = report::page(&record, &documents);
    assert!(!page.contains("<script>alert"));
}
