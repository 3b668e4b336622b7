//! Opening and closing meeting: when, who, what was said.

use crate::app::command::InspectionCommand;
use crate::app::view::InspectionView;
use crate::assets::icon;
use crate::domain::{Attendee, Meeting, MeetingKind};
use crate::ui::actions::{Actions, Answer};
use crate::ui::dialogs::Tag;
use crate::ui::screens::plan::bare;
use crate::ui::theme::{Look, Tokens, Tone, body};
use crate::ui::widgets::{
    Emphasis, Field, IconButton, action_button, button, card, field_label, icon_button, issue_line, mark_with_text,
    region,
};
use crate::words::Value;
use egui::{Label, Ui};

/// What is typed here.
#[derive(Debug, Default)]
pub struct MeetingsState {
    editing: Option<(MeetingKind, Vec<Attendee>, String)>,
    waiting: Option<Tag>,
    issue: String,
}

/// Draws both meetings.
pub fn meetings_ui(ui: &mut Ui, look: &Look, view: &InspectionView, state: &mut MeetingsState, actions: &mut Actions) {
    match actions.take(&mut state.waiting) {
        Some(Answer::Done(_)) => *state = MeetingsState::default(),
        Some(Answer::Failed(problem)) => state.issue = [problem.what, problem.to_do].join(" "),
        None => {}
    }
    for kind in [MeetingKind::Opening, MeetingKind::Closing] {
        let key = title_key(kind);
        region(ui, key, |ui| {
            card(ui, look, |ui| {
                ui.set_width(ui.available_width());
                ui.heading(look.text(key));
                if state.editing.as_ref().is_some_and(|(editing, ..)| *editing == kind) {
                    form_ui(ui, look, view, state, actions);
                } else {
                    meeting_ui(ui, look, view, kind, state);
                }
            });
        });
        ui.add_space(Tokens::space(2.0));
    }
}

const fn title_key(kind: MeetingKind) -> &'static str {
    match kind {
        MeetingKind::Opening => "meeting-opening",
        MeetingKind::Closing => "meeting-closing",
    }
}

fn meeting_ui(ui: &mut Ui, look: &Look, view: &InspectionView, kind: MeetingKind, state: &mut MeetingsState) {
    let open = view.inspection.closing_seal.is_none() && view.inspection.report_seal.is_none();
    let known = view.inspection.meetings.get(&kind);
    match known {
        Some(meeting) => known_ui(ui, look, meeting),
        None => {
            let key = if kind == MeetingKind::Opening { "meeting-opening-text" } else { "meeting-closing-text" };
            ui.add(Label::new(body(look.text(key)).color(look.palette.text_weak)).wrap());
        }
    }
    let words = look.text(if known.is_some() { "edit" } else { "meeting-record" });
    let emphasis = if known.is_some() { Emphasis::Quiet } else { Emphasis::Normal };
    let title = look.text(title_key(kind));
    let record = action_button(ui, look, emphasis, Some(icon::USERS), &words, open);
    if record.accessible_name(look.named(&words, &title)).clicked() {
        state.issue.clear();
        state.editing = Some(match known {
            Some(meeting) => (kind, meeting.attendees.clone(), meeting.notes.clone()),
            None => (kind, proposed(view, kind), String::new()),
        });
    }
}

/// The team is there; at the closing meeting so are those of the opening meeting.
fn proposed(view: &InspectionView, kind: MeetingKind) -> Vec<Attendee> {
    if kind == MeetingKind::Closing
        && let Some(opening) = view.inspection.meetings.get(&MeetingKind::Opening)
    {
        return opening.attendees.clone();
    }
    let of =
        |member: &crate::domain::TeamMember| Attendee { name: member.name.clone(), function: member.function.clone() };
    let mut all: Vec<Attendee> = view.inspection.plan.team.iter().map(of).collect();
    all.push(Attendee { name: String::new(), function: String::new() });
    all
}

fn known_ui(ui: &mut Ui, look: &Look, meeting: &Meeting) {
    let when = look.words.date_time(meeting.held_at);
    mark_with_text(ui, look, Tone::Conforming, &look.with("meeting-held", &[("time", Value::Text(&when))]));
    for person in &meeting.attendees {
        let text = if person.function.is_empty() {
            person.name.clone()
        } else {
            format!("{}, {}", person.name, person.function)
        };
        ui.label(format!("{}\u{2002}{text}", icon::USER));
    }
    if !meeting.notes.is_empty() {
        ui.add(Label::new(body(&meeting.notes).color(look.palette.text_weak)).wrap());
    }
}

fn form_ui(ui: &mut Ui, look: &Look, view: &InspectionView, state: &mut MeetingsState, actions: &mut Actions) {
    let Some((kind, mut attendees, mut notes)) = state.editing.take() else { return };
    field_label(ui, look, &look.text("meeting-attendees"));
    let mut gone = None;
    for (place, person) in attendees.iter_mut().enumerate() {
        ui.horizontal(|ui| {
            let name = |key: &str| format!("{} {}", look.text(key), place + 1);
            let salt = format!("attendee {place}");
            bare(ui, &format!("{salt} name"), &mut person.name, &name("team-name"), &look.text("team-name"), 220.0);
            bare(
                ui,
                &format!("{salt} role"),
                &mut person.function,
                &name("team-function"),
                &look.text("team-function"),
                240.0,
            );
            let remove = format!("{} {}", look.text("team-remove"), place + 1);
            let tool = IconButton { icon: icon::X, name: &remove, enabled: true, selected: false };
            if icon_button(ui, look, tool).clicked() {
                gone = Some(place);
            }
        });
    }
    if let Some(place) = gone {
        attendees.remove(place);
    }
    if action_button(ui, look, Emphasis::Quiet, Some(icon::USER_PLUS), &look.text("meeting-add"), true).clicked() {
        attendees.push(Attendee { name: String::new(), function: String::new() });
    }
    Field { label: &look.text("meeting-notes"), rows: 2, ..Field::default() }.show(ui, look, "notes", &mut notes);
    if !state.issue.is_empty() {
        issue_line(ui, look, &state.issue);
    }
    let mut keep = true;
    ui.horizontal(|ui| {
        let present: Vec<Attendee> = attendees.iter().filter(|one| !one.name.trim().is_empty()).cloned().collect();
        let ready = !present.is_empty() && state.waiting.is_none();
        if action_button(ui, look, Emphasis::Primary, Some(icon::CHECK), &look.text("meeting-save"), ready).clicked() {
            let held_at = view.inspection.meetings.get(&kind).map(|meeting| meeting.held_at);
            let command = InspectionCommand::RecordMeeting { kind, held_at, attendees: present, notes: notes.clone() };
            state.waiting = Some(actions.run_on(view.inspection.plan.id, command));
        }
        keep = !button(ui, look, Emphasis::Normal, &look.text("cancel")).clicked();
    });
    if keep {
        state.editing = Some((kind, attendees, notes));
    }
}
