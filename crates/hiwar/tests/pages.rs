//! Web pages: article text, metadata, dates as pages show them; how well beside the benchmark where that is at hand.

#![allow(clippy::unwrap_used, clippy::panic)] // a test may

mod common;

use common::Bench;

const FIRST: &str = "أعلنت وزارة الخارجية أن الوفدين اتفقا على عقد الجولة المقبلة من المحادثات في العاصمة، وأن لجنة فنية ستعد \
                     جدول الأعمال قبل ذلك بأسبوع، بحسب بيان نشره مكتب المتحدث باسمها.";
const SECOND: &str = "وأضاف البيان أن الجانبين بحثا تبادل الوفود الاقتصادية وفتح المعابر أمام التجارة، من دون أن يذكر مواعيد \
                      محددة لذلك، وأن المتحدث سيجيب عن أسئلة الصحفيين بعد انتهاء اللقاء.";

#[derive(serde::Deserialize)]
struct Pages {
    page: Vec<Shown>,
}

#[derive(serde::Deserialize)]
struct Shown {
    top: String,
    date: String,
}

fn page(head: &str, top: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"ar\" dir=\"rtl\"><head><meta charset=\"utf-8\"><title>الوفدان يتفقان على جولة جديدة - مسار</title>{head}</head>\
         <body><nav><ul><li><a href=\"/\">الرئيسية</a></li><li><a href=\"/w\">العالم</a></li></ul></nav><article>\
         <h1>الوفدان يتفقان على جولة جديدة</h1>{top}<p>{FIRST}</p><p>{SECOND}</p></article>\
         <div class=\"related\"><h3>اقرأ أيضا</h3><ul><li><a href=\"/1\"><time>1 آذار 2019</time> خبر قديم</a></li></ul></div>\
         <footer>جميع الحقوق محفوظة 2016</footer></body></html>"
    )
}

#[test]
fn dates_that_pages_show_are_read_in_every_writing() {
    let pages: Pages = toml::from_str(include_str!("pages.toml")).unwrap();
    assert!(pages.page.len() >= 30);
    let bench = Bench::new();
    for (n, shown) in pages.page.iter().enumerate() {
        bench.write(&format!("in/{n:02}.html"), page("", &shown.top));
    }
    // With the language data that the binary carries.
    let ran = bench
        .command(&["annotate", "in"])
        .env_remove("HIWAR_DATA")
        .output()
        .unwrap();
    let found = common::Ran::from(ran).json_lines();
    assert_eq!(found.len(), pages.page.len());
    let wrong: Vec<String> = pages
        .page
        .iter()
        .zip(&found)
        .filter(|(shown, line)| line["published"]["date"] != shown.date.as_str())
        .map(|(shown, line)| format!("{} gives {}", shown.top, line["published"]))
        .collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_page_is_read_by_every_command_whatever_its_name() {
    let bench = Bench::new();
    let head = "<meta property=\"article:published_time\" content=\"2021-04-07T10:00:00+03:00\">\
                <meta property=\"og:site_name\" content=\"مسار\"><meta name=\"author\" content=\"سلمى\">\
                <link rel=\"canonical\" href=\"https://masar.example/7\">";
    bench.write("report.txt", page(head, ""));
    for command in [vec!["read", "report.txt"], vec!["annotate", "report.txt"]] {
        let ran = bench.run(&command);
        assert_eq!(ran.status, 0, "{}", ran.err);
        let line = &ran.json_lines()[0];
        assert_eq!(line["source"]["outlet"], "مسار");
        assert_eq!(line["source"]["author"], "سلمى");
        assert_eq!(line["source"]["url"], "https://masar.example/7");
    }
    let read = &bench.run(&["read", "report.txt"]).json_lines()[0];
    assert_eq!(read["published"], "2021-04-07T10:00");
    assert_eq!(
        read["text"],
        format!("الوفدان يتفقان على جولة جديدة\n{FIRST}\n{SECOND}\n")
    );
    let ran = bench.run_with(&["read", "-"], page(head, "").as_bytes());
    assert_eq!(ran.json_lines()[0]["text"], read["text"]);
    assert_eq!(bench.run(&["explain", "report.txt"]).status, 0);
    assert_eq!(bench.run(&["build", "report.txt", "-o", "r.hiwar"]).status, 0);
    assert_eq!(bench.ids("r.hiwar"), ["report"]);
}

#[test]
fn a_page_in_the_encoding_that_it_names() {
    let bench = Bench::new();
    let text = page("", "").replace("utf-8", "windows-1256");
    let (bytes, _, bad) = encoding_rs::WINDOWS_1256.encode(&text);
    assert!(!bad);
    bench.write("p.html", &bytes);
    let line = &bench.run(&["read", "p.html"]).json_lines()[0];
    assert!(line["text"].as_str().unwrap().contains(SECOND));
}

#[test]
fn tags_nested_without_end_are_one_line_and_take_no_time() {
    let bench = Bench::with_reports();
    bench.write(
        "in/deep.html",
        format!("<!DOCTYPE html><html><body>{}", "<div><b>".repeat(1 << 20)),
    );
    bench.write(
        "in/long.html",
        format!("<!DOCTYPE html><html><body>{}", "<div>".repeat(20 << 20)),
    );
    let ran = bench.run(&["build", "in", "-o", "r.hiwar"]);
    ran.said(1, "in/deep.html", &["nested too deeply"]);
    ran.said(1, "in/long.html", &["longer than a report"]);
    assert_eq!(bench.ids("r.hiwar"), ["a", "b"]);
}
