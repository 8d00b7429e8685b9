//! FollowTheMoney, for Aleph and OpenSanctions tools: entities, and the same as statements with their words.
//!
//! No schema there has offsets: a `Documentation` joins each entity to a report with `cp:START-END` and the words, and
//! a statement's `original_value` is the words themselves. Weeks and ranges are start and end, because readers cut
//! what they do not know to its year.

use super::archive::Words;
use super::codes::{alpha2, sector};
use super::days::Days;
use super::{Archive, Export, Give, text};
use crate::fault::Result;
use crate::tell::report::variant;
use hiwar_core::model::{Evidence, PersonRow, RoundRow};
use hiwar_core::text::is_invisible;
use serde_json::{Map, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

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

struct Entity<'a> {
    schema: &'static str,
    values: Vec<(&'static str, String)>,
    /// The first words that it rests on.
    words: Option<Words<'a>>,
}

impl<'a> Entity<'a> {
    fn new(schema: &'static str) -> Self {
        Self {
            schema,
            values: Vec::new(),
            words: None,
        }
    }

    /// Adds a value in one line without invisible marks, as readers clean it, once; nothing where it is empty.
    fn with(mut self, prop: &'static str, value: impl AsRef<str>) -> Self {
        let value = text::line(value.as_ref()).replace(|c: char| is_invisible(c) || c.is_control(), "");
        let value = clip(value, longest(kind(prop, self.schema)));
        let known = self.values.iter().any(|(p, v)| *p == prop && *v == value);
        if !value.is_empty() && !known {
            self.values.push((prop, value));
        }
        self
    }

    fn all(self, prop: &'static str, values: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        values
            .into_iter()
            .fold(self, |entity, value| entity.with(prop, value))
    }

    /// `date` where it is a day, a month or a year, else start and end.
    fn when(self, days: Option<Days>, iso: Option<&str>) -> Self {
        match (days, iso) {
            (Some(d), _) if matches!(d.precision, "week" | "range") => self
                .with("startDate", d.first.to_string())
                .with("endDate", d.last.to_string()),
            (Some(_), Some(iso)) => self.with("date", iso),
            (Some(d), None) => self.with("date", d.first.to_string()),
            (None, _) => self,
        }
    }
}

struct Graph<'a> {
    archive: &'a Archive<'a>,
    entities: BTreeMap<String, Entity<'a>>,
}

impl<'a> Graph<'a> {
    fn of(archive: &'a Archive<'a>) -> Self {
        let mut graph = Self {
            archive,
            entities: BTreeMap::new(),
        };
        graph.reports();
        archive.record.people.iter().for_each(|row| graph.person(row));
        graph.talks();
        archive.record.rounds.iter().for_each(|row| graph.round(row));
        graph.events();
        graph.notes();
        graph
    }

    /// Adds an entity with a `Documentation` for each place that it rests on.
    fn add(&mut self, row: &str, mut entity: Entity<'a>, evidence: &'a [Evidence]) {
        let words = self.archive.all(evidence);
        entity.words = words.first().copied();
        self.entities.insert(id(row), entity);
        for (at, w) in words.iter().enumerate() {
            let mut link = Entity::new("Documentation")
                .with("document", document_id(w.document))
                .with("entity", id(row))
                .with("role", "evidence")
                .with("recordId", format!("cp:{}-{}", w.start, w.end))
                .with("summary", w.text);
            link.words = Some(*w);
            self.entities.insert(format!("{}-evidence-{at}", id(row)), link);
        }
    }

    fn reports(&mut self) {
        for (row, document, _) in self.archive.reports() {
            let path = document.source.path.as_deref().filter(|p| *p != "-");
            let name = path
                .and_then(|p| std::path::Path::new(p).file_name()?.to_str())
                .unwrap_or(&row.id);
            let published = row
                .published
                .as_deref()
                .filter(|p| Days::of(Some(p)).is_some_and(|d| d.precision != "week"));
            let entity = Entity::new("Article")
                .with("fileName", name)
                .with("title", row.title.as_deref().unwrap_or(""))
                .with("publisher", row.outlet.as_deref().unwrap_or(""))
                .with("publishedAt", published.unwrap_or(""))
                .all("sourceUrl", self.archive.address(&row.id))
                .with("language", language(&row.lang))
                .with("notes", format!("sha256 {}", document.source.sha256));
            self.entities.insert(document_id(&row.id), entity);
        }
    }

    fn person(&mut self, row: &'a PersonRow) {
        let country = self
            .archive
            .who(&row.name)
            .and_then(|w| w.country)
            .and_then(alpha2);
        let entity = Entity::new("Person")
            .with("name", &row.name)
            .all("alias", row.names.iter().filter(|n| **n != row.name))
            .all("country", country)
            .all("position", row.roles.iter().map(|r| &r.role));
        self.add(&row.id, entity, &row.evidence);
        for (at, role) in row.roles.iter().enumerate() {
            let of = role.of.as_deref().map(|of| self.party(of));
            let body = of.filter(|of| {
                self.entities
                    .get(of)
                    .is_some_and(|e| matches!(e.schema, "PublicBody" | "Organization"))
            });
            let post = format!("{}-post-{at}", id(&row.id));
            let entity = Entity::new("Position")
                .with("name", &role.role)
                .all("organization", body)
                .all("country", country);
            self.entities.insert(post.clone(), entity);
            let days = |iso: Option<&String>| iso.filter(|d| Days::of(Some(d)).is_some()).cloned();
            let held = Entity::new("Occupancy")
                .with("holder", id(&row.id))
                .with("post", &post)
                .all("startDate", days(role.from.as_ref()))
                .all("endDate", days(role.to.as_ref()));
            self.entities.insert(format!("{}-held-{at}", id(&row.id)), held);
        }
    }

    /// The id of whom a name means; made where it is no person of the record.
    fn party(&mut self, name: &str) -> String {
        let person = self
            .archive
            .record
            .people
            .iter()
            .find(|p| p.name == name || p.names.iter().any(|n| n == name));
        if let Some(person) = person {
            return id(&person.id);
        }
        let key = hashed("name", name);
        let who = self.archive.who(name);
        let (schema, topic) = match who.map(|w| (w.kind, sector(w.kind))) {
            Some(("person", _)) => ("Person", None),
            Some(("company", _)) => ("Company", None),
            Some(("igo" | "alliance", _)) => ("Organization", Some("gov.igo")),
            Some((_, Some("GOV"))) => ("PublicBody", Some("gov")),
            Some((_, Some("LEG"))) => ("PublicBody", Some("gov.legislative")),
            Some((_, Some("JUD"))) => ("PublicBody", Some("gov.judicial")),
            Some((_, Some("MIL"))) => ("PublicBody", Some("mil")),
            Some((_, Some("SPY"))) => ("PublicBody", Some("gov.security")),
            Some((_, Some("PTY"))) => ("Organization", Some("pol.party")),
            Some((_, Some("UAF" | "EDU" | "JRN" | "BUS"))) | Some(("ngo" | "body", _)) => {
                ("Organization", None)
            }
            _ => ("LegalEntity", None),
        };
        let country = who.and_then(|w| w.country).and_then(alpha2);
        let entity = Entity::new(schema)
            .with("name", name)
            .all("country", country)
            .all("topics", topic);
        self.entities.entry(key.clone()).or_insert(entity);
        key
    }

    fn parties(&mut self, names: &[String]) -> Vec<String> {
        names.iter().map(|name| self.party(name)).collect()
    }

    fn talks(&mut self) {
        for row in &self.archive.record.dialogues {
            let known = |iso: &Option<String>| {
                iso.clone()
                    .filter(|d| Days::of(Some(d)).is_some_and(|d| d.precision != "week"))
            };
            let entity = Entity::new("Project")
                .with("name", &row.name)
                .with("projectId", &row.id)
                .all("startDate", known(&row.first))
                .all("endDate", known(&row.last))
                .all("keywords", &row.tracks);
            self.add(&row.id, entity, &row.evidence);
            for (at, party) in self.parties(&row.parties).into_iter().enumerate() {
                let entity = Entity::new("ProjectParticipant")
                    .with("project", id(&row.id))
                    .with("participant", party)
                    .with("role", "party");
                self.entities
                    .insert(format!("{}-party-{at}", id(&row.id)), entity);
            }
        }
    }

    fn round(&mut self, row: &'a RoundRow) {
        let talks = self
            .archive
            .record
            .dialogues
            .iter()
            .find(|d| d.id == row.dialogue);
        let sides: Vec<String> = row
            .delegations
            .iter()
            .flat_map(|d| d.party.iter().chain(&d.head))
            .cloned()
            .collect();
        let involved = self.parties(&sides);
        let number = row.ordinal.map(|n| n.to_string());
        let name = [talks.map(|t| t.name.clone()), number]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" ");
        let entity = Entity::new("Event")
            .with("name", if name.is_empty() { &row.id } else { &name })
            .when(
                Days::within(row.date.as_deref(), row.earliest, row.latest),
                row.date.as_deref(),
            )
            .all("location", &row.place)
            .all("involved", involved)
            .with("recordId", &row.id)
            .all("keywords", [String::from("round"), variant(row.status)])
            .all("keywords", row.mode.map(variant));
        self.add(&row.id, entity, &row.evidence);
    }

    fn events(&mut self) {
        for row in &self.archive.record.events {
            let who = [row.actors.as_slice(), row.recipients.as_slice()].concat();
            let involved = self.parties(&who);
            let words = row
                .evidence
                .first()
                .and_then(|at| self.archive.words(at))
                .map_or("", |w| w.text);
            let entity = Entity::new("Event")
                .with("name", if words.is_empty() { &row.kind } else { words })
                .with("description", words)
                .when(Days::of(row.date.as_deref()), row.date.as_deref())
                .all("location", &row.place)
                .all("involved", involved)
                .with("recordId", &row.id)
                .all("keywords", [row.kind.clone(), variant(row.status)])
                .all("keywords", &row.mode)
                .all("proof", row.reports.iter().map(|d| document_id(d)));
            self.add(&row.id, entity, &row.evidence);
        }
    }

    /// What is said of somebody: statements, commitments, figures, conflicts.
    fn notes(&mut self) {
        let record = self.archive.record;
        for row in &record.statements {
            let speaker = row.speaker.as_ref().map(|name| self.party(name));
            let note = note("statement", &row.content)
                .all("entity", speaker)
                .all("keywords", [variant(row.kind)]);
            let note = note.all(
                "createdAt",
                row.said
                    .iter()
                    .filter(|d| Days::of(Some(d)).is_some_and(|d| d.precision != "week")),
            );
            self.add(&row.id, note, &row.evidence);
        }
        for row in &record.commitments {
            let by = self.parties(&row.by);
            let due = row.due.as_ref().map(|due| format!("due {due}"));
            let note = note("commitment", &row.action)
                .all("entity", by)
                .all("summary", due);
            self.add(
                &row.id,
                note.all("keywords", [variant(row.force), variant(row.status)]),
                &row.evidence,
            );
        }
        for row in &record.figures {
            let upper = row.upper.map_or(String::new(), |upper| format!("–{upper}"));
            let of = row.of.as_deref().unwrap_or("");
            let said = format!("{} {}{upper} {} {of}", variant(row.bound), row.value, row.unit);
            let about = row
                .about
                .as_deref()
                .filter(|name| self.archive.who(name).is_some())
                .map(|name| self.party(name));
            self.add(&row.id, note("figure", &said).all("entity", about), &row.evidence);
        }
        for row in &record.conflicts {
            let values: Vec<&str> = row.claims.iter().map(|c| c.value.as_str()).collect();
            let said = format!("{} {}: {}", row.subject, row.property, values.join(" ≠ "));
            self.add(&row.id, note("conflict", &said), &row.evidence);
        }
    }
}

/// How many characters readers take, by the type of a property, and some to spare.
fn longest(kind: &str) -> usize {
    match kind {
        "address" => 240,
        "name" => 300,
        "string" => 1000,
        "url" => 4000,
        _ => 60_000,
    }
}

fn clip(mut text: String, most: usize) -> String {
    if let Some((cut, _)) = text.char_indices().nth(most) {
        text.truncate(cut);
        text.push('…');
    }
    text
}

fn note<'a>(kind: &str, said: &str) -> Entity<'a> {
    Entity::new("Note")
        .with("description", said)
        .with("keywords", kind)
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

/// The property types of FollowTheMoney, for the properties used here.
fn kind(prop: &str, schema: &str) -> &'static str {
    match prop {
        "name" | "alias" => "name",
        "date" | "startDate" | "endDate" | "publishedAt" | "createdAt" => "date",
        "country" => "country",
        "language" => "language",
        "topics" => "topic",
        "sourceUrl" => "url",
        "location" => "address",
        "projectId" => "identifier",
        "summary" | "description" | "notes" => "text",
        "document" | "entity" | "holder" | "post" | "project" | "participant" | "involved" | "proof" => {
            "entity"
        }
        "organization" if schema == "Position" => "entity",
        _ => "string",
    }
}
