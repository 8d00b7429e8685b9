//! What can be ruled about a row on its own page: forms that work without a script. What is ruled is worked out elsewhere.

use super::Shown;
use super::rows::strings;
use crate::tell::Kind;
use crate::tell::report::links::clip;
use crate::tell::report::ruled::Ruled;
use crate::tell::report::strings::Label;
use hiwar_core::model::{FIXED, Verb};
use hiwar_core::text::fold;
use serde_json::Value;
use std::collections::HashSet;

/// What can be ruled, by the names in the addresses.
pub const VERBS: [(&str, Verb); 7] = [
    ("accept", Verb::Accept),
    ("reject", Verb::Reject),
    ("correct", Verb::Correct),
    ("annotate", Verb::Annotate),
    ("merge", Verb::Merge),
    ("split", Verb::Split),
    ("undo", Verb::Undo),
];

/// How many people are offered to be merged with one.
const OTHERS: usize = 30;
/// How many characters of a field's value are shown beside its name.
const ROOM: usize = 60;

/// A field that can be corrected.
pub struct Field {
    pub name: String,
    pub label: Label,
    /// Its value as one types it: several a line each.
    pub now: String,
    /// The beginning of it.
    pub short: String,
}

/// The forms of a row.
pub struct Desk {
    /// The row's id.
    pub id: String,
    /// What counts for it already.
    pub ruled: Vec<Ruled>,
    pub fields: Vec<Field>,
    /// A report is taken out with `hiwar remove`, not by a ruling.
    pub rejectable: bool,
    /// A person's names, where some could be another's.
    pub names: Vec<String>,
    /// People that a person could be merged with: the name, or the id where another is called so too, and what they are
    /// beside it.
    pub others: Vec<(String, String)>,
}

impl Desk {
    /// For a row as `hiwar show --json` prints it.
    pub fn of(shown: &Shown, kind: Kind, row: &Value) -> Self {
        let person = kind == Kind::People;
        let names: Vec<String> = strings(&row["names"]).into_iter().map(str::to_owned).collect();
        Self {
            id: row["id"].as_str().unwrap_or("").to_owned(),
            ruled: Ruled::all(row),
            fields: fields(row),
            rejectable: kind != Kind::Documents,
            others: if person { others(shown, row) } else { Vec::new() },
            names: if person && names.len() > 1 {
                names
            } else {
                Vec::new()
            },
        }
    }
}

/// The fields that can be typed.
fn fields(row: &Value) -> Vec<Field> {
    let field = |(name, value): (&String, &Value)| {
        let now = typed(value).filter(|_| !FIXED.contains(&name.as_str()))?;
        Some(Field {
            name: name.clone(),
            label: Label::of("column", name),
            short: clip(&now, ROOM),
            now,
        })
    };
    let all = row.as_object().into_iter().flatten();
    all.filter_map(field).collect()
}

/// A value as one types it; `None` for what has parts with words of their own.
fn typed(value: &Value) -> Option<String> {
    match value {
        Value::Null => Some(String::new()),
        Value::String(words) => Some(words.clone()),
        Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
        Value::Array(several) if several.iter().all(Value::is_string) => Some(strings(value).join("\n")),
        Value::Array(_) | Value::Object(_) => None,
    }
}

/// What was typed for a field as `hiwar rule correct` takes it: lines become a list where the field is one.
pub fn written(row: &Value, field: &str, typed: &str) -> String {
    match &row[field] {
        Value::Array(_) if !typed.starts_with('[') => {
            let lines = typed.lines().map(str::trim).filter(|line| !line.is_empty());
            Value::from_iter(lines).to_string()
        }
        Value::String(_) => typed.split_whitespace().collect::<Vec<_>>().join(" "),
        _ => typed.to_owned(),
    }
}

/// Other people, those first who share a part of a name with one, then those who are named most.
fn others(shown: &Shown, person: &Value) -> Vec<(String, String)> {
    let parts = |row: &Value| -> HashSet<String> {
        let all = strings(&row["names"]).into_iter().chain(row["name"].as_str());
        let folded: Vec<String> = all.map(fold).collect();
        let words = folded.iter().flat_map(|name| name.split_whitespace());
        words
            .filter(|word| word.chars().count() > 2)
            .map(str::to_owned)
            .collect()
    };
    let own = parts(person);
    let rows = shown.rows(Kind::People).texts().map(super::rows::read);
    let mut rows: Vec<(usize, u64, Value)> = rows
        .filter(|row| row["id"] != person["id"])
        .map(|row| {
            (
                parts(&row).intersection(&own).count(),
                row["mentions"].as_u64().unwrap_or(0),
                row,
            )
        })
        .collect();
    rows.sort_by_key(|(shared, mentions, _)| std::cmp::Reverse((*shared, *mentions)));
    rows.truncate(OTHERS);
    let text = |row: &Value, field: &str| row[field].as_str().unwrap_or("").to_owned();
    let told = |(_, _, row): &(usize, u64, Value)| {
        let (id, name) = (text(row, "id"), text(row, "name"));
        let alike = rows.iter().filter(|(_, _, other)| text(other, "name") == name);
        let mentions = row["mentions"].to_string();
        if alike.count() > 1 {
            (id, name)
        } else {
            (name, mentions)
        }
    };
    rows.iter().map(told).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_typed_becomes_what_the_field_holds() {
        let row = json!({"by": ["أ"], "due": null, "action": "x", "value": 5});
        assert_eq!(
            written(&row, "by", " العراق \r\n\r\nإيران"),
            r#"["العراق","إيران"]"#
        );
        assert_eq!(written(&row, "by", r#"["أ"]"#), r#"["أ"]"#);
        assert_eq!(written(&row, "by", ""), "[]");
        assert_eq!(written(&row, "action", "a\r\nb"), "a b");
        assert_eq!(written(&row, "value", "7"), "7");
        assert_eq!(
            fields(&row).iter().map(|f| f.now.as_str()).collect::<Vec<_>>(),
            ["أ", "", "x", "5"]
        );
    }
}
