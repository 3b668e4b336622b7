//! The sheet of a finding: what was seen, what is required, what the site does about it.

use super::finding_form::FindingForm;
use super::grade_form::steps_ui;
use super::proposal::{ProposalState, proposal_ui};
use super::schemes;
use crate::app::command::{InspectionCommand, PhotoSource};
use crate::app::view::InspectionView;
use crate::assets::icon;
use crate::domain::{EvidenceLink, FileKind, Finding, FindingId, FindingState, Photo};
use crate::ui::actions::{Actions, Answer, Spot};
use crate::ui::dialogs::Tag;
use crate::ui::intake;
use crate::ui::router::Screen;
use crate::ui::theme::{Look, Tokens, Tone, body, display_font, small};
use crate::ui::widgets::{
    Emphasis, Field, IconButton, action_button, button, card, facts, hairline, icon_button, issue_line, line, mark,
    pane_title, region, step_bar,
};
use crate::words::Value;
use egui::{Label, RichText, ScrollArea, Ui, vec2};

/// What is typed here.
#[derive(Debug, Default)]
pub struct SheetState {
    finding: Option<FindingId>,
    form: FindingForm,
    stored: FindingForm,
    /// What was sent last; the rule may have raised it, so that what was saved takes its place.
    sent: FindingForm,
    waiting: Option<Tag>,
    picking: Option<Tag>,
    issue: String,
    withdraw: Option<String>,
    proposal: ProposalState,
}

impl SheetState {
    /// Sends what is typed and not yet sent.
    pub fn flush(&mut self, view: &InspectionView, actions: &mut Actions) {
        if self.form == self.stored || self.finding.is_none() || self.waiting.is_some() {
            return;
        }
        // What was chosen and lacks its reason does not keep the rest from being saved.
        self.form.severity = self.form.settled_severity(view);
        save(view, self, actions);
    }

    fn follow(&mut self, view: &InspectionView, finding: &Finding, actions: &mut Actions) {
        let stored = FindingForm::of(finding, view.inspection.action(finding));
        if self.finding != Some(finding.id) {
            self.flush(view, actions);
            *self = Self { finding: Some(finding.id), form: stored.clone(), stored, ..Self::default() };
            return;
        }
        if self.form == self.stored {
            self.form.clone_from(&stored);
        }
        self.stored = stored;
    }
}

/// Draws the sheet.
pub fn sheet_ui(
    ui: &mut Ui,
    look: &Look,
    view: &InspectionView,
    finding: &Finding,
    state: &mut SheetState,
    actions: &mut Actions,
) {
    state.follow(view, finding, actions);
    match actions.take(&mut state.waiting) {
        Some(Answer::Failed(problem)) => state.issue = [problem.what, problem.to_do].join(" "),
        Some(Answer::Done(_)) => {
            state.issue.clear();
            if state.form == state.sent {
                state.form.clone_from(&state.stored);
            }
        }
        None => {}
    }
    take_files(ui, view, finding, state, actions);
    save_bar_ui(ui, look, view, state, actions);
    ScrollArea::vertical().id_salt(("sheet", finding.id.to_string())).auto_shrink([false, false]).show(ui, |ui| {
        ui.set_max_width(ui.available_width().min(760.0));
        region(ui, &finding.id.to_string(), |ui| {
            head_ui(ui, look, view, finding);
            photos_ui(ui, look, view, finding, state, actions);
            let open = view.inspection.closing_seal.is_none() && view.inspection.report_seal.is_none();
            card(ui, look, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = Tokens::space(2.5);
                if open {
                    let photos: Vec<&Photo> = view.inspection.photos_of(finding).collect();
                    state.form.full_ui(ui, look, view, &photos);
                } else {
                    fixed_ui(ui, look, finding);
                }
                questions_ui(ui, look, view, state, open, actions);
            });
            ui.add_space(Tokens::space(3.0));
            card(ui, look, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = Tokens::space(2.5);
                pane_title(ui, &look.text("action"));
                let help = small(look.text("action-help")).color(look.palette.text_weak);
                ui.add(Label::new(help).wrap());
                state.form.action_ui(ui, look);
            });
            proposal_ui(ui, look, view, finding, &mut state.proposal, actions);
            if open {
                withdraw_ui(ui, look, view, finding, state, actions);
            }
            ui.add_space(Tokens::space(4.0));
        });
    });
}

fn take_files(ui: &Ui, view: &InspectionView, finding: &Finding, state: &mut SheetState, actions: &mut Actions) {
    let mut sources = intake::dropped_and_pasted(ui.ctx());
    if let Some(paths) = actions.picked(&mut state.picking) {
        sources.extend(paths.into_iter().map(PhotoSource::File));
    }
    if !sources.is_empty() {
        let links = vec![EvidenceLink::Finding(finding.id)];
        actions.send_to(view.inspection.plan.id, InspectionCommand::AddPhotos { sources, links });
    }
}

fn head_ui(ui: &mut Ui, look: &Look, view: &InspectionView, finding: &Finding) {
    let tone = Tone::from(finding.severity);
    ui.horizontal(|ui| {
        mark(ui, look, tone, 26.0);
        let number = view.finding(finding.id).map(|own| own.number.clone()).unwrap_or_default();
        ui.label(RichText::new(number).font(display_font()));
        let severity = look.text(&format!("severity-{}", finding.severity.code()));
        ui.label(body(severity).color(look.tone(tone).text));
        if finding.state() == FindingState::Contained {
            ui.label(small(look.text("finding-state-contained"))).on_hover_text(look.text("finding-contained-help"));
        }
        if finding.sensitive {
            let text = format!("{}\u{2002}{}", icon::EYE_OFF, look.text("sensitive"));
            ui.label(small(text)).on_hover_text(look.text("finding-sensitive-help"));
        }
    });
    steps_ui(ui, look, view, finding);
    let Some(own) = view.finding(finding.id) else { return };
    let text = match own.due.main() {
        Some(due) => {
            let key = if own.fixed { "due-fixed" } else { "due-provisional" };
            look.with(key, &[("date", Value::Text(&look.words.date_from_today(due, look.today)))])
        }
        None => look.text("due-none"),
    };
    ui.label(body(text).color(look.palette.text_weak));
    if let Some(plan) = own.due.plan_on {
        let text = look.with("due-plan", &[("date", Value::Text(&look.words.date_from_today(plan, look.today)))]);
        ui.label(small(text).color(look.palette.text_weak));
    }
}

fn photos_ui(
    ui: &mut Ui,
    look: &Look,
    view: &InspectionView,
    finding: &Finding,
    state: &mut SheetState,
    actions: &mut Actions,
) {
    ui.horizontal_wrapped(|ui| {
        for photo in view.inspection.photos_of(finding) {
            let name = super::answers::photo_name(look, photo);
            let tile = actions.pictures.tile(
                ui,
                &view.inspection.rendition(photo),
                vec2(128.0, 96.0),
                look.palette.sunken,
                &name,
            );
            if tile.clicked() {
                actions.go(Screen::Photo(view.inspection.plan.id, photo.id));
            }
            tile.on_hover_text(name);
        }
        let open = view.inspection.report_seal.is_none();
        let words = look.text("command-add-photo");
        if action_button(ui, look, Emphasis::Normal, Some(icon::IMAGE_PLUS), &words, open).clicked() {
            state.picking = Some(actions.ask(intake::photo_dialog(look, FileKind::Picture)));
        }
        let words = look.text("command-camera");
        if action_button(ui, look, Emphasis::Normal, Some(icon::CAMERA), &words, open).clicked() {
            super::open_camera(view, vec![EvidenceLink::Finding(finding.id)], actions);
        }
    });
    ui.add_space(Tokens::space(2.0));
}

/// What the closing seal fixed, to be read.
fn fixed_ui(ui: &mut Ui, look: &Look, finding: &Finding) {
    let pair = |key: &str, value: &str| (look.text(key), value.to_owned());
    facts(
        ui,
        look,
        &[
            pair("finding-title", &finding.title),
            pair("finding-requirement", &finding.requirement),
            pair("finding-evidence", &finding.evidence),
            pair("finding-place", &finding.place),
            pair("finding-immediate", &finding.immediate_action),
        ],
    );
    schemes::severity_ui(ui, look, finding.severity);
    ui.label(small(look.text("finding-fixed")).color(look.palette.text_weak));
}

/// The failed answers that this finding covers: one cause, one finding.
fn questions_ui(
    ui: &mut Ui,
    look: &Look,
    view: &InspectionView,
    state: &mut SheetState,
    open: bool,
    actions: &mut Actions,
) {
    hairline(ui, look);
    ui.label(small(look.text("finding-questions")).color(look.palette.text_weak));
    let mut gone = None;
    for path in &state.form.questions {
        let Some(question) = view.template.index_of(path).and_then(|index| view.template.questions.get(index)) else {
            continue;
        };
        line(ui, 24.0, |ui| {
            let several = state.form.questions.len() > 1;
            if several {
                let name = look.with("finding-unlink", &[("code", Value::Text(&question.code))]);
                let tool = IconButton { icon: icon::UNLINK, name: &name, enabled: open, selected: false };
                if icon_button(ui, look, tool).clicked() {
                    gone = Some(path.clone());
                }
            }
            let text = format!("{}  {}", question.code, question.text.get(look.language()));
            let words = small(&text).color(look.palette.accent);
            let link = egui::Button::new(words).truncate().frame_when_inactive(false).stroke(egui::Stroke::NONE);
            if ui.add(link).on_hover_text(text).clicked() {
                actions.show(view.inspection.plan.id, Spot::Question(path.clone()));
            }
        });
    }
    if let Some(path) = gone {
        state.form.questions.retain(|other| *other != path);
    }
}

/// Always in sight, so that no field moves while it is typed into.
fn save_bar_ui(ui: &mut Ui, look: &Look, view: &InspectionView, state: &mut SheetState, actions: &mut Actions) {
    let changed = state.form != state.stored;
    step_bar(ui, look, "save finding", f32::INFINITY, |ui| {
        let ready = changed && state.waiting.is_none();
        if action_button(ui, look, Emphasis::Primary, Some(icon::CHECK), &look.text("finding-save"), ready).clicked() {
            save(view, state, actions);
        }
        if action_button(ui, look, Emphasis::Normal, None, &look.text("discard"), changed).clicked() {
            state.form = state.stored.clone();
            state.issue.clear();
        }
        if !state.issue.is_empty() {
            issue_line(ui, look, &state.issue);
        }
    });
}

/// Before the closing seal the finding is saved; afterwards what the site does about it.
fn save(view: &InspectionView, state: &mut SheetState, actions: &mut Actions) {
    let (Some(finding), draft) = (state.finding, state.form.draft()) else { return };
    let fixed = view.inspection.closing_seal.is_some() || view.inspection.report_seal.is_some();
    let command = if fixed {
        InspectionCommand::RecordAction { finding_id: finding, action: draft.action }
    } else {
        InspectionCommand::SaveFinding(Box::new(draft))
    };
    state.sent.clone_from(&state.form);
    state.waiting = Some(actions.run_on(view.inspection.plan.id, command));
}

fn withdraw_ui(
    ui: &mut Ui,
    look: &Look,
    view: &InspectionView,
    finding: &Finding,
    state: &mut SheetState,
    actions: &mut Actions,
) {
    ui.add_space(Tokens::space(2.0));
    let Some(mut reason) = state.withdraw.take() else {
        if button(ui, look, Emphasis::Quiet, &look.text("finding-withdraw")).clicked() {
            state.withdraw = Some(String::new());
        }
        return;
    };
    let mut keep = true;
    card(ui, look, |ui| {
        ui.set_width(ui.available_width());
        ui.add(Label::new(look.text("finding-withdraw-text")).wrap());
        Field { label: &look.text("finding-withdraw-reason"), ..Field::default() }.show(
            ui,
            look,
            "reason",
            &mut reason,
        );
        ui.horizontal(|ui| {
            let number = view.finding(finding.id).map(|own| own.number.clone()).unwrap_or_default();
            let words = look.with("finding-withdraw-do", &[("number", Value::Text(&number))]);
            let ready = !reason.trim().is_empty();
            if action_button(ui, look, Emphasis::Danger, Some(icon::TRASH_2), &words, ready).clicked() {
                let command = InspectionCommand::WithdrawFinding { id: finding.id, reason: reason.clone() };
                state.form = state.stored.clone();
                state.waiting = Some(actions.run_on(view.inspection.plan.id, command));
                keep = false;
            }
            if button(ui, look, Emphasis::Normal, &look.text("cancel")).clicked() {
                keep = false;
            }
        });
    });
    if keep {
        state.withdraw = Some(reason);
    }
}
