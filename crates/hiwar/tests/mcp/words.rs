//! Whether words stand where an answer says, in texts that are read through it.

use super::client::Assistant;
use serde_json::{Value, json};

/// Every piece of evidence in an answer.
fn evidence(value: &Value, into: &mut Vec<Value>) {
    match value {
        Value::Array(all) => all.iter().for_each(|one| evidence(one, into)),
        Value::Object(fields) => {
            if fields.contains_key("start") && fields.contains_key("document") {
                into.push(value.clone());
            }
            fields.values().for_each(|one| evidence(one, into));
        }
        _ => {}
    }
}

/// The words of an answer stand where it says, and whoever wrote them is among the sources.
#[track_caller]
pub fn holds(answer: &Value, texts: &Value) {
    let mut all = Vec::new();
    evidence(answer, &mut all);
    assert!(!all.is_empty(), "{answer}");
    for one in all {
        let id = one["document"].as_str().unwrap();
        let at = |end: &str| usize::try_from(one[end].as_u64().unwrap()).unwrap();
        let text: Vec<char> = texts[id].as_str().unwrap().chars().collect();
        let words: String = text[at("start")..at("end")].iter().collect();
        assert_eq!(one["text"], words, "{one}");
        let source = &answer["sources"][id];
        for field in ["outlet", "title", "date", "address"] {
            assert!(
                source.get(field).is_some(),
                "{field} of {id} is missing: {answer}"
            );
        }
    }
}

/// The texts of all reports, read through the tool, a part at a time.
pub fn texts(assistant: &mut Assistant) -> Value {
    let mut out = json!({});
    let reports = assistant.tell("documents", json!({"limit": 50}));
    for report in reports["rows"].as_array().unwrap() {
        let (mut text, mut offset) = (String::new(), json!(0));
        while !offset.is_null() {
            let part = assistant.tell(
                "document",
                json!({"id": report["id"], "offset": offset, "limit": 400, "marks": []}),
            );
            assert_eq!(part["offset"], offset);
            text += part["text"].as_str().unwrap();
            offset = part["next_offset"].clone();
            let end = offset.as_u64().unwrap_or(part["total"].as_u64().unwrap());
            assert_eq!(text.chars().count() as u64, end);
        }
        out[report["id"].as_str().unwrap()] = json!(text);
    }
    out
}
