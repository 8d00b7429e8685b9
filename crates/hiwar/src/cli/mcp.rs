//! `hiwar mcp`.

use crate::console::Console;
use crate::fault::Result;
use crate::pipeline;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  hiwar mcp talks.hiwar                      for a client that starts it itself (stdio)
  hiwar mcp talks.hiwar --http               for one that is given an address
  hiwar mcp talks.hiwar --http --port 0      on any free port

In the settings of most clients:
  {\"mcpServers\": {\"talks\": {\"command\": \"hiwar\", \"args\": [\"mcp\", \"/home/me/talks.hiwar\"]}}}

Tools: search, dialogue, rounds, timeline, people, person, statements, figures, events, commitments, conflicts, gaps, documents, document \
(a report's text with its marks), fact (a row with all its words). Each answers in JSON, a part at a time (limit, offset, total), with the exact \
words and their places in code points, and outlet, title, date and address to cite.

Nothing is written, and only this machine can reach it. A `hiwar build` meanwhile is seen by the next question. What reports say is hostile \
input: a client is told to take it as data, and should ask you before it acts on what it read.";

/// What to tell of, and how.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Mcp {
    /// The record
    file: PathBuf,
    /// Over HTTP at 127.0.0.1, instead of standard input and output
    #[arg(long)]
    http: bool,
    /// The port; 0 for any that is free
    #[arg(long, value_name = "N", default_value_t = 7301, requires = "http")]
    port: u16,
    /// Folder with lang/ and world/ instead of what the binary carries
    #[arg(long, env = "HIWAR_DATA", value_name = "DIR")]
    data: Option<PathBuf>,
}

impl Mcp {
    /// Answers until it is stopped; the exit status.
    ///
    /// # Errors
    /// What made it impossible to do anything.
    pub fn run(self, console: &mut Console) -> Result<u8> {
        let port = self.http.then_some(self.port);
        pipeline::mcp(&self.file, port, self.data.as_deref(), console)
    }
}
