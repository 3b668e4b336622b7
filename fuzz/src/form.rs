//! Forms from bytes.

use std::fmt::Write;

/// Choices that bytes make, one after the other; the first of each when there are no more.
pub struct Choices<'a>(&'a [u8]);

type Made = (String, Vec<(String, Vec<u8>)>);

impl<'a> Choices<'a> {
    pub const fn of(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn below(&mut self, most: usize) -> usize {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        usize::from(*first) % most.max(1)
    }

    fn of_list<'b>(&mut self, list: &[&'b str]) -> &'b str {
        list[self.below(list.len())]
    }
}

const NAMES: [&str; 6] = ["a", "b", "c", "d", "e", "meta"];
const VALUES: [&str; 20] = [
    "",
    "1",
    "0",
    "-3",
    "2",
    "1e9",
    "2.5",
    "x",
    "x y",
    "yes",
    "2026-03-15",
    "2024-02-29T23:59:59.999+08:00",
    "23:15",
    "30.1 104.2 0 0",
    "1 2 0 0; 3 4 0 0; 1 2 0 0",
    "9999999999999999999",
    "工资",
    "' or '1'='1",
    "\u{1f600}\u{301}",
    "NaN",
];

/// A value as somebody may type it.
pub fn value(choices: &mut Choices<'_>) -> &'static str {
    choices.of_list(&VALUES)
}

/// A form written as a table, with what follows `%%name` as its files and what follows the last zero as actions.
pub fn written(choices: &mut Choices<'_>) -> Made {
    let end = choices.0.iter().rposition(|byte| *byte == 0).unwrap_or(choices.0.len());
    let (text, actions) = choices.0.split_at(end);
    choices.0 = actions.get(1..).unwrap_or_default();
    let text = String::from_utf8_lossy(text);
    let mut parts = text.split("\n%%");
    let form = parts.next().unwrap_or_default().to_owned();
    let file = |part: &str| part.split_once('\n').map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()));
    (form, parts.filter_map(file).collect())
}

/// A form that is put together from what forms hold.
pub fn made(choices: &mut Choices<'_>) -> Made {
    const TYPES: [&str; 24] = [
        "text",
        "integer",
        "decimal",
        "date",
        "dateTime",
        "time",
        "select_one l",
        "select_multiple l",
        "rank l",
        "calculate",
        "note",
        "begin group",
        "begin repeat",
        "end group",
        "end repeat",
        "select_one_from_file f.csv",
        "select_multiple_from_file f.geojson",
        "csv-external",
        "xml-external",
        "geopoint",
        "range",
        "acknowledge",
        "hidden",
        "select_one ${a}",
    ];
    let mut form = "| survey |\n| | type | name | label | relevant | calculation | constraint | required | readonly | default | trigger | choice_filter | repeat_count | parameters |\n".to_owned();
    let mut open: Vec<&str> = Vec::new();
    for _ in 0..=choices.below(14) {
        let kind = choices.of_list(&TYPES);
        let kind = match (kind, open.last()) {
            ("end group" | "end repeat", Some(last)) => last,
            (kind, _) => kind,
        };
        match kind {
            "begin group" => open.push("end group"),
            "begin repeat" => open.push("end repeat"),
            "end group" | "end repeat" => drop(open.pop()),
            _ => {}
        }
        let name = choices.of_list(&NAMES);
        let columns = choices.below(256);
        let cell = |bit: usize, choices: &mut Choices<'_>| {
            if columns & (1 << bit) == 0 { String::new() } else { expression(choices, 3).replace('|', "\\|") }
        };
        let cells: Vec<String> = (0..8).map(|bit| cell(bit, choices)).collect();
        let trigger = if columns & 0x81 == 0x81 { format!("${{{}}}", choices.of_list(&NAMES)) } else { String::new() };
        let parameters = if columns & 0x42 == 0x42 { "value=name label=x" } else { "" };
        let count = if kind == "begin repeat" { cells[6].as_str() } else { "" };
        let _ = writeln!(
            form,
            "| | {kind} | {name} | L ${{{}}} | {} | {} | {} | {} | {} | {} | {trigger} | {} | {count} | {parameters} |",
            choices.of_list(&NAMES),
            cells[0],
            cells[1],
            cells[2],
            cells[3],
            cells[4],
            cells[5],
            cells[7]
        );
    }
    while let Some(end) = open.pop() {
        let _ = writeln!(form, "| | {end} | | | | | | | | | | | | |");
    }
    form.push_str("| choices |\n| | list_name | name | label | k |\n| | l | x | X | 1 |\n| | l | y | Y | 2 |\n| | l | yes | Z | |\n");
    let table = "name,label,k\nx,X,1\ny,Y,2\n1,One,\n".as_bytes().to_vec();
    let places = br#"{"type":"FeatureCollection","features":[{"type":"Feature","id":"x","geometry":{"type":"Point","coordinates":[1,2]},"properties":{"title":"T","k":2}}]}"#;
    (form, vec![("f.csv".to_owned(), table), ("f.geojson".to_owned(), places.to_vec())])
}

/// An expression of the language.
fn expression(choices: &mut Choices<'_>, depth: usize) -> String {
    const LEAVES: [&str; 24] = [
        "${a}",
        "${b}",
        "${c}",
        "${d}",
        "${e}",
        ".",
        "..",
        "1",
        "0",
        "-1",
        "'x'",
        "''",
        "k",
        "name",
        "today()",
        "now()",
        "position(..)",
        "/data/a",
        "//a",
        "../b",
        "current()/../c",
        "instance('l')/root/item",
        "instance('f')/root/item",
        "last()",
    ];
    const FUNCTIONS: [(&str, usize); 40] = [
        ("count", 1),
        ("sum", 1),
        ("if", 3),
        ("coalesce", 2),
        ("selected", 2),
        ("count-selected", 1),
        ("selected-at", 2),
        ("concat", 2),
        ("join", 2),
        ("substr", 3),
        ("string-length", 1),
        ("regex", 2),
        ("round", 2),
        ("int", 1),
        ("number", 1),
        ("string", 1),
        ("not", 1),
        ("boolean", 1),
        ("date", 1),
        ("format-date", 2),
        ("decimal-date-time", 1),
        ("indexed-repeat", 3),
        ("randomize", 2),
        ("position", 1),
        ("once", 1),
        ("pulldata", 4),
        ("jr:choice-name", 2),
        ("area", 1),
        ("distance", 1),
        ("geofence", 2),
        ("min", 2),
        ("max", 2),
        ("pow", 2),
        ("digest", 2),
        ("translate", 3),
        ("normalize-space", 1),
        ("checklist", 3),
        ("count-non-empty", 1),
        ("substring-before", 2),
        ("instance", 1),
    ];
    const OPERATORS: [&str; 14] = ["+", "-", "*", "div", "mod", "=", "!=", "<", "<=", ">", ">=", "and", "or", "|"];
    if depth == 0 || choices.is_empty() {
        return choices.of_list(&LEAVES).to_owned();
    }
    match choices.below(6) {
        0 | 1 => choices.of_list(&LEAVES).to_owned(),
        2 => {
            let (left, operator) = (expression(choices, depth - 1), choices.of_list(&OPERATORS));
            format!("{left} {operator} {}", expression(choices, depth - 1))
        }
        3 => format!("{}[{}]", choices.of_list(&LEAVES), expression(choices, depth - 1)),
        4 => format!("({})/{}", expression(choices, depth - 1), choices.of_list(&["a", "..", "*", "@n", "."])),
        _ => {
            let (name, count) = FUNCTIONS[choices.below(FUNCTIONS.len())];
            let arguments: Vec<_> = (0..count).map(|_| expression(choices, depth - 1)).collect();
            format!("{name}({})", arguments.join(", "))
        }
    }
}
