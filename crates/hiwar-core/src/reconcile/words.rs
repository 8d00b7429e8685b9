//! Words for comparing: folded, without what is glued to them, cut short so that endings do not matter.

use crate::lang::{ClassId, Pack};
use crate::text::{TokenKind, Tokens};
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::hash::{Hash, Hasher};

/// Letters of a word that count in a comparison of wordings.
const WORDING: usize = 5;
/// Letters that count in a comparison of subjects: `قتالي`, `القتالية`، `قتالا` are one.
const SUBJECT: usize = 4;

/// The keys of the words of a text, in order, for comparing wordings.
pub(crate) fn wording(text: &str, pack: Option<&Pack>) -> Vec<u64> {
    let tokens = Tokens::of(text);
    let words = (0..tokens.len()).filter(|i| tokens.get(*i).is_some_and(|t| t.kind != TokenKind::Mark));
    words
        .map(|i| hash(cut(stem(tokens.folded(i), pack), WORDING)))
        .collect()
}

/// The keys of the content words of a text, each once: what it is about.
pub(crate) fn subject(text: &str, pack: Option<&Pack>) -> FxHashSet<u64> {
    let tokens = Tokens::of(text);
    let functional: FxHashSet<usize> = match pack {
        Some(pack) => {
            let class = pack.class("function-word");
            let scan = pack.scan(&tokens);
            scan.all()
                .iter()
                .filter(|h| h.class == class && class != ClassId::NONE)
                .flat_map(|h| h.from..h.to)
                .collect()
        }
        None => FxHashSet::default(),
    };
    let content = (0..tokens.len()).filter(|i| !functional.contains(i));
    content
        .filter(|i| tokens.get(*i).is_some_and(|t| t.kind == TokenKind::Word))
        .map(|i| stem(tokens.folded(i), pack))
        .filter(|w| w.chars().count() > 2)
        .map(|w| hash(cut(w, SUBJECT)))
        .collect()
}

/// The shortest reading of a folded word that leaves three letters.
pub(crate) fn stem<'w>(word: &'w str, pack: Option<&Pack>) -> &'w str {
    let mut best = word;
    if let Some(pack) = pack {
        pack.grammar.readings(word, |_, rest| {
            if rest.len() < best.len() && rest.chars().count() >= 3 {
                best = rest;
            }
        });
    }
    best
}

fn cut(word: &str, letters: usize) -> &str {
    let end = word.char_indices().nth(letters).map_or(word.len(), |(i, _)| i);
    word.get(..end).unwrap_or(word)
}

/// A hash for tables of this run; never part of an id.
pub(crate) fn hash(value: impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}

/// The hashes of each `n` words in a row, each once.
pub(crate) fn shingles(words: &[u64], n: usize) -> FxHashSet<u64> {
    words.windows(n).map(hash).collect()
}

/// What share of the smaller set the two have in common; 0 where either is empty.
pub(crate) fn containment(a: &FxHashSet<u64>, b: &FxHashSet<u64>) -> f64 {
    let (small, large) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if small.is_empty() {
        return 0.0;
    }
    let common = small.iter().filter(|k| large.contains(k)).count();
    common as f64 / small.len() as f64
}

/// Groups under their keys, for finding candidates without comparing everything with everything.
#[derive(Debug, Default)]
pub(crate) struct Index {
    lists: FxHashMap<u64, Vec<usize>>,
}

/// How many groups one key may name: what more groups share tells nothing.
const COMMON: usize = 32;

impl Index {
    /// Adds a group under its keys.
    pub(crate) fn add(&mut self, keys: impl IntoIterator<Item = u64>, group: usize) {
        for key in keys {
            let list = self.lists.entry(key).or_default();
            if list.len() < COMMON && list.last() != Some(&group) && !list.contains(&group) {
                list.push(group);
            }
        }
    }

    /// Groups that share keys, with how many, most first.
    pub(crate) fn candidates(&self, keys: impl IntoIterator<Item = u64>) -> Vec<(usize, usize)> {
        let mut counts: FxHashMap<usize, usize> = FxHashMap::default();
        for key in keys {
            for group in self.lists.get(&key).into_iter().flatten() {
                *counts.entry(*group).or_default() += 1;
            }
        }
        let mut list: Vec<(usize, usize)> = counts.into_iter().collect();
        list.sort_by_key(|(group, n)| (std::cmp::Reverse(*n), *group));
        list
    }
}

/// Sets that grow together.
#[derive(Debug)]
pub(crate) struct Union {
    parent: Vec<usize>,
}

impl Union {
    /// So many sets of one.
    pub(crate) fn new(n: usize) -> Self {
        Self {
            parent: (0..n).collect(),
        }
    }

    /// The set's first member.
    pub(crate) fn root(&mut self, mut i: usize) -> usize {
        while let Some(&up) = self.parent.get(i).filter(|p| **p != i) {
            let above = self.parent.get(up).copied().unwrap_or(up);
            if let Some(slot) = self.parent.get_mut(i) {
                *slot = above;
            }
            i = up;
        }
        i
    }

    /// Makes two sets one; its first member is the lower of theirs.
    pub(crate) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if let Some(slot) = self.parent.get_mut(a.max(b)) {
            *slot = a.min(b);
        }
    }
}
