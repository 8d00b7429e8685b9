//! PLOVER's type of a trigger, and whether the thing took place: what is only planned is another type than what was done.

use super::super::clauses::Marks;
use super::trigger::{Kind, Taken, Trigger, Triggers};
use crate::lang::{Entry, Features, Hit};
use crate::model::{Annotation, BlockKind, Status, Time};

/// Type and mode of a trigger; `None` where PLOVER has no code for it (a denied or merely possible attack).
pub(super) fn coded<'t>(trigger: &Trigger<'t>) -> Option<(&'t str, Option<&'t str>)> {
    let (kind, mode) = (trigger.plover, trigger.mode);
    match trigger.status {
        Status::Happened | Status::Denied => Some((kind, mode)),
        Status::Planned | Status::Possible => match kind {
            "CONSULT" | "SUPPORT" | "COOPERATE" | "AID" | "AGREE" => Some(("AGREE", None)),
            "RETREAT" | "CONCEDE" => Some(("CONCEDE", None)),
            "REQUEST" | "REJECT" | "THREATEN" => Some((kind, mode)),
            _ if trigger.status == Status::Planned => Some(("THREATEN", None)),
            _ => None,
        },
    }
}

impl<'t> Triggers<'_, '_, 't> {
    /// Type and mode: of the verb by itself, or by its noun.
    pub(super) fn coded(
        &self,
        verb: &'t Entry,
        noun: Option<&'t Entry>,
        hit: Hit,
        start: usize,
        end: usize,
    ) -> Option<(&'t str, Option<&'t str>)> {
        if verb.flag("past_only") && hit.features.has(Features::PRESENT) {
            return None;
        }
        if let Some(noun) = noun {
            let plover = verb.text("makes").or_else(|| noun.text("type"))?;
            let mode = verb.text("mode").filter(|_| verb.text("makes").is_some());
            // restored relations: what the noun alone is the mode of, the verb undoes.
            let same = noun.text("type") == Some(plover);
            return Some((plover, mode.or_else(|| noun.text("mode").filter(|_| same))));
        }
        let plover = verb.text("type")?;
        let fits = match verb.text("needs") {
            Some("with") => self.has_two(hit, start, end),
            Some("place") => self.goes_somewhere(hit, start, end),
            Some("party") => !self.reader.subject(start, hit.from, end).is_empty(),
            _ => true,
        };
        fits.then(|| (plover, verb.text("mode")))
    }

    /// Whether somebody goes to a place; `حركة … توجه رسالة إلى …`: what is sent there is no visitor.
    fn goes_somewhere(&self, hit: Hit, start: usize, end: usize) -> bool {
        let (reader, page) = (self.reader, self.reader.page);
        let next = hit.to;
        let object = page.is_word(next)
            && !page.has_article(next)
            && reader.role_at(next).is_none()
            && !reader.names_somebody(next)
            && !reader.timed(next)
            && !reader.clauses.mark(next).any(Marks::other_than(Marks::NOUN));
        let told = start < hit.from && !reader.subject(start, hit.from, hit.from).is_empty();
        // `لمدة قد تصل إلى سنتين`, `يصل مداه إلى …`: what reaches somewhere, without a word of a plan.
        let (clauses, marks) = (&reader.clauses, Marks::PLANNED.or(Marks::EXPECTED));
        let sure = !hit.features.has(Features::PRESENT)
            || clauses.mark(hit.from).any(Marks::FUTURE)
            || clauses.before(clauses.lead(hit.from), marks)
            || (hit.to..end).any(|t| reader.timed(t))
            || !reader.subject(start, hit.from, end).is_empty();
        reader.place(reader.clauses.span(hit.from, end)).is_some() && sure && !(object && told)
    }

    /// Whether two sides take part: behind مع or بين, or both of them as subject.
    fn has_two(&self, hit: Hit, start: usize, end: usize) -> bool {
        // `بحثت تزويد العراق بمستشارين للعمل مع حكومته`: with a subject before the verb, مع stands right behind it.
        let close = start + 1 < hit.from && !self.reader.page.habits().subject_first;
        let reach = if close { 4 } else { 16 };
        let cast = self.reader.cast(start, hit.from, end.min(hit.to + reach));
        // `اجتمع رئيس الوزراء بالسفير`; but `ناقش الحادثة أثناء لقائه بالوزير`.
        let page = self.reader.page;
        let talks = |h: Hit| page.entry(h).text("kind") == Some("talks");
        let other = |t: &usize| page.hit(*t, self.noun).is_some_and(talks);
        let mut near = (hit.to..end.min(hit.to + reach)).take_while(|t| !other(t));
        let met = !close && near.any(|t| self.reader.in_a_person(t));
        cast.together || met || cast.actors.len() > 1 || hit.features.has(Features::DUAL)
    }

    pub(super) fn status(&self, hit: Hit, entry: &Entry, plover: &str, relative: bool) -> Status {
        let clauses = &self.reader.clauses;
        let present = hit.features.has(Features::PRESENT);
        if clauses.mark(hit.from).any(Marks::FUTURE) || clauses.before(hit.from, Marks::FUTURE) {
            return Status::Planned;
        }
        // talks to be held in Vienna
        let passive = clauses.lead(hit.from) < hit.from;
        if passive && clauses.before(hit.from, Marks::TO) {
            return Status::Planned;
        }
        if (present || passive) && clauses.before(hit.from, Marks::MAY) {
            return Status::Possible;
        }
        let narrated = relative
            || clauses.before(hit.from, Marks::WAS)
            || entry.flag("ongoing")
            || self.leads_with(hit.from);
        let talks = matches!(plover, "CONSULT" | "RETREAT" | "COOPERATE");
        if present && talks && !narrated {
            Status::Planned
        } else {
            Status::Happened
        }
    }

    /// `الحكومة وحركة كذا تتبادلان رفات مقاتلين`: a report that leads with its subject tells in the present what has
    /// been, unless it names a day to come.
    fn leads_with(&self, verb: usize) -> bool {
        let (reader, page) = (self.reader, self.reader.page);
        let Some(body) = reader.found.blocks.iter().find(|b| b.kind == BlockKind::Body) else {
            return false;
        };
        let lead = page.sentence(page.tokens.at(body.span.start));
        let start = reader.clauses.start(verb);
        if page.sentence(verb) != lead || page.habits().subject_first || start == verb {
            return false;
        }
        let Some(sentence) = page.sentences.get(lead) else {
            return false;
        };
        let words = page.tokens.span(sentence.start, sentence.end);
        let day = reader.found.published.latest;
        let times = reader.found.times.iter().filter(|t| words.contains(t.span));
        let ahead = |t: &Annotation<Time>| t.value.earliest.is_none() || t.value.earliest > day;
        let told = day.is_some() && times.clone().all(|t| !ahead(t)) || times.clone().next().is_none();
        told && !reader.subject(start, verb, verb).is_empty()
    }

    /// Whether no subject stands beside the verb.
    pub(super) fn dropped(&self, hit: Hit, start: usize, taken: Option<Taken<'_>>) -> bool {
        let clauses = &self.reader.clauses;
        let next = clauses.mark(hit.to);
        let bare = Marks::PREPOSITION
            .or(Marks::THAT)
            .or(Marks::ADVERB)
            .or(Marks::COMMA);
        let first = hit.from <= start + 1;
        if self.reader.page.habits().subject_first {
            // condemned the raids and called on …
            return start == hit.from && clauses.mark(hit.from).any(Marks::AND);
        }
        let object = taken.is_some_and(|t| !t.before && t.hit.from <= hit.to);
        first && (next.any(bare) || clauses.hangs(hit.to) || object || hit.features.has(Features::PRONOUN))
    }
}

/// What a coded trigger is about.
pub(super) fn kind_of(plover: &str, noun: Option<&Entry>) -> Kind {
    let talks = noun.and_then(|n| n.text("kind")).is_some_and(|k| k == "talks");
    if talks || plover == "CONSULT" {
        Kind::Talks
    } else {
        Kind::Other
    }
}
