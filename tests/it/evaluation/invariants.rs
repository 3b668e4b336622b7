//! What holds for the built-in checklist whatever is answered.

use super::*;
use crate::checklist::template;
use fieldseal::domain::Grade;
use fieldseal::form::QuestionKind;

/// A small generator of pseudo-random numbers (Park-Miller), so that a failure can be repeated.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0 * 16807 % 2_147_483_647;
        (self.0 >> 8) as usize % bound
    }
}

/// Random answers to all questions of the built-in checklist.
fn random_case(template: &Template, dice: &mut Dice) -> Case {
    let mut case = Case::default();
    let country = ["CN", "DE", ""][dice.below(3)];
    case.profile.insert("site_country".to_owned(), country.to_owned());
    for question in &template.questions {
        let name = &question.name;
        match (&question.kind, dice.below(8)) {
            (_, 0) => case.give(name, ["NA", "NV"][dice.below(2)]),
            (QuestionKind::Grade, _) => case.give(name, Grade::ALL[dice.below(5)].code()),
            (QuestionKind::YesNo { .. }, _) => case.give(name, ["yes", "no"][dice.below(2)]),
            (QuestionKind::Number { .. }, _) => case.give(name, ["3", "100"][dice.below(2)]),
            (QuestionKind::Choice { options, .. }, _) => case.give(name, &options[dice.below(options.len())].code),
            (QuestionKind::Multi { options, .. }, _) => {
                let chosen: Vec<&str> =
                    options.iter().filter(|_| dice.below(2) == 0).map(|option| option.code.as_str()).collect();
                case.give(name, &chosen.join(" "));
            }
            (QuestionKind::Date { .. }, _) => case.give(name, ["2026-06-18", "none"][dice.below(2)]),
            (QuestionKind::Text, _) => case.give(name, "text"),
            (QuestionKind::Count | QuestionKind::Field(_), _) => case.give(name, "12"),
            (
                QuestionKind::Rank { .. }
                | QuestionKind::LimitSets { .. }
                | QuestionKind::Reading(_)
                | QuestionKind::Quiz(_),
                _,
            ) => {}
            (QuestionKind::Photo { .. }, _) => drop(case.photos.insert(InstancePath::of_question(name), 5)),
            (QuestionKind::Sampled { .. }, _) => {
                case.give(&format!("{name}/checked"), "15");
                case.give(&format!("{name}/failed"), ["0", "1", "6"][dice.below(3)]);
            }
        }
    }
    case
}

#[test]
fn a_hidden_question_never_affects_score_or_coverage() {
    let template = template();
    let mut dice = Dice(20_261_121);
    let mut hidden_answers = 0;
    for _ in 0..200 {
        let mut case = random_case(&template, &mut dice);
        let before = case.evaluate(&template);
        for (question, result) in template.questions.iter().zip(&before.questions) {
            if !result.visible {
                hidden_answers += usize::from(case.answers.remove(&question.path()).is_some());
                if matches!(question.kind, QuestionKind::Grade) {
                    case.give(&question.name, "critical");
                }
            }
        }
        let after = case.evaluate(&template);
        assert_eq!(before, after);
    }
    assert!(hidden_answers > 1000, "{hidden_answers}");
}

#[test]
fn every_condition_of_the_built_in_checklist_can_be_true_and_false() {
    let template = template();
    let mut dice = Dice(7);
    let mut seen = vec![(false, false); template.questions.len()];
    for _ in 0..500 {
        let case = random_case(&template, &mut dice);
        for (seen, result) in seen.iter_mut().zip(&case.evaluate(&template).questions) {
            seen.0 |= result.visible;
            seen.1 |= !result.visible;
        }
    }
    for (question, (shown, hidden)) in template.questions.iter().zip(seen) {
        assert!(shown, "{} can never be asked", question.code);
        assert_eq!(hidden, question.relevant.is_some(), "{}", question.code);
    }
}

#[test]
fn where_chinese_law_does_not_hold_its_questions_make_way_for_neutral_ones() {
    let template = template();
    let asked = |country: &str| -> Vec<&str> {
        let mut case = Case::new(&[
            ("esg_pr_01", "mining"),
            (
                "esg_pr_03",
                "dormitory canteen hazchem special_equipment stack contractors dispatch young_workers minerals",
            ),
        ]);
        case.profile.insert("site_country".to_owned(), country.to_owned());
        let evaluation = case.evaluate(&template);
        let shown = template.questions.iter().zip(&evaluation.questions).filter(|(_, result)| result.visible);
        shown.map(|(question, _)| question.code.as_str()).collect()
    };
    let (china, elsewhere) = (asked("CN"), asked("DE"));
    let only = |one: &[&str], other: &[&str]| -> Vec<String> {
        one.iter().filter(|code| !other.contains(code)).map(|code| (*code).to_owned()).collect()
    };
    let law = only(&china, &elsewhere);
    assert_eq!(law.len(), 15, "{law:?}");
    let row = |code: &String| code.trim_end_matches(|c: char| c.is_ascii_lowercase()).to_owned();
    let neutral: Vec<String> = only(&elsewhere, &china).iter().map(row).collect();
    for code in law.iter().filter(|code| *code != "ESG-HS-13b") {
        assert!(neutral.contains(&row(code)), "{code} has no neutral twin");
    }
    for code in elsewhere {
        let question = template.questions.iter().find(|question| question.code == code).unwrap();
        assert!(question.references_in("DE").all(|reference| reference.country.is_none()), "{code}");
    }
    assert_eq!(china.len(), 116, "with the four limits of permits to work");
}

#[test]
fn a_question_tells_what_its_condition_rests_on() {
    use fieldseal::form::ConditionSource::{Profile, Question};
    let template = template();
    let index = |name: &str| template.index_of(&InstancePath::of_question(name)).unwrap();
    let sources = template.condition_sources(index("esg_cm_02"));
    assert_eq!(
        sources.into_iter().collect::<Vec<_>>(),
        [Question(index("esg_pr_01")), Profile("site_indigenous".to_owned())]
    );
    assert!(template.condition_sources(index("esg_oe_01")).is_empty());
}
