//! How often 95 % intervals hold the true value: `measure-coverage [SAMPLES] [SEED]` draws samples of known populations,
//! computes the interval of each as the indicators do, and prints the share of intervals that hold the truth.
//!
//! Prints a table in Markdown, and one of projections, of a tenth as many series. The same seed prints the same table.

#![expect(clippy::print_stdout, reason = "a program for the command line")]
#![expect(clippy::expect_used, reason = "a benchmark that cannot run fails")]

mod projection;

use fastrand::Rng;
use parcours::stats::net_share::Counts;
use parcours::stats::quantile::Ordered;
use parcours::stats::ratio::Sums;
use parcours::stats::{Interval, LEVEL, mean, net_share, normal, proportion, real};

/// How many answers a sample has.
const SIZES: [u64; 4] = [20, 50, 200, 1000];

/// An indicator with a population whose true value is known.
struct Case {
    name: &'static str,
    population: &'static str,
    truth: f64,
    /// The interval of a sample of n; `None` where so few answers have none.
    sample: fn(&mut Rng, u64) -> Option<Interval>,
}

fn main() {
    let mut arguments = std::env::args()
        .skip(1)
        .map(|argument| argument.parse().expect("a number"));
    let samples = arguments.next().unwrap_or(20_000);
    let seed = arguments.next().unwrap_or(20_261_031);
    println!(
        "{samples} samples each, seed {seed}; in brackets the standard error of such a share: {:.2}",
        { 100.0 * real::sqrt(0.95 * 0.05 / samples as f64) }
    );
    println!("\n| indicator | population | n = 20 | n = 50 | n = 200 | n = 1000 |\n|---|---|---|---|---|---|");
    for case in cases() {
        let shares: Vec<String> = SIZES.map(|n| covered(&case, n, samples, seed)).into();
        println!("| {} | {} | {} |", case.name, case.population, shares.join(" | "));
    }
    // A projection weighs thousands of drifts: fewer samples take as long.
    projection::print(samples / 10, seed);
}

/// The share of intervals that hold the truth, in percent; a dash where samples of this size have no interval.
fn covered(case: &Case, n: u64, samples: u64, seed: u64) -> String {
    // Each cell has a stream of its own, so that a case more or less changes no other.
    let mut rng = Rng::with_seed(seed ^ n.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let mut held = 0_u64;
    for _ in 0..samples {
        let Some(interval) = (case.sample)(&mut rng, n) else {
            return "–".to_owned();
        };
        // Shares are counts divided: the last digit must not decide.
        held += u64::from(interval.low <= case.truth + 1e-9 && case.truth <= interval.high + 1e-9);
    }
    format!("{:.1}", 100.0 * held as f64 / samples as f64)
}

fn cases() -> [Case; 11] {
    [
        Case {
            name: "nps",
            population: "45 % promoters, 25 % detractors",
            truth: 20.0,
            sample: |rng, n| net(rng, n, 0.45, 0.25),
        },
        Case {
            name: "nps",
            population: "80 % promoters, 5 % detractors",
            truth: 75.0,
            sample: |rng, n| net(rng, n, 0.80, 0.05),
        },
        Case {
            name: "csat",
            population: "75 % satisfied",
            truth: 0.75,
            sample: |rng, n| share(rng, n, 0.75),
        },
        Case {
            name: "csat",
            population: "92 % satisfied",
            truth: 0.92,
            sample: |rng, n| share(rng, n, 0.92),
        },
        Case {
            name: "ces",
            population: "1 to 7: 3, 5, 8, 14, 25, 28, 17 %",
            truth: 5.05,
            sample: effort,
        },
        Case {
            name: "churn",
            population: "8 % lost",
            truth: 0.08,
            sample: |rng, n| share(rng, n, 0.08),
        },
        Case {
            name: "retention",
            population: "85 % kept",
            truth: 0.85,
            sample: |rng, n| share(rng, n, 0.85),
        },
        Case {
            name: "conversion",
            population: "3 % convert",
            truth: 0.03,
            sample: |rng, n| share(rng, n, 0.03),
        },
        Case {
            name: "conversion",
            population: "20 % convert",
            truth: 0.20,
            sample: |rng, n| share(rng, n, 0.20),
        },
        Case {
            name: "a ratio of sums",
            population: "one or two orders each, amounts lognormal (σ = 0.8)",
            truth: 60.0 * real::exp(0.32),
            sample: basket,
        },
        Case {
            name: "response-time",
            population: "median of hours, exponential (mean 10)",
            truth: 10.0 * std::f64::consts::LN_2,
            sample: delay,
        },
    ]
}

fn net(rng: &mut Rng, n: u64, plus: f64, minus: f64) -> Option<Interval> {
    let mut counts = Counts::default();
    for _ in 0..n {
        let drawn = rng.f64();
        if drawn < plus {
            counts.plus += 1;
        } else if drawn < plus + minus {
            counts.minus += 1;
        } else {
            counts.neither += 1;
        }
    }
    net_share::estimate(&counts, LEVEL)?.interval
}

fn share(rng: &mut Rng, n: u64, p: f64) -> Option<Interval> {
    let count = (0..n).filter(|_| rng.f64() < p).count() as u64;
    proportion::estimate(count, n, LEVEL)?.interval
}

fn effort(rng: &mut Rng, n: u64) -> Option<Interval> {
    let mut counts = [0_u64; 7];
    for _ in 0..n {
        let drawn = rng.f64();
        let place = [0.03, 0.08, 0.16, 0.30, 0.55, 0.83].partition_point(|upto| *upto <= drawn);
        counts[place] += 1;
    }
    let groups = counts.into_iter().enumerate();
    mean::estimate(groups.map(|(place, count)| (place as f64 + 1.0, count)), LEVEL)?.interval
}

/// Rows are customers: how many orders, and what they spent.
fn basket(rng: &mut Rng, n: u64) -> Option<Interval> {
    let rows: Vec<(f64, f64)> = (0..n)
        .map(|_| {
            let orders = u32::from(rng.f64() < 0.3) + 1;
            let spent = (0..orders)
                .map(|_| 60.0 * real::exp(0.8 * normal::quantile(open(rng))))
                .sum();
            (f64::from(orders), spent)
        })
        .collect();
    Sums::of(rows).estimate(LEVEL)?.interval
}

fn delay(rng: &mut Rng, n: u64) -> Option<Interval> {
    let hours = (0..n).map(|_| (-10.0 * real::ln(open(rng)), 1));
    Ordered::of(hours.collect::<Vec<_>>())?.estimate(0.5, LEVEL).interval
}

/// A number between 0 and 1, without either.
fn open(rng: &mut Rng) -> f64 {
    loop {
        let drawn = rng.f64();
        if drawn > 0.0 {
            return drawn;
        }
    }
}
