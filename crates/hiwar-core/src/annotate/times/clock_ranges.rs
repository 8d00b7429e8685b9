//! From one hour to another: `من الخامسة إلى السابعة مساء`.

use super::clocks::half_day;
use super::reader::Reader;
use super::sense::{Clock, Point, Sense};

/// A clock time with the part of the day that is told of it.
type Hour = (Clock, Option<&'static str>);

impl Reader<'_, '_> {
    /// `من الخامسة إلى السابعة مساء`, `بين الساعة 8 صباحا و2 ظهرا`.
    pub(super) fn clock_range(&self, token: usize) -> Option<(usize, Sense, &'static str)> {
        let from = self.link(token, "from");
        let at = from.or_else(|| self.link(token, "between"))?;
        let (to, first, told_first) = self.range_end(at)?;
        let next = if self.is_mark(to, &["،", ","]) {
            to + 1
        } else {
            to
        };
        let at = self.link(next, "to").or_else(|| self.link(next, "until"));
        let at = if from.is_some() { at? } else { self.joined(next)? };
        let (mut end, second, told_second) = self.range_end(at).filter(|_| self.goes_on(at))?;
        if !told_first && !told_second {
            return None;
        }
        let point = |clock, day_part| Point {
            clock: Some(clock),
            day_part,
            ..Point::default()
        };
        // بين الساعة 4 و5 مساء اليوم: the day behind may bring the part of it.
        let day = self
            .goes_on(end)
            .then(|| self.part_of_day(end).or_else(|| self.day(end)))
            .flatten();
        let later = |part: &&str| {
            matches!(*part, "AF" | "EV" | "MI") && second.0.hour < 12 && second.0.hour > first.0.hour % 12
        };
        // من 1:30 بعد الظهر إلى 4: the second is of it too.
        let told = second
            .1
            .or(day.and_then(|d| d.1.day_part))
            .or(first.1.filter(later));
        // من 5 إلى 6 مساء: both of the evening.
        let part = first
            .1
            .or(told.filter(|_| first.0.hour < 12 && first.0.hour <= second.0.hour % 12));
        let (mut a, mut b) = (
            point(half_day(first.0, part), part),
            point(half_day(second.0, told), told),
        );
        if let Some((day_end, day, _)) = day {
            end = day_end;
            a = Point {
                clock: a.clock,
                day_part: a.day_part,
                ..day
            };
            b = Point {
                clock: b.clock,
                day_part: b.day_part,
                ..day
            };
        }
        Some((end, Sense::Range(a, b), "times/clock-range"))
    }

    /// One end of a range of hours; whether it shows that it is one.
    fn range_end(&self, token: usize) -> Option<(usize, Hour, bool)> {
        let word = self.page.hit(token, self.class.clock);
        let at = word.map_or(token, |w| w.to);
        let hands = self.hands(at);
        let (end, clock) = hands.or_else(|| self.spoken(at))?;
        let mut point = Point::default();
        let mut to = end;
        let clock = self.on_half(&mut to, end, clock, &mut point);
        Some((
            to,
            (clock, point.day_part),
            word.is_some() || hands.is_some() || to > end,
        ))
    }
}
