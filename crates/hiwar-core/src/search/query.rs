//! What a query asks for: words that must all be there, `"phrases"`, `-words` that must not, `OR` between alternatives,
//! and fields (`by:`, `outlet:`, `after:` …).

use super::words::Words;

/// What a field narrows down to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// Reports in which this person or body says something.
    By,
    /// Reports that name this person or body.
    About,
    /// Reports on the round of this number.
    Round,
    /// Reports of this outlet.
    Outlet,
    /// Reports published before this date.
    Before,
    /// Reports published on this date or after it.
    After,
    /// Reports that tell of an event of this PLOVER type.
    Type,
}

const FIELDS: [(&str, Field); 7] = [
    ("by", Field::By),
    ("about", Field::About),
    ("round", Field::Round),
    ("outlet", Field::Outlet),
    ("before", Field::Before),
    ("after", Field::After),
    ("type", Field::Type),
];

/// A word, or a phrase: the keys of its words in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// At least one.
    pub keys: Vec<String>,
}

/// A query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Of each group one clause must be there.
    pub all: Vec<Vec<Clause>>,
    /// None of these may be there.
    pub none: Vec<Clause>,
    /// Field and value as written.
    pub fields: Vec<(Field, String)>,
}

/// What is wrong with a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// Where, in code points from 1.
    pub at: usize,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub remedy: String,
}

/// Reads a query.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn parse(text: &str, words: &Words) -> Result<Query, Wrong> {
    let mut query = Query::default();
    let mut either = false;
    for part in parts(text)? {
        if part.bare() == Some("OR") {
            if query.all.is_empty() || either {
                return Err(part.wrong("OR has nothing before it", ALTERNATIVES));
            }
            either = true;
        } else if let Some(name) = &part.field {
            query.fields.push((field(&part, name)?, part.text.clone()));
        } else {
            let keys = words.keys(&part.text);
            let keys: Vec<String> = keys.split_whitespace().map(str::to_owned).collect();
            if !keys.is_empty() {
                query.take(&part, Clause { keys }, std::mem::take(&mut either))?;
            }
        }
    }
    let end = |what: &str, remedy: &str| Wrong::new(text.chars().count().max(1), what, remedy);
    if either {
        return Err(end("OR has nothing behind it", ALTERNATIVES));
    }
    if query.all.is_empty() && query.fields.is_empty() {
        let what = if query.none.is_empty() {
            "is empty"
        } else {
            "names only what must not be there"
        };
        return Err(end(what, "write a word that must be there"));
    }
    Ok(query)
}

const ALTERNATIVES: &str = "write a word on each side: talks OR round";

impl Query {
    /// Adds a word or phrase, as an alternative to the one before it where OR stood between.
    fn take(&mut self, part: &Part, clause: Clause, either: bool) -> Result<(), Wrong> {
        match (part.not, self.all.last_mut().filter(|_| either)) {
            (true, Some(_)) => {
                let what = "OR stands before a word that must not be there";
                return Err(part.wrong(what, "leave OR or the - out"));
            }
            (true, None) => self.none.push(clause),
            (false, Some(group)) => group.push(clause),
            (false, None) => self.all.push(vec![clause]),
        }
        Ok(())
    }
}

impl Wrong {
    fn new(at: usize, what: &str, remedy: &str) -> Self {
        Self {
            at,
            what: what.to_owned(),
            remedy: remedy.to_owned(),
        }
    }
}

/// The field of this name, if its value is one that it can have.
fn field(part: &Part, name: &str) -> Result<Field, Wrong> {
    let Some((_, field)) = FIELDS.iter().find(|(n, _)| *n == name) else {
        let all: Vec<&str> = FIELDS.iter().map(|(n, _)| *n).collect();
        let all = all.join(", ");
        let remedy = format!("fields are {all}; put a word with a colon in quotation marks");
        return Err(part.wrong(&format!("there is no field {name:?}"), &remedy));
    };
    if part.text.trim().is_empty() {
        let remedy = format!("write it without a space: {name}:…");
        return Err(part.wrong(&format!("{name}: has no value"), &remedy));
    }
    checked(*field, &part.text).map_err(|(what, remedy)| part.wrong(&what, remedy))?;
    Ok(*field)
}

fn checked(field: Field, value: &str) -> Result<(), (String, &'static str)> {
    match field {
        Field::Round if value.parse::<u32>().is_err() => Err((
            format!("{value:?} is no number of a round"),
            "write it in digits: round:3",
        )),
        Field::Before | Field::After => {
            let parts: Vec<&str> = value.split('-').collect();
            let digits = |p: &&str, n: usize| p.len() == n && p.bytes().all(|b| b.is_ascii_digit());
            let good = match parts.as_slice() {
                [y] => digits(y, 4),
                [y, m] => digits(y, 4) && digits(m, 2),
                [y, m, d] => digits(y, 4) && digits(m, 2) && digits(d, 2),
                _ => false,
            };
            let remedy = "write it as 2021, 2021-04 or 2021-04-07";
            good.then_some(())
                .ok_or_else(|| (format!("{value:?} is no date"), remedy))
        }
        _ => Ok(()),
    }
}

/// A part of a query as written.
struct Part {
    at: usize,
    field: Option<String>,
    not: bool,
    quoted: bool,
    text: String,
}

impl Part {
    fn wrong(&self, what: &str, remedy: &str) -> Wrong {
        Wrong::new(self.at, what, remedy)
    }

    fn bare(&self) -> Option<&str> {
        (!self.quoted && !self.not && self.field.is_none()).then_some(self.text.as_str())
    }
}

/// Parts between spaces; what stands in quotation marks of any kind is one.
fn parts(text: &str) -> Result<Vec<Part>, Wrong> {
    let chars: Vec<char> = text.chars().collect();
    let mut out = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        if chars[i].is_whitespace() {
            i += 1;
            continue;
        }
        let at = i + 1;
        let not = chars[i] == '-' && chars.get(i + 1).is_some_and(|c| !c.is_whitespace());
        i += usize::from(not);
        let mut field = None;
        let word: String = chars[i..]
            .iter()
            .take_while(|c| c.is_ascii_alphabetic())
            .collect();
        if !word.is_empty() && chars.get(i + word.len()) == Some(&':') && !not {
            i += word.len() + 1;
            field = Some(word);
        }
        let close = chars.get(i).and_then(|c| match c {
            '"' => Some('"'),
            '«' => Some('»'),
            '“' => Some('”'),
            _ => None,
        });
        let quoted = close.is_some();
        let text: String = match close {
            Some(close) => {
                let inner: String = chars[i + 1..].iter().take_while(|c| **c != close).collect();
                let end = i + 1 + inner.chars().count();
                if end >= chars.len() {
                    let remedy = format!("end the phrase with {close}");
                    return Err(Wrong::new(i + 1, "the quotation mark is not closed", &remedy));
                }
                i = end + 1;
                inner
            }
            None => {
                let word: String = chars[i..].iter().take_while(|c| !c.is_whitespace()).collect();
                i += word.chars().count();
                word
            }
        };
        out.push(Part {
            at,
            field,
            not,
            quoted,
            text,
        });
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Query, Wrong> {
        parse(text, &Words::default())
    }

    fn clause(words: &str) -> Clause {
        Clause {
            keys: words.split(' ').map(str::to_owned).collect(),
        }
    }

    #[test]
    fn words_phrases_alternatives_and_fields() {
        let query = read("dam \"third round\" -sport cairo OR doha by:\"Sami Farid\" after:2021-04").unwrap();
        assert_eq!(
            query.all,
            [
                vec![clause("dam")],
                vec![clause("third round")],
                vec![clause("cairo"), clause("doha")]
            ]
        );
        assert_eq!(query.none, [clause("sport")]);
        let fields = [
            (Field::By, "Sami Farid".to_owned()),
            (Field::After, "2021-04".to_owned()),
        ];
        assert_eq!(query.fields, fields);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        for (text, at, what) in [
            ("dam \"third", 5, "not closed"),
            ("to:x", 1, "no field"),
            ("by: x", 1, "has no value"),
            ("round:third", 1, "no number"),
            ("after:yesterday", 1, "no date"),
            ("OR dam", 1, "nothing before"),
            ("dam OR", 6, "nothing behind"),
            ("-dam", 4, "only what must not"),
            ("  ", 2, "empty"),
        ] {
            let wrong = read(text).unwrap_err();
            assert!(wrong.what.contains(what), "{text}: {}", wrong.what);
            assert_eq!(wrong.at, at, "{text}");
            assert!(!wrong.remedy.is_empty());
        }
    }
}
