//! Every plugin there is: the built-ins and the project's own, loaded the same way. A project's plugin may replace
//! a built-in by its id; no plugin has a privilege.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::builtin::BuiltIn;
use super::folder::{self, Broken};
use super::plugin::{Origin, Plugin};
use super::wording::words;
use crate::diagnostics::{Place, Problem, Problems};
use crate::files::Files;
use crate::manifest::{Kind, Manifest};

/// The plugins of a run, by id.
#[derive(Debug, Default)]
pub struct Registry {
    plugins: BTreeMap<String, Arc<Plugin>>,
    broken: Vec<Broken>,
}

impl Registry {
    /// The built-ins, and the plugins under `plugins/` of the project's files. A folder that cannot be used is a
    /// problem and stands in [`Registry::broken`]; the others are not touched by it.
    pub fn load(files: Option<&dyn Files>, problems: &mut Problems) -> Registry {
        let mut registry = Registry::default();
        registry.add(&BuiltIn, Origin::BuiltIn, problems);
        if let Some(files) = files {
            registry.add(files, Origin::Project, problems);
        }
        registry
    }

    fn add(&mut self, files: &dyn Files, origin: Origin, problems: &mut Problems) {
        let (found, broken) = folder::find(files, origin, problems);
        for plugin in found {
            let id = plugin.id().to_owned();
            match self.plugins.get(&id) {
                Some(first) if first.origin == origin => problems.push(
                    Problem::error(
                        "plugin/twice",
                        words(
                            &format!("there are two plugins `{id}`; the second one is left out"),
                            &format!("il y a deux plugins `{id}` ; le second est ignoré"),
                        ),
                    )
                    .at(plugin.manifest.id.place())
                    .related(
                        Place::file(first.manifest_path()),
                        words("the first one", "le premier"),
                    )
                    .help(words("give one of them another id", "donnez un autre identifiant à l'un des deux")),
                ),
                _ => {
                    self.plugins.insert(id, Arc::new(plugin));
                }
            }
        }
        // A replacement that cannot be used must not be replaced in silence by what it was to replace.
        for folder in &broken {
            self.plugins.remove(&folder.id);
        }
        self.broken.extend(broken);
    }

    /// The plugin of this id.
    pub fn get(&self, id: &str) -> Option<&Arc<Plugin>> {
        self.plugins.get(id)
    }

    /// Every plugin, by id.
    pub fn plugins(&self) -> impl Iterator<Item = &Arc<Plugin>> {
        self.plugins.values()
    }

    /// Every plugin of a kind, by id.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Arc<Plugin>> {
        self.plugins.values().filter(move |plugin| plugin.manifest.kind == kind)
    }

    /// Every manifest, by id.
    pub fn manifests(&self) -> impl Iterator<Item = &Manifest> {
        self.plugins.values().map(|plugin| &plugin.manifest)
    }

    /// Every id, sorted.
    pub fn ids(&self) -> Vec<&str> {
        self.plugins.keys().map(String::as_str).collect()
    }

    /// Folders that were meant to be plugins; their problems have been told.
    pub fn broken(&self) -> &[Broken] {
        &self.broken
    }
}
