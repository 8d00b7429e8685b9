//! `hiwar serve`.

use crate::console::Console;
use crate::fault::Result;
use crate::pipeline;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  hiwar serve talks.hiwar                    prints the address; Ctrl-C stops
  hiwar serve talks.hiwar --port 0           on any free port
  hiwar serve talks.hiwar --by هناء          rulings made on the page are hers
  hiwar serve talks.hiwar --read-only        to be read, not ruled about

Every list is at its name (/statements?speaker=NAME&from=2021-04), narrowed by what stands in the address, and the same with .json or .csv \
behind the name; every fact has an address of its own and opens at its words. /openapi.json lists the addresses. Only this machine can \
reach it, and a `hiwar build` meanwhile is seen by the next page.

What is found can be ruled about on the page, as with `hiwar rule`: accept, reject, correct, note, merge and split people, undo. /rulings \
lists what was ruled. With --read-only nothing is written.";

/// What to serve, and where.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Serve {
    /// The record
    file: PathBuf,
    /// The port; 0 for any that is free
    #[arg(long, value_name = "N", default_value_t = 7300)]
    port: u16,
    /// Another address of this machine itself (127.0.0.2, ::1)
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    host: String,
    /// Who rules on the page; otherwise whoever is logged in
    #[arg(long, env = "HIWAR_AUTHOR", value_name = "NAME")]
    by: Option<String>,
    /// Shows no forms and writes nothing
    #[arg(long)]
    read_only: bool,
    /// Folder with lang/ and world/ instead of what the binary carries
    #[arg(long, env = "HIWAR_DATA", value_name = "DIR")]
    data: Option<PathBuf>,
}

impl Serve {
    /// Serves until it is stopped; the exit status.
    ///
    /// # Errors
    /// What made it impossible to do anything.
    pub fn run(self, console: &mut Console) -> Result<u8> {
        let author = (!self.read_only).then(|| super::rule::author(self.by));
        let address = (self.host.as_str(), self.port);
        pipeline::serve(&self.file, address, author, self.data.as_deref(), console)
    }
}
