//! Lines of JSON, one document each: `id`, `title`, `published`, `outlet`, `url`, `lang`, `text`; only `text` must be there.

use super::{Settings, dates, language, sha256};
use hiwar_core::model::{Document, Source};
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

/// A document out of one line, and what of it had to be left out (what, remedy).
pub struct Parsed {
    /// The document; its id is empty where the line gives none.
    pub document: Document,
    /// A field that was not understood.
    pub warning: Option<(String, String)>,
}

/// Parses a line.
///
/// # Errors
/// What is wrong with it and what to do about it.
pub fn parse(line: &str, path: &str, settings: &Settings) -> Result<Parsed, (String, String)> {
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
    let (published, warning) = date(&fields, settings);
    let lang = string(&fields, "lang").or(settings.lang.clone());
    Ok(Parsed {
        document: Document {
            id: string(&fields, "id").unwrap_or_default(),
            lang: lang.unwrap_or_else(|| language::detect(&text)),
            title: string(&fields, "title"),
            published,
            source: Source {
                path: Some(path.to_owned()),
                url: string(&fields, "url"),
                outlet: string(&fields, "outlet"),
                sha256: sha256(text.as_bytes()),
            },
            text,
        },
        warning,
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

fn date(fields: &Map<String, Value>, settings: &Settings) -> (Option<String>, Option<(String, String)>) {
    let Some(given) = string(fields, "published") else {
        return (settings.published.clone(), None);
    };
    match dates::published(&given, settings.timezone.as_ref()) {
        Some(date) => (Some(date), None),
        None => {
            let what = format!("its \"published\" is no date: {given}");
            let help = "write it as 2021-04-07; read without it";
            (settings.published.clone(), Some((what, help.to_owned())))
        }
    }
}
