//! Quotation marks, paired within their paragraph.

use super::tokens::{Gap, Tokens};
use crate::model::Span;

/// Words in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// Token index of the opening mark (of its first character, where it has two).
    pub open: usize,
    /// First token inside.
    pub from: usize,
    /// One past the last token inside.
    pub to: usize,
    /// One past the closing mark.
    pub end: usize,
    /// Whether a closing mark was found; otherwise the words run to the end of the paragraph.
    pub closed: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Side {
    Open,
    Close,
    Either,
}

/// The mark at token `i`: which way it faces, and how many tokens it takes (`''` is one mark of two).
fn mark(text: &str, tokens: &Tokens, i: usize) -> Option<(Side, usize)> {
    let token = tokens.get(i)?;
    let side = match token.span.of(text) {
        "«" | "“" | "„" | "‟" => Side::Open,
        "»" | "”" => Side::Close,
        "\"" | "＂" => Side::Either,
        "'" | "‘" | "’" | "`" => {
            let double = tokens
                .get(i + 1)
                .is_some_and(|n| n.gap == Gap::None && matches!(n.span.of(text), "'" | "‘" | "’" | "`"));
            return double.then_some((Side::Either, 2));
        }
        _ => return None,
    };
    Some((side, 1))
}

/// Whether the mark leans on what follows (opening), on what precedes (closing), or on neither or both.
fn leans(tokens: &Tokens, i: usize, width: usize) -> Side {
    let gap = |i: usize| tokens.get(i).map_or(Gap::Paragraph, |t| t.gap);
    let (before, after) = (gap(i), gap(i + width));
    let next_is_mark = tokens
        .get(i + width)
        .is_none_or(|t| t.kind == super::TokenKind::Mark);
    match (before == Gap::None, after == Gap::None) {
        (false, true) if !next_is_mark => Side::Open,
        (true, false) => Side::Close,
        (true, true) if next_is_mark => Side::Close,
        _ => Side::Either,
    }
}

/// Every pair of quotation marks, outer before inner, in the order of the text.
///
/// Straight marks alternate; a lone closing one is passed over; an opening one that is never closed runs to the end
/// of its paragraph. `”…“` (reversed) counts as a pair where nothing is open.
pub fn quoted(text: &str, tokens: &Tokens) -> Vec<Quoted> {
    let mut found: Vec<Quoted> = Vec::new();
    let mut open: Vec<(usize, bool)> = Vec::new(); // index into found, whether the mark was a straight one
    let mut i = 0;
    while i < tokens.len() {
        if tokens.get(i).is_some_and(|t| t.gap >= Gap::Line) {
            end_paragraph(&mut found, &mut open, i);
        }
        let Some((side, width)) = mark(text, tokens, i) else {
            i += 1;
            continue;
        };
        let opens = match side {
            Side::Open => true,
            // A reversed pair (”…“) opens with the closing form.
            Side::Close => open.is_empty() && leans(tokens, i, width) == Side::Open,
            Side::Either => !open.iter().any(|o| o.1) && leans(tokens, i, width) != Side::Close,
        };
        // A second “ right where a ” is due: “ … “ (both alike).
        let opens =
            opens && !(side == Side::Open && !open.is_empty() && leans(tokens, i, width) == Side::Close);
        if opens {
            open.push((found.len(), side == Side::Either));
            found.push(Quoted {
                open: i,
                from: i + width,
                to: i + width,
                end: i + width,
                closed: false,
            });
        } else {
            let partner = match side {
                Side::Either => open.iter().rposition(|o| o.1).map(|p| open.remove(p)),
                _ => open.pop(),
            };
            if let Some(q) = partner.and_then(|(at, _)| found.get_mut(at)) {
                (q.to, q.end, q.closed) = (i, i + width, true);
            }
        }
        i += width;
    }
    end_paragraph(&mut found, &mut open, tokens.len());
    found.retain(|q| q.to > q.from);
    found
}

fn end_paragraph(found: &mut [Quoted], open: &mut Vec<(usize, bool)>, at: usize) {
    for (index, _) in open.drain(..) {
        if let Some(q) = found.get_mut(index) {
            (q.to, q.end) = (at, at);
        }
    }
}

impl Quoted {
    /// The words inside the marks.
    pub fn inner(&self, tokens: &Tokens) -> Span {
        tokens.span(self.from, self.to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inner(text: &str) -> Vec<&str> {
        let tokens = Tokens::of(text);
        quoted(text, &tokens)
            .iter()
            .map(|q| q.inner(&tokens).of(text))
            .collect()
    }

    #[test]
    fn every_pair_of_marks() {
        assert_eq!(
            inner("قال «نعم» ثم “لا” ثم \"ربما\" ثم ''كلا''."),
            ["نعم", "لا", "ربما", "كلا"]
        );
    }

    #[test]
    fn marks_inside_marks() {
        assert_eq!(
            inner("“مكافحة “الإرهاب” والاقتصاد”"),
            ["مكافحة “الإرهاب” والاقتصاد", "الإرهاب"]
        );
    }

    #[test]
    fn a_lone_closing_mark_opens_nothing() {
        assert_eq!(inner("المصلحة الوطنية\". وقال \"نعم\""), ["نعم"]);
    }

    #[test]
    fn an_unclosed_mark_ends_with_its_paragraph() {
        assert_eq!(inner("قال \"نعم\nوبعد"), ["نعم"]);
    }

    #[test]
    fn reversed_marks() {
        assert_eq!(inner("قال ”نعم“ أمس"), ["نعم"]);
    }
}
