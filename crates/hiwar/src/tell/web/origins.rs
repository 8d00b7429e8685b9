//! Which reports go back to one text: those that are copies, under the one that they are copies of.

use super::list::{Entry, entries};
use super::paging::Paging;
use super::{Answer, Ask, Shell, Shown, Wrong};
use crate::tell::report::rendered;
use crate::tell::report::strings::{plain, speaking, t};
use askama::Template;
use hiwar_core::model::DocumentRow;
use std::collections::BTreeMap;

const GROUPS: usize = 20;
/// How many copies of one text a page names.
const COPIES: usize = 20;

#[derive(Template)]
#[template(path = "origins.html", config = "src/tell/web/askama.toml")]
struct Page {
    shell: Shell,
    /// The first report, its copies, and how many more of them there are.
    groups: Vec<(Vec<Entry>, Vec<Entry>, usize)>,
    paging: Paging,
}

/// Copies by the report that they go back to, as a page.
///
/// # Errors
/// A parameter that is none, or there is no such page.
pub fn origins(shown: &Shown, ask: &Ask) -> Result<Answer, Wrong> {
    ask.allow(&["page"])?;
    let mut copies: BTreeMap<&str, Vec<DocumentRow>> = BTreeMap::new();
    for row in &shown.record.documents {
        if let Some(first) = &row.origin {
            copies.entry(first).or_default().push(row.clone());
        }
    }
    let groups: Vec<(&str, Vec<DocumentRow>)> = copies.into_iter().collect();
    let paging = Paging::of(groups.len(), GROUPS, ask)?;
    let first = |id: &str| {
        shown
            .report(id)
            .map_or(Vec::new(), |row| entries(shown, std::slice::from_ref(row)))
    };
    let html = speaking(ask.language, || {
        let shown_groups = paging.cut(&groups).iter().map(|(id, rows)| {
            let some: Vec<DocumentRow> = rows.iter().take(COPIES).cloned().collect();
            (first(id), entries(shown, &some), rows.len() - some.len())
        });
        rendered(&Page {
            shell: Shell::new(shown, ask, plain("nav.origins"))
                .twins(Some(ask.twin(".json")), Some(ask.twin(".csv"))),
            groups: shown_groups.collect(),
            paging,
        })
    });
    Ok(Answer::html(html))
}
