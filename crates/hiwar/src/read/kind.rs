//! What an input is, told by its first bytes.

use super::plan::Input;
use super::tables::{self, Columns};
use super::{LOOK, Settings, decode, feeds, mail, warc};

/// What is done with an input.
pub enum Kind {
    /// Plain text.
    Text,
    /// A JSON object a line.
    Lines,
    /// A web page.
    Page,
    /// A table: what parts its cells, and its columns.
    Table(u8, Columns),
    /// RSS, Atom or JSON Feed.
    Feed,
    /// A letter.
    Mail,
    /// A crawl archive.
    Crawl,
    /// A zip archive, or a document that is one.
    Zip,
    /// Something that is not read: what it is, and what to do.
    Other(&'static str, &'static str),
}

/// What the first bytes say an input is. Its name only decides how a file of broken JSON is spoken of.
pub fn kind(start: &[u8], input: &Input, settings: &Settings) -> Kind {
    if start.starts_with(&[0xFF, 0xFE]) || start.starts_with(&[0xFE, 0xFF]) {
        return Kind::Text;
    }
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    if start.starts_with(b"PK\x03\x04") || start.starts_with(b"PK\x05\x06") {
        return Kind::Zip;
    }
    if warc::is_crawl(start) {
        return Kind::Crawl;
    }
    if let Some((what, remedy)) = decode::binary(start) {
        return Kind::Other(what, remedy);
    }
    let words = start.trim_ascii_start();
    let head = String::from_utf8_lossy(words.get(..64).unwrap_or(words)).to_ascii_lowercase();
    if is_page(words) {
        return Kind::Page;
    }
    if feeds::is_feed(words) {
        return Kind::Feed;
    }
    if head.starts_with("<?xml") || head.starts_with("<rss") {
        return Kind::Other(
            "is XML that is neither a page nor a feed",
            "save the reports' text as .txt or JSONL",
        );
    }
    if looks_like_lines(words) {
        return Kind::Lines;
    }
    if mail::is_mail(words) {
        return Kind::Mail;
    }
    if let Some((mark, columns)) = tables::layout(start, &settings.columns) {
        return Kind::Table(mark, columns);
    }
    let ending = input.path.extension().map(|e| e.to_ascii_lowercase());
    if ending.is_some_and(|e| e == "jsonl" || e == "ndjson") {
        return Kind::Lines;
    }
    let inside = head.get(1..).unwrap_or("").trim_start();
    if head.starts_with('{') && inside.starts_with('"') || head.starts_with('[') && inside.starts_with('{') {
        return Kind::Other(
            "is JSON, but not one object a line",
            "turn it into JSONL first (jq -c '.[]' or jq -c .)",
        );
    }
    Kind::Text
}

/// Whether one of the first lines is a JSON object, or a first line that begins like one is too long to see whole.
fn looks_like_lines(start: &[u8]) -> bool {
    if !start.starts_with(b"{") {
        // A broken first line may stand before good ones.
        let whole =
            |line: &[u8]| serde_json::from_slice::<serde_json::Map<String, serde_json::Value>>(line).is_ok();
        return start
            .split(|b| *b == b'\n')
            .skip(1)
            .take(20)
            .any(|l| l.starts_with(b"{\"") && whole(l));
    }
    let mut lines = start.split(|b| *b == b'\n').take(20).peekable();
    let object =
        |line: &[u8]| serde_json::from_slice::<serde_json::Map<String, serde_json::Value>>(line).is_ok();
    let endless = !start.contains(&b'\n') && start.len() >= LOOK / 2 && start.starts_with(b"{\"");
    endless || lines.any(|l| l.starts_with(b"{") && object(l))
}

/// Whether it begins as a web page does: comments and an XML line may come first.
pub(super) fn is_page(mut words: &[u8]) -> bool {
    for _ in 0..20 {
        words = words.trim_ascii_start();
        let begins = |tag: &str| {
            words
                .get(..tag.len())
                .is_some_and(|w| w.eq_ignore_ascii_case(tag.as_bytes()))
        };
        if ["<!doctype html", "<html", "<head", "<body"]
            .iter()
            .any(|t| begins(t))
        {
            return true;
        }
        let end: &[u8] = match () {
            () if begins("<!--") => b"-->",
            () if begins("<?xml") => b"?>",
            () => return false,
        };
        let Some(at) = words.windows(end.len()).position(|w| w == end) else {
            return false;
        };
        words = words.get(at + end.len()..).unwrap_or(&[]);
    }
    false
}
