//! `fieldseal supplier`.

use super::args::{SiteAdd, SupplierAdd, SupplierVerb};
use super::open::Context;
use super::output::Output;
use crate::app::command::{FirstSite, SiteDraft, SupplierDraft};
use crate::app::job::Unwatched;
use crate::app::view::SupplierView;
use crate::app::{App, AppError, Command, Outcome, Thing};
use crate::domain::{SiteId, SupplierId};
use crate::words::Value;
use serde_json::json;

pub fn run(ask: SupplierVerb, context: &Context, output: &mut Output<'_>) -> Result<u8, AppError> {
    match ask {
        SupplierVerb::Add(ask) => add(ask, &mut context.open_unlocked()?, output)?,
        SupplierVerb::AddSite(ask) => {
            let id = add_site(ask, &mut context.open_unlocked()?)?;
            let id = id.to_string();
            output.answer(&json!({ "site": id }), |words| words.with("site-added", &[("id", Value::Text(&id))]));
        }
        SupplierVerb::List { search } => list(&context.open()?, &search, output)?,
    }
    Ok(0)
}

fn add(ask: SupplierAdd, app: &mut App, output: &mut Output<'_>) -> Result<(), AppError> {
    let draft = SupplierDraft {
        id: None,
        name: ask.name.clone(),
        name_local: ask.name_local,
        country: ask.country,
        registration: ask.registration,
        own: ask.own,
        contact: ask.contact,
        first_site: ask.site.zip(ask.address).map(|(name, address)| FirstSite { name, address }),
    };
    let changes = app.complete(Command::SaveSupplier(draft), &mut Unwatched)?;
    let Outcome::Supplier(supplier_id) = changes.outcome else {
        return Err(AppError::not_found(Thing::Supplier, ask.name));
    };
    let added = app.supplier_list("")?.suppliers.into_iter().find(|view| view.supplier.id == supplier_id);
    let site = added.and_then(|view| view.sites.first().map(|site| site.id.to_string()));
    let id = supplier_id.to_string();
    output.answer(&json!({ "supplier": id, "site": site }), |words| {
        let site = site.as_deref().unwrap_or("-");
        words.with("supplier-added", &[("id", Value::Text(&id)), ("site", Value::Text(site))])
    });
    Ok(())
}

fn add_site(ask: SiteAdd, app: &mut App) -> Result<SiteId, AppError> {
    let supplier_id: SupplierId =
        ask.supplier.parse().map_err(|_| AppError::not_found(Thing::Supplier, &ask.supplier))?;
    let (name, address, country, indigenous) = (ask.name, ask.address, ask.country, ask.indigenous);
    let draft = SiteDraft { id: None, supplier_id, name: name.clone(), address, country, indigenous };
    let Outcome::Site(id) = app.complete(Command::SaveSite(draft), &mut Unwatched)?.outcome else {
        return Err(AppError::not_found(Thing::Site, name));
    };
    Ok(id)
}

fn list(app: &App, search: &str, output: &mut Output<'_>) -> Result<(), AppError> {
    let suppliers = app.supplier_list(search)?.suppliers;
    let value: Vec<_> = suppliers.iter().map(|s| json!({ "supplier": s.supplier, "sites": s.sites })).collect();
    output.answer(&json!({ "suppliers": value }), |words| {
        if suppliers.is_empty() && !search.is_empty() {
            return words.with("supplier-no-match", &[("search", Value::Text(search))]);
        }
        if suppliers.is_empty() {
            return words.get("supplier-none");
        }
        suppliers.iter().map(lines).collect::<Vec<_>>().join("\n")
    });
    Ok(())
}

fn lines(view: &SupplierView) -> String {
    let supplier = &view.supplier;
    let mut text = format!("{}  {}  {} {}", supplier.id, supplier.name, supplier.country, supplier.registration);
    for site in &view.sites {
        text.push_str(&format!("\n    {}  {}, {}", site.id, site.name, site.address));
    }
    text
}
