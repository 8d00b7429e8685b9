//! What a page says of itself for machines: JSON-LD, Open Graph and other `<meta>`, `<time>`, `<link>`, `lang`.

use super::Report;
use super::lines::one;
use dom_query::Document;
use serde_json::{Map, Value};

/// The page's metadata; its `text` is empty.
pub fn of(document: &Document) -> Report {
    let linked = linked_data(document).unwrap_or_default();
    let meta = |names: &[&str]| names.iter().find_map(|n| named(document, n));
    let string = |key: &str| linked.get(key).and_then(name);
    Report {
        id: None,
        text: String::new(),
        title: meta(&["og:title", "twitter:title", "dc.title"])
            .or_else(|| string("headline"))
            .or_else(|| heading(document)),
        author: string("author")
            .or_else(|| meta(&["author", "article:author", "dc.creator"]))
            .filter(|a| !a.starts_with("http")),
        outlet: string("publisher").or_else(|| meta(&["og:site_name", "application-name", "dc.publisher"])),
        published: string("datePublished")
            .or_else(|| {
                meta(&[
                    "article:published_time",
                    "og:published_time",
                    "datePublished",
                    "date",
                    "pubdate",
                    "publishdate",
                    "dc.date",
                    "dc.date.issued",
                    "dcterms.created",
                    "parsely-pub-date",
                    "sailthru.date",
                ])
            })
            .or_else(|| stamped(document)),
        lang: language(document).or_else(|| string("inLanguage")),
        url: link(document)
            .or_else(|| meta(&["og:url"]))
            .or_else(|| string("url")),
    }
}

/// The content of a `<meta>` of this name, property or item property.
fn named(document: &Document, name: &str) -> Option<String> {
    let found = document.select("meta[content]");
    found.nodes().iter().find_map(|node| {
        let keys = ["property", "name", "itemprop"];
        let is = keys
            .iter()
            .filter_map(|k| node.attr(k))
            .any(|k| k.trim().eq_ignore_ascii_case(name));
        if is {
            filled(node.attr("content")?.as_ref())
        } else {
            None
        }
    })
}

fn filled(text: &str) -> Option<String> {
    Some(one(text)).filter(|t| !t.is_empty())
}

/// The only first-rank heading; several are a list.
fn heading(document: &Document) -> Option<String> {
    let found = document.select("h1");
    match found.nodes() {
        [only] => filled(&only.text()),
        _ => None,
    }
}

/// The first `<time>` of the article that carries a date for machines.
fn stamped(document: &Document) -> Option<String> {
    [
        "time[itemprop=datePublished]",
        "time[pubdate]",
        "article header time[datetime]",
        "article time[datetime]",
    ]
    .iter()
    .find_map(|s| {
        document
            .select(s)
            .nodes()
            .first()
            .and_then(|n| filled(n.attr("datetime")?.as_ref()))
    })
}

fn link(document: &Document) -> Option<String> {
    let found = document.select("link[rel=canonical]");
    let url = found.nodes().first()?.attr("href")?;
    filled(&url).filter(|u| u.starts_with("http"))
}

/// What `<html lang>` says, where it is no placeholder.
fn language(document: &Document) -> Option<String> {
    let found = document.select("html[lang]");
    let lang = filled(found.nodes().first()?.attr("lang")?.as_ref())?;
    let good = lang.len() >= 2
        && lang
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    good.then(|| lang.replace('_', "-"))
}

/// The first object of JSON-LD that is an article.
fn linked_data(document: &Document) -> Option<Map<String, Value>> {
    let scripts = document.select("script[type='application/ld+json']");
    scripts.nodes().iter().find_map(|node| {
        let text = node.text();
        let text = text
            .trim()
            .trim_start_matches("<![CDATA[")
            .trim_end_matches("]]>");
        article(serde_json::from_str(text).ok()?)
    })
}

fn article(value: Value) -> Option<Map<String, Value>> {
    match value {
        Value::Array(values) => values.into_iter().find_map(article),
        Value::Object(mut fields) => match fields.get("@type").is_some_and(is_article) {
            true => Some(fields),
            false => fields
                .remove("@graph")
                .or_else(|| fields.remove("mainEntity"))
                .and_then(article),
        },
        _ => None,
    }
}

fn is_article(kind: &Value) -> bool {
    match kind {
        Value::String(kind) => kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report",
        Value::Array(kinds) => kinds.iter().any(is_article),
        _ => false,
    }
}

/// A value as text: itself, its `name`, or those of a list.
fn name(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => filled(text),
        Value::Object(fields) => fields.get("name").and_then(name),
        Value::Array(values) => {
            let names: Vec<String> = values.iter().filter_map(name).collect();
            Some(names.join("، ")).filter(|n| !n.is_empty())
        }
        _ => None,
    }
}

/// The encoding that a page's first bytes name (`<meta charset=windows-1256>`).
pub fn charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..2048).unwrap_or(bytes)).to_ascii_lowercase();
    let (_, label) = head.split_once("charset=")?;
    let label = label.trim_start_matches(['"', '\'', ' ']);
    let end = label.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_')?;
    label.get(..end).filter(|l| !l.is_empty()).map(str::to_owned)
}
