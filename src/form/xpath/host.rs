//! What expressions know of the world outside of the form.

use super::forest::Spot;
use chrono::{DateTime, FixedOffset, NaiveDateTime};

/// What expressions know of the world outside of the form. A pure evaluation gives fixed answers.
pub trait Host {
    /// The moment, with the offset of the place.
    fn now(&self) -> DateTime<FixedOffset>;

    /// The offset from UTC that clocks of the place show at a local date and time.
    fn offset_at(&self, local: NaiveDateTime) -> FixedOffset;

    /// Random bytes, for `random()` and `uuid()`.
    fn fill_random(&self, bytes: &mut [u8]);

    /// What the device knows, `username` or `deviceid` (ODK XForms 1.0, preload of properties); none where it does not.
    fn property(&self, name: &str) -> Option<String> {
        let _ = name;
        None
    }

    /// The text of `jr:itext(id)` in the language in use; none without such a text.
    fn itext(&self, id: &str) -> Option<String> {
        let _ = id;
        None
    }

    /// The label of a choice, of the select that answers at the path `question`.
    fn choice_label(&self, value: &str, question: &str, context: Spot) -> Option<String> {
        let _ = (value, question, context);
        None
    }

    /// The name of the language in use, for words inside of dates.
    fn language(&self) -> &str {
        "en"
    }
}
