//! `hiwar rule`: what people decide about a record, kept in it and replayed whenever its lists are made.

use super::{put_together, reconcile, status};
use crate::console::Console;
use crate::fault::{Fault, Result};
use crate::knowledge::{self, Data};
use crate::store::Store;
use crate::tell;
use hiwar_core::model::{FIXED, Fate, Part, Ruling, Target, Verb};
use hiwar_core::reconcile::named;
use serde_json::Value;
use std::io::Read;
use std::path::Path;

/// What is ruled, about rows by their ids.
pub enum Rule {
    /// People are one.
    Merge(Vec<String>),
    /// Some mentions of a person are another's.
    Split(String, Part),
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

/// Adds a ruling, makes the lists anew, and prints its id.
///
/// # Errors
/// As [`made`] and [`decide`], or it would change nothing; nothing is written then.
pub fn rule(file: &Path, rule: Rule, by: By, data: Option<&Path>, console: &mut Console) -> Result<u8> {
    let mut store = Store::open(file)?;
    let ruling = made(&store, file, rule, by)?;
    let refused = decide(&mut store, &ruling, &knowledge::load(data)?, console)?;
    console.finish();
    if let Some(why) = refused {
        let remedy = "nothing was written; see `hiwar rule --help`";
        let what = format!("that ruling would change nothing: {why}");
        return Err(Fault::of(file, what, remedy));
    }
    tell::print(&format!("{}\n", ruling.id))?;
    Ok(status(true, console))
}

/// Adds a ruling and makes the lists anew, in one transaction; gives why not where it would change nothing: nothing is
/// written then. One that somebody has kept already ([`Store::rule`]) is not refused any more. The same for the command
/// and for the site.
///
/// # Errors
/// The record cannot be read or written; nothing is written then.
pub fn decide(store: &mut Store, ruling: &Ruling, data: &Data, console: &Console) -> Result<Option<String>> {
    let is_kept = |rulings: &[Ruling]| rulings.iter().any(|known| known.id == ruling.id);
    let mut rulings = store.rulings()?;
    if !is_kept(&rulings) {
        rulings.push(ruling.clone());
    } else if store.complete()? {
        // Somebody has made the lists since it was kept.
        return Ok(None);
    }
    let made = put_together(store, rulings, data, console)?;
    let mut of = made.record.outcomes.iter().filter(|o| o.ruling == ruling.id);
    match of.find(|o| o.fate == Fate::Orphaned) {
        Some(orphan) if !is_kept(&store.rulings()?) => Ok(Some(orphan.why.clone().unwrap_or_default())),
        _ => made.store(store).map(|()| None),
    }
}

/// Makes the lists anew where they do not follow all that was ruled.
///
/// # Errors
/// The record cannot be read or written; the rulings stay, and the next build follows them.
pub fn settle(store: &mut Store, data: &Data, console: &mut Console) -> Result<()> {
    reconcile(store, data, console)?;
    console.finish();
    Ok(())
}

/// The ruling as the record keeps it, about rows that are there. The same for the command and for the site.
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
        Rule::Split(_, part) => (None, part_of(file, &part, rows.first())?),
        Rule::Correct(_, text) => {
            let (field, value) = corrected(file, &text, rows.first())?;
            there(store, file, targets.first(), &field, &value)?;
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

/// What a split takes out of a person, who is called so and stands in these reports.
fn part_of(file: &Path, part: &Part, row: Option<&Value>) -> Result<Value> {
    let has = |field: &str| -> Vec<String> {
        let list = row.and_then(|r| r.get(field)).and_then(Value::as_array);
        let texts = list.into_iter().flatten().filter_map(Value::as_str);
        texts.map(str::to_owned).collect()
    };
    for (asked, field, wrong, known) in [
        (
            &part.names,
            "names",
            "that person is nowhere called",
            "it is written",
        ),
        (&part.reports, "documents", "that person is not in", "it is in"),
    ] {
        let has = has(field);
        if let Some(other) = asked.iter().find(|one| !has.contains(one)) {
            let remedy = format!("{known} {}", has.join("، "));
            return Err(Fault::of(file, format!("{wrong} {other}"), remedy));
        }
    }
    Ok(match part.reports.is_empty() {
        true => Value::from(part.names.clone()),
        false => serde_json::json!(part),
    })
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
    let value = match old {
        _ if value.is_empty() => Value::Null,
        Value::Array(_) | Value::Object(_) => serde_json::from_str(value).map_err(|e| {
            let remedy = format!("write it as JSON; now it is {old}");
            Fault::of(file, format!("{value} is no value of {field} ({e})"), remedy)
        })?,
        // The field knows whether it is text, a number, or yes or no.
        _ => Value::from(value),
    };
    Ok((field.to_owned(), value))
}

/// Checks a field that names rows of another list by their ids.
fn there(store: &Store, file: &Path, target: Option<&Target>, field: &str, value: &Value) -> Result<()> {
    let list = match (field, value) {
        ("round", _) => "rounds",
        ("dialogue", _) => "dialogue",
        ("origin", _) | ("reports" | "documents", Value::Array(_)) => "documents",
        ("first", _) if target.is_some_and(|t| t.list == "origins") => "documents",
        _ => return Ok(()),
    };
    let one = std::slice::from_ref(value);
    let ids = value.as_array().map_or(one, Vec::as_slice);
    for id in ids.iter().filter_map(Value::as_str) {
        if store.target(id)?.is_none_or(|(target, _)| target.list != list) {
            let remedy = format!("it is an id of `hiwar show {list} FILE --json`");
            return Err(Fault::of(file, format!("{id} is no value of {field}"), remedy));
        }
    }
    Ok(())
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
    let mut read = Vec::new();
    for (number, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        match line_of(line) {
            Ok(ruling) => read.push(ruling),
            Err(what) => console.fault(&Fault::new(
                format!("{}:{}", input.display(), number + 1),
                format!("is no ruling ({what})"),
                "write it with `hiwar rule export`; passed over",
            )),
        }
    }
    let mut rulings = store.rulings()?;
    let before = rulings.len();
    for ruling in &read {
        if rulings.iter().all(|known| known.id != ruling.id) {
            rulings.push(ruling.clone());
        }
    }
    let new = rulings.len() - before;
    let data = knowledge::load(data)?;
    if new > 0 {
        put_together(&store, rulings, &data, console)?.store(&mut store)?;
    }
    console.finish();
    console.note(&format!(
        "{}: {new} new of {} rulings",
        file.display(),
        read.len()
    ));
    Ok(status(!read.is_empty(), console))
}

/// A line of an export. The id is made of the content: what was edited by hand is another ruling.
fn line_of(line: &str) -> std::result::Result<Ruling, String> {
    let ruling: Ruling = serde_json::from_str(line).map_err(|e| e.to_string())?;
    if let Err(e) = ruling.at.parse::<jiff::Timestamp>() {
        return Err(format!("at: {e}"));
    }
    if ruling.targets.is_empty() {
        return Err("it is about no row".to_owned());
    }
    Ok(named(ruling))
}
