//! What was agreed before the visit.

use super::{Digest, InspectionId, SiteId, SupplierId, TeamMember};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Why the visit takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InspectionType {
    /// The first inspection of this site.
    #[default]
    Initial,
    /// One of a series.
    Periodic,
    /// Checks what earlier findings led to.
    FollowUp,
    /// Without notice.
    Unannounced,
}

impl InspectionType {
    /// All types in the order of menus.
    pub const ALL: [Self; 4] = [Self::Initial, Self::Periodic, Self::FollowUp, Self::Unannounced];

    /// The code in data.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Initial => "initial",
            Self::Periodic => "periodic",
            Self::FollowUp => "follow_up",
            Self::Unannounced => "unannounced",
        }
    }
}

/// The plan of one inspection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InspectionPlan {
    /// The inspection's identifier.
    pub id: InspectionId,
    /// The report number, `RPT-2026-0001`: given at planning, printed on every page.
    pub number: String,
    /// Who is inspected.
    pub supplier_id: SupplierId,
    /// Where.
    pub site_id: SiteId,
    /// The exact template: the digest of its bytes.
    pub template_digest: Digest,
    /// The exact rule set: the digest of its bytes.
    pub rule_set_digest: Digest,
    /// Why the visit takes place.
    pub inspection_type: InspectionType,
    /// The first day on site.
    pub starts_on: NaiveDate,
    /// The last day on site; due dates are provisional from here until the closing seal.
    pub ends_on: NaiveDate,
    /// The team, the lead auditor first.
    pub team: Vec<TeamMember>,
    /// Purpose and scope as agreed, in the auditor's words; what came about is [`super::ScopeAndMethod`].
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub scope: String,
}
