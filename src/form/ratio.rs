//! Exact fractions: scores, shares and readings are compared before anything is rounded.

use std::cmp::Ordering;

/// A fraction in lowest terms with a positive denominator.
///
/// Sums whose common denominator outgrows 128 bits (some twenty sections of unlike weights) go on with
/// denominators of 10^12, far below anything that is shown or compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ratio {
    numerator: i128,
    denominator: i128,
}

impl Ratio {
    /// Nothing.
    pub const ZERO: Self = Self { numerator: 0, denominator: 1 };
    /// The denominator that overgrown fractions are brought back to.
    const COARSE: i128 = 1_000_000_000_000;

    /// `numerator / denominator`; zero where the denominator is.
    #[must_use]
    pub fn new(numerator: i128, denominator: i128) -> Self {
        if denominator == 0 || numerator == 0 {
            return Self::ZERO;
        }
        let divisor = greatest_common_divisor(numerator.unsigned_abs(), denominator.unsigned_abs());
        let divisor = i128::try_from(divisor).unwrap_or(1) * denominator.signum();
        Self { numerator: numerator / divisor, denominator: denominator / divisor }
    }

    /// A whole number.
    #[must_use]
    pub fn whole(number: impl Into<i128>) -> Self {
        Self { numerator: number.into(), denominator: 1 }
    }

    /// Reads a decimal number as XForms writes it, `-12.50`; at most 30 digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all: String = [whole, fraction].concat();
        if all.is_empty() || all.len() > 30 || !all.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let numerator: i128 = all.parse().ok()?;
        let denominator = 10_i128.checked_pow(u32::try_from(fraction.len()).ok()?)?;
        Some(Self::new(if negative { -numerator } else { numerator }, denominator))
    }

    /// The sum.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        let exact = || {
            let left = self.numerator.checked_mul(other.denominator)?;
            let right = other.numerator.checked_mul(self.denominator)?;
            Some(Self::new(left.checked_add(right)?, self.denominator.checked_mul(other.denominator)?))
        };
        exact().unwrap_or_else(|| {
            Self::new(self.coarse().numerator.saturating_add(other.coarse().numerator), Self::COARSE)
        })
    }

    /// The difference.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        self.plus(Self { numerator: -other.numerator, denominator: other.denominator })
    }

    /// The product.
    #[must_use]
    pub fn times(self, other: Self) -> Self {
        // Crosswise in lowest terms first, so that the product is as small as it can be.
        let one = Self::new(self.numerator, other.denominator);
        let two = Self::new(other.numerator, self.denominator);
        let numerator = one.numerator.checked_mul(two.numerator);
        match (numerator, one.denominator.checked_mul(two.denominator)) {
            (Some(numerator), Some(denominator)) => Self::new(numerator, denominator),
            _ => {
                let product = self.coarse().numerator.saturating_mul(other.coarse().numerator / 1_000_000);
                Self::new(product, Self::COARSE.saturating_mul(Self::COARSE / 1_000_000))
            }
        }
    }

    /// The quotient; zero where `other` is.
    #[must_use]
    pub fn over(self, other: Self) -> Self {
        if other.numerator == 0 {
            return Self::ZERO;
        }
        self.times(Self::new(other.denominator, other.numerator))
    }

    /// The fraction as a decimal text with one place, rounded half up: `68.8` for 68.75.
    #[must_use]
    pub fn one_decimal(self) -> String {
        self.decimals(1)
    }

    /// The fraction as a decimal text with so many places (18 at most), rounded half up: `0.43` for 15/35.
    #[must_use]
    pub fn decimals(self, places: u32) -> String {
        let places = places.min(18);
        let parts = 10_i128.pow(places);
        let rounded = self.rounded_half_up(parts);
        let (sign, whole, rest) =
            (if rounded < 0 { "-" } else { "" }, (rounded / parts).abs(), (rounded % parts).abs());
        if places == 0 {
            format!("{sign}{whole}")
        } else {
            format!("{sign}{whole}.{rest:0width$}", width = places as usize)
        }
    }

    /// The fraction as a decimal text of at most six places, without zeros at its end: `0.25`, `3`.
    #[must_use]
    pub fn decimal(self) -> String {
        let millionths = self.rounded_half_up(1_000_000);
        let sign = if millionths < 0 { "-" } else { "" };
        let (whole, rest) = (millionths.abs() / 1_000_000, millionths.abs() % 1_000_000);
        let text = format!("{sign}{whole}.{rest:06}");
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }

    /// The nearest whole number of `1 / parts`, rounded half up.
    #[must_use]
    pub fn rounded_half_up(self, parts: i128) -> i128 {
        let doubled = self.numerator.saturating_mul(parts).saturating_mul(2).saturating_add(self.denominator);
        doubled.div_euclid(self.denominator.saturating_mul(2))
    }

    fn coarse(self) -> Self {
        let whole = self.numerator.div_euclid(self.denominator);
        let rest = self.numerator.rem_euclid(self.denominator);
        // Bits that cannot matter at 10^-12 go, so that the product stays inside 128 bits.
        let shift = (128 - (self.denominator.leading_zeros())).saturating_sub(80);
        let part = (rest >> shift).saturating_mul(Self::COARSE) / (self.denominator >> shift).max(1);
        Self { numerator: whole.saturating_mul(Self::COARSE).saturating_add(part), denominator: Self::COARSE }
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        let left = self.numerator.checked_mul(other.denominator);
        match (left, other.numerator.checked_mul(self.denominator)) {
            (Some(left), Some(right)) => left.cmp(&right),
            _ => self.coarse().numerator.cmp(&other.coarse().numerator),
        }
    }
}

/// Euclid's algorithm, in 64 bits as soon as both numbers fit: division of 128 bits is many times slower.
fn greatest_common_divisor(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        if let (Ok(small_a), Ok(small_b)) = (u64::try_from(a), u64::try_from(b)) {
            return small_divisor(small_a, small_b).into();
        }
        (a, b) = (b, a % b);
    }
    a.max(1)
}

fn small_divisor(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_read_exactly() {
        assert_eq!(Ratio::parse("12.50"), Some(Ratio::new(25, 2)));
        assert_eq!(Ratio::parse(" -0.1 "), Some(Ratio::new(-1, 10)));
        assert_eq!(Ratio::parse(".5"), Some(Ratio::new(1, 2)));
        for wrong in ["", ".", "1e3", "1.2.3", "--1", "1,5", "NaN"] {
            assert_eq!(Ratio::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn rounding_is_half_up() {
        assert_eq!(Ratio::new(6875, 100).one_decimal(), "68.8");
        assert_eq!(Ratio::new(6874, 100).one_decimal(), "68.7");
        assert_eq!(Ratio::new(8999, 100).one_decimal(), "90.0");
        assert_eq!(Ratio::new(1, 3).one_decimal(), "0.3");
        assert_eq!(Ratio::new(-1, 4).one_decimal(), "-0.2");
        assert_eq!(Ratio::new(15, 35).decimals(2), "0.43");
        assert_eq!(Ratio::new(1, 200).decimals(2), "0.01", "half goes up");
        assert_eq!(Ratio::new(-1, 3).decimals(2), "-0.33");
        assert_eq!(Ratio::new(5, 2).decimals(0), "3");
    }

    #[test]
    fn a_sum_with_a_huge_common_denominator_stays_right() {
        let primes = [997, 991, 983, 977, 971, 967, 953, 947, 941, 937, 929, 919, 911, 907, 887, 883, 881, 877];
        let sum = primes.iter().fold(Ratio::ZERO, |sum, prime| sum.plus(Ratio::new(prime - 1, *prime)));
        let expected: f64 = primes.iter().map(|prime| 1.0 - 1.0 / (*prime as f64)).sum();
        assert_eq!(sum.rounded_half_up(1_000_000_000), (expected * 1e9).round() as i128);
        assert!(sum < Ratio::whole(18) && sum > Ratio::parse("17.9").unwrap());
    }
}
