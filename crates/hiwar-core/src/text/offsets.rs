//! From bytes to the units that readers count in: code points (Python, SQLite, W3C) and UTF-16 (JavaScript).

use crate::model::Span;

/// Turns byte offsets of one text into code points or UTF-16 units. Built once a document; each look-up is a binary
/// search over one checkpoint every 64 characters, then a short walk.
#[derive(Clone, Debug)]
pub struct Offsets<'t> {
    text: &'t str,
    /// (byte, code point, UTF-16 unit) of every 64th character.
    marks: Vec<(usize, usize, usize)>,
}

impl<'t> Offsets<'t> {
    /// Prepares a text.
    ///
    /// ```
    /// use hiwar_core::{model::Span, text::Offsets};
    /// let offsets = Offsets::of("في واشنطن");
    /// assert_eq!(offsets.code_points(Span::new(5, 17)), (3, 9));
    /// ```
    pub fn of(text: &'t str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / 100 + 1);
        let mut units = 0;
        for (points, (byte, c)) in text.char_indices().enumerate() {
            if points % 64 == 0 {
                marks.push((byte, points, units));
            }
            units += c.len_utf16();
        }
        Self { text, marks }
    }

    fn locate(&self, byte: usize) -> (usize, usize) {
        let at = self.marks.partition_point(|m| m.0 <= byte);
        let Some(&(start, mut points, mut units)) = at.checked_sub(1).and_then(|i| self.marks.get(i)) else {
            return (0, 0);
        };
        for c in self
            .text
            .get(start..byte.min(self.text.len()))
            .unwrap_or("")
            .chars()
        {
            points += 1;
            units += c.len_utf16();
        }
        (points, units)
    }

    /// Start and end in Unicode code points, end exclusive.
    pub fn code_points(&self, span: Span) -> (usize, usize) {
        (self.locate(span.start).0, self.locate(span.end).0)
    }

    /// Start and end in UTF-16 code units, end exclusive.
    pub fn utf16(&self, span: Span) -> (usize, usize) {
        (self.locate(span.start).1, self.locate(span.end).1)
    }

    /// The byte span of a range of code points; `None` where it does not fit the text.
    pub fn from_code_points(&self, start: usize, end: usize) -> Option<Span> {
        let byte = |point: usize| {
            let &(from, points, _) = self.marks.get(point / 64).or(self.marks.last())?;
            let rest = self.text.get(from..)?;
            let walk = point.checked_sub(points)?;
            match rest.char_indices().nth(walk) {
                Some((at, _)) => Some(from + at),
                None if rest.chars().count() == walk => Some(self.text.len()),
                None => None,
            }
        };
        if self.marks.is_empty() {
            return (start == 0 && end == 0).then(Span::default);
        }
        let span = Span::new(byte(start)?, byte(end)?);
        (start <= end).then_some(span)
    }
}
