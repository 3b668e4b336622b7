//! Snapshots that screens and the command line read: plain values, rebuilt when something changed.

mod behind;
mod blocker;
mod inspection;
mod lists;
mod photo_notes;
mod schemes;

pub use behind::{FlaggedRow, IndicatorLine, RaisedFlag, SampleLine, TestQuestion, TestResult};
pub use blocker::{Blocker, BlockerKind, Judged, Place, closing_blockers, report_blockers};
pub use inspection::{FindingView, InspectionParts, InspectionView, closing_date, finding_views};
pub use lists::{
    FindingLine, FindingListView, InspectionListView, SessionView, SupplierListView, SupplierView, WorkspaceView,
};
pub(super) use photo_notes::OtherPhotos;
pub use schemes::schemes;

use super::{App, AppError};
use crate::domain::{EarlierFinding, FindingQuery, InspectionId, ListQuery};
use std::sync::Arc;

impl App {
    /// Who works here, with which settings.
    ///
    /// # Errors
    /// What the store says.
    pub fn workspace_view(&mut self) -> Result<WorkspaceView, AppError> {
        let checklists = self.checklists()?;
        let session = self
            .session()
            .ok()
            .map(|session| SessionView { person: session.person.clone(), fingerprint: session.identity.fingerprint() });
        let settings = self.store.settings()?;
        let last_backup = settings.get("last_backup_ms").and_then(|ms| ms.parse::<i64>().ok());
        let now_ms = self.environment.now().utc_ms;
        Ok(WorkspaceView {
            people: self.store.people()?,
            session,
            settings,
            folder: self.folder.root().to_owned(),
            checklists,
            days_since_backup: last_backup.map(|ms| (now_ms - ms) / 86_400_000),
            today: self.today(),
        })
    }

    /// A page of the list of inspections.
    ///
    /// # Errors
    /// What the store says.
    pub fn inspection_list(&self, query: &ListQuery) -> Result<InspectionListView, AppError> {
        let page = self.store.inspection_rows(query)?;
        Ok(InspectionListView { rows: page.rows, total: page.total, states: self.store.inspection_states()? })
    }

    /// The suppliers whose name, number or site contains `search`.
    ///
    /// # Errors
    /// What the store says.
    pub fn supplier_list(&self, search: &str) -> Result<SupplierListView, AppError> {
        let mut suppliers = Vec::new();
        for supplier in self.store.suppliers(search)? {
            let sites = self.store.sites(supplier.id)?;
            suppliers.push(SupplierView { supplier, sites });
        }
        Ok(SupplierListView { suppliers })
    }

    /// Findings of all inspections.
    ///
    /// # Errors
    /// What the store says.
    pub fn finding_list(&mut self, query: &FindingQuery) -> Result<FindingListView, AppError> {
        let page = self.store.findings_overview(query)?;
        let mut rows = Vec::with_capacity(page.rows.len());
        for row in page.rows {
            let rules = self.rule_set(&row.rule_set_digest)?;
            let by_rule = || rules.due_dates_for(row.severity, row.remedy, row.agreed_due_on, row.inspection_ends_on);
            let due = row.fixed_due.unwrap_or_else(by_rule);
            rows.push(FindingLine { row, due });
        }
        Ok(FindingListView { rows, total: page.total })
    }

    /// The inspections that contain `text`, the latest change first; at most 1,000.
    ///
    /// # Errors
    /// What the store says.
    pub fn inspections_found(&self, text: &str) -> Result<InspectionListView, AppError> {
        self.inspection_list(&ListQuery {
            text: text.to_owned(),
            descending: true,
            limit: 1000,
            ..ListQuery::default()
        })
    }

    /// The inspection whose report has this number.
    ///
    /// # Errors
    /// What the store says.
    pub fn inspection_by_number(&self, number: &str) -> Result<Option<InspectionId>, AppError> {
        Ok(self.store.inspection_numbered(number)?)
    }

    /// One inspection with all that follows from it.
    ///
    /// # Errors
    /// [`AppError::NotFound`], or what the store says.
    pub fn inspection_view(&mut self, id: InspectionId) -> Result<InspectionView, AppError> {
        let parts = self.parts(id)?;
        let today = self.today();
        let history = &self.load(id)?.history;
        let (can_undo, can_redo) = (history.next_undo().is_some(), history.next_redo().is_some());
        let (own, digest) = (parts.template.id.clone(), parts.template.digest);
        let others = self.checklists()?;
        let others = others.iter().filter(|line| line.id == own && line.digest != digest);
        let other_versions = others.cloned().collect();
        let earlier = self.earlier_findings(id)?;
        let photo_notes = self.photo_notes(&parts.inspection)?;
        let interrupted = self.interrupted(Some(id))?;
        Ok(InspectionView {
            other_versions,
            earlier,
            photo_notes,
            interrupted,
            ..InspectionView::of(parts, can_undo, can_redo, today)
        })
    }

    /// The confirmed findings of earlier inspections of the same site, the latest inspection first.
    ///
    /// # Errors
    /// [`AppError::NotFound`], or what the store says.
    pub fn earlier_findings(&mut self, id: InspectionId) -> Result<Vec<EarlierFinding>, AppError> {
        let inspection = Arc::clone(&self.load(id)?.inspection);
        Ok(self.store.earlier_findings(&inspection.plan)?)
    }

    /// What views, seals and reports of an inspection are made from.
    pub(in crate::app) fn parts(&mut self, id: InspectionId) -> Result<InspectionParts, AppError> {
        let loaded = self.load(id)?;
        let (inspection, evaluation) = (loaded.inspection.clone(), loaded.evaluation.clone());
        let (template, rule_set) = (loaded.template.clone(), loaded.rule_set.clone());
        let supplier = self.supplier(inspection.plan.supplier_id)?;
        let site = self.site(inspection.plan.site_id)?;
        Ok(InspectionParts { inspection, template, rule_set, evaluation, supplier, site })
    }
}
