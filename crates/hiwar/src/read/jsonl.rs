//! Lines of JSON, one document each: `id`, `title`, `published`, `outlet`, `author`, `url`, `lang`, `text`; only `text` must be there.

use super::many::{Many, Step};
use super::report::Report;
use super::{LINE_LIMIT, decode};
use serde_json::{Map, Value};
use std::io::{self, BufRead};

/// The next line of a stream.
pub enum Line {
    /// Without its line end.
    Whole(Vec<u8>),
    /// Longer than the limit: not kept, but read past.
    TooLong,
    /// There is none.
    End,
}

/// Reads a line of at most `limit` bytes, in memory of at most that.
///
/// # Errors
/// What the system says.
pub fn line(from: &mut dyn BufRead, limit: usize) -> io::Result<Line> {
    let mut line = Vec::new();
    let (mut long, mut any) = (false, false);
    loop {
        let buffer = match from.fill_buf() {
            Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
            other => other?,
        };
        if buffer.is_empty() {
            break;
        }
        any = true;
        let end = buffer.iter().position(|b| *b == b'\n');
        let part = buffer.get(..end.unwrap_or(buffer.len())).unwrap_or(buffer);
        if line.len() + part.len() > limit {
            long = true;
            line = Vec::new();
        } else if !long {
            line.extend_from_slice(part);
        }
        let used = part.len() + usize::from(end.is_some());
        from.consume(used);
        if end.is_some() {
            break;
        }
    }
    Ok(match (any, long) {
        (false, _) => Line::End,
        (_, true) => Line::TooLong,
        _ => Line::Whole(line),
    })
}

/// Parses a line.
///
/// # Errors
/// What is wrong with it and what to do about it.
pub fn parse(line: &str) -> Result<Report, (String, String)> {
    let value: Value = serde_json::from_str(line)
        .map_err(|e| (broken(&e), "each line must be one JSON object".to_owned()))?;
    let Value::Object(fields) = value else {
        let shape = "each line must be one JSON object with a field \"text\"";
        return Err(("is JSON, but no object".to_owned(), shape.to_owned()));
    };
    let text = match fields.get("text") {
        Some(Value::String(text)) => text.strip_prefix('\u{FEFF}').unwrap_or(text).to_owned(),
        Some(_) => return Err(field("its \"text\" is no string")),
        None => return Err(field("has no field \"text\"")),
    };
    if text.trim().is_empty() {
        return Err(field("its \"text\" is empty"));
    }
    if text.contains('\0') {
        return Err(field("its \"text\" holds NUL characters"));
    }
    Ok(Report {
        id: string(&fields, "id"),
        title: string(&fields, "title"),
        author: string(&fields, "author"),
        outlet: string(&fields, "outlet"),
        published: string(&fields, "published"),
        lang: string(&fields, "lang"),
        url: string(&fields, "url"),
        text,
    })
}

fn field(what: &str) -> (String, String) {
    (
        what.to_owned(),
        "put the report's text there as a string".to_owned(),
    )
}

/// serde_json counts lines within the line; the column is what helps.
fn broken(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let what = text.split(" at line ").next().unwrap_or(&text);
    format!("is no JSON: {what} at column {}", error.column())
}

fn string(fields: &Map<String, Value>, name: &str) -> Option<String> {
    match fields.get(name)? {
        Value::String(text) => Some(text.trim().to_owned()).filter(|t| !t.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The lines of an input, one after the other.
pub struct Lines {
    from: Box<dyn BufRead>,
    number: usize,
}

impl Lines {
    /// From where a line begins.
    pub fn of(from: Box<dyn BufRead>) -> Self {
        Self { from, number: 0 }
    }
}

impl Many for Lines {
    fn next(&mut self) -> Option<Step> {
        self.number += 1;
        let at = format!(":{}", self.number);
        let fault = |what: String, remedy: &str| Some(Step::Fault(at.clone(), what, remedy.to_owned()));
        let line = match line(&mut *self.from, LINE_LIMIT) {
            Err(e) => return Some(Step::Broken(at, e)),
            Ok(Line::End) => return None,
            Ok(Line::TooLong) => {
                let what = format!("the line is longer than {} MB", LINE_LIMIT >> 20);
                return fault(what, "put one report on a line; passed over");
            }
            Ok(Line::Whole(line)) => line,
        };
        let start = if self.number == 1 {
            line.strip_prefix(b"\xEF\xBB\xBF")
        } else {
            None
        };
        let decoded = match decode::decode(start.unwrap_or(&line)) {
            Ok(decoded) if decoded.text.trim().is_empty() => return Some(Step::Nothing),
            Ok(decoded) => decoded,
            Err((what, remedy)) => return fault(what.to_owned(), remedy),
        };
        let warnings = match decoded.broken {
            Some(_) => vec![(
                "is not UTF-8 in places; read with \u{FFFD} there".to_owned(),
                "save it again as UTF-8".to_owned(),
            )],
            None => Vec::new(),
        };
        match parse(&decoded.text) {
            Ok(report) => Some(Step::Report {
                at,
                report: Box::new(report),
                warnings,
            }),
            Err((what, remedy)) => fault(what, &remedy),
        }
    }
}
