//! Hard-wrapped text (mail, text converted from pages and PDF): its line ends fall where the next word no longer fitted,
//! and part nothing.

use super::tokens::{Gap, Token};

/// Longer lines are paragraphs; shorter ones are lists and verse. In code points.
const WIDTH: std::ops::RangeInclusive<usize> = 45..=110;
/// No fewer line ends show that a text is wrapped.
const LEAST: usize = 3;

/// Turns the line ends at which a text was wrapped into spaces; a text that was not wrapped stays as it is. A line end is
/// one of these where the first word behind it would have made its line longer than the longest one.
pub(super) fn unwrap_lines(text: &str, tokens: &mut [Token]) {
    let lines: Vec<usize> = text.lines().map(|l| l.trim_end().chars().count()).collect();
    let width = lines.iter().copied().max().unwrap_or(0);
    if lines.len() <= LEAST || !WIDTH.contains(&width) {
        return;
    }
    let (mut line, mut at, mut soft, mut ends) = (0, 0, Vec::new(), 0);
    for (i, token) in tokens.iter().enumerate() {
        let between = text.get(at..token.span.start).unwrap_or("");
        line += between.matches('\n').count();
        at = token.span.start;
        if token.gap != Gap::Line || i == 0 {
            continue;
        }
        ends += 1;
        let word = text.get(at..).and_then(|rest| rest.split_whitespace().next());
        let word = word.map_or(0, |w| w.chars().count());
        let before = line.checked_sub(1).and_then(|l| lines.get(l)).copied();
        if before.unwrap_or(0) + 1 + word > width {
            soft.push(i);
        }
    }
    // A headline or an address line is short for reasons of its own.
    if soft.len() < LEAST || soft.len() * 4 < ends * 3 {
        return;
    }
    for i in soft {
        if let Some(token) = tokens.get_mut(i) {
            token.gap = Gap::Space;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::text::{Gap, Tokens};

    fn line_ends(text: &str) -> usize {
        let tokens = Tokens::of(text);
        tokens.iter().filter(|t| t.gap == Gap::Line).count()
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        let text = "The delegations met on the island for a first round of talks and\n\
                    agreed to meet again in the spring, when the rivers can be crossed\n\
                    by the heavy lorries that bring the grain, the ministry said in a\n\
                    statement.\n\nNothing more was\nsaid.";
        assert_eq!(line_ends(text), 1);
    }

    #[test]
    fn lists_and_paragraphs_keep_their_line_ends() {
        let list = "One delegation came by sea and has not slept for three whole days.\n\
                    Two\nThree more\nFour\nFive and a half";
        assert_eq!(line_ends(list), 4);
        let long = "word ".repeat(60);
        assert_eq!(line_ends(&format!("{long}\n{long}\n{long}\n{long}\n{long}")), 4);
    }
}
