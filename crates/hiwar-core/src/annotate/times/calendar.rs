//! Stretches of the calendar and their TIMEX3 values.

use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::{Span, ToSpan};

/// A stretch of days with the grain it is told in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Stretch {
    pub(crate) first: Date,
    pub(crate) last: Date,
    pub(crate) grain: Grain,
}

/// How finely a stretch is told.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Grain {
    Day,
    /// Several days that are written as from and to.
    Days,
    Weekend,
    Week,
    Month,
    /// Two months that share a name: written as their year.
    Months,
    /// A quarter, a half or a season of a year.
    Part(&'static str, u8),
    Year,
    Decade,
    Century,
}

impl Stretch {
    pub(crate) fn day(day: Date) -> Self {
        Self {
            first: day,
            last: day,
            grain: Grain::Day,
        }
    }

    pub(crate) fn month(year: i16, month: i8) -> Option<Self> {
        Some(Self {
            first: first_of_month(year, month)?,
            last: last_of_month(year, month)?,
            grain: Grain::Month,
        })
    }

    pub(crate) fn year(year: i16) -> Option<Self> {
        Some(Self {
            first: Date::new(year, 1, 1).ok()?,
            last: Date::new(year, 12, 31).ok()?,
            grain: Grain::Year,
        })
    }

    /// `count` years from the first of `year`.
    pub(crate) fn years(year: i16, count: i16, grain: Grain) -> Option<Self> {
        Some(Self {
            first: Date::new(year, 1, 1).ok()?,
            last: Date::new(year.checked_add(count - 1)?, 12, 31).ok()?,
            grain,
        })
    }

    /// The ISO week that holds a day.
    pub(crate) fn week(day: Date) -> Option<Self> {
        let first = shift_days(day, 1 - i32::from(weekday(day)))?;
        Some(Self {
            first,
            last: shift_days(first, 6)?,
            grain: Grain::Week,
        })
    }

    /// Saturday and Sunday of the ISO week that holds a day.
    pub(crate) fn weekend(day: Date) -> Option<Self> {
        let week = Self::week(day)?;
        Some(Self {
            first: shift_days(week.first, 5)?,
            last: week.last,
            grain: Grain::Weekend,
        })
    }

    /// A quarter, half or season of a year. Winter begins in December of the year it is named by.
    pub(crate) fn part(year: i16, name: &'static str, number: u8) -> Option<Self> {
        let (begin, months): (i16, i16) = match name {
            "Q" => ((i16::from(number) - 1) * 3, 3),
            "H" => ((i16::from(number) - 1) * 6, 6),
            _ => (i16::from(number) * 3 - 1, 3),
        };
        let month = |n: i16| Some((year.checked_add(n / 12)?, (n % 12 + 1) as i8));
        let ((y1, m1), (y2, m2)) = (month(begin)?, month(begin + months - 1)?);
        Some(Self {
            first: first_of_month(y1, m1)?,
            last: last_of_month(y2, m2)?,
            grain: Grain::Part(name, number),
        })
    }

    /// TIMEX3. With `year` false the year is not known and stays `XXXX`.
    pub(crate) fn value(&self, year: bool) -> String {
        let day = |d: Date| {
            if year {
                d.to_string()
            } else {
                format!("XXXX-{:02}-{:02}", d.month(), d.day())
            }
        };
        let y = if year {
            format!("{:04}", self.first.year())
        } else {
            "XXXX".to_owned()
        };
        match self.grain {
            Grain::Day => day(self.first),
            Grain::Days => format!("{}/{}", day(self.first), day(self.last)),
            Grain::Month => format!("{y}-{:02}", self.first.month()),
            Grain::Months | Grain::Year => y,
            Grain::Part("Q" | "H", n) => {
                let name = if self.last.month() as u8 == n * 6 && n < 3 && months(self) == 6 {
                    'H'
                } else {
                    'Q'
                };
                format!("{y}-{name}{n}")
            }
            Grain::Part(name, _) => format!("{y}-{name}"),
            Grain::Week | Grain::Weekend if !year => "XXXX-WXX".to_owned(),
            Grain::Week | Grain::Weekend => {
                let week: ISOWeekDate = self.first.iso_week_date();
                let end = if self.grain == Grain::Weekend { "-WE" } else { "" };
                format!("{:04}-W{:02}{end}", week.year(), week.week())
            }
            Grain::Decade => y.get(..3).unwrap_or("XXX").to_owned(),
            Grain::Century => y.get(..2).unwrap_or("XX").to_owned(),
        }
    }
}

fn months(stretch: &Stretch) -> i8 {
    stretch.last.month() - stretch.first.month() + 1
}

/// Monday 1 to Sunday 7.
pub(crate) fn weekday(day: Date) -> u8 {
    Weekday::to_monday_one_offset(day.weekday()) as u8
}

pub(crate) fn shift_days(day: Date, days: i32) -> Option<Date> {
    day.checked_add(days.days()).ok()
}

pub(crate) fn shift_months(day: Date, months: i32) -> Option<Date> {
    day.checked_add(Span::new().try_months(months).ok()?).ok()
}

pub(crate) fn shift_years(day: Date, years: i32) -> Option<Date> {
    day.checked_add(Span::new().try_years(years).ok()?).ok()
}

/// The first day of a month.
pub(crate) fn first_of_month(year: i16, month: i8) -> Option<Date> {
    Date::new(year, month, 1).ok()
}

/// The last day of a month.
pub(crate) fn last_of_month(year: i16, month: i8) -> Option<Date> {
    first_of_month(year, month).map(Date::last_of_month)
}

/// The nearest day with this weekday: after `day` (`sign` 1) or before it (-1); `today` allows `day` itself.
pub(crate) fn nearest_weekday(day: Date, wanted: u8, sign: i32, today: bool) -> Option<Date> {
    let first = i32::from(!today);
    (first..first + 7)
        .filter_map(|n| shift_days(day, n * sign))
        .find(|d| weekday(*d) == wanted)
}
