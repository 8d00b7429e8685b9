//! What is known of languages and of the world: data from `lang/` and `world/`, compiled for matching.

/// A data file, as the binary read it: its path (`lang/ar/times.toml`) and its contents.
#[derive(Clone, Debug)]
pub struct DataFile {
    /// Path from the project's root, with `/`.
    pub path: String,
    /// TOML.
    pub text: String,
}

/// Everything that the rules know: language packs and the world.
#[derive(Debug, Default)]
pub struct Knowledge {}

impl Knowledge {
    /// Compiles data files.
    ///
    /// # Errors
    /// Every problem found, each with file, line and remedy.
    pub fn load(_files: &[DataFile]) -> Result<Self, Vec<Problem>> {
        Ok(Self {})
    }
}

/// Something wrong with a data file, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub path: String,
    /// Line, from 1; 0 where it concerns the whole file.
    pub line: usize,
    /// What is wrong.
    pub what: String,
    /// What to do next.
    pub help: String,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.what)?;
        if self.help.is_empty() {
            Ok(())
        } else {
            write!(f, "\n  help: {}", self.help)
        }
    }
}
