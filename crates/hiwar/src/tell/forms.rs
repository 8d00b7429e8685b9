//! What the language data hold: forms of a word, entry by entry; word lists, file by file.

use super::Style;
use super::show::width;
use super::table::Table;
use hiwar_core::lang::Form;

/// A table of forms with the entry, class and file that each comes from.
pub fn forms(forms: &[Form]) -> String {
    if forms.is_empty() {
        return String::new();
    }
    let head = ["form", "entry", "class", "file"];
    let mut table = Table::new(head.map(str::to_owned).to_vec());
    for form in forms {
        let cells = [&form.form, &form.entry, &form.class, &form.file];
        table.row(cells.map(Clone::clone).to_vec());
    }
    table.text(Style::of_stdout(), width())
}

/// A table of word lists: path, entries, examples.
pub fn lists(lists: &[(String, usize, usize)]) -> String {
    let head = ["file", "entries", "examples"];
    let mut table = Table::new(head.map(str::to_owned).to_vec());
    for (file, entries, examples) in lists {
        table.row(vec![file.clone(), entries.to_string(), examples.to_string()]);
    }
    table.text(Style::of_stdout(), width())
}
