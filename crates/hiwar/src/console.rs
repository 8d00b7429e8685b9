//! What goes to standard error: faults, notes, the progress bar. Counts the faults for the exit status.

use crate::fault::Fault;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{IsTerminal, Write};

/// Standard error, shared by everything that has something to say.
pub struct Console {
    bar: ProgressBar,
    faults: usize,
}

impl Default for Console {
    fn default() -> Self {
        Self {
            bar: ProgressBar::hidden(),
            faults: 0,
        }
    }
}

impl Console {
    /// Prints a fault in one line and remembers that something could not be taken.
    pub fn fault(&mut self, fault: &Fault) {
        self.faults += 1;
        self.note(&fault.to_string());
    }

    /// Prints a line that changes nothing about the exit status.
    pub fn note(&self, line: &str) {
        let line = printable(line);
        // A closed standard error is no reason to stop the work.
        self.bar
            .suspend(|| drop(writeln!(std::io::stderr(), "hiwar: {line}")));
    }

    /// How many faults were printed.
    pub fn faults(&self) -> usize {
        self.faults
    }

    /// Starts a progress bar over `total` bytes of input, on a terminal only.
    pub fn start(&mut self, total: u64) {
        if !std::io::stderr().is_terminal() {
            return;
        }
        let shape = "{bar:24} {percent:>3}%  {msg}  {elapsed} (left {eta})";
        self.bar = ProgressBar::with_draw_target(Some(total.max(1)), ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template(shape) {
            self.bar.set_style(style);
        }
    }

    /// Moves the bar on by `bytes` and says what is being done.
    pub fn advance(&self, bytes: u64, doing: String) {
        self.bar.inc(bytes);
        self.bar.set_message(doing);
    }

    /// Takes the bar away.
    pub fn finish(&mut self) {
        self.bar.finish_and_clear();
        self.bar = ProgressBar::hidden();
    }
}

/// File names may hold line breaks and escape codes; a message is one line and moves no cursor.
fn printable(line: &str) -> String {
    line.chars()
        .map(|c| if c.is_control() { '\u{FFFD}' } else { c })
        .collect()
}
