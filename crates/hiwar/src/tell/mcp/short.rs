//! Rows cut to what an assistant reads at once; what was left out is counted, so that it can be asked for.

use serde_json::{Map, Value, json};

/// How much of a row stays.
#[derive(Clone, Copy)]
pub struct Room {
    /// Pieces of evidence, of the row and of each claim or step in it.
    pub evidence: usize,
    /// Items of its other lists.
    pub items: usize,
    /// Code points of a text.
    pub text: usize,
}

/// In a list.
pub const ROW: Room = Room {
    evidence: 3,
    items: 10,
    text: 600,
};
/// By itself.
pub const FACT: Room = Room {
    evidence: 5,
    items: 50,
    text: 4_000,
};
/// How many bytes of rows an answer has, about.
const BYTES: usize = 24_000;

/// Cuts a row, and what is in it. `more` says of each cut field how many items or code points were left out.
pub fn shorten(row: &mut Value, room: Room) {
    let Value::Object(fields) = row else { return };
    let mut more = Map::new();
    for (name, value) in fields.iter_mut() {
        let left = match value {
            Value::Array(all) if name == "evidence" => {
                let left = truncate(all, room.evidence);
                all.iter_mut().for_each(|one| cut_words(one, room.text));
                left
            }
            Value::Array(all) => {
                let left = truncate(all, room.items);
                all.iter_mut().for_each(|one| shorten(one, room));
                left
            }
            Value::String(text) if name != "id" => cut(text, room.text),
            _ => 0,
        };
        if left > 0 {
            more.insert(name.clone(), json!(left));
        }
    }
    if !more.is_empty() {
        fields.insert("more".to_owned(), Value::Object(more));
    }
}

/// Cuts the words of a piece of evidence; `cut` says so, and `end` stays the end of all of them.
pub fn cut_words(evidence: &mut Value, room: usize) {
    let Some(Value::String(text)) = evidence.get_mut("text") else {
        return;
    };
    if cut(text, room) > 0 {
        evidence["cut"] = json!(true);
    }
}

/// Cuts a text to its first code points; how many were left out.
pub fn cut(text: &mut String, room: usize) -> usize {
    let Some((at, _)) = text.char_indices().nth(room) else {
        return 0;
    };
    let left = text[at..].chars().count();
    text.truncate(at);
    left
}

fn truncate(all: &mut Vec<Value>, room: usize) -> usize {
    let left = all.len().saturating_sub(room);
    all.truncate(room);
    left
}

/// As many rows from the first on as an answer has room for; at least one.
pub fn fitting(rows: impl Iterator<Item = Value>) -> Vec<Value> {
    let (mut out, mut bytes) = (Vec::new(), 0);
    for row in rows {
        bytes += row.to_string().len();
        if bytes > BYTES && !out.is_empty() {
            break;
        }
        out.push(row);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_is_counted() {
        let piece = |text: &str| json!({"document": "a", "start": 0, "end": 5, "text": text});
        let mut row = json!({
            "id": "a-long-id",
            "names": ["١", "٢", "٣"],
            "content": "السلام",
            "evidence": [piece("مرحبا"), piece("x")],
            "claims": [{"value": "1", "evidence": [piece("y"), piece("z")]}],
        });
        let room = Room {
            evidence: 1,
            items: 2,
            text: 3,
        };
        shorten(&mut row, room);
        assert_eq!(row["id"], "a-long-id");
        assert_eq!(row["names"], json!(["١", "٢"]));
        assert_eq!(row["content"], "الس");
        assert_eq!(row["more"], json!({"names": 1, "content": 3, "evidence": 1}));
        assert_eq!(row["evidence"][0]["text"], "مرح");
        assert_eq!(row["evidence"][0]["cut"], true);
        assert_eq!(row["claims"][0]["more"], json!({"evidence": 1}));
    }

    #[test]
    fn an_answer_is_small_and_never_empty() {
        let long = || json!({"text": "x".repeat(BYTES / 2)});
        assert_eq!(fitting(std::iter::repeat_with(long).take(9)).len(), 1);
        let huge = json!("x".repeat(2 * BYTES));
        assert_eq!(fitting([huge].into_iter()).len(), 1);
        assert_eq!(fitting((0..9).map(|n| json!(n))).len(), 9);
    }
}
