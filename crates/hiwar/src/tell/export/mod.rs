//! `hiwar export`: the record in the forms that other programs read, one small file a form.
//!
//! Every form is made of the rows that `hiwar show` prints, names the words that each of them rests on (document, start
//! and end in code points, text), and comes out byte for byte the same for the same record.

mod archive;
mod bibtex;
mod brat;
mod codes;
mod csl_json;
mod csv;
mod days;
mod docx;
mod dossier;
mod format;
mod ftm;
mod gexf;
mod ics;
mod json_ld;
mod markdown;
mod out;
#[cfg(feature = "parquet")]
mod parquet;
mod plover;
mod polecat;
mod tables;
mod text;
mod timelinejs;
mod web_annotation;

pub use archive::Archive;
pub use format::Format;
pub use out::write;

use crate::fault::Result;

/// Takes the files of an export, in a fixed order: the name in the folder, and what is in it. What is one file is
/// given once.
///
/// An error is the target's: it cannot be written.
pub type Give<'g> = dyn FnMut(&str, &[u8]) -> Result<()> + 'g;

/// A form that the record can take.
pub trait Export {
    /// Whether it is several files, which lie in a folder.
    fn folder(&self) -> bool {
        false
    }

    /// What of the record it has no place for, in words for the user.
    fn left_out(&self, _archive: &Archive<'_>) -> Option<String> {
        None
    }

    /// Makes the files.
    ///
    /// # Errors
    /// Those of `give`, and what the form itself cannot do.
    fn write(&self, archive: &Archive<'_>, give: &mut Give<'_>) -> Result<()>;
}
