//! The reader: opens one input after the other and hands out documents and faults in their order.

use super::jsonl::{self, Line};
use super::plan::plain;
use super::{Input, LINE_LIMIT, Settings, TEXT_LIMIT, Taken, decode, language, sha256};
use crate::fault::Fault;
use hiwar_core::model::{Document, Source};
use std::collections::{HashMap, VecDeque};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};

/// What reading gives, one by one.
pub enum Item {
    /// A document.
    Document(Box<Taken>),
    /// Something that could not be taken, or not in full; the rest goes on.
    Fault(Fault),
    /// An input is done: its size in bytes.
    Done(u64),
}

/// How much of an input is looked at to tell what it is, in bytes.
const LOOK: usize = 64 << 10;

/// Reads inputs in their order; an iterator of [`Item`]s.
pub struct Reader {
    inputs: std::vec::IntoIter<Input>,
    settings: Settings,
    /// A JSONL input in hand.
    lines: Option<Lines>,
    ready: VecDeque<Item>,
    /// Ids given out, and where.
    seen: HashMap<String, String>,
}

struct Lines {
    from: Box<dyn BufRead>,
    input: Input,
    number: usize,
}

impl Reader {
    /// A reader of what [`super::plan`] listed.
    pub fn new(inputs: Vec<Input>, settings: Settings) -> Self {
        Self {
            inputs: inputs.into_iter(),
            settings,
            lines: None,
            ready: VecDeque::new(),
            seen: HashMap::new(),
        }
    }

    fn fault(&mut self, at: &str, what: impl Into<String>, remedy: impl Into<String>) {
        self.ready.push_back(Item::Fault(Fault::new(at, what, remedy)));
    }

    fn open(&mut self, input: Input) {
        let name = shown(&input);
        let stream: io::Result<Box<dyn Read>> = if input.is_stdin() {
            Ok(Box::new(io::stdin()))
        } else {
            File::open(&input.path).map(|f| Box::new(f) as Box<dyn Read>)
        };
        let looked = stream.and_then(|mut stream| {
            let mut start = Vec::new();
            stream.by_ref().take(LOOK as u64).read_to_end(&mut start)?;
            Ok((start, stream))
        });
        match looked {
            Err(e) => {
                self.ready.push_back(Item::Fault(Fault {
                    at: name,
                    ..Fault::reading(&input.path, &e)
                }));
                self.ready.push_back(Item::Done(input.size));
            }
            Ok((start, rest)) => self.tell(input, &name, start, rest),
        }
    }

    /// Tells by the first bytes what an input is.
    fn tell(&mut self, input: Input, name: &str, start: Vec<u8>, rest: Box<dyn Read>) {
        match kind(&start, &input) {
            Kind::Lines => {
                let skip = if start.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
                let start = io::Cursor::new(start.get(skip..).unwrap_or(&[]).to_vec());
                self.lines = Some(Lines {
                    from: Box::new(BufReader::with_capacity(LOOK, start.chain(rest))),
                    input,
                    number: 0,
                });
                return;
            }
            Kind::Other(what, remedy) => self.fault(name, what, remedy),
            Kind::Text => self.text(&input, name, start, rest),
        }
        self.ready.push_back(Item::Done(input.size));
    }

    fn text(&mut self, input: &Input, name: &str, mut bytes: Vec<u8>, rest: Box<dyn Read>) {
        let room = (TEXT_LIMIT + 1).saturating_sub(bytes.len());
        if let Err(e) = rest.take(room as u64).read_to_end(&mut bytes) {
            let fault = Fault::reading(&input.path, &e);
            return self.fault(name, fault.what, fault.remedy);
        }
        if bytes.len() > TEXT_LIMIT {
            let what = format!("is longer than a report can be ({} MB)", TEXT_LIMIT >> 20);
            return self.fault(
                name,
                what,
                "split it into one file a report, or into lines of JSONL",
            );
        }
        let decoded = match decode::decode(&bytes) {
            Ok(decoded) => decoded,
            Err((what, remedy)) => return self.fault(name, what, remedy),
        };
        if decoded.text.trim().is_empty() {
            return self.fault(name, "is empty", "remove it, or save the report's text in it");
        }
        if let Some((line, places)) = decoded.broken {
            let what = format!("is not UTF-8 in {places} place(s), first here; read with \u{FFFD} there");
            self.fault(&format!("{name}:{line}"), what, "save it again as UTF-8");
        }
        let document = self.document(input, decoded.text);
        let names = match input.stream {
            true => Vec::new(),
            false => input.names.clone(),
        };
        self.hand_out(Taken {
            whole_file: !names.is_empty(),
            document,
            at: name.to_owned(),
            names,
        });
    }

    fn document(&self, input: &Input, text: String) -> Document {
        let sha = sha256(text.as_bytes());
        // What comes through a pipe has no name of its own: its content gives it one.
        let id = match input.stream {
            true => format!("{}-{}", stem(input), sha.get(..8).unwrap_or("")),
            false => input.names.get(input.rank).cloned().unwrap_or_default(),
        };
        let lang = self.settings.lang.clone();
        Document {
            id,
            source: Source {
                path: (!input.stream).then(|| plain(&input.path).display().to_string()),
                sha256: sha,
                ..Source::default()
            },
            lang: lang.unwrap_or_else(|| language::detect(&text)),
            title: None,
            published: self.settings.published.clone(),
            text,
        }
    }

    /// Hands out a document, unless its id was given before in this run.
    fn hand_out(&mut self, mut taken: Taken) {
        if let Some(before) = self.seen.get(&taken.document.id) {
            let free = taken.names.iter().find(|n| !self.seen.contains_key(*n)).cloned();
            match free {
                Some(name) => taken.document.id = name,
                None => {
                    let what = format!("its id {:?} was given before, at {before}", taken.document.id);
                    return self.fault(
                        &taken.at.clone(),
                        what,
                        "give each report its own id; passed over",
                    );
                }
            }
        }
        self.seen.insert(taken.document.id.clone(), taken.at.clone());
        self.ready.push_back(Item::Document(Box::new(taken)));
    }

    /// Takes the next line of the JSONL in hand.
    fn next_line(&mut self, mut lines: Lines) {
        lines.number += 1;
        let name = shown(&lines.input);
        let at = format!("{name}:{}", lines.number);
        match jsonl::line(&mut *lines.from, LINE_LIMIT) {
            Err(e) => {
                let fault = Fault::reading(&lines.input.path, &e);
                self.fault(&at, fault.what, fault.remedy);
                return self.ready.push_back(Item::Done(lines.input.size));
            }
            Ok(Line::End) => return self.ready.push_back(Item::Done(lines.input.size)),
            Ok(Line::TooLong) => {
                let what = format!("the line is longer than {} MB", LINE_LIMIT >> 20);
                self.fault(&at, what, "put one report on a line; passed over");
            }
            Ok(Line::Whole(line)) => self.line(&lines, &at, &line),
        }
        self.lines = Some(lines);
    }

    fn line(&mut self, lines: &Lines, at: &str, line: &[u8]) {
        let decoded = match decode::decode(line) {
            Ok(decoded) if decoded.text.trim().is_empty() => return,
            Ok(decoded) => decoded,
            Err((what, remedy)) => return self.fault(at, what, remedy),
        };
        if decoded.broken.is_some() {
            self.fault(
                at,
                "is not UTF-8 in places; read with \u{FFFD} there",
                "save it again as UTF-8",
            );
        }
        let path = plain(&lines.input.path).display().to_string();
        let mut parsed = match jsonl::parse(&decoded.text, &path, &self.settings) {
            Ok(parsed) => parsed,
            Err((what, remedy)) => return self.fault(at, what, remedy),
        };
        if parsed.document.text.len() > TEXT_LIMIT {
            let what = format!(
                "its \"text\" is longer than a report can be ({} MB)",
                TEXT_LIMIT >> 20
            );
            return self.fault(at, what, "put one report on a line; passed over");
        }
        if let Some((what, remedy)) = parsed.warning {
            self.fault(at, what, remedy);
        }
        if parsed.document.id.is_empty() {
            let stem = stem(&lines.input);
            let sha = parsed.document.source.sha256.get(..8).unwrap_or("");
            parsed.document.id = format!("{stem}-{sha}");
        }
        if lines.input.stream {
            parsed.document.source.path = None;
        }
        self.hand_out(Taken {
            document: parsed.document,
            at: at.to_owned(),
            names: Vec::new(),
            whole_file: false,
        });
    }
}

impl Iterator for Reader {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Some(item);
            }
            match self.lines.take() {
                Some(lines) => self.next_line(lines),
                None => {
                    let input = self.inputs.next()?;
                    self.open(input);
                }
            }
        }
    }
}

/// What the id of a document begins with that is given none.
fn stem(input: &Input) -> &str {
    match input.is_stdin() {
        true => "stdin",
        false => input.names.first().map_or("report", String::as_str),
    }
}

/// What messages call an input.
fn shown(input: &Input) -> String {
    match input.is_stdin() {
        true => "standard input".to_owned(),
        false => input.path.display().to_string(),
    }
}

enum Kind {
    Text,
    Lines,
    Other(&'static str, &'static str),
}

/// What the first bytes say an input is. Its name only decides how a file of broken JSON is spoken of.
fn kind(start: &[u8], input: &Input) -> Kind {
    if start.starts_with(&[0xFF, 0xFE]) || start.starts_with(&[0xFE, 0xFF]) {
        return Kind::Text;
    }
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    if let Some((what, remedy)) = decode::binary(start) {
        return Kind::Other(what, remedy);
    }
    let words = start.trim_ascii_start();
    let head = String::from_utf8_lossy(words.get(..64).unwrap_or(words)).to_ascii_lowercase();
    if head.starts_with("<!doctype html") || head.starts_with("<html") {
        return Kind::Other(
            "is a web page (HTML), which is not read yet",
            "save its text as a .txt file",
        );
    }
    if head.starts_with("<?xml") || head.starts_with("<rss") {
        return Kind::Other(
            "is XML, which is not read yet",
            "save the reports' text as .txt or JSONL",
        );
    }
    if looks_like_lines(words) {
        return Kind::Lines;
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
