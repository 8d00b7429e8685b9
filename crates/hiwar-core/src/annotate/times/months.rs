//! Which year a named month is of.

use super::calendar::{Grain, Stretch, first_of_month, last_of_month, weekday};
use super::sense::{Point, Year};
use jiff::civil::Date;

/// A month, or days of it, for a text written on `day`; the flag says that its direction contradicts that day.
pub(super) fn month(point: &Point, day: Date, look: i8) -> Option<(Stretch, bool)> {
    let month = point.month?;
    if month.hijri {
        return super::hijri::month(point, month.number, day, look).map(|s| (s, false));
    }
    let mut stale = false;
    let year = match point.year {
        Some(Year::Known(year)) => year,
        Some(Year::Hijri(_)) => return None,
        Some(Year::Away(n) | Year::Beside(n)) => day.year().checked_add(i16::try_from(n).ok()?)?,
        None => {
            let (away, contradicts) = years_away(point, i32::from(month.number), day, look);
            stale = contradicts;
            day.year().checked_add(away)?
        }
    };
    let (number, until) = (month.number as i8, month.until as i8);
    let stretch = match point.days {
        Some((a, b)) => {
            let (first, last) = (
                Date::new(year, number, a as i8).ok()?,
                Date::new(year, number, b as i8).ok()?,
            );
            let grain = if a == b { Grain::Day } else { Grain::Days };
            Stretch { first, last, grain }
        }
        None if until > number => Stretch {
            first: first_of_month(year, number)?,
            last: last_of_month(year, until)?,
            grain: Grain::Months,
        },
        None => Stretch::month(year, number)?,
    };
    Some((stretch, stale))
}

/// How many years from the year of `day`, and whether the direction contradicts the day.
fn years_away(point: &Point, month: i32, day: Date, look: i8) -> (i16, bool) {
    let here = i32::from(day.month());
    let later = point.days.is_some_and(|(first, _)| first as i8 > day.day());
    let earlier = point.days.is_some_and(|(_, last)| (last as i8) < day.day());
    // How many months back the last one of this name lies.
    let behind = (here - month).rem_euclid(12);
    let last_one = if month > here { -1 } else { 0 };
    let next_one = if month < here { 1 } else { 0 };
    match point.direction {
        Some(n) if n > 0 => match month.cmp(&here) {
            // نيسان المقبل in a report of 7 April: copied from an older wire.
            std::cmp::Ordering::Equal => (0, !later),
            _ => (next_one + if n > 1 { 1 } else { 0 }, false),
        },
        Some(n) if n < 0 => match month.cmp(&here) {
            std::cmp::Ordering::Equal if earlier => (0, false),
            std::cmp::Ordering::Equal => (-1, false),
            _ => (last_one + if n < -1 { -1 } else { 0 }, false),
        },
        // The current one is this very month; where it is not, the nearest.
        Some(_) if behind <= 6 => (last_one, behind != 0),
        Some(_) => (next_one, true),
        None => {
            if let Some(wanted) = point.weekday
                && let Some(year) = year_of_weekday(point, month, wanted, day)
            {
                return (year, false);
            }
            let ahead = look > 0 && behind != 0 || behind >= 10;
            (if ahead { next_one } else { last_one }, false)
        }
    }
}

/// The nearest year in which the day falls on the weekday that is told: this one, the last, the next.
fn year_of_weekday(point: &Point, month: i32, wanted: u8, day: Date) -> Option<i16> {
    let (first, _) = point.days?;
    let on = |away: i16| Date::new(day.year() + away, month as i8, first as i8).ok();
    let mut fitting: Vec<(i32, i16)> = [0, -1, 1]
        .into_iter()
        .filter_map(|away| {
            on(away)
                .filter(|d| weekday(*d) == wanted)
                .map(|d| (distance(d, day), away))
        })
        .collect();
    fitting.sort();
    fitting.first().map(|f| f.1)
}

fn distance(a: Date, b: Date) -> i32 {
    (a - b).get_days().abs()
}
