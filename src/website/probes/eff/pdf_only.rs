//! eff-pdf-only: content seems to be in pages rather than in files. A heuristic.

use std::collections::BTreeSet;

use crate::website::content::Block;
use crate::website::links::Target;
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Fact, Probe, ProbeResult, Scope};
use crate::website::site::Site;
use crate::website::snapshot::ending;

pub(super) const PROBE: Probe = Probe {
    id: "eff-pdf-only",
    scope: Scope::Site,
    messages: &["mostly-files"],
    facts: &[&WORDS],
    run,
};

/// Most of the links of content that may lead to files, as a share.
const MOST: f64 = 0.3;
/// Fewer links say nothing.
const LEAST: usize = 5;

/// How many words the content of a page has.
const WORDS: Fact<usize> = Fact {
    name: "words",
    of: |view| view.page.content().main_blocks().map(Block::words).sum(),
};

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let (mut files, mut all, mut first) = (0_usize, 0_usize, None);
    let mut pages: BTreeSet<&str> = BTreeSet::new();
    for (index, page) in site.pages().iter().enumerate() {
        if site.weights[index] == 0 {
            continue;
        }
        for link in site.links[index].iter().filter(|link| link.main) {
            match &link.target {
                Target::Page { page, .. } if *page != index => all += 1,
                Target::File { path, .. } | Target::Missing { path, .. }
                    if matches!(ending(path).as_str(), "pdf" | "doc" | "docx" | "odt" | "ppt" | "pptx") =>
                {
                    all += 1;
                    // A brochure that says what its page says is an offer, not a replacement.
                    if site.fact(&WORDS, index) < 150 {
                        files += 1;
                        first = first.or(Some((index, link.node)));
                        pages.insert(&page.path);
                    }
                }
                _ => {}
            }
        }
    }
    if all < LEAST {
        return sheet.finish();
    }
    match first {
        Some((index, node)) if files as f64 > MOST * all as f64 => {
            let values = [
                ("files", files.to_string()),
                ("links", all.to_string()),
                ("pages", pages.len().to_string()),
            ];
            sheet.fail(index, Spot::Element(node), "mostly-files", &values);
        }
        _ => sheet.pass_site(),
    }
    sheet.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn outcome(body: &str) -> Verdict {
        let html = format!("<main>{body}</main>");
        run(&site(&[
            ("index.html", &html),
            ("a.html", ""),
            ("b.html", ""),
            ("t.pdf", ""),
            ("u.pdf", ""),
            ("v.pdf", ""),
        ]))
        .outcome
    }

    #[test]
    fn a_site_of_files_fails() {
        let links = "<a href=t.pdf>t</a><a href=u.pdf>u</a><a href=v.pdf>v</a><a href=a.html>a</a><a href=b.html>b</a>";
        assert_eq!(outcome(links), Verdict::Failed);
    }

    #[test]
    fn a_brochure_beside_the_text_passes() {
        let text = "Voici tout ce que dit la brochure. ".repeat(30);
        let links = "<a href=t.pdf>t</a><a href=u.pdf>u</a><a href=v.pdf>v</a><a href=a.html>a</a><a href=b.html>b</a>";
        assert_eq!(outcome(&format!("<p>{text}</p>{links}")), Verdict::Passed);
        assert_eq!(outcome("<a href=t.pdf>t</a>"), Verdict::NotApplicable);
    }
}
