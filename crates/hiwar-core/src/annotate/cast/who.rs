//! Who is meant where no party is named: groups, the speaker, who acted last.

use super::{Reader, Role, push};
use crate::lang::Hit;
use crate::model::Span;

impl Reader<'_, '_> {
    /// The parties that a group stands for: both sides of the talks, or the group by its own words.
    pub(super) fn group_name(&self, hit: Hit, to: usize) -> Vec<String> {
        if self.page.entry(hit).flag("both") {
            return self.parties.both().to_vec();
        }
        if self.page.entry(hit).flag("those") {
            return self.named_together(hit.from);
        }
        let adjective = self.page.has_article(hit.to);
        let end = if adjective && hit.to < to {
            hit.to + 1
        } else {
            hit.to
        };
        let span = Span::new(self.page.span(hit).start, self.clauses.span(hit.from, end).end);
        vec![span.name(self.page.text)]
    }

    /// The states that one of the sentences before names together (`قطر ومصر والولايات المتحدة`).
    fn named_together(&self, token: usize) -> Vec<String> {
        let here = self.page.sentence(token);
        let before = (here.saturating_sub(4)..=here).rev();
        let states = before.filter_map(|i| self.page.sentences.get(i)).map(|sentence| {
            let span = self
                .clauses
                .span(sentence.start, sentence.end.min(token).max(sentence.start));
            let mut names = Vec::new();
            for party in self.parties.mentions(span).filter(|p| p.state) {
                push(&mut names, &party.name);
            }
            names
        });
        states
            .into_iter()
            .find(|names| names.len() > 2)
            .unwrap_or_default()
    }

    /// Who is meant by `بلاده`, `نحن` or a dropped subject at a token: whoever says the words, or who acted last.
    pub(crate) fn speaker(&self, token: usize) -> Option<String> {
        self.said_by(token).or_else(|| self.acted_last(token))
    }

    /// The party that says the words at a token, where somebody does.
    pub(crate) fn said_by(&self, token: usize) -> Option<String> {
        let at = self.page.token(token)?.span;
        // The innermost of the statements around it; they come in the order of the text.
        let after = self
            .found
            .statements
            .partition_point(|s| s.value.content.start <= at.start);
        let near = self.found.statements.get(after.saturating_sub(8)..after)?;
        let said = near
            .iter()
            .filter(|s| s.value.content.contains(at))
            .min_by_key(|s| s.value.content.len())?;
        let speaker = said.value.speaker.as_ref()?;
        let named = self.people.get(speaker.name.as_str()).copied();
        let span = named.or(speaker.span)?;
        self.parties.mentions(span).next().map(|p| p.name.clone())
    }

    /// The party that acted last before a token: the first one of its own sentence, else of the sentence before.
    pub(crate) fn acted_last(&self, token: usize) -> Option<String> {
        let here = self.page.sentence(token);
        for back in 0..2 {
            let sentence = self.page.sentences.get(here.checked_sub(back)?)?;
            let to = sentence.end.min(token);
            let roles = self.roles(sentence.start, to.max(sentence.start), Role::Bare);
            if let Some((party, _, _)) = roles.iter().find(|r| matches!(r.2, Role::Bare | Role::By)) {
                return Some(party.name.clone());
            }
        }
        None
    }

    /// The group that acts right behind a verb or right before it, where no party does (`دعمها للمقاومة` names whom, not who).
    pub(crate) fn group(&self, start: usize, verb: usize, end: usize) -> Vec<String> {
        let after = || {
            self.page
                .hit(verb + 1, self.group)
                .filter(|h| !h.glued.preposition)
                .map(|h| (h, end))
        };
        // the Syrian army deployed troops
        let subject = self.page.habits().subject_first;
        let first = if subject {
            let bare = |t: &usize| self.role_at(*t).is_none();
            (start..verb)
                .take_while(bare)
                .find_map(|t| self.page.hit(t, self.group))
        } else {
            self.page.hit(start, self.group)
        };

        let before = first.map(|h| (h, verb));
        let hit = if subject { before } else { after().or(before) };
        hit.map(|(h, to)| self.group_name(h, to)).unwrap_or_default()
    }

    /// Any group of the clause, where an event needs no other name for its actor (`احتجاجات من جانب المستوطنين`).
    pub(crate) fn any_group(&self, start: usize, end: usize) -> Vec<String> {
        // against the government: the article stands between.
        let led = |t: usize| {
            let back = if self.page.habits().articles.is_empty() || !self.page.has_article(t) {
                1
            } else {
                2
            };
            t.checked_sub(back)
                .filter(|p| *p >= start)
                .and_then(|p| self.role_at(p))
        };
        let acts = |t: &usize| matches!(led(*t), None | Some(Role::By | Role::With | Role::Between));
        let hit = (start..end)
            .filter(acts)
            .find_map(|t| self.page.hit(t, self.group));
        hit.map(|h| self.group_name(h, end)).unwrap_or_default()
    }

    /// Whether a party's name begins at a token or goes on over it.
    pub(crate) fn names_party(&self, token: usize) -> bool {
        let Some(at) = self.page.token(token) else {
            return false;
        };
        self.parties.mentions(at.span).next().is_some()
            || self.parties.before(at.span.end, at.span.start).is_some()
    }

    /// Whether a party, a person, a title or a group stands at a token.
    pub(crate) fn names_somebody(&self, token: usize) -> bool {
        let group = self.page.hit(token, self.group).is_some() || self.page.hit(token, self.own).is_some();
        group || self.titled(token) || self.names_party(token) || self.names_person(token)
    }

    /// Whether a person's name goes over a token.
    pub(crate) fn names_person(&self, token: usize) -> bool {
        let Some(at) = self.page.token(token).map(|t| t.span) else {
            return false;
        };
        let people = &self.found.people;
        let after = people.partition_point(|p| p.span.end <= at.start);
        people.get(after).is_some_and(|p| p.span.overlaps(at))
    }
}
