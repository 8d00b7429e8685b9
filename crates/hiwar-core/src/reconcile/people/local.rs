//! The people of one document: each name once, with every mention of it.

use crate::lang::Pack;
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
    /// Names that the annotations give it.
    pub(super) aliases: Vec<String>,
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
        let name = without_conjunction(&person.name, doc.pack);
        let parts = Name::of(name, doc.pack);
        if parts.words.is_empty() {
            continue;
        }
        let slot = *by_key.entry(parts.key()).or_insert(locals.len());
        if slot == locals.len() {
            locals.push(Local {
                doc: at,
                name: name.to_owned(),
                parts,
                spans: Vec::new(),
                spellings: Vec::new(),
                aliases: Vec::new(),
                roles: Vec::new(),
                country: None,
            });
            countries.push(Vec::new());
        }
        let (Some(local), Some(votes)) = (locals.get_mut(slot), countries.get_mut(slot)) else {
            continue;
        };
        local.spans.push((mention.span, mention.rule.as_str()));
        let spelling = without_conjunction(mention.span.of(doc.text), doc.pack);
        local.spellings.push(spelling.to_owned());
        local.aliases.push(person.name.clone());
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
        let Some(bare) = locals.get_mut(*from) else {
            continue;
        };
        let (spans, spellings) = (
            std::mem::take(&mut bare.spans),
            std::mem::take(&mut bare.spellings),
        );
        let (aliases, roles) = (std::mem::take(&mut bare.aliases), std::mem::take(&mut bare.roles));
        if let Some(owner) = locals.get_mut(*to) {
            owner.spans.extend(spans);
            owner.spellings.extend(spellings);
            owner.aliases.extend(aliases);
            owner.roles.extend(roles);
        }
    }
    locals.retain(|l| !l.spans.is_empty());
    locals
}

/// `وأنتوني بلينكن` is `أنتوني بلينكن` where that is the name of somebody known or begins with a first name.
fn without_conjunction<'n>(name: &'n str, pack: Option<&Pack>) -> &'n str {
    let Some(pack) = pack else { return name };
    let known = |n: &str| {
        let first = n.split_whitespace().next().unwrap_or("");
        let of = |words: &str, class: &str| pack.look_up(words).iter().any(|e| e.class == class);
        of(n, "person") || of(first, "given-name")
    };
    let letters = pack.grammar.clitics.conjunctions.iter();
    let mut bare = letters.filter_map(|c| name.strip_prefix(c.as_str()));
    match bare.next() {
        Some(rest) if !known(name) && known(rest) => rest,
        _ => name,
    }
}

/// Whether two countries, where both are known, are one.
pub(super) fn agree(a: &Option<String>, b: &Option<String>) -> bool {
    a.is_none() || b.is_none() || a == b
}
