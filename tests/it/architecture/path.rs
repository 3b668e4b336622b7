//! The paths that a file names: what stands below the root of the crate, and which crates.

use crate::source::Token;
use std::collections::BTreeSet;

/// A name at the root of this crate, or the name of another crate.
#[derive(Debug)]
pub struct Named {
    pub name: String,
    pub line: usize,
    /// Whether it stands below this crate's root (`crate::x`, or `super::` up to it).
    pub from_root: bool,
    /// Whether it is inside a `pub use`.
    pub exported: bool,
}

/// Everything that the file at `path` names by a path.
pub fn named_paths(path: &str, tokens: &[Token]) -> Vec<Named> {
    let mut walk = Walk { tokens, modules: module_of(path), braces: Vec::new(), named: Vec::new() };
    let mut place = 0;
    while place < tokens.len() {
        place = walk.step(place);
    }
    let local = local_names(tokens);
    walk.named.retain(|named| named.from_root || !local.contains(named.name.as_str()));
    walk.named
}

/// The path of the module that a file is: `src/low/a.rs` is `low::a`, `src/low/mod.rs` is `low`.
fn module_of(path: &str) -> Vec<String> {
    let inner = path.trim_start_matches("src/").trim_end_matches(".rs");
    inner.split('/').filter(|name| *name != "mod").map(str::to_owned).collect()
}

/// Modules declared or brought in here; a path that begins with one of them names no crate.
fn local_names(tokens: &[Token]) -> BTreeSet<&str> {
    let declared = tokens.windows(2).filter(|w| w[0].word() == Some("mod")).filter_map(|w| w[1].word());
    let within = tokens.windows(3).filter(|w| w[0].word().is_some_and(|word| word != "use") && w[1].is('∷'));
    let within = within.filter_map(|w| w[2].word());
    declared.chain(within).collect()
}

struct Walk<'a> {
    tokens: &'a [Token],
    modules: Vec<String>,
    /// For each open brace, whether it is that of an inline module.
    braces: Vec<bool>,
    named: Vec<Named>,
}

impl Walk<'_> {
    fn word(&self, place: usize) -> Option<&str> {
        self.tokens.get(place)?.word()
    }

    fn is(&self, place: usize, mark: char) -> bool {
        self.tokens.get(place).is_some_and(|token| token.is(mark))
    }

    /// Looks at one token; returns the place of the next one to look at.
    fn step(&mut self, place: usize) -> usize {
        let after = |mark| place > 0 && self.is(place - 1, mark);
        let after_word = place > 0 && self.word(place - 1).is_some();
        if self.word(place) == Some("use") {
            let exported = after(')') || (after_word && self.word(place - 1) == Some("pub"));
            let leading = usize::from(self.is(place + 1, '∷'));
            return self.path(place + 1 + leading, None, true, exported);
        }
        if self.is(place, '∷') && !after_word && !after('>') {
            return self.path(place + 1, None, true, false);
        }
        if self.word(place).is_some() && self.is(place + 1, '∷') && !after('∷') {
            return self.path(place, None, true, false);
        }
        if self.is(place, '{') {
            let inline = place >= 2 && self.word(place - 2) == Some("mod");
            if inline {
                self.modules.extend(self.word(place - 1).map(str::to_owned));
            }
            self.braces.push(inline);
        } else if self.is(place, '}') && self.braces.pop() == Some(true) {
            self.modules.pop();
        }
        place + 1
    }

    /// Reads a path; `base` is the module reached so far, none inside another crate. Returns the place after it.
    fn path(&mut self, mut place: usize, mut base: Option<Vec<String>>, mut first: bool, exported: bool) -> usize {
        loop {
            if self.is(place, '{') {
                return self.group(place + 1, &base, first, exported);
            }
            let Some(word) = self.word(place).map(str::to_owned) else { return place + 1 };
            base = match (word.as_str(), first) {
                ("crate", true) => Some(Vec::new()),
                ("self", true) => Some(self.modules.clone()),
                ("super", true) => Some(parent(&self.modules)),
                ("super", false) => base.as_deref().map(parent),
                ("self", false) => base,
                (_, true) => {
                    self.push(&word, place, false, exported);
                    None
                }
                (_, false) => {
                    if base.as_ref().is_some_and(Vec::is_empty) {
                        self.push(&word, place, true, exported);
                    }
                    base.map(|base| [base, vec![word]].concat())
                }
            };
            first = false;
            if !self.is(place + 1, '∷') {
                return place + 1;
            }
            place += 2;
        }
    }

    /// Reads the paths of a group in braces. Returns the place after the closing brace.
    fn group(&mut self, mut place: usize, base: &Option<Vec<String>>, first: bool, exported: bool) -> usize {
        while place < self.tokens.len() && !self.is(place, '}') {
            if self.is(place, ',') || self.is(place, '*') {
                place += 1;
            } else if self.word(place) == Some("as") {
                place += 2;
            } else {
                place = self.path(place, base.clone(), first, exported);
            }
        }
        place + 1
    }

    fn push(&mut self, name: &str, place: usize, from_root: bool, exported: bool) {
        self.named.push(Named { name: name.to_owned(), line: self.tokens[place].line, from_root, exported });
    }
}

fn parent(path: &[String]) -> Vec<String> {
    path[..path.len().saturating_sub(1)].to_vec()
}
