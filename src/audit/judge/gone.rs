//! What actions answer and is no longer found, or was never there.

use crate::audit::{Check, Finding, GoneFinding, Severity};
use crate::diagnostics::{Problem, Problems, suggestion};
use crate::language::{Lang, Text, date};
use crate::manifest::Located;
use crate::project::{Action, ActionStatus, Day, EarlierFinding, Project};

use super::actions::Answerable;

impl Answerable for EarlierFinding {
    fn finding(&self) -> &str {
        &self.id
    }
    fn check(&self) -> &str {
        &self.check
    }
    fn touchpoint(&self) -> Option<&str> {
        self.touchpoint.as_deref()
    }
    fn criterion(&self) -> Option<&str> {
        self.criterion.as_deref()
    }
}

/// Of an action's answers those that match no finding but one of an earlier audit. An open action for such a finding is
/// told; so is an answer that matches nothing at all.
pub(super) fn of_action(
    action: &Action,
    project: &Project,
    checks: &[&Check],
    findings: &[Finding],
    as_of: Option<Day>,
    problems: &mut Problems,
) -> Vec<GoneFinding> {
    let open = !matches!(action.status, ActionStatus::Done | ActionStatus::Dropped);
    let mut gone = Vec::new();
    for answer in &action.answers {
        let still = |finding: &&Finding| finding.severity != Severity::Strength && finding.is_answered_by(answer);
        if findings.iter().find(still).is_some() {
            continue;
        }
        match earlier(answer, project, as_of) {
            Some(found) => {
                if open {
                    problems.push(vanished(action, answer, &found));
                }
                gone.push(found);
            }
            None if !is_something(answer, project, checks) => problems.push(unknown(answer, project, checks)),
            None => {}
        }
    }
    gone
}

/// The latest earlier finding that the answer matched, and since when there is none.
fn earlier(answer: &str, project: &Project, as_of: Option<Day>) -> Option<GoneFinding> {
    let before = |day: Day| as_of.is_none_or(|today| day < today);
    let audits: Vec<_> = project.earlier.iter().filter(|audit| before(audit.as_of)).collect();
    let (place, found) = audits.iter().enumerate().rev().find_map(|(place, audit)| {
        let mut findings = audit.findings.iter();
        let found = findings.find(|finding| finding.severity != "strength" && finding.is_answered_by(answer))?;
        Some((place, found))
    })?;
    Some(GoneFinding {
        finding: found.id.clone(),
        text: found.text(),
        last_seen: audits.get(place)?.as_of,
        gone_by: audits.get(place + 1).map(|audit| audit.as_of).or(as_of),
    })
}

/// Whether an answer names something that may have findings: a check, a plugin, a criterion, a touchpoint, a friction.
fn is_something(answer: &str, project: &Project, checks: &[&Check]) -> bool {
    named(project, checks).any(|known| known == answer)
        || checks.iter().any(|check| {
            let criterion = answer
                .strip_prefix(check.id.as_str())
                .and_then(|rest| rest.strip_prefix('/'));
            check
                .criteria
                .iter()
                .any(|one| Some(one.id.as_str()) == criterion || one.id == answer)
        })
}

fn named<'a>(project: &'a Project, checks: &'a [&Check]) -> impl Iterator<Item = &'a str> {
    let touchpoints = project
        .journey
        .touchpoints
        .iter()
        .map(|touchpoint| touchpoint.id.as_str());
    let frictions = project.frictions.iter().map(|friction| friction.id.as_str());
    let ids = checks
        .iter()
        .flat_map(|check| [check.id.as_str(), check.plugin.id.as_str()]);
    touchpoints.chain(frictions).chain(ids).chain(NOUNS)
}

/// What stands in the place of a check where no check makes the finding.
const NOUNS: [&str; 5] = ["personas", "channels", "promises", "organisation", "journey"];

fn vanished(action: &Action, answer: &Located<String>, found: &GoneFinding) -> Problem {
    let words = |lang: Lang| {
        let day = |day: Day| date::long(lang, day.0);
        let (last, by) = (day(found.last_seen), found.gone_by.map(day));
        let (id, finding) = (&action.id.value, &found.finding);
        match (lang, by) {
            (Lang::En, Some(by)) => {
                format!("action `{id}` answers `{finding}`, last found on {last} and gone by {by}")
            }
            (Lang::En, None) => format!("action `{id}` answers `{finding}`, last found on {last}"),
            (Lang::Fr, Some(by)) => {
                format!("l'action `{id}` répond à `{finding}`, vu pour la dernière fois le {last} et disparu au {by}")
            }
            (Lang::Fr, None) => {
                format!("l'action `{id}` répond à `{finding}`, vu pour la dernière fois le {last}")
            }
        }
    };
    Problem::warning("project/finding-gone", Text::prose(words(Lang::En), words(Lang::Fr)))
        .why(Text::prose(
            "the plan asks for work on something that the data no longer show",
            "le plan demande du travail sur quelque chose que les données ne montrent plus",
        ))
        .help(Text::prose(
            "close the action (`status: done` or `dropped`), or say what else it `answers`",
            "soldez l'action (`status: done` ou `dropped`), ou dites à quoi d'autre elle répond (`answers`)",
        ))
        .at(answer.place())
}

fn unknown(answer: &Located<String>, project: &Project, checks: &[&Check]) -> Problem {
    Problem::warning(
        "project/unknown-answer",
        Text::prose(
            format!("nothing here is called `{}`", answer.value),
            format!("rien ne s'appelle `{}` ici", answer.value),
        ),
    )
    .why(Text::prose(
        "an action answers a finding by its id, or all findings of a check, a criterion or a touchpoint",
        "une action répond à un constat par son identifiant, ou à tous ceux d'un contrôle, d'un critère ou d'un point de contact",
    ))
    .help(suggestion(answer, named(project, checks)))
    .at(answer.place())
}
