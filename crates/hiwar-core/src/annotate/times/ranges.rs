//! From one time to another: `من 6 إلى 8 نيسان`, `بين عامي 2003 و2011`, `يومي الخميس والجمعة`, `2014-2018`.

use super::lengths::Told;
use super::reader::Reader;
use super::sense::{Amount, Point, Sense, Unit, Year};

impl Reader<'_, '_> {
    /// A range or a pair, whichever way it is written.
    pub(super) fn range(&self, token: usize) -> Told {
        self.pair(token)
            .or_else(|| self.one_to_other(token))
            .or_else(|| self.between(token))
            .or_else(|| self.dashed_years(token))
    }

    /// `يومي 6 و7 نيسان`, `يومي الخميس والجمعة`, `عامي 2014 و2015`, `شهري آذار ونيسان`.
    fn pair(&self, token: usize) -> Told {
        let unit = self
            .unit(token)
            .filter(|u| u.count != 1 && !u.hit.glued.article && self.goes_on(u.to))?;
        match unit.unit {
            Unit::Day => {
                if let Some((to, point, _)) = self.date(unit.to, false) {
                    return Some((to, Sense::Point(point), "times/days-of-month"));
                }
                let (to, first) = self.end_of_range(unit.to)?;
                let at = self.joined(to)?;
                let (end, second) = self.end_of_range(at)?;
                Some((end, Sense::Range(first, second), "times/two-days"))
            }
            Unit::Year => {
                let (to, first) = self.year_digits(unit.to)?;
                let at = if self.is_mark(to, &["-", "/"]) {
                    to + 1
                } else {
                    self.joined(to)?
                };
                let (end, second) = self.year_digits(at)?;
                Some((
                    end,
                    Sense::Range(in_year(first), in_year(second)),
                    "times/two-years",
                ))
            }
            Unit::Month => {
                let (to, first) = self.month(unit.to, true)?;
                let (end, second) = self.month(self.joined(to)?, true)?;
                let point = |month| Point {
                    month: Some(month),
                    ..Point::default()
                };
                let mut last = point(second);
                let mut end = end;
                if let Some(direction) = self.direction(end) {
                    (end, last.direction) = (direction.to, Some(direction.value));
                }
                if let Some((to, year)) = self.year(end) {
                    (end, last.year) = (to, Some(year));
                }
                let mut head = point(first);
                (head.year, head.direction) = (last.year, last.direction);
                Some((end, Sense::Range(head, last), "times/two-months"))
            }
            _ => None,
        }
    }

    /// `من X إلى Y`, `X حتى Y`.
    fn one_to_other(&self, token: usize) -> Told {
        let from = self.link(token, "from").filter(|at| self.goes_on(*at));
        let start = from.unwrap_or(token);
        let led = from.is_some();
        let (to, first) = self
            .end_of_range(start)
            .or_else(|| led.then(|| self.bare(start)).flatten())?;
        if !self.goes_on(to) {
            return None;
        }
        let at = self.past_comma_and(to);
        let at = self.link(at, "to").or_else(|| self.link(at, "until"))?;
        let (end, second) = self.end_of_range(at).filter(|_| self.goes_on(at)).or_else(|| {
            let both_years = first.known_year().is_some() && first.month.is_none();
            (led && both_years).then(|| self.bare(at)).flatten()
        })?;
        self.joint(first, second)
            .map(|(a, b)| (end, Sense::Range(a, b), "times/from-to"))
    }

    fn past_comma_and(&self, token: usize) -> usize {
        let at = if self.is_mark(token, &["،", ","]) {
            token + 1
        } else {
            token
        };
        self.joined(at).filter(|next| *next > at).unwrap_or(at)
    }

    /// `بين X وY`; `بين 10 و14 يوما` is a length of at least the first.
    fn between(&self, token: usize) -> Told {
        let at = self.link(token, "between").filter(|at| self.goes_on(*at))?;
        if let Some((to, Sense::Range(a, b), _)) = self.pair(at) {
            return Some((to, Sense::Range(a, b), "times/between"));
        }
        let (to, first) = self.end_of_range(at).or_else(|| self.bare(at))?;
        let next = if self.is_mark(to, &["-"]) {
            to + 1
        } else {
            self.joined(to)?
        };
        if let (Some(low), Some(high)) = (self.page.number(at), self.page.number(next))
            && let Some(unit) = self.unit(high.to).filter(|_| self.goes_on(high.to))
            && low.value < high.value
        {
            let amount = Amount {
                count: Some(low.value),
                unit: unit.unit,
            };
            return Some((
                unit.to,
                Sense::Length(vec![amount], None, 0),
                "times/length-between",
            ));
        }
        let (end, second) = self.end_of_range(next).or_else(|| self.bare(next))?;
        self.joint(first, second)
            .map(|(a, b)| (end, Sense::Range(a, b), "times/between"))
    }

    /// `2014-2018`, in parentheses or behind a word of time.
    fn dashed_years(&self, token: usize) -> Told {
        let led = token > 0
            && (self.is_mark(token - 1, &["("])
                || self.unit(token - 1).is_some_and(|u| u.unit == Unit::Year)
                || ["in", "during", "between"]
                    .iter()
                    .any(|m| self.link(token - 1, m).is_some()));
        let (to, first) = self.year_digits(token).filter(|_| led)?;
        let (end, second) = self
            .year_digits(to + 1)
            .filter(|_| self.is_mark(to, &["-", "/"]))?;
        (first < second).then_some((end, Sense::Range(in_year(first), in_year(second)), "times/years"))
    }

    /// One end of a range: a day, a month, a year.
    fn end_of_range(&self, token: usize) -> Option<(usize, Point)> {
        if let Some((to, point, _)) = self.numeric_date(token) {
            return Some((to, point));
        }
        let (to, point, _) = self.point(token)?;
        Some((to, point))
    }

    /// A number that the other end tells the meaning of: a day of its month, or a year.
    fn bare(&self, token: usize) -> Option<(usize, Point)> {
        if let Some((to, year)) = self.year_digits(token) {
            return Some((to, in_year(year)));
        }
        let at = if self.is_article(token) { token + 1 } else { token };
        let ordinal = || {
            let hit = self.page.hit(token, self.class.ordinal)?;
            Some((hit.to, self.entry(hit).number("value")? as u32))
        };
        let (to, day) = self.digits(at).map(|d| (at + 1, d)).or_else(ordinal)?;
        let day = u8::try_from(day).ok().filter(|d| (1..=31).contains(d))?;
        let point = Point {
            days: Some((day, day)),
            ..Point::default()
        };
        Some((to, point))
    }

    /// The two ends, the first taking month and year from the second where it has none.
    fn joint(&self, mut first: Point, mut second: Point) -> Option<(Point, Point)> {
        let lone_day = |p: &Point| p.days.is_some() && p.month.is_none() && p.away.is_none();
        if lone_day(&first) {
            if second.days.is_none() || lone_day(&second) {
                return None;
            }
            (first.month, first.year, first.direction, first.away) =
                (second.month, second.year, second.direction, second.away);
        }
        if lone_day(&second) {
            second.month = first.month;
            second.month?;
        }
        if first.month.is_some() && first.year.is_none() && first.direction.is_none() {
            (first.year, first.direction) = (second.year, second.direction);
        }
        if second.month.is_some() && second.year.is_none() {
            second.year = first.year;
        }
        Some((first, second))
    }
}

fn in_year(year: i16) -> Point {
    Point {
        year: Some(Year::Known(year)),
        ..Point::default()
    }
}
