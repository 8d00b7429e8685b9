//! What comparing asks of one report: its sentences, and its wordings as keys. Made of that report alone, so that many can
//! be made at once and one need not be made twice.

use super::words::{Keys, shingles, subject, wording};
use crate::lang::{ClassId, Knowledge, Pack};
use crate::model::{Annotations, BlockKind, Document, Progress, Span};
use crate::text::{Tokens, sentences};

/// Words in a row that are compared between whole texts.
const RUN: usize = 4;

/// A report made ready to be compared with others. It belongs to the annotations that it was made of.
#[derive(Debug)]
pub struct Reading {
    /// Its sentences, in order.
    pub(super) sentences: Vec<Span>,
    /// Each few words in a row of its body.
    pub(super) runs: Keys,
    /// The wording of each statement.
    pub(super) said: Vec<Wording>,
    /// What each event's clause is about.
    pub(super) events: Vec<Keys>,
    /// What each commitment is about.
    pub(super) commitments: Vec<Keys>,
    /// Its sentences with a word of outcome.
    pub(super) outcomes: Vec<Outcome>,
}

/// The words of a statement.
#[derive(Debug)]
pub(super) struct Wording {
    pub(super) words: Keys,
    /// Each two in a row.
    pub(super) pairs: Keys,
}

/// A sentence with a word that tells what became of something (`أنجز`، `انتهاء`).
#[derive(Debug)]
pub(super) struct Outcome {
    pub(super) span: Span,
    pub(super) status: Progress,
    pub(super) words: Keys,
}

impl Reading {
    /// Reads a document with what was found in it. Pure; takes as long as the text is.
    #[must_use]
    pub fn of(document: &Document, found: &Annotations, knowledge: &Knowledge) -> Self {
        let text = document.text.as_str();
        let pack = pack(found, knowledge);
        let tokens = Tokens::of(text);
        let short = pack.map_or(&[][..], |p| &p.grammar.habits.abbreviations);
        let sentences: Vec<Span> = sentences(&tokens, short)
            .iter()
            .map(|s| tokens.span(s.start, s.end))
            .collect();
        let about = |span: Span| subject(span.of(text), pack);
        let said = found.statements.iter().map(|s| {
            let words = wording(s.value.content.of(text), pack);
            Wording {
                pairs: shingles(&words, 2),
                words: words.into_iter().collect(),
            }
        });
        Self {
            runs: runs(text, found, pack),
            said: said.collect(),
            events: found.events.iter().map(|e| about(e.span)).collect(),
            commitments: found.commitments.iter().map(|c| about(c.value.action)).collect(),
            outcomes: pack.map_or_else(Vec::new, |p| outcomes(text, &sentences, p)),
            sentences,
        }
    }
}

/// The pack of the language that annotations say the text is in.
pub(super) fn pack<'k>(found: &Annotations, knowledge: &'k Knowledge) -> Option<&'k Pack> {
    knowledge.pack(&found.lang).filter(|_| !found.lang.is_empty())
}

fn runs(text: &str, found: &Annotations, pack: Option<&Pack>) -> Keys {
    let body = found.blocks.iter().filter(|b| b.kind == BlockKind::Body);
    let mut words: Vec<u64> = body.flat_map(|b| wording(b.span.of(text), pack)).collect();
    if words.is_empty() {
        words = wording(text, pack);
    }
    shingles(&words, RUN)
}

fn outcomes(text: &str, sentences: &[Span], pack: &Pack) -> Vec<Outcome> {
    let class = pack.class("outcome");
    if class == ClassId::NONE {
        return Vec::new();
    }
    let read = |span: &Span| {
        let scan = pack.scan(&Tokens::of(span.of(text)));
        let hit = scan.all().iter().find(|h| h.class == class && !h.glued.future)?;
        Some(Outcome {
            span: *span,
            status: progress(pack.entry(hit.entry).text("progress")?)?,
            words: subject(span.of(text), Some(pack)),
        })
    };
    sentences.iter().filter_map(read).collect()
}

fn progress(name: &str) -> Option<Progress> {
    Some(match name {
        "done" => Progress::Done,
        "partly_done" => Progress::PartlyDone,
        "in_progress" => Progress::InProgress,
        "not_done" => Progress::NotDone,
        "superseded" => Progress::Superseded,
        _ => return None,
    })
}
