//! Crawl archives (WARC 1.0 and 1.1): each response that is a web page or plain text, one report. Memory holds one record.
//!
//! A record's date is when it was fetched, no date of publication.

use super::jsonl::{Line, line};
use super::many::{Many, Step};
use super::report::Report;
use super::{TEXT_LIMIT, packed, single};
use std::collections::HashMap;
use std::io::{self, BufRead, Cursor, Read};

/// The longest record that is looked into, in bytes; of longer ones none is an article.
const RECORD: u64 = 2 * TEXT_LIMIT as u64;
/// The longest line of a record's head.
const HEAD: usize = 64 << 10;
/// What every record begins with.
const BEGIN: &[u8] = b"WARC/1.";

/// Whether the first bytes are a crawl archive's.
pub fn is_crawl(start: &[u8]) -> bool {
    start.starts_with(BEGIN)
}

type Fields = HashMap<String, String>;

/// The pages of a crawl archive.
pub struct Pages {
    from: Ahead,
    number: usize,
    /// Pages that held no article.
    bare: usize,
    done: bool,
}

impl Pages {
    /// From the start of the archive.
    pub fn of(from: Box<dyn BufRead>) -> Self {
        Self {
            from: Ahead {
                back: Cursor::new(Vec::new()),
                from,
            },
            number: 0,
            bare: 0,
            done: false,
        }
    }

    /// The head of the next record; what stands before it and is none is read past.
    fn head(&mut self) -> io::Result<Option<Fields>> {
        loop {
            match line(&mut self.from, HEAD)? {
                Line::End => return Ok(None),
                Line::Whole(found) if found.starts_with(BEGIN) => break,
                Line::Whole(_) | Line::TooLong => {}
            }
        }
        fields(&mut self.from).map(Some)
    }

    /// The block of a record. Where its length is a lie and the next record stands in it, it ends there.
    fn block(&mut self, length: u64) -> io::Result<(Vec<u8>, bool)> {
        let mut block = Vec::new();
        let read = self.from.by_ref().take(length).read_to_end(&mut block)? as u64;
        let mut cut = read < length;
        let next = || b"\r\n\r\n".iter().chain(BEGIN).copied().collect::<Vec<u8>>();
        let follows = self.from.fill_buf()?;
        if !follows.is_empty() && !follows.starts_with(b"\r\n") || cut {
            let needle = next();
            let at = block.windows(needle.len()).position(|w| w == needle);
            if let Some(at) = at {
                let rest = block.split_off(at);
                self.from.give_back(rest);
                cut = true;
            }
        }
        Ok((block, cut))
    }

    fn record(&mut self) -> io::Result<Option<Step>> {
        let Some(fields) = self.head()? else {
            self.done = true;
            let bare = std::mem::take(&mut self.bare);
            let what = format!("{bare} of its pages hold no article");
            let remedy = "nothing to do, if they are indexes and the like; passed over";
            return Ok((bare > 0).then(|| Step::Fault(String::new(), what, remedy.to_owned())));
        };
        self.number += 1;
        let at = format!(":{}", self.number);
        let fault =
            |what: &str, remedy: &str| Ok(Some(Step::Fault(at.clone(), what.to_owned(), remedy.to_owned())));
        let length = fields.get("content-length").and_then(|l| l.parse::<u64>().ok());
        let Some(length) = length else {
            return fault(
                "the record does not say how long it is",
                "get the archive again; passed over",
            );
        };
        let page = fields.get("warc-type").is_some_and(|t| t == "response");
        if !page || length > RECORD {
            io::copy(&mut self.from.by_ref().take(length), &mut io::sink())?;
            return Ok(Some(Step::Nothing));
        }
        let (block, cut) = self.block(length)?;
        if cut {
            let what = "the record is not as long as it says";
            return fault(what, "get the archive again; passed over");
        }
        Ok(Some(match response(&block, &fields) {
            Some(Ok(report)) => Step::Report {
                at,
                report: Box::new(report),
                warnings: Vec::new(),
            },
            Some(Err(())) => {
                self.bare += 1;
                Step::Nothing
            }
            None => Step::Nothing,
        }))
    }
}

impl Many for Pages {
    fn next(&mut self) -> Option<Step> {
        if self.done {
            return None;
        }
        match self.record() {
            Ok(step) => step,
            Err(e) => {
                self.done = true;
                Some(Step::Broken(format!(":{}", self.number + 1), e))
            }
        }
    }
}

fn fields(from: &mut dyn BufRead) -> io::Result<Fields> {
    let mut fields = Fields::new();
    while let Line::Whole(found) = line(from, HEAD)? {
        let text = String::from_utf8_lossy(&found);
        let text = text.trim_end();
        if text.is_empty() {
            break;
        }
        if let Some((name, value)) = text.split_once(':') {
            fields.insert(name.to_ascii_lowercase(), value.trim().to_owned());
        }
    }
    Ok(fields)
}

/// The report in a response: nothing where it is no text, an error where it is a page without an article.
fn response(block: &[u8], record: &Fields) -> Option<Result<Report, ()>> {
    let mut from = Cursor::new(block);
    let Ok(Line::Whole(status)) = line(&mut from, HEAD) else {
        return None;
    };
    let status = String::from_utf8_lossy(&status).into_owned();
    let good = status.starts_with("HTTP/") && status.split_whitespace().nth(1) == Some("200");
    let head = fields(&mut from).ok().filter(|_| good)?;
    let kind = head
        .get("content-type")
        .map(|t| t.to_ascii_lowercase())
        .unwrap_or_default();
    let page = kind.contains("html");
    if !page && !kind.starts_with("text/plain") {
        return None;
    }
    let mut body = Vec::new();
    from.read_to_end(&mut body).ok()?;
    if head
        .get("transfer-encoding")
        .is_some_and(|t| t.eq_ignore_ascii_case("chunked"))
    {
        body = whole(&body).unwrap_or(body);
    }
    let (_, stream) = packed::unpacked(body, Box::new(io::empty())).ok()?;
    let mut bytes = Vec::new();
    stream.take(TEXT_LIMIT as u64).read_to_end(&mut bytes).ok()?;
    let report = single(&bytes, page).map_err(|_| ());
    Some(report.map(|report| {
        Report {
            id: record
                .get("warc-record-id")
                .map(|id| id.trim_matches(['<', '>']).to_owned()),
            url: record
                .get("warc-target-uri")
                .map(|u| u.trim_matches(['<', '>']).to_owned()),
            ..report
        }
    }))
}

/// A body that was sent in chunks, put together; nothing where it was not.
fn whole(body: &[u8]) -> Option<Vec<u8>> {
    let (mut from, mut out) = (body, Vec::new());
    loop {
        let end = from.windows(2).position(|w| w == b"\r\n")?;
        let size = std::str::from_utf8(from.get(..end)?).ok()?;
        let size = usize::from_str_radix(size.split(';').next()?.trim(), 16).ok()?;
        if size == 0 {
            return Some(out);
        }
        let start = end + 2;
        out.extend_from_slice(from.get(start..start + size)?);
        from = from.get(start + size + 2..)?;
    }
}

/// A stream that takes back what was read too far.
struct Ahead {
    back: Cursor<Vec<u8>>,
    from: Box<dyn BufRead>,
}

impl Ahead {
    fn give_back(&mut self, bytes: Vec<u8>) {
        let mut rest = bytes;
        let left = self.back.position() as usize;
        rest.extend_from_slice(self.back.get_ref().get(left..).unwrap_or(&[]));
        self.back = Cursor::new(rest);
    }
}

impl Read for Ahead {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self.back.read(into)? {
            0 => self.from.read(into),
            n => Ok(n),
        }
    }
}

impl BufRead for Ahead {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let ahead = (self.back.position() as usize) < self.back.get_ref().len();
        if ahead {
            self.back.fill_buf()
        } else {
            self.from.fill_buf()
        }
    }

    fn consume(&mut self, n: usize) {
        let ahead = (self.back.position() as usize) < self.back.get_ref().len();
        if ahead {
            self.back.consume(n)
        } else {
            self.from.consume(n)
        }
    }
}
