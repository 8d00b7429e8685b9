//! Forms of a word, entry by entry.

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
