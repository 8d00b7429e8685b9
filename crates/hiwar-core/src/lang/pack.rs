//! A language pack, compiled: its grammar, its lexicon, the world's names among it.

use super::files::{RawEntry, SourceFile};
use super::lexicon::Scan;
use super::{ClassId, Entry, EntryId, Features, Grammar, Lexicon, Problem};
use crate::text::{Tokens, fold};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use toml::Value;

/// Everything known of one language.
#[derive(Debug, Default)]
pub struct Pack {
    /// Clitics folded.
    pub(crate) grammar: Grammar,
    /// First and last letter of the language's script.
    letters: Option<(char, char)>,
    entries: Vec<Entry>,
    by_id: FxHashMap<String, EntryId>,
    lexicon: Lexicon,
    classes: FxHashMap<String, ClassId>,
    phrases: BTreeMap<String, String>,
}

/// A class as `lang/classes.toml` declares it.
#[derive(Clone, Debug, Default)]
pub(crate) struct ClassRule {
    pub(crate) needs: Vec<String>,
    pub(crate) may: Vec<String>,
}

impl Pack {
    /// BCP 47 tag.
    pub fn code(&self) -> &str {
        &self.grammar.code
    }

    /// Whether a letter is of the language's script (`letters` in `lang.toml`).
    pub fn has_letter(&self, c: char) -> bool {
        self.letters
            .is_some_and(|(first, last)| (first..=last).contains(&c))
    }

    /// A word without the preposition that the contracted form is made with (`للصحيفة` → `الصحيفة`, `لوكالة` → `وكالة`);
    /// `None` where it does not begin with it.
    pub fn without_preposition(&self, word: &str) -> Option<String> {
        let clitics = &self.grammar.clitics;
        let letter = clitics.contracted.chars().next()?;
        match word.strip_prefix(clitics.contracted.as_str()) {
            Some(rest) => Some(format!("{}{rest}", clitics.article)),
            None => word
                .strip_prefix(letter)
                .filter(|rest| !rest.is_empty())
                .map(str::to_owned),
        }
    }

    /// A folded word without a preposition glued to it, where a word of three letters is left.
    pub fn strip_preposition<'w>(&self, word: &'w str) -> Option<&'w str> {
        let letters = &self.grammar.clitics.prepositions;
        let rest = letters.iter().find_map(|l| word.strip_prefix(l.as_str()))?;
        rest.chars().nth(2).map(|_| rest)
    }

    /// A folded word without the article.
    pub fn without_article<'w>(&self, word: &'w str) -> &'w str {
        let article = self.grammar.clitics.article.as_str();
        word.strip_prefix(article)
            .filter(|rest| !rest.is_empty())
            .unwrap_or(word)
    }

    /// The id of a class by name; [`ClassId::NONE`], which no hit has, where no entry is of it.
    pub fn class(&self, name: &str) -> ClassId {
        self.classes.get(name).copied().unwrap_or(ClassId::NONE)
    }

    /// Whether a folded word is a bare conjunction (`and`; the `و` of `و500`, which is a token of its own before digits).
    pub fn is_conjunction(&self, folded: &str) -> bool {
        let grammar = &self.grammar;
        let mut words = grammar
            .clitics
            .conjunctions
            .iter()
            .chain(&grammar.habits.conjunctions);
        words.any(|c| c == folded)
    }

    /// Whether a folded word is an article by itself (`the`; the `الـ` of `الـ21`).
    pub fn is_article(&self, folded: &str) -> bool {
        let own = &self.grammar.clitics.article;
        !folded.is_empty() && (own == folded || self.grammar.habits.articles.iter().any(|a| a == folded))
    }

    /// Whether a folded word is a bare preposition (the `ل` of `الموافق لـ 4/8/2015`).
    pub fn is_preposition(&self, folded: &str) -> bool {
        self.grammar.clitics.prepositions.iter().any(|p| p == folded)
    }

    /// Whether an unknown folded word looks like a verb of the future (`سيعقد`), by `lang.toml`.
    pub fn is_future_verb(&self, folded: &str) -> bool {
        self.grammar.is_future_verb(folded)
    }

    /// The entry of a hit.
    pub fn entry(&self, id: EntryId) -> &Entry {
        static NOTHING: std::sync::OnceLock<Entry> = std::sync::OnceLock::new();
        self.entries
            .get(id.0 as usize)
            .unwrap_or_else(|| NOTHING.get_or_init(Entry::default))
    }

    /// All entries, in the order they were loaded.
    pub fn entries(&self) -> impl Iterator<Item = (EntryId, &Entry)> {
        self.entries
            .iter()
            .enumerate()
            .map(|(i, e)| (EntryId(i as u32), e))
    }

    /// The entry with this id; where several files have one, the first that was loaded.
    pub fn entry_named(&self, id: &str) -> Option<&Entry> {
        self.by_id.get(id).map(|e| self.entry(*e))
    }

    /// A phrase that Hiwar itself says in this language (`[[phrase]]`), with its blanks (`{name}`).
    pub fn phrase(&self, id: &str) -> Option<&str> {
        self.phrases.get(id).map(String::as_str)
    }

    /// Looks all of the pack's words up in a text, once.
    pub(crate) fn scan(&self, tokens: &Tokens) -> Scan {
        self.lexicon.scan(tokens, &self.grammar)
    }

    /// The entries that a word or phrase stands for, without regard to anything glued to it.
    pub fn look_up(&self, words: &str) -> Vec<&Entry> {
        self.lexicon
            .entries(words)
            .into_iter()
            .map(|id| self.entry(id))
            .collect()
    }
}

/// Builds a pack out of its files; every problem is collected, so that all can be mended in one go.
pub(crate) struct PackBuilder<'r> {
    pub(crate) pack: Pack,
    pub(crate) problems: Vec<Problem>,
    /// Forms with their entry, for `lang forms`.
    pub(crate) forms: Vec<(String, EntryId)>,
    rules: &'r BTreeMap<String, ClassRule>,
    seen: FxHashMap<(String, String), EntryId>,
    /// (file, id): an id is unique in its file.
    ids: FxHashSet<(String, String)>,
}

impl<'r> PackBuilder<'r> {
    pub(crate) fn new(grammar: Grammar, rules: &'r BTreeMap<String, ClassRule>) -> Self {
        let mut ends = grammar.letters.split('-').filter_map(|end| end.chars().next());
        let pack = Pack {
            letters: ends.next().zip(ends.next()),
            grammar: grammar.folded(),
            ..Pack::default()
        };
        Self {
            pack,
            problems: Vec::new(),
            forms: Vec::new(),
            rules,
            seen: FxHashMap::default(),
            ids: FxHashSet::default(),
        }
    }

    /// Adds the `[[entry]]` tables of a file.
    pub(crate) fn add_entries(&mut self, file: &SourceFile, grammar: &Grammar) {
        let inflections: Vec<&str> = grammar.inflection.keys().map(String::as_str).collect();
        for (kind, row, line) in file.rows() {
            if kind != "entry" {
                continue;
            }
            match file.entry(row, line, &inflections) {
                Ok(entry) => {
                    self.check_keys(file, &entry, &inflections);
                    self.add(entry, grammar, true);
                }
                Err(problem) => self.problems.push(problem),
            }
        }
    }

    /// Adds one entry with all its forms. With `strict`, two entries of one class that fold alike are a problem.
    pub(crate) fn add(&mut self, raw: RawEntry, grammar: &Grammar, strict: bool) {
        let id = EntryId(self.pack.entries.len() as u32);
        let fresh = ClassId(self.pack.classes.len() as u16);
        let class = *self.pack.classes.entry(raw.class.clone()).or_insert(fresh);
        let mut forms: Vec<(String, Features)> = raw
            .words
            .iter()
            .map(|w| (w.clone(), Features::default()))
            .collect();
        for (kind, base) in &raw.bases {
            match grammar.forms(kind, base) {
                Ok(made) => forms.extend(made),
                Err(word) => self.problems.push(Problem {
                    path: format!("lang/{}/lang.toml", grammar.code),
                    line: 0,
                    what: format!("inflection '{kind}': unknown feature '{word}'"),
                    help: String::new(),
                }),
            }
        }
        let problem = |what: String, help: &str| Problem {
            path: raw.file.clone(),
            line: raw.line,
            what,
            help: help.into(),
        };
        for (form, features) in forms {
            if form
                .chars()
                .any(|c| matches!(c, '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'))
            {
                self.problems.push(problem(
                    format!("'{form}' holds presentation forms"),
                    "type the word anew with an Arabic keyboard",
                ));
            }
            let clash = self
                .seen
                .get(&(raw.class.clone(), fold(&form)))
                .copied()
                .filter(|other| *other != id);
            if let Some(other) = clash.filter(|_| strict) {
                let other = self.pack.entry(other);
                let what = format!(
                    "'{form}' of entry '{}' folds like a form of entry '{}' ({})",
                    raw.id, other.id, other.file
                );
                self.problems.push(problem(
                    what,
                    "keep it in one of the two, or give them different classes",
                ));
            }
            self.seen.entry((raw.class.clone(), fold(&form))).or_insert(id);
            self.pack.lexicon.add(&form, id, class, features);
            self.forms.push((form, id));
        }
        let twin = !self.ids.insert((raw.file.clone(), raw.id.clone()));
        self.pack.by_id.entry(raw.id.clone()).or_insert(id);
        if twin && strict {
            self.problems.push(problem(
                format!("two entries of this file are called '{}'", raw.id),
                "give one of them another id",
            ));
        }
        self.pack.entries.push(Entry {
            id: raw.id,
            class: raw.class,
            file: raw.file,
            means: raw.means,
        });
    }

    fn check_keys(&mut self, file: &SourceFile, entry: &RawEntry, inflections: &[&str]) {
        let Some(rule) = self.rules.get(&entry.class) else {
            let known: Vec<&str> = self.rules.keys().map(String::as_str).collect();
            let what = format!("entry '{}' is of the unknown class '{}'", entry.id, entry.class);
            let help = format!(
                "declare it in lang/classes.toml, or use one of: {}",
                known.join(", ")
            );
            self.problems.push(file.problem(entry.line, what, help));
            return;
        };
        for key in entry
            .means
            .keys()
            .filter(|k| !rule.needs.contains(k) && !rule.may.contains(k))
        {
            let mut allowed: Vec<&str> = ["id", "class", "words"]
                .into_iter()
                .chain(inflections.iter().copied())
                .collect();
            allowed.extend(rule.needs.iter().chain(&rule.may).map(String::as_str));
            let what = format!("entry '{}': unknown key '{key}'", entry.id);
            self.problems.push(file.problem(
                entry.line,
                what,
                format!("allowed here: {}", allowed.join(", ")),
            ));
        }
        for key in rule.needs.iter().filter(|k| !entry.means.contains_key(*k)) {
            let what = format!("entry '{}' lacks '{key}'", entry.id);
            self.problems
                .push(file.problem(entry.line, what, format!("add a line: {key} = …")));
        }
    }

    /// Adds the `[[phrase]]` tables of a file.
    pub(crate) fn add_phrases(&mut self, file: &SourceFile) {
        for (_, row, line) in file.rows().filter(|(kind, _, _)| *kind == "phrase") {
            let text = |key: &str| row.get(key).and_then(Value::as_str).unwrap_or("").to_owned();
            let (id, words) = (text("id"), text("text"));
            let known = row.keys().all(|k| k == "id" || k == "text");
            if id.is_empty() || words.is_empty() || !known {
                let help = "add id = \"…\" and text = \"…\", and nothing else";
                self.problems
                    .push(file.problem(line, "a phrase needs 'id' and 'text'", help));
            } else if self.pack.phrases.insert(id.clone(), words).is_some() {
                let what = format!("two phrases are called '{id}'");
                self.problems
                    .push(file.problem(line, what, "give one of them another id"));
            }
        }
    }
}
