//! The form of the team.

use super::form_state::FactsForm;
use crate::app::command::FactsDraft;
use crate::assets::icon;
use crate::domain::{Certificate, CertificateKind, TeamMember};
use crate::ui::theme::{Look, Tokens, strong_text};
use crate::ui::widgets::{
    Emphasis, Field, IconButton, action_button, card, choice_field, date_field, icon_button, issue_line, region,
};
use crate::words::Value;
use egui::Ui;

/// The most that half a line takes, in points.
const HALF_PX: f32 = 340.0;

/// The team as it is typed.
#[derive(Debug)]
pub struct TeamForm {
    /// The members, the lead auditor first.
    pub team: Vec<TeamMember>,
    just_opened: bool,
}

impl FactsForm for TeamForm {
    fn is_ready(&self) -> bool {
        let fits = |member: &TeamMember| member.clone().tidied().refuse().is_none();
        self.team.iter().any(|member| !member.name.trim().is_empty()) && self.team.iter().all(fits)
    }

    fn draft(&self) -> FactsDraft {
        FactsDraft { team: Some(self.team.clone()), ..FactsDraft::default() }
    }
}

impl TeamForm {
    /// The team as it stands.
    pub fn of(team: &[TeamMember]) -> Self {
        Self { team: team.to_vec(), just_opened: true }
    }

    /// Draws the form.
    pub fn show(&mut self, ui: &mut Ui, look: &Look) {
        let mut gone = None;
        let alone = self.team.len() < 2;
        for (place, member) in self.team.iter_mut().enumerate() {
            let focus = place == 0 && std::mem::take(&mut self.just_opened);
            region(ui, &format!("member {place}"), |ui| {
                card(ui, look, |ui| {
                    ui.set_width(ui.available_width());
                    ui.spacing_mut().item_spacing.y = Tokens::space(2.0);
                    let number = place + 1;
                    ui.horizontal(|ui| {
                        let title = look.with("team-member", &[("n", Value::Number(number as i64))]);
                        ui.label(strong_text(title));
                        let remove = format!("{} {number}", look.text("team-remove"));
                        let tool = IconButton { icon: icon::X, name: &remove, enabled: !alone, selected: false };
                        if icon_button(ui, look, tool).clicked() {
                            gone = Some(place);
                        }
                    });
                    member_ui(ui, look, number, focus, member);
                });
            });
            ui.add_space(Tokens::space(2.0));
        }
        if let Some(place) = gone {
            self.team.remove(place);
        }
        if action_button(ui, look, Emphasis::Normal, Some(icon::USER_PLUS), &look.text("team-add"), true).clicked() {
            self.team.push(TeamMember::default());
        }
    }
}

/// A field whose name says to which member it belongs.
fn field_ui(
    ui: &mut Ui,
    look: &Look,
    (key, number, width_px): (&str, usize, f32),
    issue: &str,
    text: &mut String,
) -> egui::Response {
    let label = look.text(key);
    let field = Field { label: &label, issue, width_px: Some(width_px), ..Field::default() };
    field.show(ui, look, key, text).accessible_name(format!("{label} {number}"))
}

fn member_ui(ui: &mut Ui, look: &Look, number: usize, focus: bool, member: &mut TeamMember) {
    let gap = Tokens::space(2.0);
    let half = ((ui.available_width() - gap) / 2.0 - ui.spacing().item_spacing.x).min(HALF_PX);
    ui.horizontal_top(|ui| {
        let name = field_ui(ui, look, ("team-name", number, half), "", &mut member.name);
        if focus {
            name.request_focus();
        }
        ui.add_space(gap);
        field_ui(ui, look, ("team-function", number, half), "", &mut member.function);
    });
    ui.horizontal_top(|ui| {
        field_ui(ui, look, ("team-organisation", number, half), "", &mut member.organisation);
        ui.add_space(gap);
        field_ui(ui, look, ("team-languages", number, half), "", &mut member.languages);
    });
    let alone = TeamMember { certificates: Vec::new(), ..member.clone() }.tidied();
    let issue = if alone.refuse().is_some() { look.text("team-days-wrong") } else { String::new() };
    field_ui(ui, look, ("team-days", number, 120.0), &issue, &mut member.person_days);
    let mut gone = None;
    for (place, certificate) in member.certificates.iter_mut().enumerate() {
        region(ui, &format!("certificate {place}"), |ui| {
            if certificate_ui(ui, look, &format!("{number}.{}", place + 1), certificate) {
                gone = Some(place);
            }
        });
    }
    if let Some(place) = gone {
        member.certificates.remove(place);
    }
    let words = look.text("certificate-add");
    let add = action_button(ui, look, Emphasis::Quiet, Some(icon::BADGE_CHECK), &words, true);
    if add.accessible_name(format!("{words} {number}")).clicked() {
        member.certificates.push(Certificate::default());
    }
}

/// One certificate; returns whether it is to be taken out.
fn certificate_ui(ui: &mut Ui, look: &Look, number: &str, certificate: &mut Certificate) -> bool {
    let mut gone = false;
    let narrow = ui.available_width() < 2.0 * HALF_PX;
    let (kind_px, number_px) = if narrow { (180.0, 140.0) } else { (240.0, 200.0) };
    ui.horizontal_top(|ui| {
        let kinds = CertificateKind::ALL.map(|kind| look.text(&format!("certificate-{}", kind.code())));
        let chosen = CertificateKind::ALL.iter().position(|kind| *kind == certificate.kind);
        let label = format!("{} {number}", look.text("certificate"));
        if let Some(place) = choice_field(ui, look, ("kind", &label), chosen, &kinds, kind_px) {
            certificate.kind = CertificateKind::ALL[place];
        }
        ui.add_space(Tokens::space(2.0));
        let label = look.text("certificate-number");
        let help = look.text("certificate-number-help");
        let field = Field { label: &label, width_px: Some(number_px), ..Field::default() };
        field
            .show(ui, look, "number", &mut certificate.number)
            .on_hover_text(help)
            .accessible_name(format!("{label} {number}"));
        ui.add_space(Tokens::space(2.0));
        let label = format!("{} {number}", look.text("certificate-expires"));
        date_field(ui, look, ("expires", &label), &mut certificate.expires_on);
        let remove = format!("{} {number}", look.text("certificate-remove"));
        let tool = IconButton { icon: icon::X, name: &remove, enabled: true, selected: false };
        ui.vertical(|ui| {
            // Beside the fields, not beside their labels.
            ui.add_space(Tokens::space(5.0));
            gone = icon_button(ui, look, tool).clicked();
        });
    });
    if certificate.kind == CertificateKind::Other {
        let label = look.text("certificate-name");
        let field = Field { label: &label, width_px: Some(420.0), ..Field::default() };
        field.show(ui, look, "name", &mut certificate.name).accessible_name(format!("{label} {number}"));
        if certificate.name.trim().is_empty() {
            issue_line(ui, look, &look.text("field-missing"));
        }
    }
    gone
}
