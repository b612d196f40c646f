//! trust-brand-title: the title of every page names the brand.

use crate::website::brand::Brand;
use crate::website::fold::{fold, holds};
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Probe, ProbeResult, Scope};
use crate::website::site::{Role, Site};

pub(super) const PROBE: Probe = Probe {
    id: "trust-brand-title",
    scope: Scope::Page,
    messages: &["title-no-brand"],
    facts: &[&crate::website::brand::MENTIONS],
    run,
};

/// Words that do not make a brand.
const SMALL: [&str; 14] = [
    "la", "le", "les", "l", "de", "du", "des", "et", "the", "of", "and", "sarl", "sas", "a",
];

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let Some(brand) = Brand::of(site) else {
        return sheet.finish();
    };
    let mut spellings: Vec<String> = vec![fold(&brand.name)];
    spellings.extend(site.snapshot.settings.brands.iter().map(|name| fold(name)));
    spellings.extend(
        brand
            .mentions
            .iter()
            .filter(|mention| mention.source != "©")
            .map(|mention| fold(&mention.text)),
    );
    spellings.retain(|name| !name.is_empty());
    spellings.sort_unstable();
    spellings.dedup();
    for (index, page) in site.pages().iter().enumerate() {
        // The home page may put its trade first and its name in the logo.
        if matches!(site.roles[index], Role::Home | Role::Redirect | Role::NotFound) {
            continue;
        }
        let (Some(node), Some(title)) = (page.head.title, page.title()) else {
            continue;
        };
        let folded = fold(&title);
        if spellings.iter().any(|brand| names(&folded, brand)) {
            sheet.pass(index);
        } else {
            let values = [("title", title), ("brand", brand.name.clone())];
            sheet.fail(index, Spot::Element(node), "title-no-brand", &values);
        }
    }
    sheet.finish()
}

/// Whether a title holds a brand, its words without spaces, or its initials.
fn names(title: &str, brand: &str) -> bool {
    let words: Vec<&str> = brand.split(' ').filter(|word| !SMALL.contains(word)).collect();
    let initials: String = words.iter().filter_map(|word| word.chars().next()).collect();
    let joined = brand.replace(' ', "");
    holds(title, brand)
        || holds(title, &joined)
        || title.replace(' ', "").contains(&joined)
        || words.len() >= 2 && words.iter().all(|word| holds(title, word))
        || initials.len() >= 3 && holds(title, &initials)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn outcome(title: &str) -> Verdict {
        let html = format!("<title>{title}</title>");
        run(&site(&[
            ("index.html", "<title>Vélos électriques à Morlaix</title><meta property='og:site_name' content='Maison du Vélo Bleu'><a href=a.html>a</a>"),
            ("a.html", &html),
        ]))
        .outcome
    }

    #[test]
    fn a_title_without_the_brand_fails() {
        assert_eq!(outcome("Nos offres"), Verdict::Failed);
    }

    #[test]
    fn initials_and_other_spellings_pass_and_home_is_not_asked() {
        for title in [
            "Offres – Maison du Vélo Bleu",
            "Offres MVB",
            "Offres | MAISON DU VELO BLEU",
            "Vélo bleu, la maison",
        ] {
            assert_eq!(outcome(title), Verdict::Passed, "{title}");
        }
        assert_eq!(
            run(&site(&[("index.html", "<title>a</title>")])).outcome,
            Verdict::NotApplicable
        );
    }
}
