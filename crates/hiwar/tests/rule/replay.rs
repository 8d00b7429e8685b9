//! What follows from a ruling, and what is left of it when reports and other rulings change.

use super::common::told::{root, run};
use super::common::{self, Bench};
use super::{HUSSEIN, SAHAF, built, id, person, rows, rule, ruled};
use serde_json::Value;

/// The outcomes of one ruling, as `list --json` has them.
fn outcomes(bench: &Bench, ruling: &str) -> Vec<Value> {
    let ran = run(bench, &["rule", "list", "t.hiwar", "--json"]);
    let list: Vec<Value> = serde_json::from_str(&ran.out).unwrap();
    let one = list.iter().find(|r| r["id"] == ruling).unwrap();
    one["outcomes"].as_array().unwrap().clone()
}

fn row(bench: &Bench, list: &str, wanted: &str) -> Option<Value> {
    rows(bench, list).into_iter().find(|r| r["id"] == wanted)
}

#[test]
fn a_split_takes_the_mentions_that_are_spelled_so_and_what_they_say() {
    let bench = built();
    let one = person(&bench, HUSSEIN).unwrap();
    let bare = "حسين";
    assert_eq!(one["names"], serde_json::json!([HUSSEIN, bare]));
    let said_by = |bench: &Bench, name: &str| {
        let all = rows(bench, "statements");
        all.iter().filter(|s| s["speaker"] == name).count()
    };
    let before = said_by(&bench, HUSSEIN);
    ruled(&bench, &["split", &id(&one), "--names", bare]);
    let (full, other) = (person(&bench, HUSSEIN).unwrap(), person(&bench, bare).unwrap());
    assert_eq!(full["id"], one["id"]);
    // The reports that write both keep the full name where it was.
    assert_eq!(full["names"], serde_json::json!([HUSSEIN]));
    assert_eq!(full["documents"], one["documents"]);
    assert_eq!(other["names"], serde_json::json!([bare]));
    assert!(said_by(&bench, bare) > 0);
    assert_eq!(said_by(&bench, HUSSEIN) + said_by(&bench, bare), before);
}

#[test]
fn a_split_by_reports_takes_what_stands_in_them() {
    let bench = built();
    let one = person(&bench, HUSSEIN).unwrap();
    let report = "08_round3_recycled_wire";
    let ruling = ruled(&bench, &["split", &id(&one), "--reports", report]);
    let other = id(&outcomes(&bench, &ruling)[0]["row"]
        .as_str()
        .map_or(Value::Null, |r| row(&bench, "people", r).unwrap()));
    let people = rows(&bench, "people");
    for person in &people {
        let there = person["documents"]
            .as_array()
            .unwrap()
            .iter()
            .any(|d| d == report);
        if id(person) == other {
            assert_eq!(person["documents"], serde_json::json!([report]));
        } else if id(person) == id(&one) {
            assert!(!there);
        }
    }
    let ran = rule(&bench, &["split", &id(&one), "--reports", report]);
    ran.said(2, "t.hiwar: that person is not in", &[report, "it is in"]);
    let ran = rule(&bench, &["split", &other, "--reports", report]);
    ran.said(
        2,
        "t.hiwar: that ruling would change nothing",
        &["that is all of that person"],
    );
}

#[test]
fn what_would_change_nothing_is_refused_and_nothing_is_written() {
    let bench = built();
    let round = id(&rows(&bench, "rounds")[0]);
    let before = bench.bytes("t.hiwar");
    for (field, why) in [
        ("status=nonsense", "it is one of reported, planned, gap"),
        ("date=yesterday", "a date is 2021, 2021-04 or 2021-04-07"),
        ("date=2021-02-30", "a date is"),
        ("ordinal=x", "is no value of ordinal"),
        ("ordinal=-1", "is no value of ordinal"),
        ("mode=videoo", "is no value of mode"),
        ("dialogue=dialogue-0", "dialogue-0 is no value of dialogue"),
    ] {
        rule(&bench, &["correct", &round, field]).said(2, "t.hiwar: ", &[why]);
    }
    let ran = rule(&bench, &["reject", "15_libya_forum_tunis"]);
    ran.said(2, "t.hiwar: that ruling", &["hiwar remove"]);
    assert!(bench.bytes("t.hiwar") == before, "the file changed");
}

#[test]
fn timeline_and_gaps_follow_what_is_corrected() {
    let bench = built();
    let event = rows(&bench, "events")
        .into_iter()
        .find(|e| e["date"] == "2020-08-19")
        .unwrap();
    let dated = |bench: &Bench, date: &str| {
        let lines = rows(bench, "timeline");
        lines
            .iter()
            .filter(|l| l["type"] == "event" && l["date"] == date)
            .count()
    };
    assert_eq!((dated(&bench, "2020-08-19"), dated(&bench, "2020-08-18")), (1, 0));
    ruled(&bench, &["correct", &id(&event), "date=2020-08-18"]);
    assert_eq!((dated(&bench, "2020-08-19"), dated(&bench, "2020-08-18")), (0, 1));
    let now = row(&bench, "events", &id(&event)).unwrap();
    assert_eq!(
        now["ruled"][0]["was"], "2020-08-19",
        "what the rules found is still told"
    );

    let gap = rows(&bench, "rounds")
        .into_iter()
        .find(|r| r["status"] == "gap")
        .unwrap();
    let gaps = |bench: &Bench| {
        rows(bench, "gaps")
            .iter()
            .filter(|g| g["kind"] == "round")
            .count()
    };
    let before = gaps(&bench);
    ruled(&bench, &["correct", &id(&gap), "status=reported"]);
    ruled(&bench, &["correct", &id(&gap), "date=2021-05"]);
    let now = row(&bench, "rounds", &id(&gap)).unwrap();
    assert_eq!(
        (&now["earliest"], &now["latest"]),
        (&"2021-05-01".into(), &"2021-05-31".into())
    );
    assert_eq!(gaps(&bench), before - 1);
    let lines = rows(&bench, "timeline");
    assert!(
        lines
            .iter()
            .any(|l| l["round"] == gap["id"] && l["date"] == "2021-05")
    );
}

#[test]
fn what_hangs_on_a_rejected_round_or_event_goes_with_it() {
    let bench = built();
    let round = rows(&bench, "rounds")
        .into_iter()
        .find(|r| r["ordinal"] == 2)
        .unwrap();
    let talks = round["dialogue"].as_str().unwrap();
    let said = rows(&bench, "statements");
    assert!(said.iter().any(|s| s["round"] == round["id"]));
    let counted = row(&bench, "dialogue", talks).unwrap()["rounds"]
        .as_u64()
        .unwrap();
    let ruling = ruled(&bench, &["reject", &id(&round)]);
    for list in ["timeline", "statements", "commitments"] {
        assert!(
            rows(&bench, list).iter().all(|r| r["round"] != round["id"]),
            "{list}"
        );
    }
    assert_eq!(rows(&bench, "statements").len(), said.len());
    assert_eq!(row(&bench, "dialogue", talks).unwrap()["rounds"], counted - 1);
    ruled(&bench, &["undo", &ruling]);
    assert_eq!(rows(&bench, "statements"), said);

    let event = rows(&bench, "events")
        .into_iter()
        .find(|e| e["date"] == "2020-08-19")
        .unwrap();
    let lines = rows(&bench, "timeline").len();
    ruled(&bench, &["reject", &id(&event)]);
    assert_eq!(rows(&bench, "timeline").len(), lines - 1);

    let gone = id(&rows(&bench, "dialogue")[1]);
    ruled(&bench, &["reject", &gone]);
    assert!(
        rows(&bench, "rounds")
            .iter()
            .all(|r| r["dialogue"] != gone.as_str())
    );
}

#[test]
fn of_a_merge_and_a_split_that_say_otherwise_the_later_counts() {
    let bench = built();
    let (a, b) = (person(&bench, HUSSEIN).unwrap(), person(&bench, SAHAF).unwrap());
    let merge = ruled(&bench, &["merge", &id(&a), &id(&b)]);
    let split = ruled(&bench, &["split", &id(&a), "--names", SAHAF]);
    let told = &outcomes(&bench, &merge)[0];
    assert_eq!(
        (&told["fate"], &told["other"]),
        (&"contradicted".into(), &split.as_str().into())
    );
    let table = run(&bench, &["rule", "list", "t.hiwar"]).out;
    assert!(table.contains(&format!("contradicted by {split}")), "{table}");
    assert!(person(&bench, SAHAF).is_some());
    ruled(&bench, &["undo", &split]);
    assert_eq!(outcomes(&bench, &merge)[0]["fate"], "applied");
    assert_eq!(outcomes(&bench, &split)[0]["fate"], "undone");
    assert!(person(&bench, SAHAF).is_none());

    let event = id(&rows(&bench, "events")[0]);
    let accept = ruled(&bench, &["accept", &event]);
    let reject = ruled(&bench, &["reject", &event]);
    assert_eq!(outcomes(&bench, &accept)[0]["other"], reject.as_str());
}

#[test]
fn a_changed_report_gives_its_rows_other_ids_and_the_words_find_them() {
    let bench = Bench::new();
    let name = "15_libya_forum_tunis.txt";
    let text = std::fs::read_to_string(root().join("sample").join(name)).unwrap();
    bench.write(name, &text);
    let build = || assert_eq!(run(&bench, &["build", name, "-o", "t.hiwar"]).status, 0);
    build();
    let events = rows(&bench, "events");
    let one = events.iter().find(|e| e["date"] == "2020-11-15").unwrap();
    ruled(&bench, &["correct", &id(one), "place=قرطاج"]);
    bench.write(
        name,
        format!("{}\nوأضافت البعثة أن الجلسات كانت علنية.\n", text.trim_end()),
    );
    build();
    assert!(row(&bench, "events", &id(one)).is_none(), "its id did not change");
    let now = rows(&bench, "events");
    let placed: Vec<&Value> = now.iter().filter(|e| e["place"] == "قرطاج").collect();
    assert_eq!(placed.len(), 1);
    assert_eq!(placed[0]["evidence"][0]["text"], one["evidence"][0]["text"]);
}

/// Rulings about rows whose ids are not known here.
#[test]
fn words_that_several_rows_rest_on_find_none() {
    let bench = built();
    let gaps: Vec<Value> = rows(&bench, "gaps")
        .into_iter()
        .filter(|g| g["kind"] == "round")
        .collect();
    let figure = &rows(&bench, "figures")[0];
    let lines: String = [&gaps[0], figure]
        .iter()
        .zip(["gaps", "figures"])
        .map(|(row, list)| {
            let words = &row["evidence"].as_array().unwrap()[..1];
            let ruling = serde_json::json!({"id": "", "at": "2026-11-27T10:00:00Z", "by": "هناء", "verb": "reject",
                "targets": [{"list": list, "row": format!("{list}-of-another"), "words": words}]});
            format!("{ruling}\n")
        })
        .collect();
    bench.write("r.jsonl", lines);
    assert_eq!(run(&bench, &["rule", "import", "t.hiwar", "r.jsonl"]).status, 0);
    // Five gaps rest on the same words; the figure has its own.
    assert_eq!(rows(&bench, "gaps").len(), rows(&built(), "gaps").len());
    assert!(row(&bench, "figures", &id(figure)).is_none());
    let table = run(&bench, &["rule", "list", "t.hiwar"]).out;
    assert!(table.contains("orphaned: its row is no longer there"), "{table}");
}

#[test]
fn bad_lines_of_an_import_are_told_by_number_and_the_rest_is_joined() {
    let bench = built();
    let event = id(&rows(&bench, "events")[0]);
    ruled(&bench, &["accept", &event]);
    let line = run(&bench, &["rule", "export", "t.hiwar"]).out;
    let there = built();
    let late = line.replace("2026-", "soon-").replace("20", "soon");
    let lines = [
        "",
        "{}",
        &line.replace("accept", "bless"),
        &late,
        &line.replace("targets\":[", "targets\":[],\"more\":["),
        &line,
    ];
    there.write("r.jsonl", lines.map(str::trim_end).join("\n"));
    let ran = run(&there, &["rule", "import", "t.hiwar", "r.jsonl"]);
    assert_eq!(ran.status, 1);
    for n in 2..6 {
        ran.said(1, &format!("r.jsonl:{n}: is no ruling"), &["passed over"]);
    }
    assert!(ran.err.contains("1 new of 1 rulings"), "{}", ran.err);
    there.write("none.jsonl", "no ruling\n");
    let before = there.bytes("t.hiwar");
    assert_eq!(
        run(&there, &["rule", "import", "t.hiwar", "none.jsonl"]).status,
        2
    );
    assert!(there.bytes("t.hiwar") == before, "the file changed");
    let ran = run(&there, &["rule", "import", "t.hiwar", "missing.jsonl"]);
    ran.said(2, "missing.jsonl", &["no such file"]);
}

/// A record of a Hiwar that knew no rulings.
#[test]
fn an_older_record_is_ruled_about_too() {
    let bench = built();
    let db = rusqlite::Connection::open(bench.path("t.hiwar")).unwrap();
    db.execute_batch(
        "DROP TABLE IF EXISTS ruling; DROP TABLE IF EXISTS ruling_outcome; PRAGMA user_version = 1",
    )
    .unwrap();
    drop(db);
    assert_eq!(run(&bench, &["rule", "list", "t.hiwar"]).status, 0);
    let db = rusqlite::Connection::open(bench.path("t.hiwar")).unwrap();
    let event: String = db.query_row("SELECT id FROM event", [], |r| r.get(0)).unwrap();
    drop(db);
    ruled(&bench, &["accept", &event]);
    assert_eq!(
        row(&bench, "events", &event).unwrap()["ruled"][0]["verb"],
        "accept"
    );
    bench.write("more.txt", common::OTHER);
    assert_eq!(run(&bench, &["build", "more.txt", "-o", "t.hiwar"]).status, 0);
    assert_eq!(
        row(&bench, "events", &event).unwrap()["ruled"][0]["verb"],
        "accept"
    );
}
