//! How much of anything is allowed, and the gate that keeps all decoders together below one amount of memory.

use super::EvidenceError;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// The largest file that is taken in: a scan of A3 at 400 dpi is 100 MB.
pub const MAX_FILE_BYTES: u64 = 256 * 1024 * 1024;
/// The largest JPEG or HEIC, which are read into memory as a whole: a JPEG of 108 megapixels has about 40 MB.
pub(super) const MAX_WHOLE_BYTES: u64 = 96 * 1024 * 1024;
/// The most pixels that are decoded: the sensor of a phone with 108 megapixels and some more.
pub const MAX_PIXELS: u64 = 128_000_000;
/// The longest side: twice that of a JPEG. Scaling notes a number for each pixel of it, many times over.
const MAX_SIDE_PX: u32 = 131_072;
/// The memory of all decoders that run at the same time, and so of each.
pub(super) const DECODING_MEMORY_BYTES: u64 = 448 * 1024 * 1024;
/// The most passes over a JPEG that are decoded; cameras and libraries write up to about 15.
pub(super) const MAX_JPEG_SCANS: u32 = 64;
/// The most segments of a JPEG; one with a large profile and a second picture has a thousand.
pub(super) const MAX_JPEG_SEGMENTS: usize = 20_000;
/// The most bytes of Huffman tables in a JPEG: new ones for each of 64 scans are 140 KB.
pub(super) const MAX_HUFFMAN_BYTES: usize = 512 * 1024;
/// The most bytes that a GIF has up to the end of its first picture: the largest that fits into memory, all grain, has
/// fewer than this.
pub(super) const MAX_GIF_BYTES: u64 = 24 * 1024 * 1024;
/// The most strips or tiles of a TIFF: tiles of 16 by 16 pixels in a picture of 100 megapixels are 390,625.
pub(super) const MAX_TIFF_PIECES: u32 = 400_000;

/// Refuses a header that promises no pixels or too many.
pub(super) fn check_pixels(width_px: u32, height_px: u32) -> Result<(), EvidenceError> {
    if width_px == 0 || height_px == 0 {
        return Err(EvidenceError::damaged("the header says that the picture has no pixels"));
    }
    if width_px.max(height_px) > MAX_SIDE_PX {
        return Err(EvidenceError::damaged("the header says that a side is longer than any camera or scanner writes"));
    }
    if u64::from(width_px) * u64::from(height_px) > MAX_PIXELS {
        return Err(EvidenceError::TooManyPixels { width_px, height_px, limit_px: MAX_PIXELS });
    }
    Ok(())
}

/// Lets decoders run side by side only as far as their memory fits together.
#[derive(Debug)]
pub(super) struct MemoryGate {
    used_bytes: Mutex<u64>,
    freed: Condvar,
}

/// The memory that one decoder may use, until it is dropped.
#[derive(Debug)]
pub(super) struct MemoryPermit<'a> {
    gate: &'a MemoryGate,
    bytes: u64,
}

impl MemoryGate {
    pub(super) const fn new() -> Self {
        Self { used_bytes: Mutex::new(0), freed: Condvar::new() }
    }

    /// Waits until `bytes` are free; more than the whole is refused with the picture's numbers.
    pub(super) fn enter(&self, bytes: u64, width_px: u32, height_px: u32) -> Result<MemoryPermit<'_>, EvidenceError> {
        if bytes > DECODING_MEMORY_BYTES {
            let limit_bytes = DECODING_MEMORY_BYTES;
            return Err(EvidenceError::TooMuchMemory { width_px, height_px, needed_bytes: bytes, limit_bytes });
        }
        let mut used = self.lock();
        while *used + bytes > DECODING_MEMORY_BYTES {
            used = self.freed.wait(used).unwrap_or_else(PoisonError::into_inner);
        }
        *used += bytes;
        Ok(MemoryPermit { gate: self, bytes })
    }

    fn lock(&self) -> MutexGuard<'_, u64> {
        self.used_bytes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for MemoryPermit<'_> {
    fn drop(&mut self) {
        *self.gate.lock() -= self.bytes;
        self.gate.freed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU64, Ordering};

    #[test]
    fn decoders_that_do_not_fit_together_wait_for_each_other() {
        let gate = MemoryGate::new();
        let (now, most) = (AtomicU64::new(0), AtomicU64::new(0));
        let share = DECODING_MEMORY_BYTES / 3;
        std::thread::scope(|scope| {
            for _ in 0..12 {
                scope.spawn(|| {
                    let _permit = gate.enter(share, 1, 1).unwrap();
                    most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    std::thread::yield_now();
                    now.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
        assert!((1..=3).contains(&most.load(Ordering::SeqCst)));
        assert_eq!(gate.enter(DECODING_MEMORY_BYTES + 1, 9, 8).unwrap_err().code(), "too_much_memory");
        assert!(gate.enter(DECODING_MEMORY_BYTES, 1, 1).is_ok());
    }

    #[test]
    fn a_header_of_no_or_too_many_pixels_is_refused() {
        assert_eq!(check_pixels(0, 5).unwrap_err().code(), "damaged");
        assert_eq!(check_pixels(24, 4_000_000).unwrap_err().code(), "damaged");
        assert_eq!(check_pixels(60_000, 60_000).unwrap_err().code(), "too_many_pixels");
        assert!(check_pixels(12_000, 9_000).is_ok());
    }
}
