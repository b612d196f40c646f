//! A KPI: its estimate overall and per cell, its changes between periods, its outcome against the target.

use std::collections::BTreeMap;

use crate::audit::{
    BenchmarkFigure, BesideFigure, Breakdown, Cell, Change, Check, Missing, Outcome, PersonaRow, Subject, Target,
    Unweighted,
};
use crate::diagnostics::Problems;
use crate::evidence::{Binding, DimensionFacts, Protected, QuestionEvidence, Summary, Table};
use crate::language::Text;
use crate::manifest::{Direction, Role, Unit};
use crate::plugins::{Figure, Plugin};
use crate::project::{Question, Survey};
use crate::stats::multiple;

use super::{Case, How, Judged, Judgement, asked, blank_check, number_parameter, script};

/// Below this a corrected p value counts as beyond chance.
const ALPHA: f64 = 0.05;

pub(super) fn judge<'a>(
    case: &Case<'a>,
    binding: &Binding,
    plugin: &'a Plugin,
    personas: &[PersonaRow],
    problems: &mut Problems,
) -> Judgement<'a> {
    let mut check = blank_check(binding, plugin);
    check.benchmarks = benchmarks(case, binding);
    check.target = number_parameter(case, binding, plugin, "target").map(|value| Target { value });
    let nothing = |check| Judgement {
        judged: Judged { check, how: None },
        findings: Vec::new(),
    };
    let Some((survey, question)) = asked(case.project, binding) else {
        return nothing(check);
    };
    check.subject = subject(survey, question);
    let how = plugin
        .manifest
        .estimate
        .as_ref()
        .map(|estimate| how(&estimate.value, plugin, survey, question));
    let (Some(how), Some(found)) = (how, case.evidence.question(&survey.id, &question.id)) else {
        return nothing(check);
    };
    check.estimate = crate::plugins::estimate::name(how.estimate).map(str::to_owned);
    check.scale = Some(how.scale);
    check.direction = Some(how.direction);
    if check.range.is_none() && check.unit == Some(Unit::Score) {
        check.range = Some(how.scale.map(f64::from));
    }
    check.missing = Some(Missing {
        blank: found.blank,
        not_an_answer: found.not_an_answer,
        out_of_scale: found.out_of_scale,
    });
    let Some(total) = found.total.shown() else {
        check.outcome = Outcome::CannotTell;
        check.missing = None;
        return nothing(check);
    };
    if let Some((value, figure)) = how.figure(total) {
        check.value = Some(value);
        check.n = Some(figure.n);
        check.n_effective = Some(figure.n_effective);
        check.standard_error = figure.standard_error;
        check.interval = figure.interval;
        check.unweighted = unweighted(&figure);
        check.share_checked = 1.0;
    }
    check.counts = counts(total, how.scale);
    check.beside = beside(plugin, &how, total);
    let facts = case
        .evidence
        .survey(&survey.id)
        .map_or(&[][..], |survey| &survey.dimensions[..]);
    check.breakdowns = found
        .tables
        .iter()
        .map(|table| breakdown(table, facts, plugin, &how))
        .collect();
    check.changes = changes(found, facts, &how, personas);
    check.current = current(&check);
    check.outcome = outcome(&check);
    let judging = script::Judging {
        check: &check,
        how: &how,
        total,
        found,
        dimensions: facts,
    };
    let findings = match script::findings(case, plugin, &judging) {
        Ok(findings) => findings,
        Err(problem) => {
            problems.push(problem);
            check.outcome = Outcome::Untested;
            Vec::new()
        }
    };
    Judgement {
        judged: Judged { check, how: Some(how) },
        findings,
    }
}

fn subject(survey: &Survey, question: &Question) -> Subject {
    let label = if question.label.is_empty() {
        &question.text
    } else {
        &question.label
    };
    Subject {
        survey: Some(survey.id.value.clone()),
        question: Some(question.id.value.clone()),
        touchpoint: question.touchpoint.as_ref().map(|touchpoint| touchpoint.value.clone()),
        text: (!question.text.is_empty()).then(|| question.text.clone()),
        label: (!label.is_empty()).then(|| label.clone()),
    }
}

fn how<'a>(estimate: &'a crate::manifest::Estimate, plugin: &Plugin, survey: &Survey, question: &Question) -> How<'a> {
    let scale = question.scale.as_ref().map_or([0, 1], |scale| scale.value.bounds());
    let written = question
        .direction
        .or(plugin.manifest.direction)
        .unwrap_or(Direction::HigherIsBetter);
    let direction = match written {
        // Effort is asked on 1–5, where little is good; agreement that it was easy on 1–7, where much is. A rating
        // from 1 to 5 is no effort: there much is good.
        Direction::FromScale if question.role.value == Role::Ces && scale == [1, 5] => Direction::LowerIsBetter,
        Direction::FromScale => Direction::HigherIsBetter,
        written => written,
    };
    How {
        estimate,
        scale,
        direction,
        weighted: survey.weight.is_some(),
    }
}

fn counts(summary: &Summary, [low, high]: [i32; 2]) -> BTreeMap<String, u64> {
    let mut counts: BTreeMap<String, u64> = (low..=high).map(|value| (value.to_string(), 0)).collect();
    for one in &summary.values {
        counts.insert(one.value.to_string(), one.n);
    }
    counts
}

fn unweighted(figure: &Figure) -> Option<Unweighted> {
    let plain = figure.unweighted.as_ref()?;
    Some(Unweighted {
        value: plain.value?,
        n: plain.n,
        standard_error: plain.standard_error,
        interval: plain.interval,
    })
}

fn beside(plugin: &Plugin, how: &How<'_>, summary: &Summary) -> Vec<BesideFigure> {
    plugin
        .manifest
        .beside
        .iter()
        .filter_map(|(id, beside)| {
            let how = How {
                estimate: &beside.estimate,
                ..*how
            };
            let (value, figure) = how.figure(summary)?;
            Some(BesideFigure {
                id: id.clone(),
                title: beside.title.clone(),
                unit: beside.unit,
                value: Some(value),
                n: figure.n,
                standard_error: figure.standard_error,
                interval: figure.interval,
                unweighted: unweighted(&figure),
            })
        })
        .collect()
}

fn breakdown(table: &Table, facts: &[DimensionFacts], plugin: &Plugin, how: &How<'_>) -> Breakdown {
    let titles = table.by.iter().map(|by| {
        facts
            .iter()
            .find(|facts| facts.id == *by)
            .map_or_else(|| Text::same(by.as_str()), |facts| facts.title.clone())
    });
    let cells = table.cells.iter().map(|cell| {
        let key = table.by.iter().cloned().zip(cell.key.iter().cloned()).collect();
        let labels = table
            .by
            .iter()
            .zip(&cell.key)
            .map(|(by, id)| (by.clone(), label(facts, by, id)))
            .collect();
        one_cell(key, labels, &cell.cell, plugin, how)
    });
    Breakdown {
        by: table.by.clone(),
        titles: titles.collect(),
        cells: cells.collect(),
    }
}

fn one_cell(
    key: BTreeMap<String, String>,
    labels: BTreeMap<String, Text>,
    cell: &Protected,
    plugin: &Plugin,
    how: &How<'_>,
) -> Cell {
    let empty = Cell {
        key,
        labels,
        suppressed: true,
        value: None,
        n: None,
        n_effective: None,
        standard_error: None,
        counts: BTreeMap::new(),
        interval: None,
        unweighted: None,
        beside: Vec::new(),
    };
    let Some(summary) = cell.shown() else { return empty };
    let Some((value, figure)) = how.figure(summary) else {
        return Cell {
            suppressed: false,
            n: Some(0),
            ..empty
        };
    };
    Cell {
        suppressed: false,
        value: Some(value),
        n: Some(figure.n),
        n_effective: Some(figure.n_effective),
        standard_error: figure.standard_error,
        counts: counts(summary, how.scale),
        interval: figure.interval,
        unweighted: unweighted(&figure),
        beside: beside(plugin, how, summary),
        ..empty
    }
}

pub(super) fn label(facts: &[DimensionFacts], dimension: &str, id: &str) -> Text {
    facts
        .iter()
        .find(|facts| facts.id == dimension)
        .and_then(|facts| facts.values.iter().find(|value| value.id == id))
        .map_or_else(|| Text::same(id), |value| value.label.clone())
}

/// Differences between periods that follow one another, for everyone and for each persona, all corrected together.
fn changes(found: &QuestionEvidence, facts: &[DimensionFacts], how: &How<'_>, personas: &[PersonaRow]) -> Vec<Change> {
    let Some(periods) = facts.iter().find(|facts| facts.id == "period") else {
        return Vec::new();
    };
    let groups = std::iter::once(None).chain(personas.iter().map(|persona| Some(persona.id.as_str())));
    let mut changes = Vec::new();
    for persona in groups {
        let summary = |period: &str| {
            match persona {
                None => found.cell(&["period"], &[period]),
                Some(persona) => found.cell(&["persona", "period"], &[persona, period]),
            }
            .and_then(Protected::shown)
        };
        for pair in periods.values.windows(2) {
            let [from, to] = pair else { continue };
            let (Some(before), Some(after)) = (summary(&from.id), summary(&to.id)) else {
                continue;
            };
            let Some(found) = how.difference(before, after) else {
                continue;
            };
            changes.push(Change {
                from: (from.id.clone(), from.label.clone()),
                to: (to.id.clone(), to.label.clone()),
                persona: persona.map(str::to_owned),
                difference: found.value,
                interval: found.interval,
                p: found.p_value,
                p_holm: found.p_value,
                family: 0,
                n: (before.n(), after.n()),
                beyond_chance: false,
            });
        }
    }
    let family = changes.len() as u64;
    let corrected = multiple::holm(&changes.iter().map(|change| change.p).collect::<Vec<_>>());
    for (change, p) in changes.iter_mut().zip(corrected) {
        change.p_holm = p;
        change.family = family;
        change.beyond_chance = p < ALPHA && (change.interval.low > 0.0 || change.interval.high < 0.0);
    }
    changes
}

/// The latest period's cell, where there are several: an audit of two waves is judged by where things stand, not by
/// their average over time. Nothing where that cell is withheld, and then the check speaks of all data.
fn current(check: &Check) -> Option<Cell> {
    let periods = check.breakdowns.iter().find(|breakdown| breakdown.by == ["period"])?;
    let latest = periods.cells.last()?;
    (periods.cells.len() > 1 && latest.value.is_some()).then(|| latest.clone())
}

/// Passed when the whole interval is on the good side of the target, failed when wholly on the bad side.
fn outcome(check: &Check) -> Outcome {
    let Some(target) = check.target else {
        return Outcome::NotApplicable;
    };
    let Some(interval) = check.standing().interval else {
        return Outcome::CannotTell;
    };
    let (low, high) = match check.direction {
        Some(Direction::LowerIsBetter) => (-interval.high, -interval.low),
        _ => (interval.low, interval.high),
    };
    let target = if check.direction == Some(Direction::LowerIsBetter) {
        -target.value
    } else {
        target.value
    };
    if low >= target {
        Outcome::Passed
    } else if high < target {
        Outcome::Failed
    } else {
        Outcome::CannotTell
    }
}

fn benchmarks(case: &Case<'_>, binding: &Binding) -> Vec<BenchmarkFigure> {
    case.project
        .benchmarks
        .iter()
        .filter(|benchmark| benchmark.check.value == binding.check)
        .map(|benchmark| BenchmarkFigure {
            name: benchmark.name.clone(),
            value: benchmark.value,
            source: benchmark.source.value.clone(),
            year: benchmark.year,
        })
        .collect()
}
