//! What a party says that it will do, will do no more, or is to do: verbs of the future, لن with a day, plans.

use super::super::cast::Role;
use super::super::clauses::Marks;
use super::Found;
use super::cues::Cues;
use crate::model::Force;

impl<'t> Cues<'_, '_, 't> {
    /// What a party says that it will do (`ستواصل`, `سوف نخطر`).
    pub(super) fn futures(&self) -> Vec<Found<'t>> {
        let clauses = &self.reader.clauses;
        let is_future = |t: &usize| clauses.mark(*t).any(Marks::FUTURE);
        (0..self.reader.page.tokens.len())
            .filter(is_future)
            .filter_map(|t| self.future(t))
            .collect()
    }

    fn future(&self, token: usize) -> Option<Found<'t>> {
        let (page, clauses) = (self.reader.page, &self.reader.clauses);
        let alone = !clauses.mark(token).any(Marks::VERB);
        let verb = if alone { token + 1 } else { token };
        let past = alone && !page.is_word(verb);
        if past
            || page.hit(verb, self.nothing).is_some()
            || clauses.before(token, Marks::NOT.or(Marks::WHAT))
            || self.inside_name(token)
        {
            return None;
        }
        let start = clauses.start(token);
        // `معرفة ما إذا كان أوباما سيطرح …`: asked, not said.
        let asked = (start.saturating_sub(2)..token).any(|t| clauses.mark(t).any(Marks::CONDITION));
        if asked || clauses.before(start, Marks::RELATIVE) || clauses.before(start, Marks::CONDITION) {
            return None;
        }
        let end = clauses.end(verb);
        let word = page.folded(verb);
        // `سوف نخطر`: the letter of the future stands by itself.
        let letter = page.pack.grammar.clitics.future.as_str();
        let own = self.first_person.iter().any(|p| {
            let bare = p.strip_prefix(letter).filter(|_| alone).unwrap_or(p);
            word.starts_with(bare)
        });
        // `سنابل` is a paper: `we shall` is said in somebody's words only.
        let at = clauses.span(token, token + 1);
        let said = |s: &crate::model::Annotation<crate::model::Statement>| s.value.content.contains(at);
        if own && !self.reader.found.statements.iter().any(said) {
            return None;
        }
        let by = if own || (start == token && self.reader.pronoun_before(start)) {
            self.reader.speaker(token).into_iter().collect()
        } else if start == token && self.carried_on(token, verb) {
            self.reader.acted_last(token).into_iter().collect()
        } else if start < token {
            self.reader.subject(start, token, end)
        } else {
            self.reader.subject(verb, verb, end)
        };
        let impersonal = by.is_empty() || end < verb + 3;
        (!impersonal).then_some(Found {
            start,
            end,
            action: token,
            by,
            force: Force::Stated,
            due: None,
            rule: "will",
        })
    }

    /// `إسرائيل لن تخضع … وستتخذ إجراءات`: the subject of the clause before goes on, where an indefinite noun, the
    /// object, or a preposition stands behind the verb.
    fn carried_on(&self, token: usize, verb: usize) -> bool {
        let (page, clauses) = (self.reader.page, &self.reader.clauses);
        let next = verb + 1;
        let article = page.pack.grammar.clitics.article.as_str();
        let object = page.is_word(next)
            && !page.folded(next).starts_with(article)
            && !self.reader.names_party(next)
            && self.reader.subject(verb, verb, clauses.end(verb)).is_empty();
        let told = (clauses.floor(token)..token).any(|t| clauses.mark(t).any(Marks::FUTURE.or(Marks::NEVER)));
        clauses.mark(token).any(Marks::AND) && object && told
    }

    /// What is not to be any more from a day on (`لن تكون في البلاد قوات أجنبية بعد نهاية العام`): whoever's it is undertakes it.
    pub(super) fn no_more(&self, token: usize) -> Option<Found<'t>> {
        let (page, clauses) = (self.reader.page, &self.reader.clauses);
        if !clauses.mark(token).any(Marks::NEVER) || clauses.before(token, Marks::RELATIVE) {
            return None;
        }
        let (start, end) = (clauses.start(token), clauses.end(token + 1));
        let limit = page.pack.class("due-limit");
        let bounded = (token + 2..end).any(|t| page.hit(t, limit).is_some() && self.reader.timed(t + 1));
        // Whoever is named, but for where it is (`في العراق`).
        let within = self.reader.parties.within(clauses.span(token, end));
        let elsewhere = |at: usize| at.checked_sub(1).and_then(|t| self.reader.role_at(t)) == Some(Role::In);
        let named = within.iter().filter(|p| !elsewhere(page.tokens.at(p.span.start)));
        let by: Vec<String> = named.map(|p| p.name.clone()).collect();
        (bounded && !by.is_empty()).then_some(Found {
            start: start.max(token),
            end,
            action: token,
            by,
            force: Force::Stated,
            due: None,
            rule: "no-more",
        })
    }

    /// `سيتم تقديم مساعدات`: whoever says so undertakes it, or the two sides (`سيتم تبادل … بين الطرفين`).
    pub(super) fn to_be_done(&self, token: usize) -> Option<Found<'t>> {
        let (page, clauses) = (self.reader.page, &self.reader.clauses);
        let hit = page.hit(token, self.frame)?;
        let entry = page.entry(hit);
        let planned = entry.text("status") == Some("planned") && !entry.flag("binds");
        let (start, end) = (clauses.start(token), clauses.end(token));
        let aside = Marks::RELATIVE.or(Marks::CONDITION).or(Marks::NOT);
        // `سيتم الاتصال بالوزارات`: whatever noun it is.
        let next = clauses.mark(hit.to);
        let noun = page.is_word(hit.to)
            && !next.any(
                Marks::VERB
                    .or(Marks::PREPOSITION)
                    .or(Marks::THAT)
                    .or(Marks::ADVERB),
            )
            && !clauses.hangs(hit.to)
            && !self.reader.names_party(hit.to);
        if !planned || !(noun || self.deed(hit.to)) || clauses.before(start, aside) {
            return None;
        }
        let acting = self.reader.cast(start, token, end).actors;
        let speaker = || self.reader.speaker(token).into_iter().collect::<Vec<_>>();
        let both = || self.reader.parties.both().to_vec();
        let between = Some(acting).filter(|names| names.len() > 1).unwrap_or_default();
        let mut ways = [between, speaker(), both()].into_iter();
        let by = ways.find(|names| !names.is_empty()).unwrap_or_default();
        (end > hit.to + 1).then_some(Found {
            start,
            end,
            action: hit.to,
            by,
            force: Force::Planned,
            due: None,
            rule: "to-be-done",
        })
    }

    /// What is planned of a party (`من المقرر أن يتبادل الوزراء`), whatever verb it is. What is only expected of it
    /// (`من المؤمل أن يخوض`) nobody has undertaken.
    pub(super) fn foreseen(&self, token: usize) -> Option<Found<'t>> {
        let (page, clauses) = (self.reader.page, &self.reader.clauses);
        let verb = token + 1;
        if !clauses.mark(token).any(Marks::PLANNED)
            || !page.is_word(verb)
            || clauses.mark(verb).any(Marks::PREPOSITION.or(Marks::TO))
            || page.hit(verb, self.nothing).is_some()
            || !clauses.mark(token).any(Marks::TO)
        {
            return None;
        }
        let end = clauses.end(verb);
        let by = self.reader.subject(verb, verb, end);
        let planned = page.pack.class("clause-planned");
        let begins = |t: &usize| {
            let hits = page.hits(*t).iter();
            hits.filter(|h| h.class == planned).any(|h| h.to == token + 1)
        };
        let start = (token.saturating_sub(3)..token).find(begins).unwrap_or(token);
        (!by.is_empty() && end > verb + 2).then_some(Found {
            start,
            end,
            action: verb,
            by,
            force: Force::Planned,
            due: None,
            rule: "foreseen",
        })
    }

    /// Names look like verbs at times.
    fn inside_name(&self, token: usize) -> bool {
        let Some(at) = self.reader.page.token(token).map(|t| t.span) else {
            return true;
        };
        let people = &self.reader.found.people;
        let after = people.partition_point(|p| p.span.end <= at.start);
        people.get(after).is_some_and(|p| p.span.overlaps(at)) || self.reader.names_party(token)
    }
}
