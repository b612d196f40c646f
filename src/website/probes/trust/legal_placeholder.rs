//! trust-legal-placeholder: no gaps of a template are left in legal and contact pages.

use std::sync::LazyLock;

use regex::Regex;

use crate::website::names::{Purposes, purposes_of_path};
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::{PageView, Role};

pub(super) const PROBE: PageProbe = PageProbe {
    id: "trust-legal-placeholder",
    scope: Scope::Element,
    messages: &["placeholder"],
    look,
};

#[expect(clippy::expect_used, reason = "the pattern is a constant, and a test compiles it")]
static GAP: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)
        [\[<{(]\s*(?:à|a)\s+(?:compl[ée]ter|remplir|renseigner|d[ée]finir|pr[ée]ciser)[^\]>})]{0,60}[\]>})]
        | [\[<{]\s*(?:votre|nom\s+d|nom\s+du|nom\s+de|adresse\s+d|ins[ée]rer|indiquer|xxx|num[ée]ro\s|your\s|company\s+name|insert\s)[^\]>}]{0,60}[\]>}]
        | \bx{3,}(?:[\s.]x{2,})*\b
        | \bnom\s+de\s+(?:la|votre)\s+(?:soci[ée]t[ée]|entreprise)\b(?:\s*[:\]]\s*(?:$|[.…_]{2,}))
        | \bvotre\s+(?:siret|siren|num[ée]ro\s+de\s+tva|raison\s+sociale|soci[ée]t[ée]\s+ici)\b
        | (?:à|a)\s+compl[ée]ter\s+(?:apr[èe]s|plus\s+tard|ult[ée]rieurement|avant)
        | (?:siret|siren|rcs|tva|capital|t[ée]l[ée]phone)\s*:?\s*(?:à|a)\s+compl[ée]ter
        | \b0{3}[\s.]?0{3}[\s.]?0{3}(?:[\s.]?0{5})?\b
        | _{5,} | \.{8,}",
    )
    .expect("valid")
});

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let about = purposes_of_path(&view.page.path);
    let held = matches!(view.role, Role::Legal | Role::Contact)
        || about.has(Purposes::LEGAL | Purposes::PRIVACY | Purposes::TERMS | Purposes::CONTACT);
    if !held {
        return;
    }
    let mut found = false;
    for block in view.page.content().main_blocks() {
        for gap in GAP.find_iter(&block.text) {
            // Sizes of clothes and Roman numerals in capitals are words of one or two letters more.
            let text = gap.as_str();
            if text.to_ascii_uppercase().starts_with("XXX")
                && text != text.to_ascii_uppercase()
                && text != text.to_lowercase()
            {
                continue;
            }
            found = true;
            let node = block.element_at(gap.start());
            sheet.fail(Spot::Element(node), "placeholder", &[("text", text.to_owned())]);
        }
    }
    if !found {
        sheet.pass();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::site::tests::site;

    fn gaps(path: &str, html: &str) -> Vec<String> {
        let home = format!("<a href='{path}'>x</a>");
        let html = format!("<main>{html}</main>");
        let result = PROBE.run(&site(&[("index.html", &home), (path, &html)]));
        result
            .evidence
            .into_iter()
            .map(|evidence| evidence.values["text"].clone())
            .collect()
    }

    #[test]
    fn gaps_of_templates_are_found() {
        for (html, wanted) in [
            ("<p>SIRET : [À COMPLÉTER]</p>", "[À COMPLÉTER]"),
            ("<p>SIREN &lt;à compléter&gt;</p>", "<à compléter>"),
            ("<p>Capital de XXX euros</p>", "XXX"),
            ("<p>RCS : à compléter après immatriculation</p>", "RCS : à compléter"),
            ("<p>[Nom de la société]</p>", "[Nom de la société]"),
            ("<p>SIRET 000 000 000 00000</p>", "000 000 000 00000"),
        ] {
            assert_eq!(
                gaps("mentions-legales.html", html).first().map(String::as_str),
                Some(wanted),
                "{html}"
            );
        }
    }

    #[test]
    fn comments_and_other_pages_hold_none() {
        assert_eq!(
            gaps(
                "mentions-legales.html",
                "<!-- SIRET : [À COMPLÉTER] --><p>Dupont (SARL)</p>"
            )
            .len(),
            0
        );
        assert_eq!(gaps("boutique.html", "<p>Taille XXX</p>").len(), 0);
        assert_eq!(
            gaps("contact.html", "<p>Votre société (facultatif), nom de la société</p>").len(),
            0
        );
    }
}
