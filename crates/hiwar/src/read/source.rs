//! The reader: opens one input after the other and hands out documents and faults in their order.

use super::jsonl::Lines;
use super::kind::{Kind, kind};
use super::many::{Many, Step};
use super::plan::plain;
use super::report::Report;
use super::{Input, LOOK, Settings, TEXT_LIMIT, Taken, decode, html};
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
                let from = BufReader::with_capacity(LOOK, io::Cursor::new(start).chain(rest));
                self.many = Some((Box::new(Lines::of(Box::new(from))), input));
                return;
            }
            Kind::Other(what, remedy) => self.fault(name, what, remedy),
            kind @ (Kind::Text | Kind::Page) => self.single(&input, name, &kind, start, rest),
        }
        self.ready.push_back(Item::Done(input.size));
    }

    /// Reads an input that is one report.
    fn single(&mut self, input: &Input, name: &str, kind: &Kind, mut bytes: Vec<u8>, rest: Box<dyn Read>) {
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
        let report = match kind {
            Kind::Page => html::report(&bytes, None),
            _ => self.text(name, &bytes),
        };
        let (document, warning) = match report {
            Ok(report) => report.document(&self.settings),
            Err((what, remedy)) => return self.fault(name, what, remedy),
        };
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
