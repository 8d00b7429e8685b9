//! Inputs that hold many reports.

use super::report::Report;
use std::io;

/// An input that gives one report after the other, in memory that does not grow with it.
pub trait Many {
    /// The next step; nothing at its end.
    fn next(&mut self) -> Option<Step>;
}

/// What comes of reading on. The first field says where in the input: `:LINE` and the like, put behind its name.
pub enum Step {
    /// A report.
    Report {
        /// Where it stands.
        at: String,
        /// It.
        report: Box<Report>,
        /// What is wrong with it, though it is read (what, remedy).
        warnings: Vec<(String, String)>,
    },
    /// Something that is passed over (what, remedy); the rest goes on.
    Fault(String, String, String),
    /// The input cannot be read any further.
    Broken(String, io::Error),
    /// Nothing to hand out.
    Nothing,
}

impl Step {
    /// The same, of something that stands in an input's part of this name (`/a.jsonl`).
    pub fn inside(self, name: &str) -> Self {
        match self {
            Self::Report { at, report, warnings } => Self::Report {
                at: format!("{name}{at}"),
                report,
                warnings,
            },
            Self::Fault(at, what, remedy) => Self::Fault(format!("{name}{at}"), what, remedy),
            Self::Broken(at, e) => Self::Broken(format!("{name}{at}"), e),
            Self::Nothing => Self::Nothing,
        }
    }
}
