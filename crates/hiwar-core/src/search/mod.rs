//! Searching as people type: words compared by what is left of them, queries read, hits found in the text as it is.
//!
//! Pure: no index and no file. What holds the index asks [`Words`] for the words to put in, and for a document's hits.

mod hits;
mod query;
mod words;

pub use hits::{Found, hits};
pub use query::{Clause, Field, Query, Wrong, parse};
pub use words::Words;

/// A report that was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sought {
    /// Its id.
    pub document: String,
    /// Its headline.
    pub title: Option<String>,
    /// Its outlet.
    pub outlet: Option<String>,
    /// Its date, cut to what is known.
    pub published: Option<String>,
    /// Its text.
    pub text: String,
    /// The better, the greater; 0 where no word was asked for.
    pub score: f64,
}
