//! Functions of places on earth.

use super::super::value::Value;
use super::{Arguments, Outcome};

/// The radius of the earth that the field's engines reckon with, in metres.
const RADIUS_M: f64 = 6_378_100.0;

/// A place: degrees north and east.
type Point = (f64, f64);

/// Reads `latitude longitude altitude accuracy`; none for what is no place.
fn point(text: &str) -> Option<Point> {
    let mut numbers = text.split_whitespace().map(str::parse::<f64>);
    let (latitude, longitude) = (numbers.next()?.ok()?, numbers.next()?.ok()?);
    let fits = latitude.abs() <= 90.0 && longitude.abs() <= 180.0 && numbers.all(|number| number.is_ok());
    fits.then_some((latitude, longitude))
}

/// Reads points with a `;` between them.
fn points(text: &str) -> Option<Vec<Point>> {
    text.split(';').filter(|part| !part.trim().is_empty()).map(point).collect()
}

/// The points of all arguments: one trace or shape, or a point in each node.
fn all_points(arguments: &Arguments<'_>) -> Outcome<Option<Vec<Point>>> {
    let texts = arguments.texts_from(0)?;
    let lists: Option<Vec<Vec<Point>>> = texts.iter().map(|text| points(text)).collect();
    Ok(lists.map(|lists| lists.concat()))
}

/// The area in square metres, on a sphere.
pub(super) fn area(arguments: &Arguments<'_>) -> Outcome<Value> {
    let Some(points) = all_points(arguments)? else { return Ok(Value::Number(f64::NAN)) };
    if points.len() < 3 {
        return Ok(Value::Number(0.0));
    }
    let ring = points.iter().zip(points.iter().skip(1).chain(points.first()));
    let sum: f64 = ring
        .map(|((latitude, longitude), (next_latitude, next_longitude))| {
            (next_longitude - longitude).to_radians()
                * (2.0 + latitude.to_radians().sin() + next_latitude.to_radians().sin())
        })
        .sum();
    Ok(Value::Number(rounded((sum * RADIUS_M * RADIUS_M / 2.0).abs())))
}

/// The length in metres from the first to the last point.
pub(super) fn distance(arguments: &Arguments<'_>) -> Outcome<Value> {
    let Some(points) = all_points(arguments)? else { return Ok(Value::Number(f64::NAN)) };
    if points.is_empty() {
        return Ok(Value::Number(f64::NAN));
    }
    let length: f64 = points.windows(2).map(|pair| apart(pair[0], pair[1])).sum();
    Ok(Value::Number(rounded(length)))
}

/// Two decimals, as the field's engines give them.
fn rounded(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

fn apart((latitude, longitude): Point, (other_latitude, other_longitude): Point) -> f64 {
    let (from, to) = (latitude.to_radians(), other_latitude.to_radians());
    let turn = (other_longitude - longitude).to_radians();
    let cosine = from.sin() * to.sin() + from.cos() * to.cos() * turn.cos();
    if (latitude, longitude) == (other_latitude, other_longitude) {
        0.0
    } else {
        cosine.clamp(-1.0, 1.0).acos() * RADIUS_M
    }
}

/// Whether a point lies inside a closed shape; on its edge is not inside.
pub(super) fn geofence(arguments: &Arguments<'_>) -> Outcome<Value> {
    let (place, shape) = (arguments.text(0)?, arguments.text(1)?);
    let (Some((y, x)), Some(ring)) = (point(&place), points(&shape)) else { return Ok(Value::Boolean(false)) };
    let closed = ring.len() >= 4 && ring.first() == ring.last();
    if !closed {
        return Ok(Value::Boolean(false));
    }
    let mut inside = false;
    for pair in ring.windows(2) {
        let ((y1, x1), (y2, x2)) = (pair[0], pair[1]);
        if (y1 > y) != (y2 > y) && x < (x2 - x1) * (y - y1) / (y2 - y1) + x1 {
            inside = !inside;
        }
    }
    Ok(Value::Boolean(inside))
}
