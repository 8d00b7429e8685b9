//! From what an expression says to its TIMEX3 value, against the days on which the text can have been written.

use super::super::Page;
use super::anchor::Anchor;
use super::calendar::{Grain, Stretch, nearest_weekday};
use super::sense::{Expression, Point, Sense, Unit, Year};
use super::values::{clock, length};
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

/// What expressions are resolved against, as the text goes on.
pub(super) struct Resolver {
    pub(super) anchor: Anchor,
    /// The last day, month or year that the text named.
    pub(super) mentioned: Option<Stretch>,
    /// The last day that the sentence named: a clock time without a day is of it.
    pub(super) day_here: Option<Stretch>,
}

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
            Sense::Length(amounts, modifier, sign) => Time {
                modifier: *modifier,
                ..self.stretch_of(amounts, *sign)
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
            Sense::EveryPart(part) => Time {
                kind: TimeKind::Set,
                value: format!("XXXX-XX-XXT{part}"),
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
        if point.mentioned && matches!(point.away, Some((Unit::Day, _)))
            || point.month.is_some_and(|m| m.hijri)
        {
            return "XXXX-XX-XX".to_owned();
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
}

/// Whether a point names its year (or its whole date) itself.
pub(super) fn fixed(point: &Point) -> bool {
    matches!(point.year, Some(Year::Known(_) | Year::Hijri(_))) && !point.mentioned
}

pub(super) fn placed(stretch: Option<Stretch>) -> Time {
    Time {
        value: stretch.map_or_else(|| "XXXX".to_owned(), |s| s.value(true)),
        earliest: stretch.map(|s| s.first),
        latest: stretch.map(|s| s.last),
        ..Time::default()
    }
}
