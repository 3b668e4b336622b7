//! Dates: typed, or picked from a month.

use super::button::{IconButton, icon_button};
use super::field::{field_label, issue_line};
use crate::assets::icon;
use crate::ui::theme::{Look, Tokens, small, strong_text};
use chrono::{Datelike, Days, Months, NaiveDate};
use egui::{Button, Popup, PopupCloseBehavior, Stroke, TextEdit, Ui, vec2};

/// What is typed and not yet a date, and the month that is open; egui keeps it beside the field.
#[derive(Debug, Clone, Default)]
struct Draft {
    text: String,
    month: Option<NaiveDate>,
}

/// A field for a day; returns whether `day` changed. `salt` names it among its neighbours.
pub fn date_field(ui: &mut Ui, look: &Look, (salt, label): (&str, &str), day: &mut Option<NaiveDate>) -> bool {
    let id = ui.make_persistent_id(salt);
    let before = *day;
    let mut draft: Draft = ui.data_mut(|data| data.get_temp(id)).unwrap_or_default();
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = Tokens::space(1.0);
        let name = field_label(ui, look, label);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = Tokens::space(1.0);
            if !ui.memory(|memory| memory.has_focus(id)) {
                draft.text = day.map(|day| day.to_string()).unwrap_or_else(|| keep_wrong(&draft.text));
            }
            let edit =
                TextEdit::singleline(&mut draft.text).id(id).desired_width(108.0).hint_text(look.text("date-hint"));
            if ui.add(edit).labelled_by(name.id).changed() {
                *day = parse_day(&draft.text);
            }
            let tool =
                IconButton { icon: icon::CALENDAR, name: &look.text("date-pick"), enabled: true, selected: false };
            let pick = icon_button(ui, look, tool);
            month_popup(look, &pick, &mut draft, day);
        });
        match day {
            Some(day) => {
                let words = small(look.words.date_with_weekday(*day)).color(look.palette.text_weak);
                ui.label(words);
            }
            None if !draft.text.trim().is_empty() => {
                issue_line(ui, look, &look.text("date-wrong"));
            }
            None => {}
        }
    });
    if *day != before && !ui.memory(|memory| memory.has_focus(id)) {
        draft.text = day.map(|day| day.to_string()).unwrap_or_default();
    }
    ui.data_mut(|data| data.insert_temp(id, draft));
    *day != before
}

/// A text that is no date stays, so that it can be mended.
fn keep_wrong(text: &str) -> String {
    if parse_day(text).is_some() { String::new() } else { text.to_owned() }
}

/// Reads the ways in which people write a day: ISO 8601 with or without signs, with slashes or dots.
fn parse_day(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%d.%m.%Y", "%Y年%m月%d日"]
        .iter()
        .find_map(|form| NaiveDate::parse_from_str(text, form).ok())
}

fn month_popup(look: &Look, pick: &egui::Response, draft: &mut Draft, day: &mut Option<NaiveDate>) {
    let popup = Popup::menu(pick).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    if !popup.is_open() {
        draft.month = None;
    }
    popup.show(|ui| {
        let shown = draft.month.or(*day).unwrap_or(look.today);
        let first = shown.with_day(1).unwrap_or(shown);
        ui.horizontal(|ui| {
            let (back, on) = (look.text("month-back"), look.text("month-on"));
            let tool = |icon, name| IconButton { icon, name, enabled: true, selected: false };
            if icon_button(ui, look, tool(icon::CHEVRON_LEFT, &back)).clicked() {
                draft.month = first.checked_sub_months(Months::new(1));
            }
            ui.add_sized(vec2(150.0, 32.0), egui::Label::new(strong_text(look.words.month(first))));
            if icon_button(ui, look, tool(icon::CHEVRON_RIGHT, &on)).clicked() {
                draft.month = first.checked_add_months(Months::new(1));
            }
        });
        month_grid(ui, look, first, day);
    });
}

fn month_grid(ui: &mut Ui, look: &Look, first: NaiveDate, day: &mut Option<NaiveDate>) {
    let cell = vec2(34.0, 32.0);
    let monday = first.checked_sub_days(Days::new(first.weekday().num_days_from_monday().into())).unwrap_or(first);
    egui::Grid::new(("month", first)).spacing(vec2(2.0, 2.0)).min_col_width(cell.x).show(ui, |ui| {
        for number in 1..=7 {
            let name = small(look.words.weekday(number)).color(look.palette.text_weak);
            ui.add_sized(vec2(cell.x, 20.0), egui::Label::new(name));
        }
        ui.end_row();
        for week in 0..6_u64 {
            for offset in 0..7_u64 {
                let Some(that) = monday.checked_add_days(Days::new(week * 7 + offset)) else { continue };
                if that.month() != first.month() {
                    ui.allocate_space(cell);
                    continue;
                }
                let chosen = *day == Some(that);
                let mut built = Button::selectable(chosen, that.day().to_string()).min_size(cell);
                if that == look.today {
                    built = built.frame_when_inactive(true).stroke(Stroke::new(1.0, look.palette.accent));
                }
                let name = look.words.date_with_weekday(that);
                if ui.add(built).accessible_name(name).clicked() {
                    *day = Some(that);
                    ui.close();
                }
            }
            ui.end_row();
        }
    });
}

#[cfg(test)]
mod tests {
    use super::parse_day;

    #[test]
    fn a_day_is_understood_as_people_write_it() {
        let day = "2026-11-21".parse().ok();
        for text in ["2026-11-21", " 2026/11/21 ", "2026.11.21", "20261121", "21.11.2026", "2026年11月21日"] {
            assert_eq!(parse_day(text), day, "{text}");
        }
        assert_eq!(parse_day("2026-02-30"), None);
        assert_eq!(parse_day("soon"), None);
    }
}
