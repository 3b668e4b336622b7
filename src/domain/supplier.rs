//! Suppliers, their sites, and the number that identifies them.

use super::{SiteId, SupplierId};
use serde::{Deserialize, Serialize};

/// A legal entity that is inspected; one's own organisation can be one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Supplier {
    /// The supplier's identifier in this workspace.
    pub id: SupplierId,
    /// The legal name.
    pub name: String,
    /// The name in the other script, where there is one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name_local: String,
    /// ISO 3166-1 alpha-2 code of the country of registration, `CN`.
    pub country: String,
    /// The registration number; two suppliers of one country with one number are one.
    pub registration: String,
    /// Whether this is one's own organisation.
    #[serde(default)]
    pub own: bool,
    /// Who to talk to: name, telephone, mail, in free form.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub contact: String,
}

/// An inspected address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// The site's identifier in this workspace.
    pub id: SiteId,
    /// The supplier it belongs to.
    pub supplier_id: SupplierId,
    /// The name by which people know it.
    pub name: String,
    /// The full postal address.
    pub address: String,
    /// ISO 3166-1 alpha-2 code; questions that rest on a country's law depend on it.
    pub country: String,
    /// Whether Indigenous peoples live on or use the land.
    #[serde(default)]
    pub indigenous: bool,
}

/// A registration number that was checked as far as its country allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration(String);

/// Why a registration number cannot be right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RegistrationProblem {
    /// Nothing was given.
    #[error("the registration number is missing")]
    Missing,
    /// Not 18 characters.
    #[error("a unified social credit code has 18 characters, this has {length}")]
    Length {
        /// The number of characters given.
        length: usize,
    },
    /// A character the code never uses (I, O, S, V, Z, or no letter or digit).
    #[error("`{character}` is not used in a unified social credit code")]
    Character {
        /// The offending character.
        character: char,
    },
    /// The last character does not follow from the others.
    #[error("the check character should be `{expected}`")]
    CheckCharacter {
        /// What it would be if the other 17 are right.
        expected: char,
    },
}

/// The characters of a unified social credit code in the order of their values 0 to 30 (GB 32100-2015).
const CREDIT_CODE_ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

impl Registration {
    /// Checks `number` for `country`; `CN` asks for a unified social credit code, others take any text.
    ///
    /// # Errors
    /// The [`RegistrationProblem`] that a person can mend.
    pub fn parse(country: &str, number: &str) -> Result<Self, RegistrationProblem> {
        let number: String = number.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase();
        if number.is_empty() {
            return Err(RegistrationProblem::Missing);
        }
        if country == "CN" {
            check_credit_code(&number)?;
        }
        Ok(Self(number))
    }

    /// The number without spaces, in capitals.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The check character of GB 32100-2015: weights 3^i mod 31, complement to 31.
fn check_credit_code(code: &str) -> Result<(), RegistrationProblem> {
    let length = code.chars().count();
    if length != 18 {
        return Err(RegistrationProblem::Length { length });
    }
    let mut sum = 0;
    let mut weight = 1;
    let mut last = ' ';
    for (place, character) in code.chars().enumerate() {
        let value = CREDIT_CODE_ALPHABET.find(character).ok_or(RegistrationProblem::Character { character })?;
        if place < 17 {
            sum = (sum + value * weight) % 31;
            weight = weight * 3 % 31;
        } else {
            last = character;
        }
    }
    let expected = CREDIT_CODE_ALPHABET.chars().nth((31 - sum) % 31).unwrap_or('0');
    if last == expected { Ok(()) } else { Err(RegistrationProblem::CheckCharacter { expected }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_with_its_check_character_passes_and_one_with_another_does_not() {
        // The worked example of GB 32100-2015 as commonly published.
        assert!(Registration::parse("CN", "91350100M000100Y43").is_ok());
        assert_eq!(
            Registration::parse("CN", "91350100M000100Y44"),
            Err(RegistrationProblem::CheckCharacter { expected: '3' })
        );
        assert_eq!(
            Registration::parse("CN", "91350100I000100Y43"),
            Err(RegistrationProblem::Character { character: 'I' })
        );
    }

    #[test]
    fn spaces_and_small_letters_are_forgiven_and_other_countries_are_free() {
        assert_eq!(Registration::parse("CN", "91350100 m000100y43").unwrap().as_str(), "91350100M000100Y43");
        assert_eq!(Registration::parse("DE", "HRB 1234").unwrap().as_str(), "HRB1234");
        assert_eq!(Registration::parse("DE", " "), Err(RegistrationProblem::Missing));
    }
}
