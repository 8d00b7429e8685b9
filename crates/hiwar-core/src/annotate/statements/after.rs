//! Cues behind what they report: «"…"، قال فلان», «…، يقول المتحدث.»

use super::chain::{self, Chain};
use super::content::{self, Content};
use super::cues::{Cue, Shape};
use super::frame::{Frame, Kind};
use super::phrase::{self, Source};
use super::{Finder, source};
use crate::model::Form;

impl<'a> Finder<'_, 'a> {
    /// A cue with nothing behind it: the words stand before it, or it only tells who acts.
    pub(super) fn unframed(&mut self, cue: &Cue<'a>) {
        let r = self.r;
        let line_end = r.sentence(cue.hit.from).1;
        let whole = Frame {
            kind: Kind::Marks,
            opener: line_end,
            start: line_end,
            origin: None,
        };
        // «أجاب "لا"»: the answer, not who gives it.
        let answer = r
            .quote(cue.hit.to)
            .is_some_and(|q| !phrase::names_someone(r, q.from));
        let subject = source::behind(r, cue, &whole)
            .filter(|_| !answer)
            .map(|s| self.memory.settle(r, s));
        let plain = cue.shape == Shape::Finite && !cue.entry.flag("mute") && !cue.entry.flag("strict");
        if plain && let Some(content) = self.quote_before(cue).or_else(|| self.clause_before(cue)) {
            let speaker = subject.clone().or_else(|| self.memory.carried(cue));
            let mut chain = Chain::default();
            if let Some(s) = &speaker {
                chain::read(
                    r,
                    self.cues,
                    s.end.max(cue.hit.to).min(line_end),
                    line_end,
                    &mut chain,
                );
                self.memory.heard(cue.hit.from, s);
            }
            let place = r.page.tokens.span(cue.hit.from, cue.hit.to);
            self.push_row(
                place,
                &format!("{}+after", cue.entry.id),
                content,
                &speaker,
                &chain,
            );
            (self.busy, self.last_end) = (cue.hit.to, line_end);
            return;
        }
        if cue.shape != Shape::Finite {
            return;
        }
        let subject = source::before(r, cue, self.busy).or(subject);
        let speaks = |s: &Source| {
            let at = s.span.map(|span| r.page.tokens.at(span.start));
            at.is_some_and(|at| phrase::names_someone(r, at)) || phrase::names_someone(r, cue.hit.to)
        };
        if let Some(subject) = subject.filter(speaks) {
            self.memory.heard(cue.hit.from, &subject);
        }
    }

    /// «"…"، قال فلان»: marked words right before a cue that nobody has taken.
    pub(super) fn quote_before(&self, cue: &Cue<'a>) -> Option<Content> {
        let r = self.r;
        let mut end = cue.hit.from;
        while end > self.last_end && r.is_comma(end - 1) {
            end -= 1;
        }
        let first = end.saturating_sub(400);
        let from = r
            .page
            .quoted
            .partition_point(|q| q.open < first.max(self.last_end));
        let quotes = r.page.quoted.iter().skip(from).take_while(|q| q.open < end);
        let quote = quotes.into_iter().find(|q| q.closed && q.end == end)?;
        let closes = content::tail(r, cue) || r.is_comma(end);
        if !closes || cue.hit.glued.conjunction || r.words(quote.from, quote.to) < 3 {
            return None;
        }
        let span = content::trim(r, quote.from, quote.to)?;
        Some(Content {
            span,
            form: Form::Direct,
        })
    }

    /// «…، يقول المتحدث.»: the clause before, where nobody has said it yet.
    fn clause_before(&self, cue: &Cue<'a>) -> Option<Content> {
        let r = self.r;
        let comma = cue.hit.from.checked_sub(1).filter(|t| r.is_comma(*t))?;
        let start = r.sentence(comma).0;
        let free = start >= self.last_end && !cue.hit.glued.conjunction;
        let long = r.words(start, comma) >= 5;
        if !free || !long || !content::tail(r, cue) || cue.entry.flag("clear") {
            return None;
        }
        let span = content::trim(r, start, comma)?;
        Some(Content {
            span,
            form: Form::Indirect,
        })
    }
}
