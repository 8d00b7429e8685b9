//! What could not be answered, in words: one shape for programs, one page for people.

use super::{Ask, Shell};
use crate::tell::report::rendered;
use crate::tell::report::strings::{Language, plain, speaking, t};
use askama::Template;
use serde_json::json;

/// Why a question has no answer.
#[derive(Clone, Debug)]
pub struct Wrong {
    /// The HTTP status.
    pub status: u16,
    /// `wrong.<key>` in strings.toml; the remedy is `wrong.<key>_do`.
    key: &'static str,
    /// What it is about: the words of the address, or of a fault.
    about: String,
    /// What would do instead.
    instead: String,
    /// The ruling that made it so, and where the row is now.
    ruling: Option<(String, Option<String>)>,
}

impl Wrong {
    /// A status, its words, and what they are about.
    pub fn new(status: u16, key: &'static str, about: impl Into<String>) -> Self {
        Self {
            status,
            key,
            about: about.into(),
            instead: String::new(),
            ruling: None,
        }
    }

    /// Adds the ruling that made it so, and the address at which the row is now.
    pub fn ruled(mut self, id: &str, now: Option<String>) -> Self {
        self.ruling = Some((id.to_owned(), now));
        self
    }

    /// Adds what would do instead.
    pub fn among(mut self, names: &[&str]) -> Self {
        self.instead = names.join(", ");
        self
    }

    fn message(&self) -> String {
        joined(plain(&format!("wrong.{}", self.key)), &self.about)
    }

    fn remedy(&self) -> String {
        joined(plain(&format!("wrong.{}_do", self.key)), &self.instead)
    }

    /// `{"error": {"status", "message", "remedy"}}`, in English where the address names no language.
    pub fn json(&self, ask: &Ask) -> String {
        let error = speaking(
            ask.named.unwrap_or(Language::English),
            || json!({"status": self.status, "message": self.message(), "remedy": self.remedy()}),
        );
        format!("{:#}\n", json!({ "error": error }))
    }

    /// The page.
    pub fn page(&self, shell: Shell, language: Language) -> String {
        speaking(language, || {
            rendered(&Page {
                shell,
                status: self.status,
                message: self.message(),
                remedy: self.remedy(),
                ruling: self.ruling.clone(),
            })
        })
    }
}

fn joined(words: &str, about: &str) -> String {
    match about {
        "" => words.to_owned(),
        about => format!("{words}: {about}"),
    }
}

#[derive(Template)]
#[template(path = "wrong.html", config = "src/tell/web/askama.toml")]
struct Page {
    shell: Shell,
    status: u16,
    message: String,
    remedy: String,
    ruling: Option<(String, Option<String>)>,
}
