//! Expressions in the notation of XLSForm, and what they come to.

use super::{Expression, Scope};
use chrono::NaiveDate;

/// Answers that every test can refer to.
const ANSWERS: [(&str, &str); 6] = [
    ("name", "Li"),
    ("age", "17"),
    ("has", "canteen dormitory"),
    ("empty", ""),
    ("said", "false"),
    ("day", "2026-02-28"),
];

struct Form<'a>(&'a Expression);

impl Scope for Form<'_> {
    fn value(&self, reference: usize) -> &str {
        let name = &self.0.references()[reference].name;
        ANSWERS.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    fn current(&self) -> &str {
        "here"
    }

    fn today(&self) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
    }
}

fn text(source: &str) -> String {
    let expression = Expression::parse(source).unwrap_or_else(|error| panic!("{source}: {error}"));
    let form = Form(&expression);
    expression.evaluate(&form).into_text().into_owned()
}

fn truth(source: &str) -> bool {
    let expression = Expression::parse(source).unwrap_or_else(|error| panic!("{source}: {error}"));
    let form = Form(&expression);
    expression.evaluate(&form).truth()
}

#[track_caller]
fn all(table: &[(&str, &str)]) {
    for (source, expected) in table {
        assert_eq!(text(source), *expected, "{source}");
    }
}

#[test]
fn operators_bind_as_in_xpath() {
    all(&[
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("7 - 2 - 1", "4"),
        ("8 div 2 div 2", "2"),
        ("-3 mod 2", "-1"),
        ("- - 3", "3"),
        ("1 < 2 = 3 > 2", "true"),
        ("true() or false() and false()", "true"),
        ("1mod2 + 0.5", "1.5"),
        ("${age}-1", "16"),
        ("0.1 + 0.2", "0.30000000000000004"),
        ("1 div 0", "Infinity"),
        ("0 div 0", "NaN"),
        ("0 * -1", "0"),
        ("100000000000000000000", "100000000000000000000"),
    ]);
}

#[test]
fn an_unanswered_question_is_an_empty_text_and_no_number() {
    all(&[
        ("${empty} = ''", "true"),
        ("${empty} != 'x'", "true"),
        ("${empty} > 0", "false"),
        ("${empty} <= 0", "false"),
        ("${empty} + 1", "NaN"),
        ("boolean(${empty})", "false"),
        ("not(${empty})", "true"),
        ("string-length(${empty})", "0"),
        ("coalesce(${empty}, ${name})", "Li"),
        ("count-selected(${empty})", "0"),
        ("selected(${empty}, '')", "false"),
    ]);
}

#[test]
fn a_stored_false_is_a_truthy_text() {
    assert!(truth("${said}"));
    assert!(truth("${said} = 'false'"));
    assert!(!truth("boolean-from-string(${said})"));
    assert!(truth("${said} = true()"), "compared with a boolean, a text is true when it is not empty");
}

#[test]
fn choices_are_whole_words() {
    all(&[
        ("selected(${has}, 'canteen')", "true"),
        ("selected(${has}, 'cant')", "false"),
        ("count-selected(${has})", "2"),
        ("selected-at(${has}, 1)", "dormitory"),
        ("selected-at(${has}, 2)", ""),
        ("selected-at(${has}, -1)", ""),
    ]);
}

#[test]
fn numbers_round_as_people_write_them() {
    all(&[
        ("round(2.5)", "3"),
        ("round(-2.5)", "-2"),
        ("round(1.005, 2)", "1.01"),
        ("round(-1.475, 2)", "-1.48"),
        ("round(12345.12345, -2)", "12300"),
        ("round('x')", "NaN"),
        ("int(-2.9)", "-2"),
        ("floor(-0.5)", "-1"),
        ("ceiling(-0.5)", "0"),
        ("abs(-2)", "2"),
        ("pow(2, 10)", "1024"),
        ("max(3, ${age}, 4)", "17"),
        ("min(3, ${empty})", "NaN"),
        ("number(' 12.50 ')", "12.5"),
        ("number('12,5')", "NaN"),
        ("number(true())", "1"),
        ("sum(${age})", "17"),
        ("count(${age})", "1"),
        ("count-non-empty(${empty})", "0"),
    ]);
}

#[test]
fn texts_are_cut_by_characters_not_bytes() {
    all(&[
        ("substr('安全生产', 1, 3)", "全生"),
        ("substr('hello', -2)", "lo"),
        ("substr('hello', 3, 2)", ""),
        ("substring('12345', 2, 3)", "234"),
        ("substring('12345', 1.5, 2.6)", "234"),
        ("substring('12345', 0 div 0, 3)", ""),
        ("substring('12345', -42, 1 div 0)", "12345"),
        ("substring-before('a-b-c', '-')", "a"),
        ("substring-after('a-b-c', '-')", "b-c"),
        ("string-length('安全')", "2"),
        ("translate('2026-11-21', '-0', '/')", "226/11/21"),
        ("normalize-space('  a \t b ')", "a b"),
        ("concat(${name}, ' ', 1.50)", "Li 1.5"),
        ("join('; ', ${name}, 'b')", "Li; b"),
        ("contains('abc', 'bc') and starts-with('abc', 'ab') and ends-with('abc', 'c')", "true"),
        ("string()", "here"),
        ("concat(., '!')", "here!"),
        ("once('new')", "here"),
    ]);
}

#[test]
fn a_regular_expression_has_to_match_the_whole_text() {
    all(&[
        ("regex(${name}, '[A-Z][a-z]+')", "true"),
        ("regex(${name}, 'L')", "false"),
        ("regex(${name}, 'x|Li')", "true"),
        ("regex(${name}, concat('L', '.'))", "true"),
        ("regex(${name}, concat('(', ''))", "false"),
        ("regex('甲乙', '\\p{Han}{2}')", "true"),
    ]);
}

#[test]
fn dates_count_in_days() {
    all(&[
        ("today()", "2026-11-21"),
        ("today() - ${day}", "266"),
        ("date(${day}) + 1", "20513"),
        ("date(date(${day}) + 1)", "2026-03-01"),
        ("${day} < today()", "true"),
        ("date('2026-02-28T23:59:00+08:00') = ${day}", "true"),
        ("date('tomorrow')", ""),
        ("date(-1)", "1969-12-31"),
        ("format-date(${day}, '%e %b %Y, %a')", "28 Feb 2026, Sat"),
        ("format-date('x', '%Y')", ""),
        ("if(today() > '2100-01-01', 'late', 'early')", "early"),
    ]);
}

#[test]
fn names_of_operators_can_be_names_of_questions() {
    let expression = Expression::parse("${mod} mod ${div} and ${or} or not(${and})").unwrap();
    let names: Vec<&str> = expression.references().iter().map(|reference| reference.name.as_str()).collect();
    assert_eq!(names, ["mod", "div", "or", "and"]);
}

#[test]
fn errors_say_what_and_where() {
    let error = |source: &str| {
        let error = Expression::parse(source).unwrap_err();
        (error.problem.code(), error.span)
    };
    assert_eq!(error(""), ("unexpected_end", 0..0));
    assert_eq!(error("1 +"), ("unexpected_end", 3..3));
    assert_eq!(error("1 == 2"), ("unexpected_token", 3..4));
    assert_eq!(error("${a} = 'yes"), ("open_text", 7..11));
    assert_eq!(error("${a = 1"), ("open_reference", 0..2));
    assert_eq!(error("${a} = “yes”"), ("unexpected_character", 7..10));
    assert_eq!(error("selected(${a})"), ("argument_count", 0..8));
    assert_eq!(error("1 + sum(2)"), ("needs_reference", 4..7));
    assert_eq!(error("pulldata('f', 'c', 'k', ${a})"), ("unknown_function", 0..8));
    assert_eq!(error("../a = 1"), ("unsupported_path", 0..1));
    assert_eq!(error("regex(${a}, '[')"), ("pattern", 0..5));
    assert_eq!(error("(1"), ("unexpected_end", 2..2));
    assert_eq!(error("1)"), ("unexpected_token", 1..2));
    assert_eq!(error("a and b"), ("unsupported_path", 0..1));
}

#[test]
fn hostile_expressions_end_in_an_error_not_in_a_crash() {
    for source in ["(".repeat(100_000), "not(".repeat(50_000), format!("{}1", "-".repeat(100_000)), "1+".repeat(50_000)]
    {
        assert!(Expression::parse(&source).is_err(), "{}…", &source[..8]);
    }
    let long = format!("1{}", " + 1".repeat(5_000));
    assert_eq!(text(&long), "5001");
    // Linear time whatever the pattern.
    assert!(!truth(&format!("regex('{}', '(a+)+b')", "a".repeat(5_000))));
}
