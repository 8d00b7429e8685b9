//! `hiwar serve` as a browser and as a program see it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test may

#[path = "../common/mod.rs"]
mod common;
mod conduct;
mod hostile;
#[path = "../common/html.rs"]
mod html;
mod rulings;
mod safety;
mod server;
mod words;

use common::told::{LISTS, run};
use hiwar_core::text::fold;
use html::{parse, unescape, values};
use serde_json::Value;
use server::{Server, escaped};
use std::collections::BTreeSet;

/// No page is larger, in bytes.
const LARGEST: usize = 150_000;

/// What holds of every page, whatever it shows.
#[track_caller]
fn check_page(path: &str, language: &str, page: &server::Reply) {
    assert!(page.header("content-type").starts_with("text/html"), "{path}");
    assert!(page.body.len() < LARGEST, "{path}: {} bytes", page.body.len());
    let (tags, _) = parse(&page.body);
    let dir = if language == "ar" { "rtl" } else { "ltr" };
    let root = tags.iter().find(|(name, _)| name == "html").unwrap();
    for wanted in [("lang", language), ("dir", dir)] {
        let has = root
            .1
            .iter()
            .any(|(key, value)| (key.as_str(), value.as_str()) == wanted);
        assert!(has, "{path}: <html {root:?}>");
    }
    for (name, attributes) in &tags {
        let has = |key: &str| attributes.iter().any(|(name, _)| name == key);
        assert!(name != "script" || has("src"), "{path}: a script inside the page");
        assert!(
            name != "style" && !has("style"),
            "{path}: a style inside the page"
        );
        assert!(
            !attributes.iter().any(|(key, _)| key.starts_with("on")),
            "{path}: {attributes:?}"
        );
    }
    let ids = values(&tags, "id");
    assert_eq!(
        ids.iter().collect::<BTreeSet<_>>().len(),
        ids.len(),
        "{path}: an id stands twice"
    );
    // A phrase that has no words shows its key.
    let keys = [
        "page.",
        "nav.",
        "web.",
        "field.",
        "wrong.",
        "overview.",
        "ruling.",
        "ruled.",
        "fate.",
    ];
    assert!(
        !keys.iter().any(|k| page.body.contains(&format!(">{k}"))),
        "{path}: a key for words"
    );
}

/// Every page of the description, with ids put in: path, and whether it is HTML.
fn pages(server: &Server) -> Vec<(String, String)> {
    let described = server.get("/openapi.json").json();
    let paths = described["paths"].as_object().unwrap().clone();
    let mut out = Vec::new();
    for (path, what) in paths {
        // Forms are not opened.
        if what.get("get").is_none() {
            continue;
        }
        let content = what["get"]["responses"]["200"]["content"].as_object().unwrap();
        let media = content.keys().next().unwrap().clone();
        let list = path.trim_start_matches('/').split(['/', '.']).next().unwrap();
        let ids: Vec<String> = match path.contains("{id}") {
            true => server
                .rows(list)
                .iter()
                .map(|r| r["id"].as_str().unwrap().to_owned())
                .collect(),
            false => vec![String::new()],
        };
        out.extend(
            ids.iter()
                .take(12)
                .map(|id| (path.replace("{id}", &escaped(id)), media.clone())),
        );
    }
    out
}

#[test]
fn every_page_that_is_described_is_there_in_both_languages() {
    let server = Server::of_sample();
    let all = pages(&server);
    assert!(all.len() > 100, "only {} pages", all.len());
    let mut links = BTreeSet::new();
    for (path, media) in &all {
        for language in ["ar", "en"] {
            let page = server.get(&format!("{path}?lang={language}"));
            assert_eq!(page.status, 200, "{path}: {}", page.body);
            assert!(page.header("content-type").starts_with(media.as_str()), "{path}");
            if media == "text/html" {
                check_page(path, language, &page);
                let hrefs = parse(&page.body).0;
                links.extend(values(&hrefs, "href").into_iter().map(unescape));
            }
        }
    }
    let described: BTreeSet<&str> = all.iter().map(|(path, _)| path.as_str()).collect();
    for link in links
        .iter()
        .filter(|link| link.starts_with('/') && !link.contains("?at="))
    {
        let path = link.split(['?', '#']).next().unwrap();
        assert_eq!(server.get(link).status, 200, "{link}");
        let known = described.contains(path)
            || LISTS.iter().any(|list| path.starts_with(&format!("/{list}/")))
            || matches!(path, "/style.css" | "/app.js");
        assert!(known, "{path} is linked and not described");
    }
}

#[test]
fn twins_print_what_show_prints() {
    let server = Server::of_sample();
    for list in LISTS {
        for (ending, flag) in [("json", "--json"), ("csv", "--csv")] {
            let shown = run(&server.bench, &["show", list, "t.hiwar", flag]);
            let twin = server.get(&format!("/{list}.{ending}"));
            assert_eq!(twin.body, shown.out, "{list}.{ending}");
        }
        for row in server.rows(list).iter().take(3) {
            let id = escaped(row["id"].as_str().unwrap());
            assert_eq!(&server.get(&format!("/{list}/{id}.json")).json(), row);
        }
    }
    let day = "2021-07-01";
    let due = run(
        &server.bench,
        &["show", "commitments", "t.hiwar", "--json", "--due", day],
    );
    let twin = server.get(&format!("/commitments.json?due={day}"));
    assert_eq!(twin.body, due.out);
    assert!(twin.json().as_array().unwrap().len() > 1);
    let found = run(
        &server.bench,
        &["search", "t.hiwar", "القوات", "--json", "--limit", "300"],
    );
    assert_eq!(
        server.get(&format!("/search.json?q={}", escaped("القوات"))).body,
        found.out
    );
    let names = server
        .get(&format!("/suggest.json?q={}", escaped("الكاظ")))
        .json();
    assert!(
        names
            .as_array()
            .unwrap()
            .iter()
            .any(|name| name == "مصطفى الكاظمي"),
        "{names}"
    );
}

#[test]
fn filters_keep_what_they_say_in_every_form() {
    let server = Server::of_sample();
    let all = server.rows("statements");
    let speaker = "مصطفى الكاظمي";
    let round = all.iter().find_map(|row| row["round"].as_str()).unwrap();
    let count = |query: &str, keep: &dyn Fn(&Value) -> bool| {
        let wanted: Vec<&Value> = all.iter().filter(|row| keep(row)).collect();
        assert!(
            !wanted.is_empty() && wanted.len() < all.len(),
            "{query}: {}",
            wanted.len()
        );
        let rows = server.get(&format!("/statements.json?{query}")).json();
        assert_eq!(
            rows.as_array().unwrap().iter().collect::<Vec<_>>(),
            wanted,
            "{query}"
        );
        let csv = server.get(&format!("/statements.csv?{query}")).body;
        let lines = csv::Reader::from_reader(csv.as_bytes()).records().count();
        assert_eq!(lines, wanted.len(), "{query}");
        let page = server.get(&format!("/statements?{query}")).body;
        let total = format!("<span class=\"count\">{}</span></h1>", wanted.len());
        assert!(page.contains(&total), "{query}: no {total}");
    };
    count(&format!("speaker={}", escaped(speaker)), &|r| {
        r["speaker"] == speaker
    });
    count(&format!("round={round}"), &|r| r["round"] == round);
    count("kind=direct", &|r| r["kind"] == "direct");
    let said = |r: &Value| r["said"].as_str().unwrap_or("").to_owned();
    count("from=2021-04&to=2021-04", &|r| said(r).starts_with("2021-04"));
    count("to=2020", &|r| said(r).starts_with("2020"));
    // Whatever its spelling.
    let word = fold("الأميركية");
    count(&format!("q={}", escaped("الاميركيه")), &|r| {
        fold(&r.to_string()).contains(&word)
    });
    count(
        &format!("kind=direct&from=2021&q={}", escaped("العراق")),
        &|r| {
            let words = r.to_string();
            r["kind"] == "direct" && said(r).starts_with("2021") && words.contains("العراق")
        },
    );
}

#[test]
fn pages_of_a_list_hold_each_row_once() {
    let server = Server::of_sample();
    for list in LISTS {
        let all = server.rows(list);
        let (mut path, mut shown) = (Some(format!("/{list}")), Vec::new());
        let mut pages = 0;
        while let Some(at) = path {
            pages += 1;
            let page = server.get(&at);
            let (tags, _) = parse(&page.body);
            let start = format!("/{list}/");
            for (_, attributes) in tags.iter().filter(|(name, _)| name == "a") {
                let get = |key: &str| {
                    attributes
                        .iter()
                        .find(|(name, _)| name == key)
                        .map(|(_, v)| v.as_str())
                };
                if list == "documents" || get("class") == Some("at") {
                    shown.extend(
                        get("href")
                            .and_then(|href| href.strip_prefix(&start))
                            .map(str::to_owned),
                    );
                }
            }
            let next = tags
                .iter()
                .find(|(_, a)| a.iter().any(|(k, v)| k == "rel" && v == "next"));
            path = next.and_then(|(_, a)| a.iter().find(|(key, _)| key == "href").map(|(_, v)| unescape(v)));
        }
        let shown: BTreeSet<String> = shown.into_iter().collect();
        let wanted: BTreeSet<String> = all
            .iter()
            .map(|row| escaped(row["id"].as_str().unwrap()))
            .collect();
        assert_eq!(shown, wanted, "{list}");
        assert_eq!(
            pages > 1,
            list != "timeline" && all.len() > 25,
            "{list}: {pages} pages of {}",
            all.len()
        );
    }
}

#[test]
fn what_cannot_be_answered_is_told_in_words() {
    let server = Server::of_sample();
    for (path, status, words) in [
        ("/nowhere", 404, "/nowhere"),
        ("/rounds/none", 404, "none"),
        ("/rounds/%FF", 404, ""),
        ("/rounds?page=9", 404, "9"),
        ("/rounds?page=x", 400, "x"),
        ("/rounds?page=0", 400, "0"),
        ("/events?from=yesterday", 400, "yesterday"),
        ("/events?colour=red", 400, "colour"),
        (
            "/documents/11_round4_joint_statement?at=5-999999",
            400,
            "5-999999",
        ),
        ("/documents/11_round4_joint_statement?at=x", 400, "x"),
        ("/search.json?q=%22", 400, "quotation"),
    ] {
        for language in ["ar", "en"] {
            let join = if path.contains('?') { '&' } else { '?' };
            let asked = format!("{path}{join}lang={language}");
            let page = server.get(&asked);
            assert_eq!(page.status, status, "{asked}");
            assert!(unescape(&page.body).contains(words), "{asked}: {}", page.body);
            if !path.contains(".json") {
                check_page(&asked, language, &page);
            }
            let told = server
                .ask("GET", &asked, &[("Accept", "application/json")])
                .json();
            assert_eq!(told["error"]["status"], status, "{asked}");
            let said = |field: &str| told["error"][field].as_str().unwrap().to_owned();
            assert!(
                said("message").contains(words) && !said("remedy").is_empty(),
                "{told}"
            );
        }
    }
    let long = format!("/rounds?q={}", "x".repeat(9000));
    assert_eq!(server.get(&long).json()["error"]["status"], 414);
}
