//! `parcours summarise`: writes the protected summary of every survey and table, so that raw answers need not travel.

use super::End;
use super::arguments::Summarise;
use super::terminal::{Terminal, files, pipeline_options};
use crate::diagnostics::Problems;
use crate::{evidence, pipeline, publish};

/// Writes the summaries into the project. One of a survey or table whose data is not here is left as it is.
pub(super) fn run(summarise: &Summarise, terminal: &Terminal) -> anyhow::Result<End> {
    let disk = files(&summarise.project, terminal)?;
    let mut problems = Problems::new();
    let options = pipeline_options(&summarise.project, None, terminal);
    let loaded = pipeline::load(&disk, &options, &mut problems).filter(|_| !problems.has_errors());
    let Some(loaded) = loaded else {
        terminal.problems(&problems.sorted());
        return Ok(End::Wrong);
    };
    let (plan, evidence) = pipeline::collect(&loaded, &disk, &options, &mut problems);
    if problems.has_errors() {
        terminal.problems(&problems.sorted());
        return Ok(End::Wrong);
    }
    let summaries = evidence::summaries(&loaded.project, &plan, &evidence, &problems);
    terminal.problems(&problems.sorted());
    for (path, text) in &summaries {
        publish::write(&disk.root().join(path), text.as_bytes())?;
        terminal.note(path);
    }
    if summaries.is_empty() {
        terminal.note(&terminal.say(
            "neither a survey nor a table has its data here: nothing was written",
            "ni enquête ni table n’a ses données ici : rien n’a été écrit",
        ));
    }
    Ok(End::Done)
}
