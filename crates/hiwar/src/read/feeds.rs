//! Feeds saved as files: RSS, Atom and JSON Feed, one report an entry.

use super::many::{Many, Step};
use super::report::Report;
use super::{dates, html};
use feed_rs::model::{Entry, Feed};

/// Whether the first bytes are a feed's.
pub fn is_feed(words: &[u8]) -> bool {
    let head = String::from_utf8_lossy(words.get(..2048).unwrap_or(words)).to_ascii_lowercase();
    let xml = head.starts_with('<') && ["<rss", "<feed", "<rdf:rdf"].iter().any(|tag| head.contains(tag));
    xml || head.starts_with('{') && head.contains("jsonfeed.org/version")
}

/// The entries of a feed.
pub struct Entries {
    entries: std::vec::IntoIter<Entry>,
    outlet: Option<String>,
    lang: Option<String>,
    number: usize,
    /// Each entry's date as it is written there; empty where they cannot be told apart.
    written: Vec<Option<String>>,
}

/// The dates of a feed's entries with the offset that they are written in: the parser gives the moment alone, and the day
/// of it in Greenwich may be the one before.
fn written(bytes: &[u8]) -> Vec<Option<String>> {
    let text = String::from_utf8_lossy(bytes);
    let tag = if text.contains("<entry") {
        "<entry"
    } else {
        "<item"
    };
    let begins = |rest: &&str| rest.starts_with([' ', '>', '\n', '\t', '\r', '/']);
    let items = text.split(tag).skip(1).filter(begins);
    let date = |item: &str| {
        ["pubDate", "published", "dc:date", "updated"]
            .iter()
            .find_map(|name| {
                let rest = item.split_once(&format!("<{name}>"))?.1;
                let date = rest.split_once('<')?.0.trim();
                (!date.is_empty()).then(|| date.to_owned())
            })
    };
    items.map(date).collect()
}

impl Entries {
    /// Reads the whole feed.
    ///
    /// # Errors
    /// What is wrong with it and what to do about it.
    pub fn of(bytes: &[u8]) -> Result<Self, (String, String)> {
        let feed: Feed = feed_rs::parser::parse(bytes).map_err(|e| {
            let what = format!("is a broken feed ({e})");
            (what, "get it again; nothing of it is read".to_owned())
        })?;
        if feed.entries.is_empty() {
            let remedy = "get it again later, or leave it out";
            return Err(("is a feed without entries".to_owned(), remedy.to_owned()));
        }
        Ok(Self {
            outlet: feed
                .title
                .map(|t| t.content.trim().to_owned())
                .filter(|t| !t.is_empty()),
            lang: feed.language,
            written: Some(written(bytes))
                .filter(|dates| dates.len() == feed.entries.len())
                .unwrap_or_default(),
            entries: feed.entries.into_iter(),
            number: 0,
        })
    }

    /// All of them, those without text too.
    #[cfg(feature = "watch")]
    pub fn reports(mut self) -> Vec<Report> {
        let mut all = Vec::new();
        while let Some(entry) = self.entries.next() {
            self.number += 1;
            all.push(self.report(entry));
        }
        all
    }

    fn report(&self, entry: Entry) -> Report {
        let plain = |markup: String| html::fragment(&markup);
        let title = entry.title.map(|t| plain(t.content)).filter(|t| !t.is_empty());
        let content = entry.content.and_then(|c| c.body).map(plain);
        let summary = entry.summary.map(|s| plain(s.content));
        let body = content.filter(|c| !c.is_empty()).or(summary).unwrap_or_default();
        let text = match &title {
            Some(title) if !body.starts_with(title.as_str()) => format!("{title}\n\n{body}"),
            _ => body,
        };
        let authors: Vec<String> = entry.authors.into_iter().filter_map(|a| a.name).collect();
        Report {
            text,
            id: Some(entry.id).filter(|id| !id.is_empty()),
            title,
            author: Some(authors.join(", ")).filter(|a| !a.is_empty()),
            outlet: self.outlet.clone(),
            published: entry.published.or(entry.updated).map(|moment| {
                let written = self.written.get(self.number.saturating_sub(1)).cloned().flatten();
                let known = |date: &String| dates::published(date, None).is_some();
                written.filter(known).unwrap_or_else(|| moment.to_rfc3339())
            }),
            lang: entry.language.or_else(|| self.lang.clone()),
            url: entry.links.into_iter().next().map(|l| l.href),
        }
    }
}

impl Many for Entries {
    fn next(&mut self) -> Option<Step> {
        let entry = self.entries.next()?;
        self.number += 1;
        let at = format!(":{}", self.number);
        let report = self.report(entry);
        if report.text.trim().is_empty() {
            let remedy = "read the page it links to; passed over";
            return Some(Step::Fault(
                at,
                "the entry has no text".to_owned(),
                remedy.to_owned(),
            ));
        }
        Some(Step::Report {
            at,
            report: Box::new(report),
            warnings: Vec::new(),
        })
    }
}
