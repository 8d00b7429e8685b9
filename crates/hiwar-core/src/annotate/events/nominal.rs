//! Nouns that show an event: what another word says took place (`أعلن سحب القوات`, `تم توقيع الاتفاقية`), and meetings
//! that are named with their parties and their day.

use super::super::clauses::Marks;
use super::status::kind_of;
use super::trigger::{Taken, Trigger, Triggers};
use crate::lang::{Entry, Features, Hit};
use crate::model::{Status, TimeKind};

/// How far before its noun a frame may stand, in tokens.
const BACK: usize = 16;

/// What says that the noun took place.
struct Frame {
    /// Where the clause begins.
    start: usize,
    status: Status,
    /// It is part of another sentence's news (قبيل): the clause beside it counts too.
    own: bool,
}

impl<'t> Triggers<'_, '_, 't> {
    /// A noun that shows an event.
    pub(super) fn nominal(&self, hit: Hit) -> Option<Trigger<'t>> {
        let (page, clauses) = (self.reader.page, &self.reader.clauses);
        let entry = page.entry(hit);
        let verbal = hit.class == self.verb;
        if verbal && !hit.features.has(Features::VERBAL_NOUN) {
            return None;
        }
        if entry.flag("with_verb") {
            return None;
        }
        let end = clauses.end(hit.from);
        let taken = if verbal {
            self.takes(entry, hit, hit.from, end.min(hit.to + 8))
        } else {
            None
        };
        let head = hit
            .features
            .has(Features::PRONOUN)
            .then(|| self.taken_up(entry, hit))
            .flatten();
        let taken = taken.or(head);
        let (plover, mode) = if verbal {
            self.coded(entry, taken.map(|t| t.entry), hit, hit.from, end)?
        } else {
            (entry.text("type")?, entry.text("mode"))
        };
        let noun = taken.map(|t| t.entry).or(Some(entry).filter(|_| !verbal));
        let frame = self
            .framed(hit, head)
            .or_else(|| self.framed_behind(hit))
            .or_else(|| self.named_with_day(hit, entry, end))
            .map(|frame| (frame, end))
            .or_else(|| self.in_passing(hit, entry, end));
        let (frame, end) = frame?;
        let past_frame = frame.status == Status::Happened;
        Some(Trigger {
            at: hit.from,
            last: taken
                .filter(|t| !t.before)
                .map_or(hit.to - 1, |t| (t.hit.to - 1).max(hit.to - 1)),
            start: frame.start,
            end,
            plover,
            mode,
            kind: kind_of(plover, noun),
            status: frame.status,
            relative: false,
            of_a_thing: false,
            nominal: true,
            own: frame.own,
            past: past_frame,
            dropped: false,
            pronoun: hit.features.has(Features::PRONOUN) || entry.flag("owned"),
            participle: false,
            sentence: page.sentence(hit.from),
            host: false,
            rule: &entry.id,
        })
    }

    /// The word that says that the noun took place: a verb with the noun as its object, or behind its preposition.
    fn framed(&self, hit: Hit, head: Option<Taken<'_>>) -> Option<Frame> {
        let (page, clauses) = (self.reader.page, &self.reader.clauses);
        let (from, planned) = self.announced(hit.from, hit.from);
        if let Some(status) = planned {
            return Some(Frame {
                start: from,
                status,
                own: true,
            });
        }
        let stops = Marks::THAT
            .or(Marks::STOP)
            .or(Marks::RELATIVE)
            .or(Marks::CONDITION)
            .or(Marks::NOT);
        let floor = clauses.floor(hit.from).max(hit.from.saturating_sub(BACK));
        for token in (floor..hit.from).rev() {
            let frame = page
                .hits(token)
                .iter()
                .find(|h| h.class == self.frame && h.to <= hit.from);
            let finite = |h: &&Hit| !h.glued.article && !h.features.has(Features::VERBAL_NOUN);
            let Some(frame) = frame.filter(finite) else {
                if clauses.mark(token).any(stops.or(Marks::VERB)) {
                    return None;
                }
                continue;
            };
            let frame = self
                .says(*frame, hit)
                .filter(|_| head.is_some() || !clauses.before(frame.from, Marks::RELATIVE))?;
            return Some(Frame {
                start: head.map_or(frame.start, |h| h.hit.from),
                ..frame
            });
        }
        None
    }

    /// Whether a frame governs the noun, and what it makes of it.
    fn says(&self, frame: Hit, noun: Hit) -> Option<Frame> {
        let (page, clauses) = (self.reader.page, &self.reader.clauses);
        let entry = page.entry(frame);
        // إذا جرت الموافقة عليه
        let denied = Marks::NOT.or(Marks::NEVER).or(Marks::CONDITION);
        let wished = clauses.before(frame.from, Marks::TO) && frame.features.has(Features::PRESENT);
        if clauses.before(frame.from, denied)
            || (wished && !self.foreseen(frame.from))
            || !self.governs(entry, frame, noun)
        {
            return None;
        }
        let future = clauses.mark(frame.from).any(Marks::FUTURE)
            || clauses.before(frame.from, Marks::FUTURE)
            || self.foreseen(frame.from);
        let status = match entry.text("status") {
            Some("planned") => Status::Planned,
            Some("denied") => Status::Denied,
            _ if future => Status::Planned,
            _ if clauses.before(frame.from, Marks::MAY) && frame.features.has(Features::PRESENT) => {
                Status::Possible
            }
            _ => Status::Happened,
        };
        let start = if entry.flag("says") {
            noun.from
        } else {
            clauses.start(frame.from)
        };
        let (start, _) = self.announced(frame.from, start);
        Some(Frame {
            start,
            status,
            own: true,
        })
    }

    fn foreseen(&self, token: usize) -> bool {
        self.reader
            .clauses
            .before(token, Marks::PLANNED.or(Marks::EXPECTED))
    }

    /// Whether the noun is what the frame says: its object, or behind one of its prepositions.
    fn governs(&self, entry: &Entry, frame: Hit, noun: Hit) -> bool {
        let (page, clauses) = (self.reader.page, &self.reader.clauses);
        let prepositions = entry.list("prep");
        let word = page.folded(noun.from);
        let alone = noun
            .from
            .checked_sub(1)
            .filter(|t| *t >= frame.to)
            .map(|t| page.folded(t));
        if noun.glued.preposition {
            let clitics = &page.pack.grammar.clitics;
            let and = clitics.conjunctions.iter().filter(|_| noun.glued.conjunction);
            let bare = and
                .filter_map(|c| word.strip_prefix(c.as_str()))
                .next()
                .unwrap_or(word);
            return prepositions.iter().any(|p| bare.starts_with(p));
        }
        if let Some(before) = alone.filter(|_| clauses.before(noun.from, Marks::PREPOSITION)) {
            return prepositions.iter().any(|p| crate::text::fold(p) == before);
        }
        if entry.flag("prep_only") {
            return false;
        }
        // `رفض وقف إطلاق النار`: what another noun is about is not said to be. The object: behind the verb, or behind its subject, with no other phrase between.
        let between = frame.to..noun.from;
        let clear = between.clone().all(|t| {
            self.reader.timed(t)
                || !(clauses.mark(t).any(Marks::PREPOSITION.or(Marks::NOUN)) || clauses.hangs(t))
        });
        between.len() <= 8 && clear
    }

    /// A meeting, a visit or a call that is named with its parties and its day (`قبيل اجتماع … الإثنين`).
    fn named_with_day(&self, hit: Hit, entry: &Entry, end: usize) -> Option<Frame> {
        let (page, clauses) = (self.reader.page, &self.reader.clauses);
        if hit.class != self.noun || !entry.flag("dated") {
            return None;
        }
        let limit = self.phrase_end(hit, end);
        let span = clauses.span(hit.from, limit);
        let from = self
            .reader
            .found
            .times
            .partition_point(|t| t.span.start < span.start);
        let timed = self.reader.found.times.get(from..)?.iter();
        let dated = timed.take_while(|t| t.span.end <= span.end).any(|t| {
            matches!(t.value.kind, TimeKind::Date | TimeKind::Time) && !t.value.value.ends_with("_REF")
        });
        if !dated || !self.has_sides(hit.from, limit) {
            return None;
        }
        let before = hit.from.checked_sub(1).and_then(|t| page.hit(t, self.soon));
        // خلال زيارة الرئيس الصيني في كانون الأول 2022: says nothing of what is to come.
        let soon = before.map(|h| page.entry(h)).filter(|e| !e.flag("during"));
        let status = match soon.map(|e| e.flag("gone")) {
            Some(false) => Status::Planned,
            Some(true) => Status::Happened,
            None => return None,
        };
        let start = before
            .filter(|_| status == Status::Planned)
            .map_or(hit.from, |h| h.from);
        Some(Frame {
            start,
            status,
            own: status == Status::Planned,
        })
    }

    /// `اللقاء تم على هامش …`: what says that it took place stands behind the noun.
    fn framed_behind(&self, hit: Hit) -> Option<Frame> {
        let (page, clauses) = (self.reader.page, &self.reader.clauses);
        let bare = hit.class == self.noun && !clauses.hangs(hit.from);
        if !bare || clauses.before(hit.from, Marks::PREPOSITION) {
            return None;
        }
        let near = (hit.to..hit.to + 3).take_while(|t| page.is_word(*t));
        let frame = near.filter_map(|t| page.hit(t, self.frame)).next()?;
        let entry = page.entry(frame);
        let not = Marks::NOT.or(Marks::NEVER).or(Marks::TO);
        if !entry.flag("behind") || frame.glued.conjunction || clauses.before(frame.from, not) {
            return None;
        }
        let planned = entry.text("status") == Some("planned");
        Some(Frame {
            start: hit.from,
            status: if planned {
                Status::Planned
            } else {
                Status::Happened
            },
            own: true,
        })
    }

    /// What a clause is dated by: `خلال لقائه الرئيس الروسي`, `إثر لقائها برئيس الجمهورية`, `في أعقاب دعوة قطر ومصر`,
    /// `خلال زيارة وزير الدفاع السوداني إلى الدوحة`.
    fn in_passing(&self, hit: Hit, entry: &Entry, end: usize) -> Option<(Frame, usize)> {
        let (page, clauses) = (self.reader.page, &self.reader.clauses);
        let back = |w: usize| {
            let at = hit.from.checked_sub(w)?;
            page.hit(at, self.soon).filter(|h| h.to == hit.from)
        };
        let soon = page.entry((1..=2).find_map(back)?);
        let gone = soon.flag("gone");
        let passed = gone || soon.flag("during");
        let own = entry.flag("owned") && passed;
        // خلال جلسات الحوار الاستراتيجي: a series of talks, and no meeting of it.
        let series = page.hit(hit.to, self.noun).is_some();
        let sides = hit.class == self.noun && entry.flag("dated") && passed && !hit.glued.article && !series;
        let deed = hit.class == self.verb && !hit.glued.article && gone && self.party_at(hit.to);
        let limit = self.phrase_end(hit, end).min(hit.to + 12);
        let span = clauses.span(hit.from, limit);
        let met = own && self.reader.parties.mentions(span).next().is_some();
        let sides = sides && self.has_sides(hit.from, limit);
        let frame = Frame {
            start: hit.from,
            status: Status::Happened,
            own: sides,
        };
        (met || sides || deed && entry.text("type").is_some()).then_some((frame, limit))
    }

    /// Where the noun's own phrase ends: before another verb, `أن` or a relative clause.
    fn phrase_end(&self, noun: Hit, end: usize) -> usize {
        let ends = Marks::VERB.or(Marks::THAT).or(Marks::RELATIVE);
        let mut behind = noun.to..end;
        behind
            .find(|t| self.reader.clauses.mark(*t).any(ends))
            .unwrap_or(end)
    }

    /// Whether two parties or more are named for what the noun tells.
    fn has_sides(&self, noun: usize, limit: usize) -> bool {
        let cast = self.reader.cast(noun, noun, limit);
        cast.actors.len() + cast.recipients.len() >= 2
    }

    /// Whether a party is named right there, by its name or by a title.
    fn party_at(&self, token: usize) -> bool {
        let titled = self
            .heads
            .iter()
            .any(|h| self.reader.page.hit(token, *h).is_some());
        titled || self.reader.names_party(token)
    }

    /// The noun that a pronoun takes up in a relative clause (`الحوار الذي تم عقده`).
    fn taken_up(&self, entry: &Entry, hit: Hit) -> Option<Taken<'t>> {
        let clauses = &self.reader.clauses;
        let floor = clauses.floor(hit.from).max(hit.from.saturating_sub(4));
        let relative = (floor..hit.from)
            .rev()
            .find(|t| clauses.mark(*t).any(Marks::RELATIVE))?;
        let kinds = entry.list("takes");
        let floor = clauses.floor(relative).max(relative.saturating_sub(8));
        (floor..relative).rev().find_map(|t| {
            let hits = self.reader.page.hits(t).iter().filter(|h| h.class == self.noun);
            let mut fit = hits.map(|h| Taken {
                hit: *h,
                entry: self.reader.page.entry(*h),
                before: true,
            });
            fit.find(|f| f.entry.text("kind").is_some_and(|k| kinds.contains(&k)))
        })
    }
}
