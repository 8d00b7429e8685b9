//! Bad input: each gets one clear line, the rest of the work goes on, nothing stored is lost, the exit status says so.

#![allow(clippy::unwrap_used, clippy::panic)] // a test may

mod common;

use common::{Bench, OTHER, REPORT};
use std::io::{Seek, Write};

/// Builds from `in/` where one bad file stands beside two good ones: 1, and the good ones are there.
#[track_caller]
fn beside_good_ones(name: &str, content: &[u8], words: &[&str]) {
    let bench = Bench::with_reports();
    let file = format!("in/{name}");
    bench.write(&file, content);
    let ran = bench.run(&["build", "in", "-o", "r.hiwar"]);
    ran.said(1, &file, words);
    assert_eq!(bench.ids("r.hiwar"), ["a", "b"]);
    let ran = bench.run(&["annotate", "in"]);
    ran.said(1, &file, words);
    assert_eq!(ran.json_lines().len(), 2);
    // By itself: nothing is done, and no record is left behind.
    let ran = bench.run(&["build", &file, "-o", "alone.hiwar"]);
    ran.said(2, &file, words);
    assert!(!bench.path("alone.hiwar").exists());
}

#[test]
fn an_empty_file() {
    beside_good_ones("aa.txt", b"", &["is empty"]);
    beside_good_ones("aa.txt", b" \n\t\n", &["is empty"]);
    beside_good_ones("aa.txt", b"\xEF\xBB\xBF", &["is empty"]);
}

#[test]
fn a_binary() {
    beside_good_ones("x.txt", b"\x00\x01\x02\xFF\x00abc", &["is binary"]);
    beside_good_ones("x.txt", b"%PDF-1.7\n%\xE2\xE3\n1 0 obj", &["PDF"]);
    beside_good_ones("x.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", &["picture"]);
    let mut late = REPORT.repeat(500).into_bytes();
    late.extend(b"\0\0\0");
    beside_good_ones("x.txt", &late, &["is binary"]);
}

#[test]
fn bytes_in_no_encoding_that_is_read() {
    beside_good_ones(
        "x.txt",
        b"\xCE\xC5\xCC\xCC\xCF abc \xFF\xFE\xFD\xFA\xF9\xF0",
        &["neither UTF-8"],
    );
}

#[test]
fn a_web_page_is_named_by_its_content() {
    beside_good_ones(
        "page.txt",
        b"<!DOCTYPE html><html><body></body></html>",
        &["web page"],
    );
}

#[test]
fn another_language() {
    let english =
        "The third round of the strategic dialogue between Iraq and the United States was held by video.";
    beside_good_ones("en.txt", english.as_bytes(), &["(en)", "--lang"]);
    let persian = "این گفتگوها که در بغداد برگزار شد برای کاهش تنش میان دو کشور است و از آن استقبال شد.";
    beside_good_ones("fa.txt", persian.as_bytes(), &["(fa)"]);
}

#[test]
fn a_language_that_the_caller_vouches_for_is_read() {
    let bench = Bench::new();
    bench.write("x.txt", "The talks went on in Baghdad.");
    let ran = bench.run(&["annotate", "x.txt", "--lang", "ar"]);
    assert_eq!((ran.status, ran.json_lines().len()), (0, 1), "{}", ran.err);
}

#[test]
fn a_few_bad_bytes_are_said_and_the_rest_is_read() {
    let bench = Bench::new();
    let mut bytes = REPORT.as_bytes().to_vec();
    bytes.extend(REPORT.as_bytes());
    bytes.extend(b"\xD9 x\n");
    bench.write("x.txt", bytes);
    let ran = bench.run(&["build", "x.txt", "-o", "r.hiwar"]);
    ran.said(1, "x.txt:5:", &["not UTF-8"]);
    assert_eq!(bench.ids("r.hiwar"), ["x"]);
    let text = bench.rows("r.hiwar", "SELECT text FROM document");
    assert_eq!(text[0], format!("{REPORT}{REPORT}\u{FFFD} x\n"));
}

#[test]
fn a_folder_without_reports() {
    let bench = Bench::new();
    std::fs::create_dir(bench.path("none")).unwrap();
    bench.write("none/.hidden.txt", REPORT);
    let ran = bench.run(&["build", "none", "-o", "r.hiwar"]);
    ran.said(2, "none", &["holds no reports"]);
    assert!(!bench.path("r.hiwar").exists());
}

#[test]
fn a_path_that_is_not_there() {
    let bench = Bench::with_reports();
    let ran = bench.run(&["build", "gone.txt", "in", "-o", "r.hiwar"]);
    ran.said(1, "gone.txt", &["no such file"]);
    assert_eq!(bench.ids("r.hiwar"), ["a", "b"]);
    bench
        .run(&["annotate", "gone.txt"])
        .said(2, "gone.txt", &["no such file"]);
}

/// A link whose target has gone is what a file that vanishes between listing and reading looks like.
#[cfg(unix)]
#[test]
fn a_file_that_vanishes() {
    let bench = Bench::with_reports();
    std::os::unix::fs::symlink("nowhere", bench.path("in/aa.txt")).unwrap();
    let ran = bench.run(&["build", "in", "-o", "r.hiwar"]);
    ran.said(1, "in/aa.txt", &["no such file"]);
    assert_eq!(bench.ids("r.hiwar"), ["a", "b"]);
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let bench = Bench::with_reports();
    bench.write("in/aa.txt", REPORT);
    let path = bench.path("in/aa.txt");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(&path).is_ok() {
        return; // root may read everything
    }
    let ran = bench.run(&["build", "in", "-o", "r.hiwar"]);
    ran.said(1, "in/aa.txt", &["may not be read"]);
    assert_eq!(bench.ids("r.hiwar"), ["a", "b"]);
}

#[test]
fn lines_of_jsonl_fail_by_themselves() {
    let bench = Bench::new();
    let good = |id: &str, text: &str| serde_json::json!({"id": id, "text": text}).to_string();
    let lines = [
        good("one", REPORT),
        "{\"id\": \"two\", \"text\": ".to_owned(),
        "{\"id\": \"three\"}".to_owned(),
        "[1, 2]".to_owned(),
        "{\"id\": \"five\", \"text\": \" \"}".to_owned(),
        good("one", OTHER),
        String::new(),
        serde_json::json!({"id": "eight", "text": OTHER, "published": "soon"}).to_string(),
    ];
    bench.write("d.jsonl", lines.join("\n"));
    let ran = bench.run(&["annotate", "d.jsonl"]);
    ran.said(1, "d.jsonl:2:", &["no JSON"]);
    ran.said(1, "d.jsonl:3:", &["no field \"text\""]);
    ran.said(1, "d.jsonl:4:", &["no object"]);
    ran.said(1, "d.jsonl:5:", &["is empty"]);
    ran.said(1, "d.jsonl:6:", &["\"one\"", "d.jsonl:1"]);
    ran.said(1, "d.jsonl:8:", &["\"published\"", "soon"]);
    let ids: Vec<_> = ran.json_lines().iter().map(|l| l["id"].clone()).collect();
    assert_eq!(ids, ["one", "eight"]);
}

#[test]
fn a_broken_first_line_does_not_hide_the_rest() {
    let bench = Bench::new();
    let line = serde_json::json!({"id": "one", "text": REPORT});
    bench.write("d.dump", format!("oops\n{line}\n"));
    let ran = bench.run(&["annotate", "d.dump"]);
    ran.said(1, "d.dump:1:", &["no JSON"]);
    assert_eq!(ran.json_lines().len(), 1);
}

#[test]
fn json_that_is_not_one_object_a_line() {
    let bench = Bench::new();
    let list = serde_json::json!([{"id": "one", "text": REPORT}]);
    bench.write("d.json", format!("{list:#}"));
    bench
        .run(&["annotate", "d.json"])
        .said(2, "d.json", &["one object a line", "jq"]);
}

/// A sparse file: long, yet it takes no room on the disk.
fn long_line(bench: &Bench, name: &str, start: &str) {
    let mut file = std::fs::File::create(bench.path(name)).unwrap();
    file.write_all(start.as_bytes()).unwrap();
    let block = "س".repeat(1 << 20);
    for _ in 0..100 {
        file.write_all(block.as_bytes()).unwrap();
    }
    assert!(file.stream_position().unwrap() > 200_000_000);
}

#[test]
fn a_single_line_of_200_mb() {
    let bench = Bench::new();
    long_line(&bench, "long.txt", "قال ");
    bench
        .run(&["annotate", "long.txt"])
        .said(2, "long.txt", &["longer than", "16 MB"]);
}

#[cfg(unix)]
#[test]
fn a_single_line_of_200_mb_does_not_fill_memory() {
    let bench = Bench::new();
    long_line(&bench, "long.jsonl", "{\"id\": \"long\", \"text\": \"");
    let mut file = std::fs::OpenOptions::new()
        .append(true)
        .open(bench.path("long.jsonl"))
        .unwrap();
    let good = serde_json::json!({"id": "good", "text": REPORT});
    write!(file, "\"}}\n{good}\n").unwrap();
    // 600 MB of address space: less than three copies of the line, and enough for the threads' stacks.
    let script = format!(
        "ulimit -v 600000; exec {} annotate long.jsonl",
        env!("CARGO_BIN_EXE_hiwar")
    );
    let output = std::process::Command::new("sh")
        .args(["-c", &script])
        .env("HIWAR_DATA", bench.path(".data"))
        .env("RAYON_NUM_THREADS", "1")
        .current_dir(&bench.dir)
        .output()
        .unwrap();
    let ran = common::Ran::from(output);
    ran.said(1, "long.jsonl:1:", &["longer than", "32 MB"]);
    assert_eq!(ran.json_lines().len(), 1, "the next line is read");
}

#[test]
fn an_output_that_is_no_record_is_left_as_it_is() {
    let bench = Bench::with_reports();
    bench.write("notes.txt", "my notes");
    let ran = bench.run(&["build", "in", "-o", "notes.txt"]);
    ran.said(2, "notes.txt", &["not a Hiwar record"]);
    assert_eq!(bench.bytes("notes.txt"), b"my notes");

    let other = rusqlite::Connection::open(bench.path("other.db")).unwrap();
    other
        .execute_batch("CREATE TABLE mine (x); INSERT INTO mine VALUES (1)")
        .unwrap();
    drop(other);
    let before = bench.bytes("other.db");
    let ran = bench.run(&["build", "in", "-o", "other.db"]);
    ran.said(2, "other.db", &["not a Hiwar record"]);
    assert!(bench.bytes("other.db") == before, "the file changed");
    for command in [
        &["show", "rounds", "other.db"][..],
        &["info", "notes.txt"],
        &["show", "rounds", "in"],
    ] {
        let ran = bench.run(command);
        assert_eq!(ran.status, 2, "{}", ran.err);
    }
    bench.run(&["build", "in", "-o", "no/such/r.hiwar"]).said(
        2,
        "no/such/r.hiwar",
        &["folder does not exist"],
    );
}

#[test]
fn a_record_of_a_newer_version_is_refused() {
    let bench = Bench::with_reports();
    assert_eq!(bench.run(&["build", "in", "-o", "r.hiwar"]).status, 0);
    let db = rusqlite::Connection::open(bench.path("r.hiwar")).unwrap();
    db.pragma_update(None, "user_version", 999).unwrap();
    drop(db);
    let before = bench.bytes("r.hiwar");
    bench.write("in/c.txt", REPORT);
    for command in [
        &["build", "in", "-o", "r.hiwar"][..],
        &["show", "rounds", "r.hiwar"],
        &["info", "r.hiwar"],
        &["remove", "r.hiwar", "a"],
        &["report", "r.hiwar", "-o", "p.html"],
    ] {
        bench.run(command).said(2, "r.hiwar", &["newer Hiwar", "999"]);
    }
    assert!(bench.bytes("r.hiwar") == before, "the file changed");
}

#[test]
fn a_damaged_record_is_said() {
    let bench = Bench::with_reports();
    assert_eq!(bench.run(&["build", "in", "-o", "r.hiwar"]).status, 0);
    let mut bytes = bench.bytes("r.hiwar");
    bytes.truncate(5000);
    bytes[200..5000].fill(0xAA);
    bench.write("r.hiwar", &bytes);
    bench
        .run(&["show", "rounds", "r.hiwar"])
        .said(2, "r.hiwar", &["damaged"]);
}

/// A limit on file sizes stands for a full disk: the next write fails, whatever is stored stays.
#[cfg(unix)]
#[test]
fn no_room_for_the_record() {
    let bench = Bench::with_reports();
    assert_eq!(bench.run(&["build", "in", "-o", "r.hiwar"]).status, 0);
    let before = bench.bytes("r.hiwar");
    bench.write("in/big.txt", REPORT.repeat(4000));
    let blocks = before.len() / 512 + 20;
    let limited = |record: &str| {
        let program = env!("CARGO_BIN_EXE_hiwar");
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec {program} build in -o {record}");
        let sh = std::process::Command::new("sh")
            .args(["-c", &script])
            .env("HIWAR_DATA", bench.path(".data"))
            .current_dir(&bench.dir)
            .output();
        common::Ran::from(sh.unwrap())
    };
    limited("r.hiwar").said(
        2,
        "r.hiwar",
        &["as it was after its last commit", "free some space"],
    );
    assert!(bench.bytes("r.hiwar") == before, "the file changed");
    assert!(!bench.path("r.hiwar-journal").exists());
    assert_eq!(bench.ids("r.hiwar"), ["a", "b"]);
    assert_eq!(limited("new.hiwar").status, 2);
    assert!(!bench.path("new.hiwar").exists() && !bench.path("new.hiwar-journal").exists());
    // With room again, the same command does it.
    assert_eq!(bench.run(&["build", "in", "-o", "r.hiwar"]).status, 0);
    assert_eq!(bench.ids("r.hiwar"), ["a", "b", "big"]);
}

#[test]
fn the_page_never_overwrites_the_record() {
    let bench = Bench::with_reports();
    assert_eq!(bench.run(&["build", "in", "-o", "r.hiwar"]).status, 0);
    let before = bench.bytes("r.hiwar");
    bench
        .run(&["report", "r.hiwar", "-o", "r.hiwar"])
        .said(2, "r.hiwar", &["not a page"]);
    assert!(bench.bytes("r.hiwar") == before, "the file changed");
}

#[test]
fn wrong_usage_is_2() {
    let bench = Bench::with_reports();
    for args in [
        &["build", "in"][..],
        &["annotate"],
        &["annotate", "in", "--published", "yesterday"],
        &["annotate", "in", "--timezone", "Mars/Olympus"],
        &["annotate", "in", "--data", "in"],
        &["show", "nothing", "r.hiwar"],
        &["show", "rounds", "missing.hiwar"],
        &["schema", "nothing"],
        &["no-such-command"],
    ] {
        let ran = bench.run(args);
        assert_eq!(ran.status, 2, "{args:?}: {}", ran.err);
        assert!(!ran.err.is_empty(), "{args:?}");
    }
}
