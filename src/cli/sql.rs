//! `parcours sql`: prints the query that counts the cells of a survey where its data lies.

use super::End;
use super::arguments::{Engine, Sql};
use super::terminal::{Terminal, files, pipeline_options};
use crate::diagnostics::Problems;
use crate::evidence::sql::{Dialect, of_tables, query};
use crate::manifest::Manifest;
use crate::{evidence, pipeline};

/// Prints the query of each survey asked for.
pub(super) fn run(sql: &Sql, terminal: &Terminal) -> anyhow::Result<End> {
    let disk = files(&sql.project, terminal)?;
    let mut problems = Problems::new();
    let options = pipeline_options(&sql.project, None, terminal);
    let loaded = pipeline::load(&disk, &options, &mut problems).filter(|_| !problems.has_errors());
    let Some(loaded) = loaded else {
        terminal.problems(&problems.sorted());
        return Ok(End::Wrong);
    };
    let manifests: Vec<&Manifest> = loaded.registry.manifests().collect();
    let plan = evidence::plan(&loaded.project, &manifests);
    let dialect = match sql.dialect {
        Engine::Duckdb => Dialect::DuckDb,
        Engine::Spark => Dialect::Spark,
    };
    let mut queries = Vec::new();
    for asked in &plan.surveys {
        if sql.survey.as_ref().is_some_and(|id| *id != asked.survey) {
            continue;
        }
        let surveys = &loaded.project.surveys;
        let Some(survey) = surveys.iter().find(|survey| survey.id.value == asked.survey) else {
            continue;
        };
        let table = sql.table.as_deref().unwrap_or(&survey.id);
        match query(&loaded.project, survey, asked, dialect, table) {
            Ok(query) => queries.push(query),
            Err(problem) => problems.push(*problem),
        }
    }
    // Those that a check reads and whose file is not yet replaced by a summary.
    let tables: Vec<_> = loaded
        .project
        .tables
        .iter()
        .filter(|table| sql.survey.as_ref().is_none_or(|id| *id == table.id.value))
        .filter(|table| table.source.is_none() && plan.tables.iter().any(|asked| asked.source() == table.id.value))
        .map(|table| &table.id)
        .collect();
    problems.extend(of_tables(&tables, queries.is_empty()));
    if queries.is_empty() && problems.is_empty() {
        anyhow::bail!(terminal.say(
            "there is no such survey in the project",
            "le projet n’a pas cette enquête"
        ));
    }
    let wrong = problems.has_errors();
    terminal.problems(&problems.sorted());
    if !queries.is_empty() {
        terminal.print(&queries.join("\n"))?;
    }
    Ok(if wrong { End::Wrong } else { End::Done })
}
