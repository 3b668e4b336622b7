//! The folder of contents: find, open, list and verify by digest.

use super::EvidenceError;
use super::incoming::InUse;
use super::limits::MemoryGate;
use crate::domain::Digest;
use sha2::{Digest as _, Sha256};
use std::fs::{self, DirEntry, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The bytes that are moved at a time.
pub(super) const CHUNK_BYTES: usize = 256 * 1024;

/// Contents by digest in `photos/<aa>/<sha256>`, and the pictures derived from them in a cache folder.
///
/// One store serves all threads of a process. That no second process writes to the folder is the lock of the workspace.
#[derive(Debug)]
pub struct ContentStore {
    photos: PathBuf,
    cache: PathBuf,
    pub(super) in_use: InUse,
    pub(super) memory: MemoryGate,
}

/// Whether a content is what its name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Integrity {
    /// The bytes have the digest of the name.
    Verified,
    /// There is no such content.
    Missing,
    /// The bytes have another digest.
    Altered {
        /// The digest of the bytes found.
        found: Digest,
    },
}

/// What lies in the folder of contents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    /// The contents by their names, sorted; whether the bytes agree is for [`ContentStore::verify`].
    pub digests: Vec<Digest>,
    /// Files and folders that are none of ours, sorted.
    pub strangers: Vec<PathBuf>,
}

impl ContentStore {
    /// The store over the folders `photos` and `cache` of a workspace. Touches nothing; folders come with the first content.
    #[must_use]
    pub fn new(photos: impl Into<PathBuf>, cache: impl Into<PathBuf>) -> Self {
        Self { photos: photos.into(), cache: cache.into(), in_use: InUse::default(), memory: MemoryGate::new() }
    }

    /// Where the content lies, or would lie.
    #[must_use]
    pub fn path(&self, digest: &Digest) -> PathBuf {
        let name = digest.to_string();
        self.photos.join(&name[..2]).join(name)
    }

    /// Whether the content is there; says nothing about its bytes.
    #[must_use]
    pub fn contains(&self, digest: &Digest) -> bool {
        self.path(digest).is_file()
    }

    /// Opens the original bytes.
    ///
    /// # Errors
    /// [`EvidenceError::Missing`], or a fault of the file system.
    pub fn open(&self, digest: &Digest) -> Result<File, EvidenceError> {
        let path = self.path(digest);
        File::open(&path).map_err(|source| {
            if source.kind() == io::ErrorKind::NotFound {
                return EvidenceError::Missing { digest: *digest };
            }
            EvidenceError::Folder { path, source }
        })
    }

    /// Reads the content and compares its digest with its name.
    ///
    /// # Errors
    /// A fault of the file system; a content that is missing or altered is no error but the answer.
    pub fn verify(&self, digest: &Digest) -> Result<Integrity, EvidenceError> {
        let mut file = match self.open(digest) {
            Ok(file) => file,
            Err(EvidenceError::Missing { .. }) => return Ok(Integrity::Missing),
            Err(fault) => return Err(fault),
        };
        let found = digest_of(&mut file).map_err(|source| EvidenceError::at(&self.path(digest), source))?;
        Ok(if found == *digest { Integrity::Verified } else { Integrity::Altered { found } })
    }

    /// All contents, and what lies among them without being one.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn list(&self) -> Result<Listing, EvidenceError> {
        let mut listing = Listing::default();
        let incoming = self.incoming_folder();
        for folder in entries(&self.photos)? {
            let folder = folder.path();
            if folder == incoming {
                continue;
            }
            if !folder.is_dir() {
                listing.strangers.push(folder);
                continue;
            }
            for entry in entries(&folder)? {
                let path = entry.path();
                let digest = entry.file_name().to_str().and_then(|name| name.parse::<Digest>().ok());
                match digest.filter(|digest| self.path(digest) == path && path.is_file()) {
                    Some(digest) => listing.digests.push(digest),
                    None => listing.strangers.push(path),
                }
            }
        }
        listing.digests.sort_unstable();
        listing.strangers.sort_unstable();
        Ok(listing)
    }

    /// Where contents are written until they are complete.
    pub(super) fn incoming_folder(&self) -> PathBuf {
        self.photos.join("incoming")
    }

    /// Where derived pictures lie.
    pub(super) fn cache_folder(&self) -> &Path {
        &self.cache
    }

    /// Where derived pictures are written until they are complete.
    pub(super) fn cache_incoming_folder(&self) -> PathBuf {
        self.cache.join("incoming")
    }

    /// Where a derived picture lies, or would lie, in its kind's folder of the cache.
    pub(super) fn cache_path(&self, kind: &str, digest: &Digest) -> PathBuf {
        let name = digest.to_string();
        self.cache.join(kind).join(&name[..2]).join(format!("{name}.jpg"))
    }
}

/// The digest of all bytes that `source` gives.
pub(super) fn digest_of(source: &mut dyn Read) -> io::Result<Digest> {
    let mut hash = Sha256::new();
    let mut chunk = vec![0; CHUNK_BYTES];
    loop {
        match source.read(&mut chunk) {
            Ok(0) => return Ok(Digest::from_bytes(hash.finalize().into())),
            Ok(count) => hash.update(&chunk[..count]),
            Err(again) if again.kind() == io::ErrorKind::Interrupted => {}
            Err(source) => return Err(source),
        }
    }
}

/// The entries of `folder`; none when it does not exist yet.
pub(super) fn entries(folder: &Path) -> Result<Vec<DirEntry>, EvidenceError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(none) if none.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(source) => return Err(EvidenceError::at(folder, source)),
    };
    entries.collect::<Result<_, _>>().map_err(|source| EvidenceError::at(folder, source))
}
