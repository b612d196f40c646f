//! eff-form-type: fields for e-mail addresses, telephone numbers and web addresses bring up the right keyboard.

use super::fields::{fields, forms};
use crate::website::fold::{fold, holds_any};
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::{PageView, Role};

pub(super) const PROBE: PageProbe = PageProbe {
    id: "eff-form-type",
    scope: Scope::Element,
    messages: &["field-type"],
    look,
};

/// What a field asks for: type, words of its label or name, values of `autocomplete`.
const KINDS: [(&str, &[&str], &[&str]); 3] = [
    (
        "email",
        &[
            "e mail",
            "email",
            "mail",
            "courriel",
            "adresse electronique",
            "adresse mail",
            "mel",
        ],
        &["email"],
    ),
    (
        "tel",
        &["telephone", "tel", "portable", "mobile", "phone", "gsm"],
        &["tel", "tel-national"],
    ),
    ("url", &["site web", "site internet", "url", "website"], &["url"]),
];

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    if view.role == Role::Redirect {
        return;
    }
    for form in forms(view.page) {
        for field in fields(view.page, form) {
            let attribute = |name: &str| view.document.attribute(field.node, name).unwrap_or_default().trim();
            if !matches!(field.kind.as_str(), "text" | "email" | "tel" | "url" | "number") {
                continue;
            }
            let name = fold(&attribute("name").replace(['_', '-', '[', ']'], " "));
            let label = fold(&field.label);
            let wanted = KINDS.iter().find(|(_, words, completes)| {
                completes.contains(&attribute("autocomplete"))
                    || holds_any(&name, words)
                    || label.split(' ').count() <= 6 && holds_any(&label, words)
            });
            // One field for either is text.
            let either = KINDS.iter().filter(|(_, words, _)| holds_any(&label, words)).count() > 1
                || holds_any(
                    &label,
                    &[
                        "identifiant",
                        "login",
                        "username",
                        "ou",
                        "or",
                        "objet",
                        "sujet",
                        "subject",
                        "message",
                        "type",
                        "modele",
                    ],
                );
            let Some((kind, ..)) = wanted.filter(|_| !either) else {
                continue;
            };
            if field.kind == *kind || attribute("inputmode") == *kind {
                sheet.pass();
            } else {
                let values = [("type", field.kind.clone()), ("wanted", (*kind).to_owned())];
                sheet.fail(Spot::Element(field.node), "field-type", &values);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn outcome(html: &str) -> Verdict {
        PROBE
            .run(&site(&[("index.html", &format!("<form>{html}</form>"))]))
            .outcome
    }

    #[test]
    fn an_address_in_a_plain_field_fails() {
        assert_eq!(
            outcome("<label for=m>E-mail</label><input id=m name=m>"),
            Verdict::Failed
        );
        assert_eq!(outcome("<input name=telephone type=number>"), Verdict::Failed);
    }

    #[test]
    fn the_right_type_or_keyboard_passes_and_codes_are_text() {
        assert_eq!(
            outcome("<input name=email type=email><input name=tel type=text inputmode=tel>"),
            Verdict::Passed
        );
        assert_eq!(
            outcome("<input name=siret inputmode=numeric><input name=cp><input name=otp>"),
            Verdict::NotApplicable
        );
        assert_eq!(
            outcome("<label for=m>E-mail ou téléphone</label><input id=m>"),
            Verdict::NotApplicable
        );
    }
}
