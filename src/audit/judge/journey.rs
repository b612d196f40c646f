//! The journey: each point computed from the question bound to its touchpoint, never averaged over actors.

use crate::audit::words::say;
use crate::audit::{Audit, Cell, Check, JourneyPoint, JourneyRow, JourneySeries, Lanes, StageRow, TouchpointRow};
use crate::language::{Args, Text};
use crate::manifest::{Role, Unit};
use crate::project::{JourneyMap, MapState, Project, Touchpoint};
use crate::stats::{multiple, normal, real};

use super::cells::find;
use super::compare::ALPHA;
use super::words_of_everyone;

/// What all maps of a project share: which check measures which touchpoint, on which scale, in which period.
struct Ground<'a> {
    project: &'a Project,
    /// The touchpoints with the check of each; a check on another scale than the journey's is none.
    stops: Vec<(&'a Touchpoint, Option<&'a Check>)>,
    scale: [i32; 2],
    period: Option<(String, Text)>,
}

/// The maps of a project that has touchpoints, from the checks already judged: that of all touchpoints and personas,
/// then those the project declares. Points speak of the latest period where there are periods: a curve over all waves
/// would hide what changed.
pub(super) fn journeys(project: &Project, checks: &[&Check]) -> Vec<JourneyRow> {
    let touchpoints = &project.journey.touchpoints;
    if touchpoints.is_empty() {
        return Vec::new();
    }
    let measures: Vec<Option<&Check>> = touchpoints
        .iter()
        .map(|touchpoint| measure(touchpoint, project, checks))
        .collect();
    let scale = commonest_scale(&measures, project);
    let stops: Vec<_> = touchpoints
        .iter()
        .zip(measures)
        .map(|(touchpoint, check)| (touchpoint, check.filter(|check| check.scale == Some(scale))))
        .collect();
    let ground = Ground {
        project,
        period: latest_period(&stops),
        stops,
        scale,
    };
    std::iter::once(ground.whole())
        .chain(project.journey.maps.iter().map(|map| ground.map(map)))
        .collect()
}

impl Ground<'_> {
    /// All touchpoints, everyone and every persona with data.
    fn whole(&self) -> JourneyRow {
        let mut all = vec![self.series(&self.stops, None, &[])];
        for persona in &self.project.personas {
            if !persona.segments.is_empty() {
                all.push(self.series(&self.stops, Some(&persona.id.value), &[]));
            }
        }
        self.row("journey".to_owned(), &self.stops, all)
    }

    /// One actor's map.
    fn map(&self, map: &JourneyMap) -> JourneyRow {
        let stops: Vec<_> = if map.touchpoints.is_empty() {
            self.stops.clone()
        } else {
            let of = |id: &String| self.stops.iter().find(|(touchpoint, _)| touchpoint.id.value == *id);
            map.touchpoints.iter().filter_map(|id| of(&id.value)).copied().collect()
        };
        let actor = map.actor.as_ref().map(|actor| actor.value.as_str());
        let is = match map.state {
            MapState::AsIs => map.scores.as_slice(),
            MapState::ToBe => &[],
        };
        let mut all = vec![self.series(&stops, actor, is)];
        if map.state == MapState::ToBe {
            let wished = |id: &str| {
                let score = map.scores.iter().find(|score| score.touchpoint.value == id);
                score.filter(|score| score.scale == self.scale).map(|score| score.score)
            };
            let points = stops
                .iter()
                .map(|(touchpoint, _)| hand_set(&touchpoint.id, wished(&touchpoint.id.value)))
                .collect();
            all.insert(
                0,
                JourneySeries {
                    persona: None,
                    state: MapState::ToBe,
                    label: say("to-be", &Args::new()),
                    points,
                },
            );
        }
        let mut row = self.row(map.id.value.clone(), &stops, all);
        for touchpoint in &mut row.touchpoints {
            if let Some(score) = map.scores.iter().find(|score| score.touchpoint.value == touchpoint.id) {
                touchpoint.hypothesis_reason.clone_from(&score.reason);
            }
        }
        row.title = map.title.clone();
        row.actor = actor.map(str::to_owned);
        row.state = map.state;
        row.scenario = map.scenario.clone();
        row.expectations.clone_from(&map.expectations);
        row
    }

    fn row(&self, id: String, stops: &[(&Touchpoint, Option<&Check>)], mut series: Vec<JourneySeries>) -> JourneyRow {
        set_apart(&mut series);
        let journey = &self.project.journey;
        let lies_on = |id: &str| {
            let mut branches = stops.iter().filter_map(|(touchpoint, _)| touchpoint.branch.as_ref());
            branches.any(|branch| branch.value == id)
        };
        JourneyRow {
            id,
            title: Text::default(),
            actor: None,
            state: MapState::AsIs,
            scenario: Text::default(),
            expectations: Vec::new(),
            branches: journey
                .branches
                .iter()
                .filter(|branch| lies_on(&branch.id))
                .map(|branch| StageRow {
                    id: branch.id.value.clone(),
                    title: branch.title.clone(),
                })
                .collect(),
            period: self.period.clone(),
            scale: self.scale,
            stages: journey
                .stages
                .iter()
                .map(|stage| StageRow {
                    id: stage.id.value.clone(),
                    title: stage.title.clone(),
                })
                .collect(),
            touchpoints: stops
                .iter()
                .map(|(touchpoint, check)| touchpoint_row(touchpoint, *check, self.project))
                .collect(),
            weakest: weakest(&series),
            low_point: low_point(&series),
            series,
        }
    }

    /// The curve of everyone or of one persona; `scores` stand in where nothing is measured.
    fn series(
        &self,
        stops: &[(&Touchpoint, Option<&Check>)],
        persona: Option<&str>,
        scores: &[crate::project::MapScore],
    ) -> JourneySeries {
        let named = persona.and_then(|id| self.project.personas.iter().find(|persona| persona.id.value == id));
        let points = stops
            .iter()
            .map(|(touchpoint, check)| {
                let period = self.period.as_ref().map(|(id, _)| id.as_str());
                let point = point(touchpoint, *check, persona, period, self.scale);
                let supposed = scores
                    .iter()
                    .find(|score| score.touchpoint.value == touchpoint.id.value && score.scale == self.scale);
                match supposed {
                    Some(score) if point.value.is_none() && !point.suppressed => {
                        hand_set(&touchpoint.id, Some(score.score))
                    }
                    _ => point,
                }
            })
            .collect();
        JourneySeries {
            persona: persona.map(str::to_owned),
            state: MapState::AsIs,
            label: named.map_or_else(words_of_everyone, |persona| persona.name.clone()),
            points,
        }
    }
}

/// A score set by hand, or nothing.
fn hand_set(touchpoint: &str, value: Option<f64>) -> JourneyPoint {
    JourneyPoint {
        touchpoint: touchpoint.to_owned(),
        value,
        interval: None,
        standard_error: None,
        n: None,
        against_rest: None,
        apart: false,
        hypothesis: value.is_some(),
        suppressed: false,
    }
}

/// The touchpoints that the first measured curve scores, weakest first.
fn weakest(series: &[JourneySeries]) -> Vec<String> {
    let Some(told) = series.iter().find(|series| series.state == MapState::AsIs) else {
        return Vec::new();
    };
    let mut found: Vec<(&str, f64)> = told
        .points
        .iter()
        .filter(|point| !point.hypothesis)
        .filter_map(|point| Some((point.touchpoint.as_str(), point.value?)))
        .collect();
    found.sort_by(|a, b| a.1.total_cmp(&b.1));
    found.into_iter().map(|(touchpoint, _)| touchpoint.to_owned()).collect()
}

/// The check that measures a touchpoint: the first rating, as a mean, of a question bound to it.
fn measure<'a>(touchpoint: &Touchpoint, project: &Project, checks: &[&'a Check]) -> Option<&'a Check> {
    let bound = |check: &&&Check| {
        check.unit == Some(Unit::Score)
            && check.subject.touchpoint.as_deref() == Some(touchpoint.id.as_str())
            && project.surveys.iter().any(|survey| {
                Some(survey.id.as_str()) == check.subject.survey.as_deref()
                    && survey.questions.iter().any(|question| {
                        Some(question.id.as_str()) == check.subject.question.as_deref()
                            && question.role.value == Role::Rating
                    })
            })
    };
    checks.iter().find(bound).copied()
}

/// The scale most touchpoints are rated on: points of another scale are not pooled with them.
fn commonest_scale(measures: &[Option<&Check>], project: &Project) -> [i32; 2] {
    let mut scales: Vec<([i32; 2], usize)> = Vec::new();
    let hypotheses = project
        .journey
        .touchpoints
        .iter()
        .filter_map(|touchpoint| Some(touchpoint.hypothesis.as_ref()?.scale));
    for scale in measures
        .iter()
        .flatten()
        .filter_map(|check| check.scale)
        .chain(hypotheses)
    {
        match scales.iter_mut().find(|(known, _)| *known == scale) {
            Some((_, count)) => *count += 1,
            None => scales.push((scale, 1)),
        }
    }
    scales
        .into_iter()
        .max_by_key(|(_, count)| *count)
        .map_or([1, 5], |(scale, _)| scale)
}

fn latest_period(stops: &[(&Touchpoint, Option<&Check>)]) -> Option<(String, Text)> {
    let check = stops.iter().find_map(|(_, check)| *check)?;
    let cell = check
        .breakdowns
        .iter()
        .find(|breakdown| breakdown.by == ["period"])?
        .cells
        .last()?;
    Some((cell.key.get("period")?.clone(), cell.labels.get("period")?.clone()))
}

fn point(
    touchpoint: &Touchpoint,
    check: Option<&Check>,
    persona: Option<&str>,
    period: Option<&str>,
    scale: [i32; 2],
) -> JourneyPoint {
    let empty = hand_set(&touchpoint.id, None);
    let Some(check) = check else {
        // A hand-set score belongs to the team, not to a persona.
        return match &touchpoint.hypothesis {
            Some(hypothesis) if persona.is_none() && hypothesis.scale == scale => {
                hand_set(&touchpoint.id, Some(hypothesis.score))
            }
            _ => empty,
        };
    };
    let from_cell = |cell: Option<&Cell>| match cell {
        Some(cell) if cell.suppressed => JourneyPoint {
            suppressed: true,
            ..empty.clone()
        },
        Some(cell) => JourneyPoint {
            value: cell.value,
            interval: cell.interval,
            standard_error: cell.standard_error,
            n: cell.n,
            against_rest: cell.against_rest,
            ..empty.clone()
        },
        None => empty.clone(),
    };
    match (persona, period) {
        (None, None) => JourneyPoint {
            value: check.value,
            interval: check.interval,
            standard_error: check.standard_error,
            n: check.n,
            ..empty
        },
        (Some(persona), None) => from_cell(find(check, &[("persona", persona)])),
        (None, Some(period)) => from_cell(find(check, &[("period", period)])),
        (Some(persona), Some(period)) => from_cell(find(check, &[("persona", persona), ("period", period)])),
    }
}

fn touchpoint_row(touchpoint: &Touchpoint, check: Option<&Check>, project: &Project) -> TouchpointRow {
    TouchpointRow {
        id: touchpoint.id.value.clone(),
        title: touchpoint.title.clone(),
        stage: touchpoint.stage.value.clone(),
        channel: touchpoint.channel.value.clone(),
        goal: touchpoint.goal.clone(),
        moment: touchpoint.moment,
        pains: touchpoint.pains.clone(),
        opportunities: touchpoint.opportunities.clone(),
        branch: touchpoint.branch.as_ref().map(|branch| branch.value.clone()),
        lanes: Lanes {
            evidence: touchpoint.evidence.clone(),
            actions: touchpoint.actions.clone(),
            thoughts: touchpoint.thoughts.clone(),
            frontstage: touchpoint.frontstage.clone(),
            backstage: touchpoint.backstage.clone(),
            systems: touchpoint.systems.clone(),
        },
        check: check.map(|check| check.id.clone()),
        hypothesis_reason: touchpoint
            .hypothesis
            .as_ref()
            .map(|hypothesis| hypothesis.reason.clone())
            .unwrap_or_default(),
        findings: Vec::new(),
        verbatims: Vec::new(),
        notes: project
            .notes
            .iter()
            .filter(|note| {
                note.frictions
                    .iter()
                    .any(|friction| friction.value == touchpoint.id.value)
            })
            .map(|note| note.id.value.clone())
            .collect(),
    }
}

/// The lowest measured point of a persona, which is also the one the curve marks; everyone's only where no persona has
/// any.
fn low_point(series: &[JourneySeries]) -> Option<(Option<String>, String)> {
    let lowest = |candidates: &mut dyn Iterator<Item = &JourneySeries>| {
        candidates
            .flat_map(|series| series.points.iter().map(move |point| (series, point)))
            .filter(|(_, point)| !point.hypothesis)
            .filter_map(|(series, point)| Some((series, point, point.value?)))
            .min_by(|a, b| a.2.total_cmp(&b.2))
            .map(|(series, point, _)| (series.persona.clone(), point.touchpoint.clone()))
    };
    lowest(&mut series.iter().filter(|series| series.persona.is_some()))
        .or_else(|| lowest(&mut series.iter().filter(|series| series.persona.is_none())))
}

/// Marks the lowest point of each curve where it is below every other one of the curve, by a test of the difference
/// from each, all corrected together.
fn set_apart(series: &mut [JourneySeries]) {
    let measured = |point: &&JourneyPoint| point.value.is_some() && point.standard_error.is_some();
    let mut lowest: Vec<Option<String>> = Vec::new();
    let mut p_values: Vec<Vec<f64>> = Vec::new();
    for one in &*series {
        let points: Vec<&JourneyPoint> = one.points.iter().filter(measured).collect();
        let low = points
            .iter()
            .min_by(|a, b| a.value.unwrap_or(f64::MAX).total_cmp(&b.value.unwrap_or(f64::MAX)));
        let p = |other: &&JourneyPoint| {
            let (low, other) = (low?, *other);
            let (a, b) = (low.standard_error?, other.standard_error?);
            let error = real::sqrt(a * a + b * b);
            let distance = other.value? - low.value?;
            (low.touchpoint != other.touchpoint).then(|| {
                if error > 0.0 {
                    normal::two_sided_p(distance / error)
                } else {
                    1.0
                }
            })
        };
        p_values.push(points.iter().filter_map(p).collect());
        lowest.push(low.map(|low| low.touchpoint.clone()));
    }
    let mut corrected = multiple::holm(&p_values.concat()).into_iter();
    for ((one, lowest), p_values) in series.iter_mut().zip(lowest).zip(p_values) {
        let own: Vec<f64> = corrected.by_ref().take(p_values.len()).collect();
        let below_all = !own.is_empty() && own.iter().all(|p| *p < ALPHA);
        for point in &mut one.points {
            point.apart = below_all && lowest.as_deref() == Some(point.touchpoint.as_str());
        }
    }
}

/// Hangs findings and comments onto the touchpoints they are about, once both are known.
pub(super) fn attach(audit: &mut Audit) {
    for journey in &mut audit.journeys {
        for touchpoint in &mut journey.touchpoints {
            let about = |other: &Option<String>| other.as_deref() == Some(touchpoint.id.as_str());
            touchpoint.findings = audit
                .findings
                .iter()
                .filter(|finding| about(&finding.touchpoint))
                .map(|finding| finding.id.clone())
                .collect();
            touchpoint.verbatims = audit
                .verbatims
                .iter()
                .filter(|verbatim| about(&verbatim.touchpoint))
                .map(|verbatim| verbatim.id.clone())
                .collect();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Curves of points with a mean and a standard error of 0.1: two lie √0.02 = 0.1414 apart by chance.
    fn curve(persona: Option<&str>, means: &[(&str, f64)]) -> JourneySeries {
        let point = |&(touchpoint, mean): &(&str, f64)| JourneyPoint {
            touchpoint: touchpoint.to_owned(),
            value: Some(mean),
            interval: None,
            standard_error: Some(0.1),
            n: Some(100),
            against_rest: None,
            apart: false,
            hypothesis: false,
            suppressed: false,
        };
        JourneySeries {
            state: MapState::AsIs,
            persona: persona.map(str::to_owned),
            label: Text::same(persona.unwrap_or("all")),
            points: means.iter().map(point).collect(),
        }
    }

    #[test]
    fn a_point_stands_apart_by_tests_not_by_intervals() {
        // 3.0 from 3.4: z = 2.83, p = 0.0047; from 3.9: far. Intervals of ±0.196 would overlap (3.196 and 3.204 do
        // not, 3.196 and 3.19 do): at 3.39 they overlap, and the test still tells them apart, 3 comparisons or not.
        let mut series = [
            curve(None, &[("a", 3.39), ("b", 3.0), ("c", 3.9)]),
            curve(Some("ana"), &[("a", 3.2), ("b", 3.1), ("c", 3.3)]),
            curve(Some("bea"), &[("a", 3.0)]),
        ];
        set_apart(&mut series);
        let apart: Vec<(usize, &str)> = series
            .iter()
            .enumerate()
            .flat_map(|(at, one)| {
                one.points
                    .iter()
                    .filter(|point| point.apart)
                    .map(move |point| (at, &*point.touchpoint))
            })
            .collect();
        assert_eq!(apart, [(0, "b")]);
    }
}
