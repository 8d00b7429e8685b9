//! The Hijri calendar, by the Umm al-Qura tables (ICU's): what months and days of it are in the Gregorian one.

use super::calendar::{Grain, Stretch, shift_days};
use super::sense::{Point, Year};
use icu_calendar::Iso;
use icu_calendar::cal::Hijri;
use jiff::civil::Date;

/// A day of the Hijri calendar.
fn day(year: i16, month: u8, day: u8) -> Option<Date> {
    let tables = Hijri::new_umm_al_qura();
    let date = icu_calendar::Date::try_new_hijri_with_calendar(i32::from(year), month, day, tables)
        .ok()?
        .to_calendar(Iso);
    Date::new(
        i16::try_from(date.era_year().year).ok()?,
        i8::try_from(date.month().ordinal).ok()?,
        i8::try_from(date.day_of_month().0).ok()?,
    )
    .ok()
}

fn stretch(first: Date, next: Date, grain: Grain) -> Option<Stretch> {
    Some(Stretch {
        first,
        last: shift_days(next, -1)?,
        grain,
    })
}

fn whole_month(year: i16, month: u8) -> Option<Stretch> {
    let next = if month == 12 {
        day(year.checked_add(1)?, 1, 1)?
    } else {
        day(year, month + 1, 1)?
    };
    stretch(day(year, month, 1)?, next, Grain::Days)
}

/// A year of the Hijri calendar, from its first day to its last.
pub(super) fn year(number: i16) -> Option<Stretch> {
    stretch(
        day(number, 1, 1)?,
        day(number.checked_add(1)?, 1, 1)?,
        Grain::Days,
    )
}

/// A month, or days of it. Without a year it is the nearest that the direction or the sentence's look allows.
pub(super) fn month(point: &Point, month: u8, written: Date, look: i8) -> Option<Stretch> {
    let place = |year: i16| match point.days {
        Some((a, b)) => {
            let (first, last) = (day(year, month, a)?, day(year, month, b)?);
            let grain = if a == b { Grain::Day } else { Grain::Days };
            Some(Stretch { first, last, grain })
        }
        None => whole_month(year, month),
    };
    // The Hijri year of the day of writing, or of the Gregorian year that stands beside the month.
    let near = |gregorian: i16| (i32::from(gregorian) - 622) * 33 / 32;
    match point.year {
        Some(Year::Hijri(year)) => return place(year),
        Some(Year::Known(year)) if year < 1700 => return place(year),
        Some(Year::Known(year)) => {
            let about = i16::try_from(near(year)).ok()?;
            return (about - 1..=about + 2)
                .filter_map(place)
                .find(|s| s.first.year() == year);
        }
        _ => {}
    }
    let away = match point.year {
        Some(Year::Away(n) | Year::Beside(n)) => i16::try_from(n).ok()?,
        _ => 0,
    };
    let about = i16::try_from(near(written.year())).ok()?.checked_add(away)?;
    let mut options = (about - 2..=about + 3).filter_map(place);
    if away != 0 {
        return options.find(|s| s.first.year() == written.year() + away);
    }
    let options: Vec<Stretch> = options.collect();
    match point.direction {
        Some(n) if n > 0 => options.into_iter().find(|s| s.first > written),
        Some(n) if n < 0 => options.into_iter().rev().find(|s| s.last < written),
        _ if look > 0 => options.into_iter().find(|s| s.last >= written),
        // شهر رمضان in February is the coming one, whatever the verb.
        _ => options.into_iter().min_by_key(|s| {
            let days = |d: Date| (d - written).get_days().abs();
            if s.first <= written && written <= s.last {
                0
            } else {
                days(s.first).min(days(s.last))
            }
        }),
    }
}
