//! The record behind the site: its newest state, kept until there is a newer one.

use super::guard;
use super::routes::Page;
use crate::console::Console;
use crate::fault::{Fault, Result};
use crate::knowledge::Data;
use crate::pipeline::rule;
use crate::store::{self, Store, Units};
use crate::tell::search::Hit;
use crate::tell::web::{self, Answer, Ask, Rows, Shell, Shown, Wrong};
use crate::tell::{self, Form, Kind};
use clap::ValueEnum;
use hiwar_core::model::{Annotations, Record, Ruling};
use hiwar_core::search::{self, Words};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};

/// A state is kept for so many times as long as it took to read, so that a build that commits often does not keep us
/// reading.
const KEPT: u32 = 5;
/// How many names a suggestion has.
const NAMES: usize = 12;

/// How long a page waits while a build is writing.
const PATIENCE: Duration = Duration::from_secs(15);
/// How long it waits for a newer state, where there is one to show.
const HASTE: Duration = Duration::from_millis(500);

/// A record that is served.
pub struct Site {
    path: PathBuf,
    data: Data,
    words: Words,
    /// Whose the rulings are that are made on the pages, and the secret that their forms have.
    desk: Option<(String, String)>,
    state: RwLock<State>,
    /// Held by the request that reads a newer state; the others show the one there is.
    reading: Mutex<()>,
    /// The rulings that were made here, which a state that is read before the lists follow need not have.
    ruled: Mutex<HashSet<String>>,
    /// Held while lists are made anew.
    pub writing: tokio::sync::Mutex<()>,
}

struct State {
    shown: Arc<Shown>,
    read: Instant,
    took: Duration,
}

impl Site {
    /// Reads the record for the first time; without an author it is only shown.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn open(path: &Path, data: Data, author: Option<String>) -> Result<Self> {
        let desk = match author {
            Some(author) => Some((author, guard::secret()?)),
            None => None,
        };
        let token = desk.as_ref().map(|(_, token)| token.as_str());
        Ok(Self {
            path: path.to_owned(),
            words: Words::of(&data.knowledge),
            data,
            state: RwLock::new(State::read(path, token, PATIENCE)?),
            desk,
            reading: Mutex::new(()),
            ruled: Mutex::default(),
            writing: tokio::sync::Mutex::new(()),
        })
    }

    /// Where the record is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whose the rulings are.
    pub fn author(&self) -> &str {
        self.desk.as_ref().map_or("", |(author, _)| author)
    }

    /// What a form must bring; `None` where nothing can be ruled.
    pub fn token(&self) -> Option<&str> {
        self.desk.as_ref().map(|(_, token)| token.as_str())
    }

    /// Remembers that a ruling was made here.
    pub fn note(&self, ruling: &Ruling) {
        let mut ruled = self.ruled.lock().unwrap_or_else(PoisonError::into_inner);
        ruled.insert(ruling.id.clone());
    }

    /// Whether there is a ruling of this id.
    pub fn was_ruled(&self, shown: &Shown, id: &str) -> bool {
        let here = || {
            self.ruled
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .contains(id)
        };
        shown.rulings.iter().any(|ruling| ruling.id == id) || here()
    }

    /// Rules, makes the lists so, and shows them; gives why not where it would change nothing.
    ///
    /// # Errors
    /// The record cannot be read or written; nothing is ruled then.
    pub fn decide(&self, ruling: &Ruling) -> Result<Option<String>> {
        let mut store = Store::open(&self.path)?;
        let refused = rule::decide(&mut store, ruling, &self.data, &Console::default())?;
        if refused.is_none() {
            self.note(ruling);
            // What is shown may stay behind: the next look reads it again.
            drop(self.settled(store));
        }
        Ok(refused)
    }

    /// Makes the lists as it was ruled, and shows them.
    ///
    /// # Errors
    /// The record cannot be read or written.
    pub fn settle(&self) -> Result<()> {
        self.settled(Store::open(&self.path)?)
    }

    fn settled(&self, mut store: Store) -> Result<()> {
        rule::settle(&mut store, &self.data, &mut Console::default())?;
        drop(store);
        let _alone = self.reading.lock().unwrap_or_else(PoisonError::into_inner);
        let newer = State::read(&self.path, self.token(), PATIENCE)?;
        *self.state.write().unwrap_or_else(PoisonError::into_inner) = newer;
        Ok(())
    }

    /// The newest state; the one before where a build is just writing.
    ///
    /// # Errors
    /// The file is gone.
    pub fn shown(&self) -> Result<Arc<Shown>> {
        let stamp = store::stamp(&self.path)?;
        let old = {
            let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
            state.shown.stamp != stamp && state.read.elapsed() >= state.took * KEPT
        };
        if old
            && let Ok(_alone) = self.reading.try_lock()
            && let Ok(newer) = State::read(&self.path, self.token(), HASTE)
        {
            *self.state.write().unwrap_or_else(PoisonError::into_inner) = newer;
        }
        Ok(self.kept())
    }

    /// The state that was read last.
    pub fn kept(&self) -> Arc<Shown> {
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&state.shown)
    }

    /// A page of a state.
    ///
    /// # Errors
    /// What the page says of it, or the record cannot be read.
    pub fn answer(
        &self,
        shown: &Shown,
        page: Page,
        id: &str,
        ask: &Ask,
    ) -> std::result::Result<Answer, Wrong> {
        match page {
            Page::Home => web::home(shown, ask),
            Page::List(Kind::Origins, Form::Table) => web::origins(shown, ask),
            Page::List(kind, form) => web::list(shown, kind, form, ask),
            Page::Fact(Kind::Documents) if shown.document(id).is_some() => {
                web::document(shown, id, &self.found_in(id).map_err(unread)?, ask)
            }
            Page::Fact(kind) => web::fact(shown, kind, id, ask),
            Page::Search(form) => self.search(shown, form, ask),
            Page::Suggest => self.suggest(ask),
            Page::Rulings(Form::Table) => web::rulings(shown, ask),
            Page::Rulings(_) => web::rulings_json(shown, ask),
            Page::RulingLines => web::ruling_lines(shown, ask),
            Page::OpenApi => web::openapi().map_err(|fault| Wrong::new(500, "inside", fault.to_string())),
            Page::Style => Ok(web::style()),
            Page::Script => Ok(web::script()),
            Page::Missing => Err(Wrong::new(404, "no_path", ask.path.clone())),
            Page::Refused => Err(Wrong::new(405, "method", String::new())),
        }
    }

    /// What was found in a report in the light of the others.
    ///
    /// # Errors
    /// The record cannot be read.
    pub fn found_in(&self, id: &str) -> Result<Annotations> {
        // Removed a moment ago: its text is still shown, without marks.
        Ok(Store::open_to_read(&self.path, PATIENCE)?
            .found_in(id)?
            .unwrap_or_default())
    }

    /// The reports that a query finds, the best first; or what is wrong with the query, and what to do.
    ///
    /// # Errors
    /// The record cannot be read.
    pub fn hits(&self, query: &str) -> Result<std::result::Result<Vec<Hit>, (String, String)>> {
        let query = match search::parse(query, &self.words) {
            _ if query.is_empty() => return Ok(Ok(Vec::new())),
            Err(wrong) => return Ok(Err((wrong.what, wrong.remedy))),
            Ok(query) => query,
        };
        let found = Store::open_to_read(&self.path, PATIENCE)?.search(&query, &self.words, web::MOST)?;
        let hit = |report: search::Sought| Hit {
            found: search::hits(&report.text, &query, &self.words),
            report,
        };
        Ok(Ok(found.into_iter().map(hit).collect()))
    }

    fn search(&self, shown: &Shown, form: Form, ask: &Ask) -> std::result::Result<Answer, Wrong> {
        let hits = self.hits(ask.get("q").unwrap_or("")).map_err(unread)?;
        if form == Form::Table {
            return web::search(shown, hits, ask);
        }
        ask.allow(&["q"])?;
        match hits {
            Ok(hits) => Ok(Answer::json(tell::search::json(&hits))),
            Err((what, remedy)) => Err(Wrong::new(400, "query", what).among(&[&remedy])),
        }
    }

    fn suggest(&self, ask: &Ask) -> std::result::Result<Answer, Wrong> {
        ask.allow(&["q"])?;
        let typed = ask.get("q").unwrap_or("");
        let look = || Store::open_to_read(&self.path, PATIENCE)?.suggestions(typed, &self.words, NAMES);
        Ok(web::suggestions(&look().map_err(unread)?))
    }
}

/// What a page says where the record cannot be read.
pub fn unread(fault: Fault) -> Wrong {
    Wrong::new(503, "record", fault.to_string())
}

/// What goes wrong on a page, as the page says it.
pub fn wrong(wrong: &Wrong, json: bool, shown: Option<&Shown>, ask: &Ask) -> Answer {
    let shell = shown.map(|shown| Shell::new(shown, ask, wrong.status.to_string()));
    web::wrong(wrong, json, shell, ask)
}

impl State {
    fn read(path: &Path, token: Option<&str>, patience: Duration) -> Result<Self> {
        let read = Instant::now();
        // Before the file is opened: what is committed in between makes the stamp old, and the next look reads again.
        let stamp = store::stamp(path)?;
        let store = Store::open_to_read(path, patience)?;
        let mut rows = std::collections::HashMap::new();
        for kind in Kind::value_variants() {
            let list = store.rows(kind.name(), Units::CodePoints)?;
            rows.insert(kind.name(), Rows::of(*kind, list));
        }
        let texts = store.texts()?.into_iter();
        let record = Record {
            documents: store.list(Kind::Documents.name())?,
            dialogues: store.list(Kind::Dialogue.name())?,
            rounds: store.list(Kind::Rounds.name())?,
            ..Record::default()
        };
        let places = record.documents.iter().enumerate();
        let shown = Shown {
            name: path
                .file_name()
                .map_or(String::new(), |name| name.to_string_lossy().into_owned()),
            stamp,
            complete: store.complete()?,
            places: places.map(|(at, row)| (row.id.clone(), at)).collect(),
            record,
            rulings: store.rulings()?,
            outcomes: store.outcomes()?,
            token: token.map(str::to_owned),
            documents: texts.map(|text| (text, Annotations::default())).collect(),
            rows,
        };
        Ok(Self {
            shown: Arc::new(shown),
            read,
            took: read.elapsed(),
        })
    }
}
