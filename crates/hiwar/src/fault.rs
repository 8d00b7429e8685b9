//! What can go wrong, as its reader sees it: where, what, and what to do next.

use std::fmt;
use std::path::Path;

/// One thing that went wrong; printed as `FILE[:LINE]: what; remedy`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file, with `:LINE` where that is known; empty where it concerns no file.
    pub at: String,
    /// What is wrong.
    pub what: String,
    /// What to do next; may be empty.
    pub remedy: String,
}

/// What most functions of the binary return.
pub type Result<T> = std::result::Result<T, Fault>;

impl Fault {
    /// A fault of the file `at`.
    pub fn new(at: impl Into<String>, what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            at: at.into(),
            what: what.into(),
            remedy: remedy.into(),
        }
    }

    /// A fault of the file at `path`.
    pub fn of(path: &Path, what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self::new(path.display().to_string(), what, remedy)
    }

    /// What the system says about a file that was to be read, with what to do about it.
    pub fn reading(path: &Path, error: &std::io::Error) -> Self {
        use std::io::ErrorKind::{InvalidData, InvalidInput, NotFound, PermissionDenied, UnexpectedEof};
        match error.kind() {
            UnexpectedEof | InvalidData | InvalidInput => Self::of(
                path,
                format!("is damaged or cut off ({error})"),
                "get it again; what stands before that place was read",
            ),
            NotFound => Self::of(
                path,
                "no such file or folder",
                "check the path; it may have been moved",
            ),
            PermissionDenied => Self::of(
                path,
                "may not be read",
                "give yourself the right to read it (chmod +r)",
            ),
            _ => Self::of(
                path,
                format!("cannot be read ({error})"),
                "check the disk it is on, then try again",
            ),
        }
    }

    /// What the system says about a file that was to be written, with what to do about it.
    pub fn writing(path: &Path, error: &std::io::Error) -> Self {
        use std::io::ErrorKind::{NotFound, PermissionDenied, StorageFull};
        match error.kind() {
            NotFound => Self::of(
                path,
                "its folder does not exist",
                "make the folder first (mkdir -p)",
            ),
            PermissionDenied => Self::of(path, "may not be written", "choose another place with -o"),
            StorageFull => Self::of(
                path,
                "the disk is full",
                "free some space, then run the command again",
            ),
            _ => Self::of(
                path,
                format!("cannot be written ({error})"),
                "choose another place with -o",
            ),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.at.is_empty() {
            write!(f, "{}: ", self.at)?;
        }
        f.write_str(&self.what)?;
        if !self.remedy.is_empty() {
            write!(f, "; {}", self.remedy)?;
        }
        Ok(())
    }
}

impl std::error::Error for Fault {}
