//! load, collect, judge, draw, render, in that order; nothing else. Each arrow is one function of plain values, so
//! that watch mode, tests and the command line all take the same path.

use std::sync::Arc;

use crate::audit::{self, Audit, Case};
use crate::data::{Progress, Unwatched};
use crate::diagnostics::{Problem, Problems};
use crate::evidence::{self, Evidence, Plan};
use crate::files::Files;
use crate::language::Lang;
use crate::manifest::Manifest;
use crate::plugins::Registry;
use crate::project::{self, Day, Project};
use crate::report::{self, Charts, Media, Site, Theme};

/// What the command line may say about a run; everything else is project data.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Only these languages of the project, where any is named.
    pub languages: Vec<Lang>,
    /// Another theme than the project's.
    pub theme: Option<String>,
    /// The day the audit speaks of.
    pub today: Option<Day>,
    /// Commit of the project.
    pub commit: Option<String>,
    /// Who is told how far the reading of data has come.
    pub progress: Watcher,
}

/// Somebody who is told how far the reading of data has come, or nobody.
#[derive(Clone, Default)]
pub struct Watcher(pub Option<Arc<dyn Progress>>);

impl std::fmt::Debug for Watcher {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(if self.0.is_some() { "watched" } else { "unwatched" })
    }
}

/// Everything that was read before any data.
pub struct Loaded {
    /// The project.
    pub project: Project,
    /// The plugins, those of the project among them.
    pub registry: Registry,
}

/// What a run came to. `audit` and `site` are there only when the input was good enough to trust.
#[derive(Default)]
pub struct Outcome {
    /// The audit.
    pub audit: Option<Audit>,
    /// The site, path → bytes.
    pub site: Option<Site>,
    /// Every problem met, sorted.
    pub problems: Vec<Problem>,
}

impl Outcome {
    fn of(problems: Problems) -> Self {
        Outcome {
            problems: problems.sorted(),
            ..Outcome::default()
        }
    }

    /// Whether a part of the audit broke, such as a plugin: the audit was made without it and the gate fails.
    pub fn is_incomplete(&self) -> bool {
        self.problems.iter().any(|problem| problem.contained)
    }
}

/// Reads the project and the plugins. `None` when there is no project to speak of; the problems say why.
pub fn load(files: &dyn Files, options: &Options, problems: &mut Problems) -> Option<Loaded> {
    let project = project::load(files, problems);
    let registry = Registry::load(Some(files), problems);
    let mut project = project?;
    if !options.languages.is_empty() {
        project.languages.clone_from(&options.languages);
    }
    registry.check_project(&project, problems);
    Some(Loaded { project, registry })
}

/// Reads the data and the snapshot, once, exactly as planned.
pub fn collect(loaded: &Loaded, files: &dyn Files, options: &Options, problems: &mut Problems) -> (Plan, Evidence) {
    let manifests: Vec<&Manifest> = loaded.registry.manifests().collect();
    let plan = evidence::plan(&loaded.project, &manifests);
    let progress: &dyn Progress = match &options.progress.0 {
        Some(watching) => &**watching,
        None => &Unwatched,
    };
    let evidence = evidence::collect_watched(&loaded.project, &plan, files, progress, problems);
    (plan, evidence)
}

/// The audit of a project: everything but drawing and publishing.
pub fn audit(files: &dyn Files, options: &Options) -> Outcome {
    let mut problems = Problems::new();
    let audit = audited(files, options, &mut problems).map(|(audit, _)| audit);
    Outcome {
        audit,
        ..Outcome::of(problems)
    }
}

/// The whole site of a project, in memory.
pub fn build(files: &dyn Files, options: &Options) -> Outcome {
    let mut problems = Problems::new();
    let Some((audit, loaded)) = audited(files, options, &mut problems) else {
        return Outcome::of(problems);
    };
    let site = site(&audit, &loaded, files, options, &mut problems);
    Outcome {
        audit: Some(audit),
        site,
        ..Outcome::of(problems)
    }
}

/// load, collect, judge; `None` as soon as a stage found an error that is not contained.
fn audited(files: &dyn Files, options: &Options, problems: &mut Problems) -> Option<(Audit, Loaded)> {
    let loaded = load(files, options, problems).filter(|_| !problems.has_errors())?;
    let (plan, evidence) = collect(&loaded, files, options, problems);
    if problems.has_errors() {
        return None;
    }
    let case = Case {
        project: &loaded.project,
        registry: &loaded.registry,
        plan: &plan,
        evidence: &evidence,
        today: options.today,
        commit: options.commit.clone(),
    };
    let audit = audit::judge(&case, problems);
    Some((audit, loaded))
}

/// draw, render; `None`, with the problems told, when theme or pages are broken.
fn site(audit: &Audit, loaded: &Loaded, files: &dyn Files, options: &Options, problems: &mut Problems) -> Option<Site> {
    let mut name = loaded.project.theme.clone();
    if let Some(theme) = &options.theme {
        name.value.clone_from(theme);
    }
    let (media, found) = Media::read(&loaded.project.brand, &loaded.project.pages, files);
    problems.extend(found);
    problems.extend(report::brand_problems(&loaded.project.brand));
    let mut charts = Charts::new();
    for lang in &audit.project.languages {
        charts.extend(report::draw(audit, *lang));
    }
    let rendered = Theme::load(&name, files).and_then(|theme| {
        report::render(
            audit,
            &charts,
            &theme,
            &loaded.project.pages,
            &loaded.project.brand,
            &media,
        )
    });
    match rendered {
        Ok(site) if !problems.has_errors() => Some(site),
        Ok(_) => None,
        Err(found) => {
            problems.extend(found);
            None
        }
    }
}
