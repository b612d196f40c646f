//! Holds the built-in website plugin against the probes: every probe it names exists, every message is worded, every
//! value that a message asks for is given.

use std::collections::BTreeSet;

use regex::Regex;

use super::facts::{ProbeRequest, ProbeUse, collect};
use super::probes::{self, PROBES};
use super::snapshot::SnapshotSettings;
use crate::diagnostics::Problems;
use crate::files::Memory;
use crate::language::Lang;
use crate::manifest::{Manifest, ProbeRef};

const PATH: &str = "plugins/website/findable/plugin.yaml";

fn manifest() -> Manifest {
    let text = include_str!("../../plugins/website/findable/plugin.yaml");
    let mut problems = Problems::new();
    let manifest = crate::manifest::read(PATH, text.as_bytes(), &mut problems);
    let told: Vec<String> = problems.iter().map(|problem| problem.headline(Lang::En)).collect();
    assert_eq!(told, Vec::<String>::new());
    manifest.unwrap()
}

#[test]
fn every_criterion_has_a_probe_of_its_scope_and_words_in_both_languages() {
    let manifest = manifest();
    let mut used = BTreeSet::new();
    for criterion in &manifest.criteria {
        let Some(ProbeRef::Native(id)) = &criterion.probe else {
            panic!("{} has no native probe", criterion.id);
        };
        let probe = probes::find(id).unwrap_or_else(|| panic!("no probe {id}"));
        assert_eq!(probe.scope, criterion.scope, "{id}");
        assert!([1, 3, 7, 10].contains(&criterion.weight));
        for text in [&criterion.title, &criterion.why, &criterion.fix] {
            assert!(text.has(Lang::Fr) && text.has(Lang::En), "{id}");
            assert_ne!(text.get(Lang::Fr), text.get(Lang::En), "{id}");
        }
        for message in probe.messages {
            let words = manifest
                .messages
                .get(*message)
                .unwrap_or_else(|| panic!("no words for {message}"));
            assert!(words.has(Lang::Fr) && words.has(Lang::En), "{message}");
            used.insert(*message);
        }
    }
    assert_eq!(manifest.criteria.len(), PROBES.len());
    let idle: Vec<&String> = manifest
        .messages
        .keys()
        .filter(|key| !used.contains(key.as_str()))
        .collect();
    assert_eq!(idle, Vec::<&String>::new());
}

/// A site with at least one defect for every criterion.
fn broken() -> Memory {
    let page = |body: &str| format!("<html lang=fr><head><title>Accueil</title></head><body>{body}");
    Memory::new()
        .with(
            "site/index.html",
            "<html lang=fr><head><title>Accueil</title><meta name=description content='Vélos'><meta name=robots \
             content=noindex><link rel=canonical href='/x'><link rel=alternate hreflang=en-UK href=en.html>\
             <script type='application/ld+json'>{</script></head><body><nav><a href=prix.html>p</a>\
             <a href='javascript:x()'>a</a><a href='' >e</a><a href='http://['>i</a><a href='#' onclick=x()>h</a></nav>",
        )
        .with("site/prix.html", page("<h1 hidden>a</h1><h1></h1><meta name=description content=''>"))
        .with("site/seul.html", page("<h1>Cuisine</h1>"))
        .with("site/robots.txt", "Disallow: /\nUser-agent: *\nDisallow: /prix\nAllow: /index\nnoise\nSitemap: x\nUser-agent:\nDisallow: a")
        .with("site/sitemap.xml", "<urlset><url><loc>https://e.org/a</loc></url><url><loc>b</loc></url>")
        .with("site/CNAME", "www.e.fr")
        .with("site/_headers", "/seul.html\n X-Robots-Tag: none")
}

#[test]
fn a_broken_site_fails_criteria_with_the_values_that_their_words_ask_for() {
    let manifest = manifest();
    let requests: Vec<ProbeRequest> = manifest
        .criteria
        .iter()
        .filter_map(|criterion| {
            Some(ProbeRequest {
                criterion: criterion.id.clone(),
                probe: ProbeUse::new(criterion.probe.as_ref()?).unwrap(),
                place: None,
            })
        })
        .collect();
    let mut problems = Problems::new();
    let facts = collect(&broken(), &SnapshotSettings::new("site"), &requests, &mut problems).unwrap();
    let asked = Regex::new(r"\{ \$([a-z-]+) \}").unwrap();
    let mut failing = BTreeSet::new();
    for (criterion, result) in &facts.results {
        for evidence in &result.evidence {
            failing.insert(criterion.as_str());
            assert!(evidence.snippet.chars().count() <= 120);
            for (lang, words) in manifest.messages[&evidence.message].iter() {
                for name in asked.captures_iter(words) {
                    let given = evidence.values.contains_key(&name[1]);
                    assert!(given, "{} ({lang}) asks for {}", evidence.message, &name[1]);
                }
            }
        }
    }
    assert!(failing.len() >= 11, "{failing:?}");
}
