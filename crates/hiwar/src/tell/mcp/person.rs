//! A person: who they are, what they said, what was said of them.

use super::args::{MOST, Person, read};
use super::short::{ROW, fitting, shorten};
use super::sources::part;
use super::{Given, Refused};
use crate::tell::Kind;
use crate::tell::web::fact::said;
use crate::tell::web::part::part as typed;
use crate::tell::web::{Shown, read as row, strings};
use hiwar_core::text::fold;
use serde_json::{Map, Value};

/// How many people are named where several could be meant.
const SOME: usize = 8;

/// The person of a name.
///
/// # Errors
/// Nobody is called so, or several are.
pub fn person(shown: &Shown, given: Given) -> Result<Map<String, Value>, Refused> {
    let Person { name, limit, offset } = read(given)?;
    let mut row = one(shown, name.trim())?;
    let (by, about) = typed(shown, Kind::People, vec![row.clone()])
        .people
        .first()
        .map_or((Vec::new(), Vec::new()), |person| said(shown, person, &row));
    shorten(&mut row, ROW);
    let page = |all: Vec<Value>| {
        let total = all.len();
        let some = all.into_iter().skip(offset).take(limit.clamp(1, MOST));
        let rows = fitting(some.map(|mut row| {
            shorten(&mut row, ROW);
            row
        }));
        Value::Object(part(total, offset, rows))
    };
    let mut answer = Map::new();
    answer.insert("person".into(), row);
    answer.insert("said".into(), page(by));
    answer.insert("said_about".into(), page(about));
    Ok(answer)
}

fn one(shown: &Shown, name: &str) -> Result<Value, Refused> {
    if let Some(row) = shown.rows(Kind::People).get(name) {
        return Ok(row);
    }
    let mut called = shown.called(name);
    if called.is_empty() {
        called = with_words(shown, name);
    }
    if called.len() == 1
        && let Some(row) = called.pop()
    {
        return Ok(row);
    }
    if called.is_empty() {
        return Err(Refused::new(
            format!("nobody in the record is called {name}"),
            "try a part of the name in the script of the reports, or `people` with `q`",
        ));
    }
    let some = called.iter().take(SOME).map(|row| {
        let text = |field: &str| row[field].as_str().unwrap_or("").to_owned();
        format!("{} ({})", text("name"), text("id"))
    });
    let some: Vec<String> = some.collect();
    let several = called.len();
    Err(Refused::new(
        format!("{several} people could be meant: {}", some.join(", ")),
        "say the id of one",
    ))
}

/// The people who have all these words in a spelling of their name.
fn with_words(shown: &Shown, name: &str) -> Vec<Value> {
    let wanted = fold(name);
    let wanted: Vec<&str> = wanted.split_whitespace().collect();
    let has = |name: &str| {
        let name = fold(name);
        let words: Vec<&str> = name.split_whitespace().collect();
        wanted.iter().all(|word| words.contains(word))
    };
    let mut people: Vec<Value> = shown.rows(Kind::People).texts().map(row).collect();
    people.retain(|row| {
        let spelt = strings(&row["names"]).into_iter().chain(row["name"].as_str());
        !wanted.is_empty() && spelt.into_iter().any(has)
    });
    people
}
