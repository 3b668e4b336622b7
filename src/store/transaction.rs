//! The two ways to the database: reading, and changing in one transaction.

use super::{Store, StoreError};
use rusqlite::{Connection, TransactionBehavior};

impl Store {
    /// Reads; errors name the file.
    pub(super) fn read<T>(&self, ask: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        ask(&self.db).map_err(|error| error.at(&self.path))
    }

    /// Writes in one transaction, which waits for an earlier writer first; errors name the file.
    pub(super) fn write<T>(
        &mut self,
        change: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let path = &self.path;
        let all = || {
            let transaction = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let done = change(&transaction)?;
            transaction.commit()?;
            Ok(done)
        };
        all().map_err(|error: StoreError| error.at(path))
    }
}
