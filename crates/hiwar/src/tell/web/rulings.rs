//! All rulings with what became of each, and what a page says of the one that was just made.

use super::paging::Paging;
use super::{Answer, Ask, Shell, Shown, Wrong};
use crate::tell;
use crate::tell::report::links::{clip, row_address};
use crate::tell::report::rendered;
use crate::tell::report::ruled::Ruled;
use crate::tell::report::strings::{Label, plain, speaking, t};
use askama::Template;
use hiwar_core::model::{Fate, Outcome, Ruling, Verb};

/// How many rulings a page has.
const ROWS: usize = 50;
/// How many characters of the words that a ruling is about.
const ROOM: usize = 160;

/// A ruling as the list shows it.
pub struct Line {
    pub ruled: Ruled,
    /// The words that its rows rest on, or their ids.
    pub about: String,
    /// Where its row is now, if it is in its list.
    pub href: Option<String>,
    /// What became of it, as a class and in words.
    pub fate: (String, Label),
    /// Why it changes nothing, or which other ruling counts; may be empty.
    pub why: String,
    /// Whether it still counts for something, and can be undone.
    pub stands: bool,
}

impl Line {
    /// Of a ruling in a state of the record.
    fn of(shown: &Shown, ruling: &Ruling) -> Self {
        let fate = tell::rulings::fate(ruling, &shown.outcomes).replace(' ', "_");
        let place = |o: &&Outcome| o.ruling == ruling.id && o.fate == Fate::Applied;
        let placed = shown.outcomes.iter().filter(place);
        let mut hrefs = placed.filter_map(|o| {
            let id = o.row.as_deref()?;
            let listed = shown.rows.get(o.list.as_str())?.get(id).is_some();
            listed.then(|| row_address(&o.list, id))
        });
        Self {
            ruled: Ruled::whole(ruling),
            about: clip(&about(shown, ruling), ROOM),
            href: hrefs.next(),
            stands: fate != "undone",
            why: clip(&tell::rulings::why(ruling, &shown.outcomes), ROOM),
            fate: (fate.clone(), Label::of("fate", &fate)),
        }
    }
}

/// What a ruling is about; an undo is about what the undone one was about.
fn about(shown: &Shown, ruling: &Ruling) -> String {
    let undone = |id: &str| shown.rulings.iter().find(|other| other.id == id);
    match (ruling.verb, ruling.targets.first()) {
        (Verb::Undo, Some(target)) => undone(&target.row).map_or_else(
            || target.row.clone(),
            |other| {
                let verb = Ruled::whole(other).verb;
                format!(
                    "{}: {}",
                    plain(&format!("ruled.{verb}")),
                    tell::rulings::about(other)
                )
            },
        ),
        _ => tell::rulings::about(ruling),
    }
}

#[derive(Template)]
#[template(path = "rulings.html", config = "src/tell/web/askama.toml")]
struct Page {
    shell: Shell,
    lines: Vec<Line>,
    paging: Paging,
}

/// The rulings, the last first.
///
/// # Errors
/// There is no such page, or a parameter that is none.
pub fn rulings(shown: &Shown, ask: &Ask) -> Result<Answer, Wrong> {
    ask.allow(&["page"])?;
    let last: Vec<&Ruling> = shown.rulings.iter().rev().collect();
    let paging = Paging::of(last.len(), ROWS, ask)?;
    let html = speaking(ask.language, || {
        rendered(&Page {
            shell: Shell::new(shown, ask, plain("nav.rulings")).twins(Some(ask.twin(".json")), None),
            lines: paging
                .cut(&last)
                .iter()
                .map(|ruling| Line::of(shown, ruling))
                .collect(),
            paging,
        })
    });
    Ok(Answer::html(html))
}

/// What `hiwar rule list --json` prints.
pub fn json(shown: &Shown, ask: &Ask) -> Result<Answer, Wrong> {
    ask.allow(&[])?;
    Ok(Answer::json(tell::rulings(&shown.rulings, &shown.outcomes, true)))
}

/// What `hiwar rule export` writes.
pub fn lines(shown: &Shown, ask: &Ask) -> Result<Answer, Wrong> {
    ask.allow(&[])?;
    Ok(Answer {
        kind: super::LINES,
        body: tell::ruling_lines(&shown.rulings),
    })
}

/// What a page says at its top of the ruling that brought the reader there.
pub struct Done {
    /// The ruling's id.
    pub id: String,
    /// The ruling; `None` where the lists do not follow it yet.
    pub line: Option<Line>,
}

impl Done {
    /// Of the ruling of this id.
    pub fn of(shown: &Shown, id: &str) -> Self {
        let replayed = |r: &&Ruling| r.id == id && shown.outcomes.iter().any(|o| o.ruling == id);
        let ruling = shown.rulings.iter().find(replayed);
        Self {
            id: id.to_owned(),
            line: ruling.map(|ruling| Line::of(shown, ruling)),
        }
    }
}

/// Why a row is no longer in its list, where a ruling says so.
pub fn gone(shown: &Shown, list: &str, id: &str) -> Option<Wrong> {
    // A rebuild may have given the row another id than it had when it was ruled about.
    let left = |ruling: &Ruling| {
        let mut outcomes = shown
            .outcomes
            .iter()
            .filter(|o| o.ruling == ruling.id && o.list == list);
        ruling.verb == Verb::Reject && outcomes.any(|o| o.row.as_deref() == Some(id))
    };
    let about = |ruling: &&Ruling| {
        let named = || {
            ruling
                .targets
                .iter()
                .any(|target| target.list == list && target.row == id)
        };
        left(ruling) || (matches!(ruling.verb, Verb::Reject | Verb::Merge) && named())
    };
    let (ruling, row) = shown.rulings.iter().rev().filter(about).find_map(|ruling| {
        let applied = |o: &&Outcome| o.ruling == ruling.id && o.fate == Fate::Applied;
        let outcome = shown.outcomes.iter().find(applied)?;
        Some((ruling, outcome.row.as_deref()))
    })?;
    let ruled = Ruled::whole(ruling);
    let (key, now) = match ruling.verb {
        Verb::Merge => ("merged", row.map(|row| row_address(list, row))),
        _ => ("rejected", None),
    };
    Some(Wrong::new(404, key, ruled.told()).ruled(&ruling.id, now))
}
