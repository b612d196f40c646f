//! A website rule: criteria → outcome, score, coverage, gate. Weights and thresholds are the manifest's, the facts the
//! snapshot's; over them come the word of a browser, then that of people. Scoring is stated in `docs/methods.md`.

mod felt;
mod place;
mod review;
mod row;
mod score;

pub(super) use place::touchpoints;
pub(super) use row::row;

use crate::audit::words::say;
use crate::audit::{Criterion, Difference, Evidence, Outcome, Target, WebsiteDetail};
use crate::diagnostics::{Place, Problem, Problems};
use crate::evidence::Binding;
use crate::language::{Arg, Args, Lang, Messages, Text, typography};
use crate::manifest::{self, Certainty};
use crate::plugins::Plugin;
use crate::website::WebsiteFacts;
use crate::website::imports::{self, Disagreement};
use crate::website::probes::{self, ProbeResult, SelectProbe, Source, Verdict};

use super::{Case, Judged, Judgement, blank_check, number_parameter};

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
    judged: &[Judged<'_>],
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
    let asked = felt::checks(case, plugin.id(), judged);
    let mut blocks = Vec::new();
    let mut criteria = Vec::new();
    for criterion in &plugin.manifest.criteria {
        let found = facts.results.get(&format!("{}/{}", plugin.id(), criterion.id));
        let (found, differences) = imports::lay_over(found, criterion.scope, &criterion.references, facts);
        let differences = differences.iter().map(|one| difference(one, facts)).collect();
        if found.as_ref().is_some_and(|found| found.fails_home || found.fails_most) {
            blocks.push(criterion.id.as_str());
        }
        let mut judged = judge_criterion(criterion, found.as_ref(), differences, plugin, problems);
        if criterion.survey {
            felt::judge(&mut judged, &asked, threshold);
        }
        criteria.push(judged);
    }
    review::lay_over(&case.project.review, plugin.id(), &mut criteria);
    let scored = score::score(&criteria);
    let gated_by: Vec<String> = criteria
        .iter()
        .filter(|criterion| criterion.weight >= BLOCKING && criterion.outcome == Outcome::Failed)
        .filter(|criterion| criterion.source == Source::Human || blocks.contains(&criterion.id.as_str()))
        .map(|criterion| criterion.id.clone())
        .collect();
    let (score, outcome) = verdict(&scored, threshold, !gated_by.is_empty());
    (check.score, check.outcome, check.share_checked) = (score, outcome, scored.coverage);
    check.website = Some(WebsiteDetail {
        threshold,
        gated_by,
        met_everywhere: scored.met,
        applicable: scored.applicable,
        open: scored.open,
        agreement: review::agreement(&criteria),
        raters: review::raters(&case.project.review, &criteria),
        felt: felt::felt(&asked),
    });
    check.criteria = criteria;
    Judgement {
        judged: Judged { check, how: None },
        findings: Vec::new(),
    }
}

/// The score that is given, rounded and capped, and the outcome of the rule.
fn verdict(scored: &score::Scored, threshold: f64, gated: bool) -> (Option<f64>, Outcome) {
    let score = scored
        .score
        .filter(|_| scored.coverage >= LEAST_COVERAGE)
        .map(|score| if gated { score.min(CAP) } else { score }.round());
    let outcome = match score {
        _ if gated => Outcome::Failed,
        None if scored.applicable == 0 => Outcome::NotApplicable,
        None => Outcome::CannotTell,
        Some(score) if score < threshold => Outcome::Failed,
        Some(_) => Outcome::Passed,
    };
    (score, outcome)
}

fn judge_criterion(
    criterion: &manifest::Criterion,
    result: Option<&ProbeResult>,
    differences: Vec<Difference>,
    plugin: &Plugin,
    problems: &mut Problems,
) -> Criterion {
    let outcome = match (criterion.certainty, result) {
        (Certainty::Manual, None) => Outcome::CannotTell,
        (_, None) => Outcome::Untested,
        (_, Some(result)) => outcome_of(result.outcome),
    };
    let evidence = result
        .map(|result| evidence(result, plugin, problems))
        .unwrap_or_default();
    let browser = evidence
        .iter()
        .map(|one| one.source)
        .find(|source| *source != Source::Static);
    Criterion {
        id: criterion.id.clone(),
        title: criterion.title.clone(),
        outcome,
        score: result.and_then(|result| result.score),
        share_checked: match result {
            Some(result) => result.share_checked,
            None => Some(0.0),
        },
        occurrences: result.map_or(0, |result| result.occurrences),
        pages_failed: result.map_or(0, |result| result.pages_affected),
        pages_checked: result.map_or(0, |result| result.pages.len() as u64),
        set_apart: result.map_or(0, |result| result.set_apart),
        weight: criterion.weight,
        certainty: criterion.certainty,
        scope: criterion.scope,
        friction: criterion.friction,
        source: browser.filter(|_| criterion.probe.is_none()).unwrap_or(Source::Static),
        references: criterion.references.clone(),
        why: criterion.why.clone(),
        fix: criterion.fix.clone(),
        question: criterion.question.clone(),
        rubric: criterion.rubric.clone(),
        review: None,
        differences,
        evidence,
        answers: result.map(|result| result.answers.clone()).unwrap_or_default(),
    }
}

fn outcome_of(verdict: Verdict) -> Outcome {
    match verdict {
        Verdict::Passed => Outcome::Passed,
        Verdict::Failed => Outcome::Failed,
        Verdict::CannotTell => Outcome::CannotTell,
        Verdict::NotApplicable => Outcome::NotApplicable,
    }
}

fn difference(one: &Disagreement, facts: &WebsiteFacts) -> Difference {
    Difference {
        path: facts.path_of(&one.page),
        line: one.line,
        column: one.column,
        snippet: one.snippet.clone(),
        files: outcome_of(one.files),
        source: match one.tool {
            imports::Tool::Axe => Source::Axe,
            imports::Tool::Lighthouse => Source::Lighthouse,
        },
        rule: one.rule.clone(),
        other: outcome_of(one.browser),
        taken: one.taken,
    }
}

fn evidence(result: &ProbeResult, plugin: &Plugin, problems: &mut Problems) -> Vec<Evidence> {
    let place = |found: &probes::Evidence| {
        let values: Args = found
            .values
            .iter()
            .map(|(name, value)| (name.clone(), arg(value)))
            .collect();
        let template = found.is_template();
        let mut pages: Vec<&str> = found.places.iter().map(|place| place.page.as_str()).collect();
        pages.dedup();
        Evidence {
            id: found.key.clone(),
            outcome: if found.unknown {
                Outcome::CannotTell
            } else {
                Outcome::Failed
            },
            path: found.path.clone(),
            line: found.line,
            column: found.column,
            selector: found.dom_path.clone(),
            snippet: found.snippet.clone(),
            text: words(&found.message, &values, plugin, problems),
            occurrences: found.places.len() as u64,
            pages: pages.len() as u64,
            template: template.then(|| probes::template_id(&found.dom_path)),
            places: if template { found.places.clone() } else { Vec::new() },
            source: found.source,
        }
    };
    result.evidence.iter().map(place).collect()
}

/// A value of a probe: a decimal fraction, such as a ratio of contrast, is written as each language writes it; all else
/// stays as it is.
fn arg(value: &str) -> Arg {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let fraction = value
        .split_once('.')
        .filter(|(whole, part)| digits(whole) && digits(part));
    match (fraction, value.parse()) {
        (Some((_, part)), Ok(number)) => Arg::Number {
            value: number,
            decimals: part.len().min(9) as u8,
        },
        _ => Arg::Text(value.to_owned()),
    }
}

/// The plugin's message; where it cannot be worded the key stands in its place and the problem is reported.
fn words(key: &str, values: &Args, plugin: &Plugin, problems: &mut Problems) -> Text {
    let Some(pattern) = plugin.manifest.messages.get(key) else {
        if SelectProbe::MESSAGES.contains(&key) || key.starts_with("tool-") {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest::Scope;

    #[test]
    fn a_fraction_is_written_as_each_language_does_and_a_version_is_not_one() {
        let said = |lang, value: &str| {
            let values = Args::from([("ratio".to_owned(), arg(value))]);
            Messages::format("{ $ratio }:1", lang, &values).unwrap()
        };
        assert_eq!(said(Lang::Fr, "2.64"), "2,64:1");
        assert_eq!(said(Lang::En, "2.64"), "2.64:1");
        for kept in ["4", "007", "3.5.1", "1.", ".5", "v1.2", "#fff"] {
            assert_eq!(said(Lang::Fr, kept), format!("{kept}:1"));
        }
    }

    pub(super) fn criterion(weight: u8, certainty: Certainty, outcome: Outcome, score: Option<f64>) -> Criterion {
        Criterion {
            id: "x".to_owned(),
            title: Text::same("x"),
            outcome,
            score,
            share_checked: Some(if score.is_some() { 1.0 } else { 0.0 }),
            occurrences: 0,
            pages_failed: 0,
            pages_checked: 1,
            set_apart: 0,
            weight,
            certainty,
            scope: Scope::Page,
            friction: false,
            source: Source::Static,
            references: Vec::new(),
            why: Text::default(),
            fix: Text::default(),
            question: Text::default(),
            rubric: None,
            review: None,
            differences: Vec::new(),
            evidence: Vec::new(),
            answers: Vec::new(),
        }
    }

    fn scored(score: f64, coverage: f64) -> score::Scored {
        score::Scored {
            score: Some(score),
            coverage,
            met: 0,
            applicable: 1,
            open: 0,
        }
    }

    #[test]
    fn a_blocker_caps_at_49_and_half_the_weight_must_be_decided() {
        assert_eq!(verdict(&scored(83.4, 0.9), 80.0, false), (Some(83.0), Outcome::Passed));
        assert_eq!(verdict(&scored(79.4, 0.9), 80.0, false), (Some(79.0), Outcome::Failed));
        assert_eq!(verdict(&scored(97.0, 0.9), 80.0, true), (Some(49.0), Outcome::Failed));
        assert_eq!(verdict(&scored(31.2, 0.9), 80.0, true), (Some(31.0), Outcome::Failed));
        assert_eq!(verdict(&scored(97.0, 0.49), 80.0, false), (None, Outcome::CannotTell));
        assert_eq!(verdict(&scored(97.0, 0.5), 80.0, false), (Some(97.0), Outcome::Passed));
    }
}
