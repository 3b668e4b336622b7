//! Columns as values of the domain, and back.

use super::StoreError;
use crate::domain::{Digest, Moment};
use chrono::NaiveDate;
use rusqlite::{Row, RowIndex};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::str::FromStr;

/// A text that a domain type parses: an identifier, a stream, a date.
pub(super) fn parsed<T: FromStr>(row: &Row<'_>, column: impl RowIndex, wanted: &'static str) -> Result<T, StoreError> {
    parse(row.get_ref(column)?.as_str().map_err(rusqlite::Error::from)?, wanted)
}

/// The same where the column may be NULL.
pub(super) fn parsed_or_null<T: FromStr>(
    row: &Row<'_>,
    column: impl RowIndex,
    wanted: &'static str,
) -> Result<Option<T>, StoreError> {
    let text = row.get_ref(column)?.as_str_or_null().map_err(rusqlite::Error::from)?;
    text.map(|text| parse(text, wanted)).transpose()
}

fn parse<T: FromStr>(text: &str, wanted: &'static str) -> Result<T, StoreError> {
    text.parse().map_err(|_| StoreError::Unreadable { wanted, text: text.to_owned() })
}

/// A local calendar date.
pub(super) fn date(row: &Row<'_>, column: impl RowIndex) -> Result<NaiveDate, StoreError> {
    parsed(row, column, "a date")
}

/// The same where the column may be NULL.
pub(super) fn date_or_null(row: &Row<'_>, column: impl RowIndex) -> Result<Option<NaiveDate>, StoreError> {
    parsed_or_null(row, column, "a date")
}

/// A digest.
pub(super) fn digest(row: &Row<'_>, column: impl RowIndex) -> Result<Digest, StoreError> {
    Ok(Digest::from_bytes(row.get(column)?))
}

/// The same where the column may be NULL.
pub(super) fn digest_or_null(row: &Row<'_>, column: impl RowIndex) -> Result<Option<Digest>, StoreError> {
    Ok(row.get::<_, Option<[u8; 32]>>(column)?.map(Digest::from_bytes))
}

/// A point in time from its two columns.
pub(super) fn moment(row: &Row<'_>, ms: impl RowIndex, offset: impl RowIndex) -> Result<Moment, StoreError> {
    Ok(Moment { utc_ms: row.get(ms)?, utc_offset_min: row.get(offset)? })
}

/// A value that data knows by its code: a state, a severity, a language.
pub(super) fn coded<T: DeserializeOwned>(
    row: &Row<'_>,
    column: impl RowIndex,
    wanted: &'static str,
) -> Result<T, StoreError> {
    from_code(row.get(column)?, wanted)
}

/// The same where the column may be NULL.
pub(super) fn coded_or_null<T: DeserializeOwned>(
    row: &Row<'_>,
    column: impl RowIndex,
    wanted: &'static str,
) -> Result<Option<T>, StoreError> {
    row.get::<_, Option<String>>(column)?.map(|text| from_code(text, wanted)).transpose()
}

fn from_code<T: DeserializeOwned>(text: String, wanted: &'static str) -> Result<T, StoreError> {
    T::deserialize(serde_json::Value::String(text.clone())).map_err(|_| StoreError::Unreadable { wanted, text })
}

/// The code of a value, as JSON writes it.
pub(super) fn code<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(code)) => code,
        // Only types that JSON writes as a text are given here.
        Ok(_) | Err(_) => String::new(),
    }
}
