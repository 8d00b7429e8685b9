//! Annotates files with the project's own data: `cargo run -p hiwar-core --example annotate -- FILE… > pred.jsonl`.
//! For work on the rules; users have `hiwar annotate`.

use hiwar_core::lang::DataFile;
use hiwar_core::model::{Document, Source};
use hiwar_core::{Hints, Knowledge, annotate, contract};
use std::path::Path;

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

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = Vec::new();
    data(&root.join("lang"), &root, &mut files);
    data(&root.join("world"), &root, &mut files);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    if std::env::args().nth(1).as_deref() == Some("--check") {
        let checked = hiwar_core::check::check(&files);
        checked.problems.iter().for_each(|p| println!("{p}"));
        checked
            .files
            .iter()
            .for_each(|(path, entries, examples)| println!("{path}: {entries} entries, {examples} examples"));
        return;
    }
    let knowledge = match Knowledge::load(&files) {
        Ok(knowledge) => knowledge,
        Err(problems) => {
            problems.iter().for_each(|p| eprintln!("{p}"));
            std::process::exit(2);
        }
    };
    for path in std::env::args().skip(1) {
        let Ok(text) = std::fs::read_to_string(&path) else {
            continue;
        };
        let jsonl = path.ends_with(".jsonl");
        for (i, text) in text
            .lines()
            .take_while(|_| jsonl)
            .map(str::to_owned)
            .chain((!jsonl).then(|| text.clone()))
            .enumerate()
        {
            let _ = i;
            let mut document = Document {
                text: text.clone(),
                ..Document::default()
            };
            document.id = Path::new(&path)
                .file_stem()
                .map(|s| s.to_string_lossy().into_owned())
                .unwrap_or_default();
            let mut hints = Hints::default();
            if jsonl {
                let Ok(row) = serde_json::from_str::<serde_json::Value>(&text) else {
                    continue;
                };
                let field = |key: &str| row.get(key).and_then(|v| v.as_str()).map(str::to_owned);
                document.text = field("text").unwrap_or_default();
                document.id = field("id").unwrap_or_default();
                document.source = Source {
                    outlet: field("outlet"),
                    ..Source::default()
                };
                hints = Hints {
                    published: field("published"),
                    lang: field("lang"),
                    title: field("title"),
                    outlet: field("outlet"),
                    inferred: None,
                };
            }
            println!(
                "{}",
                contract::annotated(&document, &annotate(&document.text, &hints, &knowledge))
            );
        }
    }
}
