//! Summaries of surveys that stand in for their data: written where the data is, already protected, and read where it
//! is not. What stands in one is what judging sees, so the audit is the same.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::plan::{Plan, SurveyPlan};
use super::protect::persona_shares;
use super::{Evidence, Input, SurveyEvidence};
use crate::diagnostics::codes::{Code, explain};
use crate::diagnostics::{Place, Problem, Problems};
use crate::files::{FileError, Files};
use crate::language::{Lang, Text, quote};
use crate::manifest::Located;
use crate::project::{Project, Survey, Unit};

/// The version of the format; one that is not known is refused.
const FORMAT: &str = "parcours-summary/1";

/// The key of a number in words.
const EXACTLY: &str = "exactly";

/// Larger than this a file is no summary.
const MOST_BYTES: u64 = 256 << 20;

/// The summary of a survey, as a file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: String,
    /// The data file it was made from.
    input: Input,
    /// A digest of what the project said of the survey.
    definition: String,
    /// The protection it was made with.
    minimum_cell: u32,
    minimum_verbatims: u32,
    /// What was wrong with the data, as the site tells it.
    problems: Vec<Kept>,
    evidence: SurveyEvidence,
}

/// A problem of the data.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    code: String,
    place: String,
    what: Text,
    help: Text,
    /// 0 where it is not told.
    count: u64,
}

/// A problem as a reader of the site is told of it. One about rows of people names neither what stands there nor how
/// many rows they are: a count of rows that fit nowhere is one more sum to subtract from. The terminal says both.
pub fn published(problem: Problem, project: &Project) -> Problem {
    let is_of_people = |place: &Place| {
        let surveys = project.surveys.iter().filter(|survey| survey.unit == Unit::Person);
        let tables = project.tables.iter().filter(|table| table.unit() == Unit::Person);
        let mut files = surveys
            .map(|survey| &survey.file)
            .chain(tables.map(|table| &table.file));
        place.line > 0 && files.any(|file| file.value == place.path)
    };
    match &problem.place {
        Some(place) if is_of_people(place) => Problem {
            place: Some(Place::file(&*place.path)),
            what: explain(problem.code).map(Code::explanation).unwrap_or_default(),
            help: Text::default(),
            count: 0,
            ..problem
        },
        _ => problem,
    }
}

/// The summary of each survey whose data was read: the path it belongs to and its text, which differs from an earlier
/// one only where the figures do.
pub fn summaries(project: &Project, plan: &Plan, evidence: &Evidence, problems: &Problems) -> Vec<(String, String)> {
    let one = |survey: &Survey| {
        let found = evidence.survey(&survey.id).filter(|found| found.source.is_none())?;
        let input = evidence.inputs.iter().find(|input| input.path == survey.file.value)?;
        plan.surveys.iter().find(|asked| asked.survey == survey.id.value)?;
        let mut own = Problems::new();
        own.extend(
            problems
                .iter()
                .filter(|problem| problem.code.starts_with("data/"))
                .filter(|problem| problem.place.as_ref().is_some_and(|place| place.path == input.path))
                .map(|problem| published(problem.clone(), project)),
        );
        let kept = |problem: Problem| Kept {
            code: problem.code.to_owned(),
            place: problem.place.map(|place| place.path).unwrap_or_default(),
            what: problem.what,
            help: problem.help,
            count: problem.count,
        };
        let file = File {
            format: FORMAT.to_owned(),
            input: input.clone(),
            definition: definition(project, survey),
            minimum_cell: project.minimum_cell,
            minimum_verbatims: project.minimum_verbatims,
            problems: own.sorted().into_iter().map(kept).collect(),
            evidence: found.clone(),
        };
        let mut value = serde_json::to_value(&file).ok()?;
        spell_out(&mut value);
        let mut text = serde_json::to_string_pretty(&value).ok()?;
        text.push('\n');
        Some((survey.summary(), text))
    };
    project.surveys.iter().filter_map(one).collect()
}

/// Writes the few numbers that a quick reader of JSON would get wrong in the last digit as `{"exactly": "0.1"}`.
fn spell_out(value: &mut Value) {
    match value {
        Value::Number(number) if number.is_f64() => {
            let text = number.to_string();
            let read: Option<f64> = serde_json::from_str(&text).ok();
            if read.map(f64::to_bits) != number.as_f64().map(f64::to_bits) {
                *value = serde_json::json!({ EXACTLY: text });
            }
        }
        Value::Array(values) => values.iter_mut().for_each(spell_out),
        Value::Object(entries) => entries.values_mut().for_each(spell_out),
        _ => {}
    }
}

/// Undoes [`spell_out`].
fn read_back(value: &mut Value) {
    match value {
        Value::Array(values) => values.iter_mut().for_each(read_back),
        Value::Object(entries) => {
            let text = entries.get(EXACTLY).and_then(Value::as_str);
            match text.and_then(|text| text.parse::<f64>().ok()).map(Value::from) {
                Some(number) if entries.len() == 1 => *value = number,
                _ => entries.values_mut().for_each(read_back),
            }
        }
        _ => {}
    }
}

/// A digest of what the project says of how the survey is to be read; words that only pages show do not count.
fn definition(project: &Project, survey: &Survey) -> String {
    let mut bare = survey.clone();
    (bare.title, bare.collection) = (Text::default(), Text::default());
    (bare.invited, bare.source) = (None, None);
    bare.rows.iter_mut().for_each(|rows| rows.reason = Text::default());
    for question in &mut bare.questions {
        (question.text, question.label) = (Text::default(), Text::default());
        question.labels.clear();
    }
    let rules: Vec<_> = project
        .personas
        .iter()
        .flat_map(|persona| persona.segments.iter().map(move |segment| (&persona.id.value, segment)))
        .filter(|(_, segment)| segment.survey.value == survey.id.value)
        .map(|(persona, segment)| (persona, &segment.rule.value))
        .collect();
    let channels: Vec<&str> = project.channels.iter().map(|channel| channel.id.as_str()).collect();
    let stages: Vec<&str> = project.journey.stages.iter().map(|stage| stage.id.as_str()).collect();
    let said = serde_json::to_vec(&(bare, rules, channels, stages)).unwrap_or_default();
    format!("blake3:{}", &blake3::hash(&said).to_hex()[..32])
}

/// What stands in for the data of a survey.
pub(super) enum StandIn {
    /// Nothing: the data is to be read itself.
    Absent,
    /// A summary that cannot be used, which was reported.
    Unusable,
    /// What the summary says.
    Found(Box<(Input, SurveyEvidence)>),
}

/// What is known of a survey from its summary.
pub(super) fn read(
    project: &Project,
    survey: &Survey,
    plan: &SurveyPlan,
    files: &dyn Files,
    problems: &mut Problems,
) -> StandIn {
    let path = if let Some(source) = &survey.source {
        source.clone()
    } else {
        let is_missing = matches!(files.info(&survey.file), Err(FileError::Missing { .. }));
        let path = survey.summary();
        if !is_missing || files.info(&path).is_err() {
            return StandIn::Absent;
        }
        problems.push(instead(survey, &path));
        Located::at(path, &survey.file.place())
    };
    if !is_summary(&path) {
        return match super::sql::read(project, survey, plan, &path, files, problems) {
            Some(found) => StandIn::Found(Box::new(found)),
            None => StandIn::Unusable,
        };
    }
    match load(&path, survey, project, files) {
        Err(problem) => {
            problems.push(*problem);
            StandIn::Unusable
        }
        Ok(mut file) => {
            if file.definition != definition(project, survey) {
                problems.push(outdated(&path));
            }
            fit(&mut file.evidence, plan, &path, problems);
            file.evidence.source = Some(path.value.clone());
            file.evidence.persona_shares = persona_shares(
                &file.evidence.dimensions,
                file.evidence.people.unwrap_or(file.evidence.rows),
            );
            problems.extend(file.problems.into_iter().filter_map(|kept| {
                let mut problem = Problem::warning(explain(&kept.code)?.code, kept.what)
                    .help(kept.help)
                    .at(Place::file(kept.place));
                problem.count = kept.count;
                Some(problem)
            }));
            StandIn::Found(Box::new((file.input, file.evidence)))
        }
    }
}

/// Whether a source is a summary of ours, and not the cells that an SQL engine counted.
fn is_summary(path: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("json"))
}

/// Reads a summary and refuses one that does not fit.
fn load(path: &Located<String>, survey: &Survey, project: &Project, files: &dyn Files) -> Result<File, Box<Problem>> {
    let refuse = |en: String, fr: String| Box::new(bad(path, &en, &fr));
    let bytes = files
        .read(path, MOST_BYTES)
        .map_err(|error| refuse(error.to_string(), error.to_string()))?;
    let mut value: Value =
        serde_json::from_slice(&bytes).map_err(|error| refuse(error.to_string(), error.to_string()))?;
    read_back(&mut value);
    let file: File = serde_json::from_value(value).map_err(|error| refuse(error.to_string(), error.to_string()))?;
    if file.format != FORMAT {
        return Err(refuse(
            format!("its format is `{}`, not `{FORMAT}`", file.format),
            format!("son format est `{}`, et non `{FORMAT}`", file.format),
        ));
    }
    if file.evidence.survey != survey.id.value {
        return Err(refuse(
            format!("it is of the survey `{}`", file.evidence.survey),
            format!("il est de l'enquête `{}`", file.evidence.survey),
        ));
    }
    if survey.unit == Unit::Person
        && (file.minimum_cell < project.minimum_cell || file.minimum_verbatims < project.minimum_verbatims)
    {
        return Err(refuse(
            format!(
                "it was made with a minimum of {} people and {} comments, and the project asks for {} and {}",
                file.minimum_cell, file.minimum_verbatims, project.minimum_cell, project.minimum_verbatims
            ),
            format!(
                "il a été fait avec un minimum de {} personnes et {} commentaires, et le projet en demande {} et {}",
                file.minimum_cell, file.minimum_verbatims, project.minimum_cell, project.minimum_verbatims
            ),
        ));
    }
    Ok(file)
}

/// Leaves what the plan asks for, and tells what it asks for in vain.
fn fit(evidence: &mut SurveyEvidence, plan: &SurveyPlan, path: &Located<String>, problems: &mut Problems) {
    let mut absent: Vec<String> = Vec::new();
    let mut questions = Vec::new();
    for asked in &plan.questions {
        let found = evidence.questions.iter().find(|found| found.question == asked.question);
        let Some(found) = found else {
            absent.push(asked.question.clone());
            continue;
        };
        let mut found = found.clone();
        for by in &asked.tables {
            if evidence_lacks(by, &found.tables) {
                absent.push(format!("{} × {}", asked.question, by.join(" × ")));
            }
        }
        found.tables.retain(|table| asked.tables.contains(&table.by));
        found
            .tables
            .sort_by_key(|table| asked.tables.iter().position(|by| *by == table.by));
        questions.push(found);
    }
    evidence.questions = questions;
    if !absent.is_empty() {
        problems.push(not_in(path, &absent));
    }
}

fn evidence_lacks(by: &[String], tables: &[super::Table]) -> bool {
    tables.iter().all(|table| table.by != by)
}

fn bad(path: &Located<String>, en: &str, fr: &str) -> Problem {
    Problem::error(
        "data/bad-summary",
        Text::prose(
            format!("the summary {} cannot be used: {en}", quote(Lang::En, path)),
            format!("le résumé {} est inutilisable : {fr}", quote(Lang::Fr, path)),
        ),
    )
    .why(Text::prose(
        "Without its data or a summary of it the survey measures nothing.",
        "Sans ses données ni leur résumé, l'enquête ne mesure rien.",
    ))
    .help(Text::prose(
        "run `parcours summarise` where the data is",
        "lancez `parcours summarise` là où sont les données",
    ))
    .at(path.place())
}

fn instead(survey: &Survey, path: &str) -> Problem {
    Problem::warning(
        "data/from-summary",
        Text::prose(
            format!(
                "{} is not there; its summary {} was read instead",
                quote(Lang::En, &survey.file),
                quote(Lang::En, path)
            ),
            format!(
                "{} est absent ; son résumé {} a été lu à sa place",
                quote(Lang::Fr, &survey.file),
                quote(Lang::Fr, path)
            ),
        ),
    )
    .help(Text::prose(
        format!("write `source: {path}` in the survey if that is meant"),
        format!("écrivez `source: {path}` dans l'enquête si c'est voulu"),
    ))
    .at(survey.file.place())
}

fn outdated(path: &Located<String>) -> Problem {
    Problem::warning(
        "data/outdated-summary",
        Text::prose(
            format!(
                "the project describes the survey otherwise than when {} was made",
                quote(Lang::En, path)
            ),
            format!(
                "le projet décrit l'enquête autrement que lors de la création de {}",
                quote(Lang::Fr, path)
            ),
        ),
    )
    .why(Text::prose(
        "The figures are those of then.",
        "Les chiffres sont ceux d'alors.",
    ))
    .help(Text::prose(
        "run `parcours summarise` where the data is",
        "lancez `parcours summarise` là où sont les données",
    ))
    .at(path.place())
}

fn not_in(path: &Located<String>, absent: &[String]) -> Problem {
    Problem::warning(
        "data/not-in-summary",
        Text::prose(
            format!("{} does not hold {}", quote(Lang::En, path), absent.join(", ")),
            format!("{} ne contient pas {}", quote(Lang::Fr, path), absent.join(", ")),
        ),
    )
    .help(Text::prose(
        "run `parcours summarise` where the data is",
        "lancez `parcours summarise` là où sont les données",
    ))
    .at(path.place())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_comes_back_bit_by_bit() {
        // Halves and sums of tenths, as weights are, and what a reader in doubles rounds wrongly.
        let mut numbers: Vec<f64> = (1..4000).map(|number| f64::from(number) / 7.3 + 1e-9).collect();
        numbers.extend([0.1, 1e23, 123_456_789.123_456_78, 5e-324]);
        let mut value = serde_json::json!({ "numbers": numbers, "n": 12, "text": "0.1" });
        let before = value.clone();
        spell_out(&mut value);
        let mut back: Value = serde_json::from_str(&value.to_string()).unwrap();
        read_back(&mut back);
        let bits = |value: &Value| -> Vec<u64> {
            let numbers = value["numbers"].as_array().unwrap().iter();
            numbers.map(|number| number.as_f64().unwrap().to_bits()).collect()
        };
        assert_eq!(bits(&back), bits(&before));
        assert_eq!((&back["n"], &back["text"]), (&before["n"], &before["text"]));
    }
}
