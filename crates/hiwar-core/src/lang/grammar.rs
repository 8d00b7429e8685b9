//! A language's letters and endings, from `lang/<code>/lang.toml`: what may be glued to a word, how words inflect.

use super::Features;
use crate::text::fold;
use serde::Deserialize;
use std::collections::BTreeMap;

/// `lang.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grammar {
    /// BCP 47 tag.
    pub code: String,
    /// The language's name in itself.
    pub name: String,
    /// Scripts' share decides a text's language: a letter of this range speaks for it (`"؀-ۿ"`).
    #[serde(default)]
    pub letters: String,
    /// The publication date that examples assume unless they say otherwise.
    pub examples_published: String,
    /// Letters glued before a word.
    #[serde(default)]
    pub clitics: Clitics,
    /// How the language orders and writes what others glue.
    #[serde(default)]
    pub habits: Habits,
    /// What searching takes off its words.
    #[serde(default)]
    pub search: Affixes,
    /// Ways to inflect a base form, by the key that an entry gives the base under.
    #[serde(default)]
    pub inflection: BTreeMap<String, Vec<Ending>>,
}

/// Letters glued before a word, outermost first.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clitics {
    /// `و`, `ف`.
    #[serde(default)]
    pub conjunctions: Vec<String>,
    /// `ب`, `ل`, `ك`.
    #[serde(default)]
    pub prepositions: Vec<String>,
    /// `ال`.
    #[serde(default)]
    pub article: String,
    /// `لل`: the preposition and the article in one.
    #[serde(default)]
    pub contracted: String,
    /// `س`: what makes a present form a future one.
    #[serde(default)]
    pub future: String,
    /// `هم`, `ها`: what is glued behind a noun for its owner.
    #[serde(default)]
    pub owners: Vec<String>,
    /// What the stem of a derived verb begins with, behind the letter of the person (`ت`: `يتصدى`).
    #[serde(default)]
    pub derived: Vec<String>,
    /// What joins a feminine noun to its owner (`ت`: `معاملتهم`).
    #[serde(default)]
    pub linking: String,
    /// What a present form begins with (`ي`, `ت`): a long word that begins with `future` and one of these is taken
    /// for a verb of the future where no list knows it …
    #[serde(default)]
    pub persons: Vec<String>,
    /// … unless it begins with one of these (`سياس`, `سيار`).
    #[serde(default)]
    pub not_future: Vec<String>,
}

/// What searching takes off a word, at most one of each: an article with what is glued before it, a common ending.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Affixes {
    /// At the front.
    #[serde(default)]
    pub prefixes: Vec<String>,
    /// At the end.
    #[serde(default)]
    pub suffixes: Vec<String>,
}

/// How a language orders and writes things. All of it is off for Arabic, which the layers were first written for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Habits {
    /// Articles that are words of their own (`the`): the word behind one counts as having it.
    #[serde(default)]
    pub articles: Vec<String>,
    /// Conjunctions that are words of their own (`and`): the word behind one counts as joined by it.
    #[serde(default)]
    pub conjunctions: Vec<String>,
    /// Short words before a full stop that ends no sentence (`Mr.`), folded and without it.
    #[serde(default)]
    pub abbreviations: Vec<String>,
    /// Names are written with capitals.
    #[serde(default)]
    pub capitals: bool,
    /// Adjectives and the like stand before their noun (`next week`, `third round`, `Iraqi minister`).
    #[serde(default)]
    pub qualifiers_first: bool,
    /// The month may stand before its day (`July 25, 2021`).
    #[serde(default)]
    pub month_first: bool,
    /// The parts of a number stand side by side (`two hundred five`).
    #[serde(default)]
    pub bare_numbers: bool,
    /// A verb stands behind its subject, and only there.
    #[serde(default)]
    pub subject_first: bool,
}

/// One form of a base. Of the forms with the same `feature`, the first whose `from` and `starts` fit the base is made.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ending {
    /// What the form tells (`past feminine`).
    pub feature: String,
    /// The base must begin so, and …
    #[serde(default)]
    pub starts: String,
    /// … this takes its place.
    #[serde(default)]
    pub with: String,
    /// The base must end so, and …
    #[serde(default)]
    pub from: String,
    /// … this takes its place.
    #[serde(default)]
    pub to: String,
    /// A second form with the same feature, made beside the first (`أعلنه` beside `أعلنها`).
    #[serde(default)]
    pub also: bool,
}

impl Grammar {
    /// Every form of `base` under the inflection `kind`, with what each tells. A base of several words inflects in
    /// its first one (`وزير الخارجية`, `وزيرا الخارجية`). Empty where the language has no such inflection.
    ///
    /// # Errors
    /// The word of a `feature` that is not known.
    pub fn forms(&self, kind: &str, base: &str) -> Result<Vec<(String, Features)>, String> {
        let Some(endings) = self.inflection.get(kind) else {
            return Ok(Vec::new());
        };
        let (head, tail) = base.split_once(' ').map_or((base, None), |(h, t)| (h, Some(t)));
        let mut made: Vec<(String, Features)> = Vec::new();
        for ending in endings {
            let features = Features::parse(&ending.feature)?;
            if !ending.also && made.iter().any(|(_, f)| *f == features) {
                continue;
            }
            let Some(rest) = head.strip_prefix(ending.starts.as_str()) else {
                continue;
            };
            let Some(stem) = rest.strip_suffix(ending.from.as_str()) else {
                continue;
            };
            let form = format!("{}{stem}{}", ending.with, ending.to);
            made.push((tail.map_or(form.clone(), |t| format!("{form} {t}")), features));
        }
        Ok(made)
    }

    /// The ways to read a folded word: what may be taken off its front, plain word first. At most eight.
    pub(crate) fn readings<'w>(&self, word: &'w str, mut each: impl FnMut(Glued, &'w str)) {
        each(Glued::default(), word);
        let clitics = &self.clitics;
        let strip = |word: &'w str, letters: &[String]| -> Option<&'w str> {
            letters
                .iter()
                .find_map(|l| word.strip_prefix(l.as_str()))
                .filter(|rest| rest.chars().nth(1).is_some())
        };
        let after = |word: &'w str, glued: Glued, each: &mut dyn FnMut(Glued, &'w str)| {
            if let Some(rest) = word
                .strip_prefix(clitics.contracted.as_str())
                .filter(|r| !clitics.contracted.is_empty() && !r.is_empty())
            {
                each(
                    Glued {
                        preposition: true,
                        article: true,
                        ..glued
                    },
                    rest,
                );
            }
            if let Some(rest) = word
                .strip_prefix(clitics.article.as_str())
                .filter(|r| !clitics.article.is_empty() && !r.is_empty())
            {
                each(
                    Glued {
                        article: true,
                        ..glued
                    },
                    rest,
                );
            }
            if let Some(rest) = word
                .strip_prefix(clitics.future.as_str())
                .filter(|r| !clitics.future.is_empty() && !r.is_empty())
            {
                each(
                    Glued {
                        future: true,
                        ..glued
                    },
                    rest,
                );
            }
        };
        after(word, Glued::default(), &mut each);
        let conj = strip(word, &clitics.conjunctions);
        for (rest, conjunction) in [(Some(word), false), (conj, true)] {
            let Some(rest) = rest else { continue };
            if conjunction {
                let glued = Glued {
                    conjunction,
                    ..Glued::default()
                };
                each(glued, rest);
                after(rest, glued, &mut each);
            }
            if let Some(stem) = strip(rest, &clitics.prepositions) {
                let glued = Glued {
                    conjunction,
                    preposition: true,
                    ..Glued::default()
                };
                each(glued, stem);
                after(stem, glued, &mut each);
            }
        }
    }

    /// Whether a folded word looks like a verb of the future: the future letter, a person, and at least three more.
    pub(crate) fn is_future_verb(&self, word: &str) -> bool {
        let clitics = &self.clitics;
        let rest = clitics
            .conjunctions
            .iter()
            .find_map(|c| word.strip_prefix(c.as_str()))
            .filter(|rest| rest.starts_with(clitics.future.as_str()))
            .unwrap_or(word);
        !clitics.future.is_empty()
            && rest.strip_prefix(clitics.future.as_str()).is_some_and(|verb| {
                clitics.persons.iter().any(|p| {
                    verb.strip_prefix(p.as_str())
                        .is_some_and(|stem| stem.chars().count() >= 3)
                })
            })
            && !clitics.not_future.iter().any(|n| rest.starts_with(n.as_str()))
    }

    /// Words whose article a preposition has swallowed, with the article back (`للحوار` is `الحوار`).
    pub(crate) fn uncontracted(&self, words: &str) -> Option<String> {
        let contracted = self.clitics.contracted.as_str();
        let rest = words
            .strip_prefix(contracted)
            .filter(|_| !contracted.is_empty())?;
        Some(format!("{}{rest}", self.clitics.article))
    }

    /// The same grammar with its clitics folded, as matching needs them.
    pub(crate) fn folded(mut self) -> Self {
        let clitics = &mut self.clitics;
        for letters in [
            &mut clitics.conjunctions,
            &mut clitics.prepositions,
            &mut clitics.persons,
            &mut clitics.not_future,
        ] {
            letters.iter_mut().for_each(|l| *l = fold(l));
        }
        for letters in [&mut clitics.article, &mut clitics.contracted, &mut clitics.future] {
            *letters = fold(letters);
        }
        let words = self
            .habits
            .articles
            .iter_mut()
            .chain(&mut self.habits.conjunctions);
        words.for_each(|w| *w = fold(w));
        self
    }
}

/// What was taken off the front of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Glued {
    /// `و`, `ف`.
    pub conjunction: bool,
    /// `ب`, `ل`, `ك`.
    pub preposition: bool,
    /// `ال`.
    pub article: bool,
    /// `س`.
    pub future: bool,
}

impl Glued {
    /// Nothing was.
    pub fn is_plain(self) -> bool {
        self == Self::default()
    }
}
