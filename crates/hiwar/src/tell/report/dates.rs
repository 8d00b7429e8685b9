//! Dates as a reader wants them: `2021-04` is "نيسان 2021", never its first day.

use super::strings::{Escaped, plain, t};
use askama::filters::HtmlSafe;
use jiff::civil::{Date, ISOWeekDate, Weekday};
use std::fmt::{self, Display, Formatter};

/// A date, as vague as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct When {
    /// ISO 8601, cut to what is known.
    iso: Option<String>,
    /// Where there is no such date: the days it lies between.
    range: Option<(Date, Date)>,
}

impl When {
    /// A date of the model.
    pub fn new(iso: Option<&String>, earliest: Option<Date>, latest: Option<Date>) -> Self {
        let range = earliest.zip(latest).filter(|_| iso.is_none());
        Self {
            iso: iso.cloned(),
            range,
        }
    }

    /// A date in ISO 8601.
    pub fn iso(iso: Option<&String>) -> Self {
        Self::new(iso, None, None)
    }

    /// Whether anything is known.
    pub fn is_known(&self) -> bool {
        self.iso.is_some() || self.range.is_some()
    }

    /// The same without elements, for pictures and tooltips.
    pub fn words(&self) -> String {
        match (&self.iso, self.range) {
            (Some(iso), _) => parts(iso).iter().map(Part::words).collect(),
            (None, Some((a, b))) => {
                let (lead, iso) = shortened(a, b);
                lead.iter().chain(&parts(&iso)).map(Part::words).collect()
            }
            (None, None) => plain("page.undated").to_owned(),
        }
    }
}

impl Display for When {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match (&self.iso, self.range) {
            (Some(iso), _) => one(f, iso),
            (None, Some((a, b))) => {
                let (lead, iso) = shortened(a, b);
                lead.iter().try_for_each(|part| write!(f, "{part}"))?;
                one(f, &iso)
            }
            (None, None) => write!(f, r#"<span class="dim">{}</span>"#, t("page.undated")),
        }
    }
}

impl HtmlSafe for When {}

fn one(f: &mut Formatter<'_>, iso: &str) -> fmt::Result {
    let known = interval(iso).is_some();
    match known {
        true => write!(f, r#"<time datetime="{0}" title="{0}">"#, Escaped(iso))?,
        false => write!(f, "<time>")?,
    }
    parts(iso).iter().try_for_each(|part| write!(f, "{part}"))?;
    f.write_str("</time>")
}

/// From one day to another, without saying the same month or year twice: what comes first, and the last day.
fn shortened(a: Date, b: Date) -> (Vec<Part>, String) {
    let month = || Part::Key(format!("date.m{}", a.month()));
    let text = |text: String| Part::Text(text);
    let lead = match (a == b, a.year() == b.year(), a.month() == b.month()) {
        (true, ..) => vec![],
        (_, true, true) => vec![text(format!("{} – ", a.day()))],
        (_, true, false) => vec![text(format!("{} ", a.day())), month(), text(" – ".into())],
        (..) => vec![
            text(format!("{} ", a.day())),
            month(),
            text(format!(" {} – ", a.year())),
        ],
    };
    (lead, b.to_string())
}

enum Part {
    Key(String),
    Text(String),
}

impl Display for Part {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Part::Key(key) => write!(f, "{}", t(key)),
            Part::Text(text) => write!(f, "{}", Escaped(text)),
        }
    }
}

impl Part {
    fn words(&self) -> &str {
        match self {
            Part::Key(key) => plain(key),
            Part::Text(text) => text,
        }
    }
}

/// `2021-04-07T20:00` in the order it is read: day, month, year, time; what is not a date stays as it is.
fn parts(iso: &str) -> Vec<Part> {
    let text = |s: &str| Part::Text(s.to_owned());
    let (date, clock) = iso.split_once('T').map_or((iso, None), |(d, c)| (d, Some(c)));
    let fields: Vec<&str> = date.split('-').collect();
    let month = |m: &str| m.parse::<u8>().ok().filter(|m| (1..=12).contains(m));
    let mut out = match fields.as_slice() {
        [year, week] if week.starts_with('W') => {
            vec![
                Part::Key("date.week".into()),
                text(&format!(" {} / {year}", &week[1..])),
            ]
        }
        [year, m] if month(m).is_some() => named(None, month(m), year),
        [year, m, day] if month(m).is_some() => named(Some(day), month(m), year),
        _ => vec![text(date)],
    };
    if let Some(clock) = clock {
        out.push(text(&format!(" · {clock}")));
    }
    out
}

fn named(day: Option<&str>, month: Option<u8>, year: &str) -> Vec<Part> {
    let mut out = Vec::new();
    if let Some(day) = day.filter(|d| !d.contains('X')) {
        out.push(Part::Text(format!("{} ", day.trim_start_matches('0'))));
    }
    out.extend(month.map(|m| Part::Key(format!("date.m{m}"))));
    if year.contains('X') {
        out.push(Part::Text(" (".into()));
        out.push(Part::Key("date.year_unknown".into()));
        out.push(Part::Text(")".into()));
    } else {
        out.push(Part::Text(format!(" {year}")));
    }
    out
}

/// First and last day of an ISO date of any precision; `None` where a part is unknown.
pub fn interval(iso: &str) -> Option<(Date, Date)> {
    let date = iso.split('T').next()?;
    let fields: Vec<&str> = date.split('-').collect();
    let number = |s: &str| s.parse::<i16>().ok();
    let small = |s: &str| s.parse::<i8>().ok();
    match fields.as_slice() {
        [year] if year.len() == 4 => Some((
            Date::new(number(year)?, 1, 1).ok()?,
            Date::new(number(year)?, 12, 31).ok()?,
        )),
        [year, week] if week.starts_with('W') => {
            let day = |d| {
                Some(
                    ISOWeekDate::new(number(year)?, small(&week[1..])?, d)
                        .ok()?
                        .date(),
                )
            };
            Some((day(Weekday::Monday)?, day(Weekday::Sunday)?))
        }
        [year, month] => {
            let first = Date::new(number(year)?, small(month)?, 1).ok()?;
            Some((first, first.last_of_month()))
        }
        [year, month, day] => {
            let day = Date::new(number(year)?, small(month)?, small(day)?).ok()?;
            Some((day, day))
        }
        _ => None,
    }
}

/// Days since 1 March of the year 0, so that days can be laid along a line.
pub fn day_number(date: Date) -> i64 {
    let (month, day) = (i64::from(date.month()), i64::from(date.day()));
    let year = i64::from(date.year()) - i64::from(month <= 2);
    let shifted = (month + 9) % 12;
    year * 365 + year.div_euclid(4) - year.div_euclid(100)
        + year.div_euclid(400)
        + (153 * shifted + 2) / 5
        + day
        - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vague_dates_stay_vague() {
        let words = |iso: &str| When::iso(Some(&iso.to_owned())).words();
        assert_eq!(words("2021-04"), "نيسان 2021");
        assert_eq!(words("2021-04-07"), "7 نيسان 2021");
        assert_eq!(words("2021-07-25T22:16"), "25 تموز 2021 · 22:16");
        assert_eq!(words("XXXX-04"), "نيسان (السنة غير معروفة)");
        assert_eq!(words("2021-W28"), "الأسبوع 28 / 2021");
        assert_eq!(words("2008"), "2008");
        assert_eq!(words("<i>"), "<i>");
        assert_eq!(
            When::iso(Some(&"<i>".to_owned())).to_string(),
            "<time>&#60;i&#62;</time>"
        );
    }

    #[test]
    fn ranges_say_nothing_twice() {
        let day = |m, d| Date::new(2021, m, d).ok();
        assert_eq!(
            When::new(None, day(7, 22), day(7, 26)).words(),
            "22 – 26 تموز 2021"
        );
        assert_eq!(
            When::new(None, day(4, 7), day(7, 26)).words(),
            "7 نيسان – 26 تموز 2021"
        );
        assert_eq!(When::new(None, day(4, 7), day(4, 7)).words(), "7 نيسان 2021");
    }

    #[test]
    fn days_follow_one_another() {
        let day = |y, m, d| day_number(Date::new(y, m, d).expect("a date"));
        assert_eq!(day(2020, 3, 1) - day(2020, 2, 28), 2);
        assert_eq!(day(2021, 1, 1) - day(2020, 12, 31), 1);
        assert_eq!(
            interval("2021-02").map(|(a, b)| day_number(b) - day_number(a)),
            Some(27)
        );
    }
}
