//! A part of a long list.

/// A part of a long list and the length of the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows asked for, in order.
    pub rows: Vec<T>,
    /// How many rows there are without offset and limit.
    pub total: u64,
}
