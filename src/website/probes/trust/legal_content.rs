//! trust-legal-content: the legal notice seems to say who publishes and who hosts the site. It looks for words and
//! numbers; whether they satisfy the law is for a lawyer to confirm.

use super::duty::{self, Found, Text};
use crate::website::fold::{holds, holds_any};
use crate::website::names::Purposes;
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Probe, ProbeResult, Scope};
use crate::website::recognise::{company_numbers, has_address, phones};
use crate::website::site::Site;

pub(super) const PROBE: Probe = Probe {
    id: "trust-legal-content",
    scope: Scope::Site,
    messages: &[
        "legal-elsewhere",
        "legal-no-editor",
        "legal-no-address",
        "legal-no-contact",
        "legal-no-number",
        "legal-no-capital",
        "legal-no-director",
        "legal-no-host",
        "legal-no-host-contact",
    ],
    facts: &[],
    run,
};

const EDITOR: [&str; 20] = [
    "editeur",
    "edite par",
    "edition du site",
    "proprietaire du site",
    "proprietaire",
    "responsable du site",
    "societe",
    "sarl",
    "sas",
    "sasu",
    "eurl",
    "entreprise individuelle",
    "auto entrepreneur",
    "micro entreprise",
    "micro entrepreneur",
    "association",
    "denomination sociale",
    "raison sociale",
    "commune de",
    "publie par",
];
/// Forms of companies that have a capital.
const WITH_CAPITAL: [&str; 6] = ["sarl", "sas", "sasu", "eurl", "selarl", "societe anonyme"];
const PRIVATE_PERSON: [&str; 4] = [
    "non professionnel",
    "a titre personnel",
    "a titre non professionnel",
    "site personnel",
];
const ASSOCIATION: [&str; 3] = ["association loi", "association regie", "association"];

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    if !duty::is_french(site) {
        return sheet.finish();
    }
    let pages = match duty::find(site, Purposes::LEGAL) {
        Found::Pages(pages) => pages,
        Found::Elsewhere(page, node) => {
            sheet.unknown(page, Spot::Element(node), "legal-elsewhere", &[]);
            return sheet.finish();
        }
        // That there is none is the matter of the criterion before.
        Found::Nowhere => return sheet.finish(),
    };
    let text = duty::text_of(site, &pages);
    let page = pages[0];
    let spot = Spot::Element(duty::spot(&site.pages()[page]));
    let missing = missing(&text);
    if missing.is_empty() {
        sheet.pass_site();
    } else if text.elsewhere {
        sheet.unknown(page, spot, "legal-elsewhere", &[]);
    } else {
        for message in missing {
            sheet.fail(page, spot, message, &[]);
        }
    }
    sheet.finish()
}

/// What the notice does not seem to hold.
fn missing(text: &Text) -> Vec<&'static str> {
    let mut missing = Vec::new();
    let folded = text.folded.as_str();
    let (host_at, host) = host_part(text);
    let hosted = host_at.is_some();
    if !hosted {
        missing.push("legal-no-host");
    } else if !has_address(&host) && phones(&host).is_empty() && !has_far_address(&host) {
        missing.push("legal-no-host-contact");
    }
    // Someone who publishes as a private person may leave the name to the host.
    if holds_any(folded, &PRIVATE_PERSON) {
        return missing;
    }
    // What belongs to the host does not count for the publisher.
    let own = host_at.map_or_else(
        || text.written.clone(),
        |(from, to)| format!("{}{}", &text.written[..from], &text.written[to..]),
    );
    if !holds_any(folded, &EDITOR) {
        missing.push("legal-no-editor");
    }
    if !has_address(&own) {
        missing.push("legal-no-address");
    }
    if phones(&own).is_empty() && !has_mail(&own) {
        missing.push("legal-no-contact");
    }
    let number = !company_numbers(&own).is_empty() || is_registered_otherwise(&own, folded);
    let association = holds_any(folded, &ASSOCIATION);
    let company = holds_any(folded, &WITH_CAPITAL) || holds(folded, "capital");
    if !number && (company || !association && !holds(folded, "commune de")) {
        missing.push("legal-no-number");
    }
    if holds_any(folded, &WITH_CAPITAL) && !holds(folded, "capital") {
        missing.push("legal-no-capital");
    }
    let directed = [
        "directeur",
        "directrice",
        "responsable",
        "directeurs",
        "codirecteur",
        "directeur trice",
    ]
    .iter()
    .any(|who| {
        holds_any(
            folded,
            &[
                &format!("{who} de la publication"),
                &format!("{who} de publication"),
                &format!("{who} de la redaction"),
            ],
        )
    });
    if !directed {
        missing.push("legal-no-director");
    }
    missing
}

/// The part of the text about the host: from the line that speaks of it, eight lines on at most.
fn host_part(text: &Text) -> (Option<(usize, usize)>, String) {
    let mut at = 0;
    let mut start = None;
    for line in text.written.split_inclusive('\n') {
        let plain = line.to_lowercase();
        if plain.contains("héberg")
            || plain.contains("heberg")
            || plain.contains("hosted by")
            || plain.contains("hosting")
        {
            start = Some(at);
            break;
        }
        at += line.len();
    }
    let Some(start) = start else {
        return (None, String::new());
    };
    let length: usize = text.written[start..].split_inclusive('\n').take(8).map(str::len).sum();
    // A notice that is one line may speak of the publisher before the host.
    let line = &text.written[start..start + length];
    let within = line
        .to_lowercase()
        .find("héberg")
        .filter(|within| line.is_char_boundary(*within))
        .unwrap_or(0);
    (
        Some((start + within, start + length)),
        text.written[start + within..start + length].to_owned(),
    )
}

/// An address outside of France: a number, a comma, a country or a state.
fn has_far_address(text: &str) -> bool {
    const PLACES: [&str; 16] = [
        "usa",
        "united states",
        "etats unis",
        "ireland",
        "irlande",
        "germany",
        "allemagne",
        "belgique",
        "suisse",
        "luxembourg",
        "pays bas",
        "netherlands",
        "canada",
        "san francisco",
        "lituanie",
        "danemark",
    ];
    text.bytes().any(|byte| byte.is_ascii_digit()) && holds_any(&crate::website::fold::fold(text), &PLACES)
}

fn has_mail(text: &str) -> bool {
    let at = ["@", "(at)", "[at]", " arobase ", "(arobase)", "[arobase]"];
    at.iter().any(|sign| text.contains(sign))
}

/// An association's number, a registry of crafts, an order, a public body.
fn is_registered_otherwise(text: &str, folded: &str) -> bool {
    let rna = text
        .split(|c: char| !c.is_ascii_alphanumeric())
        .any(|word| word.len() == 10 && word.starts_with('W') && word[1..].bytes().all(|byte| byte.is_ascii_digit()));
    rna || holds_any(
        folded,
        &[
            "repertoire des metiers",
            "rna",
            "barreau",
            "ordre des",
            "adeli",
            "rpps",
            "collectivite",
            "prefecture",
            "etablissement public",
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn outcome(notice: &str) -> (Verdict, Vec<String>) {
        let html = format!("<html lang=fr><main>{notice}</main>");
        let result = run(&site(&[
            (
                "index.html",
                "<html lang=fr><a href=mentions-legales.html>Mentions légales</a>",
            ),
            ("mentions-legales.html", &html),
        ]));
        (
            result.outcome,
            result.evidence.into_iter().map(|evidence| evidence.message).collect(),
        )
    }

    const HOST: &str = "<h2>Hébergeur</h2><p>OVH, 2 rue Kellermann, 59100 Roubaix. Téléphone : 09 72 10 10 07.</p>";

    #[test]
    fn each_thing_that_is_missing_is_told() {
        let (_, missing) = outcome("<p>Dupont SARL</p>");
        assert_eq!(
            missing,
            [
                "legal-no-address",
                "legal-no-capital",
                "legal-no-contact",
                "legal-no-director",
                "legal-no-host",
                "legal-no-number",
            ]
        );
    }

    #[test]
    fn a_full_notice_passes() {
        let notice = format!(
            "<p>Dupont, SARL au capital de 8 000 euros, 3 rue du Port, 29600 Morlaix. RCS Brest 732 829 320. Tél. 02 98 00 00 00.</p>\
             <p>Directrice de la publication : la gérante.</p>{HOST}"
        );
        assert_eq!(outcome(&notice), (Verdict::Passed, vec![]));
        // The address of the host is not the publisher's.
        let notice = format!(
            "<p>Dupont, entreprise individuelle, SIREN 732 829 320, contact@e.org. Responsable de la publication : le gérant.</p>{HOST}"
        );
        assert_eq!(outcome(&notice).1, ["legal-no-address"]);
    }

    #[test]
    fn associations_private_persons_and_images_are_treated_as_they_are() {
        let notice = format!(
            "<p>Association loi 1901 Les Amis, W291234567, 3 rue du Port, 29600 Morlaix, amis@e.org. Directeur de la publication : le président.</p>{HOST}"
        );
        assert_eq!(outcome(&notice).0, Verdict::Passed);
        assert_eq!(
            outcome(&format!("<p>Site publié à titre non professionnel.</p>{HOST}")).0,
            Verdict::Passed
        );
        assert_eq!(
            outcome("<p>Voir :</p><img src=mentions.png alt=''>").0,
            Verdict::CannotTell
        );
    }
}
