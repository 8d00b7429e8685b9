//! The way from a fact to its words: names of places, and the links to them, on one page or over a site of many.

use super::ruled::{At, Ruled};
use hiwar_core::model::{Annotations, Document, Evidence, Record, Span};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// How many links a row shows before the rest is folded away.
const SHOWN: usize = 6;
/// How many characters of the words a tooltip shows.
const TOOLTIP: usize = 160;
/// The same on a page of many rows that is sent anew each time.
const SHORT: usize = 80;

/// A link to the exact words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// `#d-<document>-<start>`, or the report's own page with the place in it.
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

/// Where facts and reports are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Home {
    /// All on one page.
    Page,
    /// A page each, as `hiwar serve` has them; `room` is how many characters of its own words a row shows: all of them,
    /// `usize::MAX`, on its own page.
    Site {
        /// See above.
        room: usize,
    },
}

/// What a link needs to know of a report.
struct Target<'a> {
    number: usize,
    outlet: &'a str,
    text: &'a str,
}

/// The reports on this page, by id.
pub struct Links<'a> {
    home: Home,
    targets: BTreeMap<&'a str, Target<'a>>,
    /// What was ruled about rows, by their ids.
    ruled: BTreeMap<String, Vec<Ruled>>,
    /// Whether rows can be ruled about where they are shown.
    open: bool,
}

impl<'a> Links<'a> {
    /// Into the one page; numbers the reports in the order that they are given.
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
            home: Home::Page,
            targets: targets.collect(),
            ruled: BTreeMap::new(),
            open: false,
        }
    }

    /// Into the pages of a site; `targets` are the reports that are linked to, with their numbers and outlets.
    pub fn of_site(room: usize, targets: impl IntoIterator<Item = (usize, &'a Document, &'a str)>) -> Self {
        let target = |(number, document, outlet): (usize, &'a Document, &'a str)| {
            let text = document.text.as_str();
            (document.id.as_str(), Target { number, outlet, text })
        };
        Self {
            home: Home::Site { room },
            targets: targets.into_iter().map(target).collect(),
            ruled: BTreeMap::new(),
            open: false,
        }
    }

    /// With what was ruled about these rows; `open` where more can be ruled.
    #[must_use]
    pub fn ruling(mut self, open: bool, rows: &[Value]) -> Self {
        self.open = open;
        let marked = rows
            .iter()
            .map(|row| (row["id"].as_str().unwrap_or(""), Ruled::all(row)));
        let marked = marked.filter(|(_, ruled)| !ruled.is_empty());
        self.ruled
            .extend(marked.map(|(id, ruled)| (id.to_owned(), ruled)));
        self
    }

    /// Where a row of a list is shown; `list` is the name that `hiwar show` has for it.
    pub fn row(&self, list: &str, id: &str) -> String {
        match self.home {
            Home::Page => format!("#{}", row_anchor(list, id)),
            Home::Site { .. } => row_address(list, id),
        }
    }

    /// What a row has for itself; `None` where all are on one page.
    pub fn address(&self, list: &str, id: &str) -> Option<At> {
        matches!(self.home, Home::Site { .. }).then(|| At {
            href: row_address(list, id),
            ruled: self.ruled.get(id).cloned().unwrap_or_default(),
            row: self.open.then(|| id.to_owned()),
        })
    }

    /// Where a section of the facts begins.
    pub fn section(&self, name: &str) -> String {
        match (self.home, name) {
            (Home::Page, _) => format!("#{name}"),
            (Home::Site { .. }, "reports") => "/documents".to_owned(),
            (Home::Site { .. }, _) => format!("/{name}"),
        }
    }

    /// Where a report is shown.
    pub fn report(&self, id: &str) -> String {
        match self.home {
            Home::Page => format!("#doc-{}", slug(id)),
            Home::Site { .. } => row_address("documents", id),
        }
    }

    /// The words of a row, as many as there is room for, with no sign in them that turns the direction.
    pub fn room_for(&self, text: &str) -> String {
        let text = quiet(text);
        let Home::Site { room } = self.home else {
            return text;
        };
        match text.char_indices().nth(room) {
            Some((cut, _)) => format!("{}…", &text[..cut]),
            None => text,
        }
    }

    /// How many of the lists within a row there is room for.
    pub fn few(&self) -> usize {
        match self.home {
            Home::Page => usize::MAX,
            Home::Site { room: usize::MAX } => 200,
            Home::Site { .. } => 6,
        }
    }

    /// As many names as there is room for, and `…` where that is not all.
    pub fn few_of(&self, names: impl IntoIterator<Item = impl AsRef<str>>) -> Vec<String> {
        let mut out = Vec::new();
        for name in names {
            if out.len() == self.few() {
                out.push("…".to_owned());
                break;
            }
            out.push(name.as_ref().to_owned());
        }
        out
    }

    fn place(&self, document: &str, span: Span, text: &str) -> String {
        match self.home {
            Home::Page => format!("#{}", anchor(document, span)),
            Home::Site { .. } => place_address(document, code_points(span, text)),
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
                href: self.place(&one.document, span, target.text),
                end: span.end,
                words: clip(
                    span.of(target.text),
                    if self.home == Home::Page { TOOLTIP } else { SHORT },
                ),
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
        let mut cites = fold_away(cites);
        if self.home != Home::Page {
            // They are all on the row's own page.
            cites.rest.clear();
        }
        cites
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

/// The name of the place where a row is shown.
pub fn row_anchor(list: &str, id: &str) -> String {
    format!("{list}-{}", slug(id))
}

/// The address of a row's own page.
pub fn row_address(list: &str, id: &str) -> String {
    format!("/{list}/{}", escaped(id, '%'))
}

/// The address of words in a report, by their code points: its page shows them, at the place of this name.
pub fn place_address(document: &str, (start, end): (usize, usize)) -> String {
    let page = row_address("documents", document);
    format!("{page}?at={start}-{end}#c{start}-{end}")
}

/// The code points of a span that fits its text.
pub fn code_points(span: Span, text: &str) -> (usize, usize) {
    let before = text.get(..span.start).unwrap_or("").chars().count();
    (before, before + span.of(text).chars().count())
}

/// An id that may stand in `id` and, unchanged, in a link. Two different ids stay different.
pub fn slug(id: &str) -> String {
    escaped(id, '~')
}

/// What is no plain sign written as `sign` and two hex digits a byte: `%` makes it a part of an address.
pub fn escaped(id: &str, sign: char) -> String {
    let mut out = String::with_capacity(id.len());
    for byte in id.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'_' | b'-' => out.push(char::from(byte)),
            _ => {
                // Writing to a string cannot fail.
                let _ = write!(out, "{sign}{byte:02x}");
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

/// The words of a row, with no sign in them that turns the direction.
pub fn quiet(text: &str) -> String {
    text.chars().filter(|&c| !turns(c)).collect()
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
        assert_eq!(row_address("documents", "a/ح"), "/documents/a%2f%d8%ad");
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
