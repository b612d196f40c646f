//! Constructs by group and by wave: the scores of each cell in which every one of their questions may be shown.

use std::collections::BTreeMap;

use crate::audit::{BesideFigure, Breakdown, Cell, Change, Check};
use crate::evidence::{Binding, DimensionFacts, MatrixEvidence, Protected, Summary, Table};
use crate::language::Text;
use crate::manifest::{Construct, Unit};
use crate::plugins::constructs::{Asked, score_of_group};
use crate::plugins::{Figure, Plugin, independent};
use crate::project::{Question, Survey};
use crate::stats::{Estimate, Interval, real};

use super::question_mean::mean_of;
use super::{Case, compare, constructs, kpi};

/// The questions of a check by construct, those constructs left out that nobody is asked for.
struct Asking<'a> {
    case: &'a Case<'a>,
    survey: &'a Survey,
    constructs: Vec<(&'a Construct, Vec<&'a Question>)>,
    matrix: &'a MatrixEvidence,
    facts: &'a [DimensionFacts],
}

/// What a cell holds of the constructs.
enum Score {
    /// Of one question at least nothing may be shown.
    Withheld,
    /// Nobody answered one of the questions.
    Nobody,
    /// The mean of the constructs, and each of them.
    Of(Estimate, Vec<Estimate>),
}

impl<'a> Asking<'a> {
    fn new(case: &'a Case<'a>, binding: &Binding, plugin: &'a Plugin) -> Option<Self> {
        let mut surveys = case.project.surveys.iter();
        let survey = surveys.find(|survey| Some(&survey.id.value) == binding.survey.as_ref())?;
        let found = case.evidence.survey(&survey.id)?;
        let each = crate::evidence::constructs(&plugin.manifest, survey).into_iter();
        Some(Asking {
            case,
            survey,
            constructs: each.filter(|(_, questions)| !questions.is_empty()).collect(),
            matrix: found.matrix.as_ref()?,
            facts: &found.dimensions,
        })
    }

    fn questions(&self) -> impl Iterator<Item = &'a Question> + '_ {
        self.constructs
            .iter()
            .flat_map(|(_, questions)| questions.iter().copied())
    }

    /// Both ends of the scale that all questions have.
    fn clamped(&self, interval: Interval) -> Interval {
        let scale = self
            .questions()
            .find_map(|question| Some(question.scale.as_ref()?.value.bounds()));
        scale.map_or(interval, |[low, high]| {
            interval.clamped(f64::from(low), f64::from(high))
        })
    }

    /// The score in a cell of a table.
    fn score(&self, by: &[&str], key: &[&str]) -> Score {
        let mut parts: Vec<Vec<(Asked, f64)>> = Vec::new();
        for (_, questions) in &self.constructs {
            let mut part = Vec::new();
            for question in questions {
                let found = self.case.evidence.question(&self.survey.id, &question.id);
                let summary = match found.and_then(|found| found.cell(by, key)) {
                    None => return Score::Nobody,
                    Some(Protected::Withheld) => return Score::Withheld,
                    Some(Protected::Shown(summary)) => summary,
                };
                let Some(asked) = self.one(question, summary) else {
                    return Score::Nobody;
                };
                part.push(asked);
            }
            parts.push(part);
        }
        let of = |parts: &[&[(Asked, f64)]]| score_of_group(parts, self.matrix).map(|found| self.bounded(found));
        let all: Vec<&[(Asked, f64)]> = parts.iter().map(Vec::as_slice).collect();
        let each: Option<Vec<Estimate>> = all.iter().map(|part| of(&[part])).collect();
        match (of(&all), each) {
            (Some(whole), Some(each)) => Score::Of(whole, each),
            _ => Score::Nobody,
        }
    }

    fn bounded(&self, found: Estimate) -> Estimate {
        Estimate {
            interval: found.interval.map(|interval| self.clamped(interval)),
            ..found
        }
    }

    /// A question with what a group answered, and the standard deviation of these answers.
    fn one(&self, question: &Question, summary: &Summary) -> Option<(Asked, f64)> {
        let turn = constructs::turn(question);
        let (mean, figure) = mean_of(summary, self.survey, question, |value, ends| {
            constructs::turned(turn, value, ends)
        })?;
        let asked = Asked {
            place: self.matrix.place(&question.id)?,
            turn,
            mean,
            n: figure.n,
            n_effective: figure.n_effective,
        };
        Some((asked, deviation(summary)))
    }

    fn cell(&self, key: BTreeMap<String, String>, labels: BTreeMap<String, Text>, score: Score) -> Cell {
        let empty = Cell::without_figure(key, labels, matches!(score, Score::Withheld));
        let Score::Of(whole, each) = score else { return empty };
        let beside = self
            .constructs
            .iter()
            .zip(each)
            .map(|((construct, _), found)| BesideFigure {
                id: construct.id.clone(),
                title: construct.title.clone(),
                unit: Unit::Score,
                value: Some(found.value),
                n: found.n,
                standard_error: found.standard_error,
                interval: found.interval,
                unweighted: None,
            });
        Cell {
            value: Some(whole.value),
            n: Some(whole.n),
            n_effective: Some(whole.n_effective),
            standard_error: whole.standard_error,
            interval: whole.interval,
            beside: beside.collect(),
            ..empty
        }
    }

    fn breakdown(&self, table: &Table) -> Breakdown {
        let title = |by: &String| {
            let facts = self.facts.iter().find(|facts| facts.id == *by);
            facts.map_or_else(|| Text::same(by.as_str()), |facts| facts.title.clone())
        };
        let by: Vec<&str> = table.by.iter().map(String::as_str).collect();
        let cell = |key: &Vec<String>| {
            let ids: Vec<&str> = key.iter().map(String::as_str).collect();
            let labels = table.by.iter().zip(key);
            let labels = labels
                .map(|(by, id)| (by.clone(), kpi::label(self.facts, by, id)))
                .collect();
            let named = table.by.iter().cloned().zip(key.iter().cloned()).collect();
            self.cell(named, labels, self.score(&by, &ids))
        };
        Breakdown {
            by: table.by.clone(),
            titles: table.by.iter().map(title).collect(),
            cells: table.cells.iter().map(|found| cell(&found.key)).collect(),
        }
    }
}

/// The breakdowns of a check that reads constructs: those that its manifest declares.
pub(super) fn fill(case: &Case<'_>, binding: &Binding, plugin: &Plugin, check: &mut Check) {
    let Some(asking) = Asking::new(case, binding, plugin) else {
        return;
    };
    let wanted = crate::evidence::tables(case.project, asking.survey, &plugin.manifest.breakdowns);
    let first = asking.questions().next();
    let found = first.and_then(|question| case.evidence.question(&asking.survey.id, &question.id));
    let tables = found.into_iter().flat_map(|found| &found.tables);
    let tables = tables.filter(|table| wanted.contains(&table.by));
    check.breakdowns = tables.map(|table| asking.breakdown(table)).collect();
}

/// Its changes between periods; those of the waves are compared by their errors, as if different people had answered.
pub(super) fn changes(case: &Case<'_>, binding: &Binding, plugin: &Plugin) -> Option<Vec<Change>> {
    let asking = Asking::new(case, binding, plugin)?;
    let figure = |persona: Option<&str>, period: &str| {
        let score = match persona {
            None => asking.score(&["period"], &[period]),
            Some(persona) => asking.score(&["persona", "period"], &[persona, period]),
        };
        let Score::Of(found, _) = score else { return None };
        let figure = Figure {
            value: Some(found.value),
            standard_error: found.standard_error,
            n: found.n_effective.floor() as u64,
            ..Figure::default()
        };
        Some((figure, found.n))
    };
    Some(compare::of_periods(case.project, asking.facts, |persona, from, to| {
        let ((before, n), (after, m)) = (figure(persona, from)?, figure(persona, to)?);
        Some((independent(&before, &after, true)?, (n, m), None))
    }))
}

/// Standard deviation of the answers of a cell; Σw in the place of n − 1 where weighted, brought up alike.
fn deviation(summary: &Summary) -> f64 {
    let (n, w) = (summary.n() as f64, summary.weight());
    let moment = |power: i32| -> f64 {
        let each = summary.values.iter();
        each.map(|one| one.weight * f64::from(one.value).powi(power))
            .sum::<f64>()
            / w
    };
    let (mean, square) = (moment(1), moment(2));
    real::sqrt((square - mean * mean).max(0.0) * n / (n - 1.0).max(1.0))
}
