//! Customers and revenue kept over a period, and what a customer is worth who stays with a known rate.

use super::real::pow;
use super::{Estimate, proportion};

/// Customers at the start and at the end of one period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Customers {
    /// Customers at the start, S.
    pub start: u64,
    /// Customers at the end, E, the new ones included.
    pub end: u64,
    /// Customers won within the period who are there at its end, N.
    pub new: u64,
}

impl Customers {
    /// R = (E − N)/S with Wilson's interval on S. `None` without customers at the start, or where the counts
    /// contradict one another: more new ones than there are at the end, more kept than there were.
    pub fn retention(&self, level: f64) -> Option<Estimate> {
        proportion::estimate(self.kept()?, self.start, level)
    }

    /// C = 1 − R: customers of the start who left, over S. Who came and left within the period is not in it.
    pub fn churn(&self, level: f64) -> Option<Estimate> {
        proportion::estimate(self.start - self.kept()?, self.start, level)
    }

    fn kept(&self) -> Option<u64> {
        self.end.checked_sub(self.new).filter(|kept| *kept <= self.start)
    }
}

/// Recurring revenue of the customers of the start of a period, in any currency.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Recurring {
    /// At the start.
    pub start: f64,
    /// Lost with customers who left.
    pub churned: f64,
    /// Lost with customers who stayed and pay less.
    pub contraction: f64,
    /// Won with customers who stayed and pay more.
    pub expansion: f64,
}

impl Recurring {
    /// GRR = (start − contraction − churn)/start: never above 1. `None` without revenue at the start.
    pub fn gross(&self) -> Option<f64> {
        (self.start > 0.0).then(|| (self.start - self.contraction - self.churned) / self.start)
    }

    /// NRR: the same with what was won among these customers.
    pub fn net(&self) -> Option<f64> {
        self.gross().map(|gross| gross + self.expansion / self.start)
    }
}

/// The share lost over `periods` periods that each lose `rate`: 1 − (1 − rate)^periods. 5 % a month is 45.96 % a year,
/// not 60 %.
pub fn compounded(rate: f64, periods: f64) -> f64 {
    1.0 - pow(1.0 - rate, periods)
}

/// The length of time a margin, a retention and a discount are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Every {
    /// A month.
    Month,
    /// Three months.
    Quarter,
    /// A year.
    Year,
}

/// A figure and the time it is about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Per {
    /// The figure.
    pub value: f64,
    /// Per month, quarter or year.
    pub every: Every,
}

/// When the first margin comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timing {
    /// At the end of the first period, if the customer is still there: m·r/(1 + i − r).
    AfterOnePeriod,
    /// At once: m·(1 + i)/(1 + i − r).
    AtOnce,
}

/// Why a lifetime value has no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoValue {
    /// A monthly rate beside a yearly one.
    MixedPeriods,
    /// Retention outside 0 to 1, a discount that is negative, or both such that margins never run out.
    OutOfRange,
}

/// Lifetime value of a customer with constant margin, retention and discount, before the cost of acquisition. Gupta
/// and Lehmann, *Journal of Interactive Marketing* 17(1), 2003.
///
/// # Errors
/// Where the three are not about the same length of time, or out of range.
pub fn lifetime_value(margin: Per, retention: Per, discount: Per, timing: Timing) -> Result<f64, NoValue> {
    if margin.every != retention.every || retention.every != discount.every {
        return Err(NoValue::MixedPeriods);
    }
    let (m, r, i) = (margin.value, retention.value, discount.value);
    if !(0.0..=1.0).contains(&r) || !m.is_finite() || !i.is_finite() || i < 0.0 || 1.0 + i - r <= 0.0 {
        return Err(NoValue::OutOfRange);
    }
    Ok(match timing {
        Timing::AfterOnePeriod => m * r / (1.0 + i - r),
        Timing::AtOnce => m * (1.0 + i) / (1.0 + i - r),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(given: f64, expected: f64, tolerance: f64) {
        assert!((given - expected).abs() <= tolerance, "{given} is not {expected}");
    }

    #[test]
    fn churn_and_retention_are_of_the_same_customers() {
        // 200 at the start, 190 at the end of whom 30 are new: 160 kept.
        let customers = Customers {
            start: 200,
            end: 190,
            new: 30,
        };
        let (kept, lost) = (customers.retention(0.95).unwrap(), customers.churn(0.95).unwrap());
        near(kept.value, 0.8, 1e-15);
        near(kept.value + lost.value, 1.0, 1e-15);
        near(kept.interval.unwrap().low, 1.0 - lost.interval.unwrap().high, 1e-12);
        assert_eq!(kept.n, 200);
    }

    #[test]
    fn counts_that_contradict_one_another() {
        for (start, end, new) in [(0, 5, 5), (10, 3, 4), (10, 15, 2)] {
            let customers = Customers { start, end, new };
            assert_eq!((customers.retention(0.95), customers.churn(0.95)), (None, None));
        }
    }

    #[test]
    fn five_percent_a_month_is_not_sixty_a_year() {
        near(compounded(0.05, 12.0), 0.459_639_912_337_363_34, 1e-15);
        near(compounded(0.0, 12.0), 0.0, 0.0);
        near(compounded(1.0, 12.0), 1.0, 0.0);
    }

    #[test]
    fn revenue_kept_with_and_without_what_was_won() {
        let recurring = Recurring {
            start: 100_000.0,
            churned: 8_000.0,
            contraction: 2_000.0,
            expansion: 15_000.0,
        };
        near(recurring.gross().unwrap(), 0.90, 1e-12);
        near(recurring.net().unwrap(), 1.05, 1e-12);
        let nothing = Recurring {
            start: 0.0,
            ..recurring
        };
        assert_eq!((nothing.gross(), nothing.net()), (None, None));
    }

    fn yearly(value: f64) -> Per {
        Per {
            value,
            every: Every::Year,
        }
    }

    #[test]
    fn a_lifetime_in_both_timings() {
        let value = |timing| lifetime_value(yearly(100.0), yearly(0.8), yearly(0.1), timing).unwrap();
        near(value(Timing::AfterOnePeriod), 800.0 / 3.0, 1e-10);
        near(value(Timing::AtOnce), 1100.0 / 3.0, 1e-10);
        near(value(Timing::AfterOnePeriod) / 100.0, 2.67, 0.005);
        // They differ by the one margin paid at once.
        near(value(Timing::AtOnce) - value(Timing::AfterOnePeriod), 100.0, 1e-9);
    }

    #[test]
    fn a_month_and_a_year_are_not_mixed() {
        let monthly = Per {
            value: 0.8,
            every: Every::Month,
        };
        assert_eq!(
            lifetime_value(yearly(100.0), monthly, yearly(0.1), Timing::AtOnce),
            Err(NoValue::MixedPeriods)
        );
    }

    #[test]
    fn rates_that_make_no_sense() {
        for (r, i) in [(1.2, 0.1), (-0.1, 0.1), (0.8, -0.1), (1.0, 0.0), (f64::NAN, 0.1)] {
            assert_eq!(
                lifetime_value(yearly(100.0), yearly(r), yearly(i), Timing::AtOnce),
                Err(NoValue::OutOfRange)
            );
        }
    }
}
