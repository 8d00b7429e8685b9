//! What a document has said of somebody before: the fullest form of the name, and the side.

use super::names::Name;
use super::people::Mention;
use crate::annotate::Page;
use crate::lang::Hit;
use crate::model::Span;
use crate::text::fold;
use rustc_hash::FxHashMap;

/// The fullest form of each name in the document, by its last word.
pub(super) struct Fullest {
    by_last: FxHashMap<String, (usize, String, Option<String>)>,
}

impl Fullest {
    /// Gathers the names of a document's mentions.
    pub(super) fn of(page: &Page<'_>, list: &[Mention]) -> Self {
        let mut by_last: FxHashMap<String, (usize, String, Option<String>)> = FxHashMap::default();
        for mention in list {
            let Some(last) = mention.name.to.checked_sub(1) else {
                continue;
            };
            let words = page
                .tokens
                .span(mention.name.from, mention.name.to)
                .name(page.text);
            let country = mention.role.as_ref().and_then(|r| r.country.clone());
            let slot = by_last
                .entry(page.folded(last).to_owned())
                .or_insert((0, String::new(), None));
            if mention.name.parts > slot.0 {
                (slot.0, slot.1) = (mention.name.parts, words);
            }
            slot.2 = slot.2.take().or(country);
        }
        Self { by_last }
    }

    /// The fullest form of a name, and the country its bearer acts for, where the document says so.
    pub(super) fn of_name(&self, page: &Page<'_>, name: Name, span: Span) -> (String, Option<String>) {
        let own = span.name(page.text);
        let last = fold(own.rsplit(' ').next().unwrap_or(&own));
        match self.by_last.get(&last) {
            Some((parts, full, country))
                if *parts > 1
                    && name.parts <= *parts
                    && compatible(&own, full)
                    && !child(page, name, full) =>
            {
                (full.clone(), country.clone())
            }
            Some((_, _, country)) => (own, country.clone()),
            None => (own, None),
        }
    }
}

/// `أسامة بن لادن` is not عمر أسامة بن لادن: of two full names the one that begins with another's first name is his child's.
fn child(page: &Page<'_>, name: Name, full: &str) -> bool {
    let given = page.pack.class("given-name");
    let first = page.hit(name.from, given).filter(|h| h.glued.is_plain());
    let begins = |h: Hit| fold(full).starts_with(page.folded(h.from));
    name.parts > 1 && first.is_some_and(|h| !begins(h))
}

/// A short form stands for a full one where all its words are among the full one's.
fn compatible(short: &str, full: &str) -> bool {
    let full = fold(full);
    fold(short)
        .split(' ')
        .all(|word| full.split(' ').any(|w| w == word))
}
