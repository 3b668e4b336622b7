//! What was answered, in words: values with units and limits, chosen options, samples.

use super::kit::inline;
use crate::domain::InstancePath;
use crate::form::{ChoiceOption, Field, LimitCheck, Question, QuestionKind, Tag};
use crate::report::layout::block::Block;
use crate::report::layout::style::TextStyle;
use crate::report::model::{Model, QuestionModel};
use crate::report::speak::Phrase;
use crate::words::Value;
use chrono::NaiveDate;

/// The recorded value; empty for a grade, whose mark says it all, and for long values.
#[must_use]
pub fn blocks(model: &Model<'_>, question: &QuestionModel<'_>) -> Vec<Block> {
    phrases(model, question).iter().map(|phrase| Block::Text(inline(phrase, TextStyle::TABLE))).collect()
}

/// A value that wants the whole width: free text, or several options.
#[must_use]
pub fn long(model: &Model<'_>, question: &QuestionModel<'_>) -> String {
    let value = question.answer.and_then(|answer| answer.value.as_deref()).unwrap_or_default();
    match &question.question.kind {
        QuestionKind::Text | QuestionKind::Field(Field::Text) => value.to_owned(),
        QuestionKind::Multi { options, .. } | QuestionKind::Rank { options } | QuestionKind::LimitSets { options } => {
            let each = value.split_whitespace().map(|code| chosen(model, options, code).joined(" "));
            each.collect::<Vec<_>>().join(model.speaker.item_separator())
        }
        QuestionKind::Grade
        | QuestionKind::YesNo { .. }
        | QuestionKind::Number { .. }
        | QuestionKind::Choice { .. }
        | QuestionKind::Date { .. }
        | QuestionKind::Count
        | QuestionKind::Photo { .. }
        | QuestionKind::Reading(_)
        | QuestionKind::Quiz(_)
        | QuestionKind::Field(_)
        | QuestionKind::Sampled { .. } => String::new(),
    }
}

/// A value in the words of its kind: the name of a choice, a number with its unit, a date.
#[must_use]
pub fn worded(model: &Model<'_>, kind: &QuestionKind, value: &str) -> String {
    let speaker = &model.speaker;
    match kind {
        QuestionKind::YesNo { .. } if matches!(value, "yes" | "no") => speaker.say(value).joined(" / "),
        QuestionKind::Grade => speaker.say(&format!("grade-{value}")).joined(" / "),
        QuestionKind::Number { unit, .. } => with_unit(value, unit),
        QuestionKind::Choice { options, .. } => chosen(model, options, value).joined(" / "),
        QuestionKind::Multi { options, .. } | QuestionKind::Rank { options } | QuestionKind::LimitSets { options } => {
            let each = value.split_whitespace().map(|code| chosen(model, options, code).joined(" / "));
            each.collect::<Vec<_>>().join(speaker.item_separator())
        }
        QuestionKind::Date { .. } => date(model, value).joined(" / "),
        QuestionKind::YesNo { .. }
        | QuestionKind::Text
        | QuestionKind::Count
        | QuestionKind::Photo { .. }
        | QuestionKind::Reading(_)
        | QuestionKind::Quiz(_)
        | QuestionKind::Field(_)
        | QuestionKind::Sampled { .. } => value.to_owned(),
    }
}

fn phrases(model: &Model<'_>, question: &QuestionModel<'_>) -> Vec<Phrase> {
    let speaker = &model.speaker;
    if let QuestionKind::Sampled { .. } = &question.question.kind {
        return sample(model, question);
    }
    if let QuestionKind::Reading(measurand) = &question.question.kind {
        return reading(model, question, &measurand.unit);
    }
    let given = question.answer.and_then(|answer| answer.value.as_deref());
    let value = given.or(question.result.value.as_deref()).unwrap_or_default();
    if value.is_empty() {
        return Vec::new();
    }
    match &question.question.kind {
        QuestionKind::Grade
        | QuestionKind::Photo { .. }
        | QuestionKind::Sampled { .. }
        | QuestionKind::Reading(_)
        | QuestionKind::Text
        | QuestionKind::Field(Field::Text)
        | QuestionKind::Rank { .. }
        | QuestionKind::LimitSets { .. }
        | QuestionKind::Multi { .. } => Vec::new(),
        QuestionKind::YesNo { .. } => vec![match value {
            "yes" | "no" => speaker.say(value),
            _ => speaker.plain(value),
        }],
        QuestionKind::Number { unit, .. } => number(model, value, unit, question.result.limit.as_ref()),
        QuestionKind::Choice { options, .. } => vec![chosen(model, options, value)],
        QuestionKind::Date { .. } => vec![date(model, value)],
        QuestionKind::Quiz(quiz) => value.split_whitespace().map(|code| chosen(model, &quiz.options, code)).collect(),
        QuestionKind::Count | QuestionKind::Field(_) => vec![speaker.plain(value)],
    }
}

fn number(model: &Model<'_>, value: &str, unit: &str, limit: Option<&LimitCheck>) -> Vec<Phrase> {
    let mut phrases = vec![model.speaker.plain(with_unit(value, unit))];
    if let Some(limit) = limit {
        for (key, bound) in [("report-at-most", &limit.at_most), ("report-at-least", &limit.at_least)] {
            if let Some(bound) = bound {
                let bound = with_unit(bound, unit);
                phrases.push(model.speaker.say_with(key, &[("limit", Value::Text(&bound))]));
            }
        }
        phrases.push(model.speaker.say(&format!("report-limit-{}", limit.result.code())));
        if limit.to_be_confirmed {
            phrases.push(model.speaker.say("report-to-be-confirmed"));
        }
    }
    phrases
}

/// A number and its unit; a percent sign stands close, as both languages write it.
fn with_unit(value: &str, unit: &str) -> String {
    match unit {
        "" => value.to_owned(),
        "%" => format!("{value}%"),
        _ => format!("{value}\u{a0}{unit}"),
    }
}

fn chosen(model: &Model<'_>, options: &[ChoiceOption], code: &str) -> Phrase {
    let option = options.iter().find(|option| option.code == code);
    option.map_or_else(|| model.speaker.plain(code), |option| model.speaker.bilingual(&option.label))
}

fn date(model: &Model<'_>, value: &str) -> Phrase {
    match value.parse::<NaiveDate>() {
        Ok(date) => model.speaker.plain(model.speaker.date(date)),
        Err(_) if value == "none" => model.speaker.say("report-no-date"),
        Err(_) => model.speaker.plain(value),
    }
}

/// The value as it was measured, with the oxygen that it stands for.
fn reading(model: &Model<'_>, question: &QuestionModel<'_>, unit: &str) -> Vec<Phrase> {
    let node = |name: &str| {
        let path: InstancePath = question.question.path().child(name);
        model.input.inspection.answers.get(&path).and_then(|answer| answer.value.clone())
    };
    let [value, oxygen, ..] = Question::READING_NODES;
    let Some(value) = node(value) else { return Vec::new() };
    let mut phrases = number(model, &value, unit, question.result.limit.as_ref());
    phrases.extend(node(oxygen).map(|oxygen| model.speaker.plain(format!("O₂ {}", with_unit(&oxygen, "%")))));
    phrases
}

fn sample(model: &Model<'_>, question: &QuestionModel<'_>) -> Vec<Phrase> {
    let Some(sample) = question.result.sample else { return Vec::new() };
    let (checked, failed) = (sample.checked.to_string(), sample.failed.to_string());
    let values = [("checked", Value::Text(checked.as_str())), ("failed", Value::Text(failed.as_str()))];
    let mut phrases = vec![model.speaker.say_with("report-sample", &values)];
    if sample.critical_row {
        phrases.push(model.speaker.say("report-sample-critical"));
    }
    phrases.extend(question.result.tags.iter().map(|tag| {
        model.speaker.say(match tag {
            Tag::Systemic => "report-tag-systemic",
            Tag::Isolated => "report-tag-isolated",
        })
    }));
    phrases
}
