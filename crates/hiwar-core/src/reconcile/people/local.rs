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

/// A mention of somebody.
#[derive(Clone, Debug)]
pub(super) struct Mention<'a> {
    pub(super) span: Span,
    /// The rule that found it.
    pub(super) rule: &'a str,
    /// As it is written, without a conjunction.
    pub(super) spelling: String,
    /// The name that the annotations give it.
    pub(super) alias: String,
    pub(super) role: Option<Role>,
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
    /// In the order of the text, but for bare names, which come behind the full one.
    pub(super) mentions: Vec<Mention<'a>>,
    /// The side the person acts for, where known.
    pub(super) country: Option<String>,
    /// Somebody has ruled that some of these mentions are another's: the place tells whose one is, and the name does not.
    pub(super) parted: bool,
}

/// How much of one person of a document is another's.
pub(super) enum Parted<'a> {
    None,
    Some(Box<Local<'a>>),
    All,
}

impl<'a> Local<'a> {
    /// The first mention, and the first of each other spelling.
    pub(super) fn evidence(&self, archive: &Archive<'_>) -> Vec<Evidence> {
        let Some(doc) = archive.docs.get(self.doc) else {
            return Vec::new();
        };
        let mut seen: Vec<&str> = Vec::new();
        let mut evidence = Vec::new();
        for mention in &self.mentions {
            if !seen.contains(&mention.spelling.as_str()) {
                seen.push(&mention.spelling);
                evidence.push(doc.evidence(mention.span, mention.rule));
            }
        }
        evidence
    }

    /// Its titles, as often as they are given.
    pub(super) fn roles(&self) -> impl Iterator<Item = &Role> {
        self.mentions.iter().filter_map(|m| m.role.as_ref())
    }

    /// What the document calls the person.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let given = self.mentions.iter().flat_map(|m| [&m.spelling, &m.alias]);
        given.chain([&self.name]).map(String::as_str)
    }

    /// Takes the mentions out that are another's, as a person of the same document. Either part is called as it is written
    /// then.
    pub(super) fn part(&mut self, theirs: impl Fn(&Mention<'_>) -> bool, pack: Option<&Pack>) -> Parted<'a> {
        let taken: Vec<Mention<'a>> = self.mentions.extract_if(.., |m| theirs(m)).collect();
        if taken.is_empty() {
            return Parted::None;
        }
        if self.mentions.is_empty() {
            self.mentions = taken;
            return Parted::All;
        }
        let mut other = Self {
            doc: self.doc,
            name: self.name.clone(),
            parts: self.parts.clone(),
            mentions: taken,
            country: self.country.clone(),
            parted: true,
        };
        self.parted = true;
        self.rename(pack);
        other.rename(pack);
        Parted::Some(Box::new(other))
    }

    /// Its longest spelling is its name.
    fn rename(&mut self, pack: Option<&Pack>) {
        let longest = self
            .mentions
            .iter()
            .map(|m| &m.spelling)
            .max_by_key(|s| s.chars().count());
        if let Some(name) = longest.cloned() {
            self.parts = Name::of(&name, pack);
            self.name = name;
        }
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
                mentions: Vec::new(),
                country: None,
                parted: false,
            });
            countries.push(Vec::new());
        }
        let (Some(local), Some(votes)) = (locals.get_mut(slot), countries.get_mut(slot)) else {
            continue;
        };
        local.mentions.push(Mention {
            span: mention.span,
            rule: mention.rule.as_str(),
            spelling: without_conjunction(mention.span.of(doc.text), doc.pack).to_owned(),
            alias: person.name.clone(),
            role: person.role.as_ref().map(|words| Role {
                words: words.clone(),
                of: person.of.clone(),
            }),
        });
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
        let mentions = std::mem::take(&mut bare.mentions);
        if let Some(owner) = locals.get_mut(*to) {
            owner.mentions.extend(mentions);
        }
    }
    locals.retain(|l| !l.mentions.is_empty());
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
