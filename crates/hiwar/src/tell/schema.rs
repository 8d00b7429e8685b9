//! The JSON Schema of each output. The files under `schemas/` are the schemas; tests hold them against real output.

use super::{Kind, print};
use crate::fault::{Fault, Result};
use clap::ValueEnum;
use serde_json::{Map, Value, json};

const ANNOTATE: &str = include_str!("../../schemas/annotate.json");
const READ: &str = include_str!("../../schemas/read.json");
const SHOW: &str = include_str!("../../schemas/show.json");

/// Prints the schema of `output`, or of all outputs as one object by name.
///
/// # Errors
/// There is no such output.
pub fn schema(output: Option<&str>) -> Result<u8> {
    let names = || {
        ["annotate", "read"]
            .into_iter()
            .chain(Kind::value_variants().iter().map(|k| k.name()))
    };
    let value = match output {
        Some(name) => of(name)?,
        None => {
            let all: Result<Map<String, Value>> = names().map(|n| Ok((n.to_owned(), of(n)?))).collect();
            Value::Object(all?)
        }
    };
    print(&format!("{value:#}\n"))?;
    Ok(0)
}

fn of(name: &str) -> Result<Value> {
    let text = match name {
        "annotate" => ANNOTATE,
        "read" => READ,
        list => return rows(list),
    };
    parse(text)
}

fn parse(text: &str) -> Result<Value> {
    serde_json::from_str(text).map_err(|e| {
        Fault::new(
            "",
            format!("a schema in the binary is broken ({e})"),
            "please report this",
        )
    })
}

/// The schema of a piece of evidence.
///
/// # Errors
/// The schema in the binary is broken, which should not happen.
pub fn evidence() -> Result<Value> {
    let show = parse(SHOW)?;
    Ok(show.pointer("/$defs/evidence").cloned().unwrap_or_default())
}

/// The schemas of the rows that `hiwar show` prints, by list.
///
/// # Errors
/// The schema in the binary is broken, which should not happen.
pub fn lists() -> Result<Value> {
    let show = parse(SHOW)?;
    Ok(show.pointer("/$defs/rows").cloned().unwrap_or_default())
}

/// An array of the list's rows.
fn rows(list: &str) -> Result<Value> {
    let show = parse(SHOW)?;
    let defs = show.get("$defs").cloned().unwrap_or_default();
    if defs.get("rows").and_then(|r| r.get(list)).is_none() {
        return Err(Fault::new(
            "",
            format!("there is no output {list}"),
            "say annotate, read, or a list of `hiwar show`",
        ));
    }
    Ok(json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("hiwar show {list} --json"),
        "type": "array",
        "items": {"$ref": format!("#/$defs/rows/{list}")},
        "$defs": defs,
    }))
}
