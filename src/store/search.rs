//! Full-text search over all inspections.

use super::{Store, StoreError, row, segment};
use crate::domain::InspectionId;
use rusqlite::{Row, params};
use std::ops::Range;

const SEARCH: &str = "
    SELECT e.inspection_id, e.kind, e.item_id, e.text, i.number, coalesce(p.name, '') AS supplier_name
    FROM search JOIN search_entry e ON e.id = search.rowid
      JOIN inspection i ON i.id = e.inspection_id LEFT JOIN supplier p ON p.id = i.supplier_id
    WHERE search MATCH ?1 ORDER BY search.rowid DESC LIMIT ?2";

/// How many characters of the text stand before and after what was found.
const AROUND: usize = 30;

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HitKind {
    /// The inspection's number, supplier, site, team or scope.
    Inspection,
    /// What was written in an answer; the item is its path.
    Answer,
    /// A finding; the item is its identifier.
    Finding,
    /// A photo's caption or file name; the item is its identifier.
    Photo,
    /// A note; the item is its identifier.
    Note,
    /// A meeting; the item is `opening` or `closing`.
    Meeting,
}

/// A place where the words were found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchHit {
    /// The inspection.
    pub inspection_id: InspectionId,
    /// Its report number.
    pub inspection_number: String,
    /// The supplier's name; empty when the supplier is unknown.
    pub supplier_name: String,
    /// What was found.
    pub kind: HitKind,
    /// Which one among its kind; empty for the inspection itself.
    pub item_id: String,
    /// The text around the first word found, on one line.
    pub excerpt: String,
    /// The bytes of `excerpt` that are the first word found; empty when it is written differently there (é for e).
    pub found: Range<usize>,
}

impl Store {
    /// The texts that hold all of these words, the latest first. A word may be the beginning of a longer one; Chinese
    /// is found from one character on.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn search(&self, text: &str, limit: u32) -> Result<Vec<SearchHit>, StoreError> {
        let Some(query) = segment::query(text) else { return Ok(Vec::new()) };
        self.read(|db| {
            let mut statement = db.prepare_cached(SEARCH)?;
            let hits = statement.query_and_then(params![query, limit], |row| hit(row, text))?;
            hits.collect()
        })
    }
}

fn hit(row: &Row<'_>, wanted: &str) -> Result<SearchHit, StoreError> {
    let text = row.get_ref("text")?.as_str().map_err(rusqlite::Error::from)?;
    let (excerpt, found) = excerpt(text, wanted);
    Ok(SearchHit {
        inspection_id: row::parsed(row, "inspection_id", "an inspection id")?,
        inspection_number: row.get("number")?,
        supplier_name: row.get("supplier_name")?,
        kind: row::coded(row, "kind", "a kind of text")?,
        item_id: row.get("item_id")?,
        excerpt,
        found,
    })
}

/// The part of `text` around the first of the wanted words, and where that word stands in it.
fn excerpt(text: &str, wanted: &str) -> (String, Range<usize>) {
    let characters: Vec<char> = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    let folded: Vec<char> = characters.iter().map(|c| fold(*c)).collect();
    let place = wanted.split_whitespace().find_map(|word| {
        let word: Vec<char> = word.chars().map(fold).collect();
        let start = folded.windows(word.len()).position(|window| window == word)?;
        Some(start..start + word.len())
    });
    let place = place.unwrap_or(0..0);
    let first = place.start.saturating_sub(AROUND);
    let last = (place.end + AROUND).min(characters.len());
    let mut out = String::new();
    if first > 0 {
        out.push('…');
    }
    let mut found = 0..0;
    for (at, character) in characters.iter().enumerate().take(last).skip(first) {
        if at == place.start {
            found.start = out.len();
        }
        out.push(*character);
        if at + 1 == place.end {
            found.end = out.len();
        }
    }
    if last < characters.len() {
        out.push('…');
    }
    if found.end <= found.start {
        found = 0..0;
    }
    (out, found)
}

fn fold(character: char) -> char {
    character.to_lowercase().next().unwrap_or(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_marks_the_first_word_found() {
        let text = format!("{}安全出口被堵 Exit B blocked{}", "前".repeat(50), "后".repeat(50));
        let (excerpt, found) = excerpt(&text, "exit");
        assert_eq!(&excerpt[found], "Exit");
        assert!(excerpt.starts_with('…') && excerpt.ends_with('…'));
        assert!(excerpt.chars().count() < 70);
    }

    #[test]
    fn an_excerpt_without_the_word_begins_at_the_beginning() {
        assert_eq!(excerpt("Café\nopen", "cafe"), ("Café open".to_owned(), 0..0));
    }
}
