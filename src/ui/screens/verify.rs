//! What a report is worth: one sentence first, then who, when, what, for those who want to know.

use crate::app::Command;
use crate::app::Outcome;
use crate::app::verb::verify::{RecordFinding, Verification};
use crate::assets::icon;
use crate::ui::actions::{Actions, Answer};
use crate::ui::dialogs::Tag;
use crate::ui::intake;
use crate::ui::theme::{Look, Tokens, Tone, body, display_font, icon_text, strong_font};
use crate::ui::widgets::{Emphasis, action_button, card, facts, issue_line, page, screen_title};
use crate::words::Value;
use egui::{
    Align2, CentralPanel, CollapsingHeader, Frame, Label, Margin, RichText, ScrollArea, Sense, Stroke, StrokeKind, Ui,
    vec2,
};
use std::path::PathBuf;

/// What is chosen here.
#[derive(Debug, Default)]
pub struct VerifyState {
    picking: Option<Tag>,
    waiting: Option<Tag>,
    verified: Option<Box<Verification>>,
    issue: String,
}

impl VerifyState {
    /// Verifies a file that was dropped somewhere else.
    pub fn start(&mut self, path: PathBuf, actions: &mut Actions) {
        self.issue.clear();
        self.verified = None;
        self.waiting = Some(actions.run(Command::Verify(path)));
    }
}

/// Draws the screen.
pub fn verify_ui(ui: &mut Ui, look: &Look, state: &mut VerifyState, actions: &mut Actions) {
    match actions.take(&mut state.waiting) {
        Some(Answer::Done(changes)) => {
            if let Outcome::Verified(verified) = changes.outcome {
                state.verified = Some(verified);
            }
        }
        Some(Answer::Failed(problem)) => state.issue = [problem.what, problem.to_do].join(" "),
        None => {}
    }
    if let Some(path) = actions.picked(&mut state.picking).and_then(|paths| paths.into_iter().next()) {
        state.start(path, actions);
    }
    let frame = Frame::new().fill(look.palette.ground).inner_margin(Margin::symmetric(24, 16));
    CentralPanel::default().frame(frame).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            page(ui, 820.0, |ui| {
                screen_title(ui, &look.text("verify-title"));
                ui.add(Label::new(body(look.text("verify-text")).color(look.palette.text_weak)).wrap());
                ui.add_space(Tokens::space(2.0));
                drop_ui(ui, look, state, actions);
                if state.waiting.is_some() {
                    ui.label(look.text("verify-working"));
                }
                if !state.issue.is_empty() {
                    issue_line(ui, look, &state.issue);
                }
                if let Some(verified) = &state.verified {
                    ui.add_space(Tokens::space(3.0));
                    verdict_ui(ui, look, verified);
                    ui.add_space(Tokens::space(3.0));
                    details_ui(ui, look, verified);
                }
            });
        });
    });
}

fn drop_ui(ui: &mut Ui, look: &Look, state: &mut VerifyState, actions: &mut Actions) {
    let height = if state.verified.is_some() { 72.0 } else { 150.0 };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    let name = look.text("verify-choose");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, &name));
    let marked = response.hovered() || response.has_focus() || intake::files_hover(ui.ctx());
    let (fill, edge) = if marked {
        (look.palette.accent_soft, look.palette.accent)
    } else {
        (look.palette.surface, look.palette.border)
    };
    ui.painter().rect(rect, Tokens::get().corner_radius_px, fill, Stroke::new(1.0, edge), StrokeKind::Inside);
    let words = format!("{}\u{2002}{name}", icon::FILE_SEARCH);
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, words, strong_font(15.0), look.palette.accent);
    if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
        state.picking = Some(actions.ask(intake::report_dialog(look)));
    }
}

/// The tone of a verdict: genuine, genuine with a question, not genuine.
const fn tone(exit_code: u8) -> (Tone, char) {
    match exit_code {
        0 => (Tone::Conforming, icon::SHIELD_CHECK),
        4 => (Tone::Minor, icon::SHIELD_QUESTION_MARK),
        _ => (Tone::Critical, icon::SHIELD_X),
    }
}

/// One sentence, with colour and icon saying the same.
pub fn verdict_ui(ui: &mut Ui, look: &Look, verified: &Verification) {
    let (tone, glyph) = tone(verified.exit_code());
    let paint = look.tone(tone);
    let frame = Frame::new().fill(paint.soft).stroke(Stroke::new(1.5, paint.solid)).inner_margin(Margin::same(16));
    frame.corner_radius(Tokens::get().corner_radius_px).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_top(|ui| {
            ui.label(icon_text(glyph).size(34.0).color(paint.text));
            ui.vertical(|ui| {
                let title = look.text(&format!("verdict-{}", verified.code()));
                ui.add(Label::new(RichText::new(title).font(display_font()).color(paint.text)).wrap());
                let sentence = sentence(look, verified);
                if !sentence.is_empty() {
                    ui.add(Label::new(sentence).wrap());
                }
                let means = look.text(&format!("verdict-{}-means", verified.code()));
                ui.add(Label::new(body(means).color(look.palette.text)).wrap());
            });
        });
    });
}

/// Who signed and when, in one sentence.
fn sentence(look: &Look, verified: &Verification) -> String {
    let Some(signature) = verified.verdict.signatures.last() else { return String::new() };
    let Some(signer) = &signature.signer else { return String::new() };
    let when = signature.claimed_time.map(|time| look.words.date_time(time)).unwrap_or_default();
    let values = [
        ("name", Value::Text(&signer.name)),
        ("organisation", Value::Text(&signer.organisation)),
        ("time", Value::Text(&when)),
    ];
    look.with("verdict-signed-by", &values)
}

fn details_ui(ui: &mut Ui, look: &Look, verified: &Verification) {
    let pair = |key: &str, value: String| (look.text(key), value);
    card(ui, look, |ui| {
        ui.set_width(ui.available_width());
        let mut known = vec![pair("verify-file", verified.path.display().to_string())];
        if let RecordFinding::Sealed(record) = &verified.record {
            known.push(pair("column-number", record.report_number.clone()));
            known.push(pair("verify-revision", record.revision.to_string()));
            let copy = if record.copy == crate::domain::RecordCopy::Internal { "copy-internal" } else { "copy-site" };
            known.push(pair("verify-copy", look.text(copy)));
            known.push(pair("verify-items", record.items.to_string()));
            known.push(pair("verify-seal", record.seal_digest.to_string()));
        }
        if let RecordFinding::UnsealedItems(items) = &verified.record {
            known.push(pair("verify-unsealed", items.join(&look.text("list-comma"))));
        }
        facts(ui, look, &known);
        for signature in &verified.verdict.signatures {
            // Our own fields have words; those of other programs go by their names.
            let own = format!("signature-field-{}", signature.field);
            let title = if look.words.has(&own) {
                look.text(&own)
            } else {
                look.with("verify-signature", &[("field", Value::Text(&signature.field))])
            };
            CollapsingHeader::new(title).id_salt(&signature.field).show(ui, |ui| {
                let signer = signature.signer.as_ref();
                let time = signature.claimed_time.map(|time| look.words.date_time(time)).unwrap_or_default();
                let problems: Vec<&str> = signature.problems.iter().map(|problem| problem.as_str()).collect();
                let mut known = vec![
                    pair("verify-verdict", look.text(&format!("verdict-{}", signature.code.as_str()))),
                    pair("verify-signer", signer.map(|signer| signer.name.clone()).unwrap_or_default()),
                    pair("verify-organisation", signer.map(|signer| signer.organisation.clone()).unwrap_or_default()),
                    pair("verify-time", time),
                    pair("verify-form", signature.sub_filter.clone()),
                    pair("verify-problems", problems.join(&look.text("list-comma"))),
                ];
                if let Some(signer) = signer {
                    known.push(pair("verify-fingerprint", signer.fingerprint.to_string()));
                }
                facts(ui, look, &known);
            });
        }
        if action_copy(ui, look) {
            ui.ctx().copy_text(format!("{}\n{}", verified.path.display(), verified.code()));
        }
    });
}

fn action_copy(ui: &mut Ui, look: &Look) -> bool {
    action_button(ui, look, Emphasis::Quiet, Some(icon::COPY), &look.text("copy-details"), true).clicked()
}
