//! World data (`world/*.toml`) as entries of a language: countries, bodies, outlets, office holders.

use super::Problem;
use super::files::{RawEntry, SourceFile};
use toml::{Table, Value};

/// Classes that world data gives to words.
///
/// `country`, `capital`, `city`, `nisba` (adjectives and peoples of a country), `organization`, `outlet`, `person` (full names of
/// office holders), `surname` (the forms used alone).
pub(crate) fn entries(file: &SourceFile, code: &str) -> Result<Vec<RawEntry>, Problem> {
    let mut out = Vec::new();
    for (kind, row, line) in file.rows() {
        match kind {
            "country" => country(row, code, line, &mut out),
            "organization" => named(row, code, line, "organization", &mut out),
            "outlet" => named(row, code, line, "outlet", &mut out),
            "office" => office(row, code, line, &mut out),
            _ => {}
        }
    }
    for entry in &mut out {
        entry.file = file.path.clone();
    }
    Ok(out)
}

fn text<'t>(table: &'t Table, key: &str) -> &'t str {
    table.get(key).and_then(Value::as_str).unwrap_or("")
}

fn list(table: &Table, key: &str) -> Vec<String> {
    match table.get(key) {
        Some(Value::String(one)) => vec![one.clone()],
        Some(Value::Array(many)) => many.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

fn means(pairs: &[(&str, &str)]) -> Table {
    pairs
        .iter()
        .filter(|(_, v)| !v.is_empty())
        .map(|(k, v)| ((*k).to_owned(), Value::from(*v)))
        .collect()
}

fn entry(id: String, class: &str, line: usize, words: Vec<String>, means: Table) -> RawEntry {
    RawEntry {
        id,
        class: class.to_owned(),
        line,
        words,
        means,
        ..RawEntry::default()
    }
}

fn country(row: &Table, lang: &str, line: usize, out: &mut Vec<RawEntry>) {
    let code = text(row, "code");
    let Some(names) = row.get(lang).and_then(Value::as_table) else {
        return;
    };
    let name = text(names, "name");
    let meaning = means(&[("country", code), ("name", name), ("kind", "country")]);
    let mut words = vec![name.to_owned()];
    words.extend(list(names, "also"));
    out.push(entry(
        format!("country-{code}"),
        "country",
        line,
        words,
        meaning.clone(),
    ));
    let capital = text(names, "capital");
    if !capital.is_empty() {
        let mut meaning = means(&[("country", code), ("name", capital), ("kind", "city")]);
        meaning.insert("state".into(), name.into());
        out.push(entry(
            format!("capital-{code}"),
            "capital",
            line,
            vec![capital.to_owned()],
            meaning,
        ));
    }
    let cities: Vec<String> = list(names, "cities")
        .into_iter()
        .filter(|c| c != capital)
        .collect();
    for city in &cities {
        let meaning = means(&[("country", code), ("name", city), ("kind", "city")]);
        out.push(entry(
            format!("city-{code}-{city}"),
            "city",
            line,
            vec![city.clone()],
            meaning,
        ));
    }
    let adjectives = [list(names, "nisba"), list(names, "adjective")].concat();
    let mut nisba = entry(
        format!("nisba-{code}"),
        "nisba",
        line,
        list(names, "people"),
        meaning,
    );
    nisba
        .bases
        .extend(adjectives.into_iter().map(|base| ("adjective".to_owned(), base)));
    if !nisba.bases.is_empty() || !nisba.words.is_empty() {
        out.push(nisba);
    }
}

fn named(row: &Table, lang: &str, line: usize, class: &str, out: &mut Vec<RawEntry>) {
    let Some(names) = row.get(lang).and_then(Value::as_table) else {
        return;
    };
    let name = text(names, "name");
    let mut meaning = means(&[
        ("name", name),
        ("kind", text(row, "kind")),
        ("country", text(row, "country")),
    ]);
    for flag in ["ambiguous", "stands_for_country"] {
        if let Some(value) = row.get(flag) {
            meaning.insert(flag.into(), value.clone());
        }
    }
    let mut words = vec![name.to_owned()];
    words.extend(list(names, "also"));
    out.push(entry(
        format!("{class}-{}", text(row, "id")),
        class,
        line,
        words,
        meaning,
    ));
}

/// A holder's entries carry `office`, `kind`, `country` or `organization`, and the tenure as `from` and `to`.
fn office(row: &Table, lang: &str, line: usize, out: &mut Vec<RawEntry>) {
    let id = text(row, "id");
    let title = row
        .get(lang)
        .and_then(Value::as_table)
        .map_or("", |t| text(t, "title"));
    let Some(holders) = row.get("holder").and_then(Value::as_array) else {
        return;
    };
    for (i, holder) in holders.iter().filter_map(Value::as_table).enumerate() {
        let name = text(holder, lang);
        if name.is_empty() {
            continue;
        }
        let meaning = means(&[
            ("name", name),
            ("office", id),
            ("title", title),
            ("kind", text(row, "kind")),
            ("country", text(row, "country")),
            ("organization", text(row, "organization")),
            ("from", text(holder, "from")),
            ("to", text(holder, "to")),
        ]);
        let (also, short) = if lang == "ar" {
            ("also", "short")
        } else {
            ("also_latin", "short_latin")
        };
        let mut words = vec![name.to_owned()];
        words.extend(list(holder, also));
        out.push(entry(
            format!("holder-{id}-{i}"),
            "person",
            line,
            words,
            meaning.clone(),
        ));
        let last = name.rsplit(' ').next().filter(|l| lang != "ar" && *l != name);
        if let Some(last) = last.filter(|_| list(holder, short).is_empty()) {
            let bare = last.rsplit('-').next().filter(|b| *b != last);
            let words = bare.into_iter().chain([last]).map(str::to_owned).collect();
            out.push(entry(
                format!("last-{id}-{i}"),
                "last-name",
                line,
                words,
                meaning.clone(),
            ));
        }
        let short = list(holder, short);
        if !short.is_empty() {
            out.push(entry(
                format!("surname-{id}-{i}"),
                "surname",
                line,
                short,
                meaning,
            ));
        }
    }
}
