//! The bar at the top: places, the palette, the menu.

use crate::assets::icon;
use crate::ui::actions::Actions;
use crate::ui::command_table::{Scope, TABLE, UiCommand};
use crate::ui::theme::{Look, Tokens, body, icon_text, small, strong_text};
use crate::ui::widgets::{IconButton, icon_button};
use egui::{Align, Button, Frame, Layout, Margin, Panel, Popup, Response, ScrollArea, Stroke, Ui, pos2, vec2};

/// What the top bar shows.
#[derive(Debug, Clone, Copy)]
pub struct TopBarView {
    /// The place that is open.
    pub place: Option<UiCommand>,
    /// Whether there is a way back.
    pub can_go_back: bool,
    /// Which commands make sense.
    pub scope: Scope,
}

/// The places, in their order.
const PLACES: [UiCommand; 5] = [
    UiCommand::GoInspections,
    UiCommand::GoSuppliers,
    UiCommand::GoFindings,
    UiCommand::GoChecklists,
    UiCommand::GoVerify,
];

/// Below this width places show their icons alone.
const NARROW_PX: f32 = 900.0;

/// Draws the top bar.
pub fn top_bar_ui(ui: &mut Ui, look: &Look, view: TopBarView, actions: &mut Actions) {
    let frame = Frame::new().fill(look.palette.surface).inner_margin(Margin::symmetric(12, 0));
    Panel::top("top bar").exact_size(48.0).frame(frame).show(ui, |ui| {
        ui.horizontal_centered(|ui| {
            let back = UiCommand::Back.tooltip(look);
            let tool = IconButton { icon: icon::ARROW_LEFT, name: &back, enabled: view.can_go_back, selected: false };
            if icon_button(ui, look, tool).accessible_name(UiCommand::Back.text(look)).clicked() {
                actions.back();
            }
            ui.label(icon_text(icon::BADGE_CHECK).color(look.palette.accent).size(20.0));
            ui.label(strong_text(look.text("app-name")));
            ui.add_space(Tokens::space(3.0));
            let narrow = ui.ctx().content_rect().width() < NARROW_PX;
            for place in PLACES {
                if place_button(ui, look, place, view.place == Some(place), narrow).clicked() {
                    actions.do_command(place);
                }
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                menu(ui, look, view.scope, actions);
                let settings = UiCommand::GoSettings;
                let name = settings.tooltip(look);
                let selected = view.place == Some(settings);
                let tool = IconButton { icon: icon::SETTINGS, name: &name, enabled: true, selected };
                if icon_button(ui, look, tool).accessible_name(settings.text(look)).clicked() {
                    actions.do_command(settings);
                }
                if palette_button(ui, look).clicked() {
                    actions.do_command(UiCommand::OpenPalette);
                }
            });
        });
    });
}

fn place_button(ui: &mut Ui, look: &Look, place: UiCommand, here: bool, narrow: bool) -> Response {
    let glyph = place.entry().map_or(icon::CIRCLE, |entry| entry.icon);
    let name = place.text(look);
    let words = if narrow { glyph.to_string() } else { format!("{glyph}\u{2002}{name}") };
    let color = if here { look.palette.accent } else { look.palette.text };
    let built = Button::new(body(words).color(color)).frame_when_inactive(false).stroke(Stroke::NONE);
    let tooltip = place.tooltip(look);
    let response = ui.add(built).on_hover_text(tooltip).accessible_name(&name);
    if here {
        let bottom = ui.max_rect().bottom() - 1.5;
        let line = [pos2(response.rect.left() + 6.0, bottom), pos2(response.rect.right() - 6.0, bottom)];
        ui.painter().line_segment(line, Stroke::new(3.0, look.palette.accent));
    }
    response
}

/// Looks like a field, because that is what it opens.
fn palette_button(ui: &mut Ui, look: &Look) -> Response {
    let shortcut = UiCommand::OpenPalette.entry().map(|entry| entry.shortcut_text()).unwrap_or_default();
    let wide = ui.available_width() > 260.0;
    let words = format!("{}\u{2002}{}", icon::SEARCH, look.text("palette-open"));
    let words = if wide { words } else { icon::SEARCH.to_string() };
    let built = Button::new(body(words).color(look.palette.text_weak))
        .fill(look.palette.ground)
        .min_size(vec2(if wide { 240.0 } else { 0.0 }, 0.0))
        .stroke(Stroke::new(1.0, look.palette.hairline));
    let built = if wide { built.right_text(small(shortcut).color(look.palette.text_weak)) } else { built };
    ui.add(built).on_hover_text(look.text("palette-help")).accessible_name(UiCommand::OpenPalette.text(look))
}

/// Everything else, with its shortcuts.
fn menu(ui: &mut Ui, look: &Look, scope: Scope, actions: &mut Actions) {
    let name = look.text("menu");
    let tool = IconButton { icon: icon::MENU, name: &name, enabled: true, selected: false };
    let opener = icon_button(ui, look, tool);
    let room = ui.ctx().content_rect().height() - 96.0;
    Popup::menu(&opener).show(|ui| {
        ui.set_min_width(280.0);
        ScrollArea::vertical().max_height(room).show(ui, |ui| menu_entries(ui, look, scope, actions));
    });
}

fn menu_entries(ui: &mut Ui, look: &Look, scope: Scope, actions: &mut Actions) {
    for (place, group) in Scope::ALL.iter().rev().filter(|group| group.holds_in(scope)).enumerate() {
        if place > 0 {
            ui.separator();
        }
        for entry in TABLE.iter().filter(|entry| entry.scope == *group) {
            if PLACES.contains(&entry.command) || matches!(entry.command, UiCommand::Choose(_) | UiCommand::Back) {
                continue;
            }
            let words = format!("{}\u{2002}{}", entry.icon, look.text(entry.key));
            let built = Button::new(words).shortcut_text(entry.shortcut_text()).stroke(Stroke::NONE);
            if ui.add(built).accessible_name(look.text(entry.key)).clicked() {
                actions.do_command(entry.command);
                ui.close();
            }
        }
    }
}
