//! What the rules know: the data files in the binary, or those of `--data DIR`.

use crate::fault::{Fault, Result};
use hiwar_core::Knowledge;
use hiwar_core::lang::DataFile;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// `lang/` and `world/` as they were when the binary was built: path and text, sorted by path.
const EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/data.rs"));

/// The data files, compiled, and what they are called.
pub struct Data {
    /// Compiled.
    pub knowledge: Knowledge,
    /// Names rules and data: annotations with another one are stale. 16 hex digits.
    pub rules: String,
    /// BCP 47 codes of the language packs.
    pub packs: BTreeSet<String>,
}

/// Reads and compiles the data: that of `folder`, or what the binary carries.
///
/// # Errors
/// A folder without `lang/`, a file that cannot be read, or the first problem in a data file.
pub fn load(folder: Option<&Path>) -> Result<Data> {
    let files = files(folder)?;
    let knowledge = Knowledge::load(&files).map_err(|problems| refused(&problems))?;
    let rules = rules(&files);
    let packs = knowledge.packs().iter().map(|p| p.code().to_owned()).collect();
    Ok(Data {
        knowledge,
        rules,
        packs,
    })
}

/// The data files, uncompiled: what `hiwar lang check` looks at.
///
/// # Errors
/// A folder without `lang/`, or a file that cannot be read.
pub fn files(folder: Option<&Path>) -> Result<Vec<DataFile>> {
    let Some(folder) = folder else {
        return Ok(EMBEDDED
            .iter()
            .map(|(path, text)| DataFile {
                path: (*path).to_owned(),
                text: (*text).to_owned(),
            })
            .collect());
    };
    if !folder.join("lang").is_dir() {
        return Err(Fault::of(
            folder,
            "has no folder lang/",
            "give --data the folder that holds lang/ and world/",
        ));
    }
    let mut paths = Vec::new();
    for part in ["lang", "world"] {
        list(&folder.join(part), &mut paths)?;
    }
    paths.sort();
    paths.iter().map(|path| data_file(folder, path)).collect()
}

/// ISO 3166-1 alpha-3 of each country by the names that the record calls it, as the binary carries them.
///
/// # Errors
/// The file in the binary cannot be read, which should not happen.
pub fn countries() -> Result<BTreeMap<String, String>> {
    let text = EMBEDDED.iter().find(|(path, _)| *path == "world/countries.toml");
    let text = text.map_or("", |(_, text)| text);
    let table: toml::Table = toml::from_str(text).map_err(|e| {
        Fault::new(
            "world/countries.toml",
            e.message(),
            "`hiwar lang check` says where",
        )
    })?;
    let countries = table.get("country").and_then(toml::Value::as_array);
    let mut names = BTreeMap::new();
    for country in countries.into_iter().flatten().filter_map(toml::Value::as_table) {
        let Some(code) = country.get("code").and_then(toml::Value::as_str) else {
            continue;
        };
        let called = country
            .values()
            .filter_map(|in_language| in_language.get("name")?.as_str());
        names.extend(called.map(|name| (name.to_owned(), code.to_owned())));
    }
    Ok(names)
}

fn data_file(folder: &Path, path: &Path) -> Result<DataFile> {
    let text = std::fs::read_to_string(path).map_err(|e| Fault::reading(path, &e))?;
    let name = path.strip_prefix(folder).unwrap_or(path);
    Ok(DataFile {
        path: name.to_string_lossy().replace('\\', "/"),
        text,
    })
}

fn list(folder: &Path, into: &mut Vec<PathBuf>) -> Result<()> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Ok(());
    };
    for entry in entries {
        let path = entry.map_err(|e| Fault::reading(folder, &e))?.path();
        if path.is_dir() {
            list(&path, into)?;
        } else if path.extension().is_some_and(|e| e == "toml") {
            into.push(path);
        }
    }
    Ok(())
}

fn refused(problems: &[hiwar_core::lang::Problem]) -> Fault {
    let Some(first) = problems.first() else {
        return Fault::new("", "the language data cannot be used", "run `hiwar lang check`");
    };
    let more = match problems.len() {
        1 => String::new(),
        n => format!(" (and {} more)", n - 1),
    };
    Fault::new(
        format!("{}:{}", first.path, first.line),
        format!("{}{more}", first.what),
        "`hiwar lang check` lists every problem with its remedy",
    )
}

fn rules(files: &[DataFile]) -> String {
    let mut hash = Sha256::new();
    hash.update(env!("CARGO_PKG_VERSION"));
    hash.update(env!("HIWAR_CORE_HASH"));
    // Examples are tests of the data, not rules.
    for file in files.iter().filter(|f| !f.path.ends_with(".examples.toml")) {
        hash.update((file.path.len() as u64).to_le_bytes());
        hash.update(&file.path);
        hash.update((file.text.len() as u64).to_le_bytes());
        hash.update(&file.text);
    }
    let hex: String = hash.finalize().iter().map(|b| format!("{b:02x}")).collect();
    hex.chars().take(16).collect()
}
