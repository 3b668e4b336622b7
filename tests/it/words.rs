//! The messages of both languages against each other and against the sources that use them.

use super::source::{Kind, Token, Tree, project, read_folder, tokens};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Values that hold messages: a text handed to one of their methods is a key.
const SPEAKERS: [&str; 3] = ["words", "look", "w"];
/// Those methods.
const METHODS: [&str; 5] = ["get", "with", "text", "has", "say"];

/// The layers that may speak.
const LAYERS: [&str; 5] = ["words", "report", "app", "cli", "ui"];
/// Messages that say the same with different variables, all of which are given.
const EITHER_VARIABLE: [&str; 2] = ["month", "month-long"];

/// Beginnings of texts that are put together and are no keys: codes of problems, names of files and anchors.
const NOT_KEYS: [&str; 6] = ["fieldseal-", "file-", "refused-", "section-", "store-", "workbook-"];

/// A message: the names of its variables.
type Messages = BTreeMap<String, BTreeSet<String>>;

#[test]
fn both_languages_have_the_same_messages_with_the_same_variables() {
    let (en, zh) = (messages("en"), messages("zh-CN"));
    assert!(en.len() > 50);
    let found = differences(&en, &zh);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_key_that_is_used_has_a_message() {
    let uses = Uses::of(&project());
    let en = messages("en");
    let missing: Vec<String> = uses
        .asked
        .iter()
        .filter(|(key, _)| !en.contains_key(*key))
        .map(|(key, place)| format!("{place}: `{key}` has no message"))
        .chain(
            uses.prefixes
                .iter()
                .filter(|(prefix, _)| !NOT_KEYS.contains(&prefix.as_str()))
                .filter(|(prefix, _)| !en.keys().any(|key| key.starts_with(*prefix)))
                .map(|(prefix, place)| format!("{place}: no message begins with `{prefix}`")),
        )
        .collect();
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// What differs between the messages of two languages.
fn differences(en: &Messages, zh: &Messages) -> Vec<String> {
    let mut found = Vec::new();
    for key in en.keys().chain(zh.keys()).collect::<BTreeSet<_>>() {
        match (en.get(key), zh.get(key)) {
            (Some(en), Some(zh)) if en == zh || EITHER_VARIABLE.contains(&key.as_str()) => {}
            (Some(en), Some(zh)) => found.push(format!("{key}: en has the variables {en:?}, zh-CN has {zh:?}")),
            (Some(_), None) => found.push(format!("{key}: not in zh-CN")),
            (None, _) => found.push(format!("{key}: not in en")),
        }
    }
    found
}

/// All messages of a language; panics where a key stands twice, since the later one would win in silence.
fn messages(language: &str) -> Messages {
    let mut files = Tree::new();
    read_folder(Path::new(env!("CARGO_MANIFEST_DIR")), &format!("assets/locales/{language}"), "ftl", &mut files);
    let mut messages = Messages::new();
    for (path, text) in &files {
        for (key, variables) in parse(text) {
            assert!(messages.insert(key.clone(), variables).is_none(), "{path}: `{key}` stands twice in {language}");
        }
    }
    messages
}

/// The messages of a file, by the shape of its lines: a key starts at the margin, what follows is indented.
fn parse(text: &str) -> Vec<(String, BTreeSet<String>)> {
    let mut messages: Vec<(String, BTreeSet<String>)> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (key, _) = line.split_once('=').unwrap_or_else(|| panic!("no message: {line}"));
            messages.push((key.trim().to_owned(), BTreeSet::new()));
        }
        if let Some((_, variables)) = messages.last_mut() {
            for part in line.split('$').skip(1) {
                let end = part.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-');
                variables.insert(part[..end.unwrap_or(part.len())].to_owned());
            }
        }
    }
    messages
}

/// How the sources speak of messages.
struct Uses {
    /// Keys that are asked for by name, with the place.
    asked: BTreeMap<String, String>,
    /// Beginnings of keys that are put together (`format!("grade-{code}")`), with the place.
    prefixes: BTreeMap<String, String>,
    /// Every text in the sources.
    texts: BTreeSet<String>,
}

impl Uses {
    fn of(tree: &Tree) -> Self {
        let mut uses = Self { asked: BTreeMap::new(), prefixes: BTreeMap::new(), texts: BTreeSet::new() };
        let speaks = |path: &str| LAYERS.iter().any(|layer| path.starts_with(&format!("src/{layer}/")));
        for (path, text) in tree.iter().filter(|(path, _)| speaks(path)) {
            let tokens = tokens(text);
            for (place, token) in tokens.iter().enumerate() {
                let Some(text) = token.text() else { continue };
                let at = format!("{path}:{}", token.line);
                uses.texts.insert(text.to_owned());
                if is_key(text) && is_asked_for(&tokens, place) {
                    uses.asked.insert(text.to_owned(), at);
                } else if let Some(prefix) = prefix_of(text).filter(|_| is_formatted(&tokens, place)) {
                    uses.prefixes.insert(prefix.to_owned(), at);
                }
            }
        }
        uses
    }

    /// Whether `key` or the beginning of it stands somewhere.
    fn mentions(&self, key: &str) -> bool {
        self.texts.contains(key) || self.prefixes.keys().any(|prefix| key.starts_with(prefix))
    }
}

fn is_key(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

/// `words.get("key"` and the like end at `place`; a reference before the text is fine.
fn is_asked_for(tokens: &[Token], place: usize) -> bool {
    let Some(before) = place.checked_sub(4).map(|from| &tokens[from..place]) else { return false };
    let speaker = before[0].word().is_some_and(|word| SPEAKERS.contains(&word));
    let method = before[2].word().is_some_and(|word| METHODS.contains(&word));
    speaker && before[1].is('.') && method && before[3].is('(')
}

/// The text is the first argument of `format!`.
fn is_formatted(tokens: &[Token], place: usize) -> bool {
    let Some(before) = place.checked_sub(3).map(|from| &tokens[from..place]) else { return false };
    before[0].word() == Some("format") && before[1].kind == Kind::Mark('!') && before[2].is('(')
}

/// `grade-` of `grade-{code}`.
fn prefix_of(text: &str) -> Option<&str> {
    let prefix = &text[..text.find('{')?];
    (prefix.ends_with('-') && is_key(prefix)).then_some(prefix)
}

#[test]
fn differences_between_the_languages_are_found() {
    let en: Messages =
        parse("a = A { $x }\nb = B\n    second line of { $y ->\n        [one] { $z }\n       *[other] -\n    }\n")
            .into_iter()
            .collect();
    let zh: Messages = parse("# c = no\na = { $w }\nd = D").into_iter().collect();
    assert_eq!(en["b"], BTreeSet::from(["y".to_owned(), "z".to_owned()]));
    let expected = [r#"a: en has the variables {"x"}, zh-CN has {"w"}"#, "b: not in zh-CN", "d: not in en"];
    assert_eq!(differences(&en, &zh), expected);
}

#[test]
fn uses_are_found_in_sources() {
    let source = r#"
        fn f() { words.get("plain"); look.with("filled", &[("not-this", 1)]); row.get("column");
            look.text(&format!("grade-{code}")); w.get("short"); let table = ["listed-key"]; println!("x-{y}"); }
    "#;
    let uses = Uses::of(&Tree::from([("src/ui/x.rs".to_owned(), source.to_owned())]));
    assert_eq!(uses.asked.keys().collect::<Vec<_>>(), ["filled", "plain", "short"]);
    assert_eq!(uses.prefixes.keys().collect::<Vec<_>>(), ["grade-"]);
    assert!(uses.mentions("listed-key") && uses.mentions("grade-minor") && !uses.mentions("never-named"));
}
