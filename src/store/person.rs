//! People and settings.

use super::{Store, StoreError, row};
use crate::domain::{Person, PersonId};
use rusqlite::Row;
use std::collections::BTreeMap;

const PEOPLE: &str = "SELECT id, name, organisation, role, language, certificate_pem FROM person ORDER BY added_seq";

impl Store {
    /// The people of this workspace in the order they were added.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn people(&self) -> Result<Vec<Person>, StoreError> {
        self.read(|db| db.prepare_cached(PEOPLE)?.query_and_then([], person)?.collect())
    }

    /// The person with this identifier.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn person(&self, id: PersonId) -> Result<Option<Person>, StoreError> {
        Ok(self.people()?.into_iter().find(|person| person.id == id))
    }

    /// All settings by name.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn settings(&self) -> Result<BTreeMap<String, String>, StoreError> {
        self.read(|db| {
            let mut statement = db.prepare_cached("SELECT key, value FROM setting")?;
            let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }
}

fn person(row: &Row<'_>) -> Result<Person, StoreError> {
    Ok(Person {
        id: row::parsed(row, "id", "a person id")?,
        name: row.get("name")?,
        organisation: row.get("organisation")?,
        role: row::coded(row, "role", "a role")?,
        language: row::coded(row, "language", "a language")?,
        certificate_pem: row.get("certificate_pem")?,
    })
}
