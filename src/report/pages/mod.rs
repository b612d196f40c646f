//! Which pages there are, and what each template is given. One file for each kind of page.
//!
//! A page exists where the audit has something for it. Everything a template shows is worked out here: templates
//! only loop and test.

mod actions;
mod alerts;
mod channels;
mod compared;
mod constructs;
mod crossings;
mod drivers;
mod findings;
mod frictions;
mod journey;
mod kpi;
mod kpis;
mod maturity;
mod method;
mod organisation;
mod overview;
mod own;
mod personas;
mod point;
mod projection;
mod promise;
mod reconciliation;
mod references;
mod told;
mod verbatims;
mod website;
mod weights;

use std::collections::BTreeSet;

use serde::Serialize;

use super::assets::Assets;
use super::scribe::{Scribe, map_key};
use crate::audit::{Audit, Check, JourneyRow};
use crate::manifest::Kind;
use crate::project::Page;

/// A page of each language.
pub(super) struct Plan<'a> {
    /// Inside the folder of a language; the same in every language.
    pub(super) path: String,
    what: What<'a>,
}

#[derive(Clone, Copy)]
enum What<'a> {
    Overview,
    Journey,
    Map(&'a JourneyRow),
    Kpis,
    Kpi(&'a Check),
    Findings,
    Frictions,
    Verbatims,
    Personas,
    Channels,
    Website,
    Maturity,
    Promise,
    Organisation,
    Actions,
    Told,
    Own(&'a Page),
    Method,
    References,
}

/// A group of pages in the menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Chapter {
    Overview,
    Customers,
    Results,
    Company,
    Actions,
    About,
}

impl Chapter {
    /// Every one, in the order of the menu.
    pub(super) const ALL: [Chapter; 6] = [
        Chapter::Overview,
        Chapter::Customers,
        Chapter::Results,
        Chapter::Company,
        Chapter::Actions,
        Chapter::About,
    ];

    /// As word lists call it.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Chapter::Overview => "overview",
            Chapter::Customers => "customers",
            Chapter::Results => "results",
            Chapter::Company => "company",
            Chapter::Actions => "actions",
            Chapter::About => "about",
        }
    }
}

/// What the template is given as `view`.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum View {
    Overview(overview::View),
    Journey(journey::View),
    Kpis(kpis::View),
    Kpi(Box<kpi::View>),
    Findings(findings::View),
    Frictions(frictions::View),
    Verbatims(verbatims::View),
    Personas(personas::View),
    Channels(channels::View),
    Website(website::View),
    Maturity(maturity::View),
    Promise(promise::View),
    Organisation(organisation::View),
    Actions(actions::View),
    Told(told::View),
    Own(own::View),
    Method(method::View),
    References(references::View),
}

impl Plan<'_> {
    /// Name of the template without its ending.
    pub(super) fn template(&self) -> &'static str {
        match self.what {
            What::Overview => "overview",
            What::Journey | What::Map(_) => "journey",
            What::Kpis => "kpis",
            What::Kpi(_) => "kpi",
            What::Findings => "findings",
            What::Frictions => "frictions",
            What::Verbatims => "verbatims",
            What::Personas => "personas",
            What::Channels => "channels",
            What::Website => "website",
            What::Maturity => "maturity",
            What::Promise => "promise",
            What::Organisation => "organisation",
            What::Actions => "actions",
            What::Told => "told",
            What::Own(_) => "own",
            What::Method => "method",
            What::References => "references",
        }
    }

    /// Under which key links find the page: the id of the check it is about, or that of its map.
    pub(super) fn key(&self) -> Option<String> {
        match self.what {
            What::Kpi(check) => Some(check.id.clone()),
            What::Map(map) => Some(map_key(&map.id)),
            _ => None,
        }
    }

    /// What the page is called at its top and in the browser.
    pub(super) fn title(&self, scribe: &Scribe<'_>) -> String {
        match self.what {
            What::Kpi(check) => scribe.name(check),
            What::Map(map) => scribe.say(&map.title),
            What::Own(page) => scribe.say(&page.title),
            _ => scribe.word(&format!("page-{}", self.template())),
        }
    }

    /// What menus call it.
    pub(super) fn nav_title(&self, scribe: &Scribe<'_>) -> String {
        match self.what {
            What::Own(page) => scribe.say(&page.title),
            _ => scribe.word(&format!("nav-{}", self.template())),
        }
    }

    /// Where it stands in a menu of groups.
    pub(super) fn chapter(&self) -> Chapter {
        match self.what {
            What::Overview => Chapter::Overview,
            What::Journey | What::Map(_) | What::Personas | What::Channels => Chapter::Customers,
            What::Kpis | What::Kpi(_) | What::Verbatims | What::Website | What::Maturity => Chapter::Results,
            What::Promise | What::Organisation => Chapter::Company,
            What::Findings | What::Frictions | What::Actions | What::Told => Chapter::Actions,
            What::Own(_) | What::Method | What::References => Chapter::About,
        }
    }

    /// Whether menus list it.
    pub(super) fn in_nav(&self) -> bool {
        !matches!(self.what, What::Kpi(_) | What::Map(_) | What::Told | What::References)
    }

    /// Whether `other` lies beneath this page.
    pub(super) fn is_parent_of(&self, other: &Plan<'_>) -> bool {
        matches!(
            (self.what, other.what),
            (What::Kpis, What::Kpi(_)) | (What::Journey, What::Map(_)) | (What::Actions, What::Told)
        )
    }
}

/// Every page, in the order of the menu.
pub(super) fn plan<'a>(audit: &'a Audit, own: &'a [Page]) -> Vec<Plan<'a>> {
    let has = |kind| audit.checks.iter().any(|check| check.kind == kind);
    let mut plans = Vec::new();
    let mut add = |path: &str, what, exists: bool| {
        if exists {
            plans.push(Plan {
                path: path.to_owned(),
                what,
            });
        }
    };
    add("index.html", What::Overview, true);
    add(
        "journey.html",
        What::Journey,
        audit.journeys.iter().any(|journey| !journey.touchpoints.is_empty()),
    );
    let mut slugs = BTreeSet::new();
    for map in audit.journeys.iter().skip(1) {
        add(
            &format!("journeys/{}.html", slug(&map.id, &mut slugs)),
            What::Map(map),
            true,
        );
    }
    add("kpi/index.html", What::Kpis, has(Kind::Kpi));
    let mut slugs = BTreeSet::from(["index".to_owned()]);
    for check in audit.checks.iter().filter(|check| check.kind == Kind::Kpi) {
        add(
            &format!("kpi/{}.html", slug(&check.id, &mut slugs)),
            What::Kpi(check),
            true,
        );
    }
    add("findings.html", What::Findings, !audit.findings.is_empty());
    add("frictions.html", What::Frictions, frictions::exists(audit));
    add("verbatims.html", What::Verbatims, verbatims::exists(audit));
    add("personas.html", What::Personas, !audit.personas.is_empty());
    add("channels.html", What::Channels, !audit.channels.is_empty());
    add(
        "website.html",
        What::Website,
        audit.website.is_some() || has(Kind::Website),
    );
    add("maturity.html", What::Maturity, has(Kind::Maturity));
    add("promise.html", What::Promise, !audit.promises.is_empty());
    add("organisation.html", What::Organisation, organisation::exists(audit));
    add("actions.html", What::Actions, !audit.actions.is_empty());
    add("told.html", What::Told, told::exists(audit));
    let mut slugs = BTreeSet::new();
    for page in own {
        add(
            &format!("pages/{}.html", slug(&page.slug, &mut slugs)),
            What::Own(page),
            true,
        );
    }
    add("method.html", What::Method, true);
    add(
        "references.html",
        What::References,
        !(audit.references.is_empty() && audit.glossary.is_empty() && audit.timeline.is_empty()),
    );
    plans
}

/// A file name that is safe on every system: small letters, digits and dashes.
fn slug(id: &str, taken: &mut BTreeSet<String>) -> String {
    let kept: Vec<String> = id
        .to_ascii_lowercase()
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect();
    let base = if kept.is_empty() {
        "page".to_owned()
    } else {
        kept.join("-")
    };
    let slug = (1..=u32::MAX)
        .map(|count| {
            if count == 1 {
                base.clone()
            } else {
                format!("{base}-{count}")
            }
        })
        .find(|slug| !taken.contains(slug))
        .unwrap_or(base);
    taken.insert(slug.clone());
    slug
}

/// What the template of a page is given. `root` leads from the page to the root of the site.
pub(super) fn view(scribe: &Scribe<'_>, plan: &Plan<'_>, assets: &Assets, root: &str) -> View {
    match plan.what {
        What::Overview => View::Overview(overview::view(scribe)),
        What::Journey => View::Journey(journey::whole(scribe)),
        What::Map(map) => View::Journey(journey::map(scribe, map)),
        What::Kpis => View::Kpis(kpis::view(scribe)),
        What::Kpi(check) => View::Kpi(Box::new(kpi::view(scribe, check))),
        What::Findings => View::Findings(findings::view(scribe)),
        What::Frictions => View::Frictions(frictions::view(scribe)),
        What::Verbatims => View::Verbatims(verbatims::view(scribe)),
        What::Personas => View::Personas(personas::view(scribe)),
        What::Channels => View::Channels(channels::view(scribe)),
        What::Website => View::Website(website::view(scribe)),
        What::Maturity => View::Maturity(maturity::view(scribe)),
        What::Promise => View::Promise(promise::view(scribe)),
        What::Organisation => View::Organisation(organisation::view(scribe)),
        What::Told => View::Told(told::view(scribe)),
        What::Actions => View::Actions(actions::view(scribe)),
        What::Own(page) => View::Own(own::view(scribe, page, assets, root)),
        What::Method => View::Method(method::view(scribe)),
        What::References => View::References(references::view(scribe)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_file_names_and_each_is_taken_once() {
        let mut taken = BTreeSet::from(["index".to_owned()]);
        assert_eq!(
            slug("rating:satisfaction.pickup", &mut taken),
            "rating-satisfaction-pickup"
        );
        assert_eq!(
            slug("rating:satisfaction-pickup", &mut taken),
            "rating-satisfaction-pickup-2"
        );
        assert_eq!(slug("index", &mut taken), "index-2");
        assert_eq!(slug("../../etc", &mut taken), "etc");
        assert_eq!(slug("é", &mut taken), "page");
    }
}
