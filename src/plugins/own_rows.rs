//! The rows of a table in a plugin's own test → what the plan and the pass make of them, as in a project.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::estimate::{Figure, estimate};
use super::plugin::Plugin;
use crate::diagnostics::{Problem, Problems};
use crate::evidence::{Summary, beside_of, collect, plan};
use crate::files::Memory;
use crate::manifest::{Direction, TableRead};
use crate::project::{Period, load};

/// What was found of the rows.
pub(super) struct FoundRows {
    /// Of all rows.
    pub(super) summary: Summary,
    /// The check's own estimate.
    pub(super) figure: Figure,
    /// Those beside it.
    pub(super) beside: BTreeMap<String, Figure>,
}

/// Reads rows as a table whose columns are called like its fields. `None` where the check finds nothing to read in it.
pub(super) fn read(
    plugin: &Plugin,
    read: &TableRead,
    rows: &[BTreeMap<String, Value>],
    window: Option<Period>,
    with: &BTreeMap<String, Value>,
) -> Result<Option<FoundRows>, Problem> {
    let fields: BTreeSet<&String> = rows.iter().flat_map(BTreeMap::keys).collect();
    let columns: BTreeMap<&String, &String> = fields.iter().map(|field| (*field, *field)).collect();
    let project = json!({
        "title": plugin.id(),
        "tables": [{
            "id": "rows",
            "kind": read.kind,
            "file": "rows.csv",
            "unit": "thing",
            "columns": columns,
            "window": window,
        }],
        "checks": [{"check": plugin.id(), "with": with}],
    });
    let mut project = project;
    if window.is_none()
        && let Some(table) = project["tables"][0].as_object_mut()
    {
        table.remove("window");
    }
    let files = Memory::new()
        .with("parcours.yaml", project.to_string())
        .with("rows.csv", csv(&fields, rows));
    let mut problems = Problems::new();
    let Some(project) = load(&files, &mut problems) else {
        return match problems.sorted().into_iter().next() {
            Some(problem) => Err(problem.contained()),
            None => Ok(None),
        };
    };
    let plan = plan(&project, &[&plugin.manifest]);
    let evidence = collect(&project, &plan, &files, &mut problems);
    let found = |id: &str| {
        let planned = plan.tables.iter().flat_map(|table| &table.questions);
        let derived = planned.into_iter().find(|one| one.question == id)?.derived.as_ref()?;
        let counted = plan
            .tables
            .iter()
            .find(|table| table.questions.iter().any(|one| one.question == id))?;
        let summary = evidence.question(&counted.survey, id)?.total.shown()?.clone();
        let figure = estimate(&derived.estimate, &summary, [0, 1], Direction::HigherIsBetter, false);
        Some((summary, figure))
    };
    let Some((summary, figure)) = found(plugin.id()) else {
        return match problems.sorted().into_iter().next() {
            Some(problem) => Err(problem.contained()),
            None => Ok(None),
        };
    };
    let names = plugin.manifest.beside.keys();
    let beside = names.filter_map(|name| Some((name.clone(), found(&beside_of(plugin.id(), name))?.1)));
    Ok(Some(FoundRows {
        summary,
        figure,
        beside: beside.collect(),
    }))
}

fn csv(fields: &BTreeSet<&String>, rows: &[BTreeMap<String, Value>]) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let line = |cells: Vec<String>| format!("{}\n", cells.join(","));
    let mut text = line(fields.iter().map(|field| quoted(field)).collect());
    for row in rows {
        let cells = fields.iter().map(|field| match row.get(*field) {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => quoted(text),
            Some(other) => quoted(&other.to_string()),
        });
        text.push_str(&line(cells.collect()));
    }
    text
}
