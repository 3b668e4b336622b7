//! Readings of an inspection against the limits that are ticked in it.

use super::decimal::Decimal;
use super::evaluation::{AnswerProblem, Outcome, ReadingLine, ReadingResult};
use super::grading::{Judge, Judgement};
use super::limits::{
    self, Averaging, Comparison, Limit, LimitKind, LimitSet, LimitSets, Medium, Reading, ReadingProblem, Scale,
    TickedSet, Verdict,
};
use super::question::{Measurand, Question, QuestionKind, Verification};
use crate::domain::{BilingualText, Grade, RuleSet};

/// The code of the limits that stand in the permit of the site, entered beside each reading.
const PERMIT: &str = "permit";

/// The limit sets of a rule set; none where it has none.
pub(super) fn limit_sets(rules: &RuleSet) -> Option<LimitSets> {
    let bytes = serde_json::to_vec(&rules.limit_sets).ok()?;
    LimitSets::parse(&bytes).ok()
}

impl Judge<'_> {
    /// Judges a reading.
    pub(super) fn reading(&self, question: &Question, measurand: &Measurand) -> Judgement {
        let part = |name: &str| self.part(question, name);
        let Some(text) = part("value") else { return Judgement::default() };
        let Ok(value) = Decimal::parse(&text) else {
            return Judgement::wrong(AnswerProblem::NotANumber { value: text });
        };
        let averaging = part("averaging").and_then(|code| Averaging::from_code(&code));
        let Some(medium) = medium(&measurand.medium) else { return Judgement::of(Outcome::Information) };
        let reading = Reading {
            quantity: measurand.quantity.clone(),
            medium,
            unit: measurand.unit.clone(),
            value,
            oxygen_percent: part("oxygen").and_then(|text| Decimal::parse(&text).ok()),
            averaging,
            date: part("measured_on").and_then(|text| super::answering::day(&text).ok()),
            method: part("method"),
            source: part("source"),
        };
        let ticked = self.ticked();
        let permit = part("permit_limit").and_then(|text| Decimal::parse(&text).ok());
        let permit = permit.map(|most| permit_set(&reading, most, &ticked));
        let sets: Vec<TickedSet<'_>> =
            ticked.iter().copied().chain(&permit).map(|set| TickedSet { set, stated_averaging: None }).collect();
        match limits::judge(&reading, &[], &sets, &self.rules.readings, self.facts.today) {
            Ok(judged) => self.judged(question, &judged),
            Err(problems) => Judgement::wrong(answer_problem(&problems, &reading)),
        }
    }

    /// The sets that the answers of this inspection tick.
    fn ticked(&self) -> Vec<&LimitSet> {
        let Some(all) = self.limits else { return Vec::new() };
        let questions = self.template.questions.iter();
        let asked = questions.filter(|question| matches!(question.kind, QuestionKind::LimitSets { .. }));
        let codes = asked.filter_map(|question| self.filled.session.look(&question.node)).map(|look| look.value);
        codes.flat_map(str::split_whitespace).filter_map(|code| all.set(code)).collect()
    }

    fn judged(&self, question: &Question, judged: &limits::Judgement<'_>) -> Judgement {
        let lines = judged.comparisons.iter().chain(&judged.benchmarks).map(line).collect();
        let (outcome, obstacles) = match (&judged.verdict, question.severity) {
            (Verdict::Graded(_), None) => (Outcome::Information, Vec::new()),
            (Verdict::Graded(grade), Some(_)) => (Outcome::Graded(*grade), Vec::new()),
            (Verdict::NotVerified(obstacles), _) => {
                (Outcome::NotVerified, obstacles.iter().map(|obstacle| obstacle.code()).collect())
            }
        };
        let proposed = judged.proposal.filter(|_| outcome == Outcome::Graded(Grade::Critical));
        let reading = ReadingResult {
            lines,
            decisive: judged.decisive,
            obstacles,
            proposed_critical: proposed.map(|proposal| proposal.code()),
        };
        Judgement { outcome, reading: Some(reading), ..Judgement::default() }
    }
}

fn medium(code: &str) -> Option<Medium> {
    serde_json::from_value(serde_json::Value::String(code.to_owned())).ok()
}

/// The limit of the permit as a set like any other. Where limits of the same quantity are for a reference oxygen, that
/// of the permit is too: permits repeat the basis of the standard that they apply.
fn permit_set(reading: &Reading, most: Decimal, ticked: &[&LimitSet]) -> LimitSet {
    let same = ticked.iter().flat_map(|set| &set.limits).filter(|limit| limit.quantity == reading.quantity);
    let oxygen_percent = same.filter_map(|limit| limit.oxygen_percent.clone()).next();
    let text = BilingualText { en: "Permit".to_owned(), zh_cn: "许可证".to_owned() };
    LimitSet {
        code: PERMIT.to_owned(),
        kind: LimitKind::Limit,
        limits: vec![Limit {
            quantity: reading.quantity.clone(),
            medium: reading.medium,
            unit: reading.unit.clone(),
            at_least: None,
            at_most: Some(most),
            averaging: reading.averaging,
            oxygen_percent,
            verification: Verification::Verified,
        }],
        note: BilingualText::default(),
        scope: BilingualText::default(),
        source: text.clone(),
        source_code: PERMIT.to_owned(),
        title: text,
        valid_from: None,
        valid_to: None,
        verification: Verification::Verified,
    }
}

fn line(one: &Comparison<'_>) -> ReadingLine {
    let text = |limit: &Option<Decimal>| limit.as_ref().map(|limit| limit.text().to_owned());
    let compared = one.result.ok();
    ReadingLine {
        title: one.set.title.clone(),
        source: one.set.source.clone(),
        at_most: text(&one.limit.at_most),
        at_least: text(&one.limit.at_least),
        oxygen_percent: text(&one.limit.oxygen_percent),
        value: compared.map(|compared| compared.value.decimals(2)),
        ratio: compared.and_then(|compared| compared.ratio).map(|ratio| ratio.decimals(2)),
        margin: compared.and_then(|compared| compared.margin).map(|margin| margin.decimals(1)),
        status: match one.result {
            Ok(compared) => compared.status.code(),
            Err(obstacle) => obstacle.code(),
        },
        to_be_confirmed: !one.is_confirmed(),
        is_range: one.limit.scale() == Scale::Range,
    }
}

fn answer_problem(problems: &[ReadingProblem], reading: &Reading) -> AnswerProblem {
    let oxygen = reading.oxygen_percent.as_ref().map_or("", Decimal::text).to_owned();
    match problems.first() {
        Some(ReadingProblem::OxygenOutOfRange) => AnswerProblem::TooMuchOxygen { value: oxygen },
        Some(ReadingProblem::DateInFuture) => {
            AnswerProblem::NotADate { value: reading.date.map(|date| date.to_string()).unwrap_or_default() }
        }
        Some(ReadingProblem::Negative) | None => AnswerProblem::NotANumber { value: reading.value.text().to_owned() },
    }
}
