//! Plan an inspection, change the plan, call it off.

use super::supplier::required;
use crate::app::command::PlanDraft;
use crate::app::environment::new_id;
use crate::app::{App, AppError, Changes, Outcome, Thing};
use crate::assets;
use crate::domain::{
    Digest, EventBody, InspectionId, InspectionPlan, Refusal, ReportId, RuleSet, Site, Stream, TeamMember, is_plausible,
};
use chrono::Datelike;

/// Plans an inspection with the newest version of the checklist and the rule set in force.
///
/// # Errors
/// [`AppError::NotFound`] for supplier, site or checklist, [`AppError::DatesReversed`], [`AppError::Missing`].
pub fn plan(app: &mut App, draft: PlanDraft) -> Result<Changes, AppError> {
    app.session()?;
    check_dates(&draft)?;
    app.supplier(draft.supplier_id)?;
    let site = app.site(draft.site_id)?;
    if site.supplier_id != draft.supplier_id {
        return Err(AppError::not_found(Thing::Site, draft.site_id));
    }
    let template_digest = app.newest_checklist(&draft.checklist_id)?;
    let rule_set_digest = app.newest_rule_set()?;
    let id = new_id(app.environment.as_mut(), InspectionId::from_parts);
    let report_id = new_id(app.environment.as_mut(), ReportId::from_parts);
    let number = next_number(app, draft.starts_on.year())?;
    let plan = InspectionPlan {
        id,
        number,
        supplier_id: draft.supplier_id,
        site_id: draft.site_id,
        template_digest,
        rule_set_digest,
        inspection_type: draft.inspection_type,
        starts_on: draft.starts_on,
        ends_on: draft.ends_on,
        team: team(draft.team)?,
        scope: draft.scope.trim().to_owned(),
    };
    let saved_at = app.begin_inspection(plan, report_id, site_facts(&site))?;
    Ok(Changes {
        saved_at: Some(saved_at),
        inspection: Some(id),
        outcome: Outcome::Inspection(id),
        ..Changes::default()
    })
}

/// Changes type, dates, team and scope of a plan.
///
/// # Errors
/// As [`plan`], and a refusal once the closing is sealed.
pub fn change(app: &mut App, id: InspectionId, draft: PlanDraft) -> Result<Changes, AppError> {
    check_dates(&draft)?;
    let old = app.load(id)?.inspection.plan.clone();
    let plan = InspectionPlan {
        inspection_type: draft.inspection_type,
        starts_on: draft.starts_on,
        ends_on: draft.ends_on,
        team: team(draft.team)?,
        scope: draft.scope.trim().to_owned(),
        ..old
    };
    app.commit_inspection(id, vec![EventBody::PlanChanged(plan)])
}

/// Goes on with another version of the checklist. Nothing is taken out of the log: answers that the new version has no
/// place for are there again when it is changed back.
///
/// # Errors
/// [`AppError::NotFound`], or a refusal after the closing seal.
pub fn change_checklist(app: &mut App, id: InspectionId, digest: Digest) -> Result<Changes, AppError> {
    app.keep_built_in(&digest)?;
    app.template(&digest)?;
    let plan = InspectionPlan { template_digest: digest, ..app.load(id)?.inspection.plan.clone() };
    app.commit_inspection(id, vec![EventBody::PlanChanged(plan)])
}

/// Calls an inspection off.
///
/// # Errors
/// A refusal without a reason or after the closing seal.
pub fn cancel(app: &mut App, id: InspectionId, reason: String) -> Result<Changes, AppError> {
    app.commit_inspection(id, vec![EventBody::InspectionCancelled { reason }])
}

impl App {
    /// The newest version of a checklist; a built-in one is added to the workspace when it is first used.
    pub(in crate::app) fn newest_checklist(&mut self, id: &str) -> Result<Digest, AppError> {
        let digest = self.checklist(id)?.digest;
        self.keep_built_in(&digest)?;
        Ok(digest)
    }

    /// Keeps a checklist of the program in the workspace, where it is one.
    pub(in crate::app) fn keep_built_in(&mut self, digest: &Digest) -> Result<(), AppError> {
        let bytes = assets::CHECKLISTS.iter().map(|(_, bytes)| *bytes).find(|bytes| Digest::of(bytes) == *digest);
        if let Some(bytes) = bytes {
            let template = self.template(digest)?;
            self.keep_checklist(&template, bytes)?;
        }
        Ok(())
    }

    /// The built-in rule set; added to the workspace when it is first used.
    pub(in crate::app) fn newest_rule_set(&mut self) -> Result<Digest, AppError> {
        let (_, bytes) = assets::RULES_HOUSE;
        let digest = Digest::of(bytes);
        if self.store.content(&digest)?.is_none() {
            let read = serde_json::from_slice(bytes);
            let RuleSet { id, version, .. } =
                read.map_err(|source| AppError::Unreadable { what: "the rule set", source })?;
            self.store.put_content(bytes)?;
            self.commit(Stream::Workspace, vec![EventBody::RuleSetAdded { digest, id, version }])?;
        }
        Ok(digest)
    }
}

fn check_dates(draft: &PlanDraft) -> Result<(), AppError> {
    if !is_plausible(draft.starts_on) || !is_plausible(draft.ends_on) {
        return Err(Refusal::ImplausibleDate.into());
    }
    if draft.ends_on < draft.starts_on { Err(AppError::DatesReversed) } else { Ok(()) }
}

/// The members that have a name, as a plan keeps them.
///
/// # Errors
/// [`AppError::Missing`] where nobody has one, or a refusal for days or certificates that cannot be.
pub fn team(members: Vec<TeamMember>) -> Result<Vec<TeamMember>, AppError> {
    let named: Vec<_> = members.into_iter().map(TeamMember::tidied).filter(|member| !member.name.is_empty()).collect();
    if let Some(refusal) = named.iter().find_map(TeamMember::refuse) {
        return Err(refusal.into());
    }
    if named.is_empty() {
        required("team", "")?;
    }
    Ok(named)
}

/// `RPT-2026-0001`, counted in this workspace.
fn next_number(app: &App, year: i32) -> Result<String, AppError> {
    let prefix = format!("RPT-{year}-");
    let last = app.store.last_number(&prefix)?;
    let highest: u32 = last.and_then(|number| number[prefix.len()..].parse().ok()).unwrap_or(0);
    Ok(format!("{prefix}{:04}", highest + 1))
}

/// The facts about the site that conditions use.
fn site_facts(site: &Site) -> Vec<EventBody> {
    let fact = |name: &str, value: String| EventBody::ProfileSet { name: name.to_owned(), value };
    vec![fact("site_country", site.country.clone()), fact("site_indigenous", site.indigenous.to_string())]
}
