//! Points in time as they are stored: UTC milliseconds and the offset that the clock showed.

use chrono::{DateTime, FixedOffset, NaiveDate, Offset, TimeZone, Utc};
use serde::{Deserialize, Serialize};

/// A point in time with the offset from UTC that was in force where it was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Moment {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub utc_ms: i64,
    /// Minutes east of UTC.
    pub utc_offset_min: i32,
}

impl Moment {
    /// The moment as local date and time with its offset.
    #[must_use]
    pub fn local(&self) -> DateTime<FixedOffset> {
        let offset = FixedOffset::east_opt(self.utc_offset_min.saturating_mul(60)).unwrap_or_else(|| Utc.fix());
        Utc.timestamp_millis_opt(self.utc_ms).single().unwrap_or_default().with_timezone(&offset)
    }

    /// The local calendar date.
    #[must_use]
    pub fn local_date(&self) -> NaiveDate {
        self.local().date_naive()
    }

    /// ISO 8601 with seconds and offset, `2026-11-21T16:20:00+08:00`.
    #[must_use]
    pub fn iso(&self) -> String {
        self.local().format("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }
}

impl From<DateTime<FixedOffset>> for Moment {
    fn from(time: DateTime<FixedOffset>) -> Self {
        Self { utc_ms: time.timestamp_millis(), utc_offset_min: time.offset().local_minus_utc() / 60 }
    }
}
