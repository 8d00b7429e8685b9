//! Noun phrases: where the subject of a cue begins and ends, and what it is called.

use super::bounds::{behind_name, object};
use super::reader::Reader;
use crate::lang::{Features, Hit};
use crate::model::{Annotation, Person, Span};

/// A source as the text names it.
#[derive(Clone, Debug)]
pub(super) struct Source {
    /// The name.
    pub name: String,
    /// Where it stands; `None` for a carried one.
    pub span: Option<Span>,
    /// The whole phrase, folded: what a later «الصحيفة» or «الوزير» is matched with.
    pub phrase: String,
    /// Feminine, where the verb told.
    pub female: Option<bool>,
    /// One past the last token of the phrase.
    pub end: usize,
}

/// No phrase has more tokens.
const LONGEST: usize = 32;
/// A name of one person has no more words.
const NAME: usize = 6;

/// The parts of the noun phrase from `from` on, apart where commas part them («وزير الخارجية، فلان»); none where
/// something else stands there.
pub(super) fn parts(r: &Reader<'_>, from: usize, limit: usize) -> Vec<(usize, usize)> {
    let mut parts = Vec::new();
    let limit = limit.min(from + LONGEST).min(r.page.tokens.len());
    let mut i = from;
    let mut begin = from;
    while i < limit && parts.len() < 3 {
        while i < limit && (r.is_comma(i) || r.page.folded(i) == "-") {
            i += 1;
            begin = if begin + 1 == i { i } else { begin };
        }
        if i >= limit || r.new_line(i) && i > from {
            break;
        }
        let end = part_end(r, i, limit);
        // Behind an inset only what can speak is the subject («في تصريحات نقلتها وكالة، شبه الرسمية، أنه»).
        if end > i && (parts.len() + usize::from(i == begin) > 0 || names_someone(r, i)) {
            parts.push((i, end));
        }
        if end < limit && (r.is_comma(end) || r.page.folded(end) == ")") {
            i = end + 1;
            continue;
        }
        if !parts.is_empty() {
            // «مندوب فرنسا لدى الأمم المتحدة، فلان، …»: the name behind a title that a preposition cut.
            let comma = (end..(end + 8).min(limit)).find(|t| r.is_comma(*t));
            if let Some(comma) = comma.filter(|c| begins_person(r, c + 1)) {
                i = comma + 1;
                continue;
            }
            break;
        }
        // An inset before the subject: «قالت، في بيان، الوزيرة».
        match (i..limit).find(|t| r.is_comma(*t)) {
            Some(comma) => i = comma + 1,
            None => break,
        }
    }
    parts
}

fn begins_person(r: &Reader<'_>, token: usize) -> bool {
    let span = r.page.tokens.span(token, token + 1);
    let at = r.found.people.partition_point(|p| p.span.end <= span.start);
    r.found.people.get(at).is_some_and(|p| p.span.start <= span.start)
}

fn part_end(r: &Reader<'_>, from: usize, limit: usize) -> usize {
    let head = r.kind(from);
    let mut i = from;
    while i < limit {
        if i > from && (r.new_line(i) || !r.same_sentence(i, from)) {
            return i;
        }
        if let Some(q) = r.quote(i) {
            let close = r.quote_close(q);
            if r.words(i, close) > NAME {
                return i;
            }
            i = close.max(i + 1);
            continue;
        }
        if r.page.folded(i) == "("
            && let Some(close) = (i..(i + 8).min(limit)).find(|t| r.page.folded(*t) == ")")
        {
            i = close + 1;
            continue;
        }
        if r.that(i).is_some() || i == from && says_itself(r, i) {
            return i;
        }
        if r.is_comma(i) || r.is_dash(i) || r.is_colon(i) || r.page.folded(i) == "." || r.in_time(i) {
            return i;
        }
        // «رئيس السلطة الفلسطينية حركة حماس»: a definite phrase is over where another one begins.
        let definite = |t: usize| r.page.pack.without_article(r.page.folded(t)) != r.page.folded(t);
        let another = |h: &Hit| {
            let kind = r.entry(*h).text("kind");
            h.class == r.class.noun
                && !h.glued.conjunction
                && !h.glued.preposition
                && (matches!(kind, Some("body" | "media")) || kind == Some("document") && !h.glued.article)
        };
        if i > from && definite(i - 1) && r.page.hits(i).iter().any(another) {
            return i;
        }
        if i > from && (object(r, from, i) || behind_name(r, from, i)) {
            return i;
        }
        if i > from && (leaves(r, i, head) || r.page.hits(i).iter().any(|h| is_saying(r, h, head))) {
            return i;
        }
        // «الرئيس الصيني هو جينتاو»: a name, whatever it looks like.
        let in_name = covers(&r.found.people, r.page.tokens.span(i, i + 1));
        let ends = r.at(i, r.class.phrase_end);
        if let Some(hit) = ends.filter(|h| !in_name && !is_name(r, h, i == from)) {
            if i == from || !goes_on(r, i, head) {
                return i;
            }
            i = hit.to.max(i + 1);
            continue;
        }
        i += 1;
    }
    i.min(limit)
}

/// Whether a preposition goes on with the phrase: «مسؤول كبير في الإدارة», but «مسؤول في مؤتمر صحفي» does not.
fn goes_on(r: &Reader<'_>, at: usize, head: Option<&str>) -> bool {
    let Some(preposition) = r.preposition(at) else {
        return false;
    };
    let next = at + 1;
    let fits = match head {
        Some("unnamed") => matches!(preposition, "in" | "of"),
        Some("role" | "body") => matches!(preposition, "in" | "to"),
        Some("document") => preposition == "of",
        _ => false,
    };
    let org = r
        .at(next, r.class.noun)
        .is_some_and(|h| r.entry(h).text("kind") == Some("body"));
    let other = r.is(next, r.class.medium)
        || r.is(next, r.class.platform)
        || r.is(next, r.class.phrase_end)
        || r.in_time(next)
        || r.quote(next).is_some() && !org;
    let definite = r
        .page
        .hits(next)
        .iter()
        .any(|h| h.glued.article || r.class.world.contains(&h.class));
    fits && !other && (org || definite || head != Some("role") || preposition == "to")
}

/// Whether a token names the outlet that the words were said to: «لقناة الحرة», «لـ"رويترز"», «للصحفيين».
fn leaves(r: &Reader<'_>, at: usize, head: Option<&str>) -> bool {
    let definite = |word: &str| r.page.pack.without_article(word) != word;
    // «أخبر الوزير الصحفيين»
    let before = at.checked_sub(1).map_or("", |t| r.page.folded(t));
    if r.is(at, r.class.audience) && definite(before) {
        return true;
    }
    // «أشاد الوسيط بالنتائج», but «القائم بالأعمال»
    let title = at
        .checked_sub(1)
        .and_then(|t| r.at(t, r.class.noun))
        .is_some_and(|h| h.to > at);
    let stripped = r.page.pack.strip_preposition(r.page.folded(at));
    if !title && stripped.is_some_and(definite) && !covers(&r.found.people, r.page.tokens.span(at, at + 1)) {
        return true;
    }
    if head == Some("document") {
        return false;
    }
    let to_outlet = |h: &Hit| {
        h.glued.preposition
            && (h.class == r.class.outlet
                || h.class == r.class.audience
                || h.class == r.class.noun && r.entry(*h).text("kind") == Some("media"))
    };
    r.page.hits(at).iter().any(to_outlet)
}

/// «علي» is a name where it opens a phrase, «على» is not: the fold makes them one.
fn is_name(r: &Reader<'_>, hit: &Hit, first: bool) -> bool {
    let Some(written) = r.entry(*hit).text("written") else {
        return false;
    };
    let span = r.page.tokens.span(hit.from, hit.to);
    span.of(r.page.text) != written && (first || covers(&r.found.people, span))
}

/// «جدد تأكيده أن …»: what is said, not who says it.
fn says_itself(r: &Reader<'_>, at: usize) -> bool {
    let saying =
        |h: &Hit| h.features.has(Features::PRONOUN) && (h.class == r.class.content || h.class == r.class.cue);
    r.page.hits(at).iter().any(saying)
}

/// A word that begins what is said, or how: «قوله», «التأكيد», «كلمته», «قائلا».
fn is_saying(r: &Reader<'_>, hit: &Hit, head: Option<&str>) -> bool {
    if hit.class == r.class.medium {
        return head != Some("document") && !hit.glued.preposition && !hit.glued.conjunction;
    }
    if hit.class != r.class.cue {
        return false;
    }
    // «مسؤول كبير تحدث إلى الشبكة», «وبحسب "رويترز" قالت الوزارة»
    let verb = !hit.features.has(Features::PARTICIPLE) && !hit.features.has(Features::VERBAL_NOUN);
    let entry = r.entry(*hit);
    if verb && hit.glued.is_plain() && (entry.flag("mute") || !entry.flag("clear")) {
        return !covers(&r.found.people, r.page.span(*hit));
    }
    let noun = hit.features.has(Features::VERBAL_NOUN);
    let pointed = hit.features.has(Features::PRONOUN) || hit.glued.article;
    noun && pointed || hit.features.has(Features::PARTICIPLE) && hit.glued.is_plain()
}

/// The people of the mentions layer in a range of tokens.
pub(super) fn people<'a>(r: &Reader<'a>, from: usize, to: usize) -> &'a [Annotation<Person>] {
    let span = r.page.tokens.span(from, to);
    let all = &r.found.people;
    let first = all.partition_point(|p| p.span.start < span.start);
    let last = all.partition_point(|p| p.span.start < span.end);
    all.get(first..last.max(first)).unwrap_or(&[])
}

/// What a noun phrase calls its source.
pub(super) fn source(r: &Reader<'_>, parts: &[(usize, usize)]) -> Option<Source> {
    let (&(from, first_end), &(_, end)) = (parts.first()?, parts.last()?);
    let kind = r.kind(from);
    if kind == Some("document")
        && let Some(issuer) = (from + 1..first_end).find_map(|t| r.at(t, r.class.issued))
    {
        let rest = self::parts(r, issuer.to, issuer.to + LONGEST);
        return source(r, &rest);
    }
    let whole = |name: String, span: Span, end: usize| Source {
        name,
        span: Some(span),
        phrase: crate::text::fold(r.page.words(from, end)),
        female: None,
        end,
    };
    let person = |part: (usize, usize)| people(r, part.0, part.1).last();
    let named = |p: &Annotation<Person>, end: usize| whole(p.value.name.clone(), p.span, end);
    let head_is_body = matches!(kind, Some("document" | "media" | "body"));
    if !head_is_body {
        // «المتحدث باسم رئيس الوزراء فلان، علان»: a part that is a name goes before a name in a title.
        let own = parts.iter().skip(1).find_map(|part| {
            let p = people(r, part.0, part.1).first()?;
            // Ranks may stand before it: «، اللواء الركن فلان، …».
            (r.words(part.0, r.page.tokens.at(p.span.start)) <= 3).then_some((p, part.1))
        });
        let first = people(r, from, first_end).first();
        let starts = first.filter(|p| p.span.start == r.page.tokens.span(from, first_end).start);
        if let Some(p) = starts {
            return Some(named(p, first_end.max(parts.get(1).map_or(0, |p| p.1).min(end))));
        }
        if kind.is_some()
            && let Some((p, end)) = own
        {
            return Some(named(p, end));
        }
        if let Some(p) = person((from, first_end)) {
            return Some(named(p, first_end));
        }
    }
    // Without a mention: «وزير الخارجية الأميركي، أنتوني بلينكن».
    if kind == Some("role")
        && let Some(&(name_from, name_to)) = parts.get(1)
        && r.words(name_from, name_to) <= NAME
        && !r.is(name_from, r.class.noun)
    {
        let span = r.page.tokens.span(name_from, name_to);
        return Some(whole(r.name(name_from, name_to), span, name_to));
    }
    let words = r.words(from, first_end);
    if words == 0 || words > 14 {
        return None;
    }
    Some(whole(
        r.name(from, first_end),
        r.page.tokens.span(from, first_end),
        first_end,
    ))
}

/// «رئيس الوفد، فلان، أعلن …», «تصريحات الرئيس، فلان، التي قال فيها إن …»: the one whom the comma behind a title names.
pub(super) fn apposed(r: &Reader<'_>, source: Source) -> Source {
    let Some(span) = source.span else { return source };
    let (from, to) = (
        r.page.tokens.at(span.start),
        r.page.tokens.at(span.end.saturating_sub(1)) + 1,
    );
    if !r.is_comma(to) || !people(r, from, to).is_empty() {
        return source;
    }
    let next = r.page.tokens.span(to + 1, to + 2).start;
    let person = people(r, to, to + 2).iter().find(|p| p.span.start == next);
    let named = person.filter(|p| {
        p.value
            .role
            .as_ref()
            .is_some_and(|role| source.name.ends_with(role.as_str()))
    });
    match named {
        Some(person) => Source {
            name: person.value.name.clone(),
            span: Some(person.span),
            ..source
        },
        None => source,
    }
}

/// Whether a phrase that begins here can be a source: somebody or something that speaks.
pub(super) fn names_someone(r: &Reader<'_>, from: usize) -> bool {
    let start = r.page.tokens.span(from, from + 1);
    // «الأميركيون أبلغوا …»
    let people = |h: &Hit| h.class == r.class.nisba && h.features.has(Features::PLURAL) && h.glued.article;
    r.page.hits(from).iter().any(people)
        || r.page
            .hits(from)
            .iter()
            .any(|h| (h.class == r.class.noun || r.class.world.contains(&h.class)) && !h.glued.conjunction)
        || covers(&r.found.people, start)
        || covers(&r.found.organizations, start)
        || covers(&r.found.places, start)
}

pub(super) fn covers<T>(mentions: &[Annotation<T>], span: Span) -> bool {
    let at = mentions.partition_point(|m| m.span.end <= span.start);
    mentions.get(at).is_some_and(|m| m.span.overlaps(span))
}
