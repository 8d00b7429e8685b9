//! GEXF 1.3, for Gephi and networkx: who met whom, who acted on whom, who spoke to whom. Every edge is one happening
//! with its words; a meeting goes both ways, because readers take a graph that is directed throughout.

use super::archive::Words;
use super::days::Days;
use super::{Archive, Export, Give, text};
use crate::fault::Result;
use crate::tell::report::strings::name as variant;
use hiwar_core::model::RoundStatus;
use std::collections::BTreeMap;
use std::fmt::Write;

/// One graph.
pub struct Gexf;

impl Export for Gexf {
    fn write(&self, archive: &Archive<'_>, give: &mut Give<'_>) -> Result<()> {
        give("record.gexf", graph(archive).as_bytes())
    }
}

/// What an edge says beside its ends; the ids of the attributes are their places here. `start` and `end` are an edge's
/// days to every reader, so where its words lie has other names.
const EDGE: [&str; 9] = [
    "row",
    "kind",
    "type",
    "mode",
    "status",
    "document",
    "text_start",
    "text_end",
    "text",
];
const NODE: [&str; 3] = ["kind", "country", "role"];

#[derive(Clone)]
struct Edge<'a> {
    id: String,
    from: &'a str,
    to: &'a str,
    kind: &'static str,
    /// The row, and the values of its `type`, `mode` and `status`.
    row: [String; 4],
    days: Option<Days>,
    words: Option<Words<'a>>,
}

fn graph(archive: &Archive<'_>) -> String {
    let edges: Vec<Edge<'_>> = [events(archive), rounds(archive), speech(archive)].concat();
    let mut nodes: BTreeMap<&str, usize> = BTreeMap::new();
    for name in edges.iter().flat_map(|e| [e.from, e.to]) {
        let next = nodes.len();
        nodes.entry(name).or_insert(next);
    }
    let day = archive
        .latest()
        .map_or(String::new(), |d| format!(" lastmodifieddate=\"{d}\""));
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n\
         <meta{day}>\n<creator>hiwar {}</creator>\n<description>Who met whom, who acted on whom, who spoke to whom\
         </description>\n</meta>\n\
         <graph mode=\"dynamic\" defaultedgetype=\"directed\" timeformat=\"date\" timerepresentation=\"interval\">\n",
        env!("CARGO_PKG_VERSION")
    );
    out += &attributes("node", &NODE);
    out += &attributes("edge", &EDGE);
    out += "<nodes>\n";
    for (name, id) in &nodes {
        let who = archive.who(name);
        let values = [
            who.map(|w| w.kind),
            who.and_then(|w| w.country),
            who.and_then(|w| w.role),
        ];
        let values = values.map(|v| v.unwrap_or("").to_owned());
        put(
            &mut out,
            format_args!(
                "<node id=\"n{id}\" label=\"{}\">{}</node>\n",
                text::xml(name),
                given(&values)
            ),
        );
    }
    out += "</nodes>\n<edges>\n";
    for edge in &edges {
        out += &element(edge, &nodes);
    }
    out + "</edges>\n</graph>\n</gexf>\n"
}

/// Events: meetings and what is done together go between all who took part, the rest from actors to recipients.
fn events<'a>(archive: &Archive<'a>) -> Vec<Edge<'a>> {
    let mut edges = Vec::new();
    for event in &archive.record.events {
        let met = event.kind == "CONSULT";
        let (actors, recipients) = (names(&event.actors), names(&event.recipients));
        let (kind, pairs) = match (met, recipients.is_empty()) {
            (true, _) => ("met", both_ways(&[actors, recipients].concat())),
            (false, true) => ("acted_with", both_ways(&actors)),
            (false, false) => ("acted_on", cross(&actors, &recipients)),
        };
        let row = [
            event.id.clone(),
            event.kind.clone(),
            event.mode.clone().unwrap_or_default(),
            variant(event.status),
        ];
        let words = archive.all(&event.evidence).first().copied();
        edges.extend(between(pairs, kind, &row, Days::of(event.date.as_deref()), words));
    }
    edges
}

/// The heads of delegations at a round that was held met.
fn rounds<'a>(archive: &Archive<'a>) -> Vec<Edge<'a>> {
    let held = archive
        .record
        .rounds
        .iter()
        .filter(|r| r.status == RoundStatus::Reported);
    let edges = held.flat_map(|round| {
        let heads: Vec<&str> = round
            .delegations
            .iter()
            .filter_map(|d| d.head.as_deref())
            .collect();
        let mode = round.mode.map(variant).unwrap_or_default();
        let row = [round.id.clone(), "round".to_owned(), mode, variant(round.status)];
        let days = Days::within(round.date.as_deref(), round.earliest, round.latest);
        let words = archive.all(&round.evidence).first().copied();
        between(both_ways(&heads), "met", &row, days, words)
    });
    edges.collect()
}

fn names(list: &[String]) -> Vec<&str> {
    list.iter().map(String::as_str).collect()
}

fn cross<'a>(from: &[&'a str], to: &[&'a str]) -> Vec<(&'a str, &'a str)> {
    let pairs = from.iter().flat_map(|&a| to.iter().map(move |&b| (a, b)));
    pairs.filter(|(a, b)| a != b).collect()
}

fn both_ways<'a>(all: &[&'a str]) -> Vec<(&'a str, &'a str)> {
    cross(all, all)
}

fn between<'a>(
    pairs: Vec<(&'a str, &'a str)>,
    kind: &'static str,
    row: &[String; 4],
    days: Option<Days>,
    words: Option<Words<'a>>,
) -> Vec<Edge<'a>> {
    let edge = |(at, (from, to))| Edge {
        id: format!("{}-{at}", row[0]),
        from,
        to,
        kind,
        row: row.clone(),
        days,
        words,
    };
    pairs.into_iter().enumerate().map(edge).collect()
}

/// Statements to whom they were made. The record's row does not say to whom; the statement in its report does.
fn speech<'a>(archive: &Archive<'a>) -> Vec<Edge<'a>> {
    let mut edges = Vec::new();
    for row in &archive.record.statements {
        let Some(speaker) = row.speaker.as_deref() else {
            continue;
        };
        let addressee = row.evidence.iter().find_map(|at| {
            let said = &archive.found(&at.document)?.statements;
            let fits = said
                .iter()
                .filter(|s| s.span.overlaps(at.span) && at.span.contains(s.value.cue));
            fits.filter_map(|s| s.value.addressee.as_deref()).next()
        });
        edges.extend(addressee.filter(|to| *to != speaker).map(|to| Edge {
            id: format!("{}-0", row.id),
            from: speaker,
            to,
            kind: "said_to",
            row: [row.id.clone(), String::new(), String::new(), String::new()],
            days: Days::of(row.said.as_deref()),
            words: archive.all(&row.evidence).first().copied(),
        }));
    }
    edges
}

fn element(edge: &Edge<'_>, nodes: &BTreeMap<&str, usize>) -> String {
    let id = |name| nodes.get(name).copied().unwrap_or_default();
    let [row, kind, mode, status] = edge.row.clone();
    let place = edge.words.map_or([const { String::new() }; 4], |w| {
        [
            w.document.to_owned(),
            w.start.to_string(),
            w.end.to_string(),
            w.text.to_owned(),
        ]
    });
    let [document, start, end, words] = place;
    let values = [
        row,
        edge.kind.to_owned(),
        kind,
        mode,
        status,
        document,
        start,
        end,
        words,
    ];
    let span = edge.days.map_or(String::new(), |d| {
        format!(" start=\"{}\" end=\"{}\"", d.first, d.last)
    });
    format!(
        "<edge id=\"{}\" source=\"n{}\" target=\"n{}\" kind=\"{}\" weight=\"1\"{span}>{}</edge>\n",
        text::xml(&edge.id),
        id(edge.from),
        id(edge.to),
        edge.kind,
        given(&values)
    )
}

fn attributes(class: &str, names: &[&str]) -> String {
    let mut out = format!("<attributes class=\"{class}\" mode=\"static\">\n");
    for (at, name) in names.iter().enumerate() {
        let kind = if matches!(*name, "text_start" | "text_end") {
            "integer"
        } else {
            "string"
        };
        // The ids of nodes' and edges' attributes are apart: some readers keep them in one list.
        let id = &class[..1];
        put(
            &mut out,
            format_args!("<attribute id=\"{id}{at}\" title=\"{name}\" type=\"{kind}\"/>\n"),
        );
    }
    out + "</attributes>\n"
}

/// The values that are known, by the places of their attributes.
fn given(values: &[String]) -> String {
    let class = if values.len() == NODE.len() { "n" } else { "e" };
    let mut out = String::from("<attvalues>");
    for (at, value) in values.iter().enumerate().filter(|(_, v)| !v.is_empty()) {
        put(
            &mut out,
            format_args!("<attvalue for=\"{class}{at}\" value=\"{}\"/>", text::xml(value)),
        );
    }
    out + "</attvalues>"
}

/// Writing to a string cannot fail.
fn put(out: &mut String, what: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(what);
}
