//! One question of a checklist: what is asked, how it is answered, what a failure weighs.

use super::ratio::Ratio;
use crate::domain::{BilingualText, FileKind, InstancePath, Remedy, Severity};
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// Instrument and clause as people cite them.
    pub label: BilingualText,
    /// How far it was checked.
    pub verification: Verification,
    /// What replaced it, or for whom it holds.
    pub note: Option<BilingualText>,
    /// ISO 3166-1 alpha-2 code of the country whose law it is; none where it holds everywhere.
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChoiceOption {
    /// The code in the answer: one snake_case word.
    pub code: String,
    /// What people read.
    pub label: BilingualText,
}

/// What a number is measured against. Limits are expressions, so that they can depend on other answers:
/// `100`, `${esg_en_10a}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberRule {
    /// Whether there is a greatest value that passes.
    pub at_most: bool,
    /// Whether there is a least value that passes.
    pub at_least: bool,
    /// A passing value this close to a limit, in the unit of the answer, is an opportunity for improvement
    /// (noise: 3 dB).
    pub near_by: Option<Ratio>,
    /// How far the limit was checked; an unverified one gives at most an opportunity for improvement.
    pub verification: Verification,
}

/// When a date passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

/// What is measured where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measurand {
    /// What is measured, `so2`, `ph`, `noise`: the code that limit sets use.
    pub quantity: String,
    /// In what, `air`, `water`.
    pub medium: String,
    /// The unit's symbol, `mg/m3`.
    pub unit: String,
    /// Whether the value is converted to a reference oxygen.
    pub oxygen: bool,
}

/// What a test question is worth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quiz {
    /// What can be chosen.
    pub options: Vec<ChoiceOption>,
    /// The codes that are right; all of them have to be chosen and no other.
    pub correct: Vec<String>,
    /// The points for the right answer.
    pub points: u32,
    /// Whether nobody passes without it.
    pub critical: bool,
    /// Why it is right.
    pub explanation: BilingualText,
}

/// What can be put into a field that is only recorded, never judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field {
    /// Any text.
    Text,
    /// A whole number, also below zero.
    Integer,
    /// A month, `2026-11`, or any day of it.
    Month,
    /// A time of day, `14:30`.
    Time,
    /// A date and a time, `2026-11-21T14:30`.
    DateTime,
    /// A position: latitude, longitude, and where known altitude and accuracy in metres, with spaces between them.
    Position,
    /// A number on a scale.
    Scale {
        /// Where it begins.
        start: Ratio,
        /// Where it ends.
        end: Ratio,
        /// From one mark to the next.
        step: Ratio,
    },
    /// `OK` once it is confirmed.
    Acknowledge,
    /// A text to read; no answer.
    Note,
    /// A value that is calculated and shown; no answer.
    Calculated,
}

/// How a question is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuestionKind {
    /// The auditor grades: the value is the code of a [`crate::domain::Grade`].
    Grade,
    /// `yes` or `no`.
    YesNo {
        /// Whether "no" is what passes.
        adverse: bool,
    },
    /// A decimal number.
    Number {
        /// The unit's symbol, `%`, `dB(A)`.
        unit: String,
        /// What passes; information only without it.
        rule: Option<NumberRule>,
    },
    /// One code.
    Choice {
        /// What can be chosen; empty where that depends on other answers alone.
        options: Vec<ChoiceOption>,
        /// The codes that fail, with how bad each is; none for the severity of the question.
        failing: Vec<(String, Option<Severity>)>,
    },
    /// Codes with a space between them.
    Multi {
        /// What can be chosen.
        options: Vec<ChoiceOption>,
        /// How many have to be chosen to pass.
        least: Option<u32>,
        /// The codes that have to be among them to pass.
        wanted: Vec<String>,
    },
    /// All codes in an order, with a space between them.
    Rank {
        /// What is put in order.
        options: Vec<ChoiceOption>,
    },
    /// Codes of the limit sets that readings of this inspection are compared with.
    LimitSets {
        /// What can be chosen.
        options: Vec<ChoiceOption>,
    },
    /// A reading, at the nodes [`Question::READING_NODES`] below the question.
    Reading(Measurand),
    /// A test question.
    Quiz(Quiz),
    /// A value that is only recorded.
    Field(Field),
    /// An ISO date, or `none` where there is no such date, which fails.
    Date {
        /// What passes; information only without it.
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
        /// Which files count; photos unless an XLSForm asks for sound, film or any file.
        accepts: FileKind,
    },
    /// Rows that were checked: whole numbers at the paths `checked` and `failed`, `true` or `false` at
    /// `critical_row`; status, reason and note at the question's own path.
    Sampled {
        /// The record table that holds the rows, `wage`; `tally` where they are only counted.
        table: String,
        /// The flags of the table that count, by their codes; all where there are none.
        flags: Vec<String>,
        /// How failed rows are judged.
        sampling: Sampling,
        /// When a row fails.
        failing: BilingualText,
        /// When a row is critical; without it there are no critical rows.
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
            Self::Photo { accepts, .. } => accepts.code(),
            Self::Sampled { .. } => "sampled",
            Self::Rank { .. } => "rank",
            Self::LimitSets { .. } => "limit_sets",
            Self::Reading(_) => "reading",
            Self::Quiz(_) => "quiz",
            Self::Field(field) => field.code(),
        }
    }

    /// What can be chosen; empty for the kinds without options.
    #[must_use]
    pub fn options(&self) -> &[ChoiceOption] {
        match self {
            Self::Choice { options, .. }
            | Self::Multi { options, .. }
            | Self::Rank { options }
            | Self::LimitSets { options } => options,
            Self::Quiz(quiz) => &quiz.options,
            Self::Grade
            | Self::YesNo { .. }
            | Self::Number { .. }
            | Self::Date { .. }
            | Self::Text
            | Self::Count
            | Self::Photo { .. }
            | Self::Reading(_)
            | Self::Field(_)
            | Self::Sampled { .. } => &[],
        }
    }

    /// Which files it takes as evidence.
    #[must_use]
    pub const fn files(&self) -> FileKind {
        if let Self::Photo { accepts, .. } = self { *accepts } else { FileKind::Picture }
    }

    /// The symbol of the unit of a number; none for the other kinds.
    #[must_use]
    pub fn unit(&self) -> Option<&str> {
        match self {
            Self::Number { unit, .. } => Some(unit).filter(|unit| !unit.is_empty()).map(String::as_str),
            Self::Reading(measurand) => Some(&measurand.unit),
            Self::Grade
            | Self::YesNo { .. }
            | Self::Choice { .. }
            | Self::Multi { .. }
            | Self::Date { .. }
            | Self::Text
            | Self::Count
            | Self::Photo { .. }
            | Self::Rank { .. }
            | Self::LimitSets { .. }
            | Self::Quiz(_)
            | Self::Field(_)
            | Self::Sampled { .. } => None,
        }
    }

    /// Whether its value is calculated.
    pub(super) const fn is_calculated(&self) -> bool {
        matches!(self, Self::Field(Field::Calculated))
    }

    /// The names of the nodes below the question that hold its answer; empty where it has one value.
    #[must_use]
    pub const fn parts(&self) -> &'static [&'static str] {
        match self {
            Self::Sampled { .. } => &Question::SAMPLED_NODES,
            Self::Reading(_) => &Question::READING_NODES,
            Self::Grade
            | Self::YesNo { .. }
            | Self::Number { .. }
            | Self::Choice { .. }
            | Self::Multi { .. }
            | Self::Date { .. }
            | Self::Text
            | Self::Count
            | Self::Rank { .. }
            | Self::LimitSets { .. }
            | Self::Quiz(_)
            | Self::Field(_)
            | Self::Photo { .. } => &[],
        }
    }
}

impl Field {
    /// The code in data.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "integer",
            Self::Month => "month",
            Self::Time => "time",
            Self::DateTime => "date_time",
            Self::Position => "position",
            Self::Scale { .. } => "scale",
            Self::Acknowledge => "acknowledge",
            Self::Note => "note",
            Self::Calculated => "calculated",
        }
    }
}

/// A question. One in a repeat is there once for each of its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its address without the first slash, `esg_hs_04` or `area[018f…]/esg_oe_02`.
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
    /// A help that stands beside the question.
    pub hint: BilingualText,
    /// How an auditor finds out.
    pub guidance: BilingualText,
    /// Where the requirement is written.
    pub references: Vec<Reference>,
    /// What evidence is wanted.
    pub evidence: Vec<EvidenceDuty>,
    /// How bad a failure is unless a rule says otherwise; none for information only.
    pub severity: Option<Severity>,
    /// Its weight in its section, 0 to 100; 0 is not scored.
    pub weight: u32,
    /// Whether what can be chosen depends on other answers.
    pub filtered: bool,
    /// It is asked only when this expression is true: its own condition and those of the groups that it is in.
    pub relevant: Option<String>,
    /// Whether an inspection is not complete without an answer; otherwise only where the checklist requires one.
    pub owed: bool,
    /// How a failure is put right.
    pub remedy: Remedy,
    /// Whether a failure is on the zero-tolerance list.
    pub zero_tolerance: bool,
    /// Whether a finding is proposed as sensitive: it may point at a person who spoke.
    pub sensitive: bool,
    /// Whether people speak in confidence here: no photo, recording or other file is kept with it.
    pub interview: bool,
    /// What is said when the answer does not meet its constraint.
    pub constraint_message: BilingualText,
    /// The titles of the groups in its section that it is in.
    pub groups: Vec<BilingualText>,
    /// The row that it is in, where it is in a repeat.
    pub row: Option<InstancePath>,
    /// Where its node is in the form, `/data/HS/esg_hs_04`.
    pub(super) node: String,
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

    /// The nodes of a reading: the value, the oxygen in percent that it stands for, its averaging time, its day, its
    /// method, where it is written, and the limit of the site's permit.
    pub const READING_NODES: [&str; 7] =
        ["value", "oxygen", "averaging", "measured_on", "method", "source", "permit_limit"];

    /// Whether a part of an answer is a number.
    #[must_use]
    pub fn is_number(part: &str) -> bool {
        matches!(part, Self::CHECKED | Self::FAILED | "value" | "oxygen" | "permit_limit")
    }

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
