//! People, organisations and places: bodies and places from lists and composition, people from structure (title + name, subject
//! of a cue) and from what the document has said before.

mod bodies;
mod capitals;
mod memory;
mod names;
mod offices;
mod people;
mod roles;
mod words;

use super::Page;
use crate::lang::{ClassId, Hit};
use crate::model::Annotations;

/// Fills `people`, `organizations` and `places`, each in the order of the text.
pub(crate) fn find(page: &Page<'_>, found: &mut Annotations) {
    let classes = Classes::of(page);
    let bodies = bodies::find(page, &classes);
    found.people = people::find(page, &classes, &bodies);
    let people: Vec<_> = found.people.iter().map(|p| p.span).collect();
    for body in bodies {
        // A city that is somebody's name (`عبد الله بغداد`) is the person's.
        let taken = people.partition_point(|p| p.end <= body.annotation.span.start);
        if people
            .get(taken)
            .is_some_and(|p| p.contains(body.annotation.span))
        {
            continue;
        }
        if body.place {
            found.places.push(body.annotation)
        } else {
            found.organizations.push(body.annotation)
        }
    }
}

/// The classes that mentions are made of, looked up once.
pub(crate) struct Classes {
    pub(crate) country: ClassId,
    pub(crate) capital: ClassId,
    pub(crate) city: ClassId,
    pub(crate) nisba: ClassId,
    pub(crate) organization: ClassId,
    pub(crate) outlet: ClassId,
    person: ClassId,
    surname: ClassId,
    verb: ClassId,
    event_verb: ClassId,
    verb_or_noun: ClassId,
    given: ClassId,
    given_weak: ClassId,
    particle: ClassId,
    abd: ClassId,
    second: ClassId,
    head: ClassId,
    joint: ClassId,
    modifier: ClassId,
    rank: ClassId,
    intro: ClassId,
    body_head: ClassId,
    body_tail: ClassId,
    outlet_head: ClassId,
    function: ClassId,
    common: ClassId,
    cue: ClassId,
    month: ClassId,
    weekday: ClassId,
    day_word: ClassId,
}

impl Classes {
    pub(crate) fn of(page: &Page<'_>) -> Self {
        let class = |name| page.pack.class(name);
        Self {
            country: class("country"),
            capital: class("capital"),
            city: class("city"),
            nisba: class("nisba"),
            organization: class("organization"),
            outlet: class("outlet"),
            person: class("person"),
            surname: class("surname"),
            verb: class("clause-verb"),
            event_verb: class("event-verb"),
            verb_or_noun: class("clause-weak"),
            given: class("given-name"),
            given_weak: class("given-name-weak"),
            particle: class("name-particle"),
            abd: class("name-abd"),
            second: class("name-second"),
            head: class("title-head"),
            joint: class("title-joint"),
            modifier: class("title-modifier"),
            rank: class("rank"),
            intro: class("name-intro"),
            body_head: class("body-head"),
            body_tail: class("body-tail"),
            outlet_head: class("outlet-head"),
            function: class("function-word"),
            common: class("common-word"),
            cue: class("cue"),
            month: class("month"),
            weekday: class("weekday"),
            day_word: class("day-word"),
        }
    }

    /// Whether a token is one that no name goes over.
    pub(crate) fn bounds(&self, page: &Page<'_>, token: usize) -> bool {
        self.stops(page, token)
            || page.hits(token).iter().any(|h| {
                (h.class == self.common && !h.glued.article && !h.glued.preposition)
                    || (h.class == self.head && !h.glued.preposition)
            })
    }

    /// Whether a token is one that neither name nor title goes over: a function word or a word of saying.
    pub(crate) fn stops(&self, page: &Page<'_>, token: usize) -> bool {
        let reads = |class| {
            page.hits(token)
                .iter()
                .any(|h| h.class == class && h.glued.is_plain())
        };
        let name = reads(self.given) || reads(self.given_weak);
        // على and علي fold alike; written with alif maqsura it is the preposition, with ya the name.
        let weak_ya = reads(self.given_weak) && page.words(token, token + 1).ends_with('ي');
        page.hits(token).iter().any(|h| {
            let plain = !h.glued.article && !h.glued.preposition;
            // فيصل is a name before it is ف + يصل.
            let function =
                h.class == self.function && !h.glued.article && (!name || h.glued.is_plain()) && !weak_ya;
            function || (h.class == self.cue && plain)
        })
    }
}

/// The longest hit of any of these classes at a token.
pub(crate) fn longest(page: &Page<'_>, token: usize, classes: &[ClassId]) -> Option<Hit> {
    page.hits(token)
        .iter()
        .find(|h| classes.contains(&h.class))
        .copied()
}
