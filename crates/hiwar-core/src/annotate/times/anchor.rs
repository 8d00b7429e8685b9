//! The days that relative expressions are counted from.

use super::super::Page;
use super::calendar::{first_of_month, last_of_month};
use super::sense::{Expression, Point, Sense, Unit};
use crate::model::{Basis, Published};
use jiff::civil::{Date, Time};

/// The days on which a text can have been written.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Anchor {
    /// First and last of them; in a year that means nothing where `year` is false.
    pub(crate) window: Option<(Date, Date)>,
    /// Whether the year is known.
    pub(crate) year: bool,
    /// The time of day, where it is known.
    pub(crate) time: Option<Time>,
    /// The weekday it was written on, Monday 1, where only that is told (`اليوم السبت`).
    pub(crate) weekday: Option<u8>,
}

/// Stands for an unknown year; a leap year, so that 29 February is a day.
const SOME_YEAR: i16 = 2000;

impl Anchor {
    /// From a publication date. Where the page's stamp is the day of its last change and a month with its direction
    /// contradicts it (`مايو المقبل` under 27/05/09), the text was written in the month that the words tell.
    pub(crate) fn of(page: &Page<'_>, published: &Published, expressions: &[Expression]) -> Self {
        let mut anchor = Self::published(published);
        anchor.weekday = expressions.iter().find_map(|e| match &e.sense {
            Sense::Point(p) if p.away == Some((Unit::Day, 0)) => p.weekday,
            _ => None,
        });
        let changed = published.basis == Basis::Dateline
            && expressions
                .iter()
                .any(|e| published.evidence.contains(&e.span) && last_changed(page, e));
        if changed && let Some(month) = anchor.contradicted(expressions) {
            anchor.window = Some(month);
        }
        anchor
    }

    /// The window of a publication date as it is written.
    pub(crate) fn published(published: &Published) -> Self {
        let date = published.date.as_deref().unwrap_or("");
        let year: Option<i16> = date.get(..4).and_then(|y| y.parse().ok());
        let number = |range: std::ops::Range<usize>| date.get(range).and_then(|m| m.parse::<i8>().ok());
        let (month, day) = (number(5..7), number(8..10));
        let in_year = year.unwrap_or(SOME_YEAR);
        let window = match (month, day) {
            (Some(m), Some(d)) => Date::new(in_year, m, d).ok().map(|d| (d, d)),
            (Some(m), None) => first_of_month(in_year, m).zip(last_of_month(in_year, m)),
            _ => published.earliest.zip(published.latest),
        };
        let window = window.or_else(|| {
            let whole = |y| Some((Date::new(y, 1, 1).ok()?, Date::new(y, 12, 31).ok()?));
            year.and_then(whole)
        });
        // A window without a date knows its year: terms of office told it.
        let told = year.is_some() || published.date.is_none() && window.is_some();
        Self {
            window,
            year: told,
            time: date.get(11..).and_then(|clock| clock.parse().ok()),
            weekday: None,
        }
    }

    /// The month that the words tell where they contradict the window: the month before `مايو المقبل`, that of
    /// `أكتوبر الجاري`, at most three months back.
    fn contradicted(&self, expressions: &[Expression]) -> Option<(Date, Date)> {
        let (stamp, _) = self.window?;
        let told = |point: &Point| {
            let month = point.month.filter(|m| !m.hijri && m.until == m.number)?;
            if point.year.is_some() {
                return None;
            }
            let back = match point.direction? {
                1 => 1,
                0 => 0,
                _ => return None,
            };
            let behind = (i32::from(stamp.month()) - i32::from(month.number)).rem_euclid(12);
            let contradicts = behind <= 3 && (back == 1 || behind > 0);
            contradicts.then_some(behind + back)
        };
        let months = expressions.iter().find_map(|e| match &e.sense {
            Sense::Point(point) => told(point),
            Sense::Range(point, _) => told(point),
            _ => None,
        })?;
        let then = super::calendar::shift_months(stamp.first_of_month(), -months)?;
        Some((then, then.last_of_month()))
    }
}

/// Whether a stamp tells the page's last change: it names a time zone, or `آخر تحديث` stands beside it.
pub(crate) fn last_changed(page: &Page<'_>, expression: &Expression) -> bool {
    let stamped = matches!(&expression.sense, Sense::Point(p) if p.stamp);
    let updated = page.pack.class("updated-word");
    let near = expression.from.saturating_sub(3)..expression.to + 3;
    stamped || near.into_iter().any(|t| page.hit(t, updated).is_some())
}
