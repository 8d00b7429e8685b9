//! Where sentences end.

use super::tokens::{Gap, TokenKind, Tokens};

/// Sentences as ranges of tokens, in order, covering all tokens.
///
/// A sentence ends at a full stop, a question or an exclamation mark (with the closing marks behind it), and at a
/// line end. A full stop inside a name (`د.`, `CNN.com`), a number or behind one of the `abbreviations` (folded) ends none.
///
/// ```
/// use hiwar_core::text::{Tokens, sentences};
/// let tokens = Tokens::of("قال «نعم.» ثم غادر د. سالم. انتهى\nوبعد");
/// assert_eq!(sentences(&tokens, &[]).len(), 4);
/// let tokens = Tokens::of("Mr. Salem left. The talks ended.");
/// assert_eq!(sentences(&tokens, &["mr".to_owned()]).len(), 2);
/// ```
pub fn sentences(tokens: &Tokens, abbreviations: &[String]) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::with_capacity(tokens.len() / 25 + 1);
    let mut start = 0;
    let mut i = 0;
    while i < tokens.len() {
        if i > start && tokens.get(i).is_some_and(|t| t.gap >= Gap::Line) {
            found.push(start..i);
            start = i;
        }
        if ends_sentence(tokens, i, abbreviations) {
            let mut end = i + 1;
            while tokens.get(end).is_some_and(|t| {
                t.gap == Gap::None && t.kind == TokenKind::Mark && is_closing(tokens.folded(end))
            }) {
                end += 1;
            }
            found.push(start..end);
            (start, i) = (end, end);
            continue;
        }
        i += 1;
    }
    if start < tokens.len() {
        found.push(start..tokens.len());
    }
    found
}

fn ends_sentence(tokens: &Tokens, i: usize, abbreviations: &[String]) -> bool {
    match tokens.folded(i) {
        "؟" | "!" | "?" | "…" => true,
        "." => {
            let glued = tokens
                .get(i + 1)
                .is_some_and(|t| t.gap == Gap::None && t.kind != TokenKind::Mark);
            // An initial or an honorific: one letter before the stop (`د. سالم`).
            let before = i.checked_sub(1).map_or("", |p| tokens.folded(p));
            let word = i > 0 && tokens.get(i - 1).is_some_and(|t| t.kind == TokenKind::Word);
            let initial = word && before.chars().count() == 1;
            !glued && !initial && !abbreviations.iter().any(|a| a == before)
        }
        _ => false,
    }
}

fn is_closing(mark: &str) -> bool {
    matches!(
        mark,
        "\"" | "”" | "»" | "“" | "'" | "’" | ")" | "]" | "." | "!" | "؟" | "?"
    )
}
