//! From XML to a tree.

use super::tree::{Name, NodeKind, Tree};
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{PrefixDeclaration, ResolveResult};
use quick_xml::reader::NsReader;
use std::sync::Arc;

/// Why a document cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum XmlError {
    /// It is not well-formed.
    #[error("not well-formed XML: {reason} (at byte {at})")]
    Malformed {
        /// What the reader said.
        reason: String,
        /// Where, in bytes.
        at: u64,
    },
    /// An entity that is declared nowhere; declarations in the document are not read.
    #[error("the entity `&{name};` is not known")]
    UnknownEntity {
        /// Its name.
        name: String,
    },
    /// No element at all.
    #[error("there is no element in it")]
    Empty,
    /// Nested or long beyond all use.
    #[error("it is too deep or too long")]
    TooComplex,
}

/// Deeper than any instance of a form.
const MOST_DEPTH: usize = 1_000;
/// More than any element has; whether one stands twice is looked up in all before it.
const MOST_ATTRIBUTES: usize = 10_000;
/// More nodes than any instance of a form has.
const MOST_NODES: usize = 20_000_000;

/// Reads a document. White space around the root element is no node; entities that the document declares itself are
/// refused rather than expanded.
///
/// # Errors
/// What is wrong with the document.
pub fn read(xml: &str) -> Result<Tree, XmlError> {
    read_within(xml, MOST_NODES)
}

/// The same with a bound on its nodes.
///
/// # Errors
/// As [`read`].
pub fn read_within(xml: &str, most: usize) -> Result<Tree, XmlError> {
    let mut reader = NsReader::from_str(xml);
    let mut tree = Tree::default();
    let mut open = vec![Tree::ROOT];
    loop {
        let at = reader.buffer_position();
        let malformed = |reason: String| XmlError::Malformed { reason, at };
        let event = reader.read_event().map_err(|error| malformed(error.to_string()))?;
        let here = open.last().copied().unwrap_or(Tree::ROOT);
        if open.len() > MOST_DEPTH || tree.size() > most {
            return Err(XmlError::TooComplex);
        }
        if matches!(event, Event::Start(_) | Event::Empty(_)) && here == Tree::ROOT && has_element(&tree) {
            return Err(malformed("more than one root element".to_owned()));
        }
        match event {
            Event::Start(start) => open.push(element(&reader, &mut tree, here, &start)?),
            Event::Empty(start) => {
                element(&reader, &mut tree, here, &start)?;
            }
            Event::End(_) => {
                open.pop();
            }
            Event::Text(text) => {
                let text = text.decode().map_err(|error| malformed(error.to_string()))?;
                add_text(&mut tree, here, &text);
            }
            Event::GeneralRef(entity) => {
                let name = entity.decode().map_err(|error| malformed(error.to_string()))?.into_owned();
                let character = entity.resolve_char_ref().map_err(|error| malformed(error.to_string()))?;
                let known = [("lt", '<'), ("gt", '>'), ("amp", '&'), ("apos", '\''), ("quot", '"'), ("nbsp", '\u{a0}')];
                let named = || known.iter().find(|(own, _)| *own == name).map(|(_, character)| *character);
                let Some(character) = character.or_else(named) else { return Err(XmlError::UnknownEntity { name }) };
                add_text(&mut tree, here, &character.to_string());
            }
            Event::CData(text) => {
                let text = text.decode().map_err(|error| malformed(error.to_string()))?;
                tree.add(here, NodeKind::CData, Name::default(), text);
            }
            Event::Comment(text) => {
                let text = text.decode().map_err(|error| malformed(error.to_string()))?;
                tree.add(here, NodeKind::Comment, Name::default(), text);
            }
            Event::PI(instruction) => {
                let target = String::from_utf8_lossy(instruction.target()).into_owned();
                let content = String::from_utf8_lossy(instruction.content()).trim_start().to_owned();
                let name = Name { local: target.into(), ..Name::default() };
                tree.add(here, NodeKind::Instruction, name, content);
            }
            Event::DocType(text) => {
                let text = text.decode().map_err(|error| malformed(error.to_string()))?;
                tree.add(here, NodeKind::DocType, Name::default(), text);
            }
            Event::Decl(_) => {}
            Event::Eof if open.len() > 1 => return Err(malformed("an element is not closed".to_owned())),
            Event::Eof => break,
        }
    }
    if has_element(&tree) { Ok(tree) } else { Err(XmlError::Empty) }
}

fn has_element(tree: &Tree) -> bool {
    tree.children(Tree::ROOT).iter().any(|child| tree.kind(*child) == NodeKind::Element)
}

/// Texts that follow each other are one node.
fn add_text(tree: &mut Tree, parent: super::tree::NodeId, text: &str) {
    if parent == Tree::ROOT || text.is_empty() {
        return;
    }
    match tree.children(parent).last().copied() {
        Some(last) if tree.kind(last) == NodeKind::Text => tree.lengthen(last, text),
        Some(_) | None => {
            tree.add_text(parent, text);
        }
    }
}

fn element(
    reader: &NsReader<&[u8]>,
    tree: &mut Tree,
    parent: super::tree::NodeId,
    start: &BytesStart<'_>,
) -> Result<super::tree::NodeId, XmlError> {
    let at = reader.buffer_position();
    let malformed = |reason: String| XmlError::Malformed { reason, at };
    let text = |bytes: &[u8]| -> Arc<str> { String::from_utf8_lossy(bytes).as_ref().into() };
    let address = |result: ResolveResult<'_>| match result {
        ResolveResult::Bound(namespace) => text(namespace.as_ref()),
        ResolveResult::Unbound | ResolveResult::Unknown(_) => Arc::from(""),
    };
    let (namespace, local) = reader.resolver().resolve_element(start.name());
    let prefix = start.name().prefix().map_or_else(|| Arc::from(""), |prefix| text(prefix.as_ref()));
    let name = Name { prefix, local: text(local.as_ref()), namespace: address(namespace) };
    let node = tree.add(parent, NodeKind::Element, name, "");
    for (place, attribute) in start.attributes().enumerate() {
        if place >= MOST_ATTRIBUTES {
            return Err(XmlError::TooComplex);
        }
        let attribute = attribute.map_err(|error| malformed(error.to_string()))?;
        let value = attribute
            .normalized_value(quick_xml::XmlVersion::Implicit1_0)
            .map_err(|error| malformed(error.to_string()))?;
        if let Some(declaration) = attribute.key.as_namespace_binding() {
            let prefix = match declaration {
                PrefixDeclaration::Default => Arc::from(""),
                PrefixDeclaration::Named(prefix) => text(prefix),
            };
            tree.add(node, NodeKind::Namespace, Name { local: prefix, ..Name::default() }, value);
            continue;
        }
        let (namespace, local) = reader.resolver().resolve_attribute(attribute.key);
        let prefix = attribute.key.prefix().map_or_else(|| Arc::from(""), |prefix| text(prefix.as_ref()));
        let name = Name { prefix, local: text(local.as_ref()), namespace: address(namespace) };
        tree.add(node, NodeKind::Attribute, name, value);
    }
    Ok(node)
}
