//! `parcours schema`.

use super::End;
use super::arguments::{Schema, SchemaOf};
use super::terminal::Terminal;
use crate::{audit, manifest, project};

/// Prints a JSON Schema.
pub(super) fn run(schema: &Schema, terminal: &Terminal) -> anyhow::Result<End> {
    let value = match schema.of {
        SchemaOf::Project => project::schema(),
        SchemaOf::Plugin => manifest::schema(),
        SchemaOf::Audit => audit::schema(),
    };
    terminal.print(&serde_json::to_string_pretty(&value)?)?;
    Ok(End::Done)
}
