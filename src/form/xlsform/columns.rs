//! The columns of a sheet: what their names mean, and the cells of a row by that meaning.

use super::problem::{CellPlace, Fault, Problem};
use super::workbook::{Header, Row, Sheet};
use std::collections::HashMap;
use std::rc::Rc;

/// What a column means: `["label"]`, `["label", "English (en)"]`, `["bind", "relevant"]`.
pub(super) type Meaning = Rc<[String]>;

/// What the columns of one kind of sheet can be.
pub(super) struct ColumnTable {
    /// The name of the sheet.
    pub(super) sheet: &'static str,
    /// The names that need no translation.
    pub(super) known: &'static [&'static str],
    /// Other names for them: what is written, what is meant.
    pub(super) aliases: &'static [(&'static str, &'static [&'static str])],
}

/// The survey sheet. The audit columns are ours; other tools skip them.
pub(super) const SURVEY: ColumnTable = ColumnTable {
    sheet: "survey",
    known: &[
        "name",
        "label",
        "type",
        "default",
        "guidance_hint",
        "hint",
        "choice_filter",
        "parameters",
        "trigger",
        "bind",
        "control",
        "media",
        "instance",
        "query",
        "sms_field",
        "actions",
        "itemset",
        "choices",
        "list_name",
    ],
    aliases: &[
        ("sms_field", &["sms_field"]),
        ("sms_option", &["sms_option"]),
        ("sms_separator", &["sms_separator"]),
        ("sms_allow_media", &["sms_allow_media"]),
        ("sms_date_format", &["sms_date_format"]),
        ("sms_datetime_format", &["sms_datetime_format"]),
        ("sms_response", &["sms_response"]),
        ("compact_tag", &["instance", "odk:tag"]),
        ("read_only", &["bind", "readonly"]),
        ("readonly", &["bind", "readonly"]),
        ("relevant", &["bind", "relevant"]),
        ("caption", &["label"]),
        ("appearance", &["control", "appearance"]),
        ("relevance", &["bind", "relevant"]),
        ("required", &["bind", "required"]),
        ("constraint", &["bind", "constraint"]),
        ("constraining_message", &["bind", "jr:constraintMsg"]),
        ("constraint_message", &["bind", "jr:constraintMsg"]),
        ("calculation", &["bind", "calculate"]),
        ("calculate", &["bind", "calculate"]),
        ("command", &["type"]),
        ("tag", &["name"]),
        ("value", &["name"]),
        ("image", &["media", "image"]),
        ("big-image", &["media", "big-image"]),
        ("audio", &["media", "audio"]),
        ("video", &["media", "video"]),
        ("count", &["control", "jr:count"]),
        ("repeat_count", &["control", "jr:count"]),
        ("jr:count", &["control", "jr:count"]),
        ("autoplay", &["control", "autoplay"]),
        ("rows", &["control", "rows"]),
        ("noapperrorstring", &["bind", "jr:noAppErrorString"]),
        ("no_app_error_string", &["bind", "jr:noAppErrorString"]),
        ("requiredmsg", &["bind", "jr:requiredMsg"]),
        ("required_message", &["bind", "jr:requiredMsg"]),
        ("body", &["control"]),
        ("save_to", &["bind", "entities:saveto"]),
    ],
};

const LIST_ALIASES: &[(&str, &[&str])] = &[
    ("caption", &["label"]),
    ("list_name", &["list name"]),
    ("value", &["name"]),
    ("image", &["media", "image"]),
    ("big-image", &["media", "big-image"]),
    ("audio", &["media", "audio"]),
    ("video", &["media", "video"]),
];
const LIST_KNOWN: &[&str] = &["name", "label", "media", "sms_option"];

/// The sheet of choices.
pub(super) const CHOICES: ColumnTable = ColumnTable { sheet: "choices", known: LIST_KNOWN, aliases: LIST_ALIASES };
/// The sheet of choices that live in a file of their own.
pub(super) const EXTERNAL_CHOICES: ColumnTable =
    ColumnTable { sheet: "external_choices", known: LIST_KNOWN, aliases: LIST_ALIASES };
/// The sheet of tags for OpenStreetMap.
pub(super) const OSM: ColumnTable = ColumnTable { sheet: "osm", known: LIST_KNOWN, aliases: LIST_ALIASES };
/// The sheet of entities.
pub(super) const ENTITIES: ColumnTable = ColumnTable {
    sheet: "entities",
    known: &["dataset", "entity_id", "create_if", "update_if", "repeat", "label"],
    aliases: &[("list_name", &["dataset"])],
};
/// The sheet of settings.
pub(super) const SETTINGS: ColumnTable = ColumnTable {
    sheet: "settings",
    known: &[
        "name",
        "label",
        "bind",
        "children",
        "control",
        "hint",
        "media",
        "type",
        "instance",
        "flat",
        "sms_field",
        "add_none_option",
        "clean_text_values",
        "attribute",
        "auto_delete",
        "auto_send",
        "choices",
        "default_language",
        "file_name",
        "id_string",
        "instance_name",
        "instance_xmlns",
        "namespaces",
        "omit_instanceID",
        "public_key",
        "sms_allow_media",
        "sms_date_format",
        "sms_datetime_format",
        "sms_keyword",
        "sms_response",
        "sms_separator",
        "style",
        "submission_url",
        "title",
        "version",
        "allow_choice_duplicates",
        "client_editable",
        "delimiter",
        "prefix",
        "entity_version",
    ],
    aliases: &[
        ("form_title", &["title"]),
        ("set_form_title", &["title"]),
        ("form_id", &["id_string"]),
        ("set_form_id", &["id_string"]),
        ("prefix", &["prefix"]),
    ],
};

impl ColumnTable {
    fn alias(&self, name: &str) -> Option<&'static [&'static str]> {
        self.aliases.iter().find(|(written, _)| *written == name).map(|(_, meant)| *meant)
    }

    /// What a column means, and the first name in it. `doubled` when some column of the sheet is written with `::`.
    pub(super) fn meaning(&self, header: &str, doubled: bool) -> (Vec<String>, Vec<String>) {
        let plain = |name: &str| self.known.contains(&name) && self.alias(name).is_none();
        if plain(header) {
            return (vec![header.to_owned()], vec![header.to_owned()]);
        }
        let snake = snake_case(header);
        if plain(&snake) {
            return (vec![snake.clone()], vec![snake]);
        }
        let mut parts: Vec<String> = if doubled || header.contains("::") {
            header.split("::").map(|part| part.trim().to_owned()).collect()
        } else {
            let mut parts: Vec<String> = header.split(':').map(|part| part.trim().to_owned()).collect();
            if let Some(at) = parts.iter().position(|part| part == "jr").filter(|at| at + 1 < parts.len()) {
                let prefixed = format!("jr:{}", parts[at + 1]);
                parts.splice(at..=at + 1, [prefixed]);
            }
            parts
        };
        let first = snake_case(&parts[0]);
        if let Some(meant) = self.alias(&first) {
            let new: Vec<String> = meant.iter().map(|part| (*part).to_owned()).collect();
            parts.splice(0..1, new.iter().cloned());
            return (new, parts);
        }
        if self.known.contains(&first.as_str()) {
            parts[0].clone_from(&first);
            return (vec![first], parts);
        }
        (vec![header.to_owned()], parts)
    }

    /// The standard column whose name is nearly `header`.
    pub(super) fn guess(&self, header: &str) -> Option<&'static str> {
        let snake = snake_case(header.split("::").next().unwrap_or_default());
        let names = self.known.iter().copied().chain(self.aliases.iter().map(|(written, _)| *written));
        nearest(&snake, names)
    }
}

/// The name nearest to `word`, at most two letters apart and less than half of the word.
pub(in crate::form) fn nearest<'a>(word: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    names
        .filter_map(|name| distance(word, name).map(|apart| (apart, name)))
        .filter(|(apart, _)| *apart > 0 && apart * 2 < length)
        .min_by_key(|(apart, _)| *apart)
        .map(|(_, name)| name)
}

/// How many letters must be changed, added or taken away (Levenshtein), where two are enough.
pub(super) fn distance(one: &str, other: &str) -> Option<usize> {
    const MOST: usize = 2;
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len().abs_diff(other.len()) > MOST {
        return None;
    }
    let mut previous: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in one.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, against) in other.iter().enumerate() {
            let changed = previous[column] + usize::from(letter != against);
            current.push(changed.min(previous[column + 1] + 1).min(current[column] + 1));
        }
        // It never gets less from row to row.
        current.iter().any(|apart| *apart <= MOST).then_some(())?;
        previous = current;
    }
    previous.last().copied().filter(|apart| *apart <= MOST)
}

/// Lower case, with `_` for spaces.
fn snake_case(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join("_").to_lowercase()
}

/// The columns of a sheet.
pub(super) struct Columns {
    /// What each column means, in their order.
    pub(super) all: Vec<Column>,
    sheet: String,
    default_language: String,
    single_spaces: bool,
}

/// A column.
pub(super) struct Column {
    /// Where it is and what its author wrote.
    pub(super) header: Header,
    /// What it means.
    pub(super) meaning: Meaning,
}

impl Columns {
    /// Reads the first row of a sheet.
    pub(super) fn read(
        sheet: &Sheet,
        table: &ColumnTable,
        required: &[&str],
        default_language: &str,
        single_spaces: bool,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let doubled = sheet.header.iter().any(|header| header.text.contains("::"));
        let mut seen: HashMap<Vec<String>, String> = HashMap::new();
        let mut all = Vec::new();
        for header in &sheet.header {
            if all.iter().any(|column: &Column| column.header.text == header.text) {
                continue;
            }
            let (new, meaning) = table.meaning(&header.text, doubled);
            if let Some(other) = seen.get(&meaning)
                && (new.len() != 1 || new[0] != header.text)
            {
                let place = CellPlace::header(table.sheet, header);
                problems.push(Problem::new(place, Fault::ColumnSynonym, &header.text).with_hint(other));
            }
            seen.insert(meaning.clone(), header.text.clone());
            all.push(Column { header: header.clone(), meaning: meaning.into() });
        }
        for name in required {
            if (!sheet.rows.is_empty() || table.sheet == "survey")
                && !all.iter().any(|column| column.meaning[0] == *name)
            {
                let guess = sheet.header.iter().map(|header| header.text.as_str());
                let hint = nearest(name, guess).unwrap_or_default().to_owned();
                let problem = Problem::new(CellPlace::sheet(table.sheet), Fault::ColumnMissing, *name);
                problems.push(problem.with_hint(hint));
            }
        }
        Self { all, sheet: table.sheet.to_owned(), default_language: default_language.to_owned(), single_spaces }
    }

    /// The cells of a row by what they mean.
    pub(super) fn row<'a>(&'a self, row: &Row) -> Fields<'a> {
        let mut fields = Fields { columns: self, number: row.number, all: Vec::with_capacity(row.cells.len()) };
        for cell in &row.cells {
            let Some(column) = self.all.iter().position(|column| column.header.column == cell.column) else { continue };
            let value = clean(&cell.text, self.single_spaces);
            fields.put(self.all[column].meaning.clone(), value, column);
        }
        fields
    }

    /// Tells a problem of a row the column that goes by a standard name, `calculation`.
    pub(super) fn locate(&self, table: &ColumnTable, place: &mut CellPlace) {
        let Some(name) = place.column.as_deref().filter(|_| place.column_index.is_none()) else { return };
        let (_, meaning) = table.meaning(name, true);
        let meaning: Vec<&str> = meaning.iter().map(String::as_str).collect();
        if let Some(column) = self.all.iter().find(|column| column.meaning.strip_prefix_of(&meaning).is_some()) {
            place.column = Some(column.header.text.clone());
            place.column_index = Some(column.header.column);
        }
    }

    /// The languages for which there is a column of this meaning; `default` for one without a language.
    pub(super) fn languages<'a>(&'a self, name: &'a [&str]) -> impl Iterator<Item = Option<&'a str>> {
        self.all.iter().filter_map(move |column| {
            let rest = column.meaning.strip_prefix_of(name)?;
            match rest {
                [] => Some(None),
                [language] => Some(Some(language.as_str())),
                _ => None,
            }
        })
    }
}

/// Matching the beginning of a meaning.
trait StripPrefix {
    fn strip_prefix_of(&self, name: &[&str]) -> Option<&[String]>;
}

impl StripPrefix for Meaning {
    fn strip_prefix_of(&self, name: &[&str]) -> Option<&[String]> {
        let (first, rest) = self.split_at_checked(name.len())?;
        first.iter().zip(name).all(|(own, asked)| own == asked).then_some(rest)
    }
}

/// Straight quotation marks for typographic ones; single spaces where the form wants that.
fn clean(text: &str, single_spaces: bool) -> String {
    let mut cleaned = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\u{2018}' | '\u{2019}' => cleaned.push('\''),
            '\u{201c}' | '\u{201d}' => cleaned.push('"'),
            ' ' if single_spaces && cleaned.ends_with(' ') => {}
            other => cleaned.push(other),
        }
    }
    cleaned
}

/// The cells of one row.
#[derive(Clone)]
pub(super) struct Fields<'a> {
    columns: &'a Columns,
    /// The number of the row in its sheet.
    pub(super) number: u32,
    all: Vec<(Meaning, String, usize)>,
}

impl<'a> Fields<'a> {
    /// A later column of the same meaning wins; a text without a language becomes one of the default language when
    /// one with a language stands beside it.
    fn put(&mut self, meaning: Meaning, value: String, column: usize) {
        if meaning.len() == 1 {
            self.all.retain(|(other, _, _)| other[0] != meaning[0]);
        } else {
            let parent = meaning.len() - 1;
            if let Some(at) = self.all.iter().position(|(other, _, _)| **other == meaning[..parent]) {
                if meaning[parent] == self.columns.default_language {
                    self.all.remove(at);
                } else {
                    let mut longer = self.all[at].0.to_vec();
                    longer.push(self.columns.default_language.clone());
                    self.all[at].0 = longer.into();
                }
            }
            self.all.retain(|(other, _, _)| *other != meaning);
        }
        self.all.push((meaning, value, column));
    }

    /// Whether the row has no cell at all.
    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The value of exactly this meaning.
    pub(super) fn get(&self, name: &[&str]) -> Option<&str> {
        let found = self.all.iter().find(|(meaning, _, _)| meaning.iter().map(String::as_str).eq(name.iter().copied()));
        found.map(|(_, value, _)| value.as_str())
    }

    /// Whether any cell begins with this meaning.
    pub(super) fn has(&self, name: &[&str]) -> bool {
        self.all.iter().any(|(meaning, _, _)| meaning.strip_prefix_of(name).is_some())
    }

    /// A text in its languages; `None` for the one without a language.
    pub(super) fn texts(&self, name: &[&str]) -> Vec<(Option<String>, String)> {
        let found = self.all.iter().filter_map(|(meaning, value, _)| match meaning.strip_prefix_of(name)? {
            [] => Some((None, value.clone())),
            [language] => Some((Some(language.clone()), value.clone())),
            _ => None,
        });
        found.collect()
    }

    /// Everything below a meaning, `bind` for one: the rest of the meaning and the value.
    pub(super) fn below<'b>(&'b self, name: &'b str) -> impl Iterator<Item = (&'b [String], &'b str)> {
        self.all.iter().filter_map(move |(meaning, value, _)| {
            meaning.strip_prefix_of(&[name]).filter(|rest| !rest.is_empty()).map(|rest| (rest, value.as_str()))
        })
    }

    /// All cells: what they mean and what they hold.
    pub(super) fn all(&self) -> impl Iterator<Item = (&[String], &str)> {
        self.all.iter().map(|(meaning, value, _)| (&**meaning, value.as_str()))
    }

    /// The place of the cell whose meaning begins with `name`, or of the row where it has none.
    pub(super) fn place(&self, name: &[&str]) -> CellPlace {
        let mut place = CellPlace::row(&self.columns.sheet, self.number);
        let in_row = self.all.iter().find(|(meaning, _, _)| meaning.strip_prefix_of(name).is_some());
        let column = in_row
            .and_then(|(_, _, column)| self.columns.all.get(*column))
            .or_else(|| self.columns.all.iter().find(|column| column.meaning.strip_prefix_of(name).is_some()));
        place.column =
            column.map(|column| column.header.text.clone()).or_else(|| name.last().map(|name| (*name).to_owned()));
        place.column_index = column.map(|column| column.header.column);
        place
    }

    /// A problem with the cell of this meaning.
    pub(super) fn problem(&self, name: &[&str], fault: Fault, subject: impl Into<String>) -> Problem {
        Problem::new(self.place(name), fault, subject)
    }
}
