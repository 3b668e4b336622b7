//! Facts of the report that no question asks for: the team's qualifications, scope and method, and the registers.

use super::plan::team;
use crate::app::command::FactsDraft;
use crate::app::environment::new_id;
use crate::app::{App, AppError, Changes, Outcome, Thing};
use crate::domain::{Entry, EntryId, EventBody, Inspection, InspectionId, InspectionPlan};
use std::sync::Arc;

/// Records what the draft holds, in one transaction. What is as it was is not written again.
///
/// # Errors
/// [`AppError::Missing`] without anybody in the team, [`AppError::NotFound`] for an unknown photo, or a refusal: the
/// team is fixed by the closing seal, all else by the report seal.
pub fn record(app: &mut App, id: InspectionId, draft: FactsDraft) -> Result<Changes, AppError> {
    let inspection = Arc::clone(&app.load(id)?.inspection);
    let mut bodies = Vec::new();
    if let Some(members) = draft.team {
        let plan = InspectionPlan { team: team(members)?, ..inspection.plan.clone() };
        bodies.extend((plan != inspection.plan).then_some(EventBody::PlanChanged(plan)));
    }
    if let Some(scope) = draft.scope.map(crate::domain::ScopeAndMethod::tidied) {
        bodies.extend((scope != inspection.scope).then_some(EventBody::ScopeRecorded(scope)));
    }
    let mut ids = Vec::with_capacity(draft.entries.len());
    for (known, entry) in draft.entries {
        let entry = entry.tidied();
        refuse_photo(&inspection, known, &entry)?;
        let entry_id = known.unwrap_or_else(|| new_id(app.environment.as_mut(), EntryId::from_parts));
        ids.push(entry_id);
        if inspection.entry(entry_id) != Some(&entry) {
            bodies.push(EventBody::EntrySaved { id: entry_id, entry, before: None });
        }
    }
    let outcome = Outcome::Entries(ids);
    if bodies.is_empty() {
        return Ok(Changes { inspection: Some(id), outcome, ..Changes::default() });
    }
    Ok(Changes { outcome, ..app.commit_inspection(id, bodies)? })
}

/// Takes an entry of a register out; undo brings it back to its place.
///
/// # Errors
/// A refusal when it does not exist or the inspection is sealed.
pub fn remove(app: &mut App, id: InspectionId, entry_id: EntryId) -> Result<Changes, AppError> {
    app.commit_inspection(id, vec![EventBody::EntryRemoved { id: entry_id }])
}

/// Refuses a photo that the inspection does not have; one that was taken out since it was named may stand.
fn refuse_photo(inspection: &Inspection, id: Option<EntryId>, entry: &Entry) -> Result<(), AppError> {
    let earlier = id.and_then(|id| inspection.entry(id)).and_then(Entry::photo);
    match entry.photo() {
        Some(photo) if earlier != Some(photo) && inspection.photo(photo).is_none() => {
            Err(AppError::not_found(Thing::Photo, photo))
        }
        Some(_) | None => Ok(()),
    }
}
