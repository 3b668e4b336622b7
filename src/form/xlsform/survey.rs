//! The survey sheet: row by row from the sheet to the items of a form.

use super::columns::Fields;
use super::definition::{Choice, Item, ItemKind, PlainType, QuestionType, Texts};
use super::entities::{Entity, Uses};
use super::item::{generated, is_unsupported, is_value, item, plain};
use super::lists::is_yes;
use super::names::{is_dynamic, is_name, references, sole_reference};
use super::pairs::Pairs;
use super::parameters::{self, Check, Parameters};
use super::problem::{CellPlace, Fault, Problem};
use super::shape::{self, RowKind};
use super::types::{Block, ParsedType, parse, standard_name};
use super::{repeat_loop, select};
use std::collections::{BTreeMap, HashMap, HashSet};

/// What selects and entities refer to.
#[derive(Default)]
pub(super) struct Lists {
    /// The lists of the choices sheet.
    pub(super) choices: BTreeMap<String, Vec<Choice>>,
    /// The lists of the external choices sheet.
    pub(super) external: BTreeMap<String, Vec<Choice>>,
    /// The lists of entities.
    pub(super) entities: Vec<String>,
    /// The lists of tags for OpenStreetMap.
    pub(super) tags: BTreeMap<String, Vec<Choice>>,
}

/// How many groups, repeats and loops can stand in each other. The reference converter takes 326 repeats.
const DEEPEST: usize = 300;
/// More questions than any inspection asks: what is made of each would fill the memory of a laptop.
pub(in crate::form) const MOST_QUESTIONS: usize = 20_000;

/// A group, repeat or loop that is open.
struct Open {
    block: Option<Block>,
    item: Item,
    /// The list that a loop runs over.
    list: Option<String>,
    names: HashSet<String>,
    names_lower: HashSet<String>,
    /// How many items are in it, at every depth.
    size: usize,
}

/// Builds the items of a form.
pub(super) struct Builder<'a> {
    pub(super) lists: Lists,
    entities: Uses<'a>,
    pub(super) root: String,
    pub(super) problems: &'a mut Vec<Problem>,
    /// How often each name is used in the sheet.
    pub(super) names: HashMap<String, usize>,
    /// Settings that stand in the survey.
    pub(super) settings: Vec<(&'static str, String)>,
    /// What goes into the `meta` group.
    pub(super) meta: Vec<Item>,
    /// The list of the table of selects that is open; empty before its first select.
    pub(super) table_list: Option<String>,
    /// Whether an answer of one's own can be given somewhere.
    pub(super) or_other: bool,
    /// The texts of the tags that questions for OpenStreetMap use, each with the place of the question.
    pub(super) tag_texts: Vec<(String, CellPlace)>,
    /// How many items loops have added.
    looped: usize,
    questions: HashSet<String>,
    triggers: Vec<(String, CellPlace)>,
    geometries: Vec<(String, CellPlace)>,
    files: Vec<String>,
    repeats: Vec<String>,
    open: Vec<Open>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(lists: Lists, entities: &'a [Entity], root: &str, problems: &'a mut Vec<Problem>) -> Self {
        let names = HashSet::from(["meta".to_owned()]);
        let root_item = Item { name: root.to_owned(), ..Item::default() };
        Self {
            lists,
            entities: Uses::of(entities),
            root: root.to_owned(),
            problems,
            names: HashMap::new(),
            settings: Vec::new(),
            meta: Vec::new(),
            table_list: None,
            or_other: false,
            tag_texts: Vec::new(),
            looped: 0,
            questions: HashSet::new(),
            triggers: Vec::new(),
            geometries: Vec::new(),
            files: Vec::new(),
            repeats: Vec::new(),
            open: vec![Open { block: None, item: root_item, list: None, names, names_lower: HashSet::new(), size: 0 }],
        }
    }

    /// Takes one row.
    pub(super) fn row(&mut self, row: &Fields<'_>) {
        if let Some(disabled) = row.get(&["disabled"]) {
            self.problems.push(row.problem(&["disabled"], Fault::Disabled, disabled));
            if is_yes(disabled) {
                return;
            }
        }
        if row.all().all(|(meaning, _)| meaning[0] == "disabled") {
            return;
        }
        let Some(written) = row.get(&["type"]) else {
            if row.has(&["type"]) {
                return shape::check(row, RowKind::Other, shape::SURVEY, self.problems);
            }
            let fault = if row.has(&["name"]) || row.has(&["label"]) { Fault::TypeMissing } else { Fault::RowSkipped };
            return self.problems.push(row.problem(&["type"], fault, row.get(&["name"]).unwrap_or_default()));
        };
        let (standard, parsed) = (standard_name(written), parse(written));
        self.shapes(row, &parsed);
        let triggers = self.triggers(row);
        let parameters = parameters::parse(row, self.problems);
        match (standard, parsed) {
            ("audit", _) => self.audit(row, &parameters, triggers),
            (_, ParsedType::Setting(setting)) => {
                let name = row.get(&["name"]).unwrap_or("None");
                if setting == "id_string" && name == "None" {
                    self.problems.push(row.problem(&["name"], Fault::NameMissing, written));
                }
                self.settings.push((setting, name.to_owned()));
            }
            (_, ParsedType::End(block)) => self.end(row, block),
            (written, parsed) => self.named(row, written, parsed, triggers, &parameters),
        }
    }

    /// Looks at what stands behind the names of the columns, and at the texts in a loop.
    fn shapes(&mut self, row: &Fields<'_>, parsed: &ParsedType) {
        let kind = match parsed {
            ParsedType::Begin(..) => RowKind::Block,
            ParsedType::Plain(entry) if entry.name.ends_with("-external") => RowKind::Other,
            ParsedType::End(_) | ParsedType::Setting(_) | ParsedType::Include => RowKind::Other,
            ParsedType::Select { .. }
            | ParsedType::Plain(_)
            | ParsedType::Osm(_)
            | ParsedType::SelectWithoutList
            | ParsedType::Unknown { .. } => RowKind::Question,
        };
        shape::check(row, kind, shape::SURVEY, self.problems);
        let list = self.open.last().and_then(|open| open.list.as_deref()).filter(|_| kind != RowKind::Other);
        let choices = list.and_then(|list| self.lists.choices.get(list)).map(Vec::as_slice).unwrap_or_default();
        if repeat_loop::heads(choices).next().is_none() {
            return;
        }
        for (meaning, value) in row.all() {
            let name: Vec<&str> = meaning.iter().map(String::as_str).collect();
            if name.len() > 2 {
                self.problems
                    .push(row.problem(&name, Fault::ColumnLanguage, name.join("::")).with_hint(name[..2].join("::")));
            } else if value.contains('%')
                && repeat_loop::heads(choices).any(|choice| repeat_loop::is_broken(value, choice))
            {
                self.problems.push(row.problem(&name, Fault::LoopText, value));
            }
        }
    }

    /// The questions whose change makes this one calculate.
    fn triggers(&mut self, row: &Fields<'_>) -> Vec<String> {
        const COLUMN: &[&str] = &["trigger"];
        let Some(text) = row.get(COLUMN) else { return Vec::new() };
        if text.len() <= 2 || !text.contains("${") {
            self.problems.push(row.problem(COLUMN, Fault::ReferenceMalformed, text));
            return Vec::new();
        }
        let mut names = Vec::new();
        for part in text.split(',') {
            match references(part) {
                None => self.problems.push(row.problem(COLUMN, Fault::ReferenceMalformed, part.trim())),
                Some(found) if found.len() > 1 => {
                    self.problems.push(row.problem(COLUMN, Fault::ReferenceList, part.trim()));
                }
                Some(found) => names.extend(found.into_iter().map(|one| one.name)),
            }
        }
        self.triggers.extend(names.iter().map(|name| (name.clone(), row.place(COLUMN))));
        names
    }

    /// The record of who did what when; it has a name of its own.
    fn audit(&mut self, row: &Fields<'_>, parameters: &Parameters, triggers: Vec<String>) {
        if let Some(name) = row.get(&["name"]).filter(|name| *name != "audit") {
            self.problems.push(row.problem(&["name"], Fault::NameReserved, name).with_hint("audit"));
        }
        Check { row, parameters, problems: self.problems }.audit();
        self.problems.push(row.problem(&["type"], Fault::TypeUnsupported, "audit"));
        self.meta.push(Item { triggers, ..item(row, "audit", plain("audit")) });
    }

    /// Closes the innermost group or repeat.
    fn end(&mut self, row: &Fields<'_>, block: Block) {
        self.entities.row(row, "", false, self.problems);
        if self.open.last().and_then(|open| open.block) != Some(block) {
            let open = self.open.last().filter(|open| open.block.is_some());
            let hint = open.and_then(|open| Some(format!("end_{}", open.block?.code()))).unwrap_or_default();
            let problem = row.problem(&["type"], Fault::EndWithoutBegin, format!("end_{}", block.code()));
            self.problems.push(problem.with_hint(hint));
            return;
        }
        self.close();
        self.table_list = None;
    }

    fn close(&mut self) {
        let Some(Open { item, list, size, .. }) = self.open.pop() else { return };
        self.entities.close();
        let (closed, size) = match list {
            Some(list) => self.close_loop(item, size + 1, &list),
            None => (item, size + 1),
        };
        // What stands too deep was told when it began; nothing is made of it.
        if self.open.len() <= DEEPEST {
            self.push_all(closed, size);
        }
    }

    /// What a loop comes to, and how many items that are; `own` are those in it, and itself.
    fn close_loop(&mut self, mut item: Item, own: usize, list: &str) -> (Item, usize) {
        let choices = self.lists.choices.get(list).map(Vec::as_slice).unwrap_or_default();
        let place = CellPlace { column: Some("type".to_owned()), ..CellPlace::row("survey", item.row) };
        if !item.items.is_empty() {
            // Each choice heads a group of its own.
            let unlabelled = repeat_loop::heads(choices).filter(|choice| choice.label.is_empty());
            let faults = unlabelled.map(|choice| Problem::new(place.clone(), Fault::LabelMissing, &choice.name));
            self.problems.extend(faults);
        }
        let size = own.saturating_mul(choices.len()).saturating_add(1);
        let looped = self.looped.saturating_add(size).saturating_sub(own);
        if looped > MOST_QUESTIONS {
            let problem = Problem::new(place, Fault::TooManyQuestions, looped.to_string());
            self.problems.push(problem.with_hint(MOST_QUESTIONS.to_string()));
            item.items.clear();
            return (item, 1);
        }
        self.looped = looped;
        (repeat_loop::unroll(item, choices), size)
    }

    /// Puts an item into the innermost group.
    pub(super) fn push(&mut self, item: Item) {
        self.push_all(item, 1);
    }

    /// Puts an item with all that is in it into the innermost group.
    fn push_all(&mut self, item: Item, size: usize) {
        if let Some(open) = self.open.last_mut() {
            open.item.items.push(item);
            open.size += size;
        }
    }

    /// A row with a name: everything but settings, ends and the audit.
    fn named(
        &mut self,
        row: &Fields<'_>,
        written: &str,
        parsed: ParsedType,
        triggers: Vec<String>,
        parameters: &Parameters,
    ) {
        let is_block = matches!(parsed, ParsedType::Begin(..));
        let default = row.get(&["default"]).unwrap_or_default();
        let is_default_dynamic = is_dynamic(default, written);
        if written == "calculate" && row.get(&["bind", "calculate"]).is_none() && !is_default_dynamic {
            self.problems.push(row.problem(&["bind", "calculate"], Fault::CalculationMissing, ""));
        }
        let Some(name) = self.name(row, written) else { return };
        self.entities.row(row, &name, !is_block, self.problems);
        let mut item = item(row, &name, ItemKind::Group);
        item.triggers = triggers;
        item.parameters.clone_from(parameters);
        default.clone_into(&mut item.default);
        item.is_default_dynamic = is_default_dynamic;
        match parsed {
            ParsedType::Begin(block, list) => self.begin(row, block, list, item),
            ParsedType::Select { command, list, or_other } => {
                self.questions.insert(name);
                select::take(self, row, item, command, &list, or_other);
            }
            ParsedType::Plain(entry) => {
                self.questions.insert(name);
                self.plain(row, written, entry, item);
            }
            ParsedType::Osm(list) => {
                self.questions.insert(name);
                self.problems.push(row.problem(&["type"], Fault::TypeUnsupported, written));
                self.tags(row, list.as_deref());
                self.push(Item { kind: plain("osm"), ..item });
            }
            ParsedType::Include => self.problems.push(row.problem(&["type"], Fault::Include, name)),
            ParsedType::SelectWithoutList => {
                self.questions.insert(name);
                self.problems.push(row.problem(&["type"], Fault::ListMissing, written));
            }
            ParsedType::Unknown { guess, is_dialect } => {
                self.questions.insert(name);
                let fault = if is_dialect { Fault::TypeOfDialect } else { Fault::TypeUnknown };
                self.problems.push(row.problem(&["type"], fault, written).with_hint(guess.unwrap_or_default()));
            }
            ParsedType::Setting(_) | ParsedType::End(_) => {}
        }
    }

    /// The tags of a question for OpenStreetMap; without a sheet of tags its list says nothing.
    fn tags(&mut self, row: &Fields<'_>, list: Option<&str>) {
        let Some(list) = list.filter(|_| !self.lists.tags.is_empty()) else { return };
        let Some(tags) = self.lists.tags.get(list) else {
            return self.problems.push(row.problem(&["type"], Fault::ListUnknown, list));
        };
        if tags.iter().any(|tag| tag.name.is_empty()) {
            self.problems.push(row.problem(&["type"], Fault::ChoiceName, list));
        }
        let texts = tags.iter().filter_map(|tag| tag.label.get(""));
        self.tag_texts.extend(texts.map(|text| (text.clone(), row.place(&["type"]))));
    }

    /// The name of a row, checked; a note may do without.
    fn name(&mut self, row: &Fields<'_>, written: &str) -> Option<String> {
        const COLUMN: &[&str] = &["name"];
        let name = match row.get(COLUMN) {
            Some(name) => name.to_owned(),
            None if written == "note" => format!("generated_note_name_{}", row.number),
            None => {
                self.problems.push(row.problem(COLUMN, Fault::NameMissing, written));
                return None;
            }
        };
        *self.names.entry(name.clone()).or_default() += 1;
        if !is_name(&name) {
            self.problems.push(row.problem(COLUMN, Fault::NameInvalid, &name));
        }
        let Some(open) = self.open.last_mut() else { return Some(name) };
        if name == "meta" {
            self.problems.push(row.problem(COLUMN, Fault::NameReserved, &name));
        } else if !open.names.insert(name.clone()) {
            self.problems.push(row.problem(COLUMN, Fault::NameTwice, &name));
        } else if !open.names_lower.insert(name.to_lowercase()) {
            self.problems.push(row.problem(COLUMN, Fault::NameCase, &name));
        }
        Some(name)
    }

    /// Opens a group, repeat or loop.
    fn begin(&mut self, row: &Fields<'_>, block: Block, list: Option<String>, mut item: Item) {
        let list = if block == Block::Loop { self.loop_list(row, list) } else { None };
        if block == Block::Repeat {
            item.kind = ItemKind::Repeat;
            self.repeat_name(row, &item.name);
            if item.label.is_empty() && item.media.is_empty() {
                self.problems.push(row.problem(&["label"], Fault::RepeatLabel, &item.name));
            }
        }
        if let Some(count) = item.control.get("jr:count").filter(|count| sole_reference(count).is_none()).cloned() {
            let name = format!("{}_count", item.name);
            let bind = [("readonly".to_owned(), "true()".to_owned()), ("calculate".to_owned(), count)];
            self.push(generated(row, &name, "calculate", Pairs::from(bind)));
            item.control.insert("jr:count".to_owned(), format!("${{{name}}}"));
        }
        if item.appearance.split_whitespace().any(|word| word == "table-list") {
            self.begin_table(row, &mut item);
        }
        if self.open.len() == DEEPEST + 1 {
            let problem = row.problem(&["type"], Fault::NestedTooDeep, &item.name);
            self.problems.push(problem.with_hint(DEEPEST.to_string()));
        }
        self.entities.open(&item.name, block);
        let (names, names_lower, size) = (HashSet::from(["meta".to_owned()]), HashSet::new(), item.items.len());
        self.open.push(Open { block: Some(block), item, list, names, names_lower, size });
    }

    fn loop_list(&mut self, row: &Fields<'_>, list: Option<String>) -> Option<String> {
        let Some(list) = list else {
            self.problems.push(row.problem(&["type"], Fault::ListMissing, "begin loop"));
            return Some(String::new());
        };
        match self.lists.choices.get(&list) {
            None => self.problems.push(row.problem(&["type"], Fault::ListUnknown, &list)),
            Some(choices) => {
                // The columns of a choice go to its group, where some mean something else.
                let has = |name: &str| repeat_loop::heads(choices).any(|choice| choice.extra.contains_key(name));
                let taken = ["type", "bind", "control", "instance"].into_iter().filter(|name| has(name));
                self.problems
                    .extend(taken.map(|name| row.problem(&["type"], Fault::LoopColumn, name).with_hint(&list)));
            }
        }
        Some(list)
    }

    fn repeat_name(&mut self, row: &Fields<'_>, name: &str) {
        if name == self.root {
            self.problems.push(row.problem(&["name"], Fault::RepeatIsRoot, name));
        } else if self.repeats.iter().any(|other| other == name) {
            self.problems.push(row.problem(&["name"], Fault::RepeatTwice, name));
        }
        self.repeats.push(name.to_owned());
    }

    /// A table of selects: its label becomes a note inside it.
    fn begin_table(&mut self, row: &Fields<'_>, item: &mut Item) {
        self.table_list = Some(String::new());
        let others = item.appearance.split_whitespace().filter(|word| *word != "table-list");
        item.appearance = std::iter::once("field-list").chain(others).collect::<Vec<_>>().join(" ");
        if !item.label.is_empty() || !item.hint.is_empty() {
            let name = format!("generated_table_list_label_{}", row.number);
            let mut note = generated(row, &name, "note", Pairs::default());
            note.label = std::mem::take(&mut item.label);
            note.hint = std::mem::take(&mut item.hint);
            item.items.push(note);
        }
    }

    /// A question of a type without choices.
    fn plain(&mut self, row: &Fields<'_>, written: &str, entry: &'static PlainType, mut item: Item) {
        let parameters = item.parameters.clone();
        let mut check = Check { row, parameters: &parameters, problems: self.problems };
        match written {
            "range" => check.range(&item.appearance, &self.lists),
            "text" => check.text(),
            "photo" => check.photo(&item.appearance),
            "audio" => check.audio(false),
            "background-audio" => check.audio(true),
            "geopoint" | "geotrace" | "geoshape" => {
                check.geo(written == "geopoint");
                let target = check.reference_geometry();
                self.geometries.extend(target.map(|target| (target, row.place(&["parameters"]))));
            }
            "background-geopoint" if !row.has(&["trigger"]) || row.has(&["bind", "calculate"]) => {
                self.problems.push(row.problem(&["trigger"], Fault::BackgroundPosition, &item.name));
            }
            "csv-external" | "xml-external" => {
                if self.open.last().is_some_and(|open| open.block == Some(Block::Repeat)) {
                    self.problems.push(row.problem(&["type"], Fault::FileInRepeat, &item.name));
                }
                let extension = if written == "csv-external" { "csv" } else { "xml" };
                let stem = item.name.rsplit_once('.').map_or(item.name.as_str(), |(stem, _)| stem);
                self.files.push(stem.to_owned());
                item.kind = ItemKind::ExternalFile { extension };
                return self.push(item);
            }
            _ => {}
        }
        if is_unsupported(entry.name) {
            self.problems.push(row.problem(&["type"], Fault::TypeUnsupported, written));
        }
        if let Some(hint) = entry.hint.filter(|_| item.hint.is_empty()) {
            item.hint = Texts::from([(String::new(), hint.to_owned())]);
        }
        if let Some(constraint) = entry.constraint.filter(|_| !item.bind.contains_key("constraint")) {
            item.bind.insert("constraint".to_owned(), constraint.to_owned());
        }
        if !item.is_default_dynamic && !is_value(entry.value, &item.default) {
            self.problems.push(row.problem(&["default"], Fault::DefaultInvalid, &item.default));
        }
        item.kind = ItemKind::Question(QuestionType::Plain(entry));
        self.push(item);
    }

    /// Notes a file that choices come from.
    pub(super) fn add_file(&mut self, stem: &str) {
        self.files.push(stem.to_owned());
    }

    /// What can be said only when all rows are known. Gives the items of the root.
    pub(super) fn finish(&mut self) -> Vec<Item> {
        for (target, place) in std::mem::take(&mut self.triggers) {
            if !self.questions.contains(&target) {
                self.problems.push(Problem::new(place, Fault::ReferenceUnknown, target));
            }
        }
        for (target, place) in std::mem::take(&mut self.geometries) {
            if !parameters::leads_to_nodes(&target, &self.lists, &self.files, &self.repeats) {
                self.problems.push(Problem::new(place, Fault::ParameterValue, format!("reference-geometry={target}")));
            }
        }
        self.entities.check(self.problems);
        while self.open.len() > 1 {
            if let Some(open) = self.open.last() {
                let place = CellPlace::row("survey", open.item.row);
                let subject = open.item.name.clone();
                let hint = open.block.map(|block| format!("end_{}", block.code())).unwrap_or_default();
                self.problems.push(Problem::new(place, Fault::BeginWithoutEnd, subject).with_hint(hint));
            }
            self.close();
        }
        self.open.pop().map(|open| open.item.items).unwrap_or_default()
    }
}
