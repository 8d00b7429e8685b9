//! A text made ready for the layers: tokens, sentences, quotation marks, and every word that the pack knows.

use super::numbers::Number;
use crate::lang::{ClassId, Entry, Habits, Hit, Pack, Reading, Scan};
use crate::model::Span;
use crate::text::{Quoted, Token, TokenKind, Tokens, quoted, sentences};
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

impl<'a> Page<'a> {
    /// Reads a text with a pack.
    pub fn new(text: &'a str, pack: &'a Pack) -> Self {
        let tokens = Tokens::of(text);
        let scan = pack.scan(&tokens);
        let (sentences, quoted) = (
            sentences(&tokens, &pack.grammar.habits.abbreviations),
            quoted(text, &tokens),
        );
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

    /// Whether a word has an article: glued to it (`الحوار`), or the word before (`the talks`).
    pub fn has_article(&self, token: usize) -> bool {
        let article = self.pack.grammar.clitics.article.as_str();
        let before = || token.checked_sub(1).map_or("", |t| self.folded(t));
        !article.is_empty() && self.folded(token).starts_with(article)
            || self.habits().articles.iter().any(|a| a == before())
    }

    /// How the language orders things, where it differs from Arabic.
    pub(crate) fn habits(&self) -> &'a Habits {
        &self.pack.grammar.habits
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
}
