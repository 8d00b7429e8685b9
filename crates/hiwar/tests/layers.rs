//! The direction of imports: read, store and tell never import one another; only the pipeline knows them all.

use std::path::Path;

const STAGES: [&str; 4] = ["fetch", "read", "store", "tell"];

fn sources(folder: &Path, into: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|e| e == "rs") {
            into.push(path);
        }
    }
}

#[test]
fn stages_do_not_import_one_another() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for stage in STAGES {
        let mut files = Vec::new();
        sources(&src.join(stage), &mut files);
        assert!(!files.is_empty(), "no files of {stage}");
        for file in files {
            let text = std::fs::read_to_string(&file).unwrap_or_default();
            for (number, line) in text.lines().enumerate() {
                let others = STAGES.iter().chain(&["pipeline", "cli"]).filter(|s| **s != stage);
                for other in others {
                    if line.contains(&format!("crate::{other}")) {
                        wrong.push(format!(
                            "{}:{}: {stage} imports {other}",
                            file.display(),
                            number + 1
                        ));
                    }
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "let pipeline.rs pass it on:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn files_stay_short() {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    for file in files {
        let lines = std::fs::read_to_string(&file).unwrap_or_default().lines().count();
        assert!(
            lines < 400,
            "{} has {lines} lines: split it by what it does",
            file.display()
        );
    }
}
