//! What a checklist knows of the device and the moment while it records values by itself.

use crate::domain::{DeviceId, Digest, Moment};
use crate::form::xpath::Host;
use chrono::{DateTime, FixedOffset, NaiveDateTime};
use std::cell::Cell;

/// A moment at a device.
pub(super) struct Here {
    now: DateTime<FixedOffset>,
    seed: [u8; 32],
    drawn: Cell<u64>,
    person: Option<String>,
    device: DeviceId,
}

impl Here {
    /// The moment `at`, with chance from a random `seed`.
    pub(super) fn of(at: Moment, seed: [u8; 32], person: Option<String>, device: DeviceId) -> Self {
        Self { now: at.local(), seed, drawn: Cell::new(0), person, device }
    }
}

impl Host for Here {
    fn now(&self) -> DateTime<FixedOffset> {
        self.now
    }

    fn offset_at(&self, _local: NaiveDateTime) -> FixedOffset {
        *self.now.offset()
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(32) {
            let number = self.drawn.replace(self.drawn.get() + 1);
            let drawn = Digest::of(&[&self.seed[..], &number.to_be_bytes()].concat());
            chunk.copy_from_slice(&drawn.as_bytes()[..chunk.len()]);
        }
    }

    fn property(&self, name: &str) -> Option<String> {
        match name {
            "username" => self.person.clone(),
            "deviceid" => Some(self.device.to_string()),
            _ => None,
        }
    }
}
