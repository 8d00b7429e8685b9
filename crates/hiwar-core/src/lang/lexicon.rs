//! All words of a pack in one structure, scanned once over a text.

use super::{ClassId, EntryId, Features, Glued, Grammar};
use crate::text::{Gap, Tokens, fold};
use rustc_hash::FxHashMap;

/// A word that some entry uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WordId(pub(crate) u32);

/// An entry found in a text.
#[derive(Clone, Copy, Debug)]
pub struct Hit {
    /// First token.
    pub from: usize,
    /// One past the last token.
    pub to: usize,
    /// The entry.
    pub entry: EntryId,
    /// Its class.
    pub class: ClassId,
    /// What the form tells.
    pub features: Features,
    /// What was glued to the first word.
    pub glued: Glued,
    /// Folded bytes glued before the stem; the article, and a preposition that swallowed it (`لل`), count as stem.
    pub prefix: usize,
}

/// One way to read a token: a word of the lexicon with something glued to it.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// The word.
    pub word: WordId,
    /// What was glued to it.
    pub glued: Glued,
    prefix: usize,
}

#[derive(Debug, Default)]
struct Node {
    next: FxHashMap<WordId, u32>,
    ends: Vec<(EntryId, ClassId, Features)>,
}

/// All words of a pack.
#[derive(Debug)]
pub struct Lexicon {
    words: FxHashMap<Box<str>, WordId>,
    nodes: Vec<Node>,
}

impl Default for Lexicon {
    fn default() -> Self {
        Self {
            words: FxHashMap::default(),
            nodes: vec![Node::default()],
        }
    }
}

impl Lexicon {
    /// The id of a word, made if need be. `word` must be folded.
    pub(crate) fn intern(&mut self, word: &str) -> WordId {
        let next = WordId(self.words.len() as u32);
        *self.words.entry(word.into()).or_insert(next)
    }

    /// The id of a folded word, if any entry uses it.
    pub fn word(&self, folded: &str) -> Option<WordId> {
        self.words.get(folded).copied()
    }

    /// Adds one form of an entry.
    pub(crate) fn add(&mut self, form: &str, entry: EntryId, class: ClassId, features: Features) {
        let tokens = Tokens::of(form);
        let mut node = 0;
        for i in 0..tokens.len() {
            let word = self.intern(tokens.folded(i));
            let fresh = self.nodes.len() as u32;
            node = *self.nodes[node].next.entry(word).or_insert(fresh) as usize;
            if node == fresh as usize {
                self.nodes.push(Node::default());
            }
        }
        let ends = &mut self.nodes[node].ends;
        if node != 0 && !ends.contains(&(entry, class, features)) {
            ends.push((entry, class, features));
        }
    }

    /// Entries that a form (folded here) already stands for.
    pub(crate) fn entries(&self, form: &str) -> Vec<EntryId> {
        let folded = fold(form);
        let tokens = Tokens::of(&folded);
        let node = (0..tokens.len()).try_fold(0usize, |node, i| {
            let word = self.word(tokens.folded(i))?;
            self.nodes[node].next.get(&word).map(|n| *n as usize)
        });
        node.map_or(Vec::new(), |n| self.nodes[n].ends.iter().map(|e| e.0).collect())
    }

    /// How each token can be read, and every entry found, in the order of the text, longer before shorter.
    pub(crate) fn scan(&self, tokens: &Tokens, grammar: &Grammar) -> Scan {
        let mut scan = Scan {
            readings: Vec::with_capacity(tokens.len()),
            first_reading: Vec::with_capacity(tokens.len() + 1),
            ..Scan::default()
        };
        let mut exact: Vec<Option<WordId>> = Vec::with_capacity(tokens.len());
        for i in 0..tokens.len() {
            scan.first_reading.push(scan.readings.len() as u32);
            let word = tokens.folded(i);
            let mut plain = None;
            grammar.readings(word, |glued, stem| {
                // `للعراق`: the lexicon may hold the word with its article.
                let contracted = glued.article && glued.preposition;
                if let Some(id) = self.word(stem) {
                    if glued.is_plain() {
                        plain = Some(id);
                    }
                    let article = if glued.article && !contracted {
                        grammar.clitics.article.len()
                    } else {
                        0
                    };
                    let letters = if contracted {
                        grammar.clitics.contracted.len()
                    } else {
                        0
                    };
                    scan.readings.push(Reading {
                        word: id,
                        glued,
                        prefix: word.len() - stem.len() - article - letters,
                    });
                }
                if contracted && let Some(id) = self.word(&format!("{}{stem}", grammar.clitics.article)) {
                    let glued = Glued {
                        article: false,
                        ..glued
                    };
                    scan.readings.push(Reading {
                        word: id,
                        glued,
                        prefix: word.len() - stem.len() - grammar.clitics.contracted.len(),
                    });
                }
            });
            exact.push(plain);
        }
        scan.first_reading.push(scan.readings.len() as u32);
        for i in 0..tokens.len() {
            scan.first_hit.push(scan.hits.len() as u32);
            let begin = scan.hits.len();
            let readings = scan.first_reading[i] as usize..scan.first_reading[i + 1] as usize;
            for r in readings {
                let reading = scan.readings[r];
                self.walk(tokens, &exact, i, reading, &mut scan.hits);
            }
            if let Some(before) = i.checked_sub(1) {
                let own = own_words(tokens.folded(before), grammar);
                for hit in scan.hits.iter_mut().skip(begin) {
                    hit.glued.article |= own.article;
                    hit.glued.conjunction |= own.conjunction;
                }
            }
            scan.hits[begin..].sort_by_key(|h| std::cmp::Reverse(h.to));
        }
        scan.first_hit.push(scan.hits.len() as u32);
        scan
    }

    fn walk(
        &self,
        tokens: &Tokens,
        exact: &[Option<WordId>],
        from: usize,
        reading: Reading,
        hits: &mut Vec<Hit>,
    ) {
        let Some(mut node) = self.nodes[0].next.get(&reading.word).map(|n| *n as usize) else {
            return;
        };
        let mut to = from + 1;
        loop {
            for &(entry, class, features) in &self.nodes[node].ends {
                // The letter of the future goes with a present verb only (`ستبحث`; but سبيل is no بيل).
                // A construct form takes no article (`وزيري الخارجية`; but الرئيسي is an adjective).
                let construct = reading.glued.article && features.has(Features::CONSTRUCT);
                if construct || (reading.glued.future && !features.has(Features::PRESENT)) {
                    continue;
                }
                hits.push(Hit {
                    from,
                    to,
                    entry,
                    class,
                    features,
                    glued: reading.glued,
                    prefix: reading.prefix,
                });
            }
            let same_line = tokens.get(to).is_some_and(|t| t.gap < Gap::Line);
            let next = exact.get(to).copied().flatten().filter(|_| same_line);
            let Some(found) = next.and_then(|word| self.nodes[node].next.get(&word)) else {
                return;
            };
            (node, to) = (*found as usize, to + 1);
        }
    }
}

/// What the word before another gives to it in a language that glues neither article nor conjunction.
fn own_words(before: &str, grammar: &Grammar) -> Glued {
    let is = |words: &[String]| words.iter().any(|w| w == before);
    Glued {
        article: is(&grammar.habits.articles),
        conjunction: is(&grammar.habits.conjunctions),
        ..Glued::default()
    }
}

/// What a scan found, with an index by token.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scan {
    readings: Vec<Reading>,
    first_reading: Vec<u32>,
    hits: Vec<Hit>,
    first_hit: Vec<u32>,
}

impl Scan {
    pub(crate) fn readings(&self, token: usize) -> &[Reading] {
        Self::slice(&self.readings, &self.first_reading, token)
    }

    pub(crate) fn hits(&self, token: usize) -> &[Hit] {
        Self::slice(&self.hits, &self.first_hit, token)
    }

    pub(crate) fn all(&self) -> &[Hit] {
        &self.hits
    }

    fn slice<'s, T>(list: &'s [T], first: &[u32], token: usize) -> &'s [T] {
        match (first.get(token), first.get(token + 1)) {
            (Some(&from), Some(&to)) => list.get(from as usize..to as usize).unwrap_or(&[]),
            _ => &[],
        }
    }
}
