//! The people of one document: each name once, with every mention of it.

use crate::model::{Evidence, Span};
use crate::reconcile::archive::{Archive, Doc, commonest};
use crate::reconcile::names::Name;
use rustc_hash::FxHashMap;

/// A title that a document gives somebody.
#[derive(Clone, Debug)]
pub(super) struct Role {
    /// As written.
    pub(super) words: String,
    /// Of what.
    pub(super) of: Option<String>,
}

/// One person of one document.
#[derive(Debug)]
pub(super) struct Local<'a> {
    /// Index of the document.
    pub(super) doc: usize,
    /// The fullest form there.
    pub(super) name: String,
    /// Its parts.
    pub(super) parts: Name,
    /// Where it is mentioned, with the rule of each.
    pub(super) spans: Vec<(Span, &'a str)>,
    /// Every spelling, as often as it is written.
    pub(super) spellings: Vec<String>,
    pub(super) roles: Vec<Role>,
    /// The side the person acts for, where known.
    pub(super) country: Option<String>,
}

impl Local<'_> {
    /// The first mention, and the first of each other spelling.
    pub(super) fn evidence(&self, archive: &Archive<'_>) -> Vec<Evidence> {
        let Some(doc) = archive.docs.get(self.doc) else {
            return Vec::new();
        };
        let mut seen: Vec<&str> = Vec::new();
        let mut evidence = Vec::new();
        for ((span, rule), spelling) in self.spans.iter().zip(&self.spellings) {
            if !seen.contains(&spelling.as_str()) {
                seen.push(spelling);
                evidence.push(doc.evidence(*span, rule));
            }
        }
        evidence
    }
}

/// The people of a document. A bare name that one full name of the document ends in is that person.
pub(super) fn of_document<'a>(at: usize, doc: &Doc<'a>) -> Vec<Local<'a>> {
    let mut locals: Vec<Local<'a>> = Vec::new();
    let mut by_key: FxHashMap<String, usize> = FxHashMap::default();
    let mut countries: Vec<Vec<String>> = Vec::new();
    for mention in &doc.found.people {
        let person = &mention.value;
        let parts = Name::of(&person.name, doc.pack);
        if parts.words.is_empty() {
            continue;
        }
        let slot = *by_key.entry(parts.key()).or_insert(locals.len());
        if slot == locals.len() {
            locals.push(Local {
                doc: at,
                name: person.name.clone(),
                parts,
                spans: Vec::new(),
                spellings: Vec::new(),
                roles: Vec::new(),
                country: None,
            });
            countries.push(Vec::new());
        }
        let (Some(local), Some(votes)) = (locals.get_mut(slot), countries.get_mut(slot)) else {
            continue;
        };
        local.spans.push((mention.span, mention.rule.as_str()));
        local.spellings.push(mention.span.of(doc.text).to_owned());
        local.roles.extend(person.role.as_ref().map(|words| Role {
            words: words.clone(),
            of: person.of.clone(),
        }));
        votes.extend(person.country.clone());
    }
    for (local, votes) in locals.iter_mut().zip(countries) {
        local.country = commonest(votes).into_iter().next().map(|(c, _)| c);
    }
    settle_bare(locals)
}

fn settle_bare(mut locals: Vec<Local<'_>>) -> Vec<Local<'_>> {
    let mut moves: Vec<(usize, usize)> = Vec::new();
    for (i, bare) in locals.iter().enumerate().filter(|(_, l)| l.parts.is_bare()) {
        let mut owners = locals.iter().enumerate().filter(|(_, l)| {
            !l.parts.is_bare() && l.parts.last() == bare.parts.first() && agree(&l.country, &bare.country)
        });
        if let (Some((owner, _)), None) = (owners.next(), owners.next()) {
            moves.push((i, owner));
        }
    }
    for (from, to) in &moves {
        let (spans, spellings, roles) = match locals.get_mut(*from) {
            Some(l) => (
                std::mem::take(&mut l.spans),
                std::mem::take(&mut l.spellings),
                std::mem::take(&mut l.roles),
            ),
            None => continue,
        };
        if let Some(owner) = locals.get_mut(*to) {
            owner.spans.extend(spans);
            owner.spellings.extend(spellings);
            owner.roles.extend(roles);
        }
    }
    locals.retain(|l| !l.spans.is_empty());
    locals
}

/// Whether two countries, where both are known, are one.
pub(super) fn agree(a: &Option<String>, b: &Option<String>) -> bool {
    a.is_none() || b.is_none() || a == b
}
