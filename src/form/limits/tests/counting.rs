//! Which limits and readings count, and for how much.

use super::*;

#[test]
fn what_was_entered_wrongly_is_refused() {
    let (today, rule) = (day("2026-11-21"), ReadingRule::default());
    let sets = [set(limit("so2", "35", Some("6")))];
    let ticked = [TickedSet { set: &sets[0], stated_averaging: None }];
    let refused = |reading: &Reading| judge(reading, &[], &ticked, &rule, today).unwrap_err();
    assert_eq!(refused(&with_oxygen("8", "20.5")), [ReadingProblem::OxygenOutOfRange]);
    assert_eq!(refused(&with_oxygen("8", "-1")), [ReadingProblem::OxygenOutOfRange]);
    let future = Reading { date: Some(day("2026-11-22")), ..reading("so2", "-8") };
    assert_eq!(refused(&future), [ReadingProblem::Negative, ReadingProblem::DateInFuture]);
    // Where nothing is converted, the gas may be air.
    assert_eq!(verdict(&with_oxygen("8", "20.9"), &[set(limit("so2", "35", None))]), graded(Grade::Conforming));
}

#[test]
fn a_reading_that_lacks_something_does_not_count() {
    let sets = [set(limit("so2", "35", Some("6")))];
    let full = with_oxygen("42", "6");
    let on = |date: &str| Reading { date: Some(day(date)), ..full.clone() };
    assert_eq!(verdict(&on("2025-11-21"), &sets), graded(Grade::Major), "twelve months to the day");
    assert_eq!(verdict(&on("2025-11-20"), &sets), not_verified(&[Obstacle::TooOld]));
    let bare = Reading { date: None, method: None, source: Some(" ".to_owned()), ..full.clone() };
    assert_eq!(verdict(&bare, &sets), not_verified(&[Obstacle::NoDate, Obstacle::NoMethod, Obstacle::NoSource]));
    assert_eq!(verdict(&reading("so2", "42"), &sets), not_verified(&[Obstacle::OxygenMissing]));
    let unit = Reading { unit: "ppm".to_owned(), ..full.clone() };
    assert_eq!(verdict(&unit, &sets), not_verified(&[Obstacle::UnitMismatch]));
    let spelling = Reading { unit: "mg/m³".to_owned(), ..full.clone() };
    assert_eq!(verdict(&spelling, &sets), graded(Grade::Major));
    for averaging in [None, Some(Day)] {
        let other = Reading { averaging, ..full.clone() };
        assert_eq!(verdict(&other, &sets), not_verified(&[Obstacle::AveragingMismatch]));
    }
    assert_eq!(verdict(&reading("nox", "42"), &sets), not_verified(&[Obstacle::NoLimit]));
    let nowhere = LimitSet { source: both(" "), ..sets[0].clone() };
    assert_eq!(verdict(&full, &[nowhere]), not_verified(&[Obstacle::LimitWithoutSource]));
    let later = LimitSet { valid_from: Some(day("2026-11-21")), ..sets[0].clone() };
    assert_eq!(verdict(&full, &[later]), not_verified(&[Obstacle::LimitNotInForce]));
    let earlier = LimitSet { valid_to: Some(day("2026-11-19")), ..sets[0].clone() };
    assert_eq!(verdict(&full, &[earlier]), not_verified(&[Obstacle::LimitNotInForce]));
    // What it would have been is still there to be seen.
    let old = on("2024-01-01");
    let judgement = judge_with(&old, &[], &sets);
    assert_eq!(judgement.decisive().unwrap().result.unwrap().status, LimitStatus::Exceeded);
}

#[test]
fn the_strictest_limit_counts_after_conversion() {
    // 8 at 9 % is 10 at 6 %, and 4 at 15 %: the smaller number is the milder limit.
    let sets = [set(limit("so2", "12", Some("6"))), set(limit("so2", "11", Some("15")))];
    let judgement = judge_with(&with_oxygen("8", "9"), &[], &sets);
    assert_eq!((judgement.decisive, judgement.verdict), (Some(0), graded(Grade::Opportunity)));
    // Of two equal ones the first.
    let sets = [set(limit("so2", "12", None)), set(limit("so2", "12.0", None))];
    assert_eq!(judge_with(&reading("so2", "8"), &[], &sets).decisive, Some(0));
}

#[test]
fn what_is_not_verified_is_never_law_and_hides_no_law() {
    let strict = to_be_confirmed(limit("so2", "10", None));
    let law = set(limit("so2", "35", None));
    assert_eq!(verdict(&reading("so2", "42"), std::slice::from_ref(&strict)), graded(Grade::Opportunity));
    let both = [strict, law];
    let above = judge_with(&reading("so2", "42"), &[], &both);
    assert_eq!((above.decisive, above.verdict), (Some(1), graded(Grade::Major)));
    let between = judge_with(&reading("so2", "20.1"), &[], &both);
    assert_eq!((between.decisive, &between.verdict), (Some(0), &graded(Grade::Opportunity)));
    let decisive = between.decisive().unwrap();
    assert_eq!(decisive.to_be_confirmed, [ToBeConfirmed::Source]);
    assert_eq!(decisive.result.unwrap().status, LimitStatus::FarExceeded, "the fact stays, the grade is capped");
    assert_eq!(between.proposal, None);
    let superseded = Limit { verification: Verification::Superseded, ..limit("so2", "10", None) };
    assert_eq!(verdict(&reading("so2", "42"), &[set(superseded)]), graded(Grade::Opportunity));
}

#[test]
fn an_open_averaging_time_gives_an_opportunity_until_the_auditor_states_it() {
    let open = set(Limit { averaging: None, ..limit("so2", "35", None) });
    let judge_stated = |stated_averaging| {
        let ticked = [TickedSet { set: &open, stated_averaging }];
        judge(&reading("so2", "42"), &[], &ticked, &ReadingRule::default(), day("2026-11-21")).unwrap().verdict
    };
    assert_eq!(judge_stated(None), graded(Grade::Opportunity));
    assert_eq!(judge_stated(Some(OneHour)), graded(Grade::Major));
    assert_eq!(judge_stated(Some(Month)), not_verified(&[Obstacle::AveragingMismatch]));
}

#[test]
fn a_limit_that_cannot_be_compared_blocks_only_what_it_might_change() {
    let converting = set(limit("so2", "10", Some("6")));
    let plain = set(limit("so2", "35", None));
    let sets = [converting.clone(), plain.clone()];
    assert_eq!(verdict(&reading("so2", "20"), &sets), not_verified(&[Obstacle::OxygenMissing]));
    assert_eq!(verdict(&reading("so2", "42"), &sets), graded(Grade::Major), "a failure is a failure");
    let unconfirmed = LimitSet { verification: Verification::ToBeConfirmed, ..converting };
    assert_eq!(verdict(&reading("so2", "20"), &[unconfirmed, plain.clone()]), graded(Grade::Conforming));
    // Limits of another averaging time or unit are for other readings.
    let monthly = set(Limit { averaging: Some(Month), ..limit("so2", "10", None) });
    let load = set(Limit { unit: "kg/h".to_owned(), ..limit("so2", "1", None) });
    assert_eq!(verdict(&reading("so2", "20"), &[monthly, load, plain]), graded(Grade::Conforming));
}

#[test]
fn a_benchmark_is_compared_and_never_graded() {
    let benchmark =
        LimitSet { kind: LimitKind::Benchmark, ..set(Limit { averaging: None, ..limit("so2", "15", None) }) };
    let sets = [benchmark.clone(), set(limit("so2", "35", Some("6")))];
    let status = |value: &str, measured: &str| {
        let judgement = judge_with(&with_oxygen(value, measured), &[], &sets);
        assert_eq!((&judgement.verdict, judgement.comparisons.len()), (&graded(Grade::Conforming), 1));
        let compared = judgement.benchmarks[0].result.unwrap();
        (compared.status, compared.ratio.unwrap().decimals(2), compared.grade)
    };
    assert_eq!(status("12", "9"), (LimitStatus::BenchmarkMet, "1.00".to_owned(), None), "converted as for the limit");
    assert_eq!(status("15.1", "6"), (LimitStatus::BenchmarkMissed, "1.01".to_owned(), None));
    assert_eq!(verdict(&reading("so2", "1"), &[benchmark]), not_verified(&[Obstacle::NoLimit]));
}

#[test]
fn a_limit_of_nothing_passes_nobody() {
    let none = set(limit("so2", "0", None));
    assert_eq!(verdict(&reading("so2", "42"), &[none]), not_verified(&[Obstacle::NoLimit]));
}
