//! Step 3: who speaks: the subject behind the cue, before it, or the speaker carried on from before.

use super::cues::{Cue, Shape};
use super::frame::Frame;
use super::phrase::{self, Source};
use super::reader::{Reader, gender};
use crate::lang::Features;
use crate::text::fold;

/// The speakers so far, the last one last.
#[derive(Default)]
pub(super) struct Memory {
    speakers: Vec<(usize, Source)>,
}

/// How many speakers back a verb's gender may reach.
const BACK: usize = 4;

impl Memory {
    /// Remembers who spoke at a token.
    pub fn heard(&mut self, at: usize, source: &Source) {
        if let Some((_, old)) = self
            .speakers
            .iter()
            .rev()
            .take(8)
            .find(|(_, s)| s.name == source.name)
        {
            let female = source.female.or(old.female);
            let phrase = if old.phrase.len() > source.phrase.len() {
                old.phrase.clone()
            } else {
                source.phrase.clone()
            };
            let known = Source {
                female,
                phrase,
                ..source.clone()
            };
            self.speakers.push((at, known));
        } else {
            self.speakers.push((at, source.clone()));
        }
    }

    /// Whoever goes on speaking: the last one, or the last one of the verb's gender.
    pub fn carried(&self, cue: &Cue<'_>) -> Option<Source> {
        let female = match cue.shape {
            Shape::Noun => None,
            _ => gender(cue.hit.features),
        };
        let suits = |s: &Source| female.is_none() || s.female.is_none() || s.female == female;
        let recent = || self.speakers.iter().rev().take(BACK).map(|(_, s)| s);
        let found = recent().find(|s| suits(s)).or_else(|| recent().next())?;
        Some(Source {
            span: None,
            ..found.clone()
        })
    }

    /// The speaker of the last statement since a token.
    pub fn since(&self, token: usize) -> Option<Source> {
        let (at, source) = self.speakers.last()?;
        (*at >= token).then(|| Source {
            span: None,
            ..source.clone()
        })
    }

    /// «الصحيفة», «الوزير التركي»: whom the words mean among those who spoke.
    fn meant(&self, r: &Reader<'_>, source: &Source) -> Option<String> {
        let span = source.span?;
        let from = r.page.tokens.at(span.start);
        let hit = r.at(from, r.class.noun).filter(|h| h.glued.article)?;
        if !matches!(r.entry(hit).text("kind"), Some("media" | "role")) {
            return None;
        }
        let bare = |word: &str| r.page.pack.without_article(word).to_owned();
        let words: Vec<String> = fold(&source.name).split(' ').map(bare).collect();
        if words.len() > 3 {
            return None;
        }
        let means = |s: &&(usize, Source)| {
            let has = |w: &String| s.1.phrase.split(' ').any(|p| bare(p) == *w);
            s.1.name != source.name && words.iter().all(has)
        };
        self.speakers
            .iter()
            .rev()
            .find(means)
            .map(|(_, s)| s.name.clone())
    }

    /// «المصدر ذاته», «الأخير»: whoever spoke, or was named, last.
    fn same(&self, r: &Reader<'_>, source: &Source) -> Option<String> {
        let span = source.span?;
        let (from, to) = (
            r.page.tokens.at(span.start),
            r.page.tokens.at(span.end.saturating_sub(1)) + 1,
        );
        if to > from + 3 {
            return None;
        }
        let hit = r.ends_at(to, r.class.same)?;
        if r.entry(hit).flag("last") {
            let last = phrase::people(r, from.saturating_sub(60), from).last()?;
            return (hit.from == from).then(|| last.value.name.clone());
        }
        let head = source.phrase.split(' ').next()?;
        let spoke = || self.speakers.iter().rev().take(BACK).map(|(_, s)| s);
        let fits = |s: &&Source| {
            s.phrase
                .split(' ')
                .any(|w| r.page.pack.without_article(w) == r.page.pack.without_article(head))
        };
        let found = spoke().find(fits).or_else(|| spoke().next())?;
        (hit.from > from).then(|| found.name.clone())
    }

    /// Gives «الصحيفة» the name it had before.
    pub fn settle(&self, r: &Reader<'_>, source: Source) -> Source {
        let mut source = phrase::apposed(r, source);
        if let Some(name) = self.same(r, &source) {
            source.name = name;
            return source;
        }
        if let Some(name) = self.meant(r, &source) {
            source.name = name;
        }
        source
    }
}

/// The subject that stands between a cue and what it says.
pub(super) fn behind(r: &Reader<'_>, cue: &Cue<'_>, frame: &Frame) -> Option<Source> {
    let from = cue.hit.to;
    if cue.shape == Shape::Participle || cue.shape == Shape::Noun && cue.has_pronoun() {
        return None;
    }
    // «وكان قادة الأجهزة أبلغوا نتنياهو أن …»: a verb in the plural has its subject before it.
    let many = cue.hit.features.has(Features::PLURAL) || cue.hit.features.has(Features::DUAL);
    if cue.shape == Shape::Finite && many {
        return None;
    }
    // «قال فيها إن …»: the subject stands before.
    if r.page.hits(from).iter().any(|h| h.class == r.class.back) {
        return None;
    }
    let mut parts = phrase::parts(r, from, frame.opener);
    // «وصف الوزير الاتفاق بأنه …»: what a verb does something to is no part of its subject.
    if cue.entry.flag("takes")
        && let Some((first, to)) = parts.first_mut()
        && let Some(end) = object(r, *first, *to)
    {
        *to = end;
        parts.truncate(1);
    }
    with_gender(phrase::source(r, &parts)?, cue)
}

/// Where a second phrase begins in what was taken for one: «دعت باكستان مجلس الأمن», «وصف غونن اللقاء».
fn object(r: &Reader<'_>, from: usize, to: usize) -> Option<usize> {
    if from + 2 == to && is_object(r, from) {
        return Some(from + 1);
    }
    // «يطالب المستوطنون نتنياهو»: no title, so the name is another's.
    let start = r.page.tokens.span(from, from + 1);
    let definite = r.page.pack.without_article(r.page.folded(from)) != r.page.folded(from);
    if let Some(person) = phrase::people(r, from + 1, to).first()
        && definite
        && r.kind(from).is_none()
        && person.span.start > start.end
    {
        return Some(r.page.tokens.at(person.span.start));
    }
    // «دعت باكستان مجلس الأمن»: a country, and whoever else is named behind it.
    let place = r.found.places.partition_point(|p| p.span.end <= start.start);
    let place = r
        .found
        .places
        .get(place)
        .filter(|p| p.span.start == start.start)?;
    let next = r.page.tokens.at(place.span.end);
    (next < to && !glued_and(r, next)).then_some(next)
}

fn glued_and(r: &Reader<'_>, token: usize) -> bool {
    r.page.hits(token).iter().any(|h| h.glued.conjunction)
}

/// Whether the word behind a definite title is a noun of its own, and no adjective of it.
fn is_object(r: &Reader<'_>, head: usize) -> bool {
    let definite = |t: usize| r.page.pack.without_article(r.page.folded(t)) != r.page.folded(t);
    let word = r.page.folded(head + 1);
    let adjective = word.trim_end_matches('ة').ends_with('ي') || r.is(head + 1, r.class.modifier);
    let named = !phrase::people(r, head, head + 2).is_empty();
    // «الأمين العام» is one title.
    let alone = r.at(head, r.class.noun).is_some_and(|h| h.to == head + 1);
    // «وصف غونن اللقاء»: a word that nobody knows is a name.
    let name = r.page.hits(head).is_empty() && !definite(head);
    let title = matches!(r.kind(head), Some("role" | "unnamed")) && alone && definite(head);
    (name || title) && definite(head + 1) && !adjective && !named
}

/// The one whose words a relay passes on: «نقلت الوكالة عن الوزير قوله إن …».
pub(super) fn origin(r: &Reader<'_>, from: usize, frame: &Frame) -> Option<Source> {
    phrase::source(r, &phrase::parts(r, from, frame.opener))
}

fn with_gender(mut source: Source, cue: &Cue<'_>) -> Option<Source> {
    if cue.shape == Shape::Finite && cue.entry.text("document").is_none() {
        source.female = gender(cue.hit.features);
    }
    Some(source)
}

/// The subject that stands before its verb: «لكن المتحدثة، فلانة، قالت», «كان الوزير قد أشار».
pub(super) fn before(r: &Reader<'_>, cue: &Cue<'_>, floor: usize) -> Option<Source> {
    let sentence = r.sentence(cue.hit.from).0;
    // «أما فلان فقال إن …»
    let topic = r
        .at(sentence, r.class.opener)
        .is_some_and(|h| r.entry(h).flag("topic"));
    if cue.hit.glued.conjunction && !topic || cue.shape != Shape::Finite {
        return None;
    }
    let floor = floor.max(sentence).max(cue.hit.from.saturating_sub(40));
    let mut end = cue.hit.from;
    while end > floor {
        let passes = r.in_time(end - 1) || r.is_comma(end - 1) || r.is_dash(end - 1);
        match r.ends_at(end, r.class.phrase_end) {
            Some(hit) if hit.from >= floor && hit.to == hit.from + 1 => end = hit.from,
            _ if passes => end -= 1,
            _ => break,
        }
    }
    let mut start = floor;
    let mut opened = false;
    for token in floor..end {
        if let Some(hit) = r
            .at(token, r.class.opener)
            .or(r.at(token, r.class.shift))
            .filter(|h| h.to < end)
        {
            start = hit.to;
            opened = r.entry(hit).flag("was");
        } else if let Some(hit) = r.that(token).filter(|h| h.to < end) {
            start = hit.to;
            opened = false;
        }
    }
    while start < end && (r.is_comma(start) || r.in_time(start) || r.is_dash(start)) {
        start += 1;
    }
    let parts = phrase::parts(r, start, end);
    let (&(first, _), &(_, last)) = (parts.first()?, parts.last()?);
    // «دبلوماسي إيراني، ممن شاركوا في المباحثات، قد ذكر أن …»: an inset that a comma closes.
    let inset =
        |t: usize| r.is(t, r.class.relative) || r.is(t, r.class.phrase_end) || r.preposition(t).is_some();
    let (_, first_end) = *parts.first()?;
    let closed = end < cue.hit.from && r.is_comma(end) || r.is_comma(end.saturating_sub(1));
    let past_inset = closed && r.is_comma(first_end) && inset(first_end + 1);
    let reaches = last + 1 >= end || r.is_comma(last) || past_inset;
    if first != start || !reaches || !(opened || phrase::names_someone(r, first) || r.quote(first).is_some())
    {
        return None;
    }
    let whole = if past_inset { parts.get(..1)? } else { &parts };
    with_gender(phrase::source(r, whole)?, cue)
}

/// «فلان، وزير الخارجية، يدعو المجتمع الدولي إلى …»: the sentence begins with its subject.
pub(super) fn leads(r: &Reader<'_>, cue: &Cue<'_>, floor: usize) -> Option<Source> {
    let sentence = r.sentence(cue.hit.from).0;
    let found = before(r, cue, floor).filter(|_| floor <= sentence && cue.hit.from > sentence)?;
    // «أما هنية فهو حث مصر على …»
    let topic = r
        .at(sentence, r.class.opener)
        .filter(|h| r.entry(*h).flag("topic"));
    let first = topic.map_or(sentence, |h| h.to);
    let starts = found.phrase.split(' ').next() == Some(r.page.folded(first));
    (starts && phrase::names_someone(r, first)).then_some(found)
}

/// Of whom the sentence has spoken, for a verb or participle without a subject of its own: its first person,
/// else the organisation or country that it begins with.
pub(super) fn of_sentence(r: &Reader<'_>, cue: &Cue<'_>, floor: usize) -> Option<Source> {
    let from = r.sentence(cue.hit.from).0.max(floor);
    let to = cue.hit.from;
    let made = |name: &str, end: usize| Source {
        name: name.to_owned(),
        span: None,
        phrase: fold(name),
        female: gender(cue.hit.features).filter(|_| !cue.hit.features.has(Features::PLURAL)),
        end,
    };
    if let Some(person) = phrase::people(r, from, to).first() {
        return Some(made(&person.value.name, to));
    }
    // «وعن الحل العسكري، قال: …»: of what is spoken, not who speaks.
    let about = r
        .page
        .hits(from)
        .iter()
        .any(|h| h.class == r.class.preposition && !h.glued.article);
    let from = (from..to)
        .find(|t| r.is_comma(*t))
        .filter(|_| about)
        .map_or(from, |comma| comma + 1);
    let definite = |t: usize| r.page.pack.without_article(r.page.folded(t)) != r.page.folded(t);
    let begin = (from..(from + 4).min(to)).find(|t| {
        let plain = *t == from || r.preposition(t - 1).is_none() && !definite(t - 1);
        plain
            && r.preposition(*t).is_none()
            && phrase::names_someone(r, *t)
            && r.at(*t, r.class.content).is_none()
    });
    if let Some(mut found) = begin.and_then(|t| phrase::source(r, &phrase::parts(r, t, to))) {
        found.span = None;
        found.female = gender(cue.hit.features);
        return Some(found);
    }
    let span = r.page.tokens.span(from, (from + 5).min(to));
    let bodies = r.found.organizations.iter().chain(&r.found.places);
    let first = bodies
        .filter(|b| span.contains(b.span))
        .min_by_key(|b| b.span.start)?;
    Some(made(&first.value.name, to))
}

/// «تصريحات من وزير الخارجية قال فيها إن …», «المعلقين الذين اعتبروا أن …»: whoever stands right before the verb.
pub(super) fn pointed_back(r: &Reader<'_>, cue: &Cue<'_>) -> Option<Source> {
    let to = cue.hit.from;
    // «حزبه الذي قال إنه سيكون …»: what is spoken of stands before, not who speaks.
    let resumes = r
        .that(cue.hit.to)
        .is_some_and(|h| r.page.folded(h.from).chars().count() > 2 + h.prefix / 2);
    // «القضية التي أشار إليها بقوله: …»
    let object = r
        .at(cue.hit.to, r.class.phrase_end)
        .is_some_and(|h| r.entry(h).flag("resumes"));
    let relative = r.ends_at(to, r.class.relative).is_some() && !resumes && !object;
    if !relative && !r.page.hits(cue.hit.to).iter().any(|h| h.class == r.class.back) {
        return None;
    }
    let from = r.sentence(to).0.max(to.saturating_sub(16));
    let speaks = |t: usize| {
        r.at(t, r.class.noun)
            .is_some_and(|h| r.entry(h).text("kind") != Some("document"))
    };
    let mut head = (from..to).rev().find(|t| speaks(*t))?;
    while head > from && speaks(head - 1) {
        head -= 1;
    }
    phrase::source(r, &phrase::parts(r, head, to))
}
