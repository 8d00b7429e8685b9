//! `hiwar rule`: what people decide about a record, kept in it and replayed whenever its lists are made.

use super::{reconcile, status};
use crate::console::Console;
use crate::fault::{Fault, Result};
use crate::knowledge::{self, Data};
use crate::store::Store;
use crate::tell;
use hiwar_core::model::{FIXED, Fate, Ruling, Target, Verb};
use hiwar_core::reconcile::named;
use serde_json::Value;
use std::io::Read;
use std::path::Path;

/// What is ruled, about rows by their ids.
pub enum Rule {
    /// People are one.
    Merge(Vec<String>),
    /// Some names of a person are another's.
    Split(String, Vec<String>),
    /// Rows are right.
    Accept(Vec<String>),
    /// Rows are wrong.
    Reject(Vec<String>),
    /// `FIELD=VALUE` of a row.
    Correct(String, String),
    /// A note on a row.
    Annotate(String, String),
    /// A ruling does not count any more.
    Undo(String),
}

/// Who rules, why and when.
pub struct By {
    /// Who.
    pub name: String,
    /// Why.
    pub because: Option<String>,
    /// RFC 3339.
    pub at: String,
}

/// Adds a ruling and makes the lists anew.
///
/// # Errors
/// There is no such row or field, or the record cannot be read or written.
pub fn rule(file: &Path, rule: Rule, by: By, data: Option<&Path>, console: &mut Console) -> Result<u8> {
    let mut store = Store::open(file)?;
    let ruling = made(&store, file, rule, by)?;
    let id = ruling.id.clone();
    store.rule(&[ruling])?;
    settle(&mut store, &knowledge::load(data)?, console)?;
    let outcomes = store.outcomes()?;
    let mut of = outcomes.iter().filter(|o| o.ruling == id);
    if of.any(|o| matches!(o.fate, Fate::Orphaned)) {
        let remedy = format!("see `hiwar rule list {}`", file.display());
        console.fault(&Fault::of(
            file,
            format!("{id} is kept, but changes nothing"),
            remedy,
        ));
    }
    tell::print(&format!("{id}\n"))?;
    Ok(status(true, console))
}

/// Makes the lists anew, as it was ruled.
///
/// # Errors
/// The record cannot be read or written; the ruling stays, and the next build follows it.
pub fn settle(store: &mut Store, data: &Data, console: &mut Console) -> Result<()> {
    reconcile(store, data, console)?;
    console.finish();
    Ok(())
}

/// The ruling as the record keeps it. The same for the command and for the site.
///
/// # Errors
/// There is no such row, field or name, or the record cannot be read.
pub fn made(store: &Store, file: &Path, rule: Rule, by: By) -> Result<Ruling> {
    let (verb, ids) = match &rule {
        Rule::Merge(ids) => (Verb::Merge, ids.clone()),
        Rule::Split(id, _) => (Verb::Split, vec![id.clone()]),
        Rule::Accept(ids) => (Verb::Accept, ids.clone()),
        Rule::Reject(ids) => (Verb::Reject, ids.clone()),
        Rule::Correct(id, _) => (Verb::Correct, vec![id.clone()]),
        Rule::Annotate(id, _) => (Verb::Annotate, vec![id.clone()]),
        Rule::Undo(id) => (Verb::Undo, vec![id.clone()]),
    };
    let mut targets = Vec::new();
    let mut rows = Vec::new();
    for id in ids {
        let (target, row) = match verb {
            Verb::Undo => undone(store, file, id)?,
            _ => found(store, file, &id)?,
        };
        if matches!(verb, Verb::Merge | Verb::Split) && target.list != "people" {
            let what = format!(
                "{} is one of the {}, and only people are merged and split",
                target.row, target.list
            );
            return Err(Fault::of(file, what, "ids of people begin with person-"));
        }
        targets.push(target);
        rows.push(row);
    }
    let (field, value) = match rule {
        Rule::Split(_, names) => (None, names_of(file, &names, rows.first())?),
        Rule::Correct(_, text) => {
            let (field, value) = corrected(file, &text, rows.first())?;
            (Some(field), value)
        }
        Rule::Annotate(_, note) => (None, Value::from(note)),
        _ => (None, Value::Null),
    };
    Ok(named(Ruling {
        id: String::new(),
        at: by.at,
        by: by.name,
        verb,
        targets,
        field,
        value,
        because: by.because,
    }))
}

fn found(store: &Store, file: &Path, id: &str) -> Result<(Target, Value)> {
    store.target(id)?.ok_or_else(|| {
        let remedy = "ids stand in `hiwar show LIST FILE --json`";
        Fault::of(file, format!("has no row {id}"), remedy)
    })
}

fn undone(store: &Store, file: &Path, id: String) -> Result<(Target, Value)> {
    if !store.rulings()?.iter().any(|r| r.id == id) {
        let remedy = format!("ids stand in `hiwar rule list {}`", file.display());
        return Err(Fault::of(file, format!("has no ruling {id}"), remedy));
    }
    let target = Target {
        list: "rulings".to_owned(),
        row: id,
        words: Vec::new(),
    };
    Ok((target, Value::Null))
}

/// The names of a split, each of which the person has.
fn names_of(file: &Path, names: &[String], row: Option<&Value>) -> Result<Value> {
    let has: Vec<&str> = row
        .and_then(|r| r.get("names"))
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    match names.iter().find(|n| !has.contains(&n.as_str())) {
        Some(other) => {
            let remedy = format!("it is written {}", has.join("، "));
            Err(Fault::of(
                file,
                format!("that person is nowhere called {other}"),
                remedy,
            ))
        }
        None => Ok(Value::from(names.to_vec())),
    }
}

/// `FIELD=VALUE` as the row's field takes it.
fn corrected(file: &Path, text: &str, row: Option<&Value>) -> Result<(String, Value)> {
    let Some((field, value)) = text.split_once('=') else {
        return Err(Fault::of(
            file,
            format!("{text} is no FIELD=VALUE"),
            "write due=2021-12-31",
        ));
    };
    let fields = row.and_then(Value::as_object);
    let Some(old) = fields
        .and_then(|f| f.get(field))
        .filter(|_| !FIXED.contains(&field))
    else {
        let known: Vec<&str> = fields
            .into_iter()
            .flat_map(|f| f.keys())
            .map(String::as_str)
            .collect();
        let known: Vec<&str> = known.into_iter().filter(|k| !FIXED.contains(k)).collect();
        let what = format!("that row has no field {field} to correct");
        return Err(Fault::of(file, what, format!("it has {}", known.join(", "))));
    };
    let json = || serde_json::from_str::<Value>(value);
    let value = match old {
        _ if value.is_empty() => Value::Null,
        Value::Number(_) | Value::Bool(_) | Value::Array(_) | Value::Object(_) => json().map_err(|e| {
            let remedy = format!("write it as JSON; now it is {old}");
            Fault::of(file, format!("{value} is no value of {field} ({e})"), remedy)
        })?,
        // Nothing is known of a field that is empty: a number if it reads as one.
        Value::Null => json()
            .ok()
            .filter(Value::is_number)
            .unwrap_or_else(|| Value::from(value)),
        Value::String(_) => Value::from(value),
    };
    Ok((field.to_owned(), value))
}

/// Prints the rulings and what became of each.
///
/// # Errors
/// The record cannot be read.
pub fn rulings(file: &Path, json: bool, console: &mut Console) -> Result<u8> {
    let store = Store::open(file)?;
    let rulings = store.rulings()?;
    if rulings.is_empty() {
        console.note(&format!("{}: nothing has been ruled", file.display()));
    }
    tell::print(&tell::rulings(&rulings, &store.outcomes()?, json))?;
    Ok(0)
}

/// Writes the rulings as lines of JSON.
///
/// # Errors
/// The record cannot be read or the file cannot be written.
pub fn export_rulings(file: &Path, output: &Path, console: &mut Console) -> Result<u8> {
    let rulings = Store::open(file)?.rulings()?;
    let lines = tell::ruling_lines(&rulings);
    if output.as_os_str() == "-" {
        tell::print(&lines)?;
    } else {
        tell::write_file(output, lines.as_bytes())?;
        console.note(&format!("{}: {} rulings", output.display(), rulings.len()));
    }
    Ok(0)
}

/// Joins exported rulings to a record and makes its lists anew.
///
/// # Errors
/// The file or the record cannot be read, or the record cannot be written.
pub fn import_rulings(file: &Path, input: &Path, data: Option<&Path>, console: &mut Console) -> Result<u8> {
    let mut store = Store::open(file)?;
    let mut text = String::new();
    let read = match input.as_os_str() == "-" {
        true => std::io::stdin().read_to_string(&mut text),
        false => std::fs::File::open(input).and_then(|mut f| f.read_to_string(&mut text)),
    };
    read.map_err(|e| Fault::reading(input, &e))?;
    let mut rulings = Vec::new();
    for (number, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        match serde_json::from_str::<Ruling>(line) {
            // The id is made of the content: what was edited by hand is another ruling.
            Ok(ruling) => rulings.push(named(ruling)),
            Err(e) => {
                let at = format!("{}:{}", input.display(), number + 1);
                console.fault(&Fault::new(
                    at,
                    format!("is no ruling ({e})"),
                    "write it with `hiwar rule export`; passed over",
                ));
            }
        }
    }
    let new = store.rule(&rulings)?;
    settle(&mut store, &knowledge::load(data)?, console)?;
    console.note(&format!(
        "{}: {new} new of {} rulings",
        file.display(),
        rulings.len()
    ));
    Ok(status(!rulings.is_empty(), console))
}
