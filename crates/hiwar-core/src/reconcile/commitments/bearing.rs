//! Later sentences that bear on an undertaking: they speak of the same thing and hold a word of outcome (`أنجز`، `انتهاء`),
//! or tell as an event that has happened what was to come.

use crate::lang::ClassId;
use crate::model::{Evidence, Progress, Span, Status, Step};
use crate::reconcile::archive::{Archive, Doc};
use crate::reconcile::dialogues::Dialogues;
use crate::reconcile::when::When;
use crate::reconcile::words::{Index, Keys};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// A sentence with a word of outcome.
struct Bearing<'a> {
    doc: usize,
    span: Span,
    status: Progress,
    when: Option<When>,
    words: &'a Keys,
    /// Days that the sentence names: the day something was due by says what it is about.
    days: Vec<When>,
    /// It is an event: only what says nearly the same tells that it came about.
    event: bool,
}

/// What is asked of later reports.
pub(super) struct Question<'q> {
    /// What was undertaken.
    pub(super) words: &'q Keys,
    pub(super) due: Option<When>,
    /// The documents that tell of the undertaking itself.
    pub(super) own: &'q [usize],
    pub(super) made: Option<When>,
    pub(super) dialogue: Option<usize>,
}

/// All sentences of outcome, by their words.
#[derive(Default)]
pub(super) struct Bearings<'a> {
    list: Vec<Bearing<'a>>,
    index: Index,
    /// In how many sentences of outcome a word stands: a rare word in common says more.
    counts: FxHashMap<u64, usize>,
}

/// The weight of the undertaking's words that a sentence must share.
const SHARED: f64 = 0.45;
/// The weight that an event must share.
const TOLD: f64 = 0.6;
/// … and how many words at least.
const LEAST: usize = 3;
/// What naming the day that it was due by weighs.
const DUE: f64 = 0.3;

impl<'a> Bearings<'a> {
    /// Finds the sentences with an outcome.
    pub(super) fn of(archive: &Archive<'a>) -> Self {
        let mut all = Self::default();
        for (at, doc) in archive.docs.iter().enumerate() {
            for told in &doc.reading.outcomes {
                all.push(Bearing::read(at, doc, told.span, told.status, &told.words));
            }
            // A language without words of outcome has not told what its events bear on either.
            if doc.pack.is_none_or(|p| p.class("outcome") == ClassId::NONE) {
                continue;
            }
            let events = doc.found.events.iter().zip(&doc.reading.events);
            for (event, words) in events.filter(|(e, _)| e.value.status == Status::Happened) {
                let when = event.value.date.as_deref().and_then(When::parse);
                let mut bearing = Bearing::read(at, doc, event.span, Progress::Done, words);
                bearing.when = when.filter(|w| w.is_day());
                bearing.event = true;
                all.push(bearing);
            }
        }
        all
    }

    fn push(&mut self, bearing: Bearing<'a>) {
        for word in bearing.words.iter() {
            *self.counts.entry(word).or_default() += 1;
        }
        self.index.add(bearing.words.iter(), self.list.len());
        self.list.push(bearing);
    }

    /// Steps that reports of the same talks after it was made give, earliest first, one a document.
    pub(super) fn about(
        &self,
        asked: &Question<'_>,
        dialogues: &Dialogues,
        archive: &Archive<'_>,
    ) -> Vec<Step> {
        let Some(made) = asked.made else { return Vec::new() };
        let words = asked.words;
        // A word that no such sentence has says no more than one that one has.
        let count = |w: u64| self.counts.get(&w).copied().unwrap_or(1);
        let weight = |w: u64| 1.0 / (count(w) as f64).ln_1p();
        let whole: f64 = words.iter().map(weight).sum();
        let mut best: BTreeMap<usize, (f64, &Bearing<'_>)> = BTreeMap::new();
        for (at, shared) in self.index.candidates(words.iter()) {
            let Some(b) = self.list.get(at) else { continue };
            let after = b.when.is_some_and(|w| w.last > made.last);
            let same_talks =
                asked.dialogue.is_none() || dialogues.main(b.doc).is_none_or(|d| Some(d) == asked.dialogue);
            if asked.own.contains(&b.doc) || !after || !same_talks {
                continue;
            }
            let common: f64 = words.iter().filter(|w| b.words.contains(*w)).map(weight).sum();
            let due = asked
                .due
                .filter(|d| d.is_day())
                .is_some_and(|d| b.days.contains(&d));
            let share = common / whole + if due { DUE } else { 0.0 };
            let least = if b.event { TOLD } else { SHARED };
            let enough = share >= least && (shared >= LEAST || due);
            if enough && best.get(&b.doc).is_none_or(|(s, _)| share > *s) {
                best.insert(b.doc, (share, b));
            }
        }
        let mut steps: Vec<(Option<When>, Step)> = best
            .into_values()
            .filter_map(|(_, b)| {
                let doc = archive.docs.get(b.doc)?;
                let evidence: Vec<Evidence> = vec![doc.evidence(b.span, "commitments/outcome")];
                Some((
                    b.when,
                    Step {
                        date: b.when.and_then(When::value),
                        status: b.status,
                        evidence,
                    },
                ))
            })
            .collect();
        steps.sort_by(|(a, x), (b, y)| (a, &x.evidence).cmp(&(b, &y.evidence)));
        steps.into_iter().map(|(_, step)| step).collect()
    }
}

impl<'a> Bearing<'a> {
    fn read(at: usize, doc: &Doc<'_>, span: Span, status: Progress, words: &'a Keys) -> Self {
        let times = doc
            .found
            .times
            .iter()
            .filter(|t| span.contains(t.span) && !t.value.stale);
        let days: Vec<When> = times
            .filter_map(|t| When::parse(&t.value.value).filter(|w| w.is_day()))
            .collect();
        let today = doc.published;
        // The last day of the sentence that is not after the report.
        let last = days
            .iter()
            .copied()
            .filter(|d| today.is_none_or(|p| d.first <= p.last))
            .max();
        // A day long before the report is that of the undertaking, not of what became of it.
        let recent = last.filter(|d| today.is_none_or(|p| p.distance(*d) <= RECENT));
        Self {
            doc: at,
            span,
            status,
            when: recent.or(today),
            words,
            days,
            event: false,
        }
    }
}

/// Days within which what a report tells has happened.
const RECENT: i32 = 31;
