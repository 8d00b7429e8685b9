//! What was asked for: the path, the parameters of the address, the language.

use super::Wrong;
use crate::tell::report::dates::interval;
use crate::tell::report::strings::Language;
use jiff::civil::Date;

/// A question.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    /// The path as it was sent, escapes and all.
    pub path: String,
    /// The parameters in their order, without those that are empty and without `lang` and `done`.
    pub query: Vec<(String, String)>,
    /// The language that the page is to speak.
    pub language: Language,
    /// The language that the address itself names.
    pub named: Option<Language>,
    /// The ruling that brought the reader here, as the address says.
    pub done: Option<String>,
}

impl Ask {
    /// Reads an address. `remembered` is the language of earlier pages.
    pub fn read(path: &str, query: &str, remembered: Option<Language>) -> Self {
        let pairs = form_urlencoded::parse(query.as_bytes());
        let mut query: Vec<(String, String)> = pairs
            .map(|(name, value)| (name.into_owned(), value.trim().to_owned()))
            .collect();
        let code = query
            .iter()
            .find(|(name, _)| name == "lang")
            .map(|(_, v)| v.clone());
        let named = code.and_then(|code| Language::ALL.into_iter().find(|l| l.code() == code));
        let done = query.iter().find(|(name, _)| name == "done");
        let done = done.map(|(_, id)| id.clone());
        query.retain(|(name, value)| !matches!(name.as_str(), "lang" | "done") && !value.is_empty());
        Self {
            path: path.to_owned(),
            query,
            language: named.or(remembered).unwrap_or_default(),
            named,
            done,
        }
    }

    /// The address itself, to come back to.
    pub fn address(&self) -> String {
        self.with("lang", "")
    }

    /// The value of a parameter.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.query.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The same address with one parameter set, or taken away where the value is empty.
    pub fn with(&self, name: &str, value: &str) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (key, old) in self.query.iter().filter(|(key, _)| key != name) {
            query.append_pair(key, old);
        }
        if !value.is_empty() {
            query.append_pair(name, value);
        }
        addressed(&self.path, &query.finish())
    }

    /// The address of the same list in another form: `.json`, `.csv`.
    pub fn twin(&self, ending: &str) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(self.query.iter().filter(|(key, _)| key != "page"));
        addressed(&format!("{}{ending}", self.path), &query.finish())
    }

    /// The number of the page, from 1; `None` where none is named.
    ///
    /// # Errors
    /// It is no number.
    pub fn page(&self) -> Result<Option<usize>, Wrong> {
        let Some(given) = self.get("page") else {
            return Ok(None);
        };
        match given.parse() {
            Ok(page) if page > 0 => Ok(Some(page)),
            _ => Err(Wrong::new(400, "page", given)),
        }
    }

    /// First and last day of a date that is cut to what is known.
    ///
    /// # Errors
    /// It is no date.
    pub fn days(&self, name: &str) -> Result<Option<(Date, Date)>, Wrong> {
        let Some(given) = self.get(name) else {
            return Ok(None);
        };
        match interval(given) {
            Some(days) => Ok(Some(days)),
            None => Err(Wrong::new(400, "date", given)),
        }
    }

    /// Refuses parameters that nothing is done with: a filter that is misspelt would show everything.
    ///
    /// # Errors
    /// The first of them.
    pub fn allow(&self, names: &[&str]) -> Result<(), Wrong> {
        let other = self.query.iter().find(|(key, _)| !names.contains(&key.as_str()));
        match other {
            Some((key, _)) => Err(Wrong::new(400, "parameter", key).among(names)),
            None => Ok(()),
        }
    }
}

fn addressed(path: &str, query: &str) -> String {
    match query {
        "" => path.to_owned(),
        query => format!("{path}?{query}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_come_back_as_they_were_read() {
        let ask = Ask::read("/rounds", "lang=en&q=a%26b&round=&page=2", None);
        assert_eq!(ask.language, Language::English);
        assert_eq!(ask.get("q"), Some("a&b"));
        assert_eq!(ask.with("page", "3"), "/rounds?q=a%26b&page=3");
        assert_eq!(ask.with("q", ""), "/rounds?page=2");
        assert_eq!(ask.twin(".json"), "/rounds.json?q=a%26b");
        assert_eq!(ask.page().unwrap_or(None), Some(2));
        assert!(ask.allow(&["q"]).is_err());
        assert!(Ask::read("/", "page=0", None).page().is_err());
    }
}
