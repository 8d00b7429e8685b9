//! From what an expression says to its TIMEX3 value, against the days on which the text can have been written.

use super::super::Page;
use super::anchor::Anchor;
use super::calendar::{Grain, Stretch, nearest_weekday, shift_days, shift_months, shift_years, weekday};
use super::sense::{Amount, Expression, Point, Sense, Unit, Year};
use crate::model::{Anchor as Against, Annotation, Annotations, Time, TimeKind};
use jiff::civil::Date;

/// Resolves expressions against the day of publication (`found.published`) and against each other.
pub(crate) fn resolve(
    page: &Page<'_>,
    expressions: Vec<Expression>,
    found: &Annotations,
) -> Vec<Annotation<Time>> {
    let anchor = Anchor::of(page, &found.published, &expressions);
    let mut resolver = Resolver {
        anchor,
        mentioned: None,
        day_here: None,
    };
    let mut sentence = usize::MAX;
    let mut times = Vec::with_capacity(expressions.len());
    for expression in &expressions {
        if page.sentence(expression.from) != sentence {
            (sentence, resolver.day_here) = (page.sentence(expression.from), None);
        }
        times.push(Annotation::new(
            expression.span,
            expression.rule,
            resolver.time(expression),
        ));
    }
    times
}

struct Resolver {
    anchor: Anchor,
    /// The last day, month or year that the text named.
    mentioned: Option<Stretch>,
    /// The last day that the sentence named: a clock time without a day is of it.
    day_here: Option<Stretch>,
}

/// A stretch, and whether it contradicts the day of writing.
type Placed = Option<(Stretch, bool)>;

impl Resolver {
    fn time(&mut self, expression: &Expression) -> Time {
        match &expression.sense {
            Sense::Point(point) => self.point(point, expression.look),
            Sense::Range(first, last) => self.range(first, last, expression.look),
            Sense::Away {
                amounts,
                sign,
                mentioned,
            } => {
                // وبعد ثلاثة أيام عاد: told of the past, it counts from what was named before.
                let told = *sign > 0 && expression.look < 0;
                self.away(amounts, *sign, *mentioned || told)
            }
            Sense::Length(amounts, modifier) => Time {
                kind: TimeKind::Duration,
                value: length(amounts),
                modifier: *modifier,
                ..Time::default()
            },
            Sense::Every(amount) => Time {
                kind: TimeKind::Set,
                value: length(&[*amount]),
                ..Time::default()
            },
            Sense::EveryWeekday(day) => Time {
                kind: TimeKind::Set,
                value: format!("XXXX-WXX-{day}"),
                ..Time::default()
            },
            Sense::Reference(value, _) => Time {
                value: (*value).to_owned(),
                anchor: Against::Published,
                ..Time::default()
            },
            Sense::Decade(year) => placed(Stretch::years(*year, 10, Grain::Decade)),
            Sense::Century(century) => {
                placed(Stretch::years(century.saturating_mul(100), 100, Grain::Century))
            }
            Sense::CenturyAway(away) => {
                let year = self
                    .anchor
                    .window
                    .filter(|_| self.anchor.year)
                    .map_or(2000, |w| w.0.year());
                placed(Stretch::years(
                    (year / 100 + *away as i16) * 100,
                    100,
                    Grain::Century,
                ))
            }
        }
    }

    fn point(&mut self, point: &Point, look: i8) -> Time {
        if let Some((unit @ (Unit::Hour | Unit::Minute), away)) = point.away {
            return self.hours(unit, away);
        }
        let timed = point.clock.is_some() || point.day_part.is_some();
        let mut time = Time {
            kind: if timed { TimeKind::Time } else { TimeKind::Date },
            modifier: point.modifier,
            anchor: if fixed(point) {
                Against::Absolute
            } else {
                Against::Published
            },
            ..Time::default()
        };
        let (value, stretch, stale) = self.place(point, look);
        time.stale = stale;
        if let Some(stretch) = stretch {
            (time.earliest, time.latest) = (Some(stretch.first), Some(stretch.last));
            self.mentioned = Some(stretch);
            if stretch.grain == Grain::Day {
                self.day_here = Some(stretch);
            }
        } else if !fixed(point) {
            time.anchor = Against::None;
        }
        if point.mentioned && stretch.is_some() {
            time.anchor = Against::Mentioned;
        }
        // PAST_REF takes no time of day.
        let bare = value.ends_with("REF");
        time.value = if bare { value } else { value + &clock(point) };
        if time.value.starts_with('T') {
            time.anchor = Against::None;
        }
        time
    }

    /// The value of a point without its time of day, and its stretch where it is wholly known.
    fn place(&self, point: &Point, look: i8) -> (String, Option<Stretch>, bool) {
        if fixed(point) || self.anchor.window.is_none() {
            let some_day = Date::constant(2000, 1, 1);
            let known = fixed(point).then(|| self.at(point, some_day, look)).flatten();
            let counted = point.mentioned.then(|| self.at(point, some_day, look)).flatten();
            return match known.or(counted.filter(|_| self.mentioned.is_some())) {
                Some((stretch, stale)) => (stretch.value(true), Some(stretch), stale),
                None => (self.unknown(point), None, false),
            };
        }
        let Some((first, last)) = self.anchor.window else {
            return (self.unknown(point), None, false);
        };
        let (a, b) = (self.at(point, first, look), self.at(point, last, look));
        match (a, b) {
            (Some((a, stale)), Some((b, _))) if a == b => {
                let year = self.anchor.year || fixed(point);
                (a.value(year), Some(a).filter(|_| year), stale)
            }
            (Some((a, _)), Some((b, _))) => (self.common(point, a, b), None, false),
            _ => (self.unknown(point), None, false),
        }
    }

    /// What two readings share: the year and the month, where they do.
    fn common(&self, point: &Point, a: Stretch, b: Stretch) -> String {
        let blank = self.unknown(point);
        if !self.anchor.year || a.first.year() != b.first.year() || a.grain != b.grain {
            return blank;
        }
        let year = format!("{:04}", a.first.year());
        match blank.strip_prefix("XXXX-") {
            Some(rest) if !rest.starts_with('W') && a.first.month() == b.first.month() && rest.len() == 5 => {
                format!("{year}-{:02}-{}", a.first.month(), rest.get(3..).unwrap_or("XX"))
            }
            Some(rest) if !rest.starts_with('W') => format!("{year}-{rest}"),
            _ => blank,
        }
    }

    /// The value with `XX` where nothing is known.
    fn unknown(&self, point: &Point) -> String {
        let year = point
            .known_year()
            .map_or("XXXX".to_owned(), |y| format!("{y:04}"));
        if let Some(month) = point.month.filter(|m| !m.hijri && m.until == m.number) {
            return match point.days {
                Some((a, b)) if a == b => format!("{year}-{:02}-{a:02}", month.number),
                Some((a, b)) => format!("{year}-{m:02}-{a:02}/{year}-{m:02}-{b:02}", m = month.number),
                None => format!("{year}-{:02}", month.number),
            };
        }
        if let Some(day) = point.weekday.filter(|_| point.days.is_none()) {
            return format!("XXXX-WXX-{day}");
        }
        match (point.away, point.days) {
            (Some((Unit::Month, _)) | None, Some((day, _))) => format!("XXXX-XX-{day:02}"),
            (Some((Unit::Day, n)), _) => match self.anchor.weekday {
                Some(today) => format!("XXXX-WXX-{}", (i32::from(today) - 1 + n).rem_euclid(7) + 1),
                None if n < 0 => "PAST_REF".to_owned(),
                None if n > 0 => "FUTURE_REF".to_owned(),
                None => "PRESENT_REF".to_owned(),
            },
            (Some((Unit::Week, _)), _) => "XXXX-WXX".to_owned(),
            (Some((Unit::Weekend, _)), _) => "XXXX-WXX-WE".to_owned(),
            (Some((Unit::Month, _)), _) => "XXXX-XX".to_owned(),
            (Some((Unit::Decade, _)), _) => "XXX".to_owned(),
            _ => match point.part_of_year {
                Some((name @ ("Q" | "H"), n)) => format!("{year}-{name}{n}"),
                Some((name, _)) => format!("{year}-{name}"),
                None if point.clock.is_some() || point.day_part.is_some() => String::new(),
                None => year,
            },
        }
    }

    /// The stretch of a point for a text written on `day`.
    fn at(&self, point: &Point, day: Date, look: i8) -> Placed {
        // ذلك العام with no year named before it tells nothing.
        if point.mentioned && self.mentioned.is_none() && matches!(point.away, Some((_, 0))) {
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
            Some(Year::Away(n) | Year::Beside(n)) => Stretch::year(from.year().checked_add(i16::try_from(n).ok()?)?),
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

    fn range(&mut self, first: &Point, last: &Point, look: i8) -> Time {
        if let (Some(_), None, None, None) = (first.clock, first.away, first.month, first.weekday)
            && self.day_here.is_none()
        {
            return Time {
                kind: TimeKind::Time,
                value: format!("{}/{}", clock(first), clock(last)),
                ..Time::default()
            };
        }
        let a = self.point(first, look);
        let mut b = self.point(last, look);
        // من الأحد إلى الخميس: the second is the next one after the first.
        if let (Some(from), Some(to), Some(day)) = (a.earliest, b.earliest, last.weekday)
            && to < from
            && last.month.is_none()
            && let Some(next) = nearest_weekday(from, day, 1, false)
        {
            b.value = next.to_string();
            (b.earliest, b.latest) = (Some(next), Some(next));
        }
        Time {
            kind: a.kind,
            value: format!("{}/{}", a.value, b.value),
            earliest: a.earliest,
            latest: b.latest,
            anchor: a.anchor,
            stale: a.stale || b.stale,
            ..Time::default()
        }
    }

    fn away(&mut self, amounts: &[Amount], sign: i32, mentioned: bool) -> Time {
        let grain = amounts.iter().map(|a| a.unit).min().unwrap_or(Unit::Day);
        let base = if mentioned {
            self.mentioned.map(|m| if sign > 0 { m.last } else { m.first })
        } else {
            self.anchor
                .window
                .filter(|w| w.0 == w.1 && self.anchor.year)
                .map(|w| w.0)
        };
        let day = base.and_then(|day| {
            amounts.iter().try_fold(day, |day, amount| {
                let n = (amount.count? * amount.unit.times()).round() as i32 * sign;
                match amount.unit {
                    Unit::Day | Unit::Weekend => shift_days(day, n),
                    Unit::Week => shift_days(day, n.checked_mul(7)?),
                    Unit::Month => shift_months(day, n),
                    Unit::Year | Unit::Decade | Unit::Century => shift_years(day, n),
                    _ => None,
                }
            })
        });
        let Some(day) = day else {
            if let Some(time) = self.hours_away(base, amounts, sign).filter(|_| !mentioned) {
                return time;
            }
            return Time {
                kind: TimeKind::Duration,
                value: length(amounts),
                anchor: Against::None,
                ..Time::default()
            };
        };
        let stretch = match grain {
            Unit::Month => Stretch::month(day.year(), day.month()),
            Unit::Year | Unit::Decade | Unit::Century => Stretch::year(day.year()),
            Unit::Week => Stretch::week(day),
            _ => Some(Stretch::day(day)),
        };
        let mut time = placed(stretch);
        time.anchor = if mentioned {
            Against::Mentioned
        } else {
            Against::Published
        };
        self.mentioned = stretch;
        time
    }
}

impl Resolver {
    /// `الساعة المقبلة`.
    fn hours(&self, unit: Unit, away: i32) -> Time {
        let one = Amount {
            count: Some(f64::from(away.abs())),
            unit,
        };
        let day = self.anchor.window.filter(|w| w.0 == w.1 && self.anchor.year).map(|w| w.0);
        self.hours_away(day, &[one], away.signum()).unwrap_or_else(|| Time {
            kind: TimeKind::Time,
            value: match away {
                0 => "PRESENT_REF",
                1.. => "FUTURE_REF",
                _ => "PAST_REF",
            }
            .to_owned(),
            ..Time::default()
        })
    }

    /// `قبل ساعتين`, where the time of publication is known.
    fn hours_away(&self, base: Option<Date>, amounts: &[Amount], sign: i32) -> Option<Time> {
        let mut then = base?.to_datetime(self.anchor.time?);
        for amount in amounts {
            let n = (amount.count? * amount.unit.times()).round() as i64 * i64::from(sign);
            let span = jiff::Span::new();
            let span = match amount.unit {
                Unit::Second => span.try_seconds(n),
                Unit::Minute => span.try_minutes(n),
                Unit::Hour => span.try_hours(n),
                Unit::Day | Unit::Weekend => span.try_days(n),
                Unit::Week => span.try_weeks(n),
                Unit::Month => span.try_months(n),
                _ => span.try_years(n),
            };
            then = then.checked_add(span.ok()?).ok()?;
        }
        let minutes = format!("{}T{:02}:{:02}", then.date(), then.hour(), then.minute());
        Some(Time {
            kind: TimeKind::Time,
            value: if then.second() == 0 {
                minutes
            } else {
                format!("{minutes}:{:02}", then.second())
            },
            earliest: Some(then.date()),
            latest: Some(then.date()),
            anchor: Against::Published,
            ..Time::default()
        })
    }
}

/// Whether a point names its year (or its whole date) itself.
fn fixed(point: &Point) -> bool {
    matches!(point.year, Some(Year::Known(_) | Year::Hijri(_))) && !point.mentioned
}

fn placed(stretch: Option<Stretch>) -> Time {
    Time {
        value: stretch.map_or_else(|| "XXXX".to_owned(), |s| s.value(true)),
        earliest: stretch.map(|s| s.first),
        latest: stretch.map(|s| s.last),
        ..Time::default()
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
    if wanted.is_some() { Some(Stretch::day(day)) } else { Stretch::week(day) }
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

/// `THH:MM` or `TMO` behind a date.
fn clock(point: &Point) -> String {
    match (point.clock, point.day_part) {
        (Some(clock), _) => {
            let minute = clock.minute.unwrap_or(0);
            match clock.second {
                Some(second) => format!("T{:02}:{minute:02}:{second:02}", clock.hour),
                None => format!("T{:02}:{minute:02}", clock.hour),
            }
        }
        (None, Some("DA")) => "TMO".to_owned(),
        (None, Some(part)) => format!("T{part}"),
        (None, None) => String::new(),
    }
}

/// `P1Y6M`, `PT24H`, `PXD`.
pub(super) fn length(amounts: &[Amount]) -> String {
    let (mut date, mut time) = (String::new(), String::new());
    for amount in amounts {
        let (letter, clock) = amount.unit.letter();
        let count = amount.count.map(|c| c * amount.unit.times());
        let whole = |c: f64| {
            if c.fract() == 0.0 {
                format!("{c:.0}")
            } else {
                format!("{c:.3}").trim_end_matches('0').to_owned()
            }
        };
        let out = if clock { &mut time } else { &mut date };
        match count {
            None => out.push_str(&format!("X{letter}")),
            // عام ونصف: P1Y6M
            Some(c) if letter == 'Y' && c.fract() == 0.5 => {
                if c > 1.0 {
                    out.push_str(&format!("{:.0}Y", c.trunc()));
                }
                out.push_str("6M");
            }
            Some(c) => out.push_str(&format!("{}{letter}", whole(c))),
        }
    }
    if time.is_empty() {
        format!("P{date}")
    } else {
        format!("P{date}T{time}")
    }
}
