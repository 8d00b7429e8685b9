//! Talks that a report dates without numbering them: `الحوار الذي عقد الخميس الماضي عبر الفيديو`. Beside `the first round,
//! June 2020` of another report they give the day and the mode.

use super::claims::{Claim, Edge, Known, when_of};
use super::meetings::only_round;
use crate::lang::ClassId;
use crate::model::{Span, Status, Venue};
use crate::reconcile::archive::{Archive, Doc};
use crate::reconcile::dialogues::Dialogues;
use crate::reconcile::when::When;
use crate::text::Tokens;
use std::collections::BTreeMap;

/// How far from a round's known days a sitting of it can be: its last days, or the talks that open it.
const NEAR: i32 = 10;

/// Dated talks without a number, by series.
pub(super) fn of(archive: &Archive<'_>, dialogues: &Dialogues) -> BTreeMap<usize, Vec<Claim>> {
    let mut all: BTreeMap<usize, Vec<Claim>> = BTreeMap::new();
    for (at, doc) in archive.docs.iter().enumerate() {
        for talks in &doc.found.talks {
            let Some(dialogue) = dialogues.at(at, talks.span.start) else {
                continue;
            };
            let sentence = doc.sentence(talks.span);
            if doc.found.rounds.iter().any(|r| sentence.contains(r.span)) {
                continue;
            }
            all.entry(dialogue)
                .or_default()
                .extend(read(at, doc, talks.span, &talks.rule, sentence));
        }
    }
    all
}

/// The day that an event of the sentence, or a time of it behind a word of holding, gives the talks.
fn read(at: usize, doc: &Doc<'_>, span: Span, rule: &str, sentence: Span) -> Option<Claim> {
    let meets = |kind: &str| kind == "CONSULT" || kind == "AGREE";
    let events = doc
        .found
        .events
        .iter()
        .filter(|e| sentence.overlaps(e.span) && e.span.overlaps(span));
    // لبحث الحوار: a meeting about the talks is none of them; the word of meeting stands beside the talks.
    let beside = |trigger: Span| {
        let gap = Span::new(trigger.end.min(span.end), trigger.start.max(span.start));
        gap.of(doc.text).split_whitespace().count() <= BESIDE
    };
    let event = events
        .filter(|e| meets(&e.value.kind) && e.value.status != Status::Denied && beside(e.value.trigger))
        .find_map(|e| {
            let when = e
                .value
                .date
                .as_deref()
                .and_then(When::parse)
                .filter(|w| w.days() <= 31)?;
            let time = doc
                .found
                .times
                .iter()
                .find(|t| sentence.contains(t.span) && when_of(&t.value).is_some_and(|w| w == when));
            Some((
                when,
                time?.span,
                e.value.status != Status::Happened,
                e.value.place.clone(),
            ))
        });
    let (when, dated, planned, place) = event.or_else(|| held(doc, span, sentence))?;
    let mode = mode(doc, sentence);
    Some(Claim {
        doc: at,
        span,
        rule: rule.to_owned(),
        ordinal: None,
        last: false,
        when: Some(when),
        edge: Edge::Within,
        month: None,
        dated: Some(dated),
        place: place.filter(|_| mode != Some(Venue::Video)),
        mode,
        planned,
        published: doc.published,
    })
}

/// Words between the talks and the word that says that they were held.
const BESIDE: usize = 5;

type Held = (When, Span, bool, Option<String>);

/// A time of the sentence behind both the talks and a word of holding that follows them.
fn held(doc: &Doc<'_>, span: Span, sentence: Span) -> Option<Held> {
    let pack = doc.pack?;
    let rest = Span::new(span.start, sentence.end);
    let tokens = Tokens::of(rest.of(doc.text));
    let class = pack.class("round-held");
    let scan = pack.scan(&tokens);
    let verb = scan
        .all()
        .iter()
        .find(|h| h.class == class && class != ClassId::NONE)?;
    let from = rest.start + tokens.span(verb.from, verb.to).end;
    let time = doc
        .found
        .times
        .iter()
        .find(|t| t.span.start >= from && sentence.contains(t.span))?;
    let near = doc.text.get(from..time.span.start)?.split_whitespace().count() <= 4;
    let when = when_of(&time.value).filter(|w| near && w.days() <= 31)?;
    let planned = doc.published.is_some_and(|p| p.last < when.first);
    Some((when, time.span, planned, None))
}

/// How the talks of a sentence were held.
fn mode(doc: &Doc<'_>, sentence: Span) -> Option<Venue> {
    let pack = doc.pack?;
    let tokens = Tokens::of(sentence.of(doc.text));
    let class = pack.class("mode-word");
    let scan = pack.scan(&tokens);
    let hit = scan
        .all()
        .iter()
        .find(|h| h.class == class && class != ClassId::NONE)?;
    match pack.entry(hit.entry).text("mode")? {
        "video" => Some(Venue::Video),
        "in_person" => Some(Venue::InPerson),
        _ => None,
    }
}

/// The one round that its report numbers, where the talks were held about when it was written.
pub(super) fn round_of_report(
    claim: &Claim,
    dialogue: usize,
    archive: &Archive<'_>,
    dialogues: &Dialogues,
) -> Option<u32> {
    let doc = archive.docs.get(claim.doc)?;
    let (series, n) = only_round(claim.doc, doc, dialogues)?;
    let near = doc
        .published
        .is_some_and(|p| p.is_day() && claim.when.is_some_and(|w| p.distance(w) <= NEAR));
    (series == dialogue && near).then_some(n)
}

/// Whether a meeting can be of a round: near its other days, and not elsewhere.
pub(super) fn goes_with(claim: &Claim, others: &[Claim]) -> bool {
    let places: Vec<&String> = others.iter().filter_map(|o| o.place.as_ref()).collect();
    let here = claim
        .place
        .as_ref()
        .is_none_or(|p| places.is_empty() || places.contains(&p));
    let mut days = others.iter().filter_map(|o| o.when).peekable();
    let alone = days.peek().is_none();
    here && (alone || days.any(|d| claim.when.is_some_and(|w| w.distance(d) <= NEAR)))
}

/// The numbered round that dated talks are a sitting of: the one whose days they share, else the only one near, else one
/// without a date whose month it is or that alone fits between the others.
pub(super) fn round_of(claim: &Claim, held: &BTreeMap<u32, Known>) -> Option<u32> {
    let when = claim.when?;
    let dated = || held.iter().filter_map(|(n, k)| Some((*n, k.when?)));
    let shared: Vec<u32> = dated()
        .filter(|(_, w)| w.overlaps(when))
        .map(|(n, _)| n)
        .collect();
    if !shared.is_empty() {
        return only(&shared);
    }
    let near: Vec<u32> = dated()
        .filter(|(_, w)| w.distance(when) <= NEAR)
        .map(|(n, _)| n)
        .collect();
    if !near.is_empty() {
        return only(&near).filter(|_| when.is_day());
    }
    let fits = |n: u32| {
        let before = dated().filter(|(m, _)| *m < n).all(|(_, w)| w.last < when.first);
        before && dated().filter(|(m, _)| *m > n).all(|(_, w)| w.first > when.last)
    };
    let open: Vec<(u32, &Known)> = held
        .iter()
        .filter(|(n, k)| k.when.is_none() && fits(**n))
        .map(|(n, k)| (*n, k))
        .collect();
    let its_month = |k: &Known| k.months.contains(&when.first.month()) && when.days() <= 31;
    let of_month: Vec<u32> = open
        .iter()
        .filter(|(_, k)| its_month(k))
        .map(|(n, _)| *n)
        .collect();
    let silent: Vec<u32> = open
        .iter()
        .filter(|(_, k)| k.months.is_empty())
        .map(|(n, _)| *n)
        .collect();
    only(&of_month).or_else(|| only(&silent).filter(|_| of_month.is_empty()))
}

fn only(list: &[u32]) -> Option<u32> {
    match list {
        [one] => Some(*one),
        _ => None,
    }
}
