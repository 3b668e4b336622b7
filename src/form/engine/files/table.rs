//! Instances from CSV files: a row of names, then a row for each item.

use super::super::choices::add_element;
use super::{FileFault, Outcome, Wrong, name_of};
use crate::form::xpath::{Name, NodeKind, Tree};
use std::sync::Arc;

/// The separators that spreadsheet programs write, depending on the region.
const SEPARATORS: [char; 4] = [',', ';', '\t', '|'];

/// Reads a table; of one that holds several lists, the rows of `list`.
pub(super) fn tree(text: &str, list: Option<&str>, left: &mut usize) -> Outcome {
    let mut rows = Rows { rest: text, line: 1, separator: separator(text) };
    let header = rows.next().ok_or((Some(1), FileFault::Header))??;
    let names: Vec<Option<Arc<Name>>> =
        header.cells.iter().map(|cell| Some(cell.trim()).filter(|name| !name.is_empty()).map(name_of)).collect();
    if names.iter().all(Option::is_none) {
        return Err((Some(header.line), FileFault::Header));
    }
    let lists = header.cells.iter().position(|cell| matches!(cell.trim(), "list_name" | "list name"));
    if list.is_some() && lists.is_none() {
        return Err((Some(header.line), FileFault::Column("list_name".to_owned())));
    }
    let mut tree = Tree::default();
    let root = add_element(&mut tree, Tree::ROOT, "root", "");
    let item_name = name_of("item");
    for row in rows {
        let Row { line, cells } = row?;
        if cells.iter().all(String::is_empty) {
            continue;
        }
        if cells.iter().skip(names.len()).any(|cell| !cell.is_empty()) {
            return Err((Some(line), FileFault::Cells));
        }
        let own = lists.and_then(|place| cells.get(place)).map(|cell| cell.trim());
        if list.is_some_and(|list| own != Some(list)) {
            continue;
        }
        let item = tree.add(root, NodeKind::Element, Arc::clone(&item_name), "");
        for (place, name) in names.iter().enumerate() {
            let Some(name) = name else { continue };
            *left = left.checked_sub(1).ok_or((None, FileFault::TooLarge))?;
            let node = tree.add(item, NodeKind::Element, Arc::clone(name), "");
            tree.set_text(node, cells.get(place).map_or("", String::as_str));
        }
    }
    Ok(tree)
}

/// The separator that stands most often in the first line, outside of quotation marks.
fn separator(text: &str) -> char {
    let first = text.trim_start_matches(['\r', '\n']).lines().next().unwrap_or_default();
    let unquoted = || first.split('"').step_by(2);
    let count = |separator: char| unquoted().map(|part| part.matches(separator).count()).sum::<usize>();
    SEPARATORS.into_iter().rev().max_by_key(|separator| count(*separator)).unwrap_or(',')
}

/// A row, and the line in which it begins.
struct Row {
    line: usize,
    cells: Vec<String>,
}

/// The rows of a table (RFC 4180); lines without any character are none.
struct Rows<'a> {
    rest: &'a str,
    line: usize,
    separator: char,
}

impl Iterator for Rows<'_> {
    type Item = Result<Row, Wrong>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.end_line() {}
        if self.rest.is_empty() {
            return None;
        }
        let mut row = Row { line: self.line, cells: Vec::new() };
        loop {
            match self.cell() {
                Ok(cell) => row.cells.push(cell),
                Err(line) => {
                    self.rest = "";
                    return Some(Err((Some(line), FileFault::Quote)));
                }
            }
            if self.rest.is_empty() || self.end_line() {
                return Some(Ok(row));
            }
            self.rest = self.rest.strip_prefix(self.separator).unwrap_or(self.rest);
        }
    }
}

impl Rows<'_> {
    /// Steps over the end of a line, if that is what comes.
    fn end_line(&mut self) -> bool {
        let after = ["\r\n", "\n", "\r"].into_iter().find_map(|end| self.rest.strip_prefix(end));
        self.line += usize::from(after.is_some());
        self.rest = after.unwrap_or(self.rest);
        after.is_some()
    }

    /// Takes a cell; the line of a quotation mark that does not end it.
    fn cell(&mut self) -> Result<String, usize> {
        let separator = self.separator;
        let is_end = |letter: char| letter == separator || letter == '\n' || letter == '\r';
        let Some(mut inside) = self.rest.strip_prefix('"') else {
            let (cell, rest) = self.rest.split_at(self.rest.find(is_end).unwrap_or(self.rest.len()));
            self.rest = rest;
            return Ok(cell.to_owned());
        };
        let begin = self.line;
        let mut cell = String::new();
        loop {
            let (part, after) = inside.split_once('"').ok_or(begin)?;
            cell.push_str(part);
            self.line += part.matches('\n').count();
            if let Some(more) = after.strip_prefix('"') {
                cell.push('"');
                inside = more;
                continue;
            }
            self.rest = after;
            return if after.is_empty() || after.starts_with(is_end) { Ok(cell) } else { Err(self.line) };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Line = (usize, Vec<String>);

    fn rows(text: &str) -> Result<Vec<Line>, Wrong> {
        let rows = Rows { rest: text, line: 1, separator: separator(text) };
        rows.map(|row| row.map(|row| (row.line, row.cells))).collect()
    }

    #[test]
    fn rows_are_read_as_spreadsheet_programs_write_them() {
        let cells = |row: &[&str]| row.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            rows("name;label\r\n\r\na;\"x; \"\"y\"\"\nz\"\r\nb;\n;c"),
            Ok(vec![
                (1, cells(&["name", "label"])),
                (3, cells(&["a", "x; \"y\"\nz"])),
                (5, cells(&["b", ""])),
                (6, cells(&["", "c"])),
            ])
        );
        assert_eq!(rows("a,b\n1,\"2\n3"), Err((Some(2), FileFault::Quote)));
        assert_eq!(rows("a,b\n1,\"2\"x\n"), Err((Some(2), FileFault::Quote)));
        assert_eq!(separator("\"a;b;c\",d"), ',');
        assert_eq!(separator("a|b\tc\td"), '\t');
        assert_eq!(separator("name"), ',');
    }
}
