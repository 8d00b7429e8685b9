//! Building: the same input changes nothing, more adds, a change makes a revision, what is removed stays out.

#![allow(clippy::unwrap_used, clippy::panic)] // a test may

mod common;

use common::{Bench, OTHER, REPORT};

#[test]
fn the_same_input_changes_nothing() {
    let bench = Bench::with_reports();
    let ran = bench.run(&["build", "in", "-o", "r.hiwar"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.err.contains("2 new"), "{}", ran.err);
    assert!(ran.out.is_empty(), "what a build prints is no output");
    let before = bench.bytes("r.hiwar");
    for paths in [&["in"][..], &["./in"], &["in/b.txt", "in/a.txt"], &["in", "in"]] {
        let args = [&["build"], paths, &["-o", "r.hiwar"]].concat();
        let ran = bench.run(&args);
        assert_eq!(ran.status, 0, "{}", ran.err);
        assert!(ran.err.contains("2 unchanged"), "{}", ran.err);
        assert!(bench.bytes("r.hiwar") == before, "{paths:?}");
    }
    assert!(!bench.path("r.hiwar-wal").exists() && !bench.path("r.hiwar-journal").exists());
}

#[test]
fn the_same_input_makes_the_same_bytes() {
    let bench = Bench::with_reports();
    bench.run(&["build", "in", "-o", "one.hiwar"]);
    bench.run(&["build", "in", "-o", "two.hiwar"]);
    assert!(bench.bytes("one.hiwar") == bench.bytes("two.hiwar"));
}

#[test]
fn more_input_adds_and_a_file_that_is_gone_stays() {
    let bench = Bench::new();
    bench.write("in/a.txt", REPORT);
    bench.run(&["build", "in", "-o", "r.hiwar"]);
    std::fs::remove_file(bench.path("in/a.txt")).unwrap();
    bench.write("in/b.txt", OTHER);
    let ran = bench.run(&["build", "in", "-o", "r.hiwar"]);
    assert!(ran.err.contains("1 new"), "{}", ran.err);
    assert_eq!(bench.ids("r.hiwar"), ["a", "b"]);
}

#[test]
fn a_changed_file_becomes_a_revision() {
    let bench = Bench::with_reports();
    bench.run(&["build", "in", "-o", "r.hiwar"]);
    bench.write("in/a.txt", format!("{REPORT}وأضاف أن الوفد سيصل غداً.\n"));
    let ran = bench.run(&["build", "in", "-o", "r.hiwar"]);
    assert_eq!(ran.status, 0);
    assert!(
        ran.err.contains("1 changed") && ran.err.contains("1 unchanged"),
        "{}",
        ran.err
    );
    assert_eq!(bench.ids("r.hiwar"), ["a", "b"]);
    assert_eq!(
        bench.rows("r.hiwar", "SELECT revision FROM document WHERE id = 'a'"),
        ["2"]
    );
    let old = bench.rows(
        "r.hiwar",
        "SELECT text FROM document_revision WHERE document = 'a' AND revision = 1",
    );
    assert_eq!(old, [REPORT]);
    // Metadata is input, too.
    let ran = bench.run(&["build", "in/b.txt", "-o", "r.hiwar", "--published", "2021-07-26"]);
    assert!(ran.err.contains("1 changed"), "{}", ran.err);
    assert_eq!(
        bench.rows("r.hiwar", "SELECT given_published FROM document WHERE id = 'b'"),
        ["2021-07-26"]
    );
}

#[test]
fn names_that_clash_get_their_folder() {
    let bench = Bench::new();
    bench.write("x/a.txt", REPORT);
    bench.write("y/a.txt", OTHER);
    bench.run(&["build", "x", "y", "-o", "both.hiwar"]);
    assert_eq!(bench.ids("both.hiwar"), ["x/a", "y/a"]);
    // One after the other: the first keeps its short name, whatever is built later.
    bench.run(&["build", "x", "-o", "r.hiwar"]);
    bench.run(&["build", "y", "-o", "r.hiwar"]);
    assert_eq!(bench.ids("r.hiwar"), ["a", "y/a"]);
    let before = bench.bytes("r.hiwar");
    let ran = bench.run(&["build", "x", "y", "-o", "r.hiwar"]);
    assert!(ran.err.contains("2 unchanged"), "{}", ran.err);
    assert!(bench.bytes("r.hiwar") == before, "the file changed");
}

#[test]
fn a_moved_file_is_the_same_report() {
    let bench = Bench::new();
    bench.write("x/a.txt", REPORT);
    bench.run(&["build", "x", "-o", "r.hiwar"]);
    std::fs::rename(bench.path("x"), bench.path("z")).unwrap();
    let ran = bench.run(&["build", "z", "-o", "r.hiwar"]);
    assert!(ran.err.contains("1 unchanged"), "{}", ran.err);
    assert_eq!(bench.ids("r.hiwar"), ["a"]);
}

#[test]
fn removed_reports_stay_out_until_they_are_asked_for_again() {
    let bench = Bench::with_reports();
    bench.run(&["build", "in", "-o", "r.hiwar"]);
    let ran = bench.run(&["remove", "r.hiwar", "a", "nobody"]);
    ran.said(1, "r.hiwar: holds", &["nobody"]);
    assert_eq!(bench.ids("r.hiwar"), ["b"]);
    let words = "الجولة الثالثة";
    let held = |bench: &Bench| {
        bench
            .bytes("r.hiwar")
            .windows(words.len())
            .any(|w| w == words.as_bytes())
    };
    assert!(!held(&bench), "the removed text is still in the file");
    let ran = bench.run(&["build", "in", "-o", "r.hiwar"]);
    ran.said(0, "in/a.txt", &["--again"]);
    assert_eq!(bench.ids("r.hiwar"), ["b"]);
    // The same text under another name, and another text in the same file, stay out as well.
    bench.write("in/c.txt", REPORT);
    bench.write("in/a.txt", format!("{REPORT}{OTHER}"));
    let ran = bench.run(&["build", "in", "-o", "r.hiwar"]);
    assert_eq!(
        (ran.status, bench.ids("r.hiwar")),
        (0, vec!["b".to_owned()]),
        "{}",
        ran.err
    );
    bench.run(&["build", "in/a.txt", "-o", "r.hiwar", "--again"]);
    assert_eq!(bench.ids("r.hiwar"), ["a", "b"]);
    let ran = bench.run(&["remove", "r.hiwar", "nobody"]);
    assert_eq!(ran.status, 2);
}

#[test]
fn jsonl_gives_ids_and_metadata() {
    let bench = Bench::new();
    let line = |id: &str, text: &str| {
        serde_json::json!({"id": id, "title": "عنوان", "published": "2021-04-07T22:30:00Z", "outlet": "واع",
            "url": "https://example.org/1", "text": text})
        .to_string()
    };
    bench.write(
        "dump",
        format!("\u{FEFF}{}\r\n\n{}\n", line("n/1", REPORT), line("2", OTHER)),
    );
    let ran = bench.run(&["build", "dump", "-o", "r.hiwar"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!(bench.ids("r.hiwar"), ["2", "n/1"]);
    let column = |name: &str| {
        bench.rows(
            "r.hiwar",
            &format!("SELECT {name} FROM document WHERE id = 'n/1'"),
        )
    };
    assert_eq!(column("given_title"), ["عنوان"]);
    assert_eq!(column("given_outlet"), ["واع"]);
    assert_eq!(column("given_published"), ["2021-04-07T22:30"]);
    assert_eq!(column("url"), ["https://example.org/1"]);
    assert_eq!(column("path"), ["dump"]);
    assert_eq!(column("text"), [REPORT]);
    let before = bench.bytes("r.hiwar");
    bench.run(&["build", "dump", "-o", "r.hiwar"]);
    assert!(bench.bytes("r.hiwar") == before, "the file changed");
    // A line that changed is a revision of its own document only.
    bench.write("dump", format!("{}\n{}\n", line("n/1", OTHER), line("2", OTHER)));
    let ran = bench.run(&["build", "dump", "-o", "r.hiwar"]);
    assert!(ran.err.contains("1 changed, 1 unchanged"), "{}", ran.err);
    let zone = ["build", "dump", "-o", "zone.hiwar", "--timezone", "Asia/Baghdad"];
    bench.run(&zone);
    let day = bench.rows(
        "zone.hiwar",
        "SELECT given_published FROM document WHERE id = '2'",
    );
    assert_eq!(day, ["2021-04-08T01:30"]);
}

#[test]
fn the_output_in_the_input_folder_is_not_read() {
    let bench = Bench::with_reports();
    bench.run(&["build", "in", "-o", "in/r.hiwar"]);
    let ran = bench.run(&["build", "in", "-o", "in/r.hiwar"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!(bench.ids("in/r.hiwar"), ["a", "b"]);
}

#[test]
fn other_data_reads_all_reports_again() {
    let bench = Bench::with_reports();
    bench.run(&["build", "in", "-o", "r.hiwar"]);
    let rules = |bench: &Bench| bench.rows("r.hiwar", "SELECT DISTINCT rules FROM document_annotation");
    let before = rules(&bench);
    bench.write(
        "data/lang/ar/lang.toml",
        format!(
            "{}
# other
",
            common::PACK
        ),
    );
    let ran = bench.run(&["build", "in/a.txt", "-o", "r.hiwar", "--data", "data"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let after = rules(&bench);
    assert_eq!(after.len(), 1, "both reports are read by the same rules");
    assert_ne!(after, before);
    let mut command = bench.command(&["build", "in", "-o", "r.hiwar"]);
    let ran = common::Ran::from(command.env("HIWAR_DATA", "data").output().unwrap());
    assert!(ran.err.contains("2 unchanged"), "{}", ran.err);
    assert_eq!(rules(&bench), after);
}

#[test]
fn any_sqlite_opens_the_record() {
    let bench = Bench::with_reports();
    bench.run(&["build", "in", "-o", "r.hiwar"]);
    assert_eq!(bench.rows("r.hiwar", "PRAGMA integrity_check"), ["ok"]);
    assert_eq!(bench.rows("r.hiwar", "PRAGMA journal_mode"), ["delete"]);
    assert_eq!(
        bench.rows("r.hiwar", "PRAGMA application_id"),
        [0x4849_5752.to_string()]
    );
    assert_eq!(
        bench.rows("r.hiwar", "SELECT text FROM document WHERE id = 'a'"),
        [REPORT]
    );
    let words = "SELECT count(*) FROM evidence e JOIN document d ON d.id = e.document \
                 WHERE substr(d.text, e.start + 1, e.end - e.start) <> e.text";
    assert_eq!(bench.rows("r.hiwar", words), ["0"]);
    let lists = bench.rows(
        "r.hiwar",
        "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')",
    );
    for list in lists {
        bench.rows("r.hiwar", &format!("SELECT * FROM \"{list}\" LIMIT 1"));
    }
}

/// A pipe without an end feeds reports; Ctrl-C ends it, and what was read is stored.
#[cfg(unix)]
#[test]
fn ctrl_c_loses_nothing() {
    use std::io::Write;
    use std::process::{Command, Stdio};
    let bench = Bench::new();
    let mut command = bench.command(&["build", "-", "-o", "r.hiwar"]);
    let mut child = command
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let pid = child.id().to_string();
    let mut pipe = child.stdin.take().unwrap();
    let record = bench.path("r.hiwar");
    let stored = || {
        let db = rusqlite::Connection::open(&record).ok()?;
        db.query_row("SELECT count(*) FROM document", [], |r| r.get::<_, i64>(0))
            .ok()
    };
    let mut signalled = false;
    for n in 0.. {
        let line = serde_json::json!({"id": format!("n{n}"), "text": format!("{REPORT}{n}")});
        if writeln!(pipe, "{line}").is_err() {
            break; // it stopped reading
        }
        if !signalled && n % 50 == 0 && stored().is_some_and(|n| n > 0) {
            assert!(
                Command::new("kill")
                    .args(["-INT", &pid])
                    .status()
                    .unwrap()
                    .success()
            );
            signalled = true;
        }
    }
    drop(pipe);
    let ran = common::Ran::from(child.wait_with_output().unwrap());
    assert_eq!(ran.status, 130, "{}", ran.err);
    assert!(ran.err.contains("run the same command again"), "{}", ran.err);
    assert_eq!(bench.rows("r.hiwar", "PRAGMA integrity_check"), ["ok"]);
    let count = bench.ids("r.hiwar").len();
    assert!(count > 0);
    assert!(
        ran.err
            .contains(&format!("{count} reports of this run are stored")),
        "{}",
        ran.err
    );
    // The next build goes on from there.
    let more = serde_json::json!({"id": "last", "text": OTHER}).to_string();
    let ran = bench.run_with(&["build", "-", "-o", "r.hiwar"], more.as_bytes());
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!(bench.ids("r.hiwar").len(), count + 1);
    let info = bench.run(&["info", "r.hiwar", "--json"]);
    let info: serde_json::Value = serde_json::from_str(&info.out).unwrap();
    assert_eq!(info["complete"], true);
}

/// A record as the first version of the tables left it: without the list `origins`.
#[test]
fn a_record_of_an_older_version_is_read_and_brought_up_by_the_next_build() {
    let bench = Bench::with_reports();
    bench.write("in/c.txt", [OTHER, OTHER, REPORT, REPORT].concat());
    assert_eq!(bench.run(&["build", "in", "-o", "r.hiwar"]).status, 0);
    let before = bench.run(&["show", "statements", "r.hiwar", "--json"]).out;
    let old = "DROP TABLE origin; PRAGMA user_version = 1";
    rusqlite::Connection::open(bench.path("r.hiwar"))
        .unwrap()
        .execute_batch(old)
        .unwrap();

    let ran = bench.run(&["show", "statements", "r.hiwar", "--json"]);
    assert_eq!(
        (ran.status, ran.out),
        (1, before.clone()),
        "readable, and said to be older"
    );
    assert!(ran.err.contains("run `hiwar build` again"), "{}", ran.err);
    assert_eq!(bench.run(&["show", "origins", "r.hiwar", "--json"]).out, "[]\n");
    assert_eq!(bench.run(&["build", "in", "-o", "r.hiwar"]).status, 0);
    let ran = bench.run(&["show", "statements", "r.hiwar", "--json"]);
    assert_eq!((ran.status, ran.out), (0, before));
    assert_eq!(bench.rows("r.hiwar", "PRAGMA user_version"), ["2"]);
    let info = bench.run(&["info", "r.hiwar", "--json"]).out;
    assert!(info.contains("\"origins\""), "{info}");
}
