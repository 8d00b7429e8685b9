//! A report as a format gives it, and how it becomes a document: the same for every format.

use super::{Settings, dates, language, sha256};
use hiwar_core::model::{Document, Source};

/// What an input says of one report; only `text` must be there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Its own id.
    pub id: Option<String>,
    /// Its text, which becomes the document's.
    pub text: String,
    /// Its headline.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its date as written there.
    pub published: Option<String>,
    /// BCP 47.
    pub lang: Option<String>,
    /// Its address.
    pub url: Option<String>,
}

impl Report {
    /// A report that is only a text.
    pub fn of(text: String) -> Self {
        Self {
            text,
            ..Self::default()
        }
    }

    /// The document, its id empty where the report has none; and what is wrong with its date (what, remedy).
    pub fn document(self, settings: &Settings) -> (Document, Option<(String, String)>) {
        let (published, warning) = date(self.published.as_deref(), settings);
        let lang = self.lang.or(settings.lang.clone());
        let document = Document {
            id: self.id.unwrap_or_default(),
            source: Source {
                path: None,
                url: self.url,
                outlet: self.outlet,
                author: self.author,
                sha256: sha256(self.text.as_bytes()),
            },
            lang: lang.unwrap_or_else(|| language::detect(&self.text)),
            title: self.title,
            published,
            text: self.text,
        };
        (document, warning)
    }
}

fn date(given: Option<&str>, settings: &Settings) -> (Option<String>, Option<(String, String)>) {
    let Some(given) = given else {
        return (settings.published.clone(), None);
    };
    match dates::published(given, settings.timezone.as_ref()) {
        Some(date) => (Some(date), None),
        None => {
            let what = format!("its \"published\" is no date: {given}");
            let help = "write it as 2021-04-07; read without it";
            (settings.published.clone(), Some((what, help.to_owned())))
        }
    }
}
