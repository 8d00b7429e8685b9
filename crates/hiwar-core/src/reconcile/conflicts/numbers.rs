//! Numbers that do not go together: different counts of one thing, and parts that do not leave the whole.

use super::row;
use crate::model::{Bound, ConflictRow, Evidence};
use crate::reconcile::archive::Archive;
use crate::reconcile::figures::{Counted, range};
use crate::reconcile::when::{When, between};
use crate::reconcile::words;
use std::collections::BTreeMap;

/// What is said of those who are there day by day; all else is said of those to whom something happened on a day.
const STANDING: [&str; 5] = ["stationed", "deployed", "held", "remaining", "participating"];
/// Days within which a standing count should be the same.
const SAME_TIME: i32 = 10;
/// How alike two sentences must be to count the victims of one happening and not of two.
const ALIKE: f64 = 0.5;
/// Days after a withdrawal within which what is left should still be there.
const LEFT: i32 = 200;
/// How far off, in shares of what should be left, what is said to be left must be.
const OFF: f64 = 0.2;

fn day(one: &Counted<'_>) -> Option<When> {
    one.when.filter(|w| w.days() <= 31)
}

fn evidence(one: &Counted<'_>, archive: &Archive<'_>) -> Vec<Evidence> {
    let doc = archive.docs.get(one.doc);
    doc.map(|d| d.evidence(one.figure.span, &one.figure.rule))
        .into_iter()
        .collect()
}

fn shown(one: &Counted<'_>) -> String {
    let f = &one.figure.value;
    let sign = match f.bound {
        Bound::About => "~",
        Bound::MoreThan => ">",
        Bound::LessThan => "<",
        Bound::AtLeast => "≥",
        Bound::AtMost => "≤",
        Bound::Exact | Bound::Between => "",
    };
    let upper = f.upper.map(|u| format!("–{u}")).unwrap_or_default();
    let percent = if f.unit == "percent" { "%" } else { "" };
    format!("{sign}{}{upper}{percent}", f.value)
}

fn subject(one: &Counted<'_>) -> String {
    let f = &one.figure.value;
    let parts = [Some(f.unit.as_str()), f.of.as_deref(), one.about.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The same thing, counted at the same time, with values that exclude each other. Numbers of one sentence do not
/// conflict (`من 5200 إلى 3000`), nor do those of one report unless two speakers give them.
pub(super) fn values(figures: &[Counted<'_>], archive: &Archive<'_>) -> Vec<ConflictRow> {
    let mut groups: BTreeMap<(&str, &str, &str), Vec<&Counted<'_>>> = BTreeMap::new();
    for one in figures {
        let f = &one.figure.value;
        if let (Some(of), Some(about)) = (&f.of, &one.about) {
            groups.entry((&f.unit, of, about)).or_default().push(one);
        }
    }
    let mut rows = Vec::new();
    for mut group in groups.into_values() {
        group.retain(|f| day(f).is_some());
        group.sort_by_key(|f| (day(f), f.doc, f.figure.span));
        // Sorted by day: only neighbours within the window are compared, and few of them.
        for (i, a) in group.iter().enumerate() {
            for b in group.iter().skip(i + 1).take(NEIGHBOURS) {
                let (Some(x), Some(y)) = (day(a), day(b)) else {
                    continue;
                };
                if x.distance(y) > SAME_TIME {
                    break;
                }
                let (r, s) = (range(&a.figure.value), range(&b.figure.value));
                let exclude = r.1 < s.0 || s.1 < r.0;
                if exclude && a.doc != b.doc && one_thing(a, b, archive) {
                    let claims = vec![(shown(a), evidence(a, archive)), (shown(b), evidence(b, archive))];
                    rows.push(row(
                        "value",
                        a.figure.value.of.as_deref().unwrap_or("value"),
                        subject(a),
                        claims,
                    ));
                }
            }
        }
    }
    merged(rows)
}

/// Whether two counts of the same kind are of the same thing.
fn one_thing(a: &Counted<'_>, b: &Counted<'_>, archive: &Archive<'_>) -> bool {
    if a.figure
        .value
        .of
        .as_deref()
        .is_some_and(|of| STANDING.contains(&of))
    {
        return true;
    }
    let words = |one: &Counted<'_>| {
        let doc = archive.docs.get(one.doc)?;
        let sentence = doc.sentences.get(one.sentence)?;
        Some(words::subject(sentence.of(doc.text), doc.pack))
    };
    let close =
        matches!((day(a), day(b)), (Some(x), Some(y)) if x.is_day() && y.is_day() && x.distance(y) <= 1);
    let alike = |(x, y): (words::Keys, words::Keys)| x.containment(&y) >= ALIKE;
    close && words(a).zip(words(b)).is_some_and(alike)
}

/// How many counts of one thing are compared with each.
const NEIGHBOURS: usize = 40;

/// The same two values disagree in however many reports: one row.
fn merged(rows: Vec<ConflictRow>) -> Vec<ConflictRow> {
    let mut by_id: BTreeMap<String, ConflictRow> = BTreeMap::new();
    for one in rows {
        match by_id.get_mut(&one.id) {
            Some(row) => {
                for (mine, more) in row.claims.iter_mut().zip(one.claims) {
                    mine.evidence.extend(more.evidence);
                    mine.evidence.sort();
                    mine.evidence.dedup();
                }
                row.evidence.extend(one.evidence);
                row.evidence.sort();
                row.evidence.dedup();
            }
            None => {
                by_id.insert(one.id.clone(), one);
            }
        }
    }
    by_id.into_values().collect()
}

/// `أكثر من 2500 انسحبوا … هذا يمثل حوالي 60٪ من الإجمالي`, and months later 2500 are there: 60% gone leaves 1667.
pub(super) fn parts_and_wholes(figures: &[Counted<'_>], archive: &Archive<'_>) -> Vec<ConflictRow> {
    let mut rows = Vec::new();
    let withdrawn = |f: &Counted<'_>| f.figure.value.of.as_deref() == Some("withdrawn");
    for pair in figures.windows(2) {
        let [part, share] = pair else { continue };
        let percent = share.figure.value.unit == "percent" && share.figure.value.value < 100.0;
        let tied = part.doc == share.doc && (part.sentence..=part.sentence + 1).contains(&share.sentence);
        let Some(said) = archive
            .docs
            .get(part.doc)
            .and_then(|d| d.published)
            .filter(|_| percent && tied)
        else {
            continue;
        };
        if !withdrawn(part) || share.figure.value.value <= 0.0 {
            continue;
        }
        let gone = part.figure.value.value;
        let left = gone / (share.figure.value.value / 100.0) - gone;
        let about = part.about.as_ref().or(share.about.as_ref());
        // The first count afterwards of those who are there.
        let there = figures.iter().filter(|f| {
            f.figure.value.of.as_deref() == Some("stationed")
                && f.figure.value.unit == part.figure.value.unit
                && (f.about.is_none() || about.is_none() || f.about.as_ref() == about)
        });
        let after = there
            .filter_map(|f| Some((between(said.first, day(f)?.first), f)))
            .filter(|(days, _)| (0..=LEFT).contains(days))
            .min_by_key(|(days, f)| (*days, f.doc, f.figure.span));
        let Some((_, whole)) = after else { continue };
        let (low, high) = range(&whole.figure.value);
        let off = (low - left).max(left - high).max(0.0) / left.max(1.0);
        if off > OFF {
            let claims = vec![
                (shown(part), evidence(part, archive)),
                (shown(share), evidence(share, archive)),
                (shown(whole), evidence(whole, archive)),
            ];
            let about = whole.about.clone().or_else(|| about.cloned()).unwrap_or_default();
            let blanks = [
                ("part", shown(part)),
                ("share", shown(share)),
                ("left", format!("{left:.0}")),
                ("there", shown(whole)),
                ("about", about),
            ];
            let blanks: Vec<(&str, &str)> = blanks.iter().map(|(k, v)| (*k, v.as_str())).collect();
            rows.push(row(
                "arithmetic",
                "parts",
                archive.phrase("arithmetic", &blanks),
                claims,
            ));
        }
    }
    rows
}
