//! Time expressions, found first and resolved once the day of publication is known.
//!
//! [`find`] reads what stands in the text into a [`Sense`] without any calendar; [`resolve`] gives it a TIMEX3 value.
//! The words are in `lang/<code>/times.toml`; the order in which they go together is in [`ahead`], [`dates`], [`named`],
//! [`units`], [`lengths`], [`clocks`] and [`ranges`]. Nothing here invents a part of a date: what is not known stays `XX`.

mod ahead;
mod anchor;
mod away;
mod calendar;
mod clock_ranges;
mod clocks;
mod context;
mod dates;
mod eras;
mod hijri;
mod lengths;
mod months;
mod named;
mod place;
mod ranges;
mod reader;
mod resolve;
mod sense;
mod stamps;
mod units;
mod values;

pub(crate) use anchor::last_changed;
pub(crate) use calendar::{nearest_weekday, shift_days, shift_months};
pub(crate) use resolve::resolve;
pub(crate) use sense::{Clock, Expression, Point, Sense, Unit};

use super::Page;
use reader::{Found, Reader};

/// Every time expression of a page, in order, without overlap.
pub(crate) fn find(page: &Page<'_>) -> Vec<Expression> {
    let reader = Reader::new(page);
    let mut found = Vec::new();
    let mut token = 0;
    while token < page.tokens.len() {
        match reader.expression(token) {
            Some(Found::Time(expression)) => {
                token = expression.to.max(token + 1);
                found.push(*expression);
            }
            // Past the whole of it: in قوى 14 آذار the month is no time either.
            Some(Found::Name(to)) => token = to.max(token + 1),
            None => token += 1,
        }
    }
    found
}
