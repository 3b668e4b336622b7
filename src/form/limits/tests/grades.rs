//! The vectors and borders: what the numbers of a reading come to.

use super::*;

#[test]
fn values_are_converted_to_the_reference_oxygen() {
    let converted = |value: &str, measured: &str, reference: &str| {
        let sets = [set(limit("so2", "35", Some(reference)))];
        let judgement = judge_with(&with_oxygen(value, measured), &[], &sets);
        judgement.decisive().unwrap().result.unwrap().value.decimals(2)
    };
    assert_eq!(converted("8", "9", "6"), "10.00");
    assert_eq!(converted("12", "13", "15"), "9.00");
    assert_eq!(converted("12", "6", "6"), "12.00", "what the report has converted stays");
    assert_eq!(converted("1", "20.4", "6"), "25.00");
}

#[test]
fn the_vectors_of_the_programme() {
    let check = |quantity: &str, value: &str, at_most: &str| {
        let (ratio, status, verdict) = against(&reading(quantity, value), limit(quantity, at_most, None));
        (ratio, status.code(), verdict)
    };
    assert_eq!(check("so2", "42", "35"), ("1.20".to_owned(), "exceeded", graded(Grade::Major)));
    for (quantity, value, at_most, ratio) in [
        ("pm", "2", "20", "0.10"),
        ("so2", "10", "200", "0.05"),
        ("nox", "25", "50", "0.50"),
        ("soot", "1", "5", "0.20"),
    ] {
        assert_eq!(check(quantity, value, at_most), (ratio.to_owned(), "inside", graded(Grade::Conforming)));
    }
}

#[test]
fn the_borders_of_concentrations_are_exact() {
    let check = |value: &str| {
        let (ratio, status, verdict) = against(&reading("so2", value), limit("so2", "10", None));
        (ratio, status, verdict)
    };
    let expect = |ratio: &str, status, grade| (ratio.to_owned(), status, graded(grade));
    assert_eq!(check("8"), expect("0.80", LimitStatus::Inside, Grade::Conforming));
    assert_eq!(check("8.0000001"), expect("0.80", LimitStatus::Near, Grade::Opportunity));
    assert_eq!(check("10"), expect("1.00", LimitStatus::Near, Grade::Opportunity));
    assert_eq!(check("10.0000001"), expect("1.00", LimitStatus::Exceeded, Grade::Major));
    assert_eq!(check("20"), expect("2.00", LimitStatus::Exceeded, Grade::Major));
    assert_eq!(check("20.0000001"), expect("2.00", LimitStatus::FarExceeded, Grade::Critical));
    // Exactly the limit after a factor that no decimal holds: 6 × (21 − 6) / (21 − 12).
    let sets = [set(limit("so2", "10", Some("6")))];
    assert_eq!(verdict(&with_oxygen("6", "12"), &sets), graded(Grade::Opportunity));
    assert_eq!(verdict(&with_oxygen("6.00000000000001", "12"), &sets), graded(Grade::Major));
}

#[test]
fn a_reading_far_above_is_proposed_as_critical() {
    let sets = [set(limit("so2", "35", None))];
    let far = judge_with(&reading("so2", "70.1"), &[], &sets);
    assert_eq!((far.verdict, far.proposal), (graded(Grade::Critical), Some(CriticalProposal::FarAbove)));
    let above = judge_with(&reading("so2", "70"), &[], &sets);
    assert_eq!((above.verdict, above.proposal), (graded(Grade::Major), None));
}

#[test]
fn three_of_the_last_twelve_monthly_means_are_critical() {
    let sets = [set(Limit { averaging: Some(Month), ..limit("so2", "35", None) })];
    let mean =
        |date: &str, value: &str| Reading { averaging: Some(Month), date: Some(day(date)), ..reading("so2", value) };
    let latest = mean("2026-10-31", "36");
    let judged = |others: &[Reading]| {
        let judgement = judge_with(&latest, others, &sets);
        (judgement.verdict, judgement.proposal)
    };
    let (june, july, august) = (mean("2026-06-30", "36"), mean("2026-07-31", "36"), mean("2026-08-31", "35"));
    let major = (graded(Grade::Major), None);
    let critical = (graded(Grade::Critical), Some(CriticalProposal::Repeated { months: 3 }));
    assert_eq!(judged(&[june.clone(), august.clone()]), major, "two months, and one exactly at the limit");
    assert_eq!(judged(&[june.clone(), july.clone(), august.clone()]), critical);
    assert_eq!(judged(&[june.clone(), june.clone(), latest.clone()]), major, "a month counts once");
    let elsewhere = Reading { quantity: "nox".to_owned(), ..july.clone() };
    let without_method = Reading { method: None, ..july.clone() };
    let hourly = Reading { averaging: Some(OneHour), ..july.clone() };
    let old = mean("2025-10-31", "36");
    assert_eq!(judged(&[june.clone(), elsewhere, without_method, hourly, old]), major);
    // The good last month does not make up for three bad ones.
    let good = judge_with(&mean("2026-10-31", "10"), &[june, july, mean("2025-11-30", "36")], &sets);
    assert_eq!((good.verdict, good.proposal), critical);
    assert_eq!(good.comparisons[0].result.unwrap().ratio.unwrap().decimals(2), "0.29");
}

#[test]
fn only_the_latest_twelve_months_count() {
    let sets = [set(Limit { averaging: Some(Month), ..limit("so2", "35", None) })];
    let mean =
        |date: &str, value: &str| Reading { averaging: Some(Month), date: Some(day(date)), ..reading("so2", value) };
    // On the last day of November thirteen ends of months lie within twelve months.
    let mut others = vec![mean("2025-11-30", "36"), mean("2025-12-31", "36")];
    others.extend((1..=10).map(|month| mean(&format!("2026-{month:02}-28"), "10")));
    let ticked = [TickedSet { set: &sets[0], stated_averaging: None }];
    let today = day("2026-11-30");
    let judged = judge(&mean("2026-11-30", "36"), &others, &ticked, &ReadingRule::default(), today).unwrap();
    assert_eq!(judged.comparisons[0].result.unwrap().months_above, 2);
    assert_eq!(judged.verdict, graded(Grade::Major));
}

#[test]
fn noise_is_compared_by_difference() {
    let check = |value: &str| {
        let sets = [noise("55"), noise("60")];
        let unit = "dB(A)".to_owned();
        let reading = Reading { medium: Medium::Noise, unit, ..reading("noise_day", value) };
        let judgement = judge_with(&reading, &[], &sets);
        let compared = judgement.decisive().unwrap().result.unwrap();
        assert_eq!((judgement.decisive, compared.ratio), (Some(0), None));
        (compared.margin.unwrap().decimals(1), judgement.verdict)
    };
    assert_eq!(check("52"), ("3.0".to_owned(), graded(Grade::Conforming)));
    assert_eq!(check("52.1"), ("2.9".to_owned(), graded(Grade::Opportunity)));
    assert_eq!(check("55"), ("0.0".to_owned(), graded(Grade::Opportunity)));
    assert_eq!(check("55.1"), ("-0.1".to_owned(), graded(Grade::Major)));
    assert_eq!(check("120"), ("-65.0".to_owned(), graded(Grade::Major)), "twice the decibels is no measure");
}

#[test]
fn ph_is_compared_with_what_all_ranges_have_in_common() {
    let sets = [ph("6", "9"), ph("5.5", "8.5")];
    let check = |value: &str| {
        let unit = "ph".to_owned();
        let reading = Reading { medium: Medium::Water, unit, ..reading("ph", value) };
        let judgement = judge_with(&reading, &[], &sets);
        let (least, most) = judgement.range();
        assert_eq!((least.unwrap().text(), most.unwrap().text()), ("6", "8.5"));
        (judgement.verdict, judgement.decisive)
    };
    assert_eq!(check("6"), (graded(Grade::Conforming), Some(0)));
    assert_eq!(check("8.5").0, graded(Grade::Conforming));
    assert_eq!(check("5.9"), (graded(Grade::Major), Some(0)));
    assert_eq!(check("8.6"), (graded(Grade::Major), Some(1)));
}
