//! The page's own date: a stamp or a date alone on a line near the top, or in the dateline of an agency.

use super::super::Page;
use super::super::times::{Clock, Expression, Point, Sense, Unit, last_changed};
use crate::model::{Basis, Published, Span};
use crate::text::{Gap, TokenKind};
use jiff::civil::Date;

/// How many lines from the top can hold it.
const LINES: usize = 14;
/// How many other words its line can hold (`نشر في`, `آخر تحديث`).
const OTHER_WORDS: usize = 4;

/// The date that the page prints as its own.
pub(super) fn of(page: &Page<'_>, expressions: &[Expression]) -> Option<Published> {
    let begins = |t: &usize| *t == 0 || page.token(*t).is_some_and(|t| t.gap >= Gap::Line);
    let mut lines: Vec<usize> = (0..page.tokens.len()).filter(begins).take(LINES + 1).collect();
    let end = if lines.len() > LINES { lines.pop() } else { None };
    let end = end.unwrap_or(page.tokens.len());
    let near = expressions.iter().enumerate().take_while(|(_, e)| e.from < end);
    for (index, expression) in near {
        let Sense::Point(point) = &expression.sense else {
            continue;
        };
        let Some(day) = whole_date(point) else { continue };
        let begin = lines
            .iter()
            .rev()
            .find(|l| **l <= expression.from)
            .copied()
            .unwrap_or(0);
        let clock = clock_behind(page, expressions, index, point);
        if stands_alone(page, expression, begin)
            || expression.from <= begin + 1 && (clock.is_some() || last_changed(page, expression))
            || agency(page, expression, begin)
        {
            return Some(stamped(expression, day, clock));
        }
    }
    None
}

/// A date with day, month and year, and nothing relative or partial about it.
fn whole_date(point: &Point) -> Option<Date> {
    let (first, last) = point.days?;
    let counted = point.away.is_some_and(|a| a != (Unit::Day, 0)) || point.direction.is_some();
    let month = point.month.filter(|m| !m.hijri)?;
    (first == last && !counted)
        .then(|| Date::new(point.known_year()?, month.number as i8, first as i8).ok())
        .flatten()
}

/// Its time of day: its own, or the one right behind it (`2009، آخر تحديث 15:00`).
fn clock_behind(
    page: &Page<'_>,
    expressions: &[Expression],
    index: usize,
    point: &Point,
) -> Option<(Clock, Option<Span>)> {
    if let Some(clock) = point.clock {
        return Some((clock, None));
    }
    let (this, next) = (expressions.get(index)?, expressions.get(index + 1)?);
    let same_line = (this.to..=next.from).all(|t| page.token(t).is_some_and(|t| t.gap < Gap::Line));
    match &next.sense {
        Sense::Point(p) if same_line && next.from <= this.to + 4 && !p.is_day() => {
            p.clock.map(|clock| (clock, Some(next.span)))
        }
        _ => None,
    }
}

/// Whether its line holds nothing much else.
fn stands_alone(page: &Page<'_>, expression: &Expression, begin: usize) -> bool {
    let mut end = expression.to;
    while page.token(end).is_some_and(|t| t.gap < Gap::Line) {
        end += 1;
        if end > expression.to + 2 * OTHER_WORDS {
            return false;
        }
    }
    let others = (begin..expression.from)
        .chain(expression.to..end)
        .filter(|t| page.token(*t).is_some_and(|t| t.kind == TokenKind::Word))
        .count();
    let clocked = matches!(&expression.sense, Sense::Point(p) if p.clock.is_some());
    let digits = page
        .words(expression.from, expression.to)
        .chars()
        .all(|c| !c.is_alphabetic());
    others == 0 || others <= OTHER_WORDS && (clocked || digits || begin > 0 && others <= 2)
}

/// Behind a place at the head of a paragraph and before the agency's name: `القاهرة، 7 أبريل 2021 (أ ش أ) -`.
fn agency(page: &Page<'_>, expression: &Expression, begin: usize) -> bool {
    let places = ["capital", "city", "country"].map(|c| page.pack.class(c));
    let led = expression.from > begin
        && expression.from <= begin + 4
        && places.iter().any(|class| page.hit(begin, *class).is_some());
    led && matches!(page.folded(expression.to), "(" | "-" | "/" | ":")
}

fn stamped(expression: &Expression, day: Date, clock: Option<(Clock, Option<Span>)>) -> Published {
    let mut evidence = vec![expression.span];
    let mut date = day.to_string();
    if let Some((clock, span)) = clock {
        date.push_str(&format!("T{:02}:{:02}", clock.hour, clock.minute.unwrap_or(0)));
        evidence.extend(span);
    }
    Published {
        date: Some(date),
        basis: Basis::Dateline,
        earliest: Some(day),
        latest: Some(day),
        evidence,
    }
}
