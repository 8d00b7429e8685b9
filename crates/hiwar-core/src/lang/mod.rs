//! What is known of languages and of the world: data from `lang/` and `world/`, compiled for matching.
//!
//! A pack is a folder `lang/<code>/` with `lang.toml` (letters and endings) and word lists, each with its
//! `.examples.toml` beside it. `lang/classes.toml` declares the classes. `world/*.toml` gives names of countries,
//! bodies, outlets and office holders to every pack. This module knows nothing of what the layers do with them.

mod entry;
mod files;
mod grammar;
mod lexicon;
mod pack;
mod world;

pub use entry::{ClassId, Entry, EntryId, Features};
pub(crate) use files::{SourceFile, texts};
pub use grammar::{Clitics, Ending, Glued, Grammar, Habits};
pub(crate) use lexicon::Scan;
pub use lexicon::{Hit, Lexicon, Reading, WordId};
pub use pack::Pack;
use pack::{ClassRule, PackBuilder};
use std::collections::BTreeMap;

/// A data file, as the binary read it: its path (`lang/ar/times.toml`) and its contents.
#[derive(Clone, Debug)]
pub struct DataFile {
    /// Path from the project's root, with `/`.
    pub path: String,
    /// TOML.
    pub text: String,
}

/// Everything that the rules know: language packs, the world's names in each.
#[derive(Debug, Default)]
pub struct Knowledge {
    packs: Vec<Pack>,
}

/// Something wrong with a data file, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub path: String,
    /// Line, from 1; 0 where it concerns the whole file.
    pub line: usize,
    /// What is wrong.
    pub what: String,
    /// What to do next.
    pub help: String,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.what)?;
        if self.help.is_empty() {
            Ok(())
        } else {
            write!(f, "\n  help: {}", self.help)
        }
    }
}

/// A form of an entry, as `hiwar lang forms` prints it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The language (BCP 47).
    pub lang: String,
    /// The form.
    pub form: String,
    /// The entry's id.
    pub entry: String,
    /// Its class.
    pub class: String,
    /// The file it stands in.
    pub file: String,
}

impl Knowledge {
    /// Compiles data files.
    ///
    /// # Errors
    /// Every problem found, each with file, line and remedy.
    ///
    /// ```
    /// use hiwar_core::{Knowledge, lang::DataFile};
    /// let file = |path: &str, text: &str| DataFile { path: path.into(), text: text.into() };
    /// let knowledge = Knowledge::load(&[
    ///     file("lang/classes.toml", "[[class]]\nname = \"month\"\nneeds = [\"value\"]"),
    ///     file("lang/xx/lang.toml", "code = \"xx\"\nname = \"X\"\nexamples_published = \"2021-04-07\""),
    ///     file("lang/xx/times.toml", "[[entry]]\nid = \"april\"\nclass = \"month\"\nvalue = 4\nwords = [\"april\"]"),
    /// ]).unwrap();
    /// assert_eq!(knowledge.pack("xx").unwrap().look_up("April")[0].id, "april");
    /// ```
    pub fn load(files: &[DataFile]) -> Result<Self, Vec<Problem>> {
        let (knowledge, _, problems) = compile(files);
        if problems.is_empty() {
            Ok(knowledge)
        } else {
            Err(problems)
        }
    }

    /// The pack of a language.
    pub fn pack(&self, code: &str) -> Option<&Pack> {
        let short = code.split('-').next().unwrap_or(code);
        self.packs
            .iter()
            .find(|p| p.code() == code)
            .or_else(|| self.packs.iter().find(|p| p.code() == short))
    }

    /// All packs, by code.
    pub fn packs(&self) -> &[Pack] {
        &self.packs
    }
}

/// Every form of every entry of the packs (world names included), for `hiwar lang forms`.
pub fn forms(files: &[DataFile]) -> Vec<Form> {
    compile(files).1
}

fn compile(files: &[DataFile]) -> (Knowledge, Vec<Form>, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut sources = Vec::new();
    let mut grammars = Vec::new();
    for file in files.iter().filter(|f| f.path.ends_with(".toml")) {
        if file.path.ends_with("/lang.toml") {
            match toml::from_str::<Grammar>(&file.text) {
                Ok(grammar) => grammars.push((folder(&file.path).to_owned(), grammar)),
                Err(e) => problems.push(files::syntax(file, &e)),
            }
        } else {
            match SourceFile::parse(file) {
                Ok(source) => sources.push(source),
                Err(problem) => problems.push(problem),
            }
        }
    }
    grammars.sort_by(|a, b| a.0.cmp(&b.0));
    let rules = class_rules(&sources);
    let (mut knowledge, mut forms) = (Knowledge::default(), Vec::new());
    for (place, grammar) in grammars {
        let mut builder = PackBuilder::new(grammar.clone(), &rules);
        let own: Vec<&SourceFile> = sources
            .iter()
            .filter(|s| folder(&s.path) == place && !is_examples(&s.path))
            .collect();
        own.iter().for_each(|file| builder.add_entries(file, &grammar));
        for file in sources.iter().filter(|s| folder(&s.path).ends_with("world")) {
            match world::entries(file, &grammar.code) {
                Ok(entries) => entries.into_iter().for_each(|e| builder.add(e, &grammar, false)),
                Err(problem) => builder.problems.push(problem),
            }
        }
        own.iter().for_each(|file| builder.add_phrases(file));
        problems.append(&mut builder.problems);
        forms.extend(builder.forms.iter().map(|(form, id)| {
            let entry = builder.pack.entry(*id);
            Form {
                lang: grammar.code.clone(),
                form: form.clone(),
                entry: entry.id.clone(),
                class: entry.class.clone(),
                file: entry.file.clone(),
            }
        }));
        knowledge.packs.push(builder.pack);
    }
    (knowledge, forms, problems)
}

/// As much as compiles, and every problem: what the checker goes on with.
pub(crate) fn compile_lenient(files: &[DataFile]) -> (Knowledge, Vec<Problem>) {
    let (knowledge, _, problems) = compile(files);
    (knowledge, problems)
}

fn class_rules(sources: &[SourceFile]) -> BTreeMap<String, ClassRule> {
    let declared = sources
        .iter()
        .filter(|s| s.path.ends_with("lang/classes.toml"))
        .flat_map(SourceFile::rows);
    let list = |row: &toml::Table, key: &str| row.get(key).map(texts).unwrap_or_default();
    let named = declared.filter_map(|(_, row, _)| {
        let name = row.get("name")?.as_str()?.to_owned();
        Some((
            name,
            ClassRule {
                needs: list(row, "needs"),
                may: list(row, "may"),
            },
        ))
    });
    named.collect()
}

pub(crate) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

pub(crate) fn is_examples(path: &str) -> bool {
    path.ends_with(".examples.toml")
}
