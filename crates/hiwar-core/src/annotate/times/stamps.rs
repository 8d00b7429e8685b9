//! Dates in digits, alone or with a time of day: `2021.07.25 - 22:16`, `7/4/2021`, `2200 (GMT+04:00) - 27/05/09`.

use super::dates::Read;
use super::reader::Reader;
use super::sense::{Month, Point, Sense, Year};
use crate::text::Gap;

impl Reader<'_, '_> {
    /// A date in digits with what surrounds it in a page's stamp.
    pub(super) fn stamp(&self, token: usize) -> Option<(usize, Sense, &'static str)> {
        if let Some((to, mut point, rule)) = self.numeric_date(token) {
            let mut end = to;
            let at = if self.is_mark(to, &["-", "–", "،", ",", "|", "/"]) {
                to + 1
            } else {
                to
            };
            // 2021-07-25T22:16
            let at = if self.page.folded(at) == "t" && at == to {
                at + 1
            } else {
                at
            };
            if let Some((after, clock)) = self.hands(at).filter(|_| self.goes_on(at)) {
                point.clock = Some(clock);
                end = self.past_zone(after);
            } else if let Some((after, clock, _)) = self.clock(at).filter(|_| self.goes_on(at))
                && !clock.is_day()
            {
                (point.clock, point.day_part) = (clock.clock, clock.day_part);
                end = after;
            }
            return Some((
                end,
                Sense::Point(point),
                if end > to { "times/stamp" } else { rule },
            ));
        }
        // The time first: 2200 (GMT+04:00) - 27/05/09
        let (after, clock) = match self.hands(token) {
            Some(hands) => hands,
            None => (token + 1, self.four_digits(token)?),
        };
        let zoned = self.past_zone(after);
        let at = if self.is_mark(zoned, &["-", "–", "،", ",", "|"]) {
            zoned + 1
        } else {
            zoned
        };
        let named = || self.date(at, false).filter(|d| d.1.known_year().is_some());
        let (to, mut point, _) = self
            .numeric_date(at)
            .filter(|_| self.goes_on(at))
            .or_else(named)?;
        if zoned == after && self.hands(token).is_none() {
            return None;
        }
        point.clock = Some(clock);
        point.stamp = zoned > after;
        Some((to, Sense::Point(point), "times/stamp"))
    }

    /// Three numbers that make a date, year first or last; two that make a day and a month where something says so.
    pub(super) fn numeric_date(&self, token: usize) -> Option<Read> {
        let words = self.page.folded(token);
        let make = |y: i32, m: u32, d: u32| {
            let year = i16::try_from(y).ok().filter(|y| (1300..=2200).contains(y))?;
            let fits = (1..=12).contains(&m) && (1..=31).contains(&d);
            fits.then(|| Point::day(year, m as u8, d as u8).hijri_by_year())
        };
        if words.bytes().filter(|b| *b == b'.').count() == 2 && !words.contains(',') {
            let mut parts = words
                .split('.')
                .filter_map(|p| p.parse::<u32>().ok().map(|n| (n, p.len())));
            let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
            let point = order(a, b, c).and_then(|(y, m, d)| make(y, m, d))?;
            return Some((token + 1, point, "times/digits"));
        }
        let close = |t: usize| self.page.token(t).is_some_and(|t| t.gap == Gap::None);
        let number = |t: usize| self.digits(t).map(|n| (n, self.page.folded(t).len()));
        let mark = self.page.folded(token + 1);
        let a = number(token).filter(|_| matches!(mark, "/" | "-" | "\\"))?;
        // «27 / 05 / 2009» has spaces around its slashes; a dash with spaces is no date.
        let near = |t: usize| close(t) || mark == "/" && self.goes_on(t);
        if !near(token + 1) || !near(token + 2) {
            return None;
        }
        let b = number(token + 2)?;
        if self.page.folded(token + 3) == mark && near(token + 3) && near(token + 4) {
            let c = number(token + 4)?;
            let point = order(a, b, c).and_then(|(y, m, d)| make(y, m, d))?;
            return Some((self.past_era(token + 5).0, point, "times/digits"));
        }
        self.short_date(token, a, b)
    }

    /// `3-2015`, `2015/3`: a month; `6/8` behind a weekday or `يوم`: a day of a month.
    fn short_date(&self, token: usize, a: (u32, usize), b: (u32, usize)) -> Option<Read> {
        let month = |year: u32, month: u32| {
            ((1900..=2100).contains(&year) && (1..=12).contains(&month)).then(|| Point {
                year: Some(Year::Known(year as i16)),
                month: Some(Month::plain(month as u8)),
                ..Point::default()
            })
        };
        if let Some(point) = month(a.0, b.0)
            .filter(|_| a.1 == 4)
            .or_else(|| month(b.0, a.0).filter(|_| b.1 == 4))
        {
            return Some((token + 3, point, "times/digits"));
        }
        let before = |t: usize| {
            self.page.hit(t, self.class.weekday).is_some()
                || ["in", "since", "until", "before", "after"]
                    .iter()
                    .any(|means| self.link(t, means).is_some())
                || self.unit(t).is_some_and(|u| u.unit == super::sense::Unit::Day)
        };
        let slash = self.page.folded(token + 1) == "/";
        let led =
            slash && (token == 0 && token + 3 == self.page.tokens.len() || token > 0 && before(token - 1));
        let (day, month) = if b.0 <= 12 { (a.0, b.0) } else { (b.0, a.0) };
        let fits = (1..=31).contains(&day) && (1..=12).contains(&month) && a.1 <= 2 && b.1 <= 2;
        (led && fits).then(|| {
            let point = Point {
                month: Some(Month::plain(month as u8)),
                days: Some((day as u8, day as u8)),
                ..Point::default()
            };
            (token + 3, point, "times/digits")
        })
    }
}

/// Year, month and day out of three numbers with their lengths. Arabic pages write the day first (`07/04/2021`); where
/// the second number cannot be a month, the first is it. A year of two digits is of this century up to 50.
fn order(a: (u32, usize), b: (u32, usize), c: (u32, usize)) -> Option<(i32, u32, u32)> {
    let full = |y: (u32, usize)| if y.1 == 2 { y.0 + if y.0 <= 50 { 2000 } else { 1900 } } else { y.0 } as i32;
    let (year, m, d) = match (a.1, c.1) {
        (4, 1..=2) => (full(a), b.0, c.0),
        (1..=2, 4) | (1..=2, 2) => (full(c), b.0, a.0),
        _ => return None,
    };
    if m > 12 && d <= 12 {
        return Some((year, d, m));
    }
    Some((year, m, d))
}
