//! Where a fact stands in its document.

use serde::{Deserialize, Serialize};

/// A half-open range of **bytes** into a document's text, always on character boundaries.
///
/// Code points and UTF-16 units are made at the border only, by [`crate::text::Offsets`].
///
/// ```
/// use hiwar_core::model::Span;
/// let span = Span::new(0, 8);
/// assert_eq!(span.of("حوار جديد"), "حوار");
/// assert!(span.contains(Span::new(2, 4)));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span from `start` to `end`; an inverted one becomes empty at `start`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self {
            start,
            end: if end < start { start } else { end },
        }
    }

    /// The words it covers; empty where it does not fit `text`.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// The words it covers as a name: white space of any kind (a line end inside) is one space.
    ///
    /// ```
    /// use hiwar_core::model::Span;
    /// assert_eq!(Span::new(0, 15).name("Prime\nMinister,"), "Prime Minister,");
    /// ```
    pub fn name(&self, text: &str) -> String {
        let words: Vec<&str> = self.of(text).split_whitespace().collect();
        words.join(" ")
    }

    /// Length in bytes.
    pub const fn len(&self) -> usize {
        self.end - self.start
    }

    /// Whether it covers nothing.
    pub const fn is_empty(&self) -> bool {
        self.end == self.start
    }

    /// Whether `other` lies wholly inside.
    pub const fn contains(&self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub const fn overlaps(&self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    pub fn join(&self, other: Span) -> Span {
        Span {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// Without white space at either end.
    pub fn trimmed(&self, text: &str) -> Span {
        let words = self.of(text);
        let start = self.start + (words.len() - words.trim_start().len());
        Span::new(start, start + words.trim().len())
    }
}
