//! Who said what, through whom.
//!
//! Five steps, one file each: find the cues, see how each is joined to what follows it (its frame), who speaks,
//! where the words said begin and end, and through whom they came.

mod after;
mod beside;
mod bounds;
mod chain;
mod content;
mod cues;
mod frame;
mod phrase;
mod reader;
mod source;
mod speakers;
mod subject_first;

use super::{Hints, Page};
use crate::model::{Annotation, Annotations, Span, Speaker, Statement};
use chain::Chain;
use content::Content;
use cues::{Cue, Shape};
use frame::{Frame, Kind};
use phrase::Source;
use reader::Reader;
use source::Memory;

/// Every statement of a page.
pub(crate) fn find(page: &Page<'_>, hints: &Hints, found: &Annotations) -> Vec<Annotation<Statement>> {
    let reader = Reader::new(page, hints, found);
    if page.habits().subject_first {
        return subject_first::find(&reader);
    }
    let cues = cues::find(&reader);
    let mut finder = Finder {
        r: &reader,
        cues: &cues,
        memory: Memory::default(),
        rows: Vec::new(),
        busy: 0,
        pending: None,
        last_end: 0,
    };
    finder.run();
    finder.rows.sort_by_key(|s| s.value.content.start);
    finder.rows
}

struct Finder<'r, 'a> {
    r: &'r Reader<'a>,
    cues: &'r [Cue<'a>],
    memory: Memory,
    rows: Vec<Annotation<Statement>>,
    /// One past the last token that a statement has taken.
    busy: usize,
    /// «بحسب الوكالة، …»: named before its clause, and the token it stands at.
    pending: Option<(usize, Source)>,
    /// One past the last token of the last content.
    last_end: usize,
}

impl<'a> Finder<'_, 'a> {
    /// Cues and «بحسب …» in the order of the text.
    fn run(&mut self) {
        let mut beside: Vec<usize> = self
            .r
            .page
            .hits_of(self.r.class.according)
            .map(|h| h.from)
            .collect();
        beside.dedup();
        let mut beside = beside.into_iter().peekable();
        for (at, cue) in self.cues.iter().enumerate() {
            let token = cue.hit.from;
            while let Some(first) = beside.next_if(|b| *b <= token) {
                self.beside(first);
            }
            if token >= self.busy {
                self.cue(at);
            }
        }
        for token in beside {
            self.beside(token);
        }
    }

    fn cue(&mut self, at: usize) {
        let Some(&cue) = self.cues.get(at) else {
            return;
        };
        let sentence = self.r.sentence(cue.hit.from).0;
        if self.pending.as_ref().is_some_and(|p| p.0 < sentence) {
            self.pending = None;
        }
        match frame::after(self.r, self.cues, at) {
            Some(frame) => self.framed(&cue, &frame),
            None => self.unframed(&cue),
        }
    }

    /// «قال الأحمد إن القناوي اعتبر أن …»: what is passed on is another's: that cue, its frame and who speaks.
    fn passed_on(&self, frame: &Frame, end: usize) -> Option<(Cue<'a>, Frame, Source)> {
        let r = self.r;
        let first = self.cues.partition_point(|c| c.hit.from <= frame.start);
        let near = self.cues.iter().enumerate().skip(first);
        let mut near = near.take_while(|(_, c)| c.hit.from < end.min(frame.start + 16));
        let (at, &cue) = near.find(|(_, c)| c.shape == Shape::Finite)?;
        let plain = cue.hit.features.has(crate::lang::Features::PAST) && !cue.has_pronoun();
        // «إن تصريحاته مضللة، بعد أن أكد الأخير أنه …»: a clause of its own.
        let own_clause = cue.hit.from > 0 && r.that(cue.hit.from - 1).is_some();
        if frame.kind != Kind::That || !plain || own_clause || cue.entry.flag("marks") {
            return None;
        }
        let inner = frame::after(r, self.cues, at).filter(|f| f.kind != Kind::Nominal && f.opener < end)?;
        let speaker = source::before(r, &cue, frame.start)?;
        let somebody = !cue.entry.flag("takes") && !phrase::people(r, frame.start, cue.hit.from).is_empty();
        let own = speaker
            .span
            .is_some_and(|s| r.page.tokens.at(s.start) >= frame.start);
        (somebody && own).then_some((cue, inner, speaker))
    }

    /// A cue with what it says behind it.
    fn framed(&mut self, cue: &Cue<'a>, frame: &Frame) {
        let r = self.r;
        let (contents, end) = content::of(r, self.cues, frame);
        if contents.is_empty() {
            return;
        }
        let mut chain = Chain::default();
        let mut speaker = self.speaker(cue, frame, &mut chain);
        if let Some((_, named)) = self.pending.take() {
            match &speaker {
                Some(s) if s.span.is_some() => chain.via.push(named.name),
                _ => speaker = Some(named),
            }
        }
        if cue.entry.flag("subject")
            && speaker.as_ref().is_none_or(|s| s.span.is_none())
            && cue.shape == Shape::Finite
        {
            return;
        }
        if frame.kind == Kind::Nominal && speaker.is_none() {
            return;
        }
        self.trace(cue, frame, end, &speaker, &mut chain);
        if let Some(speaker) = &speaker {
            self.memory.heard(cue.hit.from, speaker);
        }
        // «"…"، قال فلان، "…"»: the words before belong to the same cue.
        if frame.kind == Kind::Marks
            && let Some(earlier) = self.quote_before(cue)
        {
            self.push(cue, Kind::Marks, earlier, &speaker, &chain);
        }
        if let Some((inner, within, other)) = self.passed_on(frame, end)
            && let Some(outer) = &speaker
        {
            chain.via.insert(0, outer.name.clone());
            let other = self.memory.settle(r, other);
            let (contents, to) = content::of(r, self.cues, &within);
            for content in contents {
                self.push(&inner, within.kind, content, &Some(other.clone()), &chain);
            }
            (self.busy, self.last_end) = (to, to);
            return;
        }
        for content in contents {
            self.push(cue, frame.kind, content, &speaker, &chain);
        }
        (self.busy, self.last_end) = (end, end);
    }

    fn speaker(&mut self, cue: &Cue<'a>, frame: &Frame, chain: &mut Chain) -> Option<Source> {
        let r = self.r;
        if let Some(from) = frame.origin {
            let about = Frame {
                opener: from.saturating_sub(1),
                ..*frame
            };
            // «ونقل عن الوفد قوله إن …»: whoever was speaking, where no passive can be meant.
            let dropped = || {
                let sentence = r.sentence(cue.hit.from).0;
                let sure = cue.hit.features.has(crate::lang::Features::FEMININE);
                let carried = || self.memory.carried(cue).filter(|_| sure);
                self.memory
                    .since(sentence)
                    .or_else(carried)
                    .filter(|_| cue.hit.glued.conjunction)
            };
            let teller = source::behind(r, cue, &about)
                .or_else(|| source::before(r, cue, self.busy))
                .or_else(dropped);
            if let Some(teller) = teller {
                let teller = self.memory.settle(r, teller);
                self.memory.heard(cue.hit.from, &teller);
                chain.via.push(teller.name);
            }
            if let Some(found) = source::origin(r, from, frame) {
                return Some(self.memory.settle(r, found));
            }
        }
        let subject = source::leads(r, cue, self.busy)
            .or_else(|| source::behind(r, cue, frame))
            .or_else(|| source::before(r, cue, self.busy));
        if let Some(found) = subject {
            let found = self.memory.settle(r, found);
            return Some(self.quoting(cue, frame, found, chain));
        }
        let sentence = r.sentence(cue.hit.from).0;
        let dropped = cue.shape == Shape::Finite && (cue.hit.glued.conjunction || cue.hit.from == sentence);
        let own = || source::of_sentence(r, cue, self.busy).filter(|_| !dropped);
        let said = self.memory.since(sentence);
        // «الأمر الذي يشير بحسب الصحيفة إلى أن …»: a thing does, the paper says so.
        let named = || (cue.hit.to..frame.opener).find_map(|t| chain::according(r, self.cues, t));
        let thing = cue.shape == Shape::Finite && r.ends_at(cue.hit.from, r.class.relative).is_some();
        if let Some(found) = Some(()).filter(|()| thing).and_then(|()| named()?.source) {
            return Some(self.memory.settle(r, found));
        }
        if let Some(issuer) = source::pointed_back(r, cue) {
            return Some(self.memory.settle(r, issuer));
        }
        said.or_else(own)
            .or_else(|| self.memory.carried(cue))
            .or_else(|| source::of_sentence(r, cue, 0))
    }

    /// «قالت الوكالة نقلا عن مسؤول إن …»: the official speaks, the agency passes it on.
    fn quoting(&self, cue: &Cue<'a>, frame: &Frame, subject: Source, chain: &mut Chain) -> Source {
        let origin = (cue.hit.to..frame.opener)
            .filter_map(|t| chain::according(self.r, self.cues, t))
            .find(|a| a.origin);
        match origin.and_then(|a| a.source) {
            Some(origin) => {
                chain.via.push(subject.name);
                origin
            }
            None => subject,
        }
    }

    /// Reads the insets before the cue, between the cue and the words, and what trails after them.
    fn trace(&self, cue: &Cue<'a>, frame: &Frame, end: usize, speaker: &Option<Source>, chain: &mut Chain) {
        let r = self.r;
        let sentence = r.sentence(cue.hit.from).0;
        if cue.shape == Shape::Finite && !cue.hit.glued.conjunction && self.busy <= sentence {
            let leads = r.at(sentence, r.class.phrase_end).is_some() || r.preposition(sentence).is_some();
            let inset = (sentence..cue.hit.from)
                .find(|t| r.is_comma(*t))
                .filter(|_| leads);
            if let Some(comma) = inset {
                chain::read(r, self.cues, sentence, comma, chain);
            }
        }
        let own = speaker.as_ref().and_then(|s| s.span);
        let from = match own {
            Some(span) if span.start >= r.page.tokens.span(cue.hit.from, cue.hit.to).end => {
                r.page.tokens.at(span.end)
            }
            _ => cue.hit.to,
        };
        chain::read(r, self.cues, from.max(cue.hit.to), frame.opener, chain);
        // «…»، وفقا لوكالة الأنباء.
        let mut tail = end;
        while r.is_comma(tail) || r.is_mark(tail) {
            tail += 1;
        }
        if end > 0
            && r.same_sentence(tail, end - 1)
            && let Some(found) = chain::according(r, self.cues, tail)
            && found.closes
            && let Some(named) = found.source
            && speaker.as_ref().is_none_or(|s| s.name != named.name)
        {
            chain::read(r, self.cues, tail, found.end, chain);
        }
        if cue.shape == Shape::Finite && own.is_none() && !cue.hit.glued.conjunction {
            chain::posts(r, sentence, cue.hit.from, chain);
        }
        self.go_on(cue, own.is_none(), chain);
        let own = speaker.as_ref().map_or("", |s| s.name.as_str());
        chain.via.retain(|v| v != own);
    }

    /// «وأضاف»، «مشيرا إلى»: what goes on came the way of what went before.
    fn go_on(&self, cue: &Cue<'a>, dropped: bool, chain: &mut Chain) {
        let goes_on = cue.shape == Shape::Participle || cue.entry.flag("carries");
        let Some(last) = self
            .rows
            .last()
            .filter(|_| goes_on && dropped && chain.via.is_empty())
        else {
            return;
        };
        let sentence = self
            .r
            .page
            .tokens
            .span(self.r.sentence(cue.hit.from).0, cue.hit.from);
        if cue.shape == Shape::Finite || sentence.overlaps(last.span) {
            chain.via.clone_from(&last.value.via);
            chain.medium = chain.medium.take().or(last.value.medium.clone());
        }
    }

    fn push(&mut self, cue: &Cue<'a>, kind: Kind, content: Content, speaker: &Option<Source>, chain: &Chain) {
        let rule = format!("{}+{}", cue.entry.id, kind.id());
        let span = self.r.page.tokens.span(cue.hit.from, cue.hit.to);
        self.push_row(span, &rule, content, speaker, chain);
    }

    fn push_row(&mut self, cue: Span, rule: &str, content: Content, speaker: &Option<Source>, chain: &Chain) {
        let named = speaker.as_ref().map(|s| Speaker {
            span: s.span,
            name: s.name.clone(),
        });
        let mut whole = content.span.join(cue);
        if let Some(span) = speaker.as_ref().and_then(|s| s.span) {
            whole = whole.join(span);
        }
        let statement = Statement {
            content: content.span,
            cue,
            speaker: named,
            form: content.form,
            via: chain.via.clone(),
            medium: chain.medium.clone().filter(|m| m != "remarks"),
            addressee: chain.addressee.clone(),
        };
        self.rows
            .push(Annotation::new(whole, format!("statements/{rule}"), statement));
    }
}
