//! A KPI: its estimate overall and per cell, its changes between periods, its outcome against the target.

use std::collections::BTreeMap;

use crate::audit::{
    BenchmarkFigure, BesideFigure, Breakdown, Cell, Change, Check, Missing, Outcome, Subject, Target, TrendNeeds,
    Unweighted,
};
use crate::diagnostics::Problems;
use crate::evidence::{Binding, DimensionFacts, Protected, QuestionEvidence, Summary, Table, source_of};
use crate::language::Text;
use crate::manifest::{Direction, Estimate, Unit};
use crate::plugins::{Figure, Plugin};
use crate::project::{Question, Survey};

use super::{
    Case, How, Judged, Judgement, Source, asked, blank_check, compare, constructs, drivers, number_parameter, script,
};

pub(super) fn judge<'a>(
    case: &Case<'a>,
    binding: &'a Binding,
    plugin: &'a Plugin,
    changes: &mut BTreeMap<String, Vec<Change>>,
    problems: &mut Problems,
) -> Judgement<'a> {
    let mut check = blank_check(binding, plugin);
    check.benchmarks = benchmarks(case, binding);
    check.target = number_parameter(case, binding, plugin, "target").map(|value| Target { value });
    if plugin.manifest.reads_constructs() {
        constructs::fill(case, binding, plugin, &mut check);
        check.changes = changes.remove(&check.id).unwrap_or_default();
        return Judgement {
            judged: Judged { check, how: None },
            findings: Vec::new(),
        };
    }
    let nothing = |check| Judgement {
        judged: Judged { check, how: None },
        findings: Vec::new(),
    };
    let Some(Source {
        survey,
        question,
        how,
        subject,
    }) = Source::of(case, binding, plugin)
    else {
        return nothing(check);
    };
    check.subject = subject;
    let Some(found) = case.evidence.question(survey, question) else {
        return nothing(check);
    };
    let of_table = how.estimate.is_of_table();
    check.estimate = crate::plugins::estimate::name(how.estimate).map(str::to_owned);
    check.scale = (!of_table).then_some(how.scale);
    // Neither end of yes and no is good in itself: that more people tick an option is no strength unless somebody says so.
    let of_question = asked(case.project, binding).and_then(|(_, question)| question.direction);
    let is_open = of_question.is_none() && plugin.manifest.direction == Some(Direction::FromScale);
    check.direction = (!is_open || how.scale != [0, 1]).then_some(how.direction);
    if !of_table && check.range.is_none() && check.unit == Some(Unit::Score) {
        check.range = Some(how.scale.map(f64::from));
    }
    check.missing = Some(Missing {
        blank: found.blank,
        not_an_answer: found.not_an_answer,
        out_of_scale: found.out_of_scale,
    });
    let Some(total) = found.total.shown() else {
        check.outcome = Outcome::CannotTell;
        check.withheld = found.reason;
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
        check.sums = sums(how.estimate, &figure);
        check.share_checked = 1.0;
    }
    check.counts = counts(total, &how);
    let others = Others::new(case, binding);
    check.beside = beside(plugin, &how, total, &|id| others.total(id));
    let facts = case
        .evidence
        .survey(survey)
        .map_or(&[][..], |survey| &survey.dimensions[..]);
    check.breakdowns = found
        .tables
        .iter()
        .map(|table| breakdown(table, facts, plugin, &how, &others))
        .collect();
    if check.breakdowns.iter().all(|breakdown| breakdown.by != ["period"]) {
        check.trend_needs = trend_needs(case, binding, plugin);
    }
    check.changes = changes.remove(&check.id).unwrap_or_default();
    check.current = current(&check);
    compare::against_rest(&mut check, found, &how);
    check.outcome = outcome(&check);
    check.drivers = asked(case.project, binding)
        .and_then(|(survey, question)| drivers::of_check(case, binding, plugin, survey, question));
    let judging = script::Judging {
        check: &check,
        how: &how,
        others: &others,
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

/// What a figure of a table without periods would need to have some; `None` where it is never worked out by period, or where
/// rows of the table have no day.
fn trend_needs(case: &Case<'_>, binding: &Binding, plugin: &Plugin) -> Option<TrendNeeds> {
    let by_period = |breakdown: &crate::manifest::Breakdown| match breakdown {
        crate::manifest::Breakdown::One(id) => id == "period",
        crate::manifest::Breakdown::Crossed(_) => false,
    };
    let source = source_of(binding.table.as_deref()?);
    if !plugin.manifest.breakdowns.iter().any(by_period) {
        return None;
    }
    let Some(table) = case.project.tables.iter().find(|table| table.id.value == source) else {
        let mut surveys = case.project.surveys.iter();
        let survey = surveys.find(|survey| survey.id.value == source)?;
        return survey.periods.as_ref().map(|_| TrendNeeds::InvitedByPeriod);
    };
    let day = table.kind.value.day()?;
    match &table.periods {
        Some(_) => None,
        None if table.columns.contains_key(day) => Some(TrendNeeds::Periods),
        None => Some(TrendNeeds::DayAndPeriods),
    }
}

pub(super) fn subject(survey: &Survey, question: &Question) -> Subject {
    let label = question_label(question);
    Subject {
        survey: Some(survey.id.value.clone()),
        question: Some(question.id.value.clone()),
        table: None,
        counted: None,
        touchpoint: question.touchpoint.as_ref().map(|touchpoint| touchpoint.value.clone()),
        text: (!question.text.is_empty()).then(|| question.text.clone()),
        label: (!label.is_empty()).then_some(label),
    }
}

/// What pages call a question: its short name, else its text.
pub(super) fn question_label(question: &Question) -> Text {
    if question.label.is_empty() {
        question.text.clone()
    } else {
        question.label.clone()
    }
}

/// How an indicator is estimated from a question; `None` for a plugin without an estimate.
pub(super) fn how<'a>(plugin: &'a Plugin, survey: &Survey, question: &Question) -> Option<How<'a>> {
    let estimate = &plugin.manifest.estimate.as_ref()?.value;
    let scale = question.scale.as_ref().map_or([0, 1], |scale| scale.value.bounds());
    let direction = crate::evidence::direction(&plugin.manifest, question);
    Some(How {
        estimate,
        scale,
        direction,
        weighted: survey.is_weighted(),
    })
}

/// What is counted beside the estimate of a table: each further estimate has its own rows.
pub(super) struct Others<'a> {
    found: BTreeMap<&'a str, (&'a Estimate, &'a QuestionEvidence)>,
}

impl<'a> Others<'a> {
    pub(super) fn new(case: &Case<'a>, binding: &'a Binding) -> Self {
        let planned = binding.table.as_ref().and_then(|table| case.plan.counted(table));
        let found = planned.into_iter().flat_map(|planned| {
            planned.questions.iter().filter_map(|one| {
                let id = one.question.strip_prefix(binding.plugin.as_str())?.strip_prefix('/')?;
                let found = case.evidence.question(&planned.survey, &one.question)?;
                Some((id, (&one.derived.as_ref()?.estimate, found)))
            })
        });
        Others { found: found.collect() }
    }

    pub(super) fn total(&self, id: &str) -> Option<(&'a Estimate, &'a Summary)> {
        let (estimate, found) = self.found.get(id)?;
        Some((estimate, found.total.shown()?))
    }

    fn cell(&self, id: &str, by: &[String], key: &[String]) -> Option<(&'a Estimate, &'a Summary)> {
        let (estimate, found) = self.found.get(id)?;
        let by: Vec<&str> = by.iter().map(String::as_str).collect();
        let key: Vec<&str> = key.iter().map(String::as_str).collect();
        Some((estimate, found.cell(&by, &key)?.shown()?))
    }
}

/// The sum of each measure by its name, where the estimate is of sums.
fn sums(estimate: &Estimate, figure: &Figure) -> Vec<(String, f64)> {
    let names = estimate.measures();
    let names = names.into_iter().map(ToOwned::to_owned);
    names.zip(figure.sums.iter().copied()).collect()
}

fn counts(summary: &Summary, how: &How<'_>) -> BTreeMap<String, u64> {
    let [low, high] = how.scale;
    if how.estimate.is_of_table() && how.estimate.rate.is_none() {
        return BTreeMap::new();
    }
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

fn beside<'a>(
    plugin: &Plugin,
    how: &How<'_>,
    summary: &Summary,
    other: &dyn Fn(&str) -> Option<(&'a Estimate, &'a Summary)>,
) -> Vec<BesideFigure> {
    let of_table = how.estimate.is_of_table();
    plugin
        .manifest
        .beside
        .iter()
        .filter_map(|(id, beside)| {
            let (estimate, summary) = match other(id) {
                Some(own) => own,
                None if of_table => return None,
                None => (&beside.estimate, summary),
            };
            let (value, figure) = How { estimate, ..*how }.figure(summary)?;
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

fn breakdown(
    table: &Table,
    facts: &[DimensionFacts],
    plugin: &Plugin,
    how: &How<'_>,
    others: &Others<'_>,
) -> Breakdown {
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
        let other = |id: &str| others.cell(id, &table.by, &cell.key);
        let made = one_cell(key, labels, &cell.cell, plugin, how, &other);
        Cell {
            reason: cell.reason.filter(|_| made.suppressed),
            ..made
        }
    });
    Breakdown {
        by: table.by.clone(),
        titles: titles.collect(),
        cells: cells.collect(),
    }
}

fn one_cell<'a>(
    key: BTreeMap<String, String>,
    labels: BTreeMap<String, Text>,
    cell: &Protected,
    plugin: &Plugin,
    how: &How<'_>,
    other: &dyn Fn(&str) -> Option<(&'a Estimate, &'a Summary)>,
) -> Cell {
    let empty = Cell::without_figure(key, labels, true);
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
        counts: counts(summary, how),
        interval: figure.interval,
        unweighted: unweighted(&figure),
        beside: beside(plugin, how, summary, other),
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

/// The latest period's cell, where there are several: an audit of two waves is judged by where things stand, not by
/// their average over time. Nothing where that cell is withheld, and then the check speaks of all data.
pub(super) fn current(check: &Check) -> Option<Cell> {
    let periods = check.breakdowns.iter().find(|breakdown| breakdown.by == ["period"])?;
    let latest = periods.cells.last()?;
    (periods.cells.len() > 1 && latest.value.is_some()).then(|| latest.clone())
}

/// Passed when the whole interval is on the good side of the target, failed when wholly on the bad side.
pub(super) fn outcome(check: &Check) -> Outcome {
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
