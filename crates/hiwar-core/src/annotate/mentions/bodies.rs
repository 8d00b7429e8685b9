//! Organisations and places: names in the world's lists, and names composed of a head noun and what completes it.

use super::capitals::{is_acronym, is_capital};
use super::{Classes, longest};
use crate::annotate::Page;
use crate::lang::{Features, Hit};
use crate::model::{Annotation, Body};
use crate::text::{Gap, TokenKind};

/// A body or a place with its tokens.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// First token.
    pub(crate) from: usize,
    /// One past the last.
    pub(crate) to: usize,
    /// Whether it is a place.
    pub(crate) place: bool,
    /// What is printed.
    pub(crate) annotation: Annotation<Body>,
}

/// Every body and place, in order, without overlap; the longest name wins.
pub(crate) fn find(page: &Page<'_>, classes: &Classes) -> Vec<Found> {
    let mut out = Vec::new();
    let mut token = 0;
    let ahead = page.habits().qualifiers_first;
    while token < page.tokens.len() {
        let composed = if ahead { ahead_of_head } else { composed };
        // Of two as long the one of the world's lists counts, which comes last.
        let found = composed(page, classes, token)
            .into_iter()
            .chain(named(page, classes, token));
        match found.max_by_key(|f| f.to) {
            Some(found) => {
                token = found.to.max(token + 1);
                out.push(found);
            }
            None => token += 1,
        }
    }
    out
}

/// The body or place that a token is part of, if any; `bodies` are in order and do not overlap.
pub(crate) fn covering(bodies: &[Found], token: usize) -> Option<&Found> {
    let at = bodies.partition_point(|b| b.to <= token);
    bodies.get(at).filter(|b| b.from <= token)
}

/// A name of the world's lists.
fn named(page: &Page<'_>, classes: &Classes, token: usize) -> Option<Found> {
    let kinds = [
        classes.organization,
        classes.outlet,
        classes.country,
        classes.capital,
        classes.city,
    ];
    let hit = longest(page, token, &kinds)?;
    let entry = page.entry(hit);
    let little =
        usize::from(page.pack.is_article(page.folded(token)) && page.habits().capitals && hit.to > token + 1);
    let hit = Hit {
        from: hit.from + little,
        ..hit
    };
    if page.habits().capitals && !written_as_name(page, classes, hit) {
        return None;
    }
    if hit.class == classes.outlet && entry.flag("ambiguous") && !introduced(page, classes, hit) {
        return None;
    }
    // كلاوس is a first name before it is ك + لاوس; a city's name that is a first name is the person's.
    let given = page
        .hits(token)
        .iter()
        .any(|h| h.class == classes.given && h.glued.is_plain() && h.to == hit.to);
    if given && (hit.class == classes.city || hit.glued.preposition) {
        return None;
    }
    let place = hit.class != classes.organization && hit.class != classes.outlet;
    let kind = if hit.class == classes.outlet {
        "media"
    } else {
        entry.text("kind").unwrap_or("body")
    };
    let body = Body {
        name: entry.text("name").unwrap_or("").to_owned(),
        kind: kind.to_owned(),
        country: entry.text("country").map(str::to_owned),
    };
    let annotation = Annotation::new(page.span(hit), format!("mentions/{}", entry.id), body);
    Some(Found {
        from: hit.from,
        to: hit.to,
        place,
        annotation,
    })
}

/// Where names have capitals: `turkey` is no country, `who` and `Who` no organisation.
fn written_as_name(page: &Page<'_>, classes: &Classes, hit: Hit) -> bool {
    let little = page
        .hit(hit.from, classes.function)
        .is_some_and(|h| h.to == hit.to);
    (hit.from..hit.to).any(|t| is_capital(page, t)) && (!little || is_acronym(page, hit.from))
}

/// An outlet whose name is a common word counts behind a word such as صحيفة, or in quotation marks.
fn introduced(page: &Page<'_>, classes: &Classes, hit: Hit) -> bool {
    let behind = |back: usize| {
        let at = hit.from.checked_sub(back)?;
        page.hits(at)
            .iter()
            .find(|h| h.class == classes.outlet_head && h.to + back > hit.from)
            .copied()
    };
    let quoted = page.quoted.iter().any(|q| q.from == hit.from && q.to == hit.to);
    quoted || behind(1).is_some() || behind(2).is_some()
}

/// A head noun with what completes it: `وزارة الخارجية العراقية`, `الحكومة اليمنية`, `حزب "العمل"`.
fn composed(page: &Page<'_>, classes: &Classes, token: usize) -> Option<Found> {
    let head = page.hit(token, classes.body_head)?;
    let entry = page.entry(head);
    let mut end = head.to;
    let mut country = None;
    let mut known = None;
    // `وزير الخارجية العراقي`: the adjective is the minister's. A feminine body has a feminine one.
    let feminine = page.folded(head.from).ends_with('ة');
    let mut definite = head.glued.article || page.has_article(head.from);
    while end < head.to + 7
        && page
            .token(end)
            .is_some_and(|t| t.gap == Gap::Space && t.kind == TokenKind::Word)
    {
        if let Some(nisba) = page
            .hit(end, classes.nisba)
            .filter(|h| plain(*h) && (!feminine || h.features.has(Features::FEMININE)))
        {
            country.get_or_insert(nisba);
            (end, definite) = (nisba.to, true);
        } else if let Some(name) =
            longest(page, end, &[classes.organization, classes.country]).filter(|h| plain(*h))
        {
            if name.class == classes.country {
                country.get_or_insert(name);
            } else {
                known = Some(name);
            }
            end = name.to;
            break;
        } else if let Some(tail) = page.hit(end, classes.body_tail).filter(|h| plain(*h)) {
            (end, definite) = (tail.to, true);
        } else if !definite
            && page.has_article(end)
            && longest(page, end, &[classes.head, classes.rank]).is_none()
        {
            (end, definite) = (end + 1, true);
        } else {
            break;
        }
    }
    if end == head.to && !entry.flag("state") {
        return quoted_name(page, head);
    }
    let whole = page.span(head).join(page.tokens.span(head.from, end));
    let span = crate::model::Span::new(page.span(head).start, whole.end);
    let of = country.map(|h| page.entry(h)).or(known.map(|h| page.entry(h)));
    let body = Body {
        name: span.name(page.text),
        kind: entry.text("kind").unwrap_or("body").to_owned(),
        country: of.and_then(|e| e.text("country")).map(str::to_owned),
    };
    let complete = end > head.to;
    complete.then(|| Found {
        from: head.from,
        to: end,
        place: false,
        annotation: Annotation::new(span, format!("mentions/{}", entry.id), body),
    })
}

/// `Iraqi Foreign Ministry`, `Iraq's parliament`, `Ministry of Oil`: the head behind what says which one it is.
fn ahead_of_head(page: &Page<'_>, classes: &Classes, token: usize) -> Option<Found> {
    let goes_on = |t: usize| {
        page.token(t)
            .is_some_and(|t| t.gap <= Gap::Space && t.kind == TokenKind::Word)
    };
    let owner = |t: usize| matches!(page.folded(t), "'" | "’") && page.folded(t + 1) == "s";
    let (mut at, mut country) = (token, None);
    let head = loop {
        let whose = longest(page, at, &[classes.nisba, classes.country]);
        if let Some(head) = page
            .hit(at, classes.body_head)
            .filter(|h| at == token || h.from > token)
        {
            break head;
        } else if let Some(hit) = whose {
            country = country.or(Some(hit));
            at = hit.to + if owner(hit.to) { 2 } else { 0 };
        } else if let Some(tail) = page.hit(at, classes.body_tail) {
            at = tail.to;
        } else if is_capital(page, at) && longest(page, at, &[classes.head, classes.function]).is_none() {
            at += 1;
        } else {
            return None;
        }
        if at > token + 6 || !goes_on(at) {
            return None;
        }
    };
    let entry = page.entry(head);
    let mut end = head.to;
    // Ministry of Oil, Party of the Union, government of Sudan
    let joint_of = |h: &Hit| page.entry(*h).id == "joint-of";
    if let Some(of) = page
        .hit(end, classes.joint)
        .filter(|h| goes_on(h.from) && joint_of(h))
    {
        let mut to = of.to;
        country = country.or_else(|| longest(page, to, &[classes.country]));
        let names = |t: usize| is_capital(page, t) || page.hit(t, classes.body_tail).is_some();
        while goes_on(to) && names(to) && to < of.to + 6 {
            to += 1;
        }
        end = if to > of.to { to } else { end };
    }
    let told = end > head.to || country.is_some() || token < head.from && is_capital(page, token);
    let span = page.tokens.span(token, end);
    let body = Body {
        name: span.name(page.text),
        kind: entry.text("kind").unwrap_or("body").to_owned(),
        country: country
            .and_then(|h| page.entry(h).text("country"))
            .map(str::to_owned),
    };
    told.then(|| Found {
        from: token,
        to: end,
        place: false,
        annotation: Annotation::new(span, format!("mentions/{}", entry.id), body),
    })
}

/// `حركة "فتح"`: the name in marks completes the head.
fn quoted_name(page: &Page<'_>, head: Hit) -> Option<Found> {
    let quoted = page
        .quoted
        .iter()
        .find(|q| q.open == head.to && q.to - q.from <= 3 && q.closed)?;
    let entry = page.entry(head);
    let start = page.span(head).start;
    let span = crate::model::Span::new(start, page.tokens.span(quoted.open, quoted.end).end);
    let name = format!(
        "{} {}",
        page.span(head).of(page.text),
        quoted.inner(&page.tokens).of(page.text)
    );
    let body = Body {
        name,
        kind: entry.text("kind").unwrap_or("body").to_owned(),
        country: None,
    };
    Some(Found {
        from: head.from,
        to: quoted.end,
        place: false,
        annotation: Annotation::new(span, format!("mentions/{}", entry.id), body),
    })
}

fn plain(hit: Hit) -> bool {
    !hit.glued.conjunction && !hit.glued.preposition
}
