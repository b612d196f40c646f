//! How the report was made: sources, protection, methods, and what the reader should know about the input.

use serde::Serialize;

use super::{references, weights};
use crate::audit::{Check, SurveyRow};
use crate::evidence::Withheld;
use crate::language::{Arg, date};
use crate::manifest::Kind;
use crate::report::scribe::{Link, Scribe, args, capital, count};

/// What `method.html` is given.
#[derive(Serialize)]
pub(in crate::report) struct View {
    scope: String,
    period: String,
    surveys: Vec<Survey>,
    notes: String,
    protection: String,
    /// The suppression log: how many cells of each table are withheld, by reason.
    withheld: Vec<WithheldRow>,
    checks: Vec<CheckRow>,
    inputs: Vec<Input>,
    problems: Vec<ProblemView>,
    sources: Vec<String>,
}

#[derive(Serialize)]
struct Survey {
    title: String,
    collection: String,
    facts: Vec<String>,
    /// What answers were weighted to.
    margins: Vec<weights::Margin>,
}

#[derive(Serialize)]
struct WithheldRow {
    /// The questions of which this holds, each by itself.
    questions: Vec<String>,
    table: String,
    small: String,
    unanimous: String,
    /// Cells that one row dominates.
    dominated: String,
    wave: String,
    subtraction: String,
}

#[derive(Serialize)]
struct CheckRow {
    /// The checks of one plugin.
    names: Vec<Link>,
    kind: String,
    summary: String,
    plugin: String,
}

#[derive(Serialize)]
struct Input {
    path: String,
    digest: String,
    bytes: String,
    rows: String,
    rejected: String,
    /// The survey tool it was read as an export of; blank for none.
    format: String,
}

#[derive(Serialize)]
struct ProblemView {
    /// `error` or `warning`.
    severity: String,
    severity_words: String,
    code: String,
    place: String,
    what: String,
    help: String,
    count: String,
}

pub(super) fn view(scribe: &Scribe<'_>) -> View {
    let audit = scribe.audit;
    View {
        scope: scribe.say(&audit.project.scope),
        period: audit
            .project
            .period
            .map(|(from, to)| date::span(scribe.lang, from.0, to.0))
            .unwrap_or_default(),
        surveys: audit.surveys.iter().map(|survey| survey_view(scribe, survey)).collect(),
        notes: if audit.notes.is_empty() {
            String::new()
        } else {
            scribe.phrase("method-notes", args([("n", count(audit.notes.len()))]))
        },
        protection: scribe.phrase(
            "method-protection",
            args([
                ("cell", Arg::Count(audit.project.minimum_cell.into())),
                ("verbatims", Arg::Count(audit.project.minimum_verbatims.into())),
                (
                    "withheld",
                    count(audit.surveys.iter().map(|survey| survey.withheld_cells).sum::<u64>()),
                ),
            ]),
        ),
        withheld: withheld(scribe),
        checks: checks(scribe),
        inputs: audit
            .inputs
            .iter()
            .map(|input| Input {
                path: input.path.clone(),
                digest: input.digest.clone(),
                bytes: scribe.count(input.bytes),
                rows: input.rows.map(|rows| scribe.count(rows)).unwrap_or_default(),
                rejected: input.rejected_rows.map(|rows| scribe.count(rows)).unwrap_or_default(),
                format: input.format.clone().unwrap_or_default(),
            })
            .collect(),
        problems: audit
            .problems
            .iter()
            .map(|problem| ProblemView {
                severity: problem.severity.clone(),
                severity_words: scribe.word(if problem.severity == "error" {
                    "problem-error"
                } else {
                    "problem-warning"
                }),
                code: problem.code.clone(),
                place: problem.place.clone().unwrap_or_default(),
                what: sentence(&scribe.say(&problem.what)),
                help: sentence(&scribe.say(&problem.help)),
                count: match problem.count {
                    Some(n) if n > 1 => scribe.phrase("problem-repeated", args([("n", count(n))])),
                    _ => String::new(),
                },
            })
            .collect(),
        sources: audit
            .references
            .iter()
            .map(|reference| references::in_short(scribe, reference))
            .collect(),
    }
}

/// A capital at its head and a full stop at its end.
fn sentence(words: &str) -> String {
    if words.is_empty() {
        return String::new();
    }
    let mut sentence = capital(words);
    if !sentence.ends_with(['.', '!', '?', '…']) {
        sentence.push('.');
    }
    sentence
}

fn survey_view(scribe: &Scribe<'_>, survey: &SurveyRow) -> Survey {
    let people = survey.people.unwrap_or(survey.rows);
    let mut facts = vec![match survey.people {
        Some(people) => scribe.phrase(
            "survey-people",
            args([("n", count(people)), ("rows", count(survey.rows))]),
        ),
        None => scribe.phrase("survey-rows", args([("n", count(survey.rows))])),
    }];
    if let Some((from, to)) = survey.dates {
        facts.push(scribe.phrase(
            "survey-dates",
            args([("span", date::span(scribe.lang, from.0, to.0).into())]),
        ));
    }
    if let Some(invited) = survey.invited.filter(|invited| *invited > 0) {
        facts.push(scribe.phrase(
            "survey-invited",
            args([
                ("n", count(invited)),
                (
                    "rate",
                    Arg::Percent {
                        share: people as f64 / invited as f64,
                        decimals: 0,
                    },
                ),
            ]),
        ));
    }
    if survey.rejected_rows > 0 {
        facts.push(scribe.phrase("survey-rejected", args([("n", count(survey.rejected_rows))])));
    }
    if let Some(left_out) = &survey.left_out {
        let n = ("n", count(left_out.n));
        facts.push(if left_out.reason.is_empty() {
            scribe.phrase("survey-left-out", args([n]))
        } else {
            let reason = scribe.say(&left_out.reason);
            scribe.phrase("survey-left-out-because", args([n, ("reason", reason.as_str().into())]))
        });
    }
    facts.extend(weights::facts(scribe, survey));
    if let Some(source) = &survey.source {
        facts.push(scribe.phrase("survey-source", args([("path", source.as_str().into())])));
    }
    if survey.withheld_cells > 0 {
        facts.push(scribe.phrase("survey-withheld", args([("n", count(survey.withheld_cells))])));
    }
    if survey.comments > 0 {
        facts.push(scribe.phrase("survey-comments", args([("n", count(survey.comments))])));
    }
    Survey {
        title: scribe.say(&survey.title),
        collection: scribe.say(&survey.collection),
        facts,
        margins: weights::margins(scribe, survey),
    }
}

/// The suppression log, questions with the same line in one.
fn withheld(scribe: &Scribe<'_>) -> Vec<WithheldRow> {
    let mut rows: Vec<WithheldRow> = Vec::new();
    for survey in &scribe.audit.surveys {
        for withheld in &survey.withheld {
            let row = withheld_row(scribe, survey, withheld);
            let says = |row: &WithheldRow| {
                let WithheldRow {
                    table,
                    small,
                    unanimous,
                    dominated,
                    wave,
                    subtraction,
                    ..
                } = row;
                [table, small, unanimous, dominated, wave, subtraction].map(Clone::clone)
            };
            match rows.iter_mut().find(|known| says(known) == says(&row)) {
                Some(known) => known.questions.extend(row.questions),
                None => rows.push(row),
            }
        }
    }
    rows
}

/// A line of the suppression log.
fn withheld_row(scribe: &Scribe<'_>, survey: &SurveyRow, withheld: &Withheld) -> WithheldRow {
    let of_survey = || {
        let of_survey = |check: &&Check| check.subject.survey.as_ref() == Some(&survey.id);
        scribe.audit.checks.iter().filter(of_survey)
    };
    let question = match &withheld.question {
        None => scribe.word("withheld-rows"),
        Some(id) => {
            let check = of_survey().find(|check| check.subject.question.as_ref() == Some(id));
            let label = check.and_then(|check| check.subject.label.as_ref());
            label.map_or_else(|| id.clone(), |label| scribe.say(label))
        }
    };
    let titles: Vec<String> = withheld
        .by
        .iter()
        .map(|dimension| {
            let breakdowns = || of_survey().flat_map(|check| &check.breakdowns);
            let title = breakdowns().find_map(|breakdown| {
                let place = breakdown.by.iter().position(|by| by == dimension)?;
                breakdown.titles.get(place)
            });
            title.map_or_else(|| dimension.clone(), |title| scribe.say(title))
        })
        .collect();
    let cells = |n: u64| if n == 0 { "–".to_owned() } else { scribe.count(n) };
    WithheldRow {
        questions: vec![question],
        table: if titles.is_empty() {
            scribe.word("withheld-total")
        } else {
            titles.join(" × ")
        },
        small: cells(withheld.small),
        unanimous: cells(withheld.unanimous),
        dominated: cells(withheld.dominated),
        wave: cells(withheld.wave),
        subtraction: cells(withheld.subtraction),
    }
}

/// The plugins in the order of their checks, each once with all its checks.
fn checks(scribe: &Scribe<'_>) -> Vec<CheckRow> {
    let mut rows: Vec<CheckRow> = Vec::new();
    for check in &scribe.audit.checks {
        let (kind, href) = match check.kind {
            Kind::Kpi => (
                "kind-kpi",
                scribe
                    .to_check(&check.id)
                    .map(|href| format!("{href}#method"))
                    .unwrap_or_default(),
            ),
            Kind::Maturity => (
                "kind-maturity",
                scribe.to(&format!("maturity.html#{}", super::point::anchor(&check.id))),
            ),
            Kind::Website => (
                "kind-website",
                scribe.to(&format!("website.html#{}", super::point::anchor(&check.id))),
            ),
        };
        let name = Link {
            text: scribe.name(check),
            href,
        };
        let plugin = format!("{} {}", check.plugin.id, check.plugin.version);
        match rows.iter_mut().find(|row| row.plugin == plugin) {
            Some(row) => row.names.push(name),
            None => rows.push(CheckRow {
                names: vec![name],
                kind: scribe.word(kind),
                summary: scribe.say(&check.summary),
                plugin,
            }),
        }
    }
    rows
}
