//! Units with their direction, parts of years, the nth week of a month.

use super::dates::Read;
use super::reader::Reader;
use super::sense::{Point, Unit, Year};
use crate::model::Modifier;

impl Reader<'_, '_> {
    pub(super) fn weekend(&self, token: usize) -> Option<()> {
        let unit = self.unit(token)?;
        (unit.unit == Unit::Weekend).then_some(())
    }

    /// `الأسبوع الأول من أكتوبر`, `الثلاثاء الأخير من شهر مارس`, `آخر خميس من آذار`.
    pub(super) fn nth_of(&self, token: usize) -> Option<Read> {
        let (at, nth, weekday) = self.count_behind(token).or_else(|| self.count_before(token))?;
        let from = self.past(self.past(at, "from"), "in");
        if !self.goes_on(from) || nth > 5 && self.year(from).is_none() {
            return None;
        }
        let year = || {
            let (end, year) = self.year(from)?;
            let point = Point {
                year: Some(year),
                ..Point::default()
            };
            Some((end, point, ""))
        };
        let month = || {
            self.counted_unit(from)
                .filter(|c| matches!(c.1.away, Some((Unit::Month, _))))
        };
        let (end, mut point, _) = self
            .named_month(from)
            .filter(|m| m.1.days.is_none())
            .or_else(month)
            .or_else(year)?;
        point.nth = Some(nth);
        point.weekday = weekday;
        Some((end, point, "times/nth-of"))
    }

    /// `الأسبوع الأول`, `الثلاثاء الأخير`: where it ends, which one (-1 is the last), and of which weekday; none for a week.
    fn count_behind(&self, token: usize) -> Option<(usize, i8, Option<u8>)> {
        let week = self
            .unit(token)
            .filter(|u| u.unit == Unit::Week && u.count == 1 && u.hit.glued.article);
        let weekday = self.page.hit(token, self.class.weekday);
        let to = week.map(|u| u.to).or(weekday.map(|h| h.to))?;
        let ordinal = self
            .next(to, self.class.ordinal)
            .filter(|h| h.glued.article && !h.glued.conjunction);
        let (at, nth) = match ordinal {
            Some(hit) => (hit.to, self.entry(hit).number("value")? as i8),
            None => self.direction(to).filter(|d| d.vague).map(|d| (d.to, -1))?,
        };
        let weekday = match (week, weekday) {
            (None, Some(hit)) => self.entry(hit).number("value").and_then(|v| u8::try_from(v).ok()),
            _ => None,
        };
        Some((at, nth, weekday))
    }

    /// `آخر خميس من`, `أول أسبوع من`: the same with the count before a bare word, and `من` behind it.
    fn count_before(&self, token: usize) -> Option<(usize, i8, Option<u8>)> {
        let ordinal = || {
            let hit = self.page.hit(token, self.class.ordinal)?;
            (!hit.glued.article).then_some((hit.to, self.entry(hit).number("value")? as i8))
        };
        let (at, nth) = self
            .link(token, "final")
            .map(|to| (to, -1))
            .or_else(ordinal)
            .filter(|found| self.goes_on(found.0))?;
        let week = || {
            let unit = self.unit(at)?;
            (unit.unit == Unit::Week && unit.count == 1 && !unit.hit.glued.article).then_some((unit.to, None))
        };
        let weekday = self.page.hit(at, self.class.weekday_bare).map(|hit| {
            let value = self.entry(hit).number("value");
            (hit.to, value.and_then(|v| u8::try_from(v).ok()))
        });
        let (to, weekday) = weekday.or_else(week)?;
        self.link(to, "from").map(|_| (to, nth, weekday))
    }

    /// `نهاية العام`, `بداية الأسبوع`: with its article and a part of it before, it is this one.
    pub(super) fn bare_unit(&self, token: usize) -> Option<Read> {
        let unit = self.unit(token)?;
        let fits = matches!(
            unit.unit,
            Unit::Week | Unit::Month | Unit::Year | Unit::Decade | Unit::Century
        );
        (fits && unit.count == 1 && unit.hit.glued.article && !unit.hit.glued.preposition).then_some((
            unit.to,
            Point::counted(unit.unit, 0),
            "times/part-of-this",
        ))
    }

    /// A unit with `هذا` before it or a direction behind: `الشهر المقبل`, `هذا العام`, `العام الجاري 2021`.
    pub(super) fn counted_unit(&self, token: usize) -> Option<Read> {
        if self.qualifies_first() {
            return self.unit_ahead(token);
        }
        if let Some(this) = self.page.hit(token, self.class.this) {
            let unit = self.unit(this.to).filter(|u| {
                self.goes_on(this.to)
                    && u.hit.glued.article
                    && !u.hit.glued.preposition
                    && u.count == 1
                    && !u.hit.glued.conjunction
            })?;
            let far = self.entry(this).number("far") != Some(0);
            if !matches!(
                unit.unit,
                Unit::Day | Unit::Week | Unit::Weekend | Unit::Month | Unit::Year | Unit::Decade
            ) {
                return None;
            }
            let mut point = Point::counted(unit.unit, 0);
            point.mentioned = far;
            return Some((unit.to, point, "times/this-unit"));
        }
        let unit = self.unit(token)?;
        let weekend = unit.unit == Unit::Weekend;
        if unit.count != 1 || !(unit.hit.glued.article || weekend) || unit.unit < Unit::Minute {
            return None;
        }
        if unit.unit == Unit::Year && self.is_general(token) {
            return None;
        }
        let this = self.next(unit.to, self.class.this);
        if let Some(this) = this.filter(|h| self.entry(*h).number("far") == Some(0) && h.glued.is_plain())
            && !self.page.is_word(this.to)
        {
            return Some((this.to, Point::counted(unit.unit, 0), "times/this-unit"));
        }
        let Some(direction) = self
            .direction(unit.to)
            .filter(|d| !d.vague || unit.unit >= Unit::Week)
        else {
            return weekend.then_some((unit.to, Point::counted(Unit::Weekend, 0), "times/weekend"));
        };
        let mut point = self.directed(unit.unit, direction)?;
        let mut to = direction.to;
        // العام الماضي 2020، العام الجاري (2021)
        if unit.unit == Unit::Year
            && let Some((end, year)) = self.year_digits(to)
        {
            to = end;
            point.year = Some(Year::Known(year));
        }
        Some((to, point, "times/unit-direction"))
    }

    pub(super) fn directed(&self, unit: Unit, direction: super::reader::Direction) -> Option<Point> {
        let mut point = Point::counted(unit, direction.value);
        point.mentioned = direction.mentioned;
        Some(point)
    }

    /// Whether the word before makes `عام` mean general (`الأمين العام`).
    pub(super) fn is_general(&self, token: usize) -> bool {
        token > 0 && self.goes_on(token) && self.page.hit(token - 1, self.class.general).is_some()
    }

    /// `صيف 2019`, `الصيف الماضي`, `هذا الصيف`.
    pub(super) fn season(&self, token: usize) -> Option<Read> {
        let this = self
            .page
            .hit(token, self.class.this)
            .filter(|h| self.entry(*h).number("far") == Some(0));
        let hit = match this {
            Some(this) => self
                .next(this.to, self.class.season)
                .filter(|h| h.glued.article)?,
            None => self.page.hit(token, self.class.season)?,
        };
        let season = ["SP", "SU", "FA", "WI"]
            .into_iter()
            .zip(1..)
            .find(|(name, _)| self.entry(hit).text("value") == Some(name))?;
        let mut point = Point {
            part_of_year: Some(season),
            ..Point::default()
        };
        let mut to = hit.to;
        if this.is_some() {
            point.direction = Some(0);
        } else if let Some(direction) = self.direction(to).filter(|_| hit.glued.article) {
            (to, point.direction) = (direction.to, Some(direction.value));
        } else {
            let (end, year) = self.year(self.past_of(to))?;
            (to, point.year) = (end, Some(year));
        }
        Some((to, point, "times/season"))
    }

    /// `الربع الثالث من عام 2020`, `النصف الأول من العام الجاري`.
    pub(super) fn part_of_year(&self, token: usize) -> Option<Read> {
        let hit = self.page.hit(token, self.class.year_part)?;
        let name = ["Q", "H"]
            .into_iter()
            .find(|n| self.entry(hit).text("value") == Some(n))?;
        let ordinal = self.next(hit.to, self.class.ordinal)?;
        let number = u8::try_from(self.entry(ordinal).number("value")?).ok()?;
        if number > if name == "Q" { 4 } else { 2 } {
            return None;
        }
        let from = self.past(ordinal.to, "from");
        if !self.goes_on(from) {
            return None;
        }
        let mut point = Point::default();
        if let Some((to, year)) = self.year(from) {
            (point.part_of_year, point.year) = (Some((name, number)), Some(year));
            return Some((to, point, "times/part-of-year"));
        }
        // The half of a month is its beginning or its end.
        let (to, mut point, rule) = self.named_month(from).or_else(|| self.counted_unit(from))?;
        if name == "Q" {
            return None;
        }
        point.modifier = Some(if number == 1 {
            Modifier::Start
        } else {
            Modifier::End
        });
        Some((to, point, rule))
    }
}
