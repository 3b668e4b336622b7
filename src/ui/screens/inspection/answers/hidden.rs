//! The questions of the section that their condition hides: counted, and shown with the condition.

use super::AnswersState;
use crate::app::view::InspectionView;
use crate::ui::theme::{Look, Tokens, small};
use crate::words::Value;
use egui::{Label, Ui};

/// Draws the count, and the list when it is wanted.
pub fn hidden_ui(ui: &mut Ui, look: &Look, view: &InspectionView, index: usize, state: &mut AnswersState) {
    let section = &view.template.questions[index].section;
    let hidden: Vec<_> = view
        .template
        .questions_of(section)
        .filter(|(place, _)| view.evaluation.questions.get(*place).is_some_and(|result| !result.visible))
        .collect();
    if hidden.is_empty() {
        return;
    }
    ui.add_space(Tokens::space(4.0));
    let key = if state.show_hidden { "hidden-hide" } else { "hidden-show" };
    if ui.link(small(look.count(key, hidden.len()))).clicked() {
        state.show_hidden = !state.show_hidden;
    }
    if !state.show_hidden {
        return;
    }
    for (_, question) in hidden {
        ui.add_space(Tokens::space(1.0));
        let text = format!("{}\u{2002}{}", question.code, question.text.get(look.language()));
        ui.add(Label::new(small(text)).wrap());
        if let Some(condition) = &question.relevant {
            let readable = readable(view, condition);
            let text = look.with("hidden-condition", &[("condition", Value::Text(&readable))]);
            ui.add(Label::new(small(text).color(look.palette.text_weak)).wrap());
        }
    }
}

/// A condition with the codes that people know in place of the names of nodes.
fn readable(view: &InspectionView, condition: &str) -> String {
    let mut text = condition.to_owned();
    for question in &view.template.questions {
        let node = format!("${{{}}}", question.name);
        if text.contains(&node) {
            text = text.replace(&node, &question.code);
        }
    }
    text
}
