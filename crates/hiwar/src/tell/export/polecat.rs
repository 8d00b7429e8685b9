//! POLECAT: forty tab-separated columns, as its files have them, and what they have no column for in a file beside.
//!
//! A date is a whole day there, so one that is known less exactly is written as its first day; `extras.txt` gives
//! what is known, with its precision, and the words of each event.

use super::codes::{self, Actor};
use super::days::Days;
use super::{Archive, Export, Give, plover, text};
use crate::fault::Result;
use crate::tell::report::strings::name as variant;
use hiwar_core::model::{Annotations, EventRow};
use std::collections::BTreeSet;

/// The columns in file order. Loaders count on their positions.
const COLUMNS: [&str; 40] = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
];

const EXTRAS: [&str; 11] = [
    "Event ID",
    "Document",
    "Start",
    "End",
    "Text",
    "Rule",
    "Date",
    "Earliest",
    "Latest",
    "Precision",
    "Status",
];

/// A folder with `events.txt` and `extras.txt`.
pub struct Polecat;

impl Export for Polecat {
    fn folder(&self) -> bool {
        true
    }

    fn left_out(&self, archive: &Archive<'_>) -> Option<String> {
        plover::without_actor(archive)
    }

    fn write(&self, archive: &Archive<'_>, give: &mut Give<'_>) -> Result<()> {
        let events = || archive.record.events.iter().filter(|e| !e.actors.is_empty());
        let head = |names: &[&str]| names.iter().map(|&n| n.to_owned()).collect::<Vec<_>>();
        let rows = events().map(|event| row(event, archive).map(cell).to_vec());
        give(
            "events.txt",
            &text::separated(b'\t', std::iter::once(head(&COLUMNS)).chain(rows))?,
        )?;
        let rows = events().flat_map(|event| extras(event, archive));
        give(
            "extras.txt",
            &text::separated(b'\t', std::iter::once(head(&EXTRAS)).chain(rows))?,
        )
    }
}

/// A value in one line without tabs; what is missing is the word `None`.
fn cell(value: Option<String>) -> String {
    value
        .map(|v| text::line(&v))
        .filter(|v| !v.is_empty())
        .unwrap_or_else(|| "None".to_owned())
}

fn row(event: &EventRow, archive: &Archive<'_>) -> [Option<String>; 40] {
    let first = event.evidence.first();
    let report = first.and_then(|at| archive.report(&at.document));
    let found = first.and_then(|at| archive.found(&at.document));
    let days = Days::of(event.date.as_deref());
    let [name, country, cow, sector, sectors, title, raw] = side(&event.actors, event, archive);
    let [to, to_country, to_cow, to_sector, to_sectors, to_title, to_raw] =
        side(&event.recipients, event, archive);
    let place = event.place.clone();
    let where_ = place.as_deref().and_then(|p| archive.who(p));
    let kind = where_.map(|w| w.kind.to_owned());
    let place_raw = place
        .as_deref()
        .and_then(|p| archive.written(p, first?))
        .map(str::to_owned);
    let [people, bodies, places] = found.map_or([None, None, None], story);
    [
        Some(event.id.clone()),
        days.map(|d| d.first.to_string()),
        Some(event.kind.clone()),
        event.mode.clone(),
        codes::score(event).map(|s| s.to_string()),
        codes::quad_words(event).map(str::to_owned),
        None,
        name,
        country,
        cow,
        sector,
        sectors,
        title,
        raw,
        None,
        to,
        to_country,
        to_cow,
        to_sector,
        to_sectors,
        to_title,
        to_raw,
        None,
        place.clone(),
        place.filter(|_| kind.as_deref() == Some("city")),
        None,
        None,
        where_.and_then(|w| w.country).map(str::to_owned),
        None,
        None,
        None,
        place_raw,
        kind,
        report.and_then(|r| r.outlet.clone()),
        report
            .and_then(|r| Days::of(r.published.as_deref()))
            .map(|d| d.first.to_string()),
        people,
        bodies,
        places,
        report.map(|r| r.lang.clone()),
        Some(concat!("hiwar ", env!("CARGO_PKG_VERSION")).to_owned()),
    ]
}

/// Name, country, COW, primary sector, sectors, title and raw name of one side. A list keeps its places: what one
/// of several lacks is `None` there.
fn side(names: &[String], event: &EventRow, archive: &Archive<'_>) -> [Option<String>; 7] {
    let actors: Vec<Actor<'_>> = names.iter().map(|name| Actor::of(name, archive)).collect();
    let first = event.evidence.first();
    let list = |each: &dyn Fn(&Actor<'_>) -> Option<String>| {
        let values: Vec<Option<String>> = actors.iter().map(each).collect();
        let any = values.iter().any(Option::is_some);
        any.then(|| values.into_iter().map(cell).collect::<Vec<_>>().join("; "))
    };
    let sector = |a: &Actor<'_>| a.sector.map(str::to_owned);
    [
        list(&|a| Some(a.name.to_owned())),
        list(&|a| a.code.map(str::to_owned)),
        list(&|a| a.cow().map(|n| n.to_string())),
        actors.first().and_then(sector),
        list(&sector),
        list(&|a| a.office.map(str::to_owned)),
        list(&|a| archive.written(a.name, first?).map(str::to_owned)),
    ]
}

/// People, organisations and places of a report.
fn story(found: &Annotations) -> [Option<String>; 3] {
    let list = |names: BTreeSet<&str>| {
        let names: Vec<&str> = names.into_iter().collect();
        (!names.is_empty()).then(|| names.join("; "))
    };
    [
        list(found.people.iter().map(|p| p.value.name.as_str()).collect()),
        list(
            found
                .organizations
                .iter()
                .map(|b| b.value.name.as_str())
                .collect(),
        ),
        list(found.places.iter().map(|b| b.value.name.as_str()).collect()),
    ]
}

/// A line for each place that an event rests on; the words are exact, quoted where they hold a tab or a line end.
fn extras(event: &EventRow, archive: &Archive<'_>) -> Vec<Vec<String>> {
    let days = Days::of(event.date.as_deref());
    let day = |day: Option<jiff::civil::Date>| cell(day.map(|d| d.to_string()));
    let words = archive.all(&event.evidence);
    let line = |w: &super::archive::Words<'_>| {
        vec![
            event.id.clone(),
            w.document.to_owned(),
            w.start.to_string(),
            w.end.to_string(),
            w.text.to_owned(),
            w.rule.to_owned(),
            cell(event.date.clone()),
            day(days.map(|d| d.first)),
            day(days.map(|d| d.last)),
            days.map_or("unknown", |d| d.precision).to_owned(),
            variant(event.status),
        ]
    };
    words.iter().map(line).collect()
}
