//! The dossier as a Word document with footnotes, right to left where it is Arabic. Its parts are written here and
//! zipped with one fixed time, so that the same record makes the same file.

use super::dossier::{Block, Dossier, dossier};
use super::text::xml;
use super::{Archive, Export, Give};
use crate::fault::{Fault, Result};
use std::fmt::Display;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// One document.
pub struct Docx;

impl Export for Docx {
    fn write(&self, archive: &Archive<'_>, give: &mut Give<'_>) -> Result<()> {
        let dossier = dossier(archive);
        let parts = [
            ("[Content_Types].xml", include_str!("docx/types.xml").to_owned()),
            ("_rels/.rels", include_str!("docx/rels.xml").to_owned()),
            ("word/document.xml", document(&dossier)),
            (
                "word/_rels/document.xml.rels",
                include_str!("docx/document-rels.xml").to_owned(),
            ),
            ("word/styles.xml", include_str!("docx/styles.xml").to_owned()),
            (
                "word/numbering.xml",
                include_str!("docx/numbering.xml").to_owned(),
            ),
            ("word/settings.xml", include_str!("docx/settings.xml").to_owned()),
            ("word/footnotes.xml", footnotes(&dossier)),
        ];
        give("dossier.docx", &zipped(&parts)?)
    }
}

fn zipped(parts: &[(&str, String)]) -> Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, content) in parts {
        zip.start_file(*name, options).map_err(|e| internal(&e))?;
        zip.write_all(content.as_bytes()).map_err(|e| internal(&e))?;
    }
    Ok(zip.finish().map_err(|e| internal(&e))?.into_inner())
}

fn internal(error: &dyn Display) -> Fault {
    Fault::new(
        "",
        format!("the document cannot be made ({error})"),
        "please report this",
    )
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const SPACE: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

fn document(dossier: &Dossier) -> String {
    let body: String = dossier.blocks.iter().map(block).collect();
    format!(
        "{HEAD}<w:document {SPACE}><w:body>{body}<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
         <w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1134\" w:header=\"567\" w:footer=\"567\" \
         w:gutter=\"0\"/><w:bidi/></w:sectPr></w:body></w:document>\n"
    )
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading(level, words) => paragraph(&format!("Heading{level}"), words, &run(words)),
        Block::Paragraph(words) => paragraph("Normal", words, &run(words)),
        Block::Item(words, note) => {
            let mark = note.map_or(String::new(), |n| {
                format!(
                    "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference w:id=\"{n}\"/></w:r>"
                )
            });
            paragraph("ListBullet", words, &format!("{}{mark}", run(words)))
        }
    }
}

fn paragraph(style: &str, words: &str, runs: &str) -> String {
    let bidi = if is_arabic(words) {
        "<w:bidi/>"
    } else {
        "<w:bidi w:val=\"0\"/>"
    };
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{bidi}</w:pPr>{runs}</w:p>")
}

/// Words in a run; right to left where any of them is Arabic.
fn run(words: &str) -> String {
    let rtl = if words.chars().any(arabic) {
        "<w:rPr><w:rtl/></w:rPr>"
    } else {
        ""
    };
    format!("<w:r>{rtl}<w:t xml:space=\"preserve\">{}</w:t></w:r>", xml(words))
}

/// The footnotes, behind the two that Word asks for.
fn footnotes(dossier: &Dossier) -> String {
    let own = [
        ("separator", -1, "separator"),
        ("continuationSeparator", 0, "continuationSeparator"),
    ];
    let own = own.map(|(kind, id, element)| {
        format!(
            "<w:footnote w:type=\"{kind}\" w:id=\"{id}\"><w:p><w:r><w:{element}/></w:r></w:p></w:footnote>"
        )
    });
    let note = |(at, places): (usize, &Vec<String>)| {
        let mark = "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r>";
        let lines = places.iter().enumerate().map(|(n, line)| {
            let runs = format!("{}{}", if n == 0 { mark } else { "" }, run(&format!(" {line}")));
            paragraph("FootnoteText", line, &runs)
        });
        format!(
            "<w:footnote w:id=\"{}\">{}</w:footnote>",
            at + 1,
            lines.collect::<String>()
        )
    };
    let notes: String = dossier.notes.iter().enumerate().map(note).collect();
    format!(
        "{HEAD}<w:footnotes {SPACE}>{}{notes}</w:footnotes>\n",
        own.concat()
    )
}

/// Whether the first letter of a script is Arabic: that is the paragraph's direction.
fn is_arabic(words: &str) -> bool {
    words.chars().find(|c| c.is_alphabetic()).is_none_or(arabic)
}

fn arabic(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_has_the_direction_of_its_words() {
        assert!(block(&Block::Item("«حوار» in 2021".into(), Some(3))).contains("<w:bidi/>"));
        let english = block(&Block::Paragraph("talks <b>".into()));
        assert!(
            english.contains("<w:bidi w:val=\"0\"/>") && english.contains("talks &lt;b&gt;"),
            "{english}"
        );
    }
}
