//! A checklist from a spreadsheet: what is wrong with it beside the sheet in which it stands.

use crate::app::verb::checklist_file::{ProblemLine, ReadChecklist};
use crate::app::{Command, Outcome};
use crate::assets::icon;
use crate::form::xlsform::Sheet;
use crate::ui::actions::{Actions, Answer};
use crate::ui::dialogs::Tag;
use crate::ui::intake;
use crate::ui::router::Screen;
use crate::ui::theme::{Look, Tokens, Tone, body, small, strong_font, strong_text};
use crate::ui::widgets::{Emphasis, action_button, issue_line, mark, screen_title};
use crate::words::Value;
use egui::{CentralPanel, Frame, Label, Margin, Panel, ScrollArea, Sense, Ui, WidgetInfo, vec2};
use std::path::PathBuf;

/// What the screen keeps between frames.
#[derive(Debug, Default)]
pub struct ImportState {
    picking: Option<Tag>,
    reading: Option<Tag>,
    keeping: Option<Tag>,
    read: Option<Box<ReadChecklist>>,
    /// The problem whose cell is shown.
    chosen: Option<usize>,
    issue: String,
}

impl ImportState {
    /// Reads a file.
    pub fn start(&mut self, path: PathBuf, look: &Look, actions: &mut Actions) {
        *self = Self::default();
        let language = look.language();
        self.reading = Some(actions.run(Command::ReadChecklist { path, language }));
    }
}

/// Draws the screen.
pub fn import_ui(ui: &mut Ui, look: &Look, state: &mut ImportState, actions: &mut Actions) {
    if let Some(path) = actions.picked(&mut state.picking).and_then(|paths| paths.into_iter().next()) {
        state.start(path, look, actions);
    }
    match actions.take(&mut state.reading) {
        Some(Answer::Done(changes)) => {
            if let Outcome::ChecklistRead(read) = changes.outcome {
                state.read = Some(read);
            }
        }
        Some(Answer::Failed(problem)) => state.issue = [problem.what, problem.to_do].join(" "),
        None => {}
    }
    match actions.take(&mut state.keeping) {
        Some(Answer::Done(changes)) => {
            if let Outcome::Checklist { digest, is_new } = changes.outcome {
                actions.say(look.text(if is_new { "checklist-kept" } else { "checklist-there" }));
                *state = ImportState::default();
                actions.go(Screen::Checklist(digest));
            }
        }
        Some(Answer::Failed(problem)) => state.issue = [problem.what, problem.to_do].join(" "),
        None => {}
    }
    let frame = Frame::new().fill(look.palette.surface).inner_margin(Margin::symmetric(20, 14));
    CentralPanel::default().frame(frame).show(ui, |ui| {
        screen_title(ui, &look.text("checklist-import"));
        head_ui(ui, look, state, actions);
        if !state.issue.is_empty() {
            issue_line(ui, look, &state.issue);
        }
        let Some(read) = state.read.take() else { return };
        let frame = Frame::new().inner_margin(Margin { left: 0, right: 12, top: 8, bottom: 0 });
        Panel::left("problems").exact_size(ui.available_width() * 0.42).frame(frame).show(ui, |ui| {
            problems_ui(ui, look, &read, state);
        });
        CentralPanel::default().frame(Frame::new().inner_margin(Margin::same(8))).show(ui, |ui| {
            sheet_ui(ui, look, &read, state);
        });
        state.read = Some(read);
    });
}

fn head_ui(ui: &mut Ui, look: &Look, state: &mut ImportState, actions: &mut Actions) {
    ui.add(Label::new(body(look.text("checklist-import-text")).color(look.palette.text_weak)).wrap());
    ui.horizontal(|ui| {
        let words = look.text("checklist-choose");
        if action_button(ui, look, Emphasis::Normal, Some(icon::FOLDER_OPEN), &words, true).clicked() {
            state.picking = Some(actions.ask(intake::checklist_dialog(look)));
        }
        let Some(read) = &state.read else { return };
        let words = look.text("checklist-keep");
        let usable = read.file.is_usable && state.keeping.is_none();
        if action_button(ui, look, Emphasis::Primary, Some(icon::CHECK), &words, usable).clicked() {
            state.keeping = Some(actions.run(Command::ImportChecklist(read.clone())));
        }
    });
    let Some(read) = &state.read else { return };
    let file = &read.file;
    let count = |number: usize| Value::Number(i64::try_from(number).unwrap_or(i64::MAX));
    let title = ("title", Value::Text(&file.title));
    let text = if file.is_usable {
        look.with("xlsform-usable", &[title, ("questions", count(file.questions))])
    } else {
        look.with("xlsform-not_usable", &[title, ("errors", count(file.errors))])
    };
    ui.label(strong_text(&text));
}

const fn tone(weight: &str) -> Tone {
    match weight.as_bytes() {
        b"error" => Tone::Major,
        b"warning" => Tone::Minor,
        _ => Tone::Unknown,
    }
}

fn problems_ui(ui: &mut Ui, look: &Look, read: &ReadChecklist, state: &mut ImportState) {
    ui.label(small(look.count("import-problems", read.file.problems.len())).font(strong_font(13.0)));
    ScrollArea::vertical().id_salt("problems").auto_shrink([false, false]).show(ui, |ui| {
        for (at, problem) in read.file.problems.iter().enumerate().take(500) {
            if problem_ui(ui, look, problem, state.chosen == Some(at)) {
                state.chosen = Some(at);
            }
        }
    });
}

/// A problem; returns whether it was chosen.
fn problem_ui(ui: &mut Ui, look: &Look, problem: &ProblemLine, is_chosen: bool) -> bool {
    let fill = if is_chosen { look.palette.accent_soft } else { look.palette.surface };
    let response = Frame::new().fill(fill).inner_margin(Margin::symmetric(6, 4)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_top(|ui| {
            mark(ui, look, tone(problem.weight), 16.0);
            ui.add(Label::new(small(&problem.placed)).wrap());
        });
    });
    let response = response.response.interact(Sense::click());
    let name = format!("{}: {}", look.text(&format!("weight-{}", problem.weight)), problem.placed);
    response.widget_info(|| WidgetInfo::selected(egui::accesskit::Role::Button, true, is_chosen, &name));
    response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}

const ROW_PX: f32 = 24.0;
const COLUMN_PX: f32 = 151.0;

/// The sheet of the chosen problem, with its cell marked.
fn sheet_ui(ui: &mut Ui, look: &Look, read: &ReadChecklist, state: &ImportState) {
    let problem = state.chosen.and_then(|at| read.file.problems.get(at));
    let wanted = problem.and_then(|problem| problem.place.sheet.as_deref()).unwrap_or("survey");
    let found = read.workbook.sheets.iter().find(|sheet| sheet.name.eq_ignore_ascii_case(wanted));
    let Some(sheet) = found.or_else(|| read.workbook.sheet(wanted)) else { return };
    ui.label(small(&sheet.name).font(strong_font(13.0)));
    let (row, column) = problem.map_or((None, None), |problem| (problem.place.row, problem.place.column_index));
    let mut area = ScrollArea::both().id_salt(("sheet", state.chosen)).auto_shrink([false, false]);
    if let Some(row) = row {
        #[expect(clippy::cast_precision_loss, reason = "rows of a sheet")]
        let at = row.saturating_sub(6) as f32 * ROW_PX;
        area = area.vertical_scroll_offset(at);
    }
    if let Some(column) = column {
        let before = sheet.header.iter().filter(|header| header.column < column).count().saturating_sub(1);
        #[expect(clippy::cast_precision_loss, reason = "columns of a sheet")]
        let at = before as f32 * COLUMN_PX;
        area = area.horizontal_scroll_offset(at);
    }
    area.show_rows(ui, ROW_PX, sheet.rows.len() + 1, |ui, range| {
        ui.spacing_mut().item_spacing = vec2(1.0, 0.0);
        for at in range {
            let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
            ui.horizontal(|ui| row_ui(ui, look, sheet, number, (row, column)));
        }
    });
}

fn row_ui(ui: &mut Ui, look: &Look, sheet: &Sheet, number: u32, (row, column): (Option<u32>, Option<usize>)) {
    ui.add_sized(vec2(40.0, 22.0), Label::new(small(number.to_string()).color(look.palette.text_weak)));
    for header in &sheet.header {
        let own = sheet.rows.get((number as usize).wrapping_sub(2)).filter(|_| number > 1);
        let cell = own.and_then(|own| own.cells.iter().find(|cell| cell.column == header.column));
        let text = if number == 1 { header.text.as_str() } else { cell.map_or("", |cell| cell.text.as_str()) };
        let is_meant = row == Some(number) && column.is_none_or(|column| column == header.column);
        let fill = if is_meant { look.tone(Tone::Minor).soft } else { look.palette.ground };
        let short: String = text.chars().take(40).collect();
        Frame::new().fill(fill).show(ui, |ui| {
            let text = if number == 1 { small(short).font(strong_font(12.0)) } else { small(short) };
            ui.add_sized(vec2(COLUMN_PX - 1.0, 22.0), Label::new(text).truncate()).on_hover_text(text_of(cell, header));
        });
    }
    ui.add_space(Tokens::space(1.0));
}

fn text_of(cell: Option<&crate::form::xlsform::Cell>, header: &crate::form::xlsform::Header) -> String {
    cell.map_or_else(|| header.text.clone(), |cell| cell.text.clone())
}
