//! Drawn signatures as smooth lines.

use crate::domain::Stroke;
use crate::report::layout::item::Segment;

/// Height of the box around a drawn signature.
pub const PAD_HEIGHT_PT: f32 = 62.0;
/// A pad of the usual width is printed this wide.
const PAD_WIDTH_PT: f32 = 190.0;

/// The strokes as curves in a box of [`PAD_HEIGHT_PT`], as large as they were drawn unless the box is too small.
#[must_use]
pub fn curves(strokes: &[Stroke]) -> Vec<Vec<Segment>> {
    let points = || strokes.iter().flat_map(|stroke| &stroke.0);
    let (Some(left), Some(right)) = (points().map(|point| point.0).min(), points().map(|point| point.0).max()) else {
        return Vec::new();
    };
    let (Some(top), Some(low)) = (points().map(|point| point.1).min(), points().map(|point| point.1).max()) else {
        return Vec::new();
    };
    let span = |from: i32, to: i32| (i64::from(to) - i64::from(from)).max(1) as f32;
    let (width, height) = (span(left, right), span(top, low));
    let scale = (PAD_WIDTH_PT / 1000.0).min(PAD_WIDTH_PT / width).min((PAD_HEIGHT_PT - 4.0) / height);
    let down_pt = (PAD_HEIGHT_PT - height * scale) / 2.0;
    let place = |(x, y): &(i32, i32)| {
        let from = |start: i32, value: i32| (i64::from(value) - i64::from(start)) as f32 * scale;
        (from(left, *x) + 1.0, from(top, *y) + down_pt)
    };
    strokes.iter().filter_map(|stroke| curve(&stroke.0.iter().map(place).collect::<Vec<_>>())).collect()
}

/// A smooth line: through the middles between its points, with the points as handles.
fn curve(points: &[(f32, f32)]) -> Option<Vec<Segment>> {
    let (first, last) = (points.first()?, points.last()?);
    let mut segments = vec![Segment::MoveTo(first.0, first.1)];
    let mut from = *first;
    for pair in points.windows(2) {
        let [handle, next] = pair else { continue };
        let to = (f32::midpoint(handle.0, next.0), f32::midpoint(handle.1, next.1));
        // The cubic curve that equals the quadratic one with this handle.
        let lean = |end: (f32, f32)| (end.0 + (handle.0 - end.0) * 2.0 / 3.0, end.1 + (handle.1 - end.1) * 2.0 / 3.0);
        let (one, two) = (lean(from), lean(to));
        segments.push(Segment::CurveTo([one.0, one.1, two.0, two.1, to.0, to.1]));
        from = to;
    }
    // A dot is a stroke without length; a short line shows it.
    let end_x = if points.len() == 1 { last.0 + 0.6 } else { last.0 };
    segments.push(Segment::LineTo(end_x, last.1));
    Some(segments)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wide_signature_stays_in_its_box() {
        let strokes = [Stroke(vec![(0, 0), (4000, 2000)]), Stroke(vec![(i32::MIN, 5), (i32::MAX, 9)])];
        for segment in curves(&strokes).into_iter().flatten() {
            if let Segment::LineTo(x, y) | Segment::MoveTo(x, y) = segment {
                assert!((0.0..=PAD_WIDTH_PT + 2.0).contains(&x) && (0.0..=PAD_HEIGHT_PT).contains(&y));
            }
        }
    }

    #[test]
    fn no_point_is_no_line() {
        assert!(curves(&[Stroke(Vec::new())]).is_empty());
    }
}
