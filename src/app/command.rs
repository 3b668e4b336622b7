//! All that a person can ask the app to do. The window, the command line and tests send the same commands.

use crate::app::verb::checklist_file::ReadChecklist;
use crate::domain::{
    Answer, Attendee, Consent, Containment, CorrectiveAction, Digest, Entry, EntryId, EvidenceLink, FindingId,
    ImportId, InspectionId, InspectionType, InstancePath, Language, MeetingKind, Moment, NoteId, Overlay, PersonId,
    PhotoId, Position, Remedy, ReportRequest, Role, ScopeAndMethod, Severity, SignatureMark, SignatureRole, SiteId,
    SupplierId, TeamMember,
};
use crate::evidence::Arrival;
use chrono::NaiveDate;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use zeroize::Zeroizing;

/// A passphrase on its way to a key: wiped after use, never printed.
#[derive(Clone)]
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// The shortest that is taken, in characters.
    pub const LEAST_CHARACTERS: usize = 8;

    /// Takes the words over.
    #[must_use]
    pub fn new(words: String) -> Self {
        Self(Zeroizing::new(words))
    }

    /// The words.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Whether it is too short to protect a key.
    #[must_use]
    pub fn is_too_short(&self) -> bool {
        self.0.chars().count() < Self::LEAST_CHARACTERS
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(…)")
    }
}

/// A supplier as it is entered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SupplierDraft {
    /// The supplier that is changed; none for a new one.
    pub id: Option<SupplierId>,
    /// The legal name.
    pub name: String,
    /// The name in the other script.
    pub name_local: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// The registration number.
    pub registration: String,
    /// Whether this is one's own organisation.
    pub own: bool,
    /// Who to talk to.
    pub contact: String,
    /// A first site, saved together with the supplier or not at all.
    pub first_site: Option<FirstSite>,
}

/// The first site of a supplier, in its country.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstSite {
    /// The name by which people know it.
    pub name: String,
    /// The full postal address.
    pub address: String,
}

/// A site as it is entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteDraft {
    /// The site that is changed; none for a new one.
    pub id: Option<SiteId>,
    /// The supplier it belongs to.
    pub supplier_id: SupplierId,
    /// The name by which people know it.
    pub name: String,
    /// The full postal address.
    pub address: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// Whether Indigenous peoples live on or use the land.
    pub indigenous: bool,
}

/// A plan as it is entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanDraft {
    /// Who is inspected.
    pub supplier_id: SupplierId,
    /// Where.
    pub site_id: SiteId,
    /// The checklist's identifier; its newest version is used.
    pub checklist_id: String,
    /// Why.
    pub inspection_type: InspectionType,
    /// The first day on site.
    pub starts_on: NaiveDate,
    /// The last day on site.
    pub ends_on: NaiveDate,
    /// The team, the lead auditor first.
    pub team: Vec<TeamMember>,
    /// Purpose and scope.
    pub scope: String,
}

/// A finding as it is entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingDraft {
    /// The finding that is changed; none for a new one.
    pub id: Option<FindingId>,
    /// A short title.
    pub title: String,
    /// How bad; none takes what answers and rules suggest.
    pub severity: Option<Severity>,
    /// Why the severity differs from what is suggested.
    pub severity_reason: String,
    /// The earlier finding that it repeats, by number (`RPT-2025-0007 F-02`) or identifier, or how people call it.
    /// Empty leaves it to the findings of the previous inspection.
    pub repeats: String,
    /// The photos of a correction on the spot.
    pub contained: Option<Containment>,
    /// Kept from everything the site sees.
    pub sensitive: bool,
    /// The failed questions with this one cause.
    pub questions: Vec<InstancePath>,
    /// What is required.
    pub requirement: String,
    /// What was seen.
    pub evidence: String,
    /// Where on site.
    pub place: String,
    /// What was done on the spot.
    pub immediate_action: String,
    /// What the site does about it.
    pub action: CorrectiveAction,
    /// How failures of this kind are put right.
    pub remedy: Remedy,
    /// An earlier due date agreed at the meeting.
    pub agreed_due_on: Option<NaiveDate>,
}

/// Facts of the report that are recorded together, or not at all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FactsDraft {
    /// The team, the lead auditor first; none leaves it as it is.
    pub team: Option<Vec<TeamMember>>,
    /// Scope and method; none leaves them as they are.
    pub scope: Option<ScopeAndMethod>,
    /// Entries of registers; without an identifier a new one.
    pub entries: Vec<(Option<EntryId>, Entry)>,
}

/// Where a photo comes from.
#[derive(Debug, Clone)]
pub enum PhotoSource {
    /// A file of the laptop, a card or a stick.
    File(PathBuf),
    /// The bytes of a file, as some platforms drop them.
    Bytes {
        /// The file's name.
        file_name: String,
        /// Its content.
        bytes: Vec<u8>,
    },
    /// Pixels from the clipboard: red, green, blue, alpha, row by row; kept as PNG.
    Pixels {
        /// Width in pixels.
        width_px: u32,
        /// Height in pixels.
        height_px: u32,
        /// Four bytes a pixel.
        rgba: Vec<u8>,
    },
    /// What a camera of the laptop saw when the shutter was pressed; the time is that at which this is carried out.
    Captured {
        /// The name of the camera.
        camera: String,
        /// The camera's own JPEG.
        jpeg: Arc<[u8]>,
    },
    /// What came in before a crash kept it from being recorded.
    Arrived(Arrival),
}

impl PhotoSource {
    /// The name of a picture from the clipboard.
    pub const CLIPBOARD: &str = "clipboard.png";
}

/// What is asked of one inspection.
#[derive(Debug, Clone)]
pub enum InspectionCommand {
    /// Changes the plan; supplier, site and checklist stay.
    ChangePlan(PlanDraft),
    /// Calls the inspection off.
    Cancel {
        /// Why.
        reason: String,
    },
    /// Gives, changes or (when empty) takes back one answer.
    Answer {
        /// Where.
        path: InstancePath,
        /// What.
        answer: Answer,
    },
    /// Gives several answers in one transaction.
    AnswerMany(Vec<(InstancePath, Answer)>),
    /// Goes on with another version of the checklist; answers that it has no place for stay in the log.
    ChangeChecklist(Digest),
    /// Adds rows to a repeat or table behind those that are there, each with the values of its nodes by their names.
    AddRows {
        /// The address of the repeat, `/wage`.
        repeat: InstancePath,
        /// The values of each row.
        rows: Vec<Vec<(String, String)>>,
    },
    /// Takes a row with all that is in it out; can be undone until sealing.
    RemoveRow(InstancePath),
    /// Takes photos in, linked to these or, without links, into the tray.
    AddPhotos {
        /// The photos.
        sources: Vec<PhotoSource>,
        /// What they are evidence for.
        links: Vec<EvidenceLink>,
    },
    /// Takes files of any kind in: documents, recordings, and pictures that cannot be shown, each kept as it is.
    AddFiles {
        /// The files.
        sources: Vec<PhotoSource>,
        /// What they are evidence for.
        links: Vec<EvidenceLink>,
    },
    /// Goes on with an import that was interrupted; what is saved already is not taken in twice.
    ResumeImport(ImportId),
    /// Leaves the rest of an import that was interrupted.
    LeaveImport(ImportId),
    /// Writes a caption.
    CaptionPhoto {
        /// Which photo.
        id: PhotoId,
        /// The caption.
        caption: String,
    },
    /// Links a photo to these and no others.
    LinkPhoto {
        /// Which photo.
        id: PhotoId,
        /// What it is evidence for.
        links: Vec<EvidenceLink>,
    },
    /// Proposes questions for the photos of the tray by the time at which they were taken; nothing is written.
    MatchPhotos {
        /// Minutes that are added to the time of the camera, whose clock was wrong.
        clock_shift_min: i32,
    },
    /// Links several photos in one transaction, each to these and no others.
    LinkPhotos(Vec<(PhotoId, Vec<EvidenceLink>)>),
    /// Changes what is drawn over a photo; the original stays as it is.
    OverlayPhoto {
        /// Which photo.
        id: PhotoId,
        /// All that is drawn from now on.
        overlay: Overlay,
    },
    /// Records how the people on a photo stand to it; a consent can be withdrawn at any time.
    TakeConsent {
        /// Which photo.
        id: PhotoId,
        /// Asked, given, withdrawn.
        consent: Consent,
    },
    /// Records that the site calls a photo a trade secret, or no longer does.
    SetPhotoSecret {
        /// Which photo.
        id: PhotoId,
        /// Whether it is one.
        trade_secret: bool,
    },
    /// Puts a photo before another one, or behind all.
    PlacePhoto {
        /// Which photo.
        id: PhotoId,
        /// The one that it comes before; none for the end.
        before: Option<PhotoId>,
    },
    /// Takes a photo out; can be undone until sealing.
    RemovePhoto(PhotoId),
    /// Writes or changes a note.
    SaveNote {
        /// Which note; none for a new one.
        id: Option<NoteId>,
        /// The text.
        text: String,
        /// What it belongs to.
        links: Vec<EvidenceLink>,
    },
    /// Takes a note out.
    RemoveNote(NoteId),
    /// Records team, scope and method, and entries of registers in one transaction.
    RecordFacts(Box<FactsDraft>),
    /// Takes an entry of a register out.
    RemoveEntry(EntryId),
    /// Raises or changes a finding.
    SaveFinding(Box<FindingDraft>),
    /// Asks the reviewer to make something milder of a critical finding, which stays critical.
    ProposeGrade {
        /// Which.
        finding_id: FindingId,
        /// What it should be; none takes the proposal back.
        severity: Option<Severity>,
        /// Why.
        reason: String,
    },
    /// Withdraws a finding before the closing seal.
    WithdrawFinding {
        /// Which.
        id: FindingId,
        /// Why.
        reason: String,
    },
    /// Records the site's position.
    TakePosition {
        /// On which finding.
        finding_id: FindingId,
        /// Agreed or disputed.
        position: Position,
    },
    /// Records a meeting.
    RecordMeeting {
        /// Opening or closing.
        kind: MeetingKind,
        /// When it began; now, when none is given.
        held_at: Option<Moment>,
        /// Who was present.
        attendees: Vec<Attendee>,
        /// What was explained or said.
        notes: String,
    },
    /// Takes a signature or its refusal.
    GiveSignature {
        /// For whom.
        role: SignatureRole,
        /// The name.
        name: String,
        /// What the person is.
        function: String,
        /// The strokes or the refusal.
        mark: SignatureMark,
    },
    /// Fixes findings, dates and positions.
    SealClosing,
    /// Takes the closing up again.
    ReopenClosing {
        /// Why.
        reason: String,
    },
    /// Fixes the inspection.
    SealReport,
    /// Records what the site does about a finding, also after the seals.
    RecordAction {
        /// Which finding.
        finding_id: FindingId,
        /// Root cause, correction, corrective action, owner.
        action: CorrectiveAction,
    },
    /// Writes and signs a report.
    Export {
        /// Which report, copy and languages.
        report: ReportRequest,
        /// Where to; the workspace's `exports` folder when none is given.
        to: Option<PathBuf>,
    },
    /// Takes the last change of this session back.
    Undo,
    /// Does it again.
    Redo,
}

/// All that can be asked.
#[derive(Debug, Clone)]
pub enum Command {
    /// Makes a person with a new key and certificate, and unlocks it.
    CreatePerson {
        /// The name as it is signed.
        name: String,
        /// The organisation.
        organisation: String,
        /// What the person does.
        role: Role,
        /// The language.
        language: Language,
        /// Protects the key.
        passphrase: Passphrase,
    },
    /// Unlocks a person's key.
    Unlock {
        /// Who; the only person when none is given.
        person_id: Option<PersonId>,
        /// Opens the key.
        passphrase: Passphrase,
    },
    /// Locks the key again.
    Lock,
    /// Changes a setting.
    Set {
        /// Its key.
        key: String,
        /// Its value.
        value: String,
    },
    /// Adds or changes a supplier.
    SaveSupplier(SupplierDraft),
    /// Takes a supplier out of the lists.
    ArchiveSupplier(SupplierId),
    /// Adds or changes a site.
    SaveSite(SiteDraft),
    /// Takes a site out of the lists.
    ArchiveSite(SiteId),
    /// Plans an inspection.
    PlanInspection(PlanDraft),
    /// Adds the built-in example: supplier, site and an inspection in progress.
    OpenExample,
    /// Asks something of one inspection.
    Inspection(InspectionId, InspectionCommand),
    /// Reads a checklist from a spreadsheet; nothing is kept.
    ReadChecklist {
        /// The spreadsheet, CSV file or folder, or Markdown tables.
        path: PathBuf,
        /// The language of what is said about it.
        language: Language,
    },
    /// Keeps a checklist that was read.
    ImportChecklist(Box<ReadChecklist>),
    /// Opens a checklist of the library.
    OpenChecklist(Digest),
    /// Writes a checklist of the library as a spreadsheet.
    ExportChecklist {
        /// Which.
        digest: Digest,
        /// The file, which must not be there yet.
        to: PathBuf,
    },
    /// Reads a report and says what it is worth.
    Verify(PathBuf),
    /// Writes the whole workspace into one file.
    Backup(PathBuf),
}
