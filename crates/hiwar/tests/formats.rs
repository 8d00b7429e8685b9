//! What desks have: compressed files, archives, tables, feeds, mail, Word documents, crawl archives, and broken ones of each.

#![allow(clippy::unwrap_used, clippy::panic)] // a test may

mod common;

use common::{Bench, OTHER, REPORT, Ran};
use serde_json::Value as Json;
use std::io::{Cursor, Write};

const LINE: &str =
    "قال وزير الخارجية العراقي كريم ناصر إن الجولة الثالثة من الحوار ستعقد في السابع من نيسان 2021.";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        out.start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        out.write_all(bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn page(title: &str) -> String {
    let words = format!("{REPORT} {OTHER} ").repeat(4);
    format!(
        "<!DOCTYPE html><html lang=ar><head><title>{title}</title></head><body><article><h1>{title}</h1>\
         <p>{words}</p><p>{words}</p></article></body></html>"
    )
}

fn record(kind: &str, block: &str, lie: i64) -> Vec<u8> {
    let length = block.len() as i64 + lie;
    let id = block.len();
    format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{id}>\r\nWARC-Target-URI: https://example.org/{id}\r\n\
         Content-Length: {length}\r\n\r\n{block}\r\n\r\n"
    )
    .into_bytes()
}

fn response(title: &str) -> Vec<u8> {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n";
    record("response", &format!("{head}{}", page(title)), 0)
}

fn read(bench: &Bench, file: &str) -> Ran {
    bench.run(&["read", "--format", "jsonl", file])
}

/// One field of every document.
fn each(ran: &Ran, field: &str) -> Vec<String> {
    let text = |d: &Json| d[field].as_str().unwrap_or("").to_owned();
    ran.json_lines().iter().map(text).collect()
}

#[test]
fn compressed_files_are_read_as_what_they_hold() {
    let bench = Bench::new();
    bench.write("a.txt.gz", gzip(REPORT.as_bytes()));
    bench.write("b.txt.zst", zstd::encode_all(REPORT.as_bytes(), 0).unwrap());
    bench.write("c.gz", gzip(&gzip(OTHER.as_bytes())));
    for (file, id, text) in [
        ("a.txt.gz", "a", REPORT),
        ("b.txt.zst", "b", REPORT),
        ("c.gz", "c", OTHER),
    ] {
        let ran = read(&bench, file);
        assert_eq!(
            (each(&ran, "id"), each(&ran, "text")),
            (vec![id.to_owned()], vec![text.to_owned()])
        );
    }
    let piped = bench.run_with(&["read", "-"], &gzip(REPORT.as_bytes()));
    assert_eq!(each(&piped, "text"), [REPORT]);
}

#[test]
fn a_cut_file_and_a_bomb_are_told() {
    let bench = Bench::new();
    let long: String = (0..40_000).map(|n| format!("{n} ")).collect();
    let whole = gzip(long.as_bytes());
    bench.write("cut.txt.gz", &whole[..whole.len() / 2]);
    read(&bench, "cut.txt.gz").said(2, "cut.txt.gz", &["damaged or cut off", "get it again"]);
    bench.write("bomb.txt.gz", gzip(&vec![b'a'; 17 << 20]));
    read(&bench, "bomb.txt.gz").said(2, "bomb.txt.gz", &["longer than a report can be"]);
}

#[test]
fn a_zip_is_a_folder() {
    let bench = Bench::new();
    let lines = serde_json::json!({"id": "j", "text": OTHER}).to_string() + "\n{broken\n";
    let mail = format!("From: a@example.org\nTo: b@example.org\nSubject: x\n\n{REPORT}m");
    let files: [(&str, &[u8]); 6] = [
        ("in/a.txt", REPORT.as_bytes()),
        ("in/l.jsonl", lines.as_bytes()),
        ("in/.hidden", b"x"),
        ("m.eml", mail.as_bytes()),
        ("n.txt.gz", &gzip(format!("{REPORT}n").as_bytes())),
        ("z.zip", &zip(&[("a.txt", b"a")])),
    ];
    bench.write("all.zip", zip(&files));
    let ran = read(&bench, "all.zip");
    assert_eq!(each(&ran, "id"), ["in/a", "j", "m", "n"], "{}", ran.err);
    ran.said(1, "all.zip/in/l.jsonl:2", &["is no JSON"]);
    ran.said(1, "all.zip/z.zip", &["archive in an archive"]);
    let piped = bench.run_with(&["read", "-"], &bench.bytes("all.zip"));
    assert_eq!(each(&piped, "id"), each(&ran, "id"));
    bench.write("cut.zip", &zip(&files)[..200]);
    read(&bench, "cut.zip").said(2, "cut.zip", &["damaged archive"]);
}

#[test]
fn word_documents_give_their_paragraphs() {
    let bench = Bench::new();
    let body = "<w:document xmlns:w='w'><w:body><w:p><w:r><w:t>قال &amp; أضاف</w:t></w:r></w:p>\
                <w:p><w:r><w:t>سطر</w:t><w:br/><w:t>آخر</w:t></w:r></w:p></w:body></w:document>";
    let files: [(&str, &[u8]); 2] = [
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", body.as_bytes()),
    ];
    bench.write("w.docx", zip(&files));
    assert_eq!(each(&read(&bench, "w.docx"), "text"), ["قال & أضاف\nسطر\nآخر\n"]);
    bench.write(
        "bad.docx",
        zip(&[("word/document.xml", b"<w:t>&nosuch".as_slice())]),
    );
    read(&bench, "bad.docx").said(2, "bad.docx", &["damaged Word document"]);
}

#[test]
fn tables_are_read_by_the_names_of_their_columns() {
    let bench = Bench::new();
    bench.write(
        "t.csv",
        format!("id,date,source,body\nc1,2021-04-05,مسار,\"{LINE}\nثان\"\nc2,,,\n"),
    );
    let ran = read(&bench, "t.csv");
    assert_eq!(each(&ran, "id"), ["c1"]);
    assert_eq!(each(&ran, "published"), ["2021-04-05"]);
    assert_eq!(ran.json_lines()[0]["source"]["outlet"], "مسار");
    ran.said(1, "t.csv:4", &["its text is empty"]);
    bench.write("a.tsv", format!("الرقم\tالنص\n7\t{LINE}\n"));
    assert_eq!(each(&read(&bench, "a.tsv"), "id"), ["7"]);
    // As a spreadsheet saves it on a desk in the region.
    let (bytes, _, _) =
        encoding_rs::WINDOWS_1256.encode("id;text\n8;قال الوزير في القاهرة إن الجولة قريبة\n");
    bench.write("w.csv", bytes);
    assert_eq!(
        each(&read(&bench, "w.csv"), "text"),
        ["قال الوزير في القاهرة إن الجولة قريبة"]
    );
    bench.write("odd.csv", format!("key,story\nk,{LINE}\n"));
    let ran = bench.run(&["read", "--columns", "text=story,id=key", "odd.csv"]);
    assert_eq!(
        (each(&ran, "id"), each(&ran, "text")),
        (vec!["k".to_owned()], vec![LINE.to_owned()])
    );
    let ran = bench.run(&["read", "--columns", "words=story", "odd.csv"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("FIELD=NAME"), "{}", ran.err);
}

#[test]
fn feeds_give_an_entry_each() {
    let bench = Bench::new();
    let rss = format!(
        "<?xml version='1.0'?><rss version='2.0'><channel><title>مسار</title><link>https://example.org</link><description>d</description>\
         <item><title>اجتماع</title><link>https://example.org/1</link><guid>g1</guid>\
         <pubDate>Tue, 06 Apr 2021 00:30:00 +0300</pubDate><description><![CDATA[<p>{LINE}</p><p>ثان</p>]]></description></item>\
         <item><guid>g2</guid><description></description></item></channel></rss>"
    );
    bench.write("f.xml", rss);
    let ran = read(&bench, "f.xml");
    assert_eq!(each(&ran, "id"), ["g1"]);
    // The day as written, not the one in Greenwich.
    assert_eq!(each(&ran, "published"), ["2021-04-06T00:30"]);
    assert_eq!(each(&ran, "text"), [format!("اجتماع\n\n{LINE}\nثان")]);
    ran.said(1, "f.xml:2", &["the entry has no text"]);
    let atom = format!(
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>x</title><id>f</id><updated>2021-04-06T10:00:00Z</updated><entry><id>e1</id>\
         <title>t</title><updated>2021-04-06T10:00:00+03:00</updated><content type='text'>{LINE}</content></entry></feed>"
    );
    bench.write("atom", atom);
    assert_eq!(each(&read(&bench, "atom"), "published"), ["2021-04-06T10:00"]);
    let json = serde_json::json!({"version": "https://jsonfeed.org/version/1.1", "title": "x",
        "items": [{"id": "1", "content_text": LINE}]});
    bench.write("feed.json", json.to_string());
    assert_eq!(each(&read(&bench, "feed.json"), "text"), [LINE]);
    bench.write("none.xml", "<rss version='2.0'><channel><title>x</title><link>l</link><description>d</description></channel></rss>");
    read(&bench, "none.xml").said(2, "none.xml", &["feed without entries"]);
    bench.write("bad.xml", "<rss version='2.0'><channel><item>");
    assert_eq!(read(&bench, "bad.xml").status, 2);
}

#[test]
fn letters_give_subject_date_and_text() {
    let bench = Bench::new();
    let mail = format!(
        "From: Sami Farid <s@example.org>\r\nTo: desk@example.org\r\nSubject: =?UTF-8?B?2KfYrNiq2YXYp9i5?=\r\n\
         Date: Tue, 6 Apr 2021 00:30:00 +0300\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\
         Content-Transfer-Encoding: 8bit\r\n\r\n<p>{LINE}</p><p>ثان</p>"
    );
    bench.write("m.eml", mail);
    let ran = read(&bench, "m.eml");
    let letter = &ran.json_lines()[0];
    assert_eq!(letter["title"], "اجتماع");
    assert_eq!(letter["published"], "2021-04-06T00:30");
    assert_eq!(letter["source"]["author"], "Sami Farid");
    assert_eq!(letter["text"], format!("اجتماع\n\n{LINE}\nثان"));
    bench.write("e.eml", "From: a@example.org\nTo: b@example.org\nSubject: x\n\n");
    read(&bench, "e.eml").said(2, "e.eml", &["letter without text"]);
}

#[test]
fn crawl_archives_give_their_pages() {
    let bench = Bench::new();
    let members = [
        record("warcinfo", "x", 0),
        response("واحد"),
        record("request", "GET", 0),
        response("اثنان وأكثر"),
    ];
    let packed: Vec<u8> = members.iter().flat_map(|r| gzip(r)).collect();
    bench.write("c.warc.gz", packed);
    let ran = read(&bench, "c.warc.gz");
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!(each(&ran, "title"), ["واحد", "اثنان وأكثر"]);
    assert!(each(&ran, "id")[0].starts_with("urn:uuid:"));
    assert_eq!(
        each(&ran, "published"),
        ["", ""],
        "a day of fetching is no date of publication"
    );
}

#[test]
fn records_that_lie_about_their_length_harm_themselves_alone() {
    let bench = Bench::new();
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";
    let long = record("response", &format!("{head}{}", page("كاذب")), 400);
    let short = record("response", &format!("{head}{}", page("قصير")), -60);
    let empty = record("response", &format!("{head}<html><body></body></html>"), 0);
    let all = [
        response("أول"),
        long,
        response("ثان هنا"),
        short,
        response("ثالث هنا أيضا"),
        empty,
    ]
    .concat();
    bench.write("c.warc", &all);
    let ran = read(&bench, "c.warc");
    ran.said(1, "c.warc:2", &["is not as long as it says"]);
    let titles = each(&ran, "title");
    for good in ["أول", "ثان هنا", "ثالث هنا أيضا"] {
        assert!(titles.contains(&good.to_owned()), "{good}: {titles:?}");
    }
    assert!(ran.err.contains("1 of its pages hold no article"), "{}", ran.err);
    bench.write("cut.warc", &all[..all.len() - 900]);
    assert_eq!(each(&read(&bench, "cut.warc"), "title")[0], "أول");
}

#[test]
fn a_record_is_built_of_all_of_them() {
    let bench = Bench::new();
    bench.write("in/a.txt.gz", gzip(REPORT.as_bytes()));
    bench.write("in/t.csv", format!("id,text\nc1,\"{OTHER}\"\n"));
    bench.write("in/z.zip", zip(&[("b.txt", format!("{REPORT} ثان").as_bytes())]));
    let ran = bench.run(&["build", "in", "-o", "r.hiwar"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!(bench.ids("r.hiwar"), ["a", "b", "c1"]);
    let again = bench.run(&["build", "in", "-o", "r.hiwar"]);
    assert!(again.err.contains("3 unchanged"), "{}", again.err);
}
