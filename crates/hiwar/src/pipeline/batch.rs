//! Reports in batches: as many as one transaction should hold, so that Ctrl-C and a crash lose at most one.

use crate::console::Console;
use crate::fault::Fault;
use crate::interrupt;
use crate::knowledge::Data;
use crate::read::{self, Item, Reader, Taken};
use hiwar_core::model::{Annotations, Document, Published};
use hiwar_core::{Hints, annotate as read_one};

/// How many reports a batch holds at most.
pub const DOCUMENTS: usize = 128;

/// How many bytes of text a batch holds, roughly at most: bounds memory whatever the reports' size.
const BYTES: usize = 16 << 20;

/// Reports read, and what is to be said of them, in order.
#[derive(Default)]
pub struct Batch {
    documents: Vec<Taken>,
    faults: Vec<Fault>,
    read: u64,
}

impl Batch {
    /// Says what is to be said, moves the progress bar on, and gives the reports.
    pub fn report(self, console: &mut Console) -> Vec<Taken> {
        for fault in &self.faults {
            console.fault(fault);
        }
        let doing = self
            .documents
            .last()
            .map_or(String::new(), |t| t.document.id.clone());
        console.advance(self.read, doing);
        self.documents
    }
}

/// Batches of a reader's reports.
pub struct Batches<'d> {
    reader: Reader,
    data: &'d Data,
    any_language: bool,
}

impl<'d> Batches<'d> {
    /// Batches of what `reader` reads; reports in languages without a pack in `data` are passed over.
    pub fn new(reader: Reader, data: &'d Data) -> Self {
        Self {
            reader,
            data,
            any_language: false,
        }
    }

    /// The same, with no regard to languages: where reports are only read.
    pub fn of_any_language(self) -> Self {
        Self {
            any_language: true,
            ..self
        }
    }

    fn admit(&self, taken: Taken, batch: &mut Batch) {
        match other_language(&taken, self.data).filter(|_| !self.any_language) {
            Some(fault) => batch.faults.push(fault),
            None => batch.documents.push(taken),
        }
    }
}

impl Iterator for Batches<'_> {
    type Item = Batch;

    fn next(&mut self) -> Option<Batch> {
        let mut batch = Batch::default();
        let (mut bytes, mut any) = (0, false);
        while batch.documents.len() + batch.faults.len() < DOCUMENTS && bytes < BYTES && !interrupt::asked() {
            let Some(item) = self.reader.next() else { break };
            any = true;
            match item {
                Item::Fault(fault) => batch.faults.push(fault),
                Item::Done(size) => batch.read += size,
                Item::Document(taken) => {
                    bytes += taken.document.text.len();
                    self.admit(*taken, &mut batch);
                }
            }
        }
        any.then_some(batch)
    }
}

pub(super) fn other_language(taken: &Taken, data: &Data) -> Option<Fault> {
    let lang = taken.document.lang.as_str();
    let code = lang.split('-').next().unwrap_or(lang);
    if data.packs.contains(lang) || data.packs.contains(code) {
        return None;
    }
    let packs: Vec<&str> = data.packs.iter().map(String::as_str).collect();
    let name = read::language_name(lang);
    Some(Fault::new(
        taken.at.clone(),
        format!("is in {name} ({lang}), which no language pack here reads, so it is passed over"),
        format!(
            "give --lang if that is wrong (there are packs for: {})",
            packs.join(", ")
        ),
    ))
}

/// What is found in one document; `inferred` is a date that the other reports give it. Pure.
pub fn annotate(document: &Document, inferred: Option<Published>, data: &Data) -> Annotations {
    let hints = Hints {
        published: document.published.clone(),
        inferred,
        lang: Some(document.lang.clone()),
        title: document.title.clone(),
        outlet: document.source.outlet.clone(),
    };
    read_one(&document.text, &hints, &data.knowledge)
}
