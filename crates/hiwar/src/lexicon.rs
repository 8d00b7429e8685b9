//! The doors to the core's language data that `hiwar lang` uses, in one place.

use hiwar_core::lang::{self, DataFile, Form};
use hiwar_core::text::fold;

pub use hiwar_core::check::{Checked, check};

/// Every form of every entry that has `word` among its forms, or is called so. Spelling is folded as in texts.
pub fn forms(files: &[DataFile], word: &str) -> Vec<Form> {
    let folded = fold(word);
    let all = lang::forms(files);
    let entry = |form: &Form| (form.lang.clone(), form.entry.clone());
    let meant: std::collections::BTreeSet<_> = all
        .iter()
        .filter(|f| f.entry == word || fold(&f.form) == folded)
        .map(entry)
        .collect();
    all.into_iter().filter(|f| meant.contains(&entry(f))).collect()
}
