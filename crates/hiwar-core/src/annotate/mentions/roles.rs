//! Titles: `[head] [complement] [joint …] [nisba] [modifier]`, and the country or body that they belong to.

use super::bodies::{Found, covering};
use super::names::{Ground, Name, name_at};
use super::words::{begins_with, definite};
use super::{Classes, longest};
use crate::annotate::Page;
use crate::lang::{Features, Hit};
use crate::model::Span;
use crate::text::{Gap, TokenKind};

/// A title with the name it introduces.
#[derive(Clone, Debug)]
pub(crate) struct Introduced {
    pub(crate) name: Name,
    pub(crate) role: Role,
}

/// A title as it is written.
#[derive(Clone, Debug)]
pub(crate) struct Role {
    /// First token.
    pub(crate) from: usize,
    /// One past the last token.
    pub(crate) to: usize,
    /// Its words.
    pub(crate) span: Span,
    /// The country's or body's canonical name.
    pub(crate) of: Option<String>,
    /// ISO 3166-1 alpha-3.
    pub(crate) country: Option<String>,
    /// Names two office holders (`وزيرا الخارجية`).
    pub(crate) dual: bool,
}

impl Role {
    /// The title in words, without what is glued to it (`الموالية للرئيس السابق فلان`).
    pub(crate) fn words(&self, page: &Page<'_>, classes: &Classes) -> String {
        let words = self.span.name(page.text);
        let glued = page
            .hit(self.from, classes.head)
            .is_some_and(|h| h.glued.preposition);
        let bare = glued.then(|| page.pack.without_preposition(&words)).flatten();
        bare.unwrap_or(words)
    }
}

/// A title longer than this is a sentence.
const MOST_TOKENS: usize = 16;

/// A title while it is read.
struct Reader<'p, 'a> {
    page: &'p Page<'a>,
    classes: &'p Classes,
    bodies: &'p [Found],
    head: Hit,
    at: usize,
    /// The last word completed the phrase: it is definite, an adjective of a country, or a name of a body or place.
    complete: bool,
    /// It was closed by a country's adjective, a body's name or a word such as السابق: a name is due.
    closed: bool,
    of: Option<(String, Option<String>)>,
    nisba: Option<(String, Option<String>)>,
}

/// The title that begins with `head`, with the name behind it.
pub(crate) fn introduced(
    page: &Page<'_>,
    classes: &Classes,
    bodies: &[Found],
    head: Hit,
) -> Option<Introduced> {
    let mut reader = Reader::new(page, classes, bodies, head);
    loop {
        if reader.at > head.from + MOST_TOKENS {
            return None;
        }
        if let Some(name) = reader.name() {
            let role = reader.role();
            return Some(Introduced { name, role });
        }
        if !reader.step() {
            return None;
        }
    }
}

/// The title that begins with `head` and ends where the phrase does: behind a name (`فؤاد حسين، وزير الخارجية،`).
pub(crate) fn behind(page: &Page<'_>, classes: &Classes, bodies: &[Found], head: Hit) -> Option<Role> {
    let mut reader = Reader::new(page, classes, bodies, head);
    // `الناطق باسم القوات المسلحة في تصريح للمركز`: back to where it was complete.
    let mut whole: Option<Role> = None;
    while reader.at <= head.from + MOST_TOKENS && !reader.at_comma() && reader.step() {
        whole = reader.complete.then(|| reader.role()).or(whole);
    }
    // `فلان، كاتب،`
    let bare = page.token(reader.at).is_none_or(|t| t.kind == TokenKind::Mark) && reader.at == head.to;
    (reader.complete || bare).then(|| reader.role()).or(whole)
}

impl<'p, 'a> Reader<'p, 'a> {
    fn new(page: &'p Page<'a>, classes: &'p Classes, bodies: &'p [Found], head: Hit) -> Self {
        let complete = head.glued.article || page.has_article(head.from);
        Self {
            page,
            classes,
            bodies,
            head,
            at: head.to,
            complete,
            closed: false,
            of: None,
            nisba: None,
        }
    }

    fn at_comma(&self) -> bool {
        matches!(self.page.folded(self.at), "،" | ",")
    }

    /// The name that begins where the title has come to, past a gloss, a comma and ranks.
    fn name(&self) -> Option<Name> {
        let page = self.page;
        let mut at = self.at;
        let mut ranked = false;
        let mut ground = if self.complete {
            Ground::Introduced
        } else {
            Ground::Bare
        };
        while matches!(page.folded(at), "،" | "," | "\"" | "”" | "»" | "“" | ")") && at < self.at + 4 {
            if matches!(page.folded(at), "،" | ",") && !self.complete {
                return None;
            }
            at += 1;
        }
        if page.folded(at) == "("
            && (at + 2..at + 6).any(|i| page.folded(i) == ")" && matches!(page.folded(i + 1), "،" | ","))
        {
            at = (at..at + 8)
                .find(|i| matches!(page.folded(*i), "،" | ","))
                .map_or(at, |comma| comma + 1);
        }
        let after_mark = at > self.at;
        if page.token(at).is_none_or(|t| t.gap >= Gap::Paragraph) {
            return None;
        }
        while let Some(rank) = page
            .hit(at, self.classes.rank)
            .filter(|h| !h.glued.conjunction && !h.glued.preposition)
        {
            (at, ground, ranked) = (rank.to, Ground::Introduced, true);
        }
        // `المستشارين`, `قادة`: whoever comes next is one of many, and must be known by name.
        let many = page.entry(self.head).flag("weak") || self.head.features.has(Features::PLURAL);
        if many || (after_mark && self.at == self.head.to && !self.complete) {
            ground = Ground::Bare;
        }
        if covering(self.bodies, at).is_some_and(|b| b.from == at)
            && page.hit(at, self.classes.person).is_none()
        {
            return None;
        }
        // `وزير قطر، وجبريل باسولي`: the conjunction begins another person.
        // (وليام is no و + ليام: a plain reading goes first.)
        let names = [self.classes.given, self.classes.person, self.classes.surname];
        let mut hits = page
            .hits(at)
            .iter()
            .filter(|h| names.contains(&h.class))
            .peekable();
        let another = after_mark && hits.peek().is_some() && hits.all(|h| h.glued.conjunction);
        if another {
            return None;
        }
        if page
            .hit(at, self.classes.joint)
            .is_some_and(|h| h.glued.is_plain())
        {
            return None;
        }
        let name = name_at(page, self.classes, at, ground)?;
        // An unknown word is a name only where one is due: behind a rank, a closed title, or a comma behind a whole one.
        // Behind a comma a single one may be a verb of a new clause (`رئيس الوزراء، يؤكد`).
        // `وزير النقل سامح الهادي`: a family name with the article speaks for it too.
        let family = name.parts > 1 && page.has_article(name.to - 1);
        let due = if after_mark || family {
            self.complete && name.parts > 1
        } else {
            self.closed
        };
        let starts_glued = begins_with(page, at, &page.pack.grammar.clitics.prepositions);
        let due = due && (!starts_glued || (name.parts > 1 && !family));
        let sure = name.known || ranked || due;
        sure.then_some(name)
    }

    /// Takes the next part of the title; `false` where the title has ended.
    fn step(&mut self) -> bool {
        let page = self.page;
        let Some(token) = page.token(self.at).copied().filter(|t| t.gap < Gap::Line) else {
            return false;
        };
        if let Some(body) = covering(self.bodies, self.at).filter(|b| b.from == self.at) {
            let body = body.clone();
            let value = &body.annotation.value;
            self.of.get_or_insert((value.name.clone(), value.country.clone()));
            (self.at, self.complete, self.closed) = (body.to, true, true);
            return true;
        }
        if let Some(nisba) = page
            .hit(self.at, self.classes.nisba)
            .filter(|h| !h.glued.conjunction && !h.glued.preposition)
        {
            let entry = page.entry(nisba);
            self.nisba = Some((
                entry.text("name").unwrap_or("").to_owned(),
                entry.text("country").map(str::to_owned),
            ));
            (self.at, self.complete, self.closed) = (nisba.to, true, true);
            return true;
        }
        if token.kind == TokenKind::Mark {
            return self.gloss();
        }
        if let Some(hit) = longest(
            page,
            self.at,
            &[self.classes.modifier, self.classes.body_tail, self.classes.joint],
        ) {
            self.complete = hit.class != self.classes.joint;
            self.closed = hit.class == self.classes.modifier;
            self.at = hit.to;
            return true;
        }
        let hits = page.hits(self.at);
        if let Some(head) = hits
            .iter()
            .find(|h| h.class == self.classes.head && !h.glued.preposition)
            .copied()
        {
            // `مستشار رئيس الوزراء`: an office inside an office; behind a complete title it is a new one.
            // With the article it is an adjective of the first (`السكرتيرة الصحفية`).
            if self.complete && !head.glued.conjunction && !head.glued.article {
                return false;
            }
            (self.at, self.complete) = (head.to, head.glued.article);
            return true;
        }
        // `وزير الدفاع اليوم`, `ولي العهد لدى وصوله`: when, and what somebody did then.
        let aside = |h: &Hit| {
            let when =
                [self.classes.weekday, self.classes.day_word].contains(&h.class) && !h.glued.preposition;
            let deed = h.features.has(Features::VERBAL_NOUN) && h.features.has(Features::PRONOUN);
            when || deed
        };
        if hits.iter().any(aside) {
            return false;
        }
        let open = !self.complete;
        let cue = hits
            .iter()
            .any(|h| h.class == self.classes.cue && !h.glued.article);
        // While the phrase is open even a common noun completes it (`لشؤون إصلاح القطاع`).
        let ends = if open {
            self.classes.stops(page, self.at)
        } else {
            self.classes.bounds(page, self.at)
        };
        // مؤتمر صحفي أعقب اجتماعه: a verb.
        let verb = hits
            .iter()
            // وزير الخارجية المصري التقى; but رئيس كتلة فتح goes on.
            .filter(|h| h.class == self.classes.verb || self.complete && h.class == self.classes.event_verb)
            .any(|h| h.features.has(Features::PAST) && h.glued.is_plain())
            && page.hit(self.at, self.classes.verb_or_noun).is_none();
        if cue || verb || (ends && !definite(page, self.at)) {
            return false;
        }
        self.closed = false;
        // A complement: a definite noun, or any noun while the phrase is open.
        self.complete = definite(page, self.at);
        self.at += 1;
        open || self.complete
    }

    /// `وزارة الدفاع الأميركية "البنتاغون"`, `(CIA)`: words in marks inside a title.
    fn gloss(&mut self) -> bool {
        if let Some(quoted) = self
            .page
            .quoted
            .iter()
            .find(|q| q.open == self.at && q.closed && q.to - q.from <= 4)
        {
            (self.at, self.complete) = (quoted.end, true);
            return true;
        }
        if self.page.folded(self.at) == "(" {
            let close = (self.at + 1..self.at + 5).find(|i| self.page.folded(*i) == ")");
            if let Some(close) = close {
                self.at = close + 1;
                return true;
            }
        }
        false
    }

    fn role(&self) -> Role {
        let page = self.page;
        let start = page.span(self.head).start;
        let end = page.tokens.span(self.head.from, self.at).end;
        let own = page.entry(self.head);
        let (of, country) = match (&self.of, &self.nisba) {
            (Some((name, Some(country))), _) => (Some(name.clone()), Some(country.clone())),
            (Some((name, None)), nisba) => (Some(name.clone()), nisba.as_ref().and_then(|n| n.1.clone())),
            (None, Some((name, country))) => (Some(name.clone()), country.clone()),
            (None, None) => (None, None),
        };
        let dual = self.head.features.has(Features::DUAL) && own.class == "title-head";
        Role {
            from: self.head.from,
            to: self.at,
            span: Span::new(start, end),
            of,
            country,
            dual,
        }
    }
}
