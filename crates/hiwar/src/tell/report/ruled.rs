//! What somebody has ruled about a row, in words. Rules on nothing itself.

use super::links::clip;
use super::strings::Label;
use hiwar_core::model::Ruling;
use serde_json::{Value, json};

/// How many characters of a note, a value or a reason are shown.
const ROOM: usize = 400;

/// What a row has for itself where it has a page of its own.
#[derive(Clone, Debug)]
pub struct At {
    /// Its address.
    pub href: String,
    /// What was ruled about it.
    pub ruled: Vec<Ruled>,
    /// Its id, where it can be ruled about right here.
    pub row: Option<String>,
}

/// A ruling as a page says it.
#[derive(Clone, Debug)]
pub struct Ruled {
    pub id: String,
    /// `accept`, `correct`, …
    pub verb: String,
    pub label: Label,
    /// The field with its value, the names, the note; empty where there is nothing to say.
    pub what: String,
    pub by: String,
    /// Day and minute, UTC.
    pub at: String,
    /// Why; may be empty.
    pub because: String,
}

fn listed(several: &[Value]) -> String {
    let bare = |one: &Value| one.as_str().map_or_else(|| one.to_string(), str::to_owned);
    several.iter().map(bare).collect::<Vec<_>>().join("، ")
}

impl Ruled {
    /// Of a ruling as JSON: of `ruled` of a row, or a whole one.
    pub fn of(ruling: &Value) -> Self {
        let text = |field: &str| clip(ruling[field].as_str().unwrap_or(""), ROOM);
        let value = match &ruling["value"] {
            Value::Null => String::new(),
            Value::String(words) => words.clone(),
            Value::Array(several) => listed(several),
            // What a split takes: names, in reports.
            Value::Object(parts) if ruling["verb"] == "split" => {
                let lists = parts.values().filter_map(Value::as_array);
                let told = lists.filter(|list| !list.is_empty()).map(|list| listed(list));
                told.collect::<Vec<_>>().join(" · ")
            }
            other => other.to_string(),
        };
        let field = ruling["field"].as_str();
        let what = field.map_or(value.clone(), |field| format!("{field} = {value}"));
        let verb = text("verb");
        Self {
            id: text("id"),
            label: Label::of("ruled", &verb),
            verb,
            what: clip(&what, ROOM),
            by: text("by"),
            at: text("at").chars().take(16).collect::<String>().replace('T', " "),
            because: text("because"),
        }
    }

    /// Of a whole ruling.
    pub fn whole(ruling: &Ruling) -> Self {
        Self::of(&json!(ruling))
    }

    /// All that count for a row, as `hiwar show --json` prints it.
    pub fn all(row: &Value) -> Vec<Self> {
        let all = row["ruled"].as_array().into_iter().flatten();
        all.map(Self::of).collect()
    }

    /// What, who, when and why in one line.
    pub fn told(&self) -> String {
        let parts = [&self.what, &self.by, &self.at, &self.because].map(String::as_str);
        let known: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        known.join(" · ")
    }
}
