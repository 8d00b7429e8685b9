//! Where an export goes: a file, a folder, or standard output.

use super::{Archive, Format};
use crate::fault::{Fault, Result};
use crate::tell::{print_bytes, write_file};
use std::path::Path;

/// Writes the record in a form to `target`, where `-` is standard output; what to tell the user of it.
///
/// # Errors
/// The form does not suit the target, or the target cannot be written.
pub fn write(format: Format, archive: &Archive<'_>, target: &Path) -> Result<Vec<String>> {
    let export = format.export()?;
    let stdout = target == Path::new("-");
    if export.folder() {
        suits_a_folder(format, target, stdout)?;
        std::fs::create_dir_all(target).map_err(|e| Fault::writing(target, &e))?;
    } else if target.is_dir() {
        let what = format!("is a folder, and {} is one file", format.name());
        return Err(Fault::of(target, what, "give the file a name with -o"));
    }
    let (mut files, mut bytes) = (0_usize, 0_usize);
    let mut give = |name: &str, content: &[u8]| {
        files += 1;
        bytes += content.len();
        match (stdout, export.folder()) {
            (true, _) => print_bytes(content),
            (_, true) => write_file(&target.join(name), content),
            (_, false) => write_file(target, content),
        }
    };
    export.write(archive, &mut give)?;
    let mut notes: Vec<String> = export.left_out(archive).into_iter().collect();
    if !stdout {
        let size = format!("{} KB", bytes.div_ceil(1000));
        let what = if export.folder() {
            format!("{files} files, {size}")
        } else {
            size
        };
        notes.push(format!("{}: {what}", target.display()));
    }
    Ok(notes)
}

fn suits_a_folder(format: Format, target: &Path, stdout: bool) -> Result<()> {
    let name = format.name();
    if stdout {
        let what = format!("{name} is several files, which standard output cannot hold");
        return Err(Fault::new("", what, format!("name a folder: -o talks-{name}")));
    }
    if target.exists() && !target.is_dir() {
        let what = format!("is no folder, and {name} is several files");
        return Err(Fault::of(target, what, "name a folder with -o"));
    }
    Ok(())
}
