//! A plugin as it was found: its manifest, its words, its script. Nothing of it runs here.

use std::sync::{Arc, OnceLock};

use rhai::AST;

use crate::diagnostics::Problem;
use crate::language::Text;
use crate::manifest::Manifest;

/// Where a plugin comes from. It changes nothing of what the plugin may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Embedded into the binary.
    BuiltIn,
    /// The project's own `plugins/` folder.
    Project,
}

/// The script of a plugin. Compiled once, when it is first needed; every thread runs the same program.
#[derive(Debug)]
pub struct Script {
    /// Path of `check.rhai`, from the root of the project (or of parcours itself, for a built-in).
    pub path: String,
    /// The source.
    pub source: String,
    pub(super) compiled: OnceLock<Result<Arc<AST>, Problem>>,
}

impl Script {
    /// A script that is not compiled yet.
    pub fn new(path: impl Into<String>, source: impl Into<String>) -> Self {
        Script {
            path: path.into(),
            source: source.into(),
            compiled: OnceLock::new(),
        }
    }

    /// A line of the source, from 1; empty where there is none.
    pub(super) fn line(&self, line: u32) -> &str {
        (line as usize)
            .checked_sub(1)
            .and_then(|index| self.source.lines().nth(index))
            .unwrap_or_default()
    }
}

/// A file of a plugin's `tests/` folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestFile {
    /// Its path.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A plugin, built-in or the project's own.
#[derive(Debug)]
pub struct Plugin {
    /// `plugin.yaml`.
    pub manifest: Manifest,
    /// `check.rhai`, where there is one.
    pub script: Option<Script>,
    /// `README.md` (English) and `README.fr.md` (French), Markdown.
    pub readme: Text,
    /// `panel.html`, a template for its own page.
    pub panel: Option<String>,
    /// Its own tests.
    pub tests: Vec<TestFile>,
    /// Where it comes from.
    pub origin: Origin,
    /// Its folder, such as `plugins/kpi/nps`.
    pub folder: String,
}

impl Plugin {
    /// Its id.
    pub fn id(&self) -> &str {
        &self.manifest.id.value
    }

    /// Path of its manifest.
    pub fn manifest_path(&self) -> String {
        format!("{}/plugin.yaml", self.folder)
    }
}
