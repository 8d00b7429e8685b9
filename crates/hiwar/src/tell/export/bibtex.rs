//! BibTeX (biblatex) of the reports. A date that was worked out says so in the note.

use super::days::{Days, parts};
use super::{Archive, Export, Give, text};
use crate::fault::Result;
use crate::tell::report::strings::name as variant;
use hiwar_core::model::{Basis, DocumentRow};
use std::collections::BTreeSet;
use std::fmt::Write;

/// One bibliography.
pub struct Bibtex;

impl Export for Bibtex {
    fn write(&self, archive: &Archive<'_>, give: &mut Give<'_>) -> Result<()> {
        let mut keys = BTreeSet::new();
        let entries = archive.reports().map(|(row, ..)| entry(row, archive, &mut keys));
        give("reports.bib", entries.collect::<Vec<_>>().join("\n").as_bytes())
    }
}

fn entry(row: &DocumentRow, archive: &Archive<'_>, keys: &mut BTreeSet<String>) -> String {
    let mut out = format!("@online{{{},\n", key(&row.id, keys));
    let mut put = |name: &str, value: &str| {
        if !value.is_empty() {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "  {name} = {{{value}}},");
        }
    };
    let date = parts(row.published.as_deref());
    put(
        "title",
        &format!("{{{}}}", escaped(row.title.as_deref().unwrap_or(&row.id))),
    );
    put("organization", &escaped(row.outlet.as_deref().unwrap_or("")));
    put(
        "date",
        &Days::of(row.published.as_deref()).map_or(String::new(), |d| iso(&date, d)),
    );
    put("url", &archive.address(&row.id).unwrap_or_default());
    put("langid", language(&row.lang));
    put("keywords", &format!("hiwar, {}", escaped(&row.id)));
    let mut notes = Vec::new();
    if matches!(row.basis, Basis::Inferred | Basis::Unknown) {
        notes.push(format!("date {}", variant(row.basis)));
    }
    if let Some(origin) = &row.origin {
        notes.push(format!("a copy of {origin}"));
    }
    let words = archive.all(&row.evidence);
    notes.extend(words.iter().map(|w| {
        format!(
            "dated by «{}» ({} {}--{})",
            text::line(w.text),
            w.document,
            w.start,
            w.end
        )
    }));
    put("note", &escaped(&notes.join("; ")));
    out + "}\n"
}

/// What is known of the date; a week as its two days.
fn iso(parts: &[i64], days: Days) -> String {
    if days.precision == "week" {
        return format!("{}/{}", days.first, days.last);
    }
    let [year, rest @ ..] = parts else {
        return String::new();
    };
    rest.iter()
        .fold(format!("{year:04}"), |date, part| format!("{date}-{part:02}"))
}

/// The id in the letters that every BibTeX takes, and no key twice.
fn key(id: &str, keys: &mut BTreeSet<String>) -> String {
    let plain = |c: char| {
        if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ':') {
            c
        } else {
            '_'
        }
    };
    let mut key: String = id.chars().map(plain).collect();
    while !keys.insert(key.clone()) {
        key.push('_');
    }
    key
}

/// TeX's own characters made harmless.
fn escaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in text::line(value).chars() {
        match c {
            '\\' => out += "\\textbackslash{}",
            '{' => out += "\\{",
            '}' => out += "\\}",
            '~' => out += "\\textasciitilde{}",
            '^' => out += "\\textasciicircum{}",
            '&' | '%' | '$' | '#' | '_' => out.extend(['\\', c]),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// The names that babel and polyglossia know.
fn language(lang: &str) -> &'static str {
    match lang.split('-').next() {
        Some("ar") => "arabic",
        Some("en") => "english",
        Some("fa") => "persian",
        Some("fr") => "french",
        Some("tr") => "turkish",
        Some("he") => "hebrew",
        _ => "",
    }
}
