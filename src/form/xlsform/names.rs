//! Names and references as the field's reference converter reads them.

use regex::Regex;
use std::sync::LazyLock;

/// A letter that can begin a name. The accented capitals À to Ö are left out, as in the reference converter: a form
/// with such a name could not be brought to any other tool.
const START: &str = r"(?:[A-Za-z_]|[\u{d8}-\u{f6}]|[\u{f8}-\u{2ff}]|[\u{370}-\u{37d}]|[\u{37f}-\u{1fff}]|[\u{200c}-\u{200d}]|[\u{2070}-\u{218f}]|[\u{2c00}-\u{2fef}]|[\u{3001}-\u{d7ff}]|[\u{f900}-\u{fdcf}]|[\u{fdf0}-\u{fffd}]|[\u{10000}-\u{effff}])";
const MORE: &str = r"[-.0-9\u{b7}\u{300}-\u{36f}\u{203f}-\u{2040}]";

/// A pattern of our own, made once.
#[expect(clippy::expect_used, reason = "the patterns are constants, and each is used by a test")]
fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a pattern of our own is well formed")
}

fn plain_name() -> String {
    format!("{START}(?:{START}|{MORE})*")
}

static NAME: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"\A{0}(?::{0})?\z", plain_name())));
static REFERENCE: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"\A(last-saved#)?({})\z", plain_name())));
static BRACES: LazyLock<Regex> = LazyLock::new(|| pattern(r"\$\{([^}]+)\}|\$\{[^}]*\z"));
/// What a default can begin with, in the order of the reference converter's lexer.
static LEXER: LazyLock<Regex> = LazyLock::new(|| {
    let name = plain_name();
    let qualified = format!("{name}(?::{name})?");
    pattern(&format!(
        r#"\A(?:(?<plain>-?\d{{4}}-\d{{2}}-\d{{2}}(?:T\d{{2}}:\d{{2}}:\d{{2}}(?:\.\s+)?(?:[+-]\d{{2}}:\d{{2}}|Z)?)?|\d{{2}}:\d{{2}}:\d{{2}}(?:\.\s+)?(?:[+-]\d{{2}}:\d{{2}}|Z)?|-?\d+\.\d*|-?\.\d+|-?\d+)|(?<sum>[*+-]| mod | div )|(?<other>!=|[=<>]| and | or )|(?<union>\|)|(?<mark>[(){{}}\[]|\.\.|\.|/|"[^"]*"|'[^']*'|,|\s+)|(?<reference>\$\{{(?:last-saved#)?{name}\}})|(?<call>{qualified}\()|(?<word>{qualified}\[|\]|{name}://|{qualified})|(?<rest>.))"#
    ))
});

/// Whether `text` can name a node: a letter or `_` first, then letters, digits, `_`, `-` and `.`; one colon may part
/// a prefix.
#[must_use]
pub(super) fn is_name(text: &str) -> bool {
    NAME.is_match(text)
}

/// `${name}` in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NameReference {
    /// The name in the braces, without `last-saved#`.
    pub(super) name: String,
    /// Whether it stands for the answer of the record that was saved last.
    pub(super) last_saved: bool,
}

/// Every `${…}` of a text in their order; none for one that is malformed or has no closing brace.
fn candidates(text: &str) -> impl Iterator<Item = Option<NameReference>> {
    let text = if text.len() > 2 && text.contains("${") { text } else { "" };
    BRACES.captures_iter(text).map(|found| {
        let inner = REFERENCE.captures(found.get(1)?.as_str())?;
        Some(NameReference { name: inner.get(2)?.as_str().to_owned(), last_saved: inner.get(1).is_some() })
    })
}

/// The references of a text in their order; none when one of them is malformed or has no closing brace.
pub(super) fn references(text: &str) -> Option<Vec<NameReference>> {
    candidates(text).collect()
}

/// The references of a text where malformed ones are only a text.
pub(super) fn readable_references(text: &str) -> Vec<NameReference> {
    candidates(text).flatten().collect()
}

/// The name, where the text is one reference and nothing else.
pub(super) fn sole_reference(text: &str) -> Option<String> {
    let whole = BRACES.find(text).is_some_and(|found| found.start() == 0 && found.end() == text.len());
    let mut all = references(text)?;
    if whole && all.len() == 1 { all.pop().map(|one| one.name) } else { None }
}

/// Whether the text begins with a well-formed reference somewhere.
pub(super) fn has_reference(text: &str) -> bool {
    if !text.contains("${") {
        return false;
    }
    BRACES
        .captures(text)
        .and_then(|found| found.get(1).map(|inner| REFERENCE.is_match(inner.as_str())))
        .unwrap_or(false)
}

/// Whether a default is an expression rather than a text: it calculates, calls a function or names a question. A
/// hyphen in a date or a position is none.
pub(super) fn is_dynamic(default: &str, kind: &str) -> bool {
    let dated = matches!(kind, "date" | "dateTime" | "geopoint" | "geotrace" | "geoshape");
    let mut rest = default;
    while let Some(found) = LEXER.captures(rest) {
        let length = found.get(0).map_or(0, |whole| whole.len());
        if length == 0 {
            break;
        }
        if let Some(sum) = found.name("sum") {
            return !(dated && sum.as_str() == "-");
        }
        if found.name("union").is_some() || found.name("reference").is_some() || found.name("call").is_some() {
            return true;
        }
        rest = &rest[length..];
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_xml() {
        for good in ["a", "_a1", "a-b.c", "问题", "ev:x", "ñandú"] {
            assert!(is_name(good), "{good}");
        }
        for bad in ["", "1a", "a b", "a:b:c", "-a", ".a", "a!", "Édith"] {
            assert!(!is_name(bad), "{bad}");
        }
    }

    #[test]
    fn references_are_found_or_refused() {
        assert_eq!(sole_reference("${a}"), Some("a".to_owned()));
        assert_eq!(sole_reference(" ${a}"), None);
        assert_eq!(references("${a} + ${last-saved#b}").map(|all| all.len()), Some(2));
        assert_eq!(references("${a"), None);
        assert_eq!(references("${ a }"), None);
        assert_eq!(readable_references("${ a } ${b}").len(), 1);
        assert_eq!(references("costs 5 $"), Some(Vec::new()));
        assert!(has_reference("hi ${a}") && !has_reference("hi ${a b}"));
    }

    #[test]
    fn a_default_is_a_text_unless_it_calculates() {
        for (default, kind, dynamic) in [
            ("2020-01-01", "date", false),
            ("my-default", "text", false),
            ("a - b", "text", true),
            ("1-2", "text", false),
            ("now()", "dateTime", true),
            ("${a}", "text", true),
            ("a | b", "text", true),
            ("1 div 2", "decimal", true),
            ("Yes (always)", "text", false),
            ("https://example.org/a", "text", false),
            ("5 mod 2", "integer", true),
            ("-1.5 -2.5 0 0", "geopoint", false),
            ("1\u{a0}é", "text", false),
        ] {
            assert_eq!(is_dynamic(default, kind), dynamic, "{default}");
        }
    }
}
