//! A report as it was read: decoded once, never changed.

use super::Span;
use serde::{Deserialize, Serialize};

/// A report as it was read.
///
/// Its identity is the hash of its content (`source.sha256`); `id` is the name that people use.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The file's name without its known endings, or the id that the input gives.
    pub id: String,
    /// Where it came from.
    pub source: Source,
    /// BCP 47 tag, as given or detected (`ar`).
    pub lang: String,
    /// The title that the input's metadata gives. A title that stands in the text is found by `annotate`.
    pub title: Option<String>,
    /// The publication date that the caller or the metadata gives, ISO 8601 cut to what is known.
    /// Never a file's time stamp.
    pub published: Option<String>,
    /// The text: decoded, without a byte order mark, otherwise exactly as it was (line ends kept).
    pub text: String,
}

/// Where a document came from; `None` where unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The path it was read from, as the user gave it.
    pub path: Option<String>,
    /// The address it was published at.
    pub url: Option<String>,
    /// The outlet that published it, as the metadata names it.
    pub outlet: Option<String>,
    /// Who wrote it, as the metadata names them. Not kept in the record.
    #[serde(default)]
    pub author: Option<String>,
    /// SHA-256 of `text` in UTF-8, lower-case hex.
    pub sha256: String,
}

/// What a stretch of the text is on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// The headline, and lines of it above or below.
    Title,
    /// Who wrote it.
    Byline,
    /// Place, outlet and date before the report (`بغداد - واع`), or a line that holds only a date.
    Dateline,
    /// The report itself.
    Body,
    /// Words under a picture.
    Caption,
    /// Menus, share buttons, tags, links: the page's furniture.
    Furniture,
}

/// A stretch of the text and what it is. Blocks are in order and do not overlap; white space between them is in none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: BlockKind,
}
