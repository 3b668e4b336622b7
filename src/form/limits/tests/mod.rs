//! Fixtures for the rule `LIMIT`: limits are verified and hourly, readings lack nothing, unless a test says so.

mod counting;
mod grades;

use super::*;
use crate::domain::{BilingualText, Grade, ReadingRule};
use crate::form::{Decimal, Verification};
use Averaging::{Day, Month, OneHour};
use chrono::NaiveDate;

fn decimal(text: &str) -> Decimal {
    Decimal::parse(text).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn both(text: &str) -> BilingualText {
    BilingualText { en: text.to_owned(), zh_cn: text.to_owned() }
}

/// A verified limit in mg/m³ for hourly means.
fn limit(quantity: &str, at_most: &str, oxygen: Option<&str>) -> Limit {
    Limit {
        quantity: quantity.to_owned(),
        medium: Medium::Air,
        unit: "mg/m3".to_owned(),
        at_least: None,
        at_most: Some(decimal(at_most)),
        averaging: Some(OneHour),
        oxygen_percent: oxygen.map(decimal),
        verification: Verification::Verified,
    }
}

fn set(limit: Limit) -> LimitSet {
    LimitSet {
        code: "permit".to_owned(),
        kind: LimitKind::Limit,
        limits: vec![limit],
        note: both(""),
        scope: both(""),
        source: both("Permit 123"),
        source_code: String::new(),
        title: both("Permit"),
        valid_from: None,
        valid_to: None,
        verification: Verification::Verified,
    }
}

fn to_be_confirmed(limit: Limit) -> LimitSet {
    LimitSet { verification: Verification::ToBeConfirmed, ..set(limit) }
}

fn noise(at_most: &str) -> LimitSet {
    let unit = "dB(A)".to_owned();
    set(Limit { medium: Medium::Noise, unit, ..limit("noise_day", at_most, None) })
}

fn ph(at_least: &str, at_most: &str) -> LimitSet {
    let (unit, at_least) = ("pH".to_owned(), Some(decimal(at_least)));
    set(Limit { medium: Medium::Water, unit, at_least, ..limit("ph", at_most, None) })
}

/// An hourly mean of yesterday that lacks nothing but oxygen.
fn reading(quantity: &str, value: &str) -> Reading {
    Reading {
        quantity: quantity.to_owned(),
        medium: Medium::Air,
        unit: "mg/m3".to_owned(),
        value: decimal(value),
        oxygen_percent: None,
        averaging: Some(OneHour),
        date: Some(day("2026-11-20")),
        method: Some("HJ 57".to_owned()),
        source: Some("Report 7".to_owned()),
    }
}

fn with_oxygen(value: &str, oxygen: &str) -> Reading {
    Reading { oxygen_percent: Some(decimal(oxygen)), ..reading("so2", value) }
}

fn judge_with<'a>(reading: &Reading, others: &[Reading], sets: &'a [LimitSet]) -> Judgement<'a> {
    let ticked: Vec<_> = sets.iter().map(|set| TickedSet { set, stated_averaging: None }).collect();
    judge(reading, others, &ticked, &ReadingRule::default(), day("2026-11-21")).unwrap()
}

fn verdict(reading: &Reading, sets: &[LimitSet]) -> Verdict {
    judge_with(reading, &[], sets).verdict
}

/// The ratio as it is shown, the status and the verdict.
fn against(reading: &Reading, limit: Limit) -> (String, LimitStatus, Verdict) {
    let sets = [set(limit)];
    let judgement = judge_with(reading, &[], &sets);
    let compared = judgement.decisive().unwrap().result.unwrap();
    (compared.ratio.unwrap().decimals(2), compared.status, judgement.verdict)
}

fn graded(grade: Grade) -> Verdict {
    Verdict::Graded(grade)
}

fn not_verified(obstacles: &[Obstacle]) -> Verdict {
    Verdict::NotVerified(obstacles.to_vec())
}
