//! Weights to known shares of the population: from the calibration cells of a survey to the factor of each, what the
//! report says of them, and the counts by cell folded into weighted ones.

use std::collections::BTreeMap;

use super::calibrator::{CALIBRATION, Factors, by_period, dimensions};
use super::raw::{CalibrationCell, RawCalibration, RawSurvey, Set, Values, merge_values};
use super::{CalibrationFacts, ClassFacts, DimensionFacts, MarginFacts, WeightFacts};
use crate::diagnostics::{Place, Problem, Problems, Severity};
use crate::language::{Lang, Text, number, quote};
use crate::manifest::Located;
use crate::project::{Margin, Survey, Weights};
use crate::stats::calibration::{Calibrated, Cell, Class, Failure, calibrate};
use crate::stats::{ExactSum, Group, weighted};

/// A value of a margin with fewer answers than this deserves a word before it is weighted up.
const FEW: u64 = 30;
/// Margins that caps keep further from their shares than this, 0 to 1, are told.
const NEAR: f64 = 0.0005;
/// How many values a problem names.
const NAMED: usize = 10;

/// The factors of a survey's calibration cells, and what the report says of its weights.
pub(super) struct Done {
    pub(super) factors: Factors,
    pub(super) facts: Option<WeightFacts>,
}

/// Finds the factors. What stands in their way goes to `problems`. No class of fewer rows than `minimum` is told by its
/// number, nor in the facts.
pub(super) fn run(
    survey: &Survey,
    weights: &Weights,
    raw: &RawCalibration,
    known: &[DimensionFacts],
    minimum: u64,
    problems: &mut Problems,
) -> Done {
    let keys = dimensions(survey);
    let task = Task {
        weights,
        margins: weights
            .margins
            .iter()
            .map(|margin| Classes::new(margin, &keys))
            .collect(),
        known,
        minimum,
    };
    // Rows without a period are in no period that could be weighted: they stay as they are.
    let by_period = by_period(survey);
    let mut groups: BTreeMap<&str, Vec<(&Set, &CalibrationCell)>> = BTreeMap::new();
    for (key, cell) in &raw.cells {
        let period = if by_period { key[0].as_str() } else { "" };
        if !by_period || !period.is_empty() {
            groups.entry(period).or_default().push((key, cell));
        }
    }
    let before = problems.len();
    task.unknown(raw, problems);
    task.empty_and_small(&groups, problems);
    let mut done = Done {
        factors: Factors::new(),
        facts: None,
    };
    if problems
        .iter()
        .skip(before)
        .any(|problem| problem.severity == Severity::Error)
    {
        return done;
    }
    let mut found: Vec<(Calibrated, &[(&Set, &CalibrationCell)])> = Vec::new();
    for (period, cells) in &groups {
        match task.calibrate(cells) {
            Ok(calibrated) => {
                let factors = calibrated.factors.iter();
                done.factors.extend(
                    cells
                        .iter()
                        .zip(factors)
                        .map(|((key, _), factor)| ((*key).clone(), *factor)),
                );
                problems.extend(task.capped(period, &calibrated));
                found.push((calibrated, cells));
            }
            Err(failure) => problems.push(task.failed(period, &failure)),
        }
    }
    done.facts = task.facts(raw, &done.factors, &found, by_period);
    done
}

/// Puts the weights that the factors give in the place of counts by calibration cell.
pub(super) fn fold(raw: &mut RawSurvey, factors: &Factors) {
    for question in raw.questions.values_mut() {
        for (mut by, atoms) in std::mem::take(&mut question.tables) {
            if by.last().is_none_or(|last| last != CALIBRATION) {
                question.tables.insert(by, atoms);
                continue;
            }
            by.pop();
            let mut folded: BTreeMap<_, Values> = BTreeMap::new();
            for (mut atom, values) in atoms {
                let key = atom.pop().unwrap_or_default();
                let factor = factors.get(&key).copied().unwrap_or(1.0);
                let scaled = values.iter().map(|(value, sums)| (*value, sums.scaled(factor)));
                merge_values(folded.entry(atom).or_default(), &scaled.collect());
            }
            if by.is_empty() {
                question.total = folded.into_values().next().unwrap_or_default();
            } else {
                question.tables.insert(by, folded);
            }
        }
    }
}

/// The classes of a margin, and where their dimensions stand in the key of a calibration cell.
struct Classes<'p> {
    margin: &'p Located<Margin>,
    places: Vec<usize>,
    rows: Vec<(Vec<&'p str>, f64)>,
}

impl<'p> Classes<'p> {
    fn new(margin: &'p Located<Margin>, keys: &[String]) -> Self {
        let place = |id: &Located<String>| keys.iter().position(|key| *key == id.value);
        Classes {
            margin,
            places: margin.by.iter().filter_map(place).collect(),
            rows: margin.rows().collect(),
        }
    }

    fn ids<'k>(&self, key: &'k Set) -> Vec<&'k str> {
        self.places.iter().map(|place| key[*place].as_str()).collect()
    }

    /// The class of a cell; `None` where its rows do not say, or say what the margin does not know.
    fn class(&self, key: &Set) -> Option<usize> {
        let ids = self.ids(key);
        self.rows.iter().position(|(known, _)| *known == ids)
    }

    fn shares(&self) -> Vec<f64> {
        self.rows.iter().map(|(_, share)| *share).collect()
    }
}

/// What the steps of one calibration share.
struct Task<'p> {
    weights: &'p Weights,
    margins: Vec<Classes<'p>>,
    known: &'p [DimensionFacts],
    minimum: u64,
}

impl Task<'_> {
    fn calibrate(&self, cells: &[(&Set, &CalibrationCell)]) -> Result<Calibrated, Failure> {
        let cell = |(key, cell): &(&Set, &CalibrationCell)| Cell {
            weight: weight(cell),
            classes: self.margins.iter().map(|margin| margin.class(key)).collect(),
        };
        let cells: Vec<Cell> = cells.iter().map(cell).collect();
        let shares: Vec<Vec<f64>> = self.margins.iter().map(Classes::shares).collect();
        calibrate(&cells, &shares, self.weights.caps.as_ref().map(|caps| caps.value))
    }

    /// What pages call a value of a margin.
    fn label(&self, margin: &Classes<'_>, ids: &[&str], lang: Lang) -> String {
        let labels: Vec<String> = margin
            .margin
            .by
            .iter()
            .zip(ids)
            .map(|(dimension, id)| self.value(dimension, id).get(lang).to_owned())
            .collect();
        quote(lang, &labels.join(" × "))
    }

    fn value(&self, dimension: &str, id: &str) -> Text {
        self.known
            .iter()
            .find(|facts| facts.id == dimension)
            .and_then(|facts| facts.values.iter().find(|value| value.id == id))
            .map_or_else(|| Text::same(id), |value| value.label.clone())
    }

    /// ` (octobre 2026)`; empty where periods are not told apart.
    fn period(&self, period: &str, lang: Lang) -> String {
        if period.is_empty() {
            String::new()
        } else {
            format!(" ({})", self.value("period", period).get(lang))
        }
    }

    /// Rows whose value no margin knows: nobody can say how many people they stand for.
    fn unknown(&self, raw: &RawCalibration, problems: &mut Problems) {
        for margin in &self.margins {
            let mut values: BTreeMap<Vec<&str>, u64> = BTreeMap::new();
            for (key, cell) in &raw.cells {
                let ids = margin.ids(key);
                if ids.iter().all(|id| !id.is_empty()) && margin.class(key).is_none() {
                    *values.entry(ids).or_default() += cell.sums.n;
                }
            }
            if values.is_empty() {
                continue;
            }
            let list = |lang: Lang| {
                named(
                    values
                        .iter()
                        .map(|(ids, n)| format!("{} ({})", self.label(margin, ids, lang), self.count(*n, lang))),
                )
            };
            let by = by(margin.margin);
            problems.push(
                Problem::error(
                    "data/unknown-margin-value",
                    Text::prose(
                        format!(
                            "answers with a value that the margin of {by} does not hold: {}",
                            list(Lang::En)
                        ),
                        format!(
                            "des réponses ont une valeur que la marge {by} ne contient pas : {}",
                            list(Lang::Fr)
                        ),
                    ),
                )
                .why(Text::prose(
                    "Nobody can say how many people of the population they stand for.",
                    "On ne sait pas combien de personnes de la population elles représentent.",
                ))
                .help(Text::prose(
                    "Add the value to `population`, map it to another with `values:` of the dimension, or declare it \
                     under `not-an-answer:` there: such answers keep the share they have.",
                    "Ajoutez la valeur à `population`, rattachez-la à une autre avec `values:` de la dimension, ou \
                     déclarez-la dans `not-an-answer:` : ces réponses gardent alors la part qu'elles ont.",
                ))
                .at(margin.margin.place()),
            );
        }
    }

    fn count(&self, n: u64, lang: Lang) -> String {
        if n > 0 && n < self.minimum {
            format!("n < {}", self.minimum)
        } else {
            number::n(lang, n)
        }
    }

    /// Classes without anybody, which no weight can stand for, and classes that rest on few.
    fn empty_and_small(&self, groups: &BTreeMap<&str, Vec<(&Set, &CalibrationCell)>>, problems: &mut Problems) {
        for margin in &self.margins {
            let population: f64 = margin.shares().iter().sum();
            let mut small: Vec<(usize, &str, u64)> = Vec::new();
            for (class, (ids, share)) in margin.rows.iter().enumerate() {
                let mut empty: Vec<&str> = Vec::new();
                for (period, cells) in groups {
                    let inside = cells.iter().filter(|(key, _)| margin.class(key) == Some(class));
                    let (n, weight) =
                        inside.fold((0, 0.0), |(n, sum), (_, cell)| (n + cell.sums.n, sum + weight(cell)));
                    if weight <= 0.0 {
                        empty.push(period);
                    } else if n < FEW {
                        small.push((class, period, n));
                    }
                }
                if !empty.is_empty() {
                    problems.push(self.empty(margin, class, ids, share / population, &empty));
                }
            }
            let (too_small, small): (Vec<_>, Vec<_>) = small.into_iter().partition(|(_, _, n)| *n < self.minimum);
            if !too_small.is_empty() {
                problems.push(self.too_small(margin, &too_small));
            }
            if !small.is_empty() {
                problems.push(self.small(margin, &small));
            }
        }
    }

    fn empty(&self, margin: &Classes<'_>, class: usize, ids: &[&str], share: f64, periods: &[&str]) -> Problem {
        let met = |lang| {
            let dimension = margin.margin.by.first().map_or("", |id| id.value.as_str());
            let values = self.known.iter().find(|facts| facts.id == dimension);
            named(
                values
                    .into_iter()
                    .flat_map(|facts| &facts.values)
                    .map(|value| quote(lang, &value.id)),
            )
        };
        let periods = |lang| -> String { periods.iter().map(|period| self.period(period, lang)).collect() };
        let place = margin
            .margin
            .population
            .get(class)
            .map_or_else(|| margin.margin.place(), Located::place);
        Problem::error(
            "data/empty-margin-cell",
            Text::prose(
                format!(
                    "{} is {} of the population, and nobody answered: n = 0{}",
                    self.label(margin, ids, Lang::En),
                    number::percent(Lang::En, share, 1),
                    periods(Lang::En)
                ),
                format!(
                    "{} représente {} de la population, et personne n'a répondu : n = 0{}",
                    self.label(margin, ids, Lang::Fr),
                    number::percent(Lang::Fr, share, 1),
                    periods(Lang::Fr)
                ),
            ),
        )
        .why(Text::prose(
            "No weight lets others speak for people of whom there is none.",
            "Aucun poids ne fait parler d'autres personnes à la place de celles qui manquent.",
        ))
        .help(Text::prose(
            format!(
                "Join it with a neighbour: give both one id with `values:` of the dimension and add up their shares. If \
                 it is only written otherwise, these are the values met: {}.",
                met(Lang::En)
            ),
            format!(
                "Réunissez-la avec une voisine : donnez-leur un même identifiant avec `values:` de la dimension et \
                 additionnez leurs parts. Si elle est seulement écrite autrement, voici les valeurs rencontrées : {}.",
                met(Lang::Fr)
            ),
        ))
        .at(place)
    }

    fn small(&self, margin: &Classes<'_>, small: &[(usize, &str, u64)]) -> Problem {
        let list = |lang| {
            named(small.iter().map(|(class, period, n)| {
                let label = self.label(margin, &margin.rows[*class].0, lang);
                format!("{label}{} {}", self.period(period, lang), self.count(*n, lang))
            }))
        };
        let by = by(margin.margin);
        Problem::warning(
            "data/small-margin-cell",
            Text::prose(
                format!(
                    "values of the margin of {by} rest on fewer than {FEW} answers: {}",
                    list(Lang::En)
                ),
                format!(
                    "des valeurs de la marge {by} reposent sur moins de {FEW} réponses : {}",
                    list(Lang::Fr)
                ),
            ),
        )
        .why(Text::prose(
            "A few answers then speak for a whole part of the population, and their chance weighs as much.",
            "Quelques réponses parlent alors pour toute une partie de la population, et leur hasard pèse d'autant.",
        ))
        .help(Text::prose(
            "Join values with `values:` of the dimension, or set `caps:`.",
            "Réunissez des valeurs avec `values:` de la dimension, ou fixez `caps:`.",
        ))
        .at(margin.margin.place())
    }

    /// Classes of fewer people than a figure may rest on.
    fn too_small(&self, margin: &Classes<'_>, small: &[(usize, &str, u64)]) -> Problem {
        let list = |lang| {
            named(small.iter().map(|(class, period, _)| {
                let label = self.label(margin, &margin.rows[*class].0, lang);
                format!("{label}{}", self.period(period, lang))
            }))
        };
        let (by, minimum) = (by(margin.margin), self.minimum);
        Problem::error(
            "data/too-small-margin-cell",
            Text::prose(
                format!("values of the margin of {by} have fewer than {minimum} answers: {}", list(Lang::En)),
                format!("des valeurs de la marge {by} ont moins de {minimum} réponses : {}", list(Lang::Fr)),
            ),
        )
        .why(Text::prose(
            "What so few people answered may not be shown, and figures with and without weights side by side would let \
             it be computed.",
            "Ce qu'ont répondu si peu de personnes n'est pas diffusable, et des chiffres avec et sans redressement, côte à \
             côte, permettraient de le calculer.",
        ))
        .help(Text::prose(
            "Join each with a neighbour: give both one id with `values:` of the dimension and add up their shares.",
            "Réunissez chacune avec une voisine : donnez-leur un même identifiant avec `values:` de la dimension et \
             additionnez leurs parts.",
        ))
        .at(margin.margin.place())
    }

    /// A class in words, with the share it should have and the one it has.
    fn class(&self, class: &Class, lang: Lang) -> (String, String, String) {
        let margin = &self.margins[class.margin];
        let share = |share| number::percent(lang, share, 1);
        (
            self.label(margin, &margin.rows[class.class].0, lang),
            share(class.wanted),
            share(class.reached),
        )
    }

    fn failed(&self, period: &str, failure: &Failure) -> Problem {
        let (Failure::Empty(class) | Failure::NotConverged(class)) = failure;
        let what = |lang: Lang| {
            let (label, wanted, reached) = self.class(class, lang);
            let period = self.period(period, lang);
            match lang {
                Lang::En => {
                    format!("the margins cannot all hold{period}: {label} stays at {reached} instead of {wanted}")
                }
                Lang::Fr => {
                    format!(
                        "les marges ne peuvent pas toutes être tenues{period} : {label} reste à {reached} au lieu de {wanted}"
                    )
                }
            }
        };
        Problem::error(
            "data/weights-not-converged",
            Text::prose(what(Lang::En), what(Lang::Fr)),
        )
        .why(Text::prose(
            "Raking scales to each margin in turn; here one undoes what another did, because too few answers \
                 combine their values.",
            "Le calage ajuste chaque marge à tour de rôle ; ici, l'une défait ce que fait l'autre, faute de réponses \
                 qui combinent leurs valeurs.",
        ))
        .help(Text::prose(
            "Check that the margins speak of the same population, use fewer of them, or join values.",
            "Vérifiez que les marges parlent de la même population, gardez-en moins, ou réunissez des valeurs.",
        ))
        .at(self.margins[class.margin].margin.place())
    }

    fn capped(&self, period: &str, found: &Calibrated) -> Option<Problem> {
        let furthest = found
            .furthest
            .filter(|class| (class.reached - class.wanted).abs() > NEAR)?;
        let what = |lang: Lang| {
            let (label, wanted, reached) = self.class(&furthest, lang);
            let period = self.period(period, lang);
            match lang {
                Lang::En => format!("the caps keep {label} at {reached} instead of {wanted}{period}"),
                Lang::Fr => format!("les plafonds maintiennent {label} à {reached} au lieu de {wanted}{period}"),
            }
        };
        let caps: Option<Place> = self.weights.caps.as_ref().map(Located::place);
        let problem = Problem::warning("data/weights-capped", Text::prose(what(Lang::En), what(Lang::Fr)))
            .why(Text::prose(
                "No answer may count more, or less, than the caps allow, and that is not enough to meet the margins.",
                "Aucune réponse ne peut compter plus, ou moins, que les plafonds ne le permettent, et cela ne suffit \
                 pas à tenir les marges.",
            ))
            .help(Text::prose(
                "Widen the caps, join small values, or leave it: the report says how far the margin stays.",
                "Élargissez les plafonds, réunissez de petites valeurs, ou laissez ainsi : le rapport dit l'écart qui \
                 reste.",
            ));
        Some(problem.at(caps.unwrap_or_else(|| self.margins[furthest.margin].margin.place())))
    }

    fn facts(
        &self,
        raw: &RawCalibration,
        factors: &Factors,
        found: &[(Calibrated, &[(&Set, &CalibrationCell)])],
        by_period: bool,
    ) -> Option<WeightFacts> {
        let (mut sum, mut squared) = (ExactSum::new(), ExactSum::new());
        let mut range = [f64::INFINITY, f64::NEG_INFINITY];
        let mut n = 0;
        for (key, cell) in &raw.cells {
            let factor = factors.get(key).copied().unwrap_or(1.0);
            let scaled = cell.sums.scaled(factor);
            let (weight, square) = *scaled.weights?;
            sum.merge(&weight);
            squared.merge(&square);
            range = [
                range[0].min(factor * cell.range[0]),
                range[1].max(factor * cell.range[1]),
            ];
            n += cell.sums.n;
        }
        if n < self.minimum.max(1) {
            return None;
        }
        let totals = weighted::Totals::of(&[Group {
            value: 0.0,
            n,
            w: sum.value(),
            w2: squared.value(),
        }])?;
        let caps = self.weights.caps.as_ref().map(|caps| caps.value);
        let at_cap = |factor: f64| caps.is_some_and(|[low, high]| factor <= low || factor >= high);
        let capped: u64 = found
            .iter()
            .flat_map(|(calibrated, cells)| cells.iter().zip(&calibrated.factors))
            .filter(|(_, factor)| at_cap(**factor))
            .map(|((_, cell), _)| cell.sums.n)
            .sum();
        let distance = found
            .iter()
            .filter_map(|(calibrated, _)| calibrated.furthest)
            .map(|class| (class.reached - class.wanted).abs())
            .fold(0.0, f64::max);
        Some(WeightFacts {
            n,
            n_effective: totals.n_effective(),
            design_effect: totals.deff(),
            smallest: range[0],
            largest: range[1],
            calibration: Some(CalibrationFacts {
                source: self.weights.source.clone(),
                date: self.weights.date,
                margins: self
                    .margins
                    .iter()
                    .map(|margin| self.margin_facts(margin, raw))
                    .collect(),
                by_period,
                caps,
                capped: capped as f64 / n as f64,
                rounds: found.iter().map(|(calibrated, _)| calibrated.rounds).max().unwrap_or(0),
                distance,
            }),
        })
    }

    fn margin_facts(&self, margin: &Classes<'_>, raw: &RawCalibration) -> MarginFacts {
        let mut sizes = vec![0_u64; margin.rows.len()];
        for (key, cell) in &raw.cells {
            if let Some(class) = margin.class(key) {
                sizes[class] += cell.sums.n;
            }
        }
        let all: u64 = sizes.iter().sum();
        let population: f64 = margin.shares().iter().sum();
        MarginFacts {
            by: margin.margin.by.iter().map(|id| id.value.clone()).collect(),
            titles: margin
                .margin
                .by
                .iter()
                .map(|id| {
                    let facts = self.known.iter().find(|facts| facts.id == id.value);
                    facts.map_or_else(|| Text::same(id.as_str()), |facts| facts.title.clone())
                })
                .collect(),
            classes: margin
                .rows
                .iter()
                .zip(sizes)
                .map(|((ids, share), n)| ClassFacts {
                    labels: margin
                        .margin
                        .by
                        .iter()
                        .zip(ids)
                        .map(|(by, id)| self.value(by, id))
                        .collect(),
                    population: share / population,
                    sample: Some(n as f64 / all as f64),
                })
                .collect(),
        }
    }
}

/// The weight of a cell's rows before calibration.
fn weight(cell: &CalibrationCell) -> f64 {
    match cell.sums.weights.as_deref() {
        Some((weight, _)) => weight.value(),
        None => cell.sums.n as f64,
    }
}

/// The dimensions of a margin as its author wrote them.
fn by(margin: &Margin) -> String {
    let ids: Vec<String> = margin.by.iter().map(|id| format!("`{}`", id.value)).collect();
    ids.join(" × ")
}

/// The first of a list, with a sign where there are more.
fn named(items: impl Iterator<Item = String>) -> String {
    let mut items: Vec<String> = items.take(NAMED + 1).collect();
    if items.len() > NAMED {
        items.truncate(NAMED);
        items.push("…".to_owned());
    }
    items.join(", ")
}
