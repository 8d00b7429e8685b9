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
pub(crate) fn subject(text: &str, pack: Option<&Pack>) -> Keys {
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
pub(crate) fn shingles(words: &[u64], n: usize) -> Keys {
    words.windows(n).map(hash).collect()
}

/// A set of keys, sorted: small, and quick to lay beside another.
#[derive(Clone, Debug, Default)]
pub(crate) struct Keys(Box<[u64]>);

impl Keys {
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = u64> {
        self.0.iter().copied()
    }

    pub(crate) fn contains(&self, key: u64) -> bool {
        self.0.binary_search(&key).is_ok()
    }

    /// What share of the smaller set the two have in common; 0 where either is empty.
    pub(crate) fn containment(&self, other: &Self) -> f64 {
        let least = self.len().min(other.len());
        if least == 0 {
            return 0.0;
        }
        let (mut a, mut b) = (self.iter().peekable(), other.iter().peekable());
        let mut common = 0;
        while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
            let order = x.cmp(y);
            common += usize::from(order.is_eq());
            if order.is_le() {
                a.next();
            }
            if order.is_ge() {
                b.next();
            }
        }
        f64::from(common as u32) / least as f64
    }
}

impl FromIterator<u64> for Keys {
    fn from_iter<I: IntoIterator<Item = u64>>(keys: I) -> Self {
        let mut keys: Vec<u64> = keys.into_iter().collect();
        keys.sort_unstable();
        keys.dedup();
        Self(keys.into())
    }
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

/// Who shares keys with those before it, for many that are looked at in one order: what [`Index`] gives where each asks
/// first and is added then, in a fraction of the memory, since a key that only one has is not kept.
pub(crate) struct Earlier {
    /// Place and number of the bearers of each key in `bearers`.
    lists: FxHashMap<u64, (u32, u32)>,
    bearers: Vec<u32>,
}

impl Earlier {
    /// `all`: the keys of each, in the order in which they are looked at.
    pub(crate) fn of<'k>(all: impl Iterator<Item = &'k Keys>) -> Self {
        let mut pairs: Vec<(u64, u32)> = Vec::new();
        for (keys, at) in all.zip(0..) {
            pairs.extend(keys.iter().map(|k| (k, at)));
        }
        pairs.sort_unstable();
        let mut earlier = Self {
            lists: FxHashMap::default(),
            bearers: Vec::new(),
        };
        for list in pairs.chunk_by(|a, b| a.0 == b.0) {
            if let [(key, _), _, ..] = list {
                let kept = list.len().min(COMMON);
                // Fewer keys than 2^32: each takes 16 bytes of memory here.
                let place = (earlier.bearers.len() as u32, kept as u32);
                earlier.bearers.extend(list.iter().take(kept).map(|(_, at)| at));
                earlier.lists.insert(*key, place);
            }
        }
        earlier
    }

    /// Those before `at` that can share at least `least(other)` of its keys, most shared first, then earliest. A key that
    /// very many bear is not kept for all of them, so each bearer may share it.
    pub(crate) fn candidates(
        &self,
        at: usize,
        keys: &Keys,
        least: impl Fn(usize) -> f64,
    ) -> Vec<(usize, usize)> {
        let mut counts: FxHashMap<u32, usize> = FxHashMap::default();
        let mut full = 0;
        for key in keys.iter() {
            let Some((first, n)) = self.lists.get(&key) else {
                continue;
            };
            full += usize::from(*n as usize == COMMON);
            let list = self.bearers.get(*first as usize..(first + n) as usize);
            for other in list.into_iter().flatten().take_while(|o| (**o as usize) < at) {
                *counts.entry(*other).or_default() += 1;
            }
        }
        let mut list: Vec<(usize, usize)> = counts
            .into_iter()
            .map(|(other, n)| (other as usize, n))
            .filter(|(other, n)| (n + full) as f64 >= least(*other))
            .collect();
        list.sort_unstable_by_key(|(other, n)| (std::cmp::Reverse(*n), *other));
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
