//! The files that `parcours plugin new` writes: a plugin that works, with one test that fails until its author fills
//! it in. The templates are beside, as files, so that they can be read and checked like any plugin.

use crate::manifest::Kind;

/// A file to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScaffoldFile {
    /// Path from the project's root.
    pub path: String,
    /// What is in it.
    pub content: String,
}

const KPI: &[(&str, &str)] = &[
    ("plugin.yaml", include_str!("scaffold/kpi.yaml")),
    ("check.rhai", include_str!("scaffold/kpi.rhai")),
    ("tests/first.yaml", include_str!("scaffold/kpi-test.yaml")),
];

const MATURITY: &[(&str, &str)] = &[
    ("plugin.yaml", include_str!("scaffold/maturity.yaml")),
    ("tests/first.yaml", include_str!("scaffold/maturity-test.yaml")),
];

const WEBSITE: &[(&str, &str)] = &[("plugin.yaml", include_str!("scaffold/website.yaml"))];

const BOTH: &[(&str, &str)] = &[
    ("README.md", include_str!("scaffold/README.md")),
    ("README.fr.md", include_str!("scaffold/README.fr.md")),
];

/// The files of a new plugin `id` of a kind, below `plugins/<id>/` of a project. `id` is in kebab case.
pub fn scaffold(id: &str, kind: Kind) -> Vec<ScaffoldFile> {
    let own = match kind {
        Kind::Kpi => KPI,
        Kind::Maturity => MATURITY,
        Kind::Website => WEBSITE,
    };
    own.iter()
        .chain(BOTH)
        .map(|(name, content)| ScaffoldFile {
            path: format!("plugins/{id}/{name}"),
            content: content.replace("my-plugin", id),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Problems;
    use crate::files::Memory;
    use crate::plugins::{self, Registry};

    #[test]
    fn a_new_plugin_loads_and_only_the_test_to_fill_in_fails() {
        for kind in [Kind::Kpi, Kind::Maturity, Kind::Website] {
            let files = scaffold("first-try", kind)
                .into_iter()
                .fold(Memory::new(), |files, file| files.with(file.path, file.content));
            let mut problems = Problems::new();
            let registry = Registry::load(Some(&files), &mut problems);
            assert!(problems.is_empty(), "{kind:?}: {problems:#?}");
            let plugin = registry.get("first-try").unwrap();
            assert_eq!(plugin.manifest.kind, kind);
            plugins::compile(plugin).unwrap();
            let failed: Vec<String> = plugins::test(plugin)
                .into_iter()
                .filter(|result| !result.passed())
                .map(|result| result.name)
                .collect();
            let expected: &[&str] = if kind == Kind::Website { &[] } else { &["fill me in"] };
            assert_eq!(failed, expected, "{kind:?}");
        }
    }
}
