//! Lists and the workspace as screens show them.

use crate::app::verb::checklist::ChecklistLine;
use crate::domain::{DueDates, FindingRow, InspectionRow, InspectionState, Person, Site, Supplier};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// Who works here, with which settings.
#[derive(Debug, Clone, Default)]
pub struct WorkspaceView {
    /// The people of the workspace.
    pub people: Vec<Person>,
    /// Whose key is unlocked.
    pub session: Option<SessionView>,
    /// Settings by key: `language`, `theme`, `zoom_percent`, `last_backup`, …
    pub settings: BTreeMap<String, String>,
    /// The folder of the workspace.
    pub folder: PathBuf,
    /// The checklists that can be used here.
    pub checklists: Arc<Vec<ChecklistLine>>,
    /// Days since the last backup; none when there was none.
    pub days_since_backup: Option<i64>,
    /// The local date of the laptop.
    pub today: NaiveDate,
}

/// The person whose key is unlocked.
#[derive(Debug, Clone)]
pub struct SessionView {
    /// The person.
    pub person: Person,
    /// SHA-256 of the certificate, for comparing by telephone.
    pub fingerprint: crate::domain::Digest,
}

/// A page of the list of inspections.
#[derive(Debug, Clone, Default)]
pub struct InspectionListView {
    /// The rows of this page.
    pub rows: Vec<InspectionRow>,
    /// How many there are in all under this filter.
    pub total: u64,
    /// How many there are in each state, without any filter.
    pub states: BTreeMap<InspectionState, u64>,
}

/// A supplier with its sites.
#[derive(Debug, Clone)]
pub struct SupplierView {
    /// The supplier.
    pub supplier: Supplier,
    /// Its sites.
    pub sites: Vec<Site>,
}

/// The suppliers that a search found.
#[derive(Debug, Clone, Default)]
pub struct SupplierListView {
    /// In the order of their names.
    pub suppliers: Vec<SupplierView>,
}

/// A finding with its dates.
#[derive(Debug, Clone)]
pub struct FindingLine {
    /// What the list holds.
    pub row: FindingRow,
    /// Its dates: fixed, or provisional from the planned end.
    pub due: DueDates,
}

/// Findings of all inspections.
#[derive(Debug, Clone, Default)]
pub struct FindingListView {
    /// The rows of this page, worst first.
    pub rows: Vec<FindingLine>,
    /// How many there are in all under this filter.
    pub total: u64,
}
