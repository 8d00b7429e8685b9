//! The doors to the core's language data that `hiwar lang` uses, in one place.

use crate::fault::{Fault, Result};
use hiwar_core::lang::{self, DataFile, Form};
use hiwar_core::text::fold;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

pub use hiwar_core::check::{Checked, check};

/// An entry of more forms than this is a list of many words, not one word with its endings.
const ONE_WORD: usize = 60;

/// The entries that have `word` among their forms, or are called so: every form of an entry that is one word with its
/// endings, the form itself of an entry that lists many words. Spelling is folded as in texts; each form stands once.
pub fn forms(files: &[DataFile], word: &str) -> Vec<Form> {
    let folded = fold(word);
    let all = lang::forms(files);
    let entry = |form: &Form| (form.lang.clone(), form.file.clone(), form.entry.clone());
    let is_it = |f: &Form| f.entry == word || fold(&f.form) == folded;
    let mut sizes: BTreeMap<_, usize> = all.iter().filter(|f| is_it(f)).map(|f| (entry(f), 0)).collect();
    for form in &all {
        if let Some(size) = sizes.get_mut(&entry(form)) {
            *size += 1;
        }
    }
    let mut seen = BTreeSet::new();
    let wanted = all
        .into_iter()
        .filter(|f| sizes.get(&entry(f)).is_some_and(|n| *n <= ONE_WORD || is_it(f)));
    wanted
        .filter(|f| seen.insert((entry(f), f.form.clone())))
        .collect()
}

/// The first word list of a new language, and the examples beside it.
const LISTS: [(&str, &str); 2] = [
    ("times.toml", include_str!("lexicon/times.toml")),
    ("times.examples.toml", include_str!("lexicon/times.examples.toml")),
];

/// Makes `lang/CODE/` under `data`, with a grammar and a word list to fill; gives its path. Nothing that is there is
/// changed.
///
/// # Errors
/// `code` is no BCP 47 code, the folder is there already, or it cannot be written.
pub fn begin(data: &Path, code: &str, name: &str, letters: &str) -> Result<PathBuf> {
    let subtag =
        |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    if !code.starts_with(|c: char| c.is_ascii_alphabetic()) || !code.split('-').all(subtag) || code.len() < 2
    {
        return Err(Fault::new(
            code,
            "is no language code",
            "give a BCP 47 code: fr, ku, zh-Hant",
        ));
    }
    let (all, folder) = (data.join("lang"), data.join("lang").join(code));
    std::fs::create_dir_all(&all).map_err(|e| Fault::writing(&all, &e))?;
    std::fs::create_dir(&folder).map_err(|e| match e.kind() {
        std::io::ErrorKind::AlreadyExists => Fault::of(
            &folder,
            "is there already",
            "add to its lists, or choose another code",
        ),
        _ => Fault::writing(&folder, &e),
    })?;
    let text = |text: &str| toml::Value::String(text.to_owned());
    let grammar = format!(
        "# What is glued before words, and how words inflect: see lang/README.md. Words stand in the other files.\n\
         code = {}\nname = {}\nletters = {}\n\
         # Examples assume this day of publication (a Wednesday) unless they say otherwise.\n\
         examples_published = \"2021-04-07\"\n",
        text(code),
        text(name),
        text(letters)
    );
    for (file, content) in LISTS.into_iter().chain([("lang.toml", grammar.as_str())]) {
        let path = folder.join(file);
        std::fs::write(&path, content).map_err(|e| Fault::writing(&path, &e))?;
    }
    Ok(folder)
}
