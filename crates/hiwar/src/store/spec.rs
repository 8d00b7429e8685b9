//! The record's tables: one list that makes the schema, writes the rows and reads them back.
//!
//! A table's columns are the fields of its row type in `hiwar_core::model`, under the contract's names. A list of plain
//! names is a JSON array in one column; a list with more to it is a child table.

use hiwar_core::model::Record;
use serde_json::{Result, Value, to_value};

/// How a field is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A string or a date.
    Text,
    /// A whole number.
    Whole,
    /// Any number; whole ones are kept as such.
    Number,
    /// 0 or 1.
    Flag,
    /// JSON in a text column.
    Json,
}

impl Kind {
    /// The column's SQL type.
    pub const fn sql(self) -> &'static str {
        match self {
            Kind::Text | Kind::Json => "TEXT",
            Kind::Whole | Kind::Flag => "INTEGER",
            Kind::Number => "NUMERIC",
        }
    }
}

/// A column: the field's name and how it is kept.
pub type Column = (&'static str, Kind);

/// A list inside a row.
#[derive(Debug)]
pub struct Child {
    /// SQL name.
    pub table: &'static str,
    /// The field of the parent row that it is.
    pub field: &'static str,
    /// Its columns beside `id`, `parent` and `position`.
    pub columns: &'static [Column],
    /// The items are the values of the only column, not objects.
    pub plain: bool,
    /// The items have evidence of their own.
    pub evidence: bool,
}

/// A list of the record.
#[derive(Debug)]
pub struct Table {
    /// SQL name.
    pub name: &'static str,
    /// The field of `Record`.
    pub field: &'static str,
    /// Its rows, as JSON.
    pub rows: fn(&Record) -> Result<Value>,
    /// What `hiwar show` calls it.
    pub kind: &'static str,
    /// Its columns beside `id`, in the contract's order.
    pub columns: &'static [Column],
    /// Lists that are tables of their own.
    pub children: &'static [Child],
}

use Kind::{Flag, Json, Number, Text, Whole};

/// Every list of the record. `document` has more columns than these; see `schema.sql`.
pub const TABLES: [Table; 12] = [
    Table {
        name: "document",
        field: "documents",
        rows: |r| to_value(&r.documents),
        kind: "documents",
        columns: &[
            ("title", Text),
            ("outlet", Text),
            ("published", Text),
            ("basis", Text),
            ("earliest", Text),
            ("latest", Text),
            ("lang", Text),
            ("origin", Text),
        ],
        children: &[],
    },
    Table {
        name: "dialogue",
        field: "dialogues",
        rows: |r| to_value(&r.dialogues),
        kind: "dialogue",
        columns: &[
            ("name", Text),
            ("parties", Json),
            ("framework", Json),
            ("first", Text),
            ("last", Text),
            ("rounds", Whole),
            ("tracks", Json),
            ("reports", Whole),
            ("origins", Whole),
        ],
        children: &[],
    },
    Table {
        name: "round",
        field: "rounds",
        rows: |r| to_value(&r.rounds),
        kind: "rounds",
        columns: &[
            ("dialogue", Text),
            ("ordinal", Whole),
            ("status", Text),
            ("date", Text),
            ("earliest", Text),
            ("latest", Text),
            ("place", Text),
            ("mode", Text),
            ("final", Flag),
            ("tracks", Json),
        ],
        children: &[Child {
            table: "round_delegation",
            field: "delegations",
            columns: &[("party", Text), ("head", Text)],
            plain: false,
            evidence: false,
        }],
    },
    Table {
        name: "timeline",
        field: "timeline",
        rows: |r| to_value(&r.timeline),
        kind: "timeline",
        columns: &[
            ("date", Text),
            ("earliest", Text),
            ("latest", Text),
            ("type", Text),
            ("summary", Text),
            ("status", Text),
            ("round", Text),
        ],
        children: &[],
    },
    Table {
        name: "person",
        field: "people",
        rows: |r| to_value(&r.people),
        kind: "people",
        columns: &[("name", Text), ("documents", Json), ("mentions", Whole)],
        children: &[
            Child {
                table: "person_name",
                field: "names",
                columns: &[("name", Text)],
                plain: true,
                evidence: false,
            },
            Child {
                table: "person_role",
                field: "roles",
                columns: &[("role", Text), ("of", Text), ("from", Text), ("to", Text)],
                plain: false,
                evidence: false,
            },
        ],
    },
    Table {
        name: "statement",
        field: "statements",
        rows: |r| to_value(&r.statements),
        kind: "statements",
        columns: &[
            ("speaker", Text),
            ("via", Json),
            ("said", Text),
            ("kind", Text),
            ("content", Text),
            ("round", Text),
            ("reports", Json),
        ],
        children: &[],
    },
    Table {
        name: "figure",
        field: "figures",
        rows: |r| to_value(&r.figures),
        kind: "figures",
        columns: &[
            ("value", Number),
            ("upper", Number),
            ("unit", Text),
            ("bound", Text),
            ("of", Text),
            ("about", Text),
            ("date", Text),
        ],
        children: &[],
    },
    Table {
        name: "event",
        field: "events",
        rows: |r| to_value(&r.events),
        kind: "events",
        columns: &[
            ("type", Text),
            ("mode", Text),
            ("actors", Json),
            ("recipients", Json),
            ("date", Text),
            ("place", Text),
            ("status", Text),
            ("reports", Json),
        ],
        children: &[],
    },
    Table {
        name: "commitment",
        field: "commitments",
        rows: |r| to_value(&r.commitments),
        kind: "commitments",
        columns: &[
            ("by", Json),
            ("to", Json),
            ("action", Text),
            ("due", Text),
            ("condition", Text),
            ("made", Text),
            ("round", Text),
            ("force", Text),
            ("status", Text),
        ],
        children: &[Child {
            table: "commitment_step",
            field: "history",
            columns: &[("date", Text), ("status", Text)],
            plain: false,
            evidence: true,
        }],
    },
    Table {
        name: "conflict",
        field: "conflicts",
        rows: |r| to_value(&r.conflicts),
        kind: "conflicts",
        columns: &[("subject", Text), ("property", Text), ("kind", Text)],
        children: &[Child {
            table: "conflict_claim",
            field: "claims",
            columns: &[("value", Text)],
            plain: false,
            evidence: true,
        }],
    },
    Table {
        name: "gap",
        field: "gaps",
        rows: |r| to_value(&r.gaps),
        kind: "gaps",
        columns: &[("kind", Text), ("what", Text), ("between", Json)],
        children: &[],
    },
    Table {
        name: "origin",
        field: "origins",
        rows: |r| to_value(&r.origins),
        kind: "origins",
        columns: &[("documents", Json), ("first", Text), ("credit", Text)],
        children: &[],
    },
];

/// The table of a `hiwar show` kind.
pub fn table(kind: &str) -> Option<&'static Table> {
    TABLES.iter().find(|t| t.kind == kind)
}

/// The SQL that makes those tables of [`TABLES`] that are not there; `document` is made by `schema.sql`.
pub fn create() -> String {
    let mut sql = String::new();
    for table in TABLES.iter().filter(|t| t.name != "document") {
        let columns = columns(table.columns);
        sql += &format!(
            "CREATE TABLE IF NOT EXISTS {} (\n  id TEXT PRIMARY KEY{columns}\n);\n",
            quoted(table.name)
        );
    }
    for (table, child) in TABLES.iter().flat_map(|t| t.children.iter().map(move |c| (t, c))) {
        let columns = columns(child.columns);
        sql += &format!(
            "CREATE TABLE IF NOT EXISTS {name} (\n  id TEXT PRIMARY KEY,\n  parent TEXT NOT NULL REFERENCES {parent}(id),\n  \
             position INTEGER NOT NULL{columns}\n);\nCREATE INDEX IF NOT EXISTS {index} ON {name}(parent);\n",
            name = quoted(child.table),
            parent = quoted(table.name),
            index = quoted(&format!("{}_parent", child.table)),
        );
    }
    sql
}

fn columns(list: &[Column]) -> String {
    list.iter()
        .map(|(name, kind)| format!(",\n  {} {}", quoted(name), kind.sql()))
        .collect()
}

/// A name as SQL takes it whatever it is (`of`, `to`, `final` are the contract's).
pub fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
