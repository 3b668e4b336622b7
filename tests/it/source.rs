//! The project's own sources, for tests that read them: a tree of files and the words that Rust code consists of.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Texts of files by their path from the root, with `/` between folders.
pub type Tree = BTreeMap<String, String>;

/// The Rust files of `src` and `tests`.
pub fn project() -> Tree {
    let mut tree = Tree::new();
    for folder in ["src", "tests"] {
        read_folder(Path::new(env!("CARGO_MANIFEST_DIR")), folder, "rs", &mut tree);
    }
    assert!(tree.len() > 50, "the sources were not found");
    tree
}

/// Reads all files below `folder` whose name ends in `.{ending}`.
pub fn read_folder(root: &Path, folder: &str, ending: &str, tree: &mut Tree) {
    for entry in fs::read_dir(root.join(folder)).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{folder}/{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            read_folder(root, &path, ending, tree);
        } else if path.ends_with(&format!(".{ending}")) {
            tree.insert(path, fs::read_to_string(entry.path()).unwrap());
        }
    }
}

/// What a token of Rust code is. Comments are left out; numbers, characters and lifetimes are `Other`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    Word(String),
    Mark(char),
    Text(String),
    Other,
}

/// A token and the line it starts on, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    pub kind: Kind,
    pub line: usize,
}

impl Token {
    pub fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word(word) => Some(word),
            Kind::Mark(_) | Kind::Text(_) | Kind::Other => None,
        }
    }

    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            Kind::Word(_) | Kind::Mark(_) | Kind::Other => None,
        }
    }

    pub fn is(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }
}

/// The tokens of a Rust file. `::` is one mark: `':'` twice in the source is `'∷'` here.
pub fn tokens(source: &str) -> Vec<Token> {
    let mut reader = Reader { rest: source, line: 1 };
    let mut tokens = Vec::new();
    while let Some(token) = reader.next() {
        tokens.push(token);
    }
    tokens
}

struct Reader<'a> {
    rest: &'a str,
    line: usize,
}

impl Reader<'_> {
    fn next(&mut self) -> Option<Token> {
        self.skip_white_space_and_comments();
        let first = self.rest.chars().next()?;
        let line = self.line;
        if let Some(kind) = self.literal() {
            return Some(Token { kind, line });
        }
        if is_word(first) {
            let word = self.take(self.rest.find(|c| !is_word(c)).unwrap_or(self.rest.len()));
            let kind = if first.is_ascii_digit() { Kind::Other } else { Kind::Word(word) };
            return Some(Token { kind, line });
        }
        let mark = if self.rest.starts_with("::") { '∷' } else { first };
        self.take(if mark == '∷' { 2 } else { first.len_utf8() });
        Some(Token { kind: Kind::Mark(mark), line })
    }

    fn skip_white_space_and_comments(&mut self) {
        loop {
            let white = self.rest.len() - self.rest.trim_start().len();
            self.take(white);
            if self.rest.starts_with("//") {
                self.take(self.rest.find('\n').unwrap_or(self.rest.len()));
            } else if self.rest.starts_with("/*") {
                self.take(block_comment_end(self.rest));
            } else if white == 0 {
                return;
            }
        }
    }

    /// A string, a character or a lifetime, where one starts here.
    fn literal(&mut self) -> Option<Kind> {
        let prefix = ["br", "cr", "r", "b", "c", ""].into_iter().find(|prefix| {
            let after = self.rest.strip_prefix(prefix).unwrap_or_default();
            after.starts_with('"') || (prefix.ends_with('r') && after.trim_start_matches('#').starts_with('"'))
        });
        if let Some(prefix) = prefix {
            let after = &self.rest[prefix.len()..];
            let hashes = after.len() - after.trim_start_matches('#').len();
            let open = prefix.len() + hashes + 1;
            let length = if prefix.ends_with('r') {
                self.rest[open..].find(&format!("\"{}", "#".repeat(hashes))).unwrap_or(0)
            } else {
                quoted_length(&self.rest[open..], '"')
            };
            let text = self.rest[open..open + length].to_owned();
            self.take(open + length + 1 + hashes);
            return Some(Kind::Text(text));
        }
        let quote = self.rest.strip_prefix("b'").or_else(|| self.rest.strip_prefix('\''))?;
        let open = self.rest.len() - quote.len();
        let mut chars = quote.chars();
        let is_character = chars.next() == Some('\\') || chars.next() == Some('\'');
        let length = if is_character {
            quoted_length(quote, '\'') + 1
        } else {
            quote.find(|c| !is_word(c)).unwrap_or(quote.len())
        };
        self.take(open + length);
        Some(Kind::Other)
    }

    fn take(&mut self, length: usize) -> String {
        let (taken, rest) = self.rest.split_at(length);
        self.line += taken.matches('\n').count();
        self.rest = rest;
        taken.to_owned()
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn quoted_length(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (place, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return place,
            _ => {}
        }
    }
    text.len()
}

fn block_comment_end(text: &str) -> usize {
    let (mut depth, mut place) = (0, 0);
    loop {
        let rest = &text[place..];
        if rest.starts_with("/*") {
            depth += 1;
            place += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            place += 2;
            if depth == 0 {
                return place;
            }
        } else {
            match rest.chars().next() {
                Some(c) => place += c.len_utf8(),
                None => return text.len(),
            }
        }
    }
}

#[test]
fn comments_are_no_code_and_strings_are_no_words() {
    let source =
        "/* a /* b */ */ use crate::x; // crate::y\nlet s = r#\"a \"crate::z\" \"#; 'l: loop { '\\'' } b\"t\\\"\"";
    let tokens = tokens(source);
    let words: Vec<&str> = tokens.iter().filter_map(Token::word).collect();
    let texts: Vec<&str> = tokens.iter().filter_map(Token::text).collect();
    assert_eq!(words, ["use", "crate", "x", "let", "s", "loop"]);
    assert_eq!(texts, ["a \"crate::z\" ", "t\\\""]);
    assert_eq!(tokens.iter().find(|token| token.word() == Some("loop")).unwrap().line, 2);
}
