//! What every export is made of: the record, its reports, and the words and names behind its rows.

use hiwar_core::model::{
    Annotations, DialogueRow, Document, DocumentRow, Evidence, PersonRow, Record, RoundRow,
};
use hiwar_core::text::Offsets;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::days::Days;
use super::text;
use crate::tell::Kind;
use crate::tell::report::strings::plain as phrase;

/// The words that a row rests on, in the contract's units: code points, end exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[allow(missing_docs)] // the contract's own names
pub struct Words<'a> {
    pub document: &'a str,
    pub start: usize,
    pub end: usize,
    pub text: &'a str,
    pub rule: &'a str,
}

/// What the reports tell of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Who<'a> {
    /// `person`, `country`, or the kind of an organisation or a place (`ministry`, `igo`, `city`).
    pub kind: &'a str,
    /// ISO 3166-1 alpha-3.
    pub country: Option<&'a str>,
    /// The body or country that a person's role belongs to.
    pub of: Option<&'a str>,
    /// A person's role as written.
    pub role: Option<&'a str>,
}

struct Report<'a> {
    document: &'a Document,
    found: &'a Annotations,
    offsets: Offsets<'a>,
}

/// The record and the reports it was made of.
pub struct Archive<'a> {
    /// The rows.
    pub record: &'a Record,
    reports: HashMap<&'a str, Report<'a>>,
    rows: HashMap<&'a str, &'a DocumentRow>,
    names: HashMap<&'a str, Who<'a>>,
    people: HashMap<&'a str, &'a PersonRow>,
}

impl<'a> Archive<'a> {
    /// Of a record and its reports, each with what was found in it; `countries` are codes by names.
    pub fn new(
        record: &'a Record,
        documents: &'a [(Document, Annotations)],
        countries: &'a BTreeMap<String, String>,
    ) -> Self {
        let mut names = names(record, documents);
        for (name, code) in countries {
            // The record calls some by a name that no report writes (a capital stood for it).
            names.entry(name).or_insert(Who {
                kind: "country",
                country: Some(code),
                of: None,
                role: None,
            });
        }
        let report = |(document, found): &'a (Document, Annotations)| {
            let offsets = Offsets::of(&document.text);
            let report = Report {
                document,
                found,
                offsets,
            };
            (document.id.as_str(), report)
        };
        Self {
            record,
            reports: documents.iter().map(report).collect(),
            rows: record
                .documents
                .iter()
                .map(|row| (row.id.as_str(), row))
                .collect(),
            names,
            people: people(record),
        }
    }

    /// Every report in the record's order: its row, its text, what was found in it.
    pub fn reports(&self) -> impl Iterator<Item = (&'a DocumentRow, &'a Document, &'a Annotations)> {
        let report = |row: &'a DocumentRow| {
            let report = self.reports.get(row.id.as_str())?;
            Some((row, report.document, report.found))
        };
        self.record.documents.iter().filter_map(report)
    }

    /// The series of talks that a round belongs to.
    pub fn dialogue(&self, round: &RoundRow) -> Option<&'a DialogueRow> {
        self.record
            .dialogues
            .iter()
            .find(|talks| talks.id == round.dialogue)
    }

    /// What a round is called: its number, and the talks.
    pub fn round_name(&self, round: &RoundRow) -> String {
        let number = round.ordinal.map(|n| format!("{} {n}", phrase("round.one")));
        let number = number.unwrap_or_else(|| phrase("round.unnumbered").to_owned());
        let talks = self.dialogue(round).filter(|talks| !talks.name.is_empty());
        talks.map_or(number.clone(), |talks| format!("{number} · {}", talks.name))
    }

    /// The row of a report.
    pub fn report(&self, id: &str) -> Option<&'a DocumentRow> {
        self.rows.get(id).copied()
    }

    /// A report as it was read.
    pub fn document(&self, id: &str) -> Option<&'a Document> {
        self.reports.get(id).map(|report| report.document)
    }

    /// Where a report was published, where it says so and it is a web address.
    pub fn address(&self, id: &str) -> Option<String> {
        text::address(self.document(id)?.source.url.as_deref()?)
    }

    /// What was found in a report.
    pub fn found(&self, id: &str) -> Option<&'a Annotations> {
        self.reports.get(id).map(|report| report.found)
    }

    /// The words of one place.
    pub fn words(&self, at: &'a Evidence) -> Option<Words<'a>> {
        let report = self.reports.get(at.document.as_str())?;
        let (start, end) = report.offsets.code_points(at.span);
        Some(Words {
            document: &at.document,
            start,
            end,
            text: at.span.of(&report.document.text),
            rule: &at.rule,
        })
    }

    /// The words of a row, each place once, in its order.
    pub fn all(&self, evidence: &'a [Evidence]) -> Vec<Words<'a>> {
        let mut seen = BTreeSet::new();
        let words = evidence.iter().filter_map(|at| self.words(at));
        words
            .filter(|w| seen.insert((w.document, w.start, w.end)))
            .collect()
    }

    /// A list of the record as `hiwar show KIND --json` prints it.
    pub fn rows(&self, kind: Kind) -> Vec<Value> {
        let record = self.record;
        let rows = match kind {
            Kind::Dialogue => json!(record.dialogues),
            Kind::Rounds => json!(record.rounds),
            Kind::Timeline => json!(record.timeline),
            Kind::People => json!(record.people),
            Kind::Statements => json!(record.statements),
            Kind::Figures => json!(record.figures),
            Kind::Events => json!(record.events),
            Kind::Commitments => json!(record.commitments),
            Kind::Conflicts => json!(record.conflicts),
            Kind::Gaps => json!(record.gaps),
            Kind::Origins => json!(record.origins),
            Kind::Documents => json!(record.documents),
        };
        let Value::Array(mut rows) = rows else {
            return Vec::new();
        };
        rows.iter_mut().for_each(|row| self.print(row));
        rows
    }

    /// Puts evidence, wherever it stands in a row, into the contract's form.
    fn print(&self, value: &mut Value) {
        match value {
            Value::Array(items) => items.iter_mut().for_each(|item| self.print(item)),
            Value::Object(fields) => {
                let placed = fields.contains_key("span").then(|| Value::Object(fields.clone()));
                let evidence = placed.and_then(|at| serde_json::from_value::<Evidence>(at).ok());
                match evidence.as_ref().and_then(|at| self.words(at)) {
                    Some(words) => *value = json!(words),
                    None => fields.values_mut().for_each(|field| self.print(field)),
                }
            }
            Value::Number(n) => {
                // Whole numbers are printed without a fraction, as everywhere.
                if let Some(whole) = n
                    .as_f64()
                    .filter(|f| n.is_f64() && f.fract() == 0.0 && f.abs() < 9e15)
                {
                    *value = json!(whole as i64);
                }
            }
            _ => {}
        }
    }

    /// What the reports tell of a name; `None` where it is none that they tell more of.
    pub fn who(&self, name: &str) -> Option<Who<'a>> {
        self.names.get(name).copied()
    }

    /// The person of the record that a name or a spelling means.
    pub fn person(&self, name: &str) -> Option<&'a PersonRow> {
        self.people.get(name).copied()
    }

    /// How a name is written within these words, where it is mentioned in them.
    pub fn written(&self, name: &str, at: &Evidence) -> Option<&'a str> {
        let report = self.reports.get(at.document.as_str())?;
        let found = report.found;
        let bodies = found
            .organizations
            .iter()
            .chain(&found.places)
            .map(|b| (b.span, &b.value.name));
        let people = found.people.iter().map(|p| (p.span, &p.value.name));
        let mut all = bodies.chain(people);
        let (span, _) = all.find(|(span, called)| at.span.contains(*span) && *called == name)?;
        Some(span.of(&report.document.text))
    }

    /// The last day that a report was published: what stands for "now" where a form asks for a time stamp.
    pub fn latest(&self) -> Option<Date> {
        let published = |row: &DocumentRow| Days::of(row.published.as_deref()).map(|d| d.last);
        self.record.documents.iter().filter_map(published).max()
    }
}

/// People by their names, and by spellings that are nobody's name; the first one has a spelling that several share.
fn people(record: &Record) -> HashMap<&str, &PersonRow> {
    let mut people = HashMap::new();
    for person in &record.people {
        people.entry(person.name.as_str()).or_insert(person);
    }
    for person in &record.people {
        for name in &person.names {
            people.entry(name.as_str()).or_insert(person);
        }
    }
    people
}

/// Names of people, countries and bodies; the first report that tells of one decides.
fn names<'a>(record: &'a Record, documents: &'a [(Document, Annotations)]) -> HashMap<&'a str, Who<'a>> {
    let mut names = HashMap::new();
    let mut countries = HashMap::new();
    for (_, found) in documents {
        for person in &found.people {
            countries
                .entry(person.value.name.as_str())
                .or_insert(person.value.country.as_deref());
        }
        for body in found.places.iter().chain(&found.organizations) {
            let who = Who {
                kind: &body.value.kind,
                country: body.value.country.as_deref(),
                of: None,
                role: None,
            };
            names.entry(body.value.name.as_str()).or_insert(who);
        }
    }
    for person in &record.people {
        let known = person.names.iter().chain([&person.name]);
        let country = known
            .clone()
            .find_map(|n| countries.get(n.as_str()).copied().flatten());
        let role = person.roles.first();
        let who = Who {
            kind: "person",
            country,
            of: role.and_then(|r| r.of.as_deref()),
            role: role.map(|r| r.role.as_str()),
        };
        // The person's own name goes before that of a place; a spelling does not.
        names.insert(person.name.as_str(), who);
        for name in known {
            names.entry(name.as_str()).or_insert(who);
        }
    }
    names
}
