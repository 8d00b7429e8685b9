use crate::builder::{Report, record};
use hiwar_core::model::{Progress, Record};

const ACTION: &str = "لن تكون في العراق قوات أميركية بدور قتالي بحلول نهاية العام";

fn made() -> Report {
    Report::new(
        "a",
        "2021-07-27",
        &format!("قالت واشنطن في الحوار الاستراتيجي إنه {ACTION}."),
    )
    .dialogue()
    .commits("الولايات المتحدة", ACTION, Some("2021-12-31"))
}

fn later(day: &str, words: &str) -> Report {
    Report::new("b", day, &format!("تناول الحوار الاستراتيجي القوات. {words}")).dialogue()
}

fn status(record: &Record) -> Progress {
    assert_eq!(record.commitments.len(), 1);
    record.commitments[0].status
}

#[test]
fn a_later_report_that_says_so_makes_it_done() {
    let record = record(vec![
        made(),
        later(
            "2021-12-09",
            "وأعلنت بغداد أنه لم تعد في العراق قوات أميركية بدور قتالي.",
        ),
    ]);
    assert_eq!(status(&record), Progress::Done);
    let history = &record.commitments[0].history;
    assert_eq!(history.len(), 2);
    assert_eq!(history[1].date.as_deref(), Some("2021-12-09"));
    assert_eq!(history[1].evidence[0].document, "b");
    assert!(record.gaps.iter().all(|g| g.kind != "commitment"));
}

#[test]
fn overdue_follows_from_the_archives_last_day() {
    let record = record(vec![made(), later("2022-02-01", "ولم يذكر شيء آخر.")]);
    assert_eq!(status(&record), Progress::Overdue);
    let gap = record.gaps.iter().find(|g| g.kind == "commitment").unwrap();
    assert_eq!(gap.between, ["2021-07-27", "2021-12-31"]);
}

#[test]
fn nothing_in_the_archive_is_not_not_done() {
    let record = record(vec![made(), later("2021-10-01", "ولم يذكر شيء آخر.")]);
    assert_eq!(status(&record), Progress::NoEvidence);
    let alone = crate::builder::record(vec![made()]);
    assert_eq!(status(&alone), Progress::Announced);
}

#[test]
fn two_reports_of_one_undertaking_are_one_line() {
    let again = Report::new(
        "c",
        "2021-07-28",
        &format!("وأضاف الحوار الاستراتيجي أنه {ACTION}."),
    )
    .dialogue()
    .commits("الولايات المتحدة", ACTION, Some("2021-12-31"));
    let record = record(vec![made(), again]);
    assert_eq!(record.commitments.len(), 1);
    assert_eq!(record.commitments[0].evidence.len(), 2);
    assert_eq!(record.commitments[0].made.as_deref(), Some("2021-07-27"));
}
