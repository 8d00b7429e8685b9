//! Delegations and committees with their heads: `وفد عراقي برئاسة …`، `لجنة فنية برئاسة رئيس الأركان لعقد محادثات`.

use super::Desk;
use crate::lang::{Features, Hit};
use crate::model::{Annotation, Annotations, Delegation, Person, Span};
use crate::text::TokenKind;

/// How far behind a delegation its head may be named, and how long an office or a mandate may be, in tokens.
const HEAD: usize = 9;
const OFFICE: usize = 8;
const MANDATE: usize = 26;

/// Every delegation or committee on a page that has a head or a mandate.
pub(super) fn find(desk: &Desk<'_, '_>, found: &Annotations) -> Vec<Annotation<Delegation>> {
    let hits = desk.page.hits_of(desk.class.delegation);
    hits.filter_map(|hit| read(desk, hit, found)).collect()
}

fn read(desk: &Desk<'_, '_>, hit: Hit, found: &Annotations) -> Option<Annotation<Delegation>> {
    let kind = desk.text(hit, "kind")?.to_owned();
    // a delegation, headed by the minister
    let parted = desk.is_comma(hit.to) && desk.hit(hit.to + 1, desk.class.headed).is_some();
    let start = hit.to + usize::from(parted);
    let end = clause(desk, start, HEAD);
    let after = (start..end).find_map(|t| {
        let word = desk.hit(t, desk.class.headed)?;
        // وفد يترأسه فلان: the verb's pronoun is the delegation.
        let verb = desk.flag(word, "before") && !word.features.has(Features::PRONOUN);
        (!verb && !desk.flag(word, "title")).then_some(word)
    });
    let named_to = after.map_or(end, |w| w.from);
    let party = side(desk, start, named_to, found).or_else(|| side_before(desk, hit));
    let Head { name, country, to } = match after {
        Some(word) => head_at(desk, word.to, found)?,
        // رئيس لجنة العلاقات الخارجية is an office.
        None if kind == "delegation" => headed_before(desk, hit, found)?,
        None => return None,
    };
    // وفدا برئاسة وزير الخارجية العراقي: the head's side is the delegation's.
    let party = party.or_else(|| {
        country
            .filter(|_| kind == "delegation")
            .and_then(|code| desk.country(&code))
    });
    let mandate = mandate(desk, to.max(hit.to));
    let last = mandate.map_or(desk.page.tokens.span(hit.from, to.max(hit.to)).end, |m| m.end);
    let span = Span::new(desk.page.span(hit).start, last);
    let value = Delegation {
        kind,
        party,
        head: Some(name),
        mandate,
    };
    Some(Annotation::new(span, "talks/delegation", value))
}

/// The side named right behind a delegation: `وفد عراقي`، `الوفد الحكومي السوداني`، `وفد من حركة حماس`.
fn side(desk: &Desk<'_, '_>, from: usize, to: usize, found: &Annotations) -> Option<String> {
    for token in from..to {
        if let Some((name, _)) = desk.party(token, found) {
            return Some(name);
        }
        let passes = [desk.class.adjective, desk.class.side_of]
            .iter()
            .any(|c| desk.hit(token, *c).is_some());
        if !passes && !desk.is_quote(token) {
            return None;
        }
    }
    None
}

/// Who heads a delegation.
/// The side named before it: `the Iraqi delegation`.
fn side_before(desk: &Desk<'_, '_>, hit: Hit) -> Option<String> {
    if !desk.page.habits().qualifiers_first {
        return None;
    }
    let before = desk.name_before(hit.from, 0, desk.class.topic);
    before.sides.into_iter().next().map(|s| s.name)
}

struct Head {
    name: String,
    /// ISO code of the side that the person acts for.
    country: Option<String>,
    /// One past the words that name the head.
    to: usize,
}

/// The head named from a token on: a person, or an office as written; and one past it.
fn head_at(desk: &Desk<'_, '_>, at: usize, found: &Annotations) -> Option<Head> {
    let end = clause(desk, at, OFFICE);
    let first = desk.page.token(at)?.span.start;
    let next = found.people.partition_point(|p| p.span.end <= first);
    if let Some(person) = found.people.get(next) {
        let token = desk.page.tokens.at(person.span.start);
        // برئاسة مستشار الأمن القومي العراقي، قاسم الأعرجي: a comma may part office and name.
        let near = token <= end || token == end + 1 && desk.is_comma(end);
        if near && token < at + HEAD + 2 {
            let to = desk.page.tokens.at(person.span.end.saturating_sub(1)) + 1;
            let (name, country) = (person.value.name.clone(), person.value.country.clone());
            return Some(Head { name, country, to });
        }
    }
    let office = desk.page.tokens.span(at, end);
    let name = office.name(desk.page.text);
    (end > at).then_some(Head {
        name,
        country: None,
        to: end,
    })
}

/// ترأس الوفد العراقي فؤاد حسين: the head is the person named right after or before; `رئيس الوفد، نافع علي نافع` likewise.
fn headed_before(desk: &Desk<'_, '_>, hit: Hit, found: &Annotations) -> Option<Head> {
    if desk.page.habits().subject_first {
        return headed_subject(desk, hit, found);
    }
    let word = hit
        .from
        .checked_sub(1)
        .and_then(|t| desk.hit(t, desk.class.headed))?;
    let title = desk.flag(word, "title");
    if !title && !desk.flag(word, "before") {
        return None;
    }
    let from = desk.page.tokens.span(hit.from, hit.to).end;
    let next = found.people.partition_point(|p| p.span.start < from);
    let person = found.people.get(next)?;
    let token = desk.page.tokens.at(person.span.start);
    let beside = token <= hit.to + HEAD && desk.page.sentence(token) == desk.page.sentence(hit.from);
    let (name, country) = (person.value.name.clone(), person.value.country.clone());
    let to = desk.page.tokens.at(person.span.end.saturating_sub(1)) + 1;
    beside.then_some(Head { name, country, to })
}

/// `Fuad Hussein led the Iraqi delegation`, `the head of the Iraqi delegation, Fuad Hussein`.
fn headed_subject(desk: &Desk<'_, '_>, hit: Hit, found: &Annotations) -> Option<Head> {
    let mut at = desk.name_before(hit.from, 0, desk.class.topic).from;
    while at > 0 && desk.page.pack.is_article(desk.page.folded(at - 1)) {
        at -= 1;
    }
    let word = desk.back(at, desk.class.headed)?;
    let here = |p: &&Annotation<Person>| {
        desk.page.sentence(desk.page.tokens.at(p.span.start)) == desk.page.sentence(hit.from)
    };
    let after = found
        .people
        .iter()
        .find(|p| p.span.start >= desk.page.span(hit).end)
        .filter(|p| desk.page.tokens.at(p.span.start) <= hit.to + 4);
    let before = || {
        let verb = desk.page.span(word).start;
        found.people.iter().rev().find(|p| p.span.end <= verb)
    };
    let person = match desk.flag(word, "title") {
        true => after.or_else(before),
        false => before().filter(|_| desk.flag(word, "before")),
    };
    let person = person.filter(here)?;
    Some(Head {
        name: person.value.name.clone(),
        country: person.value.country.clone(),
        to: hit.to,
    })
}

/// What it is to do, opened by `لعقد`، `لغرض` …, to the end of the clause.
fn mandate(desk: &Desk<'_, '_>, at: usize) -> Option<Span> {
    let start = if desk.is_comma(at) { at + 1 } else { at };
    let word = desk
        .hit(start, desk.class.mandate)
        .filter(|_| desk.goes_on(start))?;
    let mut end = clause(desk, word.to, MANDATE);
    // A mark that closes what was opened before is no part of it.
    let odd = (word.to..end).filter(|t| desk.is_quote(*t)).count() % 2 == 1;
    if odd && end > word.to && desk.is_quote(end - 1) {
        end -= 1;
    }
    Some(desk.page.tokens.span(word.from, end))
}

/// The end of the clause from a token on: a mark that is no quotation mark, a word that opens a mandate, or `most` tokens.
fn clause(desk: &Desk<'_, '_>, from: usize, most: usize) -> usize {
    let stops = |t: &usize| {
        let mark = desk.page.token(*t).is_none_or(|t| t.kind == TokenKind::Mark);
        !desk.goes_on(*t) || mark && !desk.is_quote(*t) || desk.hit(*t, desk.class.mandate).is_some()
    };
    (from..from + most).find(stops).unwrap_or(from + most)
}
