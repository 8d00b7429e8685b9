//! How a fact is cited, and the words that it rests on.

use super::Shown;
use crate::tell::report::dates::When;
use crate::tell::report::links::{clip, place_address, row_address};
use serde_json::Value;

/// How many characters of the words a citation has.
const WORDS: usize = 240;

/// Words that a fact rests on.
pub struct Proof {
    /// The words, in one line.
    pub words: String,
    /// Where they stand.
    pub href: String,
    /// The report: its page, headline (or its id), outlet and date.
    pub report: String,
    pub title: String,
    pub outlet: String,
    pub published: When,
    /// Id of the report.
    pub document: String,
    /// Code points.
    pub start: u64,
    pub end: u64,
    /// The rule that found them.
    pub rule: String,
}

impl Proof {
    /// Of a piece of evidence as `hiwar show --json` prints it.
    pub fn of(shown: &Shown, evidence: &Value) -> Option<Self> {
        let document = evidence["document"].as_str()?;
        let (start, end) = (evidence["start"].as_u64()?, evidence["end"].as_u64()?);
        let row = shown.report(document);
        let title = row.and_then(|row| row.title.as_deref()).unwrap_or(document);
        let outlet = row.and_then(|row| row.outlet.as_deref()).unwrap_or("");
        let published = row.map(|row| When::new(row.published.as_ref(), row.earliest, row.latest));
        Some(Self {
            words: clip(evidence["text"].as_str()?, 2000),
            href: place_address(
                document,
                (usize::try_from(start).ok()?, usize::try_from(end).ok()?),
            ),
            report: row_address("documents", document),
            title: clip(title, WORDS),
            outlet: clip(outlet, WORDS),
            published: published.unwrap_or_default(),
            document: document.to_owned(),
            start,
            end,
            rule: evidence["rule"].as_str().unwrap_or("").to_owned(),
        })
    }

    /// The words with their report, their place in it and the fact's address: parts of one line that can be copied,
    /// each with what stands before it. The line ends with `]`.
    pub fn citation(&self, shown: &Shown, list: &str, id: &str) -> Vec<(&'static str, String)> {
        let url = shown
            .document(&self.document)
            .and_then(|(_, d)| d.source.url.clone());
        let parts = [
            ("", Some(format!("«{}»", clip(&self.words, WORDS)))),
            (
                " — ",
                Some(self.outlet.clone()).filter(|outlet| !outlet.is_empty()),
            ),
            (" ", Some(format!("«{}»", self.title))),
            (" · ", self.published.is_known().then(|| self.published.words())),
            (" · ", url.filter(|url| url.starts_with("http"))),
            (
                " [",
                Some(format!("{} {}–{}", self.document, self.start, self.end)),
            ),
            (" · ", Some(format!("{} {}", shown.name, row_address(list, id)))),
        ];
        let known = |(before, words): (&'static str, Option<String>)| Some((before, words?));
        parts.into_iter().filter_map(known).collect()
    }
}

/// Every piece of evidence of a row: its own, and that of claims and steps inside it.
pub fn evidence(row: &Value) -> Vec<&Value> {
    let mut out: Vec<&Value> = Vec::new();
    let Some(fields) = row.as_object() else {
        return out;
    };
    out.extend(row["evidence"].as_array().into_iter().flatten());
    let inner = fields.iter().filter(|(name, _)| *name != "evidence");
    for item in inner.filter_map(|(_, value)| value.as_array()).flatten() {
        out.extend(evidence(item));
    }
    let mut seen = std::collections::HashSet::new();
    out.retain(|one| {
        seen.insert((
            one["document"].as_str(),
            one["start"].as_u64(),
            one["end"].as_u64(),
        ))
    });
    out
}
