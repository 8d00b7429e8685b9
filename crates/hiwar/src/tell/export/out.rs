//! Where an export goes: a file, a folder, or standard output.

use super::{Archive, Format};
use crate::fault::{Fault, Result};
use crate::tell::{print_bytes, write_file};
use std::collections::BTreeSet;
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
    let (mut names, mut bytes) = (BTreeSet::new(), 0_usize);
    let mut give = |name: &str, content: &[u8]| {
        names.insert(name.to_owned());
        bytes += content.len();
        match (stdout, export.folder()) {
            (true, _) => print_bytes(content),
            (_, true) => write_file(&target.join(name), content),
            (_, false) => write_file(target, content),
        }
    };
    export.write(archive, &mut give)?;
    let mut notes: Vec<String> = export.left_out(archive).into_iter().collect();
    if export.folder() {
        notes.extend(others(target, &names));
    }
    if !stdout {
        let files = if export.folder() {
            format!("{} files, ", names.len())
        } else {
            String::new()
        };
        notes.push(format!(
            "{}: {files}{} KB",
            target.display(),
            bytes.div_ceil(1000)
        ));
    }
    Ok(notes)
}

/// What lay in the folder before and is not of this export: of reports that were removed since, perhaps.
fn others(folder: &Path, names: &BTreeSet<String>) -> Option<String> {
    let entries = std::fs::read_dir(folder).ok()?.flatten();
    let others = entries
        .filter(|e| e.file_name().to_str().is_none_or(|name| !names.contains(name)))
        .count();
    (others > 0).then(|| {
        format!("{}: {others} other files lie there and are not of this export; delete them if they are of an older one", folder.display())
    })
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
