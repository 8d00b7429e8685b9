//! The words that bind somebody: verbs of pledging, agreeing and ordering, words for being ready, verbs of the future.

use super::super::cast::Reader;
use super::super::clauses::Marks;
use super::Found;
use crate::lang::{ClassId, Entry, Features, Hit};
use crate::model::{Annotation, Event, Force, Status};

pub(super) struct Cues<'r, 'p, 't> {
    pub(super) reader: &'r Reader<'p, 't>,
    verb: ClassId,
    noun: ClassId,
    ready: ClassId,
    own: ClassId,
    pub(super) nothing: ClassId,
    pub(super) frame: ClassId,
    pub(super) first_person: Vec<&'t str>,
}

/// All cues of a page, with who is bound by them.
pub(super) fn all<'t>(reader: &Reader<'_, 't>, events: &[Annotation<Event>]) -> Vec<Found<'t>> {
    let class = |name| reader.page.pack.class(name);
    let person = reader.page.pack.entry_named("clause-future-verb");
    let cues = Cues {
        reader,
        verb: class("pledge-verb"),
        noun: class("pledge-noun"),
        ready: class("pledge-ready"),
        own: class("own-country"),
        nothing: class("pledge-nothing"),
        frame: class("event-frame"),
        first_person: person.map(|e| e.list("first_person")).unwrap_or_default(),
    };
    let mut out = cues.verbs();
    out.extend(cues.futures());
    out.extend(cues.plans(events));
    let tokens = 0..reader.page.tokens.len();
    out.extend(tokens.clone().filter_map(|t| cues.foreseen(t)));
    out.extend(tokens.clone().filter_map(|t| cues.to_be_done(t)));
    out.extend(tokens.filter_map(|t| cues.no_more(t)));
    out
}

impl<'t> Cues<'_, '_, 't> {
    /// Verbs of pledging with what they need, and words for being ready.
    fn verbs(&self) -> Vec<Found<'t>> {
        let page = self.reader.page;
        let mut out = Vec::new();
        for hit in page.all_hits() {
            let longest = || {
                page.hit(hit.from, hit.class)
                    .is_some_and(|h| h.to == hit.to && h.entry == hit.entry)
            };
            if hit.class == self.verb && longest() {
                out.extend(self.pledge(*hit));
            } else if hit.class == self.ready && longest() {
                out.extend(self.ready(*hit));
            }
        }
        out
    }

    fn pledge(&self, hit: Hit) -> Option<Found<'t>> {
        let (page, clauses) = (self.reader.page, &self.reader.clauses);
        let entry = page.entry(hit);
        let named = hit.features.has(Features::VERBAL_NOUN);
        let weak = clauses.mark(hit.from).any(Marks::WEAK) && hit.features != Features::default();
        if hit.glued.article || (hit.glued.preposition && !named) || clauses.before(hit.from, Marks::NOT) {
            return None;
        }
        // `أقرتها قمة بيروت`: what was decided stands before it; `إذا قرر` nobody has decided.
        let supposed = || clauses.before(hit.from, Marks::CONDITION);
        if entry.flag("deed") && (hit.features.has(Features::PRONOUN) || supposed()) {
            return None;
        }
        let wished = clauses.before(hit.from, Marks::TO) && !hit.features.has(Features::PAST);
        let start = if named { hit.from } else { clauses.start(hit.from) };
        if wished
            || (weak && !named && start != hit.from && !clauses.before(hit.from, Marks::MAY.or(Marks::WAS)))
        {
            return None;
        }
        if hit.features.has(Features::PRESENT)
            && !clauses.mark(hit.from).any(Marks::FUTURE)
            && self.reader.attributive(hit.from)
        {
            return None;
        }
        let end = clauses.end(hit.from);
        let (object, end) = match self.object(entry, hit, end) {
            Some(object) => (object, end),
            None => self.behind_insets(entry, hit)?,
        };
        if named && object > hit.to {
            return None;
        }
        let by = match entry.text("by") {
            Some("both") => Some(self.reader.parties.both().to_vec()).filter(|b| !b.is_empty())?,
            Some("named") => {
                let span = clauses.span(hit.from, end);
                self.reader
                    .parties
                    .mentions(span)
                    .take(1)
                    .map(|p| p.name.clone())
                    .collect()
            }
            // `تقرر تكوين لجنة`: by whom is not said.
            _ if entry.flag("impersonal") => self.bound(hit, start, end, named).unwrap_or_default(),
            _ => self.bound(hit, start, end, named)?,
        };
        Some(Found {
            start,
            end: end.max(object + 1),
            action: object,
            by,
            force: force(entry),
            due: None,
            rule: &entry.id,
        })
    }

    /// Where the action begins: at the noun that the verb needs, behind its preposition, or right behind it.
    fn object(&self, entry: &Entry, hit: Hit, end: usize) -> Option<usize> {
        let (page, clauses) = (self.reader.page, &self.reader.clauses);
        let behind = hit.to..end.min(hit.to + 30);
        if entry.flag("with_noun") {
            let kind = entry.text("kind").unwrap_or("pledge");
            let noun = |t: usize| {
                let hit = page.hit(t, self.noun)?;
                let own = hit.features.has(Features::PRONOUN) || !page.entry(hit).flag("owned");
                let named = self.reader.names_party(hit.to) || page.hit(hit.to, self.own).is_some();
                (page.entry(hit).text("kind") == Some(kind) && (own || named)).then_some(t)
            };
            let stop = |t: &usize| !clauses.mark(*t).any(Marks::THAT.or(Marks::RELATIVE));
            return behind.take_while(stop).find_map(noun);
        }
        let prepositions = entry.list("prep");
        let deed = entry.flag("deed");
        if prepositions.is_empty() && deed {
            let stops = Marks::THAT.or(Marks::RELATIVE).or(Marks::PREPOSITION);
            return behind
                .take_while(|t| !clauses.mark(*t).any(stops) && !clauses.hangs(*t))
                .find(|t| self.deed(*t));
        }
        if prepositions.is_empty() {
            return Some(hit.to).filter(|t| *t < end);
        }
        let and = &page.pack.grammar.clitics.conjunctions;
        // agreed that ties rest on trust: behind the verb's own clause a preposition is another's.
        let subject_first = page.habits().subject_first;
        let closed = |t: &usize| {
            let mark = clauses.mark(*t);
            subject_first && (mark.any(Marks::VERB) || mark.any(Marks::THAT) && !mark.any(Marks::TO))
        };
        let behind = behind.take_while(|t| !closed(t));
        behind.into_iter().find(|t| {
            let word = page.folded(*t);
            let bare = and
                .iter()
                .find_map(|c| word.strip_prefix(c.as_str()))
                .unwrap_or(word);
            let next = || page.token(t + 1).is_some() && (!deed || self.deed(t + 1));
            prepositions.iter().any(|p| {
                let folded = crate::text::fold(p);
                let glued = || self.hung(&folded, word, bare, *t) && (!deed || self.deed(*t));
                word == folded && next() || (folded.chars().count() == 1 && glued())
            })
        })
    }

    /// `تقرر، خلال جلسة عمل، …، تكوين لجنة`: the deed behind what stands between commas, and where its clause ends.
    fn behind_insets(&self, entry: &Entry, hit: Hit) -> Option<(usize, usize)> {
        let clauses = &self.reader.clauses;
        let comma = |t: usize| clauses.mark(t).any(Marks::COMMA);
        if !entry.flag("impersonal") || !comma(hit.to) {
            return None;
        }
        let prepositions = entry.list("prep");
        let last = clauses.ceiling(hit.from).min(hit.to + 40);
        let led = |t: &usize| match prepositions.is_empty() {
            true => self.deed(*t),
            false => prepositions
                .iter()
                .any(|p| crate::text::fold(p) == self.reader.page.folded(*t)),
        };
        let object = (hit.to..last).filter(|t| comma(*t)).map(|t| t + 1).find(led)?;
        Some((object, clauses.end(object)))
    }

    /// Whether something to be done stands there: a verbal noun (`تسليم الميناء`), or أن with its verb.
    pub(super) fn deed(&self, token: usize) -> bool {
        let (page, clauses) = (self.reader.page, &self.reader.clauses);
        let noun = |h: &Hit| {
            let verbal = h.features.has(Features::VERBAL_NOUN) && !h.features.has(Features::PRONOUN);
            !h.glued.article && (verbal || h.class == self.noun && !page.entry(*h).flag("owned"))
        };
        // `وافق على أن بايدن أكثر احتمالا`, `على أن الحل صعب` undertake nothing.
        let named = |t: usize| page.has_article(t) || self.reader.names_party(t);
        let to = clauses.mark(token).any(Marks::TO) && !named(token + 1);
        to || page.hits(token).iter().any(noun)
    }

    /// `بتشكيل`: the letter is glued to a noun that is no party.
    fn hung(&self, letter: &str, word: &str, bare: &str, token: usize) -> bool {
        let least = if self.deed(token) { 4 } else { 5 };
        let long = |w: &str| w.starts_with(letter) && w.chars().count() >= least;
        (long(word) || long(bare))
            && !self.reader.names_party(token)
            && self.reader.page.hits(token).iter().all(|h| h.glued.preposition)
    }

    /// Who is bound: the subject; else whoever speaks; for a pledge in a noun, who acted last.
    fn bound(&self, hit: Hit, start: usize, end: usize, named: bool) -> Option<Vec<String>> {
        let reader = self.reader;
        if named {
            return reader.acted_last(hit.from).map(|name| vec![name]);
        }
        let entry = reader.page.entry(hit);
        if entry.flag("speaker") || start == hit.from && reader.pronoun_before(start) {
            return reader.speaker(hit.from).map(|name| vec![name]);
        }
        let mut by = reader.subject(start, hit.from, end);
        let next = reader.clauses.mark(hit.to);
        let aside = Marks::PREPOSITION.or(Marks::THAT).or(Marks::ADVERB);
        let dropped = next.any(aside) || reader.clauses.hangs(hit.to) || reader.timed(hit.to);
        if by.is_empty() && (dropped || start < hit.from) {
            by.extend(reader.speaker(hit.from));
        }
        if by.is_empty() {
            let cast = reader.cast(start, hit.from, end);
            by = if cast.actors.is_empty() {
                cast.recipients
            } else {
                cast.actors
            };
        }
        if by.is_empty() {
            by = reader.any_group(start, end.min(hit.to + 6));
        }
        (!by.is_empty()).then_some(by)
    }

    /// `ملتزمة باحترام …`, `مستعدون ل…`.
    fn ready(&self, hit: Hit) -> Option<Found<'t>> {
        let clauses = &self.reader.clauses;
        let start = clauses.start(hit.from);
        let end = clauses.end(hit.from);
        let denied = clauses.before(hit.from, Marks::NOT);
        // `استعداد طهران`: spoken of, not declared.
        if self.reader.names_party(hit.to) {
            return None;
        }
        if denied || hit.glued.article || end <= hit.to || start + 16 < hit.from {
            return None;
        }
        let mut by = self.reader.subject(start, hit.from, hit.from);
        if by.is_empty() {
            by.extend(self.reader.speaker(hit.from));
        }
        let entry = self.reader.page.entry(hit);
        (!by.is_empty()).then(|| Found {
            start,
            end,
            action: hit.to,
            by,
            force: force(entry),
            due: None,
            rule: &entry.id,
        })
    }

    /// Plans that are events, and what somebody announced to give.
    fn plans(&self, events: &[Annotation<Event>]) -> Vec<Found<'t>> {
        let reader = self.reader;
        let mut out = Vec::new();
        for event in events {
            let (from, trigger) = (
                reader.page.tokens.at(event.span.start),
                reader.page.tokens.at(event.value.trigger.start),
            );
            let to = reader.page.tokens.at(event.span.end.saturating_sub(1)) + 1;
            let Some(force) = self.planned(&event.value, from, trigger) else {
                continue;
            };
            let by = if event.value.actors.is_empty() {
                &event.value.recipients
            } else {
                &event.value.actors
            };
            out.push(Found {
                start: from,
                end: to,
                action: reader.clauses.lead(trigger),
                by: by.clone(),
                force,
                due: event.value.date.clone().filter(|_| force != Force::Stated),
                rule: "plan",
            });
        }
        out
    }

    fn planned(&self, event: &Event, from: usize, trigger: usize) -> Option<Force> {
        let (page, clauses) = (self.reader.page, &self.reader.clauses);
        let planned = event.status == Status::Planned && matches!(event.kind.as_str(), "AGREE" | "CONCEDE");
        let likely = (from..trigger).any(|t| clauses.mark(t).any(Marks::EXPECTED));
        let noun = clauses.mark(trigger).any(Marks::VERB.or(Marks::WEAK));
        if planned && (noun || from < trigger && (from..trigger).any(|t| clauses.mark(t).any(Marks::PLANNED)))
        {
            return Some(if likely { Force::Expected } else { Force::Planned });
        }
        let given =
            matches!(event.kind.as_str(), "RETREAT" | "CONCEDE" | "AID") && event.status != Status::Denied;
        let announced = (from..trigger).any(|t| {
            let hits = page.hits(t).iter().filter(|h| h.class == self.frame);
            let mut binding = hits.map(|h| page.entry(*h)).filter(|e| e.flag("binds"));
            binding.next().is_some()
        });
        (given && announced).then_some(Force::Stated)
    }
}

fn force(entry: &Entry) -> Force {
    match entry.text("force") {
        Some("agreed") => Force::Agreed,
        Some("ordered") => Force::Ordered,
        Some("planned") => Force::Planned,
        Some("expected") => Force::Expected,
        Some("discussed") => Force::Discussed,
        _ => Force::Stated,
    }
}
