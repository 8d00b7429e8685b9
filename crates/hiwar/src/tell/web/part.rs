//! A part of a record: the rows of one page with what they refer to, so that the views of the whole serve for it.

use super::Shown;
use crate::tell::Kind;
use hiwar_core::model::Record;
use serde_json::Value;
use std::collections::HashMap;

/// The record with only these rows of one list, in this order. Talks and rounds stay: other rows refer to them.
pub fn part(shown: &Shown, kind: Kind, rows: &[&Value]) -> Record {
    let whole = &shown.record;
    let order: HashMap<&str, usize> = rows
        .iter()
        .enumerate()
        .filter_map(|(i, row)| Some((row["id"].as_str()?, i)))
        .collect();
    let mut out = Record {
        dialogues: whole.dialogues.clone(),
        rounds: whole.rounds.clone(),
        ..Record::default()
    };
    macro_rules! chosen {
        ($list:ident) => {{
            let all = whole.$list.iter();
            let mut kept: Vec<_> = all
                .filter(|row| order.contains_key(row.id.as_str()))
                .cloned()
                .collect();
            kept.sort_by_key(|row| order.get(row.id.as_str()).copied());
            out.$list = kept;
        }};
    }
    match kind {
        Kind::Dialogue => chosen!(dialogues),
        Kind::Rounds => chosen!(rounds),
        Kind::Timeline => chosen!(timeline),
        Kind::People => chosen!(people),
        Kind::Statements => chosen!(statements),
        Kind::Figures => chosen!(figures),
        Kind::Events => chosen!(events),
        Kind::Commitments => chosen!(commitments),
        Kind::Conflicts => chosen!(conflicts),
        Kind::Gaps => chosen!(gaps),
        Kind::Documents => chosen!(documents),
    }
    for row in &mut out.commitments {
        // As it stands on the day that was asked for.
        let told = order.get(row.id.as_str()).and_then(|i| rows.get(*i));
        let status = told.and_then(|told| serde_json::from_value(told["status"].clone()).ok());
        row.status = status.unwrap_or(row.status);
    }
    out
}
