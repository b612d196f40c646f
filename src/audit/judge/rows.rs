//! The rows of the audit that need no judgement: what the project says, with what the evidence counted.

use crate::audit::{
    ChannelRow, GroupRow, HandOverRow, InputRow, LeftOut, NoteRow, PersonaRow, ProblemRow, SurveyRow, VerbatimRow,
};
use crate::diagnostics::{Problem, Problems, Severity};
use crate::evidence::{Evidence, published, source_of};
use crate::language::Text;
use crate::manifest::TableKind;
use crate::project::{Project, Survey};
use crate::text::redact;

pub(super) fn inputs(evidence: &Evidence) -> Vec<InputRow> {
    let row = |input: &crate::evidence::Input| InputRow {
        path: input.path.clone(),
        digest: input.digest.clone(),
        bytes: input.bytes,
        rows: input.rows,
        rejected_rows: input.rejected_rows,
        format: input.format.clone(),
    };
    evidence.inputs.iter().map(row).collect()
}

pub(super) fn surveys(project: &Project, evidence: &Evidence) -> Vec<SurveyRow> {
    project
        .surveys
        .iter()
        .filter_map(|survey| survey_row(survey, None, evidence))
        .chain(project.tables.iter().filter_map(|table| {
            let row = survey_row(&table.as_survey(), Some(table.kind.value), evidence)?;
            Some(SurveyRow {
                title: named(&table.title, &table.id.value),
                ..row
            })
        }))
        .collect()
}

/// The title, or the id of what has none.
fn named(title: &Text, id: &str) -> Text {
    if title.is_empty() {
        Text::same(id)
    } else {
        title.clone()
    }
}

fn survey_row(survey: &Survey, kind: Option<TableKind>, evidence: &Evidence) -> Option<SurveyRow> {
    // Of a table that is read put together only, what was found of that.
    let whole = evidence.survey(&survey.id);
    let mut parts = evidence.surveys.iter();
    let found = whole.or_else(|| parts.find(|part| kind.is_some() && source_of(&part.survey) == survey.id.value))?;
    let groups = found.dimensions.iter().flat_map(|dimension| {
        dimension
            .values
            .iter()
            .zip(&dimension.rows)
            .map(|(value, rows)| GroupRow {
                dimension: dimension.id.clone(),
                id: value.id.clone(),
                label: value.label.clone(),
                n: *rows,
            })
    });
    Some(SurveyRow {
        id: survey.id.value.clone(),
        title: named(&survey.title, &survey.id.value),
        kind,
        file: survey.file.value.clone(),
        source: found.source.clone(),
        collection: survey.collection.clone(),
        rows: found.rows,
        left_out: survey.rows.as_ref().zip(found.left_out_rows).map(|(rows, n)| LeftOut {
            n,
            reason: rows.reason.clone(),
        }),
        people: found.people,
        rejected_rows: found.rejected_rows,
        invited: survey.invited.as_ref().map(|invited| invited.in_all()),
        dates: found.dates.map(|[first, last]| (first, last)),
        weights: found.weights.clone(),
        groups: groups.collect(),
        withheld_cells: found.withheld_cells,
        withheld: found.withheld.clone(),
        comments: found.comments.values().sum(),
        without_persona: super::personas::without_persona(found),
    })
}

pub(super) fn personas(project: &Project, evidence: &Evidence) -> Vec<PersonaRow> {
    let row = |persona: &crate::project::Persona| {
        let id = persona.id.as_str();
        let surveys = || evidence.surveys.iter();
        let counts: Vec<Option<u64>> = surveys()
            .flat_map(|survey| &survey.dimensions)
            .filter(|dimension| dimension.id == "persona")
            .flat_map(|dimension| dimension.values.iter().zip(&dimension.rows))
            .filter(|(value, _)| value.id == id)
            .map(|(_, rows)| *rows)
            .collect();
        // A sum over surveys is shown only when every part of it may be.
        let n = (!counts.is_empty())
            .then(|| counts.iter().copied().sum::<Option<u64>>())
            .flatten();
        let share = surveys()
            .flat_map(|survey| &survey.persona_shares)
            .find(|(persona, _)| persona == id)
            .and_then(|(_, share)| *share);
        let quotes = surveys()
            .flat_map(|survey| &survey.verbatims)
            .filter(|verbatim| {
                verbatim
                    .dimensions
                    .get("persona")
                    .is_some_and(|ids| ids.iter().any(|found| found == id))
            })
            .take(6)
            .map(|verbatim| verbatim.id.clone())
            .collect();
        PersonaRow {
            id: id.to_owned(),
            name: persona.name.clone(),
            summary: persona.summary.clone(),
            n,
            share: share.map(|(share, _)| share),
            share_interval: share.map(|(_, interval)| interval),
            has_segment: !persona.segments.is_empty(),
            goals: persona.goals.clone(),
            pains: persona.pains.clone(),
            channels: persona.channels.iter().map(|channel| channel.value.clone()).collect(),
            quotes,
            overlaps: Vec::new(),
            by_channel: Vec::new(),
        }
    };
    project.personas.iter().map(row).collect()
}

pub(super) fn channels(project: &Project) -> Vec<ChannelRow> {
    let row = |channel: &crate::project::Channel| ChannelRow {
        id: channel.id.value.clone(),
        name: channel.name.clone(),
        kind: channel.kind,
        goals: channel.goals.clone(),
        hand_overs: project
            .hand_overs
            .iter()
            .filter(|hand_over| hand_over.from.value == channel.id.value)
            .map(|hand_over| HandOverRow {
                to: hand_over.to.value.clone(),
                context: hand_over.context,
                shared: hand_over.shared.clone(),
                finishes: hand_over.finishes,
                evidence: hand_over.evidence.clone(),
            })
            .collect(),
    };
    project.channels.iter().map(row).collect()
}

pub(super) fn verbatims(evidence: &Evidence) -> Vec<VerbatimRow> {
    let row = |verbatim: &crate::evidence::Verbatim| VerbatimRow {
        id: verbatim.id.clone(),
        survey: verbatim.survey.clone(),
        question: verbatim.question.clone(),
        text: verbatim.text.clone(),
        touchpoint: verbatim.touchpoint.clone(),
        group: verbatim.group.clone(),
        dimensions: verbatim.dimensions.clone(),
        topics: verbatim.topics.clone(),
        sentiment: verbatim.sentiment,
        suggests: verbatim.suggests,
        replay: verbatim.replay.clone(),
    };
    let mut rows: Vec<VerbatimRow> = evidence
        .surveys
        .iter()
        .flat_map(|survey| &survey.verbatims)
        .map(row)
        .collect();
    rows.sort_by(|a, b| a.id.cmp(&b.id));
    rows
}

/// Words with what identifies a person masked.
pub(super) fn masked(words: &Text) -> Text {
    words.map(|_, words| redact(words))
}

/// Notes with their quotes; without the participant's consent nothing they said is passed on.
pub(super) fn notes(project: &Project) -> Vec<NoteRow> {
    let row = |note: &crate::project::Note| NoteRow {
        id: note.id.value.clone(),
        kind: note.kind,
        participant: note.participant.clone(),
        date: note.date,
        persona: note.persona.as_ref().map(|persona| persona.value.clone()),
        summary: masked(&note.summary),
        frictions: note.frictions.iter().map(|friction| friction.value.clone()).collect(),
        quotes: note
            .quotes
            .iter()
            .filter(|_| note.consent)
            .map(|quote| {
                (
                    masked(&quote.text),
                    quote.touchpoint.as_ref().map(|touchpoint| touchpoint.value.clone()),
                )
            })
            .collect(),
    };
    project.notes.iter().map(row).collect()
}

/// Problems as the site tells them. That a summary was read stands beside its survey.
pub(super) fn problems(problems: Problems, project: &Project) -> Vec<ProblemRow> {
    let row = |problem: Problem| ProblemRow {
        code: problem.code.to_owned(),
        severity: match problem.severity {
            Severity::Error => "error".to_owned(),
            Severity::Warning => "warning".to_owned(),
        },
        place: problem.place.as_ref().map(ToString::to_string),
        what: problem.what,
        help: problem.help,
        count: (problem.count > 0).then_some(problem.count),
    };
    let mut told = Problems::new();
    told.extend(
        problems
            .into_iter()
            .filter(|problem| problem.code != "data/from-summary")
            .map(|problem| published(problem, project)),
    );
    let problems = told.sorted();
    problems.into_iter().map(row).collect()
}
