//! The documents are tested: their commands, flags, links and tables exist, and the help's own examples hold.
//!
//! `UPDATE=1 cargo test -p hiwar --test docs` writes the outputs in README.md anew.

#![allow(clippy::unwrap_used, clippy::panic)] // a test may

#[path = "../common/mod.rs"]
mod common;
mod help;

use common::Bench;
use help::{commands, helps, wrong};
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap()
}

/// Every document of the project: path from the root, and text.
fn documents() -> Vec<(String, String)> {
    fn walk(folder: &Path, into: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let (path, name) = (entry.path(), entry.file_name());
            let name = name.to_string_lossy();
            if path.is_dir() && !name.starts_with('.') && name != "target" {
                walk(&path, into);
            } else if name.ends_with(".md") {
                into.push(path);
            }
        }
    }
    let root = root();
    let mut paths = Vec::new();
    walk(&root, &mut paths);
    paths.sort();
    let read = |path: PathBuf| {
        let name = path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
        (name, std::fs::read_to_string(path).unwrap())
    };
    paths.into_iter().map(read).collect()
}

#[test]
fn a_wrong_command_is_seen() {
    let helps = helps();
    for line in [
        "hiwar shwo rounds r.hiwar",
        "hiwar show people r.hiwar --xml",
        "hiwar show round r.hiwar",
        "hiwar lang chekc",
        "hiwar build in -p r.hiwar",
    ] {
        assert!(wrong(line, &helps).is_some(), "{line}");
    }
    for line in [
        "hiwar build in/ -o r.hiwar",
        "hiwar show dialogue|rounds r.hiwar --json | jq .x -r",
    ] {
        assert_eq!(wrong(line, &helps), None);
    }
}

#[test]
fn commands_in_documents_exist() {
    let helps = helps();
    let mut problems = Vec::new();
    let mut seen = 0;
    for (name, text) in documents() {
        for (line, command) in commands(&text) {
            seen += 1;
            problems.extend(wrong(&command, &helps).map(|what| format!("{name}:{line}: {command}: {what}")));
        }
    }
    assert!(seen > 20, "only {seen} commands were found in the documents");
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn examples_in_the_help_exist() {
    let helps = helps();
    let mut problems = Vec::new();
    for (at, help) in &helps {
        let examples = help.text.lines().skip_while(|l| *l != "Examples:").skip(1);
        let lines: Vec<&str> = examples.take_while(|l| l.starts_with("  ")).collect();
        // A command with commands below it leaves the examples to them.
        if lines.is_empty() && help.commands.is_empty() {
            problems.push(format!("hiwar {at}: its help has no examples"));
        }
        for line in lines {
            let command = line.find("hiwar ").map(|at| &line[at..]).unwrap_or("hiwar ?");
            // Two spaces or more begin what is said of it.
            let command = command.split("  ").next().unwrap_or(command);
            problems
                .extend(wrong(command, &helps).map(|what| format!("hiwar {at} --help: {command}: {what}")));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn links_lead_somewhere() {
    let root = root();
    let mut problems = Vec::new();
    for (name, text) in documents() {
        let folder = root.join(&name).parent().unwrap().to_owned();
        for (number, line) in text.lines().enumerate() {
            for part in line.split("](").skip(1) {
                let target = part.split(')').next().unwrap_or("");
                let path = target.split('#').next().unwrap_or("");
                if target.contains("://") || path.is_empty() {
                    continue;
                }
                if !folder.join(path).exists() {
                    problems.push(format!("{name}:{}: there is no {path}", number + 1));
                }
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn files_named_in_documents_exist() {
    let root = root();
    let folders = ["crates/", "lang/", "world/", "scripts/", "bench/", "sample/"];
    let mut problems = Vec::new();
    for (name, text) in documents() {
        for code in text.split('`').skip(1).step_by(2) {
            let path = code.split_whitespace().next().unwrap_or("");
            let pattern = path.contains(['*', '…']) || path.contains("LAYER") || path.contains("CODE");
            if folders.iter().any(|f| path.starts_with(f)) && !pattern && !root.join(path).exists() {
                problems.push(format!("{name}: there is no {path}"));
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[cfg(unix)]
#[test]
fn the_two_commands_can_be_run() {
    use std::os::unix::fs::PermissionsExt;
    let root = root();
    for (name, text) in documents().iter().filter(|(name, _)| name.starts_with("README")) {
        for script in ["scripts/sample", "scripts/test"] {
            assert!(text.contains(script), "{name} does not name {script}");
        }
    }
    for script in [
        "scripts/sample",
        "scripts/test",
        "scripts/score",
        "bench/run",
        ".ci/run",
    ] {
        let about = std::fs::metadata(root.join(script)).unwrap_or_else(|e| panic!("{script}: {e}"));
        assert!(
            about.permissions().mode() & 0o111 != 0,
            "{script} cannot be run: chmod +x {script}"
        );
    }
    let ci = std::fs::read_to_string(root.join(".ci/run")).unwrap();
    assert!(
        ci.contains("scripts/test"),
        ".ci/run does not call the README's test command"
    );
}

#[test]
fn the_readme_names_the_least_rust() {
    let cargo = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let (_, rest) = cargo.split_once("rust-version = \"").unwrap();
    let version = rest.split('"').next().unwrap();
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    assert!(
        readme.contains(&format!("Rust ({version} or newer)")),
        "README.md does not say Rust {version}"
    );
}

/// A line as a terminal is given it: Arabic isolated (U+2068 … U+2069), so that a browser keeps the columns in order.
/// What stands between « and » is one piece, and so are Arabic words that single spaces join.
fn isolated(line: &str) -> String {
    let arabic = |c: char| ('\u{600}'..='\u{6FF}').contains(&c);
    let mut out = String::new();
    let mut rest = line;
    while let Some(start) = rest.find(|c| arabic(c) || c == '«') {
        out += &rest[..start];
        rest = &rest[start..];
        let end = match rest.strip_prefix('«') {
            Some(inner) => inner
                .find('»')
                .map_or(rest.len(), |at| at + '«'.len_utf8() + '»'.len_utf8()),
            None => {
                let stop = rest.find("  ").unwrap_or(rest.len());
                let stop = rest[..stop]
                    .find(|c: char| c.is_ascii_graphic() || c == '«')
                    .unwrap_or(stop);
                rest[..stop].trim_end().len()
            }
        };
        out += &format!("\u{2068}{}\u{2069}", &rest[..end]);
        rest = &rest[end..];
    }
    out + rest
}

/// As many lines of an output as the README shows.
const SHOWN: usize = 18;

/// The outputs that README.md shows, each after a comment with its command, hold at least in their first line: the
/// headings of a table. With `UPDATE` set they are written anew.
#[test]
fn outputs_in_the_readme_hold() {
    let root = root();
    let path = root.join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let bench = Bench::new();
    let sample = root.join("sample").to_string_lossy().into_owned();
    // The data that the binary carries, not the little pack of the other tests.
    let run = |args: &[&str]| {
        let mut command = bench.command(args);
        command.env_remove("HIWAR_DATA").env("COLUMNS", "110");
        let ran = command.output().unwrap();
        assert_eq!(
            ran.status.code(),
            Some(0),
            "{}",
            String::from_utf8_lossy(&ran.stderr)
        );
        String::from_utf8(ran.stdout).unwrap()
    };
    run(&["build", &sample, "-o", "sample.hiwar"]);
    let (mut out, mut problems, mut lines) = (String::new(), Vec::new(), readme.lines());
    while let Some(line) = lines.next() {
        out += &format!("{line}\n");
        let Some(command) = line
            .strip_prefix("<!-- output: hiwar ")
            .and_then(|l| l.strip_suffix(" -->"))
        else {
            continue;
        };
        let shown: Vec<&str> = lines.by_ref().skip(1).take_while(|l| *l != "```").collect();
        let args: Vec<String> = command
            .split(' ')
            .map(|w| w.replace("sample/", &format!("{sample}/")))
            .collect();
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let text = run(&args);
        let real: Vec<&str> = text.lines().map(str::trim_end).collect();
        let heading = |lines: &[&str]| -> Vec<String> {
            lines
                .first()
                .map_or(Vec::new(), |l| l.split_whitespace().map(str::to_owned).collect())
        };
        if heading(&shown) != heading(&real) {
            problems.push(format!(
                "hiwar {command}: the README begins {:?}, the program {:?}",
                shown.first(),
                real.first()
            ));
        }
        out += &format!(
            "```text\n{}\n",
            real.iter()
                .take(SHOWN)
                .map(|l| isolated(l))
                .collect::<Vec<_>>()
                .join("\n")
        );
        if real.len() > SHOWN {
            out += "…\n";
        }
        out += "```\n";
    }
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, out).unwrap();
        return;
    }
    let help = "UPDATE=1 cargo test -p hiwar --test docs";
    assert!(
        problems.is_empty(),
        "{}\nwrite them anew: {help}",
        problems.join("\n")
    );
}
