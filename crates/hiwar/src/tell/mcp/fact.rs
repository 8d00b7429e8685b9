//! One row with all the words that it rests on, and how to cite it.

use super::args::{Fact, MOST, read};
use super::short::{FACT, cut_words, fitting, shorten};
use super::sources::part;
use super::{Given, Refused};
use crate::tell::Kind;
use crate::tell::report::strings::{Language, speaking};
use crate::tell::web::Shown;
use crate::tell::web::cite::{Proof, evidence};
use crate::tell::web::rulings::gone;
use clap::ValueEnum;
use serde_json::{Map, Value, json};

/// The row of an id.
///
/// # Errors
/// There is none, or it has left its list by a ruling.
pub fn fact(shown: &Shown, given: Given) -> Result<Map<String, Value>, Refused> {
    let Fact { id, limit, offset } = read(given)?;
    let kinds = Kind::value_variants();
    let found = kinds
        .iter()
        .find_map(|kind| Some((*kind, shown.rows(*kind).get(&id)?)));
    let Some((kind, mut row)) = found else {
        let ruled = kinds.iter().find_map(|kind| gone(shown, kind.name(), &id));
        let none = || {
            Refused::new(
                format!("the record has no row {id}"),
                "take the `id` of a row that another tool gave",
            )
        };
        return Err(ruled.map_or_else(none, Refused::from));
    };
    let words: Vec<Value> = evidence(&row).into_iter().cloned().collect();
    let citation = words.first().and_then(|first| cited(shown, kind, &id, first));
    let some = words.iter().skip(offset).take(limit.clamp(1, MOST)).cloned();
    let some = fitting(some.map(|mut one| {
        cut_words(&mut one, FACT.text);
        one
    }));
    let mut paged = part(words.len(), offset, some);
    let some = paged.shift_remove("rows");
    if let Value::Object(fields) = &mut row {
        fields.shift_remove("evidence");
    }
    shorten(&mut row, FACT);
    let mut answer = Map::new();
    answer.insert("list".into(), json!(kind.name()));
    answer.insert("row".into(), row);
    answer.insert("citation".into(), json!(citation));
    answer.extend(paged);
    answer.insert("evidence".into(), some.unwrap_or_default());
    Ok(answer)
}

/// The line that the row's page has to be copied.
fn cited(shown: &Shown, kind: Kind, id: &str, words: &Value) -> Option<String> {
    let proof = Proof::of(shown, words)?;
    let parts = speaking(Language::English, || proof.citation(shown, kind.name(), id));
    let line: String = parts
        .into_iter()
        .flat_map(|(before, words)| [before.to_owned(), words])
        .collect();
    Some(line + "]")
}
