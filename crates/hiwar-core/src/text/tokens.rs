//! Words, numbers and marks, each with its bytes in the source and its folded spelling.

use super::fold::{fold_final, is_mark, push_folded};
use crate::model::Span;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters (with their vowel marks).
    Word,
    /// Digits, with decimal or grouping marks between them (`2,500`, `3.5`).
    Number,
    /// A single mark; each character is a token of its own.
    Mark,
}

/// A token. White space is no token; what stood before is kept in `gap`.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Bytes in the source.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// What stands before it.
    pub gap: Gap,
    fold_start: u32,
    fold_end: u32,
}

/// What stands between a token and the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// Nothing: the two are glued.
    None,
    /// Spaces.
    Space,
    /// A line end.
    Line,
    /// An empty line, or the start of the text.
    Paragraph,
}

/// All tokens of a text, with their folded spellings in one buffer.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    list: Vec<Token>,
    folded: String,
}

impl Tokens {
    /// Splits a text. Total: any string gives tokens, in order, on character boundaries, without overlap.
    ///
    /// ```
    /// use hiwar_core::text::Tokens;
    /// let tokens = Tokens::of("قال: «٢٥٠٠ جندي»");
    /// let words: Vec<_> = (0..tokens.len()).map(|i| tokens.folded(i)).collect();
    /// assert_eq!(words, ["قال", ":", "«", "2500", "جندي", "»"]);
    /// ```
    pub fn of(text: &str) -> Self {
        let mut tokens = Self {
            list: Vec::with_capacity(text.len() / 8),
            folded: String::with_capacity(text.len()),
        };
        let mut gap = Gap::Paragraph;
        let mut chars = text.char_indices().peekable();
        while let Some((start, c)) = chars.next() {
            if c.is_whitespace() || is_blank(c) {
                gap = widen(gap, c);
                continue;
            }
            let fold_start = tokens.folded.len();
            let mut split = false;
            push_folded(c, &mut tokens.folded);
            let mut end = start + c.len_utf8();
            let kind = if is_digit(c) {
                while let Some(&(at, next)) = chars.peek() {
                    let grouped = is_grouping(next)
                        && text[at + next.len_utf8()..].chars().next().is_some_and(is_digit);
                    if !(is_digit(next) || grouped) {
                        break;
                    }
                    push_folded(next, &mut tokens.folded);
                    end = at + next.len_utf8();
                    chars.next();
                }
                TokenKind::Number
            } else if is_letter(c) {
                let mut last = [' ', ' ', c];
                while let Some(&(at, next)) = chars.peek() {
                    if !is_letter(next) || is_digit(next) {
                        break;
                    }
                    let rest = text.get(at..).unwrap_or("");
                    if ends_word(last, next, rest) || end - start >= 8 && begins_that(rest) {
                        split = true;
                        break;
                    }
                    push_folded(next, &mut tokens.folded);
                    end = at + next.len_utf8();
                    chars.next();
                    last = [last[1], last[2], next];
                }
                fold_final(&mut tokens.folded, fold_start);
                TokenKind::Word
            } else {
                TokenKind::Mark
            };
            if tokens.folded.len() == fold_start {
                // Only invisible characters: as good as a space.
                continue;
            }
            tokens.list.push(Token {
                span: Span::new(start, end),
                kind,
                gap,
                fold_start: fold_start as u32,
                fold_end: tokens.folded.len() as u32,
            });
            // What was glued by mistake reads as if the space had been there.
            gap = if split { Gap::Space } else { Gap::None };
        }
        super::wrapped::unwrap_lines(text, &mut tokens.list);
        tokens
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether the text has none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The token at `i`, if there is one.
    pub fn get(&self, i: usize) -> Option<&Token> {
        self.list.get(i)
    }

    /// All of them.
    pub fn iter(&self) -> std::slice::Iter<'_, Token> {
        self.list.iter()
    }

    /// The folded spelling of the token at `i`; empty past the end.
    pub fn folded(&self, i: usize) -> &str {
        self.list
            .get(i)
            .map_or("", |t| &self.folded[t.fold_start as usize..t.fold_end as usize])
    }

    /// The source bytes from the first byte of token `from` to the last of token `to - 1`.
    pub fn span(&self, from: usize, to: usize) -> Span {
        match (
            self.list.get(from),
            to.checked_sub(1).and_then(|last| self.list.get(last)),
        ) {
            (Some(first), Some(last)) => Span::new(first.span.start, last.span.end),
            (Some(first), None) => Span::new(first.span.start, first.span.start),
            _ => Span::default(),
        }
    }

    /// The index of the first token that ends after byte `at`.
    pub fn at(&self, at: usize) -> usize {
        self.list.partition_point(|t| t.span.end <= at)
    }

    /// The byte of the source where the stem of token `i` begins, once `prefix` folded bytes have been taken off.
    pub fn stem_start(&self, text: &str, i: usize, prefix: usize) -> usize {
        let Some(token) = self.list.get(i) else {
            return text.len();
        };
        let mut folded = String::new();
        for (offset, c) in token.span.of(text).char_indices() {
            if folded.len() >= prefix && !is_mark(c) {
                return token.span.start + offset;
            }
            push_folded(c, &mut folded);
        }
        token.span.start
    }
}

pub(super) fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('٠'..='٩').contains(&c) || ('۰'..='۹').contains(&c)
}

/// Whether a word is over though a letter follows: web pages lose the space at the end of a link («هنيةعلى»,
/// «أنّالحسم», «إلىاستراتيجية»). Only letters and marks that never stand inside a word tell: ة, the tanween on its alef,
/// ى before an alef that begins a long word, and a doubled ن behind a hamza.
fn ends_word(last: [char; 3], next: char, rest: &str) -> bool {
    if !('\u{0621}'..='\u{064A}').contains(&next) || next == '\u{0640}' {
        return false;
    }
    let letters = |n: usize| rest.chars().nth(n).is_some_and(is_letter);
    match last {
        [.., 'ة'] | [_, 'ة', '\u{064B}'..='\u{0650}'] | [_, 'ا', '\u{064B}'] => true,
        [.., 'ى'] | ['أ' | 'إ', 'ن', '\u{0651}'] => next == 'ا' && letters(4),
        _ => false,
    }
}

/// «للميادينأنّ»: a hamza and a doubled ن with no more than a pronoun behind them are a word of their own.
fn begins_that(rest: &str) -> bool {
    let mut chars = rest.chars();
    let opens = matches!(chars.next(), Some('أ' | 'إ')) && chars.next() == Some('ن');
    opens && chars.next() == Some('\u{0651}') && chars.take_while(|c| is_letter(*c)).count() <= 3
}

fn is_grouping(c: char) -> bool {
    matches!(c, '.' | ',' | '٫' | '٬')
}

pub(super) fn is_letter(c: char) -> bool {
    // The letters of Arabic and of English first: the general question costs a search in Unicode's tables.
    match c {
        'a'..='z' | 'A'..='Z' | '_' | '\u{0620}'..='\u{064A}' => return true,
        '\0'..='\u{7F}' | '،' | '؛' | '؟' | '«' | '»' | '“' | '”' => return false,
        _ => {}
    }
    (c.is_alphabetic() || is_mark(c) || c == '_') && !is_digit(c)
}

fn is_blank(c: char) -> bool {
    c.is_control()
}

fn widen(gap: Gap, c: char) -> Gap {
    match c {
        '\n' | '\u{2028}' if gap >= Gap::Line => Gap::Paragraph,
        '\n' | '\u{2028}' => Gap::Line,
        '\u{2029}' => Gap::Paragraph,
        _ => gap.max(Gap::Space),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_is_found_in_the_source() {
        let text = "وَبِالعراق";
        let tokens = Tokens::of(text);
        assert_eq!(tokens.folded(0), "وبالعراق");
        assert_eq!(&text[tokens.stem_start(text, 0, 4)..], "العراق");
    }

    #[test]
    fn words_glued_by_mistake_are_told_apart() {
        let words = |text: &str| {
            let tokens = Tokens::of(text);
            (0..tokens.len())
                .map(|i| tokens.folded(i).to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(words("هنيةعلى"), ["هنية", "علي"]);
        assert_eq!(words("أنّالحسم"), ["ان", "الحسم"]);
        assert_eq!(words("إلىاستراتيجية"), ["الي", "استراتيجية"]);
        assert_eq!(words("للميادينأنّه"), ["للميادين", "انة"]);
        assert_eq!(words("قريباًمن"), ["قريبا", "من"]);
        assert_eq!(words("بنّاءة فنّان شكراً").len(), 3);
    }

    #[test]
    fn lines_and_paragraphs_are_told_apart() {
        let tokens = Tokens::of("أولى\nثانية\n\n ثالثة رابعة");
        let gaps: Vec<_> = tokens.iter().map(|t| t.gap).collect();
        assert_eq!(gaps, [Gap::Paragraph, Gap::Line, Gap::Paragraph, Gap::Space]);
    }
}
