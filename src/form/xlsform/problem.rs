//! What is wrong with an XLSForm: each problem with its sheet, row and column.

use super::workbook::Header;
use serde::Serialize;

/// How much a problem weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// The form cannot be used.
    Error,
    /// The form can be used; something in it is probably not meant so.
    Warning,
    /// The form can be used; something in it does nothing here.
    Note,
}

impl Weight {
    /// The code in data.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// Where a problem is.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct CellPlace {
    /// The sheet; none for the whole workbook.
    pub sheet: Option<String>,
    /// The row, 1 for the first; none for the whole sheet.
    pub row: Option<u32>,
    /// The name of the column as its author wrote it.
    pub column: Option<String>,
    /// The column, 0 for A.
    pub column_index: Option<usize>,
}

impl CellPlace {
    /// A sheet as a whole.
    #[must_use]
    pub fn sheet(sheet: &str) -> Self {
        Self { sheet: Some(sheet.to_owned()), ..Self::default() }
    }

    /// A row of a sheet.
    #[must_use]
    pub fn row(sheet: &str, row: u32) -> Self {
        Self { row: Some(row), ..Self::sheet(sheet) }
    }

    /// The name of a column.
    #[must_use]
    pub fn header(sheet: &str, header: &Header) -> Self {
        let (column, column_index) = (Some(header.text.clone()), Some(header.column));
        Self { column, column_index, ..Self::row(sheet, 1) }
    }

    /// The address as a spreadsheet shows it, `C7`; none without a row and a column.
    #[must_use]
    pub fn address(&self) -> Option<String> {
        let row = self.row?;
        let mut left = self.column_index? + 1;
        let mut letters = Vec::new();
        while left > 0 {
            let letter = u8::try_from((left - 1) % 26).ok()?;
            letters.push(char::from(b'A' + letter));
            left = (left - 1) / 26;
        }
        Some(letters.iter().rev().chain(row.to_string().chars().collect::<Vec<_>>().iter()).collect())
    }
}

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where it is.
    pub place: CellPlace,
    /// What it is.
    pub fault: Fault,
    /// What it is about: the name, value or key as its author wrote it.
    pub subject: String,
    /// What was probably meant, what is accepted instead, or the other place that is concerned.
    pub hint: String,
}

macro_rules! faults {
    ($($(#[doc = $text:literal])+ $name:ident = $code:literal, $weight:ident;)+) => {
        /// The kinds of problems.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Fault { $($(#[doc = $text])+ $name,)+ }

        impl Fault {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// A stable code, for machines and for the texts.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// How much it weighs.
            #[must_use]
            pub const fn weight(self) -> Weight {
                match self { $(Self::$name => Weight::$weight,)+ }
            }
        }
    };
}

faults! {
    /// There is no survey sheet.
    SheetMissing = "sheet_missing", Error;
    /// A sheet has a name that is nearly one of a form.
    SheetMisspelt = "sheet_misspelt", Warning;
    /// Two sheets have the same name but for the case of letters; the last one is used.
    SheetTwice = "sheet_twice", Warning;
    /// A column has the same name as another.
    ColumnTwice = "column_twice", Error;
    /// Two columns of different names mean the same.
    ColumnSynonym = "column_synonym", Error;
    /// A column that every form needs is missing.
    ColumnMissing = "column_missing", Error;
    /// The name of a column is no text.
    ColumnNotText = "column_not_text", Error;
    /// A column of the choices cannot be used because of its name.
    ColumnUnusable = "column_unusable", Warning;
    /// A column of the choices has a colon in its name, so that no element can be made of it.
    ColumnNested = "column_nested", Error;
    /// A column has a language or a part that it cannot have.
    ColumnLanguage = "column_language", Error;
    /// A column is called like a family of columns, or by a name that the converter keeps for itself.
    ColumnReserved = "column_reserved", Error;
    /// A column is not known; its cells do nothing.
    ColumnUnknown = "column_unknown", Note;
    /// A column is nearly one of the standard.
    ColumnMisspelt = "column_misspelt", Warning;
    /// A column of the entities is not known.
    EntityColumn = "entity_column", Error;
    /// A formula shows an error instead of a value.
    FormulaError = "formula_error", Warning;
    /// A row has no type.
    TypeMissing = "type_missing", Error;
    /// A row without type, name and label is skipped.
    RowSkipped = "row_skipped", Note;
    /// A type is not known.
    TypeUnknown = "type_unknown", Error;
    /// A type belongs to the dialect of another tool.
    TypeOfDialect = "type_of_dialect", Error;
    /// A type that this application cannot answer; the question is shown and can be left.
    TypeUnsupported = "type_unsupported", Note;
    /// A part of another form is to be included.
    Include = "include", Error;
    /// A question has no name.
    NameMissing = "name_missing", Error;
    /// A name is no name of an XML element.
    NameInvalid = "name_invalid", Error;
    /// Two questions of the same group have the same name.
    NameTwice = "name_twice", Error;
    /// Two names differ only in the case of letters.
    NameCase = "name_case", Warning;
    /// The name `meta` is reserved.
    NameReserved = "name_reserved", Error;
    /// A repeat is named like the root of the form.
    RepeatIsRoot = "repeat_is_root", Error;
    /// Two repeats have the same name.
    RepeatTwice = "repeat_twice", Error;
    /// A group or repeat is closed that was not open.
    EndWithoutBegin = "end_without_begin", Error;
    /// A group or repeat is never closed.
    BeginWithoutEnd = "begin_without_end", Error;
    /// Groups stand in each other too often.
    NestedTooDeep = "nested_too_deep", Error;
    /// There are more questions than an inspection takes.
    TooManyQuestions = "too_many_questions", Error;
    /// A text in a loop has a `%` that begins no placeholder.
    LoopText = "loop_text", Error;
    /// The choices that a loop runs over have a column that they cannot have.
    LoopColumn = "loop_column", Error;
    /// A file stands in a repeat.
    FileInRepeat = "file_in_repeat", Error;
    /// A question shows neither label nor hint.
    LabelMissing = "label_missing", Error;
    /// A repeat has no label.
    RepeatLabel = "repeat_label", Note;
    /// A choice has no label.
    ChoiceLabel = "choice_label", Warning;
    /// A language lacks a column that another one has.
    TranslationMissing = "translation_missing", Warning;
    /// A calculation is missing.
    CalculationMissing = "calculation_missing", Error;
    /// A default is no value of its type: a date as a spreadsheet writes it, for one.
    DefaultInvalid = "default_invalid", Warning;
    /// `${…}` cannot be read.
    ReferenceMalformed = "reference_malformed", Error;
    /// `${…}` names no question.
    ReferenceUnknown = "reference_unknown", Error;
    /// `${…}` names several questions.
    ReferenceAmbiguous = "reference_ambiguous", Error;
    /// A reference in the parameters names a question with capitals.
    ReferenceCase = "reference_case", Error;
    /// References need commas between them.
    ReferenceList = "reference_list", Error;
    /// A question is to react to one that nobody sees.
    TriggerInvisible = "trigger_invisible", Error;
    /// A position in the background needs a trigger and no calculation.
    BackgroundPosition = "background_position", Error;
    /// There are no choices at all.
    ChoicesMissing = "choices_missing", Error;
    /// A list of choices does not exist.
    ListUnknown = "list_unknown", Error;
    /// A choice has no name.
    ChoiceName = "choice_name", Error;
    /// Two choices of a list have the same name.
    ChoiceTwice = "choice_twice", Error;
    /// The name of a choice of several has a space.
    ChoiceSpace = "choice_space", Error;
    /// A file of choices is of no known kind.
    FileKind = "file_kind", Error;
    /// A select has no list.
    ListMissing = "list_missing", Error;
    /// Choices cannot be filtered together with this.
    FilterNotHere = "filter_not_here", Error;
    /// A choice from a large list without a filter.
    FilterMissing = "filter_missing", Error;
    /// The lists of a table of selects differ.
    TableList = "table_list", Error;
    /// `search()` is used where it cannot be.
    SearchMixed = "search_mixed", Error;
    /// Parameters cannot be read.
    ParametersMalformed = "parameters_malformed", Error;
    /// A parameter is not known to the type.
    ParameterUnknown = "parameter_unknown", Error;
    /// A parameter has a value that it cannot have.
    ParameterValue = "parameter_value", Error;
    /// A parameter does not fit the other ones.
    ParameterRange = "parameter_range", Error;
    /// A parameter is needed.
    ParameterMissing = "parameter_missing", Error;
    /// A medium is of no known kind.
    MediaKind = "media_kind", Error;
    /// A large image needs a small one.
    BigImage = "big_image", Error;
    /// An attached file has the same name as another source of data.
    InstanceTwice = "instance_twice", Error;
    /// An entity is declared wrongly.
    Entity = "entity", Error;
    /// Two answers are saved as the same property.
    EntityTwice = "entity_twice", Error;
    /// The answers that an entity takes stand in different repeats.
    EntityRepeat = "entity_repeat", Error;
    /// Two entities would have to be declared in the same group.
    EntityCrowded = "entity_crowded", Error;
    /// A setting has a value that it cannot have.
    Setting = "setting", Error;
    /// The identifier is given twice.
    SettingTwice = "setting_twice", Warning;
    /// The column `disabled` is old.
    Disabled = "disabled", Warning;
    /// An appearance is not known.
    AppearanceUnknown = "appearance_unknown", Note;
    /// An expression cannot be read.
    Expression = "expression", Warning;
    /// An expression uses a function that does not exist.
    FunctionUnknown = "function_unknown", Warning;
    /// A function of another tool.
    FunctionOfDialect = "function_of_dialect", Warning;
    /// Values that depend on each other in a circle.
    Cycle = "cycle", Error;
    /// An audit column is not known.
    AuditColumn = "audit_column", Warning;
    /// An audit column has a value that it cannot have.
    AuditValue = "audit_value", Error;
    /// What an audit question is made of is not complete.
    AuditIncomplete = "audit_incomplete", Error;
    /// A question is scored, but nothing says how bad a failure is.
    AuditWeight = "audit_weight", Error;
    /// A question has a severity, but no answer to it can fail.
    AuditNothingFails = "audit_nothing_fails", Warning;
    /// An interview asks for a photo, a recording or another file.
    AuditInterview = "audit_interview", Error;
    /// A table of records, or a flag of it, does not exist.
    AuditTable = "audit_table", Error;
    /// The sheet of references names a question that does not exist.
    AuditReference = "audit_reference", Warning;
    /// There are more problems than are listed.
    More = "more", Note;
}

impl Problem {
    /// A problem about `subject` at a place.
    pub(in crate::form) fn new(place: CellPlace, fault: Fault, subject: impl Into<String>) -> Self {
        Self { place, fault, subject: subject.into(), hint: String::new() }
    }

    /// The same with what was probably meant.
    pub(in crate::form) fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_those_of_spreadsheets() {
        for (column, address) in [(0, "A7"), (25, "Z7"), (26, "AA7"), (701, "ZZ7"), (702, "AAA7")] {
            let place = CellPlace { column_index: Some(column), ..CellPlace::row("survey", 7) };
            assert_eq!(place.address().as_deref(), Some(address));
        }
    }
}
