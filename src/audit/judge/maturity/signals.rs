//! What the project and its data say of a dimension, beside what people say of it. A signal never changes a level: where
//! the two are far apart, that is a finding, and somebody looks.

use crate::audit::words::say;
use crate::audit::{Check, Finding, Severity, SignalRow, Stance};
use crate::evidence::Evidence;
use crate::language::{Arg, Args, Text};
use crate::manifest::{Signal, SignalKind};
use crate::plugins::{Plugin, lower_median};
use crate::project::{ActionStatus, Day, Grade, Project};

use super::super::findings;
use super::Case;

/// From how many levels apart a signal contradicts raters. One level is within what a rubric leaves open.
const FAR: u8 = 2;

/// Days in a year, for what is counted per year.
const YEAR: f64 = 365.0;

/// Every signal of a plugin, with the level it speaks for.
pub(super) fn computed(case: &Case<'_>, plugin: &Plugin, as_of: Option<Day>) -> Vec<SignalRow> {
    let first = plugin.manifest.levels.first().map_or(1, |level| level.level);
    let row = |signal: &Signal| {
        let figure = figure(signal.signal, case.project, case.evidence, as_of);
        SignalRow {
            signal: signal.signal,
            item: signal.item.clone(),
            value: figure.map(|figure| figure.value),
            counted: figure.and_then(|figure| figure.counted),
            level: figure.map(|figure| first + reached(signal, figure.value)),
            rated: None,
            stance: None,
            text: words(signal.signal, figure),
        }
    };
    plugin.manifest.signals.iter().map(row).collect()
}

/// How many of the signal's steps a value has taken.
fn reached(signal: &Signal, value: f64) -> u8 {
    let low = signal.signal.low_is_good();
    let beyond = |step: &&f64| if low { value <= **step } else { value >= **step };
    signal.from.iter().take_while(beyond).count() as u8
}

/// Puts beside each signal what raters say of the same thing.
pub(super) fn compare(signals: &mut [SignalRow], check: &Check) {
    for row in signals {
        row.rated = match &row.item {
            Some(id) => check
                .items
                .iter()
                .find(|item| item.id == *id)
                .and_then(|item| lower_median(item.levels.values().copied().collect())),
            None => check.level,
        };
        row.stance = row
            .level
            .zip(row.rated)
            .map(|(level, rated)| match level.abs_diff(rated) {
                0..FAR => Stance::Supports,
                _ if level < rated => Stance::Below,
                _ => Stance::Above,
            });
    }
}

/// Signals and raters that contradict each other.
pub(super) fn findings(check: &Check, signals: &[SignalRow]) -> Vec<Finding> {
    let one = |row: &SignalRow| {
        let (message, severity) = match row.stance? {
            Stance::Supports => return None,
            Stance::Below => ("signal-below-raters", Severity::Medium),
            Stance::Above => ("signal-above-raters", Severity::Low),
        };
        let item = row.item.as_ref();
        let about = item.and_then(|id| check.items.iter().find(|item| item.id == *id));
        let values = Args::from([
            ("title".to_owned(), Arg::Words(check.title.clone())),
            (
                "about".to_owned(),
                Arg::Words(about.map_or_else(|| check.title.clone(), |item| item.title.clone())),
            ),
            ("signal".to_owned(), Arg::Words(row.text.clone())),
            ("level".to_owned(), Arg::Count(row.level?.into())),
            ("rated".to_owned(), Arg::Count(row.rated?.into())),
        ]);
        let text = say(message, &values);
        // One key for both ways: it is the same two that do not agree.
        Some(Finding {
            key: format!("{}/signal-{}", check.plugin.id, row.signal.word()),
            size: f64::from(row.level?.abs_diff(row.rated?)) / check.levels.len().max(2) as f64,
            ..findings::finding(check, message, values, severity, text)
        })
    };
    signals.iter().filter_map(one).collect()
}

/// A figure, and what was counted out of how many where it is a share.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Figure {
    value: f64,
    counted: Option<(u64, u64)>,
}

fn share(counted: usize, of: usize) -> Option<Figure> {
    (of > 0).then(|| Figure {
        value: counted as f64 / of as f64,
        counted: Some((counted as u64, of as u64)),
    })
}

fn plain(value: f64) -> Figure {
    Figure { value, counted: None }
}

fn figure(kind: SignalKind, project: &Project, evidence: &Evidence, as_of: Option<Day>) -> Option<Figure> {
    match kind {
        SignalKind::FeedbackAge => {
            let last = evidence
                .surveys
                .iter()
                .filter_map(|survey| survey.dates)
                .map(|[_, last]| last)
                .max()?;
            Some(plain(days(last, as_of?).max(0.0)))
        }
        SignalKind::FeedbackFrequency => frequency(evidence),
        SignalKind::TouchpointsMeasured => {
            let touchpoints = &project.journey.touchpoints;
            let measured = |id: &str| {
                project.surveys.iter().any(|survey| {
                    let mut questions = survey.questions.iter();
                    questions.any(|question| {
                        let bound = question
                            .touchpoint
                            .as_ref()
                            .is_some_and(|touchpoint| touchpoint.value == id);
                        bound && evidence.question(&survey.id, &question.id).is_some()
                    })
                })
            };
            let measured = touchpoints.iter().filter(|touchpoint| measured(&touchpoint.id)).count();
            share(measured, touchpoints.len())
        }
        SignalKind::ActionsClosed => {
            let kept: Vec<ActionStatus> = project
                .actions
                .iter()
                .map(|action| action.status)
                .filter(|status| *status != ActionStatus::Dropped)
                .collect();
            share(
                kept.iter().filter(|status| **status == ActionStatus::Done).count(),
                kept.len(),
            )
        }
        SignalKind::StoresApart => {
            let map = &project.data_map;
            let joined = |id: &str| {
                map.flows
                    .iter()
                    .any(|flow| flow.from.value == id || flow.to.value == id)
            };
            let apart = map.stores.iter().filter(|store| !joined(&store.id)).count();
            share(apart, map.stores.len())
        }
        SignalKind::ClaimsAssumed => {
            let claims: Vec<Grade> = project
                .personas
                .iter()
                .flat_map(|persona| persona.goals.iter().chain(&persona.pains))
                .map(|claim| claim.grade.value)
                .collect();
            share(
                claims.iter().filter(|grade| **grade == Grade::Assumed).count(),
                claims.len(),
            )
        }
    }
}

/// Periods with answers per year, of the survey with the most: over the time its answers span, and a year at least, so
/// that one busy month does not pass for twelve.
fn frequency(evidence: &Evidence) -> Option<Figure> {
    let rounds = evidence.surveys.iter().filter_map(|survey| {
        let [first, last] = survey.dates?;
        let periods = survey.dimensions.iter().find(|dimension| dimension.id == "period");
        let rounds = periods.map_or(1, |periods| periods.values.len().max(1));
        Some(rounds as f64 * YEAR / (days(first, last) + 1.0).max(YEAR))
    });
    rounds.max_by(f64::total_cmp).map(plain)
}

fn days(from: Day, to: Day) -> f64 {
    f64::from((to.0 - from.0).get_days())
}

fn words(kind: SignalKind, figure: Option<Figure>) -> Text {
    let Some(figure) = figure else {
        return say(&format!("signal-{}-unknown", kind.word()), &Args::new());
    };
    let mut values = Args::from([(
        "value".to_owned(),
        Arg::Number {
            value: figure.value,
            decimals: u8::from(kind == SignalKind::FeedbackFrequency),
        },
    )]);
    if let Some((counted, of)) = figure.counted {
        values.insert("n".to_owned(), Arg::Count(counted.cast_signed()));
        values.insert("of".to_owned(), Arg::Count(of.cast_signed()));
    }
    say(&format!("signal-{}", kind.word()), &values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest::Located;

    fn signal(kind: SignalKind, from: &[f64]) -> Signal {
        Signal {
            signal: kind,
            item: None,
            from: Located::unwritten(from.to_vec()),
        }
    }

    #[test]
    fn a_value_speaks_for_the_last_level_whose_step_it_takes() {
        let age = signal(SignalKind::FeedbackAge, &[365.0, 180.0, 90.0, 31.0]);
        for (days, steps) in [(400.0, 0), (365.0, 1), (120.0, 2), (31.0, 4), (0.0, 4)] {
            assert_eq!(reached(&age, days), steps, "{days}");
        }
        let measured = signal(SignalKind::TouchpointsMeasured, &[0.25, 0.5, 0.75, 0.9]);
        for (share, steps) in [(0.0, 0), (0.25, 1), (0.6, 2), (1.0, 4)] {
            assert_eq!(reached(&measured, share), steps, "{share}");
        }
    }

    #[test]
    fn every_signal_has_words() {
        use SignalKind::{
            ActionsClosed, ClaimsAssumed, FeedbackAge, FeedbackFrequency, StoresApart, TouchpointsMeasured,
        };
        for kind in [
            FeedbackAge,
            FeedbackFrequency,
            TouchpointsMeasured,
            ActionsClosed,
            StoresApart,
            ClaimsAssumed,
        ] {
            for figure in [
                None,
                Some(Figure {
                    value: 2.0,
                    counted: Some((3, 4)),
                }),
            ] {
                let said = words(kind, figure);
                for (_, words) in said.iter() {
                    assert!(!words.starts_with("signal-"), "{words}");
                }
            }
        }
    }
}
