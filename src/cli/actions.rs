//! `parcours actions`: the plan of action as a table that its owners fill in, written and read back by ids.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Context as _;

use super::End;
use super::arguments::{Actions, ActionsCommand, ProjectOptions};
use super::terminal::{Terminal, files, pipeline_options, refused};
use crate::audit::Audit;
use crate::data::{Declared, Row as _, TableFile};
use crate::diagnostics::{Problem, Problems, Severity};
use crate::files::{Disk, Files as _};
use crate::project::{Action, sheet};
use crate::{pipeline, publish, report};

/// Where the sheet goes in a project that names none.
const SHEET: &str = "actions.csv";

/// Runs `actions export` or `actions import`.
pub(super) fn run(actions: &Actions, terminal: &Terminal) -> anyhow::Result<End> {
    match &actions.command {
        ActionsCommand::Export { out, project } => export(out, project, terminal),
        ActionsCommand::Import { file, project } => import(file, project, terminal),
    }
}

fn export(out: &Path, project: &ProjectOptions, terminal: &Terminal) -> anyhow::Result<End> {
    let disk = files(project, terminal)?;
    let outcome = pipeline::audit(&disk, &pipeline_options(project, None, terminal));
    terminal.problems(&outcome.problems);
    let Some(audit) = &outcome.audit else {
        return Ok(End::Wrong);
    };
    if out.exists() {
        anyhow::bail!(terminal.say(
            &format!("{} is there already, and somebody may have filled it in", out.display()),
            &format!("{} existe déjà, et quelqu’un l’a peut-être rempli", out.display()),
        ));
    }
    let bytes = match out.extension().and_then(|ending| ending.to_str()) {
        Some("xlsx") => report::actions_workbook(audit),
        Some("csv") => report::actions_csv(audit),
        _ => anyhow::bail!(terminal.say(
            "the file must end in .csv or .xlsx",
            "le fichier doit finir par .csv ou .xlsx"
        )),
    };
    publish::write(out, &bytes)?;
    terminal.note(&out.display().to_string());
    Ok(End::Done)
}

fn import(file: &Path, project: &ProjectOptions, terminal: &Terminal) -> anyhow::Result<End> {
    let disk = files(project, terminal)?;
    let name = file
        .file_name()
        .and_then(|name| name.to_str())
        .context("no file name")?;
    let text = text_of(file, name, terminal)?;
    let options = pipeline_options(project, None, terminal);
    let mut problems = Problems::new();
    let Some(loaded) = pipeline::load(&disk, &options, &mut problems).filter(|_| !problems.has_errors()) else {
        terminal.problems(&problems.sorted());
        return Ok(End::Wrong);
    };
    let mut actions = loaded.project.actions.clone();
    let mut told = sheet::lay_over(&mut actions, name, &text);
    let wrong = told.iter().any(|problem| problem.severity == Severity::Error);
    if !wrong && let Some(audit) = pipeline::audit(&disk, &options).audit {
        told.extend(actions.iter().filter_map(|action| changed(action, &audit)));
    }
    let lines: Vec<&str> = text.lines().collect();
    let told: Vec<Problem> = told
        .into_iter()
        .map(|problem| {
            let number = problem.place.as_ref().map_or(0, |place| place.line as usize);
            match number.checked_sub(1).and_then(|number| lines.get(number)) {
                Some(line) => problem.line(line),
                None => problem,
            }
        })
        .collect();
    terminal.problems(&told);
    if wrong {
        return Ok(End::Wrong);
    }
    let known = loaded.project.actions_sheet.as_ref().map(|path| path.value.clone());
    let path = known.clone().unwrap_or_else(|| SHEET.to_owned());
    publish::write(&disk.root().join(&path), text.as_bytes())?;
    terminal.note(&path);
    if known.is_none() {
        terminal.note(&terminal.say(
            &format!("add `actions-sheet: {path}` to parcours.yaml, so that the project reads it"),
            &format!("ajoutez `actions-sheet: {path}` à parcours.yaml, pour que le projet le lise"),
        ));
    }
    Ok(End::Done)
}

/// The table as CSV, whatever it was, each row on the line it had.
fn text_of(file: &Path, name: &str, terminal: &Terminal) -> anyhow::Result<String> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let source = Disk::new(folder.unwrap_or(Path::new(".")))?.open(name)?;
    let mut table = match TableFile::open(&*source, name, &Declared::default())? {
        Ok(table) => table,
        Err(problem) => return Err(refused(&problem, terminal)),
    };
    let width = table.header().width();
    let names: Vec<String> = table.header().names().map(str::to_owned).collect();
    let mut text = report::csv_line(names.iter().map(String::as_str));
    while let Some(line) = table.next_row()? {
        let cells: Vec<String> = (0..width)
            .map(|column| String::from_utf8_lossy(table.field(column)).into_owned())
            .collect();
        let missing = usize::try_from(line)?.saturating_sub(text.lines().count() + 1);
        text += &"\r\n".repeat(missing);
        text += &report::csv_line(cells.iter().map(String::as_str));
    }
    match table
        .finish()?
        .problems
        .iter()
        .find(|problem| problem.severity == Severity::Error)
    {
        Some(problem) => Err(refused(problem, terminal)),
        None => Ok(text),
    }
}

/// The warning that an action answers other findings now than when the sheet was written.
fn changed(action: &Action, audit: &Audit) -> Option<Problem> {
    let first = action.written_for.first()?;
    let row = audit.actions.iter().find(|row| row.id == action.id.value)?;
    let then: BTreeSet<&str> = action.written_for.iter().map(|id| id.as_str()).collect();
    let now: BTreeSet<&str> = row.findings.iter().map(String::as_str).collect();
    (then != now).then(|| sheet::other_findings(action, first.place(), &then, &now))
}
