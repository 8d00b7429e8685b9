//! Figures side by side: by unit, then by what is counted. What counts different things is never put together.

use super::dates::When;
use super::links::{Cites, Links};
use super::ruled::At;
use super::strings::{Label, name};
use hiwar_core::model::{FigureRow, Record};
use std::collections::BTreeMap;

/// Figures of one unit.
pub struct Unit {
    /// The unit.
    pub name: Label,
    /// By what is counted.
    pub counted: Vec<Counted>,
}

/// Figures that count the same.
pub struct Counted {
    /// What is said of them.
    pub of: Label,
    /// Whose, or of what.
    pub about: Option<String>,
    /// Largest first.
    pub bars: Vec<Bar>,
}

/// One figure.
pub struct Bar {
    /// Its own address, where it has one.
    pub at: Option<At>,
    /// The number, with its digits grouped.
    pub value: String,
    /// How the number bounds the count; `None` for an exact one.
    pub bound: Option<Label>,
    /// A CSS-safe class for open bounds.
    pub class: String,
    /// Where the bar begins and how long it is, in percent.
    pub start: String,
    /// See `start`.
    pub width: String,
    /// When.
    pub date: When,
    /// Links.
    pub cites: Cites,
}

/// Figures of one unit by what is counted, and whose.
type Groups<'r> = BTreeMap<(Option<&'r str>, Option<&'r str>), Vec<&'r FigureRow>>;

/// Every figure, grouped; the unit with most of them first.
pub fn units(record: &Record, links: &Links) -> Vec<Unit> {
    let mut units: BTreeMap<&str, Groups> = BTreeMap::new();
    for row in &record.figures {
        let groups = units.entry(&row.unit).or_default();
        groups
            .entry((row.of.as_deref(), row.about.as_deref()))
            .or_default()
            .push(row);
    }
    let mut units: Vec<(&str, Groups)> = units.into_iter().collect();
    units.sort_by_key(|(_, groups)| std::cmp::Reverse(groups.values().map(Vec::len).sum::<usize>()));
    units
        .into_iter()
        .map(|(unit, groups)| group_of(unit, groups, links))
        .collect()
}

fn group_of(unit: &str, groups: Groups, links: &Links) -> Unit {
    let highest = groups
        .values()
        .flatten()
        .map(|row| row.upper.unwrap_or(row.value))
        .fold(0.0, f64::max);
    let scale = if unit == "percent" {
        highest.max(100.0)
    } else {
        highest
    };
    let counted = groups.into_iter().map(|((of, about), mut rows)| {
        rows.sort_by(|a, b| b.value.total_cmp(&a.value).then_with(|| a.id.cmp(&b.id)));
        Counted {
            of: Label::of("of", of.unwrap_or("none")),
            about: about.map(str::to_owned),
            bars: rows.into_iter().map(|row| bar(row, scale, links)).collect(),
        }
    });
    Unit {
        name: Label::of("unit", unit),
        counted: counted.collect(),
    }
}

fn bar(row: &FigureRow, scale: f64, links: &Links) -> Bar {
    let percent = |value: f64| {
        if scale > 0.0 {
            (value / scale * 100.0).clamp(0.0, 100.0)
        } else {
            0.0
        }
    };
    let class = name(row.bound);
    let (start, end) = match row.upper {
        Some(upper) => (percent(row.value), percent(upper)),
        None => (0.0, percent(row.value)),
    };
    let value = match row.upper {
        Some(upper) => format!("{} – {}", grouped(row.value), grouped(upper)),
        None => grouped(row.value),
    };
    Bar {
        at: links.address("figures", &row.id),
        value,
        bound: (class != "exact").then(|| Label::of("bound", &class)),
        class,
        start: format!("{:.1}", 100.0 - end),
        width: format!("{:.1}", (end - start).max(0.6)),
        date: When::iso(row.date.as_ref()),
        cites: links.cites(&row.evidence),
    }
}

/// `25000.0` as `25,000`; four digits stay together, as the reports write them.
fn grouped(value: f64) -> String {
    let text = value.to_string();
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let digits: Vec<char> = whole.chars().collect();
    let mut out = String::new();
    for (i, digit) in digits.iter().enumerate() {
        let left = digits.len() - i;
        if i > 0 && digits.len() > 4 && left.is_multiple_of(3) && digits[i - 1].is_ascii_digit() {
            out.push(',');
        }
        out.push(*digit);
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn digits_are_grouped() {
        assert_eq!(grouped(2500.0), "2500");
        assert_eq!(grouped(25000.0), "25,000");
        assert_eq!(grouped(-1234567.5), "-1,234,567.5");
        assert_eq!(grouped(60.0), "60");
    }
}
