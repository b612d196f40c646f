//! What the rest of parcours gets of a website: the facts that were asked for, as plain data.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diagnostics::{Place, Problem, Problems, did_you_mean};
use crate::files::Files;
use crate::language::Text;
use crate::manifest::ProbeRef;

use super::imports::{self, Run, ToolFact};
use super::kept::Kept;
use super::own_host::HostSource;
use super::parallel;
use super::probes::{self, Native, PageNotes, ProbeResult, SelectProbe, Take};
use super::selector::SelectorError;
use super::site::{Outline, PageView, Role, Site};
use super::snapshot::{Snapshot, SnapshotSettings, cut_short};

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
    /// Digest of the file.
    pub digest: String,
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
    /// How many other pages link to it.
    pub links_in: u64,
    /// How many other pages it leads to, by links, in frames, by a refresh.
    pub links_out: u64,
}

/// How fast a page was in a browser.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SpeedFact {
    /// The page, by its path in the snapshot.
    pub page: String,
    /// One entry per run.
    pub runs: Vec<Run>,
    /// How the browser was slowed down, in the tool's words, each wording once.
    pub profiles: Vec<String>,
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
    /// What browser tools say of its pages.
    pub tools: Vec<ToolFact>,
    /// How fast its pages were in a browser.
    pub speed: Vec<SpeedFact>,
    /// Results by id of criterion.
    pub results: BTreeMap<String, ProbeResult>,
}

impl WebsiteFacts {
    /// A path of the snapshot from the root of the project.
    pub fn path_of(&self, page: &str) -> String {
        SnapshotSettings::new(self.folder.as_str()).project_path(page)
    }
}

/// A probe that is asked for and exists.
enum Asked<'a> {
    Native(Native),
    Select(&'a SelectProbe),
}

impl Asked<'_> {
    /// What a probe of pages notes of one; nothing for a probe of sites.
    fn note(&self, view: &PageView<'_>) -> PageNotes {
        match self {
            Asked::Native(Native::Page(probe)) => probe.note(view),
            Asked::Native(Native::Site(_)) => PageNotes::default(),
            Asked::Select(probe) => probe.note(view),
        }
    }

    fn result(&self, criterion: &str, site: &Site, notes: impl Iterator<Item = PageNotes>) -> ProbeResult {
        match self {
            Asked::Native(Native::Page(probe)) => probe.result(site, notes),
            Asked::Native(Native::Site(probe)) => (probe.run)(site),
            Asked::Select(probe) => probe.result(criterion, site, notes),
        }
    }

    /// What tells it from other probes.
    fn said(&self) -> String {
        match self {
            Asked::Native(probe) => probe.id().to_owned(),
            Asked::Select(probe) => format!("{probe:?}"),
        }
    }

    fn facts(&self) -> &'static [&'static dyn Take] {
        match self {
            Asked::Native(probe) => probe.facts(),
            Asked::Select(_) => &[],
        }
    }
}

/// What is seen of a page while its tree is at hand.
#[derive(Serialize, Deserialize)]
struct Seen {
    /// In the order of the probes.
    notes: Vec<PageNotes>,
    tools: Vec<ToolFact>,
    flattened: bool,
    truncated: bool,
}

/// Reads the snapshot once and runs the probes asked for. `None`, with an error among `problems`, when there is no page
/// to look at. A probe that does not exist is a problem and has no result.
pub fn collect(
    files: &dyn Files,
    settings: &SnapshotSettings,
    requests: &[ProbeRequest],
    problems: &mut Problems,
) -> Option<WebsiteFacts> {
    let mut asked: Vec<(&str, Asked<'_>)> = Vec::with_capacity(requests.len());
    for request in requests {
        let probe = match &request.probe {
            ProbeUse::Select(probe) => Asked::Select(probe),
            ProbeUse::Native(id) => {
                if let Some(probe) = probes::find(id) {
                    Asked::Native(probe)
                } else {
                    problems.push(unknown_probe(id, request.place.as_ref()));
                    continue;
                }
            }
        };
        asked.push((&request.criterion, probe));
    }
    let mut outline = Outline::new(Snapshot::read(files, settings, problems)?);
    outline.tools = imports::match_pages(&outline, reports(files, settings, problems), problems);
    let wanted: BTreeMap<&str, &'static dyn Take> = asked
        .iter()
        .flat_map(|(_, probe)| probe.facts())
        .map(|fact| (fact.name(), *fact))
        .collect();
    let wanted: Vec<&'static dyn Take> = wanted.into_values().collect();
    let named: Vec<(&str, String)> = asked
        .iter()
        .map(|(criterion, probe)| (*criterion, probe.said()))
        .collect();
    let kept = files.cache().map(|cache| Kept::open(cache, &outline, &named));
    let (mut site, mut seen) = Site::looking(outline, files, Some(&wanted), kept.as_ref(), |view| Seen {
        notes: asked.iter().map(|(_, probe)| probe.note(view)).collect(),
        tools: imports::on_page(&view.site.tools, view.index, &view.page.path, view.document),
        flattened: view.document.flattened,
        truncated: view.document.truncated,
    });
    problems.extend(shortened(&site, &seen));
    let tools = seen
        .iter_mut()
        .flat_map(|page| std::mem::take(&mut page.tools))
        .collect();
    problems.extend(unread_sheets(&site));
    let mut notes: Vec<Vec<PageNotes>> = asked.iter().map(|_| Vec::with_capacity(seen.len())).collect();
    for page in &mut seen {
        for (of_probe, of_page) in notes.iter_mut().zip(page.notes.drain(..)) {
            of_probe.push(of_page);
        }
    }
    let notes: Vec<Mutex<Vec<PageNotes>>> = notes.into_iter().map(Mutex::new).collect();
    let found = parallel::map(asked.len(), |index| {
        let (criterion, probe) = &asked[index];
        let notes = std::mem::take(&mut *notes[index].lock().unwrap_or_else(PoisonError::into_inner));
        (
            (*criterion).to_owned(),
            probe.result(criterion, &site, notes.into_iter()),
        )
    });
    let results: BTreeMap<String, ProbeResult> = found.into_iter().collect();
    if let Some(kept) = &kept {
        site.keep(kept);
    }
    let mut links_in = vec![0; site.pages().len()];
    for (from, onward) in site.onward.iter().enumerate() {
        for page in onward.iter().filter(|page| **page != from) {
            links_in[*page] += 1;
        }
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
            digest: site.snapshot.sources[index].digest.clone(),
            encoding: page.encoding.to_owned(),
            role: site.roles[index],
            weight: site.weights[index],
            depth: site.depths[index],
            indexable: site.is_indexable(index),
            links_in: links_in[index],
            links_out: site.onward[index].iter().filter(|page| **page != index).count() as u64,
        })
        .collect();
    let speed = site
        .tools
        .by_page
        .keys()
        .map(|page| (*page, site.tools.runs(*page)))
        .filter(|(_, (runs, _))| !runs.is_empty())
        .map(|(page, (runs, profiles))| SpeedFact {
            page: site.pages()[page].path.clone(),
            runs,
            profiles,
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
        tools,
        speed,
        results,
    })
}

/// The reports of browser tools in the files that the project names. A file that holds none is a problem.
fn reports(
    files: &dyn Files,
    settings: &SnapshotSettings,
    problems: &mut Problems,
) -> Vec<(String, Place, imports::Report)> {
    let mut found = Vec::new();
    for (file, named) in &settings.tools {
        let read = files
            .read(file, imports::MAX_FILE)
            .map_err(|error| error.to_string())
            .and_then(|bytes| imports::read(&bytes));
        match read {
            Ok(reports) => found.extend(reports.into_iter().map(|one| (file.clone(), named.clone(), one))),
            Err(reason) => problems.push(imports::unreadable(file, named, &reason)),
        }
    }
    found
}

/// The problems of pages that were not read to their end.
fn shortened(site: &Site, seen: &[Seen]) -> Vec<Problem> {
    let told = |what: &'static str, is: fn(&Seen) -> bool| {
        let paths: Vec<String> = seen
            .iter()
            .zip(site.pages())
            .filter(|(seen, _)| is(seen))
            .map(|(_, page)| site.snapshot.settings.project_path(&page.path))
            .collect();
        (!paths.is_empty()).then(|| cut_short(what, &paths))
    };
    let deep = told("flattened", |seen| seen.flattened);
    deep.into_iter()
        .chain(told("truncated", |seen| seen.truncated))
        .collect()
}

/// The problem of style sheets that were not read: what they do is not known.
fn unread_sheets(site: &Site) -> Option<Problem> {
    let unread = site.library.unread();
    let first = site.snapshot.settings.project_path(unread.first()?);
    let count = unread.len();
    Some(
        Problem::warning(
            "website/sheet-not-read",
            if count == 1 {
                Text::prose("1 style sheet was not read", "1 feuille de style n’a pas été lue")
            } else {
                Text::prose(
                    format!("{count} style sheets were not read"),
                    format!("{count} feuilles de style n’ont pas été lues"),
                )
            },
        )
        .at(Place::file(first))
        .why(Text::prose(
            "a sheet larger than 4 MiB, or beyond 64 MiB for the site, is left out; colours, sizes and visibility on its pages stay to be checked",
            "une feuille de plus de 4 Mio, ou au-delà de 64 Mio pour le site, est ignorée ; couleurs, tailles et visibilité restent à vérifier sur ses pages",
        ))
        .help(Text::prose(
            "put the style sheet that is really published in its place, without embedded images or fonts",
            "mettez à sa place la feuille réellement publiée, sans images ni polices intégrées",
        )),
    )
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
    .help(did_you_mean(id, probes::all().map(Native::id)).unwrap_or_else(|| {
        Text::prose(
            "name one of the probes that `plugins/README.md` lists, or write one with `select`",
            "nommez l'une des sondes que liste `plugins/README.md`, ou écrivez-en une avec `select`",
        )
    }));
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
    fn what_is_taken_of_pages_says_what_their_trees_say() {
        let menu = "<header><nav><a href=index.html><img src=logo.png alt=Lorzac></a><a href=a.html>Tables</a><a \
                    href=contact.html#form>Contact</a></nav></header>";
        let page = |rest: &str| {
            format!(
                "<!doctype html><html lang=fr><head><title>Tables - Lorzac</title><link rel=canonical href='https://lorzac.fr/'>\
                 <link rel=alternate hreflang=en href=/en/><style>p{{font:10px Arial;color:#777}}.w{{width:900px}}</style></head>\
                 <body><div class=w>{menu}<main>{rest}</main><footer>© 2019 Lorzac</footer></div></body></html>"
            )
        };
        let long =
            "Une table de chêne pour dix personnes, à partir de 490 €, livrée en deux semaines chez vous. ".repeat(4);
        let files = Memory::new()
            .with("website/index.html", page(&format!("<h1>Lorzac</h1><p>{long}<a href=a.html>ici</a></p>")))
            .with("website/a.html", page("<h1>Tables</h1><p style='text-align:justify'>TODO: prix</p><a href=b.pdf>Prix</a><a href=c.pdf>Prix</a><a href='#nulle'>Bas</a>"))
            .with("website/contact.html", page("<h1>Contact</h1><form action=http://lorzac.fr/envoi><input name=email><input type=search></form><marquee>!</marquee>"))
            .with("website/404.html", page("<h1>Introuvable</h1>"))
            .with("website/b.pdf", "")
            .with("website/robots.txt", "User-agent: *\nDisallow: /a")
            .with("website/sitemap.xml", "<urlset><url><loc>https://lorzac.fr/a.html</loc></url></urlset>");
        let mut settings = SnapshotSettings::new("website");
        settings.captured = Some("2026-01-01".to_owned());
        let ids: Vec<ProbeRequest> = probes::all().map(|probe| request(probe.id())).collect();
        let facts = collect(&files, &settings, &ids, &mut Problems::new()).unwrap();
        let snapshot = Snapshot::read(&files, &settings, &mut Problems::new()).unwrap();
        let site = Site::new(snapshot, &files);
        for probe in probes::all() {
            assert_eq!(facts.results[probe.id()], probe.run(&site), "{}", probe.id());
        }
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
