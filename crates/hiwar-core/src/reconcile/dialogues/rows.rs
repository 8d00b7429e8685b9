//! A series of talks as a row: its framework agreement, its subjects, its first and last day.

use super::{Dialogue, local};
use crate::model::{DialogueRow, Evidence, Framework, RoundRow, RoundStatus};
use crate::reconcile::archive::{Archive, Doc, commonest, tidy};
use crate::reconcile::origins::Origins;
use crate::reconcile::when::When;
use crate::text::fold;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

impl Dialogue {
    pub(super) fn row(&self, archive: &Archive<'_>, origins: &Origins, rounds: &[RoundRow]) -> DialogueRow {
        let own: Vec<_> = rounds.iter().filter(|r| r.dialogue == self.id).collect();
        let docs = || self.docs.iter().filter_map(|d| archive.docs.get(*d));
        let dated = own.iter().filter(|r| r.status != RoundStatus::Gap);
        let spans: Vec<When> = dated
            .filter_map(|r| Some(When::new(r.earliest?, r.latest?)))
            .collect();
        let value = |day: Option<Date>| day.map(|d| d.to_string());
        let (framework, basis) = self.framework(docs().collect());
        let mut evidence = self.evidence.clone();
        evidence.extend(basis);
        DialogueRow {
            id: self.id.clone(),
            name: self.name.clone(),
            parties: self.parties.clone(),
            framework,
            first: value(spans.iter().map(|w| w.first).min()),
            last: value(spans.iter().map(|w| w.last).max()),
            rounds: own.len(),
            tracks: tracks(docs()),
            reports: self.docs.len(),
            origins: origins.independent(self.docs.iter().copied()),
            evidence: tidy(evidence),
        }
    }

    /// The agreement that most of its reports name, with the year that most of them give.
    fn framework(&self, docs: Vec<&Doc<'_>>) -> (Option<Framework>, Vec<Evidence>) {
        #[derive(Default)]
        struct Seen<'s> {
            names: Vec<&'s str>,
            years: Vec<i16>,
            docs: BTreeSet<&'s str>,
            evidence: Vec<Evidence>,
        }
        let mut seen: BTreeMap<Vec<u64>, Seen<'_>> = BTreeMap::new();
        for doc in &docs {
            for a in &doc.found.agreements {
                let ours = a.value.parties.iter().all(|p| self.parties.contains(p));
                if !ours || !self.parties.is_empty() && a.value.name.split_whitespace().count() < 2 {
                    continue;
                }
                let key = local::keys(&a.value.name, doc.pack).into_iter().collect();
                let slot = seen.entry(key).or_default();
                // Where its year stands, its name is written in full.
                let times = if a.value.year.is_some() { 2 } else { 1 };
                slot.names
                    .extend(std::iter::repeat_n(a.value.name.as_str(), times));
                slot.years.extend(a.value.year);
                slot.docs.insert(doc.id);
                slot.evidence.push(doc.evidence(a.span, &a.rule));
            }
        }
        let best = seen.into_values().max_by_key(|s| (s.docs.len(), s.years.len()));
        let Some(best) = best.filter(|s| !s.years.is_empty() || s.docs.len() > 1) else {
            return (None, Vec::new());
        };
        let framework = Framework {
            name: commonest(best.names).first().map_or("", |(n, _)| n).to_owned(),
            year: commonest(best.years).first().map(|(y, _)| *y),
        };
        (Some(framework), best.evidence)
    }
}

/// Subjects of talks in these documents, commonest first.
pub(crate) fn tracks<'d, 'a: 'd>(docs: impl Iterator<Item = &'d Doc<'a>>) -> Vec<String> {
    let mut seen: BTreeMap<String, (BTreeSet<&str>, Vec<&str>)> = BTreeMap::new();
    for doc in docs {
        for track in &doc.found.tracks {
            let slot = seen.entry(fold(&track.value.name)).or_default();
            slot.0.insert(doc.id);
            slot.1.push(&track.value.name);
        }
    }
    let mut list: Vec<(usize, String)> = seen
        .into_values()
        .filter_map(|(docs, names)| Some((docs.len(), commonest(names).first()?.0.to_owned())))
        .collect();
    list.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    list.into_iter().map(|(_, name)| name).collect()
}
