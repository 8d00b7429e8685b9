//! Spreadsheets saved as text: comma, semicolon or tab between the cells, one report a row, the columns named in the
//! first row.

use super::many::{Many, Step};
use super::report::Report;
use super::{LINE_LIMIT, decode};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::io::{self, Read};

const NAMES: &str = include_str!("columns.toml");
const MARKS: [u8; 4] = [b',', b'\t', b';', b'|'];
/// Between cells that are decoded together; a vertical tab, which no text holds.
const BETWEEN: char = '\u{0B}';

/// Which column holds what: by its place, 0 for the first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    places: BTreeMap<String, usize>,
}

/// How the cells of a table are parted, and its columns; nothing where the first row names no text.
pub fn layout(start: &[u8], given: &[(String, String)]) -> Option<(u8, Columns)> {
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    let read = |mark: &u8| {
        let mut rows = reader(start, *mark);
        let mut row = csv::ByteRecord::new();
        rows.read_byte_record(&mut row).ok().filter(|more| *more)?;
        let columns = columns(&cells(&row)?, given)?;
        (row.len() > 1).then_some((*mark, columns))
    };
    MARKS.iter().find_map(read)
}

fn reader<R: Read>(from: R, mark: u8) -> csv::Reader<R> {
    let mut builder = csv::ReaderBuilder::new();
    builder.delimiter(mark).has_headers(false).flexible(true);
    builder.from_reader(from)
}

#[derive(Deserialize)]
struct Names(BTreeMap<String, Vec<String>>);

fn columns(header: &[String], given: &[(String, String)]) -> Option<Columns> {
    let known: Names = toml::from_str(NAMES).ok()?;
    let header: Vec<String> = header.iter().map(|h| h.trim().to_lowercase()).collect();
    let mut places = BTreeMap::new();
    for (field, names) in known.0 {
        let told = given
            .iter()
            .find(|(f, _)| *f == field)
            .map(|(_, n)| n.to_lowercase());
        let at = match told {
            Some(name) => header.iter().position(|h| *h == name),
            None => names.iter().find_map(|n| header.iter().position(|h| h == n)),
        };
        if let Some(at) = at {
            places.insert(field, at);
        }
    }
    places.contains_key("text").then_some(Columns { places })
}

/// The cells as text, in the one encoding of their row.
fn cells(row: &csv::ByteRecord) -> Option<Vec<String>> {
    let mut sep = [0; 4];
    let joined: Vec<&[u8]> = row.iter().collect();
    let joined = joined.join(BETWEEN.encode_utf8(&mut sep).as_bytes());
    let decoded = decode::decode(&joined).ok()?;
    Some(decoded.text.split(BETWEEN).map(str::to_owned).collect())
}

/// The rows of a table.
pub struct Rows {
    rows: csv::Reader<Box<dyn Read>>,
    columns: Columns,
    begun: bool,
}

impl Rows {
    /// From the start of the table, its first row too.
    pub fn of(from: Box<dyn Read>, mark: u8, columns: Columns) -> Self {
        Self {
            rows: reader(from, mark),
            columns,
            begun: false,
        }
    }

    fn report(&self, row: &csv::ByteRecord) -> Result<Report, (&'static str, &'static str)> {
        if row.as_slice().len() > LINE_LIMIT {
            return Err(("the row is longer than a report can be", "split it; passed over"));
        }
        let cells = cells(row).ok_or(("the row is no text", "save the table again as UTF-8; passed over"))?;
        let cell = |field: &str| {
            let at = self.columns.places.get(field)?;
            let text = cells.get(*at)?.trim();
            (!text.is_empty()).then(|| text.to_owned())
        };
        let text =
            cell("text").ok_or(("its text is empty", "fill the cell, or drop the row; passed over"))?;
        Ok(Report {
            text,
            id: cell("id"),
            title: cell("title"),
            author: cell("author"),
            outlet: cell("outlet"),
            published: cell("published"),
            lang: cell("lang"),
            url: cell("url"),
        })
    }
}

impl Many for Rows {
    fn next(&mut self) -> Option<Step> {
        let mut row = csv::ByteRecord::new();
        let read = self.rows.read_byte_record(&mut row);
        let at = format!(":{}", row.position().map_or(1, csv::Position::line));
        match read {
            Err(e) => {
                let e = match e.into_kind() {
                    csv::ErrorKind::Io(e) => e,
                    other => io::Error::other(format!("{other:?}")),
                };
                return Some(Step::Broken(at, e));
            }
            Ok(false) => return None,
            Ok(true) => {}
        }
        if !std::mem::replace(&mut self.begun, true) {
            return Some(Step::Nothing); // the names of the columns
        }
        Some(match self.report(&row) {
            Ok(report) => Step::Report {
                at,
                report: Box::new(report),
                warnings: Vec::new(),
            },
            Err((what, remedy)) => Step::Fault(at, what.to_owned(), remedy.to_owned()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_row_says_what_is_what() {
        let (mark, columns) = layout("id;التاريخ;النص\n1;2021-04-07;\"سطر\nآخر\"\n".as_bytes(), &[]).unwrap();
        assert_eq!(mark, b';');
        assert_eq!(columns.places.get("published"), Some(&1));
        assert_eq!(columns.places.get("text"), Some(&2));
    }

    #[test]
    fn other_names_are_given_and_plain_text_is_no_table() {
        assert!(layout(b"key,story\n1,x\n", &[]).is_none());
        let given = [("text".to_owned(), "Story".to_owned())];
        assert!(layout(b"key,story\n1,x\n", &given).is_some());
        assert!(layout("قال الوزير، أمس، إن النص جاهز".as_bytes(), &[]).is_none());
        assert!(layout(b"text\nonly one column\n", &[]).is_none());
    }
}
