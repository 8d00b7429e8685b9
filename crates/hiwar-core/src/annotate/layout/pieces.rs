//! A page cut into pieces: lines, and the parts of a line that runs of spaces hold apart.

use crate::annotate::Page;
use crate::model::{BlockKind, Span};
use crate::text::{Gap, TokenKind};

/// What stands before a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Break {
    /// Two or three spaces: a slip of the hand, a headline of two lines, now and then the seam of a stamp or a button.
    Slip,
    /// Four or more spaces: a page that was flattened into one line is seamed so.
    Seam,
    /// A line end.
    Line,
    /// An empty line, or the start of the text.
    Blank,
}

/// A stretch of a page that is one thing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    /// First token.
    pub(super) from: usize,
    /// One past the last.
    pub(super) to: usize,
    /// What stands before it.
    pub(super) before: Break,
    /// How many spaces stand before it, where it begins within a line.
    pub(super) spaces: usize,
    /// How many of its tokens are words.
    pub(super) words: usize,
    /// How it ends.
    pub(super) end: End,
    /// What it is, once known.
    pub(super) kind: Option<BlockKind>,
}

/// The mark that a piece ends with, closing marks aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// A full stop.
    Stop,
    /// A question mark, an exclamation mark or a colon.
    Other,
    /// No mark, or points of suspension: as headlines and labels end.
    Open,
}

impl Piece {
    /// A stretch of tokens as a piece.
    pub(super) fn new(page: &Page<'_>, from: usize, to: usize, before: Break, spaces: usize) -> Self {
        let words = (from..to).filter(|t| page.is_word(*t)).count();
        let end = end(page, from, to);
        Self {
            from,
            to,
            before,
            spaces,
            words,
            end,
            kind: None,
        }
    }

    /// Its bytes.
    pub(super) fn span(&self, page: &Page<'_>) -> Span {
        page.tokens.span(self.from, self.to)
    }

    /// Whether it reads as running text: it ends with a full stop, or is longer than headlines are.
    pub(super) fn runs(&self) -> bool {
        match self.end {
            End::Stop => self.words >= 5,
            End::Other => self.words > 16,
            End::Open => self.words > 25,
        }
    }

    /// Cuts it in two before token `at`.
    pub(super) fn cut(&self, page: &Page<'_>, at: usize) -> (Self, Self) {
        let first = Self::new(page, self.from, at, self.before, self.spaces);
        (first, Self::new(page, at, self.to, Break::Slip, 1))
    }
}

/// Cuts a page at line ends and at runs of two or more spaces.
pub(super) fn cut(page: &Page<'_>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let (mut from, mut before, mut spaces) = (0, Break::Blank, 0);
    for token in 1..page.tokens.len() {
        let Some((next, run)) = gap_before(page, token) else {
            continue;
        };
        pieces.push(Piece::new(page, from, token, before, spaces));
        (from, before, spaces) = (token, next, run);
    }
    if from < page.tokens.len() {
        pieces.push(Piece::new(page, from, page.tokens.len(), before, spaces));
    }
    pieces
}

/// The break before a token, with its run of spaces; `None` where the text just goes on.
fn gap_before(page: &Page<'_>, token: usize) -> Option<(Break, usize)> {
    let gap = page.token(token)?.gap;
    match gap {
        Gap::None => None,
        Gap::Line => Some((Break::Line, 0)),
        Gap::Paragraph => Some((Break::Blank, 0)),
        Gap::Space => {
            let between = Span::new(page.token(token - 1)?.span.end, page.token(token)?.span.start);
            if between.len() < 2 {
                return None;
            }
            let run = between
                .of(page.text)
                .chars()
                .filter(|c| c.is_whitespace())
                .count();
            match run {
                0 | 1 => None,
                2 | 3 => Some((Break::Slip, run)),
                _ => Some((Break::Seam, run)),
            }
        }
    }
}

fn end(page: &Page<'_>, from: usize, to: usize) -> End {
    let mut at = to;
    while at > from && closes(page.folded(at - 1)) {
        at -= 1;
    }
    match at.checked_sub(1).map_or("", |last| page.folded(last)) {
        "." if at >= from + 2 && page.folded(at - 2) == "." => End::Open,
        "." => End::Stop,
        "؟" | "?" | "!" | ":" => End::Other,
        _ => End::Open,
    }
}

fn closes(mark: &str) -> bool {
    matches!(mark, "\"" | "”" | "»" | "“" | "'" | "’" | ")" | "]")
}

/// Whether a token is a word in Latin letters.
pub(super) fn is_latin(page: &Page<'_>, token: usize) -> bool {
    page.token(token).is_some_and(|t| t.kind == TokenKind::Word)
        && page.folded(token).chars().all(|c| c.is_ascii_alphabetic())
}

/// Whether two pieces have the same words.
pub(super) fn same(page: &Page<'_>, a: Option<&Piece>, b: Option<&Piece>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return false };
    let words = |p: &Piece| {
        let tokens = p.from..p.to;
        tokens.filter(|t| page.is_word(*t))
    };
    a.words == b.words
        && words(a)
            .zip(words(b))
            .all(|(x, y)| page.folded(x) == page.folded(y))
}
