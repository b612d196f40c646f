//! People who answered in two waves: how many there are, and how their two answers go together. Sums and answers of
//! theirs stay here; only numbers of people and correlations leave.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::plan::SurveyPlan;
use super::respondent::RawRespondents;
use super::{Protected, QuestionEvidence};
use crate::project::Project;
use crate::stats::overlap::Overlap;
use crate::stats::real::sqrt;

/// People who answered a question in two periods.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Repeated {
    /// The earlier and the later period.
    pub periods: [String; 2],
    /// The persona they belonged to both times; everyone where left out.
    pub persona: Option<String>,
    /// How many they are, unweighted; of a very large file estimated from the ids that were remembered.
    pub n: u64,
    /// Correlation of their answers by the ranges that are counted, as in [`super::QuestionPlan::partings`].
    pub correlations: Vec<(Vec<[i32; 2]>, f64)>,
}

impl Repeated {
    /// What a test of the change needs, of answers counted in these ranges.
    pub fn overlap(&self, parting: &[[i32; 2]]) -> Option<Overlap> {
        let found = self.correlations.iter().find(|(own, _)| own == parting)?;
        Some(Overlap {
            n: self.n,
            correlation: found.1,
        })
    }
}

/// Says of every question who answered it in two periods whose change is shown: periods that follow one another, and
/// those between which an action is measured. Both cells must be shown, and `minimum` people in both.
pub(super) fn repeated(
    project: &Project,
    plan: &SurveyPlan,
    respondents: &RawRespondents,
    periods: &[&str],
    minimum: u64,
    questions: &mut [QuestionEvidence],
) {
    if !respondents.is_panel() {
        return;
    }
    let panel = Panel::new(respondents);
    let measured = project.actions.iter().filter_map(|action| action.measure.as_ref());
    let measured = measured.map(|measure| (measure.before.as_str(), measure.after.as_str()));
    let following = periods.windows(2).map(|pair| (pair[0], pair[1]));
    let wanted: BTreeSet<(&str, &str)> = following.chain(measured).collect();
    let personas = project.personas.iter().map(|persona| Some(persona.id.as_str()));
    let personas: Vec<Option<&str>> = std::iter::once(None).chain(personas).collect();
    for (from, to) in wanted {
        let pairs = panel.pairs(from, to);
        if pairs.rows.is_empty() {
            continue;
        }
        for question in &mut *questions {
            let Some(planned) = plan
                .questions
                .iter()
                .find(|planned| planned.question == question.question)
            else {
                continue;
            };
            // A mean tells every answer apart, whatever share stands beside it.
            let mut partings: BTreeSet<Vec<[i32; 2]>> = planned.partings.iter().cloned().collect();
            partings.insert(Vec::new());
            let partings: Vec<Vec<[i32; 2]>> = partings.into_iter().collect();
            for persona in &personas {
                let is_shown = |period: &str| {
                    let cell = match persona {
                        None => question.cell(&["period"], &[period]),
                        Some(persona) => question.cell(&["persona", "period"], &[persona, period]),
                    };
                    cell.and_then(Protected::shown).is_some()
                };
                if !is_shown(from) || !is_shown(to) {
                    continue;
                }
                let Some((n, correlations)) = pairs.overlap(&question.question, *persona, &partings, minimum) else {
                    continue;
                };
                question.repeated.push(Repeated {
                    periods: [from.to_owned(), to.to_owned()],
                    persona: persona.map(str::to_owned),
                    n,
                    correlations: partings.iter().cloned().zip(correlations).collect(),
                });
            }
        }
    }
}

/// The rows of everybody who has several.
pub(super) struct Panel<'r> {
    of: &'r RawRespondents,
    several: Vec<Vec<usize>>,
}

impl<'r> Panel<'r> {
    pub(super) fn new(of: &'r RawRespondents) -> Self {
        Panel {
            of,
            several: of.several(),
        }
    }

    /// Those who answered in both of two periods, once in each.
    pub(super) fn pairs(&self, from: &str, to: &str) -> Pairs<'r> {
        let of = self.of;
        let one = |rows: &[usize], period: &str| {
            let mut own = rows.iter().filter(|row| of.period(**row) == Some(period));
            own.next().copied().filter(|_| own.next().is_none())
        };
        let found = self
            .several
            .iter()
            .filter_map(|rows| Some([one(rows, from)?, one(rows, to)?]));
        Pairs {
            of,
            rows: found.collect(),
        }
    }
}

/// The rows of people who answered in two periods, the earlier first.
pub(super) struct Pairs<'r> {
    of: &'r RawRespondents,
    rows: Vec<[usize; 2]>,
}

impl Pairs<'_> {
    /// How many people answered a question both times, and how their answers go together for each way of counting
    /// them; `None` where fewer than `minimum` did, or where for one of the two times nothing varies. In `persona`
    /// both times, where one is given.
    pub(super) fn overlap(
        &self,
        question: &str,
        persona: Option<&str>,
        partings: &[Vec<[i32; 2]>],
        minimum: u64,
    ) -> Option<(u64, Vec<f64>)> {
        let own = self.of;
        let answer = own.answers(question)?;
        let is_in = |row: usize| persona.is_none_or(|persona| own.is_in(row, persona));
        let pairs = self.rows.iter().filter(|rows| rows.iter().all(|row| is_in(*row)));
        let pairs: Vec<[(i32, f64); 2]> = pairs
            .filter_map(|[one, two]| Some([(answer(*one)?, own.weight(*one)), (answer(*two)?, own.weight(*two))]))
            .collect();
        let n = pairs.len() as u64;
        if n < minimum.max(3) {
            return None;
        }
        let correlations = partings.iter().map(|parting| correlation(&pairs, parting));
        Some((n * own.stands_for(), correlations.collect::<Option<Vec<f64>>>()?))
    }
}

/// What an answer counts for: 1 in the first range, −1 in the second and 0 in none; itself where there is no range.
fn counted(answer: i32, parting: &[[i32; 2]]) -> f64 {
    let within = |range: &[i32; 2]| f64::from(u8::from((range[0]..=range[1]).contains(&answer)));
    match parting {
        [] => f64::from(answer),
        [range] => within(range),
        [plus, minus, ..] => within(plus) - within(minus),
    }
}

/// Correlation of the two answers of people, each weighted as in its own period: of w·(x − mean), as the linearised
/// error of a weighted mean has it. `None` where one of the two does not vary.
fn correlation(pairs: &[[(i32, f64); 2]], parting: &[[i32; 2]]) -> Option<f64> {
    let of = |time: usize| {
        let each = || {
            pairs
                .iter()
                .map(move |pair| (counted(pair[time].0, parting), pair[time].1))
        };
        let weight: f64 = each().map(|(_, weight)| weight).sum();
        let mean = each().map(|(value, weight)| value * weight).sum::<f64>() / weight;
        each()
            .map(|(value, weight)| weight * (value - mean))
            .collect::<Vec<f64>>()
    };
    let (one, two) = (of(0), of(1));
    let product = |one: &[f64], two: &[f64]| -> f64 { one.iter().zip(two).map(|(one, two)| one * two).sum() };
    let varies = product(&one, &one) * product(&two, &two);
    let found = product(&one, &two) / sqrt(varies);
    (varies > 1e-12 && found.is_finite()).then(|| found.clamp(-1.0, 1.0))
}
