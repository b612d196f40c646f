//! The plugin `design`.

use super::{assert_worded, failing};
use crate::files::Memory;
use crate::manifest::Manifest;

fn manifest() -> Manifest {
    super::manifest(
        "plugins/website/design/plugin.yaml",
        include_str!("../../../plugins/website/design/plugin.yaml"),
    )
}

#[test]
fn every_criterion_has_a_probe_of_its_scope_and_words_in_both_languages() {
    assert_worded(&manifest(), &["design"]);
}

/// A site with at least one defect for most criteria.
fn broken() -> Memory {
    let hues = (0..30)
        .map(|hue| {
            format!(
                "<b style='color:hsl({} 80% 40%);font-size:{}px'>x y</b>",
                hue * 12,
                10 + hue
            )
        })
        .collect::<Vec<_>>()
        .concat();
    let home = format!(
        "<html lang=fr><body onload=\"window.open('/ad')\"><link rel=stylesheet href=a.css><link rel=icon href=no.png>\
         <header><a href=a.html>a</a><a href=b.html>b</a><a href=c.html>c</a></header>\
         <nav><a href='#'>1</a><a href='#'>2</a><a href='#'>3</a></nav>\
         <p>Lorem ipsum dolor sit amet <u>souligné</u> BIENVENUE SUR NOTRE SITE INTERNET</p>\
         <p class=long>{} <a href=a.html>le lien</a></p>{hues}<img src=gone.png><img src=x.gif width=100 height=300>\
         <img src=https://picsum.photos/9><img src=x.gif>",
        "des mots qui courent ".repeat(20)
    );
    let css = format!(
        ".long{{font:13px/1.1 Lora;text-align:justify}}a{{color:inherit;text-decoration:none}}body{{width:960px;background:url(gone.gif)}}{}",
        "i{color:red!important}\n".repeat(60)
    );
    let other = "<html lang=fr><link rel=stylesheet href=a.css><footer><a href=/>i</a></footer><p style='font-family:Inter'>x y</p>\
                 <p style='font-family:Arial'>x y</p><p style='font-family:Oswald'>x y</p>";
    Memory::new()
        .with("site/index.html", home)
        .with("site/a.css", css)
        .with("site/x.gif", crate::website::images::tests::gif(40, 40))
        .with("site/a.html", other)
        .with("site/b.html", "<html lang=fr><p>x")
        .with(
            "site/c.html",
            "<html lang=fr><header><a href=/x>x</a><a href=/y>y</a><a href=/z>z</a></header>",
        )
}

#[test]
fn a_broken_site_fails_criteria_with_the_values_that_their_words_ask_for() {
    let failing = failing(&manifest(), &broken());
    assert!(failing.len() >= 17, "{failing:?}");
}
