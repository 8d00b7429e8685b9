//! Numbers and what they count: value, unit, bound, and what is said of those counted.
//!
//! A figure is a number with a unit (`2500 جندي`, `حوالي ٦٠٪`), or a bare number whose unit the words around it give
//! (`مقتل 15`, `كان عددهم 5200`). Dates, times, durations, ordinals and names (`القناة 12`) are no figures: their words
//! are no units. Units, bounds and verbs stand in `lang/<code>/figures.toml`.

mod said;
#[cfg(test)]
mod tests;
mod unit;

use super::{Number, Page};
use crate::lang::{ClassId, Entry, Hit};
use crate::model::{Annotation, Annotations, Bound, Figure};
use crate::text::{Gap, TokenKind};
use unit::Unit;

/// Every figure of a page, in the order of the text.
pub(crate) fn find(page: &Page<'_>, found: &Annotations) -> Vec<Annotation<Figure>> {
    let mut reader = Reader::new(page, found);
    let numbers = page.numbers();
    let mut next = 0;
    while let Some(number) = numbers.get(next) {
        next += 1 + reader.read(number, numbers.get(next + 1));
    }
    reader.figures
}

/// How far before two numbers the word that makes the second a change of the first may stand, in tokens.
const CHANGE: usize = 10;

/// A figure's place in tokens, kept for the figures after it.
#[derive(Clone, Copy, Default)]
struct Last<'a> {
    to: usize,
    sentence: usize,
    people: Option<Unit<'a>>,
}

struct Classes {
    unit: ClassId,
    bound: ClassId,
    bound_after: ClassId,
    range: ClassId,
    range_to: ClassId,
    number_name: ClassId,
    counted: ClassId,
    said: ClassId,
    part_of: ClassId,
    change: ClassId,
    function: ClassId,
    nisba: ClassId,
    country: ClassId,
    capital: ClassId,
    city: ClassId,
}

struct Reader<'p, 'a> {
    page: &'p Page<'a>,
    found: &'p Annotations,
    class: Classes,
    figures: Vec<Annotation<Figure>>,
    last: Last<'a>,
    /// The country named most often, once somebody asked.
    home: Option<unit::Home<'a>>,
}

/// What stands before a number: where the figure begins, and the bound that it says.
struct Front {
    from: usize,
    bound: Option<Bound>,
    range: bool,
}

impl<'p, 'a> Reader<'p, 'a> {
    fn new(page: &'p Page<'a>, found: &'p Annotations) -> Self {
        let class = |name| page.pack.class(name);
        let class = Classes {
            unit: class("unit"),
            bound: class("bound"),
            bound_after: class("bound-after"),
            range: class("range"),
            range_to: class("range-to"),
            number_name: class("number-name"),
            counted: class("counted"),
            said: class("said"),
            part_of: class("part-of"),
            change: class("change"),
            function: class("function-word"),
            nisba: class("nisba"),
            country: class("country"),
            capital: class("capital"),
            city: class("city"),
        };
        Self {
            page,
            found,
            class,
            figures: Vec::new(),
            last: Last::default(),
            home: None,
        }
    }

    /// Reads one number; how many of the numbers after it were read with it.
    fn read(&mut self, number: &Number, next: Option<&Number>) -> usize {
        // 48 في المئة: the second number is a part of the first one's unit.
        if number.from < self.last.to || self.no_count(number) {
            return 0;
        }
        let front = self.front(number);
        if let Some(unit) = self.unit(number) {
            if !unit.name.is_empty() && !self.is_time(number, unit.to) && !definite_phrase(number, &unit) {
                self.push(number, front, unit, None, "unit");
            }
            return 0;
        }
        if let Some(next) = next.filter(|n| self.joined(number, n, front.range))
            && let Some(unit) = self.unit(next)
            && !self.no_count(next)
            && !self.is_time(next, unit.to)
            && !unit.name.is_empty()
        {
            // مجموعة من 50 إلى 60 محتجا is a range, خفض القوات من 5200 إلى 3000 جندي are two counts.
            let range = front.range || !self.changes(front.from);
            if range && next.value > number.value {
                let low = Number {
                    value: self.scaled(number, next),
                    ..*number
                };
                self.push(&low, front, unit, Some(next.value), "range");
                return 1;
            }
            let to = number.to;
            self.push(number, front, Unit { to, ..unit }, None, "change");
            return 0;
        }
        if !self.is_time(number, number.to) && !is_year(number) {
            self.bare(number, front);
        }
        0
    }

    /// `بين 20 و30 ألف`: the thousands are the lower number's too, where it has no such word of its own.
    fn scaled(&self, low: &Number, high: &Number) -> f64 {
        let class = self.page.pack.class("number-word");
        let scale = |n: &Number| {
            let hit = self.page.hit(n.to.checked_sub(1)?, class)?;
            let entry = self.page.entry(hit);
            entry
                .number("value")
                .filter(|_| entry.text("kind") == Some("scale"))
        };
        match (scale(low), scale(high)) {
            (None, Some(times)) if low.value * (times as f64) < high.value => low.value * times as f64,
            _ => low.value,
        }
    }

    fn push(&mut self, number: &Number, front: Front, unit: Unit<'a>, upper: Option<f64>, rule: &str) {
        let after = self
            .page
            .hit(unit.to, self.class.bound_after)
            .filter(|h| self.goes_on(h.from));
        let bound_after = after.and_then(|h| bound(self.page.entry(h).text("bound")));
        let to = after.map_or(unit.to, |h| h.to);
        let bound = match upper {
            Some(_) => Bound::Between,
            None => front.bound.or(bound_after).unwrap_or_default(),
        };
        let sentence = self.page.sentence(number.from);
        let of = self.said(front.from, to, &unit);
        let figure = Figure {
            value: number.value,
            upper,
            unit: unit.name.to_owned(),
            bound,
            of,
        };
        let rule = match unit.rule {
            "" => format!("figures/{rule}"),
            id => format!("figures/{rule}/{id}"),
        };
        let span = self.page.tokens.span(front.from, to);
        self.figures.push(Annotation::new(span, rule, figure));
        let people = if unit.people && !unit.other {
            Some(unit)
        } else {
            self.last.people
        };
        self.last = Last { to, sentence, people };
    }

    /// A number without a unit, where the words before it say what it counts.
    fn bare(&mut self, number: &Number, front: Front) {
        let before = |class: ClassId| {
            let starts = front.from.saturating_sub(3)..front.from;
            starts
                .rev()
                .find_map(|t| self.page.hit(t, class).filter(|h| h.to <= front.from))
        };
        // مقتل 15; not منظمة التحرير 15.
        let bare = |h: &Hit| h.to == front.from && !h.glued.article && self.page.entry(*h).flag("bare");
        let said = before(self.class.said).filter(|h| bare(h) && self.goes_on(front.from));
        let counted = before(self.class.counted).filter(|h| self.same_sentence(h.from, number.from));
        let recent = self
            .last
            .people
            .filter(|_| self.page.sentence(number.from).saturating_sub(self.last.sentence) <= 3);
        let people = Unit {
            to: number.to,
            people: true,
            name: "people",
            ..Unit::default()
        };
        match (said, counted) {
            (Some(_), _) if number.digits || number.value > 2.0 => {
                self.push(number, front, people, None, "bare-people");
            }
            // يبلغ عددها 300 ألف رأس counts what no word list knows.
            (_, Some(_)) if !self.noun_follows(number.to) => {
                let unit = recent.map_or(people, |u| Unit { to: number.to, ..u });
                self.push(number, front, unit, None, "bare-counted");
            }
            _ => {}
        }
    }

    /// Whether a word that may be a noun stands right behind a number.
    fn noun_follows(&self, to: usize) -> bool {
        let class = [self.class.function, self.class.part_of];
        let known = self.page.hits(to).iter().any(|h| class.contains(&h.class));
        let joined = self.page.readings(to).iter().any(|r| r.glued.conjunction);
        self.page.is_word(to) && self.goes_on(to) && !known && !joined
    }

    /// Whether a word for rising or falling stands before a number in its sentence.
    fn changes(&self, from: usize) -> bool {
        let near = from.saturating_sub(CHANGE)..from;
        near.into_iter()
            .any(|t| self.page.hit(t, self.class.change).is_some() && self.same_sentence(t, from))
    }

    /// The bound or range word that ends right before a number, with what is glued to the number's digits.
    fn front(&self, number: &Number) -> Front {
        let mut from = number.from;
        let glued = |t: usize| self.page.token(t).is_some_and(|t| t.gap == Gap::None);
        // بـ50, الـ10, %60: glued letters and signs are tokens of their own before digits.
        let written = self.page.token(from).is_some_and(|t| t.kind == TokenKind::Number);
        if written
            && from > 0
            && glued(from)
            && (self.page.is_word(from - 1) || self.unit_sign(from - 1).is_some())
        {
            from -= 1;
        }
        let mut front = Front {
            from,
            bound: None,
            range: false,
        };
        for start in (from.saturating_sub(5)..from).rev() {
            let ends_here = |h: &&Hit| h.to == from;
            for hit in self.page.hits(start).iter().filter(ends_here) {
                // وتصل إلى 54: a verb of its own, no bound.
                if hit.class == self.class.bound && !front.range && !reaches(self.page.entry(*hit), hit) {
                    front.bound = bound(self.page.entry(*hit).text("bound"));
                    front.from = start;
                } else if hit.class == self.class.range {
                    (front.from, front.range, front.bound) = (start, true, None);
                }
            }
            if !self.goes_on(start + 1) {
                break;
            }
        }
        front
    }

    /// Whether two numbers are joined so that the unit of the second is the first's too.
    fn joined(&self, number: &Number, next: &Number, range: bool) -> bool {
        let between = next.from.saturating_sub(number.to);
        // بين خمسة وعشرين: the conjunction is glued to the second word.
        if range && between == 0 {
            return true;
        }
        let word = self.page.hit(number.to, self.class.range_to);
        let from_to = || {
            let before = number
                .from
                .checked_sub(1)
                .and_then(|t| self.page.hit(t, self.class.part_of));
            before.is_some() && !self.page.pack.is_conjunction(self.page.folded(number.to))
        };
        let hyphen = self.page.folded(number.to) == "-" && number.digits && next.digits;
        between == 1 && word.is_some() && (range || hyphen || from_to()) && self.goes_on(next.from)
    }

    /// Whether the number is a part of something else: a score, a clock time, a name.
    fn no_count(&self, number: &Number) -> bool {
        let token = |t: usize| self.page.token(t);
        let tight = |t: usize, marks: &[&str]| marks.contains(&self.page.folded(t));
        let glued_after = token(number.to).is_some_and(|t| t.gap == Gap::None);
        if number.digits && glued_after && tight(number.to, &["+", ":", "/"]) {
            return true;
        }
        let Some(before) = number.from.checked_sub(1).filter(|_| number.digits) else {
            return false;
        };
        let glued = token(number.from).is_some_and(|t| t.gap == Gap::None);
        if glued && tight(before, &["+", ":", "/", "#", "."]) {
            return true;
        }
        // F-16, وN95: letters of another script, with or without a hyphen.
        let letters = if glued && tight(before, &["-"]) {
            before.checked_sub(1)
        } else {
            glued.then_some(before)
        };
        let foreign = |t: usize| {
            let first = self.page.folded(t).chars().next();
            self.page.is_word(t) && first.is_some_and(|c| !self.page.pack.has_letter(c))
        };
        // B9: a letter glued to it, in any language.
        let latin = |t: usize| self.page.folded(t).starts_with(|c: char| c.is_ascii_alphabetic());
        letters.is_some_and(foreign)
            || glued && latin(before)
            || self
                .page
                .hit(before, self.class.number_name)
                .is_some_and(|h| h.to == number.from)
    }

    /// Whether the words are a time expression (found before): خمسة أيام، 48 ساعة.
    fn is_time(&self, number: &Number, to: usize) -> bool {
        let words = self.page.tokens.span(number.from, to);
        let times = &self.found.times;
        let at = times.partition_point(|t| t.span.end <= words.start);
        times.get(at).is_some_and(|t| t.span.contains(words))
    }

    fn goes_on(&self, token: usize) -> bool {
        self.page.token(token).is_some_and(|t| t.gap < Gap::Line)
    }

    fn same_sentence(&self, a: usize, b: usize) -> bool {
        self.page.sentence(a) == self.page.sentence(b)
    }

    fn unit_sign(&self, token: usize) -> Option<Hit> {
        let sign = self.page.token(token).is_some_and(|t| t.kind == TokenKind::Mark);
        self.page.hit(token, self.class.unit).filter(|_| sign)
    }
}

/// القادة الثلاثة، الدول الثلاث: a small definite number points at things already known.
fn definite_phrase(number: &Number, unit: &Unit<'_>) -> bool {
    (!number.digits && (number.definite && number.value < 100.0 || number.value < 3.0))
        || number.fraction && unit.name != "percent"
}

fn reaches(entry: &Entry, hit: &Hit) -> bool {
    entry.flag("verb") && !hit.glued.is_plain()
}

fn is_year(number: &Number) -> bool {
    number.digits && number.value.fract() == 0.0 && (1900.0..=2100.0).contains(&number.value)
}

fn bound(name: Option<&str>) -> Option<Bound> {
    match name? {
        "about" => Some(Bound::About),
        "more_than" => Some(Bound::MoreThan),
        "less_than" => Some(Bound::LessThan),
        "at_least" => Some(Bound::AtLeast),
        "at_most" => Some(Bound::AtMost),
        _ => None,
    }
}
