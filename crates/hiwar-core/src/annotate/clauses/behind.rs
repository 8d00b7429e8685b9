//! Languages whose verbs stand behind their subject: which words are verbs there, which only look so.

use super::super::Page;
use super::marks::Marks;
use crate::lang::{Features, Hit};

/// Corrects the marks of a page whose language has `subject_first`.
pub(super) fn verbs_behind_subjects(page: &Page<'_>, marks: &mut [Marks]) {
    phrases(page, marks);
    prepositions(page, marks);
    infinitives(page, marks);
    gerunds(page, marks);
    for slot in marks.iter_mut() {
        // `not` of `will not` is no negation of its own.
        if slot.any(Marks::NEVER) {
            slot.0 &= !(Marks::NOT.0 | Marks::FUTURE.0);
        }
        // the ministers are due to meet: the subject stands before it.
        if slot.any(Marks::PLANNED.or(Marks::EXPECTED)) {
            slot.0 &= !Marks::THAT.0;
        }
    }
}

/// `is expected to`: no word of the phrase is a verb of its own.
fn phrases(page: &Page<'_>, marks: &mut [Marks]) {
    let planned = ["clause-planned", "clause-expected"].map(|c| page.pack.class(c));
    for hit in page.all_hits().iter().filter(|h| planned.contains(&h.class)) {
        for slot in marks.get_mut(hit.from..hit.to).into_iter().flatten() {
            slot.0 &= !(Marks::VERB.0 | Marks::BE.0 | Marks::WAS.0);
        }
    }
}

/// `travel to Baghdad`: a preposition, unless a verb follows.
fn prepositions(page: &Page<'_>, marks: &mut [Marks]) {
    for (token, slot) in marks.iter_mut().enumerate() {
        let verb = || page.hits(token + 1).iter().any(infinitive);
        if slot.any(Marks::TO) && slot.any(Marks::PREPOSITION) {
            let other = if verb() {
                Marks::PREPOSITION
            } else {
                Marks::TO.or(Marks::THAT)
            };
            slot.0 &= !other.0;
        }
    }
}

/// A verb behind `will`, `to`, `not` and their like is one, where by its form it might be a noun (`will visit`).
fn infinitives(page: &Page<'_>, marks: &mut [Marks]) {
    let leads = Marks::FUTURE
        .or(Marks::TO)
        .or(Marks::PLANNED)
        .or(Marks::EXPECTED)
        .or(Marks::NEVER)
        .or(Marks::NOT)
        .or(Marks::MAY);
    for hit in page.all_hits().iter().filter(|h| infinitive(h)) {
        let mark = |back: usize| {
            let at = hit.from.checked_sub(back);
            at.and_then(|t| marks.get(t)).copied().unwrap_or_default()
        };
        // will also meet
        let before = if mark(1).any(Marks::ADVERB) {
            mark(2)
        } else {
            mark(1)
        };
        if let Some(slot) = marks.get_mut(hit.from).filter(|_| before.any(leads)) {
            let future = before.any(Marks::FUTURE.or(Marks::NEVER));
            *slot = slot.or(Marks::VERB);
            if future {
                *slot = slot.or(Marks::FUTURE);
            }
        }
    }
}

/// `a meeting with Poland`, `its warning`: behind an article and the like it is a noun.
fn gerunds(page: &Page<'_>, marks: &mut [Marks]) {
    let function = page.pack.class("function-word");
    for token in 1..marks.len() {
        let and = page.pack.is_conjunction(page.folded(token - 1));
        let noun = page.hit(token - 1, function).is_some() && !and;
        if let Some(slot) = marks.get_mut(token).filter(|s| noun && s.any(Marks::PARTICIPLE)) {
            slot.0 &= !Marks::PARTICIPLE.0;
        }
    }
}

fn infinitive(hit: &Hit) -> bool {
    hit.features.has(Features::INFINITIVE)
}
