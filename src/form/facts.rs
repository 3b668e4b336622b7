//! What an evaluation looks at besides the checklist: answers, site facts, findings, photos, the day.

use crate::domain::{Answer, EvidenceLink, Finding, Inspection, InstancePath, RecordCopy};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// The facts of one inspection.
#[derive(Debug, Clone)]
pub struct Facts<'a> {
    /// The answers by their place.
    pub answers: &'a BTreeMap<InstancePath, Answer>,
    /// Facts about the site by the names of hidden nodes, in their XForms form:
    /// `site_country` = `CN`, `site_indigenous` = `true`.
    pub profile: &'a BTreeMap<String, String>,
    /// The findings that were not withdrawn.
    pub findings: &'a [Finding],
    /// How many photos show each question: linked to it, or to a finding that covers it.
    pub photo_counts: BTreeMap<InstancePath, u32>,
    /// What `today()` means.
    pub today: NaiveDate,
    /// For whom: the site's copy leaves out what belongs to sensitive findings.
    pub copy: RecordCopy,
}

impl<'a> Facts<'a> {
    /// The facts of an inspection for the internal copy.
    #[must_use]
    pub fn of(inspection: &'a Inspection, today: NaiveDate) -> Self {
        Self {
            answers: &inspection.answers,
            profile: &inspection.profile,
            findings: &inspection.findings,
            photo_counts: photo_counts(inspection),
            today,
            copy: RecordCopy::Internal,
        }
    }

    /// The same facts for another copy.
    #[must_use]
    pub fn for_copy(mut self, copy: RecordCopy) -> Self {
        self.copy = copy;
        self
    }
}

/// Counts each photo once for every question that it shows.
fn photo_counts(inspection: &Inspection) -> BTreeMap<InstancePath, u32> {
    let mut counts = BTreeMap::new();
    for photo in &inspection.photos {
        let mut shown = BTreeSet::new();
        for link in &photo.links {
            match link {
                EvidenceLink::Question(path) => {
                    shown.insert(path);
                }
                EvidenceLink::Area(_) => {}
                EvidenceLink::Finding(id) => shown.extend(inspection.finding(*id).iter().flat_map(|f| &f.questions)),
            }
        }
        for path in shown {
            *counts.entry(path.clone()).or_insert(0) += 1;
        }
    }
    counts
}
