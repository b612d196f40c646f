//! eff-home-purpose: the first words of the home page seem to say what it is about. A heuristic.

use std::collections::BTreeSet;

use crate::website::content::Kind;
use crate::website::fold::fold;
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Probe, ProbeResult, Scope};
use crate::website::site::Site;

pub(super) const PROBE: Probe = Probe {
    id: "eff-home-purpose",
    scope: Scope::Site,
    messages: &["home-silent", "home-slogan"],
    facts: &[],
    run,
};

/// Words after the main heading that are seen without scrolling.
const FIRST_WORDS: usize = 60;
/// So few words say nothing.
const FEW_WORDS: usize = 8;
/// Words shared with what the page says of itself that make a subject.
const SHARED: usize = 2;

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let page = &site.pages()[site.home];
    let content = page.content();
    let mut blocks = content.main_blocks().peekable();
    let heading = content
        .main_blocks()
        .position(|block| matches!(block.kind, Kind::Heading(1)));
    for _ in 0..heading.unwrap_or(0) {
        blocks.next();
    }
    let spot = Spot::Element(blocks.peek().map_or_else(|| page.head_or_root(), |block| block.node));
    let first: Vec<String> = blocks
        .flat_map(|block| block.text.split(' '))
        .take(FIRST_WORDS + 12)
        .map(fold)
        .filter(|word| !word.is_empty())
        .collect();
    let described = [page.description(), page.title()]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ");
    let described = stems(&fold(&described));
    let shared = stems(&first.join(" ")).intersection(&described).count();
    if first.len() < FEW_WORDS {
        sheet.fail(site.home, spot, "home-silent", &[("words", first.len().to_string())]);
    } else if described.is_empty() || shared < SHARED {
        // A slogan may say it all the same: a person has to tell.
        sheet.unknown(site.home, spot, "home-slogan", &[]);
    } else {
        sheet.pass_site();
    }
    sheet.finish()
}

/// Words of five letters or more, cut to five, which brings singular and plural together.
fn stems(folded: &str) -> BTreeSet<String> {
    folded
        .split(' ')
        .filter(|word| word.chars().count() >= 5)
        .map(|word| word.chars().take(5).collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn outcome(body: &str) -> Verdict {
        let html = format!(
            "<title>Dupont</title><meta name=description content='Réparation de vélos électriques à Morlaix'><main>{body}</main>"
        );
        run(&site(&[("index.html", &html)])).outcome
    }

    #[test]
    fn a_home_page_without_words_fails() {
        assert_eq!(outcome("<h1>Bienvenue</h1><img src=a alt=''>"), Verdict::Failed);
    }

    #[test]
    fn a_subject_passes_and_a_slogan_is_for_a_person_to_judge() {
        assert_eq!(
            outcome("<h1>Réparation de vélos</h1><p>Nous réparons les vélos électriques de toutes marques.</p>"),
            Verdict::Passed
        );
        assert_eq!(
            outcome("<h1>Parce que vous le valez bien</h1><p>Avec nous, demain est un autre jour.</p>"),
            Verdict::CannotTell
        );
    }
}
