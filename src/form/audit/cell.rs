//! Cells of audit columns: their values, and what is wrong with them.

use super::columns::{AUDIT_COLUMNS, AuditSheet, KIND, TITLE};
use crate::form::ratio::Ratio;
use crate::form::xlsform::definition::Item;
use crate::form::xlsform::{CellPlace, Fault, Problem, Workbook, nearest};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The audit columns of a workbook.
pub(super) struct Cells<'a> {
    workbook: &'a Workbook,
}

impl<'a> Cells<'a> {
    pub(super) const fn of(workbook: &'a Workbook) -> Self {
        Self { workbook }
    }

    /// Audit columns that do not exist.
    pub(super) fn unknown_columns(&self, problems: &mut Vec<Problem>) {
        for (name, own) in
            [("survey", AuditSheet::Survey), ("choices", AuditSheet::Choices), ("settings", AuditSheet::Settings)]
        {
            let known: Vec<&str> =
                AUDIT_COLUMNS.iter().filter(|(_, sheet, _)| *sheet == own).map(|(name, ..)| *name).collect();
            for header in self.workbook.sheet(name).into_iter().flat_map(|sheet| &sheet.header) {
                let is_ours = header.text.starts_with("audit::") || header.text.starts_with("audit_");
                let is_title = own == AuditSheet::Settings && header.text.starts_with(TITLE);
                if is_ours && !is_title && !known.contains(&header.text.as_str()) {
                    let place = CellPlace {
                        column: Some(header.text.clone()),
                        column_index: Some(header.column),
                        ..CellPlace::row(name, 1)
                    };
                    let guess = nearest(&header.text, known.iter().copied()).unwrap_or_default();
                    problems.push(Problem::new(place, Fault::AuditColumn, &header.text).with_hint(guess));
                }
            }
        }
    }

    /// The cell of a row and column of the survey.
    pub(super) fn place(&self, row: u32, column: &str) -> CellPlace {
        let header = self.workbook.sheet("survey").and_then(|sheet| sheet.header.iter().find(|own| own.text == column));
        CellPlace {
            column: Some(column.to_owned()),
            column_index: header.map(|header| header.column),
            ..CellPlace::row("survey", row)
        }
    }

    /// What a cell says; none where it is empty.
    #[expect(clippy::unused_self, reason = "one way to all kinds of cells")]
    pub(super) fn text<'i>(&self, item: &'i Item, column: &str) -> Option<&'i str> {
        item.extra.get(column).map(|text| text.trim()).filter(|text| !text.is_empty())
    }

    /// How a row is judged, where it says so.
    pub(super) fn kind<'i>(&self, item: &'i Item) -> Option<&'i str> {
        self.text(item, KIND)
    }

    /// Whether a cell says yes.
    pub(super) fn yes(&self, item: &Item, column: &str, problems: &mut Vec<Problem>) -> bool {
        match self.text(item, column) {
            None | Some("no") => false,
            Some("yes") => true,
            Some(other) => {
                self.wrong(item, column, other, "yes, no", problems);
                false
            }
        }
    }

    /// One of the codes of a type.
    pub(super) fn code<T: DeserializeOwned>(
        &self,
        item: &Item,
        column: &str,
        known: &str,
        problems: &mut Vec<Problem>,
    ) -> Option<T> {
        let text = self.text(item, column)?;
        let value = code(text);
        if value.is_none() {
            self.wrong(item, column, text, known, problems);
        }
        value
    }

    /// A whole number from 0 to `most`.
    pub(super) fn number(&self, item: &Item, column: &str, most: u32, problems: &mut Vec<Problem>) -> Option<u32> {
        let text = self.text(item, column)?;
        let number = text.parse().ok().filter(|number| *number <= most);
        if number.is_none() {
            self.wrong(item, column, text, &format!("0–{most}"), problems);
        }
        number
    }

    /// A decimal number.
    pub(super) fn decimal(&self, item: &Item, column: &str, problems: &mut Vec<Problem>) -> Option<Ratio> {
        let text = self.text(item, column)?;
        let number = Ratio::parse(text);
        if number.is_none() {
            self.wrong(item, column, text, "0.5", problems);
        }
        number
    }

    /// Notes a value that its column cannot have.
    pub(super) fn wrong(&self, item: &Item, column: &str, text: &str, known: &str, problems: &mut Vec<Problem>) {
        let place = self.place(item.row, column);
        problems.push(Problem::new(place, Fault::AuditValue, text).with_hint(known));
    }

    /// Notes a fault of a row.
    pub(super) fn fault(&self, item: &Item, column: &str, fault: Fault, subject: &str, problems: &mut Vec<Problem>) {
        problems.push(Problem::new(self.place(item.row, column), fault, subject));
    }
}

/// The value of a type whose codes are words.
pub(super) fn code<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_value(Value::String(text.to_owned())).ok()
}
