//! From paths to documents: plain text, web pages, JSONL, tables, feeds, mail, Word documents, crawl archives, and all of
//! these compressed or zipped, told apart by content; decoded once, never changed.
//!
//! Memory is bounded by [`TEXT_LIMIT`] and [`LINE_LIMIT`] whatever the input holds. Does not look at what the text
//! says beyond its language.

mod archive;
mod dates;
mod decode;
mod feeds;
mod html;
mod jsonl;
mod kind;
mod language;
mod mail;
mod many;
mod office;
mod packed;
mod plan;
mod report;
mod source;
mod tables;
mod warc;

pub use dates::published;
pub use language::name as language_name;
pub use plan::{Input, Plan, plan};
#[cfg(feature = "watch")]
pub use report::Report;
pub use source::{Item, Reader};

use hiwar_core::model::Document;
use jiff::tz::TimeZone;
use sha2::{Digest, Sha256};

/// The longest text that is taken, in bytes of its file: many times the longest report, so that what exceeds it is
/// something else (an archive in one file, a dump without line breaks).
pub const TEXT_LIMIT: usize = 16 << 20;

/// The longest line of JSONL, in bytes: a text of [`TEXT_LIMIT`] with some room for escapes.
pub const LINE_LIMIT: usize = 2 * TEXT_LIMIT;

/// How much of an input is looked at to tell what it is, in bytes.
const LOOK: usize = 64 << 10;

/// What the caller says of texts that do not say it themselves.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// BCP 47.
    pub lang: Option<String>,
    /// ISO 8601, cut to what is known.
    pub published: Option<String>,
    /// The zone whose calendar day a time stamp with an offset is turned into.
    pub timezone: Option<TimeZone>,
    /// What the columns of tables are called: field and name.
    pub columns: Vec<(String, String)>,
}

/// A document as it was read, and what the next stages need to know of its reading.
#[derive(Clone, Debug)]
pub struct Taken {
    /// The document; its id is unique in this run.
    pub document: Document,
    /// Where it stood: `FILE` or `FILE:LINE`.
    pub at: String,
    /// Longer names to fall back on where a record holds another document under this one; empty where the input
    /// itself gave the id.
    pub names: Vec<String>,
    /// Whether the file is this document and no other (so that its path identifies it).
    pub whole_file: bool,
}

/// The report that bytes are, by themselves: a web page or plain text.
///
/// # Errors
/// Why there is none, with a remedy.
fn single(bytes: &[u8], page: bool) -> Result<report::Report, (String, String)> {
    let read = match page {
        true => html::report(bytes, None),
        false => decode::decode(bytes).map(|decoded| report::Report::of(decoded.text)),
    };
    match read {
        Ok(report) if report.text.trim().is_empty() => {
            Err(("is empty".to_owned(), "remove it; passed over".to_owned()))
        }
        Ok(report) => Ok(report),
        Err((what, remedy)) => Err((what.to_owned(), remedy.to_owned())),
    }
}

/// The entries of a feed, each as the report that it is by itself.
///
/// # Errors
/// It is no feed, or a broken one: what is wrong, with a remedy.
#[cfg(feature = "watch")]
pub fn feed(bytes: &[u8]) -> Result<Vec<report::Report>, (String, String)> {
    if !feeds::is_feed(bytes.trim_ascii_start()) {
        let remedy = "give the address of the feed, not of the page that shows it";
        return Err(("is no feed".to_owned(), remedy.to_owned()));
    }
    Ok(feeds::Entries::of(bytes)?.reports())
}

/// The report on a page that was fetched; plain text is taken as it is.
///
/// # Errors
/// Why there is none, with a remedy.
#[cfg(feature = "watch")]
pub fn fetched(bytes: &[u8]) -> Result<report::Report, (String, String)> {
    single(bytes, kind::is_page(bytes))
}

/// SHA-256 in lower-case hex.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}
