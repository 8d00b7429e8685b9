//! What flags take, checked as the command line is read.

use crate::read;

pub fn date(given: &str) -> std::result::Result<String, String> {
    read::published(given, None).ok_or_else(|| "no date; write it as 2021-04-07, 2021-04 or 2021".to_owned())
}

pub fn column(given: &str) -> std::result::Result<(String, String), String> {
    const FIELDS: [&str; 8] = [
        "text",
        "id",
        "title",
        "author",
        "outlet",
        "published",
        "lang",
        "url",
    ];
    match given.split_once('=') {
        Some((field, name)) if FIELDS.contains(&field) => Ok((field.to_owned(), name.to_owned())),
        _ => Err(format!(
            "no column; write it as FIELD=NAME, where FIELD is one of {}",
            FIELDS.join(", ")
        )),
    }
}

pub fn day(given: &str) -> std::result::Result<jiff::civil::Date, String> {
    given
        .parse()
        .map_err(|_| "no day; write it as 2021-04-07, behind the record's name".to_owned())
}

pub fn letters(given: &str) -> std::result::Result<String, String> {
    match given.chars().collect::<Vec<_>>()[..] {
        [first, '-', last] if first < last => Ok(given.to_owned()),
        _ => Err("no range of letters; write the first and the last: a-ÿ".to_owned()),
    }
}

pub fn zone(given: &str) -> std::result::Result<jiff::tz::TimeZone, String> {
    jiff::tz::TimeZone::get(given)
        .map_err(|_| "no time zone; write it as Asia/Baghdad or Europe/Vienna".to_owned())
}
