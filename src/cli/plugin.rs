//! `parcours plugin`: write, list and test plugins.

use super::End;
use super::arguments::{Plugin, PluginCommand};
use super::terminal::Terminal;
use crate::diagnostics::Problems;
use crate::files::{Disk, Files};
use crate::manifest::Kind;
use crate::plugins::{Origin, Registry};

/// Runs the command.
pub(super) fn run(plugin: &Plugin, terminal: &Terminal) -> anyhow::Result<End> {
    match &plugin.command {
        PluginCommand::List { project } => list(project, terminal),
    }
}

fn list(project: &std::path::Path, terminal: &Terminal) -> anyhow::Result<End> {
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
