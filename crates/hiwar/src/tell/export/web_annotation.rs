//! W3C Web Annotation: each row of the record is an annotation of the words that it rests on.
//!
//! Both selectors are always sent. Positions are code points of the text as it was read, in logical order, end
//! exclusive; `prefix` and `suffix` do not cut a letter from its marks.

use super::archive::Words;
use super::text::Listing;
use super::{Archive, Export, Give, text};
use crate::fault::Result;
use crate::tell::Kind;
use clap::ValueEnum;
use hiwar_core::model::Document;
use serde_json::{Value, json};
use unicode_width::UnicodeWidthChar;

/// How many characters of prefix and suffix go with a quotation.
const AROUND: usize = 32;

/// One annotation page.
pub struct WebAnnotation;

impl Export for WebAnnotation {
    fn write(&self, archive: &Archive<'_>, give: &mut Give<'_>) -> Result<()> {
        let head = json!({
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": "urn:hiwar:annotations",
            "type": "AnnotationPage",
            "partOf": {
                "id": "urn:hiwar:record", "type": "AnnotationCollection", "label": "Hiwar", "generator": software(),
            },
            "startIndex": 0,
        });
        let mut page = Listing::begin(&head, "items");
        for kind in Kind::value_variants() {
            for row in archive.rows(*kind) {
                if let Some(annotation) = annotation(archive, *kind, row) {
                    page.push(&annotation);
                }
            }
        }
        give("annotations.jsonld", &page.end())
    }
}

fn software() -> Value {
    json!({"id": "urn:hiwar:software", "type": "Software", "name": concat!("hiwar ", env!("CARGO_PKG_VERSION"))})
}

/// A row at its words; `None` where it rests on none (a gap between two rounds).
fn annotation(archive: &Archive<'_>, kind: Kind, mut row: Value) -> Option<Value> {
    let evidence = row.as_object_mut()?.remove("evidence")?;
    let id = row.get("id")?.as_str()?.to_owned();
    let targets: Vec<Value> = evidence
        .as_array()?
        .iter()
        .filter_map(|at| target(archive, at))
        .collect();
    if targets.is_empty() {
        return None;
    }
    let tags = ["identifying", "classifying"];
    let [identifying, classifying] = tags.map(|purpose| {
        let value = if purpose == "classifying" {
            kind.name()
        } else {
            id.as_str()
        };
        json!({"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"})
    });
    let fact = json!({
        "type": "TextualBody", "purpose": "describing", "value": row.to_string(), "format": "application/json",
    });
    Some(json!({
        "id": format!("urn:hiwar:{}:{}", kind.name(), text::iri(&id)),
        "type": "Annotation",
        "motivation": ["describing", "classifying"],
        "creator": software(),
        "body": [identifying, classifying, fact],
        "target": targets,
    }))
}

fn target(archive: &Archive<'_>, at: &Value) -> Option<Value> {
    let document = archive.document(at.get("document")?.as_str()?)?;
    let number = |name: &str| usize::try_from(at.get(name)?.as_u64()?).ok();
    let words = Words {
        document: &document.id,
        start: number("start")?,
        end: number("end")?,
        text: at.get("text")?.as_str()?,
        rule: at.get("rule")?.as_str()?,
    };
    let (prefix, suffix) = around(&document.text, &words);
    Some(json!({
        "type": "SpecificResource",
        "source": source(document),
        "selector": [
            {"type": "TextPositionSelector", "start": words.start, "end": words.end},
            {"type": "TextQuoteSelector", "exact": words.text, "prefix": prefix, "suffix": suffix},
        ],
    }))
}

/// The text that positions count in: the report's address where it has one, else its id.
fn source(document: &Document) -> Value {
    let id = document.source.url.as_deref().and_then(text::address);
    json!({
        "id": id.unwrap_or_else(|| format!("urn:hiwar:document:{}", text::iri(&document.id))),
        "type": "Text",
        "format": "text/plain",
        "language": document.lang,
        "canonical": format!("urn:sha256:{}", document.source.sha256),
    })
}

/// The characters before and behind. A mark that belongs to a letter outside is not taken without it.
fn around(text: &str, words: &Words<'_>) -> (String, String) {
    let is_mark = |c: &char| c.width() == Some(0);
    let first = words.start.saturating_sub(AROUND);
    let before: String = text.chars().skip(first).take(words.start - first).collect();
    let prefix = if first == 0 {
        &before
    } else {
        before.trim_start_matches(|c| is_mark(&c))
    };
    let mut behind = text.chars().skip(words.end);
    let mut suffix: String = behind.by_ref().take(AROUND).collect();
    suffix.extend(behind.take_while(is_mark));
    (prefix.to_owned(), suffix)
}
