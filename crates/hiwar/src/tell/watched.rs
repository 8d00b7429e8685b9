//! What `hiwar watch` prints as reports come in.

use super::Style;
use hiwar_core::model::Document;

/// A line for a report that came in: `new` or `changed`, its id, day, outlet and title, between tabs.
pub fn watched(document: &Document, new: bool, style: Style) -> String {
    // On a terminal Arabic and Latin words of one line are kept from reordering each other.
    let apart = |text: &str| match style.terminal {
        true => format!("\u{2068}{text}\u{2069}"),
        false => text.to_owned(),
    };
    let one_line = |text: &Option<String>| {
        let words: Vec<&str> = text.as_deref().unwrap_or_default().split_whitespace().collect();
        apart(&words.join(" "))
    };
    [
        if new { "new" } else { "changed" }.to_owned(),
        document.id.clone(),
        document.published.clone().unwrap_or_default(),
        one_line(&document.source.outlet),
        one_line(&document.title),
    ]
    .join("\t")
        + "\n"
}

/// Which lists grew or shrank: `rounds 3 → 4, commitments 10 → 12`; empty where none did.
pub fn counts(before: &[(String, u64)], after: &[(String, u64)]) -> String {
    let was = |list: &str| before.iter().find(|(l, _)| l == list).map_or(0, |(_, n)| *n);
    let changed = after.iter().filter(|(list, n)| was(list) != *n);
    let told: Vec<String> = changed
        .map(|(list, n)| format!("{list} {} → {n}", was(list)))
        .collect();
    told.join(", ")
}
