//! `parcours check`: everything but publishing, and a verdict for CI.

use serde::Serialize;

use super::End;
use super::arguments::{Check, FailOn, Format};
use super::print::{Judged, github, junit, markdown, sarif};
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
        Format::Junit | Format::Sarif | Format::Github | Format::Markdown => {
            let judged = Judged {
                project: &check.project.project,
                lang: terminal.lang,
                problems: &outcome.problems,
                audit: outcome.audit.as_ref(),
                gated: &|outcome| fails_by(outcome, &check.fail_on),
                words: &|one| outcome_words(one, terminal.lang),
            };
            terminal.print(&match check.format {
                Format::Junit => junit(&judged),
                Format::Sarif => serde_json::to_string_pretty(&sarif(&judged))?,
                Format::Markdown => {
                    let end = match end {
                        End::Done => terminal.say("passed", "réussi"),
                        End::GateFailed => terminal.say("the gate failed", "le seuil n’est pas atteint"),
                        End::Wrong => terminal.say("the project cannot be read", "le projet est illisible"),
                    };
                    markdown(&judged, &end, &|one| figure(one, terminal.lang), check.links.as_deref())
                }
                _ => github(&judged),
            })?;
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
    let warns = || problems.iter().any(|problem| problem.severity == Severity::Warning);
    audit.checks.iter().any(|check| fails_by(check.outcome, fail_on)) || fail_on.contains(&FailOn::Warning) && warns()
}

/// Whether an outcome of a check fails the gate.
fn fails_by(outcome: Outcome, fail_on: &[FailOn]) -> bool {
    let on = match outcome {
        Outcome::Failed => FailOn::Failed,
        Outcome::CannotTell => FailOn::CannotTell,
        Outcome::Untested => FailOn::Untested,
        Outcome::Passed | Outcome::NotApplicable => return false,
    };
    fail_on.contains(&on)
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
