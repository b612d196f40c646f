//! Summaries of surveys that stand in for their data: written where the data is, already protected, and read where it
//! is not. What stands in one is what judging sees, so the audit is the same.

mod lists;
mod told;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::plan::{Plan, QuestionPlan, SurveyPlan};
use super::protect::persona_shares;
use super::{Evidence, Input, SurveyEvidence};
use crate::diagnostics::{Problem, Problems};
use crate::files::{FileError, Files};
use crate::language::Text;
use crate::manifest::Located;
use crate::project::{Project, Survey, Table, Unit};

pub(super) use lists::{ListsStandIn, read as read_lists};
pub use told::published;
use told::{Kept, bad, instead, kept, not_in, outdated};

/// The version of the format; one that is not known is refused.
const FORMAT: &str = "parcours-summary/1";

/// The key of a number in words.
const EXACTLY: &str = "exactly";

/// Larger than this a file is no summary.
const MOST_BYTES: u64 = 256 << 20;

/// The summary of a survey or of a table, as a file.
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
    /// Digests of what is counted of the rows of a table, since what a check makes of them hangs on its parameters.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    counted: BTreeMap<String, String>,
    /// What was wrong with the data, as the site tells it.
    problems: Vec<Kept>,
    evidence: SurveyEvidence,
    /// Of a table whose rows are counted as they are and put together: the others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    further: Vec<SurveyEvidence>,
}

/// The summary of each survey, of each table that a check reads and of each two tables brought together whose data was
/// read: the path it belongs to and its text, which differs from an earlier one only where the figures do.
pub fn summaries(project: &Project, plan: &Plan, evidence: &Evidence, problems: &Problems) -> Vec<(String, String)> {
    let one = |survey: &Survey, table: Option<&Table>| {
        let input = evidence.inputs.iter().find(|input| input.path == survey.file.value)?;
        let asked: Vec<&SurveyPlan> = plan
            .surveys
            .iter()
            .chain(&plan.tables)
            .filter(|asked| asked.source() == survey.id.value)
            .collect();
        let mut parts = asked
            .iter()
            .filter_map(|asked| evidence.survey(&asked.survey))
            .filter(|found| found.source.is_none());
        let first = parts.next()?;
        let further: Vec<&SurveyEvidence> = parts.collect();
        let all = || std::iter::once(first).chain(further.iter().copied());
        let told = all().flat_map(|found| &found.told);
        let counted = asked.iter().flat_map(|asked| {
            let questions = asked.questions.iter();
            questions.filter_map(|question| Some((name(asked, question), digest_of(question)?)))
        });
        let file = File {
            format: FORMAT.to_owned(),
            input: input.clone(),
            definition: definition(project, survey, table),
            minimum_cell: project.minimum_cell,
            minimum_verbatims: project.minimum_verbatims,
            counted: counted.collect(),
            problems: kept(told.filter(|problem| problem.code.starts_with("data/")), project),
            evidence: first.clone(),
            further: further.into_iter().cloned().collect(),
        };
        Some((survey.summary(), text(&file)?))
    };
    let surveys = project.surveys.iter().filter_map(|survey| one(survey, None));
    let tables = project
        .tables
        .iter()
        .filter_map(|table| one(&table.as_survey(), Some(table)));
    let lists = lists::summaries(project, evidence, problems);
    surveys.chain(tables).chain(lists).collect()
}

/// A summary as it is written.
fn text(file: &impl Serialize) -> Option<String> {
    let mut value = serde_json::to_value(file).ok()?;
    spell_out(&mut value);
    let mut text = serde_json::to_string_pretty(&value).ok()?;
    text.push('\n');
    Some(text)
}

/// What is counted, by the name of what it is counted of and its own.
fn name(asked: &SurveyPlan, question: &QuestionPlan) -> String {
    format!("{} {}", asked.survey, question.question)
}

/// A digest of what is counted of the rows of a table; none of a question, whose answers are what they are.
fn digest_of(question: &QuestionPlan) -> Option<String> {
    let derived = question.derived.as_ref()?;
    Some(digest(&derived))
}

/// A digest of what is said.
fn digest(said: &impl Serialize) -> String {
    let said = serde_json::to_vec(said).unwrap_or_default();
    format!("blake3:{}", &blake3::hash(&said).to_hex()[..32])
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
fn definition(project: &Project, survey: &Survey, table: Option<&Table>) -> String {
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
    let said = (bare, rules, channels, stages);
    match table {
        None => digest(&said),
        Some(table) => digest(&(said, table.kind.value, &table.columns, table.window(project.period))),
    }
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
        problems.push(instead(&survey.file, &path));
        Located::at(path, &survey.file.place())
    };
    let table = project.tables.iter().find(|table| table.id.value == survey.id.value);
    if !is_summary(&path) {
        if table.is_some() {
            problems.push(bad(
                &path,
                "cells that an SQL engine counted stand in for surveys, not for tables",
                "les cases comptées par un moteur SQL remplacent des enquêtes, non des tables",
            ));
            return StandIn::Unusable;
        }
        return match super::sql::read(project, survey, plan, &path, files, problems) {
            Some(found) => StandIn::Found(Box::new(found)),
            None => StandIn::Unusable,
        };
    }
    let file = match load(&path, survey, project, files) {
        Ok(file) => file,
        Err(problem) => {
            problems.push(*problem);
            return StandIn::Unusable;
        }
    };
    if file.definition != definition(project, survey, table) {
        problems.push(outdated(&path));
    }
    let mut parts = std::iter::once(file.evidence).chain(file.further);
    let Some(mut evidence) = parts.find(|found| found.survey == plan.survey) else {
        problems.push(not_in(&path, std::slice::from_ref(&plan.survey)));
        return StandIn::Unusable;
    };
    fit(&mut evidence, plan, &file.counted, &path, problems);
    evidence.source = Some(path.value.clone());
    let all = evidence.people.or(evidence.together).unwrap_or(evidence.rows);
    evidence.persona_shares = persona_shares(&evidence.dimensions, all);
    problems.extend(file.problems.into_iter().filter_map(Kept::told));
    StandIn::Found(Box::new((file.input, evidence)))
}

/// Whether a source is a summary of ours, and not the cells that an SQL engine counted.
fn is_summary(path: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("json"))
}

/// What stands in a summary.
fn parsed<T: serde::de::DeserializeOwned>(path: &Located<String>, files: &dyn Files) -> Result<T, Box<Problem>> {
    let refuse = |error: &dyn std::fmt::Display| Box::new(bad(path, &error.to_string(), &error.to_string()));
    let bytes = files.read(path, MOST_BYTES).map_err(|error| refuse(&error))?;
    let mut value: Value = serde_json::from_slice(&bytes).map_err(|error| refuse(&error))?;
    read_back(&mut value);
    serde_json::from_value(value).map_err(|error| refuse(&error))
}

/// Reads a summary and refuses one that does not fit.
fn load(path: &Located<String>, survey: &Survey, project: &Project, files: &dyn Files) -> Result<File, Box<Problem>> {
    let refuse = |en: String, fr: String| Box::new(bad(path, &en, &fr));
    let file: File = parsed(path, files)?;
    if file.format != FORMAT {
        return Err(refuse(
            format!("its format is `{}`, not `{FORMAT}`", file.format),
            format!("son format est `{}`, et non `{FORMAT}`", file.format),
        ));
    }
    if super::source_of(&file.evidence.survey) != survey.id.value {
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
fn fit(
    evidence: &mut SurveyEvidence,
    plan: &SurveyPlan,
    counted: &BTreeMap<String, String>,
    path: &Located<String>,
    problems: &mut Problems,
) {
    let mut absent: Vec<String> = Vec::new();
    let mut questions = Vec::new();
    for asked in &plan.questions {
        let found = evidence.questions.iter().find(|found| found.question == asked.question);
        let as_asked = counted.get(&name(plan, asked)) == digest_of(asked).as_ref();
        let Some(found) = found.filter(|_| as_asked) else {
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
