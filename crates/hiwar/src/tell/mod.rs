//! What people and programs see: tables, JSON, CSV, trees, the page, the site. Prints what it is given and works nothing out.

pub mod diff;
mod due;
mod explain;
pub mod export;
mod forms;
mod info;
mod kind;
pub mod report;
pub mod rulings;
mod schema;
pub mod search;
mod show;
mod table;
#[cfg(feature = "watch")]
mod watched;
pub mod web;

pub use due::due;
pub use explain::explain;
pub use forms::{forms, lists};
pub use info::{Info, Tally};
pub use kind::Kind;
pub use rulings::{ruling_lines, rulings};
pub use schema::schema;
pub use show::{Form, name_dialogues, show};
#[cfg(feature = "watch")]
pub use watched::{counts, watched};

use crate::fault::{Fault, Result};
use std::io::{self, IsTerminal, Write};
use std::path::Path;

/// Whether what is printed may hold colours and marks for a terminal.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    /// Escape codes for colour: a terminal, and no `NO_COLOR`.
    pub colour: bool,
    /// A terminal: Arabic and Latin are isolated from each other.
    pub terminal: bool,
}

impl Style {
    /// What suits standard output.
    pub fn of_stdout() -> Self {
        let terminal = io::stdout().is_terminal();
        let no = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|t| t == "dumb");
        Self {
            colour: terminal && !no && !dumb,
            terminal,
        }
    }
}

/// Writes to standard output. A reader that has gone (`| head`) ends the program quietly.
///
/// # Errors
/// It cannot be written.
pub fn print(text: &str) -> Result<()> {
    print_bytes(text.as_bytes())
}

/// The same for what may be no text.
///
/// # Errors
/// It cannot be written.
fn print_bytes(bytes: &[u8]) -> Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => std::process::exit(0),
        Err(e) => Err(Fault::writing(Path::new("standard output"), &e)),
        Ok(()) => Ok(()),
    }
}

/// Writes a page or an export: whole or not at all. A record is never overwritten by one.
///
/// # Errors
/// The file is a record, or cannot be written.
pub fn write_file(path: &Path, content: &[u8]) -> Result<()> {
    let is_database = std::fs::File::open(path).is_ok_and(|mut file| {
        let mut start = [0; 16];
        io::Read::read_exact(&mut file, &mut start).is_ok() && &start == b"SQLite format 3\0"
    });
    if is_database {
        return Err(Fault::of(
            path,
            "is a SQLite file, not a page or an export",
            "choose another name for what is written",
        ));
    }
    if path.exists() && !path.is_file() {
        // A device or a pipe takes it as it comes.
        return std::fs::write(path, content).map_err(|e| Fault::writing(path, &e));
    }
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    let written = std::fs::write(&name, content).and_then(|()| std::fs::rename(&name, path));
    written.map_err(|e| {
        drop(std::fs::remove_file(&name));
        Fault::writing(path, &e)
    })
}
