//! Rounds of talks: by number within their series, each with the finest date, place and mode that the reports agree on.
//! A number below the highest that nobody reports is a gap.

mod claims;
mod heads;
mod meetings;
mod numbers;
mod sittings;

use super::archive::{Archive, commonest, id, tidy};
use super::dialogues::{Dialogue, Dialogues, tracks};
use super::people::People;
use super::when::{When, shift};
use crate::model::{Evidence, RoundRow, RoundStatus, Span, Venue};
use claims::Known;
pub(crate) use claims::{Claim, Edge, month, window};
use jiff::civil::Date;
pub(crate) use numbers::Misnumbered;
use std::collections::{BTreeMap, BTreeSet};

/// All rounds.
#[derive(Debug, Default)]
pub(crate) struct Rounds {
    pub(crate) rows: Vec<RoundRow>,
    /// What each row rests on, beside it.
    pub(crate) claims: Vec<Vec<Claim>>,
    /// Rounds that reports number in different ways.
    pub(crate) misnumbered: Vec<Misnumbered>,
    /// For each document, the row that it is chiefly about.
    main: Vec<Option<usize>>,
}

/// Days that one round can last.
const LONGEST: i32 = 45;

impl Rounds {
    /// Puts together what the documents say of rounds.
    pub(crate) fn of(archive: &Archive<'_>, dialogues: &Dialogues, people: &People) -> Self {
        let mut rounds = Self::default();
        let mut claims = claims::of(archive, dialogues);
        let mut sittings = sittings::of(archive, dialogues);
        let mut meetings = meetings::of(archive, dialogues, people);
        for (at, dialogue) in dialogues.list.iter().enumerate() {
            let (mut own, mut open) = numbered(claims.remove(&at).unwrap_or_default());
            rounds.misnumbered.extend(numbers::settle(&mut own, archive));
            // What a report dates without a number is of the round that it is about, else of the one whose days fit.
            open.extend(sittings.remove(&at).unwrap_or_default());
            for claim in std::mem::take(&mut open) {
                match sittings::round_of_report(&claim, at, archive, dialogues).and_then(|n| own.get_mut(&n))
                {
                    Some(list) => list.push(claim),
                    None => open.push(claim),
                }
            }
            let known: BTreeMap<u32, Known> = own.iter().map(|(n, c)| (*n, Known::of(c))).collect();
            for claim in open {
                if let Some(list) = sittings::round_of(&claim, &known).and_then(|n| own.get_mut(&n)) {
                    list.push(claim);
                }
            }
            for (n, claim) in meetings.remove(&at).unwrap_or_default() {
                let n = n.or_else(|| sittings::round_of(&claim, &known).filter(|_| claim.when.is_some()));
                let list = n.and_then(|n| own.get_mut(&n));
                if let Some(list) = list.filter(|list| sittings::goes_with(&claim, list)) {
                    list.push(claim);
                }
            }
            rounds.tell(dialogue, own, archive, people);
        }
        rounds.main = rounds.chief(archive.docs.len());
        rounds
    }

    /// The rows of one series, with gaps where a number must exist and nobody tells of it.
    fn tell(
        &mut self,
        dialogue: &Dialogue,
        mut own: BTreeMap<u32, Vec<Claim>>,
        archive: &Archive<'_>,
        people: &People,
    ) {
        let held: BTreeMap<u32, Option<When>> = own.iter().map(|(n, c)| (*n, window(c))).collect();
        let last = own.keys().next_back().copied().unwrap_or(0);
        for n in 1..=last {
            match own.remove(&n) {
                Some(claims) => {
                    let mut row = reported(&dialogue.id, n, &claims, archive);
                    row.delegations = heads::of(dialogue, &claims, archive, people);
                    self.push(row, claims);
                }
                None => self.push(gap(&dialogue.id, n, &held), Vec::new()),
            }
        }
    }

    fn push(&mut self, row: RoundRow, claims: Vec<Claim>) {
        self.rows.push(row);
        self.claims.push(claims);
    }

    /// For each document, the row that most of its claims are about.
    fn chief(&self, documents: usize) -> Vec<Option<usize>> {
        let mut counts: Vec<BTreeMap<usize, usize>> = vec![BTreeMap::new(); documents];
        for (row, claims) in self.claims.iter().enumerate() {
            for claim in claims {
                if let Some(own) = counts.get_mut(claim.doc) {
                    *own.entry(row).or_default() += 1;
                }
            }
        }
        let most = |own: BTreeMap<usize, usize>| {
            own.into_iter()
                .max_by_key(|(row, n)| (*n, *row))
                .map(|(row, _)| row)
        };
        counts.into_iter().map(most).collect()
    }

    /// For each document, the words that name a round or its talks, with the row.
    pub(crate) fn mentions(&self, documents: usize) -> Vec<Vec<(Span, usize)>> {
        let mut all = vec![Vec::new(); documents];
        for (row, claims) in self.claims.iter().enumerate() {
            for claim in claims {
                if let Some(list) = all.get_mut(claim.doc) {
                    list.push((claim.span, row));
                }
            }
        }
        all
    }

    /// The round that a document is chiefly about.
    pub(crate) fn main(&self, doc: usize) -> Option<&RoundRow> {
        self.main
            .get(doc)
            .copied()
            .flatten()
            .and_then(|i| self.rows.get(i))
    }

    /// The round that something said or done on these days in a document belongs to.
    pub(crate) fn around(&self, doc: usize, days: Option<When>) -> Option<&RoundRow> {
        let row = self.main(doc)?;
        let (Some(days), Some(first), Some(last)) = (days, row.earliest, row.latest) else {
            return Some(row);
        };
        (When::new(first, last).distance(days) <= 7).then_some(row)
    }
}

/// Claims by number, and those without one.
fn numbered(claims: Vec<Claim>) -> (BTreeMap<u32, Vec<Claim>>, Vec<Claim>) {
    let (mut own, mut open): (BTreeMap<u32, Vec<Claim>>, Vec<Claim>) = Default::default();
    for claim in claims {
        match claim.ordinal {
            Some(n) => own.entry(n).or_default().push(claim),
            None => open.push(claim),
        }
    }
    (own, open)
}

/// The day that most claims give: those that say that it began before those that do not, those that name the round before those that only date its talks; the common part where
/// none leads.
fn date(claims: &[Claim], window: When) -> Option<String> {
    let days = |which: &dyn Fn(&&Claim) -> bool| {
        let of = claims.iter().filter(which);
        commonest(of.filter_map(day_of).filter(|d| window.contains(When::day(*d))))
    };
    let begun = days(&|c| c.ordinal.is_some() && c.edge == Edge::Begin);
    let named = days(&|c| c.ordinal.is_some());
    let any = || days(&|_| true);
    let counts = [begun, named]
        .into_iter()
        .find(|d| !d.is_empty())
        .unwrap_or_else(any);
    match counts.as_slice() {
        [(day, _)] => Some(day.to_string()),
        [(day, n), (_, m), ..] if n > m => Some(day.to_string()),
        _ => window.value(),
    }
}

fn reported(dialogue: &str, n: u32, claims: &[Claim], archive: &Archive<'_>) -> RoundRow {
    let window = window(claims);
    // A round counts as held where somebody tells of it on its day or later; else it is only announced.
    let held = claims.iter().any(|c| match (c.when.or(window), c.published) {
        (Some(when), Some(published)) => !c.planned && when.first <= published.last,
        _ => !c.planned,
    });
    let vote = |list: Vec<Venue>| commonest(list).first().map(|(m, _)| *m);
    let mode = vote(claims.iter().filter_map(|c| c.mode).collect());
    let places = claims.iter().filter_map(|c| c.place.clone());
    let place = commonest(places).into_iter().next().map(|(p, _)| p);
    // Held somewhere, and nobody speaks of a screen.
    let mode = mode.or(place.as_ref().map(|_| Venue::InPerson));
    let docs: BTreeSet<usize> = claims.iter().map(|c| c.doc).collect();
    let evidence: Vec<Evidence> = claims.iter().flat_map(|c| c.evidence(archive)).collect();
    RoundRow {
        id: id("round", &[dialogue, &n.to_string()]),
        dialogue: dialogue.to_owned(),
        ordinal: Some(n),
        status: if held {
            RoundStatus::Reported
        } else {
            RoundStatus::Planned
        },
        date: window.and_then(|w| date(claims, w)),
        earliest: window.map(|w| w.first),
        latest: window.map(|w| w.last),
        place: place.filter(|_| mode != Some(Venue::Video)),
        mode,
        last: claims.iter().any(|c| c.last),
        tracks: tracks(docs.iter().filter_map(|d| archive.docs.get(*d))),
        delegations: Vec::new(),
        evidence: tidy(evidence),
    }
}

/// Nobody tells of it: it lies after the round before and before the one after.
fn gap(dialogue: &str, n: u32, held: &BTreeMap<u32, Option<When>>) -> RoundRow {
    let before = held.range(..n).rev().find_map(|(_, w)| *w);
    let after = held.range(n + 1..).find_map(|(_, w)| *w);
    RoundRow {
        id: id("round", &[dialogue, &n.to_string()]),
        dialogue: dialogue.to_owned(),
        ordinal: Some(n),
        status: RoundStatus::Gap,
        earliest: before.map(|w| shift(w.last, 1)),
        latest: after.map(|w| shift(w.first, -1)),
        ..RoundRow::default()
    }
}

/// Whether a stretch can be one round.
fn fits_a_round(days: When) -> bool {
    days.days() <= LONGEST
}

/// The first and last of some days.
fn spanned(days: impl IntoIterator<Item = When>) -> Option<When> {
    days.into_iter().reduce(When::join)
}

/// A day that a round is said to have been held on, for conflicts.
pub(crate) fn day_of(claim: &Claim) -> Option<Date> {
    claim.when.filter(|w| w.is_day()).map(|w| w.first)
}
