//! Step 1: the words that may say that something was said.

use super::frame::heads_clause;
use super::reader::Reader;
use crate::lang::{Entry, Features, Hit};

/// What kind of word a cue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A verb in the past or present (قال, يقول).
    Finite,
    /// A participle that goes on with its sentence's subject (مضيفا).
    Participle,
    /// A verbal noun (قوله).
    Noun,
}

/// A word that may say that something was said.
#[derive(Clone, Copy)]
pub(super) struct Cue<'a> {
    pub hit: Hit,
    pub entry: &'a Entry,
    pub shape: Shape,
}

impl Cue<'_> {
    pub fn governs(&self, preposition: &str) -> bool {
        self.entry.list("prep").contains(&preposition)
    }

    /// A pronoun hangs on it: the object of a verb (قالته), whoever spoke with a noun (قوله).
    pub fn has_pronoun(&self) -> bool {
        self.hit.features.has(Features::PRONOUN)
    }
}

/// All cues, in the order of the text, one a token at most.
pub(super) fn find<'a>(r: &Reader<'a>) -> Vec<Cue<'a>> {
    let barred: Vec<(usize, usize)> = r
        .page
        .hits_of(r.class.no_cue)
        .filter(|h| !h.glued.preposition)
        .map(|h| (h.from, h.to))
        .collect();
    let mut cues: Vec<Cue<'a>> = Vec::new();
    for hit in r.page.hits_of(r.class.cue) {
        if cues.last().is_some_and(|c| c.hit.to > hit.from) {
            continue;
        }
        let near = barred.partition_point(|b| b.0 <= hit.from);
        let bars = |b: &(usize, usize)| b.0 <= hit.from && hit.from < b.1;
        if barred
            .get(near.saturating_sub(3)..near)
            .is_some_and(|n| n.iter().any(bars))
        {
            continue;
        }
        let cue = Cue {
            hit,
            entry: r.entry(hit),
            shape: shape(hit),
        };
        if speaks(r, &cue) && !r.in_furniture(hit.from) {
            cues.push(cue);
        }
    }
    cues
}

fn shape(hit: Hit) -> Shape {
    if hit.features.has(Features::PARTICIPLE) {
        Shape::Participle
    } else if hit.features.has(Features::VERBAL_NOUN) {
        Shape::Noun
    } else {
        Shape::Finite
    }
}

/// Whether a form, with what is glued to it and stands before it, can report speech at all.
fn speaks(r: &Reader<'_>, cue: &Cue<'_>) -> bool {
    let glued = cue.hit.glued;
    if cue.shape == Shape::Noun {
        return true;
    }
    if glued.article || glued.preposition || glued.future {
        return false;
    }
    let from = cue.hit.from;
    if cue.shape == Shape::Participle {
        // «بشأن مطالبة فتح بالسماح …»: a noun.
        let noun = |h: Hit| r.entry(h).flag("noun");
        let about = r.ends_at(from, r.class.phrase_end).is_some_and(noun);
        return !about && from.checked_sub(1).is_none_or(|t| r.preposition(t).is_none());
    }
    let before = from.checked_sub(1);
    // «حوار بين بغداد وواشنطن», «الكتب التي نقل»: a common word is a cue only at the head of its clause.
    if cue.entry.flag("clear") && !heads_clause(r, from, cue.hit.glued.conjunction) && !opens_at_once(r, cue)
    {
        return false;
    }
    // «خلال محادثات جرت أمس بين الوزيرين»: a preposition that looks like a verb.
    let begins = glued.conjunction
        || r.sentence(from).0 == from
        || before.is_some_and(|t| r.is_comma(t) || r.is_mark(t) || r.is_dash(t));
    if cue.entry.flag("strict") && !begins && !opens_at_once(r, cue) {
        return false;
    }
    // «، عبر منصة …»: a preposition, where nothing is governed.
    // Behind a comma it is the verb only where its own preposition comes before the next one.
    let end = r.sentence(from).1.min(cue.hit.to + 30);
    let inset = !glued.conjunction && before.is_some_and(|t| r.is_comma(t));
    let mut reach = (cue.hit.to..end).take_while(|t| !inset || !r.is_comma(*t));
    if cue.entry.flag("bare") && !reach.any(|t| r.preposition(t).is_some_and(|p| cue.governs(p))) {
        return false;
    }
    if let Some(hit) = r.ends_at(from, r.class.unsaid) {
        // «ما قالته المتحدثة بأن …»: the pronoun makes the clause that follows the words said.
        let reported = r.ends_at(from, r.class.according).is_some() || cue.has_pronoun();
        return r.entry(hit).id == "what" && reported;
    }
    // «أن يعلن الوزير»: something to be done.
    let to_do = before
        .and_then(|b| r.that(b))
        .is_some_and(|h| h.to == from && !r.is_sure(h) && r.words(h.from, h.to) == 1);
    let bare = before.is_some_and(|b| r.page.folded(b).chars().count() <= 3);
    !(to_do && bare && cue.hit.features.has(Features::PRESENT))
}

/// Whether a complementiser, a colon or a mark follows a cue directly.
fn opens_at_once(r: &Reader<'_>, cue: &Cue<'_>) -> bool {
    let to = cue.hit.to;
    let governed = r.preposition(to).is_some_and(|p| cue.governs(p));
    // «المصادر كشفت لوكالة … أن»: a form that is no noun may stand behind its subject.
    let verb = cue.hit.features.has(Features::FEMININE) || cue.hit.features.has(Features::PRESENT);
    let that_near = || {
        (to..to + 14)
            .take_while(|t| !r.ends_sentence(*t))
            .any(|t| r.that(t).is_some())
    };
    r.that(to).is_some() || r.is_colon(to) || r.quote(to).is_some() || governed || verb && that_near()
}
