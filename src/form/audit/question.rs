//! Questions and what they refer to.

use super::{Inside, Languages, Reader, columns, relative};
use crate::domain::{BilingualText, Remedy, Severity};
use crate::form::question::{
    Element, EvidenceDuty, EvidenceKind, Field, Question, QuestionKind, Reference, Verification,
};
use crate::form::xlsform::definition::{Definition, Item};
use crate::form::xlsform::{CellPlace, Fault, Problem, Row, Workbook};
use std::collections::BTreeMap;

impl Reader<'_> {
    /// The question of an item; none for what nobody answers or reads.
    pub(super) fn question(&mut self, item: &Item, place: &str, inside: &Inside) -> Option<Box<Question>> {
        let kind = self.question_kind(item)?;
        let severity: Option<Severity> =
            self.cells.code(item, columns::SEVERITY, "critical, major, minor, opportunity", self.problems);
        let weight = self.cells.number(item, columns::WEIGHT, 100, self.problems).unwrap_or(0);
        if weight > 0 && severity.is_none() && !matches!(kind, QuestionKind::Quiz(_)) {
            self.cells.fault(item, columns::WEIGHT, Fault::AuditWeight, &item.name, self.problems);
        }
        if severity.is_some() && !can_fail(&kind) {
            self.cells.fault(item, columns::SEVERITY, Fault::AuditNothingFails, &item.name, self.problems);
        }
        let interview = inside.interview | self.cells.yes(item, columns::INTERVIEW, self.problems);
        if interview && takes_files(&kind) {
            self.cells.fault(item, columns::INTERVIEW, Fault::AuditInterview, &item.name, self.problems);
        }
        let section = if inside.section.is_empty() { self.loose_section() } else { inside.section.clone() };
        let code = self.cells.text(item, columns::CODE);
        let is_read = matches!(kind, QuestionKind::Field(Field::Note | Field::Calculated));
        let text = self.languages.text(&item.label);
        let elements = "E1–E5, S1–S4, G1–G3, B0";
        Some(Box::new(Question {
            name: self.address(place),
            code: code.unwrap_or(&item.name).to_owned(),
            section,
            element: self.cells.code(item, columns::ELEMENT, elements, self.problems).unwrap_or(Element::B0),
            text: if text.en.is_empty() { BilingualText::same(&item.name) } else { text },
            hint: if matches!(kind, QuestionKind::Quiz(_)) {
                BilingualText::default()
            } else {
                self.languages.text(&item.hint)
            },
            guidance: self.languages.text(&item.guidance),
            references: self.references.get(&item.name).cloned().unwrap_or_default(),
            evidence: self.evidence(item),
            severity,
            weight,
            filtered: !item.choice_filter.is_empty() || has_answers_for_choices(item),
            relevant: inside.and_relevant(item),
            owed: (code.is_some() || severity.is_some()) && !is_read,
            remedy: self
                .cells
                .code(item, columns::REMEDY, "standard, staged_plan, protect_at_once", self.problems)
                .unwrap_or(Remedy::Standard),
            zero_tolerance: self.cells.yes(item, columns::ZERO_TOLERANCE, self.problems),
            sensitive: self.cells.yes(item, columns::SENSITIVE, self.problems),
            interview,
            constraint_message: self.languages.text(&item.constraint_message),
            groups: inside.groups.clone(),
            row: None,
            node: relative(place, inside),
            kind,
        }))
    }

    fn evidence(&mut self, item: &Item) -> Vec<EvidenceDuty> {
        let mut evidence = Vec::new();
        let Some(text) = self.cells.text(item, columns::EVIDENCE) else { return evidence };
        for word in text.split_whitespace() {
            let name = word.trim_end_matches('!');
            match super::cell::code::<EvidenceKind>(name) {
                Some(kind) => evidence.push(EvidenceDuty { kind, mandatory: name != word }),
                None => {
                    let known = "photo, document, interview, record, observation, measurement";
                    self.cells.wrong(item, columns::EVIDENCE, word, known, self.problems);
                }
            }
        }
        evidence
    }
}

/// Whether choices come from the answers to another question.
fn has_answers_for_choices(item: &Item) -> bool {
    use crate::form::xlsform::definition::{ChoiceSource, ItemKind, QuestionType};
    let ItemKind::Question(QuestionType::Select { list, .. }) = &item.kind else { return false };
    matches!(list, ChoiceSource::Answers(_))
}

/// Whether the answer is a photo or another file.
fn takes_files(kind: &QuestionKind) -> bool {
    matches!(kind, QuestionKind::Photo { .. })
}

/// Whether an answer of this kind can fail.
fn can_fail(kind: &QuestionKind) -> bool {
    match kind {
        QuestionKind::Grade
        | QuestionKind::YesNo { .. }
        | QuestionKind::Photo { .. }
        | QuestionKind::Reading(_)
        | QuestionKind::Sampled { .. } => true,
        QuestionKind::Number { rule, .. } => rule.is_some(),
        QuestionKind::Date { rule } => rule.is_some(),
        QuestionKind::Choice { failing, .. } => !failing.is_empty(),
        QuestionKind::Multi { least, wanted, .. } => least.is_some() || !wanted.is_empty(),
        QuestionKind::Text
        | QuestionKind::Count
        | QuestionKind::Rank { .. }
        | QuestionKind::LimitSets { .. }
        | QuestionKind::Quiz(_)
        | QuestionKind::Field(_) => false,
    }
}

/// The sheet `references`: where the requirements of questions are written.
pub(super) fn references(
    workbook: &Workbook,
    form: &Definition,
    languages: &Languages,
    problems: &mut Vec<Problem>,
) -> BTreeMap<String, Vec<Reference>> {
    let mut references: BTreeMap<String, Vec<Reference>> = BTreeMap::new();
    let Some(sheet) = workbook.sheets.iter().find(|sheet| sheet.name.to_lowercase() == columns::REFERENCES) else {
        return references;
    };
    for row in &sheet.rows {
        let get = |column: &str| cell(sheet, row, column);
        let Some(question) = get("question") else { continue };
        let place = |column: &str| {
            let header = sheet.header.iter().find(|header| header.text == column);
            let column_index = header.map(|header| header.column);
            CellPlace {
                column: Some(column.to_owned()),
                column_index,
                ..CellPlace::row(columns::REFERENCES, row.number)
            }
        };
        if !form.walk().any(|item| item.name == question) {
            problems.push(Problem::new(place("question"), Fault::AuditReference, question));
            continue;
        }
        let status = get("verification").unwrap_or("to_be_confirmed");
        let verification = super::cell::code::<Verification>(status);
        if verification.is_none() {
            let known = "verified, to_be_confirmed, superseded";
            problems.push(Problem::new(place("verification"), Fault::AuditValue, status).with_hint(known));
        }
        let both = |name: &str| {
            let own = |language: &Option<String>| {
                language.as_ref().and_then(|language| get(&format!("{name}::{language}"))).or_else(|| get(name))
            };
            let (en, zh_cn) = (own(&languages.en), own(&languages.zh_cn));
            let any = en.or(zh_cn)?;
            Some(BilingualText { en: en.unwrap_or(any).to_owned(), zh_cn: zh_cn.unwrap_or(any).to_owned() })
        };
        references.entry(question.to_owned()).or_default().push(Reference {
            label: both("label").unwrap_or_default(),
            verification: verification.unwrap_or(Verification::ToBeConfirmed),
            note: both("note"),
            country: get("country").map(str::to_owned),
        });
    }
    references
}

fn cell<'a>(sheet: &crate::form::xlsform::Sheet, row: &'a Row, column: &str) -> Option<&'a str> {
    let header = sheet.header.iter().find(|header| header.text == column)?;
    row.cells.iter().find(|cell| cell.column == header.column).map(|cell| cell.text.as_str())
}
