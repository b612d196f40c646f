//! tech-obsolete: the page does without elements and attributes that HTML has given up.

use std::sync::LazyLock;

use html5ever::LocalName;
use rustc_hash::FxHashSet;

use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;
use crate::website::tree::{Namespace, NodeKind};

pub(super) const PROBE: PageProbe = PageProbe {
    id: "tech-obsolete",
    scope: Scope::Element,
    messages: &["obsolete-element", "obsolete-attribute"],
    look,
};

/// HTML standard, “Non-conforming features”.
const ELEMENTS: [&str; 24] = [
    "acronym",
    "applet",
    "basefont",
    "bgsound",
    "big",
    "blink",
    "center",
    "dir",
    "font",
    "frame",
    "frameset",
    "isindex",
    "keygen",
    "listing",
    "marquee",
    "multicol",
    "nextid",
    "nobr",
    "noframes",
    "plaintext",
    "spacer",
    "strike",
    "tt",
    "xmp",
];
const ATTRIBUTES: [&str; 12] = [
    "align",
    "alink",
    "background",
    "bgcolor",
    "cellpadding",
    "cellspacing",
    "clear",
    "hspace",
    "link",
    "valign",
    "vlink",
    "vspace",
];

/// The names as pages hold them, which are compared at once.
static NAMES: LazyLock<[FxHashSet<LocalName>; 2]> = LazyLock::new(|| {
    let set = |names: &[&str]| names.iter().map(|name| LocalName::from(*name)).collect();
    [set(&ELEMENTS), set(&ATTRIBUTES)]
});

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let document = view.document;
    let [elements, attributes] = &*NAMES;
    for id in document.descendants(document.root()) {
        let NodeKind::Element(element) = &document.node(id).kind else {
            continue;
        };
        if element.namespace != Namespace::Html {
            continue;
        }
        if elements.contains(&element.name) {
            sheet.fail(
                Spot::Element(id),
                "obsolete-element",
                &[("element", element.name.to_string())],
            );
            continue;
        }
        match element.attributes.iter().find(|(name, _)| attributes.contains(name)) {
            Some((name, _)) => {
                let values = [("attribute", name.to_string()), ("element", element.name.to_string())];
                sheet.fail(Spot::Attribute(id, name), "obsolete-attribute", &values);
            }
            None => sheet.pass(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::a11y::tests::{found, passed};
    use super::PROBE;

    #[test]
    fn the_same_names_in_drawings_are_no_matter() {
        passed(
            &PROBE,
            &[
                "<svg><font></font></svg>",
                "<math><mtable align=axis></mtable></math>",
                "<template><font></font></template>",
                "<p>",
            ],
        );
    }

    #[test]
    fn old_elements_and_attributes_fail() {
        assert_eq!(found(&PROBE, "<font>a</font>").1, ["obsolete-element"]);
        assert_eq!(found(&PROBE, "<p align=center>a").1, ["obsolete-attribute"]);
    }
}
