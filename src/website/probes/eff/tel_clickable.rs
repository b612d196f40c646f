//! eff-tel-clickable: a telephone number in the text can be called with a tap.

use crate::website::content::Parts;
use crate::website::fold::{fold, holds_any};
use crate::website::names::{Purposes, purposes_of_path};
use crate::website::page::Page;
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::recognise::{dialled, phones};
use crate::website::site::{PageView, Role};
use crate::website::tree::NodeId;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "eff-tel-clickable",
    scope: Scope::Element,
    messages: &["phone-no-link", "phone-other-number"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    // Numbers in legal pages are those of hosts and mediators.
    let legal = view.role == Role::Legal
        || purposes_of_path(&view.page.path).has(Purposes::LEGAL | Purposes::PRIVACY | Purposes::TERMS);
    if view.role == Role::Redirect {
        return;
    }
    for block in &view.page.content().blocks {
        if block.parts.has(Parts::CODE) || legal && view.page.content().is_main(block.parts) {
            continue;
        }
        for phone in phones(&block.text) {
            let start = block.text[..phone.at.start]
                .char_indices()
                .rev()
                .nth(30)
                .map_or(0, |(at, _)| at);
            let before = fold(&block.text[start..phone.at.start]);
            if holds_any(
                &before,
                &[
                    "fax",
                    "telecopie",
                    "siret",
                    "siren",
                    "rcs",
                    "tva",
                    "iban",
                    "ref",
                    "reference",
                    "isbn",
                ],
            ) {
                continue;
            }
            let node = block.element_at(phone.at.start);
            if view.page.content().parts(node).has(Parts::CODE) {
                continue;
            }
            let values = [("number", block.text[phone.at.clone()].to_owned())];
            match called(view.page, node) {
                None => sheet.fail(Spot::Element(node), "phone-no-link", &values),
                Some(called) if called == phone.digits || called.ends_with(phone.digits.get(2..).unwrap_or("x")) => {
                    sheet.pass();
                }
                Some(_) => sheet.fail(Spot::Element(node), "phone-other-number", &values),
            }
        }
    }
}

/// The digits that the link around an element calls.
fn called(page: &Page, node: NodeId) -> Option<String> {
    let document = &page.document;
    std::iter::once(node).chain(document.ancestors(node)).find_map(|id| {
        let href = document
            .is(id, "a")
            .then(|| document.attribute(id, "href"))
            .flatten()?
            .trim();
        let number = href.strip_prefix("tel:").or_else(|| href.strip_prefix("TEL:"))?;
        let number = percent_encoding::percent_decode_str(number)
            .decode_utf8_lossy()
            .into_owned();
        Some(dialled(&number))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::site::tests::site;

    fn messages(html: &str) -> Vec<String> {
        let result = PROBE.run(&site(&[("index.html", html)]));
        result.evidence.into_iter().map(|evidence| evidence.message).collect()
    }

    #[test]
    fn digits_of_code_are_no_number() {
        let page = "<p>The bytes <code>b'<span>0123456789</span>'</code> are digits.";
        assert_eq!(
            PROBE
                .run(&crate::website::site::tests::site(&[("index.html", page)]))
                .failed,
            0
        );
    }

    #[test]
    fn a_number_that_is_text_alone_or_calls_another_fails() {
        assert_eq!(messages("<p>Appelez le 02 98 00 00 00.</p>"), ["phone-no-link"]);
        assert_eq!(
            messages("<a href='tel:+33298000001'>02 98 00 00 00</a>"),
            ["phone-other-number"]
        );
    }

    #[test]
    fn links_fax_numbers_and_company_numbers_pass() {
        for html in [
            "<a href='tel:+33298000000'>02 98 00 00 00</a>",
            "<a href='tel:02%2098%2000%2000%2000'><span>02.98.00.00.00</span></a>",
            "<p>Fax : 02 98 00 00 00</p>",
            "<p>SIRET 732 829 320 00074, le 12/10/2026</p>",
        ] {
            assert_eq!(messages(html).len(), 0, "{html}");
        }
    }
}
