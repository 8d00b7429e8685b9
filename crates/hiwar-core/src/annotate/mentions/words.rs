//! What a word looks like that may be a part of a name: known or not, glued, inflected, with its article.

use super::Classes;
use crate::annotate::Page;
use crate::text::{Gap, TokenKind};

/// Whether the token goes on from the one before: a word (or bracket) on the same line with a space between.
pub(super) fn follows(page: &Page<'_>, token: usize) -> bool {
    page.token(token)
        .is_some_and(|t| t.gap == Gap::Space && (t.kind == TokenKind::Word || page.folded(token) == "["))
}

/// Whether no list that bounds names knows the word: it may be anybody's name.
pub(super) fn is_unknown(page: &Page<'_>, classes: &Classes, token: usize) -> bool {
    let word = page.folded(token);
    let letters = word.chars().count();
    letters > 1
        && page.is_word(token)
        && !word.is_ascii()
        && !classes.bounds(page, token)
        && page.hits(token).iter().all(|h| {
            let name = [
                classes.given,
                classes.given_weak,
                classes.particle,
                classes.abd,
                classes.second,
                classes.person,
                classes.surname,
            ];
            name.contains(&h.class) || !h.glued.is_plain()
        })
        && !looks_glued(page, classes, token)
}

/// `وأكد`, `بحضور`, `للعراق`: a known word with something glued to it is no name.
pub(super) fn looks_glued(page: &Page<'_>, classes: &Classes, token: usize) -> bool {
    page.hits(token).iter().any(|h| {
        let known = [
            classes.given,
            classes.person,
            classes.surname,
            classes.country,
            classes.nisba,
            classes.function,
            classes.head,
            classes.body_head,
            classes.common,
        ];
        (h.glued.conjunction || h.glued.preposition) && known.contains(&h.class)
    })
}

/// An unknown word that begins with the commonest conjunction (`وغاب`): more often that than a name. The rarer ones
/// (ف) begin too many names (`فولكوف`).
pub(super) fn may_be_glued(page: &Page<'_>, token: usize) -> bool {
    page.pack
        .grammar
        .clitics
        .conjunctions
        .first()
        .is_some_and(|l| page.folded(token).starts_with(l.as_str()))
}

/// `المندوب الفلسطيني يتصدى للمندوب`: an unknown word that begins as the present of a derived verb does (`يتصدى`), before
/// a preposition.
pub(super) fn may_be_verb(page: &Page<'_>, token: usize) -> bool {
    let clitics = &page.pack.grammar.clitics;
    let persons = &clitics.persons;
    let derived = |rest: &str| clitics.derived.iter().any(|d| rest.starts_with(d.as_str()));
    let begins = persons
        .iter()
        .any(|p| page.folded(token).strip_prefix(p.as_str()).is_some_and(derived));
    let next = page.folded(token + 1);
    let letters = &page.pack.grammar.clitics.prepositions;
    let governed = page.pack.is_preposition(next)
        || page.hits(token + 1).iter().any(|h| h.glued.preposition)
        || next.starts_with(page.pack.grammar.clitics.contracted.as_str())
        || letters.iter().any(|l| next == l.as_str());
    begins && page.is_word(token + 1) && governed
}

/// `برنار فاليرو`: behind a first name, a word that begins with a rarer conjunction (ف) and the letters of the article.
pub(super) fn rarely_glued(page: &Page<'_>, token: usize) -> bool {
    let rare = page.pack.grammar.clitics.conjunctions.get(1..).unwrap_or(&[]);
    begins_with(page, token, rare)
}

pub(super) fn begins_with(page: &Page<'_>, token: usize, letters: &[String]) -> bool {
    letters.iter().any(|l| page.folded(token).starts_with(l.as_str()))
}

/// A word with the article before a first name belongs to the title of whoever comes next.
pub(super) fn first_name_behind(page: &Page<'_>, classes: &Classes, token: usize) -> bool {
    follows(page, token + 1)
        && page
            .hit(token + 1, classes.given)
            .is_some_and(|h| h.glued.is_plain())
        && page.hit(token, classes.surname).is_none()
}

/// Whether a word has the article, of its own or behind something glued to it (`للقوات`, `والأمن`).
pub(super) fn definite(page: &Page<'_>, token: usize) -> bool {
    let clitics = &page.pack.grammar.clitics;
    let article = clitics.article.as_str();
    if article.is_empty() {
        return false;
    }
    let word = page.folded(token);
    let open = |word: &str| word.starts_with(article) || word.starts_with(&clitics.contracted);
    let behind = |word: &str| {
        clitics
            .prepositions
            .iter()
            .filter_map(|l| word.strip_prefix(l.as_str()))
            .any(open)
    };
    open(word)
        || behind(word)
        || clitics
            .conjunctions
            .iter()
            .filter_map(|l| word.strip_prefix(l.as_str()))
            .any(|w| open(w) || behind(w))
}

pub(super) fn is_common_definite(page: &Page<'_>, classes: &Classes, token: usize) -> bool {
    page.hits(token).iter().any(|h| {
        let no_name = [
            classes.common,
            classes.head,
            classes.rank,
            classes.modifier,
            classes.body_head,
            classes.body_tail,
        ];
        no_name.contains(&h.class) || (h.class == classes.function && h.glued.is_plain())
    })
}

/// `حسن معاملتهم`: a feminine noun with its owner behind it is no name.
pub(super) fn owned(page: &Page<'_>, token: usize) -> bool {
    let word = page.folded(token);
    let clitics = &page.pack.grammar.clitics;
    let owners = clitics.owners.iter();
    let nouns = owners.filter_map(|o| word.strip_suffix(o.as_str()));
    nouns
        .into_iter()
        .any(|noun| noun.ends_with(clitics.linking.as_str()) && noun.chars().count() > 2)
}

/// An indefinite noun in the accusative (`وفدا`) or with vowel marks of one: no name, unless a known one.
pub(super) fn looks_inflected(page: &Page<'_>, token: usize) -> bool {
    page.token(token).is_some_and(|t| {
        t.span
            .of(page.text)
            .chars()
            .any(|c| matches!(c, '\u{064B}'..='\u{064D}'))
    })
}
