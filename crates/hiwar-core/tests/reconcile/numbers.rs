use crate::builder::{Report, record};
use hiwar_core::model::{Bound, Record, Status};

fn conflicts<'r>(record: &'r Record, kind: &str) -> Vec<&'r hiwar_core::model::ConflictRow> {
    record.conflicts.iter().filter(|c| c.kind == kind).collect()
}

fn count(id: &str, day: &str, words: &str, value: f64, of: &str, bound: Bound) -> Report {
    Report::new(id, day, &format!("في العراق {words} الآن."))
        .place("العراق", "IRQ")
        .figure(words, value, "soldiers", Some(of), bound)
}

#[test]
fn one_number_about_two_things_is_two_figures_and_no_conflict() {
    let record = record(vec![
        count("a", "2021-04-08", "2500 جندي", 2500.0, "stationed", Bound::Exact),
        count(
            "b",
            "2021-04-08",
            "2500 جندي",
            2500.0,
            "withdrawn",
            Bound::MoreThan,
        ),
        count("c", "2021-04-08", "2500 جندي", 2500.0, "stationed", Bound::Exact),
    ]);
    assert_eq!(record.figures.len(), 2);
    let stationed = record
        .figures
        .iter()
        .find(|f| f.of.as_deref() == Some("stationed"))
        .unwrap();
    assert_eq!(
        (stationed.about.as_deref(), stationed.evidence.len()),
        (Some("العراق"), 2)
    );
    assert!(record.conflicts.is_empty());
}

#[test]
fn two_counts_of_one_thing_at_one_time_conflict() {
    let record = record(vec![
        count("a", "2021-07-24", "2500 جندي", 2500.0, "stationed", Bound::Exact),
        count("b", "2021-07-27", "نحو 3000", 3000.0, "stationed", Bound::About),
        // A year later the count may well be another.
        count("c", "2022-07-27", "900 جندي", 900.0, "stationed", Bound::Exact),
        // More than 2400 does not exclude 2500.
        count(
            "d",
            "2021-07-24",
            "أكثر من 2400",
            2400.0,
            "stationed",
            Bound::MoreThan,
        ),
    ]);
    let found = conflicts(&record, "value");
    assert_eq!(found.len(), 1);
    let values: Vec<&str> = found[0].claims.iter().map(|c| c.value.as_str()).collect();
    assert_eq!(values, ["2500", "~3000"]);
}

#[test]
fn a_part_that_does_not_leave_the_whole_is_a_tension() {
    let record_of = |there: f64| {
        let text = "انسحب من العراق أكثر من 2500 جندي. كان هذا حوالي 60% من الإجمالي.";
        let part = Report::new("a", "2021-03-25", text)
            .place("العراق", "IRQ")
            .figure(
                "أكثر من 2500 جندي",
                2500.0,
                "soldiers",
                Some("withdrawn"),
                Bound::MoreThan,
            )
            .figure("حوالي 60%", 60.0, "percent", None, Bound::About);
        record(vec![
            part,
            count("b", "2021-07-24", "جندي", there, "stationed", Bound::Exact),
        ])
    };
    // 60% gone leaves 1667.
    assert_eq!(conflicts(&record_of(2500.0), "arithmetic").len(), 1);
    assert!(conflicts(&record_of(1700.0), "arithmetic").is_empty());
}

#[test]
fn a_denial_stands_beside_what_it_denies() {
    let told = Report::new(
        "a",
        "2020-06-12",
        "منحت بغداد القوات الأجنبية قواعد دائمة في البلاد.",
    )
    .event(
        "منحت بغداد القوات الأجنبية قواعد دائمة في البلاد",
        "AID",
        None,
        Status::Happened,
    );
    let denied = Report::new(
        "b",
        "2020-06-13",
        "نفى مصدر أن تكون بغداد منحت القوات الأجنبية قواعد دائمة.",
    )
    .event(
        "بغداد منحت القوات الأجنبية قواعد دائمة",
        "AID",
        None,
        Status::Denied,
    );
    let record = record(vec![told, denied]);
    let found = conflicts(&record, "denied");
    assert_eq!(found.len(), 1);
    let documents: Vec<&str> = found[0].evidence.iter().map(|e| e.document.as_str()).collect();
    assert_eq!(documents, ["a", "b"]);
}
