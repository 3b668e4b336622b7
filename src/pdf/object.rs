//! The object model (ISO 32000-1 §7.3).

use std::collections::HashSet;
use std::fmt;

/// A range of bytes in a file, the end excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    /// The first byte.
    pub start: u64,
    /// The byte after the last.
    pub end: u64,
}

impl Span {
    /// The number of bytes.
    #[must_use]
    pub const fn len(&self) -> u64 {
        self.end.saturating_sub(self.start)
    }

    /// Whether there is no byte.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.end <= self.start
    }
}

/// The identity of an indirect object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectId {
    /// The object number, from 1.
    pub number: u32,
    /// The generation; 0 in nearly every file.
    pub generation: u16,
}

impl ObjectId {
    /// Object `number` of generation 0.
    #[must_use]
    pub const fn new(number: u32) -> Self {
        Self { number, generation: 0 }
    }
}

impl fmt::Display for ObjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.number, self.generation)
    }
}

/// A name without its slash, `#xx` resolved.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(Vec<u8>);

impl Name {
    /// The bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The name as text, for messages.
    #[must_use]
    pub fn to_text(&self) -> String {
        String::from_utf8_lossy(&self.0).into_owned()
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/{}", self.to_text())
    }
}

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        Self(text.as_bytes().to_vec())
    }
}

impl From<Vec<u8>> for Name {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl PartialEq<str> for Name {
    fn eq(&self, other: &str) -> bool {
        self.0 == other.as_bytes()
    }
}

/// A string of bytes. Two strings are equal when their bytes are, however they are written.
#[derive(Clone, Eq)]
pub struct PdfString {
    /// The bytes, escapes resolved.
    pub bytes: Vec<u8>,
    /// Whether it is written in hexadecimal, `<...>`.
    pub hexadecimal: bool,
}

impl PdfString {
    /// A string written in parentheses.
    #[must_use]
    pub fn literal(bytes: impl Into<Vec<u8>>) -> Self {
        Self { bytes: bytes.into(), hexadecimal: false }
    }

    /// A string written in hexadecimal.
    #[must_use]
    pub fn hexadecimal(bytes: impl Into<Vec<u8>>) -> Self {
        Self { bytes: bytes.into(), hexadecimal: true }
    }
}

impl PartialEq for PdfString {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}

impl fmt::Debug for PdfString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "({})", String::from_utf8_lossy(&self.bytes))
    }
}

/// A real number as the file writes it, `0.50` stays `0.50`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Real(String);

impl Real {
    pub(crate) fn from_text(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// A real number with at most four decimals, enough for positions on a page; not finite counts as 0.
    #[must_use]
    pub fn new(value: f64) -> Self {
        let value = if value.is_finite() { value.clamp(-1e9, 1e9) } else { 0.0 };
        let text = format!("{value:.4}");
        let text = text.trim_end_matches('0').trim_end_matches('.');
        Self(if text == "-0" { "0".to_owned() } else { text.to_owned() })
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The value.
    #[must_use]
    pub fn value(&self) -> f64 {
        self.0.parse().unwrap_or(0.0)
    }
}

/// A direct object. Streams are [`super::Indirect`] objects: a dictionary and a range of bytes.
#[derive(Debug, Clone, PartialEq)]
pub enum Object {
    /// `null`; also what a reference to nothing resolves to.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A real number.
    Real(Real),
    /// A string.
    String(PdfString),
    /// A name.
    Name(Name),
    /// An array.
    Array(Vec<Object>),
    /// A dictionary.
    Dictionary(Dictionary),
    /// A reference to an indirect object.
    Reference(ObjectId),
}

impl Object {
    /// A name.
    #[must_use]
    pub fn name(name: &str) -> Self {
        Self::Name(Name::from(name))
    }

    /// A text string, PDFDocEncoding where it is ASCII, else UTF-16BE.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self::String(super::encode_text(text))
    }

    /// The whole number.
    #[must_use]
    pub const fn as_integer(&self) -> Option<i64> {
        if let Self::Integer(value) = self { Some(*value) } else { None }
    }

    /// The number, whole or real.
    #[must_use]
    pub fn as_number(&self) -> Option<f64> {
        if let Self::Real(real) = self {
            return Some(real.value());
        }
        #[expect(clippy::cast_precision_loss, reason = "positions on a page")]
        self.as_integer().map(|value| value as f64)
    }

    /// The name.
    #[must_use]
    pub const fn as_name(&self) -> Option<&Name> {
        if let Self::Name(name) = self { Some(name) } else { None }
    }

    /// The string.
    #[must_use]
    pub const fn as_string(&self) -> Option<&PdfString> {
        if let Self::String(string) = self { Some(string) } else { None }
    }

    /// The array.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Self]> {
        if let Self::Array(items) = self { Some(items) } else { None }
    }

    /// The dictionary.
    #[must_use]
    pub const fn as_dictionary(&self) -> Option<&Dictionary> {
        if let Self::Dictionary(dictionary) = self { Some(dictionary) } else { None }
    }

    /// The identity referred to.
    #[must_use]
    pub const fn as_reference(&self) -> Option<ObjectId> {
        if let Self::Reference(id) = self { Some(*id) } else { None }
    }

    /// Whether it is `null`.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

impl From<ObjectId> for Object {
    fn from(id: ObjectId) -> Self {
        Self::Reference(id)
    }
}

impl From<i64> for Object {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<f64> for Object {
    fn from(value: f64) -> Self {
        Self::Real(Real::new(value))
    }
}

impl From<bool> for Object {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<Vec<Self>> for Object {
    fn from(items: Vec<Self>) -> Self {
        Self::Array(items)
    }
}

impl From<Dictionary> for Object {
    fn from(dictionary: Dictionary) -> Self {
        Self::Dictionary(dictionary)
    }
}

impl From<PdfString> for Object {
    fn from(string: PdfString) -> Self {
        Self::String(string)
    }
}

/// A dictionary. It keeps the order of its keys; two are equal when they hold the same entries in any order.
#[derive(Clone, Default)]
pub struct Dictionary(Vec<(Name, Object)>);

impl Dictionary {
    /// An empty dictionary.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// From entries as parsed; `None` when a key comes twice, for readers differ in which of the two they take.
    pub(crate) fn from_parsed(entries: Vec<(Name, Object)>) -> Option<Self> {
        let names: HashSet<&Name> = entries.iter().map(|(name, _)| name).collect();
        (names.len() == entries.len()).then_some(Self(entries))
    }

    /// The value of `key`.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Object> {
        self.0.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The value of `key` as name.
    #[must_use]
    pub fn name(&self, key: &str) -> Option<&Name> {
        self.get(key)?.as_name()
    }

    /// Whether `key` is the name `value`.
    #[must_use]
    pub fn is_name(&self, key: &str, value: &str) -> bool {
        self.name(key).is_some_and(|name| name == value)
    }

    /// The value of `key` as whole number.
    #[must_use]
    pub fn integer(&self, key: &str) -> Option<i64> {
        self.get(key)?.as_integer()
    }

    /// The value of `key` as reference.
    #[must_use]
    pub fn reference(&self, key: &str) -> Option<ObjectId> {
        self.get(key)?.as_reference()
    }

    /// Whether `key` is there.
    #[must_use]
    pub fn contains(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// Sets `key`, in its old place when it was there.
    pub fn set(&mut self, key: &str, value: impl Into<Object>) {
        let value = value.into();
        match self.0.iter_mut().find(|(name, _)| name == key) {
            Some((_, old)) => *old = value,
            None => self.0.push((Name::from(key), value)),
        }
    }

    /// This dictionary with `key` set.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<Object>) -> Self {
        self.set(key, value);
        self
    }

    /// Adds an entry whose name is bytes; the caller sees to it that the name is new.
    pub fn push(&mut self, name: Name, value: Object) {
        self.0.push((name, value));
    }

    /// Takes `key` out.
    pub fn remove(&mut self, key: &str) -> Option<Object> {
        let at = self.0.iter().position(|(name, _)| name == key)?;
        Some(self.0.remove(at).1)
    }

    /// The entries in their order.
    pub fn iter(&self) -> impl Iterator<Item = (&Name, &Object)> {
        self.0.iter().map(|(name, value)| (name, value))
    }

    /// The number of entries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn sorted(&self) -> Vec<&(Name, Object)> {
        let mut entries: Vec<_> = self.0.iter().collect();
        entries.sort_by(|a, b| a.0.cmp(&b.0));
        entries
    }
}

impl PartialEq for Dictionary {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.sorted() == other.sorted()
    }
}

impl fmt::Debug for Dictionary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}
