//! Who acts in a clause, on whom, where and when: read off the prepositions, by the order of the words.

use super::clauses::{Clauses, Marks};
use super::parties::{Parties, Party};
use super::Page;
use crate::lang::{ClassId, Hit};
use crate::model::{Annotations, Span, TimeKind};

/// How a noun phrase stands to its verb, by the preposition before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Role {
    /// None: subject or object, as the order of words says.
    #[default]
    Bare,
    /// مع, بين: one of those who act together.
    With,
    /// إلى, ل, على, ضد: whom it is done to.
    To,
    /// في, داخل: where.
    In,
    /// من قبل, برئاسة: who does it.
    By,
    /// من, عن: a part of the phrase before it.
    Of,
    /// خلال, بعد, حول: no part in it.
    Aside,
}

impl Role {
    fn named(name: &str) -> Self {
        match name {
            "with" => Role::With,
            "to" => Role::To,
            "in" => Role::In,
            "by" => Role::By,
            "of" => Role::Of,
            _ => Role::Aside,
        }
    }
}

/// Those who act and those acted on, by canonical names.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cast {
    pub(crate) actors: Vec<String>,
    pub(crate) recipients: Vec<String>,
    /// Some of them stand behind مع or بين.
    pub(crate) together: bool,
}

/// Reads the parts of clauses.
pub(crate) struct Reader<'p, 't> {
    pub(crate) page: &'p Page<'t>,
    pub(crate) found: &'p Annotations,
    pub(crate) clauses: Clauses<'p, 't>,
    pub(crate) parties: Parties,
    preposition: ClassId,
    group: ClassId,
    own: ClassId,
    talks: ClassId,
    heads: [ClassId; 3],
    /// What each letter glued before a word gives.
    glued: Vec<(&'t str, Role)>,
}

impl<'p, 't> Reader<'p, 't> {
    /// Gathers what every clause needs.
    pub(crate) fn new(page: &'p Page<'t>, found: &'p Annotations) -> Self {
        let class = |name| page.pack.class(name);
        let letters = page.pack.grammar.clitics.prepositions.iter();
        let glued = letters.filter_map(|letter| {
            let entries = page.pack.look_up(letter).into_iter();
            let entry = entries.filter(|e| e.class == "glued-preposition").next()?;
            Some((letter.as_str(), Role::named(entry.text("role")?)))
        });
        Self {
            page,
            found,
            clauses: Clauses::of(page),
            parties: Parties::of(page, found),
            preposition: class("clause-preposition"),
            group: class("actor-noun"),
            own: class("own-country"),
            talks: class("event-noun"),
            heads: [class("title-head"), class("body-head"), class("rank")],
            glued: glued.collect(),
        }
    }

    /// The role that a token's own preposition gives, glued or standing by itself.
    pub(crate) fn role_at(&self, token: usize) -> Option<Role> {
        if let Some(hit) = self.page.hit(token, self.preposition) {
            return self.page.entry(hit).text("role").map(Role::named);
        }
        let hits = self.page.hits(token);
        if hits.is_empty() || !hits.iter().all(|h| h.glued.preposition) {
            return None;
        }
        let word = self.page.folded(token);
        let clitics = &self.page.pack.grammar.clitics;
        let bare = clitics
            .conjunctions
            .iter()
            .find_map(|c| word.strip_prefix(c.as_str()))
            .filter(|_| hits.iter().all(|h| h.glued.conjunction))
            .unwrap_or(word);
        let glued = self.glued.iter().find(|(letter, _)| bare.starts_with(letter));
        glued.map(|(_, role)| *role)
    }

    /// The roles of the parties between two tokens, in order.
    fn roles(&self, from: usize, to: usize, mut role: Role) -> Vec<(&Party, usize, Role)> {
        let span = self.clauses.span(from, to);
        let mut parties = self.parties.mentions(span).peekable();
        let mut out = Vec::new();
        for token in from..to {
            if let Some(new) = self.role_at(token) {
                role = match (role, new) {
                    // `وفد من حماس`, `مع وزير من مصر`: still the same phrase.
                    (old, Role::Of) if old != Role::Aside => old,
                    (_, new) => new,
                };
            } else if self.clauses.mark(token).any(Marks::COMMA.or(Marks::VERB)) && role != Role::With {
                role = Role::Bare;
            }
            while let Some(party) = parties.next_if(|p| self.page.tokens.at(p.span.start) <= token) {
                if party.side || !self.describes_talks(token, party) {
                    out.push((party, token, role));
                }
            }
        }
        out
    }

    /// `الحوار الوطني الفلسطيني`: an adjective of the talks is no party to them.
    fn describes_talks(&self, token: usize, party: &Party) -> bool {
        let talks = |t: &usize| {
            let hit = self.page.hit(*t, self.talks);
            hit.is_some_and(|h| self.page.entry(h).text("kind") == Some("talks"))
        };
        let noun = (token.saturating_sub(3)..token).rev().find(talks);
        let head = |t: usize| self.titled(t) || self.page.hit(t, self.group).is_some();
        party.state && noun.is_some_and(|n| (n + 1..token).all(|t| self.role_at(t).is_none() && !head(t)))
    }

    /// Who acts in the clause from `start` to `end` around the verb at `verb`.
    pub(crate) fn cast(&self, start: usize, verb: usize, end: usize) -> Cast {
        let mut cast = Cast::default();
        for (party, _, role) in self.roles(start, verb, Role::Bare) {
            match role {
                Role::Bare | Role::By => push(&mut cast.actors, &party.name),
                Role::With => {
                    cast.together = true;
                    push(&mut cast.actors, &party.name);
                }
                Role::To => push(&mut cast.recipients, &party.name),
                _ => {}
            }
        }
        let mut last: Option<usize> = None;
        let those = self.page.hit(verb + 1, self.group).filter(|h| {
            let entry = self.page.entry(*h);
            entry.flag("both") || entry.flag("those")
        });
        for name in those.map(|h| self.group_name(h, end)).unwrap_or_default() {
            push(&mut cast.actors, &name);
        }
        if self.page.hit(verb + 1, self.own).is_some() {
            // `رفض بلاده شروط …`: whoever speaks.
            cast.actors.extend(self.speaker(verb));
        }
        let subject_before = !cast.actors.is_empty();
        // `استقبلت مسؤولة الشؤون الدولية في وزارة الدفاع …`: the title's own phrase is the subject.
        let mut title = !subject_before && self.titled(verb + 1);
        for (party, token, role) in self.roles(verb, end, Role::Bare) {
            let role = if title && role == Role::In { Role::Bare } else { role };
            title = false;
            match role {
                Role::With => {
                    cast.together = true;
                    push(&mut cast.actors, &party.name);
                }
                Role::By => push(&mut cast.actors, &party.name),
                Role::Bare if !subject_before && last.is_none_or(|l| self.joined(l, token)) => {
                    push(&mut cast.actors, &party.name);
                    last = Some(token);
                }
                Role::Bare | Role::To => push(&mut cast.recipients, &party.name),
                _ => {}
            }
        }
        cast.recipients.retain(|r| !cast.actors.contains(r));
        cast
    }

    /// Whether the phrase at `to` is joined to the one at `from` by و.
    fn joined(&self, from: usize, to: usize) -> bool {
        (from + 1..=to).any(|t| self.and(t))
    }

    /// Whether a word begins with a conjunction, and not with a letter of its own (`واشنطن`, `وزير`).
    fn and(&self, token: usize) -> bool {
        let word = self.page.folded(token);
        let conjunctions = &self.page.pack.grammar.clitics.conjunctions;
        let hits = self.page.hits(token);
        conjunctions.iter().any(|c| word.starts_with(c.as_str())) && hits.iter().all(|h| h.glued.conjunction)
    }

    /// The subject of the clause whose verb is at `verb`: the parties in the noun phrase before it (from `start` on), or
    /// right behind it. Empty where it has another subject, or none that is named.
    pub(crate) fn subject(&self, start: usize, verb: usize, end: usize) -> Vec<String> {
        let helper = Marks::MAY
            .or(Marks::WAS)
            .or(Marks::PLANNED)
            .or(Marks::EXPECTED)
            .or(Marks::TO)
            .or(Marks::PREPOSITION);
        let start = (start..verb).find(|t| !self.clauses.mark(*t).any(helper)).unwrap_or(verb);
        if verb > start {
            let named = self.phrase(start, verb);
            if !named.is_empty() {
                return named;
            }
        }
        let mut to = verb + 1;
        let titled = self.titled(to);
        // `استقبلت مسؤولة الشؤون الدولية في وزارة الدفاع …`: the title runs on.
        let runs_on = |t: usize| titled && matches!(self.role_at(t), Some(Role::In | Role::To));
        while to < end && to < verb + 14 && (!self.stops_subject(to) || runs_on(to)) {
            to += 1;
        }
        self.phrase(verb + 1, to)
    }

    /// Whether a person's title begins at a token.
    fn titled(&self, token: usize) -> bool {
        let [title, _, rank] = self.heads;
        self.page.hit(token, title).is_some() || self.page.hit(token, rank).is_some()
    }

    fn stops_subject(&self, token: usize) -> bool {
        let mark = self.clauses.mark(token);
        let ends = Marks::VERB.or(Marks::THAT).or(Marks::STOP).or(Marks::RELATIVE);
        mark.any(ends)
            || self
                .role_at(token)
                .is_some_and(|r| !matches!(r, Role::Of | Role::By | Role::Bare))
    }

    /// The parties that a noun phrase names as actors: those it begins with, by title, by name or as a group.
    fn phrase(&self, from: usize, to: usize) -> Vec<String> {
        let from = (from..to).find(|t| self.page.is_word(*t)).unwrap_or(to);
        if from >= to || self.role_at(from).is_some() {
            return Vec::new();
        }
        let mut names: Vec<String> = Vec::new();
        if self.page.hit(from, self.own).is_some() {
            return self.speaker(from).into_iter().collect();
        }
        let titled = self.titled(from);
        let led = titled || self.page.hit(from, self.heads[1]).is_some();
        let group = self.page.hit(from, self.group);
        let mut last = None;
        for (party, token, role) in self.roles(from, to, Role::Bare) {
            // An object behind the subject is no part of it (`بحثت ألمانيا تزويد أوكرانيا`).
            if last.is_some_and(|l| !self.joined(l, token)) {
                continue;
            }
            let near = led || group.is_some() || token <= from + 1 || !names.is_empty();
            if near && (matches!(role, Role::Bare | Role::By) || (titled && names.is_empty() && matches!(role, Role::In | Role::To))) {
                push(&mut names, &party.name);
                last = Some(token);
            }
        }
        if let (Some(hit), true) = (group, names.is_empty()) {
            names = self.group_name(hit, to);
        }
        names
    }

    /// The parties that a group stands for: both sides of the talks, or the group by its own words.
    fn group_name(&self, hit: Hit, to: usize) -> Vec<String> {
        if self.page.entry(hit).flag("both") {
            return self.parties.both().to_vec();
        }
        if self.page.entry(hit).flag("those") {
            return self.named_together(hit.from);
        }
        let adjective = self.page.folded(hit.to).starts_with(self.page.pack.grammar.clitics.article.as_str());
        let end = if adjective && hit.to < to { hit.to + 1 } else { hit.to };
        let span = Span::new(self.page.span(hit).start, self.clauses.span(hit.from, end).end);
        vec![span.of(self.page.text).to_owned()]
    }

    /// The states that one of the sentences before names together (`قطر ومصر والولايات المتحدة`).
    fn named_together(&self, token: usize) -> Vec<String> {
        let here = self.page.sentence(token);
        let before = (here.saturating_sub(4)..=here).rev();
        let states = before.filter_map(|i| self.page.sentences.get(i)).map(|sentence| {
            let span = self.clauses.span(sentence.start, sentence.end.min(token).max(sentence.start));
            let mut names = Vec::new();
            for party in self.parties.mentions(span).filter(|p| p.state) {
                push(&mut names, &party.name);
            }
            names
        });
        states.into_iter().find(|names| names.len() > 2).unwrap_or_default()
    }

    /// Who is meant by `بلاده`, `نحن` or a dropped subject at a token: whoever says the words, or who acted last.
    pub(crate) fn speaker(&self, token: usize) -> Option<String> {
        self.said_by(token).or_else(|| self.acted_last(token))
    }

    /// The party that says the words at a token, where somebody does.
    pub(crate) fn said_by(&self, token: usize) -> Option<String> {
        let at = self.page.token(token)?.span;
        let said = self
            .found
            .statements
            .iter()
            .filter(|s| s.value.content.contains(at))
            .min_by_key(|s| s.value.content.len());
        let speaker = said?.value.speaker.as_ref()?;
        self.party_of(&speaker.name, speaker.span)
    }

    /// The party that a person's or a body's name stands for.
    fn party_of(&self, name: &str, span: Option<Span>) -> Option<String> {
        let person = self.found.people.iter().find(|p| p.value.name == name || p.span.of(self.page.text) == name);
        let span = person.map(|p| p.span).or(span)?;
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

    /// The group that acts right behind a verb or right before it, where no party does.
    pub(crate) fn group(&self, start: usize, verb: usize, end: usize) -> Vec<String> {
        let hit = self
            .page
            .hit(verb + 1, self.group)
            .map(|h| (h, end))
            .or_else(|| self.page.hit(start, self.group).map(|h| (h, verb)));
        hit.map(|(h, to)| self.group_name(h, to)).unwrap_or_default()
    }

    /// Any group of the clause, where an event needs no other name for its actor (`احتجاجات من جانب المستوطنين`).
    pub(crate) fn any_group(&self, start: usize, end: usize) -> Vec<String> {
        let led = |t: usize| t.checked_sub(1).filter(|p| *p >= start).and_then(|p| self.role_at(p));
        let acts = |t: &usize| matches!(led(*t), None | Some(Role::By | Role::With));
        let hit = (start..end).filter(acts).find_map(|t| self.page.hit(t, self.group));
        hit.map(|h| self.group_name(h, end)).unwrap_or_default()
    }

    /// Whether a party's name begins at a token or goes on over it.
    pub(crate) fn names_party(&self, token: usize) -> bool {
        let Some(at) = self.page.token(token) else { return false };
        self.parties.mentions(at.span).next().is_some()
            || self.parties.before(at.span.end, at.span.start).is_some()
    }

    /// Whether a token is part of a time expression.
    pub(crate) fn timed(&self, token: usize) -> bool {
        let Some(at) = self.page.token(token) else { return false };
        let after = self.found.times.partition_point(|t| t.span.end <= at.span.start);
        self.found.times.get(after).is_some_and(|t| t.span.overlaps(at.span))
    }

    /// The year that a time of an unknown year must lie in: the one that the report can only be of.
    fn only_year(&self) -> Option<String> {
        let published = &self.found.published;
        let (first, last) = (published.earliest?, published.latest?);
        (first.year() == last.year()).then(|| format!("{:04}", first.year()))
    }

    /// When it is, ISO 8601: the time of the clause nearest behind the trigger, else before it; `None` where it has none
    /// that is known.
    pub(crate) fn date(&self, clause: Span, trigger: Span) -> Option<String> {
        let from = self.found.times.partition_point(|t| t.span.end <= clause.start);
        let dated = self.found.times.get(from..)?.iter();
        dated
            .take_while(|t| t.span.start < clause.end)
            .filter(|t| !t.value.stale && matches!(t.value.kind, TimeKind::Date | TimeKind::Time))
            .filter(|t| t.value.value.starts_with(|c: char| c.is_ascii_digit() || c == 'X'))
            .min_by_key(|t| {
                let behind = t.span.start >= trigger.start;
                (!behind, t.span.start.abs_diff(trigger.end))
            })
            .and_then(|t| match t.value.value.split('/').next() {
                // A week, or a part of the day: as much as an ISO date says of it.
                Some(value) if value.contains('W') && !value.starts_with('X') => {
                    let (first, last) = (t.value.earliest?, t.value.latest?);
                    let month = first.year() == last.year() && first.month() == last.month();
                    Some(first.to_string().get(..if month { 7 } else { 4 })?.to_owned())
                }
                Some(value) if value.get(10..).is_some_and(|rest| rest.starts_with(['T']) && !rest.contains(':')) => {
                    value.get(..10).map(str::to_owned)
                }
                // `اليوم الأربعاء` of a report whose year alone is known.
                Some(value) if value.starts_with("XXXX-WXX") => self.only_year(),
                Some(value) if value.starts_with(|c: char| c.is_ascii_digit()) => Some(value.to_owned()),
                _ => None,
            })
    }

    /// Where it is: the first place of the clause that stands behind في or إلى.
    pub(crate) fn place(&self, clause: Span) -> Option<String> {
        let from = self.found.places.partition_point(|p| p.span.start < clause.start);
        let places = self.found.places.get(from..)?.iter();
        places
            .take_while(|p| p.span.end <= clause.end)
            .find(|p| {
                let token = self.page.tokens.at(p.span.start);
                let back = token.saturating_sub(2)..=token;
                back.rev().any(|t| matches!(self.role_at(t), Some(Role::In | Role::To)))
            })
            .map(|p| p.value.name.clone())
    }
}

/// Adds a name once.
pub(crate) fn push(list: &mut Vec<String>, name: &str) {
    if !name.is_empty() && !list.iter().any(|n| n == name) {
        list.push(name.to_owned());
    }
}
