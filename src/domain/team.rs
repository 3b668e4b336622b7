//! Who inspects, and what qualifies them.

use super::{Refusal, is_plausible};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What a certificate is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum CertificateKind {
    /// Social accountability auditor (SA8000).
    #[default]
    #[serde(rename = "sa_8000")]
    Sa8000,
    /// Auditor of the Responsible Business Alliance.
    #[serde(rename = "rba")]
    Rba,
    /// Auditor of amfori BSCI.
    #[serde(rename = "bsci")]
    Bsci,
    /// Auditor of environmental management systems.
    #[serde(rename = "iso_14001")]
    Iso14001,
    /// Auditor of occupational health and safety management systems.
    #[serde(rename = "iso_45001")]
    Iso45001,
    /// Registered safety engineer.
    #[serde(rename = "registered_safety_engineer")]
    RegisteredSafetyEngineer,
    /// Any other; its name says which.
    #[serde(rename = "other")]
    Other,
}

impl CertificateKind {
    /// All kinds in the order of menus.
    pub const ALL: [Self; 7] = [
        Self::Sa8000,
        Self::Rba,
        Self::Bsci,
        Self::Iso14001,
        Self::Iso45001,
        Self::RegisteredSafetyEngineer,
        Self::Other,
    ];

    /// The code in data.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sa8000 => "sa_8000",
            Self::Rba => "rba",
            Self::Bsci => "bsci",
            Self::Iso14001 => "iso_14001",
            Self::Iso45001 => "iso_45001",
            Self::RegisteredSafetyEngineer => "registered_safety_engineer",
            Self::Other => "other",
        }
    }
}

/// A qualification on paper.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    /// What it is about.
    pub kind: CertificateKind,
    /// What it is called, where the kind does not say it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Its number; of one that contains an identity number, the last four characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// The last day on which it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_on: Option<NaiveDate>,
}

impl Certificate {
    /// Whether it no longer holds on this day.
    #[must_use]
    pub fn is_expired(&self, day: NaiveDate) -> bool {
        self.expires_on.is_some_and(|last| last < day)
    }
}

/// One who takes part on the auditors' side.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TeamMember {
    /// The name as printed.
    pub name: String,
    /// What the member does: lead auditor, technical expert, interpreter.
    pub function: String,
    /// Whom the member works for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub organisation: String,
    /// The languages in which the member works.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub languages: String,
    /// The days that the member worked on this inspection, as a decimal text: `1.5`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub person_days: String,
    /// What qualifies the member.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub certificates: Vec<Certificate>,
}

impl TeamMember {
    /// A member of whom nothing else is known.
    #[must_use]
    pub fn new(name: impl Into<String>, function: impl Into<String>) -> Self {
        Self { name: name.into(), function: function.into(), ..Self::default() }
    }

    /// The same without spaces around texts and without identity numbers.
    #[must_use]
    pub fn tidied(mut self) -> Self {
        for text in [&mut self.name, &mut self.function, &mut self.organisation, &mut self.languages] {
            *text = text.trim().to_owned();
        }
        self.person_days = self.person_days.trim().replace(['，', ','], ".");
        for certificate in &mut self.certificates {
            certificate.name = certificate.name.trim().to_owned();
            certificate.number = without_identity_number(certificate.number.trim());
        }
        self
    }

    /// Why a plan with this member is refused; none when it is not.
    #[must_use]
    pub fn refuse(&self) -> Option<Refusal> {
        if !self.person_days.is_empty() && hundredths(&self.person_days).is_none() {
            return Some(Refusal::PersonDaysWrong);
        }
        let unnamed = |one: &Certificate| one.kind == CertificateKind::Other && one.name.trim().is_empty();
        if self.certificates.iter().any(unnamed) {
            return Some(Refusal::CertificateUnnamed);
        }
        let plausible = |one: &Certificate| one.expires_on.is_none_or(is_plausible);
        (!self.certificates.iter().all(plausible)).then_some(Refusal::ImplausibleDate)
    }
}

/// The days that the team worked, as a decimal text; none where nobody's are known.
#[must_use]
pub fn person_days(team: &[TeamMember]) -> Option<String> {
    let known: Vec<u32> = team.iter().filter_map(|member| hundredths(&member.person_days)).collect();
    let sum: u32 = known.iter().sum();
    let text = format!("{}.{:02}", sum / 100, sum % 100);
    (!known.is_empty()).then(|| text.trim_end_matches('0').trim_end_matches('.').to_owned())
}

/// Days with at most two decimals, below a thousand, in hundredths.
fn hundredths(days: &str) -> Option<u32> {
    let (whole, part) = days.split_once('.').unwrap_or((days, "0"));
    let fits = |digits: &str, most: usize| {
        (1..=most).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !fits(whole, 3) || !fits(part, 2) {
        return None;
    }
    Some(whole.parse::<u32>().ok()? * 100 + format!("{part:0<2}").parse::<u32>().ok()?)
}

/// The same with each identity number of China (GB 11643: 17 figures and a check character) cut to its last four
/// characters, as in numbers of certificates that are made from one.
fn without_identity_number(number: &str) -> String {
    const LENGTH: usize = 18;
    let mut left: Vec<char> = number.chars().collect();
    let mut at = 0;
    while at + LENGTH <= left.len() {
        if is_identity_number(&left[at..at + LENGTH]) {
            left.splice(at..at + LENGTH - 4, ['…']);
        }
        at += 1;
    }
    left.into_iter().collect()
}

/// Whether 18 characters are an identity number: a date of birth in its place, and the check character of ISO 7064,
/// MOD 11-2.
fn is_identity_number(characters: &[char]) -> bool {
    let Some(figures) = characters[..17].iter().map(|one| one.to_digit(10)).collect::<Option<Vec<u32>>>() else {
        return false;
    };
    let born: String = characters[6..14].iter().collect();
    if NaiveDate::parse_from_str(&born, "%Y%m%d").is_err() {
        return false;
    }
    let remainder = figures.iter().fold(0, |sum, figure| (sum + figure) * 2 % 11);
    let check = (12 - remainder) % 11;
    char::from_digit(check, 10).unwrap_or('X') == characters[17].to_ascii_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_of_an_old_plan_is_read_and_written_as_it_was() {
        let old = r#"{"name":"Lin","function":"Lead auditor"}"#;
        let member: TeamMember = serde_json::from_str(old).unwrap();
        assert_eq!(member, TeamMember::new("Lin", "Lead auditor"));
        assert_eq!(serde_json::to_string(&member).unwrap(), old, "or sealed plans would have another digest");
    }

    #[test]
    fn every_kind_is_written_by_its_code() {
        for kind in CertificateKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.code());
        }
    }

    #[test]
    fn days_are_decimal_texts_and_add_up_exactly() {
        let of = |days: &str| TeamMember { person_days: days.to_owned(), ..TeamMember::new("A", "") };
        for right in ["", "0", "2", "1.5", "0.25", "120"] {
            assert_eq!(of(right).refuse(), None, "{right}");
        }
        for wrong in ["two", "-1", "1.234", "1000", ".5", "1.", "1e2"] {
            assert_eq!(of(wrong).refuse(), Some(Refusal::PersonDaysWrong), "{wrong}");
        }
        assert_eq!(of(" 1,5 ").tidied().person_days, "1.5");
        assert_eq!(person_days(&[of("1.5"), of("0.25"), of("")]).as_deref(), Some("1.75"));
        assert_eq!(person_days(&[of("2"), of("8")]).as_deref(), Some("10"));
        assert_eq!(person_days(&[of("")]), None);
    }

    #[test]
    fn no_identity_number_is_kept() {
        // The example of GB 11643-1999.
        assert_eq!(without_identity_number("T11010519491231002X"), "T…002X");
        assert_eq!(without_identity_number("11010519491231002x-7"), "…002x-7");
        for kept in ["110105194912310021", "SA-2024-0117", "119999999999999999"] {
            assert_eq!(without_identity_number(kept), kept);
        }
    }

    #[test]
    fn another_certificate_has_a_name() {
        let with = |certificate: Certificate| TeamMember {
            certificates: vec![certificate],
            ..TeamMember::new("Lin", "Lead auditor")
        };
        let other = Certificate { kind: CertificateKind::Other, ..Certificate::default() };
        assert_eq!(with(other.clone()).refuse(), Some(Refusal::CertificateUnnamed));
        assert_eq!(with(Certificate { name: "Fire warden".to_owned(), ..other }).refuse(), None);
    }
}
