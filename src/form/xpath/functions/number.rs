//! Functions of numbers.

use super::super::value::Value;
use super::{Arguments, Outcome};

/// As a number. A date keeps saying its whole day where it is written as a text again.
pub(super) fn number(arguments: &Arguments<'_>) -> Outcome<Value> {
    let value = arguments.value_or_context()?;
    let number = arguments.context.number(&value);
    let dated = match &value {
        Value::Text(_) | Value::Nodes(_) => {
            super::super::value::plain_number(&arguments.context.text(&value)).is_none()
        }
        Value::Date(_) => true,
        Value::Number(_) | Value::Days(_) | Value::Boolean(_) | Value::NoDate => false,
    };
    Ok(if dated && !number.is_nan() { Value::Days(number) } else { Value::Number(number) })
}

pub(super) fn sum(arguments: &Arguments<'_>) -> Outcome<Value> {
    arguments.nodes(0)?;
    Ok(Value::Number(arguments.numbers()?.iter().sum()))
}

fn of(arguments: &Arguments<'_>, reckon: impl Fn(f64) -> f64) -> Outcome<Value> {
    arguments.number(0).map(|number| Value::Number(reckon(number)))
}

pub(super) fn floor(arguments: &Arguments<'_>) -> Outcome<Value> {
    of(arguments, f64::floor)
}

pub(super) fn ceiling(arguments: &Arguments<'_>) -> Outcome<Value> {
    of(arguments, f64::ceil)
}

pub(super) fn int(arguments: &Arguments<'_>) -> Outcome<Value> {
    of(arguments, f64::trunc)
}

pub(super) fn abs(arguments: &Arguments<'_>) -> Outcome<Value> {
    of(arguments, f64::abs)
}

pub(super) fn log(arguments: &Arguments<'_>) -> Outcome<Value> {
    of(arguments, f64::ln)
}

pub(super) fn log10(arguments: &Arguments<'_>) -> Outcome<Value> {
    of(arguments, f64::log10)
}

pub(super) fn exp(arguments: &Arguments<'_>) -> Outcome<Value> {
    of(arguments, f64::exp)
}

pub(super) fn exp10(arguments: &Arguments<'_>) -> Outcome<Value> {
    of(arguments, |number| 10.0_f64.powf(number))
}

pub(super) fn sqrt(arguments: &Arguments<'_>) -> Outcome<Value> {
    of(arguments, f64::sqrt)
}

pub(super) fn sin(arguments: &Arguments<'_>) -> Outcome<Value> {
    of(arguments, f64::sin)
}

pub(super) fn cos(arguments: &Arguments<'_>) -> Outcome<Value> {
    of(arguments, f64::cos)
}

pub(super) fn tan(arguments: &Arguments<'_>) -> Outcome<Value> {
    of(arguments, f64::tan)
}

pub(super) fn asin(arguments: &Arguments<'_>) -> Outcome<Value> {
    of(arguments, f64::asin)
}

pub(super) fn acos(arguments: &Arguments<'_>) -> Outcome<Value> {
    of(arguments, f64::acos)
}

pub(super) fn atan(arguments: &Arguments<'_>) -> Outcome<Value> {
    of(arguments, f64::atan)
}

pub(super) fn atan2(arguments: &Arguments<'_>) -> Outcome<Value> {
    Ok(Value::Number(arguments.number(0)?.atan2(arguments.number(1)?)))
}

pub(super) fn pow(arguments: &Arguments<'_>) -> Outcome<Value> {
    Ok(Value::Number(arguments.number(0)?.powf(arguments.number(1)?)))
}

#[expect(clippy::unnecessary_wraps, reason = "one shape for all functions")]
pub(super) fn pi(_: &Arguments<'_>) -> Outcome<Value> {
    Ok(Value::Number(std::f64::consts::PI))
}

#[expect(clippy::unnecessary_wraps, reason = "one shape for all functions")]
pub(super) fn random(arguments: &Arguments<'_>) -> Outcome<Value> {
    let mut bytes = [0; 8];
    arguments.context.host.fill_random(&mut bytes);
    #[expect(clippy::cast_precision_loss, reason = "53 random bits")]
    let share = (u64::from_be_bytes(bytes) >> 11) as f64 / (1_u64 << 53) as f64;
    Ok(Value::Number(share))
}

/// To whole numbers, halves away from zero as ODK web-forms has it; with a second argument to so many decimal places, negative ones to tens.
pub(super) fn round(arguments: &Arguments<'_>) -> Outcome<Value> {
    let number = arguments.number(0)?;
    if arguments.count() < 2 {
        return Ok(Value::Number(number.round()));
    }
    let places = arguments.number(1)?;
    if places.is_nan() || number.is_nan() {
        return Ok(Value::Number(f64::NAN));
    }
    #[expect(clippy::cast_possible_truncation, reason = "bounded to what a number can have")]
    let places = places.trunc().clamp(-400.0, 400.0) as i32;
    if places <= 0 {
        let unit = 10.0_f64.powi(-places);
        return Ok(Value::Number((number / unit).round() * unit));
    }
    // By its decimal digits, so that 1.005 is what it looks like.
    Ok(Value::Number(shifted(shifted(number, places).round(), -places)))
}

/// The number with its decimal point moved.
fn shifted(number: f64, places: i32) -> f64 {
    if !number.is_finite() {
        return number;
    }
    let written = format!("{number:e}");
    let (mantissa, exponent) = written.split_once('e').unwrap_or((&written, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    format!("{mantissa}e{}", exponent.saturating_add(places)).parse().unwrap_or(number)
}

fn extreme(arguments: &Arguments<'_>, choose: impl Fn(f64, f64) -> f64) -> Outcome<Value> {
    let numbers = arguments.numbers()?;
    if numbers.is_empty() || numbers.iter().any(|number| number.is_nan()) {
        return Ok(Value::Number(f64::NAN));
    }
    Ok(Value::Number(numbers.into_iter().reduce(choose).unwrap_or(f64::NAN)))
}

pub(super) fn min(arguments: &Arguments<'_>) -> Outcome<Value> {
    extreme(arguments, f64::min)
}

pub(super) fn max(arguments: &Arguments<'_>) -> Outcome<Value> {
    extreme(arguments, f64::max)
}
