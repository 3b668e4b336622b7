//! Opening and closing meeting: when, who, what was said.

use crate::app::command::InspectionCommand;
use crate::app::view::InspectionView;
use crate::assets::icon;
use crate::domain::{Attendee, Meeting, MeetingKind, Moment};
use crate::ui::actions::{Actions, Answer};
use crate::ui::dialogs::Tag;
use crate::ui::screens::plan::bare;
use crate::ui::theme::{Look, Tokens, Tone, body};
use crate::ui::widgets::{
    Emphasis, Field, IconButton, action_button, button, card, date_field, field_label, icon_button, issue_line,
    mark_with_text, region,
};
use crate::words::Value;
use chrono::{FixedOffset, NaiveDate, NaiveTime};
use egui::{Label, Ui};

/// What is typed here.
#[derive(Debug, Default)]
pub struct MeetingsState {
    editing: Option<Draft>,
    waiting: Option<Tag>,
    issue: String,
}

/// A meeting that is being written down.
#[derive(Debug)]
struct Draft {
    kind: MeetingKind,
    held_on: Option<NaiveDate>,
    /// `HH:MM`; empty means now.
    held_at: String,
    attendees: Vec<Attendee>,
    notes: String,
}

impl Draft {
    /// When it was held: none for now. An error where the time cannot be read.
    fn moment(&self, look: &Look, view: &InspectionView) -> Result<Option<Moment>, ()> {
        let day = self.held_on.ok_or(())?;
        let typed = self.held_at.trim().replace(['：', '.'], ":");
        if typed.is_empty() && day == look.today {
            return Ok(None);
        }
        let time = NaiveTime::parse_from_str(&typed, "%H:%M").map_err(|_| ())?;
        let offset = FixedOffset::east_opt(view.inspection.changed_at.utc_offset_min * 60).ok_or(())?;
        let at = day.and_time(time).and_local_timezone(offset).single().ok_or(())?;
        Ok(Some(Moment::from(at)))
    }
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
                if state.editing.as_ref().is_some_and(|draft| draft.kind == kind) {
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
            Some(meeting) => Draft {
                kind,
                held_on: Some(meeting.held_at.local_date()),
                held_at: look.words.time(meeting.held_at),
                attendees: meeting.attendees.clone(),
                notes: meeting.notes.clone(),
            },
            None => Draft {
                kind,
                held_on: Some(look.today),
                held_at: String::new(),
                attendees: proposed(view, kind),
                notes: String::new(),
            },
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
    let Some(mut draft) = state.editing.take() else { return };
    let moment = draft.moment(look, view);
    when_ui(ui, look, &mut draft, moment.is_err());
    field_label(ui, look, &look.text("meeting-attendees"));
    let mut gone = None;
    for (place, person) in draft.attendees.iter_mut().enumerate() {
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
        draft.attendees.remove(place);
    }
    if action_button(ui, look, Emphasis::Quiet, Some(icon::USER_PLUS), &look.text("meeting-add"), true).clicked() {
        draft.attendees.push(Attendee { name: String::new(), function: String::new() });
    }
    Field { label: &look.text("meeting-notes"), rows: 2, ..Field::default() }.show(ui, look, "notes", &mut draft.notes);
    if !state.issue.is_empty() {
        issue_line(ui, look, &state.issue);
    }
    let mut keep = true;
    ui.horizontal(|ui| {
        let present: Vec<Attendee> =
            draft.attendees.iter().filter(|one| !one.name.trim().is_empty()).cloned().collect();
        let ready = !present.is_empty() && moment.is_ok() && state.waiting.is_none();
        if action_button(ui, look, Emphasis::Primary, Some(icon::CHECK), &look.text("meeting-save"), ready).clicked() {
            let (kind, held_at, notes) = (draft.kind, moment.unwrap_or_default(), draft.notes.clone());
            let command = InspectionCommand::RecordMeeting { kind, held_at, attendees: present, notes };
            state.waiting = Some(actions.run_on(view.inspection.plan.id, command));
        }
        keep = !button(ui, look, Emphasis::Normal, &look.text("cancel")).clicked();
    });
    if keep {
        state.editing = Some(draft);
    }
}

/// When the meeting was held; the dates of all findings count from the closing meeting.
fn when_ui(ui: &mut Ui, look: &Look, draft: &mut Draft, wrong: bool) {
    ui.horizontal_top(|ui| {
        date_field(ui, look, ("held on", &look.text("meeting-day")), &mut draft.held_on);
        ui.add_space(Tokens::space(4.0));
        let (label, hint) = (look.text("meeting-time"), look.text("meeting-time-hint"));
        let issue = if wrong { look.text("meeting-time-wrong") } else { String::new() };
        let field = Field { label: &label, hint: &hint, issue: &issue, width_px: Some(120.0), ..Field::default() };
        field.show(ui, look, "held at", &mut draft.held_at);
    });
}
