//! The doors to `hiwar_core::lang` that `hiwar lang` uses, in one place.

use crate::fault::{Fault, Result};
use hiwar_core::Knowledge;
use hiwar_core::lang::{DataFile, Problem};

/// A form of a word that a data file lists: the form, the file, the entry's id.
pub type Form = (String, String, String);

/// Everything that is wrong with the data files.
pub fn check(files: &[DataFile]) -> Vec<Problem> {
    // Until the core has `lang::check`, which runs the examples, too: compiling finds what is malformed.
    Knowledge::load(files).err().unwrap_or_default()
}

/// Every entry of the data files that `word` is a form of.
///
/// # Errors
/// The core does not offer it.
pub fn forms(_files: &[DataFile], _word: &str) -> Result<Vec<Form>> {
    Err(Fault::new(
        "",
        "`lang forms` is not wired to the core yet",
        "search lang/ with grep meanwhile",
    ))
}
