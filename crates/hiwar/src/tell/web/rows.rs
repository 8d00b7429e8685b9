//! The rows of a record in little room: each as the JSON that it is printed as, read again when it is asked for; with
//! what would otherwise be looked for in all of them.

use super::cite::evidence;
use super::filters::filters;
use crate::tell::Kind;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};

/// How many values of a field are offered to filter by, the commonest.
const VALUES: usize = 40;

/// The rows of a list.
#[derive(Default)]
pub struct Rows {
    texts: Vec<Box<str>>,
    /// Where the row of an id is.
    places: HashMap<Box<str>, usize>,
    /// The commonest values of each filter with how often they occur.
    pub values: HashMap<&'static str, Vec<(String, usize)>>,
    /// The rows that rest on words of a document, in order.
    documents: HashMap<Box<str>, Vec<usize>>,
}

impl Rows {
    /// Of a list as `hiwar show --json` prints it.
    pub fn of(kind: Kind, rows: Vec<Value>) -> Self {
        let mut out = Self::default();
        for filter in filters(kind) {
            let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
            for value in rows.iter().flat_map(|row| strings(&row[filter.field])) {
                *counts.entry(value).or_default() += 1;
            }
            let mut counts: Vec<(String, usize)> =
                counts.into_iter().map(|(v, n)| (v.to_owned(), n)).collect();
            counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
            counts.truncate(VALUES);
            out.values.insert(filter.param, counts);
        }
        for (at, row) in rows.into_iter().enumerate() {
            if let Some(id) = row["id"].as_str() {
                out.places.insert(id.into(), at);
            }
            for document in evidence(&row)
                .into_iter()
                .filter_map(|one| one["document"].as_str())
            {
                let known = match out.documents.get_mut(document) {
                    Some(known) => known,
                    None => out.documents.entry(document.into()).or_default(),
                };
                if known.last() != Some(&at) {
                    known.push(at);
                }
            }
            out.texts.push(row.to_string().into());
        }
        out
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Each as JSON.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(AsRef::as_ref)
    }

    /// The row of an id.
    pub fn get(&self, id: &str) -> Option<Value> {
        self.at(*self.places.get(id)?)
    }

    fn at(&self, place: usize) -> Option<Value> {
        self.texts.get(place).map(|text| read(text))
    }

    /// The rows that rest on words of a document.
    pub fn resting_on(&self, document: &str) -> impl Iterator<Item = Value> {
        let places = self.documents.get(document).into_iter().flatten();
        places.filter_map(|place| self.at(*place))
    }
}

/// A row that was written by [`Rows::of`].
pub fn read(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_default()
}

/// The strings that a field is, or has.
pub fn strings(field: &Value) -> Vec<&str> {
    match field {
        Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
        one => one.as_str().into_iter().collect(),
    }
}
