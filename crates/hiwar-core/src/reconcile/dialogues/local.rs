//! The talks that one document mentions, its mentions of the same ones put together.

use crate::lang::Pack;
use crate::model::Span;
use crate::reconcile::archive::Doc;
use crate::reconcile::names::skeleton;
use crate::reconcile::words::hash;
use crate::text::{TokenKind, Tokens};
use std::collections::BTreeSet;

/// Mentions of one series in one document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Local {
    /// The language it is named in.
    pub(super) lang: String,
    /// Canonical names, sorted.
    pub(super) parties: Vec<String>,
    /// What the names say beside the word for talks.
    pub(super) keys: BTreeSet<u64>,
    /// As written.
    pub(super) names: Vec<String>,
    pub(super) spans: Vec<Span>,
    pub(super) rules: Vec<String>,
    /// The document numbers rounds of it.
    pub(super) numbered: bool,
}

impl Local {
    /// How much the document says of it.
    pub(super) fn weight(&self) -> usize {
        self.spans.len()
    }

    /// 0 where parties and kind are named, 3 where neither is.
    pub(super) fn rank(&self) -> u8 {
        match (self.parties.len() > 1, self.keys.is_empty()) {
            (true, false) => 0,
            (true, true) => 1,
            (false, false) => 2,
            (false, true) => 3,
        }
    }

    fn fits(&self, parties: &[String], keys: &BTreeSet<u64>) -> bool {
        let subset = |a: &[String], b: &[String]| a.iter().all(|p| b.contains(p));
        let sides = subset(&self.parties, parties) || subset(parties, &self.parties);
        // What is named needs a series of that name, or one that only its two sides name.
        let bare = self.keys.is_empty() && (self.parties.len() > 1 || keys.is_empty());
        let kind = keys.is_empty() || bare || keys.iter().any(|k| self.keys.contains(k));
        // `الحوار مع العراق`, `الحوار مع واشنطن`: each names the other side.
        let halves = parties.len() == 1 && self.parties.len() == 1 && !keys.is_disjoint(&self.keys);
        kind && (sides || halves)
    }

    fn take(&mut self, name: &str, parties: &[String], keys: BTreeSet<u64>, span: Span, rule: &str) {
        for party in parties
            .iter()
            .filter(|p| !self.parties.contains(p))
            .cloned()
            .collect::<Vec<_>>()
        {
            self.parties.push(party);
        }
        self.parties.sort();
        self.keys.extend(keys);
        self.names.push(name.to_owned());
        self.spans.push(span);
        self.rules.push(rule.to_owned());
    }
}

/// The talks of a document, those said most of first.
pub(super) fn of_document(doc: &Doc<'_>) -> Vec<Local> {
    let mut locals: Vec<Local> = Vec::new();
    // Mentions with parties first: what names none is about the talks that do.
    let mut talks: Vec<_> = doc.found.talks.iter().collect();
    talks.sort_by_key(|t| (std::cmp::Reverse(t.value.parties.len()), t.span.start));
    for mention in talks {
        let keys = keys(&mention.value.name, doc.pack);
        add(
            &mut locals,
            &mention.value.name,
            &mention.value.parties,
            keys,
            mention.span,
            &mention.rule,
        );
    }
    for round in &doc.found.rounds {
        let name = round.value.of.as_deref().unwrap_or("");
        let keys = keys(name, doc.pack);
        let slot = add(&mut locals, name, &[], keys, round.span, &round.rule);
        if let Some(local) = locals.get_mut(slot) {
            local.numbered |= round.value.ordinal.is_some();
        }
    }
    locals = part_of_the_whole(locals);
    for local in &mut locals {
        local.lang.clone_from(&doc.found.lang);
    }
    locals.sort_by_key(|l| std::cmp::Reverse(l.spans.len()));
    locals
}

/// Meetings that no side and no number tells apart (`الاجتماعات السياسية`) are part of the talks that the report is about.
fn part_of_the_whole(locals: Vec<Local>) -> Vec<Local> {
    let (mut kept, parts): (Vec<Local>, Vec<Local>) = locals
        .into_iter()
        .partition(|l| !l.parties.is_empty() || l.numbered);
    let whole = kept
        .iter_mut()
        .max_by_key(|l| (l.parties.len() > 1, l.spans.len()));
    match whole.filter(|l| l.parties.len() > 1) {
        Some(whole) => {
            for part in parts {
                whole.spans.extend(part.spans);
                whole.rules.extend(part.rules);
            }
        }
        None => kept.extend(parts),
    }
    kept
}

fn add(
    locals: &mut Vec<Local>,
    name: &str,
    parties: &[String],
    keys: BTreeSet<u64>,
    span: Span,
    rule: &str,
) -> usize {
    let shared = |l: &Local| l.keys.intersection(&keys).count();
    let fits = locals.iter().enumerate().filter(|(_, l)| l.fits(parties, &keys));
    let best = fits.max_by_key(|(i, l)| {
        (
            shared(l),
            !parties.is_empty() && l.parties == parties,
            l.parties.len() > 1,
            l.spans.len(),
            std::cmp::Reverse(*i),
        )
    });
    let slot = best.map(|(i, _)| i).unwrap_or_else(|| {
        locals.push(Local::default());
        locals.len() - 1
    });
    if let Some(local) = locals.get_mut(slot) {
        local.take(name, parties, keys, span, rule);
    }
    slot
}

/// What a name says beside the word for talks and plain adjectives: by sound, so that `استراتيجي` and `ستراتيجي` are one.
pub(super) fn keys(name: &str, pack: Option<&Pack>) -> BTreeSet<u64> {
    let tokens = Tokens::of(name);
    let plain: BTreeSet<usize> = pack.map_or_else(BTreeSet::new, |pack| {
        let classes = [
            "talks",
            "talks-plain",
            "function-word",
            "agreement",
            "side-of",
            "nisba",
            "country",
            "capital",
        ]
        .map(|c| pack.class(c));
        let scan = pack.scan(&tokens);
        let hits = scan.all().iter().filter(|h| classes.contains(&h.class));
        hits.flat_map(|h| h.from..h.to).collect()
    });
    let words = (0..tokens.len()).filter(|i| !plain.contains(i));
    words
        .filter(|i| tokens.get(*i).is_some_and(|t| t.kind == TokenKind::Word))
        .map(|i| crate::reconcile::words::stem(tokens.folded(i), pack))
        .filter(|w| w.chars().count() > 2)
        .map(skeleton)
        .filter(|s| !s.is_empty())
        .map(|s| hash(s.as_str()))
        .collect()
}
