//! Findings of the core: what follows from any result, whatever its plugin. What only a plugin knows comes from its
//! script and is worded by its own messages.

use std::collections::BTreeMap;

use crate::audit::words::say;
use crate::audit::{Change, Check, Correction, Finding, Outcome, PersonaRow, Severity};
use crate::language::{Arg, Args, Lang, Text};
use crate::manifest::{Direction, Kind, Unit};

use super::show;

/// A finding before it has an id.
pub(super) fn finding(check: &Check, message: &str, values: Args, severity: Severity, text: Text) -> Finding {
    Finding {
        id: String::new(),
        key: format!("{}/{message}", stable_check_key(check)),
        check: check.id.clone(),
        message: message.to_owned(),
        values,
        severity,
        size: 0.0,
        text,
        touchpoint: check.subject.touchpoint.clone(),
        persona: None,
        criterion: None,
        place: None,
        verbatims: Vec::new(),
        actions: Vec::new(),
    }
}

/// What a finding's id is made from: not the check's id, which changes when a second question of its role, or a second
/// table of its kind, appears.
fn stable_check_key(check: &Check) -> String {
    let plugin = &check.plugin.id;
    let subject = &check.subject;
    match (&subject.survey, &subject.question, &subject.table) {
        (Some(survey), Some(question), _) => format!("{plugin}:{survey}.{question}"),
        (Some(of), None, _) | (None, _, Some(of)) => format!("{plugin}:{of}"),
        (None, _, None) => plugin.clone(),
    }
}

/// Gives each finding a key of its own: where a script says one message of several things and not of which, the words it
/// puts in tell them apart, else their order.
pub(super) fn tell_apart(findings: &mut [Finding]) {
    type Part = fn(&Finding, usize) -> String;
    let parts: [Part; 2] = [|finding, _| words_of(finding), |_, order| (order + 1).to_string()];
    for part in parts {
        let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (place, finding) in findings.iter().enumerate() {
            groups.entry(finding.key.clone()).or_default().push(place);
        }
        for places in groups.values().filter(|places| places.len() > 1) {
            for (order, place) in places.iter().enumerate() {
                let more = part(&findings[*place], order);
                if !more.is_empty() {
                    findings[*place].key.push('=');
                    findings[*place].key.push_str(&more);
                }
            }
        }
    }
}

/// The words among the values of a finding; figures change with every wave, and the brand is that of all.
fn words_of(finding: &Finding) -> String {
    let own = finding.values.iter().filter(|(name, _)| *name != "brand");
    let words = own.filter_map(|(_, value)| match value {
        Arg::Text(words) => Some(words.as_str()),
        Arg::Words(text) => Some(text.get(Lang::En)),
        _ => None,
    });
    words.collect::<Vec<_>>().join("+")
}

/// Everything the core finds in a check.
pub(super) fn of_check(check: &Check, personas: &[PersonaRow]) -> Vec<Finding> {
    match check.kind {
        Kind::Kpi => target(check).into_iter().chain(changes(check, personas)).collect(),
        Kind::Website => criteria(check),
        Kind::Maturity => level(check).into_iter().collect(),
    }
}

fn target(check: &Check) -> Option<Finding> {
    let standing = check.standing();
    let (value, interval) = (standing.value?, standing.interval?);
    let target = check.target?.value;
    let lower = check.direction == Some(Direction::LowerIsBetter);
    let (message, severity) = match check.outcome {
        Outcome::Failed if lower => ("target-missed-lower", Severity::Medium),
        Outcome::Failed => ("target-missed", Severity::Medium),
        Outcome::Passed => ("target-met", Severity::Strength),
        _ => return None,
    };
    let values = Args::from([
        ("title".to_owned(), Arg::Words(show::title(check))),
        ("value".to_owned(), show::figure(check.unit, value)),
        ("range".to_owned(), show::between(check.unit, &interval)),
        ("target".to_owned(), show::figure(check.unit, target)),
    ]);
    let text = say(message, &values);
    // One key for met and missed: it is the same thing that is said of the target, wave after wave.
    Some(Finding {
        key: format!("{}/target", stable_check_key(check)),
        size: share_of_scale(check, value - target),
        ..finding(check, message, values, severity, text)
    })
}

/// A distance in the unit of the check as a share of its range.
fn share_of_scale(check: &Check, distance: f64) -> f64 {
    let [low, high] = check.range.unwrap_or([0.0, 100.0]);
    if high > low {
        (distance.abs() / (high - low)).min(1.0)
    } else {
        0.0
    }
}

/// Changes into the latest period, beyond chance: older ones are history that the trend shows.
fn changes<'a>(check: &'a Check, personas: &'a [PersonaRow]) -> impl Iterator<Item = Finding> + 'a {
    check
        .changes
        .iter()
        .filter(|change| change.beyond_chance() && change.test.correction == Correction::Holm)
        .map(move |change| changed(check, change, personas))
}

fn changed(check: &Check, change: &Change, personas: &[PersonaRow]) -> Finding {
    let up = change.difference > 0.0;
    let (message, severity) = match (check.direction, up) {
        (None, false) => ("fell", Severity::Low),
        (None, true) => ("rose", Severity::Low),
        (Some(Direction::LowerIsBetter), true) => ("got-worse", Severity::High),
        (Some(Direction::LowerIsBetter), false) => ("got-better", Severity::Strength),
        (Some(_), false) => ("fell", Severity::High),
        (Some(_), true) => ("rose", Severity::Strength),
    };
    let persona = change
        .persona
        .as_ref()
        .and_then(|id| personas.iter().find(|persona| persona.id == *id));
    let mut values = Args::from([
        ("title".to_owned(), Arg::Words(show::title(check))),
        (
            "difference".to_owned(),
            show::distance(check.unit, change.difference.abs()),
        ),
        ("from".to_owned(), Arg::Words(change.from.1.clone())),
        ("to".to_owned(), Arg::Words(change.to.1.clone())),
        (
            "range".to_owned(),
            show::between_differences(check.unit, &change.interval),
        ),
    ]);
    let message = match persona {
        Some(persona) => {
            values.insert("persona".to_owned(), Arg::Words(persona.name.clone()));
            format!("{message}-persona")
        }
        None => message.to_owned(),
    };
    let text = say(&message, &values);
    let who = change.persona.as_deref().map(|id| format!("#{id}")).unwrap_or_default();
    Finding {
        key: format!("{}/change{who}", stable_check_key(check)),
        persona: change.persona.clone(),
        size: share_of_scale(check, change.difference),
        ..finding(check, &message, values, severity, text)
    }
}

fn criteria(check: &Check) -> Vec<Finding> {
    let failed = check
        .criteria
        .iter()
        .filter(|criterion| criterion.outcome == Outcome::Failed);
    failed
        .map(|criterion| {
            let values = Args::from([
                ("criterion".to_owned(), Arg::Words(criterion.title.clone())),
                (
                    "occurrences".to_owned(),
                    Arg::Count(i64::try_from(criterion.occurrences).unwrap_or(i64::MAX)),
                ),
                (
                    "pages".to_owned(),
                    Arg::Count(i64::try_from(criterion.pages_failed).unwrap_or(i64::MAX)),
                ),
            ]);
            let severity = match criterion.weight {
                10.. => Severity::High,
                4..=9 => Severity::Medium,
                _ => Severity::Low,
            };
            let text = say("criterion-failed", &values);
            let first = criterion.evidence.first();
            Finding {
                key: format!("{}/{}", check.plugin.id, criterion.id),
                criterion: Some(criterion.id.clone()),
                size: f64::from(criterion.weight.min(10)) / 10.0 * share_of_pages(criterion),
                place: first.map(|place| format!("{}:{}:{}", place.path, place.line, place.column)),
                ..finding(check, "criterion-failed", values, severity, text)
            }
        })
        .collect()
}

fn share_of_pages(criterion: &crate::audit::Criterion) -> f64 {
    if criterion.pages_checked == 0 {
        return 1.0;
    }
    (criterion.pages_failed as f64 / criterion.pages_checked as f64).min(1.0)
}

fn level(check: &Check) -> Option<Finding> {
    let (level, target) = (check.level?, check.target?.value);
    let name = check
        .levels
        .iter()
        .find(|known| known.level == level)
        .map(|known| known.title.clone())?;
    let (message, severity) = match check.outcome {
        Outcome::Failed => ("level-below-target", Severity::Medium),
        Outcome::Passed => ("level-reached", Severity::Strength),
        _ => return None,
    };
    let values = Args::from([
        ("title".to_owned(), Arg::Words(check.title.clone())),
        ("level".to_owned(), Arg::Count(level.into())),
        ("name".to_owned(), Arg::Words(name)),
        ("target".to_owned(), show::figure(Some(Unit::Level), target)),
    ]);
    let text = say(message, &values);
    Some(Finding {
        key: format!("{}/target", stable_check_key(check)),
        size: (target - f64::from(level)).abs() / f64::from(check.levels.len().max(2) as u32 - 1),
        ..finding(check, message, values, severity, text)
    })
}

/// Personas about whom nothing is measured.
pub(super) fn of_personas(personas: &[PersonaRow]) -> Vec<Finding> {
    let silent = |persona: &&PersonaRow| !persona.has_segment || persona.n == Some(0);
    personas
        .iter()
        .filter(silent)
        .map(|persona| {
            let message = if persona.has_segment {
                "persona-without-data"
            } else {
                "persona-without-rule"
            };
            let values = Args::from([("persona".to_owned(), Arg::Words(persona.name.clone()))]);
            Finding {
                key: format!("personas/{message}#{}", persona.id),
                persona: Some(persona.id.clone()),
                ..of_project("personas", message, values, Severity::Low)
            }
        })
        .collect()
}

/// A finding that no check makes: it follows from what the project says. `noun` stands where others name their check.
pub(super) fn of_project(noun: &str, message: &str, values: Args, severity: Severity) -> Finding {
    Finding {
        id: String::new(),
        key: format!("{noun}/{message}"),
        check: noun.to_owned(),
        message: message.to_owned(),
        text: say(message, &values),
        values,
        severity,
        size: 0.0,
        touchpoint: None,
        persona: None,
        criterion: None,
        place: None,
        verbatims: Vec::new(),
        actions: Vec::new(),
    }
}
