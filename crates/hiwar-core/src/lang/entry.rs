//! One entry of a word list: words, what class they are of, and what they mean.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A class of words (`month`, `cue`, `country`), as a small number. Made by [`super::Pack::class`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ClassId(pub(crate) u16);

impl ClassId {
    /// A class that no word has: what [`super::Pack::class`] gives for a name that the pack does not know.
    pub const NONE: ClassId = ClassId(u16::MAX);
}

/// An entry's place in its pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntryId(pub(crate) u32);

/// What a form tells beside its meaning: tense, gender, number.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Features(u16);

macro_rules! features {
    ($($name:ident = $word:literal, $bit:expr;)*) => {
        impl Features {
            $(#[doc = concat!("`", $word, "` in an inflection's `feature`.")] pub const $name: Features = Features(1 << $bit);)*
            const NAMES: &'static [(&'static str, Features)] = &[$(($word, Features::$name)),*];
        }
    };
}

features! {
    PAST = "past", 0;
    PRESENT = "present", 1;
    MASCULINE = "masculine", 2;
    FEMININE = "feminine", 3;
    DUAL = "dual", 4;
    PLURAL = "plural", 5;
    PARTICIPLE = "participle", 6;
    VERBAL_NOUN = "verbal-noun", 7;
    PRONOUN = "pronoun", 8;
    FUTURE = "future", 9;
    DEFINITE = "definite", 10;
    PASSIVE = "passive", 11;
    CONSTRUCT = "construct", 12;
    INFINITIVE = "infinitive", 13;
}

impl Features {
    /// Parses `past feminine`; the unknown word where there is one.
    pub(crate) fn parse(words: &str) -> Result<Self, String> {
        words.split_whitespace().try_fold(Self::default(), |all, word| {
            let known = Self::NAMES.iter().find(|(name, _)| *name == word);
            known
                .map(|(_, bit)| all.with(*bit))
                .ok_or_else(|| word.to_owned())
        })
    }

    /// Whether it has all of `other`.
    pub const fn has(self, other: Features) -> bool {
        self.0 & other.0 == other.0
    }

    /// Both together.
    pub const fn with(self, other: Features) -> Features {
        Features(self.0 | other.0)
    }
}

impl fmt::Debug for Features {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = Self::NAMES
            .iter()
            .filter(|(_, bit)| self.has(*bit))
            .map(|(name, _)| *name)
            .collect();
        write!(f, "[{}]", names.join(" "))
    }
}

/// One entry: the file's keys that are neither `id`, `class` nor words are its attributes.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Entry {
    /// Unique in its file; what `hiwar explain` prints behind the layer.
    pub id: String,
    /// Its class.
    pub class: String,
    /// The file it stands in (`lang/ar/times.toml`).
    pub file: String,
    /// What it means: every other key of the entry.
    pub means: toml::Table,
}

impl Entry {
    /// An attribute that is a text.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.means.get(key)?.as_str()
    }

    /// An attribute that is a whole number.
    pub fn number(&self, key: &str) -> Option<i64> {
        self.means.get(key)?.as_integer()
    }

    /// An attribute that is a flag; absent is false.
    pub fn flag(&self, key: &str) -> bool {
        self.means
            .get(key)
            .and_then(toml::Value::as_bool)
            .unwrap_or(false)
    }

    /// An attribute that is a list of texts (a single text is a list of one).
    pub fn list(&self, key: &str) -> Vec<&str> {
        match self.means.get(key) {
            Some(toml::Value::String(one)) => vec![one],
            Some(toml::Value::Array(many)) => many.iter().filter_map(toml::Value::as_str).collect(),
            _ => Vec::new(),
        }
    }
}
