//! The plugin `intuitive`.

use super::{assert_worded, failing};
use crate::files::Memory;
use crate::manifest::Manifest;

fn manifest() -> Manifest {
    super::manifest(
        "plugins/website/intuitive/plugin.yaml",
        include_str!("../../../plugins/website/intuitive/plugin.yaml"),
    )
}

#[test]
fn every_criterion_has_a_probe_of_its_scope_and_words_in_both_languages() {
    assert_worded(&manifest(), &["nav"]);
}

/// A site with at least one defect for most criteria.
fn broken() -> Memory {
    let entries: String = (0..11).map(|_| "<li><a href=a.html>Offres</a>").collect();
    let home = format!(
        "<html lang=fr><nav><ul>{entries}</ul></nav><h1>Vélos</h1><script src=gone.js></script>\
         <p><a href=none.html>Aucun</a> <a href=A.html>Casse</a> <a href='be%CC%81.html'>Accents</a> \
         <a href='https://e.org/never'>Jamais</a> <a href='a.html#x'>Endroit</a> <a href=dir/>Dossier</a></p>\
         <p><a href=a.html>En savoir plus</a></p><p>Horaires du magasin : <a href=b.html>ici</a></p>\
         <p><a href=a.html>Le menu</a> <a href=b.html>Le menu</a></p><a href=b.html target=_blank>b</a>\
         <a href=menu.pdf>Carte</a><a href=old.html>o</a><p><a href=b.html><img src=i alt=b></a><a href=b.html>b</a></p>"
    );
    let mut files = Memory::new()
        .with("site/index.html", home)
        .with(
            "site/a.html",
            "<nav><ul><li><a href=a.html>Offres</a><li><a href=b.html>b</a></ul></nav><nav></nav>",
        )
        .with("site/b.html", "<main></main><main></main><a href='#m'><svg></svg></a>")
        .with("site/b\u{e9}.html", "")
        .with("site/dir/x.txt", "")
        .with("site/menu.pdf", "")
        .with("site/old.html", "<meta http-equiv=refresh content='0;url=older.html'>")
        .with("site/older.html", "<meta http-equiv=refresh content='0;url=a.html'>")
        .with("site/404.html", "")
        .with("site/CNAME", "e.org")
        .with("site/c0.html", "<p>Fin.</p>");
    for number in 0..30 {
        let next = number + 1;
        files = files.with(
            format!("site/c{number}.html"),
            format!("<p><a href=c{next}.html>Suite {next}</a></p>"),
        );
    }
    files
        .with("site/c30.html", "<p>Fin.</p>")
        .with("site/b.html", "<a href=c0.html>c</a><main></main><main></main>")
}

#[test]
fn a_broken_site_fails_criteria_with_the_values_that_their_words_ask_for() {
    let failing = failing(&manifest(), &broken());
    assert!(failing.len() >= 20, "{failing:?}");
}
