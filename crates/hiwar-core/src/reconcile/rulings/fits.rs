//! Which values fit a field, and what is said of one that does not.

use crate::model::FIXED;
use crate::reconcile::when::When;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// Fields that hold a date, cut to what is known.
const DATES: [&str; 9] = [
    "date",
    "due",
    "made",
    "said",
    "published",
    "first",
    "last",
    "earliest",
    "latest",
];

/// Fields that hold a word out of a few, which their type does not know: list, field, words. Types and modes are PLOVER's.
const LISTED: [(&str, &str, &str); 5] = [
    ("timeline", "type", "round event agreement commitment due"),
    ("conflicts", "kind", "value date ordinal arithmetic denied"),
    ("gaps", "kind", "round commitment voice days"),
    (
        "events",
        "type",
        "AGREE CONSULT SUPPORT COOPERATE AID CONCEDE RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST MOBILIZE \
         SANCTION COERCE ASSAULT",
    ),
    (
        "events",
        "mode",
        "visit third-party multilateral phone withdraw release disarm ceasefire access resign assist change yield meet \
         disapprove investigate allege restrict arrest relations expel territory violence demo riot strike hunger boycott \
         obstruct vandalize convict discontinue troops weapons police militia seize censor curfew martial-law deport \
         withhold misinformation cyber abduct beat torture sexual targeted destroy primitive firearms explosives \
         suicide-attack aerial drone heavy-weapons crowd-control unconventional",
    ),
];

/// A row of a list with a field's new value, and the old value; what would fit where the new one does not.
pub(super) fn corrected<R>(list: &str, row: &R, field: &str, value: &Value) -> Result<(R, Value), String>
where
    R: Serialize + DeserializeOwned,
{
    let Ok(Value::Object(mut fields)) = serde_json::to_value(row) else {
        return Err("the row cannot be read".to_owned());
    };
    if FIXED.contains(&field) || !fields.contains_key(field) {
        let known = fields.keys().map(String::as_str).filter(|f| !FIXED.contains(f));
        let known: Vec<&str> = known.collect();
        return Err(format!(
            "there is no field {field} to correct; there are {}",
            known.join(", ")
        ));
    }
    if let Some(text) = value.as_str() {
        word(list, field, text)?;
    }
    dates(list, field, value)?;
    edges(field, value, &mut fields);
    // What was typed as text may be meant as a number, or as yes or no.
    let typed = value.as_str().and_then(|text| serde_json::from_str(text).ok());
    let mut wrong = None;
    for candidate in [Some(value.clone()), typed].into_iter().flatten() {
        let was = fields.insert(field.to_owned(), candidate).unwrap_or_default();
        match serde_json::from_value(Value::Object(fields.clone())) {
            Ok(new) => return Ok((new, was)),
            Err(e) => {
                fields.insert(field.to_owned(), was);
                wrong.get_or_insert(e.to_string());
            }
        }
    }
    if value.is_null() {
        // What a field wants that is never empty is told where it is given a word.
        fields.insert(field.to_owned(), "".into());
        let told = serde_json::from_value::<R>(Value::Object(fields)).err();
        wrong = Some(told.map_or_else(|| "expected a string".to_owned(), |e| e.to_string()));
    }
    Err(unfit(field, value, &wanted(&wrong.unwrap_or_default())))
}

fn unfit(field: &str, value: &Value, wanted: &str) -> String {
    let value = match value {
        Value::Null => "nothing".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    format!("{value} is no value of {field} ({wanted})")
}

/// What a field wants, in words for people, of what the reader of its type says.
fn wanted(said: &str) -> String {
    let expected = said.rsplit_once("expected ").map_or(said, |(_, e)| e);
    let kind = expected.split([' ', ',']).next().unwrap_or_default();
    match kind {
        "f32" | "f64" => "it is a number".to_owned(),
        "i8" | "i16" | "i32" | "i64" => "it is a whole number".to_owned(),
        "u8" | "u16" | "u32" | "u64" | "usize" => "it is a whole number from 0".to_owned(),
        "a" if expected.starts_with("a boolean") => "it is true or false".to_owned(),
        "a" if expected.starts_with("a sequence") => "it is a list".to_owned(),
        "a" | "string" => "it is text".to_owned(),
        "one" => format!("it is {expected}").replace('`', ""),
        _ if expected.starts_with('`') => format!("it is {expected}").replace('`', ""),
        "struct" => "its parts have names".to_owned(),
        _ => said.to_owned(),
    }
}

/// Checks a field that has a word out of a few, which its type does not know.
fn word(list: &str, field: &str, text: &str) -> Result<(), String> {
    let Some((_, _, words)) = LISTED.iter().find(|(l, f, _)| (*l, *f) == (list, field)) else {
        return Ok(());
    };
    let words: Vec<&str> = words.split(' ').collect();
    match words.contains(&text) {
        true => Ok(()),
        false => Err(unfit(
            field,
            &text.into(),
            &format!("it is one of {}", words.join(", ")),
        )),
    }
}

/// Whether a text is a date as the record writes it. Parts that are not known are XX; the rest must be a date all the same.
fn is_date(text: &str) -> bool {
    let known = text.replace("XXXX", "2020").replace("XX", "01");
    let clock = known.split_once('T').map_or("", |(_, clock)| clock);
    When::parse(&known).is_some() && clock.chars().all(|c| c.is_ascii_digit() || c == ':')
}

/// Checks the dates of a value, also those of its parts (`history`, `roles`, `between`).
fn dates(list: &str, field: &str, value: &Value) -> Result<(), String> {
    let dated = match field {
        "from" | "to" => list == "people",
        // The first report of an origin is no day.
        "first" => list == "dialogue",
        "between" => true,
        _ => DATES.contains(&field),
    };
    match value {
        Value::String(text) if dated && !is_date(text) => {
            Err(unfit(field, value, "a date is 2021, 2021-04 or 2021-04-07"))
        }
        Value::Array(several) => several.iter().try_for_each(|one| dates(list, field, one)),
        Value::Object(parts) => parts.iter().try_for_each(|(name, part)| dates(list, name, part)),
        _ => Ok(()),
    }
}

/// The days that a date can be follow it, where the row has them.
fn edges(field: &str, value: &Value, fields: &mut Map<String, Value>) {
    if !matches!(field, "date" | "published") || !fields.contains_key("earliest") {
        return;
    }
    let days = value.as_str().and_then(When::parse);
    for (edge, day) in [
        ("earliest", days.map(|d| d.first)),
        ("latest", days.map(|d| d.last)),
    ] {
        fields.insert(edge.to_owned(), day.map_or(Value::Null, |d| d.to_string().into()));
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // a test may panic

    use super::*;
    use crate::model::{EventRow, FigureRow, RoundRow};
    use serde_json::json;

    fn told<R: Serialize + DeserializeOwned + Default>(list: &str, field: &str, value: Value) -> String {
        let row = R::default();
        corrected(list, &row, field, &value).map_or_else(|why| why, |_| "fits".to_owned())
    }

    #[test]
    fn what_does_not_fit_is_told_what_would() {
        let round = |field, value| told::<RoundRow>("rounds", field, value);
        for date in [
            "2021",
            "2021-04",
            "2021-04-07",
            "2021-W28",
            "XXXX-04-07",
            "2021-07-25T22:16",
        ] {
            assert_eq!(round("date", json!(date)), "fits", "{date}");
        }
        for date in [
            "yesterday",
            "XX",
            "2021-13",
            "2021-02-30",
            "7.4.2021",
            "2021-04-07Tnoon",
        ] {
            let why = format!("{date} is no value of date (a date is 2021, 2021-04 or 2021-04-07)");
            assert_eq!(round("date", json!(date)), why);
        }
        assert_eq!(round("date", Value::Null), "fits");
        assert_eq!(round("ordinal", json!("3")), "fits");
        assert_eq!(
            round("ordinal", json!("x")),
            "x is no value of ordinal (it is a whole number from 0)"
        );
        assert_eq!(
            round("ordinal", json!("-1")),
            "-1 is no value of ordinal (it is a whole number from 0)"
        );
        assert_eq!(
            round("final", json!("perhaps")),
            "perhaps is no value of final (it is true or false)"
        );
        assert_eq!(
            round("tracks", json!([1])),
            "[1] is no value of tracks (it is text)"
        );
        assert_eq!(
            round("status", Value::Null),
            "nothing is no value of status (it is one of reported, planned, gap)"
        );
        assert_eq!(
            round("mode", json!("videoo")),
            "videoo is no value of mode (it is in_person or video)"
        );
        assert_eq!(
            round("status", json!("nonsense")),
            "nonsense is no value of status (it is one of reported, planned, gap)"
        );
        let figure = told::<FigureRow>("figures", "value", json!("many"));
        assert_eq!(figure, "many is no value of value (it is a number)");
        let event = |field, value| told::<EventRow>("events", field, json!(value));
        assert_eq!(event("type", "CONSULT"), "fits");
        assert!(event("type", "TALK").contains("it is one of AGREE, CONSULT"));
        assert!(event("mode", "5").contains("it is one of visit"));
    }
}
