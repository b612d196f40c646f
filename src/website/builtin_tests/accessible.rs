//! The plugin `accessible`.

use super::{assert_worded, failing};
use crate::files::Memory;
use crate::manifest::Manifest;

fn manifest() -> Manifest {
    super::manifest(
        "plugins/website/accessible/plugin.yaml",
        include_str!("../../../plugins/website/accessible/plugin.yaml"),
    )
}

#[test]
fn every_criterion_has_a_probe_of_its_scope_and_words_in_both_languages() {
    assert_worded(&manifest(), &["a11y", "tech"]);
}

/// A site with at least one defect for most criteria.
fn broken() -> Memory {
    Memory::new()
        .with(
            "site/index.html",
            "<html xml:lang=fr><meta name=viewport content='width=900,user-scalable=no'><meta http-equiv=refresh content=9>\
             <link rel=canonical href='https://e.org/'><img src='http://e.org/a.png'><img src=a.png alt=a.png><input type=image>\
             <svg role=img></svg><a href=b.html></a><button></button><i role=menuitem></i><details><summary></summary></details>\
             <input placeholder=Nom><select></select><iframe></iframe><iframe tabindex=-1 src=index.html></iframe><h2></h2><h5>a</h5>\
             <div><li>a</div><table><tr><th>a</table><table><tr><td headers=x>a</table><p lang=dutch>a</p><p role=lnik>a</p>\
             <p aria-x=1 aria-live=page role=button aria-sort=none>a</p><p role=checkbox>a</p><p aria-label=b>a</p><ul><p>a</p></ul>\
             <p role=tab>a</p><img alt='' tabindex=3><p aria-hidden=true><input></p><p id=d><p id=d><button aria-label=b>other</button>\
             <button><a href=b.html>c</a></button><input autocomplete=x><video src=a.mov></video><font>crÃ©ation</font></div></div>",
        )
        .with("site/b.html", "<html lang=english><div id=root></div><script src=a.js></script><picture></picture>")
}

#[test]
fn a_broken_site_fails_criteria_with_the_values_that_their_words_ask_for() {
    let failing = failing(&manifest(), &broken());
    assert!(failing.len() >= 44, "{} {failing:?}", failing.len());
}
