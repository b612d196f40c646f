//! The fields of forms and their labels, for the criteria on forms.

use crate::website::content::Parts;
use crate::website::page::Page;
use crate::website::tree::NodeId;
use crate::website::visible::words;

/// A field that a person fills in.
pub(super) struct Field {
    pub node: NodeId,
    /// `type` of an input, else the name of the element.
    pub kind: String,
    /// Text of its label, `aria-label`, placeholder and title.
    pub label: String,
    pub required: bool,
}

/// The forms that people see.
pub(super) fn forms(page: &Page) -> impl Iterator<Item = NodeId> + '_ {
    page.document
        .named("form")
        .filter(|form| !page.content().parts(*form).has(Parts::HIDDEN.with(Parts::NOSCRIPT)))
}

/// Whether a form searches.
pub(super) fn is_search(page: &Page, form: NodeId) -> bool {
    let document = &page.document;
    document
        .attribute(form, "role")
        .is_some_and(|role| role.trim() == "search")
        || document.ancestors(form).any(|id| {
            document.is(id, "search")
                || document
                    .attribute(id, "role")
                    .is_some_and(|role| role.trim() == "search")
        })
        || document.descendants(form).any(|id| {
            document.is(id, "input")
                && (document
                    .attribute(id, "type")
                    .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("search"))
                    || matches!(
                        document.attribute(id, "name"),
                        Some("q" | "s" | "query" | "search" | "recherche")
                    ))
        })
}

/// The fields of a form, those that nobody sees left out.
pub(super) fn fields(page: &Page, form: NodeId) -> Vec<Field> {
    let document = &page.document;
    document
        .descendants(form)
        .filter_map(|node| {
            let name = &*document.element(node)?.name;
            let kind = match name {
                "input" => document
                    .attribute(node, "type")
                    .unwrap_or("text")
                    .trim()
                    .to_ascii_lowercase(),
                "textarea" | "select" => name.to_owned(),
                _ => return None,
            };
            let unseen = matches!(kind.as_str(), "hidden" | "submit" | "button" | "image" | "reset")
                || document.attribute(node, "hidden").is_some()
                || document
                    .parent(node)
                    .is_some_and(|above| page.content().parts(above).has(Parts::HIDDEN))
                // A trap for robots.
                || document.attribute(node, "tabindex").is_some_and(|index| index.trim() == "-1");
            (!unseen).then(|| Field {
                label: label(page, form, node),
                required: document.attribute(node, "required").is_some()
                    || document
                        .attribute(node, "aria-required")
                        .is_some_and(|value| value.trim() == "true"),
                node,
                kind: if kind.is_empty() { "text".to_owned() } else { kind },
            })
        })
        .collect()
}

fn label(page: &Page, form: NodeId, node: NodeId) -> String {
    let document = &page.document;
    let mut label = String::new();
    if let Some(around) = document.ancestors(node).find(|id| document.is(*id, "label")) {
        label.push_str(&words(document, around, 500));
    }
    if let Some(wanted) = document.attribute(node, "id") {
        let found = document
            .descendants(form)
            .find(|id| document.is(*id, "label") && document.attribute(*id, "for") == Some(wanted));
        if let Some(found) = found {
            label.push(' ');
            label.push_str(&words(document, found, 500));
        }
    }
    for name in ["aria-label", "placeholder", "title"] {
        if let Some(text) = document.attribute(node, name) {
            label.push(' ');
            label.push_str(text);
        }
    }
    label
}
