//! The same words in two outlets, or in two translations, are one statement with its reports.

use super::archive::{Archive, Doc, id, tidy};
use super::people::People;
use super::reading::Wording;
use super::rounds::Rounds;
use super::when::When;
use super::words::{Earlier, Union};
use crate::model::{Annotation, Evidence, Form, Statement, StatementRow};
use std::collections::{BTreeMap, BTreeSet};

/// Fewer words than these are shared by chance (`النجاح للحكومتين`).
const LEAST: usize = 5;
/// The share of the shorter one's words that must stand in the longer one, and of its pairs of words.
const WORDS: f64 = 0.7;
const PAIRS: f64 = 0.4;

/// One statement of one document.
pub(crate) struct Said<'a> {
    /// Index of the document.
    pub(crate) doc: usize,
    /// The statement.
    pub(crate) statement: &'a Annotation<Statement>,
    /// Index of the speaker among the people, where the speaker is one.
    pub(crate) person: Option<usize>,
    /// The day it was said, where its sentence says so.
    pub(crate) day: Option<When>,
    wording: &'a Wording,
}

/// Statements, grouped.
#[derive(Default)]
pub(crate) struct Statements<'a> {
    pub(crate) said: Vec<Said<'a>>,
    /// Those that are one, by the first of each group.
    pub(crate) groups: BTreeMap<usize, Vec<usize>>,
}

impl<'a> Statements<'a> {
    /// Finds the same words through an index of pairs of words.
    pub(crate) fn of(archive: &Archive<'a>, people: &People) -> Self {
        let said: Vec<Said<'a>> = archive
            .docs
            .iter()
            .enumerate()
            .flat_map(|(i, doc)| {
                let said = doc.found.statements.iter().zip(&doc.reading.said);
                said.map(move |(s, wording)| Said::read(i, doc, s, wording, people))
            })
            .collect();
        let mut union = Union::new(said.len());
        let earlier = Earlier::of(said.iter().map(|s| &s.wording.pairs));
        for (at, one) in said.iter().enumerate() {
            let pairs = &one.wording.pairs;
            let least = |other: usize| {
                let shorter = said
                    .get(other)
                    .map_or(0, |o| o.wording.pairs.len().min(pairs.len()));
                PAIRS * shorter as f64
            };
            let same = earlier
                .candidates(at, pairs, least)
                .into_iter()
                .find(|(other, _)| said.get(*other).is_some_and(|o| one.same_as(o)));
            if let Some((other, _)) = same {
                union.join(at, other);
            }
        }
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in 0..said.len() {
            groups.entry(union.root(at)).or_default().push(at);
        }
        Self { said, groups }
    }

    /// The rows, in the order in which they were said.
    pub(crate) fn rows(&self, archive: &Archive<'_>, people: &People, rounds: &Rounds) -> Vec<StatementRow> {
        let mut rows: Vec<StatementRow> = self
            .groups
            .values()
            .map(|group| {
                let members: Vec<&Said<'_>> = group.iter().filter_map(|i| self.said.get(*i)).collect();
                row(members, archive, people, rounds)
            })
            .collect();
        rows.sort_by(|a, b| (&a.said, &a.reports, &a.evidence).cmp(&(&b.said, &b.reports, &b.evidence)));
        rows
    }
}

impl<'a> Said<'a> {
    fn read(
        at: usize,
        doc: &Doc<'a>,
        statement: &'a Annotation<Statement>,
        wording: &'a Wording,
        people: &People,
    ) -> Self {
        let speaker = statement.value.speaker.as_ref();
        Self {
            doc: at,
            statement,
            person: speaker.and_then(|s| people.at(at, &s.name, s.span)),
            day: day(doc, statement),
            wording,
        }
    }

    fn name(&self) -> Option<&str> {
        self.statement.value.speaker.as_ref().map(|s| s.name.as_str())
    }

    fn same_as(&self, other: &Said<'_>) -> bool {
        let (own, theirs) = (self.wording, other.wording);
        let shorter = own.words.len().min(theirs.words.len());
        let speakers = match (self.person, other.person) {
            (Some(a), Some(b)) => a == b,
            // An office and its holder say the same (`البيان`, `الوزير`): the words decide, and must be many.
            _ => self.name() == other.name() || shorter >= 2 * LEAST,
        };
        let enough = shorter >= LEAST;
        let days = match (self.day, other.day) {
            (Some(a), Some(b)) => a.distance(b) <= 1,
            _ => true,
        };
        speakers
            && enough
            && days
            && own.words.containment(&theirs.words) >= WORDS
            && own.pairs.containment(&theirs.pairs) >= PAIRS
    }
}

/// A day named in the statement's frame, outside the words said; else at the head of its sentence.
fn day(doc: &Doc<'_>, statement: &Annotation<Statement>) -> Option<When> {
    let frame = statement.span.join(doc.sentence(statement.value.cue));
    let content = statement.value.content;
    let times = doc
        .found
        .times
        .iter()
        .filter(|t| frame.contains(t.span) && !content.overlaps(t.span));
    let days = times
        .filter(|t| !t.value.stale)
        .filter_map(|t| Some((t.span, When::parse(&t.value.value).filter(|w| w.is_day())?)));
    // The nearest to the word that says that something was said.
    let cue = statement.value.cue;
    days.min_by_key(|(span, _)| span.start.abs_diff(cue.start))
        .map(|(_, when)| when)
}

fn row(mut members: Vec<&Said<'_>>, archive: &Archive<'_>, people: &People, rounds: &Rounds) -> StatementRow {
    let published = |s: &&Said<'_>| archive.docs.get(s.doc).and_then(|d| d.published).map(|w| w.first);
    members.sort_by_key(|s| (published(s).is_none(), published(s), s.doc, s.statement.span));
    let person = members
        .iter()
        .find_map(|s| s.person)
        .and_then(|p| people.rows.get(p));
    let speaker = person
        .map(|p| p.name.clone())
        .or_else(|| members.iter().find_map(|s| s.name().map(str::to_owned)));
    // The words themselves before a paraphrase; of those the earliest report's.
    let form = |s: &&&Said<'_>| match s.statement.value.form {
        Form::Direct => 0,
        Form::Mixed => 1,
        Form::Indirect => 2,
    };
    let best = members.iter().min_by_key(form);
    let text = |s: &Said<'_>| {
        archive
            .docs
            .get(s.doc)
            .map(|d| s.statement.value.content.of(d.text).to_owned())
    };
    let said = members.iter().find_map(|s| s.day);
    let first = members
        .iter()
        .find_map(|s| archive.docs.get(s.doc)?.published_value());
    let reports: BTreeSet<&str> = members
        .iter()
        .filter_map(|s| archive.docs.get(s.doc).map(|d| d.id))
        .collect();
    let mut via: Vec<String> = Vec::new();
    for name in members.iter().flat_map(|s| &s.statement.value.via) {
        if !via.contains(name) {
            via.push(name.clone());
        }
    }
    let evidence: Vec<Evidence> = members
        .iter()
        .filter_map(|s| {
            Some(
                archive
                    .docs
                    .get(s.doc)?
                    .evidence(s.statement.value.content, &s.statement.rule),
            )
        })
        .collect();
    let content = best.and_then(|s| text(s)).unwrap_or_default();
    let around = said.or_else(|| members.iter().find_map(|s| archive.docs.get(s.doc)?.published));
    let round = members.iter().find_map(|s| rounds.around(s.doc, around));
    let first_doc = members.first().and_then(|s| archive.docs.get(s.doc));
    let place = members.first().map_or(0, |s| s.statement.span.start).to_string();
    StatementRow {
        id: id(
            "statement",
            &[
                first_doc.map_or("", |d| d.document.source.sha256.as_str()),
                first_doc.map_or("", |d| d.id),
                &place,
            ],
        ),
        speaker,
        via,
        said: said
            .and_then(When::value)
            .or_else(|| first.map(|d| d.split('T').next().unwrap_or("").to_owned())),
        kind: best.map_or(Form::Indirect, |s| s.statement.value.form),
        content,
        round: round.map(|r| r.id.clone()),
        reports: reports.into_iter().map(str::to_owned).collect(),
        evidence: tidy(evidence),
    }
}
