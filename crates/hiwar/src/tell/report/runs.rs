//! A report's text cut at the edges of its marks: each run is written once, with the classes of all marks on it.

use super::layers::{LAYERS, Mark};
use hiwar_core::model::{Block, BlockKind, Span};
use std::collections::{BTreeMap, BTreeSet};

/// A stretch of text that the same marks cover from end to end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// Where it starts, in bytes.
    pub start: usize,
    /// The words.
    pub text: String,
    /// Classes of the marks on it, in a fixed order; empty for bare text.
    pub classes: String,
    /// What the tooltip says.
    pub note: String,
    /// Its id, where evidence starts here.
    pub anchor: Option<String>,
    /// Where the evidence that starts here ends (the longest).
    pub end: usize,
    /// Whether any evidence lies on it.
    pub cited: bool,
}

impl Run {
    /// Whether it can be written without an element.
    pub fn is_bare(&self) -> bool {
        self.classes.is_empty() && !self.cited
    }
}

/// A paragraph of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Where.
    pub span: Span,
    /// What it is on the page.
    pub kind: BlockKind,
    /// Its text.
    pub runs: Vec<Run>,
}

/// The blocks of a text and, so that no word is lost, whatever lies between them.
pub fn blocks(text: &str, known: &[Block]) -> Vec<Block> {
    let mut out = Vec::new();
    let mut at = 0;
    for block in known {
        if block.span.start < at || text.get(block.span.start..block.span.end).is_none() {
            continue;
        }
        out.extend(stray(text, at, block.span.start));
        out.push(*block);
        at = block.span.end;
    }
    out.extend(stray(text, at, text.len()));
    out.retain(|block| !block.span.of(text).trim().is_empty());
    out
}

fn stray(text: &str, start: usize, end: usize) -> Option<Block> {
    let span = Span::new(start, end).trimmed(text);
    (!span.is_empty()).then_some(Block {
        span,
        kind: BlockKind::Body,
    })
}

/// Cuts every block (of [`blocks`]) at the edges of marks and evidence. `anchor` names the place where evidence starts.
pub fn paragraphs(
    text: &str,
    blocks: &[Block],
    marks: &[Mark],
    evidence: &BTreeSet<Span>,
    anchor: impl Fn(Span) -> String,
) -> Vec<Paragraph> {
    let mut sweep = Sweep::new(text, marks, evidence);
    let mut out = Vec::new();
    for block in blocks {
        let mut runs = Vec::new();
        let mut at = block.span.start;
        while at < block.span.end {
            sweep.advance(at);
            let next = sweep.next_edge(at).min(block.span.end);
            runs.push(sweep.run(text, Span::new(at, next), &anchor));
            at = next;
        }
        out.push(Paragraph {
            span: block.span,
            kind: block.kind,
            runs,
        });
    }
    out
}

/// Walks over the edges once, and knows what covers the place it has reached.
struct Sweep<'a> {
    marks: &'a [Mark],
    /// Where marks and evidence begin and end.
    edges: BTreeSet<usize>,
    /// Marks by where they begin; evidence likewise, with the longest end.
    opening: BTreeMap<usize, Vec<usize>>,
    cited: BTreeMap<usize, usize>,
    /// What covers the current place.
    active: BTreeSet<usize>,
    cited_to: usize,
    /// Everything that begins before this has been taken in.
    reached: usize,
}

impl<'a> Sweep<'a> {
    fn new(text: &str, marks: &'a [Mark], evidence: &BTreeSet<Span>) -> Self {
        let fits = |span: &Span| !span.is_empty() && text.get(span.start..span.end).is_some();
        let mut opening: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut edges = BTreeSet::new();
        for (i, mark) in marks.iter().enumerate().filter(|(_, mark)| fits(&mark.span)) {
            opening.entry(mark.span.start).or_default().push(i);
            edges.extend([mark.span.start, mark.span.end]);
        }
        let mut cited = BTreeMap::new();
        for span in evidence.iter().filter(|span| fits(span)) {
            let end = cited.entry(span.start).or_insert(span.end);
            *end = span.end.max(*end);
            edges.extend([span.start, span.end]);
        }
        Self {
            marks,
            edges,
            opening,
            cited,
            active: BTreeSet::new(),
            cited_to: 0,
            reached: 0,
        }
    }

    fn advance(&mut self, at: usize) {
        for (_, opened) in self.opening.range(self.reached..=at) {
            self.active.extend(opened);
        }
        for (_, &end) in self.cited.range(self.reached..=at) {
            self.cited_to = self.cited_to.max(end);
        }
        self.active.retain(|&i| self.marks[i].span.end > at);
        self.reached = at + 1;
    }

    fn next_edge(&self, at: usize) -> usize {
        self.edges.range(at + 1..).next().copied().unwrap_or(usize::MAX)
    }

    fn run(&self, text: &str, span: Span, anchor: &impl Fn(Span) -> String) -> Run {
        let on = |layer: &str| self.active.iter().any(|&i| self.marks[i].layer == layer);
        let classes: Vec<&str> = LAYERS.into_iter().filter(|layer| on(layer)).collect();
        let notes: BTreeSet<&str> = self.active.iter().map(|&i| self.marks[i].note.as_str()).collect();
        let evidence = self.cited.get(&span.start);
        Run {
            start: span.start,
            text: span.of(text).to_owned(),
            classes: classes.join(" "),
            note: notes.into_iter().collect::<Vec<_>>().join("\n"),
            anchor: evidence.map(|&end| anchor(Span::new(span.start, end))),
            end: evidence.copied().unwrap_or(0),
            cited: self.cited_to > span.start,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(start: usize, end: usize, layer: &'static str) -> Mark {
        Mark {
            span: Span::new(start, end),
            layer,
            value: String::new(),
            rule: String::new(),
            note: format!("{layer} {start}"),
        }
    }

    #[test]
    fn overlapping_marks_are_cut_at_their_edges_and_lose_no_letter() {
        let text = "one two three\n\nfour";
        let marks = [
            mark(0, 7, "statement"),
            mark(4, 13, "event"),
            mark(4, 7, "person"),
            mark(3, 99, "time"),
        ];
        let block = |a, b| Block {
            span: Span::new(a, b),
            kind: BlockKind::Body,
        };
        let evidence = BTreeSet::from([Span::new(4, 13), Span::new(4, 7)]);
        let found = paragraphs(text, &blocks(text, &[block(0, 13)]), &marks, &evidence, |span| {
            format!("d-{}", span.start)
        });
        let shown: Vec<(&str, &str)> = found[0]
            .runs
            .iter()
            .map(|run| (run.text.as_str(), run.classes.as_str()))
            .collect();
        assert_eq!(
            shown,
            [
                ("one ", "statement"),
                ("two", "statement event person"),
                (" three", "event")
            ]
        );
        assert_eq!(found[0].runs[1].anchor.as_deref(), Some("d-4"));
        assert_eq!(found[0].runs[1].end, 13);
        assert!(found[0].runs[2].cited && !found[0].runs[0].cited);
        assert_eq!(
            found[1].runs[0].text, "four",
            "words outside every block are shown too"
        );
    }
}
