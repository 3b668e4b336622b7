//! Loops: a group of questions asked once for each choice of a list.

use super::definition::{Choice, Item, ItemKind, Texts};

/// The choices that a loop makes a group for: all but the one that stands for no other.
pub(super) fn heads(choices: &[Choice]) -> impl Iterator<Item = &Choice> {
    choices.iter().filter(|choice| choice.name != "none")
}

/// A loop as a group with one group for each choice; `%(label)s` and `%(name)s` stand for the choice.
pub(super) fn unroll(mut outer: Item, choices: &[Choice]) -> Item {
    let template = std::mem::take(&mut outer.items);
    outer.kind = ItemKind::Group;
    outer.items = heads(choices)
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

/// Whether the converter fails to fill a text in: a `%` begins a placeholder of Python, `%(label)s`, or stands twice.
pub(super) fn is_broken(text: &str, choice: &Choice) -> bool {
    const FLAGS: [char; 17] = ['#', '0', '-', ' ', '+', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.', 'h', 'l'];
    let mut parts = text.split('%').skip(1);
    while let Some(part) = parts.next() {
        let (key, rest) = match part.strip_prefix('(').map(|rest| rest.split_once(')')) {
            Some(Some((key, rest))) => (Some(key), rest),
            Some(None) => return true,
            None => (None, part),
        };
        let has_key = |key: &str| matches!(key, "name" | "label") || choice.extra.contains_key(key);
        let is_known = key.is_none_or(has_key);
        let kind = rest.trim_start_matches(FLAGS).chars().next();
        match kind {
            Some('s' | 'r' | 'a') if is_known => {}
            // Behind a second `%` is a text again.
            None if part.is_empty() && parts.next().is_some() => {}
            _ => return true,
        }
    }
    false
}

fn fill(text: &str, choice: &Choice, language: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let label = choice.label.get(language).or_else(|| choice.label.values().next()).map_or("", String::as_str);
    text.replace("%(label)s", label).replace("%(name)s", &choice.name).replace("%%", "%")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lone_percent_sign_breaks_a_text() {
        let choice = Choice::default();
        for good in ["", "%(label)s of %(name)s", "50 %% of x", "%s", "%%%(name)s"] {
            assert!(!is_broken(good, &choice), "{good}");
        }
        for bad in ["50% of x", "100%", "%(colour)s", "%(label", "%d", "% %(name)s"] {
            assert!(is_broken(bad, &choice), "{bad}");
        }
    }
}
