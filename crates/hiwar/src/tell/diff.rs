//! What one record has that another has not, in words: what new coverage changed.

use super::show::plain;
use super::{Kind, Style, web};
use serde_json::{Map, Value, json};
use std::collections::HashMap;

/// The lists that are compared; the timeline and the origins follow from these.
pub const LISTS: [Kind; 10] = [
    Kind::Documents,
    Kind::Dialogue,
    Kind::Rounds,
    Kind::People,
    Kind::Statements,
    Kind::Figures,
    Kind::Events,
    Kind::Commitments,
    Kind::Conflicts,
    Kind::Gaps,
];

/// Fields whose change says nothing by itself.
const ASIDE: [&str; 3] = ["id", "evidence", "ruled"];

/// A row that came, went or changed.
pub struct Change<'r> {
    kind: Kind,
    before: Option<&'r Value>,
    after: Option<&'r Value>,
}

/// The changes from one list to another. A row is the same where its id is, else where it rests on the same words: an
/// earlier report of the same statement gives it another id.
pub fn changes<'r>(kind: Kind, before: &'r [Value], after: &'r [Value]) -> Vec<Change<'r>> {
    let id = |row: &'r Value| row["id"].as_str().unwrap_or_default();
    let old: HashMap<&str, &Value> = before.iter().map(|row| (id(row), row)).collect();
    let new: HashMap<&str, &Value> = after.iter().map(|row| (id(row), row)).collect();
    let gone = before.iter().filter(|row| !new.contains_key(id(row)));
    let at = gone
        .clone()
        .flat_map(|row| words(row).map(move |place| (place, row)));
    let by_words: HashMap<String, &Value> = at.collect();
    let mut matched: Vec<&str> = Vec::new();
    let mut found = Vec::new();
    for row in after {
        let was = old.get(id(row)).copied().or_else(|| {
            let other = words(row).find_map(|place| by_words.get(&place).copied())?;
            let free = !matched.contains(&id(other));
            matched.push(id(other));
            free.then_some(other)
        });
        let same = was.is_some_and(|was| fields(was, row).next().is_none());
        if !same {
            found.push(Change {
                kind,
                before: was,
                after: Some(row),
            });
        }
    }
    let lost = gone.filter(|row| !matched.contains(&id(row)));
    found.extend(lost.map(|row| Change {
        kind,
        before: Some(row),
        after: None,
    }));
    found
}

/// Where each of a row's words stands.
fn words(row: &Value) -> impl Iterator<Item = String> {
    let list = row["evidence"].as_array().into_iter().flatten();
    list.map(|e| format!("{} {} {}", e["document"], e["start"], e["end"]))
}

/// The fields that differ: name, before, after.
fn fields<'r>(before: &'r Value, after: &'r Value) -> impl Iterator<Item = (&'r str, &'r Value, &'r Value)> {
    let names = after
        .as_object()
        .into_iter()
        .flat_map(Map::keys)
        .map(String::as_str);
    names
        .filter(|name| !ASIDE.contains(name))
        .map(move |name| (name, &before[name], &after[name]))
        .filter(|(_, a, b)| a != b)
}

impl Change<'_> {
    fn row(&self) -> &Value {
        self.after.or(self.before).unwrap_or(&Value::Null)
    }

    fn name(&self) -> &'static str {
        match (self.before, self.after) {
            (None, _) => "added",
            (_, None) => "removed",
            _ => "changed",
        }
    }

    fn json(&self) -> Value {
        let differ: Vec<Value> = match (self.before, self.after) {
            (Some(a), Some(b)) => fields(a, b)
                .map(|(field, a, b)| json!({"field": field, "before": a, "after": b}))
                .collect(),
            _ => Vec::new(),
        };
        let row = self.row();
        json!({
            "list": self.kind.name(),
            "change": self.name(),
            "id": row["id"],
            "what": label(self.kind, row),
            "fields": differ,
            "evidence": row["evidence"],
        })
    }

    fn line(&self, style: Style) -> String {
        let apart = |text: &str| match style.terminal {
            true => format!("\u{2068}{text}\u{2069}"),
            false => text.to_owned(),
        };
        let mark = match self.name() {
            "added" => '+',
            "removed" => '-',
            _ => '~',
        };
        let what = apart(&label(self.kind, self.row()));
        let differ: Vec<String> = match (self.before, self.after) {
            (Some(a), Some(b)) => fields(a, b)
                .map(|(f, a, b)| difference(f, a, b, &apart))
                .collect(),
            _ => Vec::new(),
        };
        match differ.is_empty() {
            true => format!("  {mark} {what}\n"),
            false => format!("  {mark} {what}: {}\n", differ.join("; ")),
        }
    }
}

/// `due none → 2021-12-31`; of a list what came and went.
fn difference(field: &str, before: &Value, after: &Value, apart: &dyn Fn(&str) -> String) -> String {
    if let (Some(a), Some(b)) = (before.as_array(), after.as_array()) {
        let more = b
            .iter()
            .filter(|x| !a.contains(x))
            .map(|x| format!("+{}", apart(&told(x))));
        let less = a
            .iter()
            .filter(|x| !b.contains(x))
            .map(|x| format!("-{}", apart(&told(x))));
        let all: Vec<String> = more.chain(less).collect();
        return format!("{field} {}", all.join(" "));
    }
    format!("{field} {} → {}", apart(&told(before)), apart(&told(after)))
}

fn told(value: &Value) -> String {
    match value {
        Value::Null => "none".to_owned(),
        Value::Object(fields) => {
            let some = fields
                .iter()
                .filter(|(name, v)| *name != "evidence" && !v.is_null());
            some.map(|(_, v)| plain(v)).collect::<Vec<_>>().join(" ")
        }
        Value::Bool(false) => "no".to_owned(),
        other => plain(other),
    }
}

/// What a row is, in a few words.
fn label(kind: Kind, row: &Value) -> String {
    let some = |names: &[&str]| {
        let all = names.iter().map(|name| match &row[*name] {
            Value::Array(list) => list.iter().map(plain).collect::<Vec<_>>().join("، "),
            Value::Null => String::new(),
            value => plain(value),
        });
        all.filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(" · ")
    };
    match kind {
        Kind::Rounds => some(&["dialogue", "ordinal", "status", "date", "place"]),
        Kind::Statements => some(&["said", "speaker", "content"]),
        Kind::Figures => some(&["value", "upper", "unit", "of", "about", "date"]),
        Kind::Events => some(&["date", "type", "status", "actors", "recipients"]),
        Kind::Commitments => some(&["by", "action", "due", "status"]),
        Kind::Conflicts => some(&["subject", "property", "kind"]),
        Kind::Gaps => some(&["kind", "what", "between"]),
        Kind::Documents => some(&["published", "outlet", "title"]),
        _ => web::line(kind, row),
    }
}

/// An array of changes.
pub fn json(changes: &[Change<'_>]) -> String {
    let rows: Vec<Value> = changes.iter().map(Change::json).collect();
    serde_json::to_string_pretty(&rows).unwrap_or_default() + "\n"
}

/// The changes list by list: `+` came, `-` went, `~` changed.
pub fn lines(changes: &[Change<'_>], style: Style) -> String {
    let mut out = String::new();
    for kind in LISTS {
        let of: Vec<&Change<'_>> = changes.iter().filter(|c| c.kind == kind).collect();
        let count = |name: &str| of.iter().filter(|c| c.name() == name).count();
        let counts = [
            ("added", count("added")),
            ("changed", count("changed")),
            ("removed", count("removed")),
        ];
        let counts = counts
            .iter()
            .filter(|(_, n)| *n > 0)
            .map(|(name, n)| format!("{n} {name}"));
        if of.is_empty() {
            continue;
        }
        out += &format!("{}: {}\n", kind.name(), counts.collect::<Vec<_>>().join(", "));
        out.extend(of.iter().map(|c| c.line(style)));
    }
    out
}
