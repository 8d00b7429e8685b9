//! The index of the reports' words (FTS5), and what it finds.
//!
//! The index holds keys, not words ([`hiwar_core::search::Words`]), in a table that any SQLite opens: plain `unicode61`,
//! no tokenizer of our own. A report whose row is missing is indexed by the next `hiwar build`.

use super::{Store, has, set};
use crate::fault::Result;
use hiwar_core::search::{Clause, Field, Query, Sought, Words};
use rusqlite::Connection;
use rusqlite::types::Value;

const CREATE: &str = "CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5(title, body, content='', \
                      contentless_delete=1, tokenize='unicode61 remove_diacritics 0')";
/// Which rules the keys come from.
const RULES: &str = "search_rules";

impl Store {
    /// Ids of the reports that the index lacks or has by other rules, in order.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn unindexed(&self, rules: &str) -> Result<Vec<String>> {
        if !self.exists() {
            return Ok(Vec::new());
        }
        let whole = self.has_index()? && self.meta(RULES)?.as_deref() == Some(rules);
        let sql = match whole {
            true => "SELECT id FROM document WHERE rowid NOT IN (SELECT rowid FROM search) ORDER BY id",
            false => "SELECT id FROM document ORDER BY id",
        };
        let read = || {
            let mut query = self.db.prepare(sql)?;
            let rows = query.query_map([], |r| r.get(0))?;
            rows.collect::<rusqlite::Result<Vec<String>>>()
        };
        read().map_err(|e| self.fault(&e))
    }

    fn has_index(&self) -> Result<bool> {
        has(&self.db, "search").map_err(|e| self.fault(&e))
    }

    /// Puts the keys of reports (id, title, body) into the index; an index by other rules is begun anew.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn index(&mut self, rules: &str, rows: &[(String, String, String)]) -> Result<()> {
        let other = self.meta(RULES)?.as_deref() != Some(rules);
        self.write(|db| {
            if other {
                db.execute_batch("DROP TABLE IF EXISTS search")?;
            }
            db.execute_batch(CREATE)?;
            set(db, RULES, rules)?;
            let sql =
                "INSERT INTO search (rowid, title, body) SELECT rowid, ?2, ?3 FROM document WHERE id = ?1";
            let mut put = db.prepare_cached(sql)?;
            rows.iter()
                .try_for_each(|(id, title, body)| put.execute([id, title, body]).map(drop))
        })
    }

    /// The reports that a query asks for, the best first, at most `limit`.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn search(&self, query: &Query, words: &Words, limit: usize) -> Result<Vec<Sought>> {
        if !self.has_index()? {
            return Ok(Vec::new());
        }
        self.sought(query, words, limit).map_err(|e| self.fault(&e))
    }

    fn sought(&self, query: &Query, words: &Words, limit: usize) -> rusqlite::Result<Vec<Sought>> {
        let mut all = query.all.clone();
        let mut narrow = Narrow {
            db: &self.db,
            words,
            conditions: Vec::new(),
            values: Vec::new(),
        };
        for (field, value) in &query.fields {
            all.extend(narrow.by(*field, value)?);
        }
        let matched = asked(&all, &query.none);
        let (from, order) = match &matched {
            Some(text) => {
                narrow.add("search MATCH ?", [text.clone()]);
                // A word in the headline weighs five in the text.
                let from = "search JOIN document d ON d.rowid = search.rowid";
                (from, "-bm25(search, 5.0, 1.0)")
            }
            None => {
                if !query.none.is_empty() {
                    let text = any(&query.none);
                    narrow.add(
                        "d.rowid NOT IN (SELECT rowid FROM search WHERE search MATCH ?)",
                        [text],
                    );
                }
                ("document d", "0.0")
            }
        };
        let when = if narrow.conditions.is_empty() {
            "1".to_owned()
        } else {
            narrow.conditions.join(" AND ")
        };
        let sql = format!(
            "SELECT d.id, d.title, d.outlet, d.published, d.text, {order} AS score FROM {from} WHERE {when} \
             ORDER BY score DESC, d.published DESC, d.id LIMIT {limit}"
        );
        let mut found = self.db.prepare(&sql)?;
        let rows = found.query_map(rusqlite::params_from_iter(narrow.values), |r| {
            Ok(Sought {
                document: r.get(0)?,
                title: r.get(1)?,
                outlet: r.get(2)?,
                published: r.get(3)?,
                text: r.get(4)?,
                score: r.get(5)?,
            })
        })?;
        rows.collect()
    }

    /// Names of people, outlets and talks of which a word begins with what was typed, those in most reports first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn suggestions(&self, typed: &str, words: &Words, limit: usize) -> Result<Vec<String>> {
        let sql = "SELECT name, json_array_length(documents) AS n FROM person UNION ALL \
                   SELECT outlet, count(*) FROM document WHERE outlet IS NOT NULL GROUP BY outlet UNION ALL \
                   SELECT name, reports FROM dialogue ORDER BY 2 DESC, 1";
        let read = || {
            let mut query = self.db.prepare(sql)?;
            let rows = query.query_map([], |r| r.get(0))?;
            rows.collect::<rusqlite::Result<Vec<String>>>()
        };
        let names = read().map_err(|e| self.fault(&e))?;
        let key = words.keys(typed);
        let begins = |name: &String| {
            let keys = words.keys(name);
            !key.is_empty() && (keys.starts_with(&key) || keys.contains(&format!(" {key}")))
        };
        let mut out: Vec<String> = Vec::new();
        for name in names.into_iter().filter(begins) {
            if !out.contains(&name) && out.len() < limit {
                out.push(name);
            }
        }
        Ok(out)
    }
}

/// Takes a report out of the index, where there is one.
pub(super) fn forget(db: &Connection, id: &str) -> rusqlite::Result<()> {
    if has(db, "search")? {
        let sql = "DELETE FROM search WHERE rowid = (SELECT rowid FROM document WHERE id = ?1)";
        db.execute(sql, [id])?;
    }
    Ok(())
}

/// Writes the index anew without the keys of reports that were forgotten: FTS5 only marks those as gone.
pub(super) fn purge(db: &Connection) -> rusqlite::Result<()> {
    match has(db, "search")? {
        true => db.execute_batch("INSERT INTO search(search) VALUES ('optimize')"),
        false => Ok(()),
    }
}

/// What FTS5 is asked; nothing where no word must be there.
fn asked(all: &[Vec<Clause>], none: &[Clause]) -> Option<String> {
    let groups: Vec<String> = all.iter().map(|g| format!("({})", any(g))).collect();
    let none = match none {
        [] => String::new(),
        none => format!(" NOT ({})", any(none)),
    };
    (!groups.is_empty()).then(|| groups.join(" AND ") + &none)
}

fn any(clauses: &[Clause]) -> String {
    let quoted = |c: &Clause| format!("\"{}\"", c.keys.join(" ").replace('"', "\"\""));
    clauses.iter().map(quoted).collect::<Vec<_>>().join(" OR ")
}

/// Conditions on the reports, with their values.
struct Narrow<'d> {
    db: &'d Connection,
    words: &'d Words,
    conditions: Vec<String>,
    values: Vec<Value>,
}

impl Narrow<'_> {
    fn add<V: Into<Value>>(&mut self, condition: &str, values: impl IntoIterator<Item = V>) {
        self.conditions.push(condition.to_owned());
        self.values.extend(values.into_iter().map(Into::into));
    }

    /// The condition of a field; a name that no list has is looked for in the text.
    fn by(&mut self, field: Field, value: &str) -> rusqlite::Result<Vec<Vec<Clause>>> {
        match field {
            Field::By => {
                let names = self.names("SELECT DISTINCT speaker, speaker FROM statement", value)?;
                self.one_of("d.id IN (SELECT document FROM statement_report WHERE speaker IN ({}))", names);
            }
            Field::About => {
                let people = self.names("SELECT id, name FROM person", value)?;
                if people.is_empty() {
                    let keys = self.words.keys(value).split(' ').map(str::to_owned).collect();
                    return Ok(vec![vec![Clause { keys }]]);
                }
                self.one_of("d.id IN (SELECT document FROM person_document WHERE person IN ({}))", people);
            }
            Field::Outlet => {
                let sql = "SELECT DISTINCT outlet, outlet FROM document WHERE outlet IS NOT NULL";
                let names = self.names(sql, value)?;
                self.one_of("d.outlet IN ({})", names);
            }
            Field::Round => self.add(
                "d.id IN (SELECT e.document FROM evidence e JOIN round r ON e.row_table = 'round' AND e.row_id = r.id \
                 WHERE r.ordinal = ?)",
                [value.parse::<i64>().unwrap_or(-1)],
            ),
            Field::Before => self.add("d.published < ?", [value.to_owned()]),
            Field::After => self.add("d.published >= ?", [value.to_owned()]),
            Field::Type => self.add(
                "d.id IN (SELECT document FROM event_report WHERE type = ?)",
                [value.to_uppercase()],
            ),
        }
        Ok(Vec::new())
    }

    fn one_of(&mut self, condition: &str, values: Vec<String>) {
        let marks = vec!["?"; values.len()].join(", ");
        self.add(&condition.replace("{}", &marks), values);
    }

    /// The first column of the rows whose second has all words of a name.
    fn names(&self, sql: &str, name: &str) -> rusqlite::Result<Vec<String>> {
        let wanted: Vec<String> = self.words.keys(name).split(' ').map(str::to_owned).collect();
        let mut query = self.db.prepare(sql)?;
        let rows = query.query_map([], |r| {
            Ok((r.get::<_, Option<String>>(0)?, r.get::<_, Option<String>>(1)?))
        })?;
        let mut out = Vec::new();
        for row in rows {
            let (Some(value), Some(text)) = row? else { continue };
            let keys = self.words.keys(&text);
            let has: std::collections::HashSet<&str> = keys.split(' ').collect();
            if wanted.iter().all(|w| has.contains(w.as_str())) {
                out.push(value);
            }
        }
        out.sort();
        out.dedup();
        Ok(out)
    }
}
