//! A report and what was found in it, by its words.

use hiwar_core::lang::{DataFile, Knowledge};
use hiwar_core::model::*;
use hiwar_core::reconcile::{Reading, publication_dates, reconcile};
use jiff::civil::Date;

const LANG: &str = r#"
code = "ar"
name = "العربية"
letters = "؀-ۿ"
examples_published = "2021-04-07"
[clitics]
conjunctions = ["و", "ف"]
prepositions = ["ب", "ل", "ك"]
article = "ال"
contracted = "لل"
future = "س"
"#;

const WORDS: &str = r#"
[[entry]]
id = "talks"
class = "talks"
words = ["حوار", "محادثات"]
[[entry]]
id = "held"
class = "round-held"
words = ["عقدت", "بدأت", "انطلقت", "عقد"]
[[entry]]
id = "begin"
class = "round-edge"
edge = "begin"
words = ["بدأت", "انطلقت"]
[[entry]]
id = "today"
class = "day-word"
days = 0
words = ["اليوم"]
[[entry]]
id = "expected"
class = "clause-expected"
words = ["من المؤمل"]
[[entry]]
id = "video"
class = "mode-word"
mode = "video"
words = ["الفيديو"]
[[entry]]
id = "done"
class = "outcome"
progress = "done"
words = ["انتهت", "انتهاء", "لم تعد"]
[[entry]]
id = "functional"
class = "function-word"
words = ["في", "من", "إن", "على", "عن", "إلى", "أن"]
[[phrase]]
id = "round"
text = "الجولة {n} من {talks}"
[[phrase]]
id = "gap-round"
text = "لا تقرير عن {round}"
[[phrase]]
id = "gap-commitment"
text = "لا تقرير عن: {action}"
[[phrase]]
id = "gap-voice"
text = "لا قول ل{party}"
[[phrase]]
id = "claimed"
text = "قيل"
[[phrase]]
id = "denied"
text = "نفي"
"#;

const CLASSES: &str = r#"
[[class]]
name = "talks"
[[class]]
name = "round-held"
[[class]]
name = "round-edge"
needs = ["edge"]
[[class]]
name = "day-word"
needs = ["days"]
[[class]]
name = "clause-expected"
[[class]]
name = "mode-word"
needs = ["mode"]
[[class]]
name = "outcome"
needs = ["progress"]
[[class]]
name = "function-word"
"#;

const COUNTRIES: &str = r#"
[[country]]
code = "IRQ"
[country.ar]
name = "العراق"
nisba = "عراقي"
capital = "بغداد"
[[country]]
code = "USA"
[country.ar]
name = "الولايات المتحدة"
nisba = "أميركي"
capital = "واشنطن"
"#;

const OFFICES: &str = r#"
[[office]]
id = "usa-president"
country = "USA"
kind = "head_of_state"
[office.ar]
title = "رئيس الولايات المتحدة"
[[office.holder]]
from = "2017-01-20"
to = "2021-01-20"
ar = "دونالد ترامب"
short = ["ترامب"]
"#;

pub fn knowledge() -> Knowledge {
    let file = |path: &str, text: &str| DataFile {
        path: path.into(),
        text: text.into(),
    };
    Knowledge::load(&[
        file("lang/ar/lang.toml", LANG),
        file("lang/ar/words.toml", WORDS),
        file("lang/classes.toml", CLASSES),
        file("world/countries.toml", COUNTRIES),
        file("world/offices.toml", OFFICES),
    ])
    .unwrap()
}

/// The first and last day of `2021`, `2021-04` or `2021-04-07`.
fn days(value: &str) -> Option<(Date, Date)> {
    let first: Date = match value.len() {
        4 => format!("{value}-01-01").parse().ok()?,
        7 => format!("{value}-01").parse().ok()?,
        _ => value.parse().ok()?,
    };
    Some(match value.len() {
        4 => (first, first.last_of_year()),
        7 => (first, first.last_of_month()),
        _ => (first, first),
    })
}

/// A report in the making.
pub struct Report {
    document: Document,
    found: Annotations,
}

impl Report {
    /// A report about the talks of Iraq and the United States, published on a day; no day where it is empty.
    pub fn new(id: &str, published: &str, text: &str) -> Self {
        let mut found = Annotations {
            lang: "ar".into(),
            ..Annotations::default()
        };
        if let Some((first, last)) = days(published) {
            found.published = Published {
                date: Some(published.into()),
                basis: if first == last {
                    Basis::Dateline
                } else {
                    Basis::Inferred
                },
                earliest: Some(first),
                latest: Some(last),
                evidence: Vec::new(),
            };
        }
        found.blocks.push(Block {
            span: Span::new(0, text.len()),
            kind: BlockKind::Body,
        });
        let source = Source {
            sha256: format!("hash of {text}"),
            ..Source::default()
        };
        let document = Document {
            id: id.into(),
            text: text.into(),
            lang: "ar".into(),
            source,
            ..Document::default()
        };
        Self { document, found }
    }

    /// The first place of these words.
    pub fn span(&self, words: &str) -> Span {
        let start = self
            .document
            .text
            .find(words)
            .unwrap_or_else(|| panic!("{words} is not there"));
        Span::new(start, start + words.len())
    }

    fn note<T>(&self, words: &str, value: T) -> Annotation<T> {
        Annotation::new(self.span(words), "test/rule", value)
    }

    pub fn talks(mut self, words: &str, parties: &[&str]) -> Self {
        let value = Talks {
            name: words.into(),
            parties: parties.iter().map(|p| (*p).to_owned()).collect(),
        };
        self.found.talks.push(self.note(words, value));
        self
    }

    /// The strategic dialogue, with both parties.
    pub fn dialogue(self) -> Self {
        self.talks("الحوار الاستراتيجي", &["العراق", "الولايات المتحدة"])
    }

    pub fn round(mut self, words: &str, ordinal: u32, date: Option<&str>) -> Self {
        let value = Round {
            ordinal: Some(ordinal),
            of: Some("الحوار الاستراتيجي".into()),
            date: date.map(str::to_owned),
            ..Round::default()
        };
        self.found.rounds.push(self.note(words, value));
        self
    }

    pub fn time(mut self, words: &str, value: &str, modifier: Option<Modifier>) -> Self {
        let value = Time {
            value: value.into(),
            modifier,
            ..Time::default()
        };
        self.found.times.push(self.note(words, value));
        self.found.times.sort_by_key(|t| t.span);
        self
    }

    pub fn person(mut self, name: &str, role: Option<&str>, country: Option<&str>) -> Self {
        let value = Person {
            name: name.into(),
            role: role.map(str::to_owned),
            of: None,
            country: country.map(str::to_owned),
        };
        self.found.people.push(self.note(name, value));
        self
    }

    pub fn place(mut self, name: &str, country: &str) -> Self {
        let value = Body {
            name: name.into(),
            kind: "country".into(),
            country: Some(country.into()),
        };
        self.found.places.push(self.note(name, value));
        self
    }

    pub fn said(mut self, speaker: &str, cue: &str, content: &str) -> Self {
        let (cue, content) = (self.span(cue), self.span(content));
        let value = Statement {
            content,
            cue,
            speaker: Some(Speaker {
                span: None,
                name: speaker.into(),
            }),
            form: Form::Direct,
            ..Statement::default()
        };
        let statement = Annotation::new(cue.join(content), "test/said", value);
        self.found.statements.push(statement);
        self
    }

    pub fn figure(mut self, words: &str, value: f64, unit: &str, of: Option<&str>, bound: Bound) -> Self {
        let value = Figure {
            value,
            upper: None,
            unit: unit.into(),
            bound,
            of: of.map(str::to_owned),
        };
        self.found.figures.push(self.note(words, value));
        self
    }

    pub fn event(mut self, clause: &str, kind: &str, date: Option<&str>, status: Status) -> Self {
        let value = Event {
            kind: kind.into(),
            mode: None,
            trigger: self.span(clause.split(' ').next().unwrap_or("")),
            actors: vec!["العراق".into(), "الولايات المتحدة".into()],
            recipients: Vec::new(),
            date: date.map(str::to_owned),
            place: None,
            status,
        };
        self.found.events.push(self.note(clause, value));
        self
    }

    pub fn commits(mut self, by: &str, action: &str, due: Option<&str>) -> Self {
        let value = Commitment {
            by: vec![by.into()],
            action: self.span(action),
            due: due.map(str::to_owned),
            ..Commitment::default()
        };
        self.found.commitments.push(self.note(action, value));
        self
    }

    pub fn done(self) -> (Document, Annotations) {
        (self.document, self.found)
    }
}

/// The record of some reports; their order does not matter, which is tried each time.
pub fn record(reports: Vec<Report>) -> Record {
    let knowledge = knowledge();
    let mut all: Vec<(Document, Annotations)> = reports.into_iter().map(Report::done).collect();
    let record = reconcile(&all, &readings(&all, &knowledge), &[], &knowledge);
    all.reverse();
    assert_eq!(
        reconcile(&all, &readings(&all, &knowledge), &[], &knowledge),
        record,
        "the order of the documents matters"
    );
    record
}

fn readings(all: &[(Document, Annotations)], knowledge: &Knowledge) -> Vec<Reading> {
    all.iter().map(|(d, f)| Reading::of(d, f, knowledge)).collect()
}

/// The dates that reports give each other.
pub fn dates(reports: Vec<Report>) -> Vec<Option<Published>> {
    let all: Vec<(Document, Annotations)> = reports.into_iter().map(Report::done).collect();
    let knowledge = knowledge();
    publication_dates(&all, &readings(&all, &knowledge), &knowledge)
}
