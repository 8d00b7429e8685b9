//! Rulings as a table, as JSON, and as lines to keep in git.

use super::Style;
use super::show::width;
use super::table::Table;
use hiwar_core::model::{Fate, Outcome, Ruling};
use serde_json::{Value, json};

/// The rulings with what became of each: a table, or an array.
pub fn rulings(rulings: &[Ruling], outcomes: &[Outcome], json: bool) -> String {
    if json {
        let rows: Vec<Value> = rulings.iter().map(|r| row(r, outcomes)).collect();
        return serde_json::to_string_pretty(&rows).unwrap_or_default() + "\n";
    }
    if rulings.is_empty() {
        return String::new();
    }
    let head = ["id", "at", "by", "verb", "about", "value", "fate", "because"];
    let mut table = Table::new(head.map(str::to_owned).to_vec());
    for ruling in rulings {
        let field = ruling
            .field
            .as_ref()
            .map(|f| format!("{f} = "))
            .unwrap_or_default();
        let value = match &ruling.value {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let verb = json!(ruling.verb);
        table.row(vec![
            ruling.id.clone(),
            ruling.at.get(..16).unwrap_or(&ruling.at).to_owned(),
            ruling.by.clone(),
            verb.as_str().unwrap_or_default().to_owned(),
            about(ruling),
            field + &value,
            fate_and_why(ruling, outcomes),
            ruling.because.clone().unwrap_or_default(),
        ]);
    }
    table.text(Style::of_stdout(), width())
}

/// The words that its rows rest on; their ids where there are none.
pub fn about(ruling: &Ruling) -> String {
    let told = ruling.targets.iter().map(|t| match t.words.first() {
        Some(words) => words.text.split_whitespace().collect::<Vec<_>>().join(" "),
        None => t.row.clone(),
    });
    told.collect::<Vec<_>>().join(" + ")
}

/// What became of it: of several rows the worst.
fn worst<'o>(ruling: &Ruling, outcomes: &'o [Outcome]) -> Option<&'o Outcome> {
    let rank = |o: &&Outcome| match o.fate {
        Fate::Applied => 0,
        Fate::Undone => 1,
        Fate::Contradicted => 2,
        Fate::Orphaned => 3,
    };
    let of = outcomes.iter().filter(|o| o.ruling == ruling.id);
    of.max_by_key(rank)
}

/// What became of it, in a word or three.
pub fn fate(ruling: &Ruling, outcomes: &[Outcome]) -> String {
    let Some(worst) = worst(ruling, outcomes) else {
        return "not replayed yet".to_owned();
    };
    json!(worst.fate).as_str().unwrap_or_default().to_owned()
}

/// By which other ruling, or why; empty where there is nothing to say.
pub fn why(ruling: &Ruling, outcomes: &[Outcome]) -> String {
    match worst(ruling, outcomes).map(|o| (&o.other, &o.why)) {
        Some((Some(other), _)) => format!("by {other}"),
        Some((None, Some(why))) => why.clone(),
        _ => String::new(),
    }
}

/// Both.
fn fate_and_why(ruling: &Ruling, outcomes: &[Outcome]) -> String {
    let (fate, why) = (fate(ruling, outcomes), why(ruling, outcomes));
    match why.as_str() {
        "" => fate,
        by if by.starts_with("by ruling-") => format!("{fate} {by}"),
        why => format!("{fate}: {why}"),
    }
}

fn row(ruling: &Ruling, outcomes: &[Outcome]) -> Value {
    let mut row = json!(ruling);
    let of: Vec<Value> = outcomes
        .iter()
        .filter(|o| o.ruling == ruling.id)
        .map(|o| {
            json!({"list": o.list, "row": o.row, "fate": o.fate, "why": o.why, "other": o.other, "was": o.was})
        })
        .collect();
    if let Some(row) = row.as_object_mut() {
        row.insert("outcomes".to_owned(), of.into());
    }
    row
}

/// A ruling a line, in the order in which they were made: the same rulings give the same bytes.
pub fn ruling_lines(rulings: &[Ruling]) -> String {
    let lines = rulings.iter().filter_map(|r| serde_json::to_string(r).ok());
    lines.map(|l| l + "\n").collect()
}
