//! From the files of a project to its audit, with the built-in plugins.

use parcours::audit::{Audit, Case, judge};
use parcours::diagnostics::Problems;
use parcours::evidence::{collect, plan};
use parcours::files::Files;
use parcours::manifest::Manifest;
use parcours::plugins::Registry;
use parcours::project::load;

/// The audit of a project that loads, and every problem met on the way.
pub(crate) fn audit(files: &dyn Files) -> (Audit, Problems) {
    let mut problems = Problems::new();
    let project = load(files, &mut problems).unwrap_or_else(|| panic!("{problems:#?}"));
    let registry = Registry::load(None, &mut problems);
    let manifests: Vec<&Manifest> = registry.manifests().collect();
    let plan = plan(&project, &manifests);
    let evidence = collect(&project, &plan, files, &mut problems);
    let case = Case {
        project: &project,
        registry: &registry,
        plan: &plan,
        evidence: &evidence,
        today: None,
        commit: None,
    };
    let audit = judge(&case, &mut problems);
    (audit, problems)
}

/// The audit of a project without a problem.
pub(crate) fn clean(files: &dyn Files) -> Audit {
    let (audit, problems) = audit(files);
    assert!(problems.is_empty(), "{problems:#?}");
    audit
}
