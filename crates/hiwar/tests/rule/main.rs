//! `hiwar rule` as a user runs it.
#![allow(clippy::unwrap_used)] // a test may panic

#[path = "../common/mod.rs"]
mod common;
mod removed;
mod replay;

use common::told::{root, run};
use common::{Bench, Ran};
use serde_json::Value;

/// A bench with the record of `sample/`, which is built once, as `t.hiwar`.
fn built() -> Bench {
    static RECORD: std::sync::OnceLock<Vec<u8>> = std::sync::OnceLock::new();
    let record = RECORD.get_or_init(|| {
        let bench = Bench::new();
        let sample = root().join("sample");
        let ran = run(&bench, &["build", sample.to_str().unwrap(), "-o", "t.hiwar"]);
        assert_eq!(ran.status, 0, "{}", ran.err);
        bench.bytes("t.hiwar")
    });
    let bench = Bench::new();
    bench.write("t.hiwar", record);
    bench
}

fn rule(bench: &Bench, args: &[&str]) -> Ran {
    let by = ["--by", "هناء"];
    let (verb, rest) = args.split_first().unwrap();
    let all = [&["rule", verb, "t.hiwar"], rest, &by[..]].concat();
    run(bench, &all)
}

/// Rules, which works, and gives the ruling's id.
fn ruled(bench: &Bench, args: &[&str]) -> String {
    let ran = rule(bench, args);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{args:?}");
    assert!(ran.out.starts_with("ruling-"), "{}", ran.out);
    ran.out.trim().to_owned()
}

fn rows(bench: &Bench, list: &str) -> Vec<Value> {
    let ran = run(bench, &["show", list, "t.hiwar", "--json"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    serde_json::from_str(&ran.out).unwrap()
}

fn person(bench: &Bench, name: &str) -> Option<Value> {
    rows(bench, "people").into_iter().find(|p| p["name"] == name)
}

fn id(row: &Value) -> String {
    row["id"].as_str().unwrap().to_owned()
}

/// Ruling, fate and row of each line of `list --json`.
fn fates(bench: &Bench) -> Vec<(String, String)> {
    let ran = run(bench, &["rule", "list", "t.hiwar", "--json"]);
    let list: Vec<Value> = serde_json::from_str(&ran.out).unwrap();
    let fate = |r: &Value| r["outcomes"][0]["fate"].as_str().unwrap_or("none").to_owned();
    list.iter().map(|r| (id(r), fate(r))).collect()
}

const HUSSEIN: &str = "فؤاد حسين";
const SAHAF: &str = "أحمد الصحاف";

#[test]
fn merged_people_are_one_everywhere_and_stay_so_over_rebuilds() {
    let bench = built();
    let (a, b) = (person(&bench, HUSSEIN).unwrap(), person(&bench, SAHAF).unwrap());
    let said_by = |name: &str| {
        rows(&bench, "statements")
            .iter()
            .filter(|s| s["speaker"] == name)
            .count()
    };
    let (before, theirs) = (said_by(HUSSEIN), said_by(SAHAF));
    assert!(theirs > 0);
    let ruling = ruled(&bench, &["merge", &id(&a), &id(&b), "--because", "للتجربة"]);

    let check = |bench: &Bench| {
        assert!(person(bench, SAHAF).is_none());
        let one = person(bench, HUSSEIN).unwrap();
        assert!(
            one["names"].as_array().unwrap().iter().any(|n| n == SAHAF),
            "{one}"
        );
        assert_eq!(
            one["mentions"],
            a["mentions"].as_u64().unwrap() + b["mentions"].as_u64().unwrap()
        );
        assert_eq!(one["ruled"][0]["verb"], "merge");
        assert_eq!(one["ruled"][0]["by"], "هناء");
        assert_eq!(one["ruled"][0]["because"], "للتجربة");
        let statements = rows(bench, "statements");
        assert_eq!(
            statements.iter().filter(|s| s["speaker"] == HUSSEIN).count(),
            before + theirs
        );
    };
    check(&bench);
    // One more report: everything is put together anew.
    bench.write("more.txt", common::OTHER);
    let ran = run(&bench, &["build", "more.txt", "-o", "t.hiwar"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    check(&bench);

    ruled(&bench, &["undo", &ruling]);
    assert_eq!(person(&bench, SAHAF).unwrap()["mentions"], b["mentions"]);
    assert_eq!(
        fates(&bench).iter().map(|f| f.1.as_str()).collect::<Vec<_>>(),
        ["undone", "applied"]
    );
}

#[test]
fn a_split_takes_some_names_out_of_a_person() {
    let bench = built();
    let one = rows(&bench, "people")
        .into_iter()
        .find(|p| p["names"].as_array().unwrap().len() > 2)
        .unwrap();
    let name = one["names"]
        .as_array()
        .unwrap()
        .last()
        .unwrap()
        .as_str()
        .unwrap()
        .to_owned();
    ruled(&bench, &["split", &id(&one), "--names", &name]);
    let people = rows(&bench, "people");
    let with: Vec<&Value> = people
        .iter()
        .filter(|p| p["names"].as_array().unwrap().iter().any(|n| *n == name))
        .collect();
    assert_eq!(with.len(), 1);
    assert_ne!(with[0]["id"], one["id"]);
    let rest = people.iter().find(|p| p["id"] == one["id"]).unwrap();
    let mentions = |p: &Value| p["mentions"].as_u64().unwrap();
    assert_eq!(mentions(rest) + mentions(with[0]), mentions(&one));

    let ran = rule(&bench, &["split", &id(rest), "--names", "غيره"]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.err.contains("nowhere called غيره; it is written"),
        "{}",
        ran.err
    );
}

#[test]
fn rows_are_accepted_rejected_corrected_and_noted() {
    let bench = built();
    let events = rows(&bench, "events");
    let (first, second) = (id(&events[0]), id(&events[1]));
    ruled(&bench, &["reject", &first, "--because", "ليس حدثا"]);
    ruled(&bench, &["accept", &second]);
    let now = rows(&bench, "events");
    assert_eq!(now.len(), events.len() - 1);
    assert!(now.iter().all(|e| id(e) != first));
    let accepted = now.iter().find(|e| id(e) == second).unwrap();
    assert_eq!(accepted["ruled"][0]["verb"], "accept");
    assert!(
        now.iter()
            .filter(|e| id(e) != second)
            .all(|e| e.get("ruled").is_none())
    );

    let commitment = rows(&bench, "commitments")
        .into_iter()
        .find(|c| c["due"].is_null())
        .unwrap();
    let it = id(&commitment);
    ruled(&bench, &["correct", &it, "due=2021-12-31"]);
    ruled(&bench, &["correct", &it, "by=[\"العراق\", \"الولايات المتحدة\"]"]);
    ruled(&bench, &["annotate", &it, "انظر البيان الختامي"]);
    let now = rows(&bench, "commitments")
        .into_iter()
        .find(|c| id(c) == it)
        .unwrap();
    assert_eq!(now["due"], "2021-12-31");
    assert_eq!(now["by"], serde_json::json!(["العراق", "الولايات المتحدة"]));
    assert_eq!(now["ruled"][2]["value"], "انظر البيان الختامي");
    // The other forms of the record follow.
    let due = run(&bench, &["show", "commitments", "t.hiwar", "--due", "2021-12-01"]);
    assert!(due.out.contains("2021-12-31"), "{}", due.out);

    for (args, why) in [
        (
            vec!["correct", &it, "dues=2021"],
            "no field dues to correct; it has by, to, action, due",
        ),
        (vec!["correct", &it, "id=x"], "no field id to correct"),
        (vec!["correct", &it, "by=العراق"], "is no value of by"),
        (vec!["correct", &it, "due"], "due is no FIELD=VALUE"),
        (
            vec!["accept", "event-0"],
            "has no row event-0; ids stand in `hiwar show LIST FILE --json`",
        ),
        (vec!["merge", &it, &second], "only people are merged and split"),
        (vec!["undo", "ruling-0"], "has no ruling ruling-0"),
    ] {
        let ran = rule(&bench, &args);
        assert_eq!(ran.status, 2, "{args:?}");
        assert!(ran.err.contains(why), "{args:?}: {}", ran.err);
    }
}

#[test]
fn of_two_that_say_otherwise_the_later_counts_and_the_other_is_shown() {
    let bench = built();
    let event = id(&rows(&bench, "events")[0]);
    let before = rows(&bench, "events").len();
    let reject = ruled(&bench, &["reject", &event]);
    assert_eq!(rows(&bench, "events").len(), before - 1);
    // It is in no list any more, but its ruling can be undone.
    let undo = ruled(&bench, &["undo", &reject]);
    assert_eq!(rows(&bench, "events").len(), before);
    ruled(&bench, &["undo", &undo]);
    assert_eq!(rows(&bench, "events").len(), before - 1);

    let bench = built();
    let person = id(&person(&bench, SAHAF).unwrap());
    let first = ruled(&bench, &["correct", &person, "name=أحمد"]);
    let second = ruled(&bench, &["correct", &person, "name=أحمد بن علي"]);
    let fates = fates(&bench);
    assert_eq!(
        fates,
        [(first, "contradicted".to_owned()), (second, "applied".to_owned())]
    );
    let said: Vec<Value> = rows(&bench, "statements")
        .into_iter()
        .filter(|s| s["speaker"] == "أحمد بن علي")
        .collect();
    assert!(!said.is_empty(), "what he says is told under his new name");
}

#[test]
fn rulings_travel_as_a_file_and_join_once() {
    let (here, there) = (built(), built());
    let (a, b) = (person(&here, HUSSEIN).unwrap(), person(&here, SAHAF).unwrap());
    ruled(&here, &["merge", &id(&a), &id(&b)]);
    let event = id(&rows(&here, "events")[0]);
    ruled(&here, &["reject", &event]);
    let export = |bench: &Bench| run(bench, &["rule", "export", "t.hiwar"]).out;
    let lines = export(&here);
    assert_eq!(lines.lines().count(), 2);

    there.write("rulings.jsonl", format!("{lines}no ruling\n"));
    let ran = run(&there, &["rule", "import", "t.hiwar", "rulings.jsonl"]);
    assert_eq!(ran.status, 1);
    assert!(ran.err.contains("rulings.jsonl:3: is no ruling"), "{}", ran.err);
    assert!(ran.err.contains("2 new of 2 rulings"), "{}", ran.err);
    for list in ["people", "events", "statements"] {
        assert_eq!(rows(&here, list), rows(&there, list), "{list}");
    }
    there.write("rulings.jsonl", &lines);
    let ran = run(&there, &["rule", "import", "t.hiwar", "rulings.jsonl"]);
    assert_eq!(ran.status, 0);
    assert!(ran.err.contains("0 new of 2 rulings"), "{}", ran.err);
    assert_eq!(export(&there), lines);

    // A record without those reports: kept, and said to be about nothing there.
    let other = Bench::new();
    other.write("a.txt", common::REPORT);
    assert_eq!(run(&other, &["build", "a.txt", "-o", "t.hiwar"]).status, 0);
    other.write("rulings.jsonl", &lines);
    assert_eq!(
        run(&other, &["rule", "import", "t.hiwar", "rulings.jsonl"]).status,
        0
    );
    assert!(
        fates(&other).iter().all(|f| f.1 == "orphaned"),
        "{:?}",
        fates(&other)
    );
    let table = run(&other, &["rule", "list", "t.hiwar"]).out;
    assert!(table.contains("orphaned") && table.contains("هناء"), "{table}");
}

#[test]
#[cfg(unix)]
fn killed_at_any_moment_it_loses_no_ruling_that_was_made() {
    let bench = built();
    let event = id(&rows(&bench, "events")[0]);
    let mut kept = 0;
    for n in 0..20_u64 {
        let note = format!("ملاحظة {n}");
        let mut child = bench
            .command(&["rule", "annotate", "t.hiwar", &event, &note])
            .env_remove("HIWAR_DATA")
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(n * 37 % 400));
        let _ = child.kill();
        child.wait().unwrap();
        assert_eq!(bench.rows("t.hiwar", "PRAGMA integrity_check"), ["ok"]);
        let made = fates(&bench).len();
        assert!(made >= kept, "a ruling was lost");
        kept = made;
        // A ruling is never there without its effect.
        let info = run(&bench, &["info", "t.hiwar", "--json"]);
        let info: Value = serde_json::from_str(&info.out).unwrap();
        assert_eq!(info["complete"], true);
        assert!(fates(&bench).iter().all(|f| f.1 == "applied"));
    }
    ruled(&bench, &["annotate", &event, "الأخيرة"]);
    let now = rows(&bench, "events");
    let row = now.iter().find(|e| id(e) == event).unwrap();
    assert_eq!(row["ruled"].as_array().unwrap().len(), kept + 1);
}
