//! The dossier in Markdown with footnotes (pandoc, GitHub), right to left. What reports say cannot turn into markup.

use super::dossier::{Block, dossier};
use super::{Archive, Export, Give};
use crate::fault::Result;
use std::fmt::Write;

/// One text.
pub struct Markdown;

impl Export for Markdown {
    fn write(&self, archive: &Archive<'_>, give: &mut Give<'_>) -> Result<()> {
        let dossier = dossier(archive);
        let mut out = String::from("<div dir=\"rtl\" lang=\"ar\">\n");
        let mut in_list = false;
        for block in &dossier.blocks {
            let item = matches!(block, Block::Item(..));
            if !(item && in_list) {
                out.push('\n');
            }
            in_list = item;
            put(&mut out, block);
        }
        out.push('\n');
        for (at, places) in dossier.notes.iter().enumerate() {
            let lines: Vec<String> = places.iter().map(|line| plain(line)).collect();
            // Writing to a string cannot fail. A line break within a note is a backslash and an indent.
            let _ = writeln!(out, "[^{}]: {}", at + 1, lines.join("\\\n    "));
        }
        out += "\n</div>\n";
        give("dossier.md", out.as_bytes())
    }
}

fn put(out: &mut String, block: &Block) {
    let note = |n: &usize| format!("[^{n}]");
    let _ = match block {
        Block::Heading(level, words) => writeln!(out, "{} {}", "#".repeat(usize::from(*level)), plain(words)),
        Block::Paragraph(words) => writeln!(out, "{}", plain(words)),
        Block::Item(words, number) => {
            writeln!(
                out,
                "- {}{}",
                plain(words),
                number.as_ref().map(note).unwrap_or_default()
            )
        }
    };
}

/// Text without markup: every sign that means something to Markdown is escaped.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    // `12.` and `-` at the start would begin a list.
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in text.char_indices() {
        let starts_a_list = (at == 0 && matches!(c, '-' | '+' | '=' | ':'))
            || (digits > 0 && at == digits && matches!(c, '.' | ')'));
        if starts_a_list || "\\`*_[]<>#|~&!{}$^@".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn hostile_text_stays_text() {
        assert_eq!(plain("<script>[a](b)"), "\\<script\\>\\[a\\](b)");
        assert_eq!(plain("12. - x"), "12\\. - x");
        assert_eq!(plain("- x"), "\\- x");
        assert_eq!(plain("2021-04"), "2021-04");
    }
}
