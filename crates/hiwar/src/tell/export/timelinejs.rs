//! TimelineJS: what is dated, as slides. A month stays a month; rounds are eras; each slide quotes its words.

use super::days::{Days, parts};
use super::{Archive, Export, Give, text};
use crate::fault::Result;
use crate::tell::report::dates::When;
use crate::tell::report::strings::plain as phrase;
use hiwar_core::model::{RoundStatus, Status, TimelineRow};
use serde_json::{Map, Value, json};

/// One timeline.
pub struct TimelineJs;

impl Export for TimelineJs {
    fn left_out(&self, archive: &Archive<'_>) -> Option<String> {
        let undated = archive
            .record
            .timeline
            .iter()
            .filter(|row| days(row).is_none())
            .count();
        (undated > 0).then(|| format!("{undated} lines of the timeline have no date and are left out"))
    }

    fn write(&self, archive: &Archive<'_>, give: &mut Give<'_>) -> Result<()> {
        let record = archive.record;
        let names: Vec<&str> = record.dialogues.iter().map(|d| d.name.as_str()).collect();
        let title = if names.is_empty() {
            phrase("page.title").to_owned()
        } else {
            names.join(" · ")
        };
        let timeline = json!({
            "title": {"unique_id": "title", "text": {"headline": text::xml(&title), "text": text::xml(phrase("page.made"))}},
            "events": record.timeline.iter().filter_map(|row| slide(row, archive)).collect::<Vec<_>>(),
            "eras": eras(archive),
            "scale": "human",
        });
        give("timeline.json", &text::json(&timeline)?)
    }
}

fn days(row: &TimelineRow) -> Option<Days> {
    Days::within(row.date.as_deref(), row.earliest, row.latest)
}

/// The slide's text is HTML to TimelineJS, so what reports say is escaped.
fn slide(row: &TimelineRow, archive: &Archive<'_>) -> Option<Value> {
    let days = days(row)?;
    let words = archive.all(&row.evidence);
    let source = |document: &str| {
        let row = archive.report(document);
        let known = [
            row.and_then(|r| r.outlet.clone()),
            row.and_then(|r| r.title.clone()),
        ];
        known.into_iter().flatten().collect::<Vec<_>>().join(" — ")
    };
    let quotes = words.iter().map(|w| {
        format!(
            "<blockquote>{}<br><cite>{}</cite></blockquote>",
            text::xml(&text::line(w.text)),
            text::xml(&source(w.document))
        )
    });
    let status = match row.status {
        Status::Happened => String::new(),
        other => format!(
            "<p>{}</p>",
            phrase(&format!("status.{}", crate::tell::report::strings::name(other)))
        ),
    };
    let (start, end) = dates(row.date.as_deref(), days);
    let mut slide = json!({
        "unique_id": row.id,
        "group": phrase(&format!("timeline.{}", row.kind)),
        "start_date": start,
        "display_date": When::new(row.date.as_ref(), row.earliest, row.latest).words(),
        "text": {"headline": text::xml(&text::line(&row.summary)), "text": format!("{status}{}", quotes.collect::<String>())},
        "evidence": words,
    });
    if let Some(end) = end {
        slide["end_date"] = end;
    }
    Some(slide)
}

/// Start, cut to what is known, and the end where only bounds are known.
fn dates(iso: Option<&str>, days: Days) -> (Value, Option<Value>) {
    let bounds = days.precision == "range" || days.precision == "week";
    if !bounds && let known @ [_, ..] = parts(iso).as_slice() {
        return (date(known), None);
    }
    let whole = |day: jiff::civil::Date| {
        date(&[
            i64::from(day.year()),
            i64::from(day.month()),
            i64::from(day.day()),
        ])
    };
    (whole(days.first), Some(whole(days.last)))
}

fn date(parts: &[i64]) -> Value {
    let fields = ["year", "month", "day"].into_iter().zip(parts);
    Value::Object(
        fields
            .map(|(name, n)| (name.to_owned(), json!(n)))
            .collect::<Map<_, _>>(),
    )
}

fn eras(archive: &Archive<'_>) -> Vec<Value> {
    let held = archive
        .record
        .rounds
        .iter()
        .filter(|r| r.status != RoundStatus::Gap);
    let era = |round: &hiwar_core::model::RoundRow| {
        let days = Days::within(round.date.as_deref(), round.earliest, round.latest)?;
        let name = archive.round_name(round);
        let (start, end) = dates(round.date.as_deref(), days);
        let end = end.unwrap_or_else(|| start.clone());
        Some(json!({"start_date": start, "end_date": end, "text": {"headline": text::xml(&name)}}))
    };
    held.filter_map(era).collect()
}
