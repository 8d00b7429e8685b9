//! The five stages in a row. Only this module knows them all.

mod batch;
mod diff;
mod look;
#[cfg(feature = "mcp")]
mod mcp;
mod rule;
mod search;
mod serve;
#[cfg(feature = "watch")]
mod watch;

pub use diff::diff;
pub use look::{export, info, lang_check, lang_forms, lang_new, remove, report, show};
#[cfg(feature = "mcp")]
pub use mcp::mcp;
pub use rule::{By, Rule, export_rulings, import_rulings, rule, rulings};
pub use search::{How, search};
pub use serve::serve;
#[cfg(feature = "watch")]
pub use watch::{Watch, watch};

use crate::console::Console;
use crate::fault::{Fault, Result};
use crate::knowledge::{self, Data};
use crate::read::{self, Reader, Settings};
use crate::store::{Entry, Place, Store};
use crate::{cli, interrupt, tell};
use hiwar_core::model::{Annotations, Document, Record, Ruling};
use hiwar_core::reconcile::{Reading, publication_dates};
use rayon::prelude::*;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// What to read, and how.
pub struct Job {
    /// Files, folders, `-`.
    pub paths: Vec<PathBuf>,
    /// What the caller says of texts that do not say it.
    pub settings: Settings,
    /// Data instead of what the binary carries.
    pub data: Option<PathBuf>,
}

/// Makes a record of reports, or adds them to one: read → annotate → reconcile → store → tell.
///
/// # Errors
/// The data or the record cannot be used; what was committed stays.
pub fn build(job: &Job, output: &Path, again: bool, console: &mut Console) -> Result<u8> {
    interrupt::listen()?;
    let data = knowledge::load(job.data.as_deref())?;
    let mut store = Store::open_or_create(output)?;
    let journal = PathBuf::from(format!("{}-journal", output.display()));
    let skip = [output.to_owned(), journal];
    let mut run = Run::new(&data, again);

    for batch in batches(job, &skip, &data, console) {
        let read = batch.report(console);
        let annotated = run.annotate(read, &mut store, console)?;
        store_batch(&mut store, annotated, &data)?;
        if interrupt::asked() {
            return interrupted(&run.tally, output, console);
        }
    }
    if !run.refresh(&mut store, console)? {
        return interrupted(&run.tally, output, console);
    }
    search::index(&mut store, &data, console)?;
    reconcile(&mut store, &data, console)?;

    console.finish();
    finish(run.tally, &store, output, console)
}

/// What to print of each report.
#[derive(Clone, Copy, Debug)]
pub enum Print {
    /// The contract's line.
    Annotations,
    /// The document as it was read.
    Document {
        /// The body alone.
        body: bool,
    },
    /// A tree for people.
    Explanation,
}

/// Prints what is found in each report, in the order of the input.
///
/// # Errors
/// The data cannot be used, or standard output cannot be written.
pub fn annotate(job: &Job, print: Print, console: &mut Console) -> Result<u8> {
    let data = knowledge::load(job.data.as_deref())?;
    let style = tell::Style::of_stdout();
    let mut printed = 0;
    let mut batches = batches(job, &[], &data, console);
    if matches!(print, Print::Document { .. }) {
        batches = batches.of_any_language();
    }
    for batch in batches {
        let read = batch.report(console);
        let lines: Vec<String> = read
            .par_iter()
            .map(|taken| {
                let document = &taken.document;
                let found = batch::annotate(document, None, &data);
                match print {
                    Print::Annotations => format!("{}\n", hiwar_core::contract::annotated(document, &found)),
                    Print::Document { body } => {
                        format!("{}\n", hiwar_core::contract::read(document, &found, body))
                    }
                    Print::Explanation => tell::explain(document, &found, style),
                }
            })
            .collect();
        printed += lines.len();
        tell::print(&lines.concat())?;
    }
    Ok(status(printed > 0, console))
}

/// 0 all done; 1 some of it; 2 nothing.
fn status(any: bool, console: &Console) -> u8 {
    match (console.faults(), any) {
        (0, _) => 0,
        (_, true) => cli::PARTLY,
        (_, false) => cli::NOTHING_DONE,
    }
}

fn batches<'d>(job: &Job, skip: &[PathBuf], data: &'d Data, console: &mut Console) -> batch::Batches<'d> {
    let read::Plan {
        inputs,
        faults,
        passed_over,
    } = read::plan(&job.paths, skip);
    passed_over.iter().for_each(|p| console.note(&p.to_string()));
    faults.iter().for_each(|f| console.fault(f));
    if !skip.is_empty() {
        console.start(inputs.iter().map(|i| i.size).sum());
    }
    batch::Batches::new(Reader::new(inputs, job.settings.clone()), data)
}

/// A build in progress.
struct Run<'d> {
    data: &'d Data,
    again: bool,
    /// Ids given out in this run.
    used: HashSet<String>,
    tally: tell::Tally,
}

impl<'d> Run<'d> {
    fn new(data: &'d Data, again: bool) -> Self {
        Self {
            data,
            again,
            used: HashSet::new(),
            tally: tell::Tally::default(),
        }
    }

    /// Annotates what is new or changed in the record.
    fn annotate(
        &mut self,
        read: Vec<read::Taken>,
        store: &mut Store,
        console: &mut Console,
    ) -> Result<Vec<Entry>> {
        let mut fresh = Vec::new();
        for mut taken in read {
            let taken_by_us = |id: &str| self.used.contains(id);
            let mut place = store.place(&taken.document, &taken.names, taken.whole_file, &taken_by_us)?;
            while let (Place::Removed(id), true) = (&place, self.again) {
                store.revive(id)?;
                place = store.place(&taken.document, &taken.names, taken.whole_file, &taken_by_us)?;
            }
            let (id, new) = match place {
                Place::Removed(id) => {
                    console.note(&format!(
                        "{}: was removed as {id}; --again takes it back",
                        taken.at
                    ));
                    self.tally.removed += 1;
                    continue;
                }
                Place::Unchanged(id) => {
                    self.tally.unchanged += 1;
                    self.used.insert(id);
                    continue;
                }
                Place::Changed(id) => (id, false),
                Place::New(id) => (id, true),
            };
            if !self.used.insert(id.clone()) {
                let what = format!("another report of this run is stored as {id}");
                console.fault(&Fault::new(
                    taken.at,
                    what,
                    "give each report its own id; passed over",
                ));
                continue;
            }
            *(if new {
                &mut self.tally.new
            } else {
                &mut self.tally.changed
            }) += 1;
            taken.document.id = id;
            fresh.push(taken);
        }
        let data = self.data;
        Ok(fresh
            .into_par_iter()
            .map(|taken| Entry {
                annotations: batch::annotate(&taken.document, None, data),
                document: taken.document,
                whole_file: taken.whole_file,
            })
            .collect())
    }

    /// Annotates again what other rules or data annotated. False where Ctrl-C stopped it.
    fn refresh(&mut self, store: &mut Store, console: &mut Console) -> Result<bool> {
        let stale = store.stale(&self.data.rules)?;
        for ids in stale.chunks(batch::DOCUMENTS) {
            let documents = ids
                .iter()
                .map(|id| store.document(id))
                .collect::<Result<Vec<_>>>()?;
            let found: Vec<_> = documents
                .into_par_iter()
                .map(|document| {
                    let found = batch::annotate(&document, None, self.data);
                    (document, found)
                })
                .collect();
            store.put_annotations(&found, &self.data.rules)?;
            self.tally.refreshed += found.len();
            console.advance(0, format!("{} read again by newer rules", self.tally.refreshed));
            if interrupt::asked() {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

fn store_batch(store: &mut Store, entries: Vec<Entry>, data: &Data) -> Result<()> {
    if entries.is_empty() {
        return Ok(());
    }
    store.put(&entries, &data.rules)
}

/// Makes the lists anew where documents, rules or rulings changed since they were made.
fn reconcile(store: &mut Store, data: &Data, console: &mut Console) -> Result<()> {
    if store.complete()? || !store.exists() {
        return Ok(());
    }
    let rulings = store.rulings()?;
    put_together(store, rulings, data, console)?.store(store)
}

/// The lists of a record, not yet stored, and what they were made of.
struct Made {
    record: Record,
    documents: Vec<(Document, Annotations)>,
    /// Which documents were read again with a date that the others give them.
    anew: Vec<bool>,
    /// The fingerprint of all that.
    content: String,
    rulings: Vec<Ruling>,
}

impl Made {
    fn store(&self, store: &mut Store) -> Result<()> {
        store.replace(
            &self.record,
            &self.documents,
            &self.anew,
            &self.content,
            &self.rulings,
        )
    }
}

/// Puts all reports of a record together, as these rulings have it.
fn put_together(store: &Store, rulings: Vec<Ruling>, data: &Data, console: &Console) -> Result<Made> {
    // Before they are read: what is added meanwhile is not in them.
    let content = store.content_with(&rulings)?;
    let mut documents = store.all()?;
    console.advance(0, format!("putting {} reports together", documents.len()));
    let read = |(document, found): &_| Reading::of(document, found, &data.knowledge);
    let mut readings: Vec<Reading> = documents.par_iter().map(read).collect();
    // Reports date each other; those that gain a date are read again with it.
    let dates = publication_dates(&documents, &readings, &data.knowledge);
    let anew: Vec<bool> = dates.iter().map(Option::is_some).collect();
    let reports = documents.par_iter_mut().zip(&mut readings).zip(dates);
    reports.for_each(|(((document, found), reading), date)| {
        if date.is_some() {
            *found = batch::annotate(document, date, data);
            *reading = Reading::of(document, found, &data.knowledge);
        }
    });
    let record = hiwar_core::reconcile(&documents, &readings, &rulings, &data.knowledge);
    Ok(Made {
        record,
        documents,
        anew,
        content,
        rulings,
    })
}

fn interrupted(tally: &tell::Tally, output: &Path, console: &mut Console) -> Result<u8> {
    console.finish();
    console.note(
        &Fault::of(
            output,
            format!(
                "stopped; {} reports of this run are stored",
                tally.new + tally.changed
            ),
            "run the same command again to go on",
        )
        .to_string(),
    );
    Ok(interrupt::STATUS)
}

fn finish(tally: tell::Tally, store: &Store, output: &Path, console: &mut Console) -> Result<u8> {
    let done = tally.new + tally.changed + tally.unchanged + tally.removed;
    if done == 0 && !store.exists() {
        if console.faults() == 0 {
            console.fault(&Fault::new(
                "",
                "there are no reports in the input",
                "give files or folders with reports",
            ));
        }
        return Ok(cli::NOTHING_DONE);
    }
    console.note(&tally.summary(output, &store.about()?.counts, console.faults()));
    Ok(status(done > 0, console))
}
