//! What is around every page: head, search, sections, the way to the other language and to the other forms.

use super::rulings::Done;
use super::{Ask, Rows, Shown};
use crate::tell::Kind;
use crate::tell::report::strings::{Label, Language};

/// The sections in the order of the contents: the name in the address, and in strings.toml.
const SECTIONS: [(&str, &str); 14] = [
    ("", "overview"),
    ("rounds", "rounds"),
    ("timeline", "timeline"),
    ("people", "people"),
    ("statements", "statements"),
    ("figures", "figures"),
    ("events", "events"),
    ("commitments", "commitments"),
    ("conflicts", "conflicts"),
    ("gaps", "gaps"),
    ("dialogue", "dialogue"),
    ("documents", "reports"),
    ("origins", "origins"),
    ("rulings", "rulings"),
];

/// A line of the contents.
pub struct Section {
    /// Its address.
    pub href: String,
    /// Its name.
    pub name: Label,
    /// How many rows it has; 0 is not shown.
    pub count: usize,
    /// Whether this page belongs to it.
    pub here: bool,
}

/// What a form of ours must bring.
pub struct Form {
    /// See [`Shown::token`].
    pub token: String,
    /// Where to come back to.
    pub back: String,
}

/// What every page has around it.
pub struct Shell {
    /// The language that it speaks.
    pub language: Language,
    /// The same page in the other language: its code and address.
    pub other: (&'static str, String),
    /// What the title of the window begins with.
    pub title: String,
    /// The record's name.
    pub record: String,
    /// The contents.
    pub sections: Vec<Section>,
    /// What stands in the search field.
    pub q: String,
    /// Whether the lists are as new as the reports.
    pub complete: bool,
    /// The same as JSON and CSV, where there is such a thing.
    pub json: Option<String>,
    /// See `json`.
    pub csv: Option<String>,
    /// Where rulings can be made.
    pub form: Option<Form>,
    /// What was just ruled.
    pub done: Option<Done>,
}

impl Shell {
    /// For a page of this title.
    pub fn new(shown: &Shown, ask: &Ask, title: impl Into<String>) -> Self {
        let other = match ask.language {
            Language::Arabic => Language::English,
            Language::English => Language::Arabic,
        };
        let place = ask
            .path
            .trim_start_matches('/')
            .split(['/', '.'])
            .next()
            .unwrap_or("");
        let section = |(name, label): (&str, &str)| Section {
            href: format!("/{name}"),
            name: Label::of("nav", label),
            count: match name {
                "rulings" => shown.rulings.len(),
                name => shown.rows.get(name).map_or(0, Rows::len),
            },
            here: name == place,
        };
        Self {
            language: ask.language,
            other: (other.code(), ask.with("lang", other.code())),
            title: title.into(),
            record: shown.name.clone(),
            sections: SECTIONS.into_iter().map(section).collect(),
            q: if place == "search" {
                ask.get("q").unwrap_or("").to_owned()
            } else {
                String::new()
            },
            complete: shown.complete,
            json: None,
            csv: None,
            form: shown.token.clone().map(|token| Form {
                token,
                back: ask.address(),
            }),
            done: ask.done.as_deref().map(|id| Done::of(shown, id)),
        }
    }

    /// With the addresses of the same as JSON and CSV.
    pub fn twins(mut self, json: Option<String>, csv: Option<String>) -> Self {
        self.json = json;
        self.csv = csv;
        self
    }
}

/// The name of a list's section in strings.toml.
pub fn section(kind: Kind) -> &'static str {
    match kind {
        Kind::Documents => "reports",
        other => other.name(),
    }
}
