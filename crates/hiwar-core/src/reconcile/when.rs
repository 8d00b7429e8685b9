//! Stretches of days, as ISO 8601 values cut to what is known name them.

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday, date};

/// From a first to a last day, both inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct When {
    pub(crate) first: Date,
    pub(crate) last: Date,
}

impl When {
    /// A stretch; an inverted one is its first day.
    pub(crate) fn new(first: Date, last: Date) -> Self {
        Self {
            first,
            last: last.max(first),
        }
    }

    /// One day.
    pub(crate) fn day(day: Date) -> Self {
        Self::new(day, day)
    }

    /// What a value names: `2021`, `2021-04`, `2021-04-07`, `2021-W28`, `2021-07-25T22:16`; `None` where a part is unknown.
    pub(crate) fn parse(value: &str) -> Option<Self> {
        if let Some((first, last)) = value.split_once('/') {
            return Some(Self::new(Self::parse(first)?.first, Self::parse(last)?.last));
        }
        let value = value.split('T').next()?;
        let mut parts = value.split('-');
        let year: i16 = parts.next().filter(|y| y.len() == 4)?.parse().ok()?;
        let (month, day) = (parts.next(), parts.next());
        match (month, day) {
            (None, _) => Some(Self::new(
                Date::new(year, 1, 1).ok()?,
                Date::new(year, 12, 31).ok()?,
            )),
            (Some(week), None) if week.starts_with('W') => {
                let week: i8 = week.get(1..)?.parse().ok()?;
                let monday = ISOWeekDate::new(year, week, Weekday::Monday).ok()?.date();
                Some(Self::new(monday, shift(monday, 6)))
            }
            (Some(month), None) => {
                let first = Date::new(year, month.parse().ok()?, 1).ok()?;
                Some(Self::new(first, first.last_of_month()))
            }
            (Some(month), Some(day)) => Date::new(year, month.parse().ok()?, day.parse().ok()?)
                .ok()
                .map(Self::day),
        }
    }

    /// How many days it has.
    pub(crate) fn days(self) -> i32 {
        between(self.first, self.last) + 1
    }

    /// Whether it is a single day.
    pub(crate) fn is_day(self) -> bool {
        self.first == self.last
    }

    /// Whether the two share a day.
    pub(crate) fn overlaps(self, other: When) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// Whether `other` lies wholly inside.
    pub(crate) fn contains(self, other: When) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    /// The days that both have.
    pub(crate) fn meet(self, other: When) -> Option<When> {
        self.overlaps(other)
            .then(|| When::new(self.first.max(other.first), self.last.min(other.last)))
    }

    /// From the first day of either to the last.
    pub(crate) fn join(self, other: When) -> When {
        When::new(self.first.min(other.first), self.last.max(other.last))
    }

    /// So many days more at either end.
    pub(crate) fn widened(self, days: i32) -> When {
        When::new(shift(self.first, -days), shift(self.last, days))
    }

    /// The days between the two; 0 where they touch or overlap.
    pub(crate) fn distance(self, other: When) -> i32 {
        between(self.last, other.first)
            .max(between(other.last, self.first))
            .max(0)
    }

    /// The finest ISO value that holds all of it: a day, a month or a year; `None` where it spans years.
    pub(crate) fn value(self) -> Option<String> {
        let (a, b) = (self.first, self.last);
        if a == b {
            Some(a.to_string())
        } else if (a.year(), a.month()) == (b.year(), b.month()) {
            Some(format!("{:04}-{:02}", a.year(), a.month()))
        } else {
            (a.year() == b.year()).then(|| format!("{:04}", a.year()))
        }
    }
}

/// A day so many days later; the day itself at the ends of the calendar.
pub(crate) fn shift(day: Date, days: i32) -> Date {
    day.checked_add(days.days()).unwrap_or(day)
}

/// Days from one day to another; negative where the other is earlier.
pub(crate) fn between(from: Date, to: Date) -> i32 {
    let origin = date(1970, 1, 1);
    let count = |day: Date| origin.until(day).map_or(0, |span| span.get_days());
    count(to) - count(from)
}

/// The weekday that a TIMEX3 value of an unplaced week names (`XXXX-WXX-3`): 1 for Monday.
pub(crate) fn weekday(value: &str) -> Option<i8> {
    let day = value.strip_prefix("XXXX-WXX-")?.get(..1)?.parse().ok()?;
    (1..=7).contains(&day).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_stretches() {
        let when = |v| When::parse(v).map(|w| (w.first.to_string(), w.last.to_string(), w.value()));
        let some = |a: &str, b: &str, v: Option<&str>| Some((a.into(), b.into(), v.map(String::from)));
        assert_eq!(when("2020-06"), some("2020-06-01", "2020-06-30", Some("2020-06")));
        assert_eq!(
            when("2021-W28"),
            some("2021-07-12", "2021-07-18", Some("2021-07"))
        );
        assert_eq!(
            when("2021-07-25T22:16"),
            some("2021-07-25", "2021-07-25", Some("2021-07-25"))
        );
        assert_eq!(when("2021"), some("2021-01-01", "2021-12-31", Some("2021")));
        assert_eq!(
            when("2021-11-29/2022-01-03"),
            some("2021-11-29", "2022-01-03", None)
        );
        for unknown in [
            "XXXX-04",
            "PRESENT_REF",
            "P2D",
            "",
            "2021-13",
            "2021-02-30",
            "2021-04-XX",
        ] {
            assert_eq!(when(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn distances_are_days() {
        let day = |v: &str| When::parse(v).unwrap();
        assert_eq!(day("2020-06").distance(day("2020-07-02")), 2);
        assert_eq!(day("2020-07-02").distance(day("2020-06")), 2);
        assert_eq!(day("2020-06").distance(day("2020-06-11")), 0);
        assert_eq!(weekday("XXXX-WXX-3"), Some(3));
    }
}
