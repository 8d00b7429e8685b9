//! An entity of FollowTheMoney, and what readers take as its values.

use super::super::archive::Words;
use super::super::days::Days;
use super::super::text;
use hiwar_core::text::is_invisible;

/// An entity under way: what it is and what is said of it.
#[derive(Debug)]
pub struct Entity<'a> {
    /// Its schema.
    pub schema: &'static str,
    /// Properties with their values, in order.
    pub values: Vec<(&'static str, String)>,
    /// The first words that it rests on.
    pub words: Option<Words<'a>>,
}

impl<'a> Entity<'a> {
    /// One of a schema, without values.
    pub fn new(schema: &'static str) -> Self {
        Self {
            schema,
            values: Vec::new(),
            words: None,
        }
    }

    /// Adds a value in one line without invisible marks, as readers clean it, once; nothing where it is empty.
    pub fn with(mut self, prop: &'static str, value: impl AsRef<str>) -> Self {
        let value = text::line(value.as_ref()).replace(|c: char| is_invisible(c) || c.is_control(), "");
        let value = clip(value, longest(kind(prop, self.schema)));
        let known = self.values.iter().any(|(p, v)| *p == prop && *v == value);
        if !value.is_empty() && !known {
            self.values.push((prop, value));
        }
        self
    }

    /// Adds each value.
    pub fn all(self, prop: &'static str, values: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        values
            .into_iter()
            .fold(self, |entity, value| entity.with(prop, value))
    }

    /// `date` where it is a day, a month or a year, else start and end.
    pub fn when(self, days: Option<Days>, iso: Option<&str>) -> Self {
        match (days, iso) {
            (Some(d), _) if matches!(d.precision, "week" | "range") => self
                .with("startDate", d.first.to_string())
                .with("endDate", d.last.to_string()),
            (Some(_), Some(iso)) => self.with("date", iso),
            (Some(d), None) => self.with("date", d.first.to_string()),
            (None, _) => self,
        }
    }
}

/// How many characters readers take, by the type of a property, and some to spare.
fn longest(kind: &str) -> usize {
    match kind {
        "address" => 240,
        "name" => 300,
        "string" => 1000,
        "url" => 4000,
        _ => 60_000,
    }
}

fn clip(mut text: String, most: usize) -> String {
    if let Some((cut, _)) = text.char_indices().nth(most) {
        text.truncate(cut);
        text.push('…');
    }
    text
}

/// The property types of FollowTheMoney, for the properties used here.
pub fn kind(prop: &str, schema: &str) -> &'static str {
    match prop {
        "name" | "alias" => "name",
        "date" | "startDate" | "endDate" | "publishedAt" | "createdAt" => "date",
        "country" => "country",
        "language" => "language",
        "topics" => "topic",
        "sourceUrl" => "url",
        "location" => "address",
        "projectId" => "identifier",
        "summary" | "description" | "notes" => "text",
        "document" | "entity" | "holder" | "post" | "project" | "participant" | "involved" | "proof" => {
            "entity"
        }
        "organization" if schema == "Position" => "entity",
        _ => "string",
    }
}
