//! The publication date worked out from what the report says of other days, months and offices.

use super::super::Page;
use super::super::times::{Expression, Point, Sense, Unit, nearest_weekday, shift_days};
use crate::lang::Hit;
use crate::model::{Basis, Published, Span};
use crate::text::fold;
use jiff::civil::Date;

/// How many tokens before a name its title can begin.
const TITLE: usize = 6;
/// How many tokens apart two namings of the next month can stand.
const NEAR: usize = 90;
/// Terms of office that overlap for fewer days than this are those of namesakes, or of old offices.
const TERM: i32 = 90;

/// What can be said of the day of publication.
pub(super) fn of(page: &Page<'_>, expressions: &[Expression]) -> Published {
    if let Some(day) = from_days(expressions) {
        return day;
    }
    let mut clues = Clues::default();
    clues.months(expressions);
    clues.years(expressions);
    clues.offices(page, expressions);
    clues.told()
}

fn points(expressions: &[Expression]) -> impl Iterator<Item = (&Expression, &Point)> {
    expressions.iter().filter_map(|e| match &e.sense {
        Sense::Point(p) => Some((e, p)),
        _ => None,
    })
}

fn whole_date(point: &Point) -> Option<Date> {
    let (first, last) = point.days?;
    let month = point.month.filter(|m| !m.hijri)?;
    (first == last)
        .then(|| Date::new(point.known_year()?, month.number as i8, first as i8).ok())
        .flatten()
}

/// A whole day: `اليوم الجمعة 9 آب 2024`; `اليوم الأحد` beside `الجمعة (12 حزيران 2020)`; `(25 تموز 2021)` behind a statement.
fn from_days(expressions: &[Expression]) -> Option<Published> {
    let known = |day: Date, evidence: Vec<Span>| Published {
        date: Some(day.to_string()),
        basis: Basis::Inferred,
        earliest: Some(day),
        latest: Some(day),
        evidence,
    };
    for (expression, point) in points(expressions) {
        if let (Some((Unit::Day, away)), Some(day)) = (point.away, whole_date(point)) {
            return Some(known(shift_days(day, -away)?, vec![expression.span]));
        }
    }
    // News puts a weekday beside the date of what has just happened, not beside old dates.
    let recent = points(expressions)
        .filter(|(e, p)| {
            p.weekday.is_some() && p.away.is_none() && p.direction.is_none_or(|d| d < 0) && e.look <= 0
        })
        .filter_map(|(e, p)| whole_date(p).map(|d| (d, e.span, p.direction.is_some())))
        .max()?;
    let latest = points(expressions)
        .filter(|(e, _)| e.look <= 0)
        .filter_map(|(_, p)| p.known_year())
        .max();
    if latest.is_some_and(|y| y > recent.0.year()) {
        return None;
    }
    let today = points(expressions).find_map(|(e, p)| {
        p.weekday
            .filter(|_| p.away == Some((Unit::Day, 0)))
            .map(|w| (w, e.span))
    });
    let (weekday, span) = today?;
    // The nearest: `يوم السبت 18 مارس` in a report of a Thursday is still to come.
    let after = nearest_weekday(recent.0, weekday, 1, true)?;
    let before = nearest_weekday(recent.0, weekday, -1, true)?;
    let near = |day: Date| (day - recent.0).get_days().abs();
    // `الخميس الماضي (9 كانون الأول 2021)`: it is over.
    let day = if recent.2 || near(after) <= near(before) {
        after
    } else {
        before
    };
    Some(known(day, vec![span, recent.1]))
}

/// What is known of year and month.
#[derive(Default)]
struct Clues {
    month: Option<u8>,
    /// First and last day that are possible.
    first: Option<Date>,
    last: Option<Date>,
    evidence: Vec<Span>,
    /// Evidence for the year, which counts only where it fixes something.
    years: Vec<Span>,
    /// First and last day that the terms of all heads of states and governments share, and their names. They only
    /// choose among years: an old president is called president too.
    term: Option<(Date, Date)>,
    terms: Vec<Span>,
}

impl Clues {
    /// The month: that of `آب الجاري`; the one before `نيسان المقبل` where `الشهر المقبل` stands too.
    fn months(&mut self, expressions: &[Expression]) {
        let named = |p: &Point| {
            p.month
                .filter(|m| !m.hijri && m.until == m.number && p.year.is_none())
                .map(|m| m.number)
        };
        let current = points(expressions).find_map(|(e, p)| {
            named(p)
                .filter(|_| p.direction == Some(0) && !p.mentioned)
                .map(|m| (m, e.span))
        });
        if let Some((month, span)) = current {
            (self.month, self.evidence) = (Some(month), vec![span]);
            return;
        }
        let next = points(expressions)
            .find(|(_, p)| p.away == Some((Unit::Month, 1)) && p.days.is_none() && !p.mentioned);
        let Some((next, _)) = next else { return };
        let before = |month: u8| (month + 10) % 12 + 1;
        // In August too one says «فبراير المقبل»: the two stand near each other, and the month is named without a day.
        let said_next = points(expressions)
            .filter(|(e, p)| p.direction == Some(1) && p.days.is_none() && e.from.abs_diff(next.to) <= NEAR)
            .find_map(|(e, p)| named(p).map(|m| (m, e.span)));
        if let Some((month, span)) = said_next {
            (self.month, self.evidence) = (Some(before(month)), vec![next.span, span]);
            return;
        }
        // «٢٣ مارس» and «شهر نيسان» beside الشهر المقبل: a bare day is of this month where the next is named too.
        let bare = |p: &Point| named(p).filter(|_| p.direction.is_none() && p.away.is_none());
        for (day, month) in points(expressions).filter_map(|(e, p)| p.days.and(bare(p)).map(|m| (e, m))) {
            let coming = points(expressions)
                .find(|(_, p)| p.days.is_none() && bare(p).is_some_and(|m| before(m) == month));
            if let Some((coming, _)) = coming.filter(|_| day.look <= 0) {
                self.month = Some(month);
                self.evidence = vec![day.span, next.span, coming.span];
                return;
            }
        }
    }

    fn after(&mut self, day: Date, span: Span) {
        if self.first.is_none_or(|f| day > f) {
            self.first = Some(day);
            self.years.push(span);
        }
    }

    fn before(&mut self, day: Date, span: Span) {
        if self.last.is_none_or(|l| day < l) {
            self.last = Some(day);
            self.years.push(span);
        }
    }

    /// The year: `العام الجاري 2021`; `حزيران الماضي` where the text dates that June (`حزيران 2020`).
    fn years(&mut self, expressions: &[Expression]) {
        for (expression, point) in points(expressions) {
            if let (Some(year), Some((Unit::Year, 0))) = (point.known_year(), point.away)
                && let (Ok(first), Ok(last)) = (Date::new(year, 1, 1), Date::new(year, 12, 31))
            {
                self.after(first, expression.span);
                self.before(last, expression.span);
            }
        }
        for (expression, point) in points(expressions) {
            let Some(month) = point.month.filter(|m| !m.hijri) else {
                continue;
            };
            if point.direction != Some(-1) || point.year.is_some() {
                continue;
            }
            let dated = points(expressions)
                .filter(|(_, p)| p.month == Some(month))
                .filter_map(|(e, p)| p.known_year().map(|y| (y, e.span)))
                .max();
            let newest = points(expressions).filter_map(|(_, p)| p.known_year()).max();
            if let Some((year, span)) = dated.filter(|d| newest == Some(d.0)) {
                self.said_last(year, month.number, expression.span);
                self.years.push(span);
            }
        }
    }

    /// A month of a year was `last`: the text is of the eleven months after it.
    fn said_last(&mut self, year: i16, month: u8, span: Span) {
        let Ok(then) = Date::new(year, month as i8, 1) else {
            return;
        };
        if let (Some(first), Some(last)) = (
            super::super::times::shift_months(then, 1),
            super::super::times::shift_months(then, 11),
        ) {
            self.after(first, span);
            self.before(last.last_of_month(), span);
        }
    }

    /// The year from terms of office: `إدارة الرئيس بايدن` is of his term; `بايدن الذي تولى الرئاسة في كانون الثاني الماضي`
    /// is of the year in which he did.
    fn offices(&mut self, page: &Page<'_>, expressions: &[Expression]) {
        let (person, surname) = (page.pack.class("person"), page.pack.class("surname"));
        let holders = || {
            page.all_hits()
                .iter()
                .filter(|h| h.class == person || h.class == surname)
        };
        let mut end = 0;
        let (mut first, mut last) = (None, None);
        let mut named: Vec<&str> = Vec::new();
        for hit in holders() {
            if hit.from < end || former(page, hit.from, hit.to) {
                continue;
            }
            end = hit.to;
            let terms = titled_terms(page, *hit);
            let name = page.words(hit.to.saturating_sub(1), hit.to);
            if !terms.is_empty() && !named.contains(&name) {
                named.push(name);
            }
            let from = terms.iter().map(|t| t.0).min().flatten();
            let to = terms.iter().map(|t| t.1.unwrap_or(Date::MAX)).max();
            if from > first {
                first = from;
                self.terms.push(page.span(*hit));
            }
            if let Some(to) = to.filter(|to| *to < last.unwrap_or(Date::MAX)) {
                last = Some(to);
                self.terms.push(page.span(*hit));
            }
        }
        // One alone can be an old one (هنية was a prime minister once); two in office together tell something.
        let told = |(f, l): &(Date, Date)| named.len() > 1 && f <= l && (*l - *f).get_days() >= TERM;
        self.term = first.zip(last).filter(told);
        for hit in holders().filter(|h| took_office(page, **h)) {
            let last = points(expressions).find_map(|(e, p)| {
                let near = e.from >= hit.to
                    && e.from <= hit.to + 8
                    && page.sentence(e.from) == page.sentence(hit.from);
                let month = p
                    .month
                    .filter(|m| near && !m.hijri && p.direction == Some(-1) && p.year.is_none());
                month.map(|m| (m.number, e.span))
            });
            let Some((month, span)) = last else { continue };
            let began = page
                .hits(hit.from)
                .iter()
                .filter(|h| h.class == hit.class && h.to == hit.to);
            let began = began.filter_map(|h| page.entry(*h).text("from").and_then(day));
            let fits = |d: &Date| {
                d.month() == month as i8 && self.term.is_none_or(|(f, l)| d.year() >= f.year() && *d <= l)
            };
            let fitting: Vec<Date> = began.filter(fits).collect();
            if let [only] = fitting.as_slice() {
                self.said_last(only.year(), month, span);
            }
        }
    }

    /// What follows from the clues.
    fn told(mut self) -> Published {
        let (first, last) = (self.first, self.last);
        if first.zip(last).is_some_and(|(f, l)| f > l) {
            // Terms that contradict each other: a namesake, or an old office. They tell nothing.
            (self.first, self.last) = (None, None);
        }
        let mut told = Published {
            basis: Basis::Inferred,
            earliest: self.first.filter(|_| self.last.is_some()),
            latest: self.last.filter(|_| self.first.is_some()),
            evidence: self.evidence.clone(),
            ..Published::default()
        };
        if let Some(month) = self.month {
            told.date = Some(format!("XXXX-{month:02}"));
            let own = self.first.zip(self.last);
            if own.is_none() {
                self.years.append(&mut self.terms);
            }
            if let Some((first, last)) = own.or(self.term) {
                let fitting: Vec<Date> = (first.year()..=last.year())
                    .filter_map(|y| Date::new(y, month as i8, 1).ok())
                    .filter(|d| d.last_of_month() >= first && *d <= last)
                    .take(3)
                    .collect();
                if let (Some(a), Some(b)) = (fitting.first(), fitting.last()) {
                    (told.earliest, told.latest) = (Some(*a), Some(b.last_of_month()));
                }
                if let [only] = fitting.as_slice() {
                    told.date = Some(format!("{:04}-{month:02}", only.year()));
                    told.evidence.extend(self.years.iter().copied());
                }
            }
        } else if told
            .earliest
            .zip(told.latest)
            .is_some_and(|(f, l)| f.year() == l.year())
        {
            told.evidence = self.years.clone();
        } else {
            return Published::default();
        }
        told.evidence.sort();
        told.evidence.dedup();
        told
    }
}

/// The terms of the offices that a name's title can mean: the title's head begins the office's title.
fn titled_terms(page: &Page<'_>, hit: Hit) -> Vec<(Option<Date>, Option<Date>)> {
    let head = page.pack.class("title-head");
    let sentence = page.sentence(hit.from);
    let heads: Vec<Hit> = (1..=TITLE)
        .filter_map(|back| hit.from.checked_sub(back))
        .take_while(|t| page.sentence(*t) == sentence)
        .filter_map(|t| page.hit(t, head))
        .collect();
    if heads.is_empty() {
        return Vec::new();
    }
    let entries = page
        .hits(hit.from)
        .iter()
        .filter(|h| h.to == hit.to && h.class == hit.class);
    let titled = entries.map(|h| page.entry(*h)).filter(|entry| {
        let head = matches!(
            entry.text("kind"),
            Some("head_of_state" | "head_of_government" | "monarch")
        );
        let title = entry
            .text("title")
            .filter(|_| head)
            .and_then(|t| t.split(' ').next())
            .map(fold);
        title.is_some_and(|title| {
            heads
                .iter()
                .any(|h| page.folded(h.from).ends_with(title.as_str()))
        })
    });
    titled
        .map(|entry| {
            (
                entry.text("from").and_then(day),
                entry.text("to").and_then(last_day),
            )
        })
        .collect()
}

/// `بايدن الذي تولى`: the name is followed by a clause about its office.
fn took_office(page: &Page<'_>, hit: Hit) -> bool {
    let office = page.pack.class("took-office");
    (hit.to..hit.to + 4).any(|t| page.hit(t, office).is_some())
}

/// Whether a word around a name says that the office is over.
fn former(page: &Page<'_>, from: usize, to: usize) -> bool {
    let former = page.pack.class("former");
    (from.saturating_sub(TITLE)..to + 2).any(|t| page.hit(t, former).is_some())
}

fn day(date: &str) -> Option<Date> {
    let number = |a: usize, b: usize| date.get(a..b).and_then(|n| n.parse::<i16>().ok());
    Date::new(
        number(0, 4)?,
        number(5, 7).unwrap_or(1) as i8,
        number(8, 10).unwrap_or(1) as i8,
    )
    .ok()
}

fn last_day(date: &str) -> Option<Date> {
    let first = day(date)?;
    match date.len() {
        4 => Date::new(first.year(), 12, 31).ok(),
        7 => Some(first.last_of_month()),
        _ => Some(first),
    }
}
