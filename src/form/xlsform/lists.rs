//! The sheets beside the survey: settings and choices.

use super::columns::{self, ColumnTable, Columns, Fields};
use super::definition::{Choice, Texts};
use super::names::is_name;
use super::outline::MEDIA;
use super::pairs::Pairs;
use super::problem::{CellPlace, Fault, Problem};
use super::shape::{self, RowKind};
use super::workbook::{SHEETS, Sheet, Workbook};
use std::collections::{BTreeMap, HashSet};

/// What the author calls yes.
pub(super) fn is_yes(text: &str) -> bool {
    matches!(text, "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "true()")
}

/// What the author calls no.
pub(super) fn is_no(text: &str) -> bool {
    matches!(text, "no" | "No" | "NO" | "false" | "False" | "FALSE" | "false()")
}

/// The settings by their names, `attribute::…` joined again.
pub(super) fn settings(workbook: &Workbook, problems: &mut Vec<Problem>) -> Pairs {
    let Some(sheet) = workbook.sheet("settings") else { return Pairs::default() };
    let Some(first) = sheet.rows.first() else { return Pairs::default() };
    let mut sheet = sheet.clone();
    let is_old = |text: &str| text == "id_string";
    if sheet.header.iter().any(|header| header.text == "form_id") && sheet.header.iter().any(|one| is_old(&one.text)) {
        sheet.header.retain(|header| !is_old(&header.text));
        problems
            .push(Problem::new(CellPlace::row("settings", 1), Fault::SettingTwice, "id_string").with_hint("form_id"));
    }
    let columns = Columns::read(&sheet, &columns::SETTINGS, &[], "default", false, problems);
    let row = columns.row(first);
    shape::check(&row, RowKind::Other, shape::SETTINGS, problems);
    if let Some(name) = row.get(&["name"]).filter(|name| !is_name(name)) {
        problems.push(row.problem(&["name"], Fault::NameInvalid, name));
    }
    let kinds = row.below("media").map(|(rest, _)| rest[0].as_str()).filter(|kind| !MEDIA.contains(kind));
    problems.extend(kinds.map(|kind| row.problem(&["media", kind], Fault::MediaKind, kind)));
    if row.get(&["id_string"]) == Some("None") {
        problems.push(row.problem(&["id_string"], Fault::Setting, "None"));
    }
    row.all().map(|(meaning, value)| (meaning.join("::"), value.to_owned())).collect()
}

/// The choices of a sheet by their list, in their order.
pub(super) fn choices(
    workbook: &Workbook,
    table: &ColumnTable,
    default_language: &str,
    allow_duplicates: bool,
    problems: &mut Vec<Problem>,
) -> (BTreeMap<String, Vec<Choice>>, Option<Columns>) {
    let sheet = workbook.sheet(table.sheet).filter(|sheet| !sheet.rows.is_empty());
    let Some(sheet) = sheet else { return (BTreeMap::new(), None) };
    let checked = table.sheet == "choices";
    let required: &[&str] = if checked { &["name"] } else { &[] };
    let columns = Columns::read(sheet, table, required, default_language, false, problems);
    let mut unusable = HashSet::new();
    if checked {
        unusable_columns(&columns, table.sheet, &mut unusable, problems);
    }
    let mut lists: BTreeMap<String, Vec<Choice>> = BTreeMap::new();
    let mut seen: HashSet<(String, String)> = HashSet::new();
    for row in &sheet.rows {
        let row = columns.row(row);
        if checked && row.has(&["list name"]) {
            shape::check(&row, RowKind::Other, shape::CHOICES, problems);
        }
        let Some(list) = row.get(&["list name"]).map(str::to_owned) else { continue };
        let entry = lists.entry(list.clone()).or_default();
        let name = row.get(&["name"]).unwrap_or_default().to_owned();
        if checked {
            check_choice(&row, &list, &name, allow_duplicates, &mut seen, problems);
        }
        entry.push(choice(&row, name, &unusable));
    }
    (lists, Some(columns))
}

/// Columns that no element can be made of; the converter leaves them out.
fn unusable_columns(columns: &Columns, sheet: &str, unusable: &mut HashSet<String>, problems: &mut Vec<Problem>) {
    for column in &columns.all {
        let name = &column.meaning[0];
        if name != "list name" && (name.contains(' ') || name.is_empty()) {
            let place = CellPlace::header(sheet, &column.header);
            problems.push(Problem::new(place, Fault::ColumnUnusable, &column.header.text));
            unusable.insert(name.clone());
        }
    }
}

fn check_choice(
    row: &Fields<'_>,
    list: &str,
    name: &str,
    allow_duplicates: bool,
    seen: &mut HashSet<(String, String)>,
    problems: &mut Vec<Problem>,
) {
    if name.is_empty() {
        problems.push(row.problem(&["name"], Fault::ChoiceName, list));
        return;
    }
    if !row.has(&["label"]) {
        problems.push(row.problem(&["label"], Fault::ChoiceLabel, name));
    }
    if !allow_duplicates && !seen.insert((list.to_owned(), name.to_owned())) {
        problems.push(row.problem(&["name"], Fault::ChoiceTwice, name).with_hint(list));
    }
}

/// Choices become elements, and a column with parts becomes none; those that `search()` replaces are not written.
pub(super) fn check_nested(
    workbook: &Workbook,
    columns: &Columns,
    searched: &HashSet<&str>,
    problems: &mut Vec<Problem>,
) {
    const WITH_PARTS: [&str; 5] = ["label", "media", "list name", "name", "sms_option"];
    for row in workbook.sheet("choices").into_iter().flat_map(|sheet| &sheet.rows) {
        let row = columns.row(row);
        if row.get(&["list name"]).is_none_or(|list| searched.contains(list)) {
            continue;
        }
        for (meaning, _) in row.all() {
            let first = meaning[0].as_str();
            if meaning.len() > 1 && !WITH_PARTS.contains(&first) && !first.contains(' ') && !first.is_empty() {
                problems.push(row.problem(&[first], Fault::ColumnNested, meaning.join("::")));
            }
        }
    }
}

fn choice(row: &Fields<'_>, name: String, unusable: &HashSet<String>) -> Choice {
    let extra = row
        .all()
        .filter(|(meaning, _)| {
            !matches!(meaning[0].as_str(), "list name" | "name" | "label" | "media") && !unusable.contains(&meaning[0])
        })
        .map(|(meaning, value)| (meaning.join("::"), value.to_owned()));
    Choice { name, label: texts(row, &["label"]), media: media(row), extra: extra.collect() }
}

/// A text in its languages; the key is empty for the one without a language.
pub(super) fn texts(row: &Fields<'_>, name: &[&str]) -> Texts {
    row.texts(name).into_iter().map(|(language, text)| (language.unwrap_or_default(), text)).collect()
}

/// The media of a row: their kind, then their file by language.
pub(super) fn media(row: &Fields<'_>) -> BTreeMap<String, Texts> {
    let mut media: BTreeMap<String, Texts> = BTreeMap::new();
    for (rest, value) in row.below("media") {
        let language = rest.get(1).cloned().unwrap_or_default();
        media.entry(rest[0].clone()).or_default().insert(language, value.to_owned());
    }
    media
}

/// The first row of every sheet of a form, also of one without rows: its names are texts, and each is there once.
pub(super) fn check_headers(workbook: &Workbook, problems: &mut Vec<Problem>) {
    for name in SHEETS {
        let headers = workbook.sheet(name).map(|sheet| sheet.header.as_slice()).unwrap_or_default();
        let mut seen = HashSet::new();
        for header in headers {
            if !header.is_text {
                problems.push(Problem::new(CellPlace::header(name, header), Fault::ColumnNotText, &header.text));
            }
            if !seen.insert(header.text.as_str()) {
                problems.push(Problem::new(CellPlace::header(name, header), Fault::ColumnTwice, &header.text));
            }
        }
    }
}

/// Sheets with names that are nearly those of a form, and sheets of the same name.
pub(super) fn check_sheet_names(workbook: &Workbook, problems: &mut Vec<Problem>) {
    let present = |name: &str| workbook.sheets.iter().filter(|sheet| sheet.name.to_lowercase() == name).count();
    for name in ["survey", "choices", "settings", "entities", "external_choices"] {
        match present(name) {
            0 => {
                for sheet in misspelt(workbook, name) {
                    problems.push(
                        Problem::new(CellPlace::sheet(&sheet.name), Fault::SheetMisspelt, &sheet.name).with_hint(name),
                    );
                }
            }
            1 => {}
            _ => problems.push(Problem::new(CellPlace::sheet(name), Fault::SheetTwice, name)),
        }
    }
}

fn misspelt<'a>(workbook: &'a Workbook, name: &'a str) -> impl Iterator<Item = &'a Sheet> {
    workbook.sheets.iter().filter(move |sheet| {
        let lower = sheet.name.to_lowercase();
        columns::distance(&lower, name).is_some()
            && !super::workbook::SHEETS.contains(&lower.as_str())
            && !sheet.name.starts_with('_')
    })
}
