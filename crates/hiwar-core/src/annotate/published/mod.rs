//! When a report was published: given, in its dateline, or worked out from its relative dates.
//!
//! Given by the caller goes before what stands in the text as the page's date, that before what follows from
//! relative expressions and terms of office ([`inferred`]), that before what other reports tell.

mod dateline;
mod inferred;

use super::times::Expression;
use super::{Hints, Page};
use crate::model::{Annotations, Basis, Published};
use jiff::civil::{Date, Time};

/// The publication date, with its basis and evidence.
pub(crate) fn of(
    page: &Page<'_>,
    expressions: &[Expression],
    hints: &Hints,
    _found: &Annotations,
) -> Published {
    if let Some(given) = hints.published.as_deref().and_then(given) {
        return given;
    }
    if let Some(stated) = dateline::of(page, expressions) {
        return stated;
    }
    let own = inferred::of(page, expressions);
    match &hints.inferred {
        Some(others) if finer(others, &own) => others.clone(),
        _ => own,
    }
}

/// A date that the caller gives: `2021-04-07T16:56:00+03:00`, `2021-04-07`, `2021-04`. Nothing for what is no date.
fn given(date: &str) -> Option<Published> {
    let date = date.trim();
    let number = |from: usize, to: usize| date.get(from..to)?.parse::<i16>().ok();
    let year = number(0, 4)?;
    let (earliest, latest, kept) = match (number(5, 7), number(8, 10)) {
        (Some(month), Some(day)) => {
            let day = Date::new(year, month as i8, day as i8).ok()?;
            // Seconds are kept where they tell something.
            let clock = date.get(11..19).and_then(|c| c.parse::<Time>().ok());
            let clock = clock.or_else(|| date.get(11..16)?.parse().ok());
            let clock = clock.map_or(String::new(), |t| match t.second() {
                0 => format!("T{:02}:{:02}", t.hour(), t.minute()),
                s => format!("T{:02}:{:02}:{s:02}", t.hour(), t.minute()),
            });
            (day, day, format!("{day}{clock}"))
        }
        (Some(month), None) => {
            let first = Date::new(year, month as i8, 1).ok()?;
            (first, first.last_of_month(), format!("{year:04}-{month:02}"))
        }
        _ if date.len() == 4 => (
            Date::new(year, 1, 1).ok()?,
            Date::new(year, 12, 31).ok()?,
            format!("{year:04}"),
        ),
        _ => return None,
    };
    Some(Published {
        date: Some(kept),
        basis: Basis::Given,
        earliest: Some(earliest),
        latest: Some(latest),
        evidence: Vec::new(),
    })
}

/// Whether what other reports tell says more than the text itself, and does not contradict it.
fn finer(others: &Published, own: &Published) -> bool {
    let Some(theirs) = &others.date else {
        return own.date.is_none() && others.earliest.is_some();
    };
    let Some(ours) = &own.date else {
        let outside =
            |day: Date| own.earliest.is_some_and(|e| day < e) || own.latest.is_some_and(|l| day > l);
        return !others.latest.is_some_and(outside) || !others.earliest.is_some_and(outside);
    };
    let agrees = ours
        .chars()
        .zip(theirs.chars())
        .all(|(a, b)| a == 'X' || b == 'X' || a == b);
    agrees
        && theirs.chars().filter(char::is_ascii_digit).count()
            > ours.chars().filter(char::is_ascii_digit).count()
}
