//! Happenings counted once, with all the reports that tell of them.

use super::archive::{Archive, commonest, id, tidy};
use super::people::People;
use super::rounds::Rounds;
use super::when::When;
use super::words::Keys;
use crate::model::{Annotation, Event, EventRow, Evidence, Span, Status};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// An event of one document.
struct Told<'a> {
    doc: usize,
    event: &'a Annotation<Event>,
    when: Option<When>,
    /// Who takes part: states under their names, people under the names the record gives them.
    parts: BTreeSet<String>,
    words: &'a Keys,
    /// The round that its words name.
    round: Option<usize>,
}

/// One happening.
pub(crate) struct Happening<'a> {
    told: Vec<Told<'a>>,
    when: Option<When>,
    parts: BTreeSet<String>,
}

/// How alike two clauses without a date must be to tell of one event.
const ALIKE: f64 = 0.7;
/// The same for two clauses of which one dates it more coarsely.
const COARSE: f64 = 0.4;

/// How many happenings of one kind, month and participant are compared with an event.
const MOST: usize = 300;

/// Groups the events of all documents. Only events of one kind that share a participant are compared.
pub(crate) fn of<'a>(archive: &Archive<'a>, people: &People, rounds: &Rounds) -> Vec<Happening<'a>> {
    let named = rounds.mentions(archive.docs.len());
    let mut found: Vec<Happening<'a>> = Vec::new();
    let mut index: FxHashMap<(String, String, i32), Vec<usize>> = FxHashMap::default();
    let mut told: Vec<Told<'a>> = archive
        .docs
        .iter()
        .enumerate()
        .flat_map(|(i, doc)| {
            let events = doc.found.events.iter().zip(&doc.reading.events);
            events.map(move |(e, words)| (i, e, words))
        })
        .map(|(i, e, words)| Told::read(i, e, words, people, named.get(i).map_or(&[][..], Vec::as_slice)))
        .collect();
    // Finer dates first: what is dated `2020-06` joins what is dated `2020-06-11`.
    told.sort_by_key(|t| (t.when.map_or(i32::MAX, When::days), t.doc, t.event.span));
    for one in told {
        let keys = one.keys();
        let mut candidates: Vec<usize> = keys
            .iter()
            .flat_map(|k| index.get(k).into_iter().flatten().copied())
            .collect();
        candidates.sort_unstable();
        candidates.dedup();
        // The latest of them: of a month with hundreds, the rest are of other days.
        let first = candidates.len().saturating_sub(MOST);
        let candidates = candidates.split_off(first);
        let fits: Vec<usize> = candidates
            .into_iter()
            .filter(|i| found.get(*i).is_some_and(|h| h.fits(&one)))
            .collect();
        // A coarse date that fits two happenings tells of neither.
        let slot = match fits.as_slice() {
            [one] => Some(*one),
            [first, ..] if one.when.is_some_and(When::is_day) => Some(*first),
            _ => None,
        };
        let slot = slot.unwrap_or_else(|| {
            found.push(Happening {
                told: Vec::new(),
                when: None,
                parts: BTreeSet::new(),
            });
            found.len() - 1
        });
        for key in keys {
            let list = index.entry(key).or_default();
            if list.last() != Some(&slot) {
                list.push(slot);
            }
        }
        if let Some(happening) = found.get_mut(slot) {
            happening.when = happening.when.or(one.when);
            happening.parts.extend(one.parts.iter().cloned());
            happening.told.push(one);
        }
    }
    found
}

/// A meeting that is planned (AGREE) and one that took place (CONSULT) can be one.
fn family(event: &Event) -> &str {
    match event.kind.as_str() {
        "AGREE" if event.status == Status::Planned => "CONSULT",
        kind => kind,
    }
}

impl<'a> Told<'a> {
    fn read(
        at: usize,
        event: &'a Annotation<Event>,
        words: &'a Keys,
        people: &People,
        named: &[(Span, usize)],
    ) -> Self {
        let called = |name: &String| {
            people
                .named(at, name)
                .map_or_else(|| name.clone(), |p| p.name.clone())
        };
        Self {
            doc: at,
            event,
            when: event.value.date.as_deref().and_then(When::parse),
            parts: event
                .value
                .actors
                .iter()
                .chain(&event.value.recipients)
                .map(called)
                .collect(),
            words,
            round: named
                .iter()
                .find(|(s, _)| event.span.contains(*s))
                .map(|(_, r)| *r),
        }
    }

    /// Kind, participant and month, so that few are compared; one month more at either end of a longer stretch.
    fn keys(&self) -> Vec<(String, String, i32)> {
        let month = |d: jiff::civil::Date| i32::from(d.year()) * 12 + i32::from(d.month());
        let months = match self.when.filter(|w| w.days() <= 366) {
            Some(w) => (month(w.first)..=month(w.last)).collect(),
            None => vec![0],
        };
        let kind = family(&self.event.value);
        let keys = self
            .parts
            .iter()
            .flat_map(|p| months.iter().map(move |m| (p, *m)));
        keys.map(|(p, m)| (kind.to_owned(), p.clone(), m)).collect()
    }
}

impl Happening<'_> {
    fn fits(&self, one: &Told<'_>) -> bool {
        let Some(first) = self.told.first() else {
            return false;
        };
        let (a, b) = (&first.event.value, &one.event.value);
        let modes = a.mode.is_none() || b.mode.is_none() || a.mode == b.mode;
        let denied = (a.status == Status::Denied) == (b.status == Status::Denied);
        let common = self.parts.intersection(&one.parts).count();
        let least = self.parts.len().min(one.parts.len());
        if !modes || !denied || least == 0 || common < least {
            return false;
        }
        let alike = |least: f64| {
            let long = |w: &Keys| w.len() > 3;
            self.told
                .iter()
                .any(|t| long(t.words) && long(one.words) && t.words.containment(one.words) >= least)
        };
        match (self.when, one.when) {
            (Some(x), Some(y)) => {
                let places = a.place.is_none() || b.place.is_none() || a.place == b.place;
                // One report tells two meetings of one month apart; another's month may be the first one's day.
                let same_report = self.told.iter().any(|t| t.doc == one.doc);
                let round = one.round.is_some() && self.told.iter().any(|t| t.round == one.round);
                let exact = x.is_day() && x == y;
                x.overlaps(y)
                    && (exact && (places || !same_report) || round || !same_report && places && alike(COARSE))
            }
            // Without a date of both: the clauses must say the same.
            _ => alike(ALIKE),
        }
    }

    /// Its row.
    pub(crate) fn row(&self, archive: &Archive<'_>) -> EventRow {
        let happened = self
            .told
            .iter()
            .find(|t| t.event.value.status == Status::Happened);
        let lead = happened.or_else(|| self.told.first());
        let Some(lead) = lead else {
            return EventRow::default();
        };
        let evidence: Vec<Evidence> = self
            .told
            .iter()
            .filter_map(|t| Some(archive.docs.get(t.doc)?.evidence(t.event.span, &t.event.rule)))
            .collect();
        let reports: BTreeSet<&str> = self
            .told
            .iter()
            .filter_map(|t| archive.docs.get(t.doc).map(|d| d.id))
            .collect();
        let value = &lead.event.value;
        let most = |lists: Vec<&Vec<String>>| {
            let longest = lists.into_iter().max_by_key(|l| l.len());
            longest.cloned().unwrap_or_default()
        };
        let held: Vec<&Told<'_>> = self
            .told
            .iter()
            .filter(|t| t.event.value.status == value.status)
            .collect();
        let actors = most(held.iter().map(|t| &t.event.value.actors).collect());
        let mut recipients = most(held.iter().map(|t| &t.event.value.recipients).collect());
        recipients.retain(|r| !actors.contains(r));
        let places = self.told.iter().filter_map(|t| t.event.value.place.clone());
        let modes = held.iter().filter_map(|t| t.event.value.mode.clone());
        let first = archive
            .docs
            .get(lead.doc)
            .map_or("", |d| d.document.source.sha256.as_str());
        let doc = archive.docs.get(lead.doc).map_or("", |d| d.id);
        EventRow {
            id: id(
                "event",
                &[first, doc, &lead.event.span.start.to_string(), &value.kind],
            ),
            kind: value.kind.clone(),
            mode: commonest(modes).into_iter().next().map(|(m, _)| m),
            actors,
            recipients,
            date: self.when.and_then(When::value),
            place: commonest(places).into_iter().next().map(|(p, _)| p),
            status: value.status,
            reports: reports.into_iter().map(str::to_owned).collect(),
            evidence: tidy(evidence),
        }
    }

    /// The days it took place on.
    pub(crate) fn when(&self) -> Option<When> {
        self.when
    }

    /// The document and the place of each telling.
    pub(crate) fn tellings(&self) -> impl Iterator<Item = (usize, &Annotation<Event>)> {
        self.told.iter().map(|t| (t.doc, t.event))
    }
}
