//! Weights that bring a sample to known shares of its population: post-stratification with one margin, raking with
//! several (French: *calage sur marges*), with caps on the factor where they are asked for.

/// A group of rows that every margin treats alike.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Sum of the weights its rows have before calibration: their number, where they have none.
    pub weight: f64,
    /// Its class in each margin; `None` where its rows do not say. What did not say keeps its share: it is taken to
    /// be spread over the classes as the population is.
    pub classes: Vec<Option<usize>>,
}

/// What calibration found.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibrated {
    /// The factor of each cell, in the order given; its weighted mean is 1.
    pub factors: Vec<f64>,
    /// How many times every margin was gone through.
    pub rounds: u32,
    /// How many cells stand at one of the caps.
    pub capped: usize,
    /// The class that is furthest from its share. Without caps every class has its share to 1e−10.
    pub furthest: Option<Class>,
}

/// A class of a margin, with the share it should have and the one it has.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Class {
    /// Place of the margin.
    pub margin: usize,
    /// Place of the class in the margin.
    pub class: usize,
    /// The share of the population, among those who say.
    pub wanted: f64,
    /// The share reached.
    pub reached: f64,
}

/// Why there are no factors.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Failure {
    /// A class that the population has and the sample has not.
    Empty(Class),
    /// The margins contradict one another in this sample: this class is still the furthest from its share.
    NotConverged(Class),
}

/// Going through the margins ends when every class is this close to its share, relative to it.
const CLOSE: f64 = 1e-13;
/// Close enough where rounding allows no closer.
const CLOSE_ENOUGH: f64 = 1e-10;
const MOST_ROUNDS: u32 = 1000;
/// How often factors are cut to their caps and the margins gone through again.
const MOST_CUTS: u32 = 200;

/// The factors that give each margin its shares: iterative proportional fitting from the weights the cells have.
/// `margins` holds the shares of each margin's classes in the population, which need not sum to 1; `caps` are the
/// lowest and highest factor, relative to their mean. Deming & Stephan, *Annals of Mathematical Statistics* 11, 1940.
///
/// With caps, fitting and cutting alternate until both hold. Where they cannot both hold, the caps do, and
/// [`Calibrated::furthest`] says how far a margin stayed from its shares.
pub fn calibrate(cells: &[Cell], margins: &[Vec<f64>], caps: Option<[f64; 2]>) -> Result<Calibrated, Failure> {
    let fitting = Fitting::new(cells, margins)?;
    let mut factors = vec![1.0; cells.len()];
    let mut rounds = fitting.fit(&mut factors)?;
    let mut capped = 0;
    if let Some(caps) = caps {
        for cut in 0..MOST_CUTS {
            let (moved, count) = fitting.cut(&mut factors, caps);
            capped = count;
            if moved <= CLOSE_ENOUGH || cut + 1 == MOST_CUTS {
                break;
            }
            rounds += fitting.fit(&mut factors)?;
        }
    }
    let furthest = fitting.furthest(&factors);
    Ok(Calibrated {
        factors,
        rounds,
        capped,
        furthest,
    })
}

/// Cells and margins, with the weight that each class has to reach.
struct Fitting<'c> {
    cells: &'c [Cell],
    /// Total weight.
    total: f64,
    /// By margin and class.
    wanted: Vec<Vec<f64>>,
    /// By margin: the weight of the cells that say.
    saying: Vec<f64>,
}

impl<'c> Fitting<'c> {
    fn new(cells: &'c [Cell], margins: &[Vec<f64>]) -> Result<Self, Failure> {
        let total: f64 = cells.iter().map(|cell| cell.weight).sum();
        let mut fitting = Fitting {
            cells,
            total,
            wanted: Vec::new(),
            saying: Vec::new(),
        };
        for (margin, shares) in margins.iter().enumerate() {
            let population: f64 = shares.iter().sum();
            let sums = fitting.sums(margin, shares.len(), &vec![1.0; cells.len()]);
            let saying: f64 = sums.iter().sum();
            for (class, share) in shares.iter().enumerate() {
                if *share > 0.0 && sums[class] <= 0.0 {
                    return Err(Failure::Empty(Class {
                        margin,
                        class,
                        wanted: share / population,
                        reached: 0.0,
                    }));
                }
            }
            fitting
                .wanted
                .push(shares.iter().map(|share| saying * share / population).collect());
            fitting.saying.push(saying);
        }
        Ok(fitting)
    }

    /// The weight of each class of a margin.
    fn sums(&self, margin: usize, classes: usize, factors: &[f64]) -> Vec<f64> {
        let mut sums = vec![0.0; classes];
        for (cell, factor) in self.cells.iter().zip(factors) {
            if let Some(class) = cell.classes[margin] {
                sums[class] += cell.weight * factor;
            }
        }
        sums
    }

    /// Scales to each margin in turn until all hold.
    fn fit(&self, factors: &mut [f64]) -> Result<u32, Failure> {
        let mut last = f64::INFINITY;
        for round in 1..=MOST_ROUNDS {
            let mut distance = 0.0_f64;
            for (margin, wanted) in self.wanted.iter().enumerate() {
                let sums = self.sums(margin, wanted.len(), factors);
                let silent_scale = self.silent_scale(margin, factors, &sums);
                let scales: Vec<f64> = wanted
                    .iter()
                    .zip(&sums)
                    .map(|(wanted, sum)| if *sum > 0.0 { wanted / sum } else { 1.0 })
                    .collect();
                for (cell, factor) in self.cells.iter().zip(factors.iter_mut()) {
                    let scale = cell.classes[margin].map_or(silent_scale, |class| scales[class]);
                    *factor *= scale;
                    distance = distance.max((scale - 1.0).abs());
                }
            }
            // Rounding may keep the distance from getting smaller than a few of the last digits.
            if distance <= CLOSE || (distance <= CLOSE_ENOUGH && distance >= last) {
                return Ok(round);
            }
            last = distance;
        }
        match self.furthest(factors) {
            Some(furthest) if last > CLOSE_ENOUGH => Err(Failure::NotConverged(furthest)),
            _ => Ok(MOST_ROUNDS),
        }
    }

    /// What brings the rows that do not say back to the share they had.
    fn silent_scale(&self, margin: usize, factors: &[f64], sums: &[f64]) -> f64 {
        let silent = self.total - self.saying[margin];
        let now: f64 = if sums.is_empty() || silent <= 0.0 {
            0.0
        } else {
            self.cells
                .iter()
                .zip(factors)
                .filter(|(cell, _)| cell.classes[margin].is_none())
                .map(|(cell, factor)| cell.weight * factor)
                .sum()
        };
        if now > 0.0 { silent / now } else { 1.0 }
    }

    /// Cuts factors to the caps; gives the largest relative move and how many stand at a cap.
    fn cut(&self, factors: &mut [f64], [low, high]: [f64; 2]) -> (f64, usize) {
        let (mut moved, mut count) = (0.0_f64, 0);
        for (cell, factor) in self.cells.iter().zip(factors) {
            let within = factor.clamp(low, high);
            if cell.weight > 0.0 && (within <= low || within >= high) {
                count += 1;
            }
            moved = moved.max((within / *factor - 1.0).abs());
            *factor = within;
        }
        (moved, count)
    }

    /// The class furthest from its share, in points.
    fn furthest(&self, factors: &[f64]) -> Option<Class> {
        let mut furthest: Option<Class> = None;
        for (margin, wanted) in self.wanted.iter().enumerate() {
            let sums = self.sums(margin, wanted.len(), factors);
            let (all_wanted, all): (f64, f64) = (wanted.iter().sum(), sums.iter().sum());
            for (class, (wanted, sum)) in wanted.iter().zip(&sums).enumerate() {
                let found = Class {
                    margin,
                    class,
                    wanted: wanted / all_wanted,
                    reached: sum / all,
                };
                let distance = |class: &Class| (class.reached - class.wanted).abs();
                if furthest.as_ref().is_none_or(|known| distance(&found) > distance(known)) {
                    furthest = Some(found);
                }
            }
        }
        furthest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(weight: f64, classes: &[usize]) -> Cell {
        Cell {
            weight,
            classes: classes.iter().copied().map(Some).collect(),
        }
    }

    /// [[30, 20], [10, 40]] by two margins of two classes.
    fn two_by_two() -> Vec<Cell> {
        vec![
            cell(30.0, &[0, 0]),
            cell(20.0, &[0, 1]),
            cell(10.0, &[1, 0]),
            cell(40.0, &[1, 1]),
        ]
    }

    fn weights(cells: &[Cell], found: &Calibrated) -> Vec<f64> {
        cells
            .iter()
            .zip(&found.factors)
            .map(|(cell, factor)| cell.weight * factor)
            .collect()
    }

    #[test]
    fn a_table_is_raked_to_halves_and_keeps_its_odds_ratio() {
        let cells = two_by_two();
        let found = calibrate(&cells, &[vec![50.0, 50.0], vec![1.0, 1.0]], None).unwrap();
        for (factor, expected) in found.factors.iter().zip([1.183_503, 0.724_745, 1.449_490, 0.887_628]) {
            assert!((factor - expected).abs() < 5e-7, "{factor} is not {expected}");
        }
        let raked = weights(&cells, &found);
        for (weight, expected) in raked.iter().zip([35.505_103, 14.494_897, 14.494_897, 35.505_103]) {
            assert!((weight - expected).abs() < 5e-7, "{weight} is not {expected}");
        }
        assert!((raked[0] * raked[3] / (raked[1] * raked[2]) - 6.0).abs() < 1e-10);
        let squares: f64 = raked
            .iter()
            .zip(&found.factors)
            .map(|(weight, factor)| weight * factor)
            .sum();
        assert!((100.0 * 100.0 / squares - 95.19).abs() < 5e-3);
        assert!(found.rounds > 2 && found.capped == 0);
    }

    /// One margin: share of the population over share of the sample, half and half over 80 young and 20 old: 0.5/0.8 and 0.5/0.2.
    #[test]
    fn one_margin_is_post_stratification() {
        let found = calibrate(&[cell(80.0, &[0]), cell(20.0, &[1])], &[vec![7.0, 7.0]], None).unwrap();
        assert!((found.factors[0] - 0.625).abs() < 1e-15 && (found.factors[1] - 2.5).abs() < 1e-15);
    }

    #[test]
    fn those_who_do_not_say_keep_their_share() {
        let mut cells = vec![cell(60.0, &[0]), cell(20.0, &[1])];
        cells.push(Cell {
            weight: 20.0,
            classes: vec![None],
        });
        let found = calibrate(&cells, &[vec![1.0, 1.0]], None).unwrap();
        // 80 of 100 say; each class gets half of them.
        for (weight, expected) in weights(&cells, &found).iter().zip([40.0, 40.0, 20.0]) {
            assert!((weight - expected).abs() < 1e-10, "{weight} is not {expected}");
        }
    }

    #[test]
    fn factors_keep_to_their_caps_and_the_margins_hold_where_they_can() {
        let cells = two_by_two();
        let free = calibrate(&cells, &[vec![50.0, 50.0], vec![50.0, 50.0]], None).unwrap();
        assert!(free.factors.iter().any(|factor| *factor > 1.4));
        let loose = calibrate(&cells, &[vec![50.0, 50.0], vec![50.0, 50.0]], Some([0.2, 5.0])).unwrap();
        assert_eq!((loose.capped, &loose.factors), (0, &free.factors));
        // [[40, 10], [20, 30]] to 60/40 and 50/50, with the factor that the rarest cell needs cut a little.
        let cells = vec![
            cell(40.0, &[0, 0]),
            cell(10.0, &[0, 1]),
            cell(20.0, &[1, 0]),
            cell(30.0, &[1, 1]),
        ];
        let margins = [vec![60.0, 40.0], vec![50.0, 50.0]];
        let free = calibrate(&cells, &margins, None).unwrap();
        let highest = free.factors.iter().copied().fold(0.0, f64::max);
        let caps = [0.2, highest - 0.05];
        let capped = calibrate(&cells, &margins, Some(caps)).unwrap();
        assert!(capped.factors.iter().all(|factor| (caps[0]..=caps[1]).contains(factor)));
        assert_eq!(capped.capped, 1);
        let furthest = capped.furthest.unwrap();
        assert!((furthest.reached - furthest.wanted).abs() < 1e-6, "{furthest:?}");
    }

    /// 90 and 10 to half and half needs a factor of 5; capped at 2 the rare class reaches 20 of 20 + 90·f.
    #[test]
    fn caps_that_forbid_the_margin_win_and_say_how_far_it_stays() {
        let cells = [cell(90.0, &[0]), cell(10.0, &[1])];
        let found = calibrate(&cells, &[vec![50.0, 50.0]], Some([0.5, 2.0])).unwrap();
        assert!(found.factors.iter().all(|factor| (0.5..=2.0).contains(factor)));
        let furthest = found.furthest.unwrap();
        assert!((furthest.reached - furthest.wanted).abs() > 0.15, "{furthest:?}");
    }

    #[test]
    fn a_class_without_anybody_is_told() {
        let failure = calibrate(&[cell(80.0, &[0]), cell(20.0, &[0])], &[vec![3.0, 1.0]], None).unwrap_err();
        assert_eq!(
            failure,
            Failure::Empty(Class {
                margin: 0,
                class: 1,
                wanted: 0.25,
                reached: 0.0
            })
        );
    }

    /// Nobody is of one class in both margins, so that no weights give them different shares.
    #[test]
    fn margins_that_contradict_one_another_are_told() {
        let cells = [cell(50.0, &[0, 0]), cell(50.0, &[1, 1])];
        let failure = calibrate(&cells, &[vec![0.5, 0.5], vec![0.8, 0.2]], None).unwrap_err();
        assert!(
            matches!(failure, Failure::NotConverged(Class { margin: 0, .. })),
            "{failure:?}"
        );
    }
}
