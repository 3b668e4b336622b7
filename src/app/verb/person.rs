//! People: make one with a key, unlock it, lock it.

use super::supplier::required;
use crate::app::command::Passphrase;
use crate::app::environment::new_id;
use crate::app::session::Session;
use crate::app::workspace::write_whole;
use crate::app::{App, AppError, Changes, Outcome, Thing};
use crate::domain::{EventBody, Language, Moment, Person, PersonId, Role, Stream};
use crate::signature::{Identity, Subject};
use std::fs;
use std::sync::Arc;

/// How long a self-issued certificate holds: five years of 365 days.
const VALID_FOR_MS: i64 = 5 * 365 * 86_400_000;

/// A person as entered at first start.
#[derive(Debug, Clone)]
pub struct PersonDraft {
    /// The name as it is signed.
    pub name: String,
    /// The organisation.
    pub organisation: String,
    /// What the person does.
    pub role: Role,
    /// The language.
    pub language: Language,
}

/// Whether a person can be made of this; nothing is written.
///
/// # Errors
/// [`AppError::Missing`], [`AppError::PassphraseTooShort`].
pub fn check(name: &str, organisation: &str, passphrase: &Passphrase) -> Result<(), AppError> {
    required("name", name)?;
    required("organisation", organisation)?;
    if passphrase.is_too_short() { Err(AppError::PassphraseTooShort) } else { Ok(()) }
}

/// Makes a person with a new key and a self-issued certificate, and unlocks it.
///
/// # Errors
/// As [`check`], or what the disk says. The key is durable before the
/// person appears in the log.
pub fn create(app: &mut App, draft: PersonDraft, passphrase: &Passphrase) -> Result<Changes, AppError> {
    check(&draft.name, &draft.organisation, passphrase)?;
    let (name, organisation) = (draft.name.trim().to_owned(), draft.organisation.trim().to_owned());
    let now = app.environment.now();
    let id = new_id(app.environment.as_mut(), PersonId::from_parts);
    let subject = Subject { name: name.clone(), organisation: organisation.clone() };
    let until = Moment { utc_ms: now.utc_ms + VALID_FOR_MS, ..now };
    let environment = &mut app.environment;
    let mut random = |bytes: &mut [u8]| environment.fill_random(bytes);
    let identity = Identity::create(&subject, now, until, &mut random)?;
    let key_pem = identity.encrypt(passphrase.reveal(), &mut random)?;
    write_whole(&app.folder.keys().join(format!("{id}.pem")), key_pem.as_bytes())?;
    let certificate_pem = identity.certificate_pem()?;
    let person = Person { id, name, organisation, role: draft.role, language: draft.language, certificate_pem };
    let first_checkpoint = app.store.head()?.is_some();
    app.session = Some(Session { person: person.clone(), identity: Arc::new(identity) });
    let saved_at = app.commit(Stream::Workspace, vec![EventBody::PersonSaved(person)]);
    let saved_at = saved_at.inspect_err(|_| app.session = None)?;
    if first_checkpoint {
        app.checkpoint()?;
    }
    Ok(unlocked(id, Some(saved_at)))
}

/// Unlocks a person's key and signs the head of the log.
///
/// # Errors
/// [`AppError::Nobody`] in a new workspace, [`AppError::NotFound`] for an unknown person, the signature layer's error for a wrong passphrase.
pub fn unlock(app: &mut App, id: Option<PersonId>, passphrase: &Passphrase) -> Result<Changes, AppError> {
    let people = app.store.people()?;
    if people.is_empty() {
        return Err(AppError::Nobody);
    }
    let person = match id {
        Some(id) => people.into_iter().find(|person| person.id == id),
        None => people.into_iter().next(),
    };
    let wanted = id.map(|id| id.to_string()).unwrap_or_default();
    let person = person.ok_or_else(|| AppError::not_found(Thing::Person, wanted))?;
    let path = app.folder.keys().join(format!("{}.pem", person.id));
    let key_pem = fs::read_to_string(&path).map_err(|source| AppError::file(&path, source))?;
    let identity = Identity::unlock(&key_pem, &person.certificate_pem, passphrase.reveal())?;
    let id = person.id;
    app.session = Some(Session { person, identity: Arc::new(identity) });
    let saved_at = app.checkpoint()?;
    Ok(unlocked(id, saved_at))
}

/// Signs the head of the log and forgets the key.
///
/// # Errors
/// When the checkpoint cannot be written; the key is forgotten all the same.
pub fn lock(app: &mut App) -> Result<Changes, AppError> {
    let saved_at = app.checkpoint();
    app.session = None;
    Ok(Changes { saved_at: saved_at?, workspace: true, ..Changes::default() })
}

fn unlocked(id: PersonId, saved_at: Option<crate::domain::Moment>) -> Changes {
    Changes { saved_at, workspace: true, outcome: Outcome::Person(id), ..Changes::default() }
}
