//! Every export of the sample's record: the same bytes twice, its form, and words at their places.
//! `scripts/exports` opens each with the reader that its users use.

#![allow(clippy::unwrap_used, clippy::panic)] // a test may

mod common;

use common::told::{root, run};
use common::{Bench, Ran};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

const FILES: [&str; 10] = [
    "ics",
    "web-annotation",
    "plover",
    "gexf",
    "markdown",
    "timelinejs",
    "bibtex",
    "csl-json",
    "json-ld",
    "docx",
];
const FOLDERS: [&str; 4] = ["csv", "polecat", "ftm", "brat"];

/// The sample's record with each export of it, and the texts of its reports.
struct Made {
    bench: Bench,
    texts: BTreeMap<String, String>,
}

/// Text that tries to be markup, a formula, a control sequence and a path.
const HOSTILE: &str = "بغداد - واع\nقال وزير الخارجية العراقي فؤاد حسين إن \"<script>alert(1)</script> [x](y) \u{202E}=1+1\u{1} {%&_}; \
                       a,b\\c\" في السابع من نيسان 2021. وستعقد الجولة الرابعة من الحوار الاستراتيجي بين العراق والولايات المتحدة في تموز 2021.\n";

static MADE: LazyLock<Made> = LazyLock::new(|| {
    let bench = Bench::new();
    bench.write("hostile.jsonl", {
        let line = serde_json::json!({"id": "../<b>\"ح&{}\n", "title": "=<i>&%{}_\\", "url": "http://x.test/a?b=<c>&d", "text": HOSTILE});
        format!("{line}\n")
    });
    let sample = root().join("sample");
    let build = run(
        &bench,
        &[
            "build",
            sample.to_str().unwrap(),
            "hostile.jsonl",
            "-o",
            "r.hiwar",
        ],
    );
    assert!(build.status <= 1, "{}", build.err);
    for format in FILES.iter().chain(&FOLDERS) {
        let ran = export(&bench, format, &format!("out-{format}"));
        assert_eq!(ran.status, 0, "{format}: {}", ran.err);
    }
    let reports = run(&bench, &["read", sample.to_str().unwrap(), "hostile.jsonl"]).json_lines();
    let text = |r: &Value| {
        (
            r["id"].as_str().unwrap().to_owned(),
            r["text"].as_str().unwrap().to_owned(),
        )
    };
    let texts = reports.iter().map(text).collect();
    Made { bench, texts }
});

fn export(bench: &Bench, format: &str, out: &str) -> Ran {
    run(bench, &["export", format, "r.hiwar", "-o", out])
}

fn text(name: &str) -> String {
    String::from_utf8(MADE.bench.bytes(&format!("out-{name}"))).unwrap()
}

fn json(name: &str) -> Value {
    serde_json::from_str(&text(name)).unwrap()
}

fn show(list: &str) -> Vec<Value> {
    serde_json::from_str(&run(&MADE.bench, &["show", list, "r.hiwar", "--json"]).out).unwrap()
}

/// Each file below a path, by its name.
fn files(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let read = |path: &Path| std::fs::read(path).unwrap();
    if path.is_file() {
        return BTreeMap::from([(String::new(), read(path))]);
    }
    let entries = std::fs::read_dir(path).unwrap().map(Result::unwrap);
    entries
        .map(|e| (e.file_name().into_string().unwrap(), read(&e.path())))
        .collect()
}

fn separated(name: &str, by: u8) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(by)
        .has_headers(false)
        .from_path(MADE.bench.path(&format!("out-{name}")));
    let rows = reader
        .as_mut()
        .unwrap()
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect());
    rows.collect()
}

/// The words of a report between two code points.
#[track_caller]
fn words(document: &str, start: usize, end: usize) -> String {
    let text = MADE
        .texts
        .get(document)
        .unwrap_or_else(|| panic!("no report {document}"));
    text.chars().skip(start).take(end - start).collect()
}

#[track_caller]
fn at_its_words(evidence: &Value) {
    let number = |name: &str| usize::try_from(evidence[name].as_u64().unwrap()).unwrap();
    let found = words(
        evidence["document"].as_str().unwrap(),
        number("start"),
        number("end"),
    );
    assert_eq!(evidence["text"], found.as_str());
}

#[test]
fn the_same_record_makes_the_same_bytes() {
    for format in FILES.iter().chain(&FOLDERS) {
        let again = format!("again-{format}");
        assert_eq!(export(&MADE.bench, format, &again).status, 0);
        let (a, b) = (
            files(&MADE.bench.path(&format!("out-{format}"))),
            files(&MADE.bench.path(&again)),
        );
        assert!(a == b, "{format} differs");
        assert!(
            a.values().all(|bytes| !bytes.is_empty()),
            "{format} has an empty file"
        );
    }
}

#[test]
fn one_file_goes_to_standard_output_too() {
    assert_eq!(export(&MADE.bench, "plover", "-").out, text("plover"));
    export(&MADE.bench, "csv", "-").said(2, "csv is several files", &["-o talks-csv"]);
}

#[test]
fn what_does_not_suit_the_form_is_refused() {
    let bench = &MADE.bench;
    bench.write("folder/x", "");
    bench.write("file", "kept");
    export(bench, "ics", "folder").said(2, "folder", &["is a folder", "-o"]);
    export(bench, "csv", "file").said(2, "file", &["is no folder", "-o"]);
    export(bench, "ics", "r.hiwar").said(2, "r.hiwar", &["is a SQLite file"]);
    export(bench, "ics", "no/such/folder.ics").said(2, "no/such", &["mkdir"]);
    assert_eq!(bench.bytes("file"), b"kept");
    bench.write("old/gone.txt", "of a report that was removed");
    let ran = export(bench, "brat", "old");
    assert!(
        ran.status == 0 && ran.err.contains("old: 1 other files"),
        "{}",
        ran.err
    );
}

#[test]
#[cfg(not(feature = "parquet"))]
fn parquet_says_how_to_get_it() {
    export(&MADE.bench, "parquet", "out-parquet").said(
        2,
        "this hiwar was built without Parquet",
        &["--features parquet"],
    );
    assert!(!MADE.bench.path("out-parquet").exists());
}

#[test]
fn csv_has_a_row_a_fact_and_says_what_each_column_means() {
    let package = json("csv/datapackage.json");
    let dictionary: BTreeSet<(String, String)> = separated("csv/dictionary.csv", b',')
        .into_iter()
        .map(|row| (row[0].clone(), row[1].clone()))
        .collect();
    for resource in package["resources"].as_array().unwrap() {
        let (name, path) = (
            resource["name"].as_str().unwrap(),
            resource["path"].as_str().unwrap(),
        );
        let rows = separated(&format!("csv/{path}"), b',');
        let fields: Vec<&str> = resource["schema"]["fields"]
            .as_array()
            .unwrap()
            .iter()
            .map(|f| f["name"].as_str().unwrap())
            .collect();
        assert_eq!(rows[0], fields, "{name}");
        assert!(rows.iter().all(|row| row.len() == fields.len()));
        for field in fields {
            assert!(
                dictionary.contains(&(name.to_owned(), field.to_owned())),
                "{name}.{field} is in no dictionary"
            );
        }
    }
    for list in ["events", "statements", "documents", "conflicts"] {
        assert_eq!(
            separated(&format!("csv/{list}.csv"), b',').len() - 1,
            show(list).len(),
            "{list}"
        );
    }
    for row in &separated("csv/evidence.csv", b',')[1..] {
        assert_eq!(
            words(&row[3], row[4].parse().unwrap(), row[5].parse().unwrap()),
            row[6]
        );
    }
}

#[test]
fn ics_folds_by_octets_and_gives_no_month_a_day() {
    let calendar = text("ics");
    assert!(
        calendar.lines().all(|line| line.len() <= 75)
            && calendar.matches('\n').count() == calendar.matches("\r\n").count()
    );
    let whole = calendar.replace("\r\n ", "");
    let items = whole.split("BEGIN:V").skip(2);
    let mut months = 0;
    for item in items {
        for must in [
            "UID:",
            "DTSTAMP:",
            "SUMMARY",
            "STATUS:",
            "X-HIWAR-PRECISION:",
            "X-HIWAR-EVIDENCE:",
        ] {
            assert!(item.contains(must), "{must} is missing: {item}");
        }
        if item.contains("PRECISION:month") && item.starts_with("EVENT") {
            months += 1;
            let day = |name: &str| item.split(name).nth(1).unwrap()[..8].to_owned();
            assert_ne!(
                day("DTSTART;VALUE=DATE:")[..6],
                day("DTEND;VALUE=DATE:")[..6],
                "{item}"
            );
        }
    }
    assert!(months > 0);
    let due = show("commitments").iter().filter(|c| !c["due"].is_null()).count();
    assert_eq!(whole.matches("BEGIN:VTODO").count(), due);
}

#[test]
fn web_annotations_have_both_selectors_in_code_points() {
    let page = json("web-annotation");
    let items = page["items"].as_array().unwrap();
    let mut ids = BTreeSet::new();
    for item in items {
        assert!(ids.insert(item["id"].as_str().unwrap()), "{} twice", item["id"]);
        for target in item["target"].as_array().unwrap() {
            let [position, quote] = [&target["selector"][0], &target["selector"][1]];
            assert_eq!(
                (&position["type"], &quote["type"]),
                (&"TextPositionSelector".into(), &"TextQuoteSelector".into())
            );
            let number = |name: &str| usize::try_from(position[name].as_u64().unwrap()).unwrap();
            let (start, end) = (number("start"), number("end"));
            let around = |name: &str| quote[name].as_str().unwrap();
            let fits = MADE.texts.values().any(|text| {
                let cut =
                    |from: usize, to: usize| text.chars().skip(from).take(to - from).collect::<String>();
                cut(start, end) == around("exact")
                    && cut(0, start).ends_with(around("prefix"))
                    && cut(end, text.chars().count()).starts_with(around("suffix"))
            });
            assert!(fits, "{item}");
        }
    }
}

/// Made of the record, the rows of an export are those that `hiwar show` reads from the tables.
#[test]
fn exports_tell_what_show_tells() {
    let page = json("web-annotation");
    let mut facts: BTreeMap<String, Value> = BTreeMap::new();
    for item in page["items"].as_array().unwrap() {
        let fact = item["body"][2]["value"].as_str().unwrap();
        facts.insert(
            item["id"].as_str().unwrap().to_owned(),
            serde_json::from_str(fact).unwrap(),
        );
    }
    for list in [
        "dialogue",
        "rounds",
        "timeline",
        "people",
        "statements",
        "figures",
        "events",
        "commitments",
        "conflicts",
    ] {
        for mut row in show(list) {
            let evidence = row.as_object_mut().unwrap().remove("evidence").unwrap();
            if evidence.as_array().is_some_and(|e| !e.is_empty()) {
                let id = format!("urn:hiwar:{list}:{}", row["id"].as_str().unwrap());
                assert_eq!(facts.get(&id), Some(&row));
            }
        }
    }
}

#[test]
fn plover_and_polecat_have_the_events_that_somebody_does() {
    let acted = show("events")
        .iter()
        .filter(|e| e["actors"].as_array().is_some_and(|a| !a.is_empty()))
        .count();
    let lines: Vec<Value> = text("plover")
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    assert_eq!(lines.len(), acted);
    for event in &lines {
        assert!(
            matches!(event["quad_code"].as_u64(), Some(1..=4)) && event["event_scale"].is_f64(),
            "{event}"
        );
        event["evidence"]
            .as_array()
            .unwrap()
            .iter()
            .for_each(at_its_words);
    }
    let codes: BTreeSet<&str> = lines
        .iter()
        .filter_map(|e| e["actor"][0]["code"].as_str())
        .collect();
    assert!(codes.contains("IRQ") && codes.contains("USA"), "{codes:?}");
    let rows = separated("polecat/events.txt", b'\t');
    assert_eq!((rows.len() - 1, rows[0].len()), (acted, 40));
    assert_eq!(
        (rows[0][1].as_str(), rows[0][7].as_str(), rows[0][15].as_str()),
        ("Event Date", "Actor Name", "Recipient Name")
    );
    assert!(rows.iter().flatten().all(|cell| !cell.is_empty()));
    for row in &separated("polecat/extras.txt", b'\t')[1..] {
        assert_eq!(
            words(&row[1], row[2].parse().unwrap(), row[3].parse().unwrap()),
            row[4]
        );
    }
}

#[test]
fn gexf_says_who_met_whom() {
    let graph = text("gexf");
    assert!(graph.contains("<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">"));
    assert!(graph.contains("label=\"الولايات المتحدة\"") && graph.contains("kind=\"met\""));
    let ids: BTreeSet<&str> = graph
        .split("<edge id=\"")
        .skip(1)
        .map(|e| e.split('"').next().unwrap())
        .collect();
    assert_eq!(ids.len(), graph.matches("<edge ").count());
}

#[test]
fn the_dossier_has_a_footnote_for_each_mark() {
    let text = text("markdown");
    let defined = text.lines().filter(|l| l.starts_with("[^")).count();
    assert_eq!(text.matches("[^").count(), 2 * defined);
    assert!(text.starts_with("<div dir=\"rtl\""));
    assert!(text.contains("\\<script\\>") && !text.contains("<script>") && !text.contains('\u{202E}'));
    assert!(MADE.bench.bytes("out-docx").starts_with(b"PK"));
}

#[test]
fn timelines_keep_vague_dates_vague() {
    let timeline = json("timelinejs");
    let slides = timeline["events"].as_array().unwrap();
    assert!(
        slides
            .iter()
            .any(|s| s["start_date"].as_object().unwrap().len() == 2),
        "no slide of a month"
    );
    for slide in slides {
        slide["evidence"]
            .as_array()
            .unwrap()
            .iter()
            .for_each(at_its_words);
        assert!(!slide["text"].to_string().contains("<script"), "{slide}");
    }
    assert!(!timeline["eras"].as_array().unwrap().is_empty());
}

#[test]
fn bibliographies_have_each_report_once() {
    let reports = show("documents").len();
    let bib = text("bibtex");
    assert_eq!(bib.matches("@online{").count(), reports);
    assert!(bib.contains("date = {2020-06-11}") && bib.contains("langid = {arabic}"));
    // Braces that reports bring are escaped, so the others pair.
    let own = bib.replace("\\{", "").replace("\\}", "");
    assert_eq!(own.matches('{').count(), own.matches('}').count());
    let items = json("csl-json");
    assert_eq!(items.as_array().unwrap().len(), reports);
    assert!(
        items
            .as_array()
            .unwrap()
            .iter()
            .any(|i| i["issued"]["circa"] == true)
    );
}

#[test]
fn json_ld_needs_no_network() {
    let data = json("json-ld");
    assert_eq!(data["@context"]["@vocab"], "https://schema.org/");
    let nodes = data["@graph"].as_array().unwrap();
    for kind in [
        "NewsArticle",
        "EventSeries",
        "Event",
        "Person",
        "Quotation",
        "Observation",
        "PlanAction",
    ] {
        assert!(nodes.iter().any(|n| n["@type"] == kind), "no {kind}");
    }
    assert!(
        !nodes.iter().any(|n| n["@type"] == "ClaimReview"),
        "a verdict is a person's"
    );
    let ids: BTreeSet<&str> = nodes.iter().map(|n| n["@id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), nodes.len());
}

#[test]
fn followthemoney_links_lead_somewhere() {
    let lines: Vec<Value> = text("ftm/entities.ftm.json")
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    let ids: BTreeSet<&str> = lines.iter().map(|e| e["id"].as_str().unwrap()).collect();
    assert!(
        ids.iter()
            .all(|id| id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'))
    );
    for entity in &lines {
        for link in ["document", "entity", "holder", "post", "participant", "involved"] {
            let targets = entity["properties"][link].as_array();
            for target in targets.into_iter().flatten() {
                assert!(
                    ids.contains(target.as_str().unwrap()),
                    "{entity} leads nowhere by {link}"
                );
            }
        }
    }
    let rows = separated("ftm/statements.csv", b',');
    assert_eq!(rows[0].len(), 14);
    assert!(
        rows.iter()
            .skip(1)
            .any(|row| row[7].starts_with("events/") && !row[9].is_empty())
    );
}

#[test]
fn brat_stands_off_in_code_points() {
    let all = files(&MADE.bench.path("out-brat"));
    let mut seen = 0;
    for (name, bytes) in all.iter().filter(|(name, _)| name.ends_with(".ann")) {
        let text = String::from_utf8(all[&name.replace(".ann", ".txt")].clone()).unwrap();
        let chars: Vec<char> = text.chars().collect();
        for line in String::from_utf8(bytes.clone())
            .unwrap()
            .lines()
            .filter(|l| l.starts_with('T'))
        {
            let parts: Vec<&str> = line.split('\t').collect();
            let places = parts[1].split_once(' ').unwrap().1;
            let piece = |place: &str| {
                let (start, end) = place.split_once(' ').unwrap();
                chars[start.parse().unwrap()..end.parse().unwrap()]
                    .iter()
                    .collect::<String>()
            };
            assert_eq!(
                places.split(';').map(piece).collect::<Vec<_>>().join(" "),
                parts[2],
                "{name}: {line}"
            );
            seen += 1;
        }
    }
    assert!(seen > 100, "{seen}");
    assert!(all.keys().all(|name| !name.contains('/')));
}

#[test]
fn what_is_due_is_told_as_of_a_day() {
    let due = |args: &[&str]| {
        run(
            &MADE.bench,
            &[&["show", "commitments", "r.hiwar", "--due"], args].concat(),
        )
    };
    let rows = |day: &str| -> Vec<Value> { serde_json::from_str(&due(&[day, "--json"]).out).unwrap() };
    let (early, late) = (rows("2020-01-01"), rows("2030-01-01"));
    assert!(!early.is_empty() && early.len() == late.len());
    let dates: Vec<&str> = early.iter().map(|r| r["due"].as_str().unwrap()).collect();
    // A month is due on its last day.
    assert!(dates.is_sorted_by_key(|d| format!("{d:~<10}")), "{dates:?}");
    assert!(early.iter().all(|r| r["status"] != "overdue") && late.iter().all(|r| r["status"] == "overdue"));
    // Without a day it is today's.
    assert_eq!(due(&["--json"]).status, 0);
    run(&MADE.bench, &["show", "people", "r.hiwar", "--due"]).said(2, "--due", &["no due dates"]);
    assert_eq!(due(&["soon"]).status, 2);
}
