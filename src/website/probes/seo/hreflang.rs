//! seo-hreflang: links to other language versions name a real language, a full address, and are returned.

use url::Url;

use crate::website::links::Target;
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Fact, Probe, ProbeResult, Scope};
use crate::website::site::Site;
use crate::website::tree::NodeId;

pub(super) const PROBE: Probe = Probe {
    id: "seo-hreflang",
    scope: Scope::Element,
    messages: &[
        "hreflang-code",
        "hreflang-region",
        "hreflang-relative",
        "hreflang-dead",
        "hreflang-no-return",
        "hreflang-not-copied",
    ],
    facts: &[&ALTERNATES],
    run,
};

/// ISO 639-1, all of it.
const LANGUAGES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de \
    dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu \
    ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng \
    nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta \
    te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// Region codes that people write and ISO 3166-1 does not have; `UK` is by far the most frequent.
const NOT_REGIONS: [&str; 4] = ["uk", "en", "eu", "la"];

/// The links of a page to its versions in other languages: the code and the address as they are written, and the page
/// of the site that it leads to.
type Alternate = (NodeId, String, String, Option<usize>);

const ALTERNATES: Fact<Vec<Alternate>> = Fact {
    name: "alternates",
    of: |view| {
        let alternate = |node: &NodeId| {
            let attribute = |name: &str| {
                view.document
                    .attribute(*node, name)
                    .unwrap_or_default()
                    .trim()
                    .to_owned()
            };
            let href = attribute("href");
            let page = view
                .document
                .attribute(*node, "href")
                .and_then(|href| view.resolve(href).page());
            (*node, attribute("hreflang"), href, page)
        };
        view.page.head.alternates.iter().map(alternate).collect()
    },
};

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let alternates: Vec<Vec<Alternate>> = site
        .pages()
        .iter()
        .enumerate()
        .map(|(index, page)| {
            // Most pages have none, and most sites.
            if page.head.alternates.is_empty() {
                Vec::new()
            } else {
                site.fact(&ALTERNATES, index)
            }
        })
        .collect();
    for (index, links) in alternates.iter().enumerate() {
        for (node, code, href, _) in links {
            let values = [("code", code.clone()), ("url", href.clone())];
            if let Some(message) = wrong_code(code) {
                sheet.fail(index, Spot::Attribute(*node, "hreflang"), message, &values);
                continue;
            }
            let spot = Spot::Attribute(*node, "href");
            if href.is_empty() || Url::parse(href) == Err(url::ParseError::RelativeUrlWithoutBase) {
                sheet.fail(index, spot, "hreflang-relative", &values);
                continue;
            }
            match site.resolve(index, href) {
                Target::Page { page: other, .. } => {
                    // A copy that names its original leaves the links to the original.
                    let returned = other == index || alternates[other].iter().any(|(.., page)| *page == Some(index));
                    if returned || site.canonical_elsewhere(index).is_some() {
                        sheet.pass(index);
                    } else {
                        sheet.fail(index, spot, "hreflang-no-return", &values);
                    }
                }
                Target::Missing { .. } | Target::Invalid | Target::Special { .. } => {
                    sheet.fail(index, spot, "hreflang-dead", &values);
                }
                _ => sheet.unknown(index, spot, "hreflang-not-copied", &values),
            }
        }
    }
    sheet.finish()
}

/// What is wrong with a language code: `x-default`, or a language with an optional script and region (BCP 47).
fn wrong_code(code: &str) -> Option<&'static str> {
    let code = code.to_ascii_lowercase();
    if code == "x-default" {
        return None;
    }
    let mut parts = code.split('-');
    let language = parts.next().unwrap_or_default();
    let known = match language.len() {
        2 => LANGUAGES.split_ascii_whitespace().any(|known| known == language),
        3 => language.bytes().all(|byte| byte.is_ascii_lowercase()),
        _ => false,
    };
    if !known {
        return Some("hreflang-code");
    }
    let mut region = false;
    for part in parts {
        let letters = part.bytes().all(|byte| byte.is_ascii_alphabetic());
        let digits = part.bytes().all(|byte| byte.is_ascii_digit());
        match part.len() {
            2 if letters && !region => {
                region = true;
                if NOT_REGIONS.contains(&part) && !(part == "la" && language == "lo") {
                    return Some("hreflang-region");
                }
            }
            3 if digits && !region => region = true,
            4 if letters && !region => {}
            5..=8 if part.bytes().all(|byte| byte.is_ascii_alphanumeric()) => {}
            _ => return Some("hreflang-code"),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    #[test]
    fn codes_are_checked_to_the_region() {
        for code in [
            "fr",
            "FR",
            "fr-CA",
            "zh-Hant-TW",
            "es-419",
            "x-default",
            "gsw-CH",
            "ca-valencia",
            "lo-LA",
        ] {
            assert_eq!(wrong_code(code), None, "{code}");
        }
        for code in ["", "french", "xx", "fr_FR", "f", "fr-", "fr-FR-BE", "be-q"] {
            assert_eq!(wrong_code(code), Some("hreflang-code"), "{code}");
        }
        assert_eq!(wrong_code("en-UK"), Some("hreflang-region"));
    }

    fn result(french: &str, english: &str) -> ProbeResult {
        run(&site(&[
            ("index.html", french),
            ("en.html", english),
            ("CNAME", "e.org"),
        ]))
    }

    const SELF: &str = "<link rel=alternate hreflang=fr href='https://e.org/'>";
    const OTHER: &str = "<link rel=alternate hreflang=en href='https://www.e.org/en'><a href=en.html></a>";

    #[test]
    fn versions_that_name_each_other_pass() {
        let both = format!("{SELF}{OTHER}");
        let result = result(&both, &both);
        assert_eq!((result.outcome, result.passed), (Verdict::Passed, 4));
    }

    #[test]
    fn a_link_that_is_not_returned_fails_and_one_out_of_the_copy_is_open() {
        let found = result(&format!("{SELF}{OTHER}"), "");
        assert_eq!((found.passed, found.failed), (1, 1));
        assert_eq!(found.evidence[0].message, "hreflang-no-return");
        let found = result(
            &format!("{SELF}<link rel=alternate hreflang=de href='https://e.org/de/'>"),
            "",
        );
        assert_eq!(
            (found.outcome, found.unknown, found.share_checked),
            (Verdict::CannotTell, 1, Some(0.5))
        );
        let found = result(
            &format!("{SELF}<link rel=alternate hreflang=de href='https://e.de/'>"),
            "",
        );
        assert_eq!(found.outcome, Verdict::CannotTell);
    }

    #[test]
    fn a_relative_address_fails_and_a_feed_is_no_language() {
        let found = result("<link rel=alternate hreflang=en href=en.html>", "");
        assert_eq!(found.evidence[0].message, "hreflang-relative");
        assert_eq!(
            result("<link rel=alternate type=application/rss+xml href=feed.xml>", "").outcome,
            Verdict::NotApplicable
        );
    }
}
