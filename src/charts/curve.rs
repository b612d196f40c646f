//! A smooth line through points that never goes beyond them: monotone cubic interpolation.
//!
//! F. N. Fritsch and J. Butland, “A method for constructing local monotone piecewise cubic interpolants”,
//! SIAM J. Sci. Stat. Comput. 5 (1984): the tangent at a point is zero where the data turn and a weighted harmonic
//! mean of the neighbouring slopes elsewhere, so that every piece stays between its two ends.

/// Pieces in which one segment is drawn: short enough that no corner shows at 720 pixels.
const PIECES: usize = 14;

/// The curve through `knots` as one path for each pair of neighbours, from knot to knot. Their first coordinates must
/// rise; knots that do not rise are left out.
pub(super) fn monotone(knots: &[(f64, f64)]) -> Vec<Vec<(f64, f64)>> {
    let mut rising: Vec<(f64, f64)> = Vec::with_capacity(knots.len());
    for knot in knots.iter().copied().filter(|(x, y)| x.is_finite() && y.is_finite()) {
        if rising.last().is_none_or(|last| knot.0 > last.0) {
            rising.push(knot);
        }
    }
    let tangents = tangents(&rising);
    let segment = |pair: &[(f64, f64)], slope: &[f64]| {
        let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
        let width = x1 - x0;
        let point = |piece: usize| {
            let t = piece as f64 / PIECES as f64;
            let (t2, t3) = (t * t, t * t * t);
            // The cubic Hermite basis.
            let y = (2.0 * t3 - 3.0 * t2 + 1.0) * y0
                + (t3 - 2.0 * t2 + t) * width * slope[0]
                + (3.0 * t2 - 2.0 * t3) * y1
                + (t3 - t2) * width * slope[1];
            (x0 + t * width, y)
        };
        (0..=PIECES).map(point).collect()
    };
    rising
        .windows(2)
        .zip(tangents.windows(2))
        .map(|(pair, slope)| segment(pair, slope))
        .collect()
}

/// The slope of the curve at every knot.
fn tangents(knots: &[(f64, f64)]) -> Vec<f64> {
    let widths: Vec<f64> = knots.windows(2).map(|pair| pair[1].0 - pair[0].0).collect();
    let slopes: Vec<f64> = knots
        .windows(2)
        .map(|pair| (pair[1].1 - pair[0].1) / (pair[1].0 - pair[0].0))
        .collect();
    (0..knots.len())
        .map(
            |at| match (at.checked_sub(1).and_then(|before| slopes.get(before)), slopes.get(at)) {
                (Some(before), Some(after)) if before * after > 0.0 => {
                    let (left, right) = (2.0 * widths[at] + widths[at - 1], widths[at] + 2.0 * widths[at - 1]);
                    (left + right) / (left / before + right / after)
                }
                (Some(_), Some(_)) | (None, None) => 0.0,
                // At an end, the slope of the only neighbour.
                (Some(only), None) | (None, Some(only)) => *only,
            },
        )
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The ordinate of the knots' straight neighbours around `x`.
    fn bounds(knots: &[(f64, f64)], x: f64) -> (f64, f64) {
        let pair = knots.windows(2).find(|pair| x <= pair[1].0 + 1e-9).unwrap();
        (pair[0].1.min(pair[1].1), pair[0].1.max(pair[1].1))
    }

    #[test]
    fn the_curve_never_overshoots() {
        let knots = [
            (0.0, 0.8),
            (1.0, 0.2),
            (2.0, -1.1),
            (2.1, 1.4),
            (5.0, 0.9),
            (6.0, 0.9),
            (7.0, -1.6),
            (9.0, 0.5),
        ];
        for (x, y) in monotone(&knots).concat() {
            let (low, high) = bounds(&knots, x);
            assert!(y >= low - 1e-12 && y <= high + 1e-12, "{y} at {x} leaves {low}..{high}");
        }
    }

    #[test]
    fn the_slopes_alone_keep_it_monotone() {
        // Fritsch and Carlson's condition: tangents of 0 to 3 times the slope beside them.
        let knots = [(0.0, 0.0), (1.0, 1.0), (2.0, 8.0), (2.5, 8.1), (9.0, 20.0)];
        let tangents = tangents(&knots);
        for (pair, tangent) in knots.windows(2).zip(tangents.windows(2)) {
            let slope = (pair[1].1 - pair[0].1) / (pair[1].0 - pair[0].0);
            for t in tangent {
                assert!(*t >= 0.0 && *t <= 3.0 * slope + 1e-12, "{t} beside {slope}");
            }
        }
    }

    #[test]
    fn it_passes_through_its_knots() {
        let knots = [(0.0, 1.0), (3.0, -2.0), (4.0, 7.0)];
        let path = monotone(&knots).concat();
        for (x, y) in knots {
            assert!(
                path.iter()
                    .any(|(px, py)| (px - x).abs() < 1e-9 && (py - y).abs() < 1e-9)
            );
        }
    }

    #[test]
    fn few_or_odd_knots_do_not_matter() {
        assert!(monotone(&[]).is_empty());
        assert!(monotone(&[(1.0, 2.0)]).is_empty());
        assert!(monotone(&[(1.0, 2.0), (1.0, 3.0), (f64::NAN, 1.0)]).is_empty());
    }
}
