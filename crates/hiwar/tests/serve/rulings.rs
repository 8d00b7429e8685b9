//! What is ruled on the pages: it counts at once, it is shown where it counts, it stays over builds, it can be undone.

use super::common::OTHER;
use super::common::told::run;
use super::html::{parse, unescape, values};
use super::server::{Reply, Server, escaped};
use super::{check_page, hostile};
use serde_json::Value;

const HUSSEIN: &str = "فؤاد حسين";
const SAHAF: &str = "أحمد الصحاف";

fn id(row: &Value) -> String {
    row["id"].as_str().unwrap().to_owned()
}

fn person(server: &Server, name: &str) -> Value {
    let people = server.rows("people");
    people.into_iter().find(|row| row["name"] == name).unwrap()
}

/// The row of an id, if it is in its list.
fn row(server: &Server, list: &str, id: &str) -> Option<Value> {
    server.rows(list).into_iter().find(|row| row["id"] == id)
}

/// Rules as a page does it; the ruling's id and the page that follows.
#[track_caller]
fn ruled(server: &Server, verb: &str, back: &str, fields: &[(&str, &str)]) -> (String, Reply) {
    let reply = server.form(verb, &[&[("back", back)], fields].concat());
    assert_eq!(reply.status, 303, "{verb} {fields:?}: {}", reply.body);
    let location = reply.header("location").to_owned();
    let (before, ruling) = location.split_once("done=").unwrap();
    assert_eq!(&before[..before.len() - 1], back);
    let page = server.get(&location);
    check_page(&location, "ar", &page);
    (ruling.to_owned(), page)
}

fn build(server: &Server) {
    server.bench.write("in/more.txt", OTHER);
    let ran = run(&server.bench, &["build", "in", "-o", "t.hiwar"]);
    assert!(ran.status <= 1, "{}", ran.err);
}

#[test]
fn accepted_and_rejected_rows_say_so_and_stay_so_over_a_build() {
    let server = Server::of_sample();
    let events = server.rows("events");
    let (first, second) = (id(&events[0]), id(&events[1]));
    let (reject, page) = ruled(
        &server,
        "reject",
        "/events?status=happened",
        &[("row", &first), ("because", "ليس حدثا")],
    );
    // Where it was ruled: what was done, and the way back.
    assert!(page.body.contains("class=\"notice done\"") && page.body.contains("مرفوض"));
    assert!(
        page.body
            .contains(&format!("value=\"{reject}\" formaction=\"/rulings/undo\""))
    );
    ruled(&server, "accept", "/events", &[("row", &second)]);
    let check = || {
        assert!(row(&server, "events", &first).is_none());
        assert_eq!(row(&server, "events", &second).unwrap()["ruled"][0]["by"], "هناء");
        let gone = server.get(&format!("/events/{first}"));
        assert_eq!(gone.status, 404);
        check_page("gone", "ar", &gone);
        for words in ["رُفض هذا الصف", "هناء", "ليس حدثا", &reject] {
            assert!(gone.body.contains(words), "no {words}: {}", gone.body);
        }
        let marked = server.get("/events?ruled=accept").body;
        assert!(marked.contains("✓ مقبول") && marked.contains(&second));
        let rows = server.get("/events.json?ruled=accept").json();
        assert_eq!(
            rows.as_array().unwrap().iter().map(id).collect::<Vec<_>>(),
            [second.as_str()]
        );
        let none = server.get("/events.json?ruled=none").json();
        assert_eq!(none.as_array().unwrap().len(), server.rows("events").len() - 1);
        assert_eq!(server.get("/events?ruled=odd").status, 400);
        assert!(
            server
                .get(&format!("/events/{second}"))
                .body
                .contains("class=\"said\"")
        );
    };
    check();
    build(&server);
    check();
    // The command sees what the page ruled, and the page shows what the command shows.
    let list = run(&server.bench, &["rule", "list", "t.hiwar", "--json"]).out;
    assert_eq!(server.get("/rulings.json").body, list);
    let lines = run(&server.bench, &["rule", "export", "t.hiwar"]).out;
    assert_eq!(server.get("/rulings.jsonl").body, lines);
    assert_eq!(lines.lines().count(), 2);

    let (undo, page) = ruled(&server, "undo", &format!("/events/{first}"), &[("row", &reject)]);
    assert_eq!(page.status, 200, "it is back at its address");
    assert_eq!(row(&server, "events", &first).as_ref(), Some(&events[0]));
    ruled(&server, "undo", "/rulings", &[("row", &undo)]);
    assert!(row(&server, "events", &first).is_none(), "an undo is undone");
    let all = server.get("/rulings?lang=en");
    check_page("/rulings", "en", &all);
    assert!(all.body.contains("fate undone") && all.body.contains("fate applied"));
}

#[test]
fn fields_are_corrected_and_notes_are_read() {
    let server = Server::of_sample();
    let open = server
        .rows("commitments")
        .into_iter()
        .find(|c| c["due"].is_null())
        .unwrap();
    let it = id(&open);
    let back = format!("/commitments/{it}");
    ruled(
        &server,
        "correct",
        &back,
        &[("row", &it), ("field", "due"), ("value", "2021-12-31")],
    );
    let lines = "العراق\r\nالولايات المتحدة";
    ruled(
        &server,
        "correct",
        &back,
        &[
            ("row", &it),
            ("field", "by"),
            ("value", lines),
            ("because", "النص"),
        ],
    );
    let note = "انظر \"البيان\" <b>الختامي</b>";
    let (ruling, page) = ruled(&server, "annotate", &back, &[("row", &it), ("note", note)]);
    build(&server);
    let now = row(&server, "commitments", &it).unwrap();
    assert_eq!(now["due"], "2021-12-31");
    assert_eq!(now["by"], serde_json::json!(["العراق", "الولايات المتحدة"]));
    assert_eq!(now["ruled"][2]["value"], note);
    assert!(
        unescape(&parse(&page.body).1).contains(note),
        "the note is shown as it was written"
    );
    assert!(!page.body.contains("<b>الختامي"));
    let due = server.get("/commitments.json?due=2022-01-01").json();
    assert!(due.as_array().unwrap().iter().any(|row| row["id"] == it.as_str()));
    ruled(&server, "undo", &back, &[("row", &ruling)]);
    assert_eq!(
        row(&server, "commitments", &it).unwrap()["ruled"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    // What does not fit is refused, as the command refuses it.
    let told = |field: &str, value: &str| {
        let fields = [("back", &*back), ("row", &it), ("field", field), ("value", value)];
        let page = server.form("correct", &fields);
        check_page("correct", "ar", &page);
        (page.status, unescape(&page.body))
    };
    let before = server.bench.bytes("t.hiwar");
    for (field, value, why) in [
        (
            "status",
            "never",
            "never is no value of status (it is one of announced",
        ),
        ("due", "yesterday", "a date is 2021, 2021-04 or 2021-04-07"),
        ("round", "round-0", "round-0 is no value of round"),
    ] {
        let (status, body) = told(field, value);
        assert_eq!(status, 400, "{body}");
        assert!(body.contains(why), "{body}");
    }
    assert!(
        server.bench.bytes("t.hiwar") == before,
        "the record was written to"
    );
}

#[test]
fn merged_people_are_one_on_both_pages_and_names_are_split_off() {
    let server = Server::of_sample();
    let (one, other) = (person(&server, HUSSEIN), person(&server, SAHAF));
    let page = server.get(&format!("/people/{}", id(&one))).body;
    assert!(
        page.contains(&format!("<option value=\"{SAHAF}\">")),
        "the other is suggested"
    );
    // By the name, however it is spelt.
    let back = format!("/people/{}", id(&one));
    let merge = [
        ("row", &*id(&one)),
        ("other", "احمد الصحاف"),
        ("because", "للتجربة"),
    ];
    let (ruling, _) = ruled(&server, "merge", &back, &merge);
    let check = || {
        let now = person(&server, HUSSEIN);
        assert!(now["names"].as_array().unwrap().iter().any(|name| name == SAHAF));
        let sum = one["mentions"].as_u64().unwrap() + other["mentions"].as_u64().unwrap();
        assert!(now["mentions"].as_u64().unwrap() >= sum);
        let page = server.get(&format!("/people/{}", id(&now)));
        assert!(page.body.contains("مدموج") && page.body.contains("للتجربة"));
        let gone = server.get(&format!("/people/{}", id(&other)));
        assert_eq!(gone.status, 404);
        assert!(gone.body.contains("دُمج هذا الشخص مع آخر") && gone.body.contains("هناء"));
        assert!(
            gone.body.contains(&format!("href=\"/people/{}\"", id(&now))),
            "{}",
            gone.body
        );
        assert!(
            server
                .rows("statements")
                .iter()
                .all(|row| row["speaker"] != SAHAF)
        );
    };
    check();
    build(&server);
    check();
    let now = person(&server, HUSSEIN);
    let split = [("row", &*id(&now)), ("names", SAHAF)];
    ruled(&server, "split", &format!("/people/{}", id(&now)), &split);
    assert!(
        !person(&server, HUSSEIN)["names"]
            .as_array()
            .unwrap()
            .iter()
            .any(|name| name == SAHAF)
    );
    ruled(&server, "undo", "/people", &[("row", &ruling)]);
    assert_eq!(server.get(&format!("/people/{}", id(&other))).status, 200);
}

#[test]
fn beside_a_report_each_fact_can_be_ruled_about() {
    let server = Server::of_sample();
    let event = &server.rows("events")[0];
    let report = event["evidence"][0]["document"].as_str().unwrap().to_owned();
    let page = server.get(&format!("/documents/{}", escaped(&report)));
    let (tags, _) = parse(&page.body);
    for verb in ["accept", "reject"] {
        let button = tags.iter().any(|(name, attributes)| {
            let has = |key: &str, value: &str| attributes.iter().any(|(k, v)| k == key && v == value);
            name == "button" && has("value", &id(event)) && has("formaction", &format!("/rulings/{verb}"))
        });
        assert!(button, "{verb}");
    }
    let beside = &page.body[page.body.find("<aside").unwrap()..page.body.find("</aside>").unwrap()];
    let facts = &beside[..beside.find("<h2>في السجل").unwrap()];
    assert!(
        facts.matches("/rulings/accept").count() > 3,
        "the facts beside their words, too"
    );
    let back = format!("/documents/{}", escaped(&report));
    let (_, page) = ruled(&server, "accept", &back, &[("row", &id(event))]);
    assert!(page.body.contains("tag ruled accept"));
    ruled(&server, "annotate", &back, &[("row", &report), ("note", "نسخة")]);
    assert_eq!(
        row(&server, "documents", &report).unwrap()["ruled"][0]["value"],
        "نسخة"
    );
    assert!(
        server
            .get("/documents?ruled=annotate")
            .body
            .contains("tag ruled annotate")
    );
}

#[test]
fn what_cannot_be_ruled_is_told_in_words_and_changes_nothing() {
    let server = Server::of_sample();
    let before = server.bench.bytes("t.hiwar");
    let (event, one) = (id(&server.rows("events")[0]), id(&person(&server, HUSSEIN)));
    let report = id(&server.rows("documents")[0]);
    type Case<'c> = (&'c str, &'c [(&'c str, &'c str)], u16, &'c str);
    let cases: &[Case<'_>] = &[
        ("accept", &[], 400, "row"),
        ("accept", &[("row", "event-0")], 404, "event-0"),
        ("reject", &[("row", &report)], 400, "hiwar remove"),
        (
            "correct",
            &[("row", &event), ("field", "dues"), ("value", "x")],
            400,
            "no field dues",
        ),
        (
            "correct",
            &[("row", &event), ("field", "id"), ("value", "x")],
            400,
            "no field id",
        ),
        ("correct", &[("row", &event), ("value", "x")], 400, "field"),
        ("annotate", &[("row", &event), ("note", "  ")], 400, "note"),
        (
            "merge",
            &[("row", &one), ("other", "لا أحد بهذا الاسم")],
            400,
            "لا أحد",
        ),
        (
            "merge",
            &[("row", &event), ("other", HUSSEIN)],
            400,
            "only people",
        ),
        ("merge", &[("row", &one), ("other", &one)], 400, "person-"),
        ("split", &[("row", &one)], 400, "names"),
        (
            "split",
            &[("row", &one), ("names", "غيره")],
            400,
            "nowhere called",
        ),
        (
            "split",
            &[("row", &one), ("names", HUSSEIN), ("names", "حسين")],
            400,
            "that is all of that person",
        ),
        ("undo", &[("row", "ruling-0")], 400, "no ruling ruling-0"),
    ];
    for (verb, fields, status, words) in cases {
        let page = server.form(verb, &[&[("back", "/events")], *fields].concat());
        assert_eq!(page.status, *status, "{verb} {fields:?}: {}", page.body);
        assert!(
            unescape(&page.body).contains(words),
            "{verb} {fields:?}: {}",
            page.body
        );
        check_page(verb, "ar", &page);
    }
    assert!(
        server.bench.bytes("t.hiwar") == before,
        "the record was written to"
    );
}

#[test]
fn hostile_words_of_a_ruling_are_shown_and_do_nothing() {
    let server = Server::of_sample();
    let event = id(&server.rows("events")[0]);
    let evil = format!("{} \u{202E}x", hostile::EVIL);
    let back = format!("/events/{event}");
    let rulings = [("annotate", "note"), ("accept", "because")]
        .map(|(verb, field)| ruled(&server, verb, &back, &[("row", &event), (field, &evil)]).0);
    ruled(
        &server,
        "correct",
        &back,
        &[("row", &event), ("field", "place"), ("value", &evil)],
    );
    let mut paths = vec![
        back,
        "/events".to_owned(),
        "/rulings".to_owned(),
        "/events?ruled=any".to_owned(),
    ];
    paths.extend(rulings.map(|ruling| format!("/events?done={ruling}")));
    paths.push(format!("/events?done={}", escaped(&evil)));
    let told = |id: &str| {
        server
            .get(&format!("/events?done={}", escaped(id)))
            .body
            .contains("notice done")
    };
    assert!(
        !told("ruling-0") && !told(&evil),
        "what nobody ruled is not told of"
    );
    for path in &paths {
        let page = server.get(path);
        assert_eq!(page.status, 200, "{path}");
        check_page(path, "ar", &page);
        let (tags, _) = parse(&page.body);
        assert_eq!(
            tags.iter().filter(|(name, _)| name == "script").count(),
            1,
            "{path}"
        );
        assert!(
            values(&tags, "href")
                .iter()
                .all(|href| !href.starts_with("javascript")),
            "{path}"
        );
        assert!(!page.body.contains('\u{202E}'), "{path}: an override");
    }
}
