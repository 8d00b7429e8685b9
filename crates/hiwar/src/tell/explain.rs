//! Each annotation of a report in the order of its text, with the rule that made it.

use super::Style;
use hiwar_core::contract;
use hiwar_core::model::{Annotations, Document};
use serde_json::{Map, Value};

/// Lists of the contract, and what a line of each is called.
const LAYERS: [(&str, &str); 13] = [
    ("times", "time"),
    ("people", "person"),
    ("organizations", "organization"),
    ("places", "place"),
    ("quotes", "quote"),
    ("figures", "figure"),
    ("rounds", "round"),
    ("events", "event"),
    ("commitments", "commitment"),
    ("talks", "talks"),
    ("agreements", "agreement"),
    ("tracks", "track"),
    ("delegations", "delegation"),
];

/// Fields that are places in the text: they become branches of their own.
const PARTS: [&str; 5] = ["source", "cue", "content", "trigger", "evidence"];

/// How many characters of the text a line quotes.
const QUOTED: usize = 90;

/// A tree: the parts of the page, in each what was found in it, beneath that what it was found from.
pub fn explain(document: &Document, found: &Annotations, style: Style) -> String {
    let all = contract::annotated(document, found);
    let blocks = contract::read(document, found, false);
    let ink = Ink(style);
    let mut out = head(document, &all, ink);
    let mut facts: Vec<Fact<'_>> = LAYERS
        .iter()
        .flat_map(|(list, name)| rows(&all, list).map(move |row| Fact::new(name, row)))
        .collect();
    facts.sort_by_key(|f| (f.start, std::cmp::Reverse(f.end)));

    let mut rest = facts.as_slice();
    for block in rows(&blocks, "blocks") {
        let (start, end) = (number(block, "start"), number(block, "end"));
        let first = rest.partition_point(|f| f.start < start);
        let (before, from) = rest.split_at(first);
        let (inside, after) = from.split_at(from.partition_point(|f| f.start < end));
        branches(before, &mut out, ink);
        let kind = block.get("kind").and_then(Value::as_str).unwrap_or("");
        let words = document
            .text
            .chars()
            .skip(start)
            .take(end - start)
            .collect::<String>();
        out += &format!("{} {}\n", ink.strong(kind), ink.words(&words));
        branches(inside, &mut out, ink);
        rest = after;
    }
    branches(rest, &mut out, ink);
    if facts.is_empty() {
        out += "  nothing was found in it\n";
    }
    out.push('\n');
    out
}

fn branches(facts: &[Fact<'_>], out: &mut String, ink: Ink) {
    for (at, fact) in facts.iter().enumerate() {
        fact.print(at + 1 == facts.len(), out, ink);
    }
}

fn head(document: &Document, all: &Value, ink: Ink) -> String {
    let published = all.get("published").cloned().unwrap_or_default();
    let text = |field: &str| published.get(field).and_then(Value::as_str).unwrap_or("unknown");
    let mut out = format!(
        "{}  {}\n",
        ink.strong(&plain(&document.id)),
        plain(&document.lang)
    );
    out += &format!("published {} ({})\n", text("date"), text("basis"));
    for words in rows(&published, "evidence") {
        let quoted = words.get("text").and_then(Value::as_str).unwrap_or("");
        out += &format!("└─ {} {}\n", place(words), ink.words(quoted));
    }
    out
}

fn rows<'v>(value: &'v Value, list: &str) -> impl Iterator<Item = &'v Value> {
    value.get(list).and_then(Value::as_array).into_iter().flatten()
}

fn number(value: &Value, field: &str) -> usize {
    value
        .get(field)
        .and_then(Value::as_u64)
        .and_then(|n| usize::try_from(n).ok())
        .unwrap_or(0)
}

fn place(span: &Value) -> String {
    format!("{}–{}", number(span, "start"), number(span, "end"))
}

/// One annotation.
struct Fact<'v> {
    name: &'static str,
    row: &'v Value,
    start: usize,
    end: usize,
}

impl<'v> Fact<'v> {
    fn new(name: &'static str, row: &'v Value) -> Self {
        // Where it stands: itself, or its evidence, or from cue and content whichever comes first.
        let spans: Vec<&Value> = std::iter::once(row)
            .chain(PARTS.iter().filter_map(|p| row.get(p)))
            .filter(|v| v.get("start").is_some_and(Value::is_u64))
            .collect();
        Self {
            name,
            row,
            start: spans.iter().map(|v| number(v, "start")).min().unwrap_or(0),
            end: spans.iter().map(|v| number(v, "end")).max().unwrap_or(0),
        }
    }

    fn print(&self, last: bool, out: &mut String, ink: Ink) {
        let Some(row) = self.row.as_object() else { return };
        let words = row.get("text").or_else(|| row.get("evidence")?.get("text"));
        let quoted = words
            .and_then(Value::as_str)
            .map_or(String::new(), |w| format!(" {}", ink.words(w)));
        let rule = row.get("rule").and_then(Value::as_str).unwrap_or("");
        *out += &format!(
            "{} {} {}–{}{quoted}  {}\n",
            if last { "└─" } else { "├─" },
            ink.strong(self.name),
            self.start,
            self.end,
            ink.faint(&format!("[{rule}]"))
        );
        let fields = fields(row, ink);
        let parts = PARTS.iter().filter_map(|p| Some((*p, row.get(*p)?)));
        let parts = parts
            .filter(|(_, v)| v.is_object())
            .map(|(name, span)| part(name, span, ink));
        let lines: Vec<String> = (!fields.is_empty())
            .then_some(fields)
            .into_iter()
            .chain(parts)
            .collect();
        let stem = if last { " " } else { "│" };
        for (at, line) in lines.iter().enumerate() {
            let branch = if at + 1 == lines.len() { "└─" } else { "├─" };
            *out += &format!("{stem}  {branch} {line}\n");
        }
    }
}

fn part(name: &str, span: &Value, ink: Ink) -> String {
    let known = span
        .get("name")
        .and_then(Value::as_str)
        .map_or(String::new(), |n| format!(" = {}", ink.isolated(n)));
    match span.get("text").and_then(Value::as_str) {
        Some(text) => format!("{name} {} {}{known}", place(span), ink.words(text)),
        None => format!("{name} not in the words{known}"),
    }
}

/// `field = value` of what is known and is no place.
fn fields(row: &Map<String, Value>, ink: Ink) -> String {
    let shown = row
        .iter()
        .filter(|(name, _)| !["start", "end", "text", "rule"].contains(&name.as_str()))
        .filter(|(name, value)| !(PARTS.contains(&name.as_str()) && value.is_object()))
        .filter_map(|(name, value)| Some(format!("{name} = {}", shown(value, ink)?)));
    shown.collect::<Vec<_>>().join(", ")
}

fn shown(value: &Value, ink: Ink) -> Option<String> {
    match value {
        Value::Null | Value::Bool(false) | Value::Object(_) => None,
        Value::String(text) => Some(ink.isolated(text)),
        Value::Array(list) if list.is_empty() => None,
        Value::Array(list) => Some(
            list.iter()
                .filter_map(|v| shown(v, ink))
                .collect::<Vec<_>>()
                .join(" + "),
        ),
        other => Some(other.to_string()),
    }
}

/// Without escape codes and line breaks.
fn plain(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

/// Colours and isolates, on a terminal only.
#[derive(Clone, Copy)]
struct Ink(Style);

impl Ink {
    fn paint(self, code: &str, text: &str) -> String {
        match self.0.colour {
            true => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
            false => text.to_owned(),
        }
    }

    fn strong(self, text: &str) -> String {
        self.paint("1", text)
    }

    fn faint(self, text: &str) -> String {
        self.paint("2", text)
    }

    /// Arabic inside a line of Latin keeps to itself.
    fn isolated(self, text: &str) -> String {
        let text = plain(text);
        match self.0.terminal {
            true => format!("\u{2068}{text}\u{2069}"),
            false => text,
        }
    }

    /// Words of the text in marks, cut where they are long.
    fn words(self, text: &str) -> String {
        let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut short: String = one_line.chars().take(QUOTED).collect();
        if short.len() < one_line.len() {
            short.push('…');
        }
        self.paint("36", &format!("«{}»", self.isolated(&short)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hiwar_core::model::{Annotation, Block, BlockKind, Span, Speaker, Statement, Time};

    #[test]
    fn a_tree_in_the_order_of_the_text() {
        let text = "قال حسين أمس: \"نعم\"";
        let at = |words: &str| {
            let start = text.find(words).unwrap();
            Span::new(start, start + words.len())
        };
        let document = Document {
            id: "a".to_owned(),
            lang: "ar".to_owned(),
            text: text.to_owned(),
            ..Document::default()
        };
        let statement = Statement {
            content: at("نعم"),
            cue: at("قال"),
            speaker: Some(Speaker {
                span: Some(at("حسين")),
                name: "فؤاد حسين".to_owned(),
            }),
            ..Statement::default()
        };
        let time = Time {
            value: "2021-04-06".to_owned(),
            ..Time::default()
        };
        let found = Annotations {
            blocks: vec![Block {
                span: Span::new(0, text.len()),
                kind: BlockKind::Body,
            }],
            times: vec![Annotation::new(at("أمس"), "times/yesterday", time)],
            statements: vec![Annotation::new(
                Span::new(0, text.len()),
                "statements/said",
                statement,
            )],
            ..Annotations::default()
        };
        let tree = "\
a  ar
published unknown (unknown)
body «قال حسين أمس: \"نعم\"»
├─ quote 0–18  [statements/said]
│  ├─ kind = indirect
│  ├─ source 4–8 «حسين» = فؤاد حسين
│  ├─ cue 0–3 «قال»
│  └─ content 15–18 «نعم»
└─ time 9–12 «أمس»  [times/yesterday]
   └─ type = DATE, value = 2021-04-06, anchor = absolute

";
        assert_eq!(explain(&document, &found, Style::default()), tree);
        let colour = Style {
            colour: true,
            terminal: true,
        };
        assert!(explain(&document, &found, colour).contains("\u{1b}[36m«\u{2068}حسين\u{2069}»\u{1b}[0m"));
    }
}
