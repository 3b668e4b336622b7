//! Which files a form wants, and what for.

use crate::form::engine::choices::{label_column, value_column};
use crate::form::xlsform::definition::{ChoiceSource, Definition, Item, ItemKind, QuestionType};
use crate::form::xpath::Xpath;
use std::collections::BTreeMap;

/// The file that Collect keeps the choices of `select_one_external` in.
const ITEMSETS: &str = "itemsets.csv";

/// An instance that stands in a file.
#[derive(Debug)]
pub(super) struct Source {
    /// Its identifier.
    pub(super) instance: String,
    /// The names that its file can have; the first one that is there is taken.
    pub(super) names: Vec<String>,
    /// The first row of the survey sheet that wants it.
    pub(super) row: u32,
    /// The columns that choices come from, and the rows of the survey sheet that want them.
    pub(super) columns: Vec<(u32, String)>,
    /// The list that is meant, where a file holds several.
    pub(super) list: Option<String>,
}

/// The instances of a form that stand in files: of selects, named outright, and of expressions.
pub(super) fn all(form: &Definition) -> Vec<Source> {
    let mut sources = Sources { form, places: BTreeMap::new(), all: Vec::new() };
    for item in form.walk() {
        sources.of_item(item);
    }
    for item in form.walk() {
        sources.of_expressions(item);
    }
    sources.all
}

struct Sources<'a> {
    form: &'a Definition,
    places: BTreeMap<String, usize>,
    all: Vec<Source>,
}

impl Sources<'_> {
    fn want(&mut self, instance: &str, names: Vec<String>, row: u32) -> Option<&mut Source> {
        let is_in_sheets =
            self.form.choices.contains_key(instance) || self.form.external_choices.contains_key(instance);
        if is_in_sheets || instance == "__last-saved" {
            return None;
        }
        let place = *self.places.entry(instance.to_owned()).or_insert_with(|| {
            let source = Source { instance: instance.to_owned(), names, row, columns: Vec::new(), list: None };
            self.all.push(source);
            self.all.len() - 1
        });
        self.all.get_mut(place)
    }

    fn of_item(&mut self, item: &Item) {
        match &item.kind {
            ItemKind::ExternalFile { extension } => {
                self.want(&item.name, vec![format!("{}.{extension}", item.name)], item.row);
            }
            ItemKind::Question(QuestionType::Select { list: ChoiceSource::File(file), .. }) => {
                let columns = [value_column(item, file), label_column(item, file)];
                if let Some(source) = self.want(stem(file), vec![file.clone()], item.row) {
                    source.columns.extend(columns.map(|column| (item.row, column.to_owned())));
                }
            }
            ItemKind::Question(QuestionType::Select { list: ChoiceSource::External(list), .. }) => {
                if let Some(source) = self.want(list, vec![ITEMSETS.to_owned()], item.row) {
                    source.list = Some(list.clone());
                }
            }
            ItemKind::Question(_) | ItemKind::Group | ItemKind::Repeat => {}
        }
    }

    fn of_expressions(&mut self, item: &Item) {
        let own = [&item.choice_filter, &item.default];
        let looks = |text: &&String| text.contains("pulldata") || text.contains("instance");
        for text in item.bind.values().chain(item.control.values()).chain(own).filter(looks) {
            let Ok(expression) = Xpath::parse(text) else { continue };
            for (id, is_table) in expression.instances() {
                let kinds: &[&str] = if is_table { &["csv"] } else { &["csv", "xml", "geojson"] };
                let names = kinds.iter().map(|kind| format!("{id}.{kind}")).collect();
                self.want(id, names, item.row);
            }
        }
    }
}

/// The name of a file without its ending, which is the identifier of its instance.
pub(in crate::form::engine) fn stem(file: &str) -> &str {
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}
