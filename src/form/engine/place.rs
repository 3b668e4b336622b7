//! Places on earth as answers keep them: `latitude longitude altitude accuracy`, points of lines and areas with a `;`
//! between them.

use crate::form::xpath::number_text;

/// A text as a place, line or area; none where it is no such thing. A line ends elsewhere than it begins, an area does
/// not. `0 0` is what devices give that do not know where they are.
pub(super) fn typed(value_type: &str, text: &str) -> Option<String> {
    let points: Vec<Vec<f64>> = text.split(';').map(point).collect::<Option<_>>()?;
    let is_closed = points.first().map(|point| &point[..2]) == points.last().map(|point| &point[..2]);
    let fits = match value_type {
        "geotrace" => points.len() >= 2 && !is_closed,
        "geoshape" => points.len() >= 3 && is_closed,
        _ => points.len() == 1,
    };
    let written = |point: &Vec<f64>| point.iter().copied().map(number_text).collect::<Vec<_>>().join(" ");
    fits.then(|| points.iter().map(written).collect::<Vec<_>>().join(";"))
}

fn point(text: &str) -> Option<Vec<f64>> {
    let numbers = text.split_whitespace().map(|part| part.parse().ok().filter(|number: &f64| number.is_finite()));
    let numbers: Vec<f64> = numbers.take(4).collect::<Option<_>>()?;
    let [latitude, longitude, ..] = *numbers else { return None };
    let is_known = latitude != 0.0 || longitude != 0.0;
    (is_known && latitude.abs() <= 90.0 && longitude.abs() <= 180.0).then_some(numbers)
}

#[cfg(test)]
mod tests {
    use super::typed;

    #[test]
    fn places_are_kept_as_devices_give_them() {
        for (value_type, text, kept) in [
            ("geopoint", " 30.5  104.1 500 4.0 ", Some("30.5 104.1 500 4")),
            ("geopoint", "-30 104", Some("-30 104")),
            ("geopoint", "abc", None),
            ("geopoint", "30", None),
            ("geopoint", "91 0", None),
            ("geopoint", "0 0 0 0", None),
            ("geopoint", "1 inf", None),
            ("geopoint", "1 2; 3 4", None),
            ("geotrace", "1 2; 3 4 5 6", Some("1 2;3 4 5 6")),
            ("geotrace", "1 2; 3 4; 1 2", None),
            ("geotrace", "1 2", None),
            ("geoshape", "1 2; 3 4; 1 2 9 9", Some("1 2;3 4;1 2 9 9")),
            ("geoshape", "1 2; 3 4; 5 6", None),
            ("geoshape", "1 2; x; 1 2", None),
        ] {
            assert_eq!(typed(value_type, text).as_deref(), kept, "{value_type} {text}");
        }
    }
}
