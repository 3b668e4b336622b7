//! Suppliers on the left, one of them with its sites on the right.

use crate::app::Command;
use crate::app::command::{SiteDraft, SupplierDraft};
use crate::app::view::{SupplierListView, SupplierView};
use crate::assets::icon;
use crate::domain::{Language, Registration, RegistrationProblem, Site, Supplier, SupplierId};
use crate::ui::actions::{Actions, Answer};
use crate::ui::dialogs::Tag;
use crate::ui::router::Screen;
use crate::ui::theme::{Look, Tokens, Tone, body, small, strong_text};
use crate::ui::widgets::{
    Emphasis, EmptyState, Field, action_button, button, card, empty_state, facts, hairline, issue_line, region,
    screen_title, switch,
};
use crate::words::Value;
use egui::{CentralPanel, Frame, Label, Margin, Panel, ScrollArea, TextEdit, Ui, vec2};

/// What is typed and chosen here.
#[derive(Debug, Default)]
pub struct SuppliersState {
    /// The words that are searched.
    pub search: String,
    chosen: Option<SupplierId>,
    supplier: Option<SupplierDraft>,
    site: Option<SiteDraft>,
    waiting: Option<Tag>,
    issue: String,
}

/// Draws suppliers and sites.
pub fn suppliers_ui(
    ui: &mut Ui,
    look: &Look,
    view: &SupplierListView,
    state: &mut SuppliersState,
    actions: &mut Actions,
) {
    take_answer(state, actions);
    if state.chosen.is_none() && state.supplier.is_none() {
        state.chosen = view.suppliers.first().map(|one| one.supplier.id);
    }
    let frame = Frame::new().fill(look.palette.surface).inner_margin(Margin::symmetric(16, 16));
    Panel::left("suppliers").exact_size(340.0).frame(frame).show(ui, |ui| list_ui(ui, look, view, state));
    let frame = Frame::new().fill(look.palette.ground).inner_margin(Margin::symmetric(24, 16));
    CentralPanel::default().frame(frame).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            ui.set_max_width(ui.available_width().min(720.0));
            if let Some(draft) = state.supplier.take() {
                region(ui, "supplier form", |ui| supplier_form_ui(ui, look, draft, state, actions));
            } else if let Some(chosen) = view.suppliers.iter().find(|one| Some(one.supplier.id) == state.chosen) {
                supplier_ui(ui, look, chosen, state, actions);
            } else {
                nothing_ui(ui, look, view, state);
            }
        });
    });
}

fn take_answer(state: &mut SuppliersState, actions: &mut Actions) {
    match actions.take(&mut state.waiting) {
        Some(Answer::Done(changes)) => {
            if let crate::app::Outcome::Supplier(id) = changes.outcome {
                state.chosen = Some(id);
            }
            state.supplier = None;
            state.site = None;
            state.issue.clear();
        }
        Some(Answer::Failed(problem)) => state.issue = [problem.what, problem.to_do].join(" "),
        None => {}
    }
}

fn nothing_ui(ui: &mut Ui, look: &Look, view: &SupplierListView, state: &mut SuppliersState) {
    let none = view.suppliers.is_empty() && state.search.is_empty();
    let (title, text) =
        if none { ("suppliers-empty", "suppliers-empty-text") } else { ("suppliers-choose", "suppliers-choose-text") };
    let (title, text, step) = (look.text(title), look.text(text), look.text("supplier-new"));
    let steps = [(icon::PLUS, step.as_str())];
    let empty = EmptyState { icon: icon::FACTORY, title: &title, text: &text, steps: &steps };
    if empty_state(ui, look, &empty).is_some() {
        state.supplier = Some(new_supplier());
    }
}

fn new_supplier() -> SupplierDraft {
    SupplierDraft { country: "CN".to_owned(), ..SupplierDraft::default() }
}

/// The name in the language in use, where there is one.
#[must_use]
pub fn supplier_name<'a>(look: &Look, supplier: &'a Supplier) -> &'a str {
    match look.language() {
        Language::ZhCn if !supplier.name_local.is_empty() => &supplier.name_local,
        Language::ZhCn | Language::En => &supplier.name,
    }
}

fn list_ui(ui: &mut Ui, look: &Look, view: &SupplierListView, state: &mut SuppliersState) {
    ui.horizontal(|ui| {
        screen_title(ui, &look.text("place-suppliers"));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if action_button(ui, look, Emphasis::Normal, Some(icon::PLUS), &look.text("supplier-add"), true).clicked() {
                state.supplier = Some(new_supplier());
                state.issue.clear();
            }
        });
    });
    let glyph = body(icon::SEARCH).color(look.palette.text_weak);
    let hint = body(look.text("suppliers-search")).color(look.palette.text_weak);
    let edit = TextEdit::singleline(&mut state.search)
        .id(ui.make_persistent_id("search"))
        .prefix(glyph)
        .align(egui::Align2::LEFT_CENTER);
    ui.add(edit.hint_text(hint).desired_width(f32::INFINITY)).accessible_name(look.text("suppliers-search"));
    ui.add_space(Tokens::space(1.0));
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for one in &view.suppliers {
            let here = state.chosen == Some(one.supplier.id);
            let name = supplier_name(look, &one.supplier);
            let sites = look.count("sites-count", one.sites.len());
            let words = body(name);
            let built = egui::Button::selectable(here, words)
                .truncate()
                .stroke(egui::Stroke::NONE)
                .min_size(vec2(ui.available_width(), 40.0))
                .right_text(small(sites).color(look.palette.text_weak));
            if ui.add(built).accessible_name(name).clicked() {
                state.chosen = Some(one.supplier.id);
                state.supplier = None;
                state.site = None;
                state.issue.clear();
            }
        }
    });
}

fn supplier_ui(ui: &mut Ui, look: &Look, view: &SupplierView, state: &mut SuppliersState, actions: &mut Actions) {
    let supplier = &view.supplier;
    screen_title(ui, supplier_name(look, supplier));
    if supplier.own {
        ui.label(small(look.text("supplier-own-mark")).color(look.tone(Tone::Opportunity).text));
    }
    card(ui, look, |ui| {
        ui.set_width(ui.available_width());
        let pair = |key: &str, value: &str| (look.text(key), value.to_owned());
        let other = if supplier_name(look, supplier) == supplier.name { &supplier.name_local } else { &supplier.name };
        let pairs = [
            pair("supplier-other-name", other),
            pair("country", &supplier.country),
            pair(if supplier.country == "CN" { "registration-cn" } else { "registration" }, &supplier.registration),
            pair("supplier-contact", &supplier.contact),
        ];
        facts(ui, look, &pairs);
        if action_button(ui, look, Emphasis::Normal, Some(icon::PENCIL), &look.text("edit"), true).clicked() {
            state.supplier = Some(draft_of(supplier));
            state.issue.clear();
        }
    });
    ui.add_space(Tokens::space(4.0));
    ui.heading(look.text("sites"));
    for site in &view.sites {
        if state.site.as_ref().is_some_and(|draft| draft.id == Some(site.id)) {
            continue;
        }
        site_ui(ui, look, site, state, actions);
    }
    if let Some(draft) = state.site.take() {
        region(ui, "site form", |ui| site_form_ui(ui, look, draft, state, actions));
    } else if action_button(ui, look, Emphasis::Normal, Some(icon::PLUS), &look.text("site-new"), true).clicked() {
        let (supplier_id, country) = (supplier.id, supplier.country.clone());
        let (name, address) = (String::new(), String::new());
        state.site = Some(SiteDraft { id: None, supplier_id, name, address, country, indigenous: false });
        state.issue.clear();
    }
}

fn draft_of(supplier: &Supplier) -> SupplierDraft {
    SupplierDraft {
        id: Some(supplier.id),
        name: supplier.name.clone(),
        name_local: supplier.name_local.clone(),
        country: supplier.country.clone(),
        registration: supplier.registration.clone(),
        own: supplier.own,
        contact: supplier.contact.clone(),
        first_site: None,
    }
}

fn site_ui(ui: &mut Ui, look: &Look, site: &Site, state: &mut SuppliersState, actions: &mut Actions) {
    region(ui, &site.id.to_string(), |ui| {
        card(ui, look, |ui| {
            ui.set_width(ui.available_width());
            ui.label(strong_text(format!("{}\u{2002}{}", icon::MAP_PIN, site.name)));
            let place = format!("{}  ·  {}", site.address, site.country);
            ui.add(Label::new(body(place).color(look.palette.text_weak)).wrap());
            if site.indigenous {
                ui.label(small(look.text("site-indigenous")).color(look.palette.text_weak));
            }
            ui.horizontal(|ui| {
                let words = look.text("site-inspect");
                if action_button(ui, look, Emphasis::Normal, Some(icon::CLIPBOARD_LIST), &words, true).clicked() {
                    actions.go(Screen::Plan(Some((site.supplier_id, site.id))));
                }
                if action_button(ui, look, Emphasis::Quiet, Some(icon::PENCIL), &look.text("edit"), true).clicked() {
                    state.site = Some(SiteDraft {
                        id: Some(site.id),
                        supplier_id: site.supplier_id,
                        name: site.name.clone(),
                        address: site.address.clone(),
                        country: site.country.clone(),
                        indigenous: site.indigenous,
                    });
                    state.issue.clear();
                }
            });
        });
    });
    ui.add_space(Tokens::space(1.0));
}

fn supplier_form_ui(
    ui: &mut Ui,
    look: &Look,
    mut draft: SupplierDraft,
    state: &mut SuppliersState,
    actions: &mut Actions,
) {
    let text = |key: &str| look.text(key);
    screen_title(ui, &text(if draft.id.is_some() { "supplier-edit" } else { "supplier-new" }));
    let mut keep = true;
    card(ui, look, |ui| {
        ui.spacing_mut().item_spacing.y = Tokens::space(3.0);
        Field { label: &text("supplier-name"), help: &text("supplier-name-help"), ..Field::default() }.show(
            ui,
            look,
            "name",
            &mut draft.name,
        );
        Field { label: &text("supplier-local-name"), ..Field::default() }.show(
            ui,
            look,
            "local",
            &mut draft.name_local,
        );
        Field { label: &text("country"), help: &text("country-help"), width_px: Some(120.0), ..Field::default() }.show(
            ui,
            look,
            "country",
            &mut draft.country,
        );
        draft.country = draft.country.trim().to_uppercase();
        let problem = Registration::parse(&draft.country, &draft.registration).err();
        let issue =
            problem.filter(|_| !draft.registration.is_empty()).map(|p| registration_issue(look, p)).unwrap_or_default();
        let label = text(if draft.country == "CN" { "registration-cn" } else { "registration" });
        Field {
            label: &label,
            help: &text("registration-help"),
            issue: &issue,
            width_px: Some(320.0),
            ..Field::default()
        }
        .show(ui, look, "registration", &mut draft.registration);
        Field { label: &text("supplier-contact"), rows: 2, ..Field::default() }.show(
            ui,
            look,
            "contact",
            &mut draft.contact,
        );
        switch(ui, &mut draft.own, &text("supplier-own"));
        if !state.issue.is_empty() {
            issue_line(ui, look, &state.issue);
        }
        ui.horizontal(|ui| {
            let ready = !draft.name.trim().is_empty() && problem.is_none() && state.waiting.is_none();
            if action_button(ui, look, Emphasis::Primary, Some(icon::CHECK), &text("save"), ready).clicked() {
                state.issue.clear();
                state.waiting = Some(actions.run(Command::SaveSupplier(draft.clone())));
            }
            keep = !button(ui, look, Emphasis::Normal, &text("cancel")).clicked();
        });
    });
    if keep {
        state.supplier = Some(draft);
    } else {
        state.issue.clear();
    }
}

/// What is wrong with a registration number, in words.
fn registration_issue(look: &Look, problem: RegistrationProblem) -> String {
    match problem {
        RegistrationProblem::Missing => look.text("field-missing"),
        RegistrationProblem::Length { length } => look.count("registration-length", length),
        RegistrationProblem::Character { character } => {
            look.with("registration-character", &[("character", Value::Text(&character.to_string()))])
        }
        RegistrationProblem::CheckCharacter { expected } => {
            look.with("registration-check", &[("expected", Value::Text(&expected.to_string()))])
        }
    }
}

fn site_form_ui(ui: &mut Ui, look: &Look, mut draft: SiteDraft, state: &mut SuppliersState, actions: &mut Actions) {
    let text = |key: &str| look.text(key);
    let mut keep = true;
    card(ui, look, |ui| {
        ui.spacing_mut().item_spacing.y = Tokens::space(3.0);
        ui.label(strong_text(text(if draft.id.is_some() { "site-edit" } else { "site-new" })));
        Field { label: &text("site-name"), ..Field::default() }.show(ui, look, "name", &mut draft.name);
        Field { label: &text("site-address"), rows: 2, ..Field::default() }.show(
            ui,
            look,
            "address",
            &mut draft.address,
        );
        Field { label: &text("country"), help: &text("site-country-help"), width_px: Some(120.0), ..Field::default() }
            .show(ui, look, "country", &mut draft.country);
        draft.country = draft.country.trim().to_uppercase();
        switch(ui, &mut draft.indigenous, &text("site-indigenous"));
        if !state.issue.is_empty() {
            issue_line(ui, look, &state.issue);
        }
        hairline(ui, look);
        ui.horizontal(|ui| {
            let ready = !draft.name.trim().is_empty() && state.waiting.is_none();
            if action_button(ui, look, Emphasis::Primary, Some(icon::CHECK), &text("site-save"), ready).clicked() {
                state.issue.clear();
                state.waiting = Some(actions.run(Command::SaveSite(draft.clone())));
            }
            keep = !button(ui, look, Emphasis::Normal, &text("cancel")).clicked();
        });
    });
    if keep {
        state.site = Some(draft);
    } else {
        state.issue.clear();
    }
}
