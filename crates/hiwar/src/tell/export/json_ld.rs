//! JSON-LD in schema.org's terms, with its own context so that it reads without a network.
//!
//! What schema.org has no word for (conflicts, gaps, the words that a node rests on) stands under `hiwar:`. No verdict
//! is made of a conflict: a ClaimReview is a person's.

use super::days::Days;
use super::text::Listing;
use super::{Archive, Export, Give, text};
use crate::fault::Result;
use crate::tell::report::strings::name as variant;
use hiwar_core::model::{
    Claim, CommitmentRow, ConflictRow, DialogueRow, DocumentRow, EventRow, Evidence, FigureRow, GapRow,
    PersonRow, Progress, RoundRow, RoundStatus, StatementRow, Venue,
};
use serde_json::{Map, Value, json};

/// One graph.
pub struct JsonLd;

impl Export for JsonLd {
    fn write(&self, archive: &Archive<'_>, give: &mut Give<'_>) -> Result<()> {
        let record = archive.record;
        let graph = Graph { archive };
        let context = json!({"@vocab": "https://schema.org/", "hiwar": "urn:hiwar:term:"});
        let mut nodes = Listing::begin(&json!({"@context": context}), "@graph");
        record
            .documents
            .iter()
            .for_each(|row| nodes.push(&graph.report(row)));
        record
            .dialogues
            .iter()
            .for_each(|row| nodes.push(&graph.talks(row)));
        record.rounds.iter().for_each(|row| nodes.push(&graph.round(row)));
        record
            .people
            .iter()
            .for_each(|row| nodes.push(&graph.person(row)));
        record
            .statements
            .iter()
            .for_each(|row| nodes.push(&graph.statement(row)));
        record
            .figures
            .iter()
            .for_each(|row| nodes.push(&graph.figure(row)));
        record.events.iter().for_each(|row| nodes.push(&graph.event(row)));
        record
            .commitments
            .iter()
            .for_each(|row| nodes.push(&graph.commitment(row)));
        record
            .conflicts
            .iter()
            .for_each(|row| nodes.push(&graph.conflict(row)));
        record.gaps.iter().for_each(|row| nodes.push(&graph.gap(row)));
        give("record.jsonld", &nodes.end())
    }
}

struct Graph<'a> {
    archive: &'a Archive<'a>,
}

fn iri(id: &str) -> String {
    format!("urn:hiwar:{}", text::iri(id))
}

fn document(id: &str) -> String {
    format!("urn:hiwar:document:{}", text::iri(id))
}

fn refer(iri: String) -> Value {
    json!({"@id": iri})
}

/// Takes out what is not known: null, and empty lists.
fn known(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let fields = fields.into_iter().map(|(name, value)| (name, known(value)));
            let full =
                |value: &Value| !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty());
            Value::Object(fields.filter(|(_, value)| full(value)).collect::<Map<_, _>>())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(known).collect()),
        other => other,
    }
}

/// First and last day; what is one day, month or year is said so, cut to what is known.
fn dates(days: Option<Days>, iso: Option<&str>) -> (Value, Value) {
    match (days, iso) {
        (Some(d), _) if matches!(d.precision, "week" | "range") => (json!(d.first), json!(d.last)),
        (Some(_), Some(iso)) => (json!(iso), Value::Null),
        (Some(d), None) => (json!(d.first), Value::Null),
        (None, _) => (Value::Null, Value::Null),
    }
}

impl<'a> Graph<'a> {
    /// A node with the words that it rests on.
    fn node(&self, id: &str, kind: &str, fields: Value, evidence: &'a [Evidence]) -> Value {
        let words = self.archive.all(evidence);
        let words: Vec<Value> = words
            .iter()
            .map(|w| {
                json!({
                    "@type": "hiwar:Evidence", "hiwar:document": refer(document(w.document)), "hiwar:start": w.start,
                    "hiwar:end": w.end, "hiwar:text": w.text, "hiwar:rule": w.rule,
                })
            })
            .collect();
        let mut node = json!({"@id": iri(id), "@type": kind});
        if let (Value::Object(node), Value::Object(fields)) = (&mut node, fields) {
            node.extend(fields);
            node.insert("hiwar:evidence".to_owned(), words.into());
        }
        known(node)
    }

    /// Somebody by a name: a person of the record, a country, an organisation.
    fn agent(&self, name: &str) -> Value {
        if let Some(person) = self.archive.person(name) {
            return json!({"@id": iri(&person.id), "@type": "Person", "name": person.name});
        }
        let kind = match self.archive.who(name).map(|w| w.kind) {
            Some("person") => "Person",
            Some("country") => "Country",
            Some(
                "government" | "ministry" | "presidency" | "parliament" | "embassy" | "agency" | "army"
                | "court",
            ) => "GovernmentOrganization",
            Some("city") => "City",
            Some(_) => "Organization",
            None => "Thing",
        };
        json!({"@id": format!("urn:hiwar:name:{}", text::iri(name)), "@type": kind, "name": name})
    }

    fn agents<'n>(&self, names: impl IntoIterator<Item = &'n String>) -> Vec<Value> {
        names.into_iter().map(|name| self.agent(name)).collect()
    }

    fn place(place: Option<&String>) -> Value {
        place.map_or(Value::Null, |name| json!({"@type": "Place", "name": name}))
    }

    fn report(&self, row: &'a DocumentRow) -> Value {
        let outlet = row
            .outlet
            .as_ref()
            .map(|name| json!({"@type": "NewsMediaOrganization", "name": name}));
        let hash = self
            .archive
            .document(&row.id)
            .map(|d| format!("sha256:{}", d.source.sha256));
        let fields = json!({
            "headline": row.title,
            "publisher": outlet,
            "datePublished": row.published.as_ref().filter(|d| Days::of(Some(d)).is_some()),
            "inLanguage": row.lang,
            "url": self.archive.address(&row.id),
            "isBasedOn": row.origin.as_ref().map(|id| refer(document(id))),
            "identifier": hash,
            "hiwar:basis": row.basis,
        });
        let mut node = self.node(&row.id, "NewsArticle", fields, &row.evidence);
        node["@id"] = json!(document(&row.id));
        node
    }

    fn talks(&self, row: &'a DialogueRow) -> Value {
        let framework = row.framework.as_ref().map(|f| {
            json!({"@type": "Legislation", "name": f.name, "legislationDate": f.year.map(|y| y.to_string())})
        });
        let fields = json!({
            "name": row.name,
            "startDate": row.first,
            "endDate": row.last,
            "organizer": self.agents(&row.parties),
            "about": row.tracks,
            "hiwar:framework": framework,
        });
        self.node(&row.id, "EventSeries", fields, &row.evidence)
    }

    fn round(&self, row: &'a RoundRow) -> Value {
        let talks = self.archive.dialogue(row);
        let name = self.archive.round_name(row);
        let gap = row.status == RoundStatus::Gap;
        // A round that nobody reports lies between two others: its bounds are no dates of it.
        let days = Days::within(row.date.as_deref(), row.earliest, row.latest).filter(|_| !gap);
        let (start, end) = dates(days, row.date.as_deref());
        let mode = row.mode.map(|mode| match mode {
            Venue::Video => "https://schema.org/OnlineEventAttendanceMode",
            Venue::InPerson => "https://schema.org/OfflineEventAttendanceMode",
        });
        let mut seen = std::collections::BTreeSet::new();
        let reports = row.evidence.iter().filter(|at| seen.insert(&at.document));
        self.node(
            &row.id,
            "Event",
            json!({
                "name": name,
                "superEvent": talks.map(|t| refer(iri(&t.id))),
                "startDate": start,
                "endDate": end,
                "location": Self::place(row.place.as_ref()),
                "eventStatus": (!gap).then(|| refer("https://schema.org/EventScheduled".to_owned())),
                "eventAttendanceMode": mode.map(|m| refer(m.to_owned())),
                "organizer": self.agents(row.delegations.iter().filter_map(|d| d.party.as_ref())),
                "attendee": self.agents(row.delegations.iter().filter_map(|d| d.head.as_ref())),
                "about": row.tracks,
                "recordedIn": reports.map(|at| refer(document(&at.document))).collect::<Vec<_>>(),
                "hiwar:ordinal": row.ordinal,
                "hiwar:status": row.status,
                "hiwar:final": row.last,
            }),
            &row.evidence,
        )
    }

    fn person(&self, row: &'a PersonRow) -> Value {
        let roles = row.roles.iter().map(|role| {
            json!({
                "@type": "OrganizationRole", "roleName": role.role, "startDate": role.from, "endDate": role.to,
                "memberOf": role.of.as_ref().map(|of| self.agent(of)),
            })
        });
        self.node(
            &row.id,
            "Person",
            json!({
                "name": row.name,
                "alternateName": row.names.iter().filter(|n| **n != row.name).collect::<Vec<_>>(),
                "memberOf": roles.collect::<Vec<_>>(),
            }),
            &row.evidence,
        )
    }

    fn statement(&self, row: &'a StatementRow) -> Value {
        let fields = json!({
            "text": row.content,
            "creator": row.speaker.as_ref().map(|name| self.agent(name)),
            "dateCreated": row.said,
            "isPartOf": row.reports.iter().map(|id| refer(document(id))).collect::<Vec<_>>(),
            "about": row.round.as_ref().map(|id| refer(iri(id))),
            "hiwar:via": row.via,
            "hiwar:form": row.kind,
        });
        self.node(&row.id, "Quotation", fields, &row.evidence)
    }

    fn figure(&self, row: &'a FigureRow) -> Value {
        let bound = variant(row.bound);
        let (value, min, max) = match bound.as_str() {
            "more_than" | "at_least" => (None, Some(row.value), None),
            "less_than" | "at_most" => (None, None, Some(row.value)),
            "between" => (None, Some(row.value), row.upper),
            _ => (Some(row.value), None, None),
        };
        self.node(
            &row.id,
            "Observation",
            json!({
                "observationAbout": row.about.as_ref().map(|name| self.agent(name)),
                "observationDate": row.date,
                "variableMeasured": row.of,
                "unitText": row.unit,
                "value": value,
                "minValue": min,
                "maxValue": max,
                "hiwar:bound": bound,
            }),
            &row.evidence,
        )
    }

    fn event(&self, row: &'a EventRow) -> Value {
        let (start, end) = dates(Days::of(row.date.as_deref()), row.date.as_deref());
        self.node(&row.id, "Event", json!({
            "additionalType": format!("urn:plover:{}", row.kind),
            "name": row.evidence.first().and_then(|at| self.archive.words(at)).map(|w| text::line(w.text)),
            "startDate": start,
            "endDate": end,
            "location": Self::place(row.place.as_ref()),
            "actor": self.agents(&row.actors),
            "attendee": self.agents(&row.recipients),
            "recordedIn": row.reports.iter().map(|id| refer(document(id))).collect::<Vec<_>>(),
            "hiwar:mode": row.mode,
            "hiwar:status": row.status,
        }), &row.evidence)
    }

    fn commitment(&self, row: &'a CommitmentRow) -> Value {
        let status = match row.status {
            Progress::Done => "CompletedActionStatus",
            Progress::InProgress | Progress::PartlyDone => "ActiveActionStatus",
            Progress::NotDone => "FailedActionStatus",
            _ => "PotentialActionStatus",
        };
        self.node(
            &row.id,
            "PlanAction",
            json!({
                "name": row.action,
                "agent": self.agents(&row.by),
                "participant": self.agents(&row.to),
                "scheduledTime": row.due,
                "startTime": row.made,
                "actionStatus": refer(format!("https://schema.org/{status}")),
                "isPartOf": row.round.as_ref().map(|id| refer(iri(id))),
                "hiwar:condition": row.condition,
                "hiwar:force": row.force,
                "hiwar:status": row.status,
            }),
            &row.evidence,
        )
    }

    fn conflict(&self, row: &'a ConflictRow) -> Value {
        let claim = |c: &Claim| {
            let appearance = c.evidence.iter().map(|at| refer(document(&at.document)));
            json!({"@type": "Claim", "text": c.value, "appearance": appearance.collect::<Vec<_>>()})
        };
        let fields = json!({
            "name": row.subject,
            "hiwar:property": row.property,
            "hiwar:kind": row.kind,
            "hiwar:claim": row.claims.iter().map(claim).collect::<Vec<_>>(),
        });
        self.node(&row.id, "hiwar:Conflict", fields, &row.evidence)
    }

    fn gap(&self, row: &'a GapRow) -> Value {
        let fields = json!({"name": row.what, "hiwar:kind": row.kind, "hiwar:between": row.between});
        self.node(&row.id, "hiwar:Gap", fields, &row.evidence)
    }
}
