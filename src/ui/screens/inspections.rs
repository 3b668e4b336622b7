//! The list of inspections: a table one can live in.

use crate::app::Command;
use crate::app::view::InspectionListView;
use crate::assets::icon;
use crate::domain::{InspectionSort, InspectionState, ListQuery, Severity};
use crate::ui::actions::Actions;
use crate::ui::command_table::UiCommand;
use crate::ui::router::{Screen, Tab};
use crate::ui::theme::{Look, Tokens, Tone, body, strong_font};
use crate::ui::widgets::{
    Cell, Chip, Column, Emphasis, EmptyState, Sort, TableState, action_button, chips, empty_state, paint_mark,
    screen_title, table,
};
use crate::words::Value;
use egui::{Align, CentralPanel, Frame, Layout, Margin, Rect, TextEdit, Ui, pos2, vec2};

/// How many rows are read at once.
const PAGE: u32 = 200;

/// What a person filters and sorts by.
#[derive(Debug, Clone, Default)]
pub struct InspectionsState {
    /// The words that are searched.
    pub text: String,
    /// Only these states; any when empty.
    pub states: Vec<InspectionState>,
    /// Only with open critical or major findings.
    pub severe_only: bool,
    /// The first row that is read.
    pub offset: u32,
    table: TableState,
}

impl InspectionsState {
    /// The state in which the latest change stands first.
    #[must_use]
    pub fn new() -> Self {
        let sort = Sort { column: columns::CHANGED, descending: true };
        Self { table: TableState { sort }, ..Self::default() }
    }

    /// The part of the list that is to be read.
    #[must_use]
    pub fn query(&self) -> ListQuery {
        let severe = [Severity::Critical, Severity::Major];
        ListQuery {
            text: self.text.trim().to_owned(),
            states: self.states.clone(),
            severities: if self.severe_only { severe.to_vec() } else { Vec::new() },
            sort: match self.table.sort.column {
                columns::STATE => InspectionSort::State,
                columns::NUMBER => InspectionSort::Number,
                columns::SUPPLIER => InspectionSort::Supplier,
                columns::DATES => InspectionSort::StartsOn,
                columns::PROGRESS => InspectionSort::Progress,
                columns::FINDINGS => InspectionSort::Findings,
                _ => InspectionSort::Changed,
            },
            descending: self.table.sort.descending,
            offset: self.offset,
            limit: PAGE,
            ..ListQuery::default()
        }
    }
}

/// The places of the columns.
pub mod columns {
    /// How far.
    pub const STATE: usize = 0;
    /// The report number.
    pub const NUMBER: usize = 1;
    /// Who and where.
    pub const SUPPLIER: usize = 2;
    /// Why.
    pub const TYPE: usize = 3;
    /// When.
    pub const DATES: usize = 4;
    /// Questions answered.
    pub const PROGRESS: usize = 5;
    /// Critical and major findings.
    pub const FINDINGS: usize = 6;
    /// When it was saved last.
    pub const CHANGED: usize = 7;
}

/// Draws the list.
pub fn inspections_ui(
    ui: &mut Ui,
    look: &Look,
    view: &InspectionListView,
    state: &mut InspectionsState,
    actions: &mut Actions,
) {
    let frame =
        Frame::new().fill(look.palette.surface).inner_margin(Margin { left: 24, right: 16, top: 16, bottom: 0 });
    CentralPanel::default().frame(frame).show(ui, |ui| {
        let none_at_all = view.states.values().sum::<u64>() == 0;
        if none_at_all {
            nothing_yet_ui(ui, look, actions);
            return;
        }
        head_ui(ui, look, state, actions);
        filter_ui(ui, look, view, state);
        ui.add_space(Tokens::space(2.0));
        if view.total == 0 {
            let empty = EmptyState {
                icon: icon::SEARCH,
                title: &look.text("inspections-none-found"),
                text: &look.text("inspections-none-found-text"),
                steps: &[(icon::X, &look.text("filter-clear"))],
            };
            if empty_state(ui, look, &empty).is_some() {
                *state = InspectionsState { table: state.table.clone(), ..InspectionsState::new() };
            }
            return;
        }
        rows_ui(ui, look, view, state, actions);
    });
}

fn nothing_yet_ui(ui: &mut Ui, look: &Look, actions: &mut Actions) {
    let empty = EmptyState {
        icon: icon::CLIPBOARD_LIST,
        title: &look.text("inspections-empty"),
        text: &look.text("inspections-empty-text"),
        steps: &[
            (icon::PLUS, &look.text("command-new-inspection")),
            (icon::BOOK_OPEN, &look.text("command-open-example")),
        ],
    };
    match empty_state(ui, look, &empty) {
        Some(0) => actions.go(Screen::Plan(None)),
        Some(_) => actions.do_command(UiCommand::OpenExample),
        None => {}
    }
}

fn head_ui(ui: &mut Ui, look: &Look, state: &mut InspectionsState, actions: &mut Actions) {
    ui.horizontal(|ui| {
        screen_title(ui, &look.text("place-inspections"));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let words = look.text("command-new-inspection");
            if action_button(ui, look, Emphasis::Primary, Some(icon::PLUS), &words, true).clicked() {
                actions.go(Screen::Plan(None));
            }
            let width = (ui.available_width() - 12.0).clamp(120.0, 300.0);
            let glyph = body(icon::SEARCH).color(look.palette.text_weak);
            let hint = body(look.text("inspections-search")).color(look.palette.text_weak);
            let edit = TextEdit::singleline(&mut state.text)
                .id(ui.make_persistent_id("search"))
                .prefix(glyph)
                .align(egui::Align2::LEFT_CENTER);
            let field = ui.add(edit.hint_text(hint).desired_width(width));
            if field.accessible_name(look.text("inspections-search")).changed() {
                state.offset = 0;
            }
        });
    });
}

fn filter_ui(ui: &mut Ui, look: &Look, view: &InspectionListView, state: &mut InspectionsState) {
    const STATES: [InspectionState; 5] = [
        InspectionState::Planned,
        InspectionState::InProgress,
        InspectionState::FieldworkDone,
        InspectionState::Sealed,
        InspectionState::Cancelled,
    ];
    let count = |one: InspectionState| view.states.get(&one).copied().unwrap_or(0);
    let shown: Vec<InspectionState> =
        STATES.into_iter().filter(|one| count(*one) > 0 || state.states.contains(one)).collect();
    let mut all: Vec<Chip> = shown
        .iter()
        .map(|one| Chip {
            text: look.text(&format!("state-{}", one.code())),
            on: state.states.contains(one),
            count: usize::try_from(count(*one)).ok(),
        })
        .collect();
    all.push(Chip { text: look.text("filter-severe"), on: state.severe_only, count: None });
    let Some(pressed) = chips(ui, look, &all) else { return };
    state.offset = 0;
    match shown.get(pressed) {
        None => state.severe_only = !state.severe_only,
        Some(one) => match state.states.iter().position(|other| other == one) {
            Some(place) => {
                state.states.remove(place);
            }
            None => state.states.push(*one),
        },
    }
}

fn rows_ui(ui: &mut Ui, look: &Look, view: &InspectionListView, state: &mut InspectionsState, actions: &mut Actions) {
    // Where there is no room for all, what can be read in the inspection itself goes first.
    let room = ui.available_width();
    let if_room = |least: f32, width: f32| if room >= least { width } else { 0.0 };
    let columns = [
        Column::fixed(look.text("column-state"), 150.0),
        Column::fixed(look.text("column-number"), 136.0),
        Column::share(look.text("column-supplier"), 1.0),
        Column { sortable: false, ..Column::fixed(look.text("column-type"), if_room(1160.0, 104.0)) },
        Column::fixed(look.text("column-dates"), if_room(760.0, 116.0)),
        Column::fixed(look.text("column-progress"), if_room(900.0, 150.0)),
        Column::fixed(look.text("column-findings"), 104.0),
        Column::fixed(look.text("column-changed"), if_room(1060.0, 156.0)),
    ];
    let total = usize::try_from(view.total).unwrap_or(usize::MAX);
    let offset = state.offset as usize;
    let row_of = |row: usize| row.checked_sub(offset).and_then(|place| view.rows.get(place));
    let name = |row: usize| match row_of(row) {
        Some(row) => {
            let state = look.text(&format!("state-{}", row.state.code()));
            format!("{} {}, {}, {state}", row.number, row.supplier_name, row.site_name)
        }
        None => look.text("loading"),
    };
    let mut seen = (usize::MAX, 0);
    let output = table(ui, look, ("inspections", &columns), total, &mut state.table, name, |cell| {
        seen = (seen.0.min(cell.row), seen.1.max(cell.row));
        if let Some(row) = row_of(cell.row) {
            let body = egui::FontId::proportional(Tokens::get().sizes.body_px);
            let small = egui::FontId::proportional(Tokens::get().sizes.small_px);
            let (text, weak) = (look.palette.text, look.palette.text_weak);
            match cell.column {
                columns::STATE => state_cell(cell, look, row.state),
                columns::NUMBER => cell.text(&row.number, small, weak),
                columns::SUPPLIER => {
                    let name = match (look.language(), row.supplier_name_local.is_empty()) {
                        (crate::domain::Language::ZhCn, false) => &row.supplier_name_local,
                        _ => &row.supplier_name,
                    };
                    cell.text(&format!("{name}  ·  {}", row.site_name), body, text);
                }
                columns::TYPE => cell.text(&look.text(&format!("type-{}", row.inspection_type.code())), small, weak),
                columns::DATES => cell.text(&look.words.date(row.starts_on), small, text),
                columns::PROGRESS => progress_cell(cell, look, row.summary.answered, row.summary.asked),
                columns::FINDINGS => findings_cell(cell, look, row.findings.critical, row.findings.major),
                _ => cell.text(&look.words.date_time(row.changed_at), small, weak),
            }
        }
    });
    if output.sorted {
        state.offset = 0;
    }
    if let Some(row) = output.opened.and_then(row_of) {
        let tab = if row.state == InspectionState::Sealed { Tab::Report } else { Tab::Answers };
        actions.go(Screen::Inspection(row.id, tab));
    }
    follow(state, seen, view.rows.len());
}

/// Reads another page when rows come into view that are not there.
fn follow(state: &mut InspectionsState, (first, last): (usize, usize), loaded: usize) {
    let offset = state.offset as usize;
    if first > last || (first >= offset && last < offset + loaded) || loaded < PAGE as usize && first >= offset {
        return;
    }
    let wanted = first.saturating_sub(PAGE as usize / 3);
    state.offset = u32::try_from(wanted).unwrap_or(0);
}

fn state_cell(cell: &Cell<'_>, look: &Look, state: InspectionState) {
    let tone = Tone::from(state);
    let mark = Rect::from_center_size(pos2(cell.rect.left() + 7.0, cell.rect.center().y), vec2(10.0, 10.0));
    paint_state(cell.painter, look, state, mark);
    let rest = Rect::from_min_max(pos2(cell.rect.left() + 20.0, cell.rect.top()), cell.rect.max);
    let font = egui::FontId::proportional(Tokens::get().sizes.small_px);
    cell.text_at(rest, &look.text(&format!("state-{}", state.code())), font, look.tone(tone).text);
}

/// The shape of a state: an empty ring, half, three quarters, full; crossed out.
pub fn paint_state(painter: &egui::Painter, look: &Look, state: InspectionState, rect: Rect) {
    let paint = look.tone(Tone::from(state));
    let (center, radius) = (rect.center(), rect.width() / 2.0);
    let ring = egui::Stroke::new(1.6, paint.solid);
    painter.circle_stroke(center, radius, ring);
    let lower = |share: f32| {
        Rect::from_min_max(pos2(rect.left() - 1.0, rect.bottom() - rect.height() * share), rect.max + vec2(1.0, 1.0))
    };
    match state {
        InspectionState::Planned => {}
        InspectionState::InProgress => {
            painter.with_clip_rect(lower(0.5)).circle_filled(center, radius, paint.solid);
        }
        InspectionState::FieldworkDone => {
            painter.with_clip_rect(lower(0.75)).circle_filled(center, radius, paint.solid);
        }
        InspectionState::Sealed => {
            painter.circle_filled(center, radius, paint.solid);
        }
        InspectionState::Cancelled => {
            let reach = vec2(radius, radius) * 0.7;
            painter.line_segment([center - reach, center + reach], ring);
        }
    }
}

fn progress_cell(cell: &Cell<'_>, look: &Look, answered: u32, asked: u32) {
    let bar = Rect::from_min_size(pos2(cell.rect.left(), cell.rect.center().y - 2.5), vec2(64.0, 5.0));
    cell.painter.rect_filled(bar, 2.5, look.palette.hairline);
    if asked > 0 {
        #[expect(clippy::cast_precision_loss, reason = "a bar 64 pixels wide")]
        let share = answered as f32 / asked as f32;
        cell.painter.rect_filled(
            Rect::from_min_size(bar.min, vec2(bar.width() * share, 5.0)),
            2.5,
            look.palette.accent,
        );
    }
    let rest = Rect::from_min_max(pos2(bar.right() + 10.0, cell.rect.top()), cell.rect.max);
    let font = egui::FontId::proportional(Tokens::get().sizes.small_px);
    cell.text_at(rest, &format!("{answered}/{asked}"), font, look.palette.text_weak);
}

fn findings_cell(cell: &Cell<'_>, look: &Look, critical: u32, major: u32) {
    let mut x = cell.rect.left();
    for (count, tone) in [(critical, Tone::Critical), (major, Tone::Major)] {
        if count == 0 {
            continue;
        }
        let mark = Rect::from_min_size(pos2(x, cell.rect.center().y - 8.0), vec2(16.0, 16.0));
        paint_mark(cell.painter, look, tone, mark);
        let rest = Rect::from_min_max(pos2(x + 20.0, cell.rect.top()), cell.rect.max);
        cell.text_at(rest, &count.to_string(), strong_font(Tokens::get().sizes.small_px), look.tone(tone).text);
        x += 44.0;
    }
}

/// Opens the built-in example.
pub fn open_example(actions: &mut Actions) {
    actions.send(Command::OpenExample);
}

/// The words of an inspection in a title: number, supplier, site.
#[must_use]
pub fn title_of(look: &Look, number: &str, supplier: &str, site: &str) -> String {
    let values = [("number", Value::Text(number)), ("supplier", Value::Text(supplier)), ("site", Value::Text(site))];
    look.with("inspection-title", &values)
}
