//! Who acts in a clause, on whom, where and when: read off the prepositions, by the order of the words.

mod letters;
mod verbs;
mod when;
mod who;

use super::Page;
use super::clauses::{Clauses, Marks};
use super::parties::{Parties, Party};
use crate::lang::ClassId;
use crate::model::{Annotations, Span};
use rustc_hash::FxHashMap;

/// How a noun phrase stands to its verb, by the preposition before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Role {
    /// None: subject or object, as the order of words says.
    #[default]
    Bare,
    /// مع: one of those who act together.
    With,
    /// بين: those who act together, where nobody else acts (`يؤيد المغرب الحوار بين صربيا وكوسوفو`).
    Between,
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
            "between" => Role::Between,
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
    /// Those behind بين, where somebody else acts: they take part in talks, and in nothing else.
    pub(crate) between: Vec<String>,
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
    belonging: ClassId,
    quantity: ClassId,
    talks: ClassId,
    heads: [ClassId; 3],
    /// Where each person is first named.
    people: FxHashMap<&'p str, Span>,
    /// What each letter glued before a word gives.
    glued: Vec<(&'t str, Role)>,
}

impl<'p, 't> Reader<'p, 't> {
    /// Gathers what every clause needs.
    pub(crate) fn new(page: &'p Page<'t>, found: &'p Annotations) -> Self {
        let class = |name| page.pack.class(name);
        let letters = page.pack.grammar.clitics.prepositions.iter();
        let glued = letters.filter_map(|letter| {
            let mut entries = page.pack.look_up(letter).into_iter();
            let entry = entries.find(|e| e.class == "glued-preposition")?;
            Some((letter.as_str(), Role::named(entry.text("role")?)))
        });
        let mut clauses = Clauses::of(page);
        for person in &found.people {
            clauses.name(person.span);
        }
        for place in &found.places {
            clauses.name_of_place(place.span);
        }
        Self {
            page,
            found,
            clauses,
            parties: Parties::of(page, found),
            preposition: class("clause-preposition"),
            group: class("actor-noun"),
            own: class("own-country"),
            belonging: class("belonging"),
            quantity: class("clause-quantity"),
            talks: class("event-noun"),
            heads: [class("title-head"), class("body-head"), class("rank")],
            people: first_named(found),
            glued: glued.collect(),
        }
    }

    /// The roles of the parties between two tokens, in order.
    fn roles(&self, from: usize, to: usize, mut role: Role) -> Vec<(&Party, usize, Role)> {
        let span = self.clauses.span(from, to);
        let mut parties = self.parties.mentions(span).peekable();
        let mut out = Vec::new();
        let aside = self.clauses.relative_between(from, to);
        for token in from..to {
            if aside.contains(&token) {
                let end = self.clauses.span(token, token + 1).end;
                while parties.next_if(|p| p.span.start < end).is_some() {}
                continue;
            }
            if let Some(new) = self.role_at(token) {
                role = match (role, new) {
                    // `وفد من حماس`, `مع وزير من مصر`: still the same phrase.
                    (old, Role::Of) if old != Role::Aside => old,
                    (_, new) => new,
                };
            } else if self.clauses.mark(token).any(Marks::COMMA.or(Marks::VERB))
                && !matches!(role, Role::With | Role::Between)
            {
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
        let passive = self.passive(verb);
        for (party, _, role) in self.roles(start, verb, Role::Bare) {
            match role {
                Role::Bare if passive => push(&mut cast.recipients, &party.name),
                Role::Bare | Role::By => push(&mut cast.actors, &party.name),
                Role::With | Role::Between => {
                    cast.together = true;
                    push(&mut cast.actors, &party.name);
                }
                Role::To => push(&mut cast.recipients, &party.name),
                _ => {}
            }
        }
        let (mut last, mut object): (Option<usize>, bool) = (None, false);
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
        if cast.actors.is_empty() && self.pronoun_before(start) {
            // `قال إنه سيزور …`.
            cast.actors.extend(self.speaker(verb));
        }
        let subject_before = !cast.actors.is_empty();
        // `استقبلت مسؤولة الشؤون الدولية في وزارة الدفاع …`: the title's own phrase is the subject.
        let subject_first = self.page.habits().subject_first;
        let mut title = !subject_before && !subject_first && self.titled(verb + 1);
        for (party, token, role) in self.roles(verb, end, Role::Bare) {
            let role = if title && role == Role::In {
                Role::Bare
            } else {
                role
            };
            title = false;
            match role {
                Role::Between if subject_before || last.is_some() => push(&mut cast.between, &party.name),
                Role::With | Role::Between => {
                    cast.together = true;
                    push(&mut cast.actors, &party.name);
                }
                Role::By => push(&mut cast.actors, &party.name),
                // `أعلن نيته … إلى أفغانستان التي تكتسب فيها طالبان …`: whoever a relative clause names does something else.
                Role::Bare if !subject_before && !subject_first && self.relative(verb, token) => {}
                Role::Bare
                    if !subject_before
                        && !subject_first
                        && !object
                        && last.is_none_or(|l| self.joined(l, token)) =>
                {
                    push(&mut cast.actors, &party.name);
                    last = Some(token);
                }
                Role::Bare | Role::To => {
                    object |= role == Role::Bare;
                    push(&mut cast.recipients, &party.name);
                }
                _ => {}
            }
        }
        cast.recipients.retain(|r| !cast.actors.contains(r));
        cast
    }

    /// Whether the phrase at `to` is joined to the one at `from` by و. What is joined by a noun with its owner behind it
    /// (`واشنطن وحلفاؤها إيران`) is that noun.
    fn joined(&self, from: usize, to: usize) -> bool {
        let Some(and) = (from + 1..=to).rev().find(|t| self.and(*t)) else {
            return false;
        };
        let owners = &self.page.pack.grammar.clitics.owners;
        let owned = and < to && owners.iter().any(|o| self.page.folded(and).ends_with(o.as_str()));
        !owned || self.titled(and) || self.names_party(and)
    }

    /// Whether a word begins with a conjunction, and not with a letter of its own (`واشنطن`, `وزير`).
    fn and(&self, token: usize) -> bool {
        let word = self.page.folded(token);
        let conjunctions = &self.page.pack.grammar.clitics.conjunctions;
        let hits = self.page.hits(token);
        if self.page.pack.is_conjunction(word) {
            return true;
        }
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
        let start = (start..verb)
            .find(|t| !self.clauses.mark(*t).any(helper))
            .unwrap_or(verb);
        if verb > start {
            let named = self.phrase(start, verb);
            if !named.is_empty() {
                return named;
            }
        }
        if self.page.habits().subject_first {
            return Vec::new();
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

    /// Whether a relative clause begins between two tokens.
    fn relative(&self, from: usize, to: usize) -> bool {
        (from + 1..to).any(|t| self.clauses.mark(t).any(Marks::RELATIVE))
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
        let counted = |t: usize| self.page.hit(t, self.quantity).is_some();
        let from = (from..to)
            .find(|t| self.page.is_word(*t) && !counted(*t))
            .unwrap_or(to);
        if from >= to || self.role_at(from).is_some() {
            return Vec::new();
        }
        let mut names: Vec<String> = Vec::new();
        if self.page.hit(from, self.own).is_some() {
            return self.speaker(from).into_iter().collect();
        }
        let titled = self.titled(from);
        if titled && from + 1 < to && self.page.hit(from + 1, self.own).is_some() {
            // `سفير بلاده لدى الحلف`.
            return self.speaker(from).into_iter().collect();
        }
        let led = titled || self.page.hit(from, self.heads[1]).is_some();
        let group = self.page.hit(from, self.group);
        let mut last = None;
        for (party, token, role) in self.roles(from, to, Role::Bare) {
            // An object behind the subject is no part of it (`بحثت ألمانيا تزويد أوكرانيا`).
            if last.is_some_and(|l| !self.joined(l, token)) {
                continue;
            }
            let near = led || group.is_some() || token <= from + 1 || !names.is_empty();
            if near
                && (matches!(role, Role::Bare | Role::By)
                    || (titled && names.is_empty() && matches!(role, Role::In | Role::To)))
            {
                push(&mut names, &party.name);
                last = Some(token);
            }
        }
        if let (Some(hit), true) = (group, names.is_empty()) {
            names = self.group_name(hit, to);
        }
        names
    }
}

fn first_named(found: &Annotations) -> FxHashMap<&str, Span> {
    let mut first = FxHashMap::default();
    for person in &found.people {
        first.entry(person.value.name.as_str()).or_insert(person.span);
    }
    first
}

/// Adds a name once.
pub(crate) fn push(list: &mut Vec<String>, name: &str) {
    if !name.is_empty() && !list.iter().any(|n| n == name) {
        list.push(name.to_owned());
    }
}
