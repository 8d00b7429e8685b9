//! Which reports go back to one text: those that are copies, under the one that they are copies of.

use super::fact::address;
use super::list::{Entry, entries};
use super::paging::Paging;
use super::rows::read;
use super::{Answer, Ask, Shell, Shown, Wrong};
use crate::tell::Kind;
use crate::tell::report::rendered;
use crate::tell::report::strings::{plain, speaking, t};
use askama::Template;
use hiwar_core::model::DocumentRow;
use serde_json::Value;

const GROUPS: usize = 20;
/// How many copies of one text a page names.
const COPIES: usize = 20;

/// Reports of one text.
struct Group {
    /// The address of the row.
    href: String,
    first: Vec<Entry>,
    copies: Vec<Entry>,
    /// How many more copies there are.
    more: usize,
}

#[derive(Template)]
#[template(path = "origins.html", config = "src/tell/web/askama.toml")]
struct Page {
    shell: Shell,
    groups: Vec<Group>,
    paging: Paging,
}

/// Copies by the report that they go back to, as a page.
///
/// # Errors
/// A parameter that is none, or there is no such page.
pub fn origins(shown: &Shown, ask: &Ask) -> Result<Answer, Wrong> {
    ask.allow(&["page"])?;
    let texts = shown.rows(Kind::Origins).texts();
    let rows: Vec<Value> = texts.map(read).collect();
    let paging = Paging::of(rows.len(), GROUPS, ask)?;
    let html = speaking(ask.language, || {
        let groups = paging.cut(&rows).iter().map(|row| group(shown, row)).collect();
        rendered(&Page {
            shell: Shell::new(shown, ask, plain("nav.origins"))
                .twins(Some(ask.twin(".json")), Some(ask.twin(".csv"))),
            groups,
            paging,
        })
    });
    Ok(Answer::html(html))
}

fn group(shown: &Shown, row: &Value) -> Group {
    let first = row["first"].as_str().unwrap_or_default();
    let ids = row["documents"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str);
    let copies: Vec<DocumentRow> = ids
        .filter(|id| *id != first)
        .filter_map(|id| shown.report(id).cloned())
        .collect();
    let some = copies.get(..COPIES).unwrap_or(&copies);
    Group {
        href: address(Kind::Origins, row),
        first: shown
            .report(first)
            .map_or_else(Vec::new, |row| entries(shown, std::slice::from_ref(row))),
        copies: entries(shown, some),
        more: copies.len() - some.len(),
    }
}
