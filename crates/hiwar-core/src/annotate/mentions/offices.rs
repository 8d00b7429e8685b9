//! Titles in languages that put what qualifies a noun before it: `Iraqi Foreign Minister`, `US special envoy for Iran`,
//! `the Pentagon's spokesman`, and behind a name: `Fuad Hussein, the Iraqi foreign minister,`.

use super::bodies::{Found, covering};
use super::capitals::is_capital;
use super::roles::Role;
use super::{Classes, longest};
use crate::annotate::Page;
use crate::lang::{ClassId, Features, Hit};
use crate::model::Span;
use crate::text::Gap;

/// No title has more tokens.
const LONGEST: usize = 16;

/// What stands before a name.
pub(super) struct Before {
    /// The title; `None` for an honorific.
    pub(super) role: Option<Role>,
}

/// A title while it is read.
struct Reader<'p, 'a> {
    page: &'p Page<'a>,
    classes: &'p Classes,
    bodies: &'p [Found],
}

/// The title that ends right before a name, a comma between them where the title has its article
/// (`the Iraqi foreign minister, Fuad Hussein,`).
pub(super) fn before(page: &Page<'_>, classes: &Classes, bodies: &[Found], name: usize) -> Option<Before> {
    let reader = Reader {
        page,
        classes,
        bodies,
    };
    let last = name.checked_sub(1)?;
    let comma = page.folded(last) == ",";
    let end = if comma { last } else { name };
    let (from, head, rank) = reader.back(end)?;
    if comma && !page.has_article(from) {
        return None;
    }
    let Some(head) = head else {
        let rank = rank.filter(|_| !comma)?;
        let role = page.entry(rank).flag("role");
        return Some(Before {
            role: role.then(|| reader.role(rank.from, end, None)),
        });
    };
    let weak = page.entry(head).flag("weak") && from == head.from;
    (!weak).then(|| Before {
        role: Some(reader.role(from, end, Some(head))),
    })
}

/// The title behind a name: `, the Iraqi foreign minister,`, `, head of the committee`, `(foreign minister)`.
pub(super) fn behind(page: &Page<'_>, classes: &Classes, bodies: &[Found], name_end: usize) -> Option<Role> {
    let reader = Reader {
        page,
        classes,
        bodies,
    };
    if !matches!(page.folded(name_end), "," | "(") {
        return None;
    }
    let mut from = name_end + 1;
    let little = |t: usize| page.pack.is_article(page.folded(t));
    if little(from) || matches!(page.folded(from), "a" | "an") {
        from += 1;
    }
    let mut at = from;
    let mut head = None;
    while at < from + LONGEST && reader.goes_on(at) {
        if let Some(hit) = reader.one_of(at, &[classes.head]) {
            head = head.or(Some(hit));
            at = hit.to;
            continue;
        }
        match reader.ahead(at, head.is_some()) {
            Some(to) => at = to,
            None => break,
        }
    }
    while at > from && reader.one_of(at - 1, &[classes.joint]).is_some() {
        at -= 1;
    }
    Some(reader.role(from, at, Some(head?)))
}

impl Reader<'_, '_> {
    fn goes_on(&self, token: usize) -> bool {
        self.page.token(token).is_some_and(|t| t.gap < Gap::Line)
    }

    fn one_of(&self, token: usize, kinds: &[ClassId]) -> Option<Hit> {
        longest(self.page, token, kinds)
    }

    /// The words that end right before `end`, as far back as they are a title: where it begins, its head, its rank.
    fn back(&self, end: usize) -> Option<(usize, Option<Hit>, Option<Hit>)> {
        let (mut at, mut from, mut head, mut rank) = (end, end, None, None);
        while at + LONGEST > end && at > 0 && (at == end || self.goes_on(at)) {
            let Some((begin, hit)) = self.ends_at(at) else {
                break;
            };
            let joint = hit.is_some_and(|h| h.class == self.classes.joint);
            if joint && at == end {
                return None;
            }
            at = begin;
            if let Some(hit) = hit.filter(|h| h.class == self.classes.head) {
                head = head.or(Some(hit));
            }
            rank = rank.or(hit.filter(|h| h.class == self.classes.rank));
            if !joint {
                from = at;
            }
        }
        // `Baghdad Fuad Hussein`: nothing of it is an office.
        (head.is_some() || rank.is_some()).then_some((from, head, rank))
    }

    /// The piece of a title that ends right before a token: where it begins, and the entry that it is.
    fn ends_at(&self, end: usize) -> Option<(usize, Option<Hit>)> {
        let (page, classes) = (self.page, self.classes);
        let last = end.checked_sub(1)?;
        if let Some(body) = covering(self.bodies, last) {
            return (body.to == end).then_some((body.from, None));
        }
        let kinds = [
            classes.head,
            classes.rank,
            classes.modifier,
            classes.joint,
            classes.nisba,
            classes.body_tail,
        ];
        let near = (1..=4).rev().filter_map(|back| end.checked_sub(back));
        let hit = near
            .flat_map(|t| page.hits(t))
            .find(|h| h.to == end && kinds.contains(&h.class));
        if let Some(hit) = hit {
            return Some((hit.from, Some(*hit)));
        }
        // Gen., Lt. Gen.
        if page.folded(last) == "." && last > 0 {
            return self
                .ends_at(last)
                .filter(|(_, h)| h.is_some_and(|h| h.class == classes.rank));
        }
        // the Pentagon's
        let owner = page.folded(last) == "s" && last > 1 && matches!(page.folded(last - 1), "'" | "’");
        if owner {
            let body = covering(self.bodies, last - 2)?;
            return Some((body.from, None));
        }
        let article = page.pack.is_article(page.folded(last));
        let before = || last > 0 && self.ends_with(last, classes.joint);
        let unknown = is_capital(page, last) && page.hits(last).iter().all(|h| h.class != classes.function);
        let hyphen = page.folded(last) == "-" && page.token(last).is_some_and(|t| t.gap == Gap::None);
        (article && before() || unknown || hyphen).then_some((last, None))
    }

    fn ends_with(&self, end: usize, class: ClassId) -> bool {
        let mut near = (1..=3).filter_map(|back| end.checked_sub(back));
        near.any(|t| self.page.hits(t).iter().any(|h| h.class == class && h.to == end))
    }

    /// One past the piece of a title that stands at a token.
    fn ahead(&self, at: usize, headed: bool) -> Option<usize> {
        let (page, classes) = (self.page, self.classes);
        if let Some(body) = covering(self.bodies, at) {
            return (body.from == at).then_some(body.to);
        }
        let kinds = [classes.modifier, classes.nisba, classes.body_tail, classes.rank];
        if let Some(hit) = self.one_of(at, &kinds) {
            return Some(hit.to);
        }
        if let Some(hit) = self.one_of(at, &[classes.joint]).filter(|_| headed) {
            return Some(hit.to);
        }
        let article = page.pack.is_article(page.folded(at));
        let owner = matches!(page.folded(at), "'" | "’") && page.folded(at + 1) == "s";
        if owner {
            return Some(at + 2);
        }
        let led = headed && self.ends_with(at, classes.joint);
        (article && led || is_capital(page, at) && headed).then_some(at + 1)
    }

    fn role(&self, from: usize, to: usize, head: Option<Hit>) -> Role {
        let page = self.page;
        let words = page.tokens.span(from, to);
        let bodies = self.bodies.iter();
        let mut inside = bodies.filter(|b| b.from >= from && b.to <= to);
        let body = inside.next().map(|b| &b.annotation.value);
        let nisba = (from..to).find_map(|t| page.hit(t, self.classes.nisba));
        let nisba = nisba.map(|h| page.entry(h));
        let text = |key| nisba.and_then(|e| e.text(key)).map(str::to_owned);
        let many = head.is_some_and(|h| h.features.has(Features::PLURAL));
        Role {
            from,
            to,
            span: Span::new(words.start, words.end),
            of: body.map(|b| b.name.clone()).or_else(|| text("name")),
            country: body.and_then(|b| b.country.clone()).or_else(|| text("country")),
            dual: many,
        }
    }
}
