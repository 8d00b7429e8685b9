//! What a verb is by the words before it: passive, with its subject in a pronoun, or only describing a noun.

use super::Reader;
use crate::annotate::clauses::Marks;

impl Reader<'_, '_> {
    /// `was attacked`, `were also signed`: whether the subject of a verb is acted on.
    pub(crate) fn passive(&self, verb: usize) -> bool {
        let near = (1..=2).filter_map(|back| verb.checked_sub(back));
        let adverb = |t: usize| !self.clauses.mark(t).any(Marks::VERB.or(Marks::COMMA));
        near.take_while(|t| *t + 1 == verb || adverb(t + 1))
            .any(|t| self.clauses.mark(t).any(Marks::BE))
    }

    /// Whether the clause that begins at a token has its subject in أنه or إنها before it.
    pub(crate) fn pronoun_before(&self, start: usize) -> bool {
        let before = start.checked_sub(1).filter(|_| start > self.clauses.floor(start));
        // قال إنه «سيزور …»: the words stand in marks of their own.
        let marked = start
            .checked_sub(1)
            .filter(|t| self.page.quoted.iter().any(|q| q.open == *t));
        let before = before.filter(|_| marked.is_none());
        let before = before.or_else(|| marked.and_then(|t| t.checked_sub(1)));
        before.is_some_and(|t| self.page.hit(t, self.own).is_some() && self.clauses.mark(t).any(Marks::THAT))
    }

    /// Whether a verb only describes the noun before it (`دولة تدعم الهجمات`): an indefinite one that names nobody.
    pub(crate) fn attributive(&self, verb: usize) -> bool {
        if self.page.habits().subject_first {
            return false;
        }
        let joints = Marks::other_than(Marks::NOUN);
        let Some(prev) = verb.checked_sub(1).filter(|_| verb > self.clauses.floor(verb)) else {
            return false;
        };
        let grammar = &self.page.pack.grammar.clitics;
        let definite = self.page.folded(prev).contains(grammar.article.as_str());
        let noun = self.page.is_word(prev) && !definite && !self.clauses.mark(prev).any(joints);
        noun && !self.clauses.mark(verb).any(Marks::AND)
            && !self.names_party(prev)
            && !self.timed(prev)
            && self.page.hit(prev, self.own).is_none()
            && self.page.hit(prev, self.group).is_none()
            && !self.names_person(prev)
    }
}
