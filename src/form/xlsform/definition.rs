//! A form as its author defined it: what the sheets say, without their synonyms.

use super::pairs::Pairs;
use std::collections::BTreeMap;

/// A text in the languages of the form; the key is empty for a text without a language.
pub type Texts = Pairs;

/// A form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Definition {
    /// The name of the root element, `data` unless the settings say otherwise.
    pub root: String,
    /// The title.
    pub title: String,
    /// The identifier.
    pub id: String,
    /// The version; empty without one.
    pub version: String,
    /// The language of texts that have none; `default` without that setting.
    pub default_language: String,
    /// The languages of its texts in the order of the columns; empty where it has one only.
    pub languages: Vec<String>,
    /// The other settings, by their names.
    pub settings: Pairs,
    /// The lists of choices by name.
    pub choices: BTreeMap<String, Vec<Choice>>,
    /// The choices of `select_one_external`, by name.
    pub external_choices: BTreeMap<String, Vec<Choice>>,
    /// What the form consists of.
    pub items: Vec<Item>,
}

/// One choice of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// The value that an answer holds.
    pub name: String,
    /// What people read.
    pub label: Texts,
    /// Images and sounds: their kind, then their file by language.
    pub media: BTreeMap<String, Texts>,
    /// The other columns, for filters.
    pub extra: Pairs,
}

/// A question, a group or a repeat.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Item {
    /// The row of the survey sheet; that of its cause for an item made by another.
    pub row: u32,
    /// The name of its node.
    pub name: String,
    /// What it is.
    pub kind: ItemKind,
    /// What is asked.
    pub label: Texts,
    /// A help for who answers.
    pub hint: Texts,
    /// A help that is shown on demand.
    pub guidance: Texts,
    /// Images and sounds: their kind, then their file by language.
    pub media: BTreeMap<String, Texts>,
    /// `relevant`, `required`, `constraint`, `readonly`, `calculate` and others, by their names.
    pub bind: Pairs,
    /// What is said when the constraint is not met.
    pub constraint_message: Texts,
    /// What is said when an answer is missing.
    pub required_message: Texts,
    /// How it is shown.
    pub appearance: String,
    /// `jr:count` and other attributes of the control.
    pub control: Pairs,
    /// The first value; an expression where [`Item::is_default_dynamic`].
    pub default: String,
    /// Whether the first value is calculated.
    pub is_default_dynamic: bool,
    /// The questions whose change makes this one calculate.
    pub triggers: Vec<String>,
    /// Which choices are shown: an expression with the choice as its context.
    pub choice_filter: String,
    /// `key=value` pairs.
    pub parameters: Pairs,
    /// Columns that the standard does not know, by their names.
    pub extra: Pairs,
    /// What a group or a repeat contains.
    pub items: Vec<Item>,
}

/// What an item is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum ItemKind {
    /// A group; it has no answer.
    #[default]
    Group,
    /// A group that can be there any number of times.
    Repeat,
    /// A question or a value.
    Question(QuestionType),
    /// A file that comes with the form, by `csv-external` or `xml-external`.
    ExternalFile {
        /// `csv` or `xml`.
        extension: &'static str,
    },
}

/// The types of questions and values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuestionType {
    /// A type that the standard's table names: the type as its author wrote it and its entry.
    Plain(&'static PlainType),
    /// One choice, or several, or all in an order.
    Select {
        /// How many can be chosen.
        mode: SelectMode,
        /// Where the choices come from.
        list: ChoiceSource,
    },
}

/// How many choices an answer has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SelectMode {
    /// One.
    One,
    /// Any number.
    Multiple,
    /// All of them, in an order.
    Rank,
}

/// Where choices come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChoiceSource {
    /// A list of the choices sheet.
    List(String),
    /// A list of the external choices sheet.
    External(String),
    /// A file that comes with the form, `districts.csv`.
    File(String),
    /// The answers to a question in a repeat.
    Answers(String),
}

/// How a value comes about and how it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Control {
    /// Typed in.
    Input,
    /// A note without an answer.
    Note,
    /// A file.
    Upload,
    /// A number on a scale.
    Range,
    /// Confirmed.
    Trigger,
    /// Not shown.
    None,
}

/// A type of the standard's table.
#[derive(Debug, PartialEq, Eq)]
pub struct PlainType {
    /// The name that the standard uses today.
    pub name: &'static str,
    /// How it is asked for.
    pub control: Control,
    /// The type of its value: `string`, `int`, `decimal`, `date`, `time`, `dateTime`, `geopoint`, `binary`, …
    pub value: &'static str,
    /// Where a value comes from that nobody types in: `jr:preload` and its parameter.
    pub preload: Option<(&'static str, &'static str)>,
    /// A constraint that comes with the type.
    pub constraint: Option<&'static str>,
    /// A hint that comes with the type.
    pub hint: Option<&'static str>,
}

impl Item {
    /// Whether people see the question: it is no calculation, and a calculated one shows a label or hint.
    #[must_use]
    pub fn is_visible(&self) -> bool {
        let has = |texts: &Texts| texts.values().any(|text| !text.is_empty());
        let is_calculated = self.bind.contains_key("calculate") || !self.triggers.is_empty();
        !self.is_type("calculate") && (!is_calculated || has(&self.label) || has(&self.hint))
    }

    /// Whether it is a question of this type of the table.
    #[must_use]
    pub fn is_type(&self, name: &str) -> bool {
        matches!(&self.kind, ItemKind::Question(QuestionType::Plain(entry)) if entry.name == name)
    }
}

impl Definition {
    /// All items, each before what it contains.
    pub fn walk(&self) -> impl Iterator<Item = &Item> {
        let mut open: Vec<&Item> = self.items.iter().rev().collect();
        std::iter::from_fn(move || {
            let item = open.pop()?;
            open.extend(item.items.iter().rev());
            Some(item)
        })
    }
}
