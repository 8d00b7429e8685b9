//! Where a query's words stand in a text, and the stretch of it that shows most of them.

use super::query::{Clause, Query};
use super::words::Words;
use crate::model::Span;
use crate::text::Tokens;

/// How many words a snippet has.
const SNIPPET: usize = 36;
/// How many of them stand before its first hit.
const LEAD: usize = 8;

/// What a text shows of a query. Bytes throughout.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Every word and phrase that was asked for, in order, without overlap.
    pub marks: Vec<Span>,
    /// The stretch with the most of them; the beginning of the text where it has none.
    pub snippet: Span,
}

impl Found {
    /// The hits inside the snippet.
    pub fn shown(&self) -> impl Iterator<Item = Span> + '_ {
        self.marks.iter().copied().filter(|m| self.snippet.contains(*m))
    }

    /// The first hit inside the snippet, or the snippet.
    pub fn best(&self) -> Span {
        self.shown().next().unwrap_or(self.snippet)
    }
}

/// Looks for a query's words in a text.
pub fn hits(text: &str, query: &Query, words: &Words) -> Found {
    let tokens = Tokens::of(text);
    let (spans, keys): (Vec<Span>, Vec<String>) = words.each(&tokens).map(|(t, k)| (t.span, k)).unzip();
    let clauses: Vec<&Clause> = query.all.iter().flatten().collect();
    // (first word, one past the last, which clause)
    let mut found: Vec<(usize, usize, usize)> = Vec::new();
    let mut at = 0;
    while at < keys.len() {
        let fits = |c: &&&Clause| {
            keys.get(at..at + c.keys.len())
                .is_some_and(|k| k == c.keys.as_slice())
        };
        let best = clauses.iter().filter(fits).max_by_key(|c| c.keys.len());
        match best {
            Some(clause) => {
                let which = clauses.iter().position(|c| c == clause).unwrap_or(0);
                found.push((at, at + clause.keys.len(), which));
                at += clause.keys.len();
            }
            None => at += 1,
        }
    }
    let start = densest(&found);
    let from = start.saturating_sub(LEAD);
    let to = (from + SNIPPET).min(spans.len());
    let snippet = match (spans.get(from), to.checked_sub(1).and_then(|t| spans.get(t))) {
        (Some(first), Some(last)) => Span::new(first.start, last.end),
        _ => Span::default(),
    };
    let mark =
        |(a, b, _): &(usize, usize, usize)| Some(Span::new(spans.get(*a)?.start, spans.get(b - 1)?.end));
    Found {
        marks: found.iter().filter_map(mark).collect(),
        snippet,
    }
}

/// The word at which the window begins that shows the most different clauses, then the most hits.
fn densest(found: &[(usize, usize, usize)]) -> usize {
    let score = |i: &usize| {
        let (begin, _, _) = found.get(*i).copied().unwrap_or_default();
        let inside = found
            .iter()
            .skip(*i)
            .take_while(|(a, _, _)| *a < begin + SNIPPET - LEAD);
        let which: Vec<usize> = inside.map(|f| f.2).collect();
        let different: std::collections::BTreeSet<&usize> = which.iter().collect();
        (different.len(), which.len(), std::cmp::Reverse(*i))
    };
    let best = (0..found.len()).max_by_key(score);
    best.and_then(|i| found.get(i)).map_or(0, |f| f.0)
}

#[cfg(test)]
mod tests {
    use super::super::query::parse;
    use super::*;

    #[test]
    fn marks_words_and_phrases_where_they_stand() {
        let words = Words::default();
        let text = "Nothing here. The third, round of talks: third place for talks.";
        let query = parse("\"third round\" talks", &words).unwrap();
        let found = hits(text, &query, &words);
        let marked: Vec<&str> = found.marks.iter().map(|m| m.of(text)).collect();
        assert_eq!(marked, ["third, round", "talks", "talks"]);
        assert_eq!(found.best().of(text), "third, round");
    }

    #[test]
    fn a_snippet_shows_the_densest_stretch() {
        let words = Words::default();
        let text = format!(
            "dam {} the dam and the talks {}",
            "word ".repeat(90),
            "word ".repeat(90)
        );
        let query = parse("dam talks", &words).unwrap();
        let found = hits(&text, &query, &words);
        let snippet = found.snippet.of(&text);
        assert!(snippet.contains("the dam and the talks"), "{snippet}");
        assert_eq!(hits("", &query, &words), Found::default());
    }
}
