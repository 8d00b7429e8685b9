//! The words that the page itself says, in every language it speaks. They stand in `strings.toml`.

use askama::filters::{Html, HtmlSafe, escape};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};
use std::sync::LazyLock;

/// `group → name → language → words`.
type Table = BTreeMap<String, BTreeMap<String, BTreeMap<String, String>>>;

const SOURCE: &str = include_str!("strings.toml");
/// Groups that only `hiwar serve` says.
const SITE: [&str; 7] = ["web", "wrong", "field", "ruling", "ruled", "fate", "column"];
/// An unreadable table leaves the page with its keys for words; a test keeps that from happening.
static TABLE: LazyLock<Table> = LazyLock::new(|| toml::from_str(SOURCE).unwrap_or_default());

/// A language that the page itself speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Right to left; what a page opens in.
    #[default]
    Arabic,
    /// Left to right.
    English,
}

impl Language {
    /// Every one.
    pub const ALL: [Self; 2] = [Self::Arabic, Self::English];

    /// BCP 47.
    pub fn code(self) -> &'static str {
        match self {
            Self::Arabic => "ar",
            Self::English => "en",
        }
    }

    /// Whether it is written from right to left.
    pub fn is_rtl(self) -> bool {
        self == Self::Arabic
    }

    /// The value of `dir` that goes with it.
    pub fn dir(self) -> &'static str {
        if self.is_rtl() { "rtl" } else { "ltr" }
    }
}

thread_local! {
    static SPOKEN: Cell<Option<Language>> = const { Cell::new(None) };
}

/// Does `work` in one language alone: phrases are its bare words, which no button exchanges.
///
/// A scope, because a phrase is said wherever a value is written out: a parameter would go through every view.
pub fn speaking<T>(language: Language, work: impl FnOnce() -> T) -> T {
    let before = SPOKEN.replace(Some(language));
    let done = work();
    SPOKEN.set(before);
    done
}

/// The language that is spoken here.
pub fn language() -> Language {
    SPOKEN.get().unwrap_or_default()
}

fn find(key: &str) -> Option<&'static BTreeMap<String, String>> {
    let (group, name) = key.split_once('.')?;
    TABLE.get(group)?.get(name)
}

/// A phrase of the page, written so that the language button can exchange it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Label {
    /// A key of the table.
    Key(String),
    /// A word that the table does not know, shown as it is.
    Raw(String),
}

impl Label {
    /// The phrase for a value of the model: `group.value`, or the bare value where the table has none.
    pub fn of(group: &str, value: &str) -> Self {
        let key = format!("{group}.{value}");
        match find(&key) {
            Some(_) => Label::Key(key),
            None => Label::Raw(value.to_owned()),
        }
    }
}

impl Display for Label {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Label::Key(key) if SPOKEN.get().is_some() => write!(f, "{}", Escaped(plain(key))),
            Label::Key(key) => write!(
                f,
                r#"<span data-t="{}">{}</span>"#,
                Escaped(key),
                Escaped(plain(key))
            ),
            Label::Raw(text) => write!(f, "<bdi>{}</bdi>", Escaped(text)),
        }
    }
}

impl HtmlSafe for Label {}

/// Text with HTML's own characters made harmless.
pub struct Escaped<'a>(pub &'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match escape(self.0, Html) {
            Ok(safe) => write!(f, "{safe}"),
            Err(never) => match never {},
        }
    }
}

/// The phrase for `key`.
pub fn t(key: &str) -> Label {
    Label::Key(key.to_owned())
}

/// The bare words for `key`, for attributes and for pictures; the key itself where the table has none.
pub fn plain(key: &str) -> &str {
    find(key)
        .and_then(|words| words.get(language().code()))
        .map_or(key, String::as_str)
}

/// The bare words of a label.
pub fn bare(label: &Label) -> String {
    match label {
        Label::Key(key) => plain(key).to_owned(),
        Label::Raw(raw) => raw.clone(),
    }
}

/// The name of a variant as the contract writes it, `in_progress` for `InProgress`.
pub fn name(value: impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// The table for the language button, as JSON that is safe inside a script element.
pub fn dictionary() -> String {
    let mut flat: BTreeMap<&str, BTreeMap<String, &str>> = BTreeMap::new();
    for (group, names) in TABLE.iter().filter(|(group, _)| !SITE.contains(&group.as_str())) {
        for (key, languages) in names {
            for (language, words) in languages {
                flat.entry(language)
                    .or_default()
                    .insert(format!("{group}.{key}"), words);
            }
        }
    }
    serde_json::to_string(&flat)
        .unwrap_or_default()
        .replace('<', "\\u003c")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_has_every_language() {
        let table: Table = toml::from_str(SOURCE).expect("strings.toml reads");
        for (group, names) in &table {
            for (key, languages) in names {
                for language in ["ar", "en"] {
                    assert!(
                        languages.contains_key(language),
                        "strings.toml: {group}.{key} lacks `{language}`"
                    );
                }
            }
        }
    }

    #[test]
    fn unknown_words_are_shown_and_harmless() {
        assert_eq!(Label::of("unit", "<b>").to_string(), "<bdi>&#60;b&#62;</bdi>");
        assert!(!dictionary().contains('<'));
    }
}
