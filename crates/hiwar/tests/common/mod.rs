//! Runs the built binary in a folder of its own.
#![allow(dead_code, clippy::unwrap_used)] // each test file uses a part of it; a test may panic

pub mod told;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A report in Arabic that Hiwar reads.
pub const REPORT: &str = "بغداد - واع\nقال وزير الخارجية العراقي فؤاد حسين إن الجولة الثالثة من الحوار الاستراتيجي \
                          بين العراق والولايات المتحدة ستعقد في السابع من نيسان 2021.\n";

/// Another one.
pub const OTHER: &str =
    "أعلنت وزارة الخارجية أن الجولة الرابعة من المحادثات عقدت في واشنطن يوم 26 تموز 2021.\n";

static NUMBER: AtomicUsize = AtomicUsize::new(0);

/// The least that is a language pack: these tests are about the binary, whatever the shipped packs hold.
pub const PACK: &str = "code = \"ar\"\nname = \"Arabic\"\nexamples_published = \"2021-04-07\"\n";

/// A folder that is removed at the end.
pub struct Bench {
    /// Where the binary runs.
    pub dir: PathBuf,
}

/// What a run of the binary gave.
pub struct Ran {
    /// Exit status; -1 where a signal ended it.
    pub status: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Bench {
    pub fn new() -> Self {
        let name = format!("{}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::SeqCst));
        let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let bench = Self { dir };
        bench.write(".data/lang/ar/lang.toml", PACK);
        bench
    }

    /// A bench with two reports in `in/`.
    pub fn with_reports() -> Self {
        let bench = Self::new();
        bench.write("in/a.txt", REPORT);
        bench.write("in/b.txt", OTHER);
        bench
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }

    pub fn bytes(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap()
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hiwar"));
        command.current_dir(&self.dir).args(args).stdin(Stdio::null());
        for name in ["NO_COLOR", "COLUMNS"] {
            command.env_remove(name);
        }
        command.env("HIWAR_DATA", self.path(".data"));
        command
    }

    pub fn run(&self, args: &[&str]) -> Ran {
        self.command(args).output().unwrap().into()
    }

    pub fn run_with(&self, args: &[&str], input: &[u8]) -> Ran {
        let mut command = self.command(args);
        let command = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut pipe = child.stdin.take().unwrap();
        let input = input.to_vec();
        let writer = std::thread::spawn(move || {
            // It may stop reading before the end.
            let _ = pipe.write_all(&input);
        });
        let ran = child.wait_with_output().unwrap().into();
        writer.join().unwrap();
        ran
    }

    /// Ids of the reports in a record, in order.
    pub fn ids(&self, record: &str) -> Vec<String> {
        let mut ids: Vec<String> = self.rows(record, "SELECT id FROM document ORDER BY id");
        ids.sort();
        ids
    }

    /// One column of a query on a record, as any SQLite browser would see it.
    pub fn rows(&self, record: &str, sql: &str) -> Vec<String> {
        let db = rusqlite::Connection::open(self.path(record)).unwrap();
        let mut query = db.prepare(sql).unwrap();
        let rows = query.query_map([], |r| {
            Ok(match r.get_ref(0)? {
                rusqlite::types::ValueRef::Integer(n) => n.to_string(),
                rusqlite::types::ValueRef::Text(t) => String::from_utf8_lossy(t).into_owned(),
                other => format!("{other:?}"),
            })
        });
        rows.unwrap().map(Result::unwrap).collect()
    }
}

impl Drop for Bench {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.dir);
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            status: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Ran {
    /// Asserts exit status, and that exactly one line of standard error is about `file`, holding each of `words`.
    #[track_caller]
    pub fn said(&self, status: i32, file: &str, words: &[&str]) {
        assert_eq!(self.status, status, "{}", self.err);
        let start = format!("hiwar: {file}");
        let lines: Vec<&str> = self.err.lines().filter(|l| l.starts_with(&start)).collect();
        assert_eq!(lines.len(), 1, "one line about {file}:\n{}", self.err);
        for word in words {
            assert!(lines[0].contains(word), "{word:?} is not in: {}", lines[0]);
        }
        assert!(lines[0].contains("; "), "no remedy in: {}", lines[0]);
    }

    /// Standard output as lines of JSON.
    #[track_caller]
    pub fn json_lines(&self) -> Vec<serde_json::Value> {
        self.out
            .lines()
            .map(|l| serde_json::from_str(l).unwrap())
            .collect()
    }
}
