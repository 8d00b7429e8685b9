//! Where a clause begins and ends around one of its words: what events and commitments quote as their evidence.

mod behind;
mod marks;

use super::Page;
use crate::lang::ClassId;
use crate::model::Span;
use crate::text::TokenKind;
use behind::verbs_behind_subjects;
pub(crate) use marks::Marks;
use marks::{FutureVerbs, simple_classes, verb_marks};

/// Longest stretch to either side of a word that is still taken for its clause, in tokens.
const REACH: usize = 60;

/// The clauses of a page.
pub(crate) struct Clauses<'p, 't> {
    page: &'p Page<'t>,
    marks: Vec<Marks>,
}

impl<'p, 't> Clauses<'p, 't> {
    /// Marks every token, once.
    pub(crate) fn of(page: &'p Page<'t>) -> Self {
        let mut marks = vec![Marks::default(); page.tokens.len()];
        let simple = simple_classes(page);
        let mark_of = |class: ClassId| {
            simple
                .iter()
                .find(|(c, _)| *c == class)
                .map_or(Marks::default(), |(_, m)| *m)
        };
        let spoken = ["event-verb", "pledge-verb"].map(|name| page.pack.class(name));
        for hit in page.all_hits() {
            // كما is one word, no ك before ما.
            let plain = if hit.glued.preposition {
                Marks::default()
            } else {
                mark_of(hit.class)
            };
            let mut mark = plain.or(verb_marks(hit));
            if spoken.contains(&hit.class) && page.entry(*hit).flag("speaker") {
                mark = mark.or(Marks::VERB);
            }
            if hit.glued.article && hit.to == hit.from + 1 {
                mark.0 &= !(Marks::PREPOSITION.0 | Marks::BREAK.0 | Marks::SOURCE.0);
            }
            if hit.glued.conjunction && mark != Marks::default() {
                mark = mark.or(Marks::AND);
            }
            // Of a phrase, the last word decides what follows (من المقرر أن), the first where the clause begins.
            let planned = Marks::PLANNED
                .or(Marks::EXPECTED)
                .or(Marks::NEVER)
                .or(Marks::FUTURE);
            let phrase = mark.any(planned) && !mark.any(Marks::VERB);
            let at = if phrase { hit.to - 1 } else { hit.from };
            if let Some(slot) = marks.get_mut(at) {
                *slot = slot.or(mark);
            }
        }
        if page.habits().subject_first {
            verbs_behind_subjects(page, &mut marks);
        }
        let future = FutureVerbs::of(page);
        let heads = ["title-head", "body-head", "body-tail"].map(|name| page.pack.class(name));
        for (i, slot) in marks.iter_mut().enumerate() {
            match page.folded(i) {
                "،" | "," => *slot = slot.or(Marks::COMMA),
                ":" | "؛" | ";" => *slot = slot.or(Marks::STOP),
                word if future.looks_so(page, i, word) => {
                    let and = page
                        .pack
                        .grammar
                        .clitics
                        .conjunctions
                        .iter()
                        .any(|c| word.starts_with(c.as_str()));
                    *slot = slot.or(Marks::VERB).or(Marks::FUTURE);
                    *slot = if and { slot.or(Marks::AND) } else { *slot };
                }
                _ => {}
            }
            // وزارة is no و with زاره.
            if slot.any(Marks::VERB)
                && heads
                    .iter()
                    .any(|h| page.hit(i, *h).is_some_and(|h| !h.glued.conjunction))
            {
                slot.0 &= !Marks::VERB.0;
            }
            // بين is the preposition, hardly ever the verb.
            if slot.any(Marks::PREPOSITION.or(Marks::BREAK).or(Marks::SOURCE)) {
                slot.0 &= !Marks::VERB.0;
            }
            // Bare letters do not tell the verb رفض from the noun.
            if slot.any(Marks::WEAK) || (slot.any(Marks::VERB) && slot.any(Marks::NOUN)) {
                slot.0 = (slot.0 & !Marks::VERB.0) | Marks::WEAK.0;
            }
        }
        Self { page, marks }
    }

    /// A person's name: none of its words joins clauses, whatever it looks like (`آن ليندي` is no أن).
    pub(crate) fn name(&mut self, span: Span) {
        let (from, to) = self.tokens_of(span);
        for slot in self.marks.get_mut(from..to).into_iter().flatten() {
            slot.0 &= Marks::AND.0;
        }
    }

    /// A place's name holds no verb (`ستراسبورغ`).
    pub(crate) fn name_of_place(&mut self, span: Span) {
        let (from, to) = self.tokens_of(span);
        for slot in self.marks.get_mut(from..to).into_iter().flatten() {
            slot.0 &= !(Marks::VERB.0 | Marks::FUTURE.0 | Marks::WEAK.0 | Marks::PARTICIPLE.0);
        }
    }

    fn tokens_of(&self, span: Span) -> (usize, usize) {
        let from = self.page.tokens.at(span.start);
        let last = self.page.tokens.at(span.end.saturating_sub(1));
        (from, (last + 1).max(from))
    }

    /// What a token can do; nothing past the end.
    pub(crate) fn mark(&self, token: usize) -> Marks {
        self.marks.get(token).copied().unwrap_or_default()
    }

    /// Whether the token before has one of these marks, and it is in the same sentence; in `will be held` and `will also
    /// meet` what stands before the auxiliary counts too.
    pub(crate) fn before(&self, token: usize, marks: Marks) -> bool {
        let floor = self.floor(token);
        let marked = |t: usize| t > floor && t.checked_sub(1).is_some_and(|p| self.mark(p).any(marks));
        marked(token) || marked(self.lead(token))
    }

    /// The first of the auxiliaries and adverbs right before a verb that follows its subject; else the verb.
    pub(crate) fn lead(&self, verb: usize) -> usize {
        let mut at = verb;
        let helps = |t: usize| self.mark(t).any(Marks::BE.or(Marks::ADVERB));
        while self.page.habits().subject_first && at > 0 && helps(at - 1) {
            at -= 1;
        }
        at
    }

    /// The first token of the sentence that a token lies in, or of the quotation where that is shorter.
    pub(crate) fn floor(&self, token: usize) -> usize {
        let sentence = self.page.sentences.get(self.page.sentence(token));
        let start = sentence.map_or(0, |s| s.start);
        self.quotation(token).map_or(start, |(from, _)| from.max(start))
    }

    /// One past the last token of the sentence or of the quotation.
    pub(crate) fn ceiling(&self, token: usize) -> usize {
        let sentence = self.page.sentences.get(self.page.sentence(token));
        let end = sentence.map_or(token + 1, |s| s.end);
        self.quotation(token).map_or(end, |(_, to)| to.min(end))
    }

    /// The words in quotation marks around a token, where they are long enough to be a clause of their own.
    fn quotation(&self, token: usize) -> Option<(usize, usize)> {
        let quoted = &self.page.quoted;
        let after = quoted.partition_point(|q| q.open <= token);
        quoted[..after]
            .iter()
            .rev()
            .take(6)
            .find(|q| q.from <= token && token < q.to && q.to - q.from > 6)
            .map(|q| (q.from, q.to))
    }

    /// The first token of the clause whose verb stands at `verb`: the subject before it, where it has one there.
    pub(crate) fn start(&self, verb: usize) -> usize {
        let floor = self.floor(verb).max(verb.saturating_sub(REACH));
        let closed = Marks::STOP.or(Marks::THAT).or(Marks::CONDITION).or(Marks::SOURCE);
        let mut at = verb;
        // `…، وستنتشر القوات`: a verb with و begins its own clause.
        if self.mark(verb).any(Marks::AND) && self.mark(verb).any(Marks::VERB) {
            return verb;
        }
        while at > floor {
            let mark = self.mark(at - 1);
            if mark.any(closed) || self.dots(at - 1) {
                break;
            }
            if mark.any(Marks::BREAK) || mark.any(Marks::RELATIVE) {
                break;
            }
            if mark.any(Marks::COMMA)
                && let Some(comma) = self.aside(at - 1, floor)
            {
                at = comma;
                continue;
            }
            if mark.any(Marks::COMMA) && !self.leads(at - 1, floor) {
                break;
            }
            let finite = mark.any(Marks::VERB) && !mark.any(Marks::WAS);
            if finite && at >= floor + 3 && self.mark(at - 2).any(Marks::RELATIVE) && at < verb {
                // `الوزير، الذي يرعى الحوار، اتفق مع …`: the relative clause is a part of the subject.
                at -= 2;
                if at > floor && self.mark(at - 1).any(Marks::COMMA) {
                    at -= 1;
                }
                continue;
            }
            if finite && self.page.habits().subject_first {
                // said the army | withdrew: the subject stands between the two.
                break;
            }
            if finite {
                return verb;
            }
            at -= 1;
        }
        self.skip_marks(at, verb)
    }

    /// `Egyptian officials, who met the envoy, signed`: the comma before a relative clause that ends at `comma`.
    fn aside(&self, comma: usize, floor: usize) -> Option<usize> {
        if !self.page.habits().subject_first {
            return None;
        }
        let open = (floor + 1..comma)
            .rev()
            .find(|t| self.mark(*t).any(Marks::COMMA))?;
        self.mark(open + 1).any(Marks::RELATIVE).then_some(open)
    }

    /// The relative clause between two commas (`Egyptian officials, who met the envoy, signed`): none of its parties acts.
    pub(crate) fn relative_between(&self, from: usize, to: usize) -> std::ops::Range<usize> {
        if !self.page.habits().subject_first {
            return 0..0;
        }
        let comma = |t: &usize| self.mark(*t).any(Marks::COMMA);
        let open = (from..to).find(|t| comma(t) && self.mark(t + 1).any(Marks::RELATIVE));
        let close = open.and_then(|o| Some(o + 1..(o + 1..to).find(comma)?));
        close.unwrap_or(0..0)
    }

    /// Whether the words before a comma are a subject that the clause goes on with (`الرئيس، فلان، يدعو`) rather than
    /// a clause or an adverbial of their own.
    fn leads(&self, comma: usize, floor: usize) -> bool {
        let mut from = comma;
        let ends = Marks::COMMA
            .or(Marks::STOP)
            .or(Marks::THAT)
            .or(Marks::BREAK)
            .or(Marks::SOURCE);
        while from > floor && !self.mark(from - 1).any(ends) {
            from -= 1;
            if self.mark(from).any(Marks::VERB) && !self.mark(from).any(Marks::WAS) {
                return false;
            }
        }
        let from = self.skip_marks(from, comma);
        let first = self.mark(from);
        let adverbial = Marks::PREPOSITION
            .or(Marks::ADVERB)
            .or(Marks::PARTICIPLE)
            .or(Marks::WEAK);
        from < comma && !first.any(adverbial) && !self.hangs(from)
    }

    /// Whether a preposition is glued to the word.
    pub(crate) fn hangs(&self, token: usize) -> bool {
        let hits = self.page.hits(token);
        !hits.is_empty() && hits.iter().all(|h| h.glued.preposition)
    }

    fn dots(&self, token: usize) -> bool {
        let dash = |t: usize| self.page.folded(t) == "-";
        let beside = |t: usize| dash(t) || self.page.folded(t) == ")";
        let dashes = dash(token) && (dash(token + 1) || token > 0 && beside(token - 1));
        // Joseph R. Biden: the stop ends no sentence.
        let inside = self.page.folded(token) == "." && token + 1 < self.ceiling(token);
        dashes || !inside && matches!(self.page.folded(token), "." | "…" | "•" | "|")
    }

    fn skip_marks(&self, mut at: usize, to: usize) -> usize {
        while at < to && self.page.token(at).is_some_and(|t| t.kind == TokenKind::Mark) {
            at += 1;
        }
        at
    }

    /// One past the last token of the relative clause whose verb is at `verb`: the verb of the sentence ends it
    /// (`الجولة التي انطلقت أمس | حققت تقدما`).
    pub(crate) fn relative_end(&self, verb: usize) -> usize {
        let end = self.end(verb);
        let mut at = verb + 1;
        while at < end {
            let mark = self.mark(at);
            let held = Marks::RELATIVE.or(Marks::THAT).or(Marks::NOT).or(Marks::NEVER);
            if mark.any(Marks::RELATIVE) {
                return end;
            }
            if mark.any(Marks::VERB) && !self.before(at, held) {
                return self.trimmed(verb, at);
            }
            at += 1;
        }
        end
    }

    /// One past the last token of the clause that the word at `word` is in.
    pub(crate) fn end(&self, word: usize) -> usize {
        let ceiling = self.ceiling(word).min(word + REACH);
        let mut at = word + 1;
        while at < ceiling {
            let mark = self.mark(at);
            if mark.any(
                Marks::STOP
                    .or(Marks::SOURCE)
                    .or(Marks::PARTICIPLE)
                    .or(Marks::BREAK),
            ) {
                break;
            }
            if mark.any(Marks::COMMA) && self.opens(at + 1) {
                break;
            }
            if self.mark(at + 1).any(Marks::COMMA) && self.closes_alone(at, word) {
                break;
            }
            let joined = mark.any(Marks::AND) && mark.any(Marks::VERB) && !self.hangs(at);
            if joined {
                break;
            }
            at += 1;
        }
        self.trimmed(word, at)
    }

    /// A closing mark whose opening one stands before `word`, or nowhere: the words quoted end there.
    fn closes_alone(&self, token: usize, word: usize) -> bool {
        let quoted = &self.page.quoted;
        let after = quoted.partition_point(|q| q.open <= token);
        let mut near = quoted[..after].iter().rev().take(6);
        matches!(self.page.folded(token), "\"" | "”" | "»") && !near.any(|q| q.open > word && q.end > token)
    }

    fn trimmed(&self, word: usize, mut at: usize) -> usize {
        while at > word + 1 && self.trails(at - 1) {
            at -= 1;
        }
        at
    }

    /// Whether a clause of its own begins at a token that stands behind a comma.
    fn opens(&self, token: usize) -> bool {
        let token = self.skip_marks(token, token + 2);
        if self.mark(token).any(Marks::RELATIVE) && self.mark(token).any(Marks::AND) {
            return true;
        }
        let new = Marks::VERB
            .or(Marks::PARTICIPLE)
            .or(Marks::BREAK)
            .or(Marks::THAT)
            .or(Marks::CONDITION)
            .or(Marks::SOURCE)
            .or(Marks::WAS)
            .or(Marks::MAY)
            .or(Marks::NOT)
            .or(Marks::COMMA);
        self.mark(token).any(new) || (self.mark(token).any(Marks::WEAK) && self.mark(token).any(Marks::AND))
    }

    fn trails(&self, token: usize) -> bool {
        self.mark(token).any(Marks::COMMA.or(Marks::STOP))
            || self.page.pack.is_conjunction(self.page.folded(token))
            || matches!(self.page.folded(token), "." | "(" | "«" | "“" | "-")
    }

    /// The bytes from token `from` to before token `to`, without a conjunction's comma or a mark at the ends.
    pub(crate) fn span(&self, from: usize, to: usize) -> Span {
        self.page.tokens.span(from, to)
    }
}
