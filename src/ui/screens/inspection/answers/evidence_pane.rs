//! What shows the answer: photos, notes of the tray, the finding.

use super::AnswersState;
use crate::app::command::InspectionCommand;
use crate::app::view::InspectionView;
use crate::assets::icon;
use crate::domain::{EvidenceLink, FileKind, InstancePath, Note, Photo};
use crate::form::Duty;
use crate::ui::actions::Actions;
use crate::ui::intake;
use crate::ui::router::{Screen, Tab};
use crate::ui::screens::inspection::camera_button;
use crate::ui::theme::{Look, Tokens, Tone, body, small};
use crate::ui::widgets::{Emphasis, action_button, hairline, mark, pane_title};
use crate::words::Value;
use egui::{Label, Ui, vec2};

/// The photos that show a question: linked to it, or to the finding it belongs to.
pub fn photos_of<'a>(view: &'a InspectionView, path: &'a InstancePath) -> impl Iterator<Item = &'a Photo> {
    let finding = view.inspection.finding_of(path).map(|finding| finding.id);
    view.inspection.photos.iter().filter(move |photo| {
        photo.links.iter().any(|link| match link {
            EvidenceLink::Question(linked) => linked == path,
            EvidenceLink::Finding(id) => Some(*id) == finding,
            EvidenceLink::Area(_) => false,
        })
    })
}

fn notes_of<'a>(view: &'a InspectionView, path: &'a InstancePath) -> impl Iterator<Item = &'a Note> {
    view.inspection
        .notes
        .iter()
        .filter(move |note| note.links.iter().any(|link| *link == EvidenceLink::Question(path.clone())))
}

/// Draws the pane.
pub fn evidence_ui(
    ui: &mut Ui,
    look: &Look,
    view: &InspectionView,
    index: usize,
    state: &mut AnswersState,
    actions: &mut Actions,
) {
    let path = view.template.questions[index].path();
    pane_title(ui, &look.text("evidence"));
    photo_duty_ui(ui, look, view, index);
    let photos: Vec<&Photo> = photos_of(view, &path).collect();
    if !photos.is_empty() {
        grid_ui(ui, look, view, &photos, actions);
    }
    let open = view.inspection.report_seal.is_none();
    let interview = view.template.questions[index].interview;
    if interview {
        ui.add(Label::new(body(look.text("interview-nothing-kept"))).wrap());
    }
    ui.add_enabled_ui(open, |ui| {
        if interview {
            return;
        }
        let is_photo = view.template.questions[index].kind.files() == FileKind::Picture;
        let words = look.text(if is_photo { "command-add-photo" } else { "add-file" });
        ui.horizontal_wrapped(|ui| {
            if action_button(ui, look, Emphasis::Normal, Some(icon::IMAGE_PLUS), &words, true).clicked() {
                let files = view.template.questions[index].kind.files();
                state.picking = Some(actions.ask(intake::photo_dialog(look, files)));
            }
            if is_photo {
                camera_button(ui, look, true, actions);
            }
        });
        ui.add(Label::new(small(look.text("evidence-hint")).color(look.palette.text_weak)).wrap());
        tray_ui(ui, look, view, &path, actions);
    });
    for note in notes_of(view, &path) {
        hairline(ui, look);
        ui.add(Label::new(format!("{}\u{2002}{}", icon::STICKY_NOTE, note.text)).wrap());
    }
    finding_ui(ui, look, view, &path, actions);
}

fn grid_ui(ui: &mut Ui, look: &Look, view: &InspectionView, photos: &[&Photo], actions: &mut Actions) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
        for photo in photos {
            let name = photo_name(look, photo);
            let tile = actions.pictures.tile(
                ui,
                &view.inspection.rendition(photo),
                vec2(124.0, 93.0),
                look.palette.sunken,
                &name,
            );
            if tile.clicked() {
                actions.go(Screen::Photo(view.inspection.plan.id, photo.id));
            }
            tile.on_hover_text(name);
        }
    });
    ui.add_space(Tokens::space(1.0));
}

/// The name of a photo for screen readers and tooltips: its caption, else its file.
pub fn photo_name(look: &Look, photo: &Photo) -> String {
    let text = if photo.caption.is_empty() { &photo.file_name } else { &photo.caption };
    look.with("photo-name", &[("name", Value::Text(text))])
}

fn photo_duty_ui(ui: &mut Ui, look: &Look, view: &InspectionView, index: usize) {
    let Some(result) = view.evaluation.questions.get(index) else { return };
    for duty in &result.duties {
        if let Duty::Photos { present, least } = duty {
            let values = [("present", Value::Number((*present).into())), ("least", Value::Number((*least).into()))];
            let text = small(look.with("duty-photos", &values)).color(look.tone(Tone::Major).text);
            ui.add(Label::new(text).wrap());
        }
    }
}

/// Photos of the tray, to be linked with one press.
fn tray_ui(ui: &mut Ui, look: &Look, view: &InspectionView, path: &InstancePath, actions: &mut Actions) {
    let loose: Vec<&Photo> = view.inspection.photos.iter().filter(|photo| photo.links.is_empty()).collect();
    if loose.is_empty() {
        return;
    }
    let id = view.inspection.plan.id;
    let title = look.count("evidence-tray", loose.len());
    egui::CollapsingHeader::new(body(title)).id_salt("tray").show(ui, |ui| {
        ui.label(small(look.text("evidence-tray-help")).color(look.palette.text_weak));
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
            for photo in loose.iter().take(24) {
                let name = look.with("photo-link", &[("name", Value::Text(&photo.file_name))]);
                let tile = actions.pictures.tile(
                    ui,
                    &view.inspection.rendition(photo),
                    vec2(78.0, 58.0),
                    look.palette.sunken,
                    &name,
                );
                if tile.clicked() {
                    let links = vec![EvidenceLink::Question(path.clone())];
                    actions.send_to(id, InspectionCommand::LinkPhoto { id: photo.id, links });
                }
                tile.on_hover_text(name);
            }
        });
        if ui.link(look.text("evidence-tray-all")).clicked() {
            actions.go(Screen::Inspection(id, Tab::Photos));
        }
    });
}

fn finding_ui(ui: &mut Ui, look: &Look, view: &InspectionView, path: &InstancePath, actions: &mut Actions) {
    let Some(finding) = view.inspection.finding_of(path) else { return };
    hairline(ui, look);
    pane_title(ui, &look.text("finding"));
    let tone = Tone::from(finding.severity);
    let number = view.finding(finding.id).map(|finding| finding.number.clone()).unwrap_or_default();
    ui.horizontal(|ui| {
        mark(ui, look, tone, 18.0);
        let severity = look.text(&format!("severity-{}", finding.severity.code()));
        ui.label(body(format!("{number}\u{2002}{severity}")).color(look.tone(tone).text));
    });
    ui.add(Label::new(&finding.title).wrap());
    if let Some(due) = view.finding(finding.id).and_then(|finding| finding.due.main()) {
        let text = look.with("due", &[("date", Value::Text(&look.words.date_from_today(due, look.today)))]);
        ui.add(Label::new(small(text).color(look.palette.text_weak)).wrap());
    }
    let words = look.text("finding-open");
    ui.add_space(Tokens::space(1.0));
    if action_button(ui, look, Emphasis::Normal, Some(icon::FLAG), &words, true).clicked() {
        actions.go(Screen::Finding(view.inspection.plan.id, finding.id));
    }
}

/// The photo that a finding is shown with: linked to it, else to one of its questions.
pub fn first_photo<'a>(view: &'a InspectionView, finding: &crate::domain::Finding) -> Option<&'a Photo> {
    let own = EvidenceLink::Finding(finding.id);
    let photos = &view.inspection.photos;
    photos.iter().find(|photo| photo.links.contains(&own)).or_else(|| {
        photos.iter().find(|photo| {
            photo.links.iter().any(|link| match link {
                EvidenceLink::Question(path) => finding.questions.contains(path),
                EvidenceLink::Finding(_) | EvidenceLink::Area(_) => false,
            })
        })
    })
}
