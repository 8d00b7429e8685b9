//! Commands that look at a record or at the data, and `remove`.

use super::{reconcile, status};
use crate::console::Console;
use crate::fault::{Fault, Result};
use crate::store::{Store, Units};
use crate::tell::{Form, Kind};
use crate::{cli, knowledge, lexicon, tell};
use std::path::Path;

/// Prints a list of a record; with `due`, the commitments that are open and due, as they stand on that day.
///
/// # Errors
/// The record cannot be read, or standard output cannot be written.
pub fn show(
    kind: Kind,
    file: &Path,
    form: Form,
    due: Option<jiff::civil::Date>,
    console: &mut Console,
) -> Result<u8> {
    let store = Store::open(file)?;
    let complete = complete(&store, file, console)?;
    let mut rows = store.rows(kind.name(), Units::CodePoints)?;
    if form == Form::Table && kind == Kind::Rounds {
        // A reader wants the talks' name where a program wants their id.
        tell::name_dialogues(&mut rows, &store.rows(Kind::Dialogue.name(), Units::CodePoints)?);
    }
    if let Some(day) = due {
        rows = tell::due(rows, day);
    }
    if rows.is_empty() && complete {
        let none = if due.is_some() {
            "no open commitment names a due date"
        } else {
            kind.none()
        };
        console.note(&format!("{}: {none}", file.display()));
    }
    tell::print(&tell::show(kind, &rows, form)?)?;
    Ok(if complete { 0 } else { cli::PARTLY })
}

/// Whether a record's lists are as new as its reports; where not, a line says so.
pub(super) fn complete(store: &Store, file: &Path, console: &mut Console) -> Result<bool> {
    let complete = store.complete()?;
    if !complete {
        let what = "its lists are older than its reports (a build was interrupted)";
        console.note(&Fault::of(file, what, "run `hiwar build` again").to_string());
    }
    Ok(complete)
}

/// Writes a record as a page.
///
/// # Errors
/// The record cannot be read or the page cannot be written.
pub fn report(file: &Path, output: &Path, console: &mut Console) -> Result<u8> {
    let store = Store::open(file)?;
    let complete = complete(&store, file, console)?;
    let record = store.record()?;
    let page = tell::report::page(&record, &store.settled()?);
    tell::write_file(output, page.as_bytes())?;
    console.note(&format!(
        "{}: {} KB, opens in any browser",
        output.display(),
        page.len().div_ceil(1000)
    ));
    Ok(if complete { 0 } else { cli::PARTLY })
}

/// Writes a record in a form that other programs read.
///
/// # Errors
/// The record cannot be read, or the export cannot be written there.
pub fn export(format: tell::export::Format, file: &Path, output: &Path, console: &mut Console) -> Result<u8> {
    let store = Store::open(file)?;
    let complete = complete(&store, file, console)?;
    let (record, documents) = (store.record()?, store.settled()?);
    let countries = knowledge::countries()?;
    let archive = tell::export::Archive::new(&record, &documents, &countries);
    for note in tell::export::write(format, &archive, output)? {
        console.note(&note);
    }
    Ok(if complete { 0 } else { cli::PARTLY })
}

/// Prints a record's counts and versions.
///
/// # Errors
/// The record cannot be read.
pub fn info(file: &Path, json: bool) -> Result<u8> {
    let about = Store::open(file)?.about()?;
    let counts = about
        .counts
        .iter()
        .map(|(k, n)| (k.clone(), serde_json::json!(n)));
    let table = tell::Info {
        file: file.display().to_string(),
        schema: about.schema,
        hiwar: about.hiwar,
        rules: about.rules,
        complete: about.complete,
        counts: counts.collect(),
    };
    tell::print(&table.text(json)?)?;
    Ok(0)
}

/// Takes reports out of a record and puts the rest together anew.
///
/// # Errors
/// The record cannot be read or written.
pub fn remove(file: &Path, ids: &[String], data: Option<&Path>, console: &mut Console) -> Result<u8> {
    let data = knowledge::load(data)?;
    let mut store = Store::open(file)?;
    let unknown = store.remove(ids)?;
    for id in &unknown {
        let at = file.display().to_string();
        console.fault(&Fault::new(
            at,
            format!("holds no report {id}"),
            "see `hiwar show documents`",
        ));
    }
    let removed = ids.len() - unknown.len();
    if removed > 0 {
        reconcile(&mut store, &data, console)?;
        console.note(&format!("{}: {removed} removed", file.display()));
    }
    Ok(status(removed > 0, console))
}

/// Checks the language data; 0 where all is well, 1 where not. With `table`, the word lists are printed first.
///
/// # Errors
/// The data cannot be read.
pub fn lang_check(data: Option<&Path>, table: bool, console: &mut Console) -> Result<u8> {
    let files = knowledge::files(data)?;
    let lexicon::Checked {
        problems,
        files: lists,
    } = lexicon::check(&files);
    if table {
        tell::print(&tell::lists(&lists))?;
    }
    let text: String = problems.iter().map(|p| format!("{p}\n")).collect();
    tell::print(&text)?;
    let entries: usize = lists.iter().map(|l| l.1).sum();
    let examples: usize = lists.iter().map(|l| l.2).sum();
    console.note(&format!(
        "{} data files, {entries} entries, {examples} examples: {} problem(s)",
        files.len(),
        problems.len()
    ));
    Ok(if problems.is_empty() { 0 } else { cli::PARTLY })
}

/// Begins a language pack in the folder `data`.
///
/// # Errors
/// The code is none, the language is there already, or the files cannot be written.
pub fn lang_new(data: &Path, code: &str, name: &str, letters: &str, console: &mut Console) -> Result<u8> {
    let folder = lexicon::begin(data, code, name, letters)?;
    console.note(&format!(
        "{}: begun; fill times.toml, then run `hiwar lang check --data {}`",
        folder.display(),
        data.display()
    ));
    Ok(0)
}

/// Prints the entries that a word is a form of, with their forms; exit status 1 where there is none.
///
/// # Errors
/// The data cannot be read.
pub fn lang_forms(data: Option<&Path>, word: &str, console: &mut Console) -> Result<u8> {
    let files = knowledge::files(data)?;
    let forms = lexicon::forms(&files, word);
    if forms.is_empty() {
        console.note(&format!(
            "no entry of {} data files has the form {word}; try it without what is glued to it",
            files.len()
        ));
    }
    tell::print(&tell::forms(&forms))?;
    Ok(if forms.is_empty() { cli::PARTLY } else { 0 })
}
