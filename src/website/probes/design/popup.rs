//! design-popup: nothing opens over the page or holds the visitor back unasked.

use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "design-popup",
    scope: Scope::Page,
    messages: &["popup-window", "popup-leaving", "popup-dialog"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let document = view.document;
    let mut found = false;
    for id in document.elements() {
        let attribute = |name: &str| document.attribute(id, name);
        if document.is(id, "body") {
            if attribute("onload").is_some_and(|script| script.contains("window.open(")) {
                found = true;
                sheet.fail(Spot::Attribute(id, "onload"), "popup-window", &[]);
            }
            if attribute("onbeforeunload").is_some() {
                found = true;
                sheet.fail(Spot::Attribute(id, "onbeforeunload"), "popup-leaving", &[]);
            }
        }
        // A dialog about cookies is due, and rule 5 looks at it.
        if document.is(id, "dialog") && attribute("open").is_some() {
            let text = document.text(id).to_lowercase();
            let consent = ["cookie", "consent", "rgpd", "gdpr"]
                .iter()
                .any(|word| text.contains(word));
            let closes = document.descendants(id).any(|below| {
                document.is(below, "button")
                    || document.is(below, "form")
                    || document.is(below, "a")
                    || document.attribute(below, "role").is_some_and(|role| role == "button")
            });
            if !consent && !closes {
                found = true;
                sheet.fail(Spot::Element(id), "popup-dialog", &[]);
            }
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

    fn failed(html: &str) -> u64 {
        PROBE.run(&site(&[("index.html", html)])).failed
    }

    #[test]
    fn windows_holding_back_and_dialogs_without_a_way_out_fail() {
        assert_eq!(failed("<body onload=\"window.open('/ad')\">"), 1);
        assert_eq!(failed("<body onbeforeunload='return 1'>"), 1);
        assert_eq!(failed("<dialog open>Subscribe!</dialog>"), 1);
    }

    #[test]
    fn cookie_banners_and_closed_dialogs_are_fine() {
        assert_eq!(failed("<dialog open>We use cookies</dialog>"), 0);
        assert_eq!(
            failed("<dialog>x</dialog><dialog open>x<button>Close</button></dialog>"),
            0
        );
    }
}
