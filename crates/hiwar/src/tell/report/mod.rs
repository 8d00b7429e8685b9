//! The record as one self-contained page. A placeholder until the page itself is merged.

use hiwar_core::model::{Annotations, Document, Record};

/// The page: no file beside it is needed.
pub fn page(record: &Record, documents: &[(Document, Annotations)]) -> String {
    format!(
        "<!doctype html>\n<html lang=\"ar\" dir=\"rtl\"><meta charset=\"utf-8\"><title>Hiwar</title>\n\
         <p>{} reports, {} dialogues</p></html>\n",
        documents.len(),
        record.dialogues.len()
    )
}
