//! People, settings, suppliers, sites, checklists, rule sets.

use super::{StoreError, search};
use crate::domain::{Digest, Person, Site, SiteId, Supplier, SupplierId};
use crate::store::row::code;
use rusqlite::{Connection, params};

const SAVE_PERSON: &str = "
    INSERT INTO person (id, name, organisation, role, language, certificate_pem, added_seq)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, organisation = excluded.organisation,
      role = excluded.role, language = excluded.language, certificate_pem = excluded.certificate_pem";

const CHANGE_SETTING: &str = "
    INSERT INTO setting (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value";

const SAVE_SUPPLIER: &str = "
    INSERT INTO supplier (id, name, name_local, country, registration, own, contact, archived)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_local = excluded.name_local,
      country = excluded.country, registration = excluded.registration, own = excluded.own,
      contact = excluded.contact, archived = 0";

const SAVE_SITE: &str = "
    INSERT INTO site (id, supplier_id, name, address, country, indigenous, archived)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0)
    ON CONFLICT (id) DO UPDATE SET supplier_id = excluded.supplier_id, name = excluded.name,
      address = excluded.address, country = excluded.country, indigenous = excluded.indigenous, archived = 0";

const ADD_TEMPLATE: &str = "
    INSERT INTO template (digest, id, version, added_seq) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (digest) DO NOTHING";

const ADD_RULE_SET: &str = "
    INSERT INTO rule_set (digest, id, version, added_seq) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (digest) DO NOTHING";

pub(super) fn save_person(db: &Connection, person: &Person, seq: i64) -> Result<(), StoreError> {
    db.prepare_cached(SAVE_PERSON)?.execute(params![
        person.id.to_string(),
        person.name,
        person.organisation,
        code(&person.role),
        person.language.code(),
        person.certificate_pem,
        seq,
    ])?;
    Ok(())
}

pub(super) fn change_setting(db: &Connection, key: &str, value: &str) -> Result<(), StoreError> {
    db.prepare_cached(CHANGE_SETTING)?.execute([key, value])?;
    Ok(())
}

/// Saving brings an archived supplier back.
pub(super) fn save_supplier(db: &Connection, supplier: &Supplier) -> Result<(), StoreError> {
    let id = supplier.id.to_string();
    db.prepare_cached(SAVE_SUPPLIER)?.execute(params![
        id,
        supplier.name,
        supplier.name_local,
        supplier.country,
        supplier.registration,
        supplier.own,
        supplier.contact,
    ])?;
    search::index_inspections_where(db, "supplier_id", &id)
}

pub(super) fn archive_supplier(db: &Connection, id: SupplierId) -> Result<(), StoreError> {
    db.prepare_cached("UPDATE supplier SET archived = 1 WHERE id = ?1")?.execute([id.to_string()])?;
    Ok(())
}

/// Saving brings an archived site back.
pub(super) fn save_site(db: &Connection, site: &Site) -> Result<(), StoreError> {
    let id = site.id.to_string();
    db.prepare_cached(SAVE_SITE)?.execute(params![
        id,
        site.supplier_id.to_string(),
        site.name,
        site.address,
        site.country,
        site.indigenous,
    ])?;
    search::index_inspections_where(db, "site_id", &id)
}

pub(super) fn archive_site(db: &Connection, id: SiteId) -> Result<(), StoreError> {
    db.prepare_cached("UPDATE site SET archived = 1 WHERE id = ?1")?.execute([id.to_string()])?;
    Ok(())
}

pub(super) fn add_template(
    db: &Connection,
    digest: &Digest,
    id: &str,
    version: &str,
    seq: i64,
) -> Result<(), StoreError> {
    db.prepare_cached(ADD_TEMPLATE)?.execute(params![digest.as_bytes(), id, version, seq])?;
    Ok(())
}

pub(super) fn add_rule_set(
    db: &Connection,
    digest: &Digest,
    id: &str,
    version: &str,
    seq: i64,
) -> Result<(), StoreError> {
    db.prepare_cached(ADD_RULE_SET)?.execute(params![digest.as_bytes(), id, version, seq])?;
    Ok(())
}
