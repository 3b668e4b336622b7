//! A table of records as a sheet: the keyboard moves from cell to cell, a block from a spreadsheet is pasted, and what
//! rows raise shows at once.
//!
//! # Why
//! Only one cell is a text field; the others are painted. Forty columns of text fields cost more than a frame has.

use super::why;
use crate::app::command::InspectionCommand;
use crate::app::view::InspectionView;
use crate::assets::icon;
use crate::domain::{Answer, InstancePath};
use crate::form::{Column, FlagLevel, Pasted, RowResult, Table, TableResult, Verification, cell_value, paste};
use crate::ui::actions::Actions;
use crate::ui::theme::{Look, Tokens, Tone, body, small, strong_font};
use crate::ui::widgets::{Emphasis, IconButton, action_button, icon_button, line, mark, paint_mark, screen_title};
use crate::words::Value;
use egui::accesskit::Role;
use egui::{
    Align2, Event, FontId, Id, Key, Label, Modifiers, Rect, ScrollArea, Sense, Stroke, TextEdit, Ui, ViewportCommand,
    WidgetInfo, pos2, vec2,
};

const ROW_PX: f32 = 34.0;
const NUMBER_PX: f32 = 76.0;
const FLAGS_PX: f32 = 230.0;

/// What the sheet keeps between frames.
#[derive(Debug, Default)]
pub struct RecordsState {
    /// The table that is shown; none for the questions.
    table: Option<String>,
    /// The row and column of the cell that is written in; the row behind the last one is a new one.
    active: (usize, usize),
    /// What is typed into it.
    text: String,
    /// The cell that `text` belongs to.
    loaded: Option<(usize, usize)>,
    /// How many rows there will be once the new one is saved, and what was typed into it since.
    awaited: Option<(usize, Vec<(usize, String)>)>,
    /// Whether the text field takes the focus.
    focus: bool,
    /// What the last block came to.
    pasted: Option<Pasted>,
}

impl RecordsState {
    /// Shows a table in place of the questions.
    pub fn open(&mut self, table: &str) {
        *self = Self { table: Some(table.to_owned()), focus: true, ..Self::default() };
    }

    /// Shows a table with this row active.
    pub fn open_at(&mut self, table: &str, row: usize) {
        self.open(table);
        self.active = (row, 0);
    }

    /// Shows the questions again.
    pub fn close(&mut self) {
        self.table = None;
    }

    /// The table that is shown.
    pub fn shown<'a>(&self, view: &'a InspectionView) -> Option<(usize, &'a Table)> {
        let name = self.table.as_deref()?;
        view.template.tables.iter().enumerate().find(|(_, table)| table.name == name)
    }

    /// Sends what is typed and not yet sent.
    pub fn flush(&mut self, view: &InspectionView, actions: &mut Actions) {
        if let Some((place, table)) = self.shown(view)
            && let Some(result) = view.evaluation.tables.get(place)
        {
            commit(view, table, result, self, actions);
        }
    }
}

/// Draws the sheet.
pub fn records_ui(ui: &mut Ui, look: &Look, view: &InspectionView, state: &mut RecordsState, actions: &mut Actions) {
    let Some((place, table)) = state.shown(view) else { return };
    let Some(result) = view.evaluation.tables.get(place) else { return };
    let sealed = view.inspection.report_seal.is_some();
    head_ui(ui, look, table, result, state);
    why::of_table_ui(ui, look, view, place);
    deliver(view, table, result, state, actions);
    if !sealed {
        keys(ui, view, table, result, state, actions);
        blocks(ui, view, table, result, state, actions);
    }
    let foot = 150.0;
    let height = (ui.available_height() - foot).max(ROW_PX * 4.0);
    let width = NUMBER_PX + FLAGS_PX + table.columns.iter().map(width_of).sum::<f32>();
    ScrollArea::horizontal().id_salt("sheet").show(ui, |ui| {
        ui.set_width(width);
        titles_ui(ui, look, table);
        let rows = result.rows.len() + usize::from(!sealed);
        ScrollArea::vertical().id_salt("rows").max_height(height - ROW_PX).auto_shrink([false, false]).show_rows(
            ui,
            ROW_PX,
            rows,
            |ui, range| {
                ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
                for row in range {
                    row_ui(ui, look, (view, table, result), row, sealed, state, actions);
                }
            },
        );
    });
    foot_ui(ui, look, table, result, state);
}

fn head_ui(ui: &mut Ui, look: &Look, table: &Table, result: &TableResult, state: &mut RecordsState) {
    line(ui, 40.0, |ui| {
        if action_button(ui, look, Emphasis::Quiet, Some(icon::ARROW_LEFT), &look.text("table-back"), true).clicked() {
            state.close();
        }
        screen_title(ui, table.title.get(look.language()));
    });
    let raised = |level: FlagLevel| {
        let of_row = |row: &&RowResult| worst(table, row) == Some(level);
        i64::try_from(result.rows.iter().filter(of_row).count()).unwrap_or(i64::MAX)
    };
    let values = [
        ("rows", Value::Number(i64::try_from(result.rows.len()).unwrap_or(i64::MAX))),
        ("critical", Value::Number(raised(FlagLevel::Critical))),
        ("failed", Value::Number(raised(FlagLevel::Failed))),
        ("warned", Value::Number(raised(FlagLevel::Warning))),
    ];
    ui.label(body(look.with("table-count", &values)).color(look.palette.text_weak));
    ui.horizontal(|ui| {
        if action_button(ui, look, Emphasis::Normal, None, &look.text("table-paste"), true).clicked() {
            state.focus = true;
            ui.ctx().send_viewport_cmd(ViewportCommand::RequestPaste);
        }
        ui.label(small(look.text("table-keys")).color(look.palette.text_weak));
    });
    ui.add_space(Tokens::space(1.0));
}

/// The width of a column in points: that of its title within bounds.
fn width_of(column: &Column) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a title of some words")]
    let letters = column.label.en.chars().count() as f32;
    (letters * 4.2).clamp(96.0, 190.0)
}

fn titles_ui(ui: &mut Ui, look: &Look, table: &Table) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_PX + 10.0), Sense::hover());
    let painter = ui.painter();
    painter.rect_filled(rect, 0.0, look.palette.ground);
    let font = strong_font(12.0);
    let mut x = rect.left() + NUMBER_PX;
    let mut title = |text: &str, width: f32| {
        let mut job =
            egui::text::LayoutJob::simple(text.to_owned(), font.clone(), look.palette.text_weak, width - 10.0);
        job.wrap.max_rows = 2;
        let galley = painter.layout_job(job);
        painter.galley(pos2(x + 6.0, rect.center().y - galley.size().y / 2.0), galley, look.palette.text_weak);
        x += width;
    };
    title(&look.text("table-flags"), FLAGS_PX);
    for column in &table.columns {
        let label = column.label.get(look.language());
        let unit = column.kind.unit().map(|unit| look.words.unit(unit));
        let unit = unit.filter(|unit| !label.to_lowercase().ends_with(unit.as_str()));
        let unit = unit.map(|unit| format!(", {unit}")).unwrap_or_default();
        let star = if column.required { " *" } else { "" };
        title(&format!("{label}{unit}{star}"), width_of(column));
    }
}

/// How bad a row is.
fn worst(table: &Table, row: &RowResult) -> Option<FlagLevel> {
    row.raised.iter().filter_map(|flag| table.flags.get(*flag)).map(|flag| flag.level).max()
}

const fn tone(level: FlagLevel) -> Tone {
    match level {
        FlagLevel::Warning => Tone::Opportunity,
        FlagLevel::Failed => Tone::Major,
        FlagLevel::Critical => Tone::Critical,
    }
}

fn row_ui(
    ui: &mut Ui,
    look: &Look,
    (view, table, result): (&InspectionView, &Table, &TableResult),
    row: usize,
    sealed: bool,
    state: &mut RecordsState,
    actions: &mut Actions,
) {
    let own = result.rows.get(row);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_PX), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, look.palette.hairline));
    let number = if own.is_some() { (row + 1).to_string() } else { "+".to_owned() };
    let small_font = FontId::proportional(Tokens::get().sizes.small_px);
    ui.painter().text(
        rect.left_center() + vec2(8.0, 0.0),
        Align2::LEFT_CENTER,
        &number,
        small_font,
        look.palette.text_weak,
    );
    if let Some(own) = own.filter(|_| !sealed) {
        let at = Rect::from_min_size(pos2(rect.left() + 36.0, rect.top() + 3.0), vec2(28.0, 28.0));
        let name = look.with("table-remove-row", &[("row", Value::Text(&number))]);
        let mut inner =
            ui.new_child(egui::UiBuilder::new().max_rect(at).scope_id(Id::unique("remove").with(&own.path)));
        if icon_button(
            &mut inner,
            look,
            IconButton { icon: icon::TRASH_2, name: &name, enabled: true, selected: false },
        )
        .clicked()
        {
            state.loaded = None;
            actions.send_to(view.inspection.plan.id, InspectionCommand::RemoveRow(own.path.clone()));
        }
    }
    if let Some(own) = own {
        flags_ui(ui, look, table, own, (rect, &number));
    }
    let mut x = rect.left() + NUMBER_PX + FLAGS_PX;
    for (at, column) in table.columns.iter().enumerate() {
        let cell = Rect::from_min_size(pos2(x, rect.top()), vec2(width_of(column), ROW_PX));
        x += cell.width();
        if !ui.is_rect_visible(cell) {
            continue;
        }
        cell_ui(ui, look, (view, table, result), (row, at, cell), sealed, state, actions);
    }
}

/// The worst mark and the words of what a row raises.
fn flags_ui(ui: &Ui, look: &Look, table: &Table, own: &RowResult, (rect, number): (Rect, &str)) {
    let at = Rect::from_min_size(pos2(rect.left() + NUMBER_PX, rect.top()), vec2(FLAGS_PX, ROW_PX));
    let texts: Vec<&str> = own
        .raised
        .iter()
        .filter_map(|flag| table.flags.get(*flag))
        .map(|flag| flag.text.get(look.language()))
        .collect();
    let text = texts.join(&look.text("list-semicolon"));
    let response = ui.interact(at, Id::unique("flags").with(&own.path), Sense::hover());
    let name = look.with("table-row-flags", &[("row", Value::Text(number)), ("flags", Value::Text(&text))]);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
    let Some(level) = worst(table, own) else { return };
    paint_mark(
        ui.painter(),
        look,
        tone(level),
        Rect::from_center_size(at.left_center() + vec2(14.0, 0.0), vec2(16.0, 16.0)),
    );
    let font = FontId::proportional(Tokens::get().sizes.small_px);
    let mut job = egui::text::LayoutJob::simple_singleline(text.clone(), font, look.tone(tone(level)).text);
    job.wrap = egui::text::TextWrapping::truncate_at_width(FLAGS_PX - 34.0);
    let galley = ui.painter().layout_job(job);
    ui.painter().galley(at.left_center() + vec2(28.0, -galley.size().y / 2.0), galley, look.palette.text);
    response.on_hover_text(text);
}

/// What a cell holds.
fn stored(view: &InspectionView, own: &RowResult, table: &Table, at: usize) -> String {
    let calculated = own.calculated.iter().find(|(column, _)| *column == at).map(|(_, value)| value.clone());
    let path = own.path.child(&table.columns[at].name);
    calculated
        .or_else(|| view.inspection.answers.get(&path).and_then(|answer| answer.value.clone()))
        .unwrap_or_default()
}

/// What a cell shows: the words of a choice.
fn shown(look: &Look, column: &Column, value: &str) -> String {
    let label = |code: &str| {
        let option = column.kind.options().iter().find(|option| option.code == code);
        option.map_or_else(|| code.to_owned(), |option| option.label.get(look.language()).to_owned())
    };
    let is_yes_no = matches!(column.kind, crate::form::QuestionKind::YesNo { .. });
    if is_yes_no && matches!(value, "yes" | "no") {
        return look.text(value);
    }
    if column.kind.options().is_empty() {
        return value.to_owned();
    }
    value.split_whitespace().map(label).collect::<Vec<_>>().join(&look.text("list-semicolon"))
}

fn cell_ui(
    ui: &mut Ui,
    look: &Look,
    (view, table, result): (&InspectionView, &Table, &TableResult),
    (row, at, rect): (usize, usize, Rect),
    sealed: bool,
    state: &mut RecordsState,
    actions: &mut Actions,
) {
    let column = &table.columns[at];
    let own = result.rows.get(row);
    let value = own.map(|own| stored(view, own, table, at)).unwrap_or_default();
    let title = column.label.get(look.language());
    let number = (row + 1).to_string();
    let name = look.with("table-cell", &[("row", Value::Text(&number)), ("column", Value::Text(title))]);
    let is_active = state.active == (row, at) && !sealed && is_written(column);
    if is_active {
        if state.loaded != Some((row, at)) {
            state.loaded = Some((row, at));
            state.text = shown(look, column, &value);
        }
        let id = Id::unique("cell").with(&table.name);
        let edit = TextEdit::singleline(&mut state.text).id(id).desired_width(rect.width() - 8.0).lock_focus(true);
        let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(rect.shrink(2.0)).scope_id(id.with("place")));
        let response = inner.add(edit);
        response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &name));
        if std::mem::take(&mut state.focus) {
            response.request_focus();
        }
        return;
    }
    let response = ui.interact(rect, Id::unique("cell").with((&table.name, row, at)), Sense::click());
    let text = shown(look, column, &value);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, !sealed, format!("{name}: {text}")));
    let is_wrong = own.is_some_and(|own| own.problems.iter().any(|(column, _)| *column == at));
    let is_missing = own.is_some_and(|own| own.missing.contains(&at));
    if is_wrong || is_missing {
        ui.painter().rect_filled(rect.shrink(1.0), 2.0, look.tone(Tone::Minor).soft);
    } else if response.hovered() {
        ui.painter().rect_filled(rect.shrink(1.0), 2.0, look.palette.hover);
    }
    let color = if is_written(column) { look.palette.text } else { look.palette.text_weak };
    let font = FontId::proportional(Tokens::get().sizes.small_px);
    let mut job = egui::text::LayoutJob::simple_singleline(text, font, color);
    job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width() - 12.0);
    let galley = ui.painter().layout_job(job);
    ui.painter().galley(rect.left_center() + vec2(6.0, -galley.size().y / 2.0), galley, color);
    if response.clicked() && !sealed {
        commit(view, table, result, state, actions);
        move_to(state, table, (row, at));
    }
}

/// Whether somebody writes into the column.
fn is_written(column: &Column) -> bool {
    use crate::form::{Field, QuestionKind};
    !matches!(column.kind, QuestionKind::Field(Field::Calculated | Field::Note) | QuestionKind::Photo { .. })
}

fn move_to(state: &mut RecordsState, table: &Table, (row, at): (usize, usize)) {
    let next = (at..table.columns.len()).find(|at| is_written(&table.columns[*at]));
    state.active = (row, next.unwrap_or(at));
    state.loaded = None;
    state.focus = true;
}

/// Sends what stands in the active cell where it differs from what is stored.
fn commit(view: &InspectionView, table: &Table, result: &TableResult, state: &mut RecordsState, actions: &mut Actions) {
    let (row, at) = state.active;
    if state.loaded != Some((row, at)) {
        return;
    }
    let Some(column) = table.columns.get(at) else { return };
    let value = cell_value(column, state.text.trim());
    let id = view.inspection.plan.id;
    let repeat = InstancePath::of_question(&table.name);
    match (result.rows.get(row), &mut state.awaited) {
        (Some(own), _) => {
            if value != stored(view, own, table, at) {
                let path = own.path.child(&column.name);
                let answer = if value.is_empty() { Answer::default() } else { Answer::of(value) };
                actions.send_to(id, InspectionCommand::Answer { path, answer });
            }
        }
        (None, _) if value.is_empty() => {}
        (None, Some((_, held))) => held.push((at, value)),
        (None, awaited @ None) => {
            *awaited = Some((result.rows.len() + 1, Vec::new()));
            let rows = vec![vec![(column.name.clone(), value)]];
            actions.send_to(id, InspectionCommand::AddRows { repeat, rows });
        }
    }
}

/// Once the new row is there, sends what was typed into it meanwhile.
fn deliver(
    view: &InspectionView,
    table: &Table,
    result: &TableResult,
    state: &mut RecordsState,
    actions: &mut Actions,
) {
    let Some((count, held)) = state.awaited.take_if(|(count, _)| result.rows.len() >= *count) else { return };
    let Some(own) = result.rows.get(count - 1) else { return };
    let answer = |(at, value): (usize, String)| (own.path.child(&table.columns[at].name), Answer::of(value));
    let answers: Vec<_> = held.into_iter().map(answer).collect();
    if !answers.is_empty() {
        actions.send_to(view.inspection.plan.id, InspectionCommand::AnswerMany(answers));
    }
}

/// Enter goes down, Tab to the right, with Shift back; the arrows up and down change the row.
fn keys(
    ui: &mut Ui,
    view: &InspectionView,
    table: &Table,
    result: &TableResult,
    state: &mut RecordsState,
    actions: &mut Actions,
) {
    let (row, at) = state.active;
    let last = table.columns.len().saturating_sub(1);
    let pressed = ui.input_mut(|input| {
        let mut take = |modifiers, key| input.consume_key(modifiers, key);
        if take(Modifiers::SHIFT, Key::Tab) {
            let before = (0..at).rev().find(|at| is_written(&table.columns[*at]));
            Some(before.map_or((row.saturating_sub(1), last), |at| (row, at)))
        } else if take(Modifiers::NONE, Key::Tab) {
            let next = (at + 1..=last).find(|at| is_written(&table.columns[*at]));
            Some(next.map_or((row + 1, 0), |at| (row, at)))
        } else if take(Modifiers::NONE, Key::Enter) {
            Some((row + 1, 0))
        } else if take(Modifiers::NONE, Key::ArrowDown) {
            Some((row + 1, at))
        } else if take(Modifiers::NONE, Key::ArrowUp) {
            Some((row.saturating_sub(1), at))
        } else {
            None
        }
    });
    if let Some((to, at)) = pressed {
        commit(view, table, result, state, actions);
        let rows = result.rows.len() + usize::from(state.awaited.is_some());
        move_to(state, table, (to.min(rows), at));
    }
}

/// A block on the clipboard becomes rows.
fn blocks(
    ui: &mut Ui,
    view: &InspectionView,
    table: &Table,
    result: &TableResult,
    state: &mut RecordsState,
    actions: &mut Actions,
) {
    let block = ui.input_mut(|input| {
        let is_block = |event: &Event| matches!(event, Event::Paste(text) if text.trim_end().contains(['\t', '\n']));
        let place = input.events.iter().position(is_block)?;
        if let Event::Paste(text) = input.events.remove(place) { Some(text) } else { None }
    });
    let Some(text) = block else { return };
    let pasted = paste(table, state.active.1, &text);
    let cells = |cells: &Vec<(usize, String)>| -> Vec<(String, String)> {
        cells.iter().map(|(place, value)| (table.columns[*place].name.clone(), value.clone())).collect()
    };
    let rows: Vec<_> = pasted.rows.iter().map(cells).collect();
    if !rows.is_empty() {
        let repeat = InstancePath::of_question(&table.name);
        actions.send_to(view.inspection.plan.id, InspectionCommand::AddRows { repeat, rows });
        move_to(state, table, (result.rows.len() + pasted.rows.len(), 0));
    }
    state.text.clear();
    state.loaded = None;
    state.pasted = Some(pasted);
}

/// What the active row raises and its column asks for, and what became of the last block.
fn foot_ui(ui: &mut Ui, look: &Look, table: &Table, result: &TableResult, state: &mut RecordsState) {
    ui.add_space(Tokens::space(1.0));
    ScrollArea::vertical().id_salt("foot").auto_shrink([false, false]).show(ui, |ui| {
        if let Some(column) = table.columns.get(state.active.1) {
            let label = column.label.get(look.language());
            ui.label(small(label).font(strong_font(13.0)));
            let options: Vec<&str> =
                column.kind.options().iter().map(|option| option.label.get(look.language())).collect();
            let hint = [column.hint.get(look.language()), &options.join(&look.text("list-semicolon"))].join(" ");
            if !hint.trim().is_empty() {
                ui.add(Label::new(small(hint.trim()).color(look.palette.text_weak)).wrap());
            }
        }
        let own = result.rows.get(state.active.0);
        for flag in own.into_iter().flat_map(|own| &own.raised).chain(&result.raised) {
            let Some(flag) = table.flags.get(*flag) else { continue };
            line(ui, 22.0, |ui| {
                mark(ui, look, tone(flag.level), 16.0);
                ui.label(small(flag.text.get(look.language())));
                if flag.verification != Verification::Verified {
                    ui.label(small(look.text("limit-to-be-confirmed")).color(look.palette.text_weak));
                }
            });
        }
        for (at, problem) in own.into_iter().flat_map(|own| &own.problems) {
            let title = table.columns.get(*at).map_or("", |column| column.label.get(look.language()));
            let text = format!("{title}: {}", super::input::problem_text(look, problem));
            ui.label(small(text).color(look.tone(Tone::Minor).text));
        }
        if let Some(pasted) = &state.pasted {
            pasted_ui(ui, look, table, pasted);
        }
    });
}

fn pasted_ui(ui: &mut Ui, look: &Look, table: &Table, pasted: &Pasted) {
    let number = |count: usize| Value::Number(i64::try_from(count).unwrap_or(i64::MAX));
    ui.label(small(look.with("table-pasted", &[("rows", number(pasted.rows.len()))])));
    for problem in pasted.problems.iter().take(50) {
        let what = super::input::problem_text(look, &problem.problem);
        let title = table.columns.get(problem.column).map_or("", |column| column.label.get(look.language()));
        let value = problem.problem.value().unwrap_or_default();
        let values = [
            ("row", number(problem.row)),
            ("column", Value::Text(title)),
            ("value", Value::Text(value)),
            ("problem", Value::Text(&what)),
        ];
        ui.label(small(look.with("table-pasted-problem", &values)).color(look.tone(Tone::Minor).text));
    }
    if !pasted.unknown.is_empty() {
        let list = pasted.unknown.join(&look.text("list-semicolon"));
        ui.label(small(look.with("table-pasted-unknown", &[("list", Value::Text(&list))])));
    }
    if pasted.beyond > 0 {
        ui.label(small(look.with("table-pasted-beyond", &[("count", number(pasted.beyond))])));
    }
}
