//! Later sentences that bear on an undertaking: they speak of the same thing and hold a word of outcome (`أنجز`، `انتهاء`).

use crate::lang::ClassId;
use crate::model::{Evidence, Progress, Span, Step};
use crate::reconcile::archive::Archive;
use crate::reconcile::dialogues::Dialogues;
use crate::reconcile::when::When;
use crate::reconcile::words::{Index, subject};
use crate::text::Tokens;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// A sentence with a word of outcome.
struct Bearing {
    doc: usize,
    span: Span,
    status: Progress,
    when: Option<When>,
    words: FxHashSet<u64>,
}

/// All sentences of outcome, by their words.
#[derive(Default)]
pub(super) struct Bearings {
    list: Vec<Bearing>,
    index: Index,
    /// In how many sentences of outcome a word stands: a rare word in common says more.
    counts: FxHashMap<u64, usize>,
}

/// The weight of the undertaking's words that a sentence must share.
const SHARED: f64 = 0.45;
/// … and how many words at least.
const LEAST: usize = 2;

impl Bearings {
    /// Finds the sentences with an outcome.
    pub(super) fn of(archive: &Archive<'_>) -> Self {
        let mut all = Self::default();
        for (at, doc) in archive.docs.iter().enumerate() {
            let Some(pack) = doc.pack else { continue };
            let class = pack.class("outcome");
            if class == ClassId::NONE {
                continue;
            }
            for sentence in &doc.sentences {
                let text = sentence.of(doc.text);
                let scan = pack.scan(&Tokens::of(text));
                let hit = scan.all().iter().find(|h| h.class == class && !h.glued.future);
                let Some(status) = hit.and_then(|h| progress(pack.entry(h.entry).text("progress")?)) else {
                    continue;
                };
                let times = doc.found.times.iter().filter(|t| sentence.contains(t.span) && !t.value.stale);
                let days = times.filter_map(|t| When::parse(&t.value.value).filter(|w| w.is_day()));
                let today = doc.published;
                // The last day of the sentence that is not after the report.
                let when = days.filter(|d| today.is_none_or(|p| d.first <= p.last)).max();
                all.push(Bearing {
                    doc: at,
                    span: *sentence,
                    status,
                    when: when.or(today),
                    words: subject(text, doc.pack),
                });
            }
        }
        all
    }

    fn push(&mut self, bearing: Bearing) {
        for word in &bearing.words {
            *self.counts.entry(*word).or_default() += 1;
        }
        self.index.add(bearing.words.iter().copied(), self.list.len());
        self.list.push(bearing);
    }

    /// Steps that reports of the same talks after `made` give, earliest first, one a document.
    pub(super) fn about(
        &self,
        words: &FxHashSet<u64>,
        own: &[usize],
        made: Option<When>,
        dialogue: Option<usize>,
        dialogues: &Dialogues,
        archive: &Archive<'_>,
    ) -> Vec<Step> {
        let Some(made) = made else { return Vec::new() };
        let weight = |w: &u64| 1.0 / (1.0 + self.counts.get(w).copied().unwrap_or(0) as f64).ln_1p();
        let whole: f64 = words.iter().map(weight).sum();
        let mut best: BTreeMap<usize, (f64, &Bearing)> = BTreeMap::new();
        for (at, shared) in self.index.candidates(words.iter().copied()) {
            let Some(b) = self.list.get(at).filter(|_| shared >= LEAST) else {
                continue;
            };
            let after = b.when.is_some_and(|w| w.last > made.last);
            let same_talks = dialogue.is_none() || dialogues.main(b.doc).is_none_or(|d| Some(d) == dialogue);
            if own.contains(&b.doc) || !after || !same_talks {
                continue;
            }
            let common: f64 = words.iter().filter(|w| b.words.contains(w)).map(weight).sum();
            let share = common / whole;
            if share >= SHARED && best.get(&b.doc).is_none_or(|(s, _)| share > *s) {
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

fn progress(name: &str) -> Option<Progress> {
    Some(match name {
        "done" => Progress::Done,
        "partly_done" => Progress::PartlyDone,
        "in_progress" => Progress::InProgress,
        "not_done" => Progress::NotDone,
        "superseded" => Progress::Superseded,
        _ => return None,
    })
}
