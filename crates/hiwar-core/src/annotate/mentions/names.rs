//! Where a person's name begins and ends.

use super::words::{
    definite, first_name_behind, follows, is_common_definite, is_unknown, looks_inflected, may_be_glued,
    may_be_verb, owned, rarely_glued,
};
use super::{Classes, longest};
use crate::annotate::Page;
use crate::lang::Hit;
use crate::text::TokenKind;

/// How sure it is that a name begins here, by what stands before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Ground {
    /// Nothing speaks for a name but the words themselves.
    Bare,
    /// A title is complete, a rank or an introducing word stands before: an unknown word will do.
    Introduced,
}

/// A name as a range of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// Words, a particle and what follows it counted as one.
    pub(crate) parts: usize,
    /// It begins with a known first name or is a known person.
    pub(crate) known: bool,
    /// Folded bytes of a conjunction or preposition glued to its first word.
    pub(crate) prefix: usize,
}

/// The longest a name gets, in words (particles and what they bind count as one).
const MOST_PARTS: usize = 4;

/// The name that begins at `token`, if one does.
///
/// A known person in full; else a first name (or, where `ground` allows it, any unknown word) with the words that go on from it.
pub(crate) fn name_at(page: &Page<'_>, classes: &Classes, token: usize, ground: Ground) -> Option<Name> {
    page.token(token).filter(|t| t.kind == TokenKind::Word)?;
    if let Some(person) = page.hit(token, classes.person).filter(|h| !h.glued.article) {
        let to = extend(page, classes, person.to, 3, false).0.max(person.to);
        // `محمود عباس زكي`: goes on only over words that are names without doubt.
        return Some(Name {
            from: token,
            to,
            parts: to - token,
            known: true,
            prefix: person.prefix,
        });
    }
    let first = first_part(page, classes, token, ground)?;
    let (to, parts) = extend(page, classes, first.to, 1, !first.alone);
    if ground == Ground::Bare && (parts < 2 || !first.known) {
        return None;
    }
    // `بأمان تام`: behind a preposition only a name without doubt counts.
    let sure = |at| {
        at > first.to
            || page
                .hits(at)
                .iter()
                .any(|h| h.class == classes.given || h.class == classes.surname)
    };
    if first.preposition && ground == Ground::Bare && !sure(first.to) && !page.has_article(first.to) {
        return None;
    }
    Some(Name {
        from: token,
        to,
        parts,
        known: first.known,
        prefix: first.prefix,
    })
}

/// The first part of a name.
struct First {
    to: usize,
    /// It is a known first name.
    known: bool,
    preposition: bool,
    prefix: usize,
    /// A family name: nothing unknown goes on from it.
    alone: bool,
}

/// The first part of a name, if one stands here.
fn first_part(page: &Page<'_>, classes: &Classes, token: usize, ground: Ground) -> Option<First> {
    // Of two readings the one with nothing taken off counts: كريم is no ك + ريم.
    let unglued_name = |class| page.hit(token, class).filter(|h| h.glued.is_plain());
    let weak =
        unglued_name(classes.given_weak).or(page.hit(token, classes.given_weak).filter(|h| !h.glued.article));
    // `رئيس الديوان الملكي الهاشمي الدكتور …`: before a rank a word with the article is the title's.
    if page.has_article(token)
        && page
            .hit(token + 1, classes.rank)
            .is_some_and(|h| !h.glued.conjunction)
    {
        return None;
    }
    let nisba = page
        .hit(token, classes.nisba)
        .is_some_and(|h| !h.glued.conjunction)
        && unglued_name(classes.given_weak).is_none();
    if nisba || classes.bounds(page, token) {
        return None;
    }
    let plain =
        |h: &Hit| !h.glued.article && (h.glued.is_plain() || unglued_name(classes.given_weak).is_none());
    let first = |to: usize, hit: &Hit| First {
        to,
        known: true,
        preposition: hit.glued.preposition,
        prefix: hit.prefix,
        alone: false,
    };
    let given = longest(page, token, &[classes.given]).filter(plain);
    if let Some(given) = given {
        return Some(first(second_part(page, classes, given.to), &given));
    }
    // `الطاهر الفكي`: a first name with the article, where a family name follows.
    let definite_given = page
        .hit(token, classes.given)
        .filter(|h| h.glued.article && ground == Ground::Introduced && follows(page, h.to));
    if let Some(given) =
        definite_given.filter(|h| page.has_article(h.to) && !is_common_definite(page, classes, h.to))
    {
        return Some(first(given.to, &given));
    }
    let unglued = |to: usize, known: bool| First {
        to,
        known,
        preposition: false,
        prefix: 0,
        alone: false,
    };
    if let Some(bound) = bound_part(page, classes, token, false) {
        return Some(unglued(bound, true));
    }
    if ground == Ground::Bare {
        // A weak first name needs a second word that is a name without doubt (`جهاد الخازن` may be anything; `سيف محمد` is not).
        let weak = weak?;
        let next = second_part(page, classes, weak.to);
        let named = |class| {
            page.hit(next, class)
                .is_some_and(|h| class == classes.surname || h.glued.is_plain())
        };
        let sure = next > weak.to
            || (follows(page, next)
                && (named(classes.given)
                    || named(classes.surname)
                    || bound_part(page, classes, next, true).is_some()));
        return sure.then(|| first(next, &weak));
    }
    if let Some(weak) = weak.filter(|w| !w.glued.preposition) {
        return Some(first(second_part(page, classes, weak.to), &weak));
    }
    if let Some(surname) = page.hit(token, classes.surname).filter(plain) {
        // `القيادي الحوثي حمد البخيتي`: before a first name it is an adjective.
        let next = |at, class| page.hit(at, class).is_some();
        let name_behind = next(surname.to, classes.given)
            || next(surname.to, classes.given_weak) && next(surname.to + 1, classes.surname);
        let adjective = page.has_article(token) && name_behind;
        return (!adjective).then(|| First {
            alone: true,
            ..first(surname.to, &surname)
        });
    }
    let unknown = is_unknown(page, classes, token)
        && !definite(page, token)
        && !may_be_glued(page, token)
        && !may_be_verb(page, token);
    unknown.then(|| unglued(token + 1, false))
}

/// Goes on from a name's first part; gives where it ends and how many parts it has.
///
/// With `unsure` it goes over one word that no list of names knows, and over one family name with the article.
fn extend(
    page: &Page<'_>,
    classes: &Classes,
    mut at: usize,
    mut parts: usize,
    unsure: bool,
) -> (usize, usize) {
    let (mut unknown, mut family) = (unsure, unsure);
    while parts < MOST_PARTS && follows(page, at) {
        if let Some(end) = bracketed(page, at) {
            (at, parts) = (end, parts + 1);
            continue;
        }
        let bound = bound_part(page, classes, at, true);
        // `لويز إيناسيو لولا دا سيلفا`: the name goes on as a known person's.
        let person = page
            .hit(at, classes.person)
            .filter(|h| unsure && h.glued.is_plain() && h.to > at + 1);
        if let Some(person) = person {
            return (person.to, parts + person.to - at);
        }
        if classes.bounds(page, at) && bound.is_none() {
            break;
        }
        let has = |class| page.hit(at, class).is_some_and(|h| h.glued.is_plain());
        let next = if let Some(bound) = bound {
            unknown = false;
            bound
        } else if has(classes.surname) {
            (unknown, family) = (false, false);
            second_part(page, classes, at + 1)
        } else if has(classes.given) || has(classes.given_weak) {
            second_part(page, classes, at + 1)
        } else if family && page.has_article(at) {
            // `فؤاد الحسيني`: a family name with the article; but a country's adjective behind a full name is not one.
            let adjective = page.hit(at, classes.nisba).is_some() && parts > 1;
            if adjective || first_name_behind(page, classes, at) || is_common_definite(page, classes, at) {
                break;
            }
            (unknown, family) = (false, false);
            at + 1
        } else if unknown
            && is_unknown(page, classes, at)
            && !looks_inflected(page, at)
            && !owned(page, at)
            && (!definite(page, at) || rarely_glued(page, at))
            && !may_be_glued(page, at)
        {
            unknown = false;
            second_part(page, classes, at + 1)
        } else {
            break;
        };
        (at, parts) = (next, parts + 1);
    }
    (at, parts)
}

/// `عبد الله`, `أبو مازن`, `بن سلمان`, `آل ثاني`: a particle and what it binds are one part. `inside`: a name has begun.
fn bound_part(page: &Page<'_>, classes: &Classes, token: usize, inside: bool) -> Option<usize> {
    let starts = |h: &Hit| inside || !page.entry(*h).flag("inside");
    let particle = |token| {
        page.hits(token)
            .iter()
            .find(|h| (h.class == classes.particle || h.class == classes.abd) && h.glued.is_plain())
            .copied()
    };
    let mut at = particle(token).filter(starts)?.to;
    while let Some(next) = particle(at).filter(|_| follows(page, at)) {
        at = next.to;
    }
    // فان is a particle, but also ف + إن (which shows its hamza); أم and لو are also words of their own.
    let doubtful = page.hits(token).iter().any(|h| h.class == classes.function);
    let name_behind = page
        .hits(at)
        .iter()
        .any(|h| (h.class == classes.given || h.class == classes.surname) && h.glued.is_plain());
    let inside =
        inside && !page.words(token, token + 1).contains(['إ', 'أ']) && is_unknown(page, classes, at);
    if doubtful && !name_behind && !inside {
        return None;
    }
    let glued = definite(page, at) && !page.has_article(at);
    let binds = follows(page, at)
        && !glued
        && page.is_word(at)
        && !page
            .hits(at)
            .iter()
            .any(|h| h.class == classes.function && h.glued.is_plain());
    binds.then(|| second_part(page, classes, at + 1))
}

/// `صلاح الدين`, `نصر الله`: a second part that makes one name with the first.
fn second_part(page: &Page<'_>, classes: &Classes, at: usize) -> usize {
    match page
        .hit(at, classes.second)
        .filter(|h| !h.glued.conjunction && !h.glued.preposition && follows(page, at))
    {
        Some(second) => second.to,
        None => at,
    }
}

/// `مصطفى [الكاظمي]`: an editor's addition.
fn bracketed(page: &Page<'_>, at: usize) -> Option<usize> {
    let opens = page.folded(at) == "[" && page.is_word(at + 1) && page.folded(at + 2) == "]";
    opens.then_some(at + 3)
}
