//! The copy of the website → facts: exactly the probes that the active website rules ask for.

use super::{Input, Plan};
use crate::diagnostics::{Problem, Problems};
use crate::files::{Files, digest};
use crate::language::Text;
use crate::project::{Project, Website};
use crate::website::{ProbeRequest, ProbeUse, SnapshotSettings, WebsiteFacts};

/// Reads the snapshot, if the project has one and a rule asks for it.
pub(super) fn collect(
    project: &Project,
    plan: &Plan,
    files: &dyn Files,
    problems: &mut Problems,
) -> Option<(Input, WebsiteFacts)> {
    let website = project.website.as_ref().filter(|_| !plan.probes.is_empty())?;
    let settings = settings(project, website);
    let mut requests = Vec::with_capacity(plan.probes.len());
    for asked in &plan.probes {
        match ProbeUse::new(&asked.probe) {
            Ok(probe) => requests.push(ProbeRequest {
                criterion: asked.criterion.clone(),
                probe,
                place: Some(asked.place.clone()),
            }),
            Err(error) => problems.push(
                Problem::error(
                    "plugin/selector",
                    Text::prose(
                        format!(
                            "the selector of `{}` cannot be read, column {}",
                            asked.criterion, error.column
                        ),
                        format!(
                            "le sélecteur de `{}` est illisible, colonne {}",
                            asked.criterion, error.column
                        ),
                    ),
                )
                .at(asked.place.clone())
                .why(error.what)
                .help(Text::prose(
                    "mend the selector; `plugins/README.md` lists what may stand in one",
                    "corrigez le sélecteur ; `plugins/README.md` dit ce qui peut y figurer",
                ))
                .contained(),
            ),
        }
    }
    let facts = crate::website::collect(files, &settings, &requests, problems)?;
    Some((input(&facts), facts))
}

/// The copy of the website as it is now; nothing where the project has none, or none that can be read.
pub fn website_input(project: &Project, files: &dyn Files) -> Option<Input> {
    let website = project.website.as_ref()?;
    let facts = crate::website::collect(files, &settings(project, website), &[], &mut Problems::new())?;
    Some(input(&facts))
}

/// How the copy is to be read.
fn settings(project: &Project, website: &Website) -> SnapshotSettings {
    let as_of = project
        .as_of
        .or(project.period.map(|period| period.to))
        .map(|day| day.0);
    let mut settings = SnapshotSettings::from_project(website, as_of);
    settings.brands = project
        .brand
        .name
        .iter()
        .chain(&project.brand.aliases)
        .cloned()
        .collect();
    settings
}

/// The snapshot as one input: the digest of its pages' paths and digests, in the order of their paths.
fn input(facts: &WebsiteFacts) -> Input {
    let mut list = String::new();
    for page in &facts.pages {
        list.push_str(&format!("{} {}\n", page.digest, page.path));
    }
    Input {
        format: None,
        path: facts.folder.clone(),
        digest: digest(list.as_bytes()),
        bytes: facts.pages.iter().map(|page| page.bytes).sum(),
        rows: None,
        rejected_rows: None,
    }
}
