//! a11y-id-unique: an id belongs to one element of its page.

use std::collections::BTreeSet;

use crate::website::a11y::View;
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;
use crate::website::tree::NodeId;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "a11y-id-unique",
    scope: Scope::Element,
    messages: &["id-repeated", "id-repeated-and-used"],
    look,
};

/// Attributes whose value is one or more ids.
const REFERENCES: [&str; 10] = [
    "for",
    "headers",
    "list",
    "form",
    "aria-activedescendant",
    "aria-controls",
    "aria-describedby",
    "aria-errormessage",
    "aria-labelledby",
    "aria-owns",
];

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.accessible();
    let key = |id: &NodeId| page.document.attribute(*id, "id").unwrap_or_default();
    let mut used: Option<BTreeSet<&str>> = None;
    for same in page.semantics.with_id().chunk_by(|a, b| key(a) == key(b)) {
        let [_, second, ..] = same else {
            sheet.pass();
            continue;
        };
        let id = key(second);
        let message = if used.get_or_insert_with(|| references(page)).contains(id) {
            "id-repeated-and-used"
        } else {
            "id-repeated"
        };
        let values = [("id", id.to_owned()), ("count", same.len().to_string())];
        sheet.fail(Spot::Attribute(*second, "id"), message, &values);
    }
}

fn references(page: View<'_>) -> BTreeSet<&str> {
    page.elements()
        .flat_map(|(_, element)| &element.attributes)
        .filter(|(name, _)| REFERENCES.contains(&&**name))
        .flat_map(|(_, value)| value.split_ascii_whitespace())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{failed, found, passed};
    use super::PROBE;

    #[test]
    fn case_and_templates_tell_ids_apart() {
        passed(
            &PROBE,
            &[
                "<p id=a><p id=A>",
                "<p id=a><template><p id=a></template>",
                "<p id=''><p id=''>",
                "<svg id=a></svg>",
            ],
        );
    }

    #[test]
    fn a_repeated_id_fails_and_more_so_when_something_refers_to_it() {
        failed(&PROBE, &["<p id=a><p id=a>"]);
        assert_eq!(
            found(&PROBE, "<p id=a><p id=a><label for=a>b").1,
            ["id-repeated-and-used"]
        );
        assert_eq!(found(&PROBE, "<p id=a><p id=a><p id=a>").1, ["id-repeated"]);
    }
}
