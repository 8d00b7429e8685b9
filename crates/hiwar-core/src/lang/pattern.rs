//! Patterns over tokens: short sequences of words and classes, written downwards in a pack's files.
//!
//! Signs of the notation: a word (folded, clitics allowed); `one|other`; `<class>` or `<class:name>`; `<class=id>` for one
//! entry of a class; `<number>` (digits or number words), `<digits>`, `<word>`; a trailing `?` for optional; `[…]` around an
//! element that must be there but is no part of what is found; `..3` for up to three tokens of any kind within a clause.

use super::{ClassId, Entry, Lexicon, WordId};
use crate::text::fold;
use rustc_hash::FxHashMap;

/// What an element asks of the text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Ask {
    /// One of these words.
    Words(Vec<WordId>),
    /// A hit of this class, perhaps of one entry only.
    Class(ClassId, Option<String>),
    /// A number in digits or words.
    Number,
    /// A token of digits.
    Digits,
    /// Any word.
    Word,
    /// Up to so many tokens, no sentence mark among them.
    Gap(usize),
}

/// One line of a pattern.
#[derive(Clone, Debug)]
pub(crate) struct Element {
    pub(crate) ask: Ask,
    /// What a capture of it is called.
    pub(crate) name: String,
    pub(crate) optional: bool,
    /// Must be there, but is no part of what is found.
    pub(crate) context: bool,
}

/// A pattern with what it means.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// What `hiwar explain` prints.
    pub id: String,
    /// Its `means` table, wrapped as an entry for easy reading.
    pub means: Entry,
    pub(crate) elements: Vec<Element>,
}

/// The patterns of one file, indexed by what they can begin with.
#[derive(Debug, Default)]
pub struct PatternSet {
    pub(crate) patterns: Vec<Pattern>,
    pub(crate) by_word: FxHashMap<WordId, Vec<u32>>,
    pub(crate) by_class: FxHashMap<ClassId, Vec<u32>>,
    pub(crate) by_number: Vec<u32>,
    pub(crate) by_digits: Vec<u32>,
}

impl Element {
    /// Reads one line of the notation. `class` gives the id of a class by name.
    pub(crate) fn parse(
        line: &str,
        lexicon: &mut Lexicon,
        class: &dyn Fn(&str) -> Option<ClassId>,
    ) -> Result<Self, String> {
        let mut rest = line.trim();
        let context = rest.starts_with('[') && rest.ends_with(']') && rest.len() > 2;
        if context {
            rest = &rest[1..rest.len() - 1];
        }
        let optional = rest.len() > 1 && rest.ends_with('?');
        if optional {
            rest = &rest[..rest.len() - 1];
        }
        let (ask, name) = if let Some(most) = rest.strip_prefix("..") {
            let most = most
                .parse()
                .map_err(|_| format!("'{line}': after '..' stands how many tokens may lie between"))?;
            (Ask::Gap(most), String::new())
        } else if let Some(inner) = rest.strip_prefix('<').and_then(|r| r.strip_suffix('>')) {
            let (what, name) = inner.split_once(':').unwrap_or((inner, ""));
            let (what, id) = what
                .split_once('=')
                .map_or((what, None), |(w, id)| (w, Some(id.to_owned())));
            let ask = match what {
                "number" => Ask::Number,
                "digits" => Ask::Digits,
                "word" => Ask::Word,
                _ => Ask::Class(
                    class(what).ok_or_else(|| format!("'{line}': no entry is of class '{what}'"))?,
                    id,
                ),
            };
            (ask, if name.is_empty() { what } else { name }.to_owned())
        } else {
            let words = rest.split('|').map(|w| lexicon.intern(&fold(w))).collect();
            (Ask::Words(words), rest.to_owned())
        };
        Ok(Self {
            ask,
            name,
            optional,
            context,
        })
    }
}

impl PatternSet {
    /// Adds a pattern and indexes every element it can begin with.
    pub(crate) fn push(&mut self, pattern: Pattern) {
        let index = self.patterns.len() as u32;
        for element in &pattern.elements {
            match &element.ask {
                Ask::Words(words) => words
                    .iter()
                    .for_each(|w| self.by_word.entry(*w).or_default().push(index)),
                Ask::Class(class, _) => self.by_class.entry(*class).or_default().push(index),
                Ask::Number => self.by_number.push(index),
                Ask::Digits => self.by_digits.push(index),
                Ask::Word | Ask::Gap(_) => {}
            }
            if !element.optional {
                break;
            }
        }
        self.patterns.push(pattern);
    }

    /// All of them, in the order of the file.
    pub fn iter(&self) -> std::slice::Iter<'_, Pattern> {
        self.patterns.iter()
    }
}
