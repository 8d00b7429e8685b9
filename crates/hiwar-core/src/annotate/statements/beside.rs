//! Words that name a source beside the clause: «بحسب الوكالة فإن …», «…، وفقا للبيان.»

use super::chain::{self, According, Chain};
use super::content::{self, Content};
use super::cues::Cue;
use super::frame::{self, Frame, Kind};
use super::phrase::Source;
use super::{Finder, source};
use crate::model::{Form, Span};

impl<'a> Finder<'_, 'a> {
    /// «بحسب …» before or behind a clause that has no speaker yet.
    pub(super) fn beside(&mut self, at: usize) {
        if at < self.busy || self.r.in_furniture(at) {
            return;
        }
        let Some(found) = chain::according(self.r, self.cues, at) else {
            return;
        };
        let sentence = self.r.sentence(at).0;
        let r = self.r;
        // «وفي سياق متصل، وبحسب الوكالة، …», but «وتضم اللجنة، بحسب بلاغ، …»
        let phrase = [
            r.class.phrase_end,
            r.class.opener,
            r.class.shift,
            r.class.content_end,
        ];
        let inset = r.preposition(sentence).is_some()
            || r.in_time(sentence)
            || phrase.iter().any(|c| r.is(sentence, *c))
            || r.page
                .hits(sentence)
                .iter()
                .any(|h| h.class == r.class.preposition);
        let leads = at == sentence
            || at <= sentence + 10 && inset && at.checked_sub(1).is_some_and(|t| r.is_comma(t));
        if leads && self.last_end <= sentence && self.r.words(found.end, self.r.sentence(at).1) >= 4 {
            self.leading(at, found);
        } else {
            self.trailing(at, found);
        }
    }

    /// «وبحسب الوكالة فإن …».
    fn leading(&mut self, at: usize, found: According) {
        let r = self.r;
        let Some(source) = found.source else { return };
        let source = self.memory.settle(r, source);
        let mut start = found.end;
        let end = r.sentence(at).1;
        // Insets: «بحسب الوكالة، أمس الأحد، فإن …».
        while start < end
            && (r.is_comma(start) || r.in_time(start) || r.is_mark(start) && r.quote(start).is_none())
        {
            start += 1;
        }
        let that = (start..(start + 12).min(end)).find_map(|t| r.that(t).filter(|h| !h.glued.conjunction));
        let next = content::cue_at(self.cues, start);
        if let Some(next) = next
            && frame::after(r, self.cues, next).is_some()
        {
            self.pending = Some((at, source));
            self.busy = self.busy.max(start);
            return;
        }
        let start = match that {
            Some(hit) if hit.from <= start + 1 || !r.is_sure(hit) && self.r.entry(hit).flag("so") => hit.to,
            _ => start,
        };
        let frame = Frame {
            kind: Kind::That,
            opener: start,
            start,
            origin: None,
        };
        let (contents, to) = content::of(r, self.cues, &frame);
        let mut chain = Chain::default();
        if let Some(teller) = found.cue.and_then(|c| self.cues.get(c)) {
            self.teller(teller, &source, &mut chain);
        }
        let speaker = Some(source);
        let Some(cue) = self.cue_beside(at, found.cue) else {
            return;
        };
        for content in contents {
            self.push_row(cue, "according/before", content, &speaker, &chain);
        }
        if let Some(s) = &speaker {
            self.memory.heard(at, s);
        }
        (self.busy, self.last_end) = (to, to);
    }

    /// «لما نقلت الصحيفة عن …»: the paper passes it on.
    fn teller(&self, cue: &Cue<'a>, source: &Source, chain: &mut Chain) {
        let opener = source.span.map_or(cue.hit.to, |s| self.r.page.tokens.at(s.start));
        let frame = Frame {
            kind: Kind::Marks,
            opener,
            start: opener,
            origin: None,
        };
        if let Some(teller) = source::behind(self.r, cue, &frame) {
            // «ذكر الرئيس الصيني فلان»: his title; a paper has its source behind a preposition.
            let apart = teller.end < opener;
            let teller = self.memory.settle(self.r, teller);
            if apart && teller.name != source.name {
                chain.via.push(teller.name);
            }
        }
    }

    /// «…، بحسب الوكالة.»
    fn trailing(&mut self, at: usize, found: According) {
        let r = self.r;
        self.busy = self.busy.max(found.end);
        let sentence = r.sentence(at).0;
        if self.last_end > sentence || !found.closes {
            return;
        }
        let Some(source) = found.source.map(|s| self.memory.settle(r, s)).or_else(|| {
            let cue = found.cue.and_then(|c| self.cues.get(c))?;
            self.memory.carried(cue)
        }) else {
            return;
        };
        let Some(content) = self.clause_until(sentence, at) else {
            return;
        };
        let mut chain = Chain::default();
        if let Some(teller) = found.cue.and_then(|c| self.cues.get(c)) {
            self.teller(teller, &source, &mut chain);
        }
        self.memory.heard(at, &source);
        let Some(cue) = self.cue_beside(at, found.cue) else {
            return;
        };
        self.push_row(cue, "according/after", content, &Some(source), &chain);
        self.last_end = found.end;
    }

    /// What stands before «بحسب»: the marked words where there are some, else the clause.
    fn clause_until(&self, from: usize, to: usize) -> Option<Content> {
        let r = self.r;
        let first = r.page.quoted.partition_point(|q| q.open < from);
        let quotes = r.page.quoted.iter().skip(first).take_while(|q| q.end <= to);
        let mut marked = quotes.into_iter().filter(|q| r.words(q.from, q.to) >= 4);
        if let Some(quote) = marked.next().filter(|_| marked.next().is_none()) {
            let span = content::trim(r, quote.from, quote.to)?;
            return Some(Content {
                span,
                form: Form::Direct,
            });
        }
        // «دبي، الإمارات العربية المتحدة (CNN) -- …»
        let is_dash = |t: usize| r.page.folded(t) == "-";
        let line = (from..to.min(from + 20)).find(|t| is_dash(*t) && is_dash(t + 1));
        let block = r
            .found
            .blocks
            .iter()
            .rev()
            .find(|b| b.span.start <= r.page.tokens.span(to.saturating_sub(1), to).start);
        let block = block.map_or(from, |b| r.page.tokens.at(b.span.start));
        let from = line.map_or(from, |t| t + 2).max(block).min(to);
        let opener = r.at(from, r.class.content_end).or(r.at(from, r.class.shift));
        let start = opener.map_or(from, |h| h.to);
        let span = content::trim(r, start, to)?;
        (r.words(start, to) >= 3).then_some(Content {
            span,
            form: Form::Indirect,
        })
    }

    fn cue_beside(&self, at: usize, verb: Option<usize>) -> Option<Span> {
        match verb.and_then(|c| self.cues.get(c)) {
            Some(cue) => Some(self.r.page.tokens.span(cue.hit.from, cue.hit.to)),
            None => self
                .r
                .at(at, self.r.class.according)
                .map(|h| self.r.page.tokens.span(h.from, h.to)),
        }
    }
}
