//! The team: who, with which qualifications, for how many days.

use super::form_state::FormState;
use super::team_form::TeamForm;
use crate::app::view::InspectionView;
use crate::assets::icon;
use crate::domain::{Certificate, CertificateKind, TeamMember, person_days};
use crate::ui::theme::{Look, Tokens, Tone, body, small, strong_text};
use crate::ui::widgets::{Emphasis, action_button, card, mark_with_text};
use crate::words::Value;
use egui::{Label, Ui};

/// Draws the team, or its form.
pub fn team_ui(ui: &mut Ui, look: &Look, view: &InspectionView, state: &mut FormState<TeamForm>) {
    if let Some(form) = state.form() {
        form.show(ui, look);
        return;
    }
    let team = &view.inspection.plan.team;
    for member in team {
        card(ui, look, |ui| {
            ui.set_width(ui.available_width());
            member_ui(ui, look, view, member);
        });
        ui.add_space(Tokens::space(2.0));
    }
    if let Some(days) = person_days(team) {
        ui.label(body(look.with("team-days-in-all", &[("days", Value::Text(&days))])));
        ui.add_space(Tokens::space(2.0));
    }
    let open = super::is_open(view) && view.inspection.closing_seal.is_none();
    if action_button(ui, look, Emphasis::Normal, Some(icon::PENCIL), &look.text("team-edit"), open).clicked() {
        state.open(TeamForm::of(team));
    }
    if !open {
        ui.label(small(look.text("plan-fixed")).color(look.palette.text_weak));
    }
}

fn member_ui(ui: &mut Ui, look: &Look, view: &InspectionView, member: &TeamMember) {
    ui.spacing_mut().item_spacing.y = Tokens::space(1.0);
    ui.label(strong_text(format!("{}\u{2002}{}", icon::USER, member.name)));
    let days = match member.person_days.as_str() {
        "" => String::new(),
        days => look.with("team-days-of", &[("days", Value::Text(days))]),
    };
    let known = [&member.function, &member.organisation, &member.languages, &days];
    let known: Vec<&str> = known.into_iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
    if !known.is_empty() {
        ui.add(Label::new(body(known.join("  ·  ")).color(look.palette.text_weak)).wrap());
    }
    for certificate in &member.certificates {
        let expired = certificate.is_expired(view.inspection.plan.ends_on);
        let text = certificate_text(look, certificate, expired);
        if expired {
            mark_with_text(ui, look, Tone::Major, &text);
        } else {
            ui.add(Label::new(body(format!("{}\u{2002}{text}", icon::FILE_BADGE))).wrap());
        }
    }
}

/// Kind, number and expiry in a line.
fn certificate_text(look: &Look, certificate: &Certificate, expired: bool) -> String {
    let kind = match certificate.kind {
        CertificateKind::Other => certificate.name.clone(),
        CertificateKind::Sa8000
        | CertificateKind::Rba
        | CertificateKind::Bsci
        | CertificateKind::Iso14001
        | CertificateKind::Iso45001
        | CertificateKind::RegisteredSafetyEngineer => look.text(&format!("certificate-{}", certificate.kind.code())),
    };
    let until = certificate.expires_on.map(|day| {
        let day = look.words.date(day);
        let values = [("date", Value::Text(&day))];
        if expired { look.with("certificate-expired", &values) } else { look.with("certificate-until", &values) }
    });
    let parts = [Some(kind), Some(certificate.number.clone()), until];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ·  ")
}
