//! The documents as this stage sees them: sorted, so that their order does not matter, each with what is often asked of it.

use super::reading::{Reading, pack};
use super::tongues::main_pack;
use super::when::When;
use crate::lang::{Knowledge, Pack};
use crate::model::{Annotations, Document, Evidence, Span};
use jiff::civil::Date;

/// All documents of a record.
pub(crate) struct Archive<'a> {
    /// Sorted by id.
    pub(crate) docs: Vec<Doc<'a>>,
    /// The pack of the language that most documents are in: the record is told in it.
    pub(crate) pack: Option<&'a Pack>,
    /// The last day that a document is dated: what is overdue is so on this day, whatever the clock says.
    pub(crate) latest: Option<Date>,
}

/// A document.
pub(crate) struct Doc<'a> {
    pub(crate) id: &'a str,
    pub(crate) text: &'a str,
    pub(crate) document: &'a Document,
    pub(crate) found: &'a Annotations,
    pub(crate) pack: Option<&'a Pack>,
    /// The days on which it can have been published.
    pub(crate) published: Option<When>,
    /// Its sentences, in order.
    pub(crate) sentences: &'a [Span],
    /// Its wordings, made ready to be compared.
    pub(crate) reading: &'a Reading,
}

impl<'a> Archive<'a> {
    /// Sorts the documents.
    ///
    /// `readings` are those of the same documents, `told` is what [`super::tongues::told`] makes of them.
    pub(crate) fn new(
        documents: &'a [(Document, Annotations)],
        readings: &'a [Reading],
        told: &'a [Option<Annotations>],
        knowledge: &'a Knowledge,
    ) -> Self {
        let told = told.iter().map(Option::as_ref).chain(std::iter::repeat(None));
        let mut docs: Vec<Doc<'a>> = documents
            .iter()
            .zip(readings)
            .zip(told)
            .map(|(((d, f), reading), told)| Doc::new(d, told.unwrap_or(f), reading, knowledge))
            .collect();
        docs.sort_by_key(|d| (d.id, d.document.source.sha256.as_str()));
        let pack = main_pack(documents, knowledge);
        // Only a date known to the day tells how far the archive reaches.
        let latest = docs
            .iter()
            .filter_map(|d| d.published.filter(|w| w.days() <= 31).map(|w| w.last))
            .max();
        Self { docs, pack, latest }
    }

    /// A phrase of the record's language with its blanks filled (`{name}`); empty where the pack has none.
    pub(crate) fn phrase(&self, id: &str, blanks: &[(&str, &str)]) -> String {
        let mut out = self.pack.and_then(|p| p.phrase(id)).unwrap_or("").to_owned();
        for (name, words) in blanks {
            out = out.replace(&format!("{{{name}}}"), words);
        }
        out.trim().to_owned()
    }
}

impl<'a> Doc<'a> {
    fn new(
        document: &'a Document,
        found: &'a Annotations,
        reading: &'a Reading,
        knowledge: &'a Knowledge,
    ) -> Self {
        Self {
            id: &document.id,
            text: &document.text,
            document,
            found,
            pack: pack(found, knowledge),
            published: published(found),
            sentences: &reading.sentences,
            reading,
        }
    }

    /// Words of this document as evidence.
    pub(crate) fn evidence(&self, span: Span, rule: &str) -> Evidence {
        Evidence {
            document: self.id.to_owned(),
            span,
            rule: rule.to_owned(),
        }
    }

    /// The sentence that a span begins in.
    pub(crate) fn sentence(&self, span: Span) -> Span {
        let at = self.sentence_index(span);
        self.sentences.get(at).copied().unwrap_or(span)
    }

    /// The index of the sentence that a span begins in.
    pub(crate) fn sentence_index(&self, span: Span) -> usize {
        self.sentences
            .partition_point(|s| s.end <= span.start)
            .min(self.sentences.len().saturating_sub(1))
    }

    /// The publication date as it is printed: cut to what is known.
    pub(crate) fn published_value(&self) -> Option<String> {
        let known = self.found.published.date.clone();
        let known = known.filter(|d| When::parse(d).is_some());
        known.or_else(|| self.published.and_then(When::value))
    }

    /// The first day that it can have been published, without a time of day.
    pub(crate) fn day(&self) -> Option<Date> {
        self.published.filter(|w| w.is_day()).map(|w| w.first)
    }
}

fn published(found: &Annotations) -> Option<When> {
    let published = &found.published;
    let value = published.date.as_deref().and_then(When::parse);
    match (published.earliest, published.latest) {
        (Some(first), Some(last)) => Some(When::new(first, last)),
        _ => value,
    }
}

/// An id made of content: the same content gives the same id, in every build and on every machine.
pub(crate) fn id<S: AsRef<str>>(kind: &str, parts: &[S]) -> String {
    // FNV-1a: its result is fixed by its definition, unlike that of a hasher made for tables.
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut push = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    for part in parts {
        part.as_ref().bytes().for_each(&mut push);
        push(0);
    }
    format!("{kind}-{hash:016x}")
}

/// Evidence in order, each once.
pub(crate) fn tidy(mut evidence: Vec<Evidence>) -> Vec<Evidence> {
    evidence.sort();
    evidence.dedup();
    evidence
}

/// Distinct values, commonest first, ties in their own order.
pub(crate) fn commonest<T: Ord + Clone>(all: impl IntoIterator<Item = T>) -> Vec<(T, usize)> {
    let mut counts: std::collections::BTreeMap<T, usize> = std::collections::BTreeMap::new();
    for one in all {
        *counts.entry(one).or_default() += 1;
    }
    let mut list: Vec<(T, usize)> = counts.into_iter().collect();
    list.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    list
}
