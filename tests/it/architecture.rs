//! The map in `src/lib.rs` against the sources: which layer names what, and the habits that a machine can see.

mod map;
mod path;

use crate::source::{Token, Tree, project, tokens};
use map::Map;
use path::{Named, named_paths};
use std::collections::BTreeSet;

const LINES_AT_MOST: usize = 600;
const HEADER: [&str; 3] = ["# Invariants", "# To change", "# Why"];

#[test]
fn the_sources_follow_the_map() {
    let found = violations(&project(), &manifest());
    assert!(found.is_empty(), "{} violations:\n{}", found.len(), found.join("\n"));
}

fn manifest() -> String {
    include_str!("../../Cargo.toml").to_owned()
}

/// Everything that is wrong, with its place.
fn violations(tree: &Tree, manifest: &str) -> Vec<String> {
    let (map, mut found) = Map::read(tree.get("src/lib.rs").map_or("", String::as_str));
    found.extend(map_against_folders(&map, tree));
    found.extend(map_against_manifest(&map, manifest));
    for (path, text) in tree {
        let lines = text.lines().count();
        if lines > LINES_AT_MOST {
            found.push(format!("{path}: {lines} lines, {LINES_AT_MOST} is the ceiling"));
        }
        let tokens = tokens(text);
        found.extend(ignored_tests(path, &tokens));
        if let Some(layer) = layer_of(path) {
            found.extend(foreign_names(&map, layer, path, &tokens));
        }
    }
    found.extend(headers(&map, tree));
    found.extend(forgotten_tests(tree));
    found
}

/// The layer that a file belongs to; none for `lib.rs`, `main.rs` and the tests.
fn layer_of(path: &str) -> Option<&str> {
    path.strip_prefix("src/")?.split_once('/').map(|(layer, _)| layer)
}

fn map_against_folders(map: &Map, tree: &Tree) -> Vec<String> {
    let folders: BTreeSet<&str> = tree.keys().filter_map(|path| layer_of(path)).collect();
    let mut found = Vec::new();
    for folder in &folders {
        if map.row(folder).is_none() {
            found.push(format!("src/{folder}: the layer has no row in the map of src/lib.rs"));
        }
    }
    for row in &map.rows {
        if !folders.contains(row.layer.as_str()) {
            found.push(format!("src/lib.rs: the map has a row `{}` and there is no such folder", row.layer));
        }
        for name in &row.may_name {
            if map.row(name).is_none() {
                found.push(format!("src/lib.rs: `{}` may name `{name}`, which is no layer", row.layer));
            }
        }
    }
    for path in tree.keys().filter(|path| path.starts_with("src/") && layer_of(path).is_none()) {
        if !["src/lib.rs", "src/main.rs"].contains(&path.as_str()) {
            found.push(format!("{path}: lies outside every layer"));
        }
    }
    found
}

/// A crate of the map that is no dependency is a line that nobody took out.
fn map_against_manifest(map: &Map, manifest: &str) -> Vec<String> {
    // Those of one system only stand under `[target.….dependencies]`.
    let of_the_program =
        |section: &&str| section.split(']').next().is_some_and(|name| name.rsplit('.').next() == Some("dependencies"));
    let dependencies: BTreeSet<String> = manifest
        .split("\n[")
        .filter(of_the_program)
        .flat_map(str::lines)
        .filter_map(|line| line.split_once('='))
        .map(|(name, _)| name.trim().replace('-', "_"))
        .collect();
    let listed = map.rows.iter().flat_map(|row| row.own_crates.iter().map(move |name| (row, name)));
    listed
        .filter(|(_, name)| !dependencies.contains(*name))
        .map(|(row, name)| format!("src/lib.rs: `{name}` in the row of `{}` is no dependency", row.layer))
        .collect()
}

fn foreign_names(map: &Map, layer: &str, path: &str, tokens: &[Token]) -> Vec<String> {
    let Some(row) = map.row(layer) else { return Vec::new() };
    let mut found = Vec::new();
    for named in named_paths(path, tokens) {
        let Named { name, line, from_root, exported } = &named;
        if *from_root {
            if name == layer || map.row(name).is_none() {
                continue;
            }
            if !row.may_name.contains(name) {
                found.push(format!("{path}:{line}: `{layer}` names `{name}`, which is outside its row"));
            }
            if *exported {
                found.push(format!("{path}:{line}: `{layer}` re-exports from `{name}`"));
            }
        } else {
            let owners: Vec<&str> = map.owners(name);
            if !owners.is_empty() && !owners.contains(&layer) {
                found.push(format!("{path}:{line}: only {} may name the crate `{name}`", owners.join(", ")));
            }
        }
    }
    found
}

fn ignored_tests(path: &str, tokens: &[Token]) -> Vec<String> {
    let ignored = tokens.windows(3).filter(|w| w[0].is('#') && w[1].is('[') && w[2].word() == Some("ignore"));
    ignored.map(|w| format!("{path}:{}: a test that never runs (`#[ignore]`)", w[0].line)).collect()
}

fn headers(map: &Map, tree: &Tree) -> Vec<String> {
    let mut found = Vec::new();
    for row in &map.rows {
        let path = format!("src/{}/mod.rs", row.layer);
        let Some(text) = tree.get(&path) else { continue };
        let header: Vec<&str> = text.lines().map_while(|line| line.strip_prefix("//!")).map(str::trim).collect();
        for section in HEADER {
            if !header.contains(&section) {
                found.push(format!("{path}: the header has no `{section}`"));
            }
        }
        let sentence = header.first().copied().unwrap_or_default();
        if sentence.len() < 10 || sentence.starts_with('#') || sentence.starts_with('(') {
            found.push(format!("{path}: the header does not begin with a sentence that says what the layer is"));
        }
    }
    found
}

fn forgotten_tests(tree: &Tree) -> Vec<String> {
    let main = tokens(tree.get("tests/it/main.rs").map_or("", String::as_str));
    let listed: BTreeSet<&str> =
        main.windows(2).filter(|w| w[0].word() == Some("mod")).filter_map(|w| w[1].word()).collect();
    let files = tree.keys().filter_map(|path| path.strip_prefix("tests/it/"));
    let modules: BTreeSet<&str> =
        files.map(|path| path.split('/').next().unwrap_or(path).trim_end_matches(".rs")).collect();
    modules
        .into_iter()
        .filter(|name| *name != "main" && !listed.contains(name))
        .map(|name| format!("tests/it/{name}.rs: not named in tests/it/main.rs, so it never runs"))
        .collect()
}

/// A small project that follows its map.
fn sample() -> Tree {
    let header = "//! What the layer is for.\n//!\n//! # Invariants\n//! # To change\n//! # Why\n";
    let lib = "//! | layer | what | may name | only it may name (crates) |\n//! | --- | --- | --- | --- |\n\
               //! | `low` | x | - | - |\n//! | `middle` | x | low | sql |\n//! | `high` | x | low, middle | - |\n";
    [
        ("src/lib.rs", lib.to_owned()),
        ("src/main.rs", "fn main() { fixture::high::run(); }".to_owned()),
        ("src/low/mod.rs", format!("{header}pub mod a;")),
        ("src/low/a.rs", "use super::b; use crate::low::b::{C, D};".to_owned()),
        ("src/middle/mod.rs", format!("{header}use crate::low::{{a, b}}; use sql::Row;")),
        ("src/high/mod.rs", format!("{header}use crate::{{low, middle::x}}; pub use self::y::Z;")),
        ("tests/it/main.rs", "mod one;".to_owned()),
        ("tests/it/one.rs", "#[test] fn works() {}".to_owned()),
    ]
    .into_iter()
    .map(|(path, text)| (path.to_owned(), text))
    .collect()
}

const SAMPLE_MANIFEST: &str = "[package]\n\n[dependencies]\nsql = \"1\"\n\n[dev-dependencies]\nother = \"1\"\n";

#[test]
fn a_project_that_follows_its_map_has_no_violations() {
    assert_eq!(violations(&sample(), SAMPLE_MANIFEST), Vec::<String>::new());
}

/// Each line: a file, what is added to it, and what the violation says.
#[test]
fn every_kind_of_violation_is_found() {
    let cases = [
        ("src/low/a.rs", "use crate::middle::x;", "`low` names `middle`"),
        ("src/low/a.rs", "use crate::{low::a, high};", "`low` names `high`"),
        ("src/low/a.rs", "fn f() -> crate::middle::X { x() }", "`low` names `middle`"),
        ("src/low/a.rs", "use super::super::middle;", "`low` names `middle`"),
        ("src/low/mod.rs", "use super::high::x;", "`low` names `high`"),
        ("src/low/mod.rs", "mod tests { use super::super::high::x; }", "`low` names `high`"),
        ("src/low/a.rs", "macro_rules! m { () => { $crate::high::x() }; }", "`low` names `high`"),
        ("src/low/a.rs", "use fixture::x; use ::sql::Row;", "only middle may name the crate `sql`"),
        ("src/low/a.rs", "fn f(row: &sql::Row) {}", "only middle may name the crate `sql`"),
        ("src/high/mod.rs", "use sql;", "only middle may name the crate `sql`"),
        ("src/high/mod.rs", "pub use crate::low::a;", "`high` re-exports from `low`"),
        ("src/high/mod.rs", "pub(crate) use crate::{middle, high::b};", "`high` re-exports from `middle`"),
        ("src/stray.rs", "", "lies outside every layer"),
        ("src/new/mod.rs", "", "the layer has no row"),
        ("tests/it/one.rs", "#[test] #[ignore] fn never() {}", "a test that never runs"),
        ("tests/it/two.rs", "", "not named in tests/it/main.rs"),
        ("tests/it/three/mod.rs", "", "not named in tests/it/main.rs"),
    ];
    for (path, added, says) in cases {
        let mut tree = sample();
        let text = tree.entry(path.to_owned()).or_default();
        text.push('\n');
        text.push_str(added);
        expect(&tree, SAMPLE_MANIFEST, says, &format!("{path} with `{added}`"));
    }
}

#[test]
fn violations_of_the_map_itself_are_found() {
    let change = |from: &str, to: &str| {
        let mut tree = sample();
        let lib = tree.get_mut("src/lib.rs").unwrap();
        assert!(lib.contains(from));
        *lib = lib.replace(from, to);
        tree
    };
    expect(&change("//! | `low` | x | - | - |\n", ""), SAMPLE_MANIFEST, "the layer has no row", "a missing row");
    let gone = change("| `low` | x", "| `gone` | x | - | - |\n//! | `low` | x");
    expect(&gone, SAMPLE_MANIFEST, "a row `gone` and there is no such folder", "a row too many");
    expect(&change("| low, middle |", "| low, nowhere |"), SAMPLE_MANIFEST, "which is no layer", "a wrong name");
    expect(&change("`low` | x | - | - |", "`low` |"), SAMPLE_MANIFEST, "has not four columns", "a broken row");
    expect(&sample(), "[dependencies]\n", "`sql` in the row of `middle` is no dependency", "a crate that is gone");
}

#[test]
fn long_files_and_missing_headers_are_found() {
    let mut tree = sample();
    tree.insert("src/low/long.rs".to_owned(), "\n".repeat(LINES_AT_MOST + 1));
    expect(&tree, SAMPLE_MANIFEST, "src/low/long.rs: 601 lines", "a long file");
    for section in HEADER {
        let mut tree = sample();
        let text = tree.get_mut("src/low/mod.rs").unwrap();
        *text = text.replace(section, "");
        expect(&tree, SAMPLE_MANIFEST, &format!("no `{section}`"), section);
    }
    let mut tree = sample();
    let text = tree.get_mut("src/low/mod.rs").unwrap();
    *text = text.replace("What the layer is for.", "(being built)");
    expect(&tree, SAMPLE_MANIFEST, "does not begin with a sentence", "a header without a sentence");
}

#[test]
fn what_looks_like_a_violation_and_is_none_is_left_alone() {
    let harmless = [
        "// use crate::high::x;\n/// [`crate::high::X`]",
        "const TEXT: &str = \"crate::high::x sql::Row\";",
        "mod sql { pub struct Row; } fn f() -> sql::Row { sql::Row }",
        "use super::sql; fn f() -> sql::Row { sql::Row }",
        "fn f(x: low::sql::Row) { x.sql::<u8>(); }",
        "mod inner { mod tests { use super::super::b; } }",
    ];
    for added in harmless {
        let mut tree = sample();
        tree.get_mut("src/low/a.rs").unwrap().push_str(&format!("\n{added}"));
        assert_eq!(violations(&tree, SAMPLE_MANIFEST), Vec::<String>::new(), "{added}");
    }
}

fn expect(tree: &Tree, manifest: &str, says: &str, case: &str) {
    let found = violations(tree, manifest);
    assert!(found.iter().any(|violation| violation.contains(says)), "{case}: expected `{says}`, found {found:#?}");
}
