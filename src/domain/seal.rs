//! Seals: one salted digest an item, and a manifest over them all.
//!
//! # Why
//! A copy may leave items out (the site's copy leaves out sensitive findings) and still be checked against the same
//! seal: what is shown is shown with its salt, what is left out is a digest among others. The digests are sorted and
//! filled up with random ones to a multiple of [`Manifest::PADDING`], so that neither order nor number tells a reader
//! that something was left out. The cost is at most 63 digests a seal.

use super::{
    DeviceId, Digest, Entry, EvidenceLink, FixedFinding, FramedHash, Inspection, InspectionId, Moment, Photo, ReportId,
    ScopeAndMethod,
    canonical::{CanonicalError, canonical_json},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// The plan of the inspection.
    Plan,
    /// The supplier as known at sealing.
    Supplier,
    /// The site as known at sealing.
    Site,
    /// A fact about the site that conditions use; id: its name.
    Profile,
    /// An answer; id: its path.
    Answer,
    /// A finding.
    Finding,
    /// The number and dates of a finding, fixed by the closing seal.
    FixedFinding,
    /// The site's position on a finding; id: the finding's.
    Position,
    /// A photo with its facts, caption, links and digest.
    Photo,
    /// A note.
    Note,
    /// Scope and method; id: `scope`.
    Scope,
    /// An instrument that something was measured with.
    Instrument,
    /// A document that was seen.
    Document,
    /// A good practice.
    GoodPractice,
    /// A limitation of the inspection.
    Limitation,
    /// A meeting; id: `opening` or `closing`.
    Meeting,
    /// A drawn signature or a refusal.
    Signature,
    /// Scores and letter as computed at sealing; id: `result`.
    Result,
}

/// One thing that a seal covers, as exact bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub kind: ItemKind,
    /// Its identifier among its kind.
    pub id: String,
    /// Canonical JSON (RFC 8785).
    pub body: Vec<u8>,
}

impl Item {
    /// An item from a value.
    ///
    /// # Errors
    /// When the value cannot be written as JSON.
    pub fn of<T: Serialize>(kind: ItemKind, id: impl Into<String>, value: &T) -> Result<Self, CanonicalError> {
        Ok(Self { kind, id: id.into(), body: canonical_json(value)? })
    }
}

/// The salt of one item; without it the item's digest says nothing about its content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemSalt {
    /// The item's kind.
    pub kind: ItemKind,
    /// The item's identifier.
    pub id: String,
    /// 16 random bytes, hexadecimal.
    pub salt_hex: String,
}

/// The digest of an item: SHA-256 over `fieldseal:item:1`, kind, id, body and salt, each framed by its length.
#[must_use]
pub fn item_digest(item: &Item, salt_hex: &str) -> Digest {
    let kind = serde_json::to_string(&item.kind).unwrap_or_default();
    FramedHash::new("fieldseal:item:1")
        .field(kind.trim_matches('"').as_bytes())
        .field(item.id.as_bytes())
        .field(&item.body)
        .field(salt_hex.as_bytes())
        .finish()
}

/// What is signed: the digests of all items and where the log stood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// `fieldseal-manifest/1`.
    pub format: String,
    /// The report that this seal belongs to.
    pub report_id: ReportId,
    /// The inspection.
    pub inspection_id: InspectionId,
    /// The exact template.
    pub template_digest: Digest,
    /// The exact rule set.
    pub rule_set_digest: Digest,
    /// The device whose chain is anchored.
    pub device_id: DeviceId,
    /// The last event before the seal.
    pub head_seq: i64,
    /// The hash of that event.
    pub head_hash: Digest,
    /// The digests of all items and of random padding, sorted.
    pub item_digests: Vec<Digest>,
}

impl Manifest {
    /// The name and version of this format.
    pub const FORMAT: &str = "fieldseal-manifest/1";
    /// The number of digests is a multiple of this.
    pub const PADDING: usize = 64;

    /// How many random digests are to be added to `items` real ones.
    #[must_use]
    pub const fn padding_for(items: usize) -> usize {
        items.next_multiple_of(Self::PADDING) - items
    }

    /// The seal digest: SHA-256 of the manifest's canonical JSON.
    ///
    /// # Errors
    /// Never for a manifest made by this module; the signature is that of the JSON writer.
    pub fn digest(&self) -> Result<Digest, CanonicalError> {
        Ok(Digest::of(&canonical_json(self)?))
    }
}

/// A seal as the log keeps it. Copies that leave the laptop carry the manifest and the salts of what they show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// What is signed.
    pub manifest: Manifest,
    /// The salts of all items.
    pub salts: Vec<ItemSalt>,
    /// When it was sealed.
    pub sealed_at: Moment,
    /// The closing meeting's local date, from which due dates count.
    pub closing_on: NaiveDate,
    /// Numbers and dates of the findings.
    pub findings: Vec<FixedFinding>,
}

/// The items of an inspection that the log itself holds; the caller adds supplier, site, profile and result.
///
/// # Errors
/// When a value cannot be written as JSON.
pub fn seal_items(inspection: &Inspection) -> Result<Vec<Item>, CanonicalError> {
    let mut items = vec![Item::of(ItemKind::Plan, "plan", &inspection.plan)?];
    for (path, answer) in &inspection.answers {
        items.push(Item::of(ItemKind::Answer, path.as_str(), answer)?);
    }
    for finding in &inspection.findings {
        items.push(Item::of(ItemKind::Finding, finding.id.to_string(), finding)?);
    }
    for (finding_id, position) in &inspection.positions {
        items.push(Item::of(ItemKind::Position, finding_id.to_string(), position)?);
    }
    for photo in &inspection.photos {
        items.push(Item::of(ItemKind::Photo, photo.id.to_string(), photo)?);
    }
    for note in &inspection.notes {
        items.push(Item::of(ItemKind::Note, note.id.to_string(), note)?);
    }
    if inspection.scope != ScopeAndMethod::default() {
        items.push(Item::of(ItemKind::Scope, "scope", &inspection.scope)?);
    }
    for one in &inspection.entries {
        let (kind, id) = (one.entry.item_kind(), one.id.to_string());
        items.push(match &one.entry {
            Entry::Instrument(instrument) => Item::of(kind, id, instrument),
            Entry::Document(document) => Item::of(kind, id, document),
            Entry::GoodPractice(practice) => Item::of(kind, id, practice),
            Entry::Limitation(limitation) => Item::of(kind, id, limitation),
        }?);
    }
    for (kind, meeting) in &inspection.meetings {
        let id = serde_json::to_string(kind).unwrap_or_default();
        items.push(Item::of(ItemKind::Meeting, id.trim_matches('"'), meeting)?);
    }
    for signature in &inspection.signatures {
        items.push(Item::of(ItemKind::Signature, signature.id.to_string(), signature)?);
    }
    Ok(items)
}

impl Inspection {
    /// Whether the site may see a photo: not a trade secret, nor what is linked to anything that is withheld.
    #[must_use]
    pub fn photo_shown_to_site(&self, photo: &Photo) -> bool {
        !photo.trade_secret && self.shown_to_site(&photo.links)
    }

    /// Whether evidence with these links may be seen by the site: not when anything it is linked to is withheld.
    #[must_use]
    pub fn shown_to_site(&self, links: &[EvidenceLink]) -> bool {
        !links.iter().any(|link| match link {
            EvidenceLink::Finding(id) => self.finding(*id).is_some_and(|finding| finding.sensitive),
            EvidenceLink::Area(_) => false,
            EvidenceLink::Question(path) => {
                self.findings.iter().any(|finding| finding.sensitive && finding.questions.contains(path))
            }
        })
    }
}
