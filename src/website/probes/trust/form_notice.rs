//! trust-form-notice: a form that asks for personal data seems to say what becomes of them. A heuristic.

use super::duty::personal_forms;
use crate::website::fold::{fold, holds_any};
use crate::website::names::{Purposes, purposes};
use crate::website::page::Page;
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::{PageView, Role};
use crate::website::tree::NodeId;
use crate::website::visible::words;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "trust-form-notice",
    scope: Scope::Element,
    messages: &["form-no-notice", "form-checked"],
    look,
};

const WORDS: [&str; 14] = [
    "donnees",
    "rgpd",
    "gdpr",
    "confidentialite",
    "vie privee",
    "privacy",
    "personal data",
    "your data",
    "vos informations",
    "informations recueillies",
    "desinscription",
    "desinscrire",
    "desabonner",
    "unsubscribe",
];

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    if view.role == Role::Redirect {
        return;
    }
    let (page, document) = (view.page, view.document);
    for form in personal_forms(page) {
        let checked = document.descendants(form).find(|id| {
            document.is(*id, "input")
                && document
                    .attribute(*id, "type")
                    .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("checkbox"))
                && document.attribute(*id, "checked").is_some()
        });
        if let Some(node) = checked {
            sheet.fail(Spot::Element(node), "form-checked", &[]);
        } else if tells(page, form) || leads_to_policy(view, form) {
            sheet.pass();
        } else {
            sheet.fail(Spot::Element(form), "form-no-notice", &[]);
        }
    }
}

/// Words about data in the form, or in what stands around it.
fn tells(page: &Page, form: NodeId) -> bool {
    let document = &page.document;
    let mut text = words(document, form, 4_000);
    if let Some(around) = document.parent(form)
        && !document.is(around, "body")
        && !document.is(around, "main")
    {
        text.push(' ');
        text.push_str(&words(document, around, 6_000));
    } else {
        let next = std::iter::successors(Some(form), |id| document.next(*id))
            .skip(1)
            .filter(|id| document.element(*id).is_some())
            .take(2);
        for id in next {
            text.push(' ');
            text.push_str(&words(document, id, 1_000));
        }
    }
    holds_any(&fold(&text), &WORDS)
}

fn leads_to_policy(view: &PageView<'_>, form: NodeId) -> bool {
    view.links
        .iter()
        .filter(|link| view.document.ancestors(link.node).any(|id| id == form))
        .any(|link| purposes(&fold(&link.name)).has(Purposes::PRIVACY | Purposes::LEGAL))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::site::tests::site;

    fn messages(html: &str) -> Vec<String> {
        let result = PROBE.run(&site(&[("index.html", html)]));
        result.evidence.into_iter().map(|evidence| evidence.message).collect()
    }

    #[test]
    fn a_form_that_says_nothing_or_agrees_for_the_visitor_fails() {
        assert_eq!(
            messages("<form><input name=nom><textarea></textarea></form>"),
            ["form-no-notice"]
        );
        assert_eq!(
            messages("<form><input type=email><input type=checkbox name=lettre checked> Vos données…</form>"),
            ["form-checked"]
        );
    }

    #[test]
    fn searches_logins_and_forms_with_a_notice_pass() {
        for html in [
            "<form role=search><input name=nom></form>",
            "<form><input type=email><input type=password></form>",
            "<form><input type=email> <a href=p>Politique de confidentialité</a></form>",
            "<form><input type=email></form><p>Vos données servent à vous répondre.</p>",
        ] {
            assert_eq!(messages(html).len(), 0, "{html}");
        }
    }
}
