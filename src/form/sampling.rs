//! Failed rows to a grade (rule `SMP`); the first case that fits wins.

use super::evaluation::{Sample, Tag};
use super::question::Sampling;
use crate::domain::{Grade, SamplingRule, Severity};

/// The grade of a sample whose question has this default severity, and what is remarkable about it.
pub(super) fn grade(
    sample: Sample,
    default: Severity,
    sampling: Sampling,
    rule: &SamplingRule,
) -> (Grade, Option<Tag>) {
    let Sample { checked, failed, warned, critical_row, .. } = sample;
    if critical_row {
        return (Grade::Critical, None);
    }
    if failed == 0 {
        return (if warned > 0 { Grade::Opportunity } else { Grade::Conforming }, None);
    }
    let share_of_percent = |percent: u32| u64::from(percent) * checked;
    let shares = match sampling {
        Sampling::Shares | Sampling::NeverIsolated => true,
        Sampling::EveryFailure => false,
    };
    let isolated = sampling == Sampling::Shares
        && checked >= rule.isolated_least_checked.into()
        && failed <= rule.isolated_most_failed.into()
        && failed * 100 < share_of_percent(rule.isolated_below_percent);
    let systemic = shares
        && failed >= rule.systemic_least_failed.into()
        && failed * 100 >= share_of_percent(rule.systemic_least_percent);
    let spread = shares
        && checked >= rule.spread_least_checked.into()
        && failed * 100 >= share_of_percent(rule.spread_least_percent);
    let systemic_tag = systemic.then_some(Tag::Systemic);
    match default {
        // Rows failed, but the zero-tolerance fact itself was not found.
        Severity::Critical => (Grade::Major, None),
        Severity::Opportunity => (Grade::Opportunity, None),
        Severity::Major | Severity::Minor if isolated => (Grade::Minor, Some(Tag::Isolated)),
        Severity::Major => (Grade::Major, systemic_tag),
        Severity::Minor if spread => (Grade::Major, systemic_tag),
        Severity::Minor => (Grade::Minor, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Severity::{Critical, Major, Minor};

    const RULE: SamplingRule = SamplingRule {
        isolated_least_checked: 10,
        isolated_most_failed: 2,
        isolated_below_percent: 10,
        systemic_least_failed: 3,
        systemic_least_percent: 30,
        spread_least_checked: 4,
        spread_least_percent: 50,
    };

    fn judge(failed: u64, checked: u64, default: Severity, sampling: Sampling) -> (Grade, Option<Tag>) {
        grade(Sample { checked, failed, ..Sample::default() }, default, sampling, &RULE)
    }

    #[test]
    fn the_vectors_of_the_rule() {
        use Sampling::{EveryFailure, Shares};
        assert_eq!(judge(1, 40, Major, Shares), (Grade::Minor, Some(Tag::Isolated)), "unlabelled containers");
        assert_eq!(judge(3, 15, Major, Shares), (Grade::Major, None), "short-paid");
        assert_eq!(judge(6, 15, Major, Shares), (Grade::Major, Some(Tag::Systemic)), "over seven days");
        assert_eq!(judge(1, 30, Major, EveryFailure), (Grade::Major, None), "expired pressure vessel");
        assert_eq!(judge(1, 5, Major, Shares), (Grade::Major, None), "late contract, too few to be isolated");
        let under_age = Sample { checked: 40, failed: 1, critical_row: true, ..Sample::default() };
        assert_eq!(grade(under_age, Critical, Shares, &RULE), (Grade::Critical, None), "under age");
    }

    #[test]
    fn warnings_alone_are_an_opportunity() {
        let warned = Sample { checked: 30, warned: 2, ..Sample::default() };
        assert_eq!(grade(warned, Major, Sampling::Shares, &RULE), (Grade::Opportunity, None));
    }

    #[test]
    fn the_other_cases() {
        use Sampling::{EveryFailure, NeverIsolated, Shares};
        assert_eq!(judge(0, 1, Critical, Shares), (Grade::Conforming, None));
        assert_eq!(judge(1, 40, Critical, Shares), (Grade::Major, None), "row 4 comes before row 6");
        assert_eq!(judge(2, 4, Minor, Shares), (Grade::Major, None), "half of four");
        assert_eq!(judge(1, 3, Minor, Shares), (Grade::Minor, None), "too few checked to be spread");
        assert_eq!(judge(12, 12, Minor, EveryFailure), (Grade::Minor, None), "months are no sample");
        assert_eq!(judge(1, 40, Major, NeverIsolated), (Grade::Major, None), "wages below the minimum");
        assert_eq!(judge(6, 15, Major, NeverIsolated), (Grade::Major, Some(Tag::Systemic)));
    }

    #[test]
    fn the_borders_of_the_rule_are_exact() {
        use Sampling::Shares;
        assert_eq!(judge(1, 10, Major, Shares).0, Grade::Major, "10 % is not below 10 %");
        assert_eq!(judge(1, 11, Major, Shares).0, Grade::Minor);
        assert_eq!(judge(3, 31, Major, Shares).0, Grade::Major, "three are not isolated");
        assert_eq!(judge(3, 10, Major, Shares).1, Some(Tag::Systemic), "30 % is systemic");
    }
}
