//! Times [`annotate`] on texts in memory, on one thread. `bench/run` starts it; by hand:
//! `cargo run --release -p hiwar-core --example bench -- FILE.jsonl [ROUNDS]`.
//!
//! Prints one JSON object: bytes of UTF-8 text, and for each round the seconds that each step took. Reading the files and
//! compiling the language data are not in them. The steps are cumulative: `tokens` is split and fold, `page` is that
//! and every look-up, `annotate` is everything.

use hiwar_core::annotate::Page;
use hiwar_core::lang::DataFile;
use hiwar_core::text::Tokens;
use hiwar_core::{Hints, Knowledge, annotate};
use serde_json::{Value, json};
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

fn data(folder: &Path, root: &Path, files: &mut Vec<DataFile>) {
    let Ok(list) = std::fs::read_dir(folder) else {
        return;
    };
    for path in list.flatten().map(|e| e.path()) {
        if path.is_dir() {
            data(&path, root, files);
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            let path = path
                .strip_prefix(root)
                .unwrap_or(&path)
                .to_string_lossy()
                .into_owned();
            files.push(DataFile { path, text });
        }
    }
}

/// Nanoseconds that this thread has run on a processor; `None` where the system does not say (only Linux does so).
fn on_processor() -> Option<u64> {
    // The kernel brings its count up to date when it looks for another thread to run.
    std::thread::yield_now();
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split_whitespace().next()?.parse().ok()
}

/// Seconds on the processor (or by the clock, where the system does not say), and by the clock.
fn timed(work: impl FnOnce()) -> Value {
    let (clock, before) = (Instant::now(), on_processor());
    work();
    let wall = clock.elapsed().as_secs_f64();
    let cpu = before
        .zip(on_processor())
        .map_or(wall, |(a, b)| (b - a) as f64 / 1e9);
    json!({"cpu": cpu, "wall": wall})
}

fn hints(row: &Value) -> Hints {
    let field = |key: &str| row.get(key).and_then(Value::as_str).map(str::to_owned);
    Hints {
        published: field("published").map(|p| p.chars().take(10).collect()),
        lang: field("lang"),
        title: field("title"),
        outlet: field("outlet"),
        inferred: None,
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = Vec::new();
    data(&root.join("lang"), &root, &mut files);
    data(&root.join("world"), &root, &mut files);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let knowledge = match Knowledge::load(&files) {
        Ok(knowledge) => knowledge,
        Err(problems) => {
            problems.iter().for_each(|p| eprintln!("{p}"));
            std::process::exit(2);
        }
    };
    let pack = knowledge.pack("ar").ok_or("there is no lang/ar")?;

    let mut args = std::env::args().skip(1);
    let path = args.next().ok_or("which file of reports (JSONL)?")?;
    let rounds: usize = args.next().map_or(Ok(1), |n| n.parse())?;
    let mut texts: Vec<(String, Hints)> = Vec::new();
    for line in std::fs::read_to_string(path)?.lines() {
        let row: Value = serde_json::from_str(line)?;
        let text = row.get("text").and_then(Value::as_str).unwrap_or("").to_owned();
        texts.push((text, hints(&row)));
    }

    let mut times = Vec::new();
    let mut found = 0;
    for _ in 0..rounds {
        let tokens = timed(|| {
            texts.iter().for_each(|(text, _)| {
                black_box(Tokens::of(text));
            });
        });
        let page = timed(|| {
            texts.iter().for_each(|(text, _)| {
                black_box(Page::new(text, pack));
            });
        });
        let all = timed(|| {
            found = texts
                .iter()
                .map(|(text, hints)| black_box(annotate(text, hints, &knowledge)))
                .map(|a| {
                    a.times.len() + a.people.len() + a.statements.len() + a.figures.len() + a.events.len()
                })
                .sum();
        });
        times.push(json!({"tokens": tokens, "page": page, "annotate": all}));
    }
    let bytes: usize = texts.iter().map(|(text, _)| text.len()).sum();
    println!(
        "{}",
        json!({"texts": texts.len(), "bytes": bytes, "found": found, "rounds": times})
    );
    Ok(())
}
