//! Every plugin there is: the built-ins and the project's own, loaded the same way. A project's plugin may replace
//! a built-in by its id; no plugin has a privilege.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::builtin::BuiltIn;
use super::folder::{self, Broken};
use super::plugin::{Origin, Plugin};
use crate::diagnostics::{Place, Problem, Problems};
use crate::files::Files;
use crate::language::Text;
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
                        Text::prose(
                            format!("there are two plugins `{id}`; the second one is left out"),
                            format!("il y a deux extensions `{id}` ; la seconde est ignorée"),
                        ),
                    )
                    .at(plugin.manifest.id.place())
                    .related(
                        Place::file(first.manifest_path()),
                        Text::prose("the first one", "la première"),
                    )
                    .help(Text::prose(
                        "give one of them another id",
                        "donnez un autre identifiant à l'une des deux",
                    ))
                    .contained(),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Memory;
    use crate::language::Lang;

    const SMALL: &str = "protocol: 1\nid: nps\nversion: 9.9.9\nkind: kpi\ntitle: Ours\nunit: score\n\
                         direction: higher-is-better\nreads: {a: {question: {role: rating}}}\nestimate: {mean: {of: a}}\n";

    fn codes(problems: &Problems) -> Vec<&'static str> {
        problems.iter().map(|problem| problem.code).collect()
    }

    #[test]
    fn the_built_ins_are_sound_and_speak_both_languages() {
        let mut problems = Problems::new();
        let registry = Registry::load(None, &mut problems);
        assert!(problems.is_empty(), "{problems:#?}");
        for id in ["nps", "csat", "ces", "rating"] {
            let plugin = registry.get(id).unwrap();
            assert_eq!(plugin.origin, Origin::BuiltIn);
        }
        for plugin in registry.plugins() {
            for lang in Lang::ALL {
                assert!(plugin.readme.has(lang), "{} has no README in {lang}", plugin.folder);
                assert!(plugin.manifest.summary.has(lang), "{} has no summary", plugin.folder);
            }
            // A website rule is proven by pages, in the tests of its probes.
            let proven = !plugin.tests.is_empty() || plugin.manifest.kind == Kind::Website;
            assert!(proven, "{} has no tests", plugin.folder);
        }
    }

    #[test]
    fn a_project_replaces_a_built_in_by_its_id() {
        let files = Memory::new().with("plugins/mine/nps/plugin.yaml", SMALL);
        let mut problems = Problems::new();
        let registry = Registry::load(Some(&files), &mut problems);
        assert!(problems.is_empty(), "{problems:?}");
        let nps = registry.get("nps").unwrap();
        assert_eq!((nps.manifest.version.as_str(), nps.origin), ("9.9.9", Origin::Project));
        assert!(registry.get("csat").is_some());
    }

    #[test]
    fn a_broken_replacement_is_not_replaced_in_silence() {
        let files = Memory::new().with("plugins/nps/plugin.yaml", SMALL.replace("protocol: 1", "protocol: 7"));
        let mut problems = Problems::new();
        let registry = Registry::load(Some(&files), &mut problems);
        assert_eq!(codes(&problems), ["plugin/unknown-protocol"]);
        assert!(!problems.has_errors(), "a broken plugin must not stop the audit");
        assert!(registry.get("nps").is_none());
        assert_eq!(registry.broken()[0].id, "nps");
        assert!(registry.get("csat").is_some());
    }

    #[test]
    fn two_of_one_id_and_a_script_without_a_manifest_are_told() {
        let files = Memory::new()
            .with("plugins/a/nps/plugin.yaml", SMALL)
            .with("plugins/b/nps/plugin.yaml", SMALL)
            .with("plugins/lonely/check.rhai", "1");
        let mut problems = Problems::new();
        Registry::load(Some(&files), &mut problems);
        assert_eq!(codes(&problems), ["plugin/no-manifest", "plugin/twice"]);
    }

    #[test]
    fn a_folder_with_another_name_than_its_plugin_is_told_with_its_place() {
        let files = Memory::new().with("plugins/nsp/plugin.yaml", SMALL);
        let mut problems = Problems::new();
        Registry::load(Some(&files), &mut problems);
        let problem = problems.iter().next().unwrap();
        assert_eq!(problem.code, "plugin/folder-name");
        assert_eq!(
            problem.place.as_ref().unwrap().to_string(),
            "plugins/nsp/plugin.yaml:2:5"
        );
    }
}
