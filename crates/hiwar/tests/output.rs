//! What is printed: the contract's fields, the schemas, help with examples, no colours where none are wanted.

#![allow(clippy::unwrap_used, clippy::panic)] // a test may

mod common;

use common::told::LISTS;
use common::{Bench, REPORT};
use serde_json::Value;

fn record() -> Bench {
    let bench = Bench::with_reports();
    assert_eq!(bench.run(&["build", "in", "-o", "r.hiwar"]).status, 0);
    bench
}

fn schema(bench: &Bench, output: &str) -> Value {
    let ran = bench.run(&["schema", output]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    serde_json::from_str(&ran.out).unwrap()
}

/// As much of JSON Schema as ours use: types, enums, properties, required, items, anyOf, $ref.
fn check(value: &Value, schema: &Value, root: &Value, at: &str, wrong: &mut Vec<String>) {
    if let Some(path) = schema["$ref"].as_str() {
        let target = root.pointer(path.trim_start_matches('#'));
        return check(value, target.unwrap_or_else(|| panic!("{path}")), root, at, wrong);
    }
    if let Some(any) = schema["anyOf"].as_array() {
        let fits = |s: &Value| {
            let mut wrong = Vec::new();
            check(value, s, root, at, &mut wrong);
            wrong.is_empty()
        };
        if !any.iter().any(fits) {
            wrong.push(format!("{at}: none of anyOf: {value}"));
        }
        return;
    }
    let types = match &schema["type"] {
        Value::String(t) => vec![t.clone()],
        Value::Array(list) => list.iter().map(|t| t.as_str().unwrap().to_owned()).collect(),
        _ => Vec::new(),
    };
    let is = |t: &String| match t.as_str() {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("unknown type {other}"),
    };
    if !types.is_empty() && !types.iter().any(is) {
        wrong.push(format!("{at}: not of type {types:?}: {value}"));
    }
    if schema["enum"]
        .as_array()
        .is_some_and(|list| !list.contains(value))
    {
        wrong.push(format!("{at}: not one of the values: {value}"));
    }
    for field in schema["required"].as_array().into_iter().flatten() {
        if value.is_object() && value.get(field.as_str().unwrap()).is_none() {
            wrong.push(format!("{at}: no {field}"));
        }
    }
    for (name, field) in value.as_object().into_iter().flatten() {
        match schema["properties"].get(name) {
            Some(schema) => check(field, schema, root, &format!("{at}.{name}"), wrong),
            None if schema["additionalProperties"] == false => {
                wrong.push(format!("{at}: unknown field {name}"))
            }
            None => {}
        }
    }
    for (n, item) in value.as_array().into_iter().flatten().enumerate() {
        if schema["items"].is_object() {
            check(item, &schema["items"], root, &format!("{at}[{n}]"), wrong);
        }
    }
}

#[track_caller]
fn fits(value: &Value, schema: &Value) {
    let mut wrong = Vec::new();
    check(value, schema, schema, "$", &mut wrong);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn annotate_and_read_fit_their_schemas() {
    let bench = Bench::with_reports();
    let annotate = schema(&bench, "annotate");
    for line in bench.run(&["annotate", "in"]).json_lines() {
        fits(&line, &annotate);
    }
    let read = schema(&bench, "read");
    for line in bench.run(&["read", "in"]).json_lines() {
        fits(&line, &read);
    }
    for line in bench.run(&["read", "--body", "in"]).json_lines() {
        fits(&line, &read);
        assert!(line["blocks"].is_null());
    }
}

/// The samples of the project, where they are there: every layer that is found fits, too.
#[test]
fn the_samples_fit_the_schemas() {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/../../sample");
    if !std::path::Path::new(sample).is_dir() {
        return;
    }
    let bench = Bench::new();
    let run =
        |args: &[&str]| common::Ran::from(bench.command(args).env_remove("HIWAR_DATA").output().unwrap());
    let annotate = schema(&bench, "annotate");
    let ran = run(&["annotate", sample]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    ran.json_lines().iter().for_each(|line| fits(line, &annotate));
    assert!(run(&["build", sample, "-o", "r.hiwar"]).status == 0);
    for list in LISTS {
        let ran = run(&["show", list, "r.hiwar", "--json"]);
        fits(&serde_json::from_str(&ran.out).unwrap(), &schema(&bench, list));
    }
}

#[test]
fn every_list_is_shown_in_three_forms() {
    let bench = record();
    for list in LISTS {
        let json = bench.run(&["show", list, "r.hiwar", "--json"]);
        assert_eq!(json.status, 0, "{}", json.err);
        let rows: Value = serde_json::from_str(&json.out).unwrap();
        fits(&rows, &schema(&bench, list));
        let csv = bench.run(&["show", list, "r.hiwar", "--csv"]);
        let table = bench.run(&["show", list, "r.hiwar"]);
        assert_eq!((csv.status, table.status), (0, 0), "{list}");
        if rows.as_array().unwrap().is_empty() {
            assert!(
                json.err.contains("hiwar: r.hiwar: "),
                "{list} is empty and says nothing"
            );
            assert_eq!((csv.out.as_str(), table.out.as_str()), ("", ""));
        } else {
            assert!(csv.out.starts_with("id,"), "{}", csv.out);
            assert!(table.out.lines().count() > 1);
        }
    }
}

#[test]
fn documents_are_listed_with_ids() {
    let bench = record();
    let ran = bench.run(&["show", "documents", "r.hiwar", "--json"]);
    let rows: Value = serde_json::from_str(&ran.out).unwrap();
    let ids: Vec<_> = rows.as_array().unwrap().iter().map(|r| r["id"].clone()).collect();
    assert_eq!(ids, ["a", "b"]);
}

#[test]
fn nothing_piped_holds_escape_codes_or_isolates() {
    let bench = record();
    for args in [
        &["explain", "in/a.txt"][..],
        &["show", "documents", "r.hiwar"],
        &["annotate", "in"],
        &["info", "r.hiwar"],
    ] {
        let ran = bench.run(args);
        assert_eq!(ran.status, 0, "{}", ran.err);
        for odd in ['\u{1b}', '\u{2068}', '\u{2069}'] {
            assert!(
                !ran.out.contains(odd) && !ran.err.contains(odd),
                "{args:?} prints {odd:?}"
            );
        }
    }
}

/// On a terminal (as util-linux `script` makes one): colours, unless NO_COLOR is set.
#[cfg(target_os = "linux")]
#[test]
fn no_color_is_honoured_on_a_terminal() {
    let bench = record();
    let on_a_terminal = |no_color: Option<&str>| {
        let mut command = std::process::Command::new("script");
        let line = format!("{} explain in/a.txt", env!("CARGO_BIN_EXE_hiwar"));
        command
            .args(["-qec", &line, "/dev/null"])
            .current_dir(&bench.dir)
            .env("TERM", "xterm")
            .env("HIWAR_DATA", bench.path(".data"));
        command.env_remove("NO_COLOR").stdin(std::process::Stdio::null());
        if let Some(value) = no_color {
            command.env("NO_COLOR", value);
        }
        command
            .output()
            .ok()
            .map(|o| String::from_utf8_lossy(&o.stdout).into_owned())
    };
    let Some(plain) = on_a_terminal(Some("1")) else {
        return; // no `script` here
    };
    assert!(plain.contains("published"), "{plain}");
    assert!(!plain.contains('\u{1b}'), "{plain:?}");
    let empty = on_a_terminal(Some("")).unwrap();
    assert!(empty.contains('\u{1b}'), "an empty NO_COLOR is none: {empty:?}");
    assert!(on_a_terminal(None).unwrap().contains('\u{1b}'));
}

#[test]
fn every_command_has_examples() {
    let bench = Bench::new();
    let help = bench.run(&["--help"]);
    assert!(help.out.contains("Examples:"), "{}", help.out);
    let commands = [
        "build",
        "annotate",
        "read",
        "show",
        "explain",
        "report",
        "info",
        "remove",
        "schema",
        "search",
        "completions",
        "lang check",
        "lang forms",
        "lang new",
    ];
    for command in commands {
        let args: Vec<&str> = command.split(' ').chain(["--help"]).collect();
        let ran = bench.run(&args);
        assert_eq!(ran.status, 0, "{command}");
        assert!(
            ran.out.contains("Examples:\n  hiwar") || ran.out.contains("Examples:\n  z"),
            "{command}: {}",
            ran.out
        );
        let first = command.split(' ').next().unwrap();
        assert!(
            help.out.contains(&format!("  {first}")),
            "{first} is not in the help"
        );
    }
}

#[test]
fn a_language_is_begun_and_filled() {
    let bench = Bench::new();
    bench.write(
        "data/lang/classes.toml",
        include_str!("../../../lang/classes.toml"),
    );
    let new = [
        "lang",
        "new",
        "fr",
        "--name",
        "français",
        "--letters",
        "a-ÿ",
        "--data",
        "data",
    ];
    assert_eq!(bench.run(&new).status, 0);
    let check = || bench.run(&["lang", "check", "--data", "data"]);
    assert_eq!(check().status, 0, "{}", check().out);
    let month = "[[entry]]\nid = \"april\"\nclass = \"month\"\nvalue = 4\nwords = [\n    \"avril\",\n]\n";
    bench.write("data/lang/fr/times.toml", month);
    assert_eq!(check().status, 1, "an entry without an example");
    let example = "[[example]]\ntext = \"avril 2019\"\ntimes = [\n    \"2019-04\",\n]\n";
    bench.write("data/lang/fr/times.examples.toml", example);
    assert_eq!(check().status, 0, "{}", check().out);
    // What is there stays.
    let again = bench.run(&new);
    assert_eq!(again.status, 2);
    assert!(again.err.contains("is there already"), "{}", again.err);
    assert_eq!(bench.bytes("data/lang/fr/times.toml"), month.as_bytes());
    let code = [
        "lang",
        "new",
        "../x",
        "--name",
        "x",
        "--letters",
        "a-z",
        "--data",
        "data",
    ];
    assert!(bench.run(&code).err.contains("is no language code"));
}

#[test]
fn the_word_lists_are_counted() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let ran = Bench::new().run(&["lang", "check", "--table", "--data", root]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let mut lines = ran.out.lines().map(|l| l.split_whitespace().collect::<Vec<_>>());
    assert_eq!(lines.next(), Some(vec!["file", "entries", "examples"]));
    let rows: Vec<_> = lines.collect();
    let times = rows.iter().find(|r| r[0] == "lang/ar/times.toml");
    let times = times.unwrap_or_else(|| panic!("no row for the times: {}", ran.out));
    assert!(times[1..].iter().all(|n| n.parse::<usize>().unwrap() > 0));
    let of = |column: usize| {
        rows.iter()
            .map(|r| r[column].parse::<usize>().unwrap())
            .sum::<usize>()
    };
    let sums = format!("{} entries, {} examples", of(1), of(2));
    assert!(ran.err.contains(&sums), "{} is not in: {}", sums, ran.err);
}

#[test]
fn completions_are_written_for_each_shell() {
    let bench = Bench::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = bench.run(&["completions", shell]);
        assert_eq!(ran.status, 0);
        assert!(ran.out.contains("hiwar"), "{shell}");
    }
}

#[test]
fn all_schemas_are_printed_by_name() {
    let bench = Bench::new();
    let all: Value = serde_json::from_str(&bench.run(&["schema"]).out).unwrap();
    for name in ["annotate", "read"].iter().chain(&LISTS) {
        assert!(all[*name]["type"].is_string(), "{name}");
    }
}

#[test]
fn info_counts() {
    let bench = record();
    let ran = bench.run(&["info", "r.hiwar", "--json"]);
    let info: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(info["counts"]["documents"], 2);
    assert_eq!(info["schema"], 2);
    assert_eq!(info["complete"], true);
    assert!(bench.run(&["info", "r.hiwar"]).out.contains("documents    2"));
}

#[test]
fn the_page_is_written_whole() {
    let bench = record();
    let ran = bench.run(&["report", "r.hiwar", "-o", "page.html"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let page = String::from_utf8(bench.bytes("page.html")).unwrap();
    assert!(page.to_lowercase().starts_with("<!doctype html>"));
    assert!(page.contains("dir=\"rtl\""));
    bench.run(&["report", "r.hiwar", "-o", "no/page.html"]).said(
        2,
        "no/page.html",
        &["folder does not exist"],
    );
}

#[test]
fn explain_names_each_report() {
    let bench = Bench::new();
    bench.write("a.txt", REPORT);
    let ran = bench.run(&["explain", "a.txt", "--published", "2021-04-01"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.out.starts_with("a  ar\npublished"), "{}", ran.out);
}
