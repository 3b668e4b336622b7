//! Suppliers and their sites.

use super::{Store, StoreError, row};
use crate::domain::{Site, SiteId, Supplier, SupplierId};
use rusqlite::Row;

const SUPPLIER: &str = "SELECT id, name, name_local, country, registration, own, contact FROM supplier";
const SITE: &str = "SELECT id, supplier_id, name, address, country, indigenous FROM site";

// ?1 is a pattern with `\` before what stands for itself.
const LISTED: &str = r"archived = 0 AND (name LIKE ?1 ESCAPE '\' OR name_local LIKE ?1 ESCAPE '\'
    OR registration LIKE ?1 ESCAPE '\' OR EXISTS (SELECT 1 FROM site WHERE site.supplier_id = supplier.id
      AND site.archived = 0 AND (site.name LIKE ?1 ESCAPE '\' OR site.address LIKE ?1 ESCAPE '\')))
    ORDER BY own DESC, name COLLATE NOCASE, id";

impl Store {
    /// The suppliers whose name, number or one of whose sites holds `text`; one's own organisation first, then by
    /// name. All when `text` is empty; never those that were archived.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn suppliers(&self, text: &str) -> Result<Vec<Supplier>, StoreError> {
        self.read(|db| {
            let mut statement = db.prepare_cached(&format!("{SUPPLIER} WHERE {LISTED}"))?;
            statement.query_and_then([holding(text)], supplier)?.collect()
        })
    }

    /// The supplier with this identifier, archived or not.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn supplier(&self, id: SupplierId) -> Result<Option<Supplier>, StoreError> {
        self.read(|db| {
            let mut statement = db.prepare_cached(&format!("{SUPPLIER} WHERE id = ?1"))?;
            statement.query_and_then([id.to_string()], supplier)?.next().transpose()
        })
    }

    /// The supplier with this registration number, archived or not: two suppliers of one country with one number are
    /// one. The number is given as [`crate::domain::Registration`] writes it.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn supplier_registered(&self, country: &str, registration: &str) -> Result<Option<Supplier>, StoreError> {
        self.read(|db| {
            let sql = format!("{SUPPLIER} WHERE registration = ?1 AND country = ?2 ORDER BY archived, id");
            let mut statement = db.prepare_cached(&sql)?;
            statement.query_and_then([registration, country], supplier)?.next().transpose()
        })
    }

    /// The sites of a supplier by name, without those that were archived.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn sites(&self, supplier: SupplierId) -> Result<Vec<Site>, StoreError> {
        self.read(|db| {
            let sql = format!("{SITE} WHERE supplier_id = ?1 AND archived = 0 ORDER BY name COLLATE NOCASE, id");
            let mut statement = db.prepare_cached(&sql)?;
            statement.query_and_then([supplier.to_string()], site)?.collect()
        })
    }

    /// The site with this identifier, archived or not.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn site(&self, id: SiteId) -> Result<Option<Site>, StoreError> {
        self.read(|db| {
            let mut statement = db.prepare_cached(&format!("{SITE} WHERE id = ?1"))?;
            statement.query_and_then([id.to_string()], site)?.next().transpose()
        })
    }
}

fn supplier(row: &Row<'_>) -> Result<Supplier, StoreError> {
    Ok(Supplier {
        id: row::parsed(row, "id", "a supplier id")?,
        name: row.get("name")?,
        name_local: row.get("name_local")?,
        country: row.get("country")?,
        registration: row.get("registration")?,
        own: row.get("own")?,
        contact: row.get("contact")?,
    })
}

fn site(row: &Row<'_>) -> Result<Site, StoreError> {
    Ok(Site {
        id: row::parsed(row, "id", "a site id")?,
        supplier_id: row::parsed(row, "supplier_id", "a supplier id")?,
        name: row.get("name")?,
        address: row.get("address")?,
        country: row.get("country")?,
        indigenous: row.get("indigenous")?,
    })
}

/// The pattern of LIKE that finds `text` anywhere.
fn holding(text: &str) -> String {
    let escaped = text.trim().replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_");
    format!("%{escaped}%")
}
