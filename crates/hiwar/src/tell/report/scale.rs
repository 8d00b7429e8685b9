//! Where a day stands on the timeline. Days are evenly spaced; an empty stretch of more than a year is cut short,
//! and the picture says so.

use super::dates::{day_number, interval};
use super::strings::plain;
use jiff::civil::{Date, date};

/// An empty stretch longer than this is cut short.
const LONG: i64 = 400;
/// How much of the line a cut takes, of the length of all that is not cut.
const CUT: f64 = 0.06;
/// The line runs from here to here, in percent, so that marks at its ends are whole.
const EDGE: (f64, f64) = (3.0, 97.0);

/// A piece of the line between two days.
struct Piece {
    from: i64,
    to: i64,
    /// Where it lies, as shares of the line.
    start: f64,
    end: f64,
    cut: bool,
}

/// A tick on the line.
pub struct Tick {
    /// Where, in percent.
    pub at: f64,
    /// Its day, month or year.
    pub words: String,
    /// The year, where it is the first tick in it and the words do not say it.
    pub year: Option<i16>,
}

/// The line.
pub struct Scale {
    pieces: Vec<Piece>,
    first: i64,
    last: i64,
}

impl Scale {
    /// A line that holds all `days`; `None` where there are none.
    pub fn over(mut days: Vec<i64>) -> Option<Self> {
        days.sort_unstable();
        days.dedup();
        let (first, last) = (*days.first()?, *days.last()?);
        let (first, last) = if first == last {
            (first - 15, last + 15)
        } else {
            (first, last)
        };
        let inner = days
            .into_iter()
            .filter(|day| (first..last).contains(day) && *day != first);
        let mut stops: Vec<i64> = std::iter::once(first).chain(inner).collect();
        stops.push(last);
        let plain: i64 = stops
            .windows(2)
            .map(|w| w[1] - w[0])
            .filter(|gap| *gap <= LONG)
            .sum();
        let cuts = stops.windows(2).filter(|w| w[1] - w[0] > LONG).count();
        let cut = CUT * plain.max(120) as f64;
        let total = plain as f64 + cut * cuts as f64;
        let mut at = 0.0;
        let pieces = stops.windows(2).map(|w| {
            let long = w[1] - w[0] > LONG;
            let start = at;
            at += if long { cut } else { (w[1] - w[0]) as f64 } / total;
            Piece {
                from: w[0],
                to: w[1],
                start,
                end: at,
                cut: long,
            }
        });
        Some(Self {
            pieces: pieces.collect(),
            first,
            last,
        })
    }

    /// Where a day stands, in percent from the left: the past is on the right. A day off the line stands at its end.
    pub fn at(&self, day: i64) -> f64 {
        let day = day.clamp(self.first, self.last);
        let share = self
            .pieces
            .iter()
            .find(|piece| day <= piece.to)
            .map_or(1.0, |piece| {
                let inside = (day - piece.from) as f64 / (piece.to - piece.from).max(1) as f64;
                piece.start + inside * (piece.end - piece.start)
            });
        EDGE.1 - share * (EDGE.1 - EDGE.0)
    }

    /// The middles of the stretches that are cut short, in percent.
    pub fn cuts(&self) -> Vec<f64> {
        let middle = |piece: &Piece| EDGE.1 - (piece.start + piece.end) / 2.0 * (EDGE.1 - EDGE.0);
        self.pieces.iter().filter(|piece| piece.cut).map(middle).collect()
    }

    /// Ticks with their words: years, quarters, months or weeks, as there is room.
    pub fn ticks(&self) -> Vec<Tick> {
        let mut out: Vec<Tick> = Vec::new();
        let shown: i64 = self
            .pieces
            .iter()
            .filter(|piece| !piece.cut)
            .map(|piece| piece.to - piece.from)
            .sum();
        let mut year = 0;
        for (day, at, alone) in self.grid(shown) {
            if out.last().is_some_and(|last| last.at - at < 10.5) {
                continue;
            }
            let whole = shown > 1500 || alone;
            let key = format!("date.m{}", day.month());
            let words = match (whole, shown > 60) {
                (true, _) => day.year().to_string(),
                (_, true) => plain(&key).to_owned(),
                (..) => format!("{} {}", day.day(), plain(&key)),
            };
            let fresh = day.year() != year;
            year = day.year();
            out.push(Tick {
                at,
                words,
                year: (fresh && !whole).then_some(year),
            });
        }
        out
    }

    /// Days that may carry a tick: the first of months (or each week) on the uncut line, and where a cut ends.
    fn grid(&self, shown: i64) -> Vec<(Date, f64, bool)> {
        let step = if shown > 1500 {
            12
        } else if shown > 500 {
            3
        } else {
            1
        };
        let Some((first, last)) = real(self.first).zip(real(self.last)) else {
            return Vec::new();
        };
        let mut out = Vec::new();
        let mut day = first.first_of_month();
        while day <= last {
            let n = day_number(day);
            let on = self
                .pieces
                .iter()
                .any(|piece| !piece.cut && (piece.from..=piece.to).contains(&n));
            let fits = shown <= 60 || (day.day() == 1 && (i32::from(day.month()) - 1) % step == 0);
            if on && fits {
                out.push((day, self.at(n), false));
            }
            let days = if shown <= 60 {
                7
            } else {
                i64::from(day.days_in_month())
            };
            let Some(next) = real(n + days) else { break };
            day = next;
        }
        out.extend(self.alone());
        out.sort_by(|a, b| b.1.total_cmp(&a.1));
        out
    }

    /// A day that stands alone between cuts has a tick of its own, with its year: it may be the middle of a vague one.
    fn alone(&self) -> Vec<(Date, f64, bool)> {
        let first = self
            .pieces
            .first()
            .filter(|piece| piece.cut)
            .map(|piece| piece.from);
        let last = self.pieces.last().filter(|piece| piece.cut).map(|piece| piece.to);
        let between = self
            .pieces
            .windows(2)
            .filter(|w| w[0].cut && w[1].cut)
            .map(|w| w[0].to);
        let days = between.chain(first).chain(last);
        days.filter_map(|day| Some((real(day)?, self.at(day), true)))
            .collect()
    }
}

/// The date of a day number.
fn real(day: i64) -> Option<Date> {
    let zero = date(2000, 1, 1);
    zero.checked_add(jiff::Span::new().try_days(day - day_number(zero)).ok()?)
        .ok()
}

/// First and last day of an entry: from its ISO date, or from its bounds.
pub fn days(iso: Option<&String>, earliest: Option<Date>, latest: Option<Date>) -> Option<(i64, i64)> {
    let (a, b) = iso.and_then(|iso| interval(iso)).or(earliest.zip(latest))?;
    Some((day_number(a.min(b)), day_number(b.max(a))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_past_is_on_the_right_and_empty_years_are_cut() {
        let n = |iso: &str| day_number(interval(iso).expect("a date").0);
        let scale = Scale::over(vec![
            n("2008-07-01"),
            n("2020-06-11"),
            n("2021-04-07"),
            n("2021-12-31"),
        ])
        .expect("days");
        assert!(scale.at(n("2008-07-01")) > scale.at(n("2020-06-11")));
        assert!((scale.at(n("2021-12-31")) - EDGE.0).abs() < 1e-9);
        assert_eq!(scale.cuts().len(), 1);
        assert!(scale.at(n("2008-07-01")) - scale.at(n("2020-06-11")) < 10.0);
        assert!(scale.ticks().iter().any(|tick| tick.words == "2008"));
        assert_eq!(real(n("2021-04-07")), Some(date(2021, 4, 7)));
    }
}
