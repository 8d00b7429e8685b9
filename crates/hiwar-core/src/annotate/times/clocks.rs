//! Times of day: `صباح الأربعاء`, `الساعة 11:59 ليل الأحد`, `22:16`.

use super::dates::Read;
use super::reader::Reader;
use super::sense::{Clock, Point, Unit};
use crate::lang::Features;
use crate::text::{Gap, TokenKind};

impl Reader<'_, '_> {
    /// A part of a day before its day: `صباح الأربعاء`, `مساء أمس`, `فجر يوم الجمعة`, `بعد ظهر اليوم`.
    pub(super) fn part_of_day(&self, token: usize) -> Option<Read> {
        let hit = self.page.hit(token, self.class.day_part)?;
        let entry = self.entry(hit);
        let from = self.past(hit.to, "from");
        // at dawn on Tuesday
        let from = if self.qualifies_first() {
            self.past(from, "in")
        } else {
            from
        };
        if !self.goes_on(from) {
            return None;
        }
        let own = |t: usize| {
            self.page
                .hits(t)
                .iter()
                .any(|h| h.prefix > 0 && (h.glued.conjunction || h.glued.preposition))
        };
        if own(from)
            && !self
                .page
                .hits(from)
                .iter()
                .any(|h| h.class == self.class.weekday && h.prefix == 0)
        {
            return None;
        }
        let (to, mut point, _) = self.day(from)?;
        point.day_part = entry.text("value").and_then(Self::day_part_name);
        Some((to, point, "times/part-of-day"))
    }

    /// A day with the time behind it: `الأحد الساعة الثالثة`, `اليوم 12:27`, `الأربعاء صباحا`.
    pub(super) fn with_clock(&self, read: Read) -> Read {
        let (to, mut point, rule) = read;
        let mut at = if self.is_mark(to, &["،", ",", "-", "|"]) {
            to + 1
        } else {
            self.past(to, "in")
        };
        if let Some((end, clock)) = self.hands(at) {
            point.clock = Some(self.on_half(&mut at, end, clock, &mut point));
            return (at, point, "times/day-and-clock");
        }
        let told = self.next(at, self.class.about).map_or(at, |about| about.to);
        if let Some((end, spoken, _)) = self.clock(told).filter(|_| self.goes_on(told))
            && !spoken.is_day()
            && self.page.hit(told, self.class.clock).is_some()
        {
            // مساء الجمعة الساعة الثامنة: the part before the day tells the half of the clock too.
            let part = spoken.day_part.or(point.day_part);
            (point.clock, point.day_part) = (spoken.clock.map(|c| half_day(c, part)), part);
            return (end, point, "times/day-and-clock");
        }
        if at > to
            && let Some((end, clock)) = self.bare_hour(at, point.day_part.is_some())
        {
            point.clock = Some(half_day(clock, point.day_part));
            return (end, point, "times/day-and-clock");
        }
        // الثلاثاء في المساء
        if point.day_part.is_none()
            && at > to
            && self.goes_on(at)
            && let Some((end, part, _)) = self.definite_part(at)
        {
            point.day_part = part.day_part;
            return (end, point, "times/part-of-day");
        }
        if let Some(part) = self.next(to, self.class.day_part)
            && self.entry(part).flag("alone")
            && !part.glued.conjunction
        {
            point.day_part = self.entry(part).text("value").and_then(Self::day_part_name);
            return (part.to, point, rule);
        }
        (to, point, rule)
    }

    /// A spoken or written time of day: `الساعة الثالثة والنصف مساء بتوقيت بغداد`, `10:30 صباحا`, `العاشرة صباحا`.
    pub(super) fn clock(&self, token: usize) -> Option<Read> {
        if let Some(hit) = self.page.hit(token, self.class.day_part) {
            return self.bare_part(token, hit);
        }
        let word = self.page.hit(token, self.class.clock);
        let at = word.map_or(token, |w| w.to);
        if word.is_some() && !self.goes_on(at) {
            return None;
        }
        let ordinal = self
            .page
            .hit(at, self.class.ordinal)
            .is_some_and(|h| h.glued.article);
        let hands = self.hands(at);
        let led = token == 0
            || ["in", "until", "at", "since", "to"]
                .iter()
                .any(|m| self.link(token - 1, m).is_some());
        let (end, clock) = hands.or_else(|| self.spoken(at))?;
        let mut point = Point::default();
        let mut to = end;
        let clock = self.on_half(&mut to, end, clock, &mut point);
        let part = to > end;
        // الخامسة من مساء الجمعة
        let dusk = self
            .link(to, "from")
            .and_then(|t| self.part_of_day(t).or_else(|| self.definite_part(t)));
        let parted = ordinal && (clock.minute.is_some() || dusk.is_some());
        let zoned = self.past_zone(to);
        let full = hands.is_some() && (led || clock.second.is_some());
        let lone = token > 0 && self.link(token - 1, "in").is_some() && self.bare_hour(at, false).is_some();
        if word.is_none() && !part && !parted && !lone && zoned == to && !full {
            return None;
        }
        to = zoned;
        // من مساء الأحد، ليل الأحد، يوم الجمعة، اليوم
        let from = self.past(self.past(to, "from"), "in");
        let from = if self.is_mark(from, &["،", ",", "-"]) {
            from + 1
        } else {
            from
        };
        let plain = !self
            .page
            .hits(from)
            .iter()
            .any(|h| h.glued.conjunction && h.prefix > 0);
        let day = (plain && self.goes_on(from))
            .then(|| self.part_of_day(from).or_else(|| self.day(from)))
            .flatten();
        if let Some((end, day, _)) = day.filter(|d| d.1.is_day()) {
            let part = day.day_part.or(point.day_part);
            point = Point {
                clock: Some(half_day(clock, part)),
                day_part: part,
                ..day
            };
            return Some((self.past_zone(end), point, "times/clock-and-day"));
        }
        point.clock = Some(clock);
        Some((to, point, "times/clock"))
    }

    /// `في الصباح`, `هذا المساء`: morning, evening and night with their article; `صباحا` in a cell of its own.
    fn bare_part(&self, token: usize, hit: crate::lang::Hit) -> Option<Read> {
        let part = self.entry(hit).text("value").and_then(Self::day_part_name)?;
        let led = token > 0
            && self.goes_on(token)
            && (self.link(token - 1, "in").is_some() || self.link(token - 1, "during").is_some());
        let definite = hit.glued.article && led && matches!(part, "MO" | "EV" | "NI");
        // A cell of a table or a query: صباحا, and nothing else.
        let cell = token == 0
            && hit.to == self.page.tokens.len()
            && (hit.glued.article || self.entry(hit).flag("alone"));
        let mut point = Point {
            day_part: Some(part),
            ..Point::default()
        };
        // بعد الظهر 7:00، في الصباح في السابعة
        let alone = self.entry(hit).flag("alone");
        let hands = self
            .hands(hit.to)
            .filter(|_| alone && self.goes_on(hit.to))
            .or_else(|| {
                let at = self.past(hit.to, "in");
                self.bare_hour(at, true)
                    .filter(|_| at > hit.to && (alone || definite))
            });
        if let Some((end, clock)) = hands {
            point.clock = Some(half_day(clock, Some(part)));
            return Some((self.past_zone(end), point, "times/clock"));
        }
        let whole = self.entry(hit).flag("whole");
        (definite || cell || whole).then_some((hit.to, point, "times/in-part-of-day"))
    }

    /// An hour that only `في` before it shows to be one: `في السابعة` where no word goes on; `numeral`: `7` too.
    fn bare_hour(&self, token: usize, numeral: bool) -> Option<(usize, Clock)> {
        let ordinal = self
            .page
            .hit(token, self.class.ordinal)
            .is_some_and(|h| h.glued.article && !h.glued.preposition && h.features.has(Features::FEMININE));
        let (end, clock) = self.spoken(token).filter(|_| self.goes_on(token))?;
        let told = ordinal || numeral && self.digits(token).is_some();
        (told && clock.hour <= 12 && self.ends_phrase(end)).then_some((end, clock))
    }

    /// `المساء` behind something that says which: `وقت متأخر من المساء`, `هذا المساء`.
    pub(super) fn definite_part(&self, token: usize) -> Option<Read> {
        let hit = self
            .page
            .hit(token, self.class.day_part)
            .filter(|h| h.glued.article)?;
        let point = Point {
            day_part: self.entry(hit).text("value").and_then(Self::day_part_name),
            ..Point::default()
        };
        Some((hit.to, point, "times/in-part-of-day"))
    }

    /// Takes a part of the day behind a clock time, and turns 3 of the afternoon into 15.
    pub(super) fn on_half(&self, to: &mut usize, end: usize, clock: Clock, point: &mut Point) -> Clock {
        *to = end;
        let at = self.past(end, "in");
        if let Some(part) = self.next(at, self.class.day_part)
            && !part.glued.conjunction
            && (at == end || part.glued.article)
            && (self.qualifies_first() || self.part_of_day(at).is_none())
        {
            *to = part.to;
            let name = self.entry(part).text("value").and_then(Self::day_part_name);
            point.day_part = name;
            return half_day(clock, name);
        }
        half_day(clock, point.day_part)
    }

    /// `22:16`, `11:59:30`.
    pub(super) fn hands(&self, token: usize) -> Option<(usize, Clock)> {
        let hour = self.digits(token).filter(|h| *h < 25)?;
        let glued = |t: usize| self.page.token(t).is_some_and(|t| t.gap == Gap::None);
        let tick = |t: usize| self.page.folded(t) == ":" && glued(t) && glued(t + 1);
        if !tick(token + 1) {
            return None;
        }
        let two = |t: usize| {
            self.digits(t)
                .filter(|m| *m < 60 && self.page.folded(t).len() == 2)
        };
        let minute = two(token + 2)?;
        let mut clock = Clock {
            hour: (hour % 24) as u8,
            minute: Some(minute as u8),
            second: None,
        };
        if tick(token + 3) {
            let second = two(token + 4)?;
            clock.second = Some(second as u8);
            return Some((token + 5, clock));
        }
        Some((token + 3, clock))
    }

    /// `الثالثة والنصف`, `10 و20 دقيقة`, `السادسة إلا ربعا`.
    pub(super) fn spoken(&self, token: usize) -> Option<(usize, Clock)> {
        let (mut to, hour) = if let Some(hit) = self.page.hit(token, self.class.ordinal) {
            (hit.to, self.entry(hit).number("value")? as f64)
        } else {
            let number = self.page.number(token)?;
            (number.to, number.value)
        };
        if !(0.0..=24.0).contains(&hour) {
            return None;
        }
        let (whole, half) = (hour.trunc(), hour.fract());
        let mut clock = Clock {
            hour: (whole as u8) % 24,
            minute: (half > 0.0).then_some((half * 60.0).round() as u8),
            second: None,
        };
        if let Some(part) = self.next(to, self.class.clock_part) {
            let minutes = self.entry(part).number("minutes").unwrap_or(0);
            let total = (i64::from(clock.hour) * 60 + minutes).rem_euclid(24 * 60);
            clock = Clock {
                hour: (total / 60) as u8,
                minute: Some((total % 60) as u8),
                second: None,
            };
            to = part.to;
        } else if let Some(at) = self.joined(to)
            && let Some(number) = self.page.number(at)
            && let Some(unit) = self.unit(number.to).filter(|u| u.unit == Unit::Minute)
            && (1.0..60.0).contains(&number.value)
        {
            clock.minute = Some(number.value as u8);
            to = unit.to;
        }
        Some((to, clock))
    }

    /// Past `بتوقيت غرينتش`, `(GMT+04:00)`, `بالتوقيت المحلي`.
    pub(super) fn past_zone(&self, token: usize) -> usize {
        let opened = usize::from(self.is_mark(token, &["("]));
        let Some(zone) = self.next(token + opened, self.class.zone) else {
            return token;
        };
        let mut to = zone.to;
        if self.entry(zone).flag("place") {
            let places = ["capital", "city", "country"].map(|c| self.page.pack.class(c));
            if let Some(place) = places.into_iter().find_map(|class| self.next(to, class)) {
                to = place.to;
            }
        }
        // GMT+04:00
        if self.is_mark(to, &["+", "-"]) && self.digits(to + 1).is_some() {
            to += 2;
            if self.is_mark(to, &[":"]) && self.digits(to + 1).is_some() {
                to += 2;
            }
        }
        if opened == 1 {
            return if self.is_mark(to, &[")"]) { to + 1 } else { token };
        }
        to
    }

    /// `2200` as a clock time: four digits, hours and minutes.
    pub(super) fn four_digits(&self, token: usize) -> Option<Clock> {
        let value = self
            .digits(token)
            .filter(|_| self.page.folded(token).len() == 4)?;
        let told = self
            .page
            .token(token)
            .is_some_and(|t| t.kind == TokenKind::Number);
        (told && value < 2400 && value % 100 < 60).then_some(Clock {
            hour: (value / 100) as u8,
            minute: Some((value % 100) as u8),
            second: None,
        })
    }
}

/// 3 in the afternoon is 15; 12 at night is 0.
pub(super) fn half_day(clock: Clock, part: Option<&str>) -> Clock {
    let hour = match part {
        Some("AF" | "EV") if clock.hour < 12 => clock.hour + 12,
        Some("NI") if (6..12).contains(&clock.hour) => clock.hour + 12,
        Some("NI") if clock.hour == 12 => 0,
        Some("MI") if clock.hour < 4 => clock.hour + 12,
        Some("MO" | "DA") if clock.hour == 12 => 0,
        _ => clock.hour,
    };
    Clock { hour, ..clock }
}
