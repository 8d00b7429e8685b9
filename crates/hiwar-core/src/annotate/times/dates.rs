//! Days: counted from today, by weekday, by date, or several of these together.

use super::reader::Reader;
use super::sense::{Point, Unit};

/// Where it ends, what it says, and the rule that read it.
pub(super) type Read = (usize, Point, &'static str);

impl Reader<'_, '_> {
    /// A point or a stretch of the calendar, with a part of it before (`مطلع نيسان`) or a part of the day around.
    pub(super) fn point(&self, token: usize) -> Option<Read> {
        if let Some((to, modifier)) = self.modifier(token).filter(|_| self.weekend(token).is_none()) {
            // Of a month, a year, a week; `نهاية` of anything else is no time.
            let to = self.past_hyphen(self.past_of(to), modifier);
            let inner = self.stretch(to).or_else(|| self.bare_unit(to))?;
            let (end, mut point, rule) = inner;
            // نهاية هذا الأسبوع is the weekend.
            let closes = self
                .page
                .hit(token, self.class.part)
                .is_some_and(|h| self.entry(h).flag("weekend"));
            if let Some((Unit::Week, away)) = point.away.filter(|_| closes) {
                point.away = Some((Unit::Weekend, away));
                return Some((end, point, "times/weekend"));
            }
            point.modifier = Some(modifier);
            return Some((end, point, rule));
        }
        let read = self
            .nth_of(token)
            .or_else(|| self.day(token))
            .or_else(|| self.part_of_day(token))
            .or_else(|| self.stretch(token))
            .or_else(|| self.holiday(token))?;
        Some(if read.1.is_day() {
            self.with_clock(read)
        } else {
            read
        })
    }

    /// A month, a year, a season, a unit with its direction.
    pub(super) fn stretch(&self, token: usize) -> Option<Read> {
        if !self.goes_on(token) && token > 0 && self.modifier(token - 1).is_some() {
            return None;
        }
        self.named_month(token)
            .or_else(|| self.counted_unit(token))
            .or_else(|| self.named_year(token))
            .or_else(|| self.season(token))
            .or_else(|| self.part_of_year(token))
            .or_else(|| {
                self.qualifies_first()
                    .then(|| self.stretch_ahead(token))
                    .flatten()
            })
    }

    /// One day: counted from today, by weekday, by date, or several of these together.
    pub(super) fn day(&self, token: usize) -> Option<Read> {
        let (to, mut point, mut rule) = self
            .this_part(token)
            .or_else(|| self.day_of_week(token))
            .or_else(|| self.counted_day(token))
            .or_else(|| self.weekday(token))
            .or_else(|| self.date(token, false))?;
        let mut end = to;
        // اليوم الأربعاء، أمس (الجمعة)، الخميس 15 آب، الجمعة (12 حزيران 2020)
        for _ in 0..2 {
            let Some((next, more)) = self.apposed(end, &point) else {
                break;
            };
            point.weekday = point.weekday.or(more.weekday);
            point.month = point.month.or(more.month);
            point.year = point.year.or(more.year);
            point.days = point.days.or(more.days);
            point.direction = point.direction.or(more.direction);
            if point.away.is_none() {
                point.away = more.away;
            }
            (end, rule) = (next, "times/day-and-date");
        }
        if let Some((to, other)) = self.other_calendar(end, &point) {
            (end, point, rule) = (to, other, "times/two-calendars");
        }
        Some((end, point, rule))
    }

    /// The same day in the other calendar: `19/10/1436هـ الموافق 4/8/2015م`, `10 شوال 1436هـ (26 يوليو 2015م)`. The
    /// Gregorian one counts.
    pub(super) fn other_calendar(&self, token: usize, point: &Point) -> Option<(usize, Point)> {
        point.days?;
        point.month?;
        let opened = self.is_mark(token, &["("]);
        let at = if opened || self.is_mark(token, &["-", "/", "،", ","]) {
            token + 1
        } else {
            self.link(token, "equal").filter(|_| self.goes_on(token))?
        };
        let at = if self.page.pack.is_preposition(self.page.folded(at)) {
            at + 1
        } else {
            at
        };
        if !self.goes_on(at) {
            return None;
        }
        let (to, mut other, _) = self.numeric_date(at).or_else(|| self.date(at, false))?;
        if other.is_hijri() == point.is_hijri() || other.year.is_none() {
            return None;
        }
        let to = if opened {
            self.is_mark(to, &[")"]).then_some(to + 1)?
        } else {
            to
        };
        if other.is_hijri() {
            return Some((to, *point));
        }
        other.weekday = point.weekday;
        Some((to, other))
    }

    /// `هذا المساء`: of the day of writing.
    pub(super) fn this_part(&self, token: usize) -> Option<Read> {
        if self.qualifies_first() {
            return self.part_ahead(token);
        }
        let this = self
            .page
            .hit(token, self.class.this)
            .filter(|h| self.entry(*h).number("far") == Some(0))?;
        let (to, part, rule) = self.definite_part(this.to).filter(|_| self.goes_on(this.to))?;
        let mut point = Point::counted(Unit::Day, 0);
        point.day_part = part.day_part;
        Some((to, point, rule))
    }

    /// `الأسبوع المقبل يوم الجمعة`.
    pub(super) fn day_of_week(&self, token: usize) -> Option<Read> {
        let (at, week, _) = self.counted_unit(token)?;
        let Some((Unit::Week, away)) = week.away else {
            return None;
        };
        let (to, mut day, _) = self
            .weekday(at)
            .filter(|d| self.goes_on(at) && d.1.direction.is_none() && d.1.away.is_none())?;
        if self.joined(at).is_some() {
            return None;
        }
        day.away = Some((Unit::Week, away));
        Some((to, day, "times/day-of-week"))
    }

    /// `اليوم`, `أمس`; not `اليوم الأول`, `اليوم التالي`.
    pub(super) fn counted_day(&self, token: usize) -> Option<Read> {
        let (mut to, mut point) = self.day_word(token)?;
        let unit = self.unit(token).filter(|u| u.unit == Unit::Day && u.to == to);
        if unit.is_some() {
            if self
                .next(to, self.class.ordinal)
                .is_some_and(|o| o.glued.article && !o.glued.conjunction)
            {
                return None;
            }
            if let Some(direction) = self.direction(to) {
                return self
                    .directed(Unit::Day, direction)
                    .map(|p| (direction.to, p, "times/unit-direction"));
            }
        }
        if point.day_part.is_none()
            && let Some(part) = self
                .next(to, self.class.day_part)
                .filter(|h| !h.glued.conjunction)
            && self.entry(part).flag("alone")
        {
            point.day_part = self.entry(part).text("value").and_then(Self::day_part_name);
            to = part.to;
        }
        Some((to, point, "times/day-counted"))
    }

    /// `الخميس`, `يوم الخميس الماضي`, `الأحد من الأسبوع المقبل`.
    pub(super) fn weekday(&self, token: usize) -> Option<Read> {
        if let Some(read) = self
            .qualifies_first()
            .then(|| self.weekday_ahead(token))
            .flatten()
        {
            return Some(read);
        }
        let day = self
            .unit(token)
            .filter(|u| u.unit == Unit::Day && u.count == 1 && !u.hit.glued.article);
        let this = self
            .page
            .hit(token, self.class.this)
            .filter(|h| self.entry(*h).number("far") == Some(0));
        let at = match (day, this) {
            (Some(day), _) if self.goes_on(day.to) => day.to,
            (_, Some(this)) if self.goes_on(this.to) => self
                .unit(this.to)
                .filter(|u| u.unit == Unit::Day)
                .map_or(this.to, |u| u.to),
            _ => token,
        };
        let hit = self
            .page
            .hit(at, self.class.weekday)
            .or_else(|| day.and_then(|_| self.page.hit(at, self.class.weekday_bare)))
            .filter(|h| at == token || !h.glued.conjunction)?;
        let mut point = Point {
            weekday: self.entry(hit).number("value").and_then(|v| u8::try_from(v).ok()),
            ..Point::default()
        };
        let mut to = hit.to;
        if this.is_some() && at > token {
            point.direction = Some(0);
        }
        if let Some(direction) = self.direction(to).filter(|d| !d.vague || d.value < 0) {
            (to, point.direction, point.mentioned) =
                (direction.to, Some(direction.value), direction.mentioned);
        } else {
            let from = self.past(self.past(to, "from"), "in");
            if let Some((end, week, _)) = self.counted_unit(from)
                && let Some((Unit::Week, _)) = week.away
                && self.goes_on(to)
            {
                (to, point.away) = (end, week.away);
            }
        }
        // ليل الأحد - الاثنين: the night between the two.
        if self.is_mark(to, &["-", "/"])
            && let Some(next) = self.next(to + 1, self.class.weekday)
            && !next.glued.conjunction
            && self.entry(next).number("value") == point.weekday.map(|w| i64::from(w % 7 + 1))
        {
            to = next.to;
        }
        Some((to, point, "times/weekday"))
    }

    /// A second naming of the same day, behind a comma, in parentheses or bare.
    pub(super) fn apposed(&self, token: usize, point: &Point) -> Option<(usize, Point)> {
        let opened = self.is_mark(token, &["(", "["]);
        let at = if opened || self.is_mark(token, &["،", ",", "-"]) {
            token + 1
        } else {
            self.past(self.past(token, "equal"), "in")
        };
        if !self.goes_on(token) || !self.goes_on(at) {
            return None;
        }
        let read = if point.weekday.is_none() && point.days.is_none() {
            self.weekday(at).filter(|_| {
                !self
                    .page
                    .hits(at)
                    .iter()
                    .any(|h| h.glued.conjunction && h.prefix > 0)
            })
        } else {
            None
        };
        let (to, more, _) = read
            .or_else(|| point.days.is_none().then(|| self.numeric_date(at)).flatten())
            .or_else(|| {
                point
                    .days
                    .is_none()
                    .then(|| self.date(at, point.weekday.is_some()))
                    .flatten()
            })
            // الجمعة 12/6 comes as a date in digits, أمس … as a counted day
            .or_else(|| {
                let free = point.away.is_none() && point.days.is_none() && opened;
                free.then(|| self.counted_day(at)).flatten()
            })?;
        if opened {
            return self.is_mark(to, &[")", "]"]).then_some((to + 1, more));
        }
        Some((to, more))
    }
}
