//! The way from a fact to its words: names of places on the page, and the links to them.

use hiwar_core::model::{Annotations, Document, Evidence, Record, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// How many links a row shows before the rest is folded away.
const SHOWN: usize = 6;
/// How many characters of the words a tooltip shows.
const TOOLTIP: usize = 160;

/// A link to the exact words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// `#d-<document>-<start>`.
    pub href: String,
    /// Where the words end, for the script that lights them up.
    pub end: usize,
    /// The words.
    pub words: String,
}

/// The links into one report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cite {
    /// The report's number on this page.
    pub number: usize,
    /// Its outlet; empty where unknown.
    pub outlet: String,
    /// Its links, in the order of the text.
    pub links: Vec<Link>,
}

/// All links of a row: the first few, and the folded rest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cites {
    /// Shown at once.
    pub shown: Vec<Cite>,
    /// Folded away.
    pub rest: Vec<Cite>,
    /// How many links are folded away.
    pub folded: usize,
}

impl Cites {
    /// Where a click on the row itself leads.
    pub fn first(&self) -> Option<&Link> {
        self.shown.first()?.links.first()
    }
}

/// What a link needs to know of a report.
struct Target<'a> {
    number: usize,
    outlet: &'a str,
    text: &'a str,
}

/// The reports on this page, by id.
pub struct Links<'a> {
    targets: BTreeMap<&'a str, Target<'a>>,
}

impl<'a> Links<'a> {
    /// Numbers the reports in the order that they are given.
    pub fn new(record: &'a Record, documents: &'a [(Document, Annotations)]) -> Self {
        let rows: BTreeMap<_, _> = record
            .documents
            .iter()
            .map(|row| (row.id.as_str(), row))
            .collect();
        let targets = documents.iter().enumerate().map(|(i, (document, annotations))| {
            let outlet = rows
                .get(document.id.as_str())
                .and_then(|row| row.outlet.as_deref())
                .or(document.source.outlet.as_deref())
                .or(annotations
                    .outlet
                    .as_ref()
                    .map(|outlet| outlet.value.name.as_str()));
            let target = Target {
                number: i + 1,
                outlet: outlet.unwrap_or(""),
                text: &document.text,
            };
            (document.id.as_str(), target)
        });
        Self {
            targets: targets.collect(),
        }
    }

    /// The report's number, for reports on this page.
    pub fn number(&self, document: &str) -> Option<usize> {
        self.targets.get(document).map(|target| target.number)
    }

    /// The report's outlet; empty where unknown.
    pub fn outlet(&self, document: &str) -> &'a str {
        self.targets.get(document).map_or("", |target| target.outlet)
    }

    /// The words that `evidence` points at; empty where the report is not on this page.
    pub fn words(&self, evidence: &Evidence) -> &'a str {
        self.targets
            .get(evidence.document.as_str())
            .map_or("", |target| evidence.span.of(target.text))
    }

    /// The links of a row, grouped by report, each place once.
    pub fn cites(&self, evidence: &[Evidence]) -> Cites {
        let mut seen = BTreeSet::new();
        let mut cites: Vec<Cite> = Vec::new();
        for one in evidence {
            let Some(target) = self.targets.get(one.document.as_str()) else {
                continue;
            };
            let Some(span) = placed(one.span, target.text) else {
                continue;
            };
            if !seen.insert((target.number, span.start)) {
                continue;
            }
            let link = Link {
                href: format!("#{}", anchor(&one.document, span)),
                end: span.end,
                words: clip(span.of(target.text), TOOLTIP),
            };
            match cites.iter_mut().find(|cite| cite.number == target.number) {
                Some(cite) => cite.links.push(link),
                None => cites.push(Cite {
                    number: target.number,
                    outlet: target.outlet.to_owned(),
                    links: vec![link],
                }),
            }
        }
        fold_away(cites)
    }
}

fn fold_away(cites: Vec<Cite>) -> Cites {
    let mut out = Cites::default();
    let mut room = SHOWN;
    for mut cite in cites {
        let rest = cite.links.split_off(cite.links.len().min(room));
        room -= cite.links.len();
        if !rest.is_empty() {
            out.folded += rest.len();
            out.rest.push(Cite {
                links: rest,
                ..cite.clone()
            });
        }
        if !cite.links.is_empty() {
            out.shown.push(cite);
        }
    }
    out
}

/// The part of `span` that holds words; `None` where it holds none or does not fit the text.
pub fn placed(span: Span, text: &str) -> Option<Span> {
    let span = text.get(span.start..span.end).map(|_| span.trimmed(text))?;
    (!span.is_empty()).then_some(span)
}

/// The name of the place where `span` starts: `d-<document>-<start>`.
pub fn anchor(document: &str, span: Span) -> String {
    format!("d-{}-{}", slug(document), span.start)
}

/// The name of the place where a round is shown.
pub fn round_anchor(id: &str) -> String {
    format!("round-{}", slug(id))
}

/// An id that may stand in `id` and, unchanged, in a link. Two different ids stay different.
pub fn slug(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    for byte in id.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'_' | b'-' => out.push(char::from(byte)),
            _ => {
                // Writing to a string cannot fail.
                let _ = write!(out, "~{byte:02x}");
            }
        }
    }
    out
}

/// One line of plain words for a tooltip: no line breaks, nothing that turns the direction, not too long.
pub fn clip(text: &str, length: usize) -> String {
    let line: Vec<&str> = text.split_whitespace().collect();
    let line: String = line.join(" ").chars().filter(|&c| !turns(c)).collect();
    match line.char_indices().nth(length) {
        Some((cut, _)) => format!("{}…", &line[..cut]),
        None => line,
    }
}

/// Whether a character embeds, overrides or isolates a direction. Its effect could reach past the words it is in.
pub fn turns(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_safe_and_distinct() {
        assert_eq!(slug("01_round1"), "01_round1");
        assert_eq!(slug("a b"), "a~20b");
        assert_ne!(slug("a~20b"), slug("a b"));
        assert_eq!(slug("\"ح"), "~22~d8~ad");
    }

    #[test]
    fn tooltips_are_one_harmless_line() {
        assert_eq!(clip("a\n b\u{202E}c", 9), "a bc");
        assert_eq!(clip("abcdef", 3), "abc…");
    }

    #[test]
    fn spans_that_do_not_fit_lead_nowhere() {
        assert_eq!(placed(Span::new(1, 2), "ح"), None);
        assert_eq!(placed(Span::new(0, 99), "ح"), None);
        assert_eq!(placed(Span::new(0, 3), " ح"), Some(Span::new(1, 3)));
    }
}
