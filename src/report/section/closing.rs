//! The plan that stays at the site: findings, dates and positions as they were fixed at the closing meeting.
//! No scores, no letter, no photos.

use super::cover::{masthead, revised, title};
use super::findings::{due, position, questions, with_head};
use super::grade;
use super::kit::{dotted, fact, fact_text, labelled, plain, section_head, side_by_side, stacked};
use crate::domain::Severity;
use crate::report::layout::block::{Block, Columns, Width};
use crate::report::layout::style::{Colour, TextStyle};
use crate::report::model::{FindingModel, Model};

/// The blocks of the plan: what it is about, then one card a finding.
#[must_use]
pub fn blocks(model: &Model<'_>) -> Vec<Block> {
    let speaker = &model.speaker;
    let mut blocks = masthead(model);
    blocks.push(Block::Space(20.0));
    blocks.extend(title(model, "report-closing-title"));
    blocks.push(Block::Space(16.0));
    blocks.push(facts(model));
    blocks.push(side_by_side(&speaker.say("report-closing-lead"), TextStyle::BODY));
    blocks.extend(section_head(&speaker.say("report-findings"), "findings", false));
    if model.findings.is_empty() {
        blocks.push(side_by_side(&speaker.say("report-no-findings"), TextStyle::BODY));
    }
    blocks.extend(model.findings.iter().map(|finding| Block::Section(card(model, finding))));
    blocks
}

fn facts(model: &Model<'_>) -> Block {
    let (speaker, input) = (&model.speaker, model.input);
    let plan = &input.inspection.plan;
    let kind = speaker.say(&format!("type-{}", plan.inspection_type.code())).joined(" / ");
    let auditor = dotted(&[input.lead_auditor.name.clone(), input.lead_auditor.organisation.clone()]);
    let seal = input.seal_digest.map(|digest| digest.short()).unwrap_or_default();
    let columns = [
        [labelled(&speaker.say("report-number"), &revised(model)), labelled(&speaker.say("report-type"), &kind)],
        [
            labelled(&speaker.say("report-dates"), &speaker.days(plan.starts_on, plan.ends_on)),
            labelled(&speaker.say("report-registration"), &input.supplier.registration),
        ],
        [labelled(&speaker.say("report-lead-auditor"), &auditor), labelled(&speaker.say("report-seal"), &seal)],
    ];
    let columns = columns.into_iter().map(|blocks| (Width::Share(1.0), blocks.into_iter().flatten().collect()));
    Block::Columns(Columns { columns: columns.collect(), gutter_pt: 18.0, unbroken: true })
}

fn card(model: &Model<'_>, finding: &FindingModel<'_>) -> Vec<Block> {
    let speaker = &model.speaker;
    let written = finding.finding;
    let texts = [
        ("report-place", &written.place),
        ("report-requirement", &written.requirement),
        ("report-evidence", &written.evidence),
        ("report-immediate-action", &written.immediate_action),
    ];
    let mut facts = Vec::new();
    if !finding.questions.is_empty() {
        facts.push(fact(speaker, "report-questions", questions(model, finding)));
    }
    facts.extend(grade::facts(model, finding));
    facts.extend(texts.into_iter().map(|(key, words)| fact_text(speaker, key, words)).filter(|fact| !fact.is_empty()));
    facts.push(fact(speaker, "report-due", due(model, finding)));
    facts.push(fact(speaker, "report-position", position(model, finding)));
    if written.severity > Severity::Opportunity {
        facts.push(to_fill_in(model, finding));
    }
    let mut blocks = with_head(model, finding, facts);
    blocks.push(Block::Space(18.0));
    blocks
}

/// What the site writes: what is known already, else a line to write on.
fn to_fill_in(model: &Model<'_>, finding: &FindingModel<'_>) -> Vec<Block> {
    let action = finding.action;
    let column = |(key, words): (&str, &String)| {
        let mut blocks = stacked(&model.speaker.say(key), TextStyle::SMALL);
        if words.trim().is_empty() {
            blocks.push(Block::Space(18.0));
            blocks.push(Block::Rule(Colour::UNKNOWN));
        } else {
            blocks.push(plain(words));
        }
        blocks
    };
    let fields = [
        ("report-root-cause", &action.root_cause),
        ("report-corrective-action", &action.corrective_action),
        ("report-owner", &action.owner),
    ];
    let widths = [Width::Share(1.0), Width::Share(1.0), Width::Points(96.0)];
    let columns = widths.into_iter().zip(fields.map(column)).collect();
    vec![Block::Space(3.0), Block::Columns(Columns { columns, gutter_pt: 14.0, unbroken: true })]
}
