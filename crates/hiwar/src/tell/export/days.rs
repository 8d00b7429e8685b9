//! The days that a date stands for: a month is all its days, never its first.

use crate::tell::report::dates::interval;
use jiff::civil::Date;

/// The days that a date of the record stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// The first day it can have been.
    pub first: Date,
    /// The last day it can have been.
    pub last: Date,
    /// How exactly it is known: `time`, `day`, `week`, `month`, `year`; `range` where only its bounds are.
    pub precision: &'static str,
}

impl Days {
    /// The days of an ISO date, cut to what is known; `None` where a part of it is unknown.
    pub fn of(iso: Option<&str>) -> Option<Self> {
        let iso = iso?;
        let (first, last) = interval(iso)?;
        let fields = iso.split('-').count();
        let precision = match fields {
            1 => "year",
            2 if iso.contains('W') => "week",
            2 => "month",
            _ if iso.contains('T') => "time",
            _ => "day",
        };
        Some(Self {
            first,
            last,
            precision,
        })
    }

    /// The same, where a row has bounds beside its date, which may be closer.
    pub fn within(iso: Option<&str>, earliest: Option<Date>, latest: Option<Date>) -> Option<Self> {
        let days = Self::of(iso);
        let (Some(first), Some(last)) = (earliest, latest) else {
            return days;
        };
        let same = days.filter(|d| d.first == first && d.last == last);
        Some(same.unwrap_or(Self {
            first,
            last,
            precision: if first == last { "day" } else { "range" },
        }))
    }

    /// Whether it is one day.
    pub fn is_day(&self) -> bool {
        self.first == self.last
    }
}

/// `20210407`, as iCalendar writes a day.
pub fn compact(day: Date) -> String {
    day.to_string().replace('-', "")
}

/// A date as slashless parts: year, and month and day where they are known and are all that is meant.
pub fn parts(iso: Option<&str>) -> Vec<i64> {
    let Some(days) = Days::of(iso) else {
        return Vec::new();
    };
    let (year, month, day) = (days.first.year(), days.first.month(), days.first.day());
    let all = [i64::from(year), i64::from(month), i64::from(day)];
    let known = match days.precision {
        "year" => 1,
        "month" => 2,
        _ => 3,
    };
    all.into_iter().take(known).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_not_its_first_day() {
        let days = Days::of(Some("2021-02")).expect("a month");
        assert_eq!(
            (days.first.to_string(), days.last.to_string()),
            ("2021-02-01".into(), "2021-02-28".into())
        );
        assert_eq!((days.precision, days.is_day()), ("month", false));
        assert_eq!(parts(Some("2021-02")), [2021, 2]);
        assert_eq!(parts(Some("2021-07-25T22:16")), [2021, 7, 25]);
        assert_eq!(Days::of(Some("XXXX-04")), None);
    }

    #[test]
    fn bounds_beside_a_date_are_closer() {
        let day = |d| Date::new(2021, 7, d).ok();
        let days = Days::within(Some("2021-07"), day(22), day(26)).expect("bounds");
        assert_eq!((days.precision, Some(days.first)), ("range", day(22)));
        assert_eq!(compact(days.last), "20210726");
    }
}
