//! CSL-JSON of the reports, for Zotero, pandoc and other citation programs. A date that was worked out is `circa`.

use super::days::{Days, parts};
use super::{Archive, Export, Give, text};
use crate::fault::Result;
use hiwar_core::model::{Basis, Document, DocumentRow};
use serde_json::{Map, Value, json};

/// One bibliography.
pub struct CslJson;

impl Export for CslJson {
    fn write(&self, archive: &Archive<'_>, give: &mut Give<'_>) -> Result<()> {
        let items: Vec<Value> = archive
            .reports()
            .map(|(row, document, _)| item(row, document, archive))
            .collect();
        give("reports.json", &text::json(&Value::Array(items))?)
    }
}

fn item(row: &DocumentRow, document: &Document, archive: &Archive<'_>) -> Value {
    let mut item = Map::new();
    let mut put = |name: &str, value: Value| {
        if !value.is_null() {
            item.insert(name.to_owned(), value);
        }
    };
    put("id", json!(row.id));
    put("type", json!("article-newspaper"));
    put("title", json!(row.title.as_deref().map(text::line)));
    put("container-title", json!(row.outlet));
    put("issued", issued(row));
    put("URL", json!(archive.address(&row.id)));
    put("language", json!(row.lang));
    if let Some(origin) = &row.origin {
        put("note", json!(format!("a copy of {origin}")));
    }
    put(
        "custom",
        json!({"sha256": document.source.sha256, "basis": row.basis, "evidence": archive.all(&row.evidence)}),
    );
    Value::Object(item)
}

fn issued(row: &DocumentRow) -> Value {
    let Some(days) = Days::of(row.published.as_deref()) else {
        return Value::Null;
    };
    let part = |day: jiff::civil::Date| json!([day.year(), day.month(), day.day()]);
    let dates = match days.precision {
        "week" => json!([part(days.first), part(days.last)]),
        _ => json!([parts(row.published.as_deref())]),
    };
    match row.basis {
        Basis::Inferred => json!({"date-parts": dates, "circa": true}),
        _ => json!({"date-parts": dates}),
    }
}
