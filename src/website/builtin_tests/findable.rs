//! The plugin `findable`.

use super::{assert_worded, failing};
use crate::files::Memory;
use crate::manifest::Manifest;

fn manifest() -> Manifest {
    super::manifest(
        "plugins/website/findable/plugin.yaml",
        include_str!("../../../plugins/website/findable/plugin.yaml"),
    )
}

#[test]
fn every_criterion_has_a_probe_of_its_scope_and_words_in_both_languages() {
    assert_worded(&manifest(), &["seo"]);
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
    let failing = failing(&manifest(), &broken());
    assert!(failing.len() >= 11, "{failing:?}");
}
