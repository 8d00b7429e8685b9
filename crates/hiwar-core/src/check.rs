//! Checks the data files: every entry is fired by an example, and every example gives what it says.

use crate::annotate::{Hints, Page, annotate};
use crate::lang::{DataFile, Knowledge, Problem, SourceFile, compile_lenient, is_examples};
use crate::model::{Annotations, BlockKind};
use rustc_hash::FxHashSet;
use serde_json::Value as Json;
use toml::{Table, Value};

/// How much a data file holds, and what is wrong.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// Every problem, in the order of the files.
    pub problems: Vec<Problem>,
    /// For each word list: its path, its entries, its examples.
    pub files: Vec<(String, usize, usize)>,
}

/// Checks data files: they compile; every entry of a word list is fired by some example of its language;
/// every example gives exactly what it says of the layers that it names.
///
/// In an example, `text` is the sentence and `published` its day. A layer's key lists what must be found there, in
/// order and no more: `times = ["2021-04"]`, `people = ["…"]`, `quotes`, `figures`, `rounds`, `events`, `commitments`, `organizations`,
/// `places`; each item is the layer's chief value, or a table of the fields that matter (`{ speaker = "…", cue = "…" }`).
/// `numbers = [3500]` and `ordinals = [4]` list the values of the number words and ordinals that the layers read.
/// `nothing = ["figures"]` names layers that must be empty. Of the page's layout, `title` and `outlet` are one text each (empty
/// for none), `titles`, `byline`, `dateline`, `caption`, `furniture` and `body` the blocks of that kind, in order and no more.
pub fn check(files: &[DataFile]) -> Checked {
    let (knowledge, problems) = compile_lenient(files);
    let mut checked = Checked {
        problems,
        files: Vec::new(),
    };
    let sources: Vec<SourceFile> = files.iter().filter_map(|f| SourceFile::parse(f).ok()).collect();
    checked.problems.extend(unlisted_units(&sources));
    for pack in knowledge.packs() {
        let mut fired: FxHashSet<String> = FxHashSet::default();
        let home = format!("lang/{}/", pack.code());
        let own = |s: &&SourceFile| s.path.contains(&home);
        for file in sources.iter().filter(own).filter(|s| is_examples(&s.path)) {
            for (_, row, line) in file.rows() {
                let text = row.get("text").and_then(Value::as_str).unwrap_or("");
                fired.extend(fired_by(&Page::new(text, pack)));
                checked
                    .problems
                    .extend(example(file, row, line, text, pack.code(), &knowledge));
            }
        }
        for file in sources.iter().filter(own).filter(|s| !is_examples(&s.path)) {
            let mut entries = 0;
            // Phrases are what Hiwar says, not what it reads: no example can fire one.
            for (_, row, line) in file.rows().filter(|(kind, _, _)| *kind != "phrase") {
                entries += 1;
                let id = row.get("id").and_then(Value::as_str).unwrap_or("");
                if !fired.contains(&format!("{}:{id}", file.path)) {
                    let examples = file.path.replace(".toml", ".examples.toml");
                    let help = format!(
                        "add an [[example]] to {examples} whose text uses it, with what must be found in it"
                    );
                    checked
                        .problems
                        .push(file.problem(line, format!("no example fires '{id}'"), help));
                }
            }
            let twin = file.path.replace(".toml", ".examples.toml");
            let examples = sources
                .iter()
                .filter(|s| s.path == twin)
                .map(|s| s.rows().count())
                .sum();
            checked.files.push((file.path.clone(), entries, examples));
        }
    }
    checked
}

/// Units that a word list names and `world/units.toml` does not list; nothing where there is no such file.
fn unlisted_units(sources: &[SourceFile]) -> Vec<Problem> {
    let lists = sources.iter().filter(|s| s.path.ends_with("world/units.toml"));
    let listed: FxHashSet<String> = lists
        .flat_map(SourceFile::rows)
        .flat_map(|(_, row, _)| row.get("names").map(crate::lang::texts).unwrap_or_default())
        .collect();
    let mut problems = Vec::new();
    if listed.is_empty() {
        return problems;
    }
    for file in sources.iter().filter(|s| !is_examples(&s.path)) {
        for (_, row, line) in file.rows() {
            if row.get("class").and_then(Value::as_str) != Some("unit") {
                continue;
            }
            let by = row.get("by").map(crate::lang::texts).unwrap_or_default();
            let money = by
                .iter()
                .filter_map(|pair| pair.split_once('='))
                .map(|(_, code)| code.to_owned());
            let unit = row.get("unit").and_then(Value::as_str).map(str::to_owned);
            for unit in unit
                .into_iter()
                .chain(money)
                .filter(|u| !u.is_empty() && !listed.contains(u))
            {
                let help = "add its name to a list in world/units.toml, or use one that is there";
                problems.push(file.problem(line, format!("unit '{unit}' is not listed"), help));
            }
        }
    }
    problems
}

/// The entries that a text fires, as `file:id`.
fn fired_by(page: &Page<'_>) -> Vec<String> {
    let name = |file: &str, id: &str| format!("{file}:{id}");
    let entries = page.all_hits().iter().map(|h| page.entry(*h));
    entries.map(|e| name(&e.file, &e.id)).collect()
}

const LAYERS: [&str; 13] = [
    "times",
    "people",
    "organizations",
    "places",
    "quotes",
    "figures",
    "rounds",
    "events",
    "commitments",
    "talks",
    "agreements",
    "tracks",
    "delegations",
];

/// Keys of an example that speak of the page's layout.
const LAYOUT: [&str; 8] = [
    "title",
    "titles",
    "outlet",
    "byline",
    "dateline",
    "caption",
    "furniture",
    "body",
];

fn example(
    file: &SourceFile,
    row: &Table,
    line: usize,
    text: &str,
    lang: &str,
    knowledge: &Knowledge,
) -> Vec<Problem> {
    let published = row.get("published").and_then(Value::as_str).map(str::to_owned);
    let published = published.or_else(|| knowledge.pack(lang).map(|p| p.grammar.examples_published.clone()));
    let hints = Hints {
        published: published.filter(|p| !p.is_empty()),
        lang: Some(lang.to_owned()),
        ..Hints::default()
    };
    let annotations = annotate(text, &hints, knowledge);
    let found = printed(text, &annotations);
    let mut problems = Vec::new();
    for (key, value) in row {
        let result = match key.as_str() {
            "text" | "published" | "fires" | "note" => Ok(()),
            "numbers" | "ordinals" => knowledge
                .pack(lang)
                .map_or(Ok(()), |pack| counts(key, value, &Page::new(text, pack))),
            "nothing" => crate::lang::texts(value)
                .iter()
                .try_for_each(|layer| compare(layer, &[], &found)),
            layer if LAYERS.contains(&layer) => {
                compare(layer, value.as_array().map_or(&[], Vec::as_slice), &found)
            }
            place if LAYOUT.contains(&place) => compare_layout(place, value, text, &annotations),
            _ => Err(format!(
                "unknown key '{key}' (known: text, published, nothing, numbers, ordinals, {}, {})",
                LAYERS.join(", "),
                LAYOUT.join(", ")
            )),
        };
        if let Err(what) = result {
            let help = "mend the rule, or the example where it expects the wrong thing; `hiwar explain` shows what fired";
            problems.push(file.problem(line, format!("«{text}»: {what}"), help));
        }
    }
    problems
}

/// Whether the numbers (or the ordinals) of a page have exactly these values, in order.
fn counts(what: &str, wanted: &Value, page: &Page<'_>) -> Result<(), String> {
    let ordinal = page.pack.class("ordinal");
    let found: Vec<f64> = if what == "numbers" {
        page.numbers().iter().map(|n| n.value).collect()
    } else {
        let mut end = 0;
        let longest = page.hits_of(ordinal).filter(|h| {
            let free = h.from >= end;
            end = end.max(h.to);
            free
        });
        longest
            .filter_map(|h| page.entry(h).number("value").map(|v| v as f64))
            .collect()
    };
    let wanted: Vec<f64> = wanted
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|v| v.as_float().or(v.as_integer().map(|i| i as f64)))
        .collect();
    let same = found.len() == wanted.len() && found.iter().zip(&wanted).all(|(a, b)| (a - b).abs() < 0.001);
    if same {
        Ok(())
    } else {
        Err(format!("{what}: expected {wanted:?}, found {found:?}"))
    }
}

fn printed(text: &str, found: &Annotations) -> Json {
    let document = crate::model::Document {
        text: text.to_owned(),
        ..Default::default()
    };
    crate::contract::annotated(&document, found)
}

/// Whether title, outlet or the blocks of a kind are exactly the wanted texts.
fn compare_layout(place: &str, wanted: &Value, text: &str, found: &Annotations) -> Result<(), String> {
    let blocks = |kind: BlockKind| {
        let of_kind = found.blocks.iter().filter(move |b| b.kind == kind);
        of_kind.map(|b| b.span.of(text).to_owned()).collect::<Vec<_>>()
    };
    let got = match place {
        "title" => found.title.iter().map(|t| t.of(text).to_owned()).collect(),
        "outlet" => found.outlet.iter().map(|o| o.value.name.clone()).collect(),
        "titles" => blocks(BlockKind::Title),
        "byline" => blocks(BlockKind::Byline),
        "dateline" => blocks(BlockKind::Dateline),
        "caption" => blocks(BlockKind::Caption),
        "furniture" => blocks(BlockKind::Furniture),
        _ => blocks(BlockKind::Body),
    };
    let mut wanted = crate::lang::texts(wanted);
    wanted.retain(|w| !w.is_empty());
    if got == wanted {
        return Ok(());
    }
    Err(format!("{place}: expected {wanted:?}, found {got:?}"))
}

/// Whether a layer holds exactly the wanted items, in order.
fn compare(layer: &str, wanted: &[Value], found: &Json) -> Result<(), String> {
    let empty = Vec::new();
    let rows = found.get(layer).and_then(Json::as_array).unwrap_or(&empty);
    let same = rows.len() == wanted.len()
        && rows
            .iter()
            .zip(wanted)
            .all(|(row, want)| agrees(layer, row, want));
    if same {
        return Ok(());
    }
    let got: Vec<String> = rows.iter().map(|row| chief(layer, row).to_string()).collect();
    let asked: Vec<String> = wanted.iter().map(Value::to_string).collect();
    Err(format!(
        "{layer}: expected [{}], found [{}]",
        asked.join(", "),
        got.join(", ")
    ))
}

/// The value that a bare item stands for.
fn chief(layer: &str, row: &Json) -> Json {
    let path: &[&str] = match layer {
        "times" | "figures" => &["value"],
        "quotes" => &["content", "text"],
        "rounds" => &["ordinal"],
        "events" => &["type"],
        "commitments" => &["evidence", "text"],
        _ => &["name"],
    };
    path.iter()
        .fold(row, |at, key| at.get(key).unwrap_or(&Json::Null))
        .clone()
}

fn agrees(layer: &str, row: &Json, want: &Value) -> bool {
    let Value::Table(fields) = want else {
        return same(&chief(layer, row), want);
    };
    fields.iter().all(|(key, value)| {
        let at = match key.as_str() {
            "speaker" => row.get("source").and_then(|s| s.get("name")),
            "form" => row.get("kind"),
            key => row.get(key),
        };
        let at = at.unwrap_or(&Json::Null);
        // A span is compared by its words.
        same(at.get("text").filter(|_| at.is_object()).unwrap_or(at), value)
    })
}

fn same(found: &Json, want: &Value) -> bool {
    match (found, want) {
        (Json::String(a), Value::String(b)) => a == b,
        (Json::Null, Value::String(b)) => b.is_empty(),
        (Json::Bool(a), Value::Boolean(b)) => a == b,
        (Json::Number(a), Value::Integer(b)) => a.as_f64() == Some(*b as f64),
        (Json::Number(a), Value::Float(b)) => a.as_f64() == Some(*b),
        (Json::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        _ => false,
    }
}
