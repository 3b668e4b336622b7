//! The meetings, the site's positions, and the signatures on the pad.

use super::supplier::required;
use crate::app::environment::new_id;
use crate::app::{App, AppError, Changes};
use crate::domain::{
    Attendee, EventBody, FindingId, InspectionId, Meeting, MeetingKind, Moment, Position, Signature, SignatureId,
    SignatureMark, SignatureRole,
};

/// Records the site's position on a finding.
///
/// # Errors
/// A refusal: unknown finding, no words for a dispute, or after the closing seal.
pub fn take_position(
    app: &mut App,
    id: InspectionId,
    finding_id: FindingId,
    position: Position,
) -> Result<Changes, AppError> {
    app.commit_inspection(id, vec![EventBody::PositionTaken { finding_id, position }])
}

/// Records or changes a meeting; the time it began stays when none is given.
///
/// # Errors
/// A refusal after the closing seal.
pub fn record_meeting(
    app: &mut App,
    id: InspectionId,
    kind: MeetingKind,
    held_at: Option<Moment>,
    attendees: Vec<Attendee>,
    notes: String,
) -> Result<Changes, AppError> {
    let now = app.environment.now();
    let recorded = app.load(id)?.inspection.meetings.get(&kind).map(|meeting| meeting.held_at);
    let attendees = attendees.into_iter().filter(|attendee| !attendee.name.trim().is_empty()).collect();
    let held_at = held_at.or(recorded).unwrap_or(now);
    let meeting = Meeting { kind, held_at, attendees, notes: notes.trim().to_owned() };
    app.commit_inspection(id, vec![EventBody::MeetingRecorded(meeting)])
}

/// One who signs or refuses.
#[derive(Debug, Clone)]
pub struct Signatory {
    /// The name.
    pub name: String,
    /// What the person is.
    pub function: String,
    /// The strokes or the refusal.
    pub mark: SignatureMark,
}

/// Takes a signature or its refusal; it replaces an earlier one of the same role.
///
/// # Errors
/// [`AppError::Missing`] without a name, a stroke, a reason or a witness; a refusal after the closing seal.
pub fn give_signature(
    app: &mut App,
    id: InspectionId,
    role: SignatureRole,
    signatory: Signatory,
) -> Result<Changes, AppError> {
    let name = required("name", &signatory.name)?;
    match &signatory.mark {
        SignatureMark::Drawn { strokes } => {
            if strokes.iter().all(|stroke| stroke.0.len() < 2) {
                return Err(AppError::Missing { field: "signature" });
            }
        }
        SignatureMark::Refused { reason, witness } => {
            required("reason", reason)?;
            required("witness", witness)?;
        }
    }
    let signature = Signature {
        id: new_id(app.environment.as_mut(), SignatureId::from_parts),
        role,
        name,
        function: signatory.function.trim().to_owned(),
        mark: signatory.mark,
        signed_at: app.environment.now(),
    };
    app.commit_inspection(id, vec![EventBody::SignatureGiven(signature)])
}
