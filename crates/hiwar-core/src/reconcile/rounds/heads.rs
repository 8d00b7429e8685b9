//! Who headed each side's delegation at a round.

use super::Claim;
use crate::lang::{ClassId, Hit};
use crate::model::{DelegationRow, Span};
use crate::reconcile::archive::{Archive, Doc, commonest};
use crate::reconcile::dialogues::Dialogue;
use crate::reconcile::people::People;
use crate::text::Tokens;
use std::collections::{BTreeMap, BTreeSet};

/// Words between a side (`الجانب العراقي`) and the name of its head.
const BESIDE: usize = 3;

/// Delegations of the documents that tell of a round, with their commonest heads; what the annotations leave open is read
/// from sentences about the round that say who headed or opened it.
pub(super) fn of(
    dialogue: &Dialogue,
    claims: &[Claim],
    archive: &Archive<'_>,
    people: &People,
) -> Vec<DelegationRow> {
    let mut heads: BTreeMap<Option<String>, Vec<String>> = BTreeMap::new();
    let docs: BTreeSet<usize> = claims.iter().map(|c| c.doc).collect();
    for at in &docs {
        let Some(doc) = archive.docs.get(*at) else {
            continue;
        };
        for d in doc
            .found
            .delegations
            .iter()
            .filter(|d| d.value.kind == "delegation")
        {
            let name = |head: &String| {
                people
                    .named(*at, head)
                    .map_or_else(|| head.clone(), |p| p.name.clone())
            };
            let slot = heads.entry(d.value.party.clone()).or_default();
            slot.extend(d.value.head.as_ref().map(name));
        }
    }
    for claim in claims.iter().filter(|c| c.ordinal.is_some()) {
        let Some(doc) = archive.docs.get(claim.doc) else {
            continue;
        };
        let at = doc.sentence_index(claim.span);
        for sentence in doc.sentences.iter().skip(at).take(2) {
            for (party, name) in read(claim.doc, doc, *sentence, dialogue, people) {
                heads.entry(Some(party)).or_default().push(name);
            }
        }
    }
    let rows = heads.into_iter().map(|(party, names)| DelegationRow {
        party,
        head: commonest(names).into_iter().next().map(|(name, _)| name),
    });
    rows.filter(|d| d.head.is_some()).collect()
}

/// One person for each side, in a sentence that says who headed or opened the talks.
fn read(
    at: usize,
    doc: &Doc<'_>,
    sentence: Span,
    dialogue: &Dialogue,
    people: &People,
) -> Vec<(String, String)> {
    let Some(pack) = doc.pack else { return Vec::new() };
    let tokens = Tokens::of(sentence.of(doc.text));
    let scan = pack.scan(&tokens);
    let classes = ["headed-by", "round-edge"].map(|c| pack.class(c));
    // رئيس alone is a title as often as not.
    let says = |h: &Hit| {
        classes.contains(&h.class) && h.class != ClassId::NONE && !pack.entry(h.entry).flag("title")
    };
    let opens = scan.all().iter().any(says);
    if !opens {
        return Vec::new();
    }
    let side = |end: usize| {
        // الجانب الأميركي ديفيد هيل: the side right before the name.
        let nisba = pack.class("nisba");
        let hits = scan
            .all()
            .iter()
            .filter(|h| h.class == nisba && h.to <= end && end - h.to < BESIDE);
        hits.max_by_key(|h| h.to)
            .and_then(|h| pack.entry(h.entry).text("name"))
    };
    let country = |code: &str| pack.entry_named(&format!("country-{code}"))?.text("name");
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for person in doc.found.people.iter().filter(|p| sentence.contains(p.span)) {
        let index = people.at(at, &person.value.name, Some(person.span));
        let end = tokens.at(person.span.start.saturating_sub(sentence.start));
        let known = index.and_then(|i| people.country(i)).and_then(country);
        let party = side(end)
            .filter(|_| person.value.role.is_none())
            .or(known)
            .or_else(|| side(end));
        let Some(party) = party.filter(|p| dialogue.parties.iter().any(|d| d == p)) else {
            continue;
        };
        let name = index
            .and_then(|i| people.rows.get(i))
            .map_or(&person.value.name, |r| &r.name);
        found.entry(party.to_owned()).or_default().insert(name.clone());
    }
    // Two names of one side: the sentence does not say which of them headed it.
    let single = found.into_iter().filter(|(_, names)| names.len() == 1);
    single
        .flat_map(|(party, names)| names.into_iter().map(move |n| (party.clone(), n)))
        .collect()
}
