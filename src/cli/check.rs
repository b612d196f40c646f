//! `parcours check`: everything but publishing, and a verdict for CI.

use serde::Serialize;

use super::End;
use super::arguments::{Check, FailOn, Format};
use super::terminal::{Terminal, files, pipeline_options};
use crate::audit::{self, Audit, Outcome};
use crate::diagnostics::{Problem, Severity};
use crate::language::{Lang, core, number};
use crate::manifest::{Kind, Unit};
use crate::pipeline;
use crate::project::Day;

/// What `--format json` prints.
#[derive(Serialize)]
struct Report<'a> {
    /// Whether the gate failed.
    gate: &'static str,
    /// Every problem.
    problems: &'a [Problem],
    /// The audit, where the input was good enough to make one.
    audit: Option<&'a Audit>,
}

/// Judges a project.
pub(super) fn run(check: &Check, terminal: &Terminal) -> anyhow::Result<End> {
    let disk = files(&check.project, terminal)?;
    let mut options = pipeline_options(&check.project, None, terminal);
    if let Some(today) = &check.today {
        options.today = Some(Day(today
            .parse()
            .map_err(|error| anyhow::anyhow!("--today {today}: {error}"))?));
    }
    let outcome = pipeline::audit(&disk, &options);
    let end = match &outcome.audit {
        None => End::Wrong,
        Some(_) if outcome.is_incomplete() => End::GateFailed,
        Some(audit) if fails(audit, &outcome.problems, &check.fail_on) => End::GateFailed,
        Some(_) => End::Done,
    };
    match check.format {
        Format::Json => {
            let gate = match end {
                End::Done => "passed",
                End::GateFailed => "failed",
                End::Wrong => "wrong-input",
            };
            let report = Report {
                gate,
                problems: &outcome.problems,
                audit: outcome.audit.as_ref(),
            };
            terminal.print(&serde_json::to_string_pretty(&report)?)?;
        }
        Format::Human => {
            terminal.problems(&outcome.problems);
            if let Some(audit) = &outcome.audit {
                terminal.print(&table(audit, terminal.lang))?;
            }
        }
    }
    Ok(end)
}

fn fails(audit: &Audit, problems: &[Problem], fail_on: &[FailOn]) -> bool {
    fail_on.iter().any(|on| match on {
        FailOn::Failed => audit.checks.iter().any(|check| check.outcome == Outcome::Failed),
        FailOn::CannotTell => audit.checks.iter().any(|check| check.outcome == Outcome::CannotTell),
        FailOn::Untested => audit.checks.iter().any(|check| check.outcome == Outcome::Untested),
        FailOn::Warning => problems.iter().any(|problem| problem.severity == Severity::Warning),
        FailOn::Nothing => false,
    })
}

/// One line per check: outcome in words, id, value with interval and n.
fn table(audit: &Audit, lang: Lang) -> String {
    let rows: Vec<[String; 3]> = audit
        .checks
        .iter()
        .map(|check| [outcome_words(check, lang), check.id.clone(), figure(check, lang)])
        .collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let (first, second) = (width(0), width(1));
    rows.iter().fold(String::new(), |mut table, [outcome, id, figure]| {
        let line = format!("{outcome:<first$}  {id:<second$}  {figure}");
        table.push_str(line.trim_end());
        table.push('\n');
        table
    })
}

/// The outcome in the words of pages, never the EARL word.
fn outcome_words(check: &audit::Check, lang: Lang) -> String {
    let kind = match check.kind {
        Kind::Kpi => "kpi",
        Kind::Maturity => "maturity",
        Kind::Website => "website",
    };
    let outcome = match check.outcome {
        Outcome::Passed => "passed",
        Outcome::Failed => "failed",
        Outcome::CannotTell => "cannot-tell",
        Outcome::NotApplicable => "not-applicable",
        Outcome::Untested => "untested",
    };
    let key = format!("outcome-{kind}-{outcome}");
    core().word(lang, &key).unwrap_or(key)
}

fn figure(check: &audit::Check, lang: Lang) -> String {
    let show = |value: f64| match check.unit {
        Some(Unit::Points) => number::signed(lang, value, 1),
        Some(Unit::Percent) => number::percent(lang, value / 100.0, 1),
        _ => number::number(lang, value, 2),
    };
    let standing = check.standing();
    // A level is written below, with how many there are.
    let value = standing.value.filter(|_| check.level.is_none());
    let mut parts: Vec<String> = value.map(show).into_iter().collect();
    if let Some(interval) = standing.interval {
        parts.push(format!("({})", number::range(lang, interval.low, interval.high, show)));
    }
    if let Some(n) = standing.n {
        parts.push(number::n(lang, n));
    }
    if let Some(period) = check.current.as_ref().and_then(|current| current.labels.get("period")) {
        parts.push(format!("[{}]", period.get(lang)));
    }
    if let Some(score) = check.score {
        parts.push(format!(
            "{}/100 ({})",
            number::number(lang, score, 0),
            number::percent(lang, check.share_checked, 0)
        ));
    }
    if let Some(level) = check.level {
        parts.push(format!(
            "{level}/{}",
            check.levels.last().map_or(0, |level| level.level)
        ));
    }
    parts.join(" ")
}
