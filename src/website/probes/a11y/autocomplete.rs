//! a11y-autocomplete: what `autocomplete` says can be understood (ACT 73f2c2).

use crate::website::a11y::implicit::input_type;
use crate::website::a11y::{Focus, Role, View};
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;
use crate::website::tree::{Element, Namespace, NodeId};

pub(super) const PROBE: PageProbe = PageProbe {
    id: "a11y-autocomplete",
    scope: Scope::Element,
    messages: &["autocomplete-unknown"],
    look,
};

/// Fields by the HTML standard, “Autofill detail tokens”.
const FIELDS: [&str; 44] = [
    "name",
    "honorific-prefix",
    "given-name",
    "additional-name",
    "family-name",
    "honorific-suffix",
    "nickname",
    "username",
    "new-password",
    "current-password",
    "one-time-code",
    "organization-title",
    "organization",
    "street-address",
    "address-line1",
    "address-line2",
    "address-line3",
    "address-level4",
    "address-level3",
    "address-level2",
    "address-level1",
    "country",
    "country-name",
    "postal-code",
    "cc-name",
    "cc-given-name",
    "cc-additional-name",
    "cc-family-name",
    "cc-number",
    "cc-exp",
    "cc-exp-month",
    "cc-exp-year",
    "cc-csc",
    "cc-type",
    "transaction-currency",
    "transaction-amount",
    "language",
    "bday",
    "bday-day",
    "bday-month",
    "bday-year",
    "sex",
    "url",
    "photo",
];
/// Fields that may follow a kind of contact.
const CONTACT: [&str; 10] = [
    "tel",
    "tel-country-code",
    "tel-national",
    "tel-area-code",
    "tel-local",
    "tel-local-prefix",
    "tel-local-suffix",
    "tel-extension",
    "email",
    "impp",
];

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.accessible();
    for (id, element) in page.elements() {
        let Some(value) = page.aria(id, "autocomplete").filter(|_| is_meant(page, id, element)) else {
            continue;
        };
        let value = value.to_ascii_lowercase();
        if value == "on" || value == "off" {
            continue;
        }
        if is_valid(&value) {
            sheet.pass();
        } else {
            sheet.fail(
                Spot::Attribute(id, "autocomplete"),
                "autocomplete-unknown",
                &[("value", value)],
            );
        }
    }
}

fn is_meant(page: View<'_>, id: NodeId, element: &Element) -> bool {
    if element.namespace != Namespace::Html || !matches!(&*element.name, "input" | "select" | "textarea") {
        return false;
    }
    let fixed = &*element.name == "input" && matches!(input_type(page.document, id), "button" | "reset" | "submit");
    let hidden = !page.is_visible(id) && !page.is_included(id);
    let lifeless = page.focus(id) != Focus::Sequential && page.role(id).is_some_and(|role| !Role::is_widget(role));
    !fixed && !hidden && !lifeless && !page.is_disabled(id)
}

fn is_valid(value: &str) -> bool {
    let mut tokens: Vec<&str> = value.split_ascii_whitespace().collect();
    if tokens.len() > 1 && tokens.last() == Some(&"webauthn") {
        tokens.pop();
    }
    let mut tokens = tokens.as_slice();
    if let [first, rest @ ..] = tokens
        && first.starts_with("section-")
    {
        tokens = rest;
    }
    if let ["shipping" | "billing", rest @ ..] = tokens {
        tokens = rest;
    }
    match tokens {
        ["home" | "work" | "mobile" | "fax" | "pager", field] => CONTACT.contains(field),
        [field] => FIELDS.contains(field) || CONTACT.contains(field),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{failed, passed};
    use super::PROBE;

    #[test]
    fn sections_passkeys_and_fields_out_of_use_pass() {
        passed(
            &PROBE,
            &[
                "<input autocomplete=Username>",
                "<input autocomplete='section-a billing address-line1'>",
                "<input autocomplete='work email'>",
                "<input type=password autocomplete='current-password webauthn'>",
                "<select autocomplete=bday-month></select>",
                "<input autocomplete=off>",
                "<input autocomplete=badname disabled>",
                "<input type=hidden autocomplete=x>",
                "<input autocomplete=' '>",
                "<input autocomplete='section-a shipping work email'>",
                "<input type=submit autocomplete=x>",
                "<form autocomplete=x>",
                "<input tabindex=-1 role=none autocomplete=x disabled>",
                "<input hidden autocomplete=x>",
            ],
        );
    }

    #[test]
    fn unknown_words_and_a_wrong_order_fail() {
        failed(
            &PROBE,
            &[
                "<input autocomplete=badname>",
                "<input autocomplete=work>",
                "<input autocomplete='work photo'>",
                "<input autocomplete='work,email'>",
                "<input autocomplete='work shipping email'>",
                "<input autocomplete='current-password webauthn invalid'>",
                "<input autocomplete='on name'>",
                "<input type=checkbox autocomplete=badname>",
                "<input autocomplete=webauthn>",
            ],
        );
    }
}
