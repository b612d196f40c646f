//! a11y-field-placeholder: the name of a field stays visible when something is typed: it is not the hint inside it alone.

use super::field_label::is_field;
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "a11y-field-placeholder",
    scope: Scope::Element,
    messages: &["field-named-by-placeholder"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.accessible();
    for (id, element) in page.elements() {
        let Some(hint) = page.aria(id, "placeholder") else {
            continue;
        };
        if !is_field(page, id, element) || !page.is_included(id) {
            continue;
        }
        let labelled = ["aria-label", "aria-labelledby", "title"]
            .iter()
            .any(|name| page.aria(id, name).is_some())
            || page.semantics.labels(id).next().is_some();
        if labelled {
            sheet.pass();
        } else {
            let values = [("placeholder", hint.to_owned())];
            sheet.fail(
                Spot::Attribute(id, "placeholder"),
                "field-named-by-placeholder",
                &values,
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{failed, passed};
    use super::PROBE;

    #[test]
    fn a_hint_beside_a_label_passes() {
        passed(
            &PROBE,
            &[
                "<label>a <input placeholder=b></label>",
                "<input placeholder=b aria-label=a>",
                "<input placeholder=b hidden>",
                "<input>",
            ],
        );
    }

    #[test]
    fn a_hint_alone_fails() {
        failed(
            &PROBE,
            &["<input placeholder=Nom>", "<textarea placeholder=Nom></textarea>"],
        );
    }
}
