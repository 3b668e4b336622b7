//! One question of a checklist: what is asked, how it is answered, what a failure weighs.

use crate::domain::{BilingualText, InstancePath, Remedy, Severity};
use serde::{Deserialize, Serialize};

/// How far a text of law, a standard or a threshold was checked against its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verification {
    /// Read at its source.
    Verified,
    /// Printed as "to be confirmed"; a threshold of this kind gives at most an opportunity for improvement.
    ToBeConfirmed,
    /// Repealed or replaced; the note names the successor.
    Superseded,
}

impl Verification {
    /// The code in data.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::ToBeConfirmed => "to_be_confirmed",
            Self::Superseded => "superseded",
        }
    }
}

/// Where a requirement is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// Instrument and clause as people cite them.
    pub label: BilingualText,
    /// How far it was checked.
    pub verification: Verification,
    /// What replaced it, or for whom it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<BilingualText>,
    /// ISO 3166-1 alpha-2 code of the country whose law it is; none where it holds everywhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
}

/// What supports an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    /// A photo.
    Photo,
    /// A document that was read.
    Document,
    /// An interview.
    Interview,
    /// A sample of records.
    Record,
    /// What the auditor saw.
    Observation,
    /// A measurement.
    Measurement,
}

impl EvidenceKind {
    /// The code in data.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Photo => "photo",
            Self::Document => "document",
            Self::Interview => "interview",
            Self::Record => "record",
            Self::Observation => "observation",
            Self::Measurement => "measurement",
        }
    }
}

/// One kind of evidence that a question wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceDuty {
    /// Which kind.
    pub kind: EvidenceKind,
    /// Whether the answer is not complete without it.
    pub mandatory: bool,
}

/// The twelve elements of E, S and G, and what lies outside them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Element {
    /// Environmental management system and policies.
    E1,
    /// Energy and carbon.
    E2,
    /// Pollution violations and fines.
    E3,
    /// Production environment.
    E4,
    /// Environmental protection measures.
    E5,
    /// Public affairs and community.
    S1,
    /// Labour rights.
    S2,
    /// Negative public opinion.
    S3,
    /// Production safety.
    S4,
    /// Compliance and anti-corruption.
    G1,
    /// Disclosure and transparency.
    G2,
    /// Ethics controversies.
    G3,
    /// Outside E, S and G: qualification, production, quality, delivery, profile.
    B0,
}

/// Environment, social responsibility or governance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Pillar {
    /// Environment.
    E,
    /// Social responsibility.
    S,
    /// Governance.
    G,
}

impl Pillar {
    /// All three.
    pub const ALL: [Self; 3] = [Self::E, Self::S, Self::G];

    /// The letter as printed.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::E => "E",
            Self::S => "S",
            Self::G => "G",
        }
    }
}

impl Element {
    /// All elements in the order of reports.
    pub const ALL: [Self; 13] = [
        Self::E1,
        Self::E2,
        Self::E3,
        Self::E4,
        Self::E5,
        Self::S1,
        Self::S2,
        Self::S3,
        Self::S4,
        Self::G1,
        Self::G2,
        Self::G3,
        Self::B0,
    ];

    /// The code in data and in the rule set.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::E1 => "E1",
            Self::E2 => "E2",
            Self::E3 => "E3",
            Self::E4 => "E4",
            Self::E5 => "E5",
            Self::S1 => "S1",
            Self::S2 => "S2",
            Self::S3 => "S3",
            Self::S4 => "S4",
            Self::G1 => "G1",
            Self::G2 => "G2",
            Self::G3 => "G3",
            Self::B0 => "B0",
        }
    }

    /// The pillar it belongs to; none for [`Element::B0`].
    #[must_use]
    pub const fn pillar(self) -> Option<Pillar> {
        match self {
            Self::E1 | Self::E2 | Self::E3 | Self::E4 | Self::E5 => Some(Pillar::E),
            Self::S1 | Self::S2 | Self::S3 | Self::S4 => Some(Pillar::S),
            Self::G1 | Self::G2 | Self::G3 => Some(Pillar::G),
            Self::B0 => None,
        }
    }
}

/// One of the answers that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChoiceOption {
    /// The code in the answer: one snake_case word.
    pub code: String,
    /// What people read.
    pub label: BilingualText,
}

/// What a number is measured against. Limits are expressions, so that they can depend on other answers:
/// `100`, `${esg_en_10a}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberRule {
    /// The greatest value that passes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<String>,
    /// The least value that passes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<String>,
    /// A passing value this close to a limit, in the unit of the answer, is an opportunity for improvement
    /// (noise: 3 dB). A decimal number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub near_by: Option<String>,
    /// How far the limit was checked; an unverified one gives at most an opportunity for improvement.
    pub verification: Verification,
}

/// When a date passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateRule {
    /// Today or later: something that must still be valid.
    NotPast,
    /// Not older than this many months, and not in the future: something that must be recent.
    NotOlderThanMonths(u32),
}

/// How failed rows of a sample are judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sampling {
    /// Rows are people, files or containers: the share of failed ones decides.
    Shares,
    /// Like [`Sampling::Shares`], but never "isolated": wages below the minimum, unpaid wages.
    NeverIsolated,
    /// Rows are months, jobs, topics, licences, readings, permits: no sample, any failed one counts fully.
    EveryFailure,
}

/// How a question is answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum QuestionKind {
    /// The auditor grades: the value is the code of a [`crate::domain::Grade`].
    Grade,
    /// `yes` or `no`.
    YesNo {
        /// Whether "no" is what passes.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        adverse: bool,
    },
    /// A decimal number.
    Number {
        /// The unit's symbol, `%`, `dB(A)`.
        unit: String,
        /// What passes; information only without it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rule: Option<NumberRule>,
    },
    /// One code.
    Choice {
        /// What can be chosen.
        options: Vec<ChoiceOption>,
        /// The codes that fail.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        failing: Vec<String>,
    },
    /// Codes with a space between them.
    Multi {
        /// What can be chosen.
        options: Vec<ChoiceOption>,
    },
    /// An ISO date, or `none` where there is no such date, which fails.
    Date {
        /// What passes; information only without it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rule: Option<DateRule>,
    },
    /// Free text; never scored.
    Text,
    /// A whole number of people or things; never scored.
    Count,
    /// Photos linked to the question; no value.
    Photo {
        /// How many are wanted.
        least: u32,
    },
    /// Rows that were checked: whole numbers at the paths `checked` and `failed`, `true` or `false` at
    /// `critical_row`; status, reason and note at the question's own path.
    Sampled {
        /// What the rows are: the code of a record table, `wage`.
        table: String,
        /// How failed rows are judged.
        sampling: Sampling,
        /// When a row fails.
        failing: BilingualText,
        /// When a row is critical; without it there are no critical rows.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        critical: Option<BilingualText>,
    },
}

impl QuestionKind {
    /// The code in data.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Grade => "grade",
            Self::YesNo { .. } => "yes_no",
            Self::Number { .. } => "number",
            Self::Choice { .. } => "choice",
            Self::Multi { .. } => "multi",
            Self::Date { .. } => "date",
            Self::Text => "text",
            Self::Count => "count",
            Self::Photo { .. } => "photo",
            Self::Sampled { .. } => "sampled",
        }
    }

    /// What can be chosen; empty for the kinds without options.
    #[must_use]
    pub fn options(&self) -> &[ChoiceOption] {
        match self {
            Self::Choice { options, .. } | Self::Multi { options } => options,
            Self::Grade
            | Self::YesNo { .. }
            | Self::Number { .. }
            | Self::Date { .. }
            | Self::Text
            | Self::Count
            | Self::Photo { .. }
            | Self::Sampled { .. } => &[],
        }
    }

    /// The symbol of the unit of a number; none for the other kinds.
    #[must_use]
    pub fn unit(&self) -> Option<&str> {
        match self {
            Self::Number { unit, .. } => Some(unit),
            Self::Grade
            | Self::YesNo { .. }
            | Self::Choice { .. }
            | Self::Multi { .. }
            | Self::Date { .. }
            | Self::Text
            | Self::Count
            | Self::Photo { .. }
            | Self::Sampled { .. } => None,
        }
    }

    /// The names of the nodes below the question that hold its answer; empty where it has one value.
    #[must_use]
    pub const fn parts(&self) -> &'static [&'static str] {
        match self {
            Self::Sampled { .. } => &Question::SAMPLED_NODES,
            Self::Grade
            | Self::YesNo { .. }
            | Self::Number { .. }
            | Self::Choice { .. }
            | Self::Multi { .. }
            | Self::Date { .. }
            | Self::Text
            | Self::Count
            | Self::Photo { .. } => &[],
        }
    }
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The name of its node, `esg_hs_04`: what expressions and paths use.
    pub name: String,
    /// The code that people use, `ESG-HS-04`.
    pub code: String,
    /// The code of its section.
    pub section: String,
    /// Its element of E, S and G.
    pub element: Element,
    /// How it is answered.
    pub kind: QuestionKind,
    /// What is asked.
    pub text: BilingualText,
    /// How an auditor finds out.
    pub guidance: BilingualText,
    /// Where the requirement is written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<Reference>,
    /// What evidence is wanted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<EvidenceDuty>,
    /// How bad a failure is unless a rule says otherwise; none for information only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<Severity>,
    /// Its weight in its section, 0 to 100; 0 is not scored.
    pub weight: u32,
    /// It is asked only when this expression is true; always without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relevant: Option<String>,
    /// How a failure is put right.
    #[serde(default, skip_serializing_if = "is_standard")]
    pub remedy: Remedy,
    /// Whether a failure is on the zero-tolerance list.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub zero_tolerance: bool,
    /// Whether a finding is proposed as sensitive: it may point at a person who spoke.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sensitive: bool,
}

fn is_standard(remedy: &Remedy) -> bool {
    *remedy == Remedy::Standard
}

impl Question {
    /// The node of a sampled question that holds the number of rows checked.
    pub const CHECKED: &str = "checked";
    /// The node of a sampled question that holds the number of rows failed.
    pub const FAILED: &str = "failed";
    /// The node of a sampled question that says whether any row is critical: `true` or `false`.
    pub const CRITICAL_ROW: &str = "critical_row";
    /// The nodes of a sampled question.
    pub const SAMPLED_NODES: [&str; 3] = [Self::CHECKED, Self::FAILED, Self::CRITICAL_ROW];

    /// Where its answer lives.
    #[must_use]
    pub fn path(&self) -> InstancePath {
        InstancePath::of_question(&self.name)
    }

    /// The references that hold in `country` (ISO 3166-1 alpha-2): those of that country and those of none.
    pub fn references_in<'a>(&'a self, country: &'a str) -> impl Iterator<Item = &'a Reference> {
        self.references.iter().filter(move |reference| reference.country.as_deref().is_none_or(|own| own == country))
    }

    /// Whether an answer can fail, so that a severity, a score or both come out of it.
    #[must_use]
    pub const fn is_graded(&self) -> bool {
        self.severity.is_some()
    }
}
