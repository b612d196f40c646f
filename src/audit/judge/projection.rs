//! The projection of a check that the project asks for, from the figures by period that its page shows anyway. Nothing else
//! uses it.

use std::collections::BTreeMap;

use crate::audit::words::say;
use crate::audit::{
    Cell, Check, Compared, NoProjection, ProjectedPeriod, Projection, ProjectionCheck, ProjectionRecord,
};
use crate::diagnostics::{Place, Problem, Problems};
use crate::evidence::Binding;
use crate::language::{Arg, Args, Text};
use crate::manifest::Unit;
use crate::plugins::plugin_of;
use crate::project::{Periods, setting};
use crate::stats::projection::{Ahead, Checked, LEAST, MOST, Record, Refused, check, project};
use crate::stats::structural::Measured;
use crate::stats::{Interval, normal};

use super::Case;
use super::spacing::Spacing;

/// The projection of a check, or why there is none; `None` where nobody asks for one.
pub(super) fn of_check(
    case: &Case<'_>,
    binding: &Binding,
    found: &Check,
    problems: &mut Problems,
) -> Option<Projection> {
    let settings = &case.project.checks;
    let asked = setting(settings, &binding.check, &binding.plugin, |said| {
        said.projection.as_ref()
    })?;
    let mut projection = Projection {
        asked: asked.value,
        periods: 0,
        gaps: 0,
        refused: None,
        model: None,
        aicc: None,
        drift: None,
        damping: None,
        cut: false,
        ahead: Vec::new(),
        check: None,
    };
    if let Err(reason) = fill(&mut projection, found, periods(case, binding)) {
        projection.refused = Some(reason);
        problems.push(refused(&binding.check, reason, projection.periods, asked.place()));
    }
    Some(projection)
}

/// How the rows of a check are put into periods.
fn periods<'a>(case: &Case<'a>, binding: &Binding) -> Option<&'a Periods> {
    if let Some(table) = &binding.table {
        let id = crate::evidence::source_of(table);
        return case
            .project
            .tables
            .iter()
            .find(|table| table.id.value == id)?
            .periods
            .as_ref();
    }
    let id = binding.survey.as_deref()?;
    case.project
        .surveys
        .iter()
        .find(|survey| survey.id.value == id)?
        .periods
        .as_ref()
}

fn fill(projection: &mut Projection, found: &Check, periods: Option<&Periods>) -> Result<(), NoProjection> {
    let cells = found.breakdowns.iter().find(|breakdown| breakdown.by == ["period"]);
    let (Some(cells), Some(periods)) = (cells.map(|breakdown| &breakdown.cells), periods) else {
        return Err(NoProjection::NoPeriods);
    };
    let id = |cell: &'_ Cell| cell.key.get("period").cloned().unwrap_or_default();
    let ids: Vec<String> = cells.iter().map(id).collect();
    projection.periods = cells.iter().filter_map(measured).count() as u64;
    if projection.periods < LEAST as u64 {
        return Err(NoProjection::TooFew);
    }
    let spacing = Spacing::of(periods, &ids.iter().map(String::as_str).collect::<Vec<_>>())?;
    let at: BTreeMap<usize, &Cell> = spacing.places.iter().copied().zip(cells).collect();
    let first = at.iter().find(|(_, cell)| measured(cell).is_some());
    // A wave that was planned and not yet held is no gap; one that is not shown is.
    let last = at
        .iter()
        .rev()
        .find(|(_, cell)| cell.suppressed || measured(cell).is_some());
    let (Some((first, _)), Some((last, _))) = (first, last) else {
        return Err(NoProjection::TooFew);
    };
    let span = last - first + 1;
    projection.gaps = (span as u64).saturating_sub(projection.periods);
    if projection.gaps > projection.periods {
        return Err(NoProjection::Gaps);
    }
    let first = last + 1 - span.min(MOST);
    let series: Vec<Option<Measured>> = (first..=*last).map(|place| measured(at.get(&place)?)).collect();
    let made = project(&series, projection.asked as usize).map_err(|why| match why {
        Refused::TooFew(_) => NoProjection::TooFew,
        Refused::Still => NoProjection::Still,
    })?;
    projection.model = Some(made.model);
    projection.aicc = made.aicc.map(|[local_level, damped_trend]| Compared {
        local_level,
        damped_trend,
    });
    projection.drift = Some(made.drift);
    projection.damping = made.damping;
    let ends = ends(found, &at);
    for (step, ahead) in made.ahead.iter().enumerate() {
        let place = last + 1 + step;
        let label = spacing.name(place).unwrap_or_else(|| later(step + 1));
        projection.cut |= [ahead.measured, ahead.level]
            .iter()
            .any(|interval| cut(*interval, ends) != *interval);
        projection.ahead.push(period(label, ahead, ends));
    }
    projection.check = check(&series).map(|checked| so_far(&checked));
    Ok(())
}

/// A period's figure with the sampling error that its interval implies: half its width over 1.96, as where two audits are
/// compared. A share of 100 % has a standard error of nought and an interval that knows better.
fn measured(cell: &Cell) -> Option<Measured> {
    let (value, interval) = (cell.value?, cell.interval?);
    let error = interval.half_width() / normal::critical(interval.level);
    (value.is_finite() && error.is_finite()).then_some(Measured {
        value,
        variance: error * error,
    })
}

/// The ends of the scale, where no figure of the series lies beyond: of a rate of return the upper one is where charts end.
fn ends(found: &Check, at: &BTreeMap<usize, &Cell>) -> [f64; 2] {
    let [low, high] = match (found.range, found.unit) {
        (Some(range), _) => range,
        (None, Some(Unit::Duration | Unit::Count)) => [0.0, f64::INFINITY],
        (None, _) => [f64::NEG_INFINITY, f64::INFINITY],
    };
    let beyond = |outside: &dyn Fn(f64) -> bool| at.values().filter_map(|cell| cell.value).any(outside);
    [
        if beyond(&|value| value < low) {
            f64::NEG_INFINITY
        } else {
            low
        },
        if beyond(&|value| value > high) {
            f64::INFINITY
        } else {
            high
        },
    ]
}

fn cut(interval: Interval, [low, high]: [f64; 2]) -> Interval {
    interval.clamped(low, high)
}

fn period(label: Text, ahead: &Ahead, ends: [f64; 2]) -> ProjectedPeriod {
    ProjectedPeriod {
        label,
        value: ahead.value.clamp(ends[0], ends[1]),
        interval: cut(ahead.measured, ends),
        level_interval: cut(ahead.level, ends),
    }
}

/// What a period is called that neither the project nor the calendar names.
fn later(steps: usize) -> Text {
    say(
        "periods-later",
        &Args::from([("n".to_owned(), Arg::Count(i64::try_from(steps).unwrap_or(i64::MAX)))]),
    )
}

fn so_far(checked: &Checked) -> ProjectionCheck {
    let record = |record: &Record| ProjectionRecord {
        held: record.held,
        coverage: record.coverage,
        mean_absolute_error: record.mean_absolute_error,
        mean_width: record.mean_width,
    };
    ProjectionCheck {
        periods: checked.periods,
        projected: record(&checked.projected),
        last_value: record(&checked.last_value),
        nearer: (checked.nearer[0], checked.nearer[1]),
        p: checked.p,
        against_last_value: checked.against,
    }
}

/// A projection asked for a maturity dimension or a rule of the website, which have no figure by period, is told too.
pub(super) fn elsewhere(case: &Case<'_>, problems: &mut Problems) {
    for said in &case.project.checks {
        let Some(asked) = &said.projection else { continue };
        let Some(plugin) = case.registry.get(plugin_of(&said.check)) else {
            continue;
        };
        if plugin.manifest.kind != crate::manifest::Kind::Kpi && said.active != Some(false) {
            problems.push(refused(&said.check, NoProjection::NoPeriods, 0, asked.place()));
        }
    }
}

fn refused(id: &str, reason: NoProjection, periods: u64, place: Place) -> Problem {
    let (why, help) = match reason {
        NoProjection::NoPeriods => (
            Text::prose(
                "only an indicator with a figure by period has a past to go by",
                "seul un indicateur chiffré par période a un passé sur lequel s'appuyer",
            ),
            Text::prose(
                "remove `projection`, or declare `periods:` where its data is read",
                "retirez `projection`, ou déclarez `periods:` là où ses données sont lues",
            ),
        ),
        NoProjection::Undated => (
            Text::prose(
                "a projection goes on by steps of one length, and the ids of these waves do not say when they were",
                "une projection avance par pas d'une même longueur, et les identifiants de ces vagues ne disent pas leur date",
            ),
            Text::prose(
                "name waves `2026-03`, `2026-q1` or `2026`, or give their days by `periods: {between: …}`",
                "nommez les vagues `2026-03`, `2026-q1` ou `2026`, ou donnez leurs dates par `periods: {between: …}`",
            ),
        ),
        NoProjection::Uneven => (
            Text::prose(
                "a projection goes on by steps of one length, and these periods lie at uneven distances",
                "une projection avance par pas d'une même longueur, et ces périodes sont inégalement espacées",
            ),
            Text::prose(
                "cut by `month`, `quarter` or `year`, or remove `projection`",
                "découpez par `month`, `quarter` ou `year`, ou retirez `projection`",
            ),
        ),
        NoProjection::Gaps => (
            Text::prose(
                "more periods are missing between the first and the last than have a figure",
                "il manque plus de périodes entre la première et la dernière qu'il n'y en a de chiffrées",
            ),
            Text::prose(
                "cut the data into longer periods, or remove `projection`",
                "découpez les données en périodes plus longues, ou retirez `projection`",
            ),
        ),
        NoProjection::TooFew => (
            Text::prose(
                format!(
                    "{periods} periods have a figure with an interval, and fewer than {LEAST} do not tell how far it drifts"
                ),
                format!(
                    "{periods} périodes ont un chiffre avec un intervalle, et moins de {LEAST} ne disent pas combien il dérive"
                ),
            ),
            Text::prose(
                "wait for more periods, cut the data into shorter ones, or remove `projection`",
                "attendez d'autres périodes, découpez les données plus finement, ou retirez `projection`",
            ),
        ),
        NoProjection::Still => (
            Text::prose(
                "all its figures are the same and without sampling error: nothing says how far it may drift",
                "tous ses chiffres sont les mêmes et sans erreur d'échantillonnage : rien ne dit combien il peut dériver",
            ),
            Text::prose("remove `projection`", "retirez `projection`"),
        ),
    };
    Problem::warning(
        "project/no-projection",
        Text::prose(format!("`{id}` is not projected"), format!("`{id}` n'est pas projeté")),
    )
    .why(why)
    .help(help)
    .at(place)
}
