//! FollowTheMoney, for Aleph and OpenSanctions tools: entities, and the same as statements with their words.
//!
//! No schema there has offsets: a `Documentation` joins each entity to a report with `cp:START-END` and the words, and
//! a statement's `original_value` is the words themselves. Weeks and ranges are start and end, because readers cut
//! what they do not know to its year.

mod entity;
mod graph;

use super::{Archive, Export, Give, text};
use crate::fault::Result;
use entity::{Entity, kind};
use graph::Graph;
use serde_json::{Map, json};
use sha2::{Digest, Sha256};

const DATASET: &str = "hiwar";

/// The columns of FollowTheMoney's statement files.
const COLUMNS: [&str; 14] = [
    "canonical_id",
    "entity_id",
    "prop",
    "prop_type",
    "schema",
    "value",
    "dataset",
    "origin",
    "lang",
    "original_value",
    "external",
    "first_seen",
    "last_seen",
    "id",
];

/// A folder with entities and statements.
pub struct Ftm;

impl Export for Ftm {
    fn folder(&self) -> bool {
        true
    }

    fn write(&self, archive: &Archive<'_>, give: &mut Give<'_>) -> Result<()> {
        let entities = Graph::of(archive).entities;
        let lines = entities.iter().map(|(id, entity)| {
            let mut properties = Map::new();
            for (prop, value) in &entity.values {
                let values = properties.entry((*prop).to_owned()).or_insert_with(|| json!([]));
                values
                    .as_array_mut()
                    .into_iter()
                    .for_each(|list| list.push(json!(value)));
            }
            json!({"id": id, "schema": entity.schema, "properties": properties})
        });
        give("entities.ftm.json", &text::lines(lines))?;
        let head = std::iter::once(COLUMNS.map(str::to_owned).to_vec());
        let rows = entities
            .iter()
            .flat_map(|(id, entity)| statements(id, entity, archive));
        give("statements.csv", &text::separated(b',', head.chain(rows))?)
    }
}

/// One statement a value. `id` is left to the reader, which makes it of the rest.
fn statements(id: &str, entity: &Entity<'_>, archive: &Archive<'_>) -> Vec<Vec<String>> {
    let words = entity.words;
    let row = words.and_then(|w| archive.report(w.document));
    let seen = row.and_then(|r| r.published.clone()).unwrap_or_default();
    let origin = words.map_or(String::new(), |w| {
        format!("{}@{}", w.rule, env!("CARGO_PKG_VERSION"))
    });
    let line = |(prop, value): &(&'static str, String)| {
        let kind = kind(prop, entity.schema);
        let lang = row
            .filter(|_| matches!(kind, "name" | "text" | "string"))
            .map_or("", |r| language(&r.lang));
        let original = words.filter(|_| kind != "entity").map_or("", |w| w.text);
        [
            id,
            id,
            prop,
            kind,
            entity.schema,
            value,
            DATASET,
            &origin,
            lang,
            original,
            "f",
            &seen,
            &seen,
            "",
        ]
        .map(str::to_owned)
        .to_vec()
    };
    entity.values.iter().map(line).collect()
}

/// The id of a row. Readers take letters, digits, hyphens and dots.
fn id(row: &str) -> String {
    match row.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
        true => format!("{DATASET}-{row}"),
        false => hashed("row", row),
    }
}

/// Documents have the ids that users gave them, in any letters, and so do names.
fn document_id(document: &str) -> String {
    hashed("document", document)
}

fn hashed(what: &str, name: &str) -> String {
    let hash = Sha256::digest(name);
    let hex: String = hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("{DATASET}-{what}-{hex}")
}

/// ISO 639-3, for the languages that Hiwar detects; others as they are, which readers clean.
fn language(lang: &str) -> &str {
    match lang.split('-').next().unwrap_or(lang) {
        "ar" => "ara",
        "en" => "eng",
        "fa" => "fas",
        "fr" => "fra",
        "tr" => "tur",
        "he" => "heb",
        "ku" => "kur",
        _ => "",
    }
}
