//! `hiwar watch` as a user runs it, against a web of our own on this machine.
#![allow(clippy::unwrap_used)] // a test may panic

mod common;

use common::told::run;
use common::{Bench, Ran};
use serde_json::Value;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// What the server says to a path: the status line with headers, and the body.
type Answers = HashMap<String, (String, String)>;

/// A web server that answers what it is told and remembers what it was asked.
#[derive(Clone)]
struct Web {
    port: u16,
    answers: Arc<Mutex<Answers>>,
    /// Request lines with the validators sent along.
    asked: Arc<Mutex<Vec<String>>>,
}

impl Web {
    fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let web = Self {
            port: listener.local_addr().unwrap().port(),
            answers: Arc::default(),
            asked: Arc::default(),
        };
        let server = web.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let server = server.clone();
                std::thread::spawn(move || server.answer(stream));
            }
        });
        web
    }

    fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    fn says(&self, path: &str, head: &str, body: &str) {
        self.answers
            .lock()
            .unwrap()
            .insert(path.to_owned(), (head.to_owned(), body.to_owned()));
    }

    /// What was asked since the last time, without `robots.txt`.
    fn asked(&self) -> Vec<String> {
        let mut asked = std::mem::take(&mut *self.asked.lock().unwrap());
        asked.retain(|line| !line.starts_with("/robots.txt"));
        asked
    }

    fn answer(&self, stream: TcpStream) {
        let mut lines = BufReader::new(stream.try_clone().unwrap())
            .lines()
            .map_while(Result::ok);
        let first = lines.next().unwrap_or_default();
        let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
        let mut asked = path.clone();
        let mut tag = String::new();
        for line in lines.take_while(|l| !l.is_empty()) {
            if let Some((name, value)) = line.split_once(": ")
                && name.eq_ignore_ascii_case("if-none-match")
            {
                tag = value.to_owned();
                asked = format!("{path} {value}");
            }
        }
        self.asked.lock().unwrap().push(asked);
        let known = self.answers.lock().unwrap().get(&path).cloned();
        let (head, body) = known.unwrap_or_else(|| ("404 Not Found".to_owned(), String::new()));
        if head == "silence" {
            return std::thread::sleep(std::time::Duration::from_secs(20));
        }
        let same = !tag.is_empty() && head.contains(&format!("ETag: {tag}"));
        let (head, body) = if same {
            ("304 Not Modified".to_owned(), String::new())
        } else {
            (head, body)
        };
        let answer = format!(
            "HTTP/1.1 {head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        );
        drop((&stream).write_all(answer.as_bytes()));
    }

    /// A feed of these pages: path, headline, own words.
    fn feed(&self, tag: &str, entries: &[(&str, &str, &str)]) {
        let mut items = String::new();
        for (path, title, words) in entries {
            let link = self.url(path);
            write!(
                items,
                "<item><title>{title}</title><link>{link}</link><guid>{link}</guid>\
                 <pubDate>Wed, 07 Apr 2021 18:00:00 +0300</pubDate><description>{words}</description></item>"
            )
            .unwrap();
        }
        let body =
            format!("<rss version=\"2.0\"><channel><title>وكالة الشرفة</title>{items}</channel></rss>");
        self.says("/rss", &format!("200 OK\r\nETag: \"{tag}\""), &body);
    }

    fn page(&self, path: &str, tag: &str, title: &str, words: &str) {
        let more = "وأضاف أن الوفدين اتفقا على مواصلة اللقاءات في المدة المقبلة لاستكمال ما بدأ من نقاش حول الملفات \
                    المشتركة بين البلدين، وأن بيانا سيصدر لاحقا.";
        let body = format!(
            "<!doctype html><html lang=\"ar\"><head><title>{title}</title>\
             <meta property=\"article:published_time\" content=\"2021-04-07T18:00:00+03:00\"></head>\
             <body><article><h1>{title}</h1><p>{words}</p><p>{more}</p><p>{more}</p></article></body></html>"
        );
        self.says(path, &format!("200 OK\r\nETag: \"{tag}\""), &body);
    }
}

fn listed(bench: &Bench, web: &Web, more: &str) {
    let list = format!(
        "every = \"0s\"\npause = \"0s\"\n{more}\n[[feed]]\nurl = \"{}\"\n",
        web.url("/rss")
    );
    bench.write("feeds.toml", list);
}

fn watch(bench: &Bench) -> Ran {
    run(
        bench,
        &["watch", "feeds.toml", "-o", "t.hiwar", "--once", "--private"],
    )
}

fn rows(bench: &Bench, list: &str) -> Vec<Value> {
    let ran = run(bench, &["show", list, "t.hiwar", "--json"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    serde_json::from_str(&ran.out).unwrap()
}

const FIRST: &str = "قال وزير الخارجية العراقي فؤاد حسين إن الجولة الثالثة من الحوار الاستراتيجي ستعقد في السابع من نيسان 2021.";
const SECOND: &str = "أعلنت وزارة الخارجية العراقية أن الجولة الثالثة من الحوار بدأت اليوم الأربعاء.";

#[test]
fn new_reports_come_in_once_and_a_changed_page_is_a_revision() {
    let (bench, web) = (Bench::new(), Web::new());
    web.page("/1", "p1", "الجولة الثالثة في نيسان", FIRST);
    web.feed("a", &[("/1", "الجولة الثالثة في نيسان", "خبر قصير")]);
    listed(&bench, &web, "");

    let ran = watch(&bench);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.out.starts_with("new\t127.0.0.1-"), "{}", ran.out);
    assert!(ran.err.contains("documents 0 → 1"), "{}", ran.err);
    let documents = rows(&bench, "documents");
    assert_eq!(documents[0]["outlet"], "وكالة الشرفة");
    assert_eq!(documents[0]["published"], "2021-04-07T18:00");
    assert_eq!(documents[0]["title"], "الجولة الثالثة في نيسان");
    assert_eq!(web.asked(), ["/rss", "/1"]);

    // Nothing new: one request, answered with 304.
    let ran = watch(&bench);
    assert_eq!((ran.status, ran.out.as_str()), (0, ""), "{}", ran.err);
    assert_eq!(web.asked(), ["/rss \"a\""]);

    // A second report, and the first one corrected.
    web.page(
        "/1",
        "p2",
        "الجولة الثالثة في نيسان",
        &FIRST.replace("السابع", "الثامن"),
    );
    web.page("/2", "q1", "بدء الجولة الثالثة", SECOND);
    web.feed(
        "b",
        &[
            ("/2", "بدء الجولة الثالثة", "خبر"),
            ("/1", "الجولة الثالثة في نيسان", "خبر مصحح"),
        ],
    );
    let ran = watch(&bench);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let kinds: Vec<&str> = ran.out.lines().filter_map(|l| l.split('\t').next()).collect();
    assert_eq!(kinds, ["changed", "new"]);
    assert_eq!(web.asked(), ["/rss \"a\"", "/1 \"p1\"", "/2"]);
    assert_eq!(rows(&bench, "documents").len(), 2);
    let info = run(&bench, &["info", "t.hiwar", "--json"]);
    let info: Value = serde_json::from_str(&info.out).unwrap();
    assert_eq!(info["counts"]["revisions"], 1, "{info}");
}

#[test]
fn trouble_is_told_and_the_rest_goes_on() {
    let (bench, web) = (Bench::new(), Web::new());
    web.page("/open", "1", "خبر مفتوح", FIRST);
    web.page("/closed/1", "1", "خبر مغلق", SECOND);
    web.says("/robots.txt", "200 OK", "User-agent: *\nDisallow: /closed/");
    web.says("/away", "302 Found\r\nLocation: file:///etc/passwd", "");
    web.says("/loop", "302 Found\r\nLocation: /loop", "");
    web.says("/hangs", "silence", "");
    web.says("/binary", "200 OK", "\u{0}\u{1}PNG\u{0}");
    let all = [
        "/open",
        "/closed/1",
        "/away",
        "/loop",
        "/hangs",
        "/binary",
        "/gone",
    ];
    let entries: Vec<(&str, &str, &str)> = all.iter().map(|path| (*path, "عنوان", "")).collect();
    web.feed("a", &entries);
    listed(&bench, &web, "patience = \"1s\"");

    let ran = watch(&bench);
    assert_eq!(ran.status, 1, "{}", ran.err);
    for (path, why) in [
        ("/closed/1", "robots.txt asks programs not to read it"),
        ("/away", "leads to file:, not to a web page"),
        ("/loop", "redirected more than 5 times"),
        ("/hangs", "does not answer in time"),
        ("/gone", "is not there (any more) (HTTP 404)"),
    ] {
        let told = ran
            .err
            .lines()
            .any(|l| l.contains(&web.url(path)) && l.contains(why));
        assert!(told, "{path}: {}", ran.err);
    }
    // What stands in the entries themselves is kept where there is anything.
    assert!(
        rows(&bench, "documents")
            .iter()
            .any(|d| d["title"] == "خبر مفتوح"),
        "{}",
        ran.out
    );

    // What may pass is asked for again, the rest is not.
    web.asked();
    web.page("/hangs", "1", "وصل أخيرا", SECOND);
    let ran = watch(&bench);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!(web.asked(), ["/rss", "/hangs"]);
}

#[test]
fn the_own_network_is_refused_and_a_feed_in_trouble_is_left_alone() {
    let (bench, web) = (Bench::new(), Web::new());
    web.feed("a", &[]);
    listed(&bench, &web, "");
    let ran = run(&bench, &["watch", "feeds.toml", "-o", "t.hiwar", "--once"]);
    assert_eq!(ran.status, 2, "{}", ran.err);
    assert!(
        ran.err.contains("own network") && ran.err.contains("--private"),
        "{}",
        ran.err
    );
    assert!(web.asked().is_empty());

    let bench = Bench::new();
    bench.write(
        "feeds.toml",
        format!("every = \"1h\"\n[[feed]]\nurl = \"{}\"\n", web.url("/rss")),
    );
    web.says("/rss", "503 Service Unavailable\r\nRetry-After: 7200", "");
    let ran = watch(&bench);
    assert_eq!(ran.status, 2, "{}", ran.err);
    assert!(
        ran.err.contains("has trouble of its own (HTTP 503)"),
        "{}",
        ran.err
    );
    assert_eq!(web.asked().len(), 1);
    let ran = watch(&bench);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    assert!(
        web.asked().is_empty(),
        "it is not due before two hours have passed"
    );
}

#[test]
fn a_list_that_is_none_is_told_with_its_line() {
    let bench = Bench::new();
    for (list, why) in [
        ("every = \"15m\"\n", "names no feed"),
        (
            "[[feed]]\nurl = \"https://outlet.example/rss\"\nevry = \"1h\"\n",
            "feeds.toml:3: unknown field",
        ),
        ("every = \"soon\"\n", "feeds.toml:1: "),
    ] {
        bench.write("feeds.toml", list);
        let ran = watch(&bench);
        assert_eq!(ran.status, 2);
        assert!(ran.err.contains(why), "{why}: {}", ran.err);
        assert!(!bench.path("t.hiwar").exists());
    }
}

#[test]
#[cfg(unix)]
fn ctrl_c_ends_it_and_what_came_in_stays() {
    let (bench, web) = (Bench::new(), Web::new());
    web.page("/1", "p1", "الجولة الثالثة في نيسان", FIRST);
    web.feed("a", &[("/1", "الجولة الثالثة في نيسان", "خبر قصير")]);
    listed(&bench, &web, "");
    let mut child = bench
        .command(&["watch", "feeds.toml", "-o", "t.hiwar", "--private"])
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    assert!(line.starts_with("new\t"), "{line}");
    let stopped = std::process::Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(stopped.unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert_eq!(rows(&bench, "documents").len(), 1);
}
