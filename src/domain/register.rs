//! Registers of an inspection: instruments, documents, good practices, limitations.
//!
//! # Why
//! One kind of entry with four contents, in one list: saving, removing, undoing and sealing are the same for all four,
//! and an entry that comes back by undo stands where it stood.

use super::{EntryId, Inspection, ItemKind, PhotoId, Refusal, is_plausible};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// Which register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Register {
    /// Instruments that something was measured with.
    Instruments,
    /// Documents that were seen.
    Documents,
    /// What goes beyond the requirements.
    GoodPractices,
    /// What the inspection could not do.
    Limitations,
}

impl Register {
    /// All, in the order of the report.
    pub const ALL: [Self; 4] = [Self::Instruments, Self::Documents, Self::GoodPractices, Self::Limitations];

    /// The code in data.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Instruments => "instruments",
            Self::Documents => "documents",
            Self::GoodPractices => "good_practices",
            Self::Limitations => "limitations",
        }
    }
}

/// An instrument that something was measured with.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instrument {
    /// What it is.
    pub name: String,
    /// The number on it.
    #[serde(default)]
    pub number: String,
    /// When it was calibrated last.
    #[serde(default)]
    pub calibrated_on: Option<NaiveDate>,
    /// The last day on which that calibration holds.
    #[serde(default)]
    pub due_on: Option<NaiveDate>,
}

impl Instrument {
    /// Whether its calibration no longer holds on this day.
    #[must_use]
    pub fn is_overdue(&self, day: NaiveDate) -> bool {
        self.due_on.is_some_and(|due| due < day)
    }
}

/// What became of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentHandling {
    /// It was seen.
    #[default]
    Seen,
    /// A copy was taken.
    Copied,
}

impl DocumentHandling {
    /// All, in the order of menus.
    pub const ALL: [Self; 2] = [Self::Seen, Self::Copied];

    /// The code in data.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Seen => "seen",
            Self::Copied => "copied",
        }
    }
}

/// A document that was seen.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeenDocument {
    /// What it is called.
    pub title: String,
    /// Its number.
    #[serde(default)]
    pub number: String,
    /// The date that it bears.
    #[serde(default)]
    pub dated_on: Option<NaiveDate>,
    /// Seen or copied.
    #[serde(default)]
    pub handling: DocumentHandling,
    /// The photo or file of the inspection that holds the copy.
    #[serde(default)]
    pub photo: Option<PhotoId>,
}

/// What goes beyond the requirement.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoodPractice {
    /// What was seen.
    pub fact: String,
    /// Why it is more than the requirement asks for.
    #[serde(default)]
    pub beyond: String,
    /// A photo of it.
    #[serde(default)]
    pub photo: Option<PhotoId>,
    /// Whether the site lets others learn of it.
    #[serde(default)]
    pub may_be_shared: bool,
}

/// What limited the inspection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LimitationKind {
    /// An area was not visited.
    #[default]
    AreaNotVisited,
    /// Records were refused.
    RecordsRefused,
    /// Interviews were not private.
    InterviewsNotPrivate,
    /// There were signs that people had been told what to say.
    CoachingSigns,
    /// Time ran out.
    TimeLimit,
    /// Figures or records cannot be relied on.
    DataQuality,
    /// Something else.
    Other,
}

impl LimitationKind {
    /// All, in the order of menus.
    pub const ALL: [Self; 7] = [
        Self::AreaNotVisited,
        Self::RecordsRefused,
        Self::InterviewsNotPrivate,
        Self::CoachingSigns,
        Self::TimeLimit,
        Self::DataQuality,
        Self::Other,
    ];

    /// The code in data.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::AreaNotVisited => "area_not_visited",
            Self::RecordsRefused => "records_refused",
            Self::InterviewsNotPrivate => "interviews_not_private",
            Self::CoachingSigns => "coaching_signs",
            Self::TimeLimit => "time_limit",
            Self::DataQuality => "data_quality",
            Self::Other => "other",
        }
    }

    /// Whether it tells of interviews and can point at people who spoke.
    #[must_use]
    pub const fn points_at_people(self) -> bool {
        match self {
            Self::InterviewsNotPrivate | Self::CoachingSigns => true,
            Self::AreaNotVisited | Self::RecordsRefused | Self::TimeLimit | Self::DataQuality | Self::Other => false,
        }
    }
}

/// What the inspection could not do.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limitation {
    /// What limited it.
    pub kind: LimitationKind,
    /// What happened.
    pub words: String,
    /// What it means for the rating.
    #[serde(default)]
    pub effect: String,
    /// Kept from everything the site sees; what points at people always is.
    #[serde(default)]
    pub sensitive: bool,
}

impl Limitation {
    /// Whether the site may see it.
    #[must_use]
    pub const fn shown_to_site(&self) -> bool {
        !self.sensitive && !self.kind.points_at_people()
    }
}

/// What an entry says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "register", rename_all = "snake_case")]
pub enum Entry {
    /// An instrument.
    Instrument(Instrument),
    /// A document.
    Document(SeenDocument),
    /// A good practice.
    GoodPractice(GoodPractice),
    /// A limitation.
    Limitation(Limitation),
}

impl Entry {
    /// An empty entry of a register.
    #[must_use]
    pub fn empty(register: Register) -> Self {
        match register {
            Register::Instruments => Self::Instrument(Instrument::default()),
            Register::Documents => Self::Document(SeenDocument::default()),
            Register::GoodPractices => Self::GoodPractice(GoodPractice::default()),
            Register::Limitations => Self::Limitation(Limitation::default()),
        }
    }

    /// The register that it belongs to.
    #[must_use]
    pub const fn register(&self) -> Register {
        match self {
            Self::Instrument(_) => Register::Instruments,
            Self::Document(_) => Register::Documents,
            Self::GoodPractice(_) => Register::GoodPractices,
            Self::Limitation(_) => Register::Limitations,
        }
    }

    /// What it is among the items of a seal.
    #[must_use]
    pub const fn item_kind(&self) -> ItemKind {
        match self {
            Self::Instrument(_) => ItemKind::Instrument,
            Self::Document(_) => ItemKind::Document,
            Self::GoodPractice(_) => ItemKind::GoodPractice,
            Self::Limitation(_) => ItemKind::Limitation,
        }
    }

    /// What it is about in a line: name, title, fact, words.
    #[must_use]
    pub fn headline(&self) -> &str {
        match self {
            Self::Instrument(instrument) => &instrument.name,
            Self::Document(document) => &document.title,
            Self::GoodPractice(practice) => &practice.fact,
            Self::Limitation(limitation) => &limitation.words,
        }
    }

    /// The photo or file that it names.
    #[must_use]
    pub const fn photo(&self) -> Option<PhotoId> {
        match self {
            Self::Document(document) => document.photo,
            Self::GoodPractice(practice) => practice.photo,
            Self::Instrument(_) | Self::Limitation(_) => None,
        }
    }

    /// The same without spaces around texts.
    #[must_use]
    pub fn tidied(mut self) -> Self {
        let texts = match &mut self {
            Self::Instrument(instrument) => [&mut instrument.name, &mut instrument.number],
            Self::Document(document) => [&mut document.title, &mut document.number],
            Self::GoodPractice(practice) => [&mut practice.fact, &mut practice.beyond],
            Self::Limitation(limitation) => [&mut limitation.words, &mut limitation.effect],
        };
        texts.into_iter().for_each(|text| *text = text.trim().to_owned());
        self
    }

    /// All texts in it.
    pub(super) fn texts(&self) -> Vec<&str> {
        match self {
            Self::Instrument(instrument) => vec![&instrument.name, &instrument.number],
            Self::Document(document) => vec![&document.title, &document.number],
            Self::GoodPractice(practice) => vec![&practice.fact, &practice.beyond],
            Self::Limitation(limitation) => vec![&limitation.words, &limitation.effect],
        }
    }

    /// Whether its dates can be right. Licences may be older than any inspection.
    fn dates_fit(&self) -> bool {
        match self {
            Self::Instrument(Instrument { calibrated_on, due_on, .. }) => {
                let ordered = calibrated_on.zip(*due_on).is_none_or(|(calibrated, due)| calibrated <= due);
                ordered && calibrated_on.iter().chain(due_on).all(|day| is_plausible(*day))
            }
            Self::Document(document) => document.dated_on.is_none_or(|day| (1900..2200).contains(&day.year())),
            Self::GoodPractice(_) | Self::Limitation(_) => true,
        }
    }
}

/// One entry of a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterEntry {
    /// Its identifier.
    pub id: EntryId,
    /// What it says.
    pub entry: Entry,
}

impl Inspection {
    /// The instruments, in the order of the register; the same for the others below.
    pub fn instruments(&self) -> impl Iterator<Item = (EntryId, &Instrument)> {
        self.entries.iter().filter_map(|one| match &one.entry {
            Entry::Instrument(instrument) => Some((one.id, instrument)),
            Entry::Document(_) | Entry::GoodPractice(_) | Entry::Limitation(_) => None,
        })
    }

    /// The documents seen.
    pub fn documents(&self) -> impl Iterator<Item = (EntryId, &SeenDocument)> {
        self.entries.iter().filter_map(|one| match &one.entry {
            Entry::Document(document) => Some((one.id, document)),
            Entry::Instrument(_) | Entry::GoodPractice(_) | Entry::Limitation(_) => None,
        })
    }

    /// The good practices.
    pub fn good_practices(&self) -> impl Iterator<Item = (EntryId, &GoodPractice)> {
        self.entries.iter().filter_map(|one| match &one.entry {
            Entry::GoodPractice(practice) => Some((one.id, practice)),
            Entry::Instrument(_) | Entry::Document(_) | Entry::Limitation(_) => None,
        })
    }

    /// The limitations.
    pub fn limitations(&self) -> impl Iterator<Item = (EntryId, &Limitation)> {
        self.entries.iter().filter_map(|one| match &one.entry {
            Entry::Limitation(limitation) => Some((one.id, limitation)),
            Entry::Instrument(_) | Entry::Document(_) | Entry::GoodPractice(_) => None,
        })
    }

    /// The entries of one register.
    pub fn register(&self, register: Register) -> impl Iterator<Item = &RegisterEntry> {
        self.entries.iter().filter(move |one| one.entry.register() == register)
    }

    /// The entry with this identifier.
    #[must_use]
    pub fn entry(&self, id: EntryId) -> Option<&Entry> {
        self.entries.iter().find(|one| one.id == id).map(|one| &one.entry)
    }

    /// The entry behind this one, before which it is put back when its removal is undone.
    #[must_use]
    pub fn entry_after(&self, id: EntryId) -> Option<EntryId> {
        let place = self.entries.iter().position(|one| one.id == id)?;
        self.entries.get(place + 1).map(|next| next.id)
    }

    /// Whether the site may see an entry: not what points at people, nor what names evidence of a sensitive finding.
    #[must_use]
    pub fn entry_shown_to_site(&self, entry: &Entry) -> bool {
        let shown = match entry {
            Entry::Limitation(limitation) => limitation.shown_to_site(),
            Entry::Instrument(_) | Entry::Document(_) | Entry::GoodPractice(_) => true,
        };
        let photo = entry.photo().and_then(|id| self.photo(id));
        shown && photo.is_none_or(|photo| self.shown_to_site(&photo.links))
    }

    /// Takes an entry in: in its place where it is known, else before another one or behind all.
    pub(super) fn take_entry(&mut self, id: EntryId, entry: &Entry, before: Option<EntryId>) {
        if let Some(known) = self.entries.iter_mut().find(|one| one.id == id) {
            known.entry = entry.clone();
            return;
        }
        let place = before.and_then(|before| self.entries.iter().position(|one| one.id == before));
        self.entries.insert(place.unwrap_or(self.entries.len()), RegisterEntry { id, entry: entry.clone() });
    }

    /// Why an entry may not be saved, apart from seals. A photo that it names may have been taken out since.
    pub(super) fn refuse_entry(&self, id: EntryId, entry: &Entry) -> Option<Refusal> {
        if entry.headline().trim().is_empty() {
            return Some(Refusal::IncompleteEntry);
        }
        if self.entry(id).is_some_and(|earlier| earlier.register() != entry.register()) {
            return Some(Refusal::Unknown);
        }
        (!entry.dates_fit()).then_some(Refusal::ImplausibleDate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_points_at_people_is_never_shown_to_the_site() {
        for kind in LimitationKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.code());
            let limitation = Limitation { kind, words: "x".to_owned(), ..Limitation::default() };
            assert_eq!(limitation.shown_to_site(), !kind.points_at_people());
            assert!(!Limitation { sensitive: true, ..limitation }.shown_to_site());
        }
    }

    #[test]
    fn an_entry_names_its_register() {
        let entry = Entry::Instrument(Instrument { name: "Sound level meter".to_owned(), ..Instrument::default() });
        let written = serde_json::to_string(&entry).unwrap();
        assert_eq!(
            written,
            r#"{"register":"instrument","name":"Sound level meter","number":"","calibrated_on":null,"due_on":null}"#
        );
        assert_eq!(serde_json::from_str::<Entry>(&written).unwrap(), entry);
        assert!(serde_json::from_str::<Entry>(r#"{"register":"instrument","name":"x","nubmer":"1"}"#).is_err());
    }

    #[test]
    fn dates_of_calibration_come_in_their_order_and_documents_may_be_old() {
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        let meter = |calibrated_on, due_on| {
            Entry::Instrument(Instrument { calibrated_on, due_on, ..Instrument::default() }).dates_fit()
        };
        assert!(meter(day("2026-03-01"), day("2027-02-28")) && meter(None, day("2026-03-01")));
        assert!(!meter(day("2026-03-01"), day("2026-02-28")) && !meter(day("1926-03-01"), None));
        let licence = SeenDocument { dated_on: day("1987-05-04"), ..SeenDocument::default() };
        assert!(Entry::Document(licence).dates_fit());
    }
}
