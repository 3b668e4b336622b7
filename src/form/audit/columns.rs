//! The audit columns: what they are called and what they say. Other tools pass over them.
//!
//! Those of the choices have no `::` in their names: the field's converter makes elements of extra columns there.

/// The sheet that an audit column stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuditSheet {
    /// `survey`
    Survey,
    /// `choices`
    Choices,
    /// `settings`
    Settings,
}

macro_rules! columns {
    ($($name:ident = $header:literal, $sheet:ident, $meaning:literal;)+) => {
        $(#[doc = $meaning] pub(in crate::form) const $name: &str = $header;)+

        /// All audit columns: header, sheet and meaning.
        pub const AUDIT_COLUMNS: &[(&str, AuditSheet, &str)] =
            &[$(($header, AuditSheet::$sheet, $meaning),)+];
    };
}

columns! {
    ADVERSE = "audit::adverse", Survey, "`yes` where the answer \"no\" is what passes";
    AT_LEAST = "audit::at_least", Survey, "the least value that passes: a number or an expression";
    AT_MOST = "audit::at_most", Survey, "the greatest value that passes: a number or an expression";
    CODE = "audit::code", Survey, "the code that people use for a question, `ESG-HS-04`; its name without one";
    CRITICAL = "audit::critical", Survey, "`yes` for a test question without which nobody passes";
    DATE = "audit::date", Survey, "when a date passes: `not_past`, or `not_older_than_months 12`";
    ELEMENT = "audit::element", Survey, "the element of E, S and G: `E1` to `E5`, `S1` to `S4`, `G1` to `G3`, `B0` outside";
    EVIDENCE = "audit::evidence", Survey, "what supports an answer: `photo document interview record observation measurement`, with `!` after those that it is not complete without";
    FLAG = "audit::flag", Survey, "on a calculation in a table: how bad a row is where it is true, `critical`, `failed` or `warning`";
    FLAGS = "audit::flags", Survey, "the flags of the table that a sampled question counts: codes, `*` at the end for any, `-` before those to leave out; all without it";
    INTERVIEW = "audit::interview", Survey, "`yes` where people speak in confidence, on a question or a group: no photo, recording or other file is kept with it";
    KIND = "audit::kind", Survey, "how a question is judged where its type does not say: `grade`, `yes_no`, `count`, `photo`, `sampled`, `reading`, `quiz`, `limit_sets`, and `table` for a repeat of records";
    LEAST = "audit::least", Survey, "how many photos or choices are wanted at least";
    MEDIUM = "audit::medium", Survey, "what a reading is taken in: `air`, `water`";
    NEAR_BY = "audit::near_by", Survey, "a passing number this close to its limit is an opportunity for improvement";
    OXYGEN = "audit::oxygen", Survey, "`yes` where a reading is converted to a reference oxygen";
    POINTS = "audit::points", Survey, "the points of a test question";
    QUANTITY = "audit::quantity", Survey, "what a reading measures, by the code that limit sets use";
    REMEDY = "audit::remedy", Survey, "how a failure is put right: `staged_plan`, `protect_at_once`; by a single date without it";
    RULE = "audit::rule", Survey, "on a flag: `limit` where it compares a reading with its limit";
    SAMPLING = "audit::sampling", Survey, "how failed rows count: `shares`, `never_isolated`, `every_failure`";
    SENSITIVE = "audit::sensitive", Survey, "`yes` where a finding may point at a person who spoke";
    SEVERITY = "audit::severity", Survey, "how bad a failure is: `critical`, `major`, `minor`, `opportunity`; information only without it";
    TABLE = "audit::table", Survey, "the table that a sampled question, or a flag over all rows, belongs to; `tally` where rows are only counted";
    UNIT = "audit::unit", Survey, "the unit of a number";
    VERIFICATION = "audit::verification", Survey, "how far a limit or flag was checked: `verified`, `to_be_confirmed`, `superseded`; what is not verified gives at most an opportunity";
    WANTED = "audit::wanted", Survey, "the choices that have to be among those of an answer";
    WEIGHT = "audit::weight", Survey, "the weight of a question in its section, 0 to 100, or of a section in the whole, 0 to 1000";
    ZERO_TOLERANCE = "audit::zero_tolerance", Survey, "`yes` where a failure is on the zero-tolerance list";
    CORRECT = "audit_correct", Choices, "`yes` for the right answers to a test question";
    FAILS = "audit_fails", Choices, "`yes` where a choice fails, or the severity of that failure";
}

/// The setting with the title in a language, before the language: `audit::title::Chinese (zh-CN)`.
pub(super) const TITLE: &str = "audit::title::";

/// The columns whose expressions are evaluated.
pub(in crate::form) const EXPRESSIONS: [&str; 2] = [AT_MOST, AT_LEAST];

/// The sheet with what questions refer to.
pub(super) const REFERENCES: &str = "references";
