//! Numbers that the reports give. What is said of those counted is part of what a number is: 2500 stationed and 2500
//! withdrawn are two.

use super::archive::{Archive, Doc, id, tidy};
use super::when::When;
use crate::model::{Annotation, Bound, Evidence, Figure, FigureRow, Span, TimeKind};
use std::collections::BTreeMap;

/// One number in one document.
pub(crate) struct Counted<'a> {
    /// Index of the document.
    pub(crate) doc: usize,
    pub(crate) figure: &'a Annotation<Figure>,
    /// The country or body that it is about.
    pub(crate) about: Option<String>,
    /// When it holds.
    pub(crate) when: Option<When>,
    /// The number of its sentence.
    pub(crate) sentence: usize,
}

/// Every number, in order.
pub(crate) fn of<'a>(archive: &Archive<'a>) -> Vec<Counted<'a>> {
    let mut all = Vec::new();
    for (at, doc) in archive.docs.iter().enumerate() {
        for figure in &doc.found.figures {
            all.push(Counted {
                doc: at,
                figure,
                about: about(doc, figure.span),
                when: when(doc, figure.span),
                sentence: doc.sentence_index(figure.span),
            });
        }
    }
    all
}

/// The country nearest to the number in its sentence, or a body where no country is named.
fn about(doc: &Doc<'_>, span: Span) -> Option<String> {
    let sentence = doc.sentence(span);
    let gap = |s: Span| s.start.max(span.start).saturating_sub(s.end.min(span.end));
    let countries = doc.found.places.iter().filter(|p| sentence.contains(p.span));
    let countries = countries.filter_map(|p| {
        let code = p.value.country.as_deref()?;
        let name = doc.pack?.entry_named(&format!("country-{code}"))?.text("name")?;
        // A country by its name, then by a city; what is nearest first.
        Some((p.value.kind != "country", gap(p.span), name.to_owned()))
    });
    countries.min().map(|(_, _, name)| name)
}

/// The nearest date of its sentence; without one, the day of the report.
fn when(doc: &Doc<'_>, span: Span) -> Option<When> {
    let sentence = doc.sentence(span);
    let gap = |s: Span| s.start.max(span.start).saturating_sub(s.end.min(span.end));
    let times = doc
        .found
        .times
        .iter()
        .filter(|t| sentence.contains(t.span) && !t.value.stale);
    let dated = times
        .filter(|t| matches!(t.value.kind, TimeKind::Date | TimeKind::Time))
        .map(|t| (gap(t.span), t.span, &t.value));
    match dated.min_by_key(|(far, span, _)| (*far, *span)) {
        Some((_, _, time)) if time.value.ends_with("_REF") && time.value != "PRESENT_REF" => None,
        Some((_, _, time)) => When::parse(&time.value).or(doc.published),
        None => doc.published,
    }
}

/// One row's number: when, the first that gives it, and all words that do.
type Group<'g> = (Option<When>, &'g Counted<'g>, Vec<Evidence>);

/// The rows: the same number about the same thing at the same time is one.
pub(crate) fn rows(all: &[Counted<'_>], archive: &Archive<'_>) -> Vec<FigureRow> {
    let mut groups: BTreeMap<Vec<String>, Group<'_>> = BTreeMap::new();
    for one in all {
        let Some(doc) = archive.docs.get(one.doc) else {
            continue;
        };
        let value = &one.figure.value;
        let key = vec![
            value.unit.clone(),
            value.of.clone().unwrap_or_default(),
            one.about.clone().unwrap_or_default(),
            value.value.to_string(),
            value.upper.map(|u| u.to_string()).unwrap_or_default(),
            bound(value.bound).to_owned(),
            one.when.and_then(When::value).unwrap_or_default(),
        ];
        let slot = groups.entry(key).or_insert((one.when, one, Vec::new()));
        slot.2.push(doc.evidence(one.figure.span, &one.figure.rule));
    }
    let mut rows: Vec<(Option<jiff::civil::Date>, FigureRow)> = groups
        .into_iter()
        .map(|(key, (when, one, evidence))| {
            let value = &one.figure.value;
            let row = FigureRow {
                id: id("figure", &key),
                value: value.value,
                upper: value.upper,
                unit: value.unit.clone(),
                bound: value.bound,
                of: value.of.clone(),
                about: one.about.clone(),
                date: when.and_then(When::value),
                evidence: tidy(evidence),
            };
            (when.map(|w| w.first), row)
        })
        .collect();
    rows.sort_by(|(a, x), (b, y)| (a.is_none(), a, &x.evidence).cmp(&(b.is_none(), b, &y.evidence)));
    rows.into_iter().map(|(_, row)| row).collect()
}

/// A bound by its name, for keys.
fn bound(bound: Bound) -> &'static str {
    match bound {
        Bound::Exact => "exact",
        Bound::About => "about",
        Bound::MoreThan => "more_than",
        Bound::LessThan => "less_than",
        Bound::AtLeast => "at_least",
        Bound::AtMost => "at_most",
        Bound::Between => "between",
    }
}

/// The values that a figure allows, from the least to the greatest.
pub(crate) fn range(figure: &Figure) -> (f64, f64) {
    let v = figure.value;
    match figure.bound {
        Bound::Exact => (v, v),
        // About: a tenth more or less.
        Bound::About => (v * 0.9, figure.upper.unwrap_or(v) * 1.1),
        Bound::MoreThan | Bound::AtLeast => (v, f64::INFINITY),
        Bound::LessThan | Bound::AtMost => (0.0, v),
        Bound::Between => (v, figure.upper.unwrap_or(v)),
    }
}
