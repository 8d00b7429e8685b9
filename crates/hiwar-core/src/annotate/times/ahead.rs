//! Times of languages that put what qualifies a word before it: `next week`, `last Tuesday`, `July 25, 2021`,
//! `two days ago`, `the past three years`, `the third quarter of 2020`.

use super::dates::Read;
use super::lengths::Told;
use super::reader::Reader;
use super::sense::{Amount, Point, Sense, Unit, Year};
use crate::model::Modifier;
use crate::text::Gap;

impl Reader<'_, '_> {
    /// Whether the language puts them so.
    pub(super) fn qualifies_first(&self) -> bool {
        self.page.habits().qualifiers_first
    }

    /// `next`, `last`, `this` before something: which one, and where it ends.
    fn which(&self, token: usize) -> Option<(i32, usize)> {
        let this = || {
            let hit = self.page.hit(token, self.class.this)?;
            (self.entry(hit).number("far") == Some(0)).then_some((0, hit.to))
        };
        let direction = || {
            let hit = self.page.hit(token, self.class.direction)?;
            Some((self.entry(hit).number("value")? as i32, hit.to))
        };
        direction().or_else(this).filter(|(_, to)| self.goes_on(*to))
    }

    /// `next week`, `this year`, `the last month`.
    pub(super) fn unit_ahead(&self, token: usize) -> Option<Read> {
        let (value, to) = self.which(token)?;
        let unit = self
            .unit(to)
            .filter(|u| u.count == 1 && (Unit::Day..Unit::Century).contains(&u.unit))?;
        Some((unit.to, Point::counted(unit.unit, value), "times/unit-direction"))
    }

    /// `last Tuesday`, `this Friday`.
    pub(super) fn weekday_ahead(&self, token: usize) -> Option<Read> {
        let (value, to) = self.which(token)?;
        let hit = self.page.hit(to, self.class.weekday)?;
        let point = Point {
            weekday: self.entry(hit).number("value").and_then(|v| u8::try_from(v).ok()),
            direction: Some(value),
            ..Point::default()
        };
        Some((hit.to, point, "times/weekday"))
    }

    /// `this morning`, `last night`.
    pub(super) fn part_ahead(&self, token: usize) -> Option<Read> {
        let (value, to) = self.which(token)?;
        let hit = self.page.hit(to, self.class.day_part)?;
        let mut point = Point::counted(Unit::Day, value);
        point.day_part = self.entry(hit).text("value").and_then(Self::day_part_name);
        Some((hit.to, point, "times/part-of-day"))
    }

    /// `last summer`, `next July`, `the 2008 agreement`, `the 1990s`.
    pub(super) fn stretch_ahead(&self, token: usize) -> Option<Read> {
        if let Some((value, to)) = self.which(token) {
            let mut read = self.month(to, true).map(|(end, month)| {
                let month = Point {
                    month: Some(month),
                    ..Point::default()
                };
                (end, month, "times/month-direction")
            });
            if let Some(hit) = self.page.hit(to, self.class.season) {
                let name = self.entry(hit).text("value")?;
                let seasons = ["SP", "SU", "FA", "WI"].into_iter().zip(1..);
                let season = Point {
                    part_of_year: seasons.into_iter().find(|(n, _)| *n == name),
                    ..Point::default()
                };
                read = Some((hit.to, season, "times/season"));
            }
            let (end, mut point, rule) = read?;
            point.direction = Some(value);
            return Some((end, point, rule));
        }
        self.part_of_year_ahead(token)
            .or_else(|| self.year_of_something(token))
    }

    /// `the third quarter of 2020`, `the first half of this year`.
    fn part_of_year_ahead(&self, token: usize) -> Option<Read> {
        let ordinal = self.page.hit(token, self.class.ordinal)?;
        let number = u8::try_from(self.entry(ordinal).number("value")?).ok()?;
        let part = self.next(ordinal.to, self.class.year_part)?;
        let name = ["Q", "H"]
            .into_iter()
            .find(|n| self.entry(part).text("value") == Some(n))?;
        let of = self.link(part.to, "from").filter(|at| self.goes_on(*at))?;
        let (to, year) = self.year(of)?;
        let fits = number <= if name == "Q" { 4 } else { 2 };
        let point = Point {
            part_of_year: Some((name, number)),
            year: Some(year),
            ..Point::default()
        };
        fits.then_some((to, point, "times/part-of-year"))
    }

    /// `the 2008 agreement`: a year between an article and what is of that year.
    fn year_of_something(&self, token: usize) -> Option<Read> {
        let (to, year) = self.year_digits(token).filter(|_| self.page.has_article(token))?;
        let counted = self.page.hit(to, self.page.pack.class("unit")).is_some();
        let point = Point {
            year: Some(Year::Known(year)),
            ..Point::default()
        };
        (self.page.is_word(to) && !counted && year % 100 != 0).then_some((to, point, "times/year"))
    }

    /// `the 1990s`.
    pub(super) fn decade_ahead(&self, token: usize) -> Told {
        let first = self
            .digits(token)
            .filter(|d| (1800..2100).contains(d) && d % 10 == 0)?;
        let ends = self.page.folded(token + 1) == "s"
            && self.page.token(token + 1).is_some_and(|t| t.gap == Gap::None);
        ends.then_some((token + 2, Sense::Decade(first as i16), "times/decade"))
    }

    /// `July 25, 2021`, `July 5-7`, `April 6 and 7`, `July 25th`.
    pub(super) fn month_first(&self, token: usize) -> Option<Read> {
        let (at, month) = self.month(token, true)?;
        let (mut to, first) = self
            .day_number(at)
            .filter(|_| self.goes_on(at) && self.digits(at).is_some())?;
        let mut last = first;
        let next = if self.is_mark(to, &["-"]) {
            Some(to + 1)
        } else {
            self.joined(to).or_else(|| self.link(to, "to"))
        };
        if let Some((end, day)) = next.and_then(|t| self.day_number(t))
            && day > last
            && next.is_some_and(|t| self.digits(t).is_some())
            && self.next(end, self.class.month).is_none()
        {
            (to, last) = (end, day);
        }
        let point = Point {
            month: Some(month),
            days: Some((first, last)),
            ..Point::default()
        };
        Some(self.with_year(to, point, "times/date"))
    }

    /// `two days ago`, `a week earlier`, `in three weeks`.
    pub(super) fn away_behind(&self, token: usize) -> Told {
        let ahead = self.link(token, "in").filter(|at| self.goes_on(*at));
        let (to, amounts) = self.told_amounts(ahead.unwrap_or(token))?;
        let known = amounts.iter().all(|a| a.count.is_some());
        let away = |end, sign, mentioned| {
            let sense = Sense::Away {
                amounts: amounts.clone(),
                sign,
                mentioned,
            };
            (end, sense, "times/away")
        };
        if let Some(end) = ahead.map(|_| to) {
            let since = token > 0 && self.page.hit(token - 1, self.class.ordinal).is_some();
            return (known && !since).then(|| away(end, 1, false));
        }
        if !self.goes_on(to) {
            return None;
        }
        if let Some(end) = self.link(to, "ago") {
            return known.then(|| away(end, -1, false)).or(Some((
                end,
                Sense::Length(amounts.clone(), None, -1),
                "times/length",
            )));
        }
        let side = [("later", 1), ("earlier", -1)]
            .into_iter()
            .find_map(|(means, sign)| Some((self.link(to, means)?, sign)));
        side.filter(|_| known).map(|(end, sign)| away(end, sign, true))
    }

    /// `the past three years`, `the next few days`, `a week` behind `for`.
    pub(super) fn length_ahead(&self, token: usize) -> Told {
        if let Some((value, to)) = self.which(token).filter(|(v, _)| *v != 0) {
            let (end, amounts, modifier) = self.amounts(to, true)?;
            return Some((
                end,
                Sense::Length(amounts, modifier, value.signum()),
                "times/length",
            ));
        }
        let led = token > 0
            && ["during", "whole"]
                .iter()
                .any(|m| self.link(token - 1, m).is_some());
        let (to, amounts) = self.one_of(token).filter(|_| led)?;
        Some((to, Sense::Length(amounts, None, 0), "times/length"))
    }

    fn told_amounts(&self, token: usize) -> Option<(usize, Vec<Amount>)> {
        self.one_of(token)
            .or_else(|| self.amounts(token, false).map(|(to, amounts, _)| (to, amounts)))
    }

    /// `a week`, `an hour`.
    fn one_of(&self, token: usize) -> Option<(usize, Vec<Amount>)> {
        let at = self.link(token, "one").filter(|at| self.goes_on(*at))?;
        let unit = self.unit(at).filter(|u| u.count == 1)?;
        let amount = Amount {
            count: Some(1.0),
            unit: unit.unit,
        };
        Some((unit.to, vec![amount]))
    }

    /// `the end of 2021`: what stands between a part and its stretch.
    pub(super) fn past_of(&self, token: usize) -> usize {
        if self.qualifies_first() {
            self.past(token, "from")
        } else {
            token
        }
    }

    /// Of a hyphenated part (`mid-July`): past the hyphen.
    pub(super) fn past_hyphen(&self, token: usize, modifier: Modifier) -> usize {
        let glued = |t: usize| self.page.token(t).is_some_and(|t| t.gap == Gap::None);
        let hyphen =
            modifier == Modifier::Mid && self.is_mark(token, &["-"]) && glued(token) && glued(token + 1);
        token + usize::from(hyphen)
    }
}
