//! Grades of answers, severities of findings, letters of results.

use serde::{Deserialize, Serialize};

/// How bad a finding is. Ordered: a later one is worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Requirement met; could weaken or be better.
    Opportunity,
    /// Isolated or partial lapse in a working system, low risk.
    Minor,
    /// A duty is not met, or a system element is missing or has failed in several places.
    Major,
    /// Zero tolerance: danger to life, child or forced labour, no permit, concealment, bribery.
    Critical,
}

impl Severity {
    /// All severities, worst first.
    pub const WORST_FIRST: [Self; 4] = [Self::Critical, Self::Major, Self::Minor, Self::Opportunity];

    /// One level worse; critical stays critical.
    #[must_use]
    pub const fn one_worse(self) -> Self {
        match self {
            Self::Opportunity => Self::Minor,
            Self::Minor => Self::Major,
            Self::Major | Self::Critical => Self::Critical,
        }
    }

    /// The code in data.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Opportunity => "opportunity",
            Self::Minor => "minor",
            Self::Major => "major",
            Self::Critical => "critical",
        }
    }
}

/// The grade an auditor gives: the value of a graded question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// The requirement is met.
    Conforming,
    /// Met; could be better.
    Opportunity,
    /// Minor nonconformity.
    Minor,
    /// Major nonconformity.
    Major,
    /// Critical, zero tolerance.
    Critical,
}

impl Grade {
    /// All grades in the order of the number keys.
    pub const ALL: [Self; 5] = [Self::Conforming, Self::Opportunity, Self::Minor, Self::Major, Self::Critical];

    /// The code in data: the lexical value of the answer.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Conforming => "conforming",
            Self::Opportunity => "opportunity",
            Self::Minor => "minor",
            Self::Major => "major",
            Self::Critical => "critical",
        }
    }

    /// The grade with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|grade| grade.code() == code)
    }

    /// The severity of a finding raised from this grade; none when conforming.
    #[must_use]
    pub const fn severity(self) -> Option<Severity> {
        match self {
            Self::Conforming => None,
            Self::Opportunity => Some(Severity::Opportunity),
            Self::Minor => Some(Severity::Minor),
            Self::Major => Some(Severity::Major),
            Self::Critical => Some(Severity::Critical),
        }
    }

    /// Whether the requirement is not met, so that a finding is owed.
    #[must_use]
    pub const fn fails(self) -> bool {
        matches!(self, Self::Minor | Self::Major | Self::Critical)
    }
}

impl From<Severity> for Grade {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Opportunity => Self::Opportunity,
            Severity::Minor => Self::Minor,
            Severity::Major => Self::Major,
            Severity::Critical => Self::Critical,
        }
    }
}

/// The overall result. Ordered: a later one is worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Letter {
    /// Preferred.
    A,
    /// Approved.
    B,
    /// Approved with a corrective action plan.
    C,
    /// Watch; no new business until closed.
    D,
    /// Stop; list review.
    E,
    /// Not rated: too little was verified.
    #[serde(rename = "NR")]
    NotRated,
}

impl Letter {
    /// The letter as printed: `A` to `E`, or `NR`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
            Self::E => "E",
            Self::NotRated => "NR",
        }
    }
}
