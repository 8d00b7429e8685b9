//! `hiwar watch`: fetch → read → annotate → store, feed by feed; reconcile after each round that brought something.

use super::{Run, reconcile, search, status, store_batch};
use crate::console::Console;
use crate::fault::{Fault, Result};
use crate::fetch::{Client, Feed, Feeds, Got, Trouble, Validators};
use crate::knowledge::{self, Data};
use crate::read::{self, Report, Settings, Taken};
use crate::store::{Page, Store};
use crate::{interrupt, tell};
use std::path::Path;
use std::time::Duration;

/// How to watch.
#[derive(Clone, Copy, Debug)]
pub struct Watch {
    /// Ask what is due once, then stop.
    pub once: bool,
    /// Addresses of the own network are allowed.
    pub private: bool,
}

/// The least that lies between two askings of one feed.
const LEAST: Duration = Duration::from_secs(60);
/// The most that lies between them, however often it failed.
const MOST: Duration = Duration::from_secs(24 * 3600);

/// Asks feeds for new reports until it is stopped, and keeps the record up to date.
///
/// # Errors
/// The list, the data or the record cannot be used; what was committed stays.
pub fn watch(
    list: &Path,
    output: &Path,
    how: Watch,
    data: Option<&Path>,
    console: &mut Console,
) -> Result<u8> {
    let feeds = Feeds::load(list)?;
    interrupt::listen()?;
    let data = knowledge::load(data)?;
    let mut store = Store::open_or_create(output)?;
    store.begin_watch()?;
    let mut watcher = Watcher {
        client: Client::new(feeds.pause, feeds.patience, how.private),
        least: if how.private { Duration::ZERO } else { LEAST },
        data: &data,
        answered: 0,
    };
    loop {
        let before = store.about()?.counts;
        for feed in &feeds.feed {
            if interrupt::asked() {
                break;
            }
            watcher.turn(feed, feed.every.unwrap_or(feeds.every), &mut store, console)?;
        }
        // A round that was stopped, or a build before it, may have left the lists behind.
        search::index(&mut store, &data, console)?;
        reconcile(&mut store, &data, console)?;
        let told = tell::counts(&before, &store.about()?.counts);
        if !told.is_empty() {
            console.note(&format!("{}: {told}", output.display()));
        }
        if interrupt::asked() {
            return Ok(interrupt::STATUS);
        }
        if how.once {
            return Ok(status(watcher.answered > 0 || console.faults() == 0, console));
        }
        wait(&feeds, &store)?;
    }
}

/// Sleeps until the next feed is due, or Ctrl-C.
fn wait(feeds: &Feeds, store: &Store) -> Result<()> {
    let mut next = i64::MAX;
    for feed in &feeds.feed {
        next = next.min(store.feed(&feed.url)?.due);
    }
    while !interrupt::asked() {
        std::thread::sleep(Duration::from_secs(1));
        if now() >= next {
            break;
        }
    }
    Ok(())
}

/// The clock: seconds since 1970.
fn now() -> i64 {
    jiff::Timestamp::now().as_second()
}

struct Watcher<'d> {
    client: Client,
    least: Duration,
    data: &'d Data,
    /// How many feeds gave an answer.
    answered: usize,
}

impl Watcher<'_> {
    /// Asks one feed, where it is due, and stores what is new in it.
    fn turn(&mut self, feed: &Feed, every: Duration, store: &mut Store, console: &mut Console) -> Result<()> {
        let mut asked = store.feed(&feed.url)?;
        if now() < asked.due {
            return Ok(());
        }
        let last = Validators {
            etag: asked.etag.clone(),
            modified: asked.modified.clone(),
        };
        let mut wait = every.max(self.least);
        match self.ask(feed, &last, store, console)? {
            Ok(validators) => {
                self.answered += 1;
                (asked.etag, asked.modified) = (validators.etag, validators.modified);
                asked.failures = 0;
            }
            Err(trouble) => {
                asked.failures = asked.failures.saturating_add(1);
                // Twice as long each time: whoever is in trouble is not helped by being asked.
                let longer = wait.saturating_mul(1 << asked.failures.min(10));
                wait = longer.max(trouble.wait.unwrap_or_default()).min(MOST);
                console.fault(&Fault::new(&feed.url, trouble.what, trouble.remedy));
            }
        }
        asked.due = now().saturating_add(i64::try_from(wait.as_secs()).unwrap_or(i64::MAX));
        store.asked(&feed.url, &asked)
    }

    /// The validators to ask with next time. Those of before where an entry is still to be had, so that the feed is sent
    /// again.
    fn ask(
        &mut self,
        feed: &Feed,
        last: &Validators,
        store: &mut Store,
        console: &mut Console,
    ) -> Result<std::result::Result<Validators, Trouble>> {
        let (bytes, validators) = match self.client.get(&feed.url, last) {
            Err(trouble) => return Ok(Err(trouble)),
            Ok(Got::Unchanged) => return Ok(Ok(last.clone())),
            Ok(Got::New { bytes, validators }) => (bytes, validators),
        };
        let entries = match read::feed(&bytes) {
            Err((what, remedy)) => {
                return Ok(Err(Trouble::new(what, remedy)));
            }
            Ok(entries) => entries,
        };
        let mut whole = true;
        // The newest stands first in a feed; told in the order in which they were published.
        for entry in entries.into_iter().rev() {
            if interrupt::asked() {
                return Ok(Ok(last.clone()));
            }
            whole &= self.entry(feed, entry, store, console)?;
        }
        Ok(Ok(if whole { validators } else { last.clone() }))
    }

    /// Takes one entry; false where its page is to be asked for again.
    fn entry(
        &mut self,
        feed: &Feed,
        entry: Report,
        store: &mut Store,
        console: &mut Console,
    ) -> Result<bool> {
        // Entries without a link are told apart by their ids.
        let name = entry.url.clone().or_else(|| entry.id.clone()).unwrap_or_default();
        let mark = mark(&entry);
        let known = store.page(&name)?;
        if known.as_ref().is_some_and(|p| p.entry == mark) {
            return Ok(true);
        }
        let mut page = Page {
            entry: mark,
            ..known.unwrap_or_default()
        };
        let mut again = false;
        let report = match entry.url.clone().filter(|_| feed.pages) {
            None => Some(entry),
            Some(url) => match self.page(&url, &mut page) {
                Ok(None) => None,
                Ok(Some(report)) => Some(completed(report, entry)),
                Err(trouble) => {
                    again = trouble.passing;
                    let short = !entry.text.trim().is_empty();
                    let remedy = match short {
                        true => format!("{}; the feed's own words are kept meanwhile", trouble.remedy),
                        false => trouble.remedy,
                    };
                    console.fault(&Fault::new(url, trouble.what, remedy));
                    short.then_some(entry)
                }
            },
        };
        if let Some(report) = report {
            self.store(&name, feed, report, store, console)?;
        }
        if !again {
            store.fetched(&[(name, page)])?;
        }
        Ok(!again)
    }

    /// The report on a page; nothing where it is as it was.
    fn page(&mut self, url: &str, page: &mut Page) -> std::result::Result<Option<Report>, Trouble> {
        let last = Validators {
            etag: page.etag.clone(),
            modified: page.modified.clone(),
        };
        let Got::New { bytes, validators } = self.client.get(url, &last)? else {
            return Ok(None);
        };
        (page.etag, page.modified) = (validators.etag, validators.modified);
        let read = read::fetched(&bytes);
        read.map(Some)
            .map_err(|(what, remedy)| Trouble::new(what, remedy))
    }

    fn store(
        &mut self,
        name: &str,
        feed: &Feed,
        mut report: Report,
        store: &mut Store,
        console: &mut Console,
    ) -> Result<()> {
        if report.text.trim().is_empty() {
            return Ok(());
        }
        report.outlet = feed.outlet.clone().or(report.outlet);
        report.lang = feed.lang.clone().or(report.lang);
        let (mut document, warning) = report.document(&Settings::default());
        if let Some((what, remedy)) = warning {
            console.fault(&Fault::new(name, what, remedy));
        }
        document.id = id(name);
        let taken = Taken {
            document,
            at: name.to_owned(),
            names: Vec::new(),
            whole_file: false,
        };
        if let Some(fault) = super::batch::other_language(&taken, self.data) {
            console.fault(&fault);
            return Ok(());
        }
        let mut run = Run::new(self.data, false);
        let entries = run.annotate(vec![taken], store, console)?;
        let lines: String = entries
            .iter()
            .map(|e| tell::watched(&e.document, run.tally.new > 0, tell::Style::of_stdout()))
            .collect();
        store_batch(store, entries, self.data)?;
        tell::print(&lines)
    }
}

/// What tells whether an entry has changed.
fn mark(entry: &Report) -> String {
    let said = [&entry.title, &entry.published, &Some(entry.text.clone())];
    let said: Vec<&str> = said.iter().map(|s| s.as_deref().unwrap_or_default()).collect();
    read::sha256(said.join("\n").as_bytes())
}

/// What the page does not say of itself, the entry does.
fn completed(page: Report, entry: Report) -> Report {
    Report {
        id: None,
        text: page.text,
        title: page.title.or(entry.title),
        author: page.author.or(entry.author),
        outlet: page.outlet.or(entry.outlet),
        published: page.published.or(entry.published),
        lang: page.lang.or(entry.lang),
        url: entry.url,
    }
}

/// `outlet.example-1f2e3d4c`: stable, and fit for an address and a file name.
fn id(name: &str) -> String {
    let host = name
        .split("://")
        .nth(1)
        .and_then(|rest| rest.split(['/', '?', '#', ':']).next());
    let host = host.map_or("entry", |h| h.strip_prefix("www.").unwrap_or(h));
    let hash = read::sha256(name.as_bytes());
    format!("{host}-{}", hash.get(..8).unwrap_or_default())
}
