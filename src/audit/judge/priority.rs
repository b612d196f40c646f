//! The priority of an action: weight × gap × reach ÷ effort.
//!
//! - *gap*: how far the findings it answers are from where they should be, 0 to 1, as findings carry it
//!   ([`Finding::size`]): the largest one, since two findings often tell of one thing;
//! - *reach*: the share of respondents, 0 to 1, who live what that finding is about: answers to its question out of all
//!   rows of the survey; a finding about the site or the organisation concerns everyone;
//! - *effort*: low 1, medium 2, high 3; an action without effort counts as medium;
//! - *weight*: what the question or touchpoint weighs in the figures it goes along with: its share of R² times the
//!   number of drivers, so that 1 is an average driver, averaged over the indicators that it is a driver of; 1 where no
//!   analysis of drivers says.
//!
//! The product orders actions; it is no amount of anything.

use crate::audit::{Driver, Finding, Priority, Severity, SurveyRow};
use crate::project::{Action, Size};

use super::Judged;

pub(super) fn priority(
    action: &Action,
    answered: &[&Finding],
    judged: &[Judged<'_>],
    surveys: &[SurveyRow],
) -> Option<Priority> {
    let effort = match action.effort {
        Some(Size::Low) => 1.0,
        Some(Size::Medium) | None => 2.0,
        Some(Size::High) => 3.0,
    };
    answered
        .iter()
        .filter(|finding| finding.severity != Severity::Strength)
        .map(|finding| {
            let reach = reach(finding, judged, surveys);
            let weight = weight(finding, judged);
            Priority {
                finding: finding.id.clone(),
                weight,
                gap: finding.size,
                reach,
                effort,
                value: weight * finding.size * reach / effort,
            }
        })
        .max_by(|a, b| a.value.total_cmp(&b.value).then_with(|| b.finding.cmp(&a.finding)))
}

fn weight(finding: &Finding, judged: &[Judged<'_>]) -> f64 {
    let is_about = |driver: &Driver| {
        driver.check.as_ref() == Some(&finding.check)
            || (driver.touchpoint.is_some() && driver.touchpoint == finding.touchpoint)
    };
    let weights: Vec<f64> = judged
        .iter()
        .filter_map(|judged| judged.check.drivers.as_ref())
        .filter_map(|found| {
            let driver = found.drivers.iter().find(|driver| is_about(driver))?;
            Some(driver.share * found.drivers.len() as f64)
        })
        .collect();
    if weights.is_empty() {
        1.0
    } else {
        weights.iter().sum::<f64>() / weights.len() as f64
    }
}

fn reach(finding: &Finding, judged: &[Judged<'_>], surveys: &[SurveyRow]) -> f64 {
    let check = judged
        .iter()
        .map(|judged| &judged.check)
        .find(|check| check.id == finding.check);
    let asked = check.and_then(|check| {
        let survey = surveys
            .iter()
            .find(|survey| Some(&survey.id) == check.subject.survey.as_ref())?;
        Some((check.n?, survey.rows))
    });
    match asked {
        Some((n, rows)) if rows > 0 => (n as f64 / rows as f64).min(1.0),
        _ => 1.0,
    }
}
