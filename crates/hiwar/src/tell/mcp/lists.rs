//! A list of the record, narrowed as the site narrows it.

use super::args::{MOST, Part, read};
use super::short::{ROW, fitting, shorten};
use super::sources::{note, part};
use super::{Given, Refused};
use crate::tell::Kind;
use crate::tell::web::filters::{filters, parameters, wanted};
use crate::tell::web::{Ask, Shown, read as row};
use serde_json::{Map, Value, json};

/// How many values are named where none fits.
const VALUES: usize = 8;

/// What a list can be narrowed by.
pub fn narrowed_by(kind: Kind) -> impl Iterator<Item = &'static str> {
    // A page is for people; here it is limit and offset.
    parameters(kind).into_iter().filter(|name| *name != "page")
}

/// The rows that are asked for.
///
/// # Errors
/// An argument that the list does not take, or that does not fit.
pub fn list(shown: &Shown, kind: Kind, given: Given) -> Result<Map<String, Value>, Refused> {
    let (ask, Part { limit, offset }) = asked(kind, given)?;
    let found = wanted(shown, kind, &ask)?;
    let rows = found.iter().skip(offset).take(limit.clamp(1, MOST));
    let rows = fitting(rows.map(|text| short(kind, text)));
    let (total, here) = (found.len(), rows.len());
    let mut answer = part(total, offset, rows);
    if total == 0 {
        note(&mut answer, &none(shown, kind, &ask));
    } else if here == 0 {
        note(
            &mut answer,
            &format!("There are {total} rows; offset 0 is the first."),
        );
    }
    Ok(answer)
}

fn short(kind: Kind, text: &str) -> Value {
    let mut row = row(text);
    shorten(&mut row, ROW);
    if kind == Kind::Documents {
        // Its own words name it, so that it is among the sources.
        row["document"] = row["id"].clone();
    }
    row
}

/// The filters as the site reads them from an address, and the part of the list.
fn asked(kind: Kind, given: Given) -> Result<(Ask, Part), Refused> {
    let (mut ask, mut rest) = (Ask::default(), Given::new());
    for (name, value) in given {
        if matches!(name.as_str(), "limit" | "offset") {
            rest.insert(name, value);
            continue;
        }
        if !narrowed_by(kind).any(|known| known == name) {
            let known: Vec<&str> = narrowed_by(kind).chain(["limit", "offset"]).collect();
            return Err(Refused::new(
                format!("`{}` takes no `{name}`", kind.name()),
                format!("it takes {}", known.join(", ")),
            ));
        }
        let value = match value {
            Value::Null => continue,
            Value::String(text) => text.trim().to_owned(),
            plain @ (Value::Number(_) | Value::Bool(_)) => plain.to_string(),
            Value::Array(_) | Value::Object(_) => {
                return Err(Refused::new(
                    format!("`{name}` is no text"),
                    "give one value, as text",
                ));
            }
        };
        if !value.is_empty() {
            ask.query.push((name, value));
        }
    }
    Ok((ask, read(rest)?))
}

/// What to say where no row fits.
fn none(shown: &Shown, kind: Kind, ask: &Ask) -> String {
    let rows = shown.rows(kind);
    if rows.len() == 0 {
        return format!("The list is empty: {}.", kind.none().replace("hiwar show ", ""));
    }
    let mut out = format!(
        "None of {} rows fits all of that; leave something out.",
        rows.len()
    );
    for filter in filters(kind) {
        let (Some(value), Some(known)) = (ask.get(filter.param), rows.values.get(filter.param)) else {
            continue;
        };
        if known.iter().any(|(known, _)| known == value) {
            continue;
        }
        let common: Vec<&str> = known
            .iter()
            .take(VALUES)
            .map(|(known, _)| known.as_str())
            .collect();
        let (name, common) = (filter.param, json!(common));
        out += &format!(
            " `{name}` must be exactly a value of the rows, most often {common}; `q` finds other spellings."
        );
    }
    out
}
