//! trust-cgv: a shop has terms of sale that seem to name what buyers are owed. It looks for words; whether they satisfy
//! the law is for a lawyer to confirm.

use super::duty::{self, Found};
use crate::website::fold::{fold, holds_any};
use crate::website::names::Purposes;
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Fact, Probe, ProbeResult, Scope};
use crate::website::site::{PageView, Site};

pub(super) const PROBE: Probe = Probe {
    id: "trust-cgv",
    scope: Scope::Site,
    messages: &[
        "cgv-missing",
        "cgv-elsewhere",
        "cgv-no-withdrawal",
        "cgv-no-delivery",
        "cgv-no-mediator",
    ],
    facts: &[&SIGNS],
    run,
};

const BUY: [&str; 9] = [
    "ajouter au panier",
    "ajoutez au panier",
    "acheter maintenant",
    "add to cart",
    "add to basket",
    "commander en ligne",
    "passer commande",
    "valider la commande",
    "valider mon panier",
];
/// What sells to companies, asks for a quote or takes gifts is no shop in the sense of consumer law.
const NO_SHOP: [&str; 7] = [
    "reserve aux professionnels",
    "reservee aux professionnels",
    "vente aux professionnels uniquement",
    "b2b uniquement",
    "uniquement aux professionnels",
    "faire un don",
    "je donne",
];
const WANTED: [(&str, &[&str]); 3] = [
    (
        "cgv-no-withdrawal",
        &["retractation", "retracter", "se retracter", "droit de retractation"],
    ),
    (
        "cgv-no-delivery",
        &["livraison", "livraisons", "livrer", "expedition", "retrait", "livre"],
    ),
    ("cgv-no-mediator", &["mediateur", "mediation", "mediatrice"]),
];

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    if !duty::is_french(site) || !is_shop(site) {
        return sheet.finish();
    }
    let pages = match duty::find(site, Purposes::TERMS) {
        Found::Pages(pages) => pages,
        Found::Elsewhere(page, node) => {
            sheet.unknown(page, Spot::Element(node), "cgv-elsewhere", &[]);
            return sheet.finish();
        }
        Found::Nowhere => {
            // They may be a part of the legal notice.
            let legal: Vec<usize> = site.names().pages(Purposes::LEGAL).collect();
            let part = holds_any(
                &duty::text_of(site, &legal).folded,
                &["conditions generales de vente", "conditions de vente"],
            );
            if !part {
                let spot = duty::spot(&site.pages()[site.home]);
                sheet.fail(site.home, Spot::Element(spot), "cgv-missing", &[]);
                return sheet.finish();
            }
            legal
        }
    };
    // Delivery and returns have pages of their own on many a site.
    let mut wide = pages.clone();
    wide.extend((0..site.pages().len()).filter(|page| {
        let path = fold(&site.pages()[*page].path);
        !pages.contains(page)
            && holds_any(
                &path,
                &[
                    "livraison",
                    "livraisons",
                    "retours",
                    "retour",
                    "retractation",
                    "mediation",
                ],
            )
    }));
    let text = duty::text_of(site, &wide);
    let spot = Spot::Element(duty::spot(&site.pages()[pages[0]]));
    sheet.pass_site();
    for (message, words) in WANTED {
        if holds_any(&text.folded, words) {
            continue;
        }
        if text.elsewhere {
            sheet.unknown(pages[0], spot, "cgv-elsewhere", &[]);
            break;
        }
        sheet.fail(pages[0], spot, message, &[]);
    }
    sheet.finish()
}

/// Two signs of a shop: a basket, a button to buy, products with a price in structured data.
fn is_shop(site: &Site) -> bool {
    let names = site.names();
    let basket = duty::counted(site)
        .into_iter()
        .any(|page| names.link_to(site, page, Purposes::BASKET).is_some());
    let (mut buys, mut offers, mut other) = (false, false, false);
    for page in duty::counted(site) {
        let here = site.fact(&SIGNS, page);
        buys |= here[0];
        offers |= here[1];
        other |= here[2];
    }
    !other && [basket, buys, offers].into_iter().filter(|sign| *sign).count() >= 2
}

/// Whether a page has a button to buy, an offer in structured data, or says that it is for no consumers.
const SIGNS: Fact<[bool; 3]> = Fact {
    name: "signs-of-a-shop",
    of: signs,
};

fn signs(view: &PageView<'_>) -> [bool; 3] {
    let (mut buys, mut offers, mut other) = (false, false, false);
    let data = view.page;
    if duty::is_french(view.site) {
        offers |= data.head.json_ld.iter().any(|node| {
            let text = data.document.text(*node);
            text.contains("\"Product\"") && text.contains("\"Offer\"") || text.contains("\"price\"")
        });
        for block in &data.content().blocks {
            // Buttons and notices are short.
            if block.text.len() < 400 {
                let folded = fold(&block.text);
                buys |= holds_any(&folded, &BUY) && block.text.contains(|c: char| c.is_alphabetic());
                other |= holds_any(&folded, &NO_SHOP);
            }
        }
    }
    [buys, offers, other]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    const SHOP: &str = "<html lang=fr><a href=panier.html>Panier</a><a href=cgv.html>CGV</a><p>Lampe 89 €</p><button>Ajouter au panier</button>";

    fn outcome(home: &str, terms: Option<&str>) -> (Verdict, Vec<String>) {
        let terms = terms.map(|terms| format!("<html lang=fr><main>{terms}</main>"));
        let mut files = vec![("index.html", home), ("panier.html", "")];
        files.extend(terms.as_deref().map(|terms| ("cgv.html", terms)));
        let result = run(&site(&files));
        (
            result.outcome,
            result.evidence.into_iter().map(|evidence| evidence.message).collect(),
        )
    }

    #[test]
    fn a_shop_without_terms_or_with_thin_ones_fails() {
        let bare = SHOP.replace("<a href=cgv.html>CGV</a>", "");
        assert_eq!(outcome(&bare, None).1, ["cgv-missing"]);
        assert_eq!(
            outcome(SHOP, Some("<p>Livraison en trois jours.</p>")).1,
            ["cgv-no-mediator", "cgv-no-withdrawal"]
        );
    }

    #[test]
    fn full_terms_pass_and_trade_gifts_and_quotes_need_none() {
        let terms = "<p>Rétractation sous quatorze jours. Livraison. Médiateur de la consommation : …</p>";
        assert_eq!(outcome(SHOP, Some(terms)).0, Verdict::Passed);
        assert_eq!(
            outcome(&format!("{SHOP}<p>Site réservé aux professionnels</p>"), None).0,
            Verdict::NotApplicable
        );
        assert_eq!(
            outcome("<html lang=fr><p>Lampe 89 €</p><a href=x>Demander un devis</a>", None).0,
            Verdict::NotApplicable
        );
    }
}
