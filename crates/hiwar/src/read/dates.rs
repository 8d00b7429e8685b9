//! Publication dates as people and feeds write them, cut to the local date.

use jiff::civil::{Date, ISOWeekDate};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// An ISO 8601 date cut to what is known: `2021`, `2021-04`, `2021-W14`, `2021-04-07`.
///
/// A time of day is dropped. Where it carries an offset (`2021-04-07T23:30:00Z`, or as mail and feeds write it) and a
/// `zone` is given, the date is the one in that zone; without a zone it is the date as written.
pub fn published(given: &str, zone: Option<&TimeZone>) -> Option<String> {
    let given = given.trim();
    if let Some(coarse) = coarse(given) {
        return Some(coarse);
    }
    if let Ok(zoned) = jiff::fmt::rfc2822::parse(given) {
        return Some(local(&zoned, zone).to_string());
    }
    let day: Date = given.get(..10)?.parse().ok()?;
    let rest = given.get(10..).unwrap_or("");
    if rest.is_empty() {
        return Some(day.to_string());
    }
    if !rest.starts_with(['T', 't', ' ']) {
        return None;
    }
    if let Ok(moment) = given.replacen(' ', "T", 1).parse::<Timestamp>() {
        return Some(match zone {
            Some(zone) => moment.to_zoned(zone.clone()).date().to_string(),
            None => day.to_string(),
        });
    }
    given
        .parse::<jiff::civil::DateTime>()
        .ok()
        .map(|_| day.to_string())
}

/// Years, months and weeks.
fn coarse(given: &str) -> Option<String> {
    let number = |part: &str, digits: usize| {
        (part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()))
            .then(|| part.parse::<i16>().ok())
            .flatten()
    };
    let good = match given.split_once('-') {
        None => number(given, 4).is_some(),
        Some((year, part)) => {
            let year = number(year, 4)?;
            match part.strip_prefix('W') {
                Some(week) => {
                    let week = i8::try_from(number(week, 2)?).ok()?;
                    ISOWeekDate::new(year, week, jiff::civil::Weekday::Monday).is_ok()
                }
                None => (1..=12).contains(&number(part, 2)?),
            }
        }
    };
    good.then(|| given.to_owned())
}

fn local(moment: &Zoned, zone: Option<&TimeZone>) -> Date {
    match zone {
        Some(zone) => moment.with_time_zone(zone.clone()).date(),
        None => moment.date(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_cut_to_what_is_known() {
        let baghdad = TimeZone::get("Asia/Baghdad").unwrap();
        let cases = [
            ("2021", None, Some("2021")),
            ("2021-04", None, Some("2021-04")),
            ("2021-W14", None, Some("2021-W14")),
            ("2021-04-07", None, Some("2021-04-07")),
            ("2021-04-07T22:16", None, Some("2021-04-07")),
            ("2021-04-07T22:16:00Z", None, Some("2021-04-07")),
            ("2021-04-07T22:16:00Z", Some(&baghdad), Some("2021-04-08")),
            ("2021-04-07 22:16:00+00:00", Some(&baghdad), Some("2021-04-08")),
            (
                "Wed, 07 Apr 2021 22:16:00 +0000",
                Some(&baghdad),
                Some("2021-04-08"),
            ),
            ("2021-13", None, None),
            ("2021-02-30", None, None),
            ("07/04/2021", None, None),
            ("yesterday", None, None),
        ];
        for (given, zone, expected) in cases {
            assert_eq!(published(given, zone).as_deref(), expected, "{given}");
        }
    }
}
