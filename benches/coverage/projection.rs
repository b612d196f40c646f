//! How often the intervals of projections hold the next figure and the next true level, of series whose level is known.

use fastrand::Rng;
use parcours::stats::projection::project;
use parcours::stats::structural::Measured;
use parcours::stats::{LEVEL, normal, proportion, real};

use super::open;

/// How many periods a series has.
const LENGTHS: [usize; 3] = [8, 12, 24];

/// How a true level moves and is measured.
struct Series {
    name: &'static str,
    /// The true levels and what was measured of them, of one period more than is asked for.
    draw: fn(&mut Rng, usize) -> Vec<(f64, Measured)>,
}

/// Prints the table.
pub(super) fn print(samples: u64, seed: u64) {
    println!("\n| the true level | 8 periods | 12 periods | 24 periods |\n|---|---|---|---|");
    for series in all() {
        let shares: Vec<String> = LENGTHS.map(|n| held(&series, n, samples, seed)).into();
        println!("| {} | {} |", series.name, shares.join(" | "));
    }
}

/// Of a hundred next figures and next levels, how many lay in their intervals.
fn held(series: &Series, n: usize, samples: u64, seed: u64) -> String {
    let mut rng = Rng::with_seed(seed ^ (n as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let (mut figures, mut levels, mut projected) = (0_u64, 0_u64, 0_u64);
    for _ in 0..samples {
        let mut drawn = (series.draw)(&mut rng, n + 1);
        let Some((level, figure)) = drawn.pop() else { continue };
        let known: Vec<Option<Measured>> = drawn.into_iter().map(|(_, figure)| Some(figure)).collect();
        let Some(ahead) = project(&known, 1).ok().and_then(|found| found.ahead.first().copied()) else {
            continue;
        };
        projected += 1;
        figures += u64::from((ahead.measured.low..=ahead.measured.high).contains(&figure.value));
        levels += u64::from((ahead.level.low..=ahead.level.high).contains(&level));
    }
    let percent = |held: u64| 100.0 * held as f64 / projected as f64;
    format!("{:.1} / {:.1}", percent(figures), percent(levels))
}

fn all() -> [Series; 7] {
    [
        Series {
            name: "stands still",
            draw: |rng, n| walk(rng, n, 0.0, 0.0),
        },
        Series {
            name: "drifts by ¼ sampling error a period",
            draw: |rng, n| walk(rng, n, 0.25, 0.0),
        },
        Series {
            name: "drifts by ½",
            draw: |rng, n| walk(rng, n, 0.5, 0.0),
        },
        Series {
            name: "drifts by 1",
            draw: |rng, n| walk(rng, n, 1.0, 0.0),
        },
        Series {
            name: "drifts by 4",
            draw: |rng, n| walk(rng, n, 4.0, 0.0),
        },
        Series {
            name: "drifts by ½, with a damped trend (slope 1, φ = 0.9)",
            draw: |rng, n| walk(rng, n, 0.5, 1.0),
        },
        Series {
            name: "a share of 200 answers around 85 %, log-odds drifting by 0.1",
            draw: share,
        },
    ]
}

fn gauss(rng: &mut Rng) -> f64 {
    normal::quantile(open(rng))
}

/// A level that drifts, measured with a standard error of 1.
fn walk(rng: &mut Rng, n: usize, drift: f64, slope: f64) -> Vec<(f64, Measured)> {
    const PHI: f64 = 0.9;
    let (mut level, mut rise) = (0.0, slope * gauss(rng));
    (0..n)
        .map(|_| {
            level += PHI * rise + drift * gauss(rng);
            rise = PHI * rise + slope * real::sqrt(1.0 - PHI * PHI) * gauss(rng);
            let value = level + gauss(rng);
            (level, Measured { value, variance: 1.0 })
        })
        .collect()
}

/// Sampled as answers are, with the sampling error that the printed interval implies.
fn share(rng: &mut Rng, n: usize) -> Vec<(f64, Measured)> {
    const ANSWERS: u64 = 200;
    let mut odds = real::ln(0.85 / 0.15);
    (0..n)
        .filter_map(|_| {
            odds += 0.1 * gauss(rng);
            let p = 1.0 / (1.0 + real::exp(-odds));
            let count = (0..ANSWERS).filter(|_| rng.f64() < p).count() as u64;
            let interval = proportion::estimate(count, ANSWERS, LEVEL)?.interval?;
            let error = (interval.high - interval.low) / 2.0 / normal::Z_95;
            let value = count as f64 / ANSWERS as f64;
            Some((
                p,
                Measured {
                    value,
                    variance: error * error,
                },
            ))
        })
        .collect()
}
