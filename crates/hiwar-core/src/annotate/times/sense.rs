//! What a time expression says, before any calendar is asked.

use crate::model::{Modifier, Span};

/// A time expression before it is resolved.
#[derive(Clone, Debug)]
pub(crate) struct Expression {
    /// Its words.
    pub(crate) span: Span,
    /// First token.
    pub(crate) from: usize,
    /// One past the last token.
    pub(crate) to: usize,
    /// What it says.
    pub(crate) sense: Sense,
    /// The rule that read it.
    pub(crate) rule: &'static str,
    /// Where its sentence looks: 1 forward, -1 back, 0 not told.
    pub(crate) look: i8,
}

/// What it says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Sense {
    /// A point or a stretch of the calendar.
    Point(Point),
    /// From one to another, both included.
    Range(Point, Point),
    /// So long before (-1) or after (1) the day of writing, or what was mentioned before.
    Away {
        amounts: Vec<Amount>,
        sign: i32,
        mentioned: bool,
    },
    /// A length of time; the last of it (-1), the coming (1), or any (0).
    Length(Vec<Amount>, Option<Modifier>, i32),
    /// Something that recurs, at this period.
    Every(Amount),
    /// Recurs on this day of the week.
    EveryWeekday(u8),
    /// Recurs in this part of the day.
    EveryPart(&'static str),
    /// `PRESENT_REF`, `PAST_REF`, `FUTURE_REF`.
    Reference(&'static str, bool),
    /// A decade by its first year; a century by its first two digits.
    Decade(i16),
    Century(i16),
    /// The century so many before this one.
    CenturyAway(i32),
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Year,
    Decade,
    Century,
}

/// So many of a unit; `None`: some.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Amount {
    pub(crate) count: Option<f64>,
    pub(crate) unit: Unit,
}

/// A year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Year {
    Known(i16),
    /// So many after the year of writing.
    Away(i32),
    /// So many after the year named before.
    Beside(i32),
    Hijri(i16),
}

/// A month by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Month {
    pub(crate) number: u8,
    /// The last of the months that share the name (`تشرين`).
    pub(crate) until: u8,
    pub(crate) hijri: bool,
}

/// A time of day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Clock {
    pub(crate) hour: u8,
    pub(crate) minute: Option<u8>,
    /// Seconds, where they are told.
    pub(crate) second: Option<u8>,
}

/// A point or stretch of the calendar: what is told of it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Point {
    pub(crate) year: Option<Year>,
    pub(crate) month: Option<Month>,
    /// First and last day of the month.
    pub(crate) days: Option<(u8, u8)>,
    /// Monday 1 to Sunday 7.
    pub(crate) weekday: Option<u8>,
    /// A unit counted from the day of writing: the next month is `(Month, 1)`, yesterday `(Day, -1)`.
    pub(crate) away: Option<(Unit, i32)>,
    /// A quarter (`Q`) or half (`H`) of the year, or a season.
    pub(crate) part_of_year: Option<(&'static str, u8)>,
    /// The first, second … or last (-1) week or weekday of the month or year that is told.
    pub(crate) nth: Option<i8>,
    /// Next (1), this (0), last (-1), said of the month or the weekday.
    pub(crate) direction: Option<i32>,
    /// The direction counts from the time named before.
    pub(crate) mentioned: bool,
    pub(crate) modifier: Option<Modifier>,
    pub(crate) day_part: Option<&'static str>,
    pub(crate) clock: Option<Clock>,
    /// A stamp of the page's last change.
    pub(crate) stamp: bool,
}

impl Point {
    /// A whole date in numbers.
    pub(crate) fn day(year: i16, month: u8, day: u8) -> Self {
        Self {
            year: Some(Year::Known(year)),
            month: Some(Month::plain(month)),
            days: Some((day, day)),
            ..Self::default()
        }
    }

    /// A year before 1600 in digits is one of the Hijri calendar (`19/10/1436`).
    pub(crate) fn hijri_by_year(mut self) -> Self {
        if let Some(Year::Known(year)) = self.year.filter(|y| matches!(y, Year::Known(..1600))) {
            self.year = Some(Year::Hijri(year));
            self.month = self.month.map(|m| Month { hijri: true, ..m });
        }
        self
    }

    /// Whether it is a date of the Hijri calendar.
    pub(crate) fn is_hijri(&self) -> bool {
        self.month.is_some_and(|m| m.hijri)
    }

    /// Something counted from the day of writing.
    pub(crate) fn counted(unit: Unit, away: i32) -> Self {
        Self {
            away: Some((unit, away)),
            ..Self::default()
        }
    }

    /// Whether it names one day of the calendar, or a day counted from the day of writing.
    pub(crate) fn is_day(&self) -> bool {
        self.days.is_some() || self.weekday.is_some() || matches!(self.away, Some((Unit::Day, _)))
    }

    /// The known year, where there is one.
    pub(crate) fn known_year(&self) -> Option<i16> {
        match self.year {
            Some(Year::Known(year)) => Some(year),
            _ => None,
        }
    }
}

impl Month {
    /// A Gregorian month by number.
    pub(crate) const fn plain(number: u8) -> Self {
        Self {
            number,
            until: number,
            hijri: false,
        }
    }
}

impl Unit {
    /// The unit by its name in the word lists.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "second" => Self::Second,
            "minute" => Self::Minute,
            "hour" => Self::Hour,
            "day" => Self::Day,
            "weekend" => Self::Weekend,
            "week" => Self::Week,
            "month" => Self::Month,
            "year" => Self::Year,
            "decade" => Self::Decade,
            "century" => Self::Century,
            _ => return None,
        })
    }

    /// ISO 8601's letter, and whether it stands behind the `T`.
    pub(crate) const fn letter(self) -> (char, bool) {
        match self {
            Self::Second => ('S', true),
            Self::Minute => ('M', true),
            Self::Hour => ('H', true),
            Self::Day | Self::Weekend => ('D', false),
            Self::Week => ('W', false),
            Self::Month => ('M', false),
            Self::Year | Self::Decade | Self::Century => ('Y', false),
        }
    }

    /// How many of its letter it is (a decade is ten years).
    pub(crate) const fn times(self) -> f64 {
        match self {
            Self::Decade => 10.0,
            Self::Century => 100.0,
            Self::Weekend => 2.0,
            _ => 1.0,
        }
    }
}
