//! Plan an inspection, or change the plan of one.

use crate::app::Command;
use crate::app::command::PlanDraft;
use crate::app::verb::checklist::ChecklistLine;
use crate::app::view::SupplierListView;
use crate::assets::icon;
use crate::domain::{InspectionPlan, InspectionType, Person, SiteId, SupplierId, TeamMember};
use crate::ui::actions::{Actions, Answer};
use crate::ui::dialogs::Tag;
use crate::ui::router::{Screen, Tab};
use crate::ui::screens::suppliers::supplier_name;
use crate::ui::theme::{Look, Tokens, body, small};
use crate::ui::widgets::{
    Emphasis, EmptyState, Field, IconButton, action_button, button, card, choice_field, date_field, empty_state,
    field_label, icon_button, issue_line, page, screen_title, step_bar,
};
use chrono::NaiveDate;
use egui::{CentralPanel, Frame, Label, Margin, ScrollArea, Ui};

/// The width of the form.
const WIDTH_PX: f32 = 760.0;

/// The fields of a plan.
#[derive(Debug, Clone, Default)]
pub struct PlanForm {
    supplier: Option<SupplierId>,
    site: Option<SiteId>,
    checklist: usize,
    kind: InspectionType,
    starts_on: Option<NaiveDate>,
    ends_on: Option<NaiveDate>,
    team: Vec<TeamMember>,
    scope: String,
}

impl PlanForm {
    /// A new plan; today's day and the person who works here are filled in.
    #[must_use]
    pub fn new(look: &Look, chosen: Option<(SupplierId, SiteId)>, person: Option<&Person>) -> Self {
        let lead = person.map(|person| TeamMember {
            organisation: person.organisation.clone(),
            ..TeamMember::new(&person.name, look.text("team-lead"))
        });
        Self {
            supplier: chosen.map(|(supplier, _)| supplier),
            site: chosen.map(|(_, site)| site),
            starts_on: Some(look.today),
            ends_on: Some(look.today),
            team: lead.into_iter().collect(),
            ..Self::default()
        }
    }

    /// The plan as it stands.
    #[must_use]
    pub fn of(plan: &InspectionPlan) -> Self {
        Self {
            supplier: Some(plan.supplier_id),
            site: Some(plan.site_id),
            checklist: 0,
            kind: plan.inspection_type,
            starts_on: Some(plan.starts_on),
            ends_on: Some(plan.ends_on),
            team: plan.team.clone(),
            scope: plan.scope.clone(),
        }
    }

    /// The command's draft; none while something is missing.
    #[must_use]
    pub fn draft(&self, checklist_id: &str) -> Option<PlanDraft> {
        let (starts_on, ends_on) = (self.starts_on?, self.ends_on?);
        let named = self.team.iter().any(|member| !member.name.trim().is_empty());
        (ends_on >= starts_on && named).then_some(())?;
        Some(PlanDraft {
            supplier_id: self.supplier?,
            site_id: self.site?,
            checklist_id: checklist_id.to_owned(),
            inspection_type: self.kind,
            starts_on,
            ends_on,
            team: self.team.clone(),
            scope: self.scope.clone(),
        })
    }

    /// Type, dates, scope, and for a new plan the team: what can be changed until the closing seal.
    pub fn changeable_ui(&mut self, ui: &mut Ui, look: &Look, with_team: bool) {
        let types = InspectionType::ALL.map(|kind| look.text(&format!("type-{}", kind.code())));
        let chosen = InspectionType::ALL.iter().position(|kind| *kind == self.kind);
        if let Some(place) = choice_field(ui, look, ("type", &look.text("plan-type")), chosen, &types, 260.0) {
            self.kind = InspectionType::ALL[place];
        }
        ui.horizontal_top(|ui| {
            let before = self.starts_on;
            if date_field(ui, look, ("starts", &look.text("plan-starts")), &mut self.starts_on)
                && self.ends_on == before
            {
                self.ends_on = self.starts_on;
            }
            ui.add_space(Tokens::space(4.0));
            date_field(ui, look, ("ends", &look.text("plan-ends")), &mut self.ends_on);
        });
        if self.ends_on < self.starts_on && self.ends_on.is_some() {
            issue_line(ui, look, &look.text("plan-reversed"));
        }
        if with_team {
            self.team_ui(ui, look);
        }
        let (label, hint) = (look.text("plan-scope"), look.text("plan-scope-hint"));
        Field { label: &label, hint: &hint, rows: 3, ..Field::default() }.show(ui, look, "scope", &mut self.scope);
    }

    fn team_ui(&mut self, ui: &mut Ui, look: &Look) {
        field_label(ui, look, &look.text("plan-team"));
        let mut gone = None;
        let alone = self.team.len() < 2;
        for (place, member) in self.team.iter_mut().enumerate() {
            ui.horizontal(|ui| {
                let salt = format!("member {place}");
                let name = |key: &str| format!("{} {}", look.text(key), place + 1);
                bare(ui, &format!("{salt} name"), &mut member.name, &name("team-name"), &look.text("team-name"), 220.0);
                bare(
                    ui,
                    &format!("{salt} role"),
                    &mut member.function,
                    &name("team-function"),
                    &look.text("team-function"),
                    220.0,
                );
                let remove = format!("{} {}", look.text("team-remove"), place + 1);
                let tool = IconButton { icon: icon::X, name: &remove, enabled: !alone, selected: false };
                if icon_button(ui, look, tool).clicked() {
                    gone = Some(place);
                }
            });
        }
        if let Some(place) = gone {
            self.team.remove(place);
        }
        if action_button(ui, look, Emphasis::Quiet, Some(icon::USER_PLUS), &look.text("team-add"), true).clicked() {
            self.team.push(TeamMember::default());
        }
    }
}

/// A field whose name is read aloud and shown as a hint.
pub fn bare(ui: &mut Ui, salt: &str, text: &mut String, name: &str, hint: &str, width_px: f32) -> egui::Response {
    let edit = egui::TextEdit::singleline(text).id(ui.make_persistent_id(salt)).desired_width(width_px);
    ui.add(edit.hint_text(body(hint).weak())).accessible_name(name)
}

/// What is typed here.
#[derive(Debug, Default)]
pub struct PlanState {
    form: Option<(Option<(SupplierId, SiteId)>, PlanForm)>,
    waiting: Option<Tag>,
    issue: String,
    tried: bool,
}

/// Draws the form of a new inspection.
pub fn plan_ui(
    ui: &mut Ui,
    look: &Look,
    (suppliers, checklists): (&SupplierListView, &[ChecklistLine]),
    (chosen, person): (Option<(SupplierId, SiteId)>, Option<&Person>),
    state: &mut PlanState,
    actions: &mut Actions,
) {
    match actions.take(&mut state.waiting) {
        Some(Answer::Done(changes)) => {
            *state = PlanState::default();
            if let Some(id) = changes.inspection {
                actions.back();
                actions.go(Screen::Inspection(id, Tab::Answers));
            }
            return;
        }
        Some(Answer::Failed(problem)) => state.issue = [problem.what, problem.to_do].join(" "),
        None => {}
    }
    if state.form.as_ref().is_none_or(|(of, _)| *of != chosen) {
        state.form = Some((chosen, PlanForm::new(look, chosen, person)));
    }
    let frame = Frame::new().fill(look.palette.ground).inner_margin(Margin::symmetric(24, 16));
    if suppliers.suppliers.iter().all(|one| one.sites.is_empty()) {
        CentralPanel::default().frame(frame).show(ui, |ui| no_site_ui(ui, look, actions));
        return;
    }
    steps_ui(ui, look, checklists, state, actions);
    CentralPanel::default().frame(frame).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            page(ui, WIDTH_PX, |ui| {
                screen_title(ui, &look.text("command-new-inspection"));
                let Some((_, form)) = &mut state.form else { return };
                card(ui, look, |ui| {
                    ui.set_width(ui.available_width());
                    ui.spacing_mut().item_spacing.y = Tokens::space(3.0);
                    where_ui(ui, look, suppliers, form);
                    checklist_ui(ui, look, checklists, form);
                    form.changeable_ui(ui, look, true);
                });
            });
        });
    });
}

/// What ends the form: the plan is made, or nothing is.
fn steps_ui(ui: &mut Ui, look: &Look, checklists: &[ChecklistLine], state: &mut PlanState, actions: &mut Actions) {
    let Some((_, form)) = &state.form else { return };
    let draft = checklists.get(form.checklist).and_then(|line| form.draft(&line.digest.to_string()));
    step_bar(ui, look, "plan steps", WIDTH_PX, |ui| {
        let words = look.text("plan-create");
        let ready = state.waiting.is_none();
        let incomplete = state.tried && draft.is_none();
        // That is said at the dates themselves.
        let reversed = form.ends_on < form.starts_on && form.ends_on.is_some();
        if action_button(ui, look, Emphasis::Primary, Some(icon::CLIPBOARD_CHECK), &words, ready).clicked() {
            state.tried = true;
            state.issue.clear();
            state.waiting = draft.map(|draft| actions.run(Command::PlanInspection(draft)));
        }
        if button(ui, look, Emphasis::Normal, &look.text("cancel")).clicked() {
            actions.back();
        }
        if !state.issue.is_empty() {
            issue_line(ui, look, &state.issue);
        } else if incomplete && !reversed {
            issue_line(ui, look, &look.text("plan-incomplete"));
        }
    });
}

fn no_site_ui(ui: &mut Ui, look: &Look, actions: &mut Actions) {
    let (title, text) = (look.text("plan-no-site"), look.text("plan-no-site-text"));
    let (add, example) = (look.text("supplier-new"), look.text("command-open-example"));
    let steps = [(icon::FACTORY, add.as_str()), (icon::BOOK_OPEN, example.as_str())];
    let empty = EmptyState { icon: icon::FACTORY, title: &title, text: &text, steps: &steps };
    match empty_state(ui, look, &empty) {
        Some(0) => actions.go(Screen::Suppliers),
        Some(_) => actions.do_command(crate::ui::command_table::UiCommand::OpenExample),
        None => {}
    }
}

fn where_ui(ui: &mut Ui, look: &Look, suppliers: &SupplierListView, form: &mut PlanForm) {
    let with_sites: Vec<_> = suppliers.suppliers.iter().filter(|one| !one.sites.is_empty()).collect();
    if form.supplier.is_none() && with_sites.len() == 1 {
        form.supplier = Some(with_sites[0].supplier.id);
    }
    let names: Vec<String> = with_sites.iter().map(|one| supplier_name(look, &one.supplier).to_owned()).collect();
    let chosen = with_sites.iter().position(|one| Some(one.supplier.id) == form.supplier);
    let label = look.text("plan-supplier");
    if let Some(place) = choice_field(ui, look, ("supplier", &label), chosen, &names, 460.0) {
        form.supplier = Some(with_sites[place].supplier.id);
        form.site = None;
    }
    let Some(supplier) = with_sites.into_iter().find(|one| Some(one.supplier.id) == form.supplier) else { return };
    if form.site.is_none() && supplier.sites.len() == 1 {
        form.site = Some(supplier.sites[0].id);
    }
    let names: Vec<String> = supplier.sites.iter().map(|site| format!("{}, {}", site.name, site.address)).collect();
    let chosen = supplier.sites.iter().position(|site| Some(site.id) == form.site);
    if let Some(place) = choice_field(ui, look, ("site", &look.text("plan-site")), chosen, &names, 460.0) {
        form.site = Some(supplier.sites[place].id);
    }
}

fn checklist_ui(ui: &mut Ui, look: &Look, checklists: &[ChecklistLine], form: &mut PlanForm) {
    let names: Vec<String> = checklists
        .iter()
        .map(|line| {
            format!("{}  ·  {}", line.title.get(look.language()), look.count("questions-count", line.questions))
        })
        .collect();
    let label = look.text("plan-checklist");
    if let Some(place) = choice_field(ui, look, ("checklist", &label), Some(form.checklist), &names, 460.0) {
        form.checklist = place;
    }
    ui.add(Label::new(small(look.text("plan-checklist-help")).color(look.palette.text_weak)).wrap());
}
