//! Step 4: where the words said begin and end, and whether they are quoted.

use super::chain::according;
use super::cues::{Cue, Shape};
use super::frame::{self, Frame, Kind};
use super::reader::Reader;
use crate::model::{Form, Span};

/// The words said.
#[derive(Clone, Copy, Debug)]
pub(super) struct Content {
    pub span: Span,
    pub form: Form,
}

/// More words in marks are the whole of what the cue says, whatever follows them.
const LONG: usize = 8;

/// What a cue says: one stretch, or more where it goes on («"…"، وإن بلاده …»); and one past the last token.
pub(super) fn of(r: &Reader<'_>, cues: &[Cue<'_>], frame: &Frame) -> (Vec<Content>, usize) {
    let mut found = Vec::new();
    let (mut start, mut kind) = (frame.start, frame.kind);
    // «وتابع البيان: أن …»
    if kind == Kind::Colon
        && let Some(hit) = r.that(start)
    {
        (start, kind) = (hit.to, Kind::That);
    }
    let mut end = start;
    for _ in 0..6 {
        let glued = frame.kind == Kind::Nominal && frame.opener == frame.start && found.is_empty();
        let Some((content, to)) = stretch(r, cues, start, kind, glued) else {
            break;
        };
        end = to;
        let direct = content.form == Form::Direct;
        found.push(content);
        match next_stretch(r, to).filter(|_| direct) {
            Some(next) => start = next,
            None => break,
        }
    }
    (found, end)
}

/// After marked words: «وإن بلاده …», «و"…"».
fn next_stretch(r: &Reader<'_>, end: usize) -> Option<usize> {
    let mut i = end;
    while r.is_comma(i) {
        i += 1;
    }
    if r.new_line(i) || i >= r.page.tokens.len() {
        return None;
    }
    if let Some(hit) = r.that(i).filter(|h| h.glued.conjunction) {
        return Some(hit.to);
    }
    let joined = r.page.folded(i).chars().count() == 1 && r.page.is_word(i);
    let quote = r.quote(i + 1).filter(|_| joined)?;
    (r.words(quote.from, r.quote_end(quote)) >= 3).then_some(i + 1)
}

fn stretch(
    r: &Reader<'_>,
    cues: &[Cue<'_>],
    start: usize,
    kind: Kind,
    glued: bool,
) -> Option<(Content, usize)> {
    let start = (start..start + 3).find(|t| !r.is_comma(*t))?;
    if let Some(q) = r.quote(start) {
        let (inner, close) = (r.quote_end(q), r.quote_close(q));
        let marked = r.words(q.from, inner);
        let over = kind == Kind::Colon || r.ends_sentence(close.saturating_sub(1)) || r.new_line(close);
        let end = if over {
            close
        } else {
            clause_end(r, cues, close, kind)
        };
        let rest = r.words(close, end);
        let goes_on = rest > 0 && !r.is_comma(close);
        let apposed = r.is_comma(close)
            && rest > 0
            && marked < LONG
            && (r.is(close + 1, r.class.relative) || kind == Kind::That && marked_on(r, close + 1, end));
        // «بأن "الحكومة وافقت على المقترح" لوقف النار مقابل الأسرى"»: a mark too many, all of it is said.
        let one_more = kind == Kind::That && goes_on && r.stray_close(close).is_some();
        if !one_more && (marked >= LONG || !goes_on && !apposed || marked >= 4 && rest <= marked) {
            let span = trim(r, q.from, inner)?;
            return Some((
                Content {
                    span,
                    form: Form::Direct,
                },
                close,
            ));
        }
        let end = match r.stray_close(close).filter(|_| one_more) {
            Some(stray) => stray.max(end),
            None => end,
        };
        let span = trim(r, start, end)?;
        return Some((
            Content {
                span,
                form: Form::Mixed,
            },
            end,
        ));
    }
    let end = clause_end(r, cues, start, kind);
    let mut span = trim(r, start, end)?;
    // «بضرورة الحوار»: what is said begins behind the preposition.
    let noun = |h: &&crate::lang::Hit| h.class == r.class.content && h.glued.preposition;
    if glued {
        let known = r
            .page
            .hits(start)
            .iter()
            .find(noun)
            .map(|h| r.page.span(*h).start);
        let word = r.page.tokens.span(start, start + 1).of(r.page.text);
        let letter = word.chars().next().map_or(0, char::len_utf8);
        let unknown = r
            .page
            .pack
            .strip_preposition(r.page.folded(start))
            .map(|_| span.start + letter);
        if let Some(begin) = known.or(unknown.filter(|_| word.chars().count() > 3)) {
            span = Span::new(begin, span.end);
        }
    }
    let form = if marked_inside(r, start, end) {
        Form::Mixed
    } else {
        Form::Indirect
    };
    Some((Content { span, form }, end))
}

/// «إنها "تسعى لأولويتين"، الأولى هي "وقف النار"»: the clause goes on behind the comma, with marks of its own.
fn marked_on(r: &Reader<'_>, from: usize, to: usize) -> bool {
    let joined = r.page.folded(from).chars().count() == 1 || r.quote(from).is_some();
    !joined && marked_inside(r, from, to)
}

fn marked_inside(r: &Reader<'_>, from: usize, to: usize) -> bool {
    let first = r.page.quoted.partition_point(|q| q.open < from);
    let quotes = r.page.quoted.iter().skip(first).take_while(|q| q.open < to);
    quotes.into_iter().any(|q| r.words(q.from, r.quote_end(q)) >= 2)
}

/// The bytes of a range without the marks and commas at its ends; `None` where nothing is left.
pub(super) fn trim(r: &Reader<'_>, mut from: usize, mut to: usize) -> Option<Span> {
    let edge = |t: usize| r.is_mark(t) || r.is_comma(t) || r.is_colon(t);
    while from < to && edge(from) {
        from += 1;
    }
    while to > from && (edge(to - 1) || matches!(r.page.folded(to - 1), "." | "-" | "…")) {
        to -= 1;
    }
    (from < to && r.words(from, to) > 0).then(|| r.page.tokens.span(from, to))
}

/// One past the last token of the clause that begins at `from`: the end of its sentence, or where the reporter
/// speaks again. Marks are jumped over: a full stop inside them ends nothing.
pub(super) fn clause_end(r: &Reader<'_>, cues: &[Cue<'_>], from: usize, kind: Kind) -> usize {
    let mut i = from;
    let stray = r.stray_close(from);
    while i < r.page.tokens.len() {
        if i > from && r.new_line(i) || stray == Some(i) {
            return i;
        }
        if let Some(q) = r.quote(i) {
            let close = r.quote_close(q).max(i + 1);
            if r.ends_sentence(close - 1) {
                return close;
            }
            i = close;
            continue;
        }
        if (i > from || kind == Kind::Marks || r.is_comma(i))
            && ends_content(r, cues, i, kind, stray.is_some())
        {
            return i;
        }
        if r.ends_sentence(i) {
            return i + 1;
        }
        i += 1;
    }
    i
}

/// Whether the reporter speaks again at a token.
fn ends_content(r: &Reader<'_>, cues: &[Cue<'_>], i: usize, kind: Kind, marked: bool) -> bool {
    let comma = i > 0 && (r.is_comma(i - 1) || r.is_mark(i - 1));
    if let Some(hit) = r.at(i, r.class.content_end) {
        let entry = r.entry(hit);
        let cue_next = || (hit.to..hit.to + 2).any(|t| cue_at(cues, t).is_some_and(|c| opens(r, cues, c)));
        if (!entry.flag("comma") || comma && !marked) && (!entry.flag("cue") || cue_next()) {
            return true;
        }
    }
    // «فيما أعلنت واشنطن خطتها، فإن مصادر قالت …»
    if kind == Kind::Nominal && comma && r.at(i, r.class.that).is_some_and(|h| r.entry(h).flag("so")) {
        return true;
    }
    if r.is(i, r.class.according) && according(r, cues, i).is_some_and(|a| comma || a.closes) {
        return true;
    }
    let Some(at) = cue_at(cues, i) else {
        return false;
    };
    let Some(cue) = cues.get(at) else {
        return false;
    };
    match cue.shape {
        Shape::Noun => false,
        Shape::Participle => opens(r, cues, at),
        Shape::Finite if cue.hit.glued.conjunction => {
            (comma || cue.entry.flag("carries")) && opens(r, cues, at)
        }
        // «بينما تبدي بغداد تمسكها بمطالبها، تؤكد طهران أن …»
        Shape::Finite if comma && kind == Kind::Nominal && opens(r, cues, at) => true,
        // «بينما قال البنتاغون بأن …، قالت الخارجية إنها …»
        Shape::Finite if comma && subordinate(r, i) && opens(r, cues, at) => true,
        // «…، يقول المتحدث.»
        Shape::Finite => comma && !opens(r, cues, at) && tail(r, cue),
    }
}

/// Whether the sentence of a token begins with a clause that its main clause must follow.
fn subordinate(r: &Reader<'_>, token: usize) -> bool {
    let hits = r.page.hits(r.sentence(token).0);
    hits.iter().any(|h| h.class == r.class.subordinator)
}

/// The index of the cue at a token.
pub(super) fn cue_at(cues: &[Cue<'_>], token: usize) -> Option<usize> {
    cues.binary_search_by_key(&token, |c| c.hit.from).ok()
}

fn opens(r: &Reader<'_>, cues: &[Cue<'_>], at: usize) -> bool {
    frame::after(r, cues, at).is_some()
}

/// Whether a verb with its subject closes the sentence: «…، يقول المتحدث لهسبريس.»
pub(super) fn tail(r: &Reader<'_>, cue: &Cue<'_>) -> bool {
    let end = r.sentence(cue.hit.from).1;
    let plain = !cue.entry.flag("marks") && !cue.entry.flag("mute") && !cue.entry.flag("as");
    plain && end <= cue.hit.to + 14 && end > cue.hit.to + 1
}
