//! Why this result and no better one, in words.

use super::kit::{NOTHING, heading, side_by_side};
use crate::domain::Letter;
use crate::form::{Bar, GradeRule, GradeStep, Ratio, Reason};
use crate::report::layout::block::Block;
use crate::report::layout::style::TextStyle;
use crate::report::model::Model;
use crate::report::speak::Phrase;
use crate::words::{Value, Words};
use std::collections::BTreeMap;

type Values<'a> = &'a [(&'static str, Value<'a>)];

/// The blocks that explain the result: what holds the letter, without the list of single answers.
#[must_use]
pub fn blocks(model: &Model<'_>) -> Vec<Block> {
    let all = &model.input.evaluation.score.reasons;
    let mut sentences: Vec<Phrase> = all.iter().filter_map(|reason| sentence(model, reason)).collect();
    sentences.extend(unverified(model, all));
    if sentences.is_empty() {
        return Vec::new();
    }
    let heading = heading(2, &model.speaker.say("report-why"), "");
    let mut blocks = vec![Block::Together(vec![heading, Block::Space(5.0), Block::Next])];
    for sentence in sentences {
        blocks.push(side_by_side(&sentence, TextStyle::BODY));
        blocks.push(Block::Space(3.0));
    }
    blocks
}

/// Critical questions that could not be verified, in one sentence for each letter that they leave.
fn unverified(model: &Model<'_>, reasons: &[Reason]) -> Vec<Phrase> {
    let mut by_letter: BTreeMap<Letter, Vec<String>> = BTreeMap::new();
    for reason in reasons {
        if let Reason::UnverifiedCritical { question, best } = reason {
            let code = model.input.template.question(question).map_or(question, |question| &question.code);
            by_letter.entry(*best).or_default().push(code.clone());
        }
    }
    let sentence = |(letter, codes): (Letter, Vec<String>)| {
        let list = codes.join(model.speaker.list_separator());
        let count = i64::try_from(codes.len()).unwrap_or(i64::MAX);
        let values = [
            ("questions", Value::Text(list.as_str())),
            ("count", Value::Number(count)),
            ("letter", Value::Text(letter.code())),
        ];
        model.speaker.say_with("report-why-unverified", &values)
    };
    by_letter.into_iter().map(sentence).collect()
}

fn sentence(model: &Model<'_>, reason: &Reason) -> Option<Phrase> {
    let say = |key: &str, values: Values<'_>| Some(model.speaker.say_with(key, values));
    match reason {
        // Each answer stands in its section with its grade; what was not verified is gathered.
        Reason::Answer { .. } | Reason::UnverifiedCritical { .. } => None,
        Reason::Regraded { finding, rule, from, to } => {
            let shown = model.findings.iter().find(|shown| shown.finding.id == *finding)?;
            let reason = match rule {
                GradeRule::Repeat => shown.finding.repeated(),
                GradeRule::Raised | GradeRule::Lowered => &shown.finding.severity_reason,
            };
            let step = GradeStep { rule: *rule, from: *from, to: *to, reason };
            let Phrase { parts } = super::grade::step(model, step);
            let numbered = parts.into_iter().map(|(language, words)| (language, format!("{}: {words}", shown.number)));
            Some(Phrase { parts: numbered.collect() })
        }
        Reason::SectionCapped { section, uncapped, cap } => {
            let uncapped = uncapped.one_decimal();
            let values = [("points", Value::Text(uncapped.as_str())), ("cap", Value::Number(i64::from(*cap)))];
            with_section(model, "report-why-capped", section, &values)
        }
        Reason::Critical { findings, questions } => {
            let count = i64::try_from(findings.len() + questions.len()).unwrap_or(i64::MAX);
            say("report-why-critical", &[("count", Value::Number(count))])
        }
        Reason::Coverage { percent, provisional_below_percent, not_rated_below_percent } => {
            let percent = percent.one_decimal();
            let values = [
                ("percent", Value::Text(percent.as_str())),
                ("provisional", Value::Number(i64::from(*provisional_below_percent))),
                ("unrated", Value::Number(i64::from(*not_rated_below_percent))),
            ];
            say("report-why-coverage", &values)
        }
        Reason::Letter { letter, bar } => barred(model, letter.code(), bar),
        Reason::NotPassed { pillar, points, least } => {
            let points = points.map_or_else(|| NOTHING.to_owned(), Ratio::one_decimal);
            let values = [
                ("pillar", Value::Text(pillar.map_or("", |pillar| pillar.code()))),
                ("points", Value::Text(points.as_str())),
                ("least", Value::Number(i64::from(*least))),
            ];
            say(if pillar.is_some() { "report-why-pillar" } else { "report-why-overall" }, &values)
        }
    }
}

/// What keeps the result from a better letter.
fn barred(model: &Model<'_>, letter: &str, bar: &Bar) -> Option<Phrase> {
    let letter = ("letter", Value::Text(letter));
    match bar {
        Bar::Score { points, least } => {
            let points = points.one_decimal();
            let least = ("least", Value::Number(i64::from(*least)));
            Some(model.speaker.say_with("report-why-letter-score", &[letter, ("points", Value::Text(&points)), least]))
        }
        Bar::Section { section, points, least } => {
            let points = points.one_decimal();
            let least = ("least", Value::Number(i64::from(*least)));
            let values = [letter, ("points", Value::Text(points.as_str())), least];
            with_section(model, "report-why-letter-section", section, &values)
        }
        Bar::Major { count, most } => {
            let count = ("count", Value::Number(i64::from(*count)));
            let values = [letter, count, ("most", Value::Number(i64::from(*most)))];
            Some(model.speaker.say_with("report-why-letter-major", &values))
        }
    }
}

/// A sentence that names a section, in each language by the title of that language.
fn with_section(model: &Model<'_>, key: &str, code: &str, values: Values<'_>) -> Option<Phrase> {
    let section = model.input.template.sections.iter().find(|section| section.code == code)?;
    let parts = model.speaker.languages().map(|language| {
        let mut all = values.to_vec();
        all.push(("section", Value::Text(section.title.get(language))));
        (language, Words::of(language).with(key, &all))
    });
    Some(Phrase { parts: parts.collect() })
}
