//! From values to places on the sheet: the ends of a scale, its round steps, and the mapping.

use plotters::coord::ranged1d::Ranged;
use plotters::coord::types::RangedCoordf64;

use super::backend::GRID;

/// A linear scale between two places, in CSS pixels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    pub(super) low: f64,
    pub(super) high: f64,
    from: f64,
    to: f64,
}

impl Scale {
    /// The scale that `ends` ask for, or the round one that holds all of `values`; `from` is the place of the lower end.
    pub(super) fn new(ends: Option<(f64, f64)>, values: impl IntoIterator<Item = f64>) -> Scale {
        let (low, high) = match ends {
            Some((a, b)) if a.is_finite() && b.is_finite() && (a < b || b < a) => (a.min(b), a.max(b)),
            _ => round_ends(values),
        };
        Scale {
            low,
            high,
            from: 0.0,
            to: 1.0,
        }
    }

    /// The same scale drawn between two places.
    pub(super) fn between(self, from: f64, to: f64) -> Scale {
        Scale { from, to, ..self }
    }

    /// The place of `value`; a value beyond an end is drawn at that end.
    pub(super) fn place(&self, value: f64) -> f64 {
        let value = if value.is_finite() {
            value.clamp(self.low, self.high)
        } else {
            self.low
        };
        let limit = ((self.from * GRID) as i32, (self.to * GRID) as i32);
        f64::from(RangedCoordf64::from(self.low..self.high).map(&value, limit)) / GRID
    }

    /// The width of round steps of which there are at most `most`, both ends included where that can be.
    pub(super) fn step(&self, most: usize) -> f64 {
        let least = round_step((self.high - self.low) / most.saturating_sub(1).max(1) as f64);
        // 1 to 5 in three steps reads better as 1, 3, 5 than as 2, 4.
        if self.holds(least) {
            least
        } else {
            Some(round_step(least * 1.01))
                .filter(|s| self.holds(*s))
                .unwrap_or(least)
        }
    }

    /// Whether steps of this width from the lower end meet the upper end.
    fn holds(&self, step: f64) -> bool {
        let whole = |value: f64| (value - value.round()).abs() < 1e-6;
        whole((self.high - self.low) / step) && (whole(self.low / step) || whole(self.low) && whole(step))
    }

    /// The values at which grid lines stand, at most `most`.
    pub(super) fn ticks(&self, most: usize) -> Vec<f64> {
        let step = self.step(most);
        if self.holds(step) {
            let count = ((self.high - self.low) / step).round() as i64;
            return (0..=count.min(100))
                .map(|place| self.low + place as f64 * step)
                .collect();
        }
        let first = (self.low / step - 1e-9).ceil() as i64;
        let last = (self.high / step + 1e-9).floor() as i64;
        (first..=last.min(first.saturating_add(100)))
            .map(|place| place as f64 * step)
            .collect()
    }
}

/// The next of 1, 2, 2.5, 5, 10 times a power of ten.
fn round_step(at_least: f64) -> f64 {
    if !(at_least.is_finite() && at_least > 0.0) {
        return 1.0;
    }
    let mut power = 1.0_f64;
    while power > at_least && power > 1e-12 {
        power /= 10.0;
    }
    while power * 10.0 <= at_least && power < 1e15 {
        power *= 10.0;
    }
    [1.0, 2.0, 2.5, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * power)
        .find(|step| *step >= at_least * (1.0 - 1e-9))
        .unwrap_or(power * 10.0)
}

/// Round ends around the finite ones of `values`; 0 to 1 when there are none.
fn round_ends(values: impl IntoIterator<Item = f64>) -> (f64, f64) {
    let (low, high) = values
        .into_iter()
        .filter(|value| value.is_finite() && value.abs() < 1e15)
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
            (low.min(value), high.max(value))
        });
    if low > high {
        return (0.0, 1.0);
    }
    let room = if high > low { high - low } else { low.abs().max(1.0) };
    let step = round_step(room / 4.0);
    let ends = ((low / step - 1e-9).floor() * step, (high / step + 1e-9).ceil() * step);
    if ends.0 < ends.1 {
        ends
    } else {
        (ends.0 - step, ends.1 + step)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_round_and_hold_all_values() {
        let scale = Scale::new(None, [3.4, -11.0, f64::NAN, 42.0]);
        assert!(scale.low <= -11.0 && scale.high >= 42.0);
        assert_eq!(scale.ticks(6), [-20.0, 0.0, 20.0, 40.0, 60.0]);
    }

    #[test]
    fn grid_lines_meet_the_ends_where_round_steps_can() {
        assert_eq!(Scale::new(Some((1.0, 5.0)), []).ticks(4), [1.0, 3.0, 5.0]);
        assert_eq!(Scale::new(Some((0.0, 10.0)), []).ticks(4), [0.0, 5.0, 10.0]);
        assert_eq!(
            Scale::new(Some((-100.0, 100.0)), []).ticks(5),
            [-100.0, -50.0, 0.0, 50.0, 100.0]
        );
        assert_eq!(Scale::new(Some((-20.0, 60.0)), []).ticks(4), [0.0, 50.0]);
    }

    #[test]
    fn a_value_beyond_the_scale_is_drawn_at_its_end() {
        let scale = Scale::new(Some((1.0, 5.0)), []).between(100.0, 200.0);
        assert!((scale.place(7.0) - 200.0).abs() < 0.2);
        assert!((scale.place(f64::NAN) - 100.0).abs() < 0.2);
        assert!((scale.place(3.0) - 150.0).abs() < 0.2);
    }

    #[test]
    fn no_values_and_equal_values_still_make_a_scale() {
        for values in [vec![], vec![0.0], vec![5.0, 5.0], vec![f64::NAN]] {
            let scale = Scale::new(None, values);
            assert!(scale.low < scale.high);
        }
    }
}
