use crate::builder::{Report, dates, record};
use hiwar_core::model::{Modifier, Record, RoundRow, RoundStatus, Status, Venue};
use jiff::civil::date;

const FIRST: &str = "قالت بغداد وواشنطن إن الجولة الأولى من الحوار الاستراتيجي عقدت في حزيران 2020.";
const HELD: &str = "صدر بيان عن الحوار الاستراتيجي الذي عقد الخميس 11 حزيران 2020 عبر الفيديو.";
const FOURTH: &str = "بدأت الجولة الرابعة من الحوار الاستراتيجي في واشنطن يوم 22 تموز 2021.";

fn first() -> Report {
    Report::new("b", "2021-03-24", FIRST)
        .dialogue()
        .round("الجولة الأولى", 1, Some("2020-06"))
        .time("حزيران 2020", "2020-06", None)
}

fn held() -> Report {
    Report::new("a", "2020-06-14", HELD)
        .dialogue()
        .time("الخميس 11 حزيران 2020", "2020-06-11", None)
}

fn fourth() -> Report {
    Report::new("d", "2021-07-24", FOURTH)
        .dialogue()
        .round("الجولة الرابعة", 4, Some("2021-07-22"))
        .time("22 تموز 2021", "2021-07-22", None)
}

fn round(record: &Record, n: u32) -> &RoundRow {
    record.rounds.iter().find(|r| r.ordinal == Some(n)).unwrap()
}

#[test]
fn the_finer_date_that_agrees_wins_and_brings_its_mode() {
    let record = record(vec![first(), held()]);
    let one = round(&record, 1);
    assert_eq!(one.date.as_deref(), Some("2020-06-11"));
    assert_eq!(
        (one.mode, one.status),
        (Some(Venue::Video), RoundStatus::Reported)
    );
    assert_eq!(record.dialogues.len(), 1);
    assert_eq!(record.dialogues[0].parties, ["العراق", "الولايات المتحدة"]);
    assert_eq!(record.dialogues[0].reports, 2);
}

#[test]
fn rounds_that_nobody_reports_are_gaps_between_their_neighbours() {
    let record = record(vec![first(), held(), fourth()]);
    for n in [2, 3] {
        let gap = round(&record, n);
        assert_eq!(gap.status, RoundStatus::Gap);
        assert_eq!(
            (gap.earliest, gap.latest),
            (Some(date(2020, 6, 12)), Some(date(2021, 7, 21)))
        );
    }
    let gaps: Vec<_> = record.gaps.iter().filter(|g| g.kind == "round").collect();
    assert_eq!(gaps.len(), 2);
    assert_eq!(gaps[0].between, ["2020-06-11", "2021-07-22"]);
    assert!(gaps[0].what.contains("الجولة 2 من الحوار الاستراتيجي"));
}

#[test]
fn ids_do_not_change_when_reports_are_added() {
    let (few, more) = (
        record(vec![first(), held()]),
        record(vec![first(), held(), fourth()]),
    );
    assert_eq!(round(&few, 1).id, round(&more, 1).id);
    assert_eq!(few.dialogues[0].id, more.dialogues[0].id);
}

#[test]
fn one_round_with_two_numbers_is_a_conflict_and_no_round_more() {
    let third = Report::new(
        "c",
        "2021-04-07",
        "عقدت الجولة الثالثة من الحوار الاستراتيجي في 7 نيسان 2021.",
    )
    .dialogue()
    .round("الجولة الثالثة", 3, Some("2021-04-07"));
    let text = "من المؤمل أن يخوض نسخته الثانية. ووصف المرحلة الثالثة من الحوار الاستراتيجي بالنجاح.";
    let both = Report::new("e", "2021-03-25", text)
        .dialogue()
        .round("نسخته الثانية", 2, None)
        .round("المرحلة الثالثة", 3, None);
    let record = record(vec![held(), first(), third, both]);
    assert_eq!(round(&record, 2).status, RoundStatus::Gap);
    let conflict = record.conflicts.iter().find(|c| c.kind == "ordinal").unwrap();
    let values: Vec<&str> = conflict.claims.iter().map(|c| c.value.as_str()).collect();
    assert_eq!(values, ["3", "2"]);
}

#[test]
fn a_round_told_of_in_advance_only_is_planned() {
    let text = "ستعقد الجولة الأولى من الحوار الاستراتيجي في حزيران 2020.";
    let planned = Report::new("p", "2020-05-01", text)
        .dialogue()
        .round("الجولة الأولى", 1, Some("2020-06"));
    assert_eq!(round(&record(vec![planned]), 1).status, RoundStatus::Planned);
}

#[test]
fn two_days_of_beginning_are_a_conflict() {
    let other = Report::new(
        "f",
        "2021-07-27",
        "أعمال الجولة الرابعة من الحوار الاستراتيجي التي بدأت الجمعة 23 تموز.",
    )
    .dialogue()
    .round("الجولة الرابعة", 4, Some("2021-07-23"))
    .time("الجمعة 23 تموز", "2021-07-23", None);
    let text = "الجولة الرابعة من الحوار الاستراتيجي بدأت الخميس 22 تموز.";
    let one = Report::new("g", "2021-07-24", text)
        .dialogue()
        .round("الجولة الرابعة", 4, Some("2021-07-22"))
        .time("الخميس 22 تموز", "2021-07-22", None);
    let record = record(vec![one, other]);
    let conflict = record.conflicts.iter().find(|c| c.kind == "date").unwrap();
    let values: Vec<&str> = conflict.claims.iter().map(|c| c.value.as_str()).collect();
    assert_eq!(values, ["2021-07-22", "2021-07-23"]);
    let four = round(&record, 4);
    assert_eq!(
        (four.earliest, four.latest),
        (Some(date(2021, 7, 22)), Some(date(2021, 7, 23)))
    );
}

fn undated() -> Report {
    let text =
        "انطلقت الجولة الثالثة من الحوار الاستراتيجي اليوم الأربعاء. وكان الموعد قد حدد في مطلع نيسان المقبل.";
    Report::new("u", "", text)
        .dialogue()
        .round("الجولة الثالثة", 3, None)
        .time("اليوم الأربعاء", "XXXX-WXX-3", None)
        .time("مطلع نيسان المقبل", "XXXX-04", Some(Modifier::Start))
}

#[test]
fn a_report_of_todays_round_is_dated_by_the_others() {
    let text = "عقدت الجولة الثالثة من الحوار الاستراتيجي في نيسان 2021.";
    let month = Report::new("m", "2021-05-01", text)
        .dialogue()
        .round("الجولة الثالثة", 3, Some("2021-04"));
    let given = dates(vec![month, undated()]);
    assert_eq!(given[0], None);
    // April 2021, at its beginning, a Wednesday.
    let date = given[1].clone().unwrap();
    assert_eq!(date.date.as_deref(), Some("2021-04-07"));
    assert_eq!(date.evidence.len(), 3);
}

#[test]
fn another_weekday_contradicts_and_dates_nothing() {
    let text = "عقدت الجولة الثالثة من الحوار الاستراتيجي في 8 نيسان 2021.";
    let thursday =
        Report::new("m", "2021-05-01", text)
            .dialogue()
            .round("الجولة الثالثة", 3, Some("2021-04-08"));
    assert_eq!(dates(vec![thursday, undated()])[1], None);
}

#[test]
fn planned_then_happened_is_one_event() {
    let before = Report::new("a", "2021-04-01", "سيعقد الطرفان الحوار الاستراتيجي في 7 نيسان.")
        .dialogue()
        .event(
            "سيعقد الطرفان الحوار",
            "AGREE",
            Some("2021-04-07"),
            Status::Planned,
        );
    let after = Report::new("b", "2021-04-08", "عقد الطرفان الحوار الاستراتيجي أمس.")
        .dialogue()
        .event(
            "عقد الطرفان الحوار",
            "CONSULT",
            Some("2021-04-07"),
            Status::Happened,
        );
    let record = record(vec![before, after]);
    assert_eq!(record.events.len(), 1);
    let event = &record.events[0];
    assert_eq!((event.kind.as_str(), event.status), ("CONSULT", Status::Happened));
    assert_eq!(event.reports, ["a", "b"]);
}
