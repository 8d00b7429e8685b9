//! The record as entities: who, which talks, what happened, what is said of whom; each joined to its words.

use super::super::Archive;
use super::super::codes::{alpha2, sector};
use super::super::days::Days;
use super::entity::Entity;
use super::{document_id, hashed, id, language};
use crate::tell::report::strings::name as variant;
use hiwar_core::model::{Evidence, PersonRow, RoundRow, RoundStatus};
use std::collections::BTreeMap;

/// The entities of a record, by id.
pub struct Graph<'a> {
    archive: &'a Archive<'a>,
    /// In the order of their ids.
    pub entities: BTreeMap<String, Entity<'a>>,
}

impl<'a> Graph<'a> {
    /// Of a record.
    pub fn of(archive: &'a Archive<'a>) -> Self {
        let mut graph = Self {
            archive,
            entities: BTreeMap::new(),
        };
        graph.reports();
        archive.record.people.iter().for_each(|row| graph.person(row));
        graph.talks();
        // A round that nobody reports is no event.
        let rounds = archive
            .record
            .rounds
            .iter()
            .filter(|r| r.status != RoundStatus::Gap);
        rounds.for_each(|row| graph.round(row));
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
        if let Some(person) = self.archive.person(name) {
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
        let sides: Vec<String> = row
            .delegations
            .iter()
            .flat_map(|d| d.party.iter().chain(&d.head))
            .cloned()
            .collect();
        let involved = self.parties(&sides);

        let entity = Entity::new("Event")
            .with("name", self.archive.round_name(row))
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

fn note<'a>(kind: &str, said: &str) -> Entity<'a> {
    Entity::new("Note")
        .with("description", said)
        .with("keywords", kind)
}
