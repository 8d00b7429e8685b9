//! TIMEX3 values of times of day and lengths.

use super::sense::{Amount, Point};

/// `THH:MM` or `TMO` behind a date.
pub(super) fn clock(point: &Point) -> String {
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
