//! The plugin `credible`.

use super::{assert_worded, failing};
use crate::files::Memory;
use crate::manifest::Manifest;

fn manifest() -> Manifest {
    super::manifest(
        "plugins/website/credible/plugin.yaml",
        include_str!("../../../plugins/website/credible/plugin.yaml"),
    )
}

#[test]
fn every_criterion_has_a_probe_of_its_scope_and_words_in_both_languages() {
    assert_worded(&manifest(), &["trust"]);
}

/// A site with at least one defect for most criteria.
fn broken() -> Memory {
    Memory::new()
        .with(
            "site/index.html",
            "<html lang=fr><title>Vélos</title><meta property='og:site_name' content='Maison Lorzac'>\
             <script src='https://connect.facebook.net/fr/sdk.js'></script><script src='https://cdn.e.net/x.js'></script>\
             <a href=mentions-legales.html>Mentions légales</a><a href=cgv.html>CGV</a><a href=panier.html>Panier</a>\
             <a href=a-propos.html>À propos</a><a href=contact.html>Contact</a><a href='http://e.org/x'>x</a>\
             <a href='http://localhost:1313/'>l</a><a href='#' aria-label=Facebook></a><button>Ajouter au panier</button>\
             <a href='https://www.facebook.com/'>Facebook</a><footer>© Maison Lorzak</footer>",
        )
        .with(
            "site/mentions-legales.html",
            "<html lang=fr><title>Mentions</title><main><p>Dupont SARL, SIRET 732 829 320 00075, capital [À COMPLÉTER].</p></main>",
        )
        .with("site/cgv.html", "<html lang=fr><title>CGV</title><main><p>Rien.</p></main>")
        .with("site/a-propos.html", "<main>Bientôt.</main>")
        .with("site/contact.html", "<main><form><input name=nom><textarea></textarea></form><p>TODO : carte</p></main>")
        .with("site/panier.html", "")
        .with("site/index.html.bak", "")
        .with("site/sitemap.xml", "<urlset><url><loc>http://e.org/</loc></url></urlset>")
        .with("site/CNAME", "e.org")
}

#[test]
fn a_broken_site_fails_criteria_with_the_values_that_their_words_ask_for() {
    let failing = failing(&manifest(), &broken());
    assert!(failing.len() >= 15, "{failing:?}");
}
