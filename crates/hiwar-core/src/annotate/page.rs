//! A text made ready for the layers: tokens, sentences, quotation marks, and every word that the pack knows.

use super::numbers::Number;
use crate::lang::{Ask, ClassId, Entry, Hit, Pack, Pattern, PatternSet, Reading, Scan};
use crate::model::Span;
use crate::text::{Gap, Quoted, Token, TokenKind, Tokens, quoted, sentences};
use std::ops::Range;

/// A text with all that was looked up in it once. Layers read it and do not change it.
pub struct Page<'a> {
    /// The text.
    pub text: &'a str,
    /// The language pack that reads it.
    pub pack: &'a Pack,
    /// Its tokens.
    pub tokens: Tokens,
    /// Its sentences, as ranges of tokens.
    pub sentences: Vec<Range<usize>>,
    /// Its quotation marks.
    pub quoted: Vec<Quoted>,
    scan: Scan,
    numbers: Vec<Number>,
}

/// A pattern found in a text.
#[derive(Clone, Debug)]
pub struct Match<'p> {
    /// The pattern.
    pub pattern: &'p Pattern,
    /// First token.
    pub from: usize,
    /// One past the last token.
    pub to: usize,
    /// What each element took: its name, its tokens and its hit, where it asked for a class.
    pub captures: Vec<Capture<'p>>,
}

/// What one element of a pattern took.
#[derive(Clone, Copy, Debug)]
pub struct Capture<'p> {
    /// The element's name: the class, or what stands after its colon.
    pub name: &'p str,
    /// First token.
    pub from: usize,
    /// One past the last.
    pub to: usize,
    /// The entry found there, where the element asked for a class.
    pub hit: Option<Hit>,
}

impl Match<'_> {
    /// The first capture of this name.
    pub fn get(&self, name: &str) -> Option<&Capture<'_>> {
        self.captures.iter().find(|c| c.name == name)
    }

    /// The entry of the first capture of this name.
    pub fn hit(&self, name: &str) -> Option<Hit> {
        self.get(name).and_then(|c| c.hit)
    }
}

impl<'a> Page<'a> {
    /// Reads a text with a pack.
    pub fn new(text: &'a str, pack: &'a Pack) -> Self {
        let tokens = Tokens::of(text);
        let scan = pack.scan(&tokens);
        let (sentences, quoted) = (sentences(&tokens), quoted(text, &tokens));
        let mut page = Self {
            text,
            pack,
            tokens,
            sentences,
            quoted,
            scan,
            numbers: Vec::new(),
        };
        page.numbers = super::numbers::numbers(&page);
        page
    }

    /// Every entry that begins at a token, longer before shorter.
    pub fn hits(&self, token: usize) -> &[Hit] {
        self.scan.hits(token)
    }

    /// The longest entry of a class that begins at a token.
    pub fn hit(&self, token: usize, class: ClassId) -> Option<Hit> {
        self.hits(token).iter().find(|h| h.class == class).copied()
    }

    /// Every entry of a class in the text.
    pub fn hits_of(&self, class: ClassId) -> impl Iterator<Item = Hit> + '_ {
        self.scan.all().iter().filter(move |h| h.class == class).copied()
    }

    /// Every entry in the text.
    pub fn all_hits(&self) -> &[Hit] {
        self.scan.all()
    }

    /// How a token can be read as a word that the pack uses.
    pub fn readings(&self, token: usize) -> &[Reading] {
        self.scan.readings(token)
    }

    /// The entry of a hit.
    pub fn entry(&self, hit: Hit) -> &'a Entry {
        self.pack.entry(hit.entry)
    }

    /// The bytes of a hit, without conjunction or preposition glued to it; its article is part of it.
    pub fn span(&self, hit: Hit) -> Span {
        let whole = self.tokens.span(hit.from, hit.to);
        if hit.prefix == 0 {
            whole
        } else {
            Span::new(self.tokens.stem_start(self.text, hit.from, hit.prefix), whole.end)
        }
    }

    /// The number (in digits or words) that begins at a token.
    pub fn number(&self, token: usize) -> Option<&Number> {
        let at = self.numbers.binary_search_by_key(&token, |n| n.from).ok()?;
        self.numbers.get(at)
    }

    /// All numbers, in the order of the text.
    pub fn numbers(&self) -> &[Number] {
        &self.numbers
    }

    /// The source words of a range of tokens.
    pub fn words(&self, from: usize, to: usize) -> &'a str {
        self.tokens.span(from, to).of(self.text)
    }

    /// The folded spelling of a token; empty past the end.
    pub fn folded(&self, token: usize) -> &str {
        self.tokens.folded(token)
    }

    /// The token, where there is one.
    pub fn token(&self, token: usize) -> Option<&Token> {
        self.tokens.get(token)
    }

    /// Whether the token is a word.
    pub fn is_word(&self, token: usize) -> bool {
        self.token(token).is_some_and(|t| t.kind == TokenKind::Word)
    }

    /// The index (in `sentences`) of the sentence that a token lies in.
    pub fn sentence(&self, token: usize) -> usize {
        self.sentences
            .partition_point(|s| s.end <= token)
            .min(self.sentences.len().saturating_sub(1))
    }

    /// The matches of a layer's patterns, leftmost first, of those the longest, of those the first in the file;
    /// without overlap.
    pub fn matches(&self, patterns: &'a PatternSet) -> Vec<Match<'a>> {
        let mut found = Vec::new();
        let mut token = 0;
        while token < self.tokens.len() {
            match self.best(patterns, token) {
                Some(best) => {
                    token = best.to.max(token + 1);
                    found.push(best);
                }
                None => token += 1,
            }
        }
        found
    }

    fn best(&self, patterns: &'a PatternSet, token: usize) -> Option<Match<'a>> {
        let mut best: Option<(Match<'a>, u32)> = None;
        let mut attempt = |list: Option<&Vec<u32>>| {
            for &index in list.into_iter().flatten() {
                let Some(pattern) = patterns.patterns.get(index as usize) else {
                    continue;
                };
                let Some(found) = self.match_at(pattern, token) else {
                    continue;
                };
                let better = best
                    .as_ref()
                    .is_none_or(|(b, i)| (found.to, u32::MAX - index) > (b.to, u32::MAX - i));
                if better {
                    best = Some((found, index));
                }
            }
        };
        for reading in self.readings(token) {
            attempt(patterns.by_word.get(&reading.word));
        }
        let mut last = None;
        for hit in self.hits(token) {
            if last != Some(hit.class) {
                attempt(patterns.by_class.get(&hit.class));
                last = Some(hit.class);
            }
        }
        if self.number(token).is_some() {
            attempt(Some(&patterns.by_number));
        }
        if self.token(token).is_some_and(|t| t.kind == TokenKind::Number) {
            attempt(Some(&patterns.by_digits));
        }
        best.map(|(found, _)| found)
    }

    /// One pattern at one token: the longest way it fits, if any.
    pub fn match_at<'p>(&self, pattern: &'p Pattern, token: usize) -> Option<Match<'p>> {
        let mut captures = Vec::with_capacity(pattern.elements.len());
        let end = self.fit(pattern, 0, token, &mut captures)?;
        let core = captures
            .iter()
            .filter(|(_, _, context)| !context)
            .map(|(c, _, _)| (c.from, c.to));
        let (from, to) = core
            .reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
            .unwrap_or((token, end));
        let captures = captures.into_iter().map(|(c, _, _)| c).collect();
        Some(Match {
            pattern,
            from,
            to,
            captures,
        })
    }

    /// Fits the elements from `at` on; tries each option greedily and goes back where the rest does not fit.
    fn fit<'p>(
        &self,
        pattern: &'p Pattern,
        at: usize,
        token: usize,
        taken: &mut Vec<(Capture<'p>, usize, bool)>,
    ) -> Option<usize> {
        let Some(element) = pattern.elements.get(at) else {
            return Some(token);
        };
        let crosses = at > 0 && self.token(token).is_none_or(|t| t.gap >= Gap::Line);
        if !crosses {
            for (to, hit) in self.options(&element.ask, token) {
                taken.push((
                    Capture {
                        name: &element.name,
                        from: token,
                        to,
                        hit,
                    },
                    at,
                    element.context,
                ));
                if let Some(end) = self.fit(pattern, at + 1, to, taken) {
                    return Some(end);
                }
                taken.pop();
            }
        }
        if element.optional {
            self.fit(pattern, at + 1, token, taken)
        } else {
            None
        }
    }

    /// The ways one element can take tokens from `token` on: where it ends, and what entry it found.
    fn options(&self, ask: &Ask, token: usize) -> Vec<(usize, Option<Hit>)> {
        match ask {
            Ask::Words(words) if self.readings(token).iter().any(|r| words.contains(&r.word)) => {
                vec![(token + 1, None)]
            }
            Ask::Class(class, id) => {
                let wanted =
                    |h: &&Hit| h.class == *class && id.as_ref().is_none_or(|id| self.entry(**h).id == *id);
                self.hits(token)
                    .iter()
                    .filter(wanted)
                    .map(|h| (h.to, Some(*h)))
                    .collect()
            }
            Ask::Number => self.number(token).map(|n| (n.to, None)).into_iter().collect(),
            Ask::Digits if self.token(token).is_some_and(|t| t.kind == TokenKind::Number) => {
                vec![(token + 1, None)]
            }
            Ask::Word if self.is_word(token) => vec![(token + 1, None)],
            Ask::Gap(most) => {
                let ends = (0..=*most).take_while(|n| *n == 0 || self.joins(token + n - 1));
                ends.map(|n| (token + n, None)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Whether a gap may run over this token: no end of sentence, no new line.
    fn joins(&self, token: usize) -> bool {
        self.token(token).is_some_and(|t| t.gap < Gap::Line)
            && !matches!(self.folded(token), "." | "؟" | "!" | "?" | ":" | "؛")
    }
}
