//! The files that come with a form: lists of choices, and tables that its expressions look into.
//!
//! They become instances as ODK web-forms builds them. A file that is missing or broken is named with its line, and
//! its instance is empty: the form runs without it.

mod geojson;
mod problem;
mod source;
mod table;

pub use problem::{FileFault, FileProblem};
pub(super) use source::stem;

use super::choices::add_element;
use crate::form::xlsform::definition::Definition;
use crate::form::xlsform::{Workbook, is_file_name};
use crate::form::xpath::{Forest, Name, NodeId, NodeKind, Tree, XmlError, read_within};
use source::Source;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How many values the files of a form may hold together.
const MOST_VALUES: usize = 1_000_000;

/// The files that lie beside a form, by their names.
#[derive(Debug, Clone, Default)]
pub struct Files {
    read: BTreeMap<String, Result<Vec<u8>, FileFault>>,
}

impl Files {
    /// How many bytes the files of a form may have together.
    pub const MOST_BYTES: usize = Workbook::MOST_FILE_BYTES;

    /// The files that a workbook has with it.
    #[must_use]
    pub fn of(workbook: &Workbook) -> Self {
        let mut files = Self::default();
        for (name, text) in &workbook.files {
            files.add(name, text.clone().into_bytes());
        }
        files
    }

    /// The files that a form wants and that are texts, as a workbook has them with it.
    #[must_use]
    pub fn texts(&self, form: &Definition) -> BTreeMap<String, String> {
        let text = |name: String| {
            let bytes = self.read.get(&name)?.as_ref().ok()?;
            Some((name, String::from_utf8(bytes.clone()).ok()?))
        };
        Self::wanted(form).into_iter().filter_map(text).collect()
    }

    /// The names that files of a form can have. Not all of them need be there: a table that only an expression names
    /// can be of any kind. A name that leads to another folder is none.
    #[must_use]
    pub fn wanted(form: &Definition) -> BTreeSet<String> {
        let names = source::all(form).into_iter().flat_map(|source| source.names);
        names.filter(|name| is_file_name(name)).collect()
    }

    /// Gives a file.
    pub fn add(&mut self, name: &str, bytes: Vec<u8>) {
        let held: usize = self.read.values().flatten().map(Vec::len).sum();
        let is_too_large = held.saturating_add(bytes.len()) > Self::MOST_BYTES;
        self.read.insert(name.to_owned(), if is_too_large { Err(FileFault::TooLarge) } else { Ok(bytes) });
    }

    /// Says why a file that is there could not be read.
    pub fn refuse(&mut self, name: &str, fault: FileFault) {
        self.read.insert(name.to_owned(), Err(fault));
    }

    /// What is wrong with the files of a form.
    #[must_use]
    pub fn problems(&self, form: &Definition) -> Vec<FileProblem> {
        self.add_to(form, &mut Forest::default())
    }

    /// Adds the instances of a form that stand in files, empty where there is no file, and says what is wrong.
    pub(super) fn add_to(&self, form: &Definition, forest: &mut Forest) -> Vec<FileProblem> {
        let mut problems = Vec::new();
        let mut left = MOST_VALUES;
        for source in source::all(form) {
            let (name, tree) = self.tree(&source, &mut left);
            let problem = |row, line, fault| FileProblem { file: name.to_owned(), row, line, fault };
            let tree = tree.unwrap_or_else(|(line, fault)| {
                problems.push(problem(source.row, line, fault));
                empty()
            });
            let columns = source.columns.iter().filter(|(_, column)| has_items(&tree) && !has_column(&tree, column));
            let missing = columns.map(|(row, column)| problem(*row, None, FileFault::Column(column.clone())));
            problems.extend(missing);
            forest.add(source.instance, tree);
        }
        problems
    }

    /// The instance of a source, and the name of its file.
    fn tree<'a>(&self, source: &'a Source, left: &mut usize) -> (&'a str, Outcome) {
        let first = source.names.first().map_or("", String::as_str);
        if !is_file_name(first) {
            return (first, Err((None, FileFault::Name)));
        }
        let there = source.names.iter().find_map(|name| self.read.get(name).map(|read| (name.as_str(), read)));
        let Some((name, read)) = there else { return (first, Err((None, FileFault::Missing))) };
        let outcome = match read {
            Ok(bytes) => tree(name, bytes, source.list.as_deref(), left),
            Err(fault) => Err((None, fault.clone())),
        };
        (name, outcome)
    }
}

/// In which line a file is wrong, and how.
type Wrong = (Option<usize>, FileFault);
type Outcome = Result<Tree, Wrong>;

fn tree(name: &str, bytes: &[u8], list: Option<&str>, left: &mut usize) -> Outcome {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let line = line_at(bytes, error.valid_up_to());
        (Some(line), FileFault::Encoding)
    })?;
    let text = text.trim_start_matches('\u{feff}');
    if let Some(place) = text.find('\0') {
        return Err((Some(line_at(text.as_bytes(), place)), FileFault::Encoding));
    }
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("xml") => xml(text, left),
        Some("geojson") => geojson::tree(text, left),
        _ => table::tree(text, list, left),
    }
}

fn xml(text: &str, left: &mut usize) -> Outcome {
    // A value is an element with a text, and mostly a space before it.
    let tree = read_within(text, left.saturating_mul(3)).map_err(|error| match error {
        XmlError::Malformed { reason, at } => {
            let line = line_at(text.as_bytes(), usize::try_from(at).unwrap_or(usize::MAX));
            (Some(line), FileFault::Syntax(reason))
        }
        XmlError::TooComplex => (None, FileFault::TooLarge),
        XmlError::UnknownEntity { .. } | XmlError::Empty => (None, FileFault::Syntax(error.to_string())),
    })?;
    *left -= (tree.all().count() / 3).min(*left);
    if has_items(&tree) { Ok(tree) } else { Err((None, FileFault::Shape)) }
}

/// The line that a byte stands in, from 1.
fn line_at(bytes: &[u8], place: usize) -> usize {
    bytes[..place.min(bytes.len())].iter().filter(|byte| **byte == b'\n').count() + 1
}

fn empty() -> Tree {
    let mut tree = Tree::default();
    add_element(&mut tree, Tree::ROOT, "root", "");
    tree
}

/// The nodes at `root/item`.
pub(super) fn items(tree: &Tree) -> impl Iterator<Item = NodeId> {
    let named =
        |node: &&NodeId, name: &str| tree.kind(**node) == NodeKind::Element && &*tree.name(**node).local == name;
    let roots = tree.children(Tree::ROOT).iter().filter(move |node| named(node, "root"));
    roots.flat_map(|root| tree.children(*root)).filter(move |node| named(node, "item")).copied()
}

fn has_items(tree: &Tree) -> bool {
    items(tree).next().is_some()
}

fn has_column(tree: &Tree, column: &str) -> bool {
    items(tree).any(|item| tree.children(item).iter().any(|cell| &*tree.name(*cell).local == column))
}

/// A name as a column or a property gives it.
fn name_of(column: &str) -> Arc<Name> {
    let (prefix, local) = column.split_once(':').unwrap_or(("", column));
    Arc::new(Name { prefix: prefix.into(), local: local.into(), namespace: "".into() })
}
