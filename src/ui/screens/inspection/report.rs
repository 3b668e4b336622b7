//! The report: which one, in which language, and the verdict on what was written.

use crate::app::Outcome;
use crate::app::command::InspectionCommand;
use crate::app::verb::export::Exported;
use crate::app::view::InspectionView;
use crate::assets::icon;
use crate::domain::{Language, RecordCopy, ReportKind, ReportLanguages, ReportRequest};
use crate::ui::actions::{Actions, Answer};
use crate::ui::dialogs::{DialogKind, DialogRequest, Tag};
use crate::ui::router::{Screen, Tab};
use crate::ui::screens::verify::verdict_ui;
use crate::ui::theme::{Look, Tokens, Tone, body, small, strong_font, strong_text};
use crate::ui::widgets::{
    Emphasis, action_button, card, facts, field_label, hairline, issue_line, mark_with_text, screen_title,
};
use crate::words::Value;
use egui::{CentralPanel, Frame, Label, Margin, Panel, RichText, ScrollArea, Ui};

/// What is chosen here.
#[derive(Debug, Default)]
pub struct ReportState {
    kind: Option<ReportKind>,
    copy: Option<RecordCopy>,
    languages: Option<ReportLanguages>,
    picking: Option<Tag>,
    waiting: Option<Tag>,
    exported: Option<Box<Exported>>,
    issue: String,
}

/// Draws settings on the left, what comes of them on the right.
pub fn report_ui(ui: &mut Ui, look: &Look, view: &InspectionView, state: &mut ReportState, actions: &mut Actions) {
    match actions.take(&mut state.waiting) {
        Some(Answer::Done(changes)) => {
            if let Outcome::Exported(exported) = changes.outcome {
                state.exported = Some(exported);
            }
        }
        Some(Answer::Failed(problem)) => state.issue = [problem.what, problem.means, problem.to_do].join(" "),
        None => {}
    }
    if let Some(to) = actions.picked(&mut state.picking).and_then(|paths| paths.into_iter().next()) {
        export(look, view, state, Some(to), actions);
    }
    let frame = Frame::new().fill(look.palette.surface).inner_margin(Margin::symmetric(20, 14));
    Panel::left("report settings").exact_size(360.0).frame(frame).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| settings_ui(ui, look, view, state, actions));
    });
    let frame = Frame::new().fill(look.palette.ground).inner_margin(Margin::symmetric(24, 14));
    CentralPanel::default().frame(frame).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            ui.set_max_width(ui.available_width().min(820.0));
            result_ui(ui, look, view, state, actions);
        });
    });
}

/// The report that can be made now: the full one after the report seal, the short one after the closing seal.
fn kind(view: &InspectionView, state: &ReportState) -> Option<ReportKind> {
    view.inspection.closing_seal.as_ref()?;
    if view.inspection.report_seal.is_none() {
        return Some(ReportKind::ClosingPlan);
    }
    Some(state.kind.unwrap_or(ReportKind::Inspection))
}

/// The copy that is made: the one chosen where the report exists as such, else its usual one.
fn copy(kind: ReportKind, state: &ReportState) -> RecordCopy {
    state.copy.filter(|copy| kind.copies().contains(copy)).unwrap_or(kind.usual_copy())
}

fn settings_ui(ui: &mut Ui, look: &Look, view: &InspectionView, state: &mut ReportState, actions: &mut Actions) {
    let text = |key: &str| look.text(key);
    screen_title(ui, &text("tab-report"));
    let Some(kind) = kind(view, state) else {
        ui.add(Label::new(body(text("report-not-yet")).color(look.palette.text_weak)).wrap());
        if action_button(ui, look, Emphasis::Primary, Some(icon::SIGNATURE), &text("tab-closing"), true).clicked() {
            actions.go(Screen::Inspection(view.inspection.plan.id, Tab::Closing));
        }
        return;
    };
    field_label(ui, look, &text("report-kind"));
    for (one, key) in [(ReportKind::Inspection, "report-full"), (ReportKind::ClosingPlan, "report-closing")] {
        let possible = one == ReportKind::ClosingPlan || view.inspection.report_seal.is_some();
        ui.add_enabled_ui(possible, |ui| {
            if ui.radio(kind == one, text(key)).clicked() {
                state.kind = Some(one);
            }
        });
        ui.add(Label::new(small(text(&format!("{key}-text"))).color(look.palette.text_weak)).wrap());
    }
    if kind.copies().len() > 1 {
        hairline(ui, look);
        field_label(ui, look, &text("report-copy"));
        for one in kind.copies() {
            let key = if *one == RecordCopy::Internal { "copy-internal" } else { "copy-site" };
            if ui.radio(copy(kind, state) == *one, text(key)).clicked() {
                state.copy = Some(*one);
            }
            ui.add(Label::new(small(text(&format!("report-{key}-text"))).color(look.palette.text_weak)).wrap());
        }
    }
    hairline(ui, look);
    let chosen = state.languages.unwrap_or(ReportLanguages::One(look.language()));
    field_label(ui, look, &text("report-language"));
    for (one, key) in [
        (ReportLanguages::One(Language::En), "language-en"),
        (ReportLanguages::One(Language::ZhCn), "language-zh"),
        (ReportLanguages::Both, "language-both"),
    ] {
        if ui.radio(chosen == one, text(key)).clicked() {
            state.languages = Some(one);
        }
    }
    hairline(ui, look);
    let ready = state.waiting.is_none();
    if action_button(ui, look, Emphasis::Primary, Some(icon::FILE_DOWN), &text("report-export"), ready).clicked() {
        export(look, view, state, None, actions);
    }
    if action_button(ui, look, Emphasis::Quiet, Some(icon::FOLDER), &text("report-export-to"), ready).clicked() {
        let request = save_dialog(look, view, kind, copy(kind, state));
        state.picking = Some(actions.ask(request));
    }
    if !ready {
        ui.label(small(text("report-working")).color(look.palette.text_weak));
    }
    if !state.issue.is_empty() {
        issue_line(ui, look, &state.issue);
    }
}

fn save_dialog(look: &Look, view: &InspectionView, kind: ReportKind, copy: RecordCopy) -> DialogRequest {
    let suffix = match kind {
        ReportKind::ClosingPlan => "-plan",
        ReportKind::Inspection if copy == RecordCopy::Site => "-site",
        ReportKind::Inspection => "",
    };
    let file_name = format!("{}{suffix}.pdf", view.inspection.plan.number);
    let filter = Some((look.text("dialog-pdf"), vec!["pdf"]));
    DialogRequest { kind: DialogKind::Save { file_name }, title: look.text("report-export"), filter }
}

fn export(
    look: &Look,
    view: &InspectionView,
    state: &mut ReportState,
    to: Option<std::path::PathBuf>,
    actions: &mut Actions,
) {
    let Some(kind) = kind(view, state) else { return };
    let languages = state.languages.unwrap_or(ReportLanguages::One(look.language()));
    state.issue.clear();
    state.exported = None;
    let report = ReportRequest { kind, copy: copy(kind, state), languages };
    let command = InspectionCommand::Export { report, to };
    state.waiting = Some(actions.run_on(view.inspection.plan.id, command));
}

/// The verdict on the file just written, the result that the report shows, and what left before.
fn result_ui(ui: &mut Ui, look: &Look, view: &InspectionView, state: &ReportState, actions: &mut Actions) {
    if let Some(exported) = &state.exported {
        verdict_ui(ui, look, &exported.verification);
        card(ui, look, |ui| {
            ui.set_width(ui.available_width());
            exported_ui(ui, look, exported, actions);
        });
        ui.add_space(Tokens::space(3.0));
    }
    card(ui, look, |ui| {
        ui.set_width(ui.available_width());
        summary_ui(ui, look, view);
    });
    if view.inspection.exports.is_empty() {
        return;
    }
    ui.add_space(Tokens::space(3.0));
    card(ui, look, |ui| {
        ui.set_width(ui.available_width());
        ui.heading(look.text("report-earlier"));
        for export in view.inspection.exports.iter().rev() {
            let copy = look.text(if export.copy == RecordCopy::Internal { "copy-internal" } else { "copy-site" });
            let when = look.words.date_time(export.exported_at);
            ui.label(format!("{}  ·  {copy}  ·  {when}", export.file_name));
            ui.label(RichText::new(export.digest.to_string()).monospace().color(look.palette.text_weak));
        }
    });
}

fn exported_ui(ui: &mut Ui, look: &Look, exported: &Exported, actions: &mut Actions) {
    #[expect(clippy::cast_precision_loss, reason = "megabytes with one decimal")]
    let megabytes = format!("{:.1} MB", exported.size_bytes as f64 / 1_000_000.0);
    let pair = |key: &str, value: String| (look.text(key), value);
    facts(
        ui,
        look,
        &[
            pair("verify-file", exported.path.display().to_string()),
            pair("report-pages", exported.pages.to_string()),
            pair("report-size", megabytes),
            pair("photo-digest", exported.digest.to_string()),
        ],
    );
    if let Some(list) = exported.missing_code_points() {
        issue_line(ui, look, &look.with("report-missing-characters", &[("list", Value::Text(&list))]));
    }
    ui.horizontal(|ui| {
        let words = look.text("report-open");
        if action_button(ui, look, Emphasis::Normal, Some(icon::EXTERNAL_LINK), &words, true).clicked() {
            actions.reveal(exported.path.clone());
        }
        let words = look.text("open-folder");
        let folder = exported.path.parent().map(std::path::Path::to_owned);
        if action_button(ui, look, Emphasis::Normal, Some(icon::FOLDER_OPEN), &words, folder.is_some()).clicked()
            && let Some(folder) = folder
        {
            actions.reveal(folder);
        }
    });
}

/// The result as the report will show it.
fn summary_ui(ui: &mut Ui, look: &Look, view: &InspectionView) {
    let score = &view.evaluation.score;
    let tone = Tone::from(score.letter);
    ui.heading(look.text("report-result"));
    ui.horizontal(|ui| {
        ui.label(RichText::new(score.letter.code()).font(strong_font(34.0)).color(look.tone(tone).text));
        ui.vertical(|ui| {
            ui.label(strong_text(look.text(&format!("letter-{}", score.letter.code()))));
            let points = score.points.map_or_else(|| "–".to_owned(), |points| points.one_decimal());
            ui.label(look.with("score-points", &[("points", Value::Text(&points))]));
        });
    });
    if score.provisional {
        ui.label(body(look.text("score-provisional")).color(look.palette.text_weak));
    }
    let coverage = score.coverage_percent.one_decimal();
    ui.label(look.with("score-coverage", &[("percent", Value::Text(&coverage))]));
    for severity in crate::domain::Severity::WORST_FIRST {
        let count = view.inspection.count(severity);
        if count > 0 {
            let name = look.text(&format!("severity-{}", severity.code()));
            mark_with_text(ui, look, Tone::from(severity), &format!("{count}  {name}"));
        }
    }
}
