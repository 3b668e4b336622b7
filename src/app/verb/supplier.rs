//! Suppliers and sites: add, change, take out of the lists.

use crate::app::command::{FirstSite, SiteDraft, SupplierDraft};
use crate::app::environment::new_id;
use crate::app::{App, AppError, Changes, Outcome, Thing};
use crate::domain::{EventBody, Registration, Site, SiteId, Stream, Supplier, SupplierId};

/// Adds or changes a supplier. Two suppliers of one country with one number are one.
///
/// # Errors
/// [`AppError::Missing`], [`AppError::Country`], [`AppError::Registration`], [`AppError::DuplicateSupplier`]; nothing
/// is saved then, neither supplier nor first site.
pub fn save(app: &mut App, draft: SupplierDraft) -> Result<Changes, AppError> {
    app.session()?;
    let country = country_code(&draft.country)?;
    let name = required("name", &draft.name)?;
    let registration = Registration::parse(&country, &draft.registration)?.as_str().to_owned();
    let same = app.store.supplier_registered(&country, &registration)?;
    if let Some(other) = same.filter(|other| Some(other.id) != draft.id) {
        return Err(AppError::DuplicateSupplier { name: other.name });
    }
    let id = draft.id.unwrap_or_else(|| new_id(app.environment.as_mut(), SupplierId::from_parts));
    let supplier = Supplier {
        id,
        name,
        name_local: draft.name_local.trim().to_owned(),
        country: country.clone(),
        registration,
        own: draft.own,
        contact: draft.contact.trim().to_owned(),
    };
    let mut bodies = vec![EventBody::SupplierSaved(supplier)];
    if let Some(FirstSite { name, address }) = draft.first_site {
        let draft = SiteDraft { id: None, supplier_id: id, name, address, country, indigenous: false };
        bodies.push(EventBody::SiteSaved(site_of(app, draft)?));
    }
    commit(app, bodies, Outcome::Supplier(id))
}

/// Takes a supplier out of the lists; its inspections keep it.
///
/// # Errors
/// [`AppError::NotFound`].
pub fn archive(app: &mut App, id: SupplierId) -> Result<Changes, AppError> {
    app.session()?;
    app.supplier(id)?;
    commit(app, vec![EventBody::SupplierArchived { id }], Outcome::Nothing)
}

/// Adds or changes a site.
///
/// # Errors
/// [`AppError::Missing`], [`AppError::Country`], [`AppError::NotFound`] for the supplier.
pub fn save_site(app: &mut App, draft: SiteDraft) -> Result<Changes, AppError> {
    app.session()?;
    app.supplier(draft.supplier_id)?;
    let site = site_of(app, draft)?;
    let id = site.id;
    commit(app, vec![EventBody::SiteSaved(site)], Outcome::Site(id))
}

/// The site that a draft describes, whatever its supplier.
fn site_of(app: &mut App, draft: SiteDraft) -> Result<Site, AppError> {
    let country = country_code(&draft.country)?;
    let name = required("name", &draft.name)?;
    let address = required("address", &draft.address)?;
    let id = draft.id.unwrap_or_else(|| new_id(app.environment.as_mut(), SiteId::from_parts));
    Ok(Site { id, supplier_id: draft.supplier_id, name, address, country, indigenous: draft.indigenous })
}

/// Takes a site out of the lists; its inspections keep it.
///
/// # Errors
/// [`AppError::NotFound`].
pub fn archive_site(app: &mut App, id: SiteId) -> Result<Changes, AppError> {
    app.session()?;
    app.site(id)?;
    commit(app, vec![EventBody::SiteArchived { id }], Outcome::Nothing)
}

impl App {
    /// The supplier with this identifier, archived or not.
    pub(in crate::app) fn supplier(&self, id: SupplierId) -> Result<Supplier, AppError> {
        self.store.supplier(id)?.ok_or_else(|| AppError::not_found(Thing::Supplier, id))
    }

    /// The site with this identifier, archived or not.
    pub(in crate::app) fn site(&self, id: SiteId) -> Result<Site, AppError> {
        self.store.site(id)?.ok_or_else(|| AppError::not_found(Thing::Site, id))
    }
}

fn commit(app: &mut App, bodies: Vec<EventBody>, outcome: Outcome) -> Result<Changes, AppError> {
    let saved_at = app.commit(Stream::Workspace, bodies)?;
    Ok(Changes { saved_at: Some(saved_at), suppliers: true, outcome, ..Changes::default() })
}

/// A field that must be given, without spaces around it.
pub(in crate::app) fn required(field: &'static str, value: &str) -> Result<String, AppError> {
    let value = value.trim();
    if value.is_empty() { Err(AppError::Missing { field }) } else { Ok(value.to_owned()) }
}

/// Two letters of ISO 3166-1, in capitals.
fn country_code(code: &str) -> Result<String, AppError> {
    let code = required("country", code)?;
    let fits = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_alphabetic());
    if fits { Ok(code.to_uppercase()) } else { Err(AppError::Country { code }) }
}
