//! Expressions of the checklist language over documents, and what is said about those that cannot be evaluated.

use chrono::{DateTime, FixedOffset, NaiveDateTime};
use fieldseal::app::verb::expression::{Evaluated, ExpressionFault, evaluate_text};
use fieldseal::form::xpath::Host;

/// Half past nine on 21 November 2026 in a place eight hours before UTC.
pub struct Shanghai;

impl Host for Shanghai {
    fn now(&self) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339("2026-11-21T09:30:00+08:00").unwrap()
    }

    fn offset_at(&self, _: NaiveDateTime) -> FixedOffset {
        FixedOffset::east_opt(8 * 3600).unwrap()
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        bytes.fill(0x5a);
    }
}

const WAGES: &str = r#"<payroll month="2026-10">
  <row><name>A</name><wage>2690.5</wage><hours>168</hours><paid>cash bank</paid></row>
  <row><name>B</name><wage>1800</wage><hours>231</hours><paid>bank</paid></row>
  <row><name>C</name><wage/><hours>-4</hours><paid/></row>
  <due>2026-11-10</due><!-- as agreed -->
</payroll>"#;

fn at(node: &str, expression: &str) -> Result<Evaluated, ExpressionFault> {
    evaluate_text(expression, WAGES, node, &Shanghai)
}

fn text(expression: &str) -> String {
    at("/", expression).unwrap_or_else(|fault| panic!("{expression}: {fault}")).text
}

#[track_caller]
fn all_say(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|(expression, expected)| (expression, expected, text(expression)))
        .filter(|(_, expected, found)| **expected != found)
        .map(|(expression, expected, found)| format!("{expression}: {found:?} instead of {expected:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn operators_have_the_ranks_and_conversions_of_xpath() {
    all_say(&[
        ("1 + 2 * 3 - 4 div 2", "5"),
        ("-7 mod 3", "-1"),
        ("1or0", "true"),
        ("7mod 4", "3"),
        ("2 <= true()", "false"),
        ("'' < true()", "false"),
        ("'a' = true()", "true"),
        ("1 = 1 = 1", "true"),
        ("//hours > 200", "true"),
        ("//hours != 168 and not(//hours = 170)", "true"),
        ("true() < //wage", "true"),
        ("1 div 0", "Infinity"),
        ("---2", "-2"),
        ("--'2'", "2"),
        ("0.1 + 0.2", "0.30000000000000004"),
        ("boolean('false')", "true"),
    ]);
}

#[test]
fn paths_and_predicates_find_nodes() {
    let paths = |node: &str, expression: &str| at(node, expression).unwrap().nodes.unwrap();
    assert_eq!(
        paths("/payroll/row[2]", "../row[hours > current()/hours - 100]/name"),
        ["/payroll[1]/row[1]/name[1]", "/payroll[1]/row[2]/name[1]"]
    );
    assert_eq!(
        paths("/payroll/row[3]", "preceding-sibling::row[1] | @none | //due"),
        ["/payroll[1]/row[2]", "/payroll[1]/due[1]"]
    );
    for path in ["/", "/payroll[1]/comment()[1]", "/payroll[1]/@month", "/payroll[1]/row[3]/hours[1]/text()[1]"] {
        assert_eq!(paths(path, "."), [path]);
    }
    all_say(&[
        ("count(//row[wage != ''])", "2"),
        ("string(//row[position() = last()]/name)", "C"),
        ("/payroll/@month", "2026-10"),
        ("sum(//row[number(wage) = wage]/wage)", "4490.5"),
        ("count-non-empty(//wage)", "2"),
        ("indexed-repeat(/payroll/row/name, /payroll/row, 2)", "B"),
        ("name(/*)", "payroll"),
        ("position(//row[2])", "2"),
        ("position(/payroll/@month)", "1"),
    ]);
}

#[test]
fn attributes_and_declarations_are_in_the_order_of_the_document() {
    let xml = r#"<a xmlns="u" xmlns:p="v"><b id="1" xmlns:q="w" xmlnswidth="2" xmlns:p="x"/></a>"#;
    let paths = |expression: &str| evaluate_text(expression, xml, "/*/*", &Shanghai).unwrap().nodes.unwrap();
    let own = ["@id", "@xmlns:q", "@xmlnswidth", "@xmlns:p"].map(|name| format!("/a[1]/b[1]/{name}"));
    assert_eq!(paths("@* | namespace::*")[1..], own);
    assert_eq!(paths("namespace::*"), ["/a[1]/@xmlns:".to_owned(), own[1].clone(), own[3].clone()]);
    assert_eq!(paths("@*"), [own[0].clone(), own[2].clone()]);
}

#[test]
fn functions_of_odk_follow_web_forms() {
    all_say(&[
        ("selected(//row[1]/paid, 'bank')", "true"),
        ("selected(//row[1]/paid, 'ban')", "false"),
        ("count-selected(//row[1]/paid)", "2"),
        ("selected-at(//row[1]/paid, 1)", "bank"),
        ("if(//row[3]/wage = '', 'missing', 'there')", "missing"),
        ("coalesce(//row[3]/wage, 'none')", "none"),
        ("regex('AB-12', '[A-Z]{2}-[0-9]+')", "true"),
        ("regex('xAB-12', '[A-Z]{2}-[0-9]+')", "false"),
        ("round(2.345, 1)", "2.3"),
        ("round(-2.5)", "-3"),
        (r#"round("-1.475", "2")"#, "-1.48"),
        ("pow(2, 10)", "1024"),
        ("join('/', //name)", "A/B/C"),
        ("substr('inspection', 2, 5)", "spe"),
        ("normalize-space('  a  b ')", "a b"),
        ("digest('abc', 'MD5', 'hex')", "900150983cd24fb0d6963f7d28e17f72"),
        ("digest('abc', 'SHA-1', 'hex')", "a9993e364706816aba3e25717850c26c9cd0d89d"),
        ("digest('abc', 'SHA-256')", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
        ("checklist(1, 1, //wage > 2000, //hours > 300)", "true"),
        ("string-length(uuid())", "36"),
    ]);
}

#[test]
fn dates_are_days_and_days_are_dates() {
    all_say(&[
        ("today()", "2026-11-21"),
        ("now()", "2026-11-21T09:30:00.000+08:00"),
        ("date(//due + 10)", "2026-11-20"),
        ("//due < today()", "true"),
        ("today() - date(//due)", "11"),
        ("format-date(//due, '%d/%n/%y %a')", "10/11/26 Tue"),
        ("decimal-date-time('1970-01-02T08:00:00.000+08:00')", "1"),
        ("date('2026-02-30')", "Invalid Date"),
        ("date('')", ""),
    ]);
}

#[test]
fn what_is_wrong_is_named_with_its_place() {
    let fault = |expression: &str| {
        let fault = at("/", expression).expect_err(expression);
        (fault.code(), fault.subject(), fault.character(expression))
    };
    assert_eq!(fault("1 + “a”"), ("unexpected_character", "“".to_owned(), Some(5)));
    assert_eq!(fault("'员工' = 工资 )"), ("unexpected_token", ")".to_owned(), Some(11)));
    assert_eq!(fault("1 +").0, "unexpected_end");
    assert_eq!(fault("'open"), ("open_text", String::new(), Some(1)));
    assert_eq!(fault("summe(//wage)"), ("unknown_function", "summe".to_owned(), Some(1)));
    assert_eq!(fault("1 + substring()"), ("argument_count", "substring".to_owned(), Some(5)));
    assert_eq!(fault("count(1)").0, "needs_nodes");
    assert_eq!(fault("regex('a', '(')"), ("pattern", "(".to_owned(), Some(1)));
    assert_eq!(fault("instance('none')/items/item").0, "unknown_instance");
    assert_eq!(fault("${wage} * 2"), ("unbound_reference", "wage".to_owned(), None));
    assert_eq!(fault(&"(".repeat(100_000)).0, "too_complex");
    assert_eq!(fault(&"1+".repeat(20_000)).0, "too_complex");
    assert_eq!(fault(&format!("{}1{}", "//*[".repeat(12), "]".repeat(12))).0, "too_complex");
}

#[test]
fn a_damaged_offset_is_no_date() {
    all_say(&[
        ("date('2026-11-10T10:00:00+工0')", "Invalid Date"),
        ("decimal-date-time('2026-11-10T10:00:00.000+\u{1f600}')", "NaN"),
    ]);
}

#[test]
fn every_path_leads_back_to_its_node() {
    let document = "<?a b?><!DOCTYPE x><?c d?><x>1<!--e--><?f g?><![CDATA[h]]>2<x/></x>";
    let nodes = evaluate_text("//node() | /node()", document, "/", &Shanghai).unwrap().nodes.unwrap();
    let unique: std::collections::BTreeSet<&String> = nodes.iter().collect();
    assert_eq!(unique.len(), nodes.len(), "{nodes:?}");
}

#[test]
fn a_call_that_is_never_made_does_no_harm() {
    all_say(&[("true() or substring()", "true"), ("if(true(), 1, no-such-function())", "1")]);
}

#[test]
fn documents_that_cannot_be_read_are_refused() {
    for document in ["", "<a>", "<a></b>", "<a/><b/>", "text", "<a b='1' b='2'/>"] {
        let refused = evaluate_text("1", document, "/", &Shanghai);
        assert!(matches!(refused, Err(ExpressionFault::Document(_))), "{document:?}: {refused:?}");
    }
    assert_eq!(at("/payroll/none", "1").unwrap_err().code(), "no_node");
    assert_eq!(at("1 +", "1").unwrap_err().code(), "no_node");
    let deep = "<a>".repeat(200_000);
    assert!(evaluate_text("1", &deep, "/", &Shanghai).is_err());
    let bomb = "<!DOCTYPE a [<!ENTITY b 'bbbbbbbbbb'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]><a>&c;</a>";
    assert!(evaluate_text("string(/a)", bomb, "/", &Shanghai).is_err());
}
