//! A block of cells from a spreadsheet as rows of a table.
//!
//! Cells are parted by tabs and rows by line ends, quoted where they hold either, as every spreadsheet puts them on the
//! clipboard. A first row with the titles of columns says which column is which; without one they follow each other
//! from the column that has the focus.

use super::answering;
use super::audit::{Column, Table};
use super::evaluation::AnswerProblem;
use super::question::{Field, QuestionKind};
use crate::domain::Language;
use chrono::{Days, NaiveDate};

/// What a block comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pasted {
    /// The cells of each row: the index of the column and the value.
    pub rows: Vec<Vec<(usize, String)>>,
    /// Cells that their column cannot hold; they are in no row.
    pub problems: Vec<PasteProblem>,
    /// Titles of columns of the block that the table does not have; their cells are left out.
    pub unknown: Vec<String>,
    /// How many columns of the block lie beyond the last of the table.
    pub beyond: usize,
}

/// A cell of a block that its column cannot hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasteProblem {
    /// The row of the block, from 1, its titles not counted.
    pub row: usize,
    /// The index of the column of the table.
    pub column: usize,
    /// What is wrong, with the text of the cell.
    pub problem: AnswerProblem,
}

/// Reads a block for the columns of `table` from `first` on.
#[must_use]
pub fn paste(table: &Table, first: usize, text: &str) -> Pasted {
    let mut lines = cells(text);
    lines.retain(|line| line.iter().any(|cell| !cell.trim().is_empty()));
    let mut pasted = Pasted::default();
    let Some(head) = lines.first() else { return pasted };
    let places: Vec<Option<usize>> = match header(table, head) {
        Some(places) => {
            let unknown = head.iter().zip(&places).filter(|(title, place)| place.is_none() && !title.trim().is_empty());
            pasted.unknown = unknown.map(|(title, _)| title.trim().to_owned()).collect();
            lines.remove(0);
            places
        }
        None => {
            let width = lines.iter().map(Vec::len).max().unwrap_or(0);
            let typed: Vec<usize> = (first..table.columns.len()).filter(|at| is_typed(&table.columns[*at])).collect();
            pasted.beyond = width.saturating_sub(typed.len());
            (0..width).map(|at| typed.get(at).copied()).collect()
        }
    };
    for (number, line) in (1..).zip(&lines) {
        let mut row = Vec::new();
        for (cell, place) in line.iter().zip(&places) {
            let Some(place) = *place else { continue };
            let Some(column) = table.columns.get(place) else { continue };
            let value = value(column, cell.trim());
            if value.is_empty() {
                continue;
            }
            match answering::value(&column.kind, &value) {
                Ok(_) => row.push((place, value)),
                Err(problem) => pasted.problems.push(PasteProblem { row: number, column: place, problem }),
            }
        }
        pasted.rows.push(row);
    }
    pasted
}

/// Whether somebody types the column: neither calculated nor a photo.
fn is_typed(column: &Column) -> bool {
    !column.kind.is_calculated() && !matches!(column.kind, QuestionKind::Photo { .. })
}

/// The columns that the titles of a first row name; none where it is no row of titles.
fn header(table: &Table, cells: &[String]) -> Option<Vec<Option<usize>>> {
    let place = |title: &String| {
        let title = title.trim().to_lowercase();
        let is_meant = |column: &Column| {
            let short = column.name.strip_prefix(&format!("{}_", table.name)).unwrap_or(&column.name);
            [&column.label.en, &column.label.zh_cn, &column.name, short].iter().any(|own| own.to_lowercase() == title)
        };
        (!title.is_empty()).then(|| table.columns.iter().position(is_meant)).flatten()
    };
    let places: Vec<Option<usize>> = cells.iter().map(place).collect();
    let named = places.iter().flatten().count();
    let filled = cells.iter().filter(|cell| !cell.trim().is_empty()).count();
    (named > 0 && named * 2 > filled).then_some(places)
}

/// The cells of a block of text, by rows.
fn cells(text: &str) -> Vec<Vec<String>> {
    let separator = if text.contains('\t') { b'\t' } else { b',' };
    let mut reader = csv::ReaderBuilder::new();
    let mut reader = reader.has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
    let rows = reader.records().map_while(Result::ok);
    rows.map(|row| row.iter().map(str::to_owned).collect()).collect()
}

/// A cell as its column keeps it: numbers without marks between thousands, dates as ISO, choices by code.
#[must_use]
pub fn value(column: &Column, cell: &str) -> String {
    match &column.kind {
        QuestionKind::Number { .. }
        | QuestionKind::Count
        | QuestionKind::Field(Field::Integer | Field::Scale { .. }) => number(cell),
        QuestionKind::Date { .. } => date(cell),
        QuestionKind::Field(Field::Month) => month(cell),
        QuestionKind::YesNo { .. } => match cell.to_lowercase().as_str() {
            "y" | "yes" | "true" | "1" | "是" | "√" | "✓" => "yes".to_owned(),
            "n" | "no" | "false" | "0" | "否" | "×" | "✗" => "no".to_owned(),
            _ => cell.to_owned(),
        },
        QuestionKind::Choice { .. } => code(column, cell).unwrap_or_else(|| cell.to_owned()),
        QuestionKind::Multi { .. } => {
            let parts: Vec<&str> = cell.split([';', ',', '；', '，', '、', '/']).map(str::trim).collect();
            let codes: Option<Vec<String>> =
                parts.iter().filter(|part| !part.is_empty()).map(|part| code(column, part)).collect();
            codes.map_or_else(|| cell.to_owned(), |codes| codes.join(" "))
        }
        QuestionKind::Grade
        | QuestionKind::Rank { .. }
        | QuestionKind::LimitSets { .. }
        | QuestionKind::Quiz(_)
        | QuestionKind::Reading(_)
        | QuestionKind::Text
        | QuestionKind::Photo { .. }
        | QuestionKind::Sampled { .. }
        | QuestionKind::Field(_) => cell.to_owned(),
    }
}

/// The code of a choice by its code or by its label in either language.
fn code(column: &Column, cell: &str) -> Option<String> {
    let wanted = cell.to_lowercase();
    let options = column.kind.options();
    let label = |language| move |option: &&super::ChoiceOption| option.label.get(language).to_lowercase();
    let by_code = options.iter().find(|option| option.code.to_lowercase() == wanted);
    let by_label = |language: Language| options.iter().find(|option| label(language)(option) == wanted);
    let found = by_code.or_else(|| by_label(Language::En)).or_else(|| by_label(Language::ZhCn));
    found.map(|option| option.code.clone())
}

/// A number without currency signs, percent signs and the marks between thousands. A comma with three digits behind it
/// parts thousands here, as in a column of amounts.
fn number(cell: &str) -> String {
    let plain: String = cell
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '’' | '_' | '¥' | '￥' | '$' | '€' | '%' | '，'))
        .collect();
    let plain = plain.strip_suffix('元').unwrap_or(&plain);
    match (plain.matches(',').count(), plain.contains('.')) {
        (0, _) => plain.to_owned(),
        (1, false) if plain.split(',').next_back().is_some_and(|decimals| decimals.len() != 3) => {
            plain.replace(',', ".")
        }
        _ => plain.replace(',', ""),
    }
}

/// A date as spreadsheets of both countries write it, or the number by which they count days.
fn date(cell: &str) -> String {
    const FORMATS: [&str; 6] = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%d.%m.%Y", "%Y%m%d"];
    let day = cell.split(' ').next().unwrap_or_default();
    let by_text = FORMATS.iter().find_map(|format| NaiveDate::parse_from_str(day, format).ok());
    let by_number = || {
        // Day 1 is 1 January 1900, and spreadsheets count a 29 February of that year; before 2 March 1900 nobody works.
        let number: u64 = day.parse().ok().filter(|number| (20_000..80_000).contains(number))?;
        NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(number))
    };
    by_text.or_else(by_number).map_or_else(|| cell.to_owned(), |date| date.to_string())
}

fn month(cell: &str) -> String {
    let full = date(cell);
    if full.len() == "YYYY-MM-DD".len() && full != cell {
        return full[..7].to_owned();
    }
    let parts: Vec<&str> = cell.split(['/', '-', '.', '年', '月']).filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [year, month] if year.len() == 4 => match month.parse::<u32>() {
            Ok(number) if (1..=12).contains(&number) => format!("{year}-{number:02}"),
            _ => cell.to_owned(),
        },
        _ => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::BilingualText;
    use crate::form::ChoiceOption;

    fn column(name: &str, label: &str, kind: QuestionKind) -> Column {
        let label = BilingualText::same(label);
        Column { name: name.to_owned(), label, hint: BilingualText::default(), kind, required: false }
    }

    fn table() -> Table {
        let option = |code: &str, en: &str, zh: &str| ChoiceOption {
            code: code.to_owned(),
            label: BilingualText { en: en.to_owned(), zh_cn: zh.to_owned() },
        };
        let options = vec![option("monthly", "Monthly", "月薪"), option("daily", "By the day", "日薪")];
        let columns = vec![
            column("wage_ref_no", "Sample code", QuestionKind::Text),
            column("wage_period", "Month", QuestionKind::Field(Field::Month)),
            column("wage_basis", "Basis", QuestionKind::Choice { options, failing: Vec::new() }),
            column("wage_rate", "Rate", QuestionKind::Field(Field::Calculated)),
            column("wage_pay", "Pay", QuestionKind::Number { unit: String::new(), rule: None }),
            column("wage_paid_on", "Paid on", QuestionKind::Date { rule: None }),
        ];
        Table::for_tests("wage", columns)
    }

    #[test]
    fn a_block_without_titles_follows_the_columns_that_are_typed() {
        let pasted =
            paste(&table(), 0, "A-1\t2026/8\t月薪\t¥3,250.50\t2026/9/5\nA-2\t2026-08\tBY THE DAY\t2 480\t46270\n");
        let cells = |row: usize| -> Vec<(usize, &str)> {
            pasted.rows[row].iter().map(|(at, value)| (*at, value.as_str())).collect()
        };
        assert_eq!(cells(0), [(0, "A-1"), (1, "2026-08"), (2, "monthly"), (4, "3250.50"), (5, "2026-09-05")]);
        assert_eq!(cells(1), [(0, "A-2"), (1, "2026-08"), (2, "daily"), (4, "2480"), (5, "2026-09-05")]);
        assert_eq!((pasted.problems.len(), pasted.beyond), (0, 0));
    }

    #[test]
    fn titles_say_which_column_is_which_and_nothing_is_passed_over() {
        let pasted = paste(&table(), 0, "pay\tShoe size\tSample code\nmuch\t42\tA-1\n");
        assert_eq!(pasted.rows, [[(0, "A-1".to_owned())]]);
        assert_eq!(pasted.unknown, ["Shoe size"]);
        assert_eq!(pasted.problems[0].problem, AnswerProblem::NotANumber { value: "much".to_owned() });
        assert_eq!(paste(&table(), 4, "1\t2026-01-01\tx\ty").beyond, 2);
    }
}
