//! What stands behind the figures of an inspection, through `app`.

use super::support::{Desk, planned};
use fieldseal::app::command::InspectionCommand;
use fieldseal::app::view::{InspectionView, schemes};
use fieldseal::assets::SCHEMES;
use fieldseal::domain::{
    Answer, AnswerStatus, InspectionId, InstancePath, RecordCopy, Scheme, SchemeSet, Severity, canonical_json,
};
use fieldseal::form::{Facts, QuestionKind, evaluate};

/// Adds rows to a table, each as pairs of column and value.
pub fn add_rows(desk: &mut Desk, id: InspectionId, table: &str, rows: &[&[(&str, &str)]]) {
    let own = |(column, value): &(&str, &str)| (format!("{table}_{column}"), (*value).to_owned());
    let rows = rows.iter().map(|row| row.iter().map(own).collect()).collect();
    desk.ask(id, InspectionCommand::AddRows { repeat: InstancePath::of_question(table), rows }).unwrap();
}

pub fn answer(desk: &mut Desk, id: InspectionId, question: &str, answer: Answer) {
    desk.ask(id, InspectionCommand::Answer { path: InstancePath::of_question(question), answer }).unwrap();
}

/// Answers all test questions, all of them rightly but `wrong`.
pub fn sit(desk: &mut Desk, id: InspectionId, wrong: Option<&str>) {
    let view = desk.app.inspection_view(id).unwrap();
    let right = |question: &fieldseal::form::Question| {
        let QuestionKind::Quiz(quiz) = &question.kind else { return None };
        let value = if wrong == Some(question.code.as_str()) {
            let other = quiz.options.iter().find(|option| !quiz.correct.contains(&option.code));
            other.unwrap().code.clone()
        } else {
            quiz.correct.join(" ")
        };
        Some((question.path(), Answer::of(value)))
    };
    let answers = view.template.questions.iter().filter_map(right).collect();
    desk.ask(id, InspectionCommand::AnswerMany(answers)).unwrap();
}

/// The flags to look at: table, number of the row, codes.
fn uncounted(view: &InspectionView) -> Vec<(&str, Option<usize>, Vec<&str>)> {
    let found = view.evaluation.uncounted.iter().map(|found| {
        let table = &view.template.tables[found.table];
        (table.name.as_str(), found.row, found.flags.iter().map(|flag| table.flags[*flag].code.as_str()).collect())
    });
    found.collect()
}

#[test]
fn a_flag_that_no_grade_counts_is_listed_until_one_does() {
    let (mut desk, id) = planned("labour-and-employment");
    add_rows(
        &mut desk,
        id,
        "workforce",
        &[
            &[("type", "own"), ("count", "10"), ("female", "4"), ("male", "6")],
            &[("type", "student"), ("count", "10"), ("female", "4"), ("male", "4")],
        ],
    );
    let late = [("ref_no", "A-01"), ("period", "2026-08"), ("pay_due_on", "2026-09-05"), ("paid_on", "2026-09-20")];
    add_rows(&mut desk, id, "wage", &[&late]);
    let view = desk.app.inspection_view(id).unwrap();
    let groups = ("workforce", Some(1), vec!["total_not_sum"]);
    assert_eq!(uncounted(&view)[0], groups, "the question that reads it is for information");
    assert!(!uncounted(&view).iter().any(|(table, ..)| *table == "wage"), "LAB-PY-01 counts it");
    let score = view.evaluation.score.clone();

    let reason = "the payroll was not shown".to_owned();
    let open = Answer { status: AnswerStatus::NotVerified, reason, ..Answer::default() };
    answer(&mut desk, id, "lab_py_01", open);
    let view = desk.app.inspection_view(id).unwrap();
    assert!(uncounted(&view).contains(&("wage", Some(0), vec!["paid_late"])), "{:?}", uncounted(&view));
    assert_eq!(score.counts.minor, view.evaluation.score.counts.minor, "it suggests no severity");
}

#[test]
fn a_test_tells_what_is_right_once_it_is_finished() {
    let (mut desk, id) = planned("csr-training");
    let view = desk.app.inspection_view(id).unwrap();
    let quiz = view.evaluation.quiz.as_ref().unwrap();
    assert_eq!((quiz.answered(), quiz.finished(), quiz.passed, quiz.pass_least_percent), (0, false, false, 80));
    sit(&mut desk, id, None);
    let view = desk.app.inspection_view(id).unwrap();
    let quiz = view.evaluation.quiz.as_ref().unwrap();
    assert!(quiz.finished() && quiz.passed && quiz.points() == quiz.most.to_string());
    let critical = quiz.answers.iter().find(|answer| answer.critical).unwrap().question;
    let critical = view.template.questions[critical].code.clone();
    sit(&mut desk, id, Some(&critical));
    let view = desk.app.inspection_view(id).unwrap();
    let quiz = view.evaluation.quiz.as_ref().unwrap();
    let wrong: Vec<_> = quiz.answers.iter().filter(|answer| !answer.right).collect();
    assert_eq!((wrong.len(), quiz.critical_missed, quiz.passed), (1, 1, false), "one critical question is enough");
    let points: f64 = quiz.points().parse().unwrap();
    assert!(points * 5.0 >= f64::from(quiz.most) * 4.0, "the points alone would do");
}

#[test]
fn of_several_right_choices_one_may_be_missing_for_half_of_the_points() {
    let (mut desk, id) = planned("csr-training");
    sit(&mut desk, id, None);
    let view = desk.app.inspection_view(id).unwrap();
    let most = view.evaluation.quiz.as_ref().unwrap().most;
    let question = view.template.question("trn_tr_23a").unwrap();
    let QuestionKind::Quiz(quiz) = &question.kind else { panic!() };
    let wrong = &quiz.options.iter().find(|option| !quiz.correct.contains(&option.code)).unwrap().code;
    assert_eq!((quiz.points, quiz.correct.len() > 2), (5, true));
    let (all, one_missing, two_missing) = (&quiz.correct[..], &quiz.correct[1..], &quiz.correct[2..]);
    let with_wrong = [one_missing, std::slice::from_ref(wrong)].concat();
    for (chosen, lost) in [(all, 0.0), (one_missing, 2.5), (two_missing, 5.0), (&with_wrong, 5.0)] {
        answer(&mut desk, id, "trn_tr_23a", Answer::of(chosen.join(" ")));
        let view = desk.app.inspection_view(id).unwrap();
        let points: f64 = view.evaluation.quiz.as_ref().unwrap().points().parse().unwrap();
        assert!((points - (f64::from(most) - lost)).abs() < 1e-9, "{chosen:?}: {points}");
    }
}

/// Samples as code, wanted, recorded.
fn samples(view: &InspectionView) -> Vec<(&str, Option<u32>, u32)> {
    view.evaluation.samples.iter().map(|sample| (sample.code.as_str(), sample.wanted, sample.recorded)).collect()
}

#[test]
fn samples_say_how_many_are_needed_once_the_number_of_people_is_known() {
    let (mut desk, id) = planned("labour-and-employment");
    let view = desk.app.inspection_view(id).unwrap();
    let open = &view.evaluation.samples[0];
    assert_eq!((open.code.as_str(), open.wanted, open.is_reached()), ("interviews", None, None));
    assert_eq!(view.sample_lines()[0].population_at.as_deref(), Some("workforce/workforce_count"), "what gives it");
    add_rows(
        &mut desk,
        id,
        "workforce",
        &[&[("type", "own"), ("count", "70"), ("age16_17", "2")], &[("type", "dispatched"), ("count", "10")]],
    );
    add_rows(
        &mut desk,
        id,
        "interview",
        &[
            &[("seq", "1"), ("mode", "individual")],
            &[("seq", "2"), ("mode", "group")],
            &[("seq", "3"), ("mode", "individual")],
        ],
    );
    add_rows(
        &mut desk,
        id,
        "personnel_file",
        &[&[("ref_no", "P-01"), ("birth_month", "2009-06")], &[("ref_no", "P-02"), ("birth_month", "1990-06")]],
    );
    for month in ["2026-02", "2026-08", "2026-10"] {
        add_rows(&mut desk, id, "wage", &[&[("ref_no", "A-01"), ("period", month)]]);
    }
    let view = desk.app.inspection_view(id).unwrap();
    let expected = [
        ("interviews", Some(9), 3),
        ("individual_interviews", Some(6), 2),
        ("personnel_files", Some(9), 2),
        ("young_workers", Some(2), 1),
        ("wage_records", Some(9), 1),
        ("pay_periods", Some(3), 3),
    ];
    assert_eq!(samples(&view), expected);
    assert_eq!(view.evaluation.samples[5].is_reached(), Some(true));
}

#[test]
fn the_number_of_people_is_an_answer_where_the_checklist_asks_for_it() {
    let mut desk = Desk::new();
    let id = desk.example(super::support::Until::Planned);
    let view = desk.app.inspection_view(id).unwrap();
    assert_eq!(view.sample_lines()[0].population_at.as_deref(), Some("ESG-PR-02a"));
    answer(&mut desk, id, "esg_pr_02a", Answer::of("300"));
    answer(&mut desk, id, "esg_la_20a", Answer::of("18"));
    let view = desk.app.inspection_view(id).unwrap();
    assert_eq!(samples(&view)[0], ("interviews", Some(18), 18));
    let (mut desk, id) = planned("supplier-access");
    let view = desk.app.inspection_view(id).unwrap();
    let files = &view.sample_lines()[0];
    assert_eq!((files.sample.as_str(), files.wanted, &files.population_at), ("personnel_files", None, &None));
}

#[test]
fn indicators_show_their_numbers_and_keep_few_people_from_the_site() {
    let (mut desk, id) = planned("labour-and-employment");
    assert_eq!(desk.app.inspection_view(id).unwrap().evaluation.indicators, []);
    answer(&mut desk, id, "lab_wf_03a", Answer::of("40"));
    add_rows(
        &mut desk,
        id,
        "workforce",
        &[&[("type", "own"), ("count", "60"), ("rural", "57")], &[("type", "student"), ("count", "20")]],
    );
    add_rows(
        &mut desk,
        id,
        "grievance",
        &[
            &[("ref_no", "G-1"), ("received", "2026-06-01"), ("closed_on", "2026-07-01")],
            &[("ref_no", "G-2"), ("received", "2026-06-01"), ("closed_on", "2026-10-01")],
            &[("ref_no", "G-3"), ("received", "2026-11-01")],
        ],
    );
    let view = desk.app.inspection_view(id).unwrap();
    let lines: Vec<_> = view.indicator_lines();
    let line = |code: &str| lines.iter().find(|line| line.indicator == code).unwrap();
    let rural = line("kpi.rural_share");
    assert_eq!((rural.value.as_deref(), rural.place.as_str()), (Some("95.00"), "workforce"));
    let numbers = (rural.numerator.as_deref(), rural.denominator.as_deref());
    assert_eq!(numbers, (Some("57"), Some("60")), "rows without the number are left out");
    assert!(!rural.for_the_site, "the other three people");
    let local = line("kpi.local_share");
    assert_eq!((local.value.as_deref(), local.numerator.as_deref()), (Some("40.00"), None), "as answered");
    assert!(local.for_the_site);
    assert_eq!(line("kpi.grievance_close").value.as_deref(), Some("33.33"), "one in time, one late, one open");

    let facts = Facts::of(&view.inspection, view.today).for_copy(RecordCopy::Site);
    let site = evaluate(&view.template, &view.rule_set, &facts);
    assert!(site.indicators.is_empty() && site.samples.is_empty() && site.uncounted.is_empty());
}

#[test]
fn other_schemes_are_information_with_a_source_and_a_status_for_each_line() {
    let set = schemes();
    assert_eq!((set.format.as_str(), set.schemes.len()), (SchemeSet::FORMAT, 4), "the file is read");
    for scheme in &set.schemes {
        for severity in [Severity::Critical, Severity::Major, Severity::Minor] {
            assert!(scheme.term(severity).is_some(), "{}: {severity:?}", scheme.code);
        }
        let lines = scheme.severities.iter().map(|own| (&own.term, &own.source));
        for (text, source) in lines.chain(scheme.facts.iter().map(|own| (&own.text, &own.source))) {
            assert!([&text.en, &text.zh_cn, &source.en, &source.zh_cn].iter().all(|text| !text.is_empty()));
        }
    }
    let verified = |scheme: &Scheme| scheme.severities.iter().filter(|own| own.verified).count();
    assert_eq!(set.schemes.iter().map(verified).sum::<usize>(), 1, "only what was read at its source");
    let value = serde_json::from_slice(SCHEMES.1).unwrap();
    assert_eq!(canonical_json::<serde_json::Value>(&value).unwrap(), SCHEMES.1);
}
