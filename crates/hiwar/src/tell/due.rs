//! What is due: open commitments by their due date, as they stand on a day.

use super::report::dates::interval;
use jiff::civil::Date;
use serde_json::{Value, json};

/// What a commitment is no longer open with.
const CLOSED: [&str; 3] = ["done", "not_done", "superseded"];

/// The open commitments of `rows` that name a due date, the next one first. `status` is `overdue` where the last day
/// of that date lies before `day`, and what it was before where the record found it overdue only later.
pub fn due(rows: Vec<Value>, day: Date) -> Vec<Value> {
    let mut open: Vec<(Date, Value)> = rows
        .into_iter()
        .filter_map(|row| Some((last_day(&row)?, row)))
        .collect();
    open.retain(|(_, row)| {
        !row.get("status")
            .and_then(Value::as_str)
            .is_some_and(|s| CLOSED.contains(&s))
    });
    open.sort_by_key(|(last, _)| *last);
    open.into_iter()
        .map(|(last, mut row)| {
            let known = row.get("status").cloned();
            let status = match (last < day, known) {
                (true, _) => json!("overdue"),
                (false, Some(status)) if status == "overdue" => before(&row),
                (false, status) => json!(status),
            };
            row["status"] = status;
            row
        })
        .collect()
}

fn last_day(row: &Value) -> Option<Date> {
    interval(row.get("due")?.as_str()?).map(|days| days.1)
}

/// The last step that reports tell of.
fn before(row: &Value) -> Value {
    let steps = row.get("history").and_then(Value::as_array);
    let told = steps
        .into_iter()
        .flatten()
        .rev()
        .filter_map(|step| step.get("status"));
    told.into_iter()
        .find(|status| *status != "overdue")
        .cloned()
        .unwrap_or(json!("announced"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_decides_what_is_overdue() {
        let row = |id: &str, due: Option<&str>, status: &str| json!({"id": id, "due": due, "status": status, "history": []});
        let rows = || {
            vec![
                row("a", Some("2021-12"), "overdue"),
                row("b", Some("2021-08-10"), "announced"),
                row("c", None, "announced"),
                row("d", Some("2021-01-01"), "done"),
            ]
        };
        let told = |day: &str| -> Vec<String> {
            let day = day.parse().expect("a day");
            due(rows(), day)
                .iter()
                .map(|r| format!("{} {}", r["id"], r["status"]).replace('"', ""))
                .collect()
        };
        assert_eq!(told("2021-08-10"), ["b announced", "a announced"]);
        assert_eq!(told("2021-12-31"), ["b overdue", "a announced"]);
        assert_eq!(told("2022-01-01"), ["b overdue", "a overdue"]);
    }
}
