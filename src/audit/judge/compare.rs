//! Comparisons: between waves, and of a group with everyone else. What becomes a headline is corrected by Holm, tables
//! that are explored by Benjamini and Hochberg; a family is every comparison of its kind in the whole report, not what
//! one page shows of it.

use std::collections::BTreeMap;

use crate::audit::{Change, Check, Contrast, Correction, Test};
use crate::evidence::{DimensionFacts, Protected, QuestionEvidence, Summary};
use crate::project::Project;
use crate::stats::{Difference, Interval, multiple, planning};

use super::{Case, How, Judged, Source, by_group};

/// Below this a corrected p value counts as beyond chance.
pub(super) const ALPHA: f64 = 0.05;

/// The changes of every indicator by the id of its check, all corrected: those into the latest period together, and
/// older ones together.
pub(super) fn changes(case: &Case<'_>) -> BTreeMap<String, Vec<Change>> {
    let mut all: Vec<(String, Vec<Change>)> = Vec::new();
    for binding in &case.plan.bindings {
        let how = case.registry.get(&binding.plugin).and_then(|plugin| {
            if plugin.manifest.reads_constructs() {
                return by_group::changes(case, binding, plugin);
            }
            let source = Source::of(case, binding, plugin)?;
            let found = case.evidence.question(source.survey, source.question)?;
            let facts = case.evidence.survey(source.survey)?;
            Some(of_question(case.project, found, &facts.dimensions, &source.how))
        });
        all.extend(how.map(|changes| (binding.check.clone(), changes)));
    }
    for family in [Correction::Holm, Correction::BenjaminiHochberg] {
        let of_family = all
            .iter_mut()
            .flat_map(|(_, changes)| changes)
            .filter(|change| change.test.correction == family);
        correct(of_family.map(|change| (&mut change.test, change.interval)).collect());
    }
    all.into_iter().collect()
}

/// Differences between periods that follow one another, for everyone and for each persona.
fn of_question(project: &Project, found: &QuestionEvidence, facts: &[DimensionFacts], how: &How<'_>) -> Vec<Change> {
    of_periods(project, facts, |persona, from, to| {
        let summary = |period: &str| {
            match persona {
                None => found.cell(&["period"], &[period]),
                Some(persona) => found.cell(&["persona", "period"], &[persona, period]),
            }
            .and_then(Protected::shown)
        };
        let (before, after) = (summary(from)?, summary(to)?);
        let (difference, repeated) = how.change(before, after, found.repeated(from, to, persona))?;
        Some((difference, (before.n(), after.n()), repeated))
    })
}

/// A difference, how many answered earlier and later, and how many both times where the test knows of them.
pub(super) type Changed = (Difference, (u64, u64), Option<u64>);

/// The differences that `between` finds between periods that follow one another, for everyone and for each persona.
pub(super) fn of_periods(
    project: &Project,
    facts: &[DimensionFacts],
    between: impl Fn(Option<&str>, &str, &str) -> Option<Changed>,
) -> Vec<Change> {
    let Some(periods) = facts.iter().find(|facts| facts.id == "period") else {
        return Vec::new();
    };
    let personas = project.personas.iter().map(|persona| Some(persona.id.as_str()));
    let mut changes = Vec::new();
    for persona in std::iter::once(None).chain(personas) {
        for pair in periods.values.windows(2) {
            let [from, to] = pair else { continue };
            let Some((found, n, repeated)) = between(persona, &from.id, &to.id) else {
                continue;
            };
            changes.push(Change {
                from: (from.id.clone(), from.label.clone()),
                to: (to.id.clone(), to.label.clone()),
                persona: persona.map(str::to_owned),
                difference: found.value,
                interval: found.interval,
                test: uncorrected(&found, Correction::BenjaminiHochberg),
                n,
                repeated,
            });
        }
    }
    let place = |id: &str| periods.values.iter().position(|period| period.id == id);
    let latest = changes.iter().map(|change| place(&change.to.0)).max().flatten();
    for change in &mut changes {
        if place(&change.to.0) == latest {
            change.test.correction = Correction::Holm;
        }
    }
    changes
}

/// Tests the groups of a check against the rest; they are corrected once every check is judged. Groups are those that
/// pages compare: of the latest period where the table has it, else of all rows.
pub(super) fn against_rest(check: &mut Check, found: &QuestionEvidence, how: &How<'_>) {
    let period = check.current.as_ref().and_then(|cell| cell.key.get("period")).cloned();
    let crossed: Vec<String> = check
        .breakdowns
        .iter()
        .filter(|breakdown| breakdown.by.len() == 2 && breakdown.by.iter().any(|by| by == "period"))
        .flat_map(|breakdown| breakdown.by.iter().filter(|by| *by != "period").cloned())
        .collect();
    for breakdown in &mut check.breakdowns {
        let in_period = breakdown.by.len() == 2 && breakdown.by.iter().any(|by| by == "period");
        let everyone = match &period {
            Some(period) if in_period => found.cell(&["period"], &[period]),
            _ if breakdown.by.len() != 1 || breakdown.by == ["period"] => None,
            Some(_) if crossed.contains(&breakdown.by[0]) => None,
            _ => Some(&found.total),
        };
        let Some(everyone) = everyone.and_then(Protected::shown) else {
            continue;
        };
        for cell in &mut breakdown.cells {
            if in_period && cell.key.get("period") != period.as_ref() {
                continue;
            }
            let by: Vec<&str> = breakdown.by.iter().map(String::as_str).collect();
            let key: Vec<&str> = by
                .iter()
                .filter_map(|by| cell.key.get(*by).map(String::as_str))
                .collect();
            let group = found.cell(&by, &key).and_then(Protected::shown);
            cell.against_rest = group.and_then(|group| contrast(how, group, &everyone.without(group)));
        }
    }
}

fn contrast(how: &How<'_>, group: &Summary, rest: &Summary) -> Option<Contrast> {
    if group.n() == 0 || rest.n() == 0 {
        return None;
    }
    let found = how.difference(rest, group)?;
    Some(Contrast {
        difference: found.value,
        interval: found.interval,
        test: uncorrected(&found, Correction::BenjaminiHochberg),
        n: rest.n(),
    })
}

/// Corrects the comparisons of groups over all checks.
pub(super) fn correct_contrasts(judged: &mut [Judged<'_>]) {
    let contrasts = judged
        .iter_mut()
        .flat_map(|judged| &mut judged.check.breakdowns)
        .flat_map(|breakdown| &mut breakdown.cells)
        .filter_map(|cell| cell.against_rest.as_mut());
    correct(
        contrasts
            .map(|contrast| (&mut contrast.test, contrast.interval))
            .collect(),
    );
}

/// A test that stands alone so far.
pub(super) fn uncorrected(found: &Difference, correction: Correction) -> Test {
    Test {
        standard_error: found.standard_error,
        p: found.p_value,
        p_corrected: found.p_value,
        correction,
        family: 1,
        detectable: 0.0,
        beyond_chance: false,
    }
}

/// Corrects the tests of one family, all by the same correction, each with the interval of its difference.
pub(super) fn correct(mut family: Vec<(&mut Test, Interval)>) {
    let p: Vec<f64> = family.iter().map(|(test, _)| test.p).collect();
    let corrected = match family.first().map(|(test, _)| test.correction) {
        Some(Correction::Holm) => multiple::holm(&p),
        _ => multiple::benjamini_hochberg(&p),
    };
    let size = family.len();
    for ((test, interval), p) in family.iter_mut().zip(corrected) {
        test.p_corrected = p;
        test.family = size as u64;
        test.detectable = planning::detectable(test.standard_error, 1.0 - ALPHA / size as f64, planning::POWER);
        test.beyond_chance = p < ALPHA && (interval.low > 0.0 || interval.high < 0.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::ValueCount;
    use crate::manifest::{Direction, Estimate, typed};
    use crate::stats::nps;

    fn test(p: f64, correction: Correction) -> (Test, Interval) {
        let interval = Interval {
            level: 0.95,
            low: 0.1,
            high: 2.0,
            method: "student-t",
        };
        let test = Test {
            standard_error: 1.0,
            p,
            p_corrected: p,
            correction,
            family: 1,
            detectable: 0.0,
            beyond_chance: false,
        };
        (test, interval)
    }

    /// The fifteen of Benjamini and Hochberg, 1995: nine below 0.05 uncorrected, three by Holm, four by their own.
    #[test]
    fn headlines_are_stricter_than_tables_that_are_explored() {
        const P: [f64; 15] = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
            0.7590, 1.0,
        ];
        for (correction, beyond) in [(Correction::Holm, 3), (Correction::BenjaminiHochberg, 4)] {
            let mut tests = P.map(|p| test(p, correction));
            correct(tests.iter_mut().map(|(test, interval)| (test, *interval)).collect());
            assert_eq!(tests.iter().filter(|(test, _)| test.beyond_chance).count(), beyond);
            assert!(tests.iter().all(|(test, _)| test.family == 15));
            // z at 0.05/15 two-sided is 2.9352, and 0.8416 for the power.
            assert!(
                (tests[0].0.detectable - 3.7768).abs() < 5e-5,
                "{}",
                tests[0].0.detectable
            );
        }
        // An interval that holds zero is never beyond chance, whatever the test of its family says.
        let (mut one, mut around) = test(0.001, Correction::Holm);
        around.low = -0.1;
        correct(vec![(&mut one, around)]);
        assert!(!one.beyond_chance);
    }

    fn summary(counts: &[(i32, u64)]) -> Summary {
        let value = |&(value, n): &(i32, u64)| ValueCount {
            value,
            n,
            weight: n as f64,
            weight_squared: n as f64,
        };
        Summary {
            values: counts.iter().map(value).collect(),
            ..Summary::default()
        }
    }

    /// 400 answers in all, 100 of the group: it is held against the other 300, not against the 400.
    #[test]
    fn a_group_is_tested_against_those_who_are_not_in_it() {
        let mut problems = crate::diagnostics::Problems::new();
        let yaml = "net-share: {of: a, plus: [9, 10], minus: [0, 6]}";
        let estimate: Estimate = typed("plugin.yaml", yaml, &mut problems).unwrap();
        let how = How {
            estimate: &estimate,
            scale: [0, 10],
            direction: Direction::HigherIsBetter,
            weighted: false,
        };
        let (everyone, group) = (summary(&[(3, 100), (8, 120), (10, 180)]), summary(&[(3, 50), (10, 50)]));
        let rest = everyone.without(&group);
        assert_eq!(rest, summary(&[(3, 50), (8, 120), (10, 130)]));
        let found = contrast(&how, &group, &rest).unwrap();
        let counts = |plus, neither, minus| nps::counts([(10.0, plus), (8.0, neither), (0.0, minus)]);
        let by_hand = nps::difference(&counts(130, 120, 50), &counts(50, 0, 50), 0.95).unwrap();
        assert!((found.difference - by_hand.value).abs() < 1e-9 && (found.test.p - by_hand.p_value).abs() < 1e-12);
        assert!((found.difference - (0.0 - 100.0 * 80.0 / 300.0)).abs() < 1e-9);
        assert_eq!(found.n, 300);
        // A group that is everyone has no rest.
        assert_eq!(contrast(&how, &everyone, &everyone.without(&everyone)), None);
    }
}
