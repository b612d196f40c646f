//! How long customers stay when some of them have not left yet: Kaplan and Meier's estimate.

use super::real::{exp, ln, pow, sqrt};
use super::{Interval, normal};

/// What was seen at one time since the start.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Observed {
    /// Time since the start, in any unit.
    pub time: f64,
    /// Units whose event (leaving, a second purchase) came at this time.
    pub events: u64,
    /// Units seen for the last time then, still without the event. They were at risk at this time.
    pub censored: u64,
}

/// The curve at one time at which something happened.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// Time since the start.
    pub time: f64,
    /// Units at risk just before.
    pub at_risk: u64,
    /// Events at this time.
    pub events: u64,
    /// Share without the event after this time, 0 to 1.
    pub survival: f64,
    /// Greenwood's standard error; `None` where the curve has reached 0.
    pub standard_error: Option<f64>,
    /// Interval on the scale ln(−ln S), which stays within 0 and 1; `None` at 0 and at 1, where it has no width.
    pub interval: Option<Interval>,
}

/// A survival curve: constant between its steps.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// Units observed.
    pub n: u64,
    /// Units whose event was seen.
    pub events: u64,
    /// One step for each time with an event, earliest first.
    pub steps: Vec<Step>,
    /// The last time at which anybody was observed: the curve says nothing beyond.
    pub last: f64,
}

impl Curve {
    /// S(t) = Π(1 − d/n) over the times up to t, d events among n at risk. Kaplan and Meier, *JASA* 53, 1958. The
    /// standard error is Greenwood's, S·√Σ d/(n(n − d)); the interval S^exp(±z·√Σ/|ln S|), Kalbfleisch and Prentice,
    /// *The Statistical Analysis of Failure Time Data*, 1980. Several entries of one time are put together. `None`
    /// without units, or where a time is negative or not a number.
    pub fn of(observed: impl IntoIterator<Item = Observed>, level: f64) -> Option<Curve> {
        let mut observed: Vec<Observed> = observed
            .into_iter()
            .filter(|one| one.events + one.censored > 0)
            .collect();
        if observed.iter().any(|one| !one.time.is_finite() || one.time < 0.0) {
            return None;
        }
        observed.sort_by(|a, b| a.time.total_cmp(&b.time));
        let n: u64 = observed.iter().map(|one| one.events + one.censored).sum();
        let last = observed.last()?.time;
        let (mut at_risk, mut survival, mut greenwood) = (n, 1.0, 0.0);
        let mut steps = Vec::new();
        for same in observed.chunk_by(|a, b| a.time.total_cmp(&b.time).is_eq()) {
            let events: u64 = same.iter().map(|one| one.events).sum();
            let gone = events + same.iter().map(|one| one.censored).sum::<u64>();
            if events > 0 {
                let (d, r) = (events as f64, at_risk as f64);
                survival *= 1.0 - d / r;
                greenwood += d / (r * (r - d));
                let ended = events == at_risk;
                steps.push(Step {
                    time: same[0].time,
                    at_risk,
                    events,
                    survival: if ended { 0.0 } else { survival },
                    standard_error: (!ended).then(|| survival * sqrt(greenwood)),
                    interval: (!ended).then(|| log_log(survival, greenwood, level)),
                });
            }
            at_risk -= gone;
        }
        Some(Curve {
            n,
            events: steps.iter().map(|step| step.events).sum(),
            steps,
            last,
        })
    }

    /// The share without the event after `time`. `None` beyond the last time observed, unless the curve reached 0.
    pub fn at(&self, time: f64) -> Option<f64> {
        let step = self.steps.iter().rfind(|step| step.time <= time);
        let survival = step.map_or(1.0, |step| step.survival);
        (time >= 0.0 && (time <= self.last || survival <= 0.0)).then_some(survival)
    }

    /// The step that holds at `time`; `None` before the first event and beyond the last time observed.
    pub fn step(&self, time: f64) -> Option<&Step> {
        self.at(time)?;
        self.steps.iter().rfind(|step| step.time <= time)
    }

    /// The first time at which half or fewer are without the event; `None` where the curve stays above one half.
    pub fn median(&self) -> Option<f64> {
        self.steps
            .iter()
            .find(|step| step.survival <= 0.5)
            .map(|step| step.time)
    }
}

fn log_log(survival: f64, greenwood: f64, level: f64) -> Interval {
    let spread = exp(normal::critical(level) * sqrt(greenwood) / -ln(survival));
    Interval {
        level,
        low: pow(survival, spread),
        high: pow(survival, 1.0 / spread),
        method: "log-log",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(given: f64, expected: f64, tolerance: f64) {
        assert!((given - expected).abs() <= tolerance, "{given} is not {expected}");
    }

    fn at(time: f64, events: u64, censored: u64) -> Observed {
        Observed { time, events, censored }
    }

    /// Weeks of remission under 6-mercaptopurine, Freireich et al., *Blood* 21, 1963.
    fn remission() -> Curve {
        let weeks = [
            at(6.0, 3, 1),
            at(7.0, 1, 0),
            at(9.0, 0, 1),
            at(10.0, 1, 1),
            at(11.0, 0, 1),
            at(13.0, 1, 0),
            at(16.0, 1, 0),
            at(17.0, 0, 1),
            at(19.0, 0, 1),
            at(20.0, 0, 1),
            at(22.0, 1, 0),
            at(23.0, 1, 0),
            at(25.0, 0, 1),
            at(32.0, 0, 2),
            at(34.0, 0, 1),
            at(35.0, 0, 1),
        ];
        Curve::of(weeks, 0.95).unwrap()
    }

    #[test]
    fn the_textbook_curve_with_greenwoods_errors() {
        let curve = remission();
        assert_eq!((curve.n, curve.events, curve.steps.len()), (21, 9, 7));
        // Survival and standard error as R's survfit prints them for these data; log-log limits likewise.
        for (step, (time, at_risk, survival, error, low, high)) in curve.steps.iter().zip([
            (6.0, 21, 0.857, 0.0764, 0.620, 0.952),
            (7.0, 17, 0.807, 0.0869, 0.563, 0.923),
            (10.0, 15, 0.753, 0.0963, 0.503, 0.889),
            (13.0, 12, 0.690, 0.1068, 0.432, 0.849),
            (16.0, 11, 0.627, 0.1141, 0.368, 0.805),
            (22.0, 7, 0.538, 0.1282, 0.268, 0.747),
            (23.0, 6, 0.448, 0.1346, 0.188, 0.680),
        ]) {
            near(step.time, time, 0.0);
            assert_eq!(step.at_risk, at_risk);
            near(step.survival, survival, 5e-4);
            near(step.standard_error.unwrap(), error, 5e-5);
            near(step.interval.unwrap().low, low, 1e-3);
            near(step.interval.unwrap().high, high, 1e-3);
        }
    }

    #[test]
    fn the_curve_between_its_steps_and_beyond() {
        let curve = remission();
        assert_eq!(curve.at(0.0), Some(1.0));
        assert_eq!(curve.at(5.9), Some(1.0));
        assert_eq!(curve.at(21.0), curve.at(16.0));
        assert_eq!(curve.at(35.0), curve.at(23.0));
        assert_eq!(curve.at(35.1), None);
        assert_eq!(curve.median(), Some(23.0));
        assert!(curve.step(3.0).is_none() && curve.step(8.0).unwrap().time < 8.0);
    }

    #[test]
    fn a_curve_that_ends_at_nobody() {
        let curve = Curve::of([at(2.0, 1, 0), at(5.0, 1, 0)], 0.95).unwrap();
        near(curve.steps[0].survival, 0.5, 1e-15);
        assert_eq!((curve.steps[1].survival, curve.steps[1].interval), (0.0, None));
        assert_eq!((curve.at(99.0), curve.median()), (Some(0.0), Some(2.0)));
    }

    #[test]
    fn without_events_nobody_is_known_to_leave() {
        let curve = Curve::of([at(3.0, 0, 12)], 0.95).unwrap();
        assert_eq!((curve.at(3.0), curve.median(), curve.events), (Some(1.0), None, 0));
        assert_eq!(Curve::of([], 0.95), None);
        assert_eq!(Curve::of([at(-1.0, 1, 0)], 0.95), None);
        assert_eq!(Curve::of([at(f64::NAN, 1, 0)], 0.95), None);
    }

    #[test]
    fn entries_of_one_time_are_one_step_in_any_order() {
        let once = Curve::of([at(1.0, 2, 1), at(2.0, 1, 3)], 0.95);
        let split = Curve::of([at(2.0, 1, 0), at(1.0, 1, 1), at(2.0, 0, 3), at(1.0, 1, 0)], 0.95);
        assert_eq!(once, split);
    }
}
