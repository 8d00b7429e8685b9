//! The record as a text to read: headings, paragraphs and items, each with a footnote that names its words.
//! Markdown and DOCX are made of it. Its own words are the report page's (`strings.toml`).

use super::{Archive, text};
use crate::tell::report::dates::When;
use crate::tell::report::links::turns;
use crate::tell::report::strings::{name as variant, plain as phrase};
use hiwar_core::model::{
    Claim, CommitmentRow, ConflictRow, DialogueRow, EventRow, Evidence, FigureRow, GapRow, PersonRow,
    RoundRow, StatementRow,
};
use jiff::civil::Date;

/// A part of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Level 1 to 3.
    Heading(u8, String),
    /// Running text.
    Paragraph(String),
    /// A row of the record, and the number of its footnote.
    Item(String, Option<usize>),
}

/// The whole text.
#[derive(Debug, Default)]
pub struct Dossier {
    /// In order.
    pub blocks: Vec<Block>,
    /// Footnotes, the first is number 1: one line for each place.
    pub notes: Vec<Vec<String>>,
}

/// Between the parts of an item.
const DASH: &str = " — ";

/// The dossier of a record.
pub fn dossier<'a>(archive: &'a Archive<'a>) -> Dossier {
    let record = archive.record;
    let mut out = Writer {
        archive,
        dossier: Dossier::default(),
    };
    out.heading(1, phrase("page.title"));
    out.paragraph(phrase("page.made"));
    record.dialogues.iter().for_each(|row| out.dialogue(row));
    let known: Vec<&str> = record.dialogues.iter().map(|d| d.id.as_str()).collect();
    let stray = record
        .rounds
        .iter()
        .filter(|r| !known.contains(&r.dialogue.as_str()));
    out.list("rounds", stray, Writer::round);
    out.list("people", record.people.iter(), Writer::person);
    out.list("statements", record.statements.iter(), Writer::statement);
    out.list("figures", record.figures.iter(), Writer::figure);
    out.list("events", record.events.iter(), Writer::event);
    out.list("commitments", record.commitments.iter(), Writer::commitment);
    out.list("conflicts", record.conflicts.iter(), Writer::conflict);
    out.list("gaps", record.gaps.iter(), Writer::gap);
    out.reports();
    out.dossier
}

struct Writer<'a> {
    archive: &'a Archive<'a>,
    dossier: Dossier,
}

/// A word of the model in the page's words; the bare word where it has none.
fn word<'w>(group: &str, value: &'w str) -> std::borrow::Cow<'w, str> {
    let key = format!("{group}.{value}");
    match phrase(&key) {
        same if same == key => value.into(),
        found => found.to_owned().into(),
    }
}

/// In one line, without signs that turn its direction round.
fn line(words: &str) -> String {
    text::line(words).replace(turns, "")
}

fn labelled(key: &str, value: &str) -> Option<String> {
    (!value.is_empty()).then(|| format!("{}: {value}", phrase(key)))
}

fn when(iso: Option<&String>, earliest: Option<Date>, latest: Option<Date>) -> Option<String> {
    let when = When::new(iso, earliest, latest);
    when.is_known().then(|| when.words())
}

fn joined(parts: impl IntoIterator<Item = Option<String>>) -> String {
    let parts = parts
        .into_iter()
        .flatten()
        .map(|p| line(&p))
        .filter(|p| !p.is_empty());
    parts.collect::<Vec<_>>().join(DASH)
}

fn names(list: &[String]) -> String {
    list.join(phrase("page.comma"))
}

impl<'a> Writer<'a> {
    fn heading(&mut self, level: u8, words: &str) {
        self.dossier.blocks.push(Block::Heading(level, line(words)));
    }

    fn paragraph(&mut self, words: &str) {
        self.dossier.blocks.push(Block::Paragraph(line(words)));
    }

    /// An item, with a footnote where it rests on words.
    fn item(&mut self, words: String, evidence: &[&'a Evidence]) {
        let lines: Vec<String> = evidence.iter().filter_map(|at| self.place(at)).collect();
        let number = (!lines.is_empty()).then(|| {
            self.dossier.notes.push(lines);
            self.dossier.notes.len()
        });
        self.dossier.blocks.push(Block::Item(words, number));
    }

    /// One place in one line: the words, and where they stand.
    fn place(&self, at: &'a Evidence) -> Option<String> {
        let words = self.archive.words(at)?;
        let row = self.archive.report(words.document);
        let outlet = row.and_then(|r| r.outlet.clone());
        let title = row.and_then(|r| r.title.clone());
        let day = row.and_then(|r| when(r.published.as_ref(), r.earliest, r.latest));
        let source = joined([outlet, title, day]);
        let quoted = line(words.text);
        Some(format!(
            "«{quoted}» {source} ({} {}–{})",
            words.document, words.start, words.end
        ))
    }

    fn list<T: 'a>(
        &mut self,
        name: &str,
        rows: impl Iterator<Item = &'a T>,
        each: impl Fn(&mut Self, &'a T),
    ) {
        let mut rows = rows.peekable();
        if rows.peek().is_some() {
            self.heading(2, phrase(&format!("nav.{name}")));
            rows.for_each(|row| each(self, row));
        }
    }

    fn dialogue(&mut self, row: &'a DialogueRow) {
        self.heading(2, &row.name);
        let framework = row.framework.as_ref().map(|f| {
            let year = f.year.map_or(String::new(), |y| format!(" ({y})"));
            format!("{}{year}", f.name)
        });
        let period = [
            row.first.as_ref(),
            row.last.as_ref().filter(|last| Some(*last) != row.first.as_ref()),
        ];
        let period: Vec<String> = period.into_iter().filter_map(|d| when(d, None, None)).collect();
        let facts = [
            labelled("overview.parties", &names(&row.parties)),
            labelled("overview.framework", &framework.unwrap_or_default()),
            labelled("overview.period", &period.join(" – ")),
            labelled("overview.tracks", &names(&row.tracks)),
            labelled("overview.reports", &row.reports.to_string()),
        ];
        self.item(joined(facts), &each(&row.evidence));
        let rounds = self.archive.record.rounds.iter().filter(|r| r.dialogue == row.id);
        let mut rounds = rounds.peekable();
        if rounds.peek().is_some() {
            self.heading(3, phrase("nav.rounds"));
            rounds.for_each(|round| self.round(round));
        }
    }

    fn round(&mut self, row: &'a RoundRow) {
        let number = row.ordinal.map_or(phrase("round.unnumbered").to_owned(), |n| {
            format!("{} {n}", phrase("round.one"))
        });
        let heads = row.delegations.iter().filter_map(|d| {
            let head = d.head.as_ref().map(|h| format!("{} {h}", phrase("round.head")));
            let both: Vec<String> = d.party.iter().cloned().chain(head).collect();
            (!both.is_empty()).then(|| both.join(" "))
        });
        let parts = [
            Some(number),
            Some(word("round", &variant(row.status)).into_owned()),
            when(row.date.as_ref(), row.earliest, row.latest),
            row.place.clone(),
            row.mode.map(|mode| word("round", &variant(mode)).into_owned()),
            row.last.then(|| phrase("round.last").to_owned()),
            labelled(
                "round.heads",
                &heads.collect::<Vec<_>>().join(phrase("page.comma")),
            ),
            labelled("overview.tracks", &names(&row.tracks)),
        ];
        self.item(joined(parts), &each(&row.evidence));
    }

    fn person(&mut self, row: &'a PersonRow) {
        let roles = row.roles.iter().map(|r| {
            let span = [
                r.from.as_ref(),
                r.to.as_ref().filter(|to| Some(*to) != r.from.as_ref()),
            ];
            let span: Vec<String> = span.into_iter().filter_map(|d| when(d, None, None)).collect();
            if span.is_empty() {
                r.role.clone()
            } else {
                format!("{} ({})", r.role, span.join(" – "))
            }
        });
        let others: Vec<String> = row.names.iter().filter(|n| **n != row.name).cloned().collect();
        let parts = [
            Some(row.name.clone()),
            Some(roles.collect::<Vec<_>>().join(phrase("page.comma"))),
            labelled("people.spellings", &names(&others)),
        ];
        self.item(joined(parts), &each(&row.evidence));
    }

    fn statement(&mut self, row: &'a StatementRow) {
        let speaker = row
            .speaker
            .clone()
            .unwrap_or_else(|| phrase("chain.unnamed").to_owned());
        let chain = std::iter::once(speaker)
            .chain(row.via.iter().cloned())
            .collect::<Vec<_>>()
            .join(" ← ");
        let content = format!("{chain}: «{}»", row.content);
        let form = word("form", &variant(row.kind)).into_owned();
        let parts = [Some(content), Some(form), when(row.said.as_ref(), None, None)];
        self.item(joined(parts), &each(&row.evidence));
    }

    fn figure(&mut self, row: &'a FigureRow) {
        let bound = word("bound", &variant(row.bound)).into_owned();
        let upper = row.upper.map_or(String::new(), |upper| format!("–{upper}"));
        let number = format!("{bound} {}{upper} {}", row.value, word("unit", &row.unit));
        let of = row.of.as_deref().map(|of| word("of", of).into_owned());
        let parts = [
            Some(number),
            of,
            row.about.clone(),
            when(row.date.as_ref(), None, None),
        ];
        self.item(joined(parts), &each(&row.evidence));
    }

    fn event(&mut self, row: &'a EventRow) {
        let mode = row.mode.as_deref().map(|mode| word("mode", mode).into_owned());
        let who = [&row.actors, &row.recipients].map(|side| names(side));
        let who: Vec<String> = who.into_iter().filter(|side| !side.is_empty()).collect();
        let parts = [
            Some(word("plover", &row.kind).into_owned()),
            mode,
            Some(who.join(" ← ")),
            when(row.date.as_ref(), None, None),
            row.place.clone(),
            Some(word("status", &variant(row.status)).into_owned()),
        ];
        self.item(joined(parts), &each(&row.evidence));
    }

    fn commitment(&mut self, row: &'a CommitmentRow) {
        let due = when(row.due.as_ref(), None, None).unwrap_or_default();
        let made = when(row.made.as_ref(), None, None).unwrap_or_default();
        let parts = [
            Some(names(&row.by)),
            labelled("commitment.to", &names(&row.to)),
            Some(format!("«{}»", row.action)),
            labelled("commitment.made", &made),
            labelled("commitment.due", &due),
            labelled("commitment.condition", row.condition.as_deref().unwrap_or("")),
            Some(word("force", &variant(row.force)).into_owned()),
            Some(word("progress", &variant(row.status)).into_owned()),
        ];
        // What became of it rests on words of its own.
        let later = row.history.iter().flat_map(|step| &step.evidence);
        let mut all = each(&row.evidence);
        later.for_each(|at| {
            if !all
                .iter()
                .any(|known| known.document == at.document && known.span == at.span)
            {
                all.push(at);
            }
        });
        self.item(joined(parts), &all);
    }

    fn conflict(&mut self, row: &'a ConflictRow) {
        let claims = |c: &Claim| c.value.clone();
        let values: Vec<String> = row.claims.iter().map(claims).collect();
        let parts = [
            Some(row.subject.clone()),
            Some(word("property", &row.property).into_owned()),
            Some(word("conflict", &row.kind).into_owned()),
            Some(values.join(" ≠ ")),
        ];
        self.item(joined(parts), &each(&row.evidence));
    }

    fn gap(&mut self, row: &'a GapRow) {
        let between: Vec<String> = row
            .between
            .iter()
            .filter_map(|d| when(Some(d), None, None))
            .collect();
        let parts = [
            Some(word("gap", &row.kind).into_owned()),
            Some(row.what.clone()),
            labelled("gap.between", &between.join(" – ")),
        ];
        self.item(joined(parts), &each(&row.evidence));
    }

    fn reports(&mut self) {
        self.heading(2, phrase("nav.reports"));
        for row in &self.archive.record.documents {
            let url = self.archive.address(&row.id);
            let copy = row.origin.as_deref().unwrap_or("");
            let parts = [
                Some(row.id.clone()),
                row.outlet.clone(),
                Some(
                    row.title
                        .clone()
                        .unwrap_or_else(|| phrase("report.untitled").to_owned()),
                ),
                when(row.published.as_ref(), row.earliest, row.latest),
                Some(word("basis", &variant(row.basis)).into_owned()),
                labelled("report.copy", copy),
                url,
            ];
            self.item(joined(parts), &each(&row.evidence));
        }
    }
}

/// Each place once.
fn each(evidence: &[Evidence]) -> Vec<&Evidence> {
    let mut all: Vec<&Evidence> = Vec::new();
    for at in evidence {
        if !all
            .iter()
            .any(|known| known.document == at.document && known.span == at.span)
        {
            all.push(at);
        }
    }
    all
}
