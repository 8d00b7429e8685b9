//! Word documents (DOCX): the paragraphs of the text, one a line.

use super::TEXT_LIMIT;
use super::decode::NoText;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::io::{Read, Seek};
use zip::ZipArchive;

/// Where the text stands in the archive.
const BODY: &str = "word/document.xml";

/// Whether an archive is a Word document.
pub fn is_document<R: Read + Seek>(archive: &ZipArchive<R>) -> bool {
    archive.index_for_name(BODY).is_some()
}

/// The text of a Word document.
///
/// # Errors
/// Why there is none, with a remedy.
pub fn text<R: Read + Seek>(archive: &mut ZipArchive<R>) -> Result<String, NoText> {
    const BROKEN: NoText = ("is a damaged Word document", "open it in Word and save it again");
    let body = archive.by_name(BODY).map_err(|_| BROKEN)?;
    let mut xml = Vec::new();
    // Markup takes more room than words.
    let limit = 8 * TEXT_LIMIT as u64;
    body.take(limit + 1).read_to_end(&mut xml).map_err(|_| BROKEN)?;
    if xml.len() as u64 > limit {
        return Err(("is a Word document longer than a report can be", "split it"));
    }
    let mut reader = Reader::from_reader(xml.as_slice());
    let (mut text, mut inside, mut buffer) = (String::new(), false, Vec::new());
    loop {
        match reader.read_event_into(&mut buffer).map_err(|_| BROKEN)? {
            Event::Start(tag) => inside = tag.local_name().as_ref() == "t",
            Event::Text(words) if inside => text.push_str(&words),
            Event::GeneralRef(name) if inside => {
                let written = format!("&{};", &*name);
                let known = quick_xml::escape::unescape(&written).map(|t| t.into_owned());
                text.push_str(&known.unwrap_or_default());
            }
            Event::Empty(tag) => match tag.local_name().as_ref() {
                "br" | "cr" => text.push('\n'),
                "tab" => text.push('\t'),
                _ => {}
            },
            Event::End(tag) => {
                inside = false;
                if tag.local_name().as_ref() == "p" {
                    text.push('\n');
                }
            }
            Event::Eof => return Ok(text),
            _ => {}
        }
        buffer.clear();
    }
}
