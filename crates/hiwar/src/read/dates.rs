//! Publication dates as people and feeds write them, cut to what they tell.

use jiff::civil::{Date, DateTime, ISOWeekDate, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// An ISO 8601 date cut to what is known: `2021`, `2021-04`, `2021-W14`, `2021-04-07`, `2021-04-07T22:16`,
/// `2021-04-07T22:16:09`.
///
/// Midnight to the second is what programs write for an unknown time, and is dropped. Where a time carries an offset
/// (`2021-04-07T23:30:00Z`, or as mail and feeds write it) and a `zone` is given, date and time are those in that zone;
/// without a zone they are as written.
pub fn published(given: &str, zone: Option<&TimeZone>) -> Option<String> {
    let given = given.trim();
    if let Some(coarse) = coarse(given) {
        return Some(coarse);
    }
    if let Ok(zoned) = jiff::fmt::rfc2822::parse(given) {
        return Some(cut(local(&zoned, zone)));
    }
    let day: Date = given.get(..10)?.parse().ok()?;
    let rest = given.get(10..).unwrap_or("");
    if rest.is_empty() {
        return Some(day.to_string());
    }
    if !rest.starts_with(['T', 't', ' ']) {
        return None;
    }
    let given = given.replacen(' ', "T", 1);
    // With an offset the same text is a moment too; as written it is the clock of where it was written.
    let written = given.parse::<DateTime>().ok();
    match (given.parse::<Timestamp>(), zone) {
        (Ok(moment), Some(zone)) => Some(cut(moment.to_zoned(zone.clone()).datetime())),
        (Ok(_), None) => Some(cut(written.or_else(|| clock(&given))?)),
        (Err(_), _) => written.map(cut),
    }
}

/// The date and time before an offset (`2021-04-07T22:16:00Z`).
fn clock(given: &str) -> Option<DateTime> {
    let time = given.get(..19).or_else(|| given.get(..16))?;
    time.parse().ok().or_else(|| given.get(..16)?.parse().ok())
}

/// To the day where the clock says midnight; to the minute where it tells no seconds.
fn cut(at: DateTime) -> String {
    if at.time() == Time::midnight() {
        return at.date().to_string();
    }
    let minute = format!("{}T{:02}:{:02}", at.date(), at.hour(), at.minute());
    match at.second() {
        0 => minute,
        second => format!("{minute}:{second:02}"),
    }
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

fn local(moment: &Zoned, zone: Option<&TimeZone>) -> DateTime {
    match zone {
        Some(zone) => moment.with_time_zone(zone.clone()).datetime(),
        None => moment.datetime(),
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
            ("2021-04-07T22:16", None, Some("2021-04-07T22:16")),
            ("2021-04-07T22:16:00Z", None, Some("2021-04-07T22:16")),
            ("2021-04-07T22:16:09Z", None, Some("2021-04-07T22:16:09")),
            ("2021-04-07T22:16:00+03:00", None, Some("2021-04-07T22:16")),
            ("2021-04-07T00:00:00", None, Some("2021-04-07")),
            ("2021-04-07T22:16:00Z", Some(&baghdad), Some("2021-04-08T01:16")),
            (
                "2021-04-07 22:16:00+00:00",
                Some(&baghdad),
                Some("2021-04-08T01:16"),
            ),
            (
                "Wed, 07 Apr 2021 22:16:00 +0000",
                Some(&baghdad),
                Some("2021-04-08T01:16"),
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
