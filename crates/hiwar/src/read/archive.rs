//! Zip archives: each file in them is read as if it lay in a folder.

use super::feeds::Entries;
use super::jsonl::Lines;
use super::kind::{Kind, kind};
use super::many::{Many, Step};
use super::plan::{self, Input};
use super::report::Report;
use super::tables::Rows;
use super::warc::Pages;
use super::{LINE_LIMIT, LOOK, Settings, mail, office, packed, single};
use std::collections::VecDeque;
use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom, Write};
use zip::ZipArchive;

/// The largest file in an archive that is taken, unpacked, in bytes.
const ENTRY: u64 = 4 * LINE_LIMIT as u64;

/// What can be read at any place.
pub trait Anywhere: Read + Seek {}
impl<T: Read + Seek> Anywhere for T {}

/// What a zip archive holds.
pub enum Opened {
    /// A Word document: its text.
    Document(String),
    /// Files.
    Files(Box<Files>),
}

/// Opens an archive; what comes through a pipe is put into a file of no name first.
///
/// # Errors
/// Why it cannot be read, with a remedy.
pub fn open(
    input: &Input,
    start: Vec<u8>,
    rest: Box<dyn Read>,
    settings: &Settings,
) -> Result<Opened, (String, String)> {
    let broken = |e: String| {
        let what = format!("is a damaged archive ({e})");
        (what, "get it again, or unpack it and give the folder".to_owned())
    };
    let from = anywhere(input, start, rest).map_err(|e| broken(e.to_string()))?;
    let mut archive = ZipArchive::new(from).map_err(|e| broken(e.to_string()))?;
    if office::is_document(&archive) {
        return match office::text(&mut archive) {
            Ok(text) => Ok(Opened::Document(text)),
            Err((what, remedy)) => Err((what.to_owned(), remedy.to_owned())),
        };
    }
    Ok(Opened::Files(Box::new(Files {
        at: 0,
        archive,
        settings: settings.clone(),
        inner: None,
        ready: VecDeque::new(),
    })))
}

fn anywhere(input: &Input, start: Vec<u8>, rest: Box<dyn Read>) -> io::Result<Box<dyn Anywhere>> {
    if !input.stream && !input.is_stdin() {
        return Ok(Box::new(std::fs::File::open(&input.path)?));
    }
    let mut file = tempfile::tempfile()?;
    io::copy(&mut Cursor::new(start).chain(rest), &mut file)?;
    file.flush()?;
    file.seek(SeekFrom::Start(0))?;
    Ok(Box::new(file))
}

/// The files of an archive, one after the other.
pub struct Files {
    archive: ZipArchive<Box<dyn Anywhere>>,
    at: usize,
    settings: Settings,
    /// A file in hand that holds many reports, and its name.
    inner: Option<(Box<dyn Many>, String)>,
    ready: VecDeque<Step>,
}

impl Files {
    /// The next file, unpacked: its name and its bytes.
    fn unpack(&mut self) -> Option<Result<(String, Vec<u8>), Step>> {
        while self.at < self.archive.len() {
            let index = self.at;
            self.at += 1;
            let fault =
                |at: String, what: String, remedy: &str| Some(Err(Step::Fault(at, what, remedy.to_owned())));
            let entry = match self.archive.by_index(index) {
                Ok(entry) => entry,
                Err(e) => {
                    return fault(
                        format!(":{}", index + 1),
                        format!("cannot be unpacked ({e})"),
                        AGAIN,
                    );
                }
            };
            let name = match entry.name() {
                Ok(name) => name.into_owned(),
                Err(_) => format!("file-{}", index + 1),
            };
            let hidden = name
                .split('/')
                .any(|part| part.starts_with('.') || part == "__MACOSX");
            if !entry.is_file() || hidden {
                continue;
            }
            let mut bytes = Vec::new();
            let at = format!("/{name}");
            match entry.take(ENTRY + 1).read_to_end(&mut bytes) {
                Err(e) => return fault(at, format!("cannot be unpacked ({e})"), AGAIN),
                Ok(n) if n as u64 > ENTRY => {
                    let what = format!("unpacks to more than {} MB", ENTRY >> 20);
                    return fault(at, what, "unpack it and give the file; passed over");
                }
                Ok(_) => return Some(Ok((name, bytes))),
            }
        }
        None
    }

    /// Reads a file of the archive, as if it lay in a folder.
    fn take(&mut self, name: &str, bytes: Vec<u8>) {
        let at = format!("/{name}");
        let step = match self.read(name, &at, bytes) {
            Ok(None) => return,
            Ok(Some(report)) => Step::Report {
                at,
                report: Box::new(Report {
                    id: report.id.or_else(|| Some(plan::stem(name).to_owned())),
                    ..report
                }),
                warnings: Vec::new(),
            },
            Err((what, remedy)) => Step::Fault(at, what, format!("{remedy}; passed over")),
        };
        self.ready.push_back(step);
    }

    /// The report that a file is; nothing where it holds many, which come one by one.
    fn read(&mut self, name: &str, at: &str, bytes: Vec<u8>) -> Result<Option<Report>, (String, String)> {
        let bytes = unpacked(bytes).map_err(|e| (format!("cannot be unpacked ({e})"), AGAIN.to_owned()))?;
        let input = Input {
            path: name.into(),
            stream: true,
            size: bytes.len() as u64,
            names: Vec::new(),
            rank: 0,
        };
        let start = bytes.get(..LOOK).unwrap_or(&bytes);
        let owned = |(what, remedy): (&str, &str)| (what.to_owned(), remedy.to_owned());
        let nested = |what: &str| Err((what.to_owned(), "unpack the archive first".to_owned()));
        let many: Box<dyn Many> = match kind(start, &input, &self.settings) {
            Kind::Lines => Box::new(Lines::of(Box::new(BufReader::new(Cursor::new(bytes))))),
            Kind::Table(mark, columns) => Box::new(Rows::of(Box::new(Cursor::new(bytes)), mark, columns)),
            Kind::Crawl => Box::new(Pages::of(Box::new(BufReader::new(Cursor::new(bytes))))),
            Kind::Feed => Box::new(Entries::of(&bytes)?),
            Kind::Mail => return mail::report(&bytes).map(Some).map_err(owned),
            Kind::Page => return single(&bytes, true).map(Some),
            Kind::Text => return single(&bytes, false).map(Some),
            Kind::Other(what, remedy) => return Err(owned((what, remedy))),
            Kind::Zip => {
                return match ZipArchive::new(Cursor::new(bytes)) {
                    Ok(mut archive) if office::is_document(&archive) => office::text(&mut archive)
                        .map(|t| Some(Report::of(t)))
                        .map_err(owned),
                    _ => nested("is an archive in an archive"),
                };
            }
        };
        self.inner = Some((many, at.to_owned()));
        Ok(None)
    }
}

const AGAIN: &str = "get the archive again";

/// The bytes of a file that may be compressed once more in its archive.
fn unpacked(bytes: Vec<u8>) -> io::Result<Vec<u8>> {
    let (_, stream) = packed::unpacked(bytes, Box::new(io::empty()))?;
    let mut whole = Vec::new();
    stream.take(ENTRY).read_to_end(&mut whole)?;
    Ok(whole)
}

impl Many for Files {
    fn next(&mut self) -> Option<Step> {
        if let Some(step) = self.ready.pop_front() {
            return Some(step);
        }
        if let Some((mut many, name)) = self.inner.take() {
            if let Some(step) = many.next() {
                self.inner = Some((many, name.clone()));
                return Some(step.inside(&name));
            }
            return Some(Step::Nothing);
        }
        match self.unpack()? {
            Ok((name, bytes)) => self.take(&name, bytes),
            Err(step) => return Some(step),
        }
        Some(Step::Nothing)
    }
}
