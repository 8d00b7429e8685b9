//! `hiwar rule`.

use crate::console::Console;
use crate::fault::Result;
use crate::pipeline::{self, By, Rule as Ruled};
use clap::Subcommand;
use hiwar_core::model::Part;
use std::path::PathBuf;

const ABOUT: &str = "\
A ruling is never changed or lost: it is replayed on every build, and `undo` is a ruling too. Where two say otherwise the later counts, \
and `hiwar rule list` shows it. Ids of rows stand in `hiwar show LIST FILE --json`.";

/// The record that is ruled about, who rules, and why.
#[derive(Debug, clap::Args)]
pub struct On {
    /// The record
    file: PathBuf,
    /// Who rules
    #[arg(long, env = "HIWAR_AUTHOR", value_name = "NAME")]
    by: Option<String>,
    /// Why
    #[arg(long, value_name = "REASON")]
    because: Option<String>,
    /// Folder with lang/ and world/ instead of what the binary carries
    #[arg(long, env = "HIWAR_DATA", value_name = "DIR")]
    data: Option<PathBuf>,
}

/// What to rule.
#[derive(Debug, Subcommand)]
#[command(after_help = ABOUT)]
pub enum Rule {
    /// Several people are one
    #[command(after_help = "\
Examples:
  hiwar rule merge talks.hiwar person-1f2e person-3d4c --because 'one man, two spellings'
  hiwar show people talks.hiwar --json | jq -r '.[] | [.id, .name] | @tsv'   their ids")]
    Merge {
        #[command(flatten)]
        on: On,
        /// Ids of people
        #[arg(required = true, num_args = 2.., value_name = "ID")]
        ids: Vec<String>,
    },
    /// Some mentions of a person are another's
    #[command(after_help = "\
Examples:
  hiwar rule split talks.hiwar person-1f2e --names 'حسين علاوي'     written so, whatever the report
  hiwar rule split talks.hiwar person-1f2e --reports report-17      all that stands in that report
  hiwar rule split talks.hiwar person-1f2e --names حسين --reports report-17 report-18")]
    Split {
        #[command(flatten)]
        on: On,
        /// Id of a person
        id: String,
        /// The names of the other person, as `names` of `hiwar show people --json` has them
        #[arg(long, required_unless_present = "reports", num_args = 1.., value_name = "NAME")]
        names: Vec<String>,
        /// The reports that name the other person, as `documents` has them; with --names, only these names there
        #[arg(long, num_args = 1.., value_name = "ID")]
        reports: Vec<String>,
    },
    /// Rows are right
    #[command(after_help = "\
Examples:
  hiwar rule accept talks.hiwar event-5a6b statement-7c8d --by هناء")]
    Accept {
        #[command(flatten)]
        on: On,
        /// Ids of rows
        #[arg(required = true, value_name = "ID")]
        ids: Vec<String>,
    },
    /// Rows are wrong: they leave their lists
    #[command(after_help = "\
Examples:
  hiwar rule reject talks.hiwar event-5a6b --because 'a football match'")]
    Reject {
        #[command(flatten)]
        on: On,
        /// Ids of rows
        #[arg(required = true, value_name = "ID")]
        ids: Vec<String>,
    },
    /// A field of a row has another value
    #[command(after_help = "\
Examples:
  hiwar rule correct talks.hiwar commitment-7c8d due=2021-12-31
  hiwar rule correct talks.hiwar commitment-7c8d 'by=[\"العراق\"]'   JSON, where it is no plain text
  hiwar rule correct talks.hiwar round-9e0f place=                  none")]
    Correct {
        #[command(flatten)]
        on: On,
        /// Id of a row
        id: String,
        /// The field and its value
        #[arg(value_name = "FIELD=VALUE")]
        field: String,
    },
    /// Something is to be said of a row
    #[command(after_help = "\
Examples:
  hiwar rule annotate talks.hiwar statement-7c8d 'see the final communiqué'")]
    Annotate {
        #[command(flatten)]
        on: On,
        /// Id of a row
        id: String,
        /// What
        note: String,
    },
    /// A ruling does not count any more
    #[command(after_help = "\
Examples:
  hiwar rule undo talks.hiwar ruling-1a2b")]
    Undo {
        #[command(flatten)]
        on: On,
        /// Id of a ruling, as `list` has it
        id: String,
    },
    /// Print the rulings, and what became of each
    #[command(after_help = "\
Examples:
  hiwar rule list talks.hiwar
  hiwar rule list talks.hiwar --json | jq '.[] | select(.outcomes[].fate == \"orphaned\")'")]
    List {
        /// The record
        file: PathBuf,
        /// An array of rulings
        #[arg(long)]
        json: bool,
    },
    /// Write the rulings as lines of JSON, for a team to keep in git
    #[command(after_help = "\
Examples:
  hiwar rule export talks.hiwar -o rulings.jsonl")]
    Export {
        /// The record
        file: PathBuf,
        /// A file, or `-` for standard output
        #[arg(short, long, value_name = "OUT", default_value = "-")]
        output: PathBuf,
    },
    /// Join rulings that were exported; those that are there already stay as they are
    #[command(after_help = "\
Examples:
  hiwar rule import talks.hiwar rulings.jsonl")]
    Import {
        /// The record
        file: PathBuf,
        /// A file, or `-` for standard input
        input: PathBuf,
        /// Folder with lang/ and world/ instead of what the binary carries
        #[arg(long, env = "HIWAR_DATA", value_name = "DIR")]
        data: Option<PathBuf>,
    },
}

/// Who rules, where `--by` and `HIWAR_AUTHOR` do not say: whoever is logged in.
pub fn author(by: Option<String>) -> String {
    let user = || ["USER", "USERNAME"].iter().find_map(|v| std::env::var(v).ok());
    by.or_else(user).unwrap_or_else(|| "unknown".to_owned())
}

impl Rule {
    /// Rules; the exit status.
    ///
    /// # Errors
    /// What made it impossible to do anything.
    pub fn run(self, console: &mut Console) -> Result<u8> {
        let (on, rule) = match self {
            Rule::List { file, json } => return pipeline::rulings(&file, json, console),
            Rule::Export { file, output } => return pipeline::export_rulings(&file, &output, console),
            Rule::Import { file, input, data } => {
                return pipeline::import_rulings(&file, &input, data.as_deref(), console);
            }
            Rule::Merge { on, ids } => (on, Ruled::Merge(ids)),
            Rule::Split {
                on,
                id,
                names,
                reports,
            } => (on, Ruled::Split(id, Part { names, reports })),
            Rule::Accept { on, ids } => (on, Ruled::Accept(ids)),
            Rule::Reject { on, ids } => (on, Ruled::Reject(ids)),
            Rule::Correct { on, id, field } => (on, Ruled::Correct(id, field)),
            Rule::Annotate { on, id, note } => (on, Ruled::Annotate(id, note)),
            Rule::Undo { on, id } => (on, Ruled::Undo(id)),
        };
        let by = By {
            name: author(on.by),
            because: on.because,
            // The clock is asked here, so that no stage has one.
            at: jiff::Timestamp::now().to_string(),
        };
        pipeline::rule(&on.file, rule, by, on.data.as_deref(), console)
    }
}
