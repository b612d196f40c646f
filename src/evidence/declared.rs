//! What a survey says of how its file is to be read, in the reader's words. The project was checked: a word nobody knows
//! never comes here.

use std::collections::BTreeMap;

use crate::data::{Columns, Declared, Encoding, Format, Layout, Tool};
use crate::manifest::{Located, Role};
use crate::project::{Project, Question, Rule, Spread, Survey};

/// How the file of `survey` is to be read.
pub(super) fn declared(project: &Project, survey: &Survey) -> Declared {
    Declared {
        delimiter: survey
            .delimiter
            .as_ref()
            .and_then(|word| word.bytes().next().filter(u8::is_ascii)),
        encoding: survey.encoding.as_ref().and_then(|word| Encoding::from_word(word)),
        format: survey.format.as_ref().map(|word| Format {
            tool: Tool::from_word(word),
            place: word.place(),
        }),
        sheet: survey.sheet.clone(),
        header_row: survey.header_row.as_ref().map(|row| u64::from(row.value)),
        layout: layout(project, survey),
    }
}

fn layout(project: &Project, survey: &Survey) -> Layout {
    match (survey.layout, &survey.respondent, &survey.long) {
        (Spread::Repeated, Some(respondent), _) => Layout::Repeated(respondent.clone(), columns(project, survey)),
        (Spread::Long, Some(respondent), Some(long)) => Layout::Long {
            respondent: respondent.clone(),
            question: long.question.clone(),
            answer: long.answer.clone(),
            columns: columns(project, survey),
        },
        _ => Layout::Wide,
    }
}

/// The columns that the survey and the personas read.
pub(super) fn columns(project: &Project, survey: &Survey) -> Columns {
    let mut columns = Columns::default();
    for question in &survey.questions {
        let read = question_columns(question);
        match question.role.value {
            Role::Verbatim => columns.comments.extend(read),
            _ => columns.single.extend(read),
        }
        let seen = question.seen.as_ref().filter(|_| question.option.is_some());
        if let Some(rule) = seen {
            of_rule(rule, &mut columns.single);
        }
    }
    if let Some(rows) = &survey.rows {
        of_rule(&rows.rule, &mut columns.single);
    }
    for dimension in &survey.dimensions {
        columns.single.extend(option_columns(&dimension.columns, &dimension.id));
        if dimension.columns.is_empty() {
            columns
                .single
                .push(dimension.column.as_ref().unwrap_or(&dimension.id).clone());
        }
    }
    let wave = survey.periods.as_ref().and_then(|periods| periods.wave.as_ref());
    columns.single.extend(wave.map(|wave| wave.column.clone()));
    columns
        .first
        .extend(survey.date.as_ref().map(|date| date.column.clone()));
    columns.single.extend(survey.weight.clone());
    columns.single.extend(survey.count.clone());
    for persona in &project.personas {
        for segment in persona
            .segments
            .iter()
            .filter(|segment| segment.survey.value == survey.id.value)
        {
            of_rule(&segment.rule, &mut columns.single);
        }
    }
    columns
}

/// The columns that stand beside comments: what people made of them, and links to recordings.
pub(super) fn beside_comments(survey: &Survey) -> Vec<Located<String>> {
    let mut columns = Vec::new();
    for question in &survey.questions {
        columns.extend(question.replay.clone());
        let Some(codes) = &question.codes else { continue };
        columns.extend(codes.sentiment.as_ref().map(|sentiment| sentiment.column.clone()));
        if let Some(topics) = &codes.topics {
            columns.extend(option_columns(&topics.columns, &topics.id));
            if topics.columns.is_empty() {
                columns.push(topics.column.as_ref().unwrap_or(&topics.id).clone());
            }
        }
    }
    columns
}

/// The columns that hold the answers to a question: one, or one for each option.
fn question_columns(question: &Question) -> Vec<Located<String>> {
    if question.columns.is_empty() {
        vec![question.column.as_ref().unwrap_or(&question.id).clone()]
    } else {
        option_columns(&question.columns, &question.id)
    }
}

/// The columns of a question's options, each with the place of the id it stands for.
pub(super) fn option_columns(
    columns: &BTreeMap<String, Located<String>>,
    id: &Located<String>,
) -> Vec<Located<String>> {
    columns
        .iter()
        .map(|(column, option)| {
            let place = if option.place().path.is_empty() {
                id.place()
            } else {
                option.place()
            };
            Located::at(column.clone(), &place)
        })
        .collect()
}

fn of_rule(rule: &Rule, columns: &mut Vec<Located<String>>) {
    columns.extend(rule.column.clone());
    for rules in [&rule.all, &rule.any].into_iter().flatten() {
        for rule in rules {
            of_rule(rule, columns);
        }
    }
    if let Some(rule) = &rule.not {
        of_rule(rule, columns);
    }
}
