//! trust-about: a page says who is behind the site.

use super::duty::{self, Found};
use crate::website::brand::Brand;
use crate::website::fold::{fold, holds, holds_any};
use crate::website::names::{Purposes, purposes_of_path};
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Fact, Probe, ProbeResult, Scope};
use crate::website::site::Site;

pub(super) const PROBE: Probe = Probe {
    id: "trust-about",
    scope: Scope::Site,
    messages: &["about-missing", "about-thin", "about-elsewhere"],
    facts: &[&AUTHORS],
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
        Found::Nowhere if section(site) || has_authors(site) => sheet.pass_site(),
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
            if words >= FEW_WORDS && (speaks || has_authors(site)) {
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

/// Share of the other pages whose frame leads to it, from which on a page is offered all over the site. In a manual, only
/// the neighbours of a page do: as the one before and the one after.
const OFFERED: f64 = 0.2;

/// Pages from which on a home page that leads to most of them is a table of contents.
const MANY: usize = 30;

/// Whether visitors are led to a page as to one about the people behind the site: from the content of the home page, or
/// from the frames of many, by a link of that name or to an address of that name.
fn is_offered(site: &Site, page: usize) -> bool {
    let names = site.names();
    let named = purposes_of_path(&site.pages()[page].path).has(Purposes::ABOUT);
    let leads = |from: usize, framed: bool| {
        site.links[from].iter().enumerate().any(|(number, link)| {
            link.target.page() == Some(page)
                && (!framed || !link.main)
                && (named || names.of(from, number).purposes.has(Purposes::ABOUT))
        })
    };
    let others = (0..site.pages().len()).filter(|from| *from != page);
    let count = others.clone().count();
    let framing = others.filter(|from| leads(*from, true)).count();
    // A home page that lists the whole site leads to the chapter on the menu “About” as well.
    let lists_all = count >= MANY && site.onward[site.home].len() * 2 > count;
    // That no link leads to it is a matter of `seo-orphan`.
    let lost = named && site.depths[page].is_none() && !site.pages()[page].path.contains('/');
    lost || !lists_all && leads(site.home, false) || framing > 0 && framing as f64 >= OFFERED * count as f64
}

/// Whether a page has a part on those who wrote it, as manuals and books have.
const AUTHORS: Fact<bool> = Fact {
    name: "authors",
    of: |view| {
        let words = ["auteurs", "autrices", "contributeurs", "authors", "contributors"];
        view.page.content().blocks.iter().any(|block| {
            matches!(block.kind, crate::website::content::Kind::Heading(_)) && holds_any(&fold(&block.text), &words)
        })
    },
};

fn has_authors(site: &Site) -> bool {
    (0..site.pages().len()).any(|page| site.weights[page] > 0 && site.fact(&AUTHORS, page))
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
    fn a_page_that_names_its_contributors_says_enough() {
        let outcome = |heading: &str| {
            let text =
                "These documents are generated from sources by a program that was written for the manual. ".repeat(4);
            let page = format!("<main><h1>About these documents</h1><p>{text}<h2>{heading}</h2><p>Ada Lovelace</main>");
            run(&site(&[
                (
                    "index.html",
                    "<main><a href=about.html>About these documents</a></main>",
                ),
                ("about.html", &page),
            ]))
            .outcome
        };
        assert_eq!(outcome("Contributors to the documentation"), Verdict::Passed);
        assert_eq!(outcome("Colophon"), Verdict::Failed);
    }

    #[test]
    fn a_chapter_of_that_name_between_its_neighbours_is_not_about_the_people() {
        let chapter = |before: usize, after: &str| {
            format!(
                "<table><tr><td><a href=p{before}.html>Précédent</a><td><a href={after}>Suivant</a></table><p>Le menu."
            )
        };
        let mut files: Vec<(String, String)> = (0..9)
            .map(|at| (format!("p{at}.html"), chapter(at, &format!("p{}.html", at + 1))))
            .collect();
        files.push((
            "p9.html".into(),
            "<div class=nav><a href=gimp-about-dialog.html>12.5. À propos</a></div>".into(),
        ));
        files.push((
            "gimp-about-dialog.html".into(),
            "<main>Cette commande montre la version.</main>".into(),
        ));
        let toc = (0..10)
            .map(|at| format!("<a href=p{at}.html>{at}</a>"))
            .collect::<Vec<String>>()
            .concat();
        files.push(("index.html".into(), toc));
        let borrowed: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, &**text)).collect();
        assert_eq!(run(&site(&borrowed)).evidence[0].message, "about-missing");
        files[0]
            .1
            .push_str("<h2>1. Authors and Contributors</h2><p>Ada Lovelace, Grace Hopper");
        let borrowed: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, &**text)).collect();
        assert_eq!(run(&site(&borrowed)).outcome, Verdict::Passed);
    }

    #[test]
    fn a_page_about_the_people_that_no_link_leads_to_is_there() {
        let text = "Nous réparons des vélos depuis dix ans à Morlaix. ".repeat(6);
        let page = format!("<main><h1>Une maison depuis 1970</h1><p>{text}</main>");
        let outcome = |path| run(&site(&[("index.html", "<main>Vélos</main>"), (path, &page)])).outcome;
        assert_eq!(outcome("a-propos.html"), Verdict::Passed);
        assert_eq!(outcome("archives/a-propos.html"), Verdict::Failed);
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
