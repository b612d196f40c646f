//! trust-about: a page says who is behind the site.

use super::duty::{self, Found};
use crate::website::brand::Brand;
use crate::website::fold::{fold, holds, holds_any};
use crate::website::names::{Purposes, purposes_of_path};
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Probe, ProbeResult, Scope};
use crate::website::site::Site;

pub(super) const PROBE: Probe = Probe {
    id: "trust-about",
    scope: Scope::Site,
    messages: &["about-missing", "about-thin", "about-elsewhere"],
    facts: &[],
    run,
};

/// So few words say nothing about anybody.
const FEW_WORDS: usize = 40;

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let home = duty::spot(&site.pages()[site.home]);
    let found = match duty::find(site, Purposes::ABOUT) {
        // What only the content of inner pages calls so is about something else: a dialog, a chapter.
        Found::Pages(pages) => {
            let pages: Vec<usize> = pages.into_iter().filter(|page| is_offered(site, *page)).collect();
            if pages.is_empty() {
                Found::Nowhere
            } else {
                Found::Pages(pages)
            }
        }
        found => found,
    };
    match found {
        Found::Nowhere if section(site) => sheet.pass_site(),
        Found::Nowhere => sheet.fail(site.home, Spot::Element(home), "about-missing", &[]),
        Found::Elsewhere(page, node) => sheet.unknown(page, Spot::Element(node), "about-elsewhere", &[]),
        Found::Pages(pages) => {
            let text = duty::text_of(site, &pages);
            let words = text.written.split_whitespace().count();
            let named = Brand::of(site).is_some_and(|brand| holds(&text.folded, &fold(&brand.name)));
            let speaks = named
                || holds_any(
                    &text.folded,
                    &[
                        "nous", "notre", "nos", "je", "mon", "fonde", "fondee", "equipe", "we", "our", "i", "my",
                        "founded", "team",
                    ],
                );
            let spot = Spot::Element(duty::spot(&site.pages()[pages[0]]));
            if words >= FEW_WORDS && speaks {
                sheet.pass_site();
            } else if text.elsewhere {
                sheet.unknown(pages[0], spot, "about-elsewhere", &[]);
            } else {
                sheet.fail(pages[0], spot, "about-thin", &[("words", words.to_string())]);
            }
        }
    }
    sheet.finish()
}

/// Whether visitors are led to a page as to one about the people behind the site: from the home page, or from the frame of
/// another, by a link of that name. A page at the top of the site that is named so is meant so.
fn is_offered(site: &Site, page: usize) -> bool {
    let path = &site.pages()[page].path;
    let top = path.trim_end_matches("/index.html").matches('/').count() == 0;
    let names = site.names();
    top && purposes_of_path(path).has(Purposes::ABOUT)
        || (0..site.pages().len()).any(|from| {
            site.links[from].iter().enumerate().any(|(number, link)| {
                link.target.page() == Some(page)
                    && (from == site.home || !link.main)
                    && names.of(from, number).purposes.has(Purposes::ABOUT)
            })
        })
}

/// A heading of the home page that says so.
fn section(site: &Site) -> bool {
    site.pages()[site.home].content().blocks.iter().any(|block| {
        matches!(block.kind, crate::website::content::Kind::Heading(_))
            && crate::website::names::purposes(&fold(&block.text)).has(Purposes::ABOUT)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    #[test]
    fn no_page_or_a_bare_one_fails() {
        assert_eq!(
            run(&site(&[("index.html", "<p>a")])).evidence[0].message,
            "about-missing"
        );
        let result = run(&site(&[
            ("index.html", "<a href=a-propos.html>À propos</a>"),
            ("a-propos.html", "<main>Bientôt.</main>"),
        ]));
        assert_eq!(result.evidence[0].message, "about-thin");
    }

    #[test]
    fn help_on_a_dialog_of_that_name_is_not_about_the_people() {
        let result = run(&site(&[
            ("index.html", "<main><a href=menu/help.html>Le menu Aide</a></main>"),
            (
                "menu/help.html",
                "<main><a href=about-dialog.html>La fenêtre À propos</a></main>",
            ),
            ("menu/about-dialog.html", "<main>Elle montre la version.</main>"),
        ]));
        assert_eq!(result.evidence[0].message, "about-missing");
    }

    #[test]
    fn a_page_or_a_section_about_the_people_passes() {
        let text = "Nous réparons des vélos depuis dix ans à Morlaix. ".repeat(6);
        let page = format!("<main><h1>Qui sommes-nous ?</h1><p>{text}</main>");
        let result = run(&site(&[
            ("index.html", "<a href=p2.html>Qui sommes-nous</a>"),
            ("p2.html", &page),
        ]));
        assert_eq!(result.outcome, Verdict::Passed);
        assert_eq!(
            run(&site(&[("index.html", "<h2>Notre histoire</h2><p>Fondée en 1970.")])).outcome,
            Verdict::Passed
        );
    }
}
