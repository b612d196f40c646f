//! The whole site: which pages, in which languages, with which files beside them.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::Context;

use super::assets::{Assets, Media};
use super::export::audit_json;
use super::figures::Charts;
use super::menu::{self, NavEntry, NavGroup};
use super::occurrences;
use super::pages::{self, Plan, View};
use super::scribe::{Addresses, Missing, Scribe, capital};
use super::sheet;
use super::theme::Theme;
use crate::audit::{Audit, ProjectHead};
use crate::diagnostics::{Problem, Problems};
use crate::language::{Lang, date};
use crate::project::{Brand, Page};

/// A site: path from its root, with `/` → bytes.
pub type Site = BTreeMap<String, Vec<u8>>;

/// What every page knows of itself.
#[derive(Serialize)]
struct PageContext {
    /// Name of the template without its ending.
    kind: &'static str,
    title: String,
    /// From the page to the folder of its language.
    up: &'static str,
    languages: Vec<Language>,
    nav: Vec<NavEntry>,
    /// The same in groups; empty where one row holds them.
    groups: Vec<NavGroup>,
}

#[derive(Serialize)]
struct Language {
    code: &'static str,
    name: &'static str,
    href: String,
    current: bool,
}

/// What every page knows of the site.
#[derive(Serialize)]
struct SiteContext {
    title: String,
    client: String,
    brand: String,
    notice: String,
    as_of: Option<String>,
    tool: String,
    version: String,
    commit: Option<String>,
    inputs: usize,
    home: String,
    method: String,
    /// Empty where nothing is cited.
    references: String,
    audit: String,
    /// The style sheet itself.
    style: String,
    /// The digest the page's policy allows it by.
    style_policy: String,
    logo: Option<String>,
}

/// Renders the whole site: the pages of every language of the project, an overview at the root, the assets, and
/// `audit.json`. Fails with every problem of theme and words; nothing is left out in silence.
pub fn render(
    audit: &Audit,
    charts: &Charts,
    theme: &Theme,
    project_pages: &[Page],
    brand: &Brand,
    media: &Media,
) -> Result<Site, Vec<Problem>> {
    let assets = Assets::new(theme, brand, media);
    let plans = pages::plan(audit, project_pages);
    let addresses: Addresses = plans
        .iter()
        .filter_map(|plan| Some((plan.key()?, plan.path.clone())))
        .collect();
    let mut site = Site::new();
    let mut problems = Problems::new();
    let missing = Missing::default();
    let languages = if audit.project.languages.is_empty() {
        &Lang::ALL[..1]
    } else {
        &audit.project.languages
    };
    for (index, lang) in languages.iter().enumerate() {
        for plan in &plans {
            let mut places = vec![Place {
                path: format!("{}/{}", lang.code(), plan.path),
                up: if plan.path.contains('/') { "../" } else { "" },
                root: if plan.path.contains('/') { "../../" } else { "../" },
            }];
            if index == 0 && plan.path == "index.html" {
                let up = match lang {
                    Lang::Fr => "fr/",
                    Lang::En => "en/",
                };
                places.push(Place {
                    path: "index.html".to_owned(),
                    up,
                    root: "",
                });
            }
            for place in places {
                let scribe = Scribe::new(audit, *lang, charts, &theme.words, &addresses, place.up, &missing);
                let view = pages::view(&scribe, plan, &assets, place.root);
                match page(&scribe, theme, &assets, &plans, plan, &place, languages, &view) {
                    Ok(html) => {
                        site.insert(place.path, html.into_bytes());
                    }
                    Err(error) => problems.push(theme.template_problem(&error)),
                }
            }
        }
    }
    for ((lang, key), reason) in missing.into_inner() {
        problems.push(theme.missing_word(lang, &key, &reason));
    }
    site.insert("audit.json".to_owned(), audit_json(audit));
    if !audit.actions.is_empty() {
        site.insert("exports/actions.csv".to_owned(), sheet::actions_csv(audit));
        site.insert("exports/actions.xlsx".to_owned(), sheet::actions_workbook(audit));
    }
    site.extend(occurrences::files(audit));
    site.extend(assets.files);
    if problems.is_empty() {
        Ok(site)
    } else {
        Err(problems.sorted())
    }
}

/// Where a page lies, and how it reaches the rest.
struct Place {
    path: String,
    up: &'static str,
    root: &'static str,
}

#[expect(
    clippy::too_many_arguments,
    reason = "everything a page is made of, used in this one place"
)]
fn page(
    scribe: &Scribe<'_>,
    theme: &Theme,
    assets: &Assets,
    plans: &[Plan<'_>],
    plan: &Plan<'_>,
    place: &Place,
    languages: &[Lang],
    view: &View,
) -> tera::TeraResult<String> {
    let project = &scribe.audit.project;
    let mut context = Context::new();
    context.insert("lang", scribe.lang.code());
    context.insert(
        "page",
        &PageContext {
            kind: plan.template(),
            title: plan.title(scribe),
            up: place.up,
            languages: languages
                .iter()
                .map(|lang| Language {
                    code: lang.code(),
                    name: lang.own_name(),
                    href: format!("{}{}/{}", place.root, lang.code(), plan.path),
                    current: *lang == scribe.lang,
                })
                .collect(),
            nav: menu::entries(scribe, plans, plan),
            groups: menu::groups(scribe, plans, plan),
        },
    );
    context.insert(
        "site",
        &SiteContext {
            title: scribe.say(&project.title),
            client: scribe.say(&project.client),
            brand: brand(scribe, project),
            notice: capital(&scribe.say(&project.notice)),
            as_of: scribe.audit.as_of.map(|day| date::long(scribe.lang, day.0)),
            tool: scribe.audit.tool.name.clone(),
            version: scribe.audit.tool.version.clone(),
            commit: scribe.audit.commit.clone(),
            inputs: scribe.audit.inputs.len(),
            home: scribe.to("index.html"),
            method: scribe.to("method.html"),
            references: plans
                .iter()
                .find(|plan| plan.template() == "references")
                .map(|plan| scribe.to(&plan.path))
                .unwrap_or_default(),
            audit: format!("{}audit.json", place.root),
            style: assets.style.clone(),
            style_policy: assets.style_policy.clone(),
            logo: assets.logo.as_ref().map(|logo| format!("{}{logo}", place.root)),
        },
    );
    context.insert("view", view);
    theme.tera.render(&format!("{}.html", plan.template()), &context)
}

/// A brand without a name of its own is called as the client or the audit is, in the language of the page.
fn brand(scribe: &Scribe<'_>, project: &ProjectHead) -> String {
    [&project.client, &project.title]
        .into_iter()
        .find(|text| text.iter().any(|(_, words)| words == project.brand))
        .map_or_else(|| project.brand.clone(), |text| scribe.say(text))
}
