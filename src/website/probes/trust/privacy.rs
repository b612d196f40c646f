//! trust-privacy: whoever gives data is led to what becomes of them. It looks for words; whether they satisfy the law
//! is for a lawyer to confirm.

use super::consent::trackers;
use super::duty::{self, Found};
use super::legal_link::MOST_PAGES;
use crate::website::fold::holds_any;
use crate::website::names::Purposes;
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Fact, Probe, ProbeResult, Scope};
use crate::website::site::{Role, Site};

pub(super) const PROBE: Probe = Probe {
    id: "trust-privacy",
    scope: Scope::Site,
    messages: &[
        "privacy-missing",
        "privacy-unlinked",
        "privacy-elsewhere",
        "privacy-no-controller",
        "privacy-no-purpose",
        "privacy-no-basis",
        "privacy-no-duration",
        "privacy-no-rights",
        "privacy-no-complaint",
    ],
    facts: &[&duty::ASKS, &TRACKED],
    run,
};

/// What a policy names, with words by which it is likely to.
const WANTED: [(&str, &[&str]); 6] = [
    (
        "privacy-no-controller",
        &[
            "responsable du traitement",
            "responsable de traitement",
            "responsable des traitements",
            "responsable",
            "data controller",
            "controller",
            "dpo",
            "delegue a la protection",
        ],
    ),
    (
        "privacy-no-purpose",
        &[
            "finalite",
            "finalites",
            "afin de",
            "pour vous",
            "servent a",
            "sert a",
            "utilisees pour",
            "objectif",
            "but",
            "traitees pour",
            "purpose",
            "purposes",
            "used to",
            "we use",
        ],
    ),
    (
        "privacy-no-basis",
        &[
            "base legale",
            "bases legales",
            "base juridique",
            "fondement",
            "consentement",
            "interet legitime",
            "interets legitimes",
            "contrat",
            "obligation legale",
            "legal basis",
            "consent",
            "legitimate interest",
            "contract",
            "base",
        ],
    ),
    (
        "privacy-no-duration",
        &[
            "duree",
            "durees",
            "conservees",
            "conserve",
            "conservation",
            "gardees",
            "ans",
            "mois",
            "retention",
            "retain",
            "years",
            "months",
        ],
    ),
    (
        "privacy-no-rights",
        &[
            "droit d acces",
            "droits",
            "vos droits",
            "acces",
            "rectification",
            "rectifier",
            "effacement",
            "opposer",
            "your rights",
            "right to",
            "rights",
        ],
    ),
    (
        "privacy-no-complaint",
        &[
            "cnil",
            "autorite de controle",
            "reclamation",
            "supervisory authority",
            "data protection authority",
            "complaint",
        ],
    ),
];

/// Whether a page asks something of a tracker.
const TRACKED: Fact<bool> = Fact {
    name: "tracked",
    of: |view| !trackers(view.page).is_empty(),
};

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let pages = duty::counted(site);
    let with_forms: Vec<usize> = pages
        .iter()
        .copied()
        .filter(|page| site.fact(&duty::ASKS, *page))
        .collect();
    let gathers = !with_forms.is_empty() || pages.iter().any(|page| site.fact(&TRACKED, *page));
    if !gathers {
        return sheet.finish();
    }
    let policy = match duty::find(site, Purposes::PRIVACY) {
        Found::Pages(policy) => policy,
        Found::Elsewhere(page, node) => {
            sheet.unknown(page, Spot::Element(node), "privacy-elsewhere", &[]);
            return sheet.finish();
        }
        Found::Nowhere => {
            // Many a legal notice holds a part on data without saying so in its name.
            let legal: Vec<usize> = site.names().pages(Purposes::LEGAL).collect();
            let speaks = holds_any(
                &duty::text_of(site, &legal).folded,
                &[
                    "donnees personnelles",
                    "donnees a caractere personnel",
                    "rgpd",
                    "personal data",
                ],
            );
            if legal.is_empty() || !speaks {
                let page = with_forms.first().copied().unwrap_or(site.home);
                let spot = duty::spot(&site.pages()[page]);
                sheet.fail(page, Spot::Element(spot), "privacy-missing", &[]);
                return sheet.finish();
            }
            legal
        }
    };
    sheet.pass_site();
    let reaches = |page: usize| {
        policy.contains(&page)
            || duty::leads_to(site, page, Purposes::PRIVACY)
            || site.links[page]
                .iter()
                .any(|link| link.target.page().is_some_and(|target| policy.contains(&target)))
    };
    let without: Vec<usize> = pages.iter().copied().filter(|page| !reaches(*page)).collect();
    let few = ((pages.len() - without.len()) as f64) < MOST_PAGES * pages.len() as f64;
    let values = [
        ("absent", without.len().to_string()),
        ("pages", pages.len().to_string()),
    ];
    for page in without {
        // A form that asks for data leads to the policy, however many pages do.
        if few || with_forms.contains(&page) {
            let root = site.pages()[page].head_or_root();
            sheet.fail(page, Spot::Element(root), "privacy-unlinked", &values);
        }
    }
    let page = policy
        .iter()
        .copied()
        .find(|page| site.roles[*page] != Role::Home)
        .unwrap_or(policy[0]);
    let text = duty::text_of(site, &policy);
    let spot = Spot::Element(duty::spot(&site.pages()[page]));
    for (message, words) in WANTED {
        if holds_any(&text.folded, words) {
            continue;
        }
        if text.elsewhere {
            sheet.unknown(page, spot, "privacy-elsewhere", &[]);
            break;
        }
        sheet.fail(page, spot, message, &[]);
    }
    sheet.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    const FORM: &str = "<form><input type=email name=email></form>";
    const LINK: &str = "<a href=donnees.html>Données personnelles</a>";
    const POLICY: &str = "<main><p>Le responsable du traitement est Dupont. Vos données servent à vous répondre (base légale : intérêt \
        légitime) et sont conservées un an. Vous avez un droit d’accès et pouvez saisir la CNIL.</p></main>";

    fn outcome(home: &str, policy: &str) -> (Verdict, Vec<String>) {
        let policy = format!("{policy}{LINK}");
        let result = run(&site(&[("index.html", home), ("donnees.html", &policy)]));
        (
            result.outcome,
            result.evidence.into_iter().map(|evidence| evidence.message).collect(),
        )
    }

    #[test]
    fn a_form_without_a_policy_or_a_thin_policy_fails() {
        assert_eq!(
            run(&site(&[("index.html", FORM)])).evidence[0].message,
            "privacy-missing"
        );
        let (_, missing) = outcome(
            &format!("{FORM}{LINK}"),
            "<main><p>Le responsable du traitement vous répond afin de.</p></main>",
        );
        assert_eq!(
            missing,
            [
                "privacy-no-basis",
                "privacy-no-complaint",
                "privacy-no-duration",
                "privacy-no-rights"
            ]
        );
    }

    #[test]
    fn a_policy_joined_with_the_legal_notice_passes_and_without_data_none_is_needed() {
        assert_eq!(outcome(&format!("{FORM}{LINK}"), POLICY).0, Verdict::Passed);
        let notice = "<form><input type=email></form><a href=mentions-legales.html>Mentions légales</a>";
        let merged = POLICY.replace("Vos données", "Vos données à caractère personnel");
        let result = run(&site(&[("index.html", notice), ("mentions-legales.html", &merged)]));
        assert_eq!(result.outcome, Verdict::Passed);
        assert_eq!(
            outcome("<form role=search><input name=q></form>", "").0,
            Verdict::NotApplicable
        );
    }
}
