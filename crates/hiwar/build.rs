//! Embeds `lang/` and `world/` in the binary by listing the folders: there is no second list to edit.
//!
//! Writes `data.rs` (every TOML file with its path) and sets `HIWAR_CORE_HASH`, a fingerprint of the core's source,
//! so that annotations made by other rules are known to be stale.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let here = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let root = here.join("../..");
    let mut list = String::from("&[\n");
    for folder in ["lang", "world"] {
        let base = root.join(folder);
        println!("cargo:rerun-if-changed={}", base.display());
        for file in files(&base, "toml")? {
            let name = file
                .strip_prefix(&root)
                .unwrap_or(&file)
                .to_string_lossy()
                .replace('\\', "/");
            let full = file.canonicalize()?;
            writeln!(list, "    ({name:?}, include_str!({full:?})),").map_err(io::Error::other)?;
        }
    }
    list.push(']');
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("data.rs"), list)?;

    let core = here.join("../hiwar-core/src");
    println!("cargo:rerun-if-changed={}", core.display());
    println!("cargo:rerun-if-changed=build.rs");
    let mut hash = Fnv::default();
    for file in files(&core, "rs")? {
        hash.add(&fs::read(file)?);
    }
    println!("cargo:rustc-env=HIWAR_CORE_HASH={:016x}", hash.0);
    Ok(())
}

/// Every file under `folder` that ends in `.ending`, sorted; none where the folder is absent.
fn files(folder: &Path, ending: &str) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else {
        return Ok(found);
    };
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path, ending)?);
        } else if path.extension().is_some_and(|e| e == ending) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// FNV-1a, 64 bits: a fingerprint, not a guard against malice.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
