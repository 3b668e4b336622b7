//! The built-in example: an inspection in progress that one can play with.

use crate::app::demo::{Player, built_in_script};
use crate::app::job::Unwatched;
use crate::app::{App, AppError, Changes, Outcome};
use crate::domain::ListQuery;

/// Opens the example where it is there already. Otherwise adds the example's supplier and site and an inspection with answers, photos, notes and findings, before its
/// closing meeting.
///
/// # Errors
/// What the verbs say.
pub fn open(app: &mut App) -> Result<Changes, AppError> {
    app.session()?;
    let script = built_in_script()?;
    let known = ListQuery { text: script.supplier.name.clone(), limit: 1000, ..ListQuery::default() };
    let here = app.inspection_list(&known)?.rows.into_iter().find(|row| row.supplier_name == script.supplier.name);
    if let Some(row) = here {
        // One example is enough; whoever opens it again goes on in it.
        return Ok(Changes { inspection: Some(row.id), outcome: Outcome::Inspection(row.id), ..Changes::default() });
    }
    let mut player = Player::plan(app, &script)?;
    player.answer()?;
    player.raise_findings()?;
    player.photograph(None, &mut Unwatched)?;
    player.take_notes()?;
    player.record_facts()?;
    let id = player.inspection_id();
    let saved_at = Some(app.environment.now());
    let outcome = Outcome::Inspection(id);
    Ok(Changes { saved_at, suppliers: true, inspection: Some(id), outcome, ..Changes::default() })
}
