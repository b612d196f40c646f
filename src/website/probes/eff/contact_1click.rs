//! eff-contact-1click: from every page, contact is one click away.

use crate::website::fold::fold;
use crate::website::links::Target;
use crate::website::names::{Purposes, purposes, purposes_of_path};
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::{PageView, Role};

pub(super) const PROBE: PageProbe = PageProbe {
    id: "eff-contact-1click",
    scope: Scope::Page,
    messages: &["contact-far"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    if matches!(view.role, Role::Redirect | Role::NotFound) || view.document.named("frameset").next().is_some() {
        return;
    }
    let leads = view.links.iter().any(|link| match &link.target {
        Target::Special { scheme } => matches!(scheme.as_str(), "tel" | "mailto"),
        target => {
            link.name.len() < 80 && speaks_of_contact(&link.name) && purposes(&fold(&link.name)).has(Purposes::CONTACT)
                || target.page().is_some_and(|page| {
                    let path = &view.site.snapshot.sources[page].path;
                    speaks_of_contact(path) && purposes_of_path(path).has(Purposes::CONTACT)
                })
        }
    });
    let own = view.role == Role::Contact
        || purposes_of_path(&view.page.path).has(Purposes::CONTACT)
        || view.document.named("textarea").next().is_some();
    if leads || own {
        sheet.pass();
    } else {
        sheet.fail(Spot::Element(view.page.head_or_root()), "contact-far", &[]);
    }
}

/// A cheap look before an expensive one: part of each word that means contact.
fn speaks_of_contact(text: &str) -> bool {
    ["ontact", "ONTACT", "oindre", "crire", "crivez", "touch", "oordonn"]
        .iter()
        .any(|part| text.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    #[test]
    fn a_page_without_a_way_to_contact_fails() {
        let result = PROBE.run(&site(&[
            ("index.html", "<a href=a.html>Offres</a>"),
            ("a.html", "<a href=/>Accueil</a>"),
        ]));
        assert_eq!((result.outcome, result.failed), (Verdict::Failed, 2));
    }

    #[test]
    fn links_numbers_and_the_contact_page_itself_pass() {
        let result = PROBE.run(&site(&[
            (
                "index.html",
                "<a href=contact.html>Écrivez-nous</a><a href=a.html>a</a>",
            ),
            ("contact.html", "<p>3 rue du Port"),
            ("a.html", "<a href='tel:+33298000000'>02 98 00 00 00</a>"),
        ]));
        assert_eq!(result.outcome, Verdict::Passed);
    }
}
