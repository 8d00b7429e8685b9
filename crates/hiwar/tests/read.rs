//! Reading: encodings by content, standard input, folders, ids; the text as it was.

#![allow(clippy::unwrap_used, clippy::panic)] // a test may

mod common;

use common::{Bench, OTHER, REPORT};

const LINES: &str = "بغداد ـ الوكالة\r\nقال الوزير إن اللقاء جرى في واشنطن، وإن الوفد يضم عشرة أعضاء.\r\n";

fn texts(bench: &Bench, path: &str) -> Vec<String> {
    let ran = bench.run(&["read", path]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let lines = ran.json_lines();
    lines
        .iter()
        .map(|l| l["text"].as_str().unwrap().to_owned())
        .collect()
}

/// Bytes of a single-byte encoding, by what each byte decodes to.
fn encoded(text: &str, encoding: &'static encoding_rs::Encoding) -> Vec<u8> {
    let decode = |b: u8| encoding.decode_without_bom_handling(&[b]).0.into_owned();
    let byte = |c: char| (0..=255).find(|b| decode(*b) == c.to_string());
    text.chars()
        .map(|c| byte(c).unwrap_or_else(|| panic!("{c} is not in {encoding:?}")))
        .collect()
}

#[test]
fn every_encoding_gives_the_same_text() {
    let bench = Bench::new();
    let utf16 = |mark: [u8; 2], bytes: fn(u16) -> [u8; 2]| {
        let units = LINES.encode_utf16().flat_map(bytes);
        mark.into_iter().chain(units).collect::<Vec<u8>>()
    };
    let files = [
        ("utf8.txt", LINES.as_bytes().to_vec()),
        ("bom.txt", [b"\xEF\xBB\xBF", LINES.as_bytes()].concat()),
        ("windows.txt", encoded(LINES, encoding_rs::WINDOWS_1256)),
        ("iso.txt", encoded(LINES, encoding_rs::ISO_8859_6)),
        ("le.txt", utf16([0xFF, 0xFE], u16::to_le_bytes)),
        ("be.txt", utf16([0xFE, 0xFF], u16::to_be_bytes)),
    ];
    for (name, bytes) in files {
        bench.write(name, bytes);
        assert_eq!(texts(&bench, name), [LINES], "{name}");
    }
}

#[test]
fn sha256_is_of_the_text_in_utf8() {
    let bench = Bench::new();
    bench.write("abc.txt", encoded("سلام", encoding_rs::WINDOWS_1256));
    let line = &bench.run(&["read", "abc.txt"]).json_lines()[0];
    // printf 'سلام' | sha256sum
    assert_eq!(
        line["source"]["sha256"],
        "bda1fa48345336618741fd2c4bc02809eb099c49a9b02fb5056401ab6d4dc3e6"
    );
    assert_eq!(line["source"]["path"], "abc.txt");
    assert_eq!(line["id"], "abc");
}

#[test]
fn standard_input_is_text_or_jsonl_by_its_content() {
    let bench = Bench::new();
    let ran = bench.run_with(&["annotate", "-"], REPORT.as_bytes());
    assert_eq!(ran.status, 0, "{}", ran.err);
    let line = &ran.json_lines()[0];
    assert!(line["id"].as_str().unwrap().starts_with("stdin-"));
    assert!(line["source"]["path"].is_null());
    let lines = format!(
        "{}\n{}\n",
        serde_json::json!({"id": "x", "text": REPORT}),
        serde_json::json!({"text": OTHER})
    );
    let ran = bench.run_with(&["read", "-"], lines.as_bytes());
    let found = ran.json_lines();
    assert_eq!(found.len(), 2);
    assert_eq!(found[0]["id"], "x");
    assert!(found[1]["id"].as_str().unwrap().starts_with("stdin-"));
    bench
        .run_with(&["annotate", "-"], b"")
        .said(2, "standard input", &["is empty"]);
}

#[test]
fn two_texts_from_standard_input_are_two_reports() {
    let bench = Bench::new();
    for text in [REPORT, OTHER, REPORT] {
        let ran = bench.run_with(&["build", "-", "-o", "r.hiwar"], text.as_bytes());
        assert_eq!(ran.status, 0, "{}", ran.err);
    }
    assert_eq!(bench.ids("r.hiwar").len(), 2);
}

#[test]
fn folders_are_read_in_sorted_order_and_the_output_keeps_it() {
    let bench = Bench::new();
    for name in [
        "in/b.txt",
        "in/a/z.txt",
        "in/c/1.txt",
        "in/.hidden/x.txt",
        "in/.x.txt",
    ] {
        bench.write(name, REPORT);
    }
    bench.write("in/README.md", "# about these reports");
    let ran = bench.run(&["annotate", "in"]);
    ran.said(0, "in/README.md", &["passed over"]);
    let ids: Vec<_> = ran.json_lines().iter().map(|l| l["id"].clone()).collect();
    assert_eq!(ids, ["z", "b", "1"]);
    let ran = bench.run(&["annotate", "in/c", "in/b.txt"]);
    let ids: Vec<_> = ran.json_lines().iter().map(|l| l["id"].clone()).collect();
    assert_eq!(ids, ["1", "b"]);
}

#[test]
fn many_reports_come_out_in_the_order_they_went_in() {
    let bench = Bench::new();
    let lines: String = (0..700)
        .map(|n| {
            format!(
                "{}\n",
                serde_json::json!({"id": n, "text": format!("{REPORT}{n}")})
            )
        })
        .collect();
    let ran = bench.run_with(&["annotate", "-"], lines.as_bytes());
    let ids: Vec<String> = ran
        .json_lines()
        .iter()
        .map(|l| l["id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(ids, (0..700).map(|n| n.to_string()).collect::<Vec<_>>());
}

#[test]
fn what_the_caller_says_fills_what_the_input_leaves_open() {
    let bench = Bench::new();
    let given = serde_json::json!({"id": "a", "published": "2020-06-11", "text": REPORT});
    let open = serde_json::json!({"id": "b", "text": REPORT});
    bench.write("d.jsonl", format!("{given}\n{open}\n"));
    let ran = bench.run(&["read", "d.jsonl", "--published", "2021-04"]);
    let dates: Vec<_> = ran.json_lines().iter().map(|l| l["published"].clone()).collect();
    assert_eq!(dates, ["2020-06-11", "2021-04"]);
}

#[test]
fn a_given_title_leaves_the_text_alone() {
    let bench = Bench::new();
    let line = serde_json::json!({"id": "a", "title": "عنوان من الفهرس", "text": REPORT});
    bench.write("d.jsonl", line.to_string());
    let found = &bench.run(&["read", "d.jsonl"]).json_lines()[0];
    assert_eq!(found["text"], REPORT);
}

/// `head` closes the pipe: no panic, no message.
#[cfg(unix)]
#[test]
fn a_reader_that_leaves_is_no_fault() {
    let bench = Bench::new();
    let lines: String = (0..3000)
        .map(|n| format!("{}\n", serde_json::json!({"id": n, "text": REPORT.repeat(3)})))
        .collect();
    bench.write("d.jsonl", lines);
    let script = format!("{} read d.jsonl | head -n 1 | wc -l", env!("CARGO_BIN_EXE_hiwar"));
    let sh = std::process::Command::new("sh")
        .args(["-c", &script])
        .env("HIWAR_DATA", bench.path(".data"))
        .current_dir(&bench.dir)
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(sh.stdout).unwrap().trim(), "1");
    assert_eq!(String::from_utf8(sh.stderr).unwrap(), "");
}

/// What comes through a device or a pipe is not identified by its path.
#[cfg(unix)]
#[test]
fn a_device_is_read_like_standard_input() {
    let bench = Bench::new();
    for text in [REPORT, OTHER] {
        let ran = bench.run_with(&["build", "/dev/stdin", "-o", "r.hiwar"], text.as_bytes());
        assert_eq!(ran.status, 0, "{}", ran.err);
    }
    assert_eq!(bench.ids("r.hiwar").len(), 2);
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_that_takes_no_more_is_said() {
    let bench = Bench::with_reports();
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = bench.command(&["annotate", "in"]).stdout(full).output().unwrap();
    common::Ran::from(output).said(2, "standard output", &["disk is full"]);
}
