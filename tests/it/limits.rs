//! The built-in limit sets, and rule sets without the sections that came later.

use super::checklist::rules;
use chrono::NaiveDate;
use fieldseal::assets::RULES_HOUSE;
use fieldseal::domain::{Grade, ReadingRule, RuleSet, SampleSizeRule, canonical_json};
use fieldseal::form::limits::{
    Averaging, Judgement, LimitSets, LimitStatus, Medium, Reading, Scale, TickedSet, ToBeConfirmed, Verdict, judge,
};
use fieldseal::form::{Decimal, Verification};

fn sets() -> LimitSets {
    LimitSets::parse(&bytes()).unwrap_or_else(|issues| panic!("{issues:#?}"))
}

fn reading(quantity: &str, value: &str, oxygen: Option<&str>) -> Reading {
    Reading {
        quantity: quantity.to_owned(),
        medium: Medium::Air,
        unit: "mg/m3".to_owned(),
        value: Decimal::parse(value).unwrap(),
        oxygen_percent: oxygen.map(|oxygen| Decimal::parse(oxygen).unwrap()),
        averaging: Some(Averaging::OneHour),
        date: NaiveDate::from_ymd_opt(2026, 11, 20),
        method: Some("HJ 57-2017".to_owned()),
        source: Some("laboratory report".to_owned()),
    }
}

fn judged<'a>(sets: &'a LimitSets, ticked: &[&str], stated: Option<Averaging>, reading: &Reading) -> Judgement<'a> {
    let tick = |code: &&str| TickedSet { set: sets.set(code).unwrap(), stated_averaging: stated };
    let ticked: Vec<_> = ticked.iter().map(tick).collect();
    let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
    judge(reading, &[], &ticked, &rules().readings, today).unwrap()
}

#[test]
fn the_file_is_read_and_canonical() {
    let sets = sets();
    assert_eq!((sets.version.as_str(), sets.sets.len()), ("1.0.0", 17));
    assert_eq!(sets.set("wastewater_class_1").unwrap().limits[0].scale(), Scale::Range);
    assert_eq!(sets.set("occupational_exposure").unwrap().limits[0].averaging, Some(Averaging::EightHours));
    let value: serde_json::Value = serde_json::from_slice(RULES_HOUSE.1).unwrap();
    assert_eq!(canonical_json(&value).unwrap(), RULES_HOUSE.1);
}

#[test]
fn a_coal_unit_is_graded_once_the_averaging_time_is_known() {
    let (sets, ticked) = (sets(), ["thermal_power_ultra_low", "benchmark_thermal_power"]);
    let reading = reading("so2", "42", Some("6"));
    let open = judged(&sets, &ticked, None, &reading);
    assert_eq!(open.verdict, Verdict::Graded(Grade::Opportunity));
    assert_eq!(open.decisive().unwrap().to_be_confirmed, [ToBeConfirmed::Averaging]);
    let stated = judged(&sets, &ticked, Some(Averaging::OneHour), &reading);
    assert_eq!(stated.verdict, Verdict::Graded(Grade::Major));
    assert_eq!(stated.decisive().unwrap().result.unwrap().ratio.unwrap().decimals(2), "1.20");
    assert_eq!(stated.benchmarks[0].result.unwrap().status, LimitStatus::BenchmarkMissed);
}

#[test]
fn limits_that_are_to_be_confirmed_give_at_most_an_opportunity() {
    let sets = sets();
    let ticked = ["aluminium_national", "aluminium_local_example", "benchmark_aluminium"];
    let judgement = judged(&sets, &ticked, Some(Averaging::OneHour), &reading("so2", "500", None));
    assert_eq!(judgement.verdict, Verdict::Graded(Grade::Opportunity));
    let decisive = judgement.decisive().unwrap();
    assert_eq!(decisive.set.code, "aluminium_local_example", "the strictest");
    assert_ne!(decisive.set.verification, Verification::Verified);
    let best = judged(&sets, &ticked, Some(Averaging::OneHour), &reading("so2", "10", None));
    assert_eq!(best.verdict, Verdict::Graded(Grade::Conforming));
    assert_eq!(best.benchmarks[0].result.unwrap().status, LimitStatus::BenchmarkMet);
}

/// Sealed inspections embed rule sets without these sections: what they are judged by must never change.
#[test]
fn an_earlier_rule_set_keeps_the_numbers_it_was_used_with() {
    let mut earlier: serde_json::Value = serde_json::from_slice(RULES_HOUSE.1).unwrap();
    for later in ["limit_sets", "samples", "indicators", "training"] {
        earlier.as_object_mut().unwrap().remove(later);
    }
    let rules: RuleSet = serde_json::from_value(earlier).unwrap();
    let readings = ReadingRule {
        near_above_permille: 800,
        exceeded_above_permille: 1000,
        far_above_permille: 2000,
        noise_near_decibels: 3,
        oldest_months: 12,
        no_conversion_from_oxygen_permille: 205,
        repeated_least_months: 3,
        repeated_of_months: 12,
    };
    assert_eq!(rules.readings, readings);
    let sample_size = SampleSizeRule { least: 5, most: 60, individual_least_percent: 60, table: None };
    assert_eq!(rules.sample_size, sample_size);
    assert_eq!(rules.least_people_shown, 5);
    assert_eq!((rules.training.pass_least_percent, rules.samples.len(), rules.indicators.len()), (80, 0, 0));
}

/// The limit sets as they stand in the rule set.
fn bytes() -> Vec<u8> {
    canonical_json(&rules().limit_sets).unwrap()
}
