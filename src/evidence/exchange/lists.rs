//! Summaries of two tables brought together: what was found of both, without a row of either.

use serde::{Deserialize, Serialize};

use super::told::{Kept, bad, instead, kept, outdated};
use super::{FORMAT, digest, parsed, text};
use crate::diagnostics::Problems;
use crate::evidence::{Evidence, Input, ReconciliationFacts};
use crate::files::{FileError, Files};
use crate::language::Text;
use crate::manifest::Located;
use crate::project::{Project, Reconciliation, Table, Unit};

/// The summary of two tables brought together, as a file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: String,
    /// The files of the two tables.
    inputs: Vec<Input>,
    /// A digest of what the project said of the tables and of how they are brought together.
    definition: String,
    minimum_cell: u32,
    /// What was told of the lists.
    problems: Vec<Kept>,
    reconciliation: ReconciliationFacts,
}

/// What stands in for two tables brought together.
pub(in crate::evidence) enum ListsStandIn {
    /// Nothing: the tables are to be read.
    Absent,
    /// A summary that cannot be used, which was reported.
    Unusable,
    /// What the summary says, and the files it was made from.
    Found(Box<(Vec<Input>, ReconciliationFacts)>),
}

/// The summaries of what was brought together from the files of both tables.
pub(super) fn summaries(
    project: &Project,
    evidence: &Evidence,
    problems: &Problems,
) -> impl Iterator<Item = (String, String)> {
    project.reconcile.iter().filter_map(move |declared| {
        let facts = evidence
            .reconciliations
            .iter()
            .find(|facts| facts.id == declared.id.value)?;
        let tables = tables(project, declared)?;
        if evidence.from_summaries.contains(&declared.id.value) {
            return None;
        }
        let of_it = problems.iter().filter(|problem| {
            problem.place.as_ref().is_some_and(|place| match problem.code {
                "data/not-linked" => *place == declared.id.place(),
                code => code.starts_with("data/") && tables.iter().any(|table| table.file.value == place.path),
            })
        });
        let mut inputs: Vec<Input> = Vec::new();
        for table in tables {
            let input = evidence.inputs.iter().find(|input| input.path == table.file.value)?;
            if !inputs.contains(input) {
                inputs.push(input.clone());
            }
        }
        let file = File {
            format: FORMAT.to_owned(),
            inputs,
            definition: definition(declared, tables),
            minimum_cell: project.minimum_cell,
            problems: kept(of_it, project),
            reconciliation: facts.clone(),
        };
        Some((declared.summary(), text(&file)?))
    })
}

/// What is known of two tables from the summary, where a file of theirs is not there.
pub(in crate::evidence) fn read(
    project: &Project,
    declared: &Reconciliation,
    files: &dyn Files,
    problems: &mut Problems,
) -> ListsStandIn {
    let Some(tables) = tables(project, declared) else {
        return ListsStandIn::Absent;
    };
    let path = declared.summary();
    let gone = tables
        .iter()
        .find(|table| matches!(files.info(&table.file), Err(FileError::Missing { .. })));
    let Some(gone) = gone.filter(|_| files.info(&path).is_ok()) else {
        return ListsStandIn::Absent;
    };
    let mut told = instead(&gone.file, &path);
    told.help = Text::default();
    problems.push(told);
    let path = Located::at(path, &declared.id.place());
    let file: File = match parsed(&path, files) {
        Ok(file) => file,
        Err(problem) => {
            problems.push(*problem);
            return ListsStandIn::Unusable;
        }
    };
    let of_people = tables.iter().any(|table| table.unit() == Unit::Person);
    let refused = if file.format != FORMAT || file.reconciliation.id != declared.id.value {
        Some((
            format!("it is no summary of `{}`", declared.id.value),
            format!("ce n'est pas un résumé de `{}`", declared.id.value),
        ))
    } else if of_people && file.minimum_cell < project.minimum_cell {
        Some((
            format!(
                "it was made with a minimum of {} people, and the project asks for {}",
                file.minimum_cell, project.minimum_cell
            ),
            format!(
                "il a été fait avec un minimum de {} personnes, et le projet en demande {}",
                file.minimum_cell, project.minimum_cell
            ),
        ))
    } else {
        None
    };
    if let Some((en, fr)) = refused {
        problems.push(bad(&path, &en, &fr));
        return ListsStandIn::Unusable;
    }
    if file.definition != definition(declared, tables) {
        problems.push(outdated(&path));
    }
    problems.extend(file.problems.into_iter().filter_map(Kept::told));
    let mut facts = file.reconciliation;
    facts.title.clone_from(&declared.title);
    ListsStandIn::Found(Box::new((file.inputs, facts)))
}

/// The tables that are brought together.
fn tables<'p>(project: &'p Project, declared: &Reconciliation) -> Option<[&'p Table; 2]> {
    let table = |id: &str| project.tables.iter().find(|table| table.id.value == id);
    Some([table(&declared.online)?, table(&declared.offline)?])
}

/// A digest of what the project says of how two tables are brought together; titles do not count.
fn definition(declared: &Reconciliation, tables: [&Table; 2]) -> String {
    let mut declared = declared.clone();
    declared.title = Text::default();
    declared
        .fields
        .iter_mut()
        .for_each(|field| field.title = Text::default());
    let of_table = |table: &Table| {
        let mut survey = table.as_survey();
        (survey.title, survey.collection, survey.source) = (Text::default(), Text::default(), None);
        survey.dimensions.clear();
        survey.rows.iter_mut().for_each(|rows| rows.reason = Text::default());
        (table.kind.value, table.columns.clone(), survey)
    };
    digest(&(declared, tables.map(of_table)))
}
