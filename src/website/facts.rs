//! What the rest of parcours gets of a website: the facts that were asked for, as plain data.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diagnostics::{Place, Problem, Problems, did_you_mean};
use crate::files::Files;
use crate::language::Text;
use crate::manifest::ProbeRef;

use super::probes::{self, ProbeResult, SelectProbe};
use super::selector::SelectorError;
use super::site::{HostSource, Role, Site};
use super::snapshot::{Snapshot, SnapshotSettings};

/// One probe that a criterion asks for.
#[derive(Debug, Clone)]
pub struct ProbeRequest {
    /// Id of the criterion, under which the result is stored.
    pub criterion: String,
    /// The probe.
    pub probe: ProbeUse,
    /// Where the plugin names the probe, for problems.
    pub place: Option<Place>,
}

/// A native probe by id, or one written with a selector.
#[derive(Debug, Clone)]
pub enum ProbeUse {
    /// By id.
    Native(String),
    /// Made ready from the plugin's YAML.
    Select(Box<SelectProbe>),
}

impl ProbeUse {
    /// The probe that a manifest names or writes; the error's column counts in the part that is wrong.
    pub fn new(probe: &ProbeRef) -> Result<ProbeUse, SelectorError> {
        Ok(match probe {
            ProbeRef::Native(id) => ProbeUse::Native(id.clone()),
            ProbeRef::Selector(written) => ProbeUse::Select(Box::new(SelectProbe::compile(written)?)),
        })
    }
}

/// A page of the snapshot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PageFact {
    /// Path in the snapshot.
    pub path: String,
    /// Text of its title.
    pub title: Option<String>,
    /// `lang` of its root.
    pub lang: Option<String>,
    /// Size of the file in bytes.
    pub bytes: u64,
    /// Encoding it was read with.
    pub encoding: String,
    /// What it is for.
    pub role: Role,
    /// How much it counts: 3, 2, 1, or 0 when left out.
    pub weight: u32,
    /// Clicks from the home page; absent where no link leads.
    pub depth: Option<u32>,
    /// Whether search engines may and should show it.
    pub indexable: bool,
}

/// What was found on the snapshot.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WebsiteFacts {
    /// Folder from the root of the project.
    pub folder: String,
    /// Home page in the folder.
    pub home: String,
    /// Host of the live site.
    pub host: Option<String>,
    /// How the host was learnt.
    pub host_source: Option<HostSource>,
    /// Day on which the copy was made, as the project writes it.
    pub captured: Option<String>,
    /// Language that the project says the site has, else that of the home page.
    pub language: Option<String>,
    /// Whether the folder holds only a part of the site, as far as can be told.
    pub partial: bool,
    /// Whether links tell which pages are reachable.
    pub links_known: bool,
    /// The pages, sorted by path.
    pub pages: Vec<PageFact>,
    /// How many files the snapshot has, pages included.
    pub files: u64,
    /// Files in folders that come along by accident (`node_modules`).
    pub junk: u64,
    /// Pages that could not be read.
    pub unread: Vec<String>,
    /// Results by id of criterion.
    pub results: BTreeMap<String, ProbeResult>,
}

/// Reads the snapshot once and runs the probes asked for. `None`, with an error among `problems`, when there is no page
/// to look at. A probe that does not exist is a problem and has no result.
pub fn collect(
    files: &dyn Files,
    settings: &SnapshotSettings,
    requests: &[ProbeRequest],
    problems: &mut Problems,
) -> Option<WebsiteFacts> {
    let site = Site::new(Snapshot::read(files, settings, problems)?);
    let mut results = BTreeMap::new();
    for request in requests {
        let result = match &request.probe {
            ProbeUse::Select(probe) => probe.run(&request.criterion, &site),
            ProbeUse::Native(id) => {
                if let Some(probe) = probes::find(id) {
                    (probe.run)(&site)
                } else {
                    problems.push(unknown_probe(id, request.place.as_ref()));
                    continue;
                }
            }
        };
        results.insert(request.criterion.clone(), result);
    }
    let pages = site
        .pages()
        .iter()
        .enumerate()
        .map(|(index, page)| PageFact {
            path: page.path.clone(),
            title: page.title(),
            lang: page.head.lang.clone(),
            bytes: page.bytes,
            encoding: page.encoding.to_owned(),
            role: site.roles[index],
            weight: site.weights[index],
            depth: site.depths[index],
            indexable: site.is_indexable(index),
        })
        .collect();
    let home = &site.pages()[site.home];
    Some(WebsiteFacts {
        folder: settings.folder.clone(),
        home: home.path.clone(),
        host: site.host.as_ref().map(|(host, _)| host.clone()),
        host_source: site.host.as_ref().map(|(_, source)| *source),
        captured: settings.captured.clone(),
        language: settings.language.clone().or_else(|| home.head.lang.clone()),
        partial: site.partial,
        links_known: site.links_known,
        pages,
        files: site.snapshot.files.len() as u64,
        junk: site.snapshot.junk,
        unread: site.snapshot.unread.iter().cloned().collect(),
        results,
    })
}

/// The problem of a probe that does not exist, with the nearest name.
pub fn unknown_probe(id: &str, place: Option<&Place>) -> Problem {
    let problem = Problem::error(
        "website/unknown-probe",
        Text::prose(
            format!("there is no probe `{id}`"),
            format!("la sonde « {id} » n’existe pas"),
        ),
    )
    .why(Text::prose(
        "the criterion cannot be assessed without it",
        "sans elle, le critère ne peut pas être évalué",
    ))
    .help(
        did_you_mean(id, probes::all().map(|probe| probe.id)).unwrap_or_else(|| {
            Text::prose(
                "name one of the probes that `plugins/README.md` lists, or write one with `select`",
                "nommez l'une des sondes que liste `plugins/README.md`, ou écrivez-en une avec `select`",
            )
        }),
    );
    match place {
        Some(place) => problem.at(place.clone()),
        None => problem,
    }
}

#[cfg(test)]
mod tests {
    use super::super::probes::Verdict;
    use super::*;
    use crate::files::Memory;
    use crate::language::Lang;

    fn request(id: &str) -> ProbeRequest {
        ProbeRequest {
            criterion: id.to_owned(),
            probe: ProbeUse::Native(id.to_owned()),
            place: None,
        }
    }

    fn folder() -> Memory {
        Memory::new()
            .with(
                "website/index.html",
                "<html lang=fr-FR><title>Vélos</title><a href=b.html>b</a>",
            )
            .with("website/b.html", "<title></title>")
            .with("website/site.css", "")
    }

    #[test]
    fn only_what_is_asked_for_is_found_and_twice_the_same() {
        let settings = SnapshotSettings::new("website");
        let requests = [request("seo-title-present"), request("seo-h1")];
        let mut problems = Problems::new();
        let facts = collect(&folder(), &settings, &requests, &mut problems).unwrap();
        assert_eq!(
            facts.results.keys().collect::<Vec<_>>(),
            ["seo-h1", "seo-title-present"]
        );
        assert_eq!(facts.results["seo-title-present"].outcome, Verdict::Failed);
        // Home 3 passes, the other page 1 fails.
        assert_eq!(facts.results["seo-title-present"].score, Some(0.75));
        assert_eq!(
            (facts.files, facts.pages.len(), facts.language.as_deref()),
            (3, 2, Some("fr-FR"))
        );
        let again = collect(&folder(), &settings, &requests, &mut problems).unwrap();
        let text = serde_json::to_string(&facts).unwrap();
        assert_eq!(text, serde_json::to_string(&again).unwrap());
        assert_eq!(serde_json::from_str::<WebsiteFacts>(&text).unwrap(), facts);
        assert!(problems.is_empty());
    }

    #[test]
    fn an_unknown_probe_is_a_problem_with_a_suggestion() {
        let mut problems = Problems::new();
        let facts = collect(
            &folder(),
            &SnapshotSettings::new("website"),
            &[request("seo-h2")],
            &mut problems,
        )
        .unwrap();
        assert!(facts.results.is_empty());
        let problem = problems.iter().next().unwrap();
        assert!(problem.help.get(Lang::En).contains("seo-h1"));
    }
}
