//! How much a file may ask of its reader.

/// How much a file may ask of its reader. The default reads every real file known to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The longest object, in bytes of the file, without its stream.
    pub object_bytes: u64,
    /// Entries of all cross-reference sections together.
    pub xref_entries: usize,
    /// Cross-reference sections, each of which is at most one revision.
    pub xref_sections: usize,
    /// The longest decoded object stream or cross-reference stream, in bytes.
    pub structure_stream_bytes: u64,
    /// Attachments listed at most.
    pub attachments: usize,
    /// Bytes parsed and decoded in all, beside eight times the file's length.
    pub work_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            object_bytes: 4 << 20,
            xref_entries: 2 << 20,
            xref_sections: 2048,
            structure_stream_bytes: 32 << 20,
            attachments: 20_000,
            work_bytes: 256 << 20,
        }
    }
}
