//! PLOVER 2.0 events, one JSON object a line, with the words that show each.
//!
//! PLOVER codes no event without an actor. `date` is cut to what is known, as in the record, and null where nobody says
//! when; what was coded when is not said, because a record holds no clock.

use super::codes::{self, Actor};
use super::days::Days;
use super::{Archive, Export, Give, text};
use crate::fault::Result;
use hiwar_core::model::{EventRow, Status};
use serde_json::{Value, json};

const CODER: &str = concat!("hiwar ", env!("CARGO_PKG_VERSION"));

/// One file of events.
pub struct Plover;

impl Export for Plover {
    fn left_out(&self, archive: &Archive<'_>) -> Option<String> {
        without_actor(archive)
    }

    fn write(&self, archive: &Archive<'_>, give: &mut Give<'_>) -> Result<()> {
        let events = archive.record.events.iter().filter(|e| !e.actors.is_empty());
        give(
            "events.jsonl",
            &text::lines(events.map(|event| line(event, archive))),
        )
    }
}

/// How many events PLOVER leaves uncoded.
pub fn without_actor(archive: &Archive<'_>) -> Option<String> {
    let n = archive
        .record
        .events
        .iter()
        .filter(|e| e.actors.is_empty())
        .count();
    (n > 0).then(|| format!("{n} events name no actor and are left out, as PLOVER has it"))
}

fn line(event: &EventRow, archive: &Archive<'_>) -> Value {
    let words = archive.all(&event.evidence);
    let first = words.first();
    let row = first.and_then(|w| archive.report(w.document));
    let document = first.and_then(|w| archive.document(w.document));
    let clock = event.date.as_deref().and_then(|d| d.split_once('T'));
    let days = Days::of(event.date.as_deref());
    let mode: Vec<&str> = event
        .mode
        .as_deref()
        .into_iter()
        .chain(auxiliary(event.status))
        .collect();
    json!({
        "id": event.id,
        "has_event": true,
        "date": event.date.as_deref().map(|d| d.split('T').next()),
        "time": clock.map(|c| c.1),
        "enddate": days.filter(|d| !d.is_day()).map(|d| d.last),
        "endtime": null,
        "actor": event.actors.iter().map(|name| entity(name, archive)).collect::<Vec<_>>(),
        "recipient": event.recipients.iter().map(|name| entity(name, archive)).collect::<Vec<_>>(),
        "event": [event.kind],
        "mode": mode,
        "context": [],
        "quad_code": codes::quad(event),
        "event_scale": codes::score(event),
        "event_loc": location(event, archive),
        "event_text": words.iter().map(|w| w.text).collect::<Vec<_>>(),
        "text": first.map(|w| w.text),
        "text_info": first.map(|w| json!({
            "sequence": 1, "start": w.start, "end": w.end, "text_story": document.map(|d| &d.id),
        })),
        "cite_info": row.map(|row| json!({
            "corpus": "hiwar", "title": row.title, "publication": row.outlet, "language": row.lang,
            "url": first.and_then(|w| archive.address(w.document)), "date": row.published, "coder": CODER,
        })),
        "link": first.and_then(|w| archive.address(w.document)),
        "coder": CODER,
        "coded_date": null,
        "coded_time": null,
        "comment": format!("status {}; precision {}", crate::tell::report::strings::name(event.status), days.map_or("unknown", |d| d.precision)),
        "evidence": words,
    })
}

fn entity(name: &str, archive: &Archive<'_>) -> Value {
    let actor = Actor::of(name, archive);
    json!({
        "code": actor.code,
        "sector": actor.sector.into_iter().collect::<Vec<_>>(),
        "entity_text": actor.name,
        "office": actor.office,
    })
}

fn location(event: &EventRow, archive: &Archive<'_>) -> Value {
    let Some(place) = event.place.as_deref() else {
        return Value::Null;
    };
    let who = archive.who(place);
    let is_city = who.is_some_and(|w| w.kind == "city");
    json!({
        "extracted_place": place,
        "city": is_city.then_some(place),
        "country_code": who.and_then(|w| w.country),
    })
}

/// PLOVER's auxiliary mode for what did not simply happen.
fn auxiliary(status: Status) -> Option<&'static str> {
    match status {
        Status::Happened => None,
        Status::Planned => Some("future"),
        Status::Denied => Some("negation"),
        Status::Possible => Some("hypothetical"),
    }
}
