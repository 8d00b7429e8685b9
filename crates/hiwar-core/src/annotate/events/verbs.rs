//! Whether a word is the verb that it looks like, and says what took place.

use super::super::clauses::Marks;
use super::trigger::{Taken, Triggers};
use crate::lang::{ClassId, Features, Hit};

impl Triggers<'_, '_, '_> {
    /// Whether a hit is the verb that it looks like, and says what is rather than what is not, or is wished.
    pub(super) fn reads_as_verb(&self, hit: Hit, participle: bool) -> bool {
        let (page, clauses) = (self.reader.page, &self.reader.clauses);
        if hit.glued.article || hit.glued.preposition || hit.features.has(Features::VERBAL_NOUN) {
            return false;
        }
        if hit.features.has(Features::INFINITIVE) && !clauses.mark(hit.from).any(Marks::VERB) {
            return false;
        }
        // فيصل is a name before it is ف with يصل.
        if self.reader.names_person(hit.from) {
            return false;
        }
        // requested a meeting with Poland
        if participle && !clauses.mark(hit.from).any(Marks::PARTICIPLE) {
            return false;
        }
        // وزارة is no و with زاره.
        let guessed = hit.glued.conjunction || hit.features.has(Features::PRONOUN);
        let plain = |h: &ClassId| page.hit(hit.from, *h).is_some_and(|h| !h.glued.conjunction);
        if guessed && self.heads.iter().any(plain) {
            return false;
        }
        let weak = clauses.mark(hit.from).any(Marks::WEAK) && !participle;
        if weak && !self.stands_as_verb(hit.from) && !self.behind_its_noun(hit) {
            return false;
        }
        // `ما ترفضه القاهرة`, `من يرفض`: the verb only says which thing or person is meant.
        let which = Marks::WHAT.or(Marks::PREPOSITION);
        if !participle && clauses.before(hit.from, which) && !clauses.before(hit.from, Marks::WAS) {
            return false;
        }
        let wished = clauses.before(hit.from, Marks::TO) && self.wished(hit);
        !wished && !clauses.before(hit.from, Marks::NOT)
    }

    /// Of relative clauses only those whose noun is the event; a present one describes.
    pub(super) fn tells(&self, hit: Hit, head: Option<Taken<'_>>) -> bool {
        let future = self.reader.clauses.mark(hit.from).any(Marks::FUTURE);
        let past = hit.features.has(Features::PAST) && self.reader.page.entry(hit).text("type").is_some();
        past || head.is_some() && (future || !hit.features.has(Features::PRESENT))
    }

    /// Whether the clause is a condition, or tells what is done again and again.
    pub(super) fn supposed(&self, start: usize, verb: usize, end: usize) -> bool {
        let (page, clauses) = (self.reader.page, &self.reader.clauses);
        clauses.before(start, Marks::CONDITION)
            || (start..verb).any(|t| clauses.mark(t).any(Marks::CONDITION))
            || (start..end).any(|t| page.hit(t, self.habit).is_some())
    }

    /// Whether a word that may be a noun stands where a verb does: first in its clause, or behind its subject.
    fn stands_as_verb(&self, token: usize) -> bool {
        let clauses = &self.reader.clauses;
        if token == clauses.floor(token) {
            return true;
        }
        let prev = clauses.mark(token - 1);
        if prev.any(Marks::TO) {
            return token > 1 && clauses.mark(token - 2).any(Marks::PREPOSITION);
        }
        let opens = Marks::COMMA
            .or(Marks::STOP)
            .or(Marks::BREAK)
            .or(Marks::MAY)
            .or(Marks::WAS)
            .or(Marks::NEVER)
            .or(Marks::NOT)
            .or(Marks::FUTURE);
        if prev.any(opens.or(Marks::RELATIVE)) {
            return true;
        }
        if clauses.mark(token).any(Marks::AND) || prev.any(Marks::PREPOSITION.or(Marks::THAT)) {
            return false;
        }
        let start = clauses.start(token);
        let ends = self.reader.page.tokens.span(token - 1, token);
        let party = self.reader.parties.before(ends.end, ends.start);
        start < token && party.is_some() && !self.reader.subject(start, token, token).is_empty()
    }

    /// `الاجتماع الثنائي عقد في …`: the noun that the verb takes stands right before it, as its subject.
    fn behind_its_noun(&self, hit: Hit) -> bool {
        let (page, clauses) = (self.reader.page, &self.reader.clauses);
        let kinds = page.entry(hit).list("takes");
        let floor = clauses.floor(hit.from).max(hit.from.saturating_sub(3));
        let plain = |t: &usize| page.is_word(*t) && !clauses.mark(*t).any(Marks::other_than(Marks::NOUN));
        let nouns = (floor..hit.from).rev().take_while(plain);
        nouns.filter_map(|t| page.hit(t, self.noun)).any(|noun| {
            let fits = page.entry(noun).text("kind").is_some_and(|k| kinds.contains(&k));
            let bare = !clauses.hangs(noun.from) && !clauses.before(noun.from, Marks::PREPOSITION);
            fits && bare && noun.glued.article
        })
    }

    /// `أن يلتقي`: what somebody wishes or must, unless the words before say that it is planned.
    fn wished(&self, hit: Hit) -> bool {
        let planned = Marks::PLANNED.or(Marks::EXPECTED);
        hit.features.has(Features::PRESENT) && !self.reader.clauses.before(hit.from, planned)
    }
}
