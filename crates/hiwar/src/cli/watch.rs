//! `hiwar watch`.

use crate::console::Console;
use crate::fault::Result;
use crate::pipeline;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  hiwar watch feeds.toml -o talks.hiwar          until Ctrl-C
  hiwar watch feeds.toml -o talks.hiwar --once   each feed that is due, once (for cron)

feeds.toml:
  every = \"15m\"      # how often a feed is asked, at least 1m (this is the default)
  pause = \"2s\"       # between two requests of one host
  patience = \"30s\"   # for an answer
  [[feed]]
  url = \"https://outlet.example/rss.xml\"
  outlet = \"مسار\"    # also: lang, every; pages = false takes the entries' own text

New reports are printed as they come. What has not changed is not sent again (ETag, Last-Modified), robots.txt is kept to, a feed in \
trouble is asked less often, a changed page becomes a new revision of its report. Addresses of the own network are refused.";

/// What to watch.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Watch {
    /// The list of feeds
    feeds: PathBuf,
    /// The record; made where there is none
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Ask each feed that is due once, then stop
    #[arg(long)]
    once: bool,
    /// Allow addresses of the own network and of this machine
    #[arg(long)]
    private: bool,
    /// Folder with lang/ and world/ instead of what the binary carries
    #[arg(long, env = "HIWAR_DATA", value_name = "DIR")]
    data: Option<PathBuf>,
}

impl Watch {
    /// Watches until it is stopped; the exit status.
    ///
    /// # Errors
    /// What made it impossible to do anything.
    pub fn run(self, console: &mut Console) -> Result<u8> {
        let how = pipeline::Watch {
            once: self.once,
            private: self.private,
        };
        pipeline::watch(&self.feeds, &self.output, how, self.data.as_deref(), console)
    }
}
