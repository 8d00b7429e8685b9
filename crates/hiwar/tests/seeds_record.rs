//! What the five seed reports tell together, where they are beside the project.

#![allow(clippy::unwrap_used, clippy::panic)] // a test may

mod common;

use common::told::{Told, called, root, strings, told};
use hiwar_core::text::fold;
use serde_json::Value as Json;
use std::collections::BTreeSet;
use std::path::PathBuf;
use toml::Table;

/// Beside the project, where the seed reports are there.
fn seeds() -> Option<PathBuf> {
    let beside = ["../shared/seeds", "../../shared/seeds"].map(|p| root().join(p));
    beside.into_iter().find(|p| p.is_dir())
}

#[test]
fn the_seeds_tell_what_five_reports_together_must() {
    let Some(folder) = seeds() else {
        eprintln!("../shared/seeds is not there: skipped");
        return;
    };
    let mut told = told(&folder);
    let must = Table::new();
    let round = |told: &Told, n: i64| {
        told.rows("rounds")
            .iter()
            .find(|r| r["ordinal"] == n)
            .cloned()
            .unwrap_or_default()
    };
    for (n, field, value) in [
        (1, "date", "2020-06-11"),
        (1, "mode", "video"),
        (2, "status", "gap"),
        (3, "date", "2021-04-07"),
        (3, "mode", "video"),
        (4, "earliest", "2021-07-22"),
        (4, "latest", "2021-07-26"),
        (4, "place", "واشنطن"),
    ] {
        let r = round(&told, n);
        told.expect(
            &must,
            r[field] == value,
            format!("round {n}: {field} is {}", r[field]),
        );
    }
    let year = told
        .rows("dialogue")
        .iter()
        .any(|d| d["framework"]["year"] == 2008);
    told.expect(&must, year, "no framework agreement of 2008");
    let psaki = told
        .rows("people")
        .iter()
        .filter(|p| called(p, "جين ساكي") || called(p, "جين بساكي"))
        .count();
    told.expect(&must, psaki == 1, format!("Psaki is {psaki} people"));
    let merged = told
        .rows("people")
        .iter()
        .any(|p| called(p, "حسين علاوي") && called(p, "فؤاد حسين"));
    told.expect(&must, !merged, "two men called Hussein are one");
    let of: BTreeSet<&str> = told
        .rows("figures")
        .iter()
        .filter(|f| f["value"].as_f64() == Some(2500.0))
        .filter_map(|f| f["of"].as_str())
        .collect();
    let apart = of.len() == 2;
    told.expect(&must, apart, "the two 2500s are not told apart");
    let shared = |s: &Json| fold(s["content"].as_str().unwrap_or("")).contains(&fold("مهمة لمناقشة مصالحنا"));
    let one = told
        .rows("statements")
        .iter()
        .any(|s| shared(s) && strings(s, "reports").len() == 2);
    told.expect(&must, one, "the shared statement is not one");
    let dated = |d: &Json| d["published"].as_str().is_some_and(|p| p.starts_with("202"));
    let all = told.rows("documents").iter().all(dated);
    told.expect(&must, all, "not all five are dated");
    for kind in ["ordinal", "arithmetic"] {
        let there = told.rows("conflicts").iter().any(|c| c["kind"] == kind);
        told.expect(&must, there, format!("no conflict of kind {kind}"));
    }
    told.judged();
}
