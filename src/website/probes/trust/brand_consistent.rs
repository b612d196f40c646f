//! trust-brand-consistent: the brand seems to be written in one way. A heuristic: it lists spellings that are close to
//! the name without being it.

use crate::website::brand::Brand;
use crate::website::fold::fold;
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Probe, ProbeResult, Scope};
use crate::website::site::Site;

pub(super) const PROBE: Probe = Probe {
    id: "trust-brand-consistent",
    scope: Scope::Site,
    messages: &["brand-spelling", "brand-case"],
    facts: &[&crate::website::brand::MENTIONS],
    run,
};

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let Some(brand) = Brand::of(site) else {
        return sheet.finish();
    };
    let declared = &site.snapshot.settings.brands;
    let known = |text: &str| text == brand.name || declared.iter().any(|name| name == text);
    sheet.pass_site();
    for mention in &brand.mentions {
        if known(&mention.text) {
            continue;
        }
        let (one, other) = (fold(&brand.name), fold(&mention.text));
        let values = [
            ("spelling", mention.text.clone()),
            ("brand", brand.name.clone()),
            ("source", mention.source.to_owned()),
        ];
        let spot = Spot::Element(mention.node);
        if one == other {
            // All capitals are a matter of style, which logos and feet often have.
            if mention.text != brand.name.to_uppercase() {
                sheet.fail(mention.page, spot, "brand-case", &values);
            }
        } else if is_slip(&one, &other) {
            sheet.fail(mention.page, spot, "brand-spelling", &values);
        }
    }
    sheet.finish()
}

/// Whether two names are so close that one is likely a slip: one or two letters apart, and long enough to tell.
fn is_slip(one: &str, other: &str) -> bool {
    let letters = one.chars().count().min(other.chars().count());
    let apart = strsim::damerau_levenshtein(one, other);
    // A plural or a number at the end may be a name of its own.
    letters >= 5 && apart <= if letters >= 9 { 2 } else { 1 } && !one.chars().any(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::{site, site_with};

    const FILES: [(&str, &str); 1] = [(
        "index.html",
        "<meta property='og:site_name' content='Maison Lorzac'><footer>© 2026 Maison Lorzak</footer>",
    )];

    #[test]
    fn slips_and_stray_capitals_are_listed() {
        let result = run(&site(&FILES));
        assert_eq!(
            (result.outcome, result.evidence[0].message.as_str()),
            (Verdict::Failed, "brand-spelling")
        );
        assert_eq!(result.evidence[0].values["spelling"], "Maison Lorzak");
        let result = run(&site(&[(
            "index.html",
            "<meta property='og:site_name' content='Maison Lorzac'><footer>© 2026 Maison lorzac</footer>",
        )]));
        assert_eq!(result.evidence[0].message, "brand-case");
    }

    #[test]
    fn declared_spellings_legal_names_and_capitals_pass() {
        let result = run(&site_with(&FILES, |settings| {
            settings.brands = vec!["Maison Lorzak".into()];
        }));
        assert_eq!(result.outcome, Verdict::Passed);
        for foot in ["© MAISON LORZAC", "© 2026 Lorzac Distribution SAS"] {
            let html = format!("<meta property='og:site_name' content='Maison Lorzac'><footer>{foot}</footer>");
            assert_eq!(run(&site(&[("index.html", &html)])).outcome, Verdict::Passed, "{foot}");
        }
    }
}
