//! `parcours schema`.

use super::End;
use super::arguments::Schema;
use super::terminal::Terminal;
use crate::{audit, manifest, project};

/// Prints a JSON Schema.
pub(super) fn run(schema: &Schema, terminal: &Terminal) -> anyhow::Result<End> {
    let value = match schema.of.as_str() {
        "plugin" => manifest::schema(),
        "audit" => audit::schema(),
        kind => project::schema_of(kind).unwrap_or_else(project::schema),
    };
    terminal.print(&serde_json::to_string_pretty(&value)?)?;
    Ok(End::Done)
}
