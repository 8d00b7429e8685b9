//! What the tests share: the project's own data, read from `lang/` and `world/`.
#![allow(dead_code)] // each test file uses a part
#![allow(clippy::unwrap_used, clippy::panic)] // a test that cannot read its data has failed

use hiwar_core::Knowledge;
use hiwar_core::lang::DataFile;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The project's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every file below a folder whose name ends so, in order.
pub fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|e| e.path())
    {
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The data files of `lang/` and `world/`, with paths from the project's root.
pub fn data() -> Vec<DataFile> {
    let root = root();
    let both = ["lang", "world"]
        .into_iter()
        .flat_map(|folder| files(&root.join(folder), ".toml"));
    both.map(|path| DataFile {
        text: std::fs::read_to_string(&path).unwrap(),
        path: path
            .strip_prefix(&root)
            .unwrap()
            .to_string_lossy()
            .replace('\\', "/"),
    })
    .collect()
}

/// The data compiled, once a test binary.
pub fn knowledge() -> &'static Knowledge {
    static KNOWLEDGE: OnceLock<Knowledge> = OnceLock::new();
    KNOWLEDGE.get_or_init(|| {
        Knowledge::load(&data()).unwrap_or_else(|problems| {
            let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
            panic!("the data files do not compile:\n{}", told.join("\n"))
        })
    })
}
