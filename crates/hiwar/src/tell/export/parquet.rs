//! The tidy tables as Parquet files, one a table, uncompressed, with the data dictionary of the CSV files.

use super::csv::dictionary;
use super::tables::{Column, Holds, Table, tables};
use super::{Archive, Export, Give};
use crate::fault::{Fault, Result};
use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;
use serde_json::Value;
use std::sync::Arc;

/// A folder of Parquet files.
pub struct Parquet;

impl Export for Parquet {
    fn folder(&self) -> bool {
        true
    }

    fn write(&self, archive: &Archive<'_>, give: &mut Give<'_>) -> Result<()> {
        let tables = tables(archive)?;
        for table in &tables {
            let bytes = file(table).map_err(|e| {
                Fault::new(
                    "",
                    format!("the table {} cannot be made ({e})", table.name),
                    "please report this",
                )
            })?;
            give(&format!("{}.parquet", table.name), &bytes)?;
        }
        give("dictionary.csv", &dictionary(&tables)?)
    }
}

fn file(table: &Table) -> std::result::Result<Vec<u8>, ParquetError> {
    let fields: std::result::Result<Vec<_>, _> =
        table.columns.iter().map(|c| field(c).map(Arc::new)).collect();
    let schema = Type::group_type_builder(&table.name)
        .with_fields(fields?)
        .build()?;
    let properties =
        WriterProperties::builder().set_created_by(concat!("hiwar ", env!("CARGO_PKG_VERSION")).to_owned());
    let mut writer = SerializedFileWriter::new(Vec::new(), Arc::new(schema), Arc::new(properties.build()))?;
    let mut group = writer.next_row_group()?;
    for (at, column) in table.columns.iter().enumerate() {
        let cells = table.rows.iter().map(|row| row.get(at).filter(|v| !v.is_null()));
        let cells: Vec<Option<&Value>> = cells.collect();
        let Some(mut out) = group.next_column()? else {
            break;
        };
        put(out.untyped(), column.holds, &cells)?;
        out.close()?;
    }
    group.close()?;
    writer.into_inner()
}

/// Every column may be empty: 1 where there is a value, 0 where there is none.
fn put(
    out: &mut ColumnWriter<'_>,
    holds: Holds,
    cells: &[Option<&Value>],
) -> std::result::Result<(), ParquetError> {
    let levels: Vec<i16> = cells.iter().map(|cell| i16::from(cell.is_some())).collect();
    let given = cells.iter().flatten();
    match (out, holds) {
        (ColumnWriter::ByteArrayColumnWriter(out), _) => {
            let text = given.map(|v| v.as_str().map_or_else(|| v.to_string(), str::to_owned));
            let values: Vec<ByteArray> = text.map(|t| ByteArray::from(t.into_bytes())).collect();
            out.write_batch(&values, Some(&levels), None).map(drop)
        }
        (ColumnWriter::Int64ColumnWriter(out), _) => {
            let values: Vec<i64> = given.map(|v| v.as_i64().unwrap_or_default()).collect();
            out.write_batch(&values, Some(&levels), None).map(drop)
        }
        (ColumnWriter::DoubleColumnWriter(out), _) => {
            let values: Vec<f64> = given.map(|v| v.as_f64().unwrap_or_default()).collect();
            out.write_batch(&values, Some(&levels), None).map(drop)
        }
        (ColumnWriter::BoolColumnWriter(out), _) => {
            let values: Vec<bool> = given.map(|v| v.as_bool().unwrap_or_default()).collect();
            out.write_batch(&values, Some(&levels), None).map(drop)
        }
        (_, holds) => Err(ParquetError::General(format!("no column holds {holds:?}"))),
    }
}

fn field(column: &Column) -> std::result::Result<Type, ParquetError> {
    let (physical, logical) = match column.holds {
        Holds::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Holds::Whole => (Physical::INT64, None),
        Holds::Number => (Physical::DOUBLE, None),
        Holds::Flag => (Physical::BOOLEAN, None),
    };
    Type::primitive_type_builder(&column.name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical)
        .build()
}
