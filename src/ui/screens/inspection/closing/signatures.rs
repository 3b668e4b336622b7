//! Signatures on the pad, or a refusal with a witness.

use crate::app::command::InspectionCommand;
use crate::app::view::InspectionView;
use crate::assets::icon;
use crate::domain::{MeetingKind, Signature, SignatureMark, SignatureRole};
use crate::ui::actions::{Actions, Answer};
use crate::ui::dialogs::Tag;
use crate::ui::theme::{Look, Tokens, Tone, body};
use crate::ui::widgets::{
    Emphasis, Field, PadState, action_button, button, card, issue_line, mark_with_text, paint_strokes, region,
    signature_pad,
};
use crate::words::Value;
use egui::{Label, Sense, Ui, vec2};

/// What one side has typed and drawn.
#[derive(Debug, Default)]
struct Side {
    open: bool,
    refusing: bool,
    name: String,
    function: String,
    pad: PadState,
    reason: String,
    witness: String,
}

/// What is typed and drawn here.
#[derive(Debug, Default)]
pub struct SignaturesState {
    auditor: Side,
    site: Side,
    waiting: Option<Tag>,
    issue: String,
}

/// Draws both sides.
pub fn signatures_ui(
    ui: &mut Ui,
    look: &Look,
    view: &InspectionView,
    state: &mut SignaturesState,
    actions: &mut Actions,
) {
    match actions.take(&mut state.waiting) {
        Some(Answer::Done(_)) => *state = SignaturesState::default(),
        Some(Answer::Failed(problem)) => state.issue = [problem.what, problem.to_do].join(" "),
        None => {}
    }
    ui.add(Label::new(body(look.text("signatures-text")).color(look.palette.text_weak)).wrap());
    for role in [SignatureRole::Auditor, SignatureRole::Site] {
        let key = signer_key(role);
        region(ui, key, |ui| {
            card(ui, look, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = Tokens::space(2.0);
                ui.heading(look.text(key));
                match view.inspection.signature(role) {
                    Some(signature) => given_ui(ui, look, view, signature, side(state, role)),
                    None => side(state, role).open = true,
                }
                if side(state, role).open {
                    side_ui(ui, look, view, role, state, actions);
                }
            });
        });
        ui.add_space(Tokens::space(2.0));
    }
}

/// For whom one signs.
const fn signer_key(role: SignatureRole) -> &'static str {
    match role {
        SignatureRole::Auditor => "signature-auditor",
        SignatureRole::Site => "signature-site",
    }
}

fn side(state: &mut SignaturesState, role: SignatureRole) -> &mut Side {
    match role {
        SignatureRole::Auditor => &mut state.auditor,
        SignatureRole::Site => &mut state.site,
    }
}

fn given_ui(ui: &mut Ui, look: &Look, view: &InspectionView, signature: &Signature, side: &mut Side) {
    let when = look.words.date_time(signature.signed_at);
    let who = if signature.function.is_empty() {
        signature.name.clone()
    } else {
        format!("{}, {}", signature.name, signature.function)
    };
    match &signature.mark {
        SignatureMark::Drawn { strokes } => {
            let (rect, _) = ui.allocate_exact_size(vec2(300.0, 96.0), Sense::hover());
            paint_strokes(&ui.painter_at(rect), rect, strokes, look.palette.text);
            let values = [("name", Value::Text(&who)), ("time", Value::Text(&when))];
            mark_with_text(ui, look, Tone::Conforming, &look.with("signed-by", &values));
        }
        SignatureMark::Refused { reason, witness } => {
            let values = [("name", Value::Text(&who)), ("witness", Value::Text(witness)), ("time", Value::Text(&when))];
            mark_with_text(ui, look, Tone::Minor, &look.with("signature-refused-by", &values));
            ui.add(Label::new(body(reason).color(look.palette.text_weak)).wrap());
        }
    }
    let open = view.inspection.closing_seal.is_none() && view.inspection.report_seal.is_none();
    if !side.open
        && action_button(ui, look, Emphasis::Quiet, Some(icon::ROTATE_CCW), &look.text("signature-again"), open)
            .clicked()
    {
        side.open = true;
    }
}

fn side_ui(
    ui: &mut Ui,
    look: &Look,
    view: &InspectionView,
    role: SignatureRole,
    state: &mut SignaturesState,
    actions: &mut Actions,
) {
    let waiting = state.waiting.is_some();
    let issue = state.issue.clone();
    let side = side(state, role);
    propose(view, role, side);
    ui.horizontal_top(|ui| {
        let text = |key: &str| look.text(key);
        Field { label: &text("signer-name"), width_px: Some(280.0), ..Field::default() }.show(
            ui,
            look,
            "name",
            &mut side.name,
        );
        Field { label: &text("signer-function"), width_px: Some(280.0), ..Field::default() }.show(
            ui,
            look,
            "function",
            &mut side.function,
        );
    });
    let mark = if side.refusing { refusal_ui(ui, look, side) } else { pad_ui(ui, look, role, side) };
    if !issue.is_empty() {
        issue_line(ui, look, &issue);
    }
    let mut command = None;
    ui.horizontal(|ui| {
        let key = if side.refusing { "refusal-save" } else { "signature-save" };
        let ready = mark.is_some() && !side.name.trim().is_empty() && !waiting;
        let words = look.text(key);
        let save = action_button(ui, look, Emphasis::Primary, Some(icon::CHECK), &words, ready);
        if save.accessible_name(look.named(&words, &look.text(signer_key(role)))).clicked() {
            let (name, function) = (side.name.clone(), side.function.clone());
            command = mark.map(|mark| InspectionCommand::GiveSignature { role, name, function, mark });
        }
        if !side.refusing {
            let words = look.text("signature-clear");
            if action_button(ui, look, Emphasis::Normal, Some(icon::ERASER), &words, !side.pad.is_empty()).clicked() {
                side.pad.clear();
            }
        }
        if role == SignatureRole::Site {
            let key = if side.refusing { "signature-instead" } else { "refusal-instead" };
            if button(ui, look, Emphasis::Quiet, &look.text(key)).clicked() {
                side.refusing = !side.refusing;
            }
        }
    });
    if let Some(command) = command {
        state.issue.clear();
        state.waiting = Some(actions.run_on(view.inspection.plan.id, command));
    }
}

/// The names that are known already.
fn propose(view: &InspectionView, role: SignatureRole, side: &mut Side) {
    if !side.name.is_empty() || !side.function.is_empty() {
        return;
    }
    match role {
        SignatureRole::Auditor => {
            if let Some(lead) = view.inspection.plan.team.first() {
                side.name.clone_from(&lead.name);
                side.function.clone_from(&lead.function);
            }
        }
        SignatureRole::Site => {
            let team: Vec<&str> = view.inspection.plan.team.iter().map(|member| member.name.as_str()).collect();
            let meeting = view.inspection.meetings.get(&MeetingKind::Closing);
            let host =
                meeting.and_then(|meeting| meeting.attendees.iter().find(|one| !team.contains(&one.name.as_str())));
            if let Some(host) = host {
                side.name.clone_from(&host.name);
                side.function.clone_from(&host.function);
            }
        }
    }
}

fn pad_ui(ui: &mut Ui, look: &Look, role: SignatureRole, side: &mut Side) -> Option<SignatureMark> {
    let key = match role {
        SignatureRole::Auditor => "pad-auditor",
        SignatureRole::Site => "pad-site",
    };
    signature_pad(ui, look, &look.text(key), &look.text("pad-hint"), &mut side.pad);
    (!side.pad.is_empty()).then(|| SignatureMark::Drawn { strokes: side.pad.strokes.clone() })
}

fn refusal_ui(ui: &mut Ui, look: &Look, side: &mut Side) -> Option<SignatureMark> {
    ui.add(Label::new(body(look.text("refusal-text")).color(look.palette.text_weak)).wrap());
    Field { label: &look.text("refusal-reason"), rows: 2, ..Field::default() }.show(
        ui,
        look,
        "reason",
        &mut side.reason,
    );
    Field { label: &look.text("refusal-witness"), ..Field::default() }.show(ui, look, "witness", &mut side.witness);
    let complete = !side.reason.trim().is_empty() && !side.witness.trim().is_empty();
    complete.then(|| SignatureMark::Refused { reason: side.reason.clone(), witness: side.witness.clone() })
}
