//! The plugin `effective`.

use super::{assert_worded, failing};
use crate::files::Memory;
use crate::manifest::Manifest;

fn manifest() -> Manifest {
    super::manifest(
        "plugins/website/effective/plugin.yaml",
        include_str!("../../../plugins/website/effective/plugin.yaml"),
    )
}

#[test]
fn every_criterion_has_a_probe_of_its_scope_and_words_in_both_languages() {
    assert_worded(&manifest(), &["eff"]);
}

/// A site with at least one defect for most criteria.
fn broken() -> Memory {
    let scripts: String = ["a", "b", "c", "d", "e", "f"]
        .iter()
        .map(|name| ["<script src='https://", name, ".com/x.js'></script>"].concat())
        .collect();
    let heavy = "Conformément aux dispositions réglementaires susmentionnées, l’interprétation administrative générale privilégie une \
                 contextualisation méthodologique approfondie des problématiques organisationnelles identifiées. "
        .repeat(30);
    Memory::new()
        .with(
            "site/index.html",
            format!(
                "<html lang=fr><head><title>Vélos</title><script src=m.js></script>{scripts}</head><main><h1>Bonjour</h1>\
                 <img src=a.png><a href=a.html>a</a></main>"
            ),
        )
        .with(
            "site/a.html",
            format!(
                "<html lang=fr><main><p>{heavy}</p><p>Appelez le 02 98 00 00 00</p><form action='mailto:a@e.org'><label for=n>Nom</label>\
                 <input id=n required><label for=m>E-mail</label><input id=m><button>OK</button></form></main>"
            ),
        )
        .with("site/a.png", vec![120_u8; 5_000_000])
}

#[test]
fn a_broken_site_fails_criteria_with_the_values_that_their_words_ask_for() {
    let failing = failing(&manifest(), &broken());
    assert!(failing.len() >= 11, "{failing:?}");
}
