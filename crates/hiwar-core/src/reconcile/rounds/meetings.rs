//! Meetings of the sides in a report that is about one round: the talks that open it and the leaders' meeting that ends it
//! are days of it, though the report does not say so in one sentence.

use super::claims::{Claim, Edge};
use crate::model::{Annotation, Event, Status};
use crate::reconcile::archive::{Archive, Doc};
use crate::reconcile::dialogues::{Dialogue, Dialogues};
use crate::reconcile::people::People;
use crate::reconcile::when::When;
use crate::text::Tokens;
use std::collections::{BTreeMap, BTreeSet};

/// Days between the report and a meeting of the round that it is about.
const NEAR: i32 = 7;

/// Meetings by series and number: of reports that number one round alone; without a number, of reports that number none
/// and speak of talks.
pub(super) fn of(
    archive: &Archive<'_>,
    dialogues: &Dialogues,
    people: &People,
) -> BTreeMap<usize, Vec<(Option<u32>, Claim)>> {
    let mut all: BTreeMap<usize, Vec<(Option<u32>, Claim)>> = BTreeMap::new();
    for (at, doc) in archive.docs.iter().enumerate() {
        let numbered = doc.found.rounds.iter().any(|r| r.value.ordinal.is_some());
        let about = match only_round(at, doc, dialogues) {
            Some((dialogue, n)) => Some((dialogue, Some(n))),
            None => dialogues.main(at).map(|d| (d, None)).filter(|_| !numbered),
        };
        let Some((dialogue, n)) = about else { continue };
        let Some(series) = dialogues.list.get(dialogue) else {
            continue;
        };
        for event in &doc.found.events {
            if let Some(claim) = read(at, doc, event, series, people)
                .filter(|_| n.is_some() && series.parties.len() > 1 || is_talks(doc, event))
            {
                all.entry(dialogue).or_default().push((n, claim));
            }
        }
    }
    all
}

/// The one round that a report numbers.
pub(super) fn only_round(at: usize, doc: &Doc<'_>, dialogues: &Dialogues) -> Option<(usize, u32)> {
    let numbered = doc
        .found
        .rounds
        .iter()
        .filter_map(|r| Some((dialogues.at(at, r.span.start)?, r.value.ordinal?)));
    let distinct: BTreeSet<(usize, u32)> = numbered.collect();
    match distinct.len() {
        1 => distinct.into_iter().next(),
        _ => None,
    }
}

fn read(
    at: usize,
    doc: &Doc<'_>,
    event: &Annotation<Event>,
    series: &Dialogue,
    people: &People,
) -> Option<Claim> {
    let value = &event.value;
    let meets = value.kind == "CONSULT" || (value.kind == "AGREE" && value.status == Status::Planned);
    // أعلن البلدان، الإثنين، الاتفاق … ضمن الجولة الرابعة: what the sides do in the sentence that names the round.
    let sentence = doc.sentence(event.span);
    let joint = doc
        .found
        .rounds
        .iter()
        .any(|r| r.value.ordinal.is_some() && sentence.contains(r.span));
    let when = value
        .date
        .as_deref()
        .and_then(When::parse)
        .filter(|w| w.is_day())?;
    let near = doc
        .published
        .is_some_and(|p| p.is_day() && p.distance(when) <= NEAR);
    let numbered = doc.found.rounds.iter().any(|r| r.value.ordinal.is_some());
    let sides = sides(at, doc, value, series, people);
    // A report that numbers no round has to speak of talks; one side is enough then (محادثات مع واشنطن).
    let enough = if numbered { 2.min(series.parties.len()) } else { 1 };
    if !(meets || joint) || !near || value.status == Status::Denied || sides < enough {
        return None;
    }
    let dated = doc
        .found
        .times
        .iter()
        .find(|t| event.span.contains(t.span) && When::parse(&t.value.value) == Some(when));
    Some(Claim {
        doc: at,
        span: event.span,
        rule: event.rule.clone(),
        ordinal: None,
        last: false,
        when: Some(when),
        edge: Edge::Within,
        month: None,
        dated: dated.map(|t| t.span),
        place: value.place.clone().filter(|_| meets && !is_country(doc, event)),
        mode: None,
        planned: value.status != Status::Happened,
        published: doc.published,
    })
}

/// Whether an event's place is no more than a country: rounds are held in cities.
fn is_country(doc: &Doc<'_>, event: &Annotation<Event>) -> bool {
    let name = event.value.place.as_deref().unwrap_or("");
    let places = doc.found.places.iter().filter(|p| p.value.name == name);
    places.into_iter().any(|p| p.value.kind == "country")
}

/// Whether an event's own words speak of talks.
fn is_talks(doc: &Doc<'_>, event: &Annotation<Event>) -> bool {
    let Some(pack) = doc.pack else { return false };
    let class = pack.class("talks");
    let scan = pack.scan(&Tokens::of(event.span.of(doc.text)));
    let held = event.value.status == Status::Happened;
    held && scan
        .all()
        .iter()
        .any(|h| h.class == class && !pack.entry(h.entry).flag("weak"))
}

/// How many sides of the talks take part: by name, or through somebody who acts for them.
fn sides(at: usize, doc: &Doc<'_>, event: &Event, series: &Dialogue, people: &People) -> usize {
    let country = |name: &str| {
        let code = people.index(at, name).and_then(|p| people.country(p))?;
        doc.pack?.entry_named(&format!("country-{code}"))?.text("name")
    };
    let part = |name: &String| country(name).unwrap_or(name.as_str()).to_owned();
    let all: BTreeSet<String> = event.actors.iter().chain(&event.recipients).map(part).collect();
    series.parties.iter().filter(|p| all.contains(*p)).count()
}
