//! What was inspected and what was not, how, by whose rules of conduct, and who may read of it.

use super::{Inspection, InspectionType, Refusal};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Whether the site knew of the visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// It knew the day.
    Announced,
    /// It knew a span of weeks.
    SemiAnnounced,
    /// It did not know.
    Unannounced,
}

impl Notice {
    /// All, in the order of menus.
    pub const ALL: [Self; 3] = [Self::Announced, Self::SemiAnnounced, Self::Unannounced];

    /// The code in data.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Announced => "announced",
            Self::SemiAnnounced => "semi_announced",
            Self::Unannounced => "unannounced",
        }
    }
}

/// How evidence was gathered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Walking through the site.
    WalkRound,
    /// Reading documents and records.
    Documents,
    /// Talking to people.
    Interviews,
    /// Measuring.
    Measurements,
}

impl Method {
    /// All, in the order of menus.
    pub const ALL: [Self; 4] = [Self::WalkRound, Self::Documents, Self::Interviews, Self::Measurements];

    /// The code in data.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::WalkRound => "walk_round",
            Self::Documents => "documents",
            Self::Interviews => "interviews",
            Self::Measurements => "measurements",
        }
    }
}

/// What was covered, each in the auditor's words.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Coverage {
    /// Buildings and areas.
    pub buildings: String,
    /// Processes.
    pub processes: String,
    /// Groups of workers.
    pub workers: String,
    /// Shifts.
    pub shifts: String,
    /// The period of which records were read.
    pub period: String,
}

/// What was left out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exclusion {
    /// What.
    pub what: String,
    /// Why.
    pub why: String,
}

/// What the team says about its independence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IndependenceStatement {
    /// Nothing was said.
    #[default]
    NotGiven,
    /// Independent, without conflicts of interest.
    Given,
    /// Given, with interests that readers should know; the words say which.
    InterestsDisclosed,
}

impl IndependenceStatement {
    /// All, in the order of menus.
    pub const ALL: [Self; 3] = [Self::NotGiven, Self::Given, Self::InterestsDisclosed];

    /// The code in data.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotGiven => "not_given",
            Self::Given => "given",
            Self::InterestsDisclosed => "interests_disclosed",
        }
    }
}

/// The statement of independence and conflicts of interest.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Independence {
    /// Whether it was given.
    pub statement: IndependenceStatement,
    /// In which words.
    pub words: String,
}

/// How widely the report may be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidentiality {
    /// By anybody.
    Public,
    /// By everybody in the organisation and at the site.
    Internal,
    /// By those who need it for their work.
    #[default]
    Confidential,
    /// By the readers who are named, and nobody else.
    Restricted,
}

impl Confidentiality {
    /// All, in the order of menus.
    pub const ALL: [Self; 4] = [Self::Public, Self::Internal, Self::Confidential, Self::Restricted];

    /// The code in data.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Internal => "internal",
            Self::Confidential => "confidential",
            Self::Restricted => "restricted",
        }
    }
}

/// Scope and method as they came about; what was agreed before stands in the plan.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ScopeAndMethod {
    /// Why the inspection was carried out; where it is empty, what the plan says holds ([`Inspection::purpose`]).
    pub purpose: String,
    /// What was covered.
    pub covered: Coverage,
    /// What was left out, and why.
    pub exclusions: Vec<Exclusion>,
    /// Whether the site knew of it; see [`Inspection::notice`].
    pub notice: Option<Notice>,
    /// How evidence was gathered.
    pub methods: BTreeSet<Method>,
    /// More about the method.
    pub method_words: String,
    /// Independence and conflicts of interest.
    pub independence: Independence,
    /// How widely the report may be read.
    pub confidentiality: Confidentiality,
    /// Who may read it.
    pub readers: String,
}

impl ScopeAndMethod {
    /// The same without spaces around texts and without empty exclusions.
    #[must_use]
    pub fn tidied(mut self) -> Self {
        self.texts_mut().into_iter().for_each(|text| *text = text.trim().to_owned());
        self.exclusions.retain(|exclusion| !exclusion.what.is_empty() || !exclusion.why.is_empty());
        self
    }

    /// Why it is refused; none when it is not.
    #[must_use]
    pub fn refuse(&self) -> Option<Refusal> {
        let half = |one: &Exclusion| one.what.trim().is_empty() || one.why.trim().is_empty();
        if self.exclusions.iter().any(half) {
            return Some(Refusal::ExclusionIncomplete);
        }
        let owed = self.independence.statement == IndependenceStatement::InterestsDisclosed;
        (owed && self.independence.words.trim().is_empty()).then_some(Refusal::InterestsUnsaid)
    }

    /// All texts in it.
    pub(super) fn texts(&self) -> Vec<&str> {
        let mut copy = vec![
            self.purpose.as_str(),
            &self.covered.buildings,
            &self.covered.processes,
            &self.covered.workers,
            &self.covered.shifts,
            &self.covered.period,
            &self.method_words,
            &self.independence.words,
            &self.readers,
        ];
        copy.extend(self.exclusions.iter().flat_map(|one| [one.what.as_str(), one.why.as_str()]));
        copy
    }

    fn texts_mut(&mut self) -> Vec<&mut String> {
        let Coverage { buildings, processes, workers, shifts, period } = &mut self.covered;
        let mut texts = vec![buildings, processes, workers, shifts, period];
        texts.extend([&mut self.purpose, &mut self.method_words, &mut self.independence.words, &mut self.readers]);
        texts.extend(self.exclusions.iter_mut().flat_map(|one| [&mut one.what, &mut one.why]));
        texts
    }
}

impl Inspection {
    /// Why the inspection was carried out: as recorded, else as planned.
    #[must_use]
    pub fn purpose(&self) -> &str {
        if self.scope.purpose.is_empty() { &self.plan.scope } else { &self.scope.purpose }
    }

    /// Whether the site knew of the visit: as recorded, else what the type of inspection says.
    #[must_use]
    pub fn notice(&self) -> Option<Notice> {
        let by_type = (self.plan.inspection_type == InspectionType::Unannounced).then_some(Notice::Unannounced);
        self.scope.notice.or(by_type)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_has_its_reason_and_what_is_disclosed_its_words() {
        let exclusion = |what: &str, why: &str| Exclusion { what: what.to_owned(), why: why.to_owned() };
        let of = |exclusions: Vec<Exclusion>| ScopeAndMethod { exclusions, ..ScopeAndMethod::default() };
        assert_eq!(of(vec![exclusion("Tool shop", " ")]).refuse(), Some(Refusal::ExclusionIncomplete));
        assert_eq!(of(vec![exclusion(" ", ""), exclusion(" Tool shop ", "Moulds")]).tidied().refuse(), None);
        let mut scope = ScopeAndMethod::default();
        scope.independence.statement = IndependenceStatement::InterestsDisclosed;
        assert_eq!(scope.refuse(), Some(Refusal::InterestsUnsaid));
        scope.independence.words = "One member trained here in 2023".to_owned();
        assert_eq!(scope.refuse(), None);
    }

    #[test]
    fn every_text_is_tidied_and_measured() {
        let mut scope = of_text("x");
        assert_eq!(scope.texts().len(), scope.texts_mut().len());
        assert_eq!(of_text("  x \n").tidied(), scope);
    }

    fn of_text(text: &str) -> ScopeAndMethod {
        let mut scope = ScopeAndMethod { exclusions: vec![Exclusion::default()], ..ScopeAndMethod::default() };
        scope.texts_mut().into_iter().for_each(|one| *one = text.to_owned());
        scope
    }
}
