//! What a list can be narrowed by: fields of its rows, dates, words. The same for pages, JSON and CSV.

use super::rows::{read, strings};
use super::{Ask, Shown, Wrong};
use crate::tell::Kind;
use crate::tell::report::dates::interval;
use hiwar_core::text::fold;
use jiff::civil::Date;
use serde_json::Value;
use std::borrow::Cow;

/// A filter: rows whose field has this value, or has it among several.
#[derive(Clone, Copy, Debug)]
pub struct Filter {
    /// Its name in the address.
    pub param: &'static str,
    /// The field of the row.
    pub field: &'static str,
    /// Where strings.toml has words for its values; empty where the reports' own are shown. `rounds` and `dialogue` are
    /// ids of those lists.
    pub words: &'static str,
}

const fn by(param: &'static str, field: &'static str, words: &'static str) -> Filter {
    Filter { param, field, words }
}

/// The filters of a list.
pub fn filters(kind: Kind) -> &'static [Filter] {
    match kind {
        Kind::Dialogue | Kind::People => &[],
        Kind::Rounds => {
            &const {
                [
                    by("dialogue", "dialogue", "dialogue"),
                    by("status", "status", "round"),
                ]
            }
        }
        Kind::Timeline => {
            &const {
                [
                    by("type", "type", "timeline"),
                    by("status", "status", "status"),
                    by("round", "round", "rounds"),
                ]
            }
        }
        Kind::Statements => {
            &const {
                [
                    by("speaker", "speaker", ""),
                    by("kind", "kind", "form"),
                    by("round", "round", "rounds"),
                ]
            }
        }
        Kind::Figures => &const { [by("unit", "unit", "unit"), by("of", "of", "of")] },
        Kind::Events => {
            &const {
                [
                    by("type", "type", "plover"),
                    by("actor", "actors", ""),
                    by("status", "status", "status"),
                ]
            }
        }
        Kind::Commitments => {
            &const {
                [
                    by("by", "by", ""),
                    by("status", "status", "progress"),
                    by("force", "force", "force"),
                    by("round", "round", "rounds"),
                ]
            }
        }
        Kind::Conflicts => &const { [by("kind", "kind", "conflict")] },
        Kind::Gaps => &const { [by("kind", "kind", "gap")] },
        Kind::Origins => &[],
        Kind::Documents => {
            &const {
                [
                    by("outlet", "outlet", ""),
                    by("language", "lang", ""),
                    by("basis", "basis", "basis"),
                ]
            }
        }
    }
}

/// The fields that a list's rows are dated by; `from` and `to` go by them.
pub fn dated(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::People | Kind::Conflicts | Kind::Origins => &[],
        Kind::Dialogue => &["first", "last"],
        Kind::Statements => &["said"],
        Kind::Commitments => &["due"],
        Kind::Gaps => &["between"],
        Kind::Documents => &["published"],
        Kind::Rounds | Kind::Timeline | Kind::Figures | Kind::Events => &["date"],
    }
}

/// What `ruled` can be: anything was ruled about the row, nothing was, or this was.
pub const RULED: [&str; 7] = ["any", "none", "accept", "correct", "annotate", "merge", "split"];

/// Whether what was ruled about a row is what was asked for.
fn ruled(row: &Value, wanted: &str) -> bool {
    let mut all = row["ruled"].as_array().into_iter().flatten();
    match wanted {
        "any" => all.next().is_some(),
        "none" => all.next().is_none(),
        verb => all.any(|one| one["verb"] == verb),
    }
}

/// Every parameter that a list takes.
pub fn parameters(kind: Kind) -> Vec<&'static str> {
    let mut names: Vec<&str> = filters(kind).iter().map(|f| f.param).collect();
    if !dated(kind).is_empty() {
        names.extend(["from", "to"]);
    }
    if kind == Kind::Commitments {
        names.push("due");
    }
    names.extend(["ruled", "q", "page"]);
    names
}

/// The rows of a list that the question asks for, in their order, each as JSON.
///
/// # Errors
/// A parameter that the list does not take, or a date that is none.
pub fn wanted<'s>(shown: &'s Shown, kind: Kind, ask: &Ask) -> Result<Vec<Cow<'s, str>>, Wrong> {
    ask.allow(&parameters(kind))?;
    let (from, to) = (ask.days("from")?, ask.days("to")?);
    let rows = shown.rows(kind);
    let rows: Vec<Cow<'s, str>> = match ask.days("due")? {
        Some((day, _)) => {
            let due = crate::tell::due(rows.texts().map(read).collect(), day);
            due.iter().map(|row| Cow::Owned(row.to_string())).collect()
        }
        None => rows.texts().map(Cow::Borrowed).collect(),
    };
    let words = fold(ask.get("q").unwrap_or(""));
    let words: Vec<&str> = words.split_whitespace().collect();
    let fields: Vec<(&Filter, &str)> = filters(kind)
        .iter()
        .filter_map(|f| Some((f, ask.get(f.param)?)))
        .collect();
    let verb = ask.get("ruled");
    if let Some(other) = verb.filter(|verb| !RULED.contains(verb)) {
        return Err(Wrong::new(400, "ruled", other).among(&RULED));
    }
    let bare = words.is_empty() && fields.is_empty() && (from, to, verb) == (None, None, None);
    let fits = |text: &Cow<'s, str>| {
        if bare {
            return true;
        }
        // Reading a row costs more than seeing that a value stands nowhere in it.
        let plain = |value: &str| !value.contains(['"', '\\']) && !value.contains(char::is_control);
        if fields
            .iter()
            .any(|(_, value)| plain(value) && !text.contains(value))
        {
            return false;
        }
        let row = read(text);
        let has = |(f, value): &(&Filter, &str)| strings(&row[f.field]).contains(value);
        let within = || (from, to) == (None, None) || lies(&row, kind, from.map(|d| d.0), to.map(|d| d.1));
        fields.iter().all(has) && verb.is_none_or(|verb| ruled(&row, verb)) && within() && says(&row, &words)
    };
    Ok(rows.into_iter().filter(fits).collect())
}

/// Whether any of its days lies between the two. What has no date lies nowhere.
fn lies(row: &Value, kind: Kind, from: Option<Date>, to: Option<Date>) -> bool {
    let fields = dated(kind).iter().map(|field| &row[*field]);
    let mut days: Vec<(Date, Date)> = fields.flat_map(strings).filter_map(interval).collect();
    if days.is_empty() {
        let day = |field: &str| row[field].as_str()?.parse().ok();
        days.extend(day("earliest").zip(day("latest")));
    }
    let first = days.iter().map(|d| d.0).min();
    let last = days.iter().map(|d| d.1).max();
    let ends = first.zip(last);
    ends.is_some_and(|(first, last)| from.is_none_or(|from| last >= from) && to.is_none_or(|to| first <= to))
}

/// Whether a row has all the words, in its fields or in the words that it rests on.
fn says(row: &Value, words: &[&str]) -> bool {
    if words.is_empty() {
        return true;
    }
    let mut text = String::new();
    collect(row, &mut text);
    let text = fold(&text);
    words.iter().all(|word| text.contains(word))
}

fn collect(value: &Value, into: &mut String) {
    match value {
        Value::String(words) => {
            into.push_str(words);
            into.push('\n');
        }
        Value::Number(n) => into.push_str(&format!("{n}\n")),
        Value::Array(several) => several.iter().for_each(|one| collect(one, into)),
        Value::Object(fields) => fields.values().for_each(|one| collect(one, into)),
        Value::Null | Value::Bool(_) => {}
    }
}
