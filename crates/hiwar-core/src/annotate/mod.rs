//! From one text to what it says. Pure, total and deterministic: any text in, annotations out.
//!
//! Each layer is one folder or file: it reads the [`Page`] and what the layers before it found, and gives its own list.

mod cast;
mod clauses;
mod commitments;
mod events;
mod figures;
mod layout;
mod mentions;
mod numbers;
mod page;
mod parties;
mod published;
mod statements;
mod talks;
mod times;

pub use numbers::Number;
pub use page::{Capture, Match, Page};

use crate::lang::{Knowledge, Pack};
use crate::model::{Annotation, Annotations, BlockKind, Published, Span};

/// What the caller knows of a text beside its words; all of it may be missing.
#[derive(Clone, Debug, Default)]
pub struct Hints {
    /// Publication date, ISO 8601 cut to what is known (`2021-04-07`, `2021-04`).
    pub published: Option<String>,
    /// Publication date worked out from the other reports of the same talks ([`crate::reconcile::publication_dates`]).
    /// What the text itself says goes before it.
    pub inferred: Option<Published>,
    /// BCP 47 tag of the language, where it is known.
    pub lang: Option<String>,
    /// The headline, where the metadata gives one.
    pub title: Option<String>,
    /// The outlet, where the metadata gives one.
    pub outlet: Option<String>,
}

/// Reads one text. A text in a language that no pack knows gets no annotations, and says so by its empty `lang`.
///
/// Pure and total: no file, clock or network; any string, any hints; the same input gives the same annotations.
/// Time and memory grow in proportion to the text.
pub fn annotate(text: &str, hints: &Hints, knowledge: &Knowledge) -> Annotations {
    let Some(pack) = language(text, hints, knowledge) else {
        return Annotations::default();
    };
    let page = Page::new(text, pack);
    let mut found = Annotations {
        lang: pack.code().to_owned(),
        ..Annotations::default()
    };
    layout::lay_out(&page, hints, &mut found);
    let expressions = times::find(&page);
    found.published = published::of(&page, &expressions, hints, &found);
    found.times = times::resolve(&page, expressions, &found);
    mentions::find(&page, &mut found);
    talks::find(&page, &mut found);
    found.figures = figures::find(&page, &found);
    found.statements = statements::find(&page, hints, &found);
    let reader = cast::Reader::new(&page, &found);
    let events = events::find(&reader);
    let commitments = commitments::find(&reader, &events);
    (found.events, found.commitments) = (events, commitments);
    leave_furniture(&mut found);
    found
}

/// So many letters tell a text's language.
const LANGUAGE_SAMPLE: usize = 2000;

/// The pack that reads a text: the one asked for, else the one whose letters are commonest in its beginning.
pub fn language<'k>(text: &str, hints: &Hints, knowledge: &'k Knowledge) -> Option<&'k Pack> {
    if let Some(code) = &hints.lang {
        return knowledge.pack(code);
    }
    let packs = knowledge.packs();
    let (mut shares, mut all) = (vec![0usize; packs.len()], 0usize);
    for c in text.chars() {
        let mut letter = false;
        for (share, _) in shares.iter_mut().zip(packs).filter(|(_, p)| p.has_letter(c)) {
            (*share, letter) = (*share + 1, true);
        }
        all += usize::from(letter || c.is_alphabetic());
        if all >= LANGUAGE_SAMPLE {
            break;
        }
    }
    let shares = shares.into_iter().zip(packs).filter(|(share, _)| share * 2 > all);
    // Of two packs with one script the first counts.
    shares.rev().max_by_key(|(share, _)| *share).map(|(_, pack)| pack)
}

/// What stands in menus, tags and share buttons is no part of the report.
fn leave_furniture(found: &mut Annotations) {
    let furniture: Vec<Span> = found
        .blocks
        .iter()
        .filter(|b| b.kind == BlockKind::Furniture)
        .map(|b| b.span)
        .collect();
    fn keep<T>(list: &mut Vec<Annotation<T>>, furniture: &[Span]) {
        list.retain(|a| {
            let after = furniture.partition_point(|f| f.end <= a.span.start);
            !furniture.get(after).is_some_and(|f| f.overlaps(a.span))
        });
    }
    keep(&mut found.times, &furniture);
    keep(&mut found.people, &furniture);
    keep(&mut found.organizations, &furniture);
    keep(&mut found.places, &furniture);
    keep(&mut found.statements, &furniture);
    keep(&mut found.figures, &furniture);
    keep(&mut found.rounds, &furniture);
    keep(&mut found.events, &furniture);
    keep(&mut found.commitments, &furniture);
    keep(&mut found.talks, &furniture);
    keep(&mut found.agreements, &furniture);
    keep(&mut found.tracks, &furniture);
    keep(&mut found.delegations, &furniture);
}
