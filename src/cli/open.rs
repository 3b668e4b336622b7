//! The workspace of a command, locked or unlocked.

use crate::app::command::Passphrase;
use crate::app::environment::SystemEnvironment;
use crate::app::job::Unwatched;
use crate::app::workspace::WorkspaceFolder;
use crate::app::{App, AppError, Command, Thing};
use crate::domain::Language;
use std::fs;
use std::path::PathBuf;

/// What the common words said.
pub struct Context {
    /// How the program was called, for hints that can be typed again.
    pub program: String,
    /// The workspace.
    pub workspace: Option<PathBuf>,
    /// The file with the passphrase.
    pub passphrase_file: Option<PathBuf>,
    /// The language asked for.
    pub language: Option<Language>,
    /// Whether reports are asked for in both languages, side by side.
    pub both_languages: bool,
}

impl Context {
    /// The folder of the workspace, whether there is one in it or not.
    pub fn folder(&self) -> Result<WorkspaceFolder, AppError> {
        let root = self.workspace.clone().ok_or_else(|| AppError::not_found(Thing::Workspace, ""))?;
        Ok(WorkspaceFolder::at(root))
    }

    /// The passphrase: the first line of the file.
    pub fn passphrase(&self) -> Result<Passphrase, AppError> {
        let path = self.passphrase_file.as_ref().ok_or(AppError::Locked)?;
        let text = fs::read_to_string(path).map_err(|source| AppError::file(path, source))?;
        Ok(Passphrase::new(text.lines().next().unwrap_or_default().to_owned()))
    }

    /// An existing workspace, for reading.
    pub fn open(&self) -> Result<App, AppError> {
        let folder = self.folder()?;
        if !folder.exists() {
            return Err(AppError::not_found(Thing::Workspace, folder.root().display()));
        }
        App::open(folder, Box::new(SystemEnvironment))
    }

    /// An existing workspace with the key unlocked.
    pub fn open_unlocked(&self) -> Result<App, AppError> {
        let passphrase = self.passphrase()?;
        let mut app = self.open()?;
        app.complete(Command::Unlock { person_id: None, passphrase }, &mut Unwatched)?;
        Ok(app)
    }
}
