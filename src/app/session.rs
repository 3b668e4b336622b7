//! Who works here now: one key is unlocked at a time.

use super::{App, AppError};
use crate::domain::{Checkpoint, EventBody, Moment, Person, PersonId, Stream};
use crate::signature::Identity;
use std::sync::Arc;

/// A person with an unlocked key.
#[derive(Clone)]
pub(super) struct Session {
    pub(super) person: Person,
    pub(super) identity: Arc<Identity>,
}

impl App {
    /// The person whose key is unlocked.
    #[must_use]
    pub fn person(&self) -> Option<&Person> {
        self.session.as_ref().map(|session| &session.person)
    }

    /// The session, or the error that says that there is none.
    pub(super) fn session(&self) -> Result<&Session, AppError> {
        self.session.as_ref().ok_or(AppError::Locked)
    }

    /// Who acts, for the log.
    pub(super) fn actor(&self) -> Option<PersonId> {
        self.person().map(|person| person.id)
    }

    /// Signs the head of the log, so that nothing before it can be changed without the key.
    pub(super) fn checkpoint(&mut self) -> Result<Option<Moment>, AppError> {
        let session = self.session()?.clone();
        let Some((seq, hash)) = self.store.head()? else { return Ok(None) };
        let signature = session.identity.sign_message(&Checkpoint::message(seq, &hash))?;
        let checkpoint = Checkpoint { seq, hash, person_id: session.person.id, signature_hex: hex::encode(signature) };
        self.commit(Stream::Workspace, vec![EventBody::CheckpointSigned(checkpoint)]).map(Some)
    }
}
