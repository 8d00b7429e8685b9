//! Writing the plain forms that several exports share: JSON, lines of it, separated values, XML's characters.

use crate::fault::{Fault, Result};
use serde_json::Value;
use std::fmt::Write;

fn internal(error: &dyn std::fmt::Display) -> Fault {
    Fault::new(
        "",
        format!("the export cannot be made ({error})"),
        "please report this",
    )
}

/// JSON for people to look into, with a line end.
pub fn json(value: &Value) -> Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(value).map_err(|e| internal(&e))?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// One JSON value a line.
pub fn lines(values: impl IntoIterator<Item = Value>) -> Vec<u8> {
    values
        .into_iter()
        .flat_map(|value| format!("{value}\n").into_bytes())
        .collect()
}

/// A long list within a JSON object, an item a line. Items are written as they come, so that a large record is never
/// held as a tree.
pub struct Listing {
    bytes: Vec<u8>,
    empty: bool,
}

impl Listing {
    /// Begins with the fields of `head`; the list is its last, `name`.
    pub fn begin(head: &Value, name: &str) -> Self {
        let head = head.to_string();
        let fields = head.strip_suffix('}').unwrap_or(&head);
        let comma = if fields == "{" { "" } else { "," };
        Self {
            bytes: format!("{fields}{comma}{}:[", Value::from(name)).into_bytes(),
            empty: true,
        }
    }

    /// Adds an item.
    pub fn push(&mut self, item: &Value) {
        let comma = if self.empty { "" } else { "," };
        self.empty = false;
        self.bytes.extend(format!("{comma}\n{item}").into_bytes());
    }

    /// Ends the list and the object.
    pub fn end(mut self) -> Vec<u8> {
        self.bytes.extend(b"\n]}\n");
        self.bytes
    }
}

/// Rows of values, quoted where they must be, as RFC 4180 asks.
pub fn separated(by: u8, rows: impl Iterator<Item = Vec<String>>) -> Result<Vec<u8>> {
    let mut out = csv::WriterBuilder::new().delimiter(by).from_writer(Vec::new());
    for row in rows {
        out.write_record(row).map_err(|e| internal(&e))?;
    }
    out.into_inner().map_err(|e| internal(&e))
}

/// Text within XML: its own characters made harmless, those it cannot hold left out.
pub fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\t' | '\n' | '\r' => drop(write!(out, "&#{};", u32::from(c))),
            '\u{FFFE}' | '\u{FFFF}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// In one line, with single spaces.
pub fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An id as a part of an IRI: what is not plain is percent-encoded.
pub fn iri(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    for byte in id.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'_' | b'-' => out.push(char::from(byte)),
            _ => drop(write!(out, "%{byte:02X}")),
        }
    }
    out
}

/// A web address as an IRI: what none may hold is percent-encoded. `None` for what is no web address (`javascript:`).
pub fn address(url: &str) -> Option<String> {
    let url = url.trim();
    let scheme = url
        .split_once("://")
        .map(|(scheme, _)| scheme.to_ascii_lowercase());
    if !scheme.is_some_and(|scheme| matches!(scheme.as_str(), "http" | "https")) {
        return None;
    }
    let mut out = String::with_capacity(url.len());
    for c in url.chars() {
        let forbidden = c.is_control() || c.is_whitespace() || "<>\"{}|\\^`".contains(c);
        match forbidden {
            true => out += &iri(c.encode_utf8(&mut [0; 4])),
            false => out.push(c),
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listing_is_json() {
        let mut list = Listing::begin(&serde_json::json!({"a": 1}), "items");
        list.push(&serde_json::json!("x"));
        list.push(&serde_json::json!("y"));
        let read: Value = serde_json::from_slice(&list.end()).expect("JSON");
        assert_eq!(read, serde_json::json!({"a": 1, "items": ["x", "y"]}));
    }

    #[test]
    fn hostile_text_stays_text() {
        assert_eq!(xml("<a b=\"\u{1}&\">"), "&lt;a b=&quot;&amp;&quot;&gt;");
        assert_eq!(iri("a/ح"), "a%2F%D8%AD");
        assert_eq!(
            address("http://x/a?b=<c>&d").as_deref(),
            Some("http://x/a?b=%3Cc%3E&d")
        );
        assert_eq!(address("javascript:alert(1)"), None);
    }
}
