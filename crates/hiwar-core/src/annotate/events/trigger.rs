//! The words that show an event: verbs, alone or with the noun that they need.

use super::super::cast::{Reader, Role};
use super::super::clauses::Marks;
use super::status::kind_of;
use crate::lang::{ClassId, Entry, Features, Hit};
use crate::model::Status;

/// What a trigger is about, as far as its actors depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Meetings, visits, calls.
    Talks,
    /// Everything else.
    Other,
}

/// A word that shows an event, with its clause.
#[derive(Clone, Debug)]
pub(super) struct Trigger<'t> {
    /// The token of the verb or noun.
    pub(super) at: usize,
    /// The last token of what belongs to it (`عقد … اجتماعا`).
    pub(super) last: usize,
    /// First token of the clause.
    pub(super) start: usize,
    /// One past its last.
    pub(super) end: usize,
    /// PLOVER type of the thing done.
    pub(super) plover: &'t str,
    /// PLOVER mode.
    pub(super) mode: Option<&'t str>,
    pub(super) kind: Kind,
    pub(super) status: Status,
    /// The verb stands in a relative clause.
    pub(super) relative: bool,
    /// … which describes something that is nobody (`الزلزال الذي ضرب البلاد`).
    pub(super) of_a_thing: bool,
    /// It is a noun that another word says took place.
    pub(super) nominal: bool,
    /// It counts beside the clause that it stands in.
    pub(super) own: bool,
    /// A verb in the past.
    pub(super) past: bool,
    /// The verb names no subject.
    pub(super) dropped: bool,
    /// A noun whose pronoun is its subject (`رفضه`).
    pub(super) pronoun: bool,
    /// It is a participle that carries a sentence on.
    pub(super) participle: bool,
    /// The sentence it is in.
    pub(super) sentence: usize,
    /// The subject receives the visitor.
    pub(super) host: bool,
    /// The entry's id.
    pub(super) rule: &'t str,
}

/// What لن before a verb makes a refusal of.
const REFUSABLE: [&str; 7] = [
    "CONSULT",
    "AGREE",
    "SUPPORT",
    "COOPERATE",
    "RETREAT",
    "AID",
    "CONCEDE",
];

/// Looks for triggers.
pub(super) struct Triggers<'r, 'p, 't> {
    pub(super) reader: &'r Reader<'p, 't>,
    pub(super) verb: ClassId,
    pub(super) noun: ClassId,
    pub(super) frame: ClassId,
    pub(super) soon: ClassId,
    phone: ClassId,
    pub(super) habit: ClassId,
    nothing: ClassId,
    /// The letters that verbs of the first person begin with behind لن.
    own_verbs: Vec<&'t str>,
    pub(super) heads: [ClassId; 3],
}

/// The noun that a verb needs.
#[derive(Clone, Copy)]
pub(super) struct Taken<'t> {
    pub(super) hit: Hit,
    pub(super) entry: &'t Entry,
    /// It stands before the verb.
    pub(super) before: bool,
}

impl<'r, 'p, 't> Triggers<'r, 'p, 't> {
    pub(super) fn of(reader: &'r Reader<'p, 't>) -> Self {
        let class = |name| reader.page.pack.class(name);
        Self {
            reader,
            verb: class("event-verb"),
            noun: class("event-noun"),
            frame: class("event-frame"),
            soon: class("event-soon"),
            phone: class("event-phone"),
            habit: class("event-habit"),
            nothing: class("pledge-nothing"),
            own_verbs: own_verbs(reader),
            heads: [class("title-head"), class("body-head"), class("body-tail")],
        }
    }

    /// All of them, by the order of their first word.
    pub(super) fn all(&self) -> Vec<Trigger<'t>> {
        let mut out = Vec::new();
        for hit in self.reader.page.all_hits() {
            let longest = || {
                self.reader
                    .page
                    .hit(hit.from, hit.class)
                    .is_some_and(|h| h.to == hit.to)
            };
            if (hit.class != self.verb && hit.class != self.noun) || !longest() {
                continue;
            }
            let verbal = (hit.class == self.verb).then(|| self.verbal(*hit)).flatten();
            if let Some(mut found) = verbal.or_else(|| self.nominal(*hit)) {
                if found.kind == Kind::Talks && found.plover == "CONSULT" && self.by_phone(&found) {
                    found.mode = Some("phone");
                }
                out.push(found);
            }
        }
        let never = |t: &usize| self.reader.clauses.mark(*t).any(Marks::NEVER);
        let tokens = 0..self.reader.page.tokens.len();
        out.extend(tokens.filter(never).filter_map(|t| self.refusal(t)));
        out
    }

    /// `طهران لن ترسل اليورانيوم`: what a party says that it will not do, whatever verb it is.
    fn refusal(&self, never: usize) -> Option<Trigger<'t>> {
        let (page, clauses) = (self.reader.page, &self.reader.clauses);
        let verb = never + 1;
        if !page.is_word(verb) || page.hit(verb, self.nothing).is_some() {
            return None;
        }
        let (start, end) = (clauses.start(never), clauses.end(verb));
        let own = self.own_verbs.iter().any(|p| page.folded(verb).starts_with(p));
        let pronoun = start == never && self.reader.pronoun_before(start);
        let named = start < never && !self.reader.subject(start, never, never).is_empty();
        if !(own || pronoun || named) || clauses.before(start, Marks::CONDITION.or(Marks::RELATIVE)) {
            return None;
        }
        Some(Trigger {
            at: verb,
            last: verb,
            start,
            end,
            plover: "REJECT",
            mode: None,
            kind: Kind::Other,
            status: Status::Happened,
            relative: false,
            of_a_thing: false,
            nominal: false,
            own: true,
            past: false,
            dropped: own,
            pronoun: false,
            participle: false,
            sentence: page.sentence(verb),
            host: false,
            rule: "refusal",
        })
    }

    /// Whether the noun that the relative clause from `first` on describes names no party, person or group.
    fn describes_a_thing(&self, first: usize) -> bool {
        let (page, clauses) = (self.reader.page, &self.reader.clauses);
        let mut relative = first.saturating_sub(1);
        if relative > 0 && clauses.mark(relative - 1).any(Marks::COMMA) {
            relative -= 1;
        }
        let floor = clauses.floor(relative).max(relative.saturating_sub(6));
        let plain = |t: &usize| page.is_word(*t) && !clauses.mark(*t).any(Marks::other_than(Marks::NOUN));
        let mut noun = (floor..relative).rev().take_while(plain);
        relative > floor && !noun.any(|t| self.reader.names_somebody(t))
    }

    fn by_phone(&self, trigger: &Trigger<'_>) -> bool {
        (trigger.start..trigger.end).any(|t| self.reader.page.hit(t, self.phone).is_some())
    }

    /// A finite verb or a participle.
    fn verbal(&self, hit: Hit) -> Option<Trigger<'t>> {
        let (page, clauses) = (self.reader.page, &self.reader.clauses);
        let entry = page.entry(hit);
        let participle = hit.features.has(Features::PARTICIPLE);
        if !self.reads_as_verb(hit, participle) {
            return None;
        }
        if !participle && hit.features.has(Features::PRESENT) && entry.list("takes").is_empty() {
            let future = clauses.mark(hit.from).any(Marks::FUTURE);
            if !future && self.reader.attributive(hit.from) {
                return None;
            }
        }
        let first = if participle {
            hit.from
        } else {
            clauses.start(hit.from)
        };
        let relative = clauses.before(first, Marks::RELATIVE);
        let end = if relative {
            clauses.relative_end(hit.from)
        } else {
            clauses.end(hit.from)
        };
        let taken = self.takes(entry, hit, first, end);
        let before = taken.filter(|t| t.before);
        let start = before.map_or(first, |noun| noun.hit.from.min(first));
        if (relative && !self.tells(hit, before)) || self.supposed(start, hit.from, end) {
            return None;
        }
        let (plover, mode) = self.coded(entry, taken.map(|t| t.entry), hit, start, end)?;
        let refused = clauses.before(hit.from, Marks::NEVER);
        if refused && !REFUSABLE.contains(&plover) {
            return None;
        }
        let (from, planned) = self.announced(hit.from, start);
        // `زيارة تؤديها المستشارة`: told, no plan.
        let told = relative
            || before.is_some()
                && (hit.features.has(Features::PRONOUN) || entry.flag("through"))
                && self.reader.attributive(hit.from);
        let status = planned.unwrap_or_else(|| self.status(hit, entry, plover, told));
        let behind = taken.filter(|t| !t.before).map_or(0, |t| t.hit.to);
        Some(Trigger {
            at: hit.from,
            last: behind.max(hit.to) - 1,
            start: from,
            end: end.max(behind),
            plover: if refused { "REJECT" } else { plover },
            mode: mode.filter(|_| !refused),
            kind: kind_of(plover, taken.map(|t| t.entry)),
            status: if refused { Status::Happened } else { status },
            relative,
            of_a_thing: relative
                && before.is_none()
                && !hit.features.has(Features::PRONOUN)
                && self.describes_a_thing(first),
            nominal: false,
            own: !relative,
            past: hit.features.has(Features::PAST),
            dropped: participle || hit.features == Features::default() || self.dropped(hit, start, taken),
            pronoun: false,
            participle,
            sentence: page.sentence(hit.from),
            host: entry.flag("host"),
            rule: &entry.id,
        })
    }

    /// Where the clause begins with what says that it is to come (`من المقرر أن`), and what that makes of it.
    pub(super) fn announced(&self, verb: usize, start: usize) -> (usize, Option<Status>) {
        let clauses = &self.reader.clauses;
        let planned = Marks::PLANNED.or(Marks::EXPECTED);
        let Some(last) = clauses
            .lead(verb)
            .checked_sub(1)
            .filter(|t| clauses.mark(*t).any(planned))
        else {
            return (start, None);
        };
        let class = |name| self.reader.page.pack.class(name);
        let (sure, likely) = (class("clause-planned"), class("clause-expected"));
        let from = (last.saturating_sub(4)..=last).find(|t| {
            let hits = self.reader.page.hits(*t).iter();
            hits.filter(|h| h.class == sure || h.class == likely)
                .any(|h| h.to == last + 1)
        });
        // Macron is expected to visit: the subject stands before it.
        let subject = self.reader.page.habits().subject_first;
        let from = from.map_or(start, |f| if subject { f.min(start) } else { f });
        (from, Some(Status::Planned))
    }

    /// The noun that the verb's entry asks for: behind the verb, or before it where it is the subject.
    pub(super) fn takes(&self, entry: &Entry, hit: Hit, start: usize, end: usize) -> Option<Taken<'t>> {
        let kinds = entry.list("takes");
        if kinds.is_empty() {
            return None;
        }
        let (page, clauses) = (self.reader.page, &self.reader.clauses);
        let wanted = |token: usize| {
            let fit = page.hit(token, self.noun).map(|h| (h, page.entry(h)));
            fit.filter(|(_, e)| e.text("kind").is_some_and(|k| kinds.contains(&k)))
        };
        let reach = entry.number("reach").map_or(14, |n| n.max(0) as usize);
        for token in hit.to..end.min(hit.to + reach) {
            if clauses.mark(token).any(Marks::THAT.or(Marks::RELATIVE)) {
                break;
            }
            // `سحب عدد من القوات` takes its noun through من; through any other preposition only where the entry says so.
            let before = Some(token - 1).filter(|t| *t >= hit.to && clauses.mark(*t).any(Marks::PREPOSITION));
            let led = [Some(token), before]
                .into_iter()
                .flatten()
                .filter_map(|t| self.reader.role_at(t));
            let free = entry.flag("through") || led.clone().all(|r| r == Role::Of);
            if let Some((hit, entry)) = wanted(token).filter(|_| free) {
                return Some(Taken {
                    hit,
                    entry,
                    before: false,
                });
            }
        }
        let floor = clauses.floor(hit.from).max(hit.from.saturating_sub(14));
        let relative = clauses.before(start, Marks::RELATIVE);
        for token in (floor..hit.from).rev() {
            let mark = clauses.mark(token);
            let other = Marks::THAT.or(Marks::STOP).or(Marks::BREAK).or(Marks::CONDITION);
            // welcomed this support, and reaffirmed …: what was acted on before.
            let object = clauses.mark(hit.from).any(Marks::AND) && page.habits().subject_first;
            if object || mark.any(other) || (mark.any(Marks::VERB) && !mark.any(Marks::WAS)) {
                break;
            }
            let Some((noun, entry)) = wanted(token) else {
                continue;
            };
            let hangs = clauses.hangs(token) || clauses.before(token, Marks::PREPOSITION);
            // عقب محادثات جرت أمس: the clause says more about an indefinite noun.
            let told = noun.to == hit.from && !page.has_article(token) && hit.features.has(Features::PAST);
            let relative = relative || told && !page.habits().subject_first;
            if relative || token <= start + 3 && (!hangs || token > start + 1) {
                return Some(Taken {
                    hit: noun,
                    entry,
                    before: true,
                });
            }
        }
        None
    }
}

/// What verbs of the first person begin with, without the letter of the future (نرسل, أرسل).
fn own_verbs<'t>(reader: &Reader<'_, 't>) -> Vec<&'t str> {
    let pack = reader.page.pack;
    let person = pack.entry_named("clause-future-verb");
    let forms = person.map(|e| e.list("first_person")).unwrap_or_default();
    let letter = pack.grammar.clitics.future.as_str();
    forms.iter().filter_map(|f| f.strip_prefix(letter)).collect()
}
