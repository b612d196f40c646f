//! `parcours plugin`: write, list and test plugins.

use std::path::Path;

use super::End;
use super::arguments::{Plugin, PluginCommand, PluginKind};
use super::terminal::Terminal;
use crate::diagnostics::{Problems, suggestion};
use crate::files::{Disk, Files};
use crate::manifest::{Kind, is_kebab, to_kebab};
use crate::plugins::{self, Origin, Registry, scaffold};

/// Runs the command.
pub(super) fn run(plugin: &Plugin, terminal: &Terminal) -> anyhow::Result<End> {
    match &plugin.command {
        PluginCommand::New { id, kind, project } => new(id, *kind, project, terminal),
        PluginCommand::List { project } => list(project, terminal),
        PluginCommand::Test { ids, project } => test(ids, project, terminal),
    }
}

/// Writes a plugin that works into a project; never over one that is there.
fn new(id: &str, kind: PluginKind, project: &Path, terminal: &Terminal) -> anyhow::Result<End> {
    if !is_kebab(id) {
        anyhow::bail!(
            "{}",
            terminal.say(
                &format!(
                    "`{id}` is no id: write lower-case letters, digits and single hyphens, such as `{}`",
                    to_kebab(id)
                ),
                &format!(
                    "`{id}` n’est pas un identifiant : minuscules, chiffres et traits d’union simples, comme `{}`",
                    to_kebab(id)
                ),
            )
        );
    }
    if !project.join("parcours.yaml").is_file() {
        anyhow::bail!(
            "{}: {}",
            project.display(),
            terminal.say(
                "there is no parcours.yaml; name the project with `--project DIR`",
                "il n’y a pas de parcours.yaml ; nommez le projet avec `--project DOSSIER`"
            )
        );
    }
    let kind = match kind {
        PluginKind::Kpi => Kind::Kpi,
        PluginKind::Maturity => Kind::Maturity,
        PluginKind::Website => Kind::Website,
    };
    for file in scaffold(id, kind) {
        super::new::write(project, &file.path, file.content.as_bytes())?;
        terminal.note(&file.path);
    }
    terminal.note(&terminal.say(
        &format!(
            "fill in the failing test, then: parcours plugin test {id} --project {}",
            project.display()
        ),
        &format!(
            "complétez le test qui échoue, puis : parcours plugin test {id} --project {}",
            project.display()
        ),
    ));
    Ok(End::Done)
}

/// Runs the plugins' own tests; a failing one fails the gate.
fn test(ids: &[String], project: &Path, terminal: &Terminal) -> anyhow::Result<End> {
    let disk = Disk::new(project)?;
    let mut problems = Problems::new();
    let registry = Registry::load(Some(&disk as &dyn Files), &mut problems);
    if let Some(unknown) = ids
        .iter()
        .find(|id| registry.get(id).is_none() && !registry.broken().iter().any(|broken| broken.id == **id))
    {
        anyhow::bail!(
            "{}; {}",
            terminal.say(
                &format!("there is no plugin `{unknown}`"),
                &format!("il n’y a pas de plugin `{unknown}`")
            ),
            suggestion(unknown, registry.ids()).get(terminal.lang)
        );
    }
    let mut report = String::new();
    let (mut passed, mut failed) = (0, 0);
    // Without a name those of the project; where it has none, the built-in ones.
    let own = registry.plugins().any(|plugin| plugin.origin == Origin::Project) || !registry.broken().is_empty();
    let chosen = registry.plugins().filter(|plugin| {
        if ids.is_empty() {
            !own || plugin.origin == Origin::Project
        } else {
            ids.iter().any(|id| id == plugin.id())
        }
    });
    for result in chosen.flat_map(|plugin| plugins::test(plugin)) {
        if result.passed() {
            passed += 1;
            report.push_str(&format!("ok      {}: {}\n", result.plugin, result.name));
            continue;
        }
        failed += 1;
        let word = terminal.say("FAILED", "ÉCHEC ");
        report.push_str(&format!(
            "{word}  {}: {} ({})\n",
            result.plugin, result.name, result.place
        ));
        for failure in &result.failures {
            report.push_str(&format!("        {}\n", failure.get(terminal.lang)));
        }
        if let Some(problem) = result.problem {
            problems.push(problem);
        }
    }
    report.push_str(&terminal.say(
        &format!("{passed} passed, {failed} failed"),
        &format!("{passed} réussis, {failed} en échec"),
    ));
    terminal.print(&report)?;
    let problems = problems.sorted();
    terminal.problems(&problems);
    Ok(if failed == 0 && problems.is_empty() {
        End::Done
    } else {
        End::GateFailed
    })
}

fn list(project: &Path, terminal: &Terminal) -> anyhow::Result<End> {
    let disk = Disk::new(project)?;
    let mut problems = Problems::new();
    let registry = Registry::load(Some(&disk as &dyn Files), &mut problems);
    let rows: Vec<[String; 5]> = registry
        .plugins()
        .map(|plugin| {
            let kind = match plugin.manifest.kind {
                Kind::Kpi => "kpi",
                Kind::Maturity => "maturity",
                Kind::Website => "website",
            };
            let origin = match plugin.origin {
                Origin::BuiltIn => terminal.say("built-in", "intégré"),
                Origin::Project => terminal.say("project", "projet"),
            };
            let title = plugin.manifest.title.get(terminal.lang).to_owned();
            [
                plugin.id().to_owned(),
                kind.to_owned(),
                plugin.manifest.version.clone(),
                origin,
                title,
            ]
        })
        .collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths = [width(0), width(1), width(2), width(3)];
    let table = rows
        .iter()
        .fold(String::new(), |mut table, [id, kind, version, origin, title]| {
            let [a, b, c, d] = widths;
            table.push_str(&format!("{id:<a$}  {kind:<b$}  {version:<c$}  {origin:<d$}  {title}\n"));
            table
        });
    terminal.print(&table)?;
    let problems = problems.sorted();
    terminal.problems(&problems);
    Ok(if problems.is_empty() {
        End::Done
    } else {
        End::GateFailed
    })
}
