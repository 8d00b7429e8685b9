//! brat: each report as it was read, and its annotations beside it, standing off in code points.
//!
//! The text files are the reports byte for byte. A span over several lines is one annotation in pieces, because brat
//! holds a line an annotation.

use super::{Archive, Export, Give};
use crate::fault::Result;
use hiwar_core::model::{Annotations, Document, Span};
use hiwar_core::text::Offsets;
use std::collections::BTreeSet;

/// A folder with `.txt` and `.ann` of each report.
pub struct Brat;

/// The types that the annotations have, for brat's own reading.
const CONFIG: &str = "[entities]\nPerson\nOrganization\nPlace\nTime\nFigure\nRound\nTalks\nAgreement\nContent\nCue\nSource\n\
    Commitment\nTrigger\nClause\n\n[relations]\nSays\tArg1:Cue, Arg2:Content\nSaidBy\tArg1:Cue, Arg2:Source\n\
    Shows\tArg1:Clause, Arg2:Trigger\n\n[events]\n\n[attributes]\nValue\tArg:<ENTITY>\n";

impl Export for Brat {
    fn folder(&self) -> bool {
        true
    }

    fn write(&self, archive: &Archive<'_>, give: &mut Give<'_>) -> Result<()> {
        let mut names = BTreeSet::new();
        give("annotation.conf", CONFIG.as_bytes())?;
        for (_, document, found) in archive.reports() {
            let name = file_name(&document.id, &mut names);
            give(&format!("{name}.txt"), document.text.as_bytes())?;
            give(&format!("{name}.ann"), annotations(document, found).as_bytes())?;
        }
        Ok(())
    }
}

/// A name that any file system takes, and none twice (not even where case does not count).
fn file_name(id: &str, names: &mut BTreeSet<String>) -> String {
    let plain = |c: char| {
        if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') {
            c
        } else {
            '_'
        }
    };
    let mut name: String = id.chars().map(plain).take(60).collect();
    if name.starts_with('.') {
        name.insert(0, '_');
    }
    while !names.insert(name.to_lowercase()) {
        name.push('_');
    }
    name
}

fn annotations(document: &Document, found: &Annotations) -> String {
    let mut out = Lines::of(&document.text);
    for row in &found.people {
        let of = [
            Some(row.value.name.as_str()),
            row.value.role.as_deref(),
            row.value.of.as_deref(),
        ];
        out.noted("Person", row.span, &row.rule, &of);
    }
    for (kind, rows) in [("Organization", &found.organizations), ("Place", &found.places)] {
        for row in rows {
            let value = [
                Some(row.value.name.as_str()),
                Some(row.value.kind.as_str()),
                row.value.country.as_deref(),
            ];
            out.noted(kind, row.span, &row.rule, &value);
        }
    }
    for row in &found.times {
        out.noted("Time", row.span, &row.rule, &[Some(&row.value.value)]);
    }
    for row in &found.figures {
        let value = row.value.value.to_string();
        out.noted(
            "Figure",
            row.span,
            &row.rule,
            &[Some(&value), Some(&row.value.unit), row.value.of.as_deref()],
        );
    }
    for row in &found.rounds {
        let ordinal = row.value.ordinal.map(|n| n.to_string());
        out.noted(
            "Round",
            row.span,
            &row.rule,
            &[ordinal.as_deref(), row.value.date.as_deref()],
        );
    }
    for row in &found.talks {
        out.noted("Talks", row.span, &row.rule, &[Some(&row.value.name)]);
    }
    for row in &found.agreements {
        out.noted("Agreement", row.span, &row.rule, &[Some(&row.value.name)]);
    }
    for row in &found.statements {
        let said = &row.value;
        let cue = out.noted("Cue", said.cue, &row.rule, &[]);
        let content = out.text("Content", said.content);
        out.relation("Says", cue, content);
        if let Some(at) = said.speaker.as_ref().and_then(|s| s.span) {
            let source = out.text("Source", at);
            out.relation("SaidBy", cue, source);
        }
    }
    for row in &found.events {
        let event = &row.value;
        let clause = out.noted(
            "Clause",
            row.span,
            &row.rule,
            &[Some(&event.kind), event.mode.as_deref(), event.date.as_deref()],
        );
        let trigger = out.text("Trigger", event.trigger);
        out.relation("Shows", clause, trigger);
    }
    for row in &found.commitments {
        out.noted("Commitment", row.span, &row.rule, &[row.value.due.as_deref()]);
    }
    out.out
}

/// The lines of an `.ann`, numbered.
struct Lines<'t> {
    text: &'t str,
    offsets: Offsets<'t>,
    out: String,
    texts: usize,
    relations: usize,
}

impl<'t> Lines<'t> {
    fn of(text: &'t str) -> Self {
        Self {
            text,
            offsets: Offsets::of(text),
            out: String::new(),
            texts: 0,
            relations: 0,
        }
    }

    /// A text-bound annotation; its number, or `None` where it covers nothing.
    fn text(&mut self, kind: &str, span: Span) -> Option<usize> {
        let pieces = pieces(self.text, span);
        if pieces.is_empty() {
            return None;
        }
        let places = pieces.iter().map(|piece| {
            let (start, end) = self.offsets.code_points(*piece);
            format!("{start} {end}")
        });
        let places = places.collect::<Vec<_>>().join(";");
        let words = pieces
            .iter()
            .map(|piece| piece.of(self.text))
            .collect::<Vec<_>>()
            .join(" ");
        self.texts += 1;
        self.out += &format!("T{}\t{kind} {places}\t{words}\n", self.texts);
        Some(self.texts)
    }

    /// The same with a note of its value and its rule.
    fn noted(&mut self, kind: &str, span: Span, rule: &str, value: &[Option<&str>]) -> Option<usize> {
        let number = self.text(kind, span)?;
        let value: Vec<&str> = value.iter().copied().flatten().collect();
        let value = super::text::line(&[value.join(" | "), format!("[{rule}]")].join(" "));
        self.out += &format!("#{number}\tAnnotatorNotes T{number}\t{value}\n");
        Some(number)
    }

    fn relation(&mut self, kind: &str, from: Option<usize>, to: Option<usize>) {
        if let (Some(from), Some(to)) = (from, to) {
            self.relations += 1;
            self.out += &format!("R{}\t{kind} Arg1:T{from} Arg2:T{to}\n", self.relations);
        }
    }
}

/// A span by lines, without white space at the ends of each.
fn pieces(text: &str, span: Span) -> Vec<Span> {
    let mut pieces = Vec::new();
    let mut start = span.start;
    for line in span
        .of(text)
        .split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}', '\u{b}', '\u{c}'])
    {
        let piece = Span::new(start, start + line.len()).trimmed(text);
        start += line.len();
        if !piece.is_empty() {
            pieces.push(piece);
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_over_lines_is_in_pieces() {
        let mut lines = Lines::of("اب\r\n جد ه");
        lines.text("Content", Span::new(0, 14));
        assert_eq!(lines.out, "T1\tContent 0 2;5 9\tاب جد ه\n");
    }

    #[test]
    fn file_names_are_safe_and_distinct() {
        let mut names = BTreeSet::new();
        assert_eq!(file_name("../a", &mut names), "_.._a");
        assert_eq!(file_name("_.._A", &mut names), "_.._A_");
    }
}
