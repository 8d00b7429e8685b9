//! Mentions of talks: their name as written and their parties.

use super::Desk;
use crate::lang::Hit;
use crate::model::{Annotations, Span};

/// How many words what talks are about may take; what goes on for longer is no name.
const AIM: usize = 6;

/// A mention of talks.
#[derive(Clone, Debug)]
pub(super) struct Series<'a> {
    /// First token (something may be glued to it).
    pub(super) from: usize,
    /// One past the name.
    pub(super) to: usize,
    /// One past the parties.
    pub(super) end: usize,
    /// Where the name stands, without parties and without what is glued to it.
    pub(super) span: Span,
    /// The name as written; with its plain article where a preposition has swallowed it (`للحوار`).
    pub(super) name: String,
    /// Canonical names, sorted.
    pub(super) parties: Vec<String>,
    /// The word is one that talks share with other things.
    pub(super) weak: bool,
    /// Adjectives or topics say which talks.
    pub(super) told: bool,
    /// `ل` or `ب` is glued to it (`الجولة الثالثة للحوار`).
    pub(super) prepositional: bool,
    /// The entry's id.
    pub(super) rule: &'a str,
}

impl Series<'_> {
    /// Whether the mention tells these talks from others.
    pub(super) fn is_named(&self) -> bool {
        match self.weak {
            true => self.told || self.parties.len() > 1,
            false => self.told || !self.parties.is_empty(),
        }
    }
}

/// Every mention of talks, in the order of the text; those that name nothing are context for rounds.
pub(super) fn find<'a>(desk: &Desk<'_, 'a>, found: &Annotations) -> Vec<Series<'a>> {
    let mut list: Vec<Series<'a>> = Vec::new();
    let mut pair: Vec<String> = Vec::new();
    let mut free = 0;
    for hit in desk.page.hits_of(desk.class.talks) {
        if hit.from < free {
            continue;
        }
        let series = read(desk, hit, free, &pair, found);
        free = series.to;
        if series.parties.len() > 1 {
            pair.clone_from(&series.parties);
        }
        list.push(series);
    }
    list
}

fn read<'a>(desk: &Desk<'_, 'a>, hit: Hit, free: usize, pair: &[String], found: &Annotations) -> Series<'a> {
    if desk.page.habits().qualifiers_first {
        return read_back(desk, hit, free, pair, found);
    }
    let entry = desk.page.entry(hit);
    let mut name = Name {
        to: hit.to,
        sides: Vec::new(),
        told: false,
    };
    let definite = hit.glued.article || hit.to > hit.from + 1;
    while name.grow(desk, definite, hit) {}
    let start = desk.page.span(hit).start;
    let Name {
        mut to,
        sides,
        mut told,
    } = name;
    let mut parties: Vec<String> = Vec::new();
    let mut end = to;
    for side in &sides {
        parties.push(side.name.clone());
    }
    // العراقي – الأميركي: a pair of adjectives is parties, one alone belongs to the name (الحوار الليبي).
    if sides.len() > 1
        && let Some(first) = sides.first().filter(|s| s.from > hit.from)
    {
        to = first.from;
        if desk.page.folded(to.saturating_sub(1)) == "-" {
            to -= 1;
        }
    }
    if let Some((names, stop)) = listed(desk, end, pair, found) {
        parties.extend(names);
        end = stop;
    } else if sides.len() < 2
        && let Some(stop) = aim(desk, to)
    {
        (to, end, told) = (stop, stop, true);
    }
    parties.sort();
    parties.dedup();
    let whole = desk.page.tokens.span(hit.from, to.max(hit.to));
    Series {
        from: hit.from,
        to,
        end,
        name: plain_name(desk, Span::new(start, whole.end), hit),
        span: Span::new(start, whole.end),
        parties,
        weak: entry.flag("weak"),
        told,
        prepositional: hit.glued.preposition,
        rule: &entry.id,
    }
}

/// The same where what says which talks stands before them: `the U.S.-Iraq Strategic Dialogue`.
fn read_back<'a>(
    desk: &Desk<'_, 'a>,
    hit: Hit,
    free: usize,
    pair: &[String],
    found: &Annotations,
) -> Series<'a> {
    let entry = desk.page.entry(hit);
    let before = desk.name_before(hit.from, free, desk.class.topic);
    let (mut to, mut end, mut told) = (hit.to, hit.to, before.told || before.qualified);
    let two = before.sides.len() > 1;
    // Vienna talks: a capital alone is where they are held.
    let sides = before.sides.into_iter().filter(|s| two || !s.place);
    let mut parties: Vec<String> = sides.map(|s| s.name).collect();
    if let Some((names, stop)) = listed(desk, end, pair, found) {
        parties.extend(names);
        end = stop;
    } else if !two && let Some(stop) = aim(desk, to) {
        (to, end, told) = (stop, stop, true);
    }
    parties.sort();
    parties.dedup();
    let span = desk.page.tokens.span(before.name, to);
    Series {
        from: before.from,
        to,
        end,
        name: span.name(desk.page.text),
        span,
        parties,
        weak: entry.flag("weak"),
        told,
        prepositional: false,
        rule: &entry.id,
    }
}

/// What talks are about, as a part of their name: `المحادثات الرامية إلى إحياء الاتفاق النووي`; one past it.
fn aim(desk: &Desk<'_, '_>, at: usize) -> Option<usize> {
    let word = desk.plain(at, desk.class.aim)?;
    let stops = |t: &usize| {
        let place = desk
            .hit(*t, desk.class.place_in)
            .or(desk.hit(*t, desk.class.between));
        let verb = desk.hit(*t, desk.class.round_held).is_some();
        let article = desk.page.pack.is_article(desk.page.folded(*t));
        let word = desk.hit(*t, desk.class.function).filter(|_| !article).or(place);
        !desk.goes_on(*t) || !desk.page.is_word(*t) || word.is_some() || verb
    };
    let end = (word.to..word.to + AIM).find(stops).unwrap_or(word.to);
    (end > word.to).then_some(end)
}

fn plain_name(desk: &Desk<'_, '_>, span: Span, hit: Hit) -> String {
    let words = span.of(desk.page.text);
    let swallowed = hit.glued.preposition && hit.glued.article;
    match desk.page.pack.grammar.uncontracted(words).filter(|_| swallowed) {
        Some(name) => name,
        None => words.to_owned(),
    }
}

/// Parties after the name: `بين X وY`, `مع X`, `بين الطرفين`.
fn listed(
    desk: &Desk<'_, '_>,
    at: usize,
    pair: &[String],
    found: &Annotations,
) -> Option<(Vec<String>, usize)> {
    let at = if desk.is_comma(at) { at + 1 } else { at };
    if let Some(word) = desk.plain(at, desk.class.between) {
        let parties = desk.parties(word.to, found);
        if parties.names.len() > 1 {
            return Some((parties.names, parties.to));
        }
        let both = desk.hit(word.to, desk.class.both)?;
        return Some((pair.to_vec(), both.to));
    }
    let word = desk.plain(at, desk.class.with)?;
    let parties = desk.parties(word.to, found);
    (!parties.names.is_empty()).then_some((parties.names, parties.to))
}

/// A name as it grows to the left.
struct Name {
    to: usize,
    sides: Vec<Side>,
    told: bool,
}

/// A party that stands in the name.
pub(super) struct Side {
    pub(super) from: usize,
    pub(super) name: String,
    /// A capital, which is a place too.
    pub(super) place: bool,
}

impl Name {
    /// Takes the next word of the name, where there is one.
    fn grow(&mut self, desk: &Desk<'_, '_>, definite: bool, head: Hit) -> bool {
        let at = self.to;
        if !desk.goes_on(at) {
            return false;
        }
        let joined = |h: &Hit| !h.glued.preposition && (!h.glued.conjunction || at > head.to);
        if let Some(hit) = desk.hit(at, desk.class.adjective).filter(joined) {
            (self.to, self.told) = (hit.to, true);
            return true;
        }
        // العراقي – الأميركي: a dash may stand between the adjectives.
        let dash = usize::from(!self.sides.is_empty() && desk.page.folded(at) == "-");
        if let Some(hit) = desk.hit(at + dash, desk.class.nisba).filter(joined) {
            let name = desk.text(hit, "name").unwrap_or("").to_owned();
            self.sides.push(Side {
                from: at,
                name,
                place: false,
            });
            (self.to, self.told) = (hit.to, true);
            return true;
        }
        if definite || at > head.to {
            return false;
        }
        // مفاوضات السلام، مفاوضات الحوار
        let talks = || desk.plain(at, desk.class.talks).filter(|h| h.glued.article);
        if let Some(hit) = desk.plain(at, desk.class.topic).or_else(talks) {
            (self.to, self.told) = (hit.to, true);
            return true;
        }
        let place = [desk.class.city, desk.class.capital, desk.class.country];
        let Some(hit) = place.iter().find_map(|c| desk.plain(at, *c)) else {
            return false;
        };
        let party = |h: Hit| {
            desk.text(h, "state")
                .or(desk.text(h, "name"))
                .unwrap_or("")
                .to_owned()
        };
        let states = [desk.class.capital, desk.class.country];
        let second = states
            .iter()
            .find_map(|c| desk.hit(hit.to, *c))
            .filter(|h| h.glued.conjunction);
        (self.to, self.told) = (hit.to, true);
        // مباحثات بغداد وواشنطن: parties; محادثات فيينا: a place, part of the name.
        if let Some(second) = second {
            self.sides.push(Side {
                from: at,
                name: party(hit),
                place: true,
            });
            self.sides.push(Side {
                from: hit.to,
                name: party(second),
                place: true,
            });
            self.to = second.to;
        }
        true
    }
}
