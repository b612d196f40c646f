//! The sources that the built-in plugins cite, described once in `plugins/references.yaml`.

use std::sync::OnceLock;

use super::builtin::BuiltIn;
use crate::diagnostics::Problems;
use crate::files::Files;
use crate::manifest::typed;
use crate::project::Reference;

/// Where they are described.
const PATH: &str = "plugins/references.yaml";

/// Every source the built-ins cite, by the order of the file. A project that describes the same id goes before it.
pub fn references() -> &'static [Reference] {
    static REFERENCES: OnceLock<Vec<Reference>> = OnceLock::new();
    REFERENCES.get_or_init(|| {
        let bytes = BuiltIn.read(PATH, u64::MAX).unwrap_or_default();
        // What is wrong with an embedded file is a mistake of parcours: the test below fails on it.
        typed(PATH, bytes, &mut Problems::new()).unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plugins::Registry;

    #[test]
    fn every_source_a_built_in_cites_is_described() {
        let known: Vec<&str> = references().iter().map(|reference| reference.id.as_str()).collect();
        for manifest in Registry::load(None, &mut Problems::new()).manifests() {
            for cited in &manifest.references {
                assert!(known.contains(&cited.as_str()), "{}: {cited}", manifest.id.value);
            }
        }
        assert!(known.len() > 5);
    }
}
