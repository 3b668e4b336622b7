//! The stored form of a checklist: its sheets as canonical JSON.

use super::read::{FILE_BYTES, LIMITS};
use super::table::{Table, tables};
use super::workbook::{CHECKLIST_SHEETS, Cell, Header, Row, Sheet, Workbook, cell_text, header_text, is_file_name};
use crate::domain::{CanonicalError, canonical_json};
use serde::de::{self, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::fmt;

/// What every version of the format begins with.
const FAMILY: &str = "fieldseal-checklist/";
/// The version that is written and read.
const VERSION: u64 = 2;

/// A row of one cell is an object of two texts; the rest is for what stands around the rows.
const MOST_VALUES: usize = LIMITS.cells * 3 + 100;

/// Why bytes are no stored checklist.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JsonProblem {
    /// They are no JSON.
    #[error("no JSON: line {line}, column {column}: {detail}")]
    NotJson {
        /// The line, 1 for the first.
        line: usize,
        /// The byte in the line, 1 for the first.
        column: usize,
        /// What is wrong there.
        detail: String,
    },
    /// They say that they are something else; empty where they do not say what they are.
    #[error("not a stored checklist but `{0}`")]
    OtherFormat(String),
    /// A later version of this application wrote them.
    #[error("version {0} of the format, which only a later version of this application reads")]
    LaterVersion(u64),
    /// The JSON has not the shape of a workbook.
    #[error("not a table: {0}")]
    Shape(String),
    /// They are larger than any checklist.
    #[error("too large")]
    TooLarge,
}

impl JsonProblem {
    /// A stable code, for machines.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotJson { .. } => "not_json",
            Self::OtherFormat(_) => "other_format",
            Self::LaterVersion(_) => "later_version",
            Self::Shape(_) => "shape",
            Self::TooLarge => "too_large",
        }
    }
}

impl Workbook {
    /// The `format` of the stored form.
    pub const FORMAT: &str = "fieldseal-checklist/2";

    /// The stored form (RFC 8785): the sheets of a checklist as the texts of their cells, all else left out.
    ///
    /// What is left out says nothing to `check`, with two exceptions that it refuses: a column whose name is no text,
    /// and an empty row among the entities. Where a form gives no identifier, it goes by the name of its file, which
    /// is not stored either.
    ///
    /// # Errors
    /// [`CanonicalError`], which no workbook has: it is texts throughout.
    pub fn to_json(&self) -> Result<Vec<u8>, CanonicalError> {
        #[derive(Serialize)]
        struct File<'a> {
            #[serde(skip_serializing_if = "BTreeMap::is_empty")]
            files: &'a BTreeMap<String, String>,
            format: &'static str,
            sheets: BTreeMap<&'static str, Stored<'a>>,
        }
        #[derive(Serialize)]
        struct Stored<'a> {
            columns: &'a [String],
            rows: Vec<BTreeMap<&'a str, &'a str>>,
        }
        fn stored<'a>(table: &'a Table<'_>) -> (&'static str, Stored<'a>) {
            let row = |cells: &'a BTreeMap<usize, _>| {
                cells
                    .iter()
                    .map(|(column, text)| (table.columns[*column].as_str(), AsRef::<str>::as_ref(text)))
                    .collect()
            };
            (table.name, Stored { columns: &table.columns, rows: table.rows.iter().map(row).collect() })
        }
        let tables = tables(self);
        let sheets = tables.iter().map(stored).collect();
        canonical_json(&File { files: &self.files, format: Self::FORMAT, sheets })
    }

    /// Reads the stored form. There is always a survey in it, if need be without any column.
    ///
    /// # Errors
    /// [`JsonProblem`] when the bytes are something else, or say something that would be lost.
    pub fn from_json(bytes: &[u8]) -> Result<Self, JsonProblem> {
        // The texts of files have quotes and ends of lines, which are written as two.
        if bytes.len() > FILE_BYTES + 2 * Self::MOST_FILE_BYTES || values(bytes) > MOST_VALUES {
            return Err(JsonProblem::TooLarge);
        }
        check_format(bytes)?;
        let tree: Tree = serde_json::from_slice(bytes).map_err(|error| problem(&error))?;
        let Tree::Object(mut file) = tree else { return Err(shape("the whole is no object")) };
        file.remove("format");
        let (sheets, files) = (file.remove("sheets"), file.remove("files"));
        nothing_else(&file, "the whole")?;
        let Some(Tree::Object(mut stored)) = sheets else { return Err(shape("`sheets` is no object")) };
        let mut workbook = Self { files: texts(files)?, ..Self::default() };
        let in_files: usize = workbook.files.values().map(String::len).sum();
        if in_files > Self::MOST_FILE_BYTES || bytes.len() > FILE_BYTES + 2 * in_files {
            return Err(JsonProblem::TooLarge);
        }
        for name in CHECKLIST_SHEETS {
            match stored.remove(name) {
                Some(tree) => workbook.sheets.push(sheet(name, tree)?),
                None if name == "survey" => workbook.sheets.push(Sheet { name: name.to_owned(), ..Sheet::default() }),
                None => {}
            }
        }
        nothing_else(&stored, "`sheets`")?;
        let in_rows = |sheet: &Sheet| sheet.rows.iter().map(|row| row.cells.len()).sum::<usize>();
        let cells: usize = workbook.sheets.iter().map(|sheet| sheet.header.len() + in_rows(sheet)).sum();
        if cells > LIMITS.cells { Err(JsonProblem::TooLarge) } else { Ok(workbook) }
    }
}

/// How many texts, lists and objects JSON holds; each cell is two texts. Counted before anything is taken into memory.
fn values(bytes: &[u8]) -> usize {
    let (mut values, mut in_text, mut escaped) = (0, false, false);
    for byte in bytes {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = in_text,
            b'"' => {
                in_text = !in_text;
                values += usize::from(in_text);
            }
            b'{' | b'[' if !in_text => values += 1,
            _ => {}
        }
    }
    values
}

/// Looks at the format alone: of another one nothing else can be expected.
fn check_format(bytes: &[u8]) -> Result<(), JsonProblem> {
    #[derive(Deserialize)]
    struct Head {
        format: String,
    }
    let format = match serde_json::from_slice::<Head>(bytes) {
        Ok(head) => head.format,
        Err(error) if error.is_data() => return Err(JsonProblem::OtherFormat(String::new())),
        Err(error) => return Err(problem(&error)),
    };
    match format.strip_prefix(FAMILY).and_then(|version| version.parse().ok()) {
        Some(VERSION) if format == Workbook::FORMAT => Ok(()),
        Some(later) if later > VERSION => Err(JsonProblem::LaterVersion(later)),
        _ => Err(JsonProblem::OtherFormat(format)),
    }
}

fn problem(error: &serde_json::Error) -> JsonProblem {
    let (line, column, whole) = (error.line(), error.column(), error.to_string());
    let detail = whole.strip_suffix(&format!(" at line {line} column {column}")).unwrap_or(&whole).to_owned();
    if error.is_data() {
        return shape(format!("line {line}, column {column}: {detail}"));
    }
    JsonProblem::NotJson { line, column, detail }
}

fn shape(detail: impl Into<String>) -> JsonProblem {
    JsonProblem::Shape(detail.into())
}

fn nothing_else(object: &BTreeMap<String, Tree>, place: &str) -> Result<(), JsonProblem> {
    object.keys().next().map_or(Ok(()), |key| Err(shape(format!("`{key}` in {place} is not known"))))
}

/// The files that come with a checklist.
fn texts(tree: Option<Tree>) -> Result<BTreeMap<String, String>, JsonProblem> {
    let Some(tree) = tree else { return Ok(BTreeMap::new()) };
    let Tree::Object(files) = tree else { return Err(shape("`files` is no object")) };
    let text = |(name, tree): (String, Tree)| match tree {
        Tree::Text(_) if !is_file_name(name.as_str()) => Err(shape(format!("`{name}` is no name of a file"))),
        Tree::Text(text) => Ok((name, text)),
        Tree::List(_) | Tree::Object(_) => Err(shape(format!("`{name}` of `files` is no text"))),
    };
    files.into_iter().map(text).collect()
}

fn sheet(name: &str, tree: Tree) -> Result<Sheet, JsonProblem> {
    let Tree::Object(mut parts) = tree else { return Err(shape(format!("{name} is no object"))) };
    let (columns, rows) = (parts.remove("columns"), parts.remove("rows"));
    nothing_else(&parts, name)?;
    let Some(Tree::List(columns)) = columns else { return Err(shape(format!("`columns` of {name} is no list"))) };
    let Some(Tree::List(rows)) = rows else { return Err(shape(format!("`rows` of {name} is no list"))) };
    let mut sheet = Sheet { name: name.to_owned(), ..Sheet::default() };
    let mut places: HashMap<String, usize> = HashMap::new();
    for (column, tree) in columns.into_iter().enumerate() {
        let text = if let Tree::Text(text) = tree { header_text(&text) } else { String::new() };
        if text.is_empty() {
            return Err(shape(format!("column {} of {name} is no text", column + 1)));
        }
        places.entry(text.clone()).or_insert(column);
        sheet.header.push(Header { column, text, is_text: true });
    }
    for (index, tree) in rows.into_iter().enumerate() {
        let cells = cells(tree, &places).map_err(|detail| shape(format!("row {} of {name} {detail}", index + 1)))?;
        if !cells.is_empty() {
            let number = u32::try_from(sheet.rows.len() + 2).unwrap_or(u32::MAX);
            sheet.rows.push(Row { number, cells });
        }
    }
    Ok(sheet)
}

/// The cells of a row in the order of the columns.
fn cells(tree: Tree, places: &HashMap<String, usize>) -> Result<Vec<Cell>, String> {
    let Tree::Object(written) = tree else { return Err("is no object".to_owned()) };
    let mut cells: BTreeMap<usize, String> = BTreeMap::new();
    for (name, tree) in written {
        let Tree::Text(text) = tree else { return Err(format!("has no text in `{name}`")) };
        let column = places.get(&header_text(&name)).ok_or_else(|| format!("has `{name}`, which is no column"))?;
        let text = cell_text(&text);
        if !text.is_empty() && cells.insert(*column, text.into_owned()).is_some() {
            return Err(format!("has `{name}` twice"));
        }
    }
    Ok(cells.into_iter().map(|(column, text)| Cell { column, text, is_error: false }).collect())
}

/// JSON as far as a workbook needs it: texts, lists, and objects that name nothing twice.
enum Tree {
    Text(String),
    List(Vec<Tree>),
    Object(BTreeMap<String, Tree>),
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Tree;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a text, a list or an object")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Tree, E> {
                Ok(Tree::Text(text.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Tree, A::Error> {
                let mut list = Vec::new();
                while let Some(item) = items.next_element()? {
                    list.push(item);
                }
                Ok(Tree::List(list))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Tree, A::Error> {
                let mut object = BTreeMap::new();
                while let Some((key, value)) = entries.next_entry::<String, Tree>()? {
                    if object.contains_key(&key) {
                        return Err(de::Error::custom(format_args!("`{key}` twice")));
                    }
                    object.insert(key, value);
                }
                Ok(Tree::Object(object))
            }
        }
        deserializer.deserialize_any(Any)
    }
}
