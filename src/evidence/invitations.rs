//! The invitations to a survey as the table of mailings that they are: how many people were invited, as the survey says,
//! and how many answered, as was counted. The number of answers of a survey is public, those of its periods are as protected
//! as anywhere.

use super::plan::{QuestionPlan, SurveyPlan};
use super::{Evidence, Plan, Protected, QuestionEvidence, Summary, SurveyEvidence, Table, TableCell, ValueCount};
use crate::diagnostics::{Problem, Problems};
use crate::language::{Lang, Text, number, quote};
use crate::project::{Invited, Project, Survey};

/// Adds what is known of the invitations that the plan asks for.
pub(super) fn collect(project: &Project, plan: &Plan, evidence: &mut Evidence, problems: &mut Problems) {
    for asked in &plan.invitations {
        let survey = project.surveys.iter().find(|survey| survey.id.value == asked.source());
        let found = survey.and_then(|survey| {
            let found = evidence.survey(&survey.id)?;
            of_survey(survey, asked, found, problems)
        });
        evidence.surveys.extend(found);
    }
}

fn of_survey(
    survey: &Survey,
    asked: &SurveyPlan,
    found: &SurveyEvidence,
    problems: &mut Problems,
) -> Option<SurveyEvidence> {
    let invited = survey.invited.as_ref()?;
    let answered = found.people.unwrap_or(found.rows);
    if answered > invited.in_all() {
        problems.push(too_many(survey, None, answered, invited.in_all()));
        return None;
    }
    let periods = found.dimensions.iter().find(|dimension| dimension.id == "period");
    let mut cells = Vec::new();
    for (period, rows) in periods.iter().flat_map(|facts| facts.values.iter().zip(&facts.rows)) {
        let Some(of_period) = invited.of_period(&period.id) else {
            continue;
        };
        if let Some(rows) = rows.filter(|rows| *rows > of_period) {
            problems.push(too_many(survey, Some(&period.label), rows, of_period));
            continue;
        }
        cells.push(TableCell {
            key: vec![period.id.clone()],
            cell: rows.map_or(Protected::Withheld, |rows| Protected::Shown(summary(rows, of_period))),
            reason: None,
        });
    }
    let question = |planned: &QuestionPlan| {
        // Who answered among who was invited; of those whom the invitation reached nothing is known.
        let derived = planned.derived.as_ref()?;
        let rate = derived.estimate.rate.as_ref()?;
        let is_sum = |name: &str, field: &str| {
            let measure = derived.measures.get(name);
            measure.is_some_and(|measure| measure.sum.as_deref() == Some(field) && measure.condition.is_none())
        };
        (is_sum(&rate.of, "answered") && is_sum(&rate.among, "sent")).then(|| QuestionEvidence {
            question: planned.question.clone(),
            total: Protected::Shown(summary(answered, invited.in_all())),
            reason: None,
            blank: 0,
            not_an_answer: 0,
            out_of_scale: 0,
            tables: planned
                .tables
                .iter()
                .filter(|by| *by == &["period"] && !cells.is_empty())
                .map(|by| Table {
                    by: by.clone(),
                    cells: cells.clone(),
                })
                .collect(),
            repeated: Vec::new(),
        })
    };
    let is_by_period = matches!(invited.value, Invited::ByPeriod(_));
    Some(SurveyEvidence {
        survey: asked.survey.clone(),
        rows: answered,
        left_out_rows: None,
        people: None,
        rejected_rows: 0,
        dates: None,
        weights: None,
        dimensions: periods.filter(|_| is_by_period).cloned().into_iter().collect(),
        questions: asked.questions.iter().filter_map(question).collect(),
        matrix: None,
        comments: std::collections::BTreeMap::new(),
        opinions: Vec::new(),
        verbatims: Vec::new(),
        withheld_cells: 0,
        withheld: Vec::new(),
        persona_sets: None,
        together: None,
        told: Vec::new(),
        source: None,
        persona_shares: Vec::new(),
    })
}

/// So many who answered among so many invited.
fn summary(answered: u64, invited: u64) -> Summary {
    let value = |value: i32, n: u64| ValueCount {
        value,
        n,
        weight: n as f64,
        weight_squared: n as f64,
    };
    let values = [value(0, invited - answered), value(1, answered)];
    Summary {
        values: values.into_iter().filter(|one| one.n > 0).collect(),
        ..Summary::default()
    }
}

/// The problem of more answers than invitations.
fn too_many(survey: &Survey, period: Option<&Text>, answered: u64, invited: u64) -> Problem {
    let [en, fr] = [Lang::En, Lang::Fr].map(|lang| {
        let number = |n: u64| number::integer(lang, n.cast_signed());
        let of = period.map_or_else(|| quote(lang, &survey.id), |period| quote(lang, period.get(lang)));
        (of, number(answered), number(invited))
    });
    let problem = Problem::warning(
        "data/more-than-all",
        Text::prose(
            format!("{} answered {}, and only {} were invited", en.1, en.0, en.2),
            format!("{} personnes ont répondu à {}, et {} seulement étaient invitées", fr.1, fr.0, fr.2),
        ),
    )
    .why(Text::prose(
        "No response rate is above 100 %: somebody answered twice, or without an invitation. It is not shown.",
        "Aucun taux de réponse ne dépasse 100 % : quelqu'un a répondu deux fois, ou sans invitation. Il n'est pas diffusé.",
    ))
    .help(Text::prose(
        "Give the number of people invited to all that the file holds, or leave `invited` out.",
        "Donnez le nombre de personnes invitées à tout ce que contient le fichier, ou retirez `invited`.",
    ));
    match &survey.invited {
        Some(invited) => problem.at(invited.place()),
        None => problem,
    }
}
