//! So much time before or after a day: `قبل يومين`, `الساعة المقبلة`.

use super::calendar::{Stretch, shift_days, shift_months, shift_years};
use super::resolve::{Resolver, placed};
use super::sense::{Amount, Unit};
use super::values::length;
use crate::model::{Anchor as Against, Time, TimeKind};
use jiff::civil::Date;

impl Resolver {
    pub(super) fn away(&mut self, amounts: &[Amount], sign: i32, mentioned: bool) -> Time {
        let grain = amounts.iter().map(|a| a.unit).min().unwrap_or(Unit::Day);
        let base = if mentioned {
            self.mentioned.map(|m| if sign > 0 { m.last } else { m.first })
        } else {
            self.today()
        };
        let day = base.and_then(|day| shifted(day, amounts, sign));
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

    /// A length; with its direction (`الأيام الثلاثة المقبلة`) it also lies somewhere: up to the day of writing, or from the
    /// day after it.
    pub(super) fn stretch_of(&self, amounts: &[Amount], sign: i32) -> Time {
        let mut time = Time {
            kind: TimeKind::Duration,
            value: length(amounts),
            ..Time::default()
        };
        if sign != 0
            && let Some(today) = self.today()
            && let Some(other) = shifted(today, amounts, sign)
        {
            let (first, last) = if sign < 0 {
                (Some(other), Some(today))
            } else {
                (shift_days(today, 1), Some(other))
            };
            (time.earliest, time.latest, time.anchor) = (first, last, Against::Published);
        }
        time
    }

    /// The day of writing, where it is known.
    fn today(&self) -> Option<Date> {
        let window = self.anchor.window.filter(|w| w.0 == w.1 && self.anchor.year);
        window.map(|w| w.0)
    }

    /// `الساعة المقبلة`.
    pub(super) fn hours(&self, unit: Unit, away: i32) -> Time {
        let one = Amount {
            count: Some(f64::from(away.abs())),
            unit,
        };
        self.hours_away(self.today(), &[one], away.signum())
            .unwrap_or_else(|| Time {
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

/// A day so much later or earlier; none where an amount is not known, or finer than days.
fn shifted(day: Date, amounts: &[Amount], sign: i32) -> Option<Date> {
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
}
