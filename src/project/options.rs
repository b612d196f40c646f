//! Questions with several options: once the project is checked, each option is a yes/no question of its own, so that
//! whatever is done for a question (interval, breakdowns, protection, pages) is done for it.

use super::{Question, Scale, Survey};
use crate::language::{Lang, Text};
use crate::manifest::{Located, Role};
use crate::project::survey::YesNo;

/// Puts a question for each option in the place of every question with several; options come in alphabetical order.
pub(super) fn spread(surveys: &mut [Survey]) {
    for survey in surveys {
        let questions = std::mem::take(&mut survey.questions);
        survey.questions = questions.into_iter().flat_map(of_question).collect();
    }
}

fn of_question(question: Question) -> Vec<Question> {
    if question.role.value != Role::Options {
        return vec![question];
    }
    question
        .option_ids()
        .into_iter()
        .map(|option| {
            let shown = question.labels.get(option).filter(|label| !label.is_empty());
            let label = titled(&question, shown.unwrap_or(&Text::same(option)));
            Question {
                id: Located::at(id(&question, option), &question.id.place()),
                scale: Some(Located::at(Scale::YesNo(YesNo::YesNo), &question.role.place())),
                label,
                column: Some(question.column.as_ref().unwrap_or(&question.id).clone()),
                option: Some(option.to_owned()),
                ..question.clone()
            }
        })
        .collect()
}

/// The id of the question that asks for one option.
pub(super) fn id(question: &Question, option: &str) -> String {
    format!("{}-{option}", question.id.value)
}

/// What an option is called beside its question.
fn titled(question: &Question, option: &Text) -> Text {
    let asked = [&question.label, &question.text]
        .into_iter()
        .find(|text| !text.is_empty());
    let asked = asked.cloned().unwrap_or_else(|| Text::same(question.id.as_str()));
    Text::new(
        format!("{}: {}", asked.get(Lang::En), option.get(Lang::En)),
        format!("{} : {}", asked.get(Lang::Fr), option.get(Lang::Fr)),
    )
}

impl Question {
    /// The ids of the options, each once, in alphabetical order.
    pub(super) fn option_ids(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = self
            .columns
            .values()
            .chain(self.options.values())
            .map(|id| id.as_str())
            .collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}
