//! The description of the addresses for programs (OpenAPI 3.1), made from the lists and their filters.

use super::desk::VERBS;
use super::filters::parameters;
use super::{Answer, HTML};
use crate::fault::Result;
use crate::tell::{Kind, schema};
use clap::ValueEnum;
use hiwar_core::model::Verb;
use serde_json::{Map, Value, json};

/// The description.
///
/// # Errors
/// The schemas in the binary are broken, which should not happen.
pub fn openapi() -> Result<Answer> {
    let mut paths = Map::new();
    for kind in Kind::value_variants() {
        list(*kind, &mut paths);
    }
    let html = |summary: &str, parameters: &[&str]| json!({"get": operation(summary, parameters, HTML, json!({"type": "string"}))});
    let data = |summary: &str, parameters: &[&str], schema: Value| json!({"get": operation(summary, parameters, "application/json", schema)});
    let anything = json!({"type": "array"});
    paths.insert("/".into(), html("what is known, new, disputed and missing", &[]));
    paths.insert("/search".into(), html("reports by their words", &["q", "page"]));
    paths.insert(
        "/search.json".into(),
        data("what `hiwar search --json` prints", &["q"], anything),
    );
    rulings(&mut paths);
    let names = json!({"type": "array", "items": {"type": "string"}});
    paths.insert(
        "/suggest.json".into(),
        data("names that begin as `q`", &["q"], names),
    );
    paths.insert(
        "/openapi.json".into(),
        data("this description", &[], json!({"type": "object"})),
    );
    let described = json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Hiwar",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "A record of talks, to be read and ruled about. Offsets are code points of the report's text, end exclusive. \
                            Every answer has an ETag that names the state of the record.",
        },
        "paths": paths,
        "components": {"schemas": schemas()?},
    });
    Ok(Answer::json(format!("{described}\n")))
}

/// What was ruled, and the forms that rule.
fn rulings(paths: &mut Map<String, Value>) {
    let text = json!({"type": "string"});
    let get = |summary: &str, parameters: &[&str], media: &str, schema: &Value| json!({"get": operation(summary, parameters, media, schema.clone())});
    paths.insert(
        "/rulings".into(),
        get("what was ruled, the last first", &["page"], HTML, &text),
    );
    let all = json!({"type": "array"});
    paths.insert(
        "/rulings.json".into(),
        get(
            "what `hiwar rule list --json` prints",
            &[],
            "application/json",
            &all,
        ),
    );
    paths.insert(
        "/rulings.jsonl".into(),
        get("what `hiwar rule export` writes", &[], super::LINES, &text),
    );
    for (name, verb) in VERBS {
        let (what, own): (&str, &[&str]) = match verb {
            Verb::Accept => ("rows are right", &["because"]),
            Verb::Reject => ("rows are wrong, and leave their lists", &["because"]),
            Verb::Correct => ("a field has another value", &["field", "value", "because"]),
            Verb::Annotate => ("a note on a row", &["note"]),
            Verb::Merge => ("two people are one", &["other", "because"]),
            Verb::Split => ("some names are another person's", &["names", "because"]),
            Verb::Undo => ("a ruling does not count any more", &[]),
        };
        paths.insert(format!("/rulings/{name}"), json!({"post": form(what, own)}));
    }
}

/// A form, as pages send it.
fn form(summary: &str, own: &[&str]) -> Value {
    let fields = ["token", "back", "row"].iter().chain(own);
    let fields: Map<String, Value> = fields
        .map(|name| {
            (
                (*name).to_owned(),
                json!({"type": "string", "description": field(name)}),
            )
        })
        .collect();
    let schema = json!({"type": "object", "required": ["token", "row"], "properties": fields});
    json!({
        "summary": summary,
        "requestBody": {"required": true, "content": {"application/x-www-form-urlencoded": {"schema": schema}}},
        "responses": {
            "303": {"description": "ruled: `Location` is the page in `back`, which says so"},
            "400": refused("the form lacks something, or it cannot be ruled"),
            "403": refused("not from a page of this run of the server, or it only shows the record"),
            "404": refused("no such row"),
            "413": refused("longer than 64 KB"),
            "415": refused("no form"),
            "503": refused("the record cannot be written now"),
        },
    })
}

fn field(name: &str) -> &'static str {
    match name {
        "token" => "from a page of this run of the server: <input name=\"token\">",
        "back" => "path and query of the page to go back to",
        "row" => "id of a row; for undo, of a ruling; several to accept and reject",
        "because" => "why",
        "field" => "a field of the row",
        "value" => "its value; of a list an item a line; empty for none",
        "note" => "the words of the note",
        "other" => "id or name of the other person",
        _ => "a name of the person, several times for several",
    }
}

fn schemas() -> Result<Value> {
    let mut all = Map::new();
    let error = json!({
        "type": "object",
        "required": ["error"],
        "properties": {"error": {
            "type": "object",
            "required": ["status", "message", "remedy"],
            "properties": {"status": {"type": "integer"}, "message": {"type": "string"}, "remedy": {"type": "string"}},
        }},
    });
    all.insert("error".into(), error);
    let evidence = schema::evidence()?;
    all.insert("evidence".into(), evidence);
    if let Value::Object(rows) = schema::lists()? {
        for (name, row) in rows {
            let text = row
                .to_string()
                .replace("#/$defs/evidence", "#/components/schemas/evidence");
            all.insert(name, serde_json::from_str(&text).unwrap_or(row));
        }
    }
    Ok(Value::Object(all))
}

/// The addresses of a list: itself, its twins, and a row of it.
fn list(kind: Kind, paths: &mut Map<String, Value>) {
    let name = kind.name();
    let all = parameters(kind);
    let row = json!({"$ref": format!("#/components/schemas/{name}")});
    let rows = json!({"type": "array", "items": row});
    let text = json!({"type": "string"});
    let get = |summary: String, parameters: &[&str], media: &str, schema: Value| json!({"get": operation(&summary, parameters, media, schema)});
    let put = |paths: &mut Map<String, Value>, path: String, value: Value| paths.insert(path, value);
    put(
        paths,
        format!("/{name}"),
        get(
            format!("the list {name}, a page at a time"),
            &all,
            HTML,
            text.clone(),
        ),
    );
    put(
        paths,
        format!("/{name}.json"),
        get(
            format!("what `hiwar show {name} --json` prints"),
            &all,
            "application/json",
            rows,
        ),
    );
    put(
        paths,
        format!("/{name}.csv"),
        get(
            format!("what `hiwar show {name} --csv` prints"),
            &all,
            super::CSV,
            text.clone(),
        ),
    );
    let own: &[&str] = if kind == Kind::Documents {
        &["id", "at", "page"]
    } else {
        &["id", "page"]
    };
    put(
        paths,
        format!("/{name}/{{id}}"),
        get(
            format!("one of {name}, with its words and rules"),
            own,
            HTML,
            text,
        ),
    );
    put(
        paths,
        format!("/{name}/{{id}}.json"),
        get(format!("one of {name}"), &["id"], "application/json", row),
    );
}

fn operation(summary: &str, parameters: &[&str], media: &str, schema: Value) -> Value {
    let media = media.split(';').next().unwrap_or(media);
    json!({
        "summary": summary,
        "parameters": parameters.iter().map(|name| parameter(name)).collect::<Vec<_>>(),
        "responses": {
            "200": {"description": "as asked", "content": {media: {"schema": schema}}},
            "304": {"description": "unchanged since the state that If-None-Match names"},
            "400": refused("a parameter that is none, or does not fit"),
            "404": refused("no such row or page"),
        },
    })
}

fn refused(what: &str) -> Value {
    json!({
        "description": what,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/error"}}},
    })
}

fn parameter(name: &str) -> Value {
    let what = match name {
        "id" => "stable over rebuilds, percent-encoded",
        "page" => "from 1; without it JSON and CSV have every row",
        "q" => "words that must be there, however they are spelt",
        "from" => "first day, as 2021, 2021-04 or 2021-04-07",
        "to" => "last day, in the same form",
        "due" => "open commitments that are due, as they stand on this day",
        "ruled" => "any, none, or what was ruled about the row: accept, correct, annotate, merge, split",
        "at" => "words to be lit up: START-END in code points",
        "round" => "id of a round",
        "dialogue" => "id of a series of talks",
        _ => "exactly this value of the row's field",
    };
    let place = if name == "id" { "path" } else { "query" };
    let kind = if name == "page" { "integer" } else { "string" };
    json!({"name": name, "in": place, "required": name == "id", "description": what, "schema": {"type": kind}})
}

#[cfg(test)]
mod tests {
    use super::super::filters::{dated, filters};
    use super::*;

    #[test]
    fn every_filter_is_a_parameter() {
        for kind in Kind::value_variants() {
            let names = parameters(*kind);
            assert!(filters(*kind).iter().all(|f| names.contains(&f.param)));
            assert_eq!(names.contains(&"from"), !dated(*kind).is_empty());
        }
    }
}
