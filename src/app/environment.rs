//! The only clock, the only source of randomness, the only way to cameras, and the only reader of the process environment.
//!
//! # Why
//! Time and chance are inputs everywhere else, so that a test can replay a day byte for byte. Here they come in.

use crate::domain::Moment;
use crate::evidence::{Cameras, system_cameras};
use std::path::PathBuf;
use std::sync::Arc;

/// What the world outside gives: the time, chance, and what cameras see.
pub trait Environment: Send {
    /// The time now, with the local offset.
    fn now(&self) -> Moment;
    /// Fills `bytes` with randomness fit for keys.
    fn fill_random(&mut self, bytes: &mut [u8]);
    /// The cameras that can be looked through.
    fn cameras(&self) -> Arc<dyn Cameras>;
}

/// The system's clock, the operating system's random source, and the cameras that are plugged in.
#[derive(Debug, Default)]
pub struct SystemEnvironment;

impl Environment for SystemEnvironment {
    fn now(&self) -> Moment {
        #[allow(clippy::disallowed_methods, reason = "this is the one home of the clock")]
        let now = chrono::Local::now().fixed_offset();
        now.into()
    }

    fn fill_random(&mut self, bytes: &mut [u8]) {
        // Without randomness no id, salt or key may be made; the kernel's source does not fail once it is up.
        if let Err(error) = getrandom::fill(bytes) {
            panic!("the operating system gives no randomness: {error}");
        }
    }

    fn cameras(&self) -> Arc<dyn Cameras> {
        system_cameras()
    }
}

/// Where a workspace lies when none is named: the platform's folder for local data.
#[must_use]
pub fn default_workspace() -> Option<PathBuf> {
    let dirs = directories::ProjectDirs::from("org", "fieldseal", "Fieldseal")?;
    Some(dirs.data_local_dir().to_path_buf())
}

/// The language that the system asks for, as a locale name: `LC_ALL`, `LC_MESSAGES` or `LANG`.
#[must_use]
pub fn system_locale() -> Option<String> {
    #[allow(clippy::disallowed_methods, reason = "this is the one reader of the environment")]
    let read = |name| std::env::var(name).ok().filter(|value: &String| !value.is_empty());
    ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(read)
}

/// A new identifier from the clock and the random source: `new_id(environment, FindingId::from_parts)`.
pub fn new_id<T>(environment: &mut dyn Environment, make: fn(u64, &[u8; 10]) -> T) -> T {
    let mut random = [0; 10];
    environment.fill_random(&mut random);
    make(u64::try_from(environment.now().utc_ms).unwrap_or(0), &random)
}
