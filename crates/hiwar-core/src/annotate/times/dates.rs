//! Days, months, years and what is counted from the day of writing.

use super::reader::Reader;
use super::sense::{Month, Point, Unit, Year};
use crate::model::Modifier;
use crate::text::TokenKind;

/// Where it ends, what it says, and the rule that read it.
pub(super) type Read = (usize, Point, &'static str);

impl Reader<'_, '_> {
    /// A point or a stretch of the calendar, with a part of it before (`مطلع نيسان`) or a part of the day around.
    pub(super) fn point(&self, token: usize) -> Option<Read> {
        if let Some((to, modifier)) = self.modifier(token).filter(|_| self.weekend(token).is_none()) {
            // Of a month, a year, a week; `نهاية` of anything else is no time.
            let inner = self.stretch(to).or_else(|| self.bare_unit(to))?;
            let (end, mut point, rule) = inner;
            // نهاية هذا الأسبوع is the weekend.
            if let (Some((Unit::Week, away)), Modifier::End) = (point.away, modifier) {
                point.away = Some((Unit::Weekend, away));
                return Some((end, point, "times/weekend"));
            }
            point.modifier = Some(modifier);
            return Some((end, point, rule));
        }
        let read = self
            .day(token)
            .or_else(|| self.part_of_day(token))
            .or_else(|| self.stretch(token))?;
        Some(if read.1.is_day() {
            self.with_clock(read)
        } else {
            read
        })
    }

    fn weekend(&self, token: usize) -> Option<()> {
        let unit = self.unit(token)?;
        (unit.unit == Unit::Weekend).then_some(())
    }

    /// A month, a year, a season, a unit with its direction.
    fn stretch(&self, token: usize) -> Option<Read> {
        if !self.goes_on(token) && token > 0 && self.modifier(token - 1).is_some() {
            return None;
        }
        self.nth_of(token)
            .or_else(|| self.named_month(token))
            .or_else(|| self.counted_unit(token))
            .or_else(|| self.named_year(token))
            .or_else(|| self.season(token))
            .or_else(|| self.part_of_year(token))
    }

    /// `الأسبوع الأول من أكتوبر`, `الثلاثاء الأخير من شهر مارس`.
    fn nth_of(&self, token: usize) -> Option<Read> {
        let week = self.unit(token).filter(|u| u.unit == Unit::Week && u.count == 1 && u.hit.glued.article);
        let weekday = self.page.hit(token, self.class.weekday);
        let to = week.map(|u| u.to).or(weekday.map(|h| h.to))?;
        let ordinal = self.next(to, self.class.ordinal).filter(|h| h.glued.article && !h.glued.conjunction);
        let (at, nth) = match ordinal {
            Some(hit) => (hit.to, self.entry(hit).number("value")? as i8),
            None => self.direction(to).filter(|d| d.vague).map(|d| (d.to, -1))?,
        };
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
            let unit = self.unit(from).filter(|u| u.unit == Unit::Month);
            unit.and_then(|_| self.counted_unit(from))
        };
        let (end, mut point, _) = self.named_month(from).filter(|m| m.1.days.is_none()).or_else(month).or_else(year)?;
        point.nth = Some(nth);
        point.weekday = match (week, weekday) {
            (None, Some(hit)) => self.entry(hit).number("value").and_then(|v| u8::try_from(v).ok()),
            _ => None,
        };
        Some((end, point, "times/nth-of"))
    }

    /// `نهاية العام`, `بداية الأسبوع`: with its article and a part of it before, it is this one.
    fn bare_unit(&self, token: usize) -> Option<Read> {
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
    fn other_calendar(&self, token: usize, point: &Point) -> Option<(usize, Point)> {
        point.days?;
        point.month?;
        let opened = self.is_mark(token, &["("]);
        let at = if opened || self.is_mark(token, &["-", "/", "،", ","]) {
            token + 1
        } else {
            self.link(token, "equal").filter(|_| self.goes_on(token))?
        };
        let at = if self.page.pack.is_preposition(self.page.folded(at)) { at + 1 } else { at };
        if !self.goes_on(at) {
            return None;
        }
        let (to, mut other, _) = self.numeric_date(at).or_else(|| self.date(at, false))?;
        if other.is_hijri() == point.is_hijri() || other.year.is_none() {
            return None;
        }
        let to = if opened { self.is_mark(to, &[")"]).then_some(to + 1)? } else { to };
        if other.is_hijri() {
            return Some((to, *point));
        }
        other.weekday = point.weekday;
        Some((to, other))
    }

    /// `هذا المساء`: of the day of writing.
    fn this_part(&self, token: usize) -> Option<Read> {
        let this = self.page.hit(token, self.class.this).filter(|h| self.entry(*h).number("far") == Some(0))?;
        let (to, part, rule) = self.definite_part(this.to).filter(|_| self.goes_on(this.to))?;
        let mut point = Point::counted(Unit::Day, 0);
        point.day_part = part.day_part;
        Some((to, point, rule))
    }

    /// `الأسبوع المقبل يوم الجمعة`.
    fn day_of_week(&self, token: usize) -> Option<Read> {
        let (at, week, _) = self.counted_unit(token)?;
        let Some((Unit::Week, away)) = week.away else { return None };
        let (to, mut day, _) = self.weekday(at).filter(|d| self.goes_on(at) && d.1.direction.is_none() && d.1.away.is_none())?;
        if self.joined(at).is_some() {
            return None;
        }
        day.away = Some((Unit::Week, away));
        Some((to, day, "times/day-of-week"))
    }

    /// `اليوم`, `أمس`; not `اليوم الأول`, `اليوم التالي`.
    fn counted_day(&self, token: usize) -> Option<Read> {
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
    fn weekday(&self, token: usize) -> Option<Read> {
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
    fn apposed(&self, token: usize, point: &Point) -> Option<(usize, Point)> {
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
            .or_else(|| point.days.is_none().then(|| self.date(at, point.weekday.is_some())).flatten())
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

    /// A day of a month: `25 تموز 2021`, `السادس والعشرين من شباط/فبراير الماضي`, `الـ21 من الشهر الحالي`, `16 و17 أيار`.
    /// Behind a weekday (`told`) a bare number is a day too, where a month follows nowhere (`الخميس 21`).
    pub(super) fn date(&self, token: usize, told: bool) -> Option<Read> {
        let start = if let Some(unit) = self
            .unit(token)
            .filter(|u| u.unit == Unit::Day && !u.hit.glued.article)
            && self.goes_on(unit.to)
            && !told
        {
            unit.to
        } else {
            token
        };
        let (mut to, first) = self.day_number(start)?;
        let mut last = first;
        // A list or a range of days before one month.
        loop {
            let at = if self.is_mark(to, &["-", "،", ","]) {
                to + 1
            } else if let Some(at) = self.joined(to).filter(|at| *at > to) {
                at
            } else {
                break;
            };
            match self.day_number(at) {
                Some((end, next)) if next > last && self.month_follows(end) => (to, last) = (end, next),
                _ => break,
            }
        }
        let mut point = Point {
            days: Some((first, last)),
            ..Point::default()
        };
        let rule = "times/date";
        let from = self.past(to, "from");
        if self.goes_on(from) {
            let at = self.skip_unit_before_month(from);
            if let Some((end, month)) = self.month_or_number(at, from) {
                point.month = Some(month);
                return Some(self.with_year(end, point, rule));
            }
            if let Some((end, unit, _)) = self.counted_unit(from)
                && let Some((Unit::Month, _)) = unit.away
            {
                (point.away, point.mentioned) = (unit.away, unit.mentioned);
                return Some((end, point, "times/day-of-counted-month"));
            }
        }
        (told && first == last && self.page.token(to).is_none_or(|t| t.kind == TokenKind::Mark) && self.page.folded(to) != ":")
            .then_some((to, point, rule))
    }

    /// `شهر` before a month's name, with nothing glued to the name.
    fn skip_unit_before_month(&self, token: usize) -> usize {
        match self.unit(token) {
            Some(u)
                if u.unit == Unit::Month && u.count == 1 && !u.hit.glued.article && self.goes_on(u.to) =>
            {
                u.to
            }
            _ => token,
        }
    }

    /// A month's name, or its number behind `شهر` (`شهر 10`).
    fn month_or_number(&self, at: usize, before: usize) -> Option<(usize, Month)> {
        if let Some((to, month)) = self.month(at, true) {
            let glued = self
                .page
                .hit(at, self.class.month)
                .is_some_and(|h| h.glued.conjunction || h.glued.article);
            return (!glued || at == before && month.hijri).then_some((to, month));
        }
        let number = self.digits(at).filter(|n| at > before && (1..=12).contains(n))?;
        Some((at + 1, Month::plain(number as u8)))
    }

    fn month_follows(&self, token: usize) -> bool {
        let from = self.past(token, "from");
        let at = self.skip_unit_before_month(from);
        let more = self.is_mark(token, &["،", ",", "-"]) || self.joined(token).is_some();
        self.goes_on(token)
            && (self.month_or_number(at, from).is_some() || more || self.counted_unit(from).is_some())
    }

    /// A day's number: digits to 31 or an ordinal, with an article of its own or none.
    fn day_number(&self, token: usize) -> Option<(usize, u8)> {
        let at = if self.is_article(token) { token + 1 } else { token };
        if let Some(day) = self.digits(at) {
            let short = self.page.folded(at).len() <= 2;
            let mut to = at + 1;
            // The suite's «2. أكتوبر».
            if self.is_mark(to, &["."]) && self.page.hit(to + 1, self.class.month).is_some() {
                to += 1;
            }
            return (short && (1..=31).contains(&day)).then_some((to, day as u8));
        }
        let hit = self.page.hit(token, self.class.ordinal)?;
        let day = u8::try_from(self.entry(hit).number("value")?).ok()?;
        Some((hit.to, day))
    }

    /// A month by name with its direction and year: `شهر نيسان`, `حزيران العام الماضي`, `تشرين الأول/أكتوبر المقبل`.
    fn named_month(&self, token: usize) -> Option<Read> {
        let at = self.skip_unit_before_month(token);
        let led = at > token || token > 0 && self.modifier(token - 1).is_some();
        let (to, month) = if at > token {
            self.month_or_number(at, token)?
        } else {
            self.month(at, led)?
        };
        let hit = self.page.hit(at, self.class.month);
        if hit.is_some_and(|h| h.glued.article && !h.glued.preposition) {
            return None;
        }
        let mut point = Point {
            month: Some(month),
            ..Point::default()
        };
        // تموز 25، شباط الرابع عشر: the day behind its month, where no year follows that it could belong to.
        if let Some((end, day)) = self.goes_on(to).then(|| self.day_number(to)).flatten()
            && hit.is_some_and(|h| !h.glued.preposition)
            && self.year_digits(to).is_none()
            && self
                .page
                .hit(to, self.class.ordinal)
                .is_none_or(|o| o.glued.article && !o.glued.conjunction)
            && (self.year(self.past_comma(end)).is_some()
                || self.page.token(end).is_none_or(|t| t.kind == TokenKind::Mark))
        {
            point.days = Some((day, day));
            return Some(self.with_year(end, point, "times/date"));
        }
        Some(self.with_year(to, point, "times/month"))
    }

    fn past_comma(&self, token: usize) -> usize {
        if self.is_mark(token, &["،", ","]) {
            token + 1
        } else {
            token
        }
    }

    /// Takes the direction and the year behind a month.
    fn with_year(&self, token: usize, mut point: Point, rule: &'static str) -> Read {
        let (mut to, mut rule) = (token, rule);
        if let Some(direction) = self.direction(to) {
            (to, point.direction, point.mentioned) =
                (direction.to, Some(direction.value), direction.mentioned);
            rule = "times/month-direction";
        }
        let comma = self.past_comma(to);
        let year = self.year(to).or_else(|| {
            (comma > to && point.days.is_some() && self.page.number(comma).is_some())
                .then(|| self.year(comma))
                .flatten()
        });
        if let Some((end, year)) = year {
            (to, point.year) = (end, Some(year));
            point.mentioned |= matches!(year, Year::Beside(_));
        }
        // 25 تموز (يوليو) الماضي is read by month(); here only an era may follow.
        (to, point, rule)
    }

    /// A unit with `هذا` before it or a direction behind: `الشهر المقبل`, `هذا العام`, `العام الجاري 2021`.
    pub(super) fn counted_unit(&self, token: usize) -> Option<Read> {
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

    fn directed(&self, unit: Unit, direction: super::reader::Direction) -> Option<Point> {
        let mut point = Point::counted(unit, direction.value);
        point.mentioned = direction.mentioned;
        Some(point)
    }

    /// Whether the word before makes `عام` mean general (`الأمين العام`).
    pub(super) fn is_general(&self, token: usize) -> bool {
        token > 0 && self.goes_on(token) && self.page.hit(token - 1, self.class.general).is_some()
    }

    /// A year by itself: `عام 2008`, `العام 2007`; bare digits only behind a word of time (`في 2011`, `منذ 2003`).
    fn named_year(&self, token: usize) -> Option<Read> {
        let led = token > 0
            && (["in", "since", "until", "before", "after"]
                .iter()
                .any(|m| self.link(token - 1, m).is_some())
                || self.modifier(token - 1).is_some());
        let bare = self.year_digits(token);
        let (to, year) = match bare {
            Some((to, year)) => {
                // في 2000 موقع: a count.
                let counted = self.page.is_word(to) && self.goes_on(to) && year % 50 == 0 && year != 2000;
                if !led || counted {
                    return None;
                }
                (to, Year::Known(year))
            }
            None => self.year(token).filter(|_| self.unit(token).is_some())?,
        };
        if matches!(year, Year::Away(_) | Year::Beside(_)) {
            return None;
        }
        let point = Point {
            year: Some(year),
            ..Point::default()
        };
        Some((to, point, "times/year"))
    }

    /// Four digits between 1850 and 2100, alone or in parentheses.
    pub(super) fn year_digits(&self, token: usize) -> Option<(usize, i16)> {
        let at = if self.is_mark(token, &["("]) {
            token + 1
        } else {
            token
        };
        let year = self
            .digits(at)
            .filter(|y| (1850..=2100).contains(y) && self.page.folded(at).len() == 4)?;
        if at > token && !self.is_mark(at + 1, &[")"]) {
            return None;
        }
        Some((at + 1 + (at - token), year as i16))
    }

    /// A year behind a month or alone: `2021`, `عام 2021`, `من العام 2012`, `العام الماضي`, `عام 1442 هـ`, in words too.
    pub(super) fn year(&self, token: usize) -> Option<(usize, Year)> {
        if !self.goes_on(token) && token > 0 && self.page.hit(token, self.class.unit).is_none() {
            return None;
        }
        if let Some((to, year)) = self.year_digits(token) {
            return Some((self.past_era(to).0, Year::Known(year)));
        }
        let at = self.past(token, "from");
        if let Some((to, point, _)) = self.counted_unit(at)
            && let Some((Unit::Year, away)) = point.away
        {
            return Some((to, if point.mentioned { Year::Beside(away) } else { Year::Away(away) }));
        }
        let unit = self.unit(at).filter(|u| u.unit == Unit::Year && u.count == 1);
        let number_at = match unit {
            Some(u) if !self.is_general(at) => u.to,
            _ if at == token && token > 0 => token,
            _ => return None,
        };
        let number = self.page.number(number_at).filter(|_| self.goes_on(number_at))?;
        let year = number.value as i32;
        let (to, hijri) = self.past_era(number.to);
        let explicit = unit.is_some() && (100..=2200).contains(&year);
        let words = !number.digits && (1800..=2100).contains(&year);
        if hijri && (1..=1600).contains(&year) || explicit && (1300..=1500).contains(&year) && hijri {
            return Some((to, Year::Hijri(year as i16)));
        }
        (number.value.fract() == 0.0 && (explicit || words)).then_some((to, Year::Known(year as i16)))
    }

    /// Past `م`, `هـ`; whether it says Hijri.
    pub(super) fn past_era(&self, token: usize) -> (usize, bool) {
        match self.next(token, self.class.era) {
            Some(hit) => (hit.to, self.entry(hit).text("value") == Some("hijri")),
            None => (token, false),
        }
    }

    /// `صيف 2019`, `الصيف الماضي`, `هذا الصيف`.
    fn season(&self, token: usize) -> Option<Read> {
        let this = self.page.hit(token, self.class.this).filter(|h| self.entry(*h).number("far") == Some(0));
        let hit = match this {
            Some(this) => self.next(this.to, self.class.season).filter(|h| h.glued.article)?,
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
            let (end, year) = self.year(to)?;
            (to, point.year) = (end, Some(year));
        }
        Some((to, point, "times/season"))
    }

    /// `الربع الثالث من عام 2020`, `النصف الأول من العام الجاري`.
    fn part_of_year(&self, token: usize) -> Option<Read> {
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
