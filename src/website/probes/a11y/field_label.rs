//! a11y-field-label: a form field has a name (ACT e086e5).

use super::named;
use crate::website::a11y::View;
use crate::website::a11y::implicit::input_type;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;
use crate::website::tree::{Element, Namespace, NodeId};

pub(super) const PROBE: PageProbe = PageProbe {
    id: "a11y-field-label",
    scope: Scope::Element,
    messages: &["field-without-name"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.accessible();
    for (id, element) in page.elements() {
        if is_field(page, id, element) && page.is_included(id) {
            named::judge(page, id, sheet, "field-without-name");
        }
    }
}

/// Whether an element is a field that is filled in or chosen from.
pub(super) fn is_field(page: View<'_>, id: NodeId, element: &Element) -> bool {
    let native = element.namespace == Namespace::Html && matches!(&*element.name, "input" | "select");
    match page.role(id) {
        Some(role) => match role.name {
            "checkbox" | "listbox" | "menuitemcheckbox" | "menuitemradio" | "radio" | "searchbox" | "slider"
            | "spinbutton" | "switch" | "textbox" => true,
            "combobox" => native,
            _ => false,
        },
        // Fields that ARIA has no role for.
        None => {
            native
                && matches!(
                    input_type(page.document, id),
                    "color" | "date" | "datetime-local" | "file" | "month" | "password" | "time" | "week"
                )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{failed, passed};
    use super::PROBE;

    #[test]
    fn labels_of_all_kinds_and_fields_out_of_use_pass() {
        passed(
            &PROBE,
            &[
                "<label>a <input></label>",
                "<label for=b>a</label><select id=b></select>",
                "<input placeholder=a>",
                "<input title=a>",
                "<p id=l>a</p><textarea aria-labelledby=l></textarea>",
                "<select role=none disabled></select>",
                "<input type=hidden>",
                "<p style=display:none><input name=honeypot></p>",
                "<label>a <input type=color></label>",
                "<input type=submit>",
            ],
        );
    }

    #[test]
    fn text_beside_a_field_is_no_label() {
        failed(
            &PROBE,
            &[
                "<p>last name</p><input>",
                "<label>a <div role=textbox></div></label>",
                "<label for=b>a</label><div id=b role=checkbox aria-checked=false></div>",
                "<select><option>a</select>",
                "<label></label><input type=radio>",
                "<input type=password>",
                "<textarea disabled></textarea>",
            ],
        );
    }
}
