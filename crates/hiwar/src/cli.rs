//! The command line: what may be asked for, each with examples.

mod lang;
#[cfg(feature = "mcp")]
mod mcp;
mod rule;
mod search;
mod serve;
mod values;
#[cfg(feature = "watch")]
mod watch;

use crate::console::Console;
use crate::fault::{Fault, Result};
use crate::pipeline;
use crate::read::Settings;
use crate::tell::Kind;
use crate::tell::export::Format as Export;
use clap::{CommandFactory, Parser, Subcommand, ValueEnum};
use lang::Lang;
use std::path::PathBuf;
use values::{column, date, day, zone};

/// Exit status: something of the input could not be taken, the rest was done.
pub const PARTLY: u8 = 1;
/// Exit status: nothing was done.
pub const NOTHING_DONE: u8 = 2;

const EXAMPLES: &str = "\
Examples:
  hiwar build reports/ -o talks.hiwar        a folder of reports becomes a record
  hiwar show rounds talks.hiwar              its rounds, as a table
  hiwar show statements talks.hiwar --json   with the exact words each rests on
  hiwar report talks.hiwar -o page.html      one page to read, right to left
  hiwar serve talks.hiwar                    the same in the browser, to search and to cite
  hiwar annotate report.txt | jq .quotes     one report, without a record
  hiwar explain report.txt                   what was found in it, and by which rule

Exit status: 0 all done; 1 something of the input could not be taken, the rest was done; 2 nothing was done; 130 stopped by Ctrl-C, \
with what was finished kept.";

/// Reads the coverage of diplomatic talks and keeps the record: offline, one SQLite file, every fact at its exact words.
#[derive(Debug, Parser)]
#[command(name = "hiwar", version, about, after_help = EXAMPLES, arg_required_else_help = true)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read reports and make a record of them, or add them to one
    #[command(after_help = "\
Examples:
  hiwar build reports/ -o talks.hiwar
  hiwar build a.txt b.txt dump.jsonl -o talks.hiwar
  zcat dump.jsonl.gz | hiwar build - -o talks.hiwar
  hiwar build today.txt -o talks.hiwar --published 2021-04-07

Files are plain text (UTF-8, Windows-1256, ISO-8859-6, UTF-16), saved web pages, or JSONL with the fields id, title,
published, outlet, author, url, lang and text; which one is seen from the content. Building again changes nothing; a changed file becomes a new
revision of its report; a file that is gone stays in the record. Ctrl-C keeps what is done.")]
    Build {
        #[command(flatten)]
        input: Input,
        /// The record; made where there is none
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
        /// Take reports back that were removed
        #[arg(long)]
        again: bool,
    },
    /// Ask feeds for new reports, again and again, and keep the record up to date
    #[cfg(feature = "watch")]
    Watch(watch::Watch),
    /// Print what is found in each report, one JSON object a line
    #[command(after_help = "\
Examples:
  hiwar annotate reports/ > annotations.jsonl
  hiwar annotate report.txt | jq '.times[] | [.text, .value]'
  cat report.txt | hiwar annotate - --published 2021-04-07")]
    Annotate {
        #[command(flatten)]
        input: Input,
        /// How to print it
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Print each report as it was read: its text and what each part of the page is
    #[command(after_help = "\
Examples:
  hiwar read reports/ | jq -r .text
  hiwar read --body page.txt | jq -r .text
  hiwar read crawl.warc.gz feed.xml letters.zip | jq -r .title
  hiwar read --columns text=story,published=day archive.csv")]
    Read {
        #[command(flatten)]
        input: Input,
        /// How to print it
        #[arg(long, value_enum, default_value_t)]
        format: Format,
        /// Leave the body alone in `text`
        #[arg(long)]
        body: bool,
    },
    /// Print a list of a record
    #[command(after_help = "\
Examples:
  hiwar show rounds talks.hiwar
  hiwar show conflicts talks.hiwar --json | jq '.[].claims[].evidence[].text'
  hiwar show people talks.hiwar --csv > people.csv
  hiwar show commitments talks.hiwar --due              open ones by due date, overdue ones marked
  hiwar show commitments talks.hiwar --due 2021-12-01   as they stood on that day")]
    Show {
        /// Which list
        #[arg(value_enum)]
        list: Kind,
        /// The record
        file: PathBuf,
        /// An array of rows, with the words each rests on
        #[arg(long, conflicts_with = "csv")]
        json: bool,
        /// Comma-separated values with a header
        #[arg(long)]
        csv: bool,
        /// Of the commitments, those that are open and due, the next first, as they stand on DATE (today)
        #[arg(long, value_name = "DATE", num_args = 0..=1, value_parser = day)]
        due: Option<Option<jiff::civil::Date>>,
    },
    /// Find reports by their words, however these are spelt
    Search(search::Search),
    /// Print each annotation of a report in the order of its text, with the rule that made it
    #[command(after_help = "\
Examples:
  hiwar explain report.txt
  hiwar explain report.txt --published 2021-04-07 | less
  NO_COLOR=1 hiwar explain report.txt")]
    Explain {
        #[command(flatten)]
        input: Input,
    },
    /// Open a record in the browser: find, read, check, cite and export
    Serve(serve::Serve),
    /// Answer an assistant's questions about a record (Model Context Protocol)
    #[cfg(feature = "mcp")]
    Mcp(mcp::Mcp),
    /// Write a record as one self-contained page
    #[command(after_help = "\
Examples:
  hiwar report talks.hiwar -o page.html")]
    Report {
        /// The record
        file: PathBuf,
        /// The page
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
    },
    /// Write a record in a form that other programs read
    #[command(after_help = "\
Examples:
  hiwar export csv talks.hiwar -o talks-csv           tables, a data dictionary, datapackage.json
  hiwar export ics talks.hiwar -o talks.ics
  hiwar export plover talks.hiwar -o - | jq .event

Each row carries the words it rests on: document, start and end in code points, text. The same record gives the same bytes.")]
    Export {
        /// Which form
        #[arg(value_enum)]
        format: Export,
        /// The record
        file: PathBuf,
        /// A file, a folder where the form is several files, or `-` for standard output
        #[arg(short, long, value_name = "OUT")]
        output: PathBuf,
    },
    /// Look at the language data
    #[command(subcommand)]
    Lang(Lang),
    /// Print what one record tells that another does not
    #[command(after_help = "\
Examples:
  hiwar diff yesterday.hiwar today.hiwar   what new coverage changed: + came, - went, ~ changed
  hiwar diff a.hiwar b.hiwar --json | jq '.[] | select(.list == \"commitments\")'")]
    Diff {
        /// The record before
        before: PathBuf,
        /// The record after
        after: PathBuf,
        /// An array of changes, with the words each rests on
        #[arg(long)]
        json: bool,
    },
    /// Correct a record, once and for good: merge, split, accept, reject, correct, annotate
    #[command(subcommand)]
    Rule(rule::Rule),
    /// Print a record's counts and versions
    #[command(after_help = "\
Examples:
  hiwar info talks.hiwar
  hiwar info talks.hiwar --json")]
    Info {
        /// The record
        file: PathBuf,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Take reports out of a record, for good
    #[command(after_help = "\
Examples:
  hiwar show documents talks.hiwar           ids stand in the first column
  hiwar remove talks.hiwar report-17 report-18

A later build of the same file or text leaves it out; `hiwar build --again` takes it back.")]
    Remove {
        /// The record
        file: PathBuf,
        /// Ids of the reports
        #[arg(required = true, value_name = "ID")]
        ids: Vec<String>,
        /// Folder with lang/ and world/ instead of what the binary carries
        #[arg(long, env = "HIWAR_DATA", value_name = "DIR")]
        data: Option<PathBuf>,
    },
    /// Print the JSON Schema of an output, or of all
    #[command(after_help = "\
Examples:
  hiwar schema                 all of them, in one object by name
  hiwar schema annotate
  hiwar schema rounds          of `hiwar show rounds --json`")]
    Schema {
        /// annotate, read, or a list of `hiwar show`
        output: Option<String>,
    },
    /// Print shell completions
    #[command(after_help = "\
Examples:
  hiwar completions bash > ~/.local/share/bash-completion/completions/hiwar
  hiwar completions zsh > ~/.zfunc/_hiwar")]
    Completions {
        /// Which shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
}

/// What to read, and what to say of texts that do not say it.
#[derive(Debug, clap::Args)]
pub struct Input {
    /// Files and folders; `-` is standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Language of texts that do not say theirs (BCP 47); otherwise it is detected
    #[arg(long, value_name = "CODE")]
    lang: Option<String>,
    /// Publication date of texts without one (2021, 2021-04, 2021-04-07)
    #[arg(long, value_name = "DATE", value_parser = date)]
    published: Option<String>,
    /// Zone whose calendar day a time stamp with an offset becomes (Asia/Baghdad); otherwise the day as written
    #[arg(long, value_name = "ZONE", value_parser = zone)]
    timezone: Option<jiff::tz::TimeZone>,
    /// What the columns of tables are called, where they have other names (text=body,published=date)
    #[arg(long, value_name = "FIELD=NAME", value_delimiter = ',', value_parser = column)]
    columns: Vec<(String, String)>,
    /// Folder with lang/ and world/ instead of what the binary carries
    #[arg(long, env = "HIWAR_DATA", value_name = "DIR")]
    data: Option<PathBuf>,
}

/// How lines are printed.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum Format {
    /// One JSON object a line
    #[default]
    Jsonl,
}

impl Input {
    fn job(self) -> pipeline::Job {
        pipeline::Job {
            paths: self.paths,
            settings: Settings {
                lang: self.lang,
                published: self.published,
                timezone: self.timezone,
                columns: self.columns,
            },
            data: self.data,
        }
    }
}

/// Does what is asked; the exit status.
///
/// # Errors
/// What made it impossible to do anything.
pub fn run(command: Command, console: &mut Console) -> Result<u8> {
    match command {
        Command::Build { input, output, again } => pipeline::build(&input.job(), &output, again, console),
        #[cfg(feature = "watch")]
        Command::Watch(watch) => watch.run(console),
        Command::Annotate { input, .. } => {
            pipeline::annotate(&input.job(), pipeline::Print::Annotations, console)
        }
        Command::Read { input, body, .. } => {
            pipeline::annotate(&input.job(), pipeline::Print::Document { body }, console)
        }
        Command::Explain { input } => pipeline::annotate(&input.job(), pipeline::Print::Explanation, console),
        Command::Show {
            list,
            file,
            json,
            csv,
            due,
        } => {
            if due.is_some() && list != Kind::Commitments {
                let what = format!("{} have no due dates", list.name());
                return Err(Fault::new(
                    "--due",
                    what,
                    "say `hiwar show commitments FILE --due`",
                ));
            }
            // The only clock: today, where no day is given.
            let due = due.map(|day| day.unwrap_or_else(|| jiff::Zoned::now().date()));
            let form = match (json, csv) {
                (true, _) => crate::tell::Form::Json,
                (_, true) => crate::tell::Form::Csv,
                _ => crate::tell::Form::Table,
            };
            pipeline::show(list, &file, form, due, console)
        }
        Command::Search(search) => search.run(console),
        Command::Serve(serve) => serve.run(console),
        #[cfg(feature = "mcp")]
        Command::Mcp(mcp) => mcp.run(console),
        Command::Report { file, output } => pipeline::report(&file, &output, console),
        Command::Export { format, file, output } => pipeline::export(format, &file, &output, console),
        Command::Lang(Lang::Check { table, data }) => pipeline::lang_check(data.as_deref(), table, console),
        Command::Lang(Lang::New {
            code,
            name,
            letters,
            data,
        }) => pipeline::lang_new(&data, &code, &name, &letters, console),
        Command::Lang(Lang::Forms { word, data }) => pipeline::lang_forms(data.as_deref(), &word, console),
        Command::Diff { before, after, json } => pipeline::diff(&before, &after, json, console),
        Command::Rule(rule) => rule.run(console),
        Command::Info { file, json } => pipeline::info(&file, json),
        Command::Remove { file, ids, data } => pipeline::remove(&file, &ids, data.as_deref(), console),
        Command::Schema { output } => crate::tell::schema(output.as_deref()),
        Command::Completions { shell } => completions(shell),
    }
}

fn completions(shell: clap_complete::Shell) -> Result<u8> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "hiwar", &mut script);
    let script = String::from_utf8(script)
        .map_err(|_| Fault::new("", "the completions are no text", "please report this"))?;
    crate::tell::print(&script)?;
    Ok(0)
}
