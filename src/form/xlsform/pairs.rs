//! Texts by a key. Items have many such lists of one or two entries, for which a tree would take ten times the memory.

use std::iter::Map;
use std::slice::Iter;

/// Texts by a key, in the order of the keys.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pairs(Vec<(String, String)>);

/// The keys with their texts, in the order of the keys.
pub type Both<'a> = Map<Iter<'a, (String, String)>, fn(&'a (String, String)) -> (&'a String, &'a String)>;

fn split((key, value): &(String, String)) -> (&String, &String) {
    (key, value)
}

impl Pairs {
    /// The text of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&String> {
        self.find(key).ok().map(|place| &self.0[place].1)
    }

    /// Whether there is a text of this key.
    #[must_use]
    pub fn contains_key(&self, key: &str) -> bool {
        self.find(key).is_ok()
    }

    /// Whether there is none at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Gives a key a text, in place of the one that it had.
    pub fn insert(&mut self, key: String, value: String) {
        match self.find(&key) {
            Ok(place) => self.0[place].1 = value,
            Err(place) => {
                self.0.reserve_exact(1);
                self.0.insert(place, (key, value));
            }
        }
    }

    /// The keys in their order.
    pub fn keys(&self) -> impl Iterator<Item = &String> + Clone {
        self.0.iter().map(|(key, _)| key)
    }

    /// The texts in the order of their keys.
    pub fn values(&self) -> impl Iterator<Item = &String> + Clone {
        self.0.iter().map(|(_, value)| value)
    }

    /// The keys with their texts.
    pub fn iter(&self) -> Both<'_> {
        self.0.iter().map(split)
    }

    fn find(&self, key: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(own, _)| own.as_str().cmp(key))
    }
}

impl FromIterator<(String, String)> for Pairs {
    fn from_iter<T: IntoIterator<Item = (String, String)>>(pairs: T) -> Self {
        let mut own = Self::default();
        pairs.into_iter().for_each(|(key, value)| own.insert(key, value));
        own
    }
}

impl<const N: usize> From<[(String, String); N]> for Pairs {
    fn from(pairs: [(String, String); N]) -> Self {
        pairs.into_iter().collect()
    }
}

impl<'a> IntoIterator for &'a Pairs {
    type Item = (&'a String, &'a String);
    type IntoIter = Both<'a>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_text_of_a_key_stays_and_keys_are_in_order() {
        let text = |text: &str| text.to_owned();
        let pairs = Pairs::from([(text("b"), text("1")), (text("a"), text("2")), (text("b"), text("3"))]);
        assert_eq!(pairs.iter().map(|(key, value)| format!("{key}{value}")).collect::<String>(), "a2b3");
        assert_eq!((pairs.get("b"), pairs.get("c")), (Some(&text("3")), None));
    }
}
