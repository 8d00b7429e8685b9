//! The codes of PLOVER and POLECAT for types, modes and actors. They stand in `codes.toml`.

use super::Archive;
use hiwar_core::model::EventRow;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

#[derive(Default, Deserialize)]
struct Codes {
    types: BTreeMap<String, Type>,
    sectors: BTreeMap<String, String>,
    international: BTreeMap<String, String>,
    cow: BTreeMap<String, u16>,
    iso2: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Type {
    quad: u8,
    score: f64,
    #[serde(default)]
    modes: BTreeMap<String, f64>,
}

/// An unreadable table leaves every code unknown; a test keeps that from happening.
static CODES: LazyLock<Codes> =
    LazyLock::new(|| toml::from_str(include_str!("codes.toml")).unwrap_or_default());

/// Quad codes in words, as POLECAT writes them.
const QUADS: [&str; 4] = [
    "VERBAL COOPERATION",
    "MATERIAL COOPERATION",
    "VERBAL CONFLICT",
    "MATERIAL CONFLICT",
];

/// PLOVER's quad code of an event, 1 to 4.
pub fn quad(event: &EventRow) -> Option<u8> {
    CODES.types.get(&event.kind).map(|t| t.quad)
}

/// The same in words.
pub fn quad_words(event: &EventRow) -> Option<&'static str> {
    QUADS.get(usize::from(quad(event)?.checked_sub(1)?)).copied()
}

/// PLOVER's intensity of an event.
pub fn score(event: &EventRow) -> Option<f64> {
    let kind = CODES.types.get(&event.kind)?;
    let mode = event.mode.as_ref().and_then(|mode| kind.modes.get(mode));
    Some(mode.copied().unwrap_or(kind.score))
}

/// PLOVER's sector of a kind of body.
pub fn sector(kind: &str) -> Option<&'static str> {
    CODES.sectors.get(kind).map(String::as_str)
}

/// ISO 3166-1 alpha-2 of an alpha-3 code, in lower case.
pub fn alpha2(code: &str) -> Option<&'static str> {
    CODES.iso2.get(code).map(String::as_str)
}

/// Who acts, in PLOVER's terms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Actor<'a> {
    pub name: &'a str,
    /// ISO 3166-1 alpha-3, or PLOVER's code for what is of no country.
    pub code: Option<&'a str>,
    pub sector: Option<&'static str>,
    /// The person's role as written.
    pub office: Option<&'a str>,
}

impl<'a> Actor<'a> {
    /// An actor of the record by its name.
    pub fn of(name: &'a str, archive: &Archive<'a>) -> Self {
        let Some(who) = archive.who(name) else {
            return Self {
                name,
                ..Self::default()
            };
        };
        // A person has the sector of the body that the role belongs to: a minister that of a government.
        let kind = match who.kind {
            "person" => who.of.and_then(|of| archive.who(of)).map_or("", |of| of.kind),
            kind => kind,
        };
        let international = || CODES.international.get(kind).map(String::as_str);
        Self {
            name,
            code: who.country.or_else(international),
            sector: sector(kind),
            office: who.role,
        }
    }

    /// Its Correlates of War number.
    pub fn cow(&self) -> Option<u16> {
        CODES.cow.get(self.code?).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_has_its_codes() {
        let codes: Codes = toml::from_str(include_str!("codes.toml")).expect("codes.toml reads");
        assert_eq!(codes.types.len(), 16);
        assert!(codes.types.values().all(|t| (1..=4).contains(&t.quad)));
        assert_eq!(codes.cow.get("IRQ"), Some(&645));
        assert_eq!(codes.iso2.get("IRQ").map(String::as_str), Some("iq"));
    }

    #[test]
    fn a_mode_has_its_own_score() {
        let event = EventRow {
            kind: "CONSULT".into(),
            mode: Some("phone".into()),
            ..EventRow::default()
        };
        assert_eq!(
            (score(&event), quad_words(&event)),
            (Some(1.5), Some("VERBAL COOPERATION"))
        );
    }
}
