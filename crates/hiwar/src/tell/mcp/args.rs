//! What tools can be asked: the structs that read arguments, and that their schemas are made of.

use super::{Given, Refused};
use schemars::{JsonSchema, SchemaGenerator};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// How many rows come at most, whatever is asked for.
pub const MOST: usize = 50;
/// How many code points of a text.
pub const TEXT: usize = 10_000;

/// Which part of a list.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// At most so many rows; fewer come where they are long
    #[serde(default = "ten")]
    #[schemars(range(min = 1, max = 50))]
    pub limit: usize,
    /// How many rows to pass over: `next_offset` of the answer before
    #[serde(default)]
    pub offset: usize,
}

/// A search.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Search {
    /// Words that must all be there, however they are spelt and whatever is glued to them; "words in a row"; -word must be absent; OR.
    /// Fields: by:SPEAKER about:NAME round:N outlet:NAME before:2021-05 after:2021-04 type:CONSULT (of an event)
    pub query: String,
    /// At most so many reports
    #[serde(default = "ten")]
    #[schemars(range(min = 1, max = 50))]
    pub limit: usize,
    /// How many reports to pass over: `next_offset` of the answer before
    #[serde(default)]
    pub offset: usize,
}

/// A person.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Name in any spelling, a part of it that only one person has, or the id of a row of `people`
    pub name: String,
    /// At most so many statements by the person, and so many about them
    #[serde(default = "five")]
    #[schemars(range(min = 1, max = 50))]
    pub limit: usize,
    /// How many statements to pass over in both
    #[serde(default)]
    pub offset: usize,
}

/// A row of any list.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// `id` of the row
    pub id: String,
    /// At most so many pieces of evidence
    #[serde(default = "ten")]
    #[schemars(range(min = 1, max = 50))]
    pub limit: usize,
    /// How many pieces to pass over: `next_offset` of the answer before
    #[serde(default)]
    pub offset: usize,
}

/// A part of a report's text.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Id of the report: `document` of any evidence
    pub id: String,
    /// Where to begin, in code points of the text. To read around a piece of evidence: its `start` less a few hundred
    #[serde(default)]
    pub offset: usize,
    /// At most so many code points
    #[serde(default = "page")]
    #[schemars(range(min = 1, max = 10_000))]
    pub limit: usize,
    /// Only marks of these kinds; all where it is left out, none where it is empty
    #[serde(default)]
    pub marks: Option<Vec<Layer>>,
}

/// A kind of marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Layer {
    Statement,
    Event,
    Commitment,
    Person,
    Entity,
    Time,
    Figure,
    Round,
}

impl Layer {
    /// As the marks name it.
    pub fn name(self) -> &'static str {
        match self {
            Layer::Statement => "statement",
            Layer::Event => "event",
            Layer::Commitment => "commitment",
            Layer::Person => "person",
            Layer::Entity => "entity",
            Layer::Time => "time",
            Layer::Figure => "figure",
            Layer::Round => "round",
        }
    }
}

fn five() -> usize {
    5
}

fn ten() -> usize {
    10
}

fn page() -> usize {
    3_000
}

/// Reads the arguments of a call.
///
/// # Errors
/// One is missing, is unknown, or has another type.
pub fn read<T: DeserializeOwned>(mut given: Given) -> Result<T, Refused> {
    // Some clients send what was left out as null.
    given.retain(|_, value| !value.is_null());
    serde_json::from_value(Value::Object(given)).map_err(|wrong| {
        // The library names Rust's types.
        let wrong = wrong.to_string().replace("usize", "a whole number, not negative");
        Refused::new(
            format!("the arguments do not fit: {wrong}"),
            "call it again with arguments of its input schema",
        )
    })
}

/// The schema of arguments, without what only people read.
pub fn schema<T: JsonSchema>() -> Given {
    let made = SchemaGenerator::default().into_root_schema_for::<T>();
    let mut schema = Value::from(made);
    if let Value::Object(fields) = &mut schema {
        fields.shift_remove("$schema");
        fields.shift_remove("title");
        fields.shift_remove("description");
    }
    // `uint` is a format of Rust alone; strict clients refuse what they do not know.
    let properties = schema.get_mut("properties").and_then(Value::as_object_mut);
    for property in properties.into_iter().flat_map(|all| all.values_mut()) {
        if let Some(fields) = property.as_object_mut() {
            fields.shift_remove("format");
        }
    }
    match schema {
        Value::Object(fields) => fields,
        _ => Given::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tell::report::layers::LAYERS;
    use serde_json::json;

    #[test]
    fn every_layer_can_be_asked_for() {
        for layer in LAYERS {
            let read: Layer = serde_json::from_value(json!(layer)).unwrap();
            assert_eq!(read.name(), layer);
        }
    }

    #[test]
    fn schemas_say_units_and_bounds() {
        let schema = Value::Object(schema::<Text>());
        assert_eq!(schema["required"], json!(["id"]));
        assert_eq!(schema["additionalProperties"], json!(false));
        assert_eq!(schema["properties"]["limit"]["maximum"], json!(TEXT));
        assert!(
            schema["properties"]["offset"]["description"]
                .as_str()
                .unwrap()
                .contains("code points")
        );
        assert!(schema.get("$defs").is_none() && schema["properties"]["limit"].get("format").is_none());
    }
}
