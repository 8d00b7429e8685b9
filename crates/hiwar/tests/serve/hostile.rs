//! Reports are written by strangers: whatever stands in them is shown and does nothing.

use super::common::Bench;
use super::common::told::{LISTS, run};
use super::html::{parse, values};
use super::server::{Server, escaped};
use serde_json::json;

pub const EVIL: &str = "<script>alert(1)</script><style>*{display:none}</style>\"' onmouseover='x' </p></title><!-- &amp; {{ x }} ]]>";

fn server() -> Server {
    let bench = Bench::new();
    let body = format!(
        "قال وزير الخارجية العراقي فؤاد حسين إن الجولة الثالثة من الحوار الاستراتيجي ستعقد في 7 نيسان 2021 {EVIL} \
         \u{202E}gpj.exe\u{202C}.\nقالت {EVIL} «{EVIL}» في واشنطن يوم 26 تموز 2021. رayyan раура \u{202D}x"
    );
    let row = json!({
        "id": format!("../{EVIL}?a=b#c"), "title": format!("{EVIL}\u{202E}"), "outlet": EVIL, "author": EVIL,
        "url": "javascript:alert(1)", "lang": "ar", "published": "2021-04-01", "text": body,
    });
    bench.write("evil.jsonl", format!("{row}\n"));
    let ran = run(&bench, &["build", "evil.jsonl", "-o", "t.hiwar"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    Server::over(bench)
}

#[test]
fn hostile_reports_are_shown_and_do_nothing() {
    let server = server();
    let id = server.rows("documents")[0]["id"].as_str().unwrap().to_owned();
    let mut paths: Vec<String> = LISTS.iter().map(|list| format!("/{list}")).collect();
    paths.extend(["/".to_owned(), "/origins".to_owned()]);
    paths.push(format!("/search?q={}", escaped("الجولة")));
    paths.push(format!("/search?q={}", escaped(EVIL)));
    paths.push(format!("/statements?q={}", escaped(EVIL)));
    paths.push(format!("/statements?speaker={}", escaped(EVIL)));
    paths.push(format!("/{}", escaped(EVIL)));
    paths.push(format!("/rounds/{}", escaped(EVIL)));
    paths.push(format!("/rounds?page={}", escaped(EVIL)));
    for list in LISTS {
        let ids = server.rows(list);
        paths.extend(
            ids.iter()
                .map(|row| format!("/{list}/{}", escaped(row["id"].as_str().unwrap()))),
        );
    }
    assert!(paths.contains(&format!("/documents/{}", escaped(&id))));
    for path in &paths {
        for language in ["ar", "en"] {
            let join = if path.contains('?') { '&' } else { '?' };
            let page = server.get(&format!("{path}{join}lang={language}"));
            assert!(matches!(page.status, 200 | 400 | 404), "{path}: {}", page.status);
            super::check_page(path, language, &page);
            let (tags, _) = parse(&page.body);
            assert_eq!(
                tags.iter().filter(|(name, _)| name == "script").count(),
                1,
                "{path}"
            );
            for href in values(&tags, "href") {
                let own = href.starts_with(['/', '#', '?']) || href == "data:,";
                assert!(own, "{path}: {href}");
                assert!(!href.starts_with("//"), "{path}: {href}");
            }
            assert!(
                !page.body.contains(['\u{202D}', '\u{202E}']),
                "{path}: an override"
            );
        }
    }
    let report = server.get(&format!("/documents/{}", escaped(&id)));
    assert_eq!(report.status, 200);
    assert!(
        report.body.contains("U+202E") && report.body.contains("U+202D"),
        "overrides are named"
    );
    assert!(
        report.body.contains("&#60;script&#62;alert(1)"),
        "the words are still shown"
    );
    let twin = server.get(&format!("/documents/{}.json", escaped(&id)));
    assert_eq!(twin.json()["id"], id);
}
