//! The reader: opens one input after the other and hands out documents and faults in their order.

use super::archive::{self, Opened};
use super::feeds::Entries;
use super::jsonl::Lines;
use super::kind::{Kind, kind};
use super::many::{Many, Step};
use super::plan::plain;
use super::report::Report;
use super::tables::Rows;
use super::warc::Pages;
use super::{Input, LOOK, Settings, TEXT_LIMIT, Taken, decode, html, mail, packed};
use crate::fault::Fault;
use hiwar_core::model::Document;
use std::collections::{HashMap, VecDeque};
use std::fs::File;
use std::io::{self, BufReader, Read};

/// What reading gives, one by one.
pub enum Item {
    /// A document.
    Document(Box<Taken>),
    /// Something that could not be taken, or not in full; the rest goes on.
    Fault(Fault),
    /// An input is done: its size in bytes.
    Done(u64),
}

/// Reads inputs in their order; an iterator of [`Item`]s.
pub struct Reader {
    inputs: std::vec::IntoIter<Input>,
    settings: Settings,
    /// An input in hand that holds many reports.
    many: Option<(Box<dyn Many>, Input)>,
    ready: VecDeque<Item>,
    /// Ids given out, and where.
    seen: HashMap<String, String>,
}

impl Reader {
    /// A reader of what [`super::plan`] listed.
    pub fn new(inputs: Vec<Input>, settings: Settings) -> Self {
        Self {
            inputs: inputs.into_iter(),
            settings,
            many: None,
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
            for _ in 0..packed::DEPTH {
                let (was, unpacked) = packed::unpacked(start, stream)?;
                stream = unpacked;
                start = Vec::new();
                stream.by_ref().take(LOOK as u64).read_to_end(&mut start)?;
                if !was {
                    break;
                }
            }
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
        let kind = kind(&start, &input, &self.settings);
        if let Kind::Lines | Kind::Table(..) | Kind::Crawl = kind {
            let from = BufReader::with_capacity(LOOK, io::Cursor::new(start).chain(rest));
            let many: Box<dyn Many> = match kind {
                Kind::Table(mark, columns) => Box::new(Rows::of(Box::new(from), mark, columns)),
                Kind::Crawl => Box::new(Pages::of(Box::new(from))),
                _ => Box::new(Lines::of(Box::new(from))),
            };
            self.many = Some((many, input));
            return;
        }
        if let Kind::Zip = kind {
            match archive::open(&input, start, rest, &self.settings) {
                Ok(Opened::Files(files)) => {
                    self.many = Some((files, input));
                    return;
                }
                Ok(Opened::Document(text)) => self.one(&input, name, Report::of(text)),
                Err((what, remedy)) => self.fault(name, what, remedy),
            }
        } else if let Kind::Other(what, remedy) = kind {
            self.fault(name, what, remedy);
        } else if let Some(bytes) = self.all(&input, name, start, rest) {
            if let Kind::Feed = kind {
                match Entries::of(&bytes) {
                    Ok(entries) => {
                        self.many = Some((Box::new(entries), input));
                        return;
                    }
                    Err((what, remedy)) => self.fault(name, what, remedy),
                }
            } else {
                self.single(&input, name, &kind, &bytes);
            }
        }
        self.ready.push_back(Item::Done(input.size));
    }

    /// All bytes of an input; nothing, and a fault, where they are too many or cannot be had.
    fn all(&mut self, input: &Input, name: &str, mut bytes: Vec<u8>, rest: Box<dyn Read>) -> Option<Vec<u8>> {
        let room = (TEXT_LIMIT + 1).saturating_sub(bytes.len());
        if let Err(e) = rest.take(room as u64).read_to_end(&mut bytes) {
            let fault = Fault::reading(&input.path, &e);
            self.fault(name, fault.what, fault.remedy);
            return None;
        }
        if bytes.len() > TEXT_LIMIT {
            let what = format!("is longer than a report can be ({} MB)", TEXT_LIMIT >> 20);
            let remedy = "split it into one file a report, or into lines of JSONL";
            self.fault(name, what, remedy);
            return None;
        }
        Some(bytes)
    }

    /// Reads an input that is one report.
    fn single(&mut self, input: &Input, name: &str, kind: &Kind, bytes: &[u8]) {
        let report = match kind {
            Kind::Page => html::report(bytes, None),
            Kind::Mail => mail::report(bytes),
            _ => self.text(name, bytes),
        };
        match report {
            Ok(report) => self.one(input, name, report),
            Err((what, remedy)) => self.fault(name, what, remedy),
        }
    }

    fn one(&mut self, input: &Input, name: &str, report: Report) {
        if report.text.trim().is_empty() {
            return self.fault(name, "is empty", "remove it, or save the report's text in it");
        }
        let (document, warning) = report.document(&self.settings);
        if let Some((what, remedy)) = warning {
            self.fault(name, what, remedy);
        }
        self.whole(input, name, document);
    }

    fn text(&mut self, name: &str, bytes: &[u8]) -> Result<Report, decode::NoText> {
        let decoded = decode::decode(bytes)?;
        if decoded.text.trim().is_empty() {
            return Err(("is empty", "remove it, or save the report's text in it"));
        }
        if let Some((line, places)) = decoded.broken {
            let what = format!("is not UTF-8 in {places} place(s), first here; read with \u{FFFD} there");
            self.fault(&format!("{name}:{line}"), what, "save it again as UTF-8");
        }
        Ok(Report::of(decoded.text))
    }

    /// Hands out the document that an input is.
    fn whole(&mut self, input: &Input, name: &str, mut document: Document) {
        // What comes through a pipe has no name of its own: its content gives it one.
        let names = match input.stream {
            true => Vec::new(),
            false => input.names.clone(),
        };
        if input.stream {
            document.id = by_content(input, &document);
        } else {
            document.id = input.names.get(input.rank).cloned().unwrap_or_default();
            document.source.path = Some(plain(&input.path).display().to_string());
        }
        self.hand_out(Taken {
            whole_file: !names.is_empty(),
            document,
            at: name.to_owned(),
            names,
        });
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

    /// Takes the next report of an input that holds many.
    fn step(&mut self, mut many: Box<dyn Many>, input: Input) {
        let name = shown(&input);
        match many.next() {
            None => return self.ready.push_back(Item::Done(input.size)),
            Some(Step::Broken(place, e)) => {
                let fault = Fault::reading(&input.path, &e);
                self.fault(&format!("{name}{place}"), fault.what, fault.remedy);
                return self.ready.push_back(Item::Done(input.size));
            }
            Some(Step::Nothing) => {}
            Some(Step::Fault(place, what, remedy)) => self.fault(&format!("{name}{place}"), what, remedy),
            Some(Step::Report { at, report, warnings }) => {
                self.one_of_many(&input, &format!("{name}{at}"), *report, warnings);
            }
        }
        self.many = Some((many, input));
    }

    fn one_of_many(&mut self, input: &Input, at: &str, report: Report, warnings: Vec<(String, String)>) {
        if report.text.len() > TEXT_LIMIT {
            let what = format!(
                "its \"text\" is longer than a report can be ({} MB)",
                TEXT_LIMIT >> 20
            );
            return self.fault(at, what, "put one report on a line; passed over");
        }
        let (mut document, warning) = report.document(&self.settings);
        for (what, remedy) in warnings.into_iter().chain(warning) {
            self.fault(at, what, remedy);
        }
        if document.id.is_empty() {
            document.id = by_content(input, &document);
        }
        if !input.stream {
            document.source.path = Some(plain(&input.path).display().to_string());
        }
        self.hand_out(Taken {
            document,
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
            match self.many.take() {
                Some((many, input)) => self.step(many, input),
                None => {
                    let input = self.inputs.next()?;
                    self.open(input);
                }
            }
        }
    }
}

/// An id out of the input's name and the text, for a document that is given none.
fn by_content(input: &Input, document: &Document) -> String {
    let stem = match input.is_stdin() {
        true => "stdin",
        false => input.names.first().map_or("report", String::as_str),
    };
    format!("{stem}-{}", document.source.sha256.get(..8).unwrap_or(""))
}

/// What messages call an input.
fn shown(input: &Input) -> String {
    match input.is_stdin() {
        true => "standard input".to_owned(),
        false => input.path.display().to_string(),
    }
}
