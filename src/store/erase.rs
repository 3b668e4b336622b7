//! Emptying bodies on legal demand.

use super::replay::{self, SummaryOf};
use super::{Progress, Store, StoreError, projection};
use rusqlite::params;

const ERASE: &str = "UPDATE event SET body = NULL, salt = NULL WHERE device_id = ?1 AND seq = ?2";

impl Store {
    /// Empties the bodies and salts of events of this device, and everything that was derived from them. Their digests
    /// stay and the chain still verifies. Backups and exported reports keep what they have.
    ///
    /// # Errors
    /// What SQLite refuses; then nothing was emptied.
    pub fn erase(
        &mut self,
        seqs: &[i64],
        summary_of: &SummaryOf<'_>,
        progress: &mut Progress<'_>,
    ) -> Result<(), StoreError> {
        let device = self.device_id.to_string();
        // Freed places are overwritten, not only forgotten.
        self.read(|db| Ok(db.pragma_update_and_check(None, "secure_delete", true, |_| Ok(()))?))?;
        let erased = self.write(|db| {
            for seq in seqs {
                db.prepare_cached(ERASE)?.execute(params![device, seq])?;
            }
            projection::clear(db)?;
            replay::replay(db, db, progress)?;
            replay::summarise(db, db, summary_of)
        });
        self.read(|db| {
            db.pragma_update_and_check(None, "secure_delete", false, |_| Ok(()))?;
            // The write-ahead log still holds the old pages.
            db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
            Ok(())
        })?;
        erased
    }
}
