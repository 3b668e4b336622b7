//! Purpose, scope and method, and the team with what qualifies it.

use super::kit::{cell, dotted, fact, fact_text, heading, plain, section_head, table_head};
use crate::domain::{Certificate, IndependenceStatement, TeamMember, person_days};
use crate::report::layout::block::{Block, Cell, Column, Row, Table};
use crate::report::layout::style::{Colour, TextStyle};
use crate::report::layout::text::RichText;
use crate::report::model::Model;
use crate::words::Value;

/// The blocks of the section.
#[must_use]
pub fn blocks(model: &Model<'_>) -> Vec<Block> {
    let speaker = &model.speaker;
    let mut blocks = section_head(&speaker.say("report-scope"), "scope", true);
    blocks.extend(scope(model));
    blocks.push(Block::Space(14.0));
    blocks.push(heading(2, &speaker.say("report-method"), ""));
    blocks.push(Block::Space(4.0));
    blocks.extend(method(model));
    blocks.push(Block::Space(14.0));
    blocks.extend(team(model));
    blocks
}

fn scope(model: &Model<'_>) -> Vec<Block> {
    let (speaker, inspection) = (&model.speaker, model.input.inspection);
    let scope = &inspection.scope;
    let covered = [
        ("report-buildings", &scope.covered.buildings),
        ("report-processes", &scope.covered.processes),
        ("report-workers", &scope.covered.workers),
        ("report-shifts", &scope.covered.shifts),
        ("report-period", &scope.covered.period),
    ];
    let mut blocks = fact_text(speaker, "report-purpose", inspection.purpose());
    blocks.extend(covered.into_iter().flat_map(|(key, words)| fact_text(speaker, key, words)));
    let excluded = |one: &crate::domain::Exclusion| plain(&[one.what.as_str(), one.why.as_str()].join(" – "));
    if !scope.exclusions.is_empty() {
        blocks.extend(fact(speaker, "report-exclusions", scope.exclusions.iter().map(excluded).collect()));
    }
    let checklist = speaker.bilingual(&model.input.template.title).joined(" / ");
    let version = dotted(&[checklist, model.input.template.version.clone()]);
    blocks.extend(fact_text(speaker, "report-criteria", &version));
    blocks
}

fn method(model: &Model<'_>) -> Vec<Block> {
    let (speaker, inspection) = (&model.speaker, model.input.inspection);
    let scope = &inspection.scope;
    let said = |prefix: &str, code: &str| speaker.say(&format!("{prefix}-{code}")).joined(" / ");
    let mut blocks = Vec::new();
    if let Some(notice) = inspection.notice() {
        blocks.extend(fact_text(speaker, "report-notice", &said("notice", notice.code())));
    }
    let methods: Vec<String> = scope.methods.iter().map(|method| said("method", method.code())).collect();
    blocks.extend(fact_text(speaker, "report-methods", &methods.join(speaker.item_separator())));
    blocks.extend(fact_text(speaker, "report-method-words", &scope.method_words));
    let readers = [said("confidentiality", scope.confidentiality.code()), scope.readers.clone()];
    blocks.extend(fact_text(speaker, "report-readers", &dotted(&readers)));
    blocks
}

fn team(model: &Model<'_>) -> Vec<Block> {
    let (speaker, inspection) = (&model.speaker, model.input.inspection);
    let head = vec![heading(2, &speaker.say("report-team-qualified"), "team"), Block::Space(6.0), Block::Next];
    let mut blocks = vec![Block::Together(head)];
    let keys = ["report-col-name", "report-col-languages", "report-col-days", "report-col-certificates"];
    let rows = inspection.plan.team.iter().map(|member| row(model, member)).collect();
    let columns = vec![Column::share(1.1), Column::share(0.8), Column::points(48.0), Column::share(1.6)];
    blocks.push(Block::Table(Table { columns, head: table_head(speaker, &keys), rows }));
    blocks.push(Block::Space(8.0));
    if let Some(days) = person_days(&inspection.plan.team) {
        blocks.extend(fact_text(speaker, "report-days-in-all", &days));
    }
    let independence = &inspection.scope.independence;
    let statement = speaker.say(&format!("independence-{}", independence.statement.code())).joined(" / ");
    let mut words = vec![match independence.statement {
        IndependenceStatement::Given | IndependenceStatement::InterestsDisclosed => plain(&statement),
        IndependenceStatement::NotGiven => {
            Block::Text(RichText::of(statement, TextStyle::BODY.coloured(Colour::QUIET)))
        }
    }];
    if !independence.words.trim().is_empty() {
        words.push(plain(&independence.words));
    }
    blocks.extend(fact(speaker, "report-independence", words));
    blocks
}

fn row(model: &Model<'_>, member: &TeamMember) -> Row {
    let name = vec![
        Block::Text(RichText::of(member.name.clone(), TextStyle::TABLE.semi_bold())),
        Block::Text(RichText::of(dotted(&[member.function.clone(), member.organisation.clone()]), TextStyle::SMALL)),
    ];
    let certificates = member.certificates.iter().map(|one| certificate(model, one)).collect();
    Row::of(vec![Cell::of(name).heading(), cell(&member.languages), cell(&member.person_days), Cell::of(certificates)])
}

/// What it is about, its number, and how long it holds; red where it did not hold on the last day.
fn certificate(model: &Model<'_>, certificate: &Certificate) -> Block {
    let speaker = &model.speaker;
    let kind = speaker.say(&format!("certificate-{}", certificate.kind.code())).joined(" / ");
    let name = if certificate.name.is_empty() { kind } else { certificate.name.clone() };
    let until = certificate.expires_on.map(|day| {
        let day = speaker.date(day);
        speaker.say_with("report-valid-until", &[("date", Value::Text(&day))]).joined(" / ")
    });
    let expired = certificate.is_expired(model.input.inspection.plan.ends_on);
    let colour = if expired { Colour::CRITICAL } else { Colour::INK };
    let words = dotted(&[name, certificate.number.clone(), until.unwrap_or_default()]);
    Block::Text(RichText::of(words, TextStyle::TABLE.coloured(colour)))
}
