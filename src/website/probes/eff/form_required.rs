//! eff-form-required: a form says in words which fields have to be filled in.

use super::fields::{fields, forms, is_search};
use crate::website::fold::{fold, holds_any};
use crate::website::page::Page;
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::{PageView, Role};
use crate::website::tree::NodeId;
use crate::website::visible::words;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "eff-form-required",
    scope: Scope::Element,
    messages: &["required-unmarked", "required-asterisk"],
    look,
};

const REQUIRED: [&str; 6] = [
    "obligatoire",
    "obligatoires",
    "requis",
    "requise",
    "required",
    "mandatory",
];
const ALL: [&str; 6] = [
    "tous les champs sont obligatoires",
    "tous les champs sont requis",
    "champs sont tous obligatoires",
    "all fields are required",
    "all fields are mandatory",
    "sauf mention contraire",
];
const OPTIONAL: [&str; 4] = ["facultatif", "facultative", "optionnel", "optional"];

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    if view.role == Role::Redirect {
        return;
    }
    for form in forms(view.page) {
        let found = fields(view.page, form);
        // With one field there is nothing to tell apart.
        if is_search(view.page, form) || found.len() < 2 {
            continue;
        }
        let said = fold(&around(view.page, form));
        let all = holds_any(&said, &ALL);
        // Where the optional ones are marked, the others are told by that.
        let optional = found.iter().any(|field| holds_any(&fold(&field.label), &OPTIONAL));
        let explained = holds_any(&said, &REQUIRED);
        for field in found.iter().filter(|field| field.required) {
            let values = [("label", field.label.trim().to_owned())];
            let asterisk = field.label.contains('*');
            if all || optional || holds_any(&fold(&field.label), &REQUIRED) || asterisk && explained {
                sheet.pass();
            } else if asterisk {
                sheet.fail(Spot::Element(field.node), "required-asterisk", &values);
            } else {
                sheet.fail(Spot::Element(field.node), "required-unmarked", &values);
            }
        }
    }
}

/// The words of the form and of what stands just before it.
fn around(page: &Page, form: NodeId) -> String {
    let document = &page.document;
    let mut text = words(document, form, 6_000);
    let before = document
        .parent(form)
        .into_iter()
        .flat_map(|parent| {
            document
                .children(parent)
                .take_while(|id| *id != form)
                .collect::<Vec<_>>()
        })
        .filter(|id| document.element(*id).is_some())
        .last();
    if let Some(before) = before {
        text.push(' ');
        text.push_str(&words(document, before, 1_000));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::site::tests::site;

    fn messages(html: &str) -> Vec<String> {
        let result = PROBE.run(&site(&[("index.html", html)]));
        result.evidence.into_iter().map(|evidence| evidence.message).collect()
    }

    const OTHER: &str = "<label for=o>Autre</label><input id=o>";

    #[test]
    fn a_required_field_that_looks_like_the_others_fails() {
        assert_eq!(
            messages(&format!(
                "<form><label for=n>Nom</label><input id=n required>{OTHER}</form>"
            )),
            ["required-unmarked"]
        );
        assert_eq!(
            messages(&format!(
                "<form><label for=n>Nom *</label><input id=n required>{OTHER}</form>"
            )),
            ["required-asterisk"]
        );
    }

    #[test]
    fn words_explained_signs_and_one_sentence_for_all_pass() {
        for html in [
            format!("<form><label for=n>Nom (obligatoire)</label><input id=n required>{OTHER}</form>"),
            format!("<p>* champs obligatoires</p><form><label>Nom * <input required></label>{OTHER}</form>"),
            format!("<form><p>Tous les champs sont obligatoires.</p><input aria-label=Nom required>{OTHER}</form>"),
            "<form><input type=email required></form>".to_owned(),
            "<form role=search><input required><input></form>".to_owned(),
        ] {
            assert_eq!(messages(&html).len(), 0, "{html}");
        }
    }
}
