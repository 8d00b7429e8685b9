//! Where a noun phrase is over though no mark, preposition or verb that is known says so.

use super::phrase::{covers, people};
use super::reader::Reader;
use crate::lang::Hit;
use crate::model::{Annotation, Body};

/// Whether a token stands right behind the country or body that the phrase is, and goes on from it in no way: an indefinite
/// word («حركة حماس توجه رسالة», «رفضت إيران مطالب المجلس»).
pub(super) fn behind_name(r: &Reader<'_>, from: usize, at: usize) -> bool {
    if r.page.habits().subject_first || !r.page.is_word(at) {
        return false;
    }
    let start = r.page.tokens.span(from, from + 1).start;
    let end = r.page.tokens.span(at - 1, at).end;
    let is_phrase = |list: &[Annotation<Body>]| {
        let first = list.partition_point(|b| b.span.start < start);
        list.get(first)
            .is_some_and(|b| b.span.start == start && b.span.end == end)
    };
    let named = is_phrase(&r.found.places) || is_phrase(&r.found.organizations);
    let definite = r.page.pack.without_article(r.page.folded(at)) != r.page.folded(at);
    let glued = |h: &Hit| h.glued.conjunction || h.glued.preposition;
    let hits = r.page.hits(at);
    let on = [
        r.class.joint,
        r.class.preposition,
        r.class.same,
        r.class.nisba,
        r.class.noun,
        r.class.modifier,
    ];
    let hangs = r.page.pack.strip_preposition(r.page.folded(at)).is_some();
    let person = covers(&r.found.people, r.page.tokens.span(at, at + 1));
    let goes_on = definite || hangs || person || hits.iter().any(|h| glued(h) || on.contains(&h.class));
    named && !goes_on
}

/// Whether the verb's object begins at a token: behind a definite noun and its definite adjective an indefinite word that
/// is no name («رفض المسؤول الإسرائيلي مبدأ …»), or a country behind the adjective of another («حذر الوزير الإسرائيلي إيران»).
pub(super) fn object(r: &Reader<'_>, from: usize, at: usize) -> bool {
    if r.page.habits().subject_first || at < from + 2 || !r.page.is_word(at) {
        return false;
    }
    let definite = |t: usize| r.page.pack.without_article(r.page.folded(t)) != r.page.folded(t);
    let adjective = |t: usize| r.is(t, r.class.nisba) || r.is(t, r.class.modifier) || definite(t - 1);
    let whole = definite(at - 1) && adjective(at - 1) && !r.is(at - 1, r.class.preposition);
    let span = r.page.tokens.span(at, at + 1);
    let hits = r.page.hits(at);
    let place = hits
        .iter()
        .find(|h| r.class.world.contains(&h.class) && h.class != r.class.outlet && h.glued.is_plain());
    let goes_on = [
        r.class.joint,
        r.class.preposition,
        r.class.same,
        r.class.nisba,
        r.class.binds,
    ];
    let goes_on = |h: &Hit| goes_on.contains(&h.class) || h.glued.preposition || h.glued.conjunction;
    let named = covers(&r.found.people, span) || covers(&r.found.organizations, span);
    // المحلل العسكري كذا محمد يرماند
    let named = named || !people(r, at, at + 4).is_empty();
    let hangs = r.page.pack.strip_preposition(r.page.folded(at)).is_some();
    match place {
        Some(_) => whole && r.is(at - 1, r.class.nisba) && !covers(&r.found.people, span),
        None => whole && !definite(at) && !named && !hangs && !hits.iter().any(goes_on),
    }
}
