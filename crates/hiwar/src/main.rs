//! `hiwar`: reads the coverage of diplomatic talks and keeps the record, offline, in one SQLite file.

mod cli;
mod console;
mod fault;
#[cfg(feature = "watch")]
mod fetch;
mod interrupt;
mod knowledge;
mod lexicon;
mod pipeline;
mod read;
mod store;
mod tell;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args = cli::Args::parse();
    let mut console = console::Console::default();
    match cli::run(args.command, &mut console) {
        Ok(status) => ExitCode::from(status),
        Err(fault) => {
            console.finish();
            console.fault(&fault);
            ExitCode::from(cli::NOTHING_DONE)
        }
    }
}
