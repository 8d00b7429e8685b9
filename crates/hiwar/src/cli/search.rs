//! `hiwar search`.

use crate::console::Console;
use crate::fault::Result;
use crate::pipeline;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  hiwar search talks.hiwar 'القوات الأمريكية'            all the words, with any prefix and spelling
  hiwar search talks.hiwar '\"اتفاق الإطار\"'              the words of a phrase, in a row
  hiwar search talks.hiwar 'by:الصحاف after:2021-04'     what he said, in reports since April
  hiwar search talks.hiwar troops OR forces --json | jq '.[].snippet'
  hiwar search talks.hiwar --suggest حسين                names that begin so

A word after `-` must be absent. Fields: by: about: round: outlet: before: after: type: (of an event). The first in the list fits best.";

/// What to look for, and where.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Search {
    /// The record
    file: PathBuf,
    /// What to look for
    #[arg(required = true, value_name = "QUERY")]
    query: Vec<String>,
    /// An array of rows, with offsets in code points
    #[arg(long)]
    json: bool,
    /// At most so many
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// Names in the record that begin with QUERY, instead of reports
    #[arg(long)]
    suggest: bool,
    /// Folder with lang/ and world/ instead of what the binary carries
    #[arg(long, env = "HIWAR_DATA", value_name = "DIR")]
    data: Option<PathBuf>,
}

impl Search {
    /// Searches; the exit status.
    ///
    /// # Errors
    /// What made it impossible to do anything.
    pub fn run(self, console: &mut Console) -> Result<u8> {
        let how = pipeline::How {
            json: self.json,
            limit: self.limit,
            suggest: self.suggest,
        };
        pipeline::search(
            &self.file,
            &self.query.join(" "),
            self.data.as_deref(),
            how,
            console,
        )
    }
}
