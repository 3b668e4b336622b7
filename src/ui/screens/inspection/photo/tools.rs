//! The tools with which a photo is looked at, marked and redacted.

use crate::assets::icon;
use crate::domain::{Mark, MarkColour, MarkShape, Overlay, OverlayPoint, Redaction, RedactionReason};
use crate::ui::theme::{Look, Tokens};
use crate::ui::widgets::{IconButton, choice_field, icon_button};
use egui::{Color32, Rect, Sense, Stroke, Ui, WidgetInfo, vec2};

/// What the pointer does on the photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tool {
    /// Moves the picture, and chooses and moves marks.
    #[default]
    Hand,
    Arrow,
    Rectangle,
    Ellipse,
    Line,
    Freehand,
    Text,
    Number,
    /// Draws a solid block.
    Block,
}

impl Tool {
    const ALL: [(Self, char, &'static str); 9] = [
        (Self::Hand, icon::HAND, "tool-hand"),
        (Self::Arrow, icon::ARROW_RIGHT, "tool-arrow"),
        (Self::Rectangle, icon::SQUARE, "tool-rectangle"),
        (Self::Ellipse, icon::CIRCLE, "tool-ellipse"),
        (Self::Line, icon::MINUS, "tool-line"),
        (Self::Freehand, icon::PENCIL, "tool-freehand"),
        (Self::Text, icon::TEXT_CURSOR_INPUT, "tool-text"),
        (Self::Number, icon::HASH, "tool-number"),
        (Self::Block, icon::EYE_OFF, "tool-block"),
    ];

    /// Whether one point is enough.
    pub const fn takes_one_point(self) -> bool {
        matches!(self, Self::Text | Self::Number)
    }
}

/// A mark or block of the overlay, by its place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Mark(usize),
    Block(usize),
}

/// What is about to be drawn.
#[derive(Debug, Default)]
pub struct Pencil {
    pub tool: Tool,
    pub colour: MarkColour,
    pub reason: RedactionReason,
    /// The points of the mark that is being drawn.
    pub points: Vec<OverlayPoint>,
    /// Where the keyboard draws; none until it does.
    pub cursor: Option<OverlayPoint>,
    /// Where words are to stand, and the words so far.
    pub words: Option<(OverlayPoint, String)>,
    /// The mark or block that was chosen.
    pub chosen: Option<Part>,
}

/// Points closer together than this are a slip of the hand and draw nothing.
const LEAST_LENGTH: i32 = 60;

impl Pencil {
    /// Takes up another tool.
    pub fn take_up(&mut self, tool: Tool) {
        let (colour, reason) = (self.colour, self.reason);
        *self = Self { tool, colour, reason, ..Self::default() };
    }

    /// The mark or block that the points make so far, drawn over `overlay`; none while they make nothing.
    pub fn drawn_over(&self, overlay: &Overlay) -> Option<Overlay> {
        let first = *self.points.first()?;
        let last = *self.points.last()?;
        let far = (first.x - last.x).abs().max((first.y - last.y).abs()) >= LEAST_LENGTH;
        let shape = match self.tool {
            Tool::Hand | Tool::Text => return None,
            Tool::Number => MarkShape::Number { at: last, number: overlay.next_number() },
            Tool::Freehand => MarkShape::Freehand { points: self.points.clone() },
            Tool::Arrow | Tool::Rectangle | Tool::Ellipse | Tool::Line | Tool::Block if !far => return None,
            Tool::Arrow => MarkShape::Arrow { from: first, to: last },
            Tool::Rectangle => MarkShape::Rectangle { from: first, to: last },
            Tool::Ellipse => MarkShape::Ellipse { from: first, to: last },
            Tool::Line => MarkShape::Line { from: first, to: last },
            Tool::Block => {
                let mut next = overlay.clone();
                next.redactions.push(Redaction { from: first, to: last, reason: self.reason });
                return Some(next);
            }
        };
        Some(self.marked(overlay, shape))
    }

    /// The overlay with one more mark.
    pub fn marked(&self, overlay: &Overlay, shape: MarkShape) -> Overlay {
        let mut next = overlay.clone();
        next.marks.push(Mark { shape, colour: self.colour });
        next
    }
}

/// The overlay without one of its parts.
pub fn without(overlay: &Overlay, part: Part) -> Overlay {
    let mut next = overlay.clone();
    match part {
        Part::Mark(place) if place < next.marks.len() => {
            next.marks.remove(place);
        }
        Part::Block(place) if place < next.redactions.len() => {
            next.redactions.remove(place);
        }
        Part::Mark(_) | Part::Block(_) => {}
    }
    next
}

/// The overlay with one of its parts elsewhere.
pub fn moved(overlay: &Overlay, part: Part, right: i32, down: i32) -> Overlay {
    let mut next = overlay.clone();
    match part {
        Part::Mark(place) => {
            if let Some(mark) = next.marks.get_mut(place) {
                mark.shape = mark.shape.moved(right, down);
            }
        }
        Part::Block(place) => {
            if let Some(block) = next.redactions.get_mut(place) {
                for point in [&mut block.from, &mut block.to] {
                    *point = OverlayPoint::new(point.x + right, point.y + down);
                }
            }
        }
    }
    next
}

/// The row of tools, and the colour or reason of the one in hand.
pub fn tools_ui(ui: &mut Ui, look: &Look, pencil: &mut Pencil, enabled: bool) {
    ui.spacing_mut().item_spacing.x = Tokens::space(1.0);
    for (tool, glyph, key) in Tool::ALL {
        let name = look.text(key);
        let selected = pencil.tool == tool;
        let button = IconButton { icon: glyph, name: &name, enabled: enabled || tool == Tool::Hand, selected };
        if icon_button(ui, look, button).clicked() {
            pencil.take_up(tool);
        }
    }
    match pencil.tool {
        Tool::Hand => {}
        Tool::Block => {
            let names: Vec<String> =
                RedactionReason::ALL.iter().map(|reason| look.text(&format!("redaction-{}", reason.code()))).collect();
            let chosen = RedactionReason::ALL.iter().position(|reason| *reason == pencil.reason);
            let label = look.text("redaction-reason");
            if let Some(place) = choice_field(ui, look, ("redaction reason", &label), chosen, &names, 150.0) {
                pencil.reason = RedactionReason::ALL[place];
            }
        }
        Tool::Arrow | Tool::Rectangle | Tool::Ellipse | Tool::Line | Tool::Freehand | Tool::Text | Tool::Number => {
            colours_ui(ui, look, &mut pencil.colour)
        }
    }
}

fn colours_ui(ui: &mut Ui, look: &Look, colour: &mut MarkColour) {
    ui.add_space(Tokens::space(1.0));
    for other in MarkColour::ALL {
        let (rect, response) = ui.allocate_exact_size(vec2(26.0, Tokens::get().control_height_px), Sense::click());
        let name = look.text(&format!("mark-colour-{}", other.code()));
        let here = *colour == other;
        response.widget_info(|| WidgetInfo::selected(egui::accesskit::Role::RadioButton, true, here, &name));
        let dot = Rect::from_center_size(rect.center(), vec2(18.0, 18.0));
        ui.painter().circle(dot.center(), 8.0, paint_of(other.rgb()), Stroke::new(1.0, look.palette.border));
        if here || response.has_focus() {
            ui.painter().circle_stroke(dot.center(), 11.0, Stroke::new(2.0, look.palette.accent));
        }
        if response.clicked() {
            *colour = other;
        }
        response.on_hover_text(name);
    }
}

/// A colour of data as egui paints it.
#[expect(clippy::disallowed_methods, reason = "the colours of marks are data, the same in every theme and in print")]
pub fn paint_of([red, green, blue]: [u8; 3]) -> Color32 {
    Color32::from_rgb(red, green, blue)
}
