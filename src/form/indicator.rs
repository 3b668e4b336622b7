//! Indicators that follow from two numbers: shares in percent and ratios to a limit.

use super::ratio::Ratio;

/// An indicator with a numerator and a denominator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Indicator {
    /// Admitted ÷ new suppliers examined.
    AccessRate,
    /// Suppliers with a valid "passed ESG review" ÷ current suppliers.
    EsgPassCurrent,
    /// Spend with suppliers in the host country ÷ total spend.
    LocalProcurement,
    /// Actions closed by their due date ÷ actions due.
    CorrectedOnTime,
    /// Valid CMRT or EMRT submissions ÷ suppliers in scope.
    MineralsResponse,
    /// Conformant smelters and refiners ÷ all of them.
    ConformantSmelters,
    /// Converted value ÷ limit.
    EmissionRatio,
    /// Rural employees ÷ all.
    RuralShare,
    /// Local employees ÷ all.
    LocalShare,
    /// Enrolled in all statutory insurances ÷ eligible.
    SocialInsurance,
    /// Grievances closed in time ÷ received.
    GrievancesClosed,
}

/// How an indicator is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Measure {
    /// A hundred times the quotient.
    Percent,
    /// The quotient itself.
    Ratio,
}

impl Indicator {
    /// All, in the order of reports.
    pub const ALL: [Self; 11] = [
        Self::AccessRate,
        Self::EsgPassCurrent,
        Self::LocalProcurement,
        Self::CorrectedOnTime,
        Self::MineralsResponse,
        Self::ConformantSmelters,
        Self::EmissionRatio,
        Self::RuralShare,
        Self::LocalShare,
        Self::SocialInsurance,
        Self::GrievancesClosed,
    ];

    /// The code in data.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::AccessRate => "kpi.access_rate",
            Self::EsgPassCurrent => "kpi.esg_pass_current",
            Self::LocalProcurement => "kpi.local_procurement",
            Self::CorrectedOnTime => "kpi.capa_on_time",
            Self::MineralsResponse => "kpi.cmrt_rate",
            Self::ConformantSmelters => "kpi.smelter_ok",
            Self::EmissionRatio => "kpi.emission_ratio",
            Self::RuralShare => "kpi.rural_share",
            Self::LocalShare => "kpi.local_share",
            Self::SocialInsurance => "kpi.social_insurance",
            Self::GrievancesClosed => "kpi.grievance_close",
        }
    }

    /// How it is shown.
    #[must_use]
    pub const fn measure(self) -> Measure {
        match self {
            Self::EmissionRatio => Measure::Ratio,
            Self::AccessRate
            | Self::EsgPassCurrent
            | Self::LocalProcurement
            | Self::CorrectedOnTime
            | Self::MineralsResponse
            | Self::ConformantSmelters
            | Self::RuralShare
            | Self::LocalShare
            | Self::SocialInsurance
            | Self::GrievancesClosed => Measure::Percent,
        }
    }

    /// Its value: counts are whole numbers, sums of money and readings are decimals.
    #[must_use]
    pub fn of(self, numerator: Ratio, denominator: Ratio) -> IndicatorValue {
        let factor = match self.measure() {
            Measure::Percent => Ratio::whole(100),
            Measure::Ratio => Ratio::whole(1),
        };
        let value = (denominator != Ratio::ZERO).then(|| numerator.over(denominator).times(factor));
        IndicatorValue { indicator: self, numerator, denominator, value }
    }
}

/// An indicator with the numbers behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IndicatorValue {
    /// The indicator.
    pub indicator: Indicator,
    /// What is counted.
    pub numerator: Ratio,
    /// What it is a part of.
    pub denominator: Ratio,
    /// The exact value, in percent where the measure is; none ("n/a") where the denominator is zero.
    pub value: Option<Ratio>,
}

impl IndicatorValue {
    /// The value with two decimals, rounded half up, without a sign of percent.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        self.value.map(|value| value.decimals(2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(indicator: Indicator, numerator: &str, denominator: &str) -> Option<String> {
        indicator.of(Ratio::parse(numerator).unwrap(), Ratio::parse(denominator).unwrap()).text()
    }

    #[test]
    fn the_percentages_of_the_programme() {
        let check = |indicator, numerator, denominator, expected: &str| {
            assert_eq!(text(indicator, numerator, denominator).as_deref(), Some(expected), "{indicator:?}");
        };
        check(Indicator::AccessRate, "917", "1384", "66.26");
        check(Indicator::RuralShare, "95000", "100000", "95.00");
        // The programme states these two without their numerators.
        check(Indicator::EsgPassCurrent, "55", "96", "57.29");
        check(Indicator::LocalProcurement, "401.65", "500", "80.33");
    }

    #[test]
    fn the_emission_ratios_of_the_programme() {
        for (value, limit, expected) in
            [("15", "35", "0.43"), ("25", "50", "0.50"), ("1", "5", "0.20"), ("2", "20", "0.10"), ("10", "200", "0.05")]
        {
            assert_eq!(text(Indicator::EmissionRatio, value, limit).as_deref(), Some(expected), "{value} / {limit}");
        }
    }

    #[test]
    fn a_half_goes_up_and_nothing_to_divide_by_is_no_value() {
        assert_eq!(text(Indicator::LocalShare, "1", "800").as_deref(), Some("0.13"), "0.125 %");
        assert_eq!(text(Indicator::LocalShare, "2", "3").as_deref(), Some("66.67"));
        assert_eq!(text(Indicator::LocalShare, "3", "3").as_deref(), Some("100.00"));
        assert_eq!(text(Indicator::LocalShare, "0", "3").as_deref(), Some("0.00"));
        assert_eq!(text(Indicator::LocalShare, "0", "0"), None);
        let none = Indicator::AccessRate.of(Ratio::whole(3), Ratio::ZERO);
        assert_eq!((none.numerator, none.denominator, none.value), (Ratio::whole(3), Ratio::ZERO, None));
    }

    #[test]
    fn codes_are_unlike() {
        let codes: std::collections::BTreeSet<_> = Indicator::ALL.iter().map(|indicator| indicator.code()).collect();
        assert_eq!(codes.len(), Indicator::ALL.len());
    }
}
