//! A website rule: criteria → outcome, score, coverage, gate. Weights and thresholds are the manifest's, the facts the
//! snapshot's; scoring is WEBSITE rule scoring as `docs/methods.md` states it.

use crate::audit::words::say;
use crate::audit::{Criterion, Evidence, Outcome, Target, WebsiteDetail};
use crate::diagnostics::{Place, Problem, Problems};
use crate::evidence::Binding;
use crate::language::{Arg, Args, Lang, Messages, Text, typography};
use crate::manifest::{self, Certainty};
use crate::plugins::Plugin;
use crate::website::probes::{ProbeResult, SelectProbe, Verdict};

use super::{Case, Judged, Judgement, blank_check, number_parameter};

/// Most that heuristic criteria may weigh together, as a share of the rule.
const MOST_HEURISTIC: f64 = 0.3;
/// A failing criterion of this weight on the home page, or on most pages, caps the score.
const BLOCKING: u8 = 10;
/// What a blocked rule can reach at most.
const CAP: f64 = 49.0;
/// Under this share of the weight decided, no score is given.
const LEAST_COVERAGE: f64 = 0.5;

pub(super) fn judge<'a>(
    case: &Case<'a>,
    binding: &Binding,
    plugin: &'a Plugin,
    problems: &mut Problems,
) -> Judgement<'a> {
    let mut check = blank_check(binding, plugin);
    let threshold = number_parameter(case, binding, plugin, "threshold").unwrap_or(80.0);
    check.target = Some(Target { value: threshold });
    let Some(facts) = &case.evidence.website else {
        return Judgement {
            judged: Judged { check, how: None },
            findings: Vec::new(),
        };
    };
    let results: Vec<(Criterion, Option<&ProbeResult>)> = plugin
        .manifest
        .criteria
        .iter()
        .map(|criterion| {
            let result = facts.results.get(&format!("{}/{}", plugin.id(), criterion.id));
            (judge_criterion(criterion, result, plugin, problems), result)
        })
        .collect();
    let scored = score(&results);
    let gated_by: Vec<String> = results
        .iter()
        .filter(|(criterion, result)| {
            criterion.weight >= BLOCKING
                && criterion.outcome == Outcome::Failed
                && result.is_some_and(|result| result.fails_home || result.fails_most)
        })
        .map(|(criterion, _)| criterion.id.clone())
        .collect();
    let capped = scored
        .score
        .map(|score| if gated_by.is_empty() { score } else { score.min(CAP) });
    check.share_checked = scored.coverage;
    check.score = capped.filter(|_| scored.coverage >= LEAST_COVERAGE).map(f64::round);
    check.outcome = match check.score {
        _ if !gated_by.is_empty() => Outcome::Failed,
        None if scored.applicable == 0 => Outcome::NotApplicable,
        None => Outcome::CannotTell,
        Some(score) if score < threshold => Outcome::Failed,
        Some(_) => Outcome::Passed,
    };
    check.website = Some(WebsiteDetail {
        threshold,
        gated_by,
        met_everywhere: scored.met,
        applicable: scored.applicable,
    });
    check.criteria = results.into_iter().map(|(criterion, _)| criterion).collect();
    Judgement {
        judged: Judged { check, how: None },
        findings: Vec::new(),
    }
}

fn judge_criterion(
    criterion: &manifest::Criterion,
    result: Option<&ProbeResult>,
    plugin: &Plugin,
    problems: &mut Problems,
) -> Criterion {
    let outcome = match (criterion.certainty, result) {
        (Certainty::Manual, _) => Outcome::CannotTell,
        (_, None) => Outcome::Untested,
        (_, Some(result)) => match result.outcome {
            Verdict::Passed => Outcome::Passed,
            Verdict::Failed => Outcome::Failed,
            Verdict::CannotTell => Outcome::CannotTell,
            Verdict::NotApplicable => Outcome::NotApplicable,
        },
    };
    let evidence = result
        .map(|result| evidence(result, plugin, problems))
        .unwrap_or_default();
    Criterion {
        id: criterion.id.clone(),
        title: criterion.title.clone(),
        outcome,
        score: result.and_then(|result| result.score),
        occurrences: result.map_or(0, |result| result.occurrences),
        pages_failed: result.map_or(0, |result| result.pages_affected),
        pages_checked: result.map_or(0, |result| result.pages.len() as u64),
        weight: criterion.weight,
        certainty: criterion.certainty,
        scope: criterion.scope,
        friction: criterion.friction,
        references: criterion.references.clone(),
        why: criterion.why.clone(),
        fix: criterion.fix.clone(),
        evidence,
    }
}

fn evidence(result: &ProbeResult, plugin: &Plugin, problems: &mut Problems) -> Vec<Evidence> {
    let place = |found: &crate::website::probes::Evidence| {
        let values: Args = found
            .values
            .iter()
            .map(|(name, value)| (name.clone(), Arg::Text(value.clone())))
            .collect();
        Evidence {
            path: found.path.clone(),
            line: found.line,
            column: found.column,
            snippet: found.snippet.clone(),
            text: words(&found.message, &values, plugin, problems),
            pages: found.pages.len().max(1) as u64,
        }
    };
    result.evidence.iter().map(place).collect()
}

/// The plugin's message; where it cannot be worded the key stands in its place and the problem is reported.
fn words(key: &str, values: &Args, plugin: &Plugin, problems: &mut Problems) -> Text {
    let Some(pattern) = plugin.manifest.messages.get(key) else {
        if SelectProbe::MESSAGES.contains(&key) {
            return say(key, values);
        }
        problems.push(missing_message(plugin, key));
        return Text::same(key);
    };
    let words = |lang: Lang| {
        Messages::format(pattern.get(lang), lang, values)
            .map_or_else(|_| key.to_owned(), |said| typography(lang, &said))
    };
    Text::new(words(Lang::En), words(Lang::Fr))
}

fn missing_message(plugin: &Plugin, key: &str) -> Problem {
    Problem::error(
        "plugin/unknown-message",
        Text::new(
            format!("`{}` has no message `{key}`", plugin.id()),
            format!("`{}` n’a pas de message `{key}`", plugin.id()),
        ),
    )
    .at(Place::file(plugin.manifest_path()))
    .why(Text::new(
        "the probe found something that the plugin cannot put into words",
        "la sonde a trouvé quelque chose que le plugin ne sait pas formuler",
    ))
    .help(Text::new(
        format!("add `{key}:` to `messages`"),
        format!("ajoutez `{key}:` à `messages`"),
    ))
    .contained()
}

struct Scored {
    score: Option<f64>,
    coverage: f64,
    met: u64,
    applicable: u64,
}

/// 100·Σ w·score ÷ Σ w over criteria that were decided, heuristics together weighing at most 30 %.
fn score(results: &[(Criterion, Option<&ProbeResult>)]) -> Scored {
    let decided = |criterion: &Criterion| match criterion.outcome {
        Outcome::Passed | Outcome::Failed => criterion.score,
        _ => None,
    };
    let weight_of = |wanted: fn(Certainty) -> bool| -> f64 {
        results
            .iter()
            .filter(|(criterion, _)| wanted(criterion.certainty) && decided(criterion).is_some())
            .map(|(criterion, _)| f64::from(criterion.weight))
            .sum()
    };
    let firm = weight_of(|certainty| certainty == Certainty::Decidable);
    let heuristic = weight_of(|certainty| certainty == Certainty::Heuristic);
    let most = firm * MOST_HEURISTIC / (1.0 - MOST_HEURISTIC);
    let dampening = if heuristic > most { most / heuristic } else { 1.0 };
    let weight = |criterion: &Criterion| {
        f64::from(criterion.weight)
            * if criterion.certainty == Certainty::Heuristic {
                dampening
            } else {
                1.0
            }
    };
    let (mut sum, mut weights) = (0.0, 0.0);
    let (mut known, mut applies) = (0.0, 0.0);
    let (mut met, mut applicable) = (0, 0);
    for (criterion, result) in results {
        if matches!(criterion.outcome, Outcome::NotApplicable) || criterion.certainty == Certainty::Manual {
            continue;
        }
        applies += f64::from(criterion.weight);
        known += f64::from(criterion.weight) * result.and_then(|result| result.share_checked).unwrap_or(0.0);
        applicable += 1;
        met += u64::from(criterion.outcome == Outcome::Passed);
        if let Some(score) = decided(criterion) {
            sum += weight(criterion) * score;
            weights += weight(criterion);
        }
    }
    Scored {
        score: (weights > 0.0).then(|| 100.0 * sum / weights),
        coverage: if applies > 0.0 { known / applies } else { 0.0 },
        met,
        applicable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest::Scope;

    fn criterion(
        weight: u8,
        certainty: Certainty,
        outcome: Outcome,
        score: Option<f64>,
    ) -> (Criterion, Option<&'static ProbeResult>) {
        let criterion = Criterion {
            id: "x".to_owned(),
            title: Text::same("x"),
            outcome,
            score,
            occurrences: 0,
            pages_failed: 0,
            pages_checked: 1,
            weight,
            certainty,
            scope: Scope::Page,
            friction: false,
            references: Vec::new(),
            why: Text::default(),
            fix: Text::default(),
            evidence: Vec::new(),
        };
        (criterion, None)
    }

    #[test]
    fn a_score_weighs_decided_criteria_only() {
        let scored = score(&[
            criterion(10, Certainty::Decidable, Outcome::Passed, Some(1.0)),
            criterion(7, Certainty::Decidable, Outcome::Failed, Some(0.5)),
            criterion(7, Certainty::Decidable, Outcome::CannotTell, None),
            criterion(10, Certainty::Decidable, Outcome::NotApplicable, None),
        ]);
        assert_eq!(scored.score, Some(100.0 * 13.5 / 17.0));
        assert_eq!((scored.met, scored.applicable), (1, 3));
    }

    #[test]
    fn heuristics_weigh_thirty_percent_at_most() {
        let scored = score(&[
            criterion(7, Certainty::Decidable, Outcome::Passed, Some(1.0)),
            criterion(10, Certainty::Heuristic, Outcome::Failed, Some(0.0)),
        ]);
        assert!((scored.score.unwrap() - 70.0).abs() < 1e-9);
    }

    #[test]
    fn no_score_without_a_decision() {
        assert_eq!(
            score(&[criterion(7, Certainty::Decidable, Outcome::CannotTell, None)]).score,
            None
        );
    }
}
