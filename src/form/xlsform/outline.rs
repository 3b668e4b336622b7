//! What can be said of a form as a whole: labels, media, sources of data, and names that items make.

use super::definition::{Choice, ChoiceSource, Control, Definition, Item, ItemKind, QuestionType, SelectMode, Texts};
use super::lists::is_yes;
use super::names::{has_reference, is_name, readable_references, references, sole_reference};
use super::problem::{CellPlace, Fault, Problem};
use super::select::is_randomized;
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::LazyLock;

/// `pulldata('districts', …`: the file it looks into.
#[expect(clippy::expect_used, reason = "a constant that a test uses")]
static PULLDATA: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"pulldata\s*\(\s*(.*?),").expect("a pattern of our own is well formed"));
#[expect(clippy::expect_used, reason = "a constant that a test uses")]
static SEARCH: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"search\(.*?\)").expect("a pattern of our own is well formed"));
/// The kinds of media.
pub(super) const MEDIA: [&str; 4] = ["image", "big-image", "audio", "video"];

/// Looks at the whole form.
pub(super) fn check(form: &Definition, problems: &mut Vec<Problem>) {
    names(form, problems);
    let counts = counts(form);
    triggers(form, &counts, problems);
    for item in form.walk() {
        label(item, problems);
        item_media(item, problems);
        appearance(item, problems);
        made_references(item, &counts, problems);
    }
    answers(form, &counts, problems);
    instances(form, problems);
    searches(form, problems);
    selects(form, problems);
}

/// What starts a calculation must be shown, and the question that calculates must be the only one of its name.
fn triggers(form: &Definition, counts: &HashMap<String, usize>, problems: &mut Vec<Problem>) {
    let questions = || form.walk().filter(|item| is_question(item));
    let names = |keep: fn(&Item) -> bool| -> HashSet<&str> {
        questions().filter(|item| keep(item)).map(|item| item.name.as_str()).collect()
    };
    let (invisible, shown) = (names(|item| !item.is_visible()), names(|item| has_control(item) && item.is_visible()));
    for item in questions() {
        for trigger in &item.triggers {
            if invisible.contains(trigger.as_str()) && !item.is_type("background-geopoint") {
                problems.push(at(item, "trigger", Fault::TriggerInvisible, trigger));
            }
        }
        let is_started = item.triggers.iter().any(|trigger| shown.contains(trigger.as_str()));
        if is_started && counts.get(&item.name).is_some_and(|count| *count > 1) {
            problems.push(at(item, "trigger", Fault::ReferenceAmbiguous, &item.name));
        }
    }
}

/// The references that no cell holds as they are: to a count that was made of an expression, and from parameters,
/// which are read in small letters.
fn made_references(item: &Item, counts: &HashMap<String, usize>, problems: &mut Vec<Problem>) {
    if let Some(name) = item.control.get("jr:count").and_then(|count| sole_reference(count))
        && counts.get(&name).is_some_and(|count| *count > 1)
    {
        problems.push(at(item, "repeat_count", Fault::ReferenceAmbiguous, &name));
    }
    if let Some(name) = item.parameters.get("seed").and_then(|seed| sole_reference(seed))
        && is_select(item)
        && is_randomized(item)
        && !is_search(item)
        && counts.get(&name).is_none_or(|count| *count == 0)
    {
        problems.push(at(item, "parameters", Fault::ReferenceCase, &name));
    }
}

/// What selects cannot be together with.
fn selects(form: &Definition, problems: &mut Vec<Problem>) {
    let adds_none = form.settings.get("add_none_option").is_some_and(|text| is_yes(text));
    for item in form.walk() {
        let ItemKind::Question(QuestionType::Select { mode, .. }) = &item.kind else { continue };
        if let Some(value) = item.bind.get("type").filter(|value| !matches!(value.as_str(), "string" | "odk:rank"))
            && item.is_visible()
            && is_select(item)
        {
            let subject = format!("bind::type={value}");
            problems.push(at(item, "bind::type", Fault::ParameterValue, &subject).with_hint("string"));
        }
        if adds_none && *mode == SelectMode::Multiple && shared_list(item).is_none() {
            problems.push(at(item, "type", Fault::ListMissing, "add_none_option"));
        }
    }
}

/// Choices that are the answers to another question need that question.
fn answers(form: &Definition, counts: &HashMap<String, usize>, problems: &mut Vec<Problem>) {
    for item in form.walk() {
        let ItemKind::Question(QuestionType::Select { list: ChoiceSource::Answers(name), .. }) = &item.kind else {
            continue;
        };
        let fault = match counts.get(name) {
            Some(1) => continue,
            Some(0) | None => Fault::ReferenceUnknown,
            Some(_) => Fault::ReferenceAmbiguous,
        };
        problems.push(at(item, "type", fault, name));
    }
}

fn at(item: &Item, column: &str, fault: Fault, subject: &str) -> Problem {
    let place = CellPlace { column: Some(column.to_owned()), ..CellPlace::row("survey", item.row) };
    Problem::new(place, fault, subject)
}

/// Names that items make can meet names of the sheet, and the names of choices become those of groups in a loop. What
/// was said of a name already is not said again.
fn names(form: &Definition, problems: &mut Vec<Problem>) {
    let mut said: HashSet<String> = problems
        .iter()
        .filter(|problem| {
            matches!(
                problem.fault,
                Fault::NameTwice | Fault::NameReserved | Fault::NameInvalid | Fault::RepeatTwice | Fault::RepeatIsRoot
            )
        })
        .map(|problem| problem.subject.clone())
        .collect();
    let groups = form.walk().map(|item| item.items.as_slice());
    for items in groups.chain([form.items.as_slice()]) {
        let mut seen = HashSet::new();
        for item in items {
            let fault = match (seen.insert(item.name.as_str()), is_name(&item.name)) {
                (_, false) => Fault::NameInvalid,
                (false, true) => Fault::NameTwice,
                (true, true) => continue,
            };
            if said.insert(item.name.clone()) {
                problems.push(at(item, "name", fault, &item.name));
            }
        }
    }
    // A repeat in a loop is there once for each choice.
    let mut repeats = HashSet::new();
    for item in form.walk().filter(|item| item.kind == ItemKind::Repeat) {
        if !repeats.insert(item.name.as_str()) && said.insert(item.name.clone()) {
            problems.push(at(item, "name", Fault::RepeatTwice, &item.name));
        }
    }
}

fn is_question(item: &Item) -> bool {
    matches!(item.kind, ItemKind::Question(_))
}

fn has_text(texts: &Texts) -> bool {
    texts.values().any(|text| !text.is_empty())
}

fn has_control(item: &Item) -> bool {
    match &item.kind {
        ItemKind::Question(QuestionType::Plain(entry)) => entry.control != Control::None,
        ItemKind::Question(QuestionType::Select { .. }) => true,
        ItemKind::Group | ItemKind::Repeat | ItemKind::ExternalFile { .. } => false,
    }
}

/// A question that is shown needs a label, a medium or a hint.
fn label(item: &Item, problems: &mut Vec<Problem>) {
    if !has_control(item) || !item.is_visible() {
        return;
    }
    if item.appearance != "label" && !has_text(&item.label) && item.media.is_empty() && !has_text(&item.hint) {
        problems.push(at(item, "label", Fault::LabelMissing, &item.name));
    }
    if item.media.contains_key("big-image") && !item.media.contains_key("image") {
        problems.push(at(item, "big-image", Fault::BigImage, &item.name));
    }
}

/// The words of appearances that the field knows; `w1` to `w10` are widths, functions are for lookups.
const APPEARANCES: &[&str] = &[
    "numbers",
    "multiline",
    "url",
    "thousands-sep",
    "bearing",
    "vertical",
    "no-ticks",
    "picker",
    "rating",
    "new",
    "new-front",
    "draw",
    "annotate",
    "signature",
    "no-calendar",
    "month-year",
    "year",
    "ethiopian",
    "coptic",
    "islamic",
    "bikram-sambat",
    "myanmar",
    "persian",
    "placement-map",
    "maps",
    "hide-input",
    "minimal",
    "search",
    "quick",
    "columns-pack",
    "columns",
    "columns-1",
    "columns-2",
    "columns-3",
    "columns-4",
    "columns-5",
    "columns-6",
    "columns-7",
    "columns-8",
    "columns-9",
    "columns-10",
    "no-buttons",
    "image-map",
    "likert",
    "map",
    "field-list",
    "label",
    "list-nolabel",
    "list",
    "table-list",
    "hidden-answer",
    "printer",
    "masked",
    "counter",
    "autocomplete",
    "compact",
    "compact-2",
    "quickcompact",
    "horizontal",
    "horizontal-compact",
    "textarea",
    "front",
    "selfie",
    "distress",
    "spinner",
    "accordion",
    "geoshape",
    "max",
    "min",
    "summary",
];

fn appearance(item: &Item, problems: &mut Vec<Problem>) {
    if item.appearance.contains('(') || item.appearance.contains(':') {
        return;
    }
    for word in item.appearance.split_whitespace() {
        let is_width = word.strip_prefix('w').is_some_and(|width| width.parse::<u8>().is_ok());
        let known = APPEARANCES.iter().any(|own| own.eq_ignore_ascii_case(word));
        if !known && !is_width && !word.starts_with("compact-") && !word.starts_with("quickcompact-") {
            problems.push(at(item, "appearance", Fault::AppearanceUnknown, word));
        }
    }
}

fn item_media(item: &Item, problems: &mut Vec<Problem>) {
    if matches!(item.kind, ItemKind::ExternalFile { .. }) {
        return;
    }
    for kind in item.media.keys().filter(|kind| !MEDIA.contains(&kind.as_str())) {
        problems.push(at(item, &format!("media::{kind}"), Fault::MediaKind, kind));
    }
}

/// Every source of data has a name of its own.
fn instances(form: &Definition, problems: &mut Vec<Problem>) {
    let mut sources: HashMap<String, String> = HashMap::new();
    let mut externals: HashSet<&str> = HashSet::new();
    let searched = searched(form);
    for item in form.walk() {
        let mut found: Vec<(String, String)> = Vec::new();
        for text in expressions(item).filter(|text| text.contains("pulldata(")) {
            for call in PULLDATA.captures_iter(text) {
                let file = call[1].replace(['\'', '"'], "").trim().to_owned();
                found.push((file.clone(), format!("{file}.csv")));
            }
        }
        match &item.kind {
            ItemKind::Question(QuestionType::Select { list: ChoiceSource::File(file), .. }) => {
                let stem = file.rsplit_once('.').map_or(file.as_str(), |(stem, _)| stem);
                found.push((stem.to_owned(), file.clone()));
            }
            ItemKind::ExternalFile { extension } => {
                if !externals.insert(&item.name) {
                    problems.push(at(item, "name", Fault::InstanceTwice, &item.name));
                }
                found.push((item.name.clone(), format!("{}.{extension}", item.name)));
            }
            ItemKind::Question(_) | ItemKind::Group | ItemKind::Repeat => {}
        }
        for (name, source) in found {
            if sources.entry(name.clone()).or_insert_with(|| source.clone()) != &source
                || (form.choices.contains_key(&name) && !searched.contains(name.as_str()))
            {
                problems.push(at(item, "name", Fault::InstanceTwice, &name));
            }
        }
    }
}

/// The expressions that can look into files.
fn expressions(item: &Item) -> impl Iterator<Item = &str> {
    let binds = ["calculate", "constraint", "readonly", "required", "relevant"];
    let bound = binds.into_iter().filter_map(|key| item.bind.get(key).map(String::as_str));
    // Only a question has choices and a first value.
    let own = [item.choice_filter.as_str(), item.default.as_str()].into_iter().filter(|_| is_question(item));
    bound.filter(|_| !matches!(item.kind, ItemKind::ExternalFile { .. })).chain(own)
}

/// Whether choices are shown; one from a large list is typed in.
fn is_select(item: &Item) -> bool {
    match &item.kind {
        ItemKind::Question(QuestionType::Select { list, .. }) => !matches!(list, ChoiceSource::External(_)),
        ItemKind::Question(_) | ItemKind::Group | ItemKind::Repeat | ItemKind::ExternalFile { .. } => false,
    }
}

fn is_search(item: &Item) -> bool {
    SEARCH.is_match(&item.appearance)
}

fn list(item: &Item) -> Option<&str> {
    match &item.kind {
        ItemKind::Question(QuestionType::Select { list: ChoiceSource::List(list), .. }) => Some(list),
        ItemKind::Question(_) | ItemKind::Group | ItemKind::Repeat | ItemKind::ExternalFile { .. } => None,
    }
}

/// The lists whose choices `search()` replaces.
pub(super) fn searched(form: &Definition) -> HashSet<&str> {
    form.walk().filter(|item| is_search(item)).filter_map(list).collect()
}

/// Whether what is shown of a choice is at most a text without languages, media and references.
fn is_plain_text(choice: &Choice) -> bool {
    choice.media.is_empty() && choice.label.iter().all(|(language, text)| language.is_empty() && !has_reference(text))
}

/// The list that a select shares with others; none where its choices stand nowhere in the form, or come in any order.
fn shared_list(item: &Item) -> Option<&str> {
    list(item).filter(|_| !is_randomized(item) || !item.choice_filter.is_empty())
}

/// `search()` needs a list of its own, and no file.
fn searches(form: &Definition, problems: &mut Vec<Problem>) {
    let mut plain: BTreeMap<Option<&str>, BTreeSet<&str>> = BTreeMap::new();
    for item in form.walk().filter(|item| is_select(item) && !is_search(item)) {
        plain.entry(shared_list(item)).or_default().insert(&item.name);
    }
    for item in form.walk().filter(|item| is_select(item) && is_search(item)) {
        let others = plain.get(&shared_list(item));
        if list(item).is_none() || others.is_some() {
            let hint = others.map(|names| names.iter().copied().collect::<Vec<_>>().join(", ")).unwrap_or_default();
            problems.push(at(item, "appearance", Fault::SearchMixed, &item.name).with_hint(hint));
        }
        // The choices are written into the question itself, unless their texts stand with the translations.
        let choices = list(item).and_then(|list| form.choices.get(list)).map(Vec::as_slice).unwrap_or_default();
        let is_written = has_text(&item.label) && choices.iter().all(is_plain_text);
        for choice in choices.iter().filter(|choice| is_written && choice.label.is_empty()) {
            problems.push(at(item, "appearance", Fault::LabelMissing, &choice.name));
        }
    }
}

/// Behind so many problems nothing is guessed any more: in a hostile form each guess looks at every name.
pub(super) const MOST_GUESSED: usize = 100;

/// How many nodes have each name, the root and what items make among them; none for a file.
pub(super) fn counts(form: &Definition) -> HashMap<String, usize> {
    let mut counts = HashMap::from([(form.root.clone(), 1)]);
    for item in form.walk() {
        let nodes = usize::from(!matches!(item.kind, ItemKind::ExternalFile { .. }));
        *counts.entry(item.name.clone()).or_default() += nodes;
    }
    counts
}

/// Looks at the references of a cell: well formed, and each to exactly one question.
pub(super) fn check_references(
    text: &str,
    place: &CellPlace,
    names: &HashMap<String, usize>,
    counts: &HashMap<String, usize>,
    problems: &mut Vec<Problem>,
) {
    let Some(found) = references(text) else {
        problems.push(Problem::new(place.clone(), Fault::ReferenceMalformed, text));
        return;
    };
    for reference in found {
        let nodes = counts.get(&reference.name).copied().unwrap_or(1);
        let uses = match (names.get(&reference.name), nodes) {
            (None, _) | (Some(1), 0) => 0,
            (Some(1), nodes) => nodes,
            (Some(uses), _) => *uses,
        };
        check_uses(reference.name, uses, place, names, problems);
    }
}

/// Looks at the references of a text in which a malformed one is only a text: each is to exactly one node.
pub(super) fn check_readable_references(
    text: &str,
    place: &CellPlace,
    counts: &HashMap<String, usize>,
    problems: &mut Vec<Problem>,
) {
    for reference in readable_references(text) {
        let uses = counts.get(&reference.name).copied().unwrap_or_default();
        check_uses(reference.name, uses, place, counts, problems);
    }
}

fn check_uses(
    name: String,
    uses: usize,
    place: &CellPlace,
    known: &HashMap<String, usize>,
    problems: &mut Vec<Problem>,
) {
    let fault = match uses {
        0 => Fault::ReferenceUnknown,
        1 => return,
        _ => Fault::ReferenceAmbiguous,
    };
    let is_guessed = fault == Fault::ReferenceUnknown && problems.len() < MOST_GUESSED;
    let guess = || super::columns::nearest(&name, known.keys().map(String::as_str));
    let hint = is_guessed.then(guess).flatten().unwrap_or_default().to_owned();
    problems.push(Problem::new(place.clone(), fault, name).with_hint(hint));
}
