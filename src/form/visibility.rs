//! Which questions are asked, and the values that expressions see.

use super::facts::Facts;
use super::template::Template;
use std::borrow::Cow;

/// What the conditions of a checklist come to.
pub(super) struct Visibility<'a> {
    /// For each question, whether it is asked.
    pub(super) visible: Vec<bool>,
    /// The value of each node, hidden facts first; empty for a question that is not asked or not answered.
    pub(super) values: Vec<Cow<'a, str>>,
}

/// Evaluates hidden facts and conditions, each after what it depends on.
pub(super) fn visibility<'a>(template: &Template, facts: &Facts<'a>) -> Visibility<'a> {
    let first_question = template.hidden.len();
    let mut visible = vec![true; template.questions.len()];
    let mut values: Vec<Cow<'a, str>> = vec![Cow::Borrowed(""); first_question + template.questions.len()];
    for node in &template.compiled.order {
        let value = match node.checked_sub(first_question) {
            None => match &template.compiled.calculates[*node] {
                Some(calculate) => Cow::Owned(calculate.text(&values, "", facts.today)),
                None => Cow::Borrowed(facts.profile.get(&template.hidden[*node].name).map_or("", String::as_str)),
            },
            Some(index) => {
                let answer = facts.answers.get(&template.paths[index]).and_then(|answer| answer.value.as_deref());
                let answer = answer.unwrap_or_default();
                let relevant = template.compiled.relevants[index].as_ref();
                visible[index] = relevant.is_none_or(|relevant| relevant.truth(&values, answer, facts.today));
                Cow::Borrowed(if visible[index] { answer } else { "" })
            }
        };
        values[*node] = value;
    }
    Visibility { visible, values }
}
