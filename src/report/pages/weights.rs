//! Weights in words: how answers were brought to the population, from which source, and what it costs.

use serde::Serialize;

use crate::audit::{Check, SurveyRow};
use crate::evidence::{CalibrationFacts, MarginFacts, WeightFacts};
use crate::language::{Arg, number};
use crate::report::latest::headline;
use crate::report::scribe::{Detail, Scribe, args, capital};

/// Margins that stay nearer to their shares than this, 0 to 1, are said to hold.
const NEAR: f64 = 0.0005;

/// A distribution of the population beside that of the answers.
#[derive(Serialize)]
pub(super) struct Margin {
    title: String,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    label: String,
    population: String,
    /// Empty where it would tell how few answered.
    sample: String,
}

/// What the method page says of a survey's weights, sentence by sentence.
pub(super) fn facts(scribe: &Scribe<'_>, survey: &SurveyRow) -> Vec<String> {
    let Some(weights) = &survey.weights else {
        return Vec::new();
    };
    let mut facts = Vec::new();
    if let Some(calibration) = &weights.calibration {
        facts.push(format!("{} {}", way(scribe, calibration), source(scribe, calibration)));
    }
    facts.push(scribe.phrase(
        "survey-weights",
        args([
            ("effective", number::number(scribe.lang, weights.n_effective, 0).into()),
            ("design", number::number(scribe.lang, weights.design_effect, 2).into()),
            ("smallest", number::number(scribe.lang, weights.smallest, 2).into()),
            ("largest", number::number(scribe.lang, weights.largest, 2).into()),
        ]),
    ));
    if let Some(calibration) = &weights.calibration {
        if calibration.by_period {
            facts.push(scribe.word("weights-by-period"));
        }
        facts.extend(caps(scribe, calibration));
    }
    facts
}

/// The margins as tables.
pub(super) fn margins(scribe: &Scribe<'_>, survey: &SurveyRow) -> Vec<Margin> {
    let calibration = survey.weights.as_ref().and_then(|weights| weights.calibration.as_ref());
    let margins = calibration.into_iter().flat_map(|calibration| &calibration.margins);
    let share = |share| number::percent(scribe.lang, share, 1);
    margins
        .map(|margin| Margin {
            title: title(scribe, margin),
            rows: margin
                .classes
                .iter()
                .map(|class| {
                    let labels: Vec<String> = class.labels.iter().map(|label| scribe.say(label)).collect();
                    Row {
                        label: labels.join(" × "),
                        population: share(class.population),
                        sample: class.sample.map(share).unwrap_or_default(),
                    }
                })
                .collect(),
        })
        .collect()
}

/// The weights of the survey a check reads.
fn of_check<'a>(scribe: &Scribe<'a>, check: &Check) -> Option<&'a WeightFacts> {
    let survey = check.subject.survey.as_deref()?;
    let row = scribe.audit.surveys.iter().find(|row| row.id == survey)?;
    row.weights.as_ref()
}

/// The figure without weights beside the one with them, what the weights cost, and where they come from.
pub(super) fn of_figure(scribe: &Scribe<'_>, check: &Check) -> Vec<String> {
    let now = headline(check);
    let Some(unweighted) = now.unweighted else {
        return Vec::new();
    };
    let effective = now.n_effective.unwrap_or(unweighted.n as f64);
    let plain = scribe.measure(
        check,
        unweighted.value,
        unweighted.interval.as_ref(),
        Some(unweighted.n),
        Detail::Close,
    );
    let mut said = vec![scribe.phrase(
        "unweighted",
        args([
            ("value", plain.value.into()),
            ("range", plain.range.into()),
            ("n", plain.answers.into()),
            ("effective", number::number(scribe.lang, effective, 0).into()),
            (
                "design",
                number::number(scribe.lang, unweighted.n as f64 / effective, 2).into(),
            ),
        ]),
    )];
    if let Some(weights) = of_check(scribe, check) {
        let mut sentence = weights
            .calibration
            .as_ref()
            .map(|calibration| format!("{} {} ", way(scribe, calibration), source(scribe, calibration)))
            .unwrap_or_default();
        sentence.push_str(&scribe.phrase(
            "weights-range",
            args([
                ("smallest", number::number(scribe.lang, weights.smallest, 2).into()),
                ("largest", number::number(scribe.lang, weights.largest, 2).into()),
            ]),
        ));
        said.push(sentence);
    }
    said
}

/// `Answers are weighted to the population by raking (age, gender).`
fn way(scribe: &Scribe<'_>, calibration: &CalibrationFacts) -> String {
    let titles: Vec<String> = calibration
        .margins
        .iter()
        .map(|margin| title(scribe, margin).to_lowercase())
        .collect();
    let key = if titles.len() == 1 {
        "weights-post-stratified"
    } else {
        "weights-raked"
    };
    scribe.phrase(key, args([("margins", titles.join(", ").into())]))
}

fn source(scribe: &Scribe<'_>, calibration: &CalibrationFacts) -> String {
    scribe.phrase(
        "weights-source",
        args([
            ("source", scribe.say(&calibration.source).into()),
            ("date", scribe.day(calibration.date.0).into()),
        ]),
    )
}

fn caps(scribe: &Scribe<'_>, calibration: &CalibrationFacts) -> Vec<String> {
    let Some([low, high]) = calibration.caps else {
        return Vec::new();
    };
    let plain = |value: f64| {
        let decimals = usize::from(value.fract() != 0.0);
        number::number(scribe.lang, value, decimals)
    };
    let mut said = vec![scribe.phrase(
        "weights-caps",
        args([
            ("low", plain(low).into()),
            ("high", plain(high).into()),
            (
                "share",
                Arg::Percent {
                    share: calibration.capped,
                    decimals: 1,
                },
            ),
        ]),
    )];
    if calibration.distance > NEAR {
        said.push(scribe.phrase(
            "weights-distance",
            args([(
                "distance",
                number::number(scribe.lang, 100.0 * calibration.distance, 1).into(),
            )]),
        ));
    }
    said
}

fn title(scribe: &Scribe<'_>, margin: &MarginFacts) -> String {
    let titles: Vec<String> = margin.titles.iter().map(|title| scribe.say(title)).collect();
    capital(&titles.join(" × ").to_lowercase())
}
