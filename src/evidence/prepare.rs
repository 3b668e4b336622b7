//! Deriving many pictures at once, before a report needs them.

use super::derived::{REPORT_PX, Shown};
use super::{ContentStore, EvidenceError};
use crate::domain::Digest;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// What came of preparing.
#[derive(Debug, Default)]
pub struct Prepared {
    /// The pictures that are ready.
    pub ready: usize,
    /// Those that cannot be shown, in the order of their digests.
    pub problems: Vec<Unprepared>,
    /// Whether it was cancelled before the end.
    pub cancelled: bool,
}

/// A picture that cannot be shown.
#[derive(Debug)]
pub struct Unprepared {
    /// Which one.
    pub digest: Digest,
    /// Why.
    pub error: EvidenceError,
}

impl ContentStore {
    /// Derives whatever thumbnails and report sizes are missing, on `threads` threads (at least one).
    ///
    /// `watch` is called from them after each picture with how many of how many are done; `Break` cancels. Every
    /// picture is tried; what fails is in the answer.
    pub fn prepare_all(
        &self,
        digests: &[Digest],
        threads: usize,
        watch: &(dyn Fn(usize, usize) -> ControlFlow<()> + Sync),
    ) -> Prepared {
        let next = AtomicUsize::new(0);
        let done = AtomicUsize::new(0);
        let cancelled = AtomicBool::new(false);
        let problems = Mutex::new(Vec::new());
        let work = || {
            while !cancelled.load(Ordering::Relaxed) {
                let Some(digest) = digests.get(next.fetch_add(1, Ordering::Relaxed)) else { return };
                if let Err(error) = self.prepare(digest) {
                    let mut problems = problems.lock().unwrap_or_else(PoisonError::into_inner);
                    problems.push(Unprepared { digest: *digest, error });
                }
                if watch(done.fetch_add(1, Ordering::Relaxed) + 1, digests.len()).is_break() {
                    cancelled.store(true, Ordering::Relaxed);
                }
            }
        };
        std::thread::scope(|scope| {
            for _ in 1..threads.min(digests.len()) {
                scope.spawn(work);
            }
            work();
        });
        let mut problems = problems.into_inner().unwrap_or_else(PoisonError::into_inner);
        problems.sort_by_key(|problem| problem.digest);
        let done = done.into_inner();
        Prepared { ready: done - problems.len(), problems, cancelled: done < digests.len() }
    }

    fn prepare(&self, digest: &Digest) -> Result<(), EvidenceError> {
        if self.is_prepared(digest)? {
            return Ok(());
        }
        self.derive(digest, &Shown::of(self.decode_original(digest, REPORT_PX)?)?)
    }
}
