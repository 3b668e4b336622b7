//! How the severity of a finding came about, and what the reviewer has to decide about it.

use super::kit::{fact, fact_text, plain, stacked};
use crate::domain::{Containment, REPEAT_RULE, RecordCopy, Severity};
use crate::form::{GradeStep, Grading};
use crate::report::layout::block::Block;
use crate::report::layout::style::TextStyle;
use crate::report::model::{FindingModel, Model};
use crate::report::speak::Phrase;
use crate::words::{Value, Words};

/// The facts about severity and state of a finding, as far as there is more to say than its severity.
#[must_use]
pub fn facts(model: &Model<'_>, finding: &FindingModel<'_>) -> Vec<Vec<Block>> {
    let (speaker, written) = (&model.speaker, finding.finding);
    let input = model.input;
    let steps = Grading::of(written, input.template, input.rule_set, input.evaluation).steps(written);
    let mut facts = Vec::new();
    if steps.is_empty() {
        facts.push(fact_text(speaker, "report-severity-reason", &written.severity_reason));
    } else {
        let said = steps.iter().flat_map(|one| stacked(&step(model, *one), TextStyle::BODY));
        facts.push(fact(speaker, "report-severity-change", said.collect()));
    }
    facts.push(fact_text(speaker, "report-repeats", written.repeated()));
    if let Some(contained) = written.contained {
        facts.push(fact(speaker, "report-state", contained_blocks(model, contained)));
    }
    if let Some(proposal) = input.inspection.proposal(written).filter(|_| input.copy == RecordCopy::Internal) {
        let values = [("name", proposal.proposed_by.as_str())];
        let phrase = with_severities(model, "report-proposal", &[("to", proposal.severity)], &values);
        let mut blocks = stacked(&phrase, TextStyle::BODY);
        blocks.push(plain(&proposal.reason));
        facts.push(fact(speaker, "report-for-reviewer", blocks));
    }
    facts.retain(|fact| !fact.is_empty());
    facts
}

/// One step from the worst answer to the severity of a finding, with its reason.
#[must_use]
pub fn step(model: &Model<'_>, step: GradeStep<'_>) -> Phrase {
    let values = [("reason", step.reason), ("rule", REPEAT_RULE)];
    with_severities(
        model,
        &format!("grade-step-{}", step.rule.code()),
        &[("from", step.from), ("to", step.to)],
        &values,
    )
}

fn contained_blocks(model: &Model<'_>, contained: Containment) -> Vec<Block> {
    let number = |id| model.photos.iter().find(|photo| photo.photo.id == id).map_or("", |photo| photo.number.as_str());
    let values = [("before", Value::Text(number(contained.before))), ("after", Value::Text(number(contained.after)))];
    stacked(&model.speaker.say_with("report-contained", &values), TextStyle::BODY)
}

/// A sentence that names severities, in each language by the words of that language.
fn with_severities(
    model: &Model<'_>,
    key: &str,
    severities: &[(&'static str, Severity)],
    texts: &[(&'static str, &str)],
) -> Phrase {
    let parts = model.speaker.languages().map(|language| {
        let words = Words::of(language);
        let named: Vec<(&'static str, String)> =
            severities.iter().map(|(name, one)| (*name, words.get(&format!("severity-{}", one.code())))).collect();
        let named = named.iter().map(|(name, text)| (*name, Value::Text(text)));
        let values: Vec<_> = named.chain(texts.iter().map(|(name, text)| (*name, Value::Text(text)))).collect();
        (language, words.with(key, &values))
    });
    Phrase { parts: parts.collect() }
}
