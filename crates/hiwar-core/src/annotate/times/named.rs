//! Days of months, months and years by name and number.

use super::dates::Read;
use super::reader::Reader;
use super::sense::{Month, Point, Unit, Year};
use crate::lang::Features;
use crate::text::{Gap, TokenKind};

impl Reader<'_, '_> {
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
        if let Some(read) = self
            .page
            .habits()
            .month_first
            .then(|| self.month_first(token))
            .flatten()
        {
            return Some(read);
        }
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
        // يوم 27: digits behind the bare word are a day of a month that is not named; a count stands before it.
        let named = start > token && self.digits(start).is_some();
        ((told || named) && first == last && self.ends_phrase(to) && !self.is_mark(to, &[":", "/", "-"]))
            .then_some((to, point, rule))
    }

    /// `شهر` before a month's name, with nothing glued to the name.
    pub(super) fn skip_unit_before_month(&self, token: usize) -> usize {
        match self.unit(token) {
            Some(u)
                if u.unit == Unit::Month && u.count == 1 && !u.hit.glued.article && self.goes_on(u.to) =>
            {
                u.to
            }
            _ => token,
        }
    }

    /// A month's name, or its number behind `شهر` (`شهر 10`, `شهر عشرة`).
    pub(super) fn month_or_number(&self, at: usize, before: usize) -> Option<(usize, Month)> {
        if let Some((to, month)) = self.month(at, true) {
            let glued = self
                .page
                .hit(at, self.class.month)
                .is_some_and(|h| h.glued.conjunction || h.glued.article);
            return (!glued || at == before && month.hijri).then_some((to, month));
        }
        // شهر 10، شهر عشرة; but شهر واحد is a length.
        let number = self.page.number(at).filter(|_| at > before && self.goes_on(at))?;
        let fits = number.value.fract() == 0.0 && (1.0..=12.0).contains(&number.value);
        (fits && (number.digits || number.value > 2.0))
            .then_some((number.to, Month::plain(number.value as u8)))
    }

    pub(super) fn month_follows(&self, token: usize) -> bool {
        let from = self.past(token, "from");
        let at = self.skip_unit_before_month(from);
        let more = self.is_mark(token, &["،", ",", "-"]) || self.joined(token).is_some();
        self.goes_on(token)
            && (self.month_or_number(at, from).is_some() || more || self.counted_unit(from).is_some())
    }

    /// A day's number: digits to 31 or an ordinal, with an article of its own or none.
    pub(super) fn day_number(&self, token: usize) -> Option<(usize, u8)> {
        let at = if self.is_article(token) { token + 1 } else { token };
        if let Some(day) = self.digits(at) {
            let short = self.page.folded(at).len() <= 2;
            let mut to = at + 1;
            // The suite's «2. أكتوبر».
            if self.is_mark(to, &["."]) && self.page.hit(to + 1, self.class.month).is_some() {
                to += 1;
            }
            // 25th
            let nth = self
                .link(to, "nth")
                .filter(|_| self.page.token(to).is_some_and(|t| t.gap == Gap::None));
            to = nth.unwrap_or(to);
            return (short && (1..=31).contains(&day)).then_some((to, day as u8));
        }
        // في التاسعة is an hour: a day is masculine.
        let hit = self
            .page
            .hit(token, self.class.ordinal)
            .filter(|h| !h.features.has(Features::FEMININE))?;
        let day = u8::try_from(self.entry(hit).number("value")?).ok()?;
        Some((hit.to, day))
    }

    /// `عيد الفطر المقبل`, `رأس السنة`: a day of a month that has a name of its own; of a feast whose day another
    /// calendar tells only the months are known.
    pub(super) fn holiday(&self, token: usize) -> Option<Read> {
        let hit = self.page.hit(token, self.class.holiday)?;
        let entry = self.entry(hit);
        let number = |key: &str| entry.number(key).and_then(|n| u8::try_from(n).ok());
        let month = number("month")?;
        let point = Point {
            month: Some(Month {
                hijri: entry.flag("hijri"),
                until: number("until").unwrap_or(month),
                number: month,
            }),
            days: number("day").map(|day| (day, day)),
            nth: number("nth").map(|n| n as i8),
            weekday: number("weekday"),
            ..Point::default()
        };
        Some(self.with_year(hit.to, point, "times/holiday"))
    }

    /// A month by name with its direction and year: `شهر نيسان`, `حزيران العام الماضي`, `تشرين الأول/أكتوبر المقبل`.
    pub(super) fn named_month(&self, token: usize) -> Option<Read> {
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
            && (self.year(self.past_comma(end)).is_some() || self.ends_phrase(end))
        {
            point.days = Some((day, day));
            return Some(self.with_year(end, point, "times/date"));
        }
        Some(self.with_year(to, point, "times/month"))
    }

    /// Whether a mark or the end of the text stands there.
    pub(super) fn ends_phrase(&self, token: usize) -> bool {
        self.page.token(token).is_none_or(|t| t.kind == TokenKind::Mark)
    }

    pub(super) fn past_comma(&self, token: usize) -> usize {
        if self.is_mark(token, &["،", ","]) {
            token + 1
        } else {
            token
        }
    }

    /// Takes the direction and the year behind a month.
    pub(super) fn with_year(&self, token: usize, mut point: Point, rule: &'static str) -> Read {
        let (mut to, mut rule) = (token, rule);
        if let Some(direction) = self.direction(to) {
            (to, point.direction, point.mentioned) =
                (direction.to, Some(direction.value), direction.mentioned);
            rule = "times/month-direction";
        }
        let comma = self.past_comma(to);
        // آذار، 2001: without a day the comma may begin a count (`في نيسان، 2000 جندي`), so nothing may follow.
        let lone = |at: usize| self.year_digits(at).is_some_and(|(end, _)| self.ends_phrase(end));
        let year = self.year(to).or_else(|| {
            (comma > to && self.page.number(comma).is_some() && (point.days.is_some() || lone(comma)))
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

    /// A year by itself: `عام 2008`, `العام 2007`; bare digits only behind a word of time (`في 2011`, `منذ 2003`).
    pub(super) fn named_year(&self, token: usize) -> Option<Read> {
        let led = token > 0
            && (["in", "since", "until", "before", "after"]
                .iter()
                .any(|m| self.link(token - 1, m).is_some())
                || self.qualifies_first() && self.link(token - 1, "from").is_some()
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
            return Some((
                to,
                if point.mentioned {
                    Year::Beside(away)
                } else {
                    Year::Away(away)
                },
            ));
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
        // الأرض المحتلة عام 67
        let short = number.digits && number.to == number_at + 1 && self.page.folded(number_at).len() == 2;
        if unit.is_some() && short && (30..=99).contains(&year) && !hijri {
            return Some((to, Year::Known(1900 + year as i16)));
        }
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
}
