//! Who said what in a language whose verbs follow their subject: `Hussein said that …`, `"…," he added`,
//! `a spokesman for the ministry told reporters …`, `…, according to the statement`.

use super::chain::{self, Chain};
use super::content::{self, Content};
use super::cues::{Cue, Shape};
use super::phrase::Source;
use super::reader::Reader;
use super::speakers::{self, Speakers};
use crate::lang::Features;
use crate::model::{Annotation, Form, Speaker, Statement};

/// Fewer words are no statement.
const SHORT: usize = 3;
/// More words in marks are words said, whatever stands around them.
const QUOTE: usize = 4;
/// How far behind its cue what is said may begin, past whom it was said to, where and when.
const INSET: usize = 16;

/// Every statement of a page.
pub(super) fn find(r: &Reader<'_>) -> Vec<Annotation<Statement>> {
    let cues = cues(r);
    let mut finder = Finder {
        r,
        cues: &cues,
        speakers: Speakers::default(),
        rows: Vec::new(),
        busy: 0,
    };
    let mut beside: Vec<usize> = r.page.hits_of(r.class.according).map(|h| h.from).collect();
    beside.dedup();
    let mut beside = beside.into_iter().peekable();
    for cue in &cues {
        while let Some(at) = beside.next_if(|b| *b < cue.hit.from) {
            finder.according(at);
        }
        if cue.hit.from >= finder.busy || cue.shape == Shape::Participle {
            finder.cue(cue);
        }
    }
    for at in beside {
        finder.according(at);
    }
    finder.rows.sort_by_key(|s| s.value.content.start);
    finder.rows
}

/// The verbs of saying: finite ones and participles, one a token at most.
fn cues<'a>(r: &Reader<'a>) -> Vec<Cue<'a>> {
    let mut cues: Vec<Cue<'a>> = Vec::new();
    for hit in r.page.hits_of(r.class.cue) {
        let barred = (hit.from.saturating_sub(3)..=hit.from)
            .any(|t| r.page.hit(t, r.class.no_cue).is_some_and(|h| h.to > hit.from));
        let taken = cues.last().is_some_and(|c| c.hit.to > hit.from);
        let finite = hit.features.has(Features::PAST) || hit.features.has(Features::PRESENT);
        let participle = hit.features.has(Features::PARTICIPLE);
        let to_do = hit.features.has(Features::INFINITIVE);
        if barred || taken || to_do || !(finite || participle) || r.in_furniture(hit.from) {
            continue;
        }
        // `the agreement was announced`: nobody is said to have done so.
        let passive = hit.features.has(Features::PAST) && r.ends_at(hit.from, r.class.unsaid).is_some();
        if !passive {
            cues.push(Cue {
                hit,
                entry: r.entry(hit),
                shape: if participle {
                    Shape::Participle
                } else {
                    Shape::Finite
                },
            });
        }
    }
    cues
}

struct Finder<'r, 'a> {
    r: &'r Reader<'a>,
    cues: &'r [Cue<'a>],
    speakers: Speakers,
    rows: Vec<Annotation<Statement>>,
    /// One past the last token that a statement has taken.
    busy: usize,
}

/// What a cue says, where it ends, and how it hangs on the cue.
type Said = (Content, usize, &'static str);

impl<'a> Finder<'_, 'a> {
    fn cue(&mut self, cue: &Cue<'a>) {
        let r = self.r;
        let before = match cue.shape {
            Shape::Finite => speakers::before(r, cue.hit.from, self.busy, &self.speakers),
            _ => self.speakers.last(),
        };
        let named = before.as_ref().and_then(|s| s.span);
        let mut edge = named.map_or(cue.hit.from, |span| r.page.tokens.at(span.start));
        // A title stands before the name.
        while edge > self.busy && named.is_some() && r.page.is_word(edge - 1) {
            edge -= 1;
        }
        let earlier = (cue.shape == Shape::Finite)
            .then(|| self.earlier(cue, edge))
            .flatten();
        // `"…," said Hussein`
        let behind = || speakers::after(r, cue.hit.to, &self.speakers);
        let speaker = before.or_else(|| earlier.as_ref().and_then(|_| behind()));
        let Some(speaker) = speaker else {
            return;
        };
        // `"…," he said as they met`: behind marked words only marked words go on.
        let marked = |l: &Said| earlier.is_none() || l.2 == "marks" || l.2 == "colon";
        let later = self.later(cue, speaker.end.max(cue.hit.to)).filter(marked);
        let mut chain = Chain::default();
        let to = later.as_ref().map_or(r.sentence(cue.hit.from).1, |(c, _, _)| {
            r.page.tokens.at(c.span.start)
        });
        chain::read(
            r,
            self.cues,
            cue.hit.to,
            to.min(cue.hit.to + INSET).max(cue.hit.to),
            &mut chain,
        );
        if let Some(outlet) = self.told(cue) {
            chain.via.push(outlet);
        }
        chain.via.retain(|v| *v != speaker.name);
        for (content, _, kind) in earlier.into_iter().chain(later.filter(|l| self.is_new(&l.0))) {
            self.push(cue, kind, content, &speaker, &chain);
        }
        self.speakers.heard(&speaker);
    }

    fn is_new(&self, content: &Content) -> bool {
        self.rows
            .last()
            .is_none_or(|row| !row.value.content.overlaps(content.span))
    }

    /// `told CNN`: the outlet that the words came through.
    fn told(&self, cue: &Cue<'a>) -> Option<String> {
        let at = self.r.page.tokens.span(cue.hit.to, cue.hit.to + 1);
        let found = &self.r.found.organizations;
        let next = found.partition_point(|o| o.span.end <= at.start);
        let body = found
            .get(next)
            .filter(|o| o.span.start == at.start && o.value.kind == "media")?;
        cue.entry.flag("takes").then(|| body.value.name.clone())
    }

    /// What stands before a cue and its speaker: marked words, else the clause before their comma.
    fn earlier(&self, cue: &Cue<'a>, edge: usize) -> Option<Said> {
        let r = self.r;
        let mut end = edge;
        while end > self.busy && r.is_comma(end - 1) {
            end -= 1;
        }
        let first = r.page.quoted.partition_point(|q| q.end < end);
        let quote = r
            .page
            .quoted
            .get(first)
            .filter(|q| q.closed && q.end == end && q.open >= self.busy);
        if let Some(quote) = quote.filter(|q| r.words(q.from, q.to) >= SHORT) {
            let span = content::trim(r, quote.from, quote.to)?;
            return Some((
                Content {
                    span,
                    form: Form::Direct,
                },
                end,
                "before",
            ));
        }
        let start = r.sentence(cue.hit.from).0.max(self.busy);
        let ends = r.sentence(cue.hit.from).1 <= cue.hit.to + INSET;
        let opens = r.that(cue.hit.to).is_some() || r.quote(cue.hit.to).is_some();
        let inset = r.preposition(start).is_some() || r.is(start, r.class.according) || r.in_time(start);
        let clause = end < edge && !opens && ends && !inset && r.words(start, end) >= 5;
        if !clause || self.later(cue, cue.hit.to).is_some_and(|l| l.2 != "bare") {
            return None;
        }
        let span = content::trim(r, start, end)?;
        Some((
            Content {
                span,
                form: self.form(start, end),
            },
            end,
            "before",
        ))
    }

    /// What stands behind a cue: from a that, a mark or a colon on, or right behind it.
    fn later(&self, cue: &Cue<'a>, from: usize) -> Option<Said> {
        let r = self.r;
        let end = r.sentence(cue.hit.from).1;
        let mut nominal = None;
        let mut at = from;
        while at < end.min(from + INSET) {
            if let Some(that) = r.that(at) {
                return self.rest(that.to, end, "complement");
            }
            if let Some(q) = r.quote(at).filter(|q| r.words(q.from, r.quote_end(q)) >= 2) {
                // `called it "a first step"`: marks inside what is said.
                let from = nominal.unwrap_or(at);
                return self.rest(from, end.max(r.quote_close(q)), "marks");
            }
            if r.is_colon(at) {
                return self.rest(at + 1, end, "colon");
            }
            let governed = r.preposition(at).is_some_and(|p| cue.governs(p));
            if governed && cue.entry.flag("nominal") {
                nominal = nominal.or(Some(at + 1));
            }
            if at > from && super::content::cue_at(self.cues, at).is_some() {
                break;
            }
            at += 1;
        }
        if let Some(start) = nominal {
            return self.rest(start, end, "noun");
        }
        let start = self.past_inset(from, end);
        if cue.entry.flag("object") {
            return self.rest(start, end, "noun");
        }
        let clear = cue.entry.flag("strict") || r.is_comma(start) || r.page.folded(start) == ".";
        if clear {
            None
        } else {
            self.rest(start, end, "bare")
        }
    }

    /// `said on Monday in a statement …`: past when, where and in what it was said.
    fn past_inset(&self, from: usize, end: usize) -> usize {
        let r = self.r;
        let mut at = from;
        while at < end {
            let led = r.preposition(at).is_some() || r.is(at, r.class.phrase_end);
            if r.in_time(at) || led && r.in_time(at + 1) {
                at += 1;
                continue;
            }
            let medium = (at..(at + 5).min(end)).find_map(|t| r.at(t, r.class.medium));
            if let Some(hit) = medium.filter(|_| r.preposition(at).is_some()) {
                at = hit.to;
                continue;
            }
            if let Some(hit) = r.at(at, r.class.audience) {
                at = hit.to;
                continue;
            }
            break;
        }
        at
    }

    /// The words from a token to the end of what is said.
    fn rest(&self, from: usize, end: usize, kind: &'static str) -> Option<Said> {
        let r = self.r;
        let start = (from..from + 3).find(|t| !r.is_comma(*t))?;
        if let Some(q) = r.quote(start) {
            let close = r.quote_close(q);
            let words = r.words(q.from, r.quote_end(q));
            if words >= 8
                || words >= QUOTE && r.words(close, end) <= 1
                || kind == "marks" && words >= SHORT && close >= end
            {
                let span = content::trim(r, q.from, r.quote_end(q))?;
                return Some((
                    Content {
                        span,
                        form: Form::Direct,
                    },
                    close,
                    kind,
                ));
            }
        }
        let stop = (start + 1..end).find(|t| self.stops(*t)).unwrap_or(end);
        let span = content::trim(r, start, stop)?;
        let enough = r.words(start, stop) >= if kind == "noun" { 1 } else { SHORT };
        enough.then(|| {
            (
                Content {
                    span,
                    form: self.form(start, stop),
                },
                stop,
                kind,
            )
        })
    }

    /// Whether the reporter speaks again: `, adding that`, `, according to`, `, he said`.
    fn stops(&self, token: usize) -> bool {
        let r = self.r;
        if token == 0
            || !r.is_comma(token - 1)
            || r.page.quoted.iter().any(|q| q.from <= token && token < q.to)
        {
            return false;
        }
        let participle = content::cue_at(self.cues, token)
            .and_then(|c| self.cues.get(c))
            .is_some_and(|c| c.shape == Shape::Participle);
        participle || r.is(token, r.class.according) || r.is(token, r.class.content_end)
    }

    fn form(&self, from: usize, to: usize) -> Form {
        let r = self.r;
        let first = r.page.quoted.partition_point(|q| q.open < from);
        let mut inside = r.page.quoted.iter().skip(first).take_while(|q| q.open < to);
        if inside.any(|q| r.words(q.from, r.quote_end(q)) >= 2) {
            Form::Mixed
        } else {
            Form::Indirect
        }
    }

    /// `according to the statement, …` and `…, according to the statement`.
    fn according(&mut self, at: usize) {
        let r = self.r;
        let Some(hit) = r.at(at, r.class.according).filter(|_| at >= self.busy) else {
            return;
        };
        let (start, end) = r.sentence(at);
        let Some(source) = speakers::after(r, hit.to, &self.speakers) else {
            return;
        };
        let open = (start..at).all(|t| !r.page.is_word(t) || r.is(t, r.class.phrase_end));
        let (from, to) = if open {
            let comma = (source.end..(source.end + INSET).min(end)).find(|t| r.is_comma(*t));
            (comma.map_or(source.end, |c| c + 1), end)
        } else {
            (start.max(self.busy), at)
        };
        let Some(span) = content::trim(r, from, to).filter(|_| r.words(from, to) >= SHORT) else {
            return;
        };
        let form = self.form(from, to);
        let cue = r.page.tokens.span(hit.from, hit.to);
        self.row(
            cue,
            "according",
            Content { span, form },
            &source,
            &Chain::default(),
        );
        self.speakers.heard(&source);
        self.busy = if open { end } else { source.end };
    }

    fn push(&mut self, cue: &Cue<'a>, kind: &str, content: Content, speaker: &Source, chain: &Chain) {
        let span = self.r.page.tokens.span(cue.hit.from, cue.hit.to);
        let end = self.r.page.tokens.at(content.span.end.saturating_sub(1)) + 1;
        let rule = format!("{}+{kind}", cue.entry.id);
        self.row(span, &rule, content, speaker, chain);
        self.busy = self.busy.max(end).max(cue.hit.to);
    }

    fn row(
        &mut self,
        cue: crate::model::Span,
        rule: &str,
        content: Content,
        speaker: &Source,
        chain: &Chain,
    ) {
        let mut whole = content.span.join(cue);
        if let Some(span) = speaker.span {
            whole = whole.join(span);
        }
        let statement = Statement {
            content: content.span,
            cue,
            speaker: Some(Speaker {
                span: speaker.span,
                name: speaker.name.clone(),
            }),
            form: content.form,
            via: chain.via.clone(),
            medium: chain.medium.clone().filter(|m| m != "remarks"),
            addressee: chain.addressee.clone(),
        };
        self.rows
            .push(Annotation::new(whole, format!("statements/{rule}"), statement));
    }
}
