//! The date that a page shows its readers, as it is written there.

use super::furniture;
use super::lines::one;
use dom_query::{Document, NodeRef};

/// A line with a date and the words before it is no longer, in characters.
const LONGEST: usize = 90;

/// Parts of class names, ids and microdata that dates are marked with, on pages of every language.
const MARKS: [&str; 12] = [
    "date",
    "time",
    "datetime",
    "published",
    "pubdate",
    "timestamp",
    "datepublished",
    "posted",
    "dateline",
    "created",
    "postdate",
    "publishdate",
];

/// The first short text that the page marks as a date: near the heading rather than in a list of other reports.
pub fn date(document: &Document) -> Option<String> {
    let near = ["article", "main", "body"];
    near.iter().find_map(|part| {
        let nodes = document.select(&format!(
            "{part} time, {part} [class], {part} [id], {part} [itemprop]"
        ));
        nodes.nodes().iter().find_map(marked)
    })
}

fn marked(node: &NodeRef<'_>) -> Option<String> {
    let names = [node.class(), node.id_attr(), node.attr("itemprop")];
    let is_mark = |names: &str| {
        let mut parts = names.split(|c: char| !c.is_ascii_alphanumeric());
        parts.any(|p| MARKS.contains(&p.to_ascii_lowercase().as_str()))
    };
    if !node.has_name("time") && !names.iter().flatten().any(|n| is_mark(n)) {
        return None;
    }
    if node.normalized_char_count() > LONGEST || furniture::holds(node) {
        return None;
    }
    let text = one(&node.text());
    // The year: a clock alone, or `قبل ساعتين`, is no date.
    let digits = text.chars().filter(|c| c.is_numeric()).count();
    let stamped = || {
        node.attr("datetime")
            .map(|d| d.to_string())
            .filter(|d| d.len() >= 10)
    };
    if digits >= 3 { Some(text) } else { stamped() }
}
