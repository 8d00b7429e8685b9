//! What single sentences say of a round.

use super::{LONGEST, fits_a_round, spanned};
use crate::lang::ClassId;
use crate::model::{Annotation, Evidence, Round, Span, Status, Time, Venue};
use crate::reconcile::archive::{Archive, Doc};
use crate::reconcile::dialogues::Dialogues;
use crate::reconcile::when::When;
use crate::text::Tokens;
use std::collections::BTreeMap;

/// What a date is of a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edge {
    /// The day it began.
    Begin,
    /// The day it ended.
    End,
    /// A day of it.
    Within,
}

/// One sentence about one round.
#[derive(Clone, Debug)]
pub(crate) struct Claim {
    /// Index of the document.
    pub(crate) doc: usize,
    /// The words that name the round.
    pub(crate) span: Span,
    pub(crate) rule: String,
    pub(crate) ordinal: Option<u32>,
    pub(crate) last: bool,
    pub(crate) when: Option<When>,
    pub(crate) edge: Edge,
    /// The month, where the report names it without a year that it could know.
    pub(crate) month: Option<i8>,
    /// The words that date it.
    pub(crate) dated: Option<Span>,
    pub(crate) place: Option<String>,
    pub(crate) mode: Option<Venue>,
    /// It is yet to come.
    pub(crate) planned: bool,
    /// When its document was published.
    pub(crate) published: Option<When>,
}

impl Claim {
    /// The words that name the round, and those that date it.
    pub(crate) fn evidence(&self, archive: &Archive<'_>) -> Vec<Evidence> {
        let Some(doc) = archive.docs.get(self.doc) else {
            return Vec::new();
        };
        let dated = self.dated.map(|span| doc.evidence(span, "rounds/date"));
        std::iter::once(doc.evidence(self.span, &self.rule))
            .chain(dated)
            .collect()
    }
}

/// Every claim, by series.
pub(super) fn of(archive: &Archive<'_>, dialogues: &Dialogues) -> BTreeMap<usize, Vec<Claim>> {
    let mut all: BTreeMap<usize, Vec<Claim>> = BTreeMap::new();
    for (at, doc) in archive.docs.iter().enumerate() {
        for round in &doc.found.rounds {
            if let Some(dialogue) = dialogues.at(at, round.span.start) {
                all.entry(dialogue).or_default().extend(read(at, doc, round));
            }
        }
    }
    all
}

/// A mention, and further dates of its sentence that a word of beginning, holding or ending ties to it.
fn read(at: usize, doc: &Doc<'_>, round: &Annotation<Round>) -> Vec<Claim> {
    let value = &round.value;
    let base = Claim {
        doc: at,
        span: round.span,
        rule: round.rule.clone(),
        ordinal: value.ordinal,
        last: value.last,
        when: None,
        edge: Edge::Within,
        month: None,
        dated: None,
        place: value.place.clone(),
        mode: value.mode,
        planned: planned(doc, round.span),
        published: doc.published,
    };
    let sentence = doc.sentence(round.span);
    let dates = dates(doc, sentence, round.span);
    let given = value.date.as_deref().and_then(When::parse);
    let mut claims: Vec<Claim> = dates
        .into_iter()
        .filter(|(time, _, _)| given.is_none_or(|g| g.distance(*time) <= LONGEST))
        .map(|(when, span, edge)| Claim {
            when: Some(when),
            edge,
            dated: Some(span),
            ..base.clone()
        })
        .collect();
    if let Some(when) = given.filter(|w| claims.iter().all(|c| c.when != Some(*w))) {
        let time = doc
            .found
            .times
            .iter()
            .find(|t| sentence.contains(t.span) && when_of(&t.value).is_some_and(|w| w == when));
        claims.push(Claim {
            when: Some(when),
            dated: time.map(|t| t.span),
            ..base.clone()
        });
    }
    if claims.is_empty() {
        let month = months(doc, sentence, round.span);
        claims.push(Claim { month, ..base });
    }
    claims
}

/// Dates of a sentence that a word of the class `round-held` right before them, or between them and the round, ties to
/// the round at `own`; a date nearer to another round is that one's.
fn dates(doc: &Doc<'_>, sentence: Span, own: Span) -> Vec<(When, Span, Edge)> {
    let Some(pack) = doc.pack else { return Vec::new() };
    let text = sentence.of(doc.text);
    let tokens = Tokens::of(text);
    let scan = pack.scan(&tokens);
    let held = ["round-held", "round-edge"].map(|c| pack.class(c));
    let verbs: Vec<(Span, Edge)> = scan
        .all()
        .iter()
        .filter(|h| held.contains(&h.class) && h.class != ClassId::NONE)
        .map(|h| {
            let words = tokens.span(h.from, h.to);
            let at = Span::new(words.start + sentence.start, words.end + sentence.start);
            (at, edge(pack, scan.hits(h.from)))
        })
        .collect();
    let gap = |a: Span, b: Span| a.start.max(b.start).saturating_sub(a.end.min(b.end));
    let rounds = doc.found.rounds.iter().filter(|r| sentence.contains(r.span));
    let others: Vec<Span> = rounds.map(|r| r.span).filter(|s| *s != own).collect();
    let times = doc.found.times.iter().filter(|t| sentence.contains(t.span));
    times
        .filter_map(|t| Some((when_of(&t.value).filter(|w| w.is_day())?, t.span)))
        .filter(|(_, span)| others.iter().all(|o| gap(*o, *span) > gap(own, *span)))
        .filter_map(|(when, span)| {
            // بدأت أمس الإثنين: the verb stands right before its date.
            let verb = verbs
                .iter()
                .filter(|(v, _)| v.end <= span.start)
                .max_by_key(|(v, _)| v.end)?;
            let near = doc.text.get(verb.0.end..span.start)?.split_whitespace().count() <= NEAR;
            near.then_some((when, span, verb.1))
        })
        .collect()
}

/// The month of the time nearest to a round in its sentence, where its year is not known (`XXXX-06`).
fn months(doc: &Doc<'_>, sentence: Span, own: Span) -> Option<i8> {
    let gap = |s: Span| s.start.max(own.start).saturating_sub(s.end.min(own.end));
    let times = doc.found.times.iter().filter(|t| sentence.contains(t.span));
    let nearest = times.min_by_key(|t| gap(t.span))?;
    month(&nearest.value.value)
}

/// The month of a value without a year.
pub(crate) fn month(value: &str) -> Option<i8> {
    let month = value.strip_prefix("XXXX-")?.get(..2)?.parse().ok()?;
    (1..=12).contains(&month).then_some(month)
}

/// What is known of a round's days before all claims are in.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    pub(super) when: Option<When>,
    pub(super) months: Vec<i8>,
}

impl Known {
    pub(super) fn of(claims: &[Claim]) -> Self {
        Self {
            when: best(claims),
            months: claims.iter().filter_map(|c| c.month).collect(),
        }
    }
}

/// Words between a verb of holding and its date.
const NEAR: usize = 6;

fn edge(pack: &crate::lang::Pack, hits: &[crate::lang::Hit]) -> Edge {
    let class = pack.class("round-edge");
    let entry = hits
        .iter()
        .find(|h| h.class == class)
        .map(|h| pack.entry(h.entry));
    match entry.and_then(|e| e.text("edge")) {
        Some("begin") => Edge::Begin,
        Some("end") => Edge::End,
        _ => Edge::Within,
    }
}

/// The days of a time expression that can be trusted.
pub(super) fn when_of(time: &Time) -> Option<When> {
    if time.stale {
        return None;
    }
    When::parse(&time.value).or_else(|| Some(When::new(time.earliest?, time.latest?)))
}

/// Whether an event that has yet to come holds the mention, or words of expectation stand before it (`من المؤمل أن`).
fn planned(doc: &Doc<'_>, span: Span) -> bool {
    let holding = doc.found.events.iter().filter(|e| e.span.contains(span));
    let statuses: Vec<Status> = holding.map(|e| e.value.status).collect();
    if !statuses.is_empty() {
        return !statuses.contains(&Status::Happened);
    }
    let Some(pack) = doc.pack else { return false };
    let sentence = doc.sentence(span);
    let classes = ["clause-expected", "clause-planned"].map(|c| pack.class(c));
    let tokens = Tokens::of(Span::new(sentence.start, span.start).of(doc.text));
    let scan = pack.scan(&tokens);
    let last = scan
        .all()
        .iter()
        .filter(|h| classes.contains(&h.class) && h.class != ClassId::NONE)
        .map(|h| h.to)
        .max();
    last.is_some_and(|to| tokens.len() - to <= EXPECTED)
}

/// Tokens between words of expectation and the round that they are about.
const EXPECTED: usize = 8;

/// The finest stretch that most claims agree with.
pub(crate) fn best(claims: &[Claim]) -> Option<When> {
    let whens: Vec<When> = claims.iter().filter_map(|c| c.when).collect();
    let support = |w: &When| whens.iter().filter(|o| o.overlaps(*w)).count();
    whens
        .iter()
        .max_by_key(|w| {
            (
                support(w),
                std::cmp::Reverse(w.days()),
                std::cmp::Reverse(w.first),
            )
        })
        .copied()
}

/// From the first to the last day that the claims give, those left out that lie too far off to be of one round; a
/// coarser date (`2020-06`) gives way to a finer one within it.
pub(crate) fn window(claims: &[Claim]) -> Option<When> {
    let best = best(claims)?;
    let mut days: Vec<When> = claims
        .iter()
        .filter_map(|c| c.when)
        .filter(|w| w.is_day())
        .collect();
    if !best.is_day() && !days.iter().any(|d| best.contains(*d)) {
        return Some(best);
    }
    days.sort();
    let near = days.into_iter().filter(|d| d.distance(best) <= LONGEST);
    spanned(near).filter(|w| fits_a_round(*w)).or(Some(best))
}
