//! Ctrl-C: the first one asks to stop after the batch in hand, the second one stops at once.

use crate::fault::{Fault, Result};
use std::sync::atomic::{AtomicBool, Ordering};

static ASKED: AtomicBool = AtomicBool::new(false);

/// What a shell expects of a program that Ctrl-C ended.
pub const STATUS: u8 = 130;

/// Listens for Ctrl-C from now on.
///
/// # Errors
/// The system does not allow it.
pub fn listen() -> Result<()> {
    ctrlc::set_handler(|| {
        if ASKED.swap(true, Ordering::SeqCst) {
            // SQLite's journal takes back what was not committed.
            std::process::exit(i32::from(STATUS));
        }
    })
    .map_err(|e| Fault::new("", format!("cannot listen for Ctrl-C ({e})"), "try again"))
}

/// Whether Ctrl-C was pressed.
pub fn asked() -> bool {
    ASKED.load(Ordering::SeqCst)
}
