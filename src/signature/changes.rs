//! What later revisions did to a signed one.
//!
//! Every object of the signed revision that a later one replaced must be explained by a rule that says why it may be
//! replaced; one that is not explained makes the file altered. New objects need no explanation: they show only through
//! replaced ones. Each later revision is compared with the signed one, so that nothing hides behind a later undoing.

use super::changes_form::{self, SignedForm};
use super::references::{self, Usage};
use super::verdict::ChangeGrade;
use crate::pdf::{Dictionary, Entry, Indirect, Object, ObjectId, PdfError, Reader, Span};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{Read, Seek};
use std::rc::Rc;

/// Keys of a trailer that every section has for itself; `/Info` is judged apart.
const SECTION_KEYS: [&str; 11] =
    ["Size", "Prev", "XRefStm", "ID", "Info", "Type", "W", "Index", "Length", "Filter", "DecodeParms"];
/// Keys of the catalog that are judged apart or say nothing about content.
const CATALOG_KEYS: [&str; 6] = ["AcroForm", "DSS", "Extensions", "Metadata", "MarkInfo", "Version"];
/// Metadata that is compared is at most this long.
const METADATA_BYTES: u64 = 4 << 20;

/// The outcome of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Changes {
    pub(super) grade: ChangeGrade,
    /// The objects that are not explained.
    pub(super) objects: BTreeSet<u32>,
}

/// What the signature itself forbids.
#[derive(Debug, Clone, Default)]
pub(super) struct Rules {
    /// Whether it is a certification: new visible signature fields are then no longer allowed.
    pub(super) certified: bool,
    /// Fields that the signature locks (`FieldMDP`).
    pub(super) locks: Locks,
}

/// Which fields are locked.
#[derive(Debug, Clone, Default)]
pub(super) enum Locks {
    #[default]
    None,
    All,
    Only(Vec<String>),
    AllBut(Vec<String>),
}

impl Locks {
    pub(super) fn locks(&self, field: &str) -> bool {
        let named = |names: &[String]| {
            names
                .iter()
                .any(|name| field == name || field.strip_prefix(name.as_str()).is_some_and(|r| r.starts_with('.')))
        };
        match self {
            Self::None => false,
            Self::All => true,
            Self::Only(names) => named(names),
            Self::AllBut(names) => !named(names),
        }
    }
}

/// Compares every revision after `base` with it.
pub(super) fn after<R: Read + Seek>(reader: &mut Reader<R>, base: usize, rules: &Rules) -> Result<Changes, PdfError> {
    let mut all = Changes { grade: ChangeGrade::Nothing, objects: BTreeSet::new() };
    match compare_all(reader, base, rules, &mut all) {
        Ok(()) => {}
        Err(Stop::Altered(number)) => {
            all.grade = ChangeGrade::Other;
            all.objects.extend(number);
        }
        Err(Stop::Pdf(PdfError::Io(error))) => return Err(PdfError::Io(error)),
        // What cannot be read cannot be explained.
        Err(Stop::Pdf(_)) => all.grade = ChangeGrade::Other,
    }
    Ok(all)
}

fn compare_all<R: Read + Seek>(
    reader: &mut Reader<R>,
    base: usize,
    rules: &Rules,
    all: &mut Changes,
) -> Result<(), Stop> {
    let mut signed = None;
    let mut pending = Vec::new();
    for revision in base + 1..=reader.newest() {
        let mut comparison = Comparison::new(reader, base, revision, rules);
        let outcome = comparison.run(&mut signed);
        all.grade = all.grade.max(comparison.grade);
        if let Err(stop) = outcome {
            all.objects.extend(comparison.unexplained());
            return Err(stop);
        }
        pending.push(comparison.claims);
    }
    let wanted = pending.iter().flat_map(Claims::wanted).collect();
    // The whole signed revision is read once, and only when something was replaced or added.
    let usages = references::usages(reader, base, &wanted)?;
    pending.iter().try_for_each(|claims| claims.check(&usages))
}

/// Why a comparison ends early.
pub(super) enum Stop {
    /// Altered, and which object shows it.
    Altered(Option<u32>),
    Pdf(PdfError),
}

impl From<PdfError> for Stop {
    fn from(error: PdfError) -> Self {
        Self::Pdf(error)
    }
}

/// Where an object that may be replaced may be referred to from.
#[derive(Debug, Clone)]
pub(super) enum Allowed {
    Anywhere,
    Trailer(&'static str),
    /// From this object, by these keys.
    From {
        referrer: u32,
        path: String,
    },
    /// From any object by one of these last keys, or from one of these bare arrays.
    Keys {
        keys: &'static [&'static str],
        arrays: Rc<BTreeSet<u32>>,
    },
}

impl Allowed {
    fn allows(&self, usage: &Usage) -> bool {
        match self {
            Self::Anywhere => true,
            Self::Trailer(key) => usage.referrer.is_none() && usage.path == *key,
            Self::From { referrer, path } => usage.referrer == Some(*referrer) && usage.path == *path,
            Self::Keys { keys, arrays } => {
                keys.contains(&usage.key())
                    || (usage.path.is_empty() && usage.referrer.is_some_and(|number| arrays.contains(&number)))
            }
        }
    }
}

/// What the comparison of two revisions takes for granted about who refers to what.
#[derive(Debug, Default)]
pub(super) struct Claims {
    /// Objects that only the later one has.
    pub(super) added: BTreeSet<u32>,
    /// Objects that differ, with the places that may refer to them.
    explained: BTreeMap<u32, Vec<Allowed>>,
    /// Objects that must be referred to from nowhere else, whether they differ or not.
    demanded: BTreeMap<u32, Allowed>,
}

impl Claims {
    fn wanted(&self) -> BTreeSet<u32> {
        let anywhere = |allowed: &[Allowed]| allowed.iter().any(|allowed| matches!(allowed, Allowed::Anywhere));
        let restricted = self.explained.iter().filter(|(_, allowed)| !anywhere(allowed)).map(|(number, _)| number);
        self.added.iter().chain(restricted).chain(self.demanded.keys()).copied().collect()
    }

    /// Whether replaced objects are referred to only from where they may be, and new ones from nowhere in the signed
    /// revision: a reference to nothing, prepared before signing, would come to life.
    fn check(&self, usages: &HashMap<u32, Vec<Usage>>) -> Result<(), Stop> {
        for number in self.wanted() {
            let explained = self.explained.get(&number).map_or(&[][..], Vec::as_slice);
            let demanded = self.demanded.get(&number);
            let fine = |usage: &Usage| explained.iter().chain(demanded).any(|allowed| allowed.allows(usage));
            if !usages.get(&number).is_none_or(|usages| usages.iter().all(fine)) {
                return Err(Stop::Altered(Some(number)));
            }
        }
        Ok(())
    }
}

/// Two revisions side by side.
pub(super) struct Comparison<'a, R> {
    pub(super) reader: &'a mut Reader<R>,
    pub(super) base: usize,
    pub(super) revision: usize,
    pub(super) rules: &'a Rules,
    /// Objects that are in both and differ.
    pub(super) changed: BTreeSet<u32>,
    pub(super) claims: Claims,
    grade: ChangeGrade,
}

impl<'a, R: Read + Seek> Comparison<'a, R> {
    fn new(reader: &'a mut Reader<R>, base: usize, revision: usize, rules: &'a Rules) -> Self {
        let (changed, claims) = (BTreeSet::new(), Claims::default());
        Self { reader, base, revision, rules, changed, claims, grade: ChangeGrade::Nothing }
    }

    /// `signed` keeps what was found out about the signed revision from one comparison to the next.
    fn run(&mut self, signed: &mut Option<SignedForm>) -> Result<(), Stop> {
        self.find_changes()?;
        self.compare_trailers()?;
        if self.changed.is_empty() && self.claims.added.is_empty() {
            return Ok(());
        }
        self.raise(ChangeGrade::TimestampsOrValidationData);
        let (root, old) = self.reader.catalog_at(self.base)?;
        let (_, new) = self.reader.catalog_at(self.revision)?;
        self.catalog(root, &old, &new)?;
        self.information()?;
        self.metadata(root, &old, &new)?;
        self.security_store(root, &old, &new)?;
        let signed = match signed {
            Some(signed) => signed,
            None => signed.insert(SignedForm::read(self.reader, self.base)?),
        };
        changes_form::compare(self, signed, root, &old, &new)?;
        self.unexplained().first().map_or(Ok(()), |number| Err(Stop::Altered(Some(*number))))
    }

    fn unexplained(&self) -> BTreeSet<u32> {
        self.changed.iter().copied().filter(|number| !self.claims.explained.contains_key(number)).collect()
    }

    pub(super) fn raise(&mut self, grade: ChangeGrade) {
        self.grade = self.grade.max(grade);
    }

    /// Says that an object may differ, as long as only `allowed` refers to it. Of an object that does not differ
    /// nothing is said.
    pub(super) fn explain(&mut self, number: u32, allowed: Allowed) {
        if self.changed.contains(&number) {
            self.claims.explained.entry(number).or_default().push(allowed);
        }
    }

    /// Demands that only `allowed` refers to an object.
    pub(super) fn demand(&mut self, number: u32, allowed: Allowed) {
        self.claims.demanded.insert(number, allowed);
    }

    fn find_changes(&mut self) -> Result<(), Stop> {
        let mut named = BTreeSet::new();
        for revision in self.base + 1..=self.revision {
            named.extend(self.reader.numbers_named_by(revision));
        }
        for number in named {
            let old = self.reader.entry(self.base, number).unwrap_or(Entry::Free);
            let new = self.reader.entry(self.revision, number).unwrap_or(Entry::Free);
            match (old, new) {
                (old, new) if old == new => {}
                (Entry::Free, _) => {
                    self.claims.added.insert(number);
                }
                // Taking an object away is never explained.
                (_, Entry::Free) => return Err(Stop::Altered(Some(number))),
                (old, new) => {
                    if generation(old) != generation(new) {
                        return Err(Stop::Altered(Some(number)));
                    }
                    let id = ObjectId { number, generation: generation(old) };
                    let before = self.reader.get_at(self.base, id)?;
                    let after = self.reader.get_at(self.revision, id)?;
                    if !self.same(&before, &after)? && !both_cross_references(&before, &after) {
                        self.changed.insert(number);
                    }
                }
            }
        }
        Ok(())
    }

    fn same(&mut self, before: &Indirect, after: &Indirect) -> Result<bool, PdfError> {
        if before.object != after.object {
            return Ok(false);
        }
        match (before.stream, after.stream) {
            (None, None) => Ok(true),
            (Some(before), Some(after)) => self.same_bytes(before, after),
            (None, Some(_)) | (Some(_), None) => Ok(false),
        }
    }

    fn same_bytes(&mut self, before: Span, after: Span) -> Result<bool, PdfError> {
        const CHUNK: u64 = 1 << 20;
        if before.len() != after.len() {
            return Ok(false);
        }
        let mut at = 0;
        while at < before.len() {
            let length = CHUNK.min(before.len() - at);
            let piece = |span: Span| Span { start: span.start + at, end: span.start + at + length };
            if self.reader.read_raw(piece(before))? != self.reader.read_raw(piece(after))? {
                return Ok(false);
            }
            at += length;
        }
        Ok(true)
    }

    fn compare_trailers(&self) -> Result<(), Stop> {
        let (old, new) = (self.reader.trailer(self.base), self.reader.trailer(self.revision));
        if same_except(old, new, &SECTION_KEYS) { Ok(()) } else { Err(Stop::Altered(None)) }
    }

    fn catalog(&mut self, root: ObjectId, old: &Dictionary, new: &Dictionary) -> Result<(), Stop> {
        if !same_except(old, new, &CATALOG_KEYS) {
            return Err(Stop::Altered(Some(root.number)));
        }
        self.explain(root.number, Allowed::Anywhere);
        for key in ["Extensions", "MarkInfo"] {
            self.replaced_value(root.number, key, old, new, key)?;
        }
        Ok(())
    }

    /// The values of `key` in two states of a dictionary, after checking how the new one came about: direct, or the
    /// same object (which may then differ), or a new object. Taking the key away is an alteration.
    pub(super) fn replaced_value(
        &mut self,
        owner: u32,
        path: &str,
        old: &Dictionary,
        new: &Dictionary,
        key: &str,
    ) -> Result<(Object, Object), Stop> {
        let before = self.reader.value_at(self.base, old, key)?;
        let after = self.reader.value_at(self.revision, new, key)?;
        if after.is_null() {
            return if before.is_null() { Ok((before, after)) } else { Err(Stop::Altered(Some(owner))) };
        }
        if let Some(id) = new.reference(key) {
            if old.reference(key) == Some(id) {
                if self.is_stream(id)? {
                    return Ok((before, after));
                }
                self.explain(id.number, Allowed::From { referrer: owner, path: path.to_owned() });
            } else if !self.claims.added.contains(&id.number) {
                return Err(Stop::Altered(Some(owner)));
            }
        }
        Ok((before, after))
    }

    fn is_stream(&mut self, id: ObjectId) -> Result<bool, PdfError> {
        let before = self.reader.get_at(self.base, id)?.stream.is_some();
        Ok(before || self.reader.get_at(self.revision, id)?.stream.is_some())
    }

    /// `/Info` may be updated, as every writer does.
    fn information(&mut self) -> Result<(), Stop> {
        let old = self.reader.trailer(self.base).reference("Info");
        let Some(new) = self.reader.trailer(self.revision).reference("Info") else { return Ok(()) };
        if old == Some(new) {
            if !self.is_stream(new)? {
                self.explain(new.number, Allowed::Trailer("Info"));
            }
        } else if !self.claims.added.contains(&new.number) {
            return Err(Stop::Altered(Some(new.number)));
        }
        Ok(())
    }

    /// XMP metadata may be updated, in place too: it is shown by no page.
    fn metadata(&mut self, root: ObjectId, old: &Dictionary, new: &Dictionary) -> Result<(), Stop> {
        let (before, after) = (old.reference("Metadata"), new.reference("Metadata"));
        let Some(id) = after else {
            return if new.contains("Metadata") || before.is_some() {
                Err(Stop::Altered(Some(root.number)))
            } else {
                Ok(())
            };
        };
        let replaced = before == after && self.changed.contains(&id.number);
        if before != after && !self.claims.added.contains(&id.number) {
            return Err(Stop::Altered(Some(id.number)));
        }
        if replaced || before != after {
            let stream = self.reader.get_at(self.revision, id)?;
            let mut text = Vec::new();
            self.reader.copy_decoded(&stream, &mut text, METADATA_BYTES)?;
            if !looks_like_xmp(&text) {
                return Err(Stop::Altered(Some(id.number)));
            }
            self.explain(id.number, Allowed::From { referrer: root.number, path: "Metadata".to_owned() });
        }
        Ok(())
    }

    /// The document security store (ISO 32000-2 §12.8.4.3) may grow; what it holds are new streams.
    fn security_store(&mut self, root: ObjectId, old: &Dictionary, new: &Dictionary) -> Result<(), Stop> {
        let (before, after) = self.replaced_value(root.number, "DSS", old, new, "DSS")?;
        let Object::Dictionary(after) = after else {
            return if after.is_null() { Ok(()) } else { Err(Stop::Altered(Some(root.number))) };
        };
        let before = if let Object::Dictionary(before) = before { before } else { Dictionary::new() };
        let owner = new.reference("DSS").map_or(root.number, |id| id.number);
        let path = |key: &str| if new.reference("DSS").is_some() { key.to_owned() } else { format!("DSS/{key}") };
        for (key, _) in after.iter() {
            let key = key.to_text();
            match key.as_str() {
                "Type" => {}
                "Certs" | "CRLs" | "OCSPs" => {
                    let (_, list) = self.replaced_value(owner, &path(&key), &before, &after, &key)?;
                    self.stream_list(&list, owner)?;
                }
                "VRI" => {
                    let (old, new) = self.replaced_value(owner, &path("VRI"), &before, &after, "VRI")?;
                    self.validation_entries(&old, &new, owner)?;
                }
                _ => return Err(Stop::Altered(Some(owner))),
            }
        }
        Ok(())
    }

    fn stream_list(&mut self, list: &Object, owner: u32) -> Result<(), Stop> {
        let Object::Array(items) = list else { return Err(Stop::Altered(Some(owner))) };
        for item in items {
            let stream = item.as_reference().map(|id| self.reader.get_at(self.revision, id)).transpose()?;
            if stream.is_none_or(|stream| stream.stream.is_none()) {
                return Err(Stop::Altered(Some(owner)));
            }
        }
        Ok(())
    }

    /// Old entries stay as they are; new ones hold streams and a time.
    fn validation_entries(&mut self, old: &Object, new: &Object, owner: u32) -> Result<(), Stop> {
        let altered = || Stop::Altered(Some(owner));
        let Object::Dictionary(new) = new else { return Err(altered()) };
        if let Object::Dictionary(old) = old
            && old.iter().any(|(key, value)| new.get(&key.to_text()) != Some(value))
        {
            return Err(altered());
        }
        for (_, entry) in new.iter() {
            let Object::Dictionary(entry) = self.reader.resolve_at(self.revision, entry)? else {
                return Err(altered());
            };
            for (key, _) in entry.iter() {
                let key = key.to_text();
                match key.as_str() {
                    "Type" | "TU" | "TS" => {}
                    "Cert" | "CRL" | "OCSP" => {
                        let list = self.reader.value_at(self.revision, &entry, &key)?;
                        self.stream_list(&list, owner)?;
                    }
                    _ => return Err(altered()),
                }
            }
        }
        Ok(())
    }
}

const fn generation(entry: Entry) -> u16 {
    match entry {
        Entry::At { generation, .. } => generation,
        Entry::Free | Entry::In { .. } => 0,
    }
}

/// A cross-reference stream that takes the number of an older one changes nothing.
fn both_cross_references(before: &Indirect, after: &Indirect) -> bool {
    [before, after].iter().all(|object| {
        object.stream.is_some() && object.dictionary().is_some_and(|dictionary| dictionary.is_name("Type", "XRef"))
    })
}

/// Whether two dictionaries hold the same entries, those under `except` aside.
pub(super) fn same_except(old: &Dictionary, new: &Dictionary, except: &[&str]) -> bool {
    let without = |dictionary: &Dictionary| {
        let mut dictionary = dictionary.clone();
        except.iter().for_each(|key| drop(dictionary.remove(key)));
        dictionary
    };
    without(old) == without(new)
}

fn looks_like_xmp(text: &[u8]) -> bool {
    let text = String::from_utf8_lossy(text);
    let text = text.trim_start_matches(['\u{FEFF}', ' ', '\r', '\n', '\t']);
    (text.starts_with("<?xpacket") || text.starts_with("<x:xmpmeta") || text.starts_with("<?xml"))
        && text.contains("xmpmeta")
        && !text.contains("<!ENTITY")
}
