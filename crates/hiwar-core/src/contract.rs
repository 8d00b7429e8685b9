//! The printed form of annotations: field names and units (code points) as the annotation contract has them.
//!
//! This is the border: inside, offsets are bytes; what leaves through here counts code points.

use crate::model::*;
use crate::text::Offsets;
use serde_json::{Value, json};

/// One document with its annotations, as `hiwar annotate --format jsonl` prints it.
///
/// Offsets are Unicode code points into the document's text, end exclusive; `text` is always the exact source text.
/// Rows carry `rule` beside the contract's fields.
pub fn annotated(document: &Document, found: &Annotations) -> Value {
    let out = Printer {
        text: &document.text,
        offsets: Offsets::of(&document.text),
    };
    let body: Vec<Value> = found
        .blocks
        .iter()
        .filter(|b| b.kind == BlockKind::Body)
        .map(|b| {
            let (start, end) = out.offsets.code_points(b.span);
            json!([start, end])
        })
        .collect();
    let outlet = found
        .outlet
        .as_ref()
        .map(|o| o.value.name.clone())
        .or(document.source.outlet.clone());
    json!({
        "id": document.id,
        "source": {"path": document.source.path, "url": document.source.url, "outlet": outlet, "author": document.source.author, "sha256": document.source.sha256},
        "lang": found.lang,
        "title": found.title.map(|t| out.span(t)),
        "published": out.published(&found.published),
        "body": body,
        "times": out.rows(&found.times, |t| json!(t)),
        "people": out.rows(&found.people, |p| json!(p)),
        "organizations": out.rows(&found.organizations, |b| json!(b)),
        "places": out.rows(&found.places, |b| json!(b)),
        "quotes": found.statements.iter().map(|s| out.quote(s)).collect::<Vec<_>>(),
        "figures": out.rows(&found.figures, |f| out.figure(f)),
        "rounds": out.rows(&found.rounds, |r| json!(r)),
        "events": found.events.iter().map(|e| out.event(e)).collect::<Vec<_>>(),
        "commitments": found.commitments.iter().map(|c| out.commitment(c)).collect::<Vec<_>>(),
        "talks": out.rows(&found.talks, |t| json!(t)),
        "agreements": out.rows(&found.agreements, |a| json!(a)),
        "tracks": out.rows(&found.tracks, |t| json!(t)),
        "delegations": out.rows(&found.delegations, |d| out.delegation(d)),
    })
}

/// The evidence of a row of the record: document, code points and the exact words. `text` is the document's text.
pub fn evidence(evidence: &Evidence, text: &str) -> Value {
    let (start, end) = Offsets::of(text).code_points(evidence.span);
    json!({"document": evidence.document, "start": start, "end": end, "text": evidence.span.of(text), "rule": evidence.rule})
}

/// A document before any annotation, as `hiwar read --format jsonl` prints it; with `body_only`, `text` is the body alone.
pub fn read(document: &Document, found: &Annotations, body_only: bool) -> Value {
    let out = Printer {
        text: &document.text,
        offsets: Offsets::of(&document.text),
    };
    let blocks: Vec<Value> = found
        .blocks
        .iter()
        .map(|b| {
            let (start, end) = out.offsets.code_points(b.span);
            json!({"start": start, "end": end, "kind": b.kind})
        })
        .collect();
    let title = found
        .title
        .map(|t| t.of(&document.text).to_owned())
        .or(document.title.clone());
    let body = || {
        // In a language that no pack reads nothing tells body from furniture: all but the title is body.
        if found.blocks.is_empty() {
            let title = document.title.as_deref().unwrap_or("");
            let rest = document.text.strip_prefix(title).unwrap_or(&document.text);
            return rest.trim().to_owned();
        }
        let parts = found.blocks.iter().filter(|b| b.kind == BlockKind::Body);
        parts
            .map(|b| b.span.of(&document.text))
            .collect::<Vec<_>>()
            .join("\n\n")
    };
    json!({
        "id": document.id,
        "source": document.source,
        "lang": if found.lang.is_empty() { &document.lang } else { &found.lang },
        "title": title,
        "published": document.published,
        "text": if body_only { body() } else { document.text.clone() },
        "blocks": if body_only { json!(null) } else { json!(blocks) },
    })
}

struct Printer<'t> {
    text: &'t str,
    offsets: Offsets<'t>,
}

impl Printer<'_> {
    fn span(&self, span: Span) -> Value {
        let (start, end) = self.offsets.code_points(span);
        json!({"start": start, "end": end, "text": span.of(self.text)})
    }

    /// Rows of `span` + the fields of the value + `rule`.
    fn rows<T>(&self, list: &[Annotation<T>], fields: impl Fn(&T) -> Value) -> Vec<Value> {
        list.iter()
            .map(|a| {
                merge(
                    merge(self.span(a.span), fields(&a.value)),
                    json!({"rule": a.rule}),
                )
            })
            .collect()
    }

    fn published(&self, p: &Published) -> Value {
        let evidence: Vec<Value> = p.evidence.iter().map(|s| self.span(*s)).collect();
        json!({"date": p.date, "basis": p.basis, "earliest": p.earliest, "latest": p.latest, "evidence": evidence})
    }

    fn quote(&self, row: &Annotation<Statement>) -> Value {
        let s = &row.value;
        let source = s.speaker.as_ref().map(|speaker| {
            let place = speaker
                .span
                .map_or(json!({"start": null, "end": null, "text": null}), |at| {
                    self.span(at)
                });
            merge(place, json!({"name": speaker.name}))
        });
        json!({
            "content": self.span(s.content),
            "cue": self.span(s.cue),
            "source": source,
            "kind": s.form,
            "via": s.via,
            "medium": s.medium,
            "addressee": s.addressee,
            "rule": row.rule,
        })
    }

    fn figure(&self, f: &Figure) -> Value {
        let mut row = json!({"value": number(f.value), "unit": f.unit, "bound": f.bound, "of": f.of});
        if let Some(upper) = f.upper {
            row = merge(row, json!({"upper": number(upper)}));
        }
        row
    }

    fn event(&self, row: &Annotation<Event>) -> Value {
        let e = &row.value;
        json!({
            "type": e.kind,
            "mode": e.mode,
            "evidence": self.span(row.span),
            "trigger": self.span(e.trigger),
            "actors": e.actors,
            "recipients": e.recipients,
            "date": e.date,
            "place": e.place,
            "status": e.status,
            "rule": row.rule,
        })
    }

    fn commitment(&self, row: &Annotation<Commitment>) -> Value {
        let c = &row.value;
        json!({
            "evidence": self.span(row.span),
            "by": c.by,
            "to": c.to,
            "action": c.action.of(self.text),
            "due": c.due,
            "condition": c.condition.map(|s| s.of(self.text)),
            "force": c.force,
            "rule": row.rule,
        })
    }

    fn delegation(&self, d: &Delegation) -> Value {
        json!({"kind": d.kind, "party": d.party, "head": d.head, "mandate": d.mandate.map(|s| s.of(self.text))})
    }
}

/// Whole numbers are printed without a fraction.
fn number(value: f64) -> Value {
    if value.fract() == 0.0 && value.abs() < 9e15 {
        json!(value as i64)
    } else {
        json!(value)
    }
}

fn merge(mut into: Value, from: Value) -> Value {
    if let (Value::Object(into), Value::Object(from)) = (&mut into, from) {
        into.extend(from);
    }
    into
}
