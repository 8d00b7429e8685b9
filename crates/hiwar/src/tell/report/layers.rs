//! What is marked in a report's text: each annotation as a layer, a place and a few words for the tooltip.

use super::dates::When;
use super::links::clip;
use super::strings::{Label, bare, name, plain};
use hiwar_core::model::{Annotation, Annotations, Span};

/// The kinds of marks, by the class that shows them. Several classes may stand on one run.
pub const LAYERS: [&str; 8] = [
    "statement",
    "event",
    "commitment",
    "person",
    "entity",
    "time",
    "figure",
    "round",
];

/// One annotation, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where.
    pub span: Span,
    /// One of [`LAYERS`].
    pub layer: &'static str,
    /// Its value, in words.
    pub value: String,
    /// The rule that found it.
    pub rule: String,
    /// Layer, value and rule, in words.
    pub note: String,
}

/// Every mark of a report.
pub fn marks(text: &str, found: &Annotations) -> Vec<Mark> {
    let mut out = Vec::new();
    clauses(text, found, &mut out);
    names(found, &mut out);
    numbers(found, &mut out);
    talks(text, found, &mut out);
    out
}

fn push<T>(out: &mut Vec<Mark>, layer: &'static str, one: &Annotation<T>, span: Span, value: String) {
    let (value, rule) = (clip(&value, 120), clip(&one.rule, 60));
    let note = format!("{}: {value} · {rule}", plain_layer(layer));
    out.push(Mark {
        span,
        layer,
        value,
        rule,
        note,
    });
}

fn plain_layer(layer: &str) -> String {
    word("layer", layer)
}

/// The Arabic word for a value, or the value.
pub fn word(group: &str, value: &str) -> String {
    bare(&Label::of(group, value))
}

fn date(value: Option<&String>) -> Option<String> {
    value.map(|value| When::iso(Some(value)).words())
}

fn joined(parts: impl IntoIterator<Item = Option<String>>) -> String {
    let parts: Vec<String> = parts
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" · ")
}

fn clauses(text: &str, found: &Annotations, out: &mut Vec<Mark>) {
    for one in &found.statements {
        let said = &one.value;
        let speaker = said.speaker.as_ref().map(|speaker| speaker.name.clone());
        let via = (!said.via.is_empty()).then(|| said.via.join(" ← "));
        let value = joined([speaker, via, Some(word("form", &name(said.form)))]);
        push(out, "statement", one, said.content, value);
    }
    for one in &found.events {
        let event = &one.value;
        let kind = Some(word("plover", &event.kind));
        let mode = event.mode.as_deref().map(|mode| word("mode", mode));
        let who = Some(event.actors.join("، "));
        let status = Some(word("status", &name(event.status)));
        push(
            out,
            "event",
            one,
            one.span,
            joined([kind, mode, who, status, date(event.date.as_ref())]),
        );
    }
    for one in &found.commitments {
        let made = &one.value;
        let action = Some(made.action.of(text).to_owned());
        let force = Some(word("force", &name(made.force)));
        push(
            out,
            "commitment",
            one,
            one.span,
            joined([Some(made.by.join("، ")), action, force, date(made.due.as_ref())]),
        );
    }
}

fn names(found: &Annotations, out: &mut Vec<Mark>) {
    for one in &found.people {
        let person = &one.value;
        push(
            out,
            "person",
            one,
            one.span,
            joined([Some(person.name.clone()), person.role.clone(), person.of.clone()]),
        );
    }
    for one in found.organizations.iter().chain(&found.places) {
        push(
            out,
            "entity",
            one,
            one.span,
            joined([Some(one.value.name.clone()), one.value.country.clone()]),
        );
    }
}

fn numbers(found: &Annotations, out: &mut Vec<Mark>) {
    for one in &found.times {
        let modifier = one.value.modifier.map(name);
        push(
            out,
            "time",
            one,
            one.span,
            joined([Some(one.value.value.clone()), modifier]),
        );
    }
    for one in &found.figures {
        let figure = &one.value;
        let count = match figure.upper {
            Some(upper) => format!("{}–{upper}", figure.value),
            None => figure.value.to_string(),
        };
        let bound = Some(word("bound", &name(figure.bound)));
        let of = figure.of.as_deref().map(|of| word("of", of));
        push(
            out,
            "figure",
            one,
            one.span,
            joined([bound, Some(count), Some(word("unit", &figure.unit)), of]),
        );
    }
}

fn talks(text: &str, found: &Annotations, out: &mut Vec<Mark>) {
    for one in &found.rounds {
        let round = &one.value;
        let number = round.ordinal.map(|n| format!("{} {n}", plain("round.one")));
        push(
            out,
            "round",
            one,
            one.span,
            joined([number, date(round.date.as_ref()), round.place.clone()]),
        );
    }
    for one in &found.talks {
        push(
            out,
            "round",
            one,
            one.span,
            joined([Some(one.value.name.clone()), Some(one.value.parties.join("، "))]),
        );
    }
    for one in &found.agreements {
        let year = one.value.year.map(|year| year.to_string());
        push(
            out,
            "round",
            one,
            one.span,
            joined([Some(one.value.name.clone()), year]),
        );
    }
    for one in &found.tracks {
        push(out, "round", one, one.span, one.value.name.clone());
    }
    for one in &found.delegations {
        let mandate = one.value.mandate.map(|span| span.of(text).to_owned());
        push(
            out,
            "round",
            one,
            one.span,
            joined([one.value.party.clone(), one.value.head.clone(), mandate]),
        );
    }
}
