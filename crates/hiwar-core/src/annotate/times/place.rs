//! Where on the calendar a point lies for a text written on a given day.

use super::calendar::{Grain, Stretch, nearest_weekday, shift_days, shift_months, weekday};
use super::resolve::Resolver;
use super::sense::{Point, Unit, Year};
use jiff::civil::Date;

/// A stretch, and whether it contradicts the day of writing.
pub(super) type Placed = Option<(Stretch, bool)>;

impl Resolver {
    /// The stretch of a point for a text written on `day`.
    pub(super) fn at(&self, point: &Point, day: Date, look: i8) -> Placed {
        // ذلك العام, اليوم التالي with nothing named before them tell nothing.
        if point.mentioned && self.mentioned.is_none() && matches!(point.away, Some((Unit::Day, _) | (_, 0)))
        {
            return None;
        }
        let from = match self.mentioned.filter(|_| point.mentioned) {
            Some(stretch) if point.direction.is_some_and(|d| d < 0) => stretch.first,
            Some(stretch) => stretch.last,
            None => day,
        };
        if let Some(nth) = point.nth {
            let whole = Point {
                nth: None,
                weekday: None,
                ..*point
            };
            let (stretch, stale) = self.at(&whole, day, look)?;
            return nth_of(stretch, nth, point.weekday).map(|s| (s, stale));
        }
        if let Some((name, number)) = point.part_of_year {
            return self.part_of_year(point, name, number, from).map(|s| (s, false));
        }
        if point.month.is_some() {
            return super::months::month(point, from, look);
        }
        if let Some((a, b)) = point.days {
            return day_of_month(point, a, b, from);
        }
        if let Some(wanted) = point.weekday {
            return on_weekday(point, wanted, from, look);
        }
        if let Some((unit, away)) = point.away.filter(|_| point.year.is_none()) {
            return counted(unit, away, from).map(|s| (s, false));
        }
        match point.year {
            Some(Year::Known(year)) => Stretch::year(year),
            Some(Year::Away(n) | Year::Beside(n)) => {
                Stretch::year(from.year().checked_add(i16::try_from(n).ok()?)?)
            }
            Some(Year::Hijri(year)) => super::hijri::year(year),
            // A time of day alone: of the day that its sentence names, else of the day of writing.
            None => self.day_here.or(Some(Stretch::day(day))),
        }
        .map(|s| (s, false))
    }

    fn part_of_year(&self, point: &Point, name: &'static str, number: u8, day: Date) -> Option<Stretch> {
        let year = match point.year {
            Some(Year::Known(year)) => year,
            Some(Year::Away(n) | Year::Beside(n)) => day.year().checked_add(i16::try_from(n).ok()?)?,
            _ => {
                let here = Stretch::part(day.year(), name, number)?;
                match point.direction? {
                    n if n > 0 && here.first <= day => day.year() + 1,
                    n if n < 0 && here.last >= day => day.year() - 1,
                    _ => day.year(),
                }
            }
        };
        Stretch::part(year, name, number)
    }
}

/// A unit counted from a day: the next month, the week before last, yesterday.
fn counted(unit: Unit, away: i32, day: Date) -> Option<Stretch> {
    match unit {
        Unit::Day => shift_days(day, away).map(Stretch::day),
        Unit::Weekend => Stretch::weekend(shift_days(day, away.checked_mul(7)?)?),
        Unit::Week => Stretch::week(shift_days(day, away.checked_mul(7)?)?),
        Unit::Month => {
            let then = shift_months(day.first_of_month(), away)?;
            Stretch::month(then.year(), then.month())
        }
        Unit::Year => Stretch::year(day.year().checked_add(i16::try_from(away).ok()?)?),
        Unit::Decade => {
            let year = i32::from(day.year()) / 10 * 10 + away * 10;
            Stretch::years(i16::try_from(year).ok()?, 10, Grain::Decade)
        }
        _ => None,
    }
}

/// The nth week (by its Monday) or weekday of a stretch.
fn nth_of(stretch: Stretch, nth: i8, wanted: Option<u8>) -> Option<Stretch> {
    let day = if nth < 0 {
        nearest_weekday(stretch.last, wanted.unwrap_or(1), -1, true)?
    } else {
        let first = nearest_weekday(stretch.first, wanted.unwrap_or(1), 1, true)?;
        shift_days(first, (i32::from(nth) - 1) * 7)?
    };
    if day < stretch.first || day > stretch.last {
        return None;
    }
    if wanted.is_some() {
        Some(Stretch::day(day))
    } else {
        Stretch::week(day)
    }
}

/// A day of a month that is only counted (`الـ21 من الشهر الحالي`), or of none (`الخميس 21`).
fn day_of_month(point: &Point, first: u8, last: u8, day: Date) -> Placed {
    let on = |month: Date| Date::new(month.year(), month.month(), first as i8).ok();
    if let Some((Unit::Month, away)) = point.away {
        let month = shift_months(day.first_of_month(), away)?;
        let (a, b) = (
            on(month)?,
            Date::new(month.year(), month.month(), last as i8).ok()?,
        );
        let grain = if a == b { Grain::Day } else { Grain::Days };
        return Some((
            Stretch {
                first: a,
                last: b,
                grain,
            },
            false,
        ));
    }
    let months = [0, -1, 1, -2, 2, -3, 3];
    let fits = |d: &Date| point.weekday.is_none_or(|w| weekday(*d) == w);
    let nearest = months
        .iter()
        .filter_map(|n| shift_months(day.first_of_month(), *n).and_then(on))
        .find(fits)?;
    Some((Stretch::day(nearest), false))
}

fn on_weekday(point: &Point, wanted: u8, day: Date, look: i8) -> Placed {
    let found = match (point.away, point.direction) {
        // اليوم الأحد, أمس الجمعة: where the page's day is another one, the nearest before it.
        (Some((Unit::Day, away)), _) => {
            let told = shift_days(day, away)?;
            if weekday(told) == wanted {
                return Some((Stretch::day(told), false));
            }
            let sign = if away > 0 { 1 } else { -1 };
            return nearest_weekday(told, wanted, sign, true).map(|d| (Stretch::day(d), true));
        }
        (Some((Unit::Week, away)), _) => {
            let week = counted(Unit::Week, away, day)?;
            shift_days(week.first, i32::from(wanted) - 1)
        }
        (_, Some(n)) if n > 0 => {
            nearest_weekday(day, wanted, 1, false).and_then(|d| shift_days(d, 7 * (n - 1)))
        }
        (_, Some(n)) if n < 0 => {
            nearest_weekday(day, wanted, -1, false).and_then(|d| shift_days(d, 7 * (n + 1)))
        }
        (_, Some(_)) => nearest_weekday(day, wanted, 1, true),
        (_, None) if look > 0 => nearest_weekday(day, wanted, 1, false),
        (_, None) => nearest_weekday(day, wanted, -1, true),
    };
    found.map(|d| (Stretch::day(d), false))
}
