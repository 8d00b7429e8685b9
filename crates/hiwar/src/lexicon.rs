//! The doors to the core's language data that `hiwar lang` uses, in one place.

use hiwar_core::lang::{self, DataFile, Form};
use hiwar_core::text::fold;
use std::collections::{BTreeMap, BTreeSet};

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
