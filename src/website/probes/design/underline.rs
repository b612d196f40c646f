//! design-underline: only links are underlined.

use crate::website::content::Parts;
use crate::website::css::{Decoration, Known};
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "design-underline",
    scope: Scope::Element,
    messages: &["text-underlined"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let document = view.document;
    let mut any = false;
    for worn in view.page.census().seen() {
        any |= worn.style.decoration.is_known();
        if worn.style.decoration != Known::Known(Decoration::Underline) {
            continue;
        }
        for node in &worn.texts {
            let meant = std::iter::once(*node).chain(document.ancestors(*node)).any(|at| {
                ["a", "abbr", "acronym", "ins", "del", "button", "summary", "label"]
                    .iter()
                    .any(|name| document.is(at, name))
                    || document.attribute(at, "onclick").is_some()
                    || document.attribute(at, "tabindex").is_some()
                    || document.attribute(at, "title").is_some()
                    || document
                        .attribute(at, "role")
                        .is_some_and(|role| role.contains("link") || role.contains("button") || role.contains("tab"))
            });
            // The letter of a shortcut: “<u>F</u>ile”.
            let letters = document.text(*node).chars().filter(|c| c.is_alphanumeric()).count();
            if letters > 1 && !meant && !view.page.content().parts(*node).has(Parts::CODE) {
                sheet.fail(Spot::Element(*node), "text-underlined", &[]);
            }
        }
    }
    if any {
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
    fn text_that_looks_like_a_link_fails() {
        assert_eq!(failed("<p>This is <u>important</u>.</p>"), 1);
        assert_eq!(failed("<style>h2{text-decoration:underline}</style><h2>Prices</h2>"), 1);
    }

    #[test]
    fn links_abbreviations_and_revisions_may_be_underlined() {
        for html in [
            "<p><a href=/a>a</a> <a href=/b><span style='text-decoration:underline'>b</span></a></p>",
            "<p><abbr title='World Wide Web'>WWW</abbr></p>",
            "<p>Menu <u>F</u>ile, <span style='text-decoration:underline'>O</span>pen</p>",
            "<p><del>old</del> <ins>new</ins></p>",
            "<span role=button style='text-decoration:underline'>more</span>",
            "<p><u style='text-decoration:none'>a</u></p>",
        ] {
            assert_eq!(failed(html), 0, "{html}");
        }
    }
}
