//! Loops: a group of questions asked once for each choice of a list.

use super::definition::{Choice, Item, ItemKind, Texts};

/// A loop as a group with one group for each choice; `%(label)s` and `%(name)s` stand for the choice.
pub(super) fn unroll(mut outer: Item, choices: &[Choice]) -> Item {
    let template = std::mem::take(&mut outer.items);
    outer.kind = ItemKind::Group;
    outer.items = choices
        .iter()
        .filter(|choice| choice.name != "none")
        .map(|choice| Item {
            row: outer.row,
            name: choice.name.clone(),
            label: choice.label.clone(),
            items: template.iter().map(|item| filled(item, choice)).collect(),
            ..Item::default()
        })
        .collect();
    outer
}

fn filled(item: &Item, choice: &Choice) -> Item {
    let mut item = item.clone();
    item.name = fill(&item.name, choice, "");
    for texts in [&mut item.label, &mut item.hint, &mut item.constraint_message, &mut item.required_message] {
        *texts =
            texts.iter().map(|(language, text)| (language.clone(), fill(text, choice, language))).collect::<Texts>();
    }
    item.bind = item.bind.iter().map(|(key, text)| (key.clone(), fill(text, choice, ""))).collect();
    item.items = item.items.iter().map(|inner| filled(inner, choice)).collect();
    item
}

fn fill(text: &str, choice: &Choice, language: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let label = choice.label.get(language).or_else(|| choice.label.values().next()).map_or("", String::as_str);
    text.replace("%(label)s", label).replace("%(name)s", &choice.name).replace("%%", "%")
}
