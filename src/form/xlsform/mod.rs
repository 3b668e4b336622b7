//! XLSForm: the field's way to write a form in a spreadsheet, read with everything that is wrong with it.
//!
//! # Invariants
//! - No problem hides another: all of them come back, each with its sheet, row and column.
//! - No cell is dropped in silence: a column, type or appearance that does nothing here is a note.
//! - Nothing is read beyond the limits of `read`, whatever a file says of its own size.
//!
//! # To change
//! - a kind of file: `read`, `excel`, `text`. A column and its synonyms: `columns`. A type: `types`.
//! - what is kept of a workbook: `table`; its stored form: `json`; the spreadsheet that people get back: `write`.
//! - what a row means: `survey`, `item`, `select`, `parameters`, `lists`, `entities`; what can stand behind the name of
//!   a column: `shape`; what the whole form must be: `outline`.
//! - a problem: `problem` (its code), and its words in `problem.ftl`.
//!
//! # Why
//! pyxform, the field's reference converter, decides what an XLSForm is: no specification says it as exactly. Its
//! verdicts are followed even where they are odd (names with À to Ö), because a form that we accept and it refuses
//! could not be taken to any other tool. It stops at the first mistake; authors need all of them at once.
//!
//! A checklist is stored as the texts of its cells and not as what they mean: it goes back into a spreadsheet without
//! loss, and what a later version makes more of was never thrown away. The price is that it is read anew when loaded.

mod columns;
mod compound;
pub mod definition;
mod entities;
mod excel;
mod expressions;
mod item;
mod json;
mod lists;
mod names;
mod outline;
mod pairs;
mod parameters;
mod problem;
mod read;
mod repeat_loop;
mod select;
mod shape;
mod survey;
mod table;
mod text;
mod types;
mod workbook;
mod write;

pub(in crate::form) use columns::nearest;
pub use expressions::standard;
pub use json::JsonProblem;
pub use pairs::Pairs;
pub use problem::{CellPlace, Fault, Problem, Weight};
pub use read::{ReadProblem, read_file, read_folder};
pub(super) use workbook::is_file_name;
pub use workbook::{Cell, Header, Row, Sheet, Workbook};
pub use write::WriteProblem;

use columns::Columns;
use definition::{Definition, Item};
use entities::Entity;
use lists::{is_no, is_yes};
use std::collections::{BTreeSet, HashMap, HashSet};
pub(in crate::form) use survey::MOST_QUESTIONS;
use survey::{Builder, Lists};

/// What a workbook comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The form, as far as it could be understood.
    pub form: Definition,
    /// Everything that is wrong with it, in the order of the sheets.
    pub problems: Vec<Problem>,
}

impl Checked {
    /// Whether nothing keeps the form from being used.
    #[must_use]
    pub fn is_usable(&self) -> bool {
        self.problems.iter().all(|problem| problem.fault.weight() != Weight::Error)
    }
}

/// Whether a sheet of this name is part of a form.
#[must_use]
pub fn is_sheet_name(name: &str) -> bool {
    workbook::SHEETS.contains(&name.to_lowercase().as_str())
}

/// Reads the sheets of a form. `name` is used where the settings give no identifier.
#[must_use]
pub fn check(workbook: &Workbook, name: &str) -> Checked {
    let mut problems = Vec::new();
    lists::check_sheet_names(workbook, &mut problems);
    lists::check_headers(workbook, &mut problems);
    let settings = lists::settings(workbook, &mut problems);
    let default_language = settings.get("default_language").cloned().unwrap_or_else(|| "default".to_owned());
    let entities = entities::entities(workbook, &mut problems);
    let duplicates = settings.get("allow_choice_duplicates").is_some_and(|text| is_yes(text));
    let (choices, choice_columns) =
        lists::choices(workbook, &columns::CHOICES, &default_language, duplicates, &mut problems);
    let (external, _) = lists::choices(workbook, &columns::EXTERNAL_CHOICES, &default_language, true, &mut problems);
    let (tags, _) = lists::choices(workbook, &columns::OSM, "default", true, &mut problems);
    let entity_lists = entities.iter().map(|entity| entity.list.clone()).collect();
    let lists = Lists { choices, external, entities: entity_lists, tags };
    let mut form = named(settings, default_language, name);
    let survey = workbook.sheet("survey").filter(|sheet| !sheet.rows.is_empty() || !sheet.header.is_empty());
    let Some(survey) = survey else {
        let near = problems.iter().find(|problem| problem.hint == "survey").map(|problem| problem.subject.clone());
        let problem = Problem::new(CellPlace::default(), Fault::SheetMissing, "survey");
        problems.push(problem.with_hint(near.unwrap_or_default()));
        return Checked { form, problems };
    };
    let clean = form.settings.get("clean_text_values").is_none_or(|text| !is_no(text));
    let columns = Columns::read(survey, &columns::SURVEY, &["type"], &form.default_language, clean, &mut problems);
    unknown_columns(&columns, &mut problems);
    let mut builder = Builder::new(lists, &entities, &form.root, &mut problems);
    for row in &survey.rows {
        let fields = columns.row(row);
        if !fields.is_empty() {
            builder.row(&fields);
        }
    }
    form.items = builder.finish();
    let mut names = std::mem::take(&mut builder.names);
    let meta = std::mem::take(&mut builder.meta);
    let settings_of_rows = std::mem::take(&mut builder.settings);
    let lists = std::mem::take(&mut builder.lists);
    let tag_texts = std::mem::take(&mut builder.tag_texts);
    drop(builder);
    set(&mut form, settings_of_rows);
    (form.choices, form.external_choices) = (lists.choices, lists.external);
    form.languages = languages(&columns, choice_columns.as_ref(), &form);
    add_meta(&mut form, meta, &entities, &mut names, &mut problems);
    outline::check(&form, &mut problems);
    expressions::check(&form, &mut problems);
    translations(&columns, choice_columns.as_ref(), &mut problems);
    references(workbook, &form, &names, &columns, choice_columns.as_ref(), &mut problems);
    let counts = outline::counts(&form);
    for (text, place) in tag_texts {
        outline::check_readable_references(&text, &place, &counts, &mut problems);
    }
    if let Some(columns) = &choice_columns {
        lists::check_nested(workbook, columns, &outline::searched(&form), &mut problems);
    }
    formula_errors(workbook, &mut problems);
    for problem in problems.iter_mut().filter(|problem| problem.place.sheet.as_deref() == Some("survey")) {
        columns.locate(&columns::SURVEY, &mut problem.place);
    }
    if form.settings.contains_key("flat") {
        let meta = form.items.pop_if(|item| item.name == "meta");
        form.items = flattened(std::mem::take(&mut form.items), "");
        form.items.extend(meta);
    }
    in_order(&mut problems);
    Checked { form, problems }
}

/// A form without items, as its settings name it.
fn named(settings: Pairs, default_language: String, name: &str) -> Definition {
    let setting = |key: &str| settings.get(key).cloned();
    Definition {
        title: setting("title").or_else(|| setting("id_string")).unwrap_or_else(|| name.to_owned()),
        id: setting("id_string").unwrap_or_else(|| name.to_owned()),
        version: setting("version").unwrap_or_default(),
        root: setting("name").unwrap_or_else(|| "data".to_owned()),
        default_language,
        settings,
        ..Definition::default()
    }
}

/// Takes the settings that stand in the survey.
fn set(form: &mut Definition, settings: Vec<(&'static str, String)>) {
    for (key, value) in settings {
        match key {
            "title" => form.title = value,
            "id_string" => form.id = value,
            _ => form.settings.insert(key.to_owned(), value),
        }
    }
}

/// Puts problems in the order of the sheets, each once. Of very many only the gravest are kept, so that a hostile form
/// cannot fill the memory with what is wrong with it.
pub(in crate::form) fn in_order(problems: &mut Vec<Problem>) {
    const MOST: usize = 10_000;
    let all = problems.len();
    if all > MOST {
        problems.sort_by_key(|problem| problem.fault.weight());
        problems.truncate(MOST);
    }
    let rank =
        |problem: &Problem| workbook::SHEETS.iter().position(|name| problem.place.sheet.as_deref() == Some(name));
    problems.sort_by(|one, other| {
        let place = |problem: &Problem| (rank(problem), problem.place.row, problem.place.column_index);
        place(one).cmp(&place(other))
    });
    problems.dedup();
    if all > MOST {
        problems.push(Problem::new(CellPlace::default(), Fault::More, (all - MOST).to_string()));
    }
}

/// What every record carries: its identifier, its name, and who did what when.
fn add_meta(
    form: &mut Definition,
    mut meta: Vec<Item>,
    entities: &[Entity],
    names: &mut HashMap<String, usize>,
    problems: &mut Vec<Problem>,
) {
    let calculate = |name: &str, bind: Pairs| Item {
        name: name.to_owned(),
        kind: item::plain("calculate"),
        bind,
        ..Item::default()
    };
    if form.settings.get("omit_instanceID").is_some_and(|text| is_yes(text)) {
        if form.settings.contains_key("public_key") {
            problems.push(Problem::new(CellPlace::row("settings", 2), Fault::Setting, "omit_instanceID"));
        }
    } else {
        let preload = form.settings.get("instance_id").cloned().unwrap_or_else(|| "uid".to_owned());
        let bind = [("readonly".to_owned(), "true()".to_owned()), ("jr:preload".to_owned(), preload)];
        meta.push(calculate("instanceID", Pairs::from(bind)));
        *names.entry("instanceID".to_owned()).or_default() += 1;
    }
    if let Some(name) = form.settings.get("instance_name") {
        meta.push(calculate("instanceName", Pairs::from([("calculate".to_owned(), name.clone())])));
    }
    if let [Entity { label, .. }] = entities {
        let bind = [("readonly".to_owned(), "true()".to_owned()), ("calculate".to_owned(), label.clone())];
        let label = (!label.is_empty()).then(|| calculate("label", Pairs::from(bind)));
        meta.push(Item { name: "entity".to_owned(), items: label.into_iter().collect(), ..Item::default() });
    }
    if !meta.is_empty() {
        form.items.push(Item { name: "meta".to_owned(), items: meta, ..Item::default() });
    }
}

/// Columns that nothing reads.
fn unknown_columns(columns: &Columns, problems: &mut Vec<Problem>) {
    for column in &columns.all {
        let name = &column.meaning[0];
        let is_ours = name == "audit";
        if column.header.is_text && item::is_extra(name) && !is_ours && name != "list name" {
            let place = CellPlace::header("survey", &column.header);
            let guess = columns::SURVEY.guess(&column.header.text);
            let fault = if guess.is_some() { Fault::ColumnMisspelt } else { Fault::ColumnUnknown };
            problems.push(Problem::new(place, fault, &column.header.text).with_hint(guess.unwrap_or_default()));
        }
    }
}

/// Looks at `${…}` in all cells that can hold it.
fn references(
    workbook: &Workbook,
    form: &Definition,
    names: &HashMap<String, usize>,
    survey: &Columns,
    choices: Option<&Columns>,
    problems: &mut Vec<Problem>,
) {
    const NOT_IN_SURVEY: [&str; 3] = ["type", "name", "trigger"];
    const NOT_IN_ENTITIES: [&str; 4] = ["list name", "list_name", "repeat", "dataset"];
    let counts = outline::counts(form);
    let with = |columns: &Columns, keep: &dyn Fn(&str) -> bool| -> HashSet<usize> {
        let kept = columns.all.iter().filter(|column| keep(&column.meaning[0]));
        kept.map(|column| column.header.column).collect()
    };
    let everything = |sheet: &Sheet| -> HashSet<usize> { sheet.header.iter().map(|header| header.column).collect() };
    let media = choices.map(|columns| with(columns, &|first| first == "media")).unwrap_or_default();
    for name in ["settings", "entities", "survey", "choices"] {
        let Some(sheet) = workbook.sheet(name) else { continue };
        let wanted = match (name, choices) {
            ("survey", _) => with(survey, &|first| !NOT_IN_SURVEY.contains(&first)),
            ("choices", Some(columns)) => with(columns, &|first| first == "label"),
            ("choices", None) => HashSet::new(),
            ("entities", _) => {
                let headers = sheet.header.iter().filter(|header| !NOT_IN_ENTITIES.contains(&header.text.as_str()));
                headers.map(|header| header.column).collect()
            }
            _ => everything(sheet),
        };
        // The converter looks at everything in choices that have no label at all.
        let wanted = if wanted.is_empty() && name == "choices" { everything(sheet) } else { wanted };
        for row in &sheet.rows {
            for cell in row.cells.iter().filter(|cell| cell.text.contains("${")) {
                let header = sheet.header.iter().find(|header| header.column == cell.column);
                let place = CellPlace {
                    column: header.map(|header| header.text.clone()),
                    column_index: Some(cell.column),
                    ..CellPlace::row(name, row.number)
                };
                if wanted.contains(&cell.column) {
                    outline::check_references(&cell.text, &place, names, &counts, problems);
                } else if name == "choices" && media.contains(&cell.column) {
                    outline::check_readable_references(&cell.text, &place, &counts, problems);
                }
            }
        }
    }
}

/// The columns that can be there once for each language.
const TEXTS: [&[&str]; 9] = [
    &["label"],
    &["hint"],
    &["guidance_hint"],
    &["bind", "jr:constraintMsg"],
    &["bind", "jr:requiredMsg"],
    &["media", "image"],
    &["media", "big-image"],
    &["media", "audio"],
    &["media", "video"],
];

/// The languages of a form: the default language first, then in the order of the columns, those of the choices before
/// those of the survey.
fn languages(survey: &Columns, choices: Option<&Columns>, form: &Definition) -> Vec<String> {
    let mut used: BTreeSet<&str> = BTreeSet::new();
    for item in form.walk() {
        let translated = !item.media.is_empty() || item.label.keys().any(|language| !language.is_empty());
        used.extend(translated.then_some(&item.label).into_iter().flatten().map(|(language, _)| language.as_str()));
        let hints = item.hint.keys().any(|language| !language.is_empty()) || !item.guidance.is_empty();
        used.extend(hints.then_some(&item.hint).into_iter().flatten().map(|(language, _)| language.as_str()));
        used.extend(item.guidance.keys().chain(item.media.values().flat_map(|texts| texts.keys())).map(String::as_str));
        for message in [&item.constraint_message, &item.required_message] {
            let translated = message.iter().any(|(language, text)| !language.is_empty() || text.contains("${"));
            used.extend(translated.then_some(message).into_iter().flatten().map(|(language, _)| language.as_str()));
        }
    }
    for list in form.choices.values() {
        let translated = list.iter().any(|choice| {
            !choice.media.is_empty()
                || choice.label.iter().any(|(language, text)| !language.is_empty() || text.contains("${"))
        });
        for choice in list.iter().filter(|_| translated) {
            used.extend(
                choice.label.keys().chain(choice.media.values().flat_map(|texts| texts.keys())).map(String::as_str),
            );
        }
    }
    let default = form.default_language.as_str();
    let has_default = used.remove("") || used.contains(default);
    let mut languages: Vec<String> = has_default.then(|| default.to_owned()).into_iter().collect();
    for columns in choices.into_iter().chain([survey]) {
        for language in TEXTS.iter().flat_map(|text| columns.languages(text)).flatten() {
            if used.contains(language) && !languages.iter().any(|own| own == language) {
                languages.push(language.to_owned());
            }
        }
    }
    languages
}

/// The items of a form without its groups, for the old setting `flat`: what a group contains has its condition too.
fn flattened(items: Vec<Item>, outer: &str) -> Vec<Item> {
    let flatten = |mut item: Item| {
        let own = item.bind.get("relevant").map_or("", String::as_str);
        let relevant = match (outer, own) {
            ("", own) => own.to_owned(),
            (outer, "") => outer.to_owned(),
            (outer, own) => format!("{outer} and ({own})"),
        };
        if item.kind == definition::ItemKind::Group {
            return flattened(std::mem::take(&mut item.items), &relevant);
        }
        if !relevant.is_empty() {
            item.bind.insert("relevant".to_owned(), relevant);
        }
        vec![item]
    };
    items.into_iter().flat_map(flatten).collect()
}

/// A language that some texts have is expected of all of them.
fn translations(survey: &Columns, choices: Option<&Columns>, problems: &mut Vec<Problem>) {
    for (sheet, columns) in [("survey", Some(survey)), ("choices", choices)] {
        let Some(columns) = columns else { continue };
        let languages: BTreeSet<Option<&str>> = TEXTS.iter().flat_map(|text| columns.languages(text)).collect();
        if !languages.iter().any(Option::is_some) {
            continue;
        }
        for language in languages {
            let lacks = |text: &&[&str]| {
                let mut own = columns.languages(text).peekable();
                own.peek().is_some() && !own.any(|one| one == language)
            };
            let missing: Vec<&str> =
                TEXTS.into_iter().filter(lacks).map(|text| text.last().copied().unwrap_or_default()).collect();
            if !missing.is_empty() {
                let place = CellPlace::row(sheet, 1);
                let problem = Problem::new(place, Fault::TranslationMissing, language.unwrap_or("default"));
                problems.push(problem.with_hint(missing.join(", ")));
            }
        }
    }
}

/// Cells in which a formula shows an error.
fn formula_errors(workbook: &Workbook, problems: &mut Vec<Problem>) {
    for name in workbook::SHEETS {
        let Some(sheet) = workbook.sheet(name) else { continue };
        for row in &sheet.rows {
            for cell in row.cells.iter().filter(|cell| cell.is_error) {
                let header = sheet.header.iter().find(|header| header.column == cell.column);
                let place = CellPlace {
                    column: header.map(|header| header.text.clone()),
                    column_index: Some(cell.column),
                    ..CellPlace::row(name, row.number)
                };
                problems.push(Problem::new(place, Fault::FormulaError, &cell.text));
            }
        }
    }
}
