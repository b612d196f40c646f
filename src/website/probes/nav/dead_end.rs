//! nav-dead-end: the content of a page leads on, to another page or to an action.

use crate::website::content::Parts;
use crate::website::links::Target;
use crate::website::names::{Purposes, purposes_of_path};
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::{PageView, Role};

pub(super) const PROBE: PageProbe = PageProbe {
    id: "nav-dead-end",
    scope: Scope::Page,
    messages: &["dead-end"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let (page, document) = (view.page, view.document);
    let ends = matches!(
        view.role,
        Role::Contact | Role::Legal | Role::NotFound | Role::Redirect | Role::Utility | Role::SiteMap
    ) || purposes_of_path(&page.path)
        .has(Purposes::CONTACT | Purposes::LEGAL | Purposes::PRIVACY | Purposes::TERMS);
    if ends || document.named("frameset").next().is_some() {
        return;
    }
    let content = page.content();
    // Outside of `<main>` a page may still lead on, as long as it is not the frame that all pages share.
    let leads = |node| {
        !content
            .parts(node)
            .has(Parts::HEADER.with(Parts::FOOTER).with(Parts::NAV).with(Parts::HIDDEN))
    };
    let link = view.links.iter().any(|link| {
        let on = match &link.target {
            Target::Page { page, .. } => *page != view.index,
            Target::Special { scheme } => scheme == "mailto" || scheme == "tel",
            Target::Invalid => false,
            _ => true,
        };
        on && leads(link.node)
    });
    let action = || {
        document
            .elements()
            .any(|id| (document.is(id, "form") || document.is(id, "button")) && leads(id))
    };
    if link || action() {
        sheet.pass();
    } else {
        let spot = content.mains.first().copied().unwrap_or_else(|| page.head_or_root());
        sheet.fail(Spot::Element(spot), "dead-end", &[]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn outcome(path: &str, html: &str) -> Vec<String> {
        let home = format!("<a href={path}>x</a>");
        let result = PROBE.run(&site(&[("index.html", &home), (path, html)]));
        result.evidence.into_iter().map(|evidence| evidence.page).collect()
    }

    #[test]
    fn a_page_with_nothing_but_its_frame_is_a_dead_end() {
        let html = "<nav><a href=index.html>i</a></nav><main><p>a <a href='#x'>b</a></main><footer><a href=index.html>i</a></footer>";
        assert_eq!(outcome("a.html", html), ["a.html"]);
    }

    #[test]
    fn links_forms_and_telephone_numbers_lead_on_and_contact_may_end() {
        for html in [
            "<main><a href=index.html>i</a></main>",
            "<main><a href='tel:+33102030405'>t</a></main>",
            "<main><form></form></main>",
        ] {
            assert_eq!(outcome("a.html", html).len(), 0, "{html}");
        }
        assert_eq!(outcome("contact.html", "<main>a</main>").len(), 0);
        assert_eq!(
            PROBE
                .run(&site(&[("index.html", "<a href='https://e.org/'>e</a>")]))
                .outcome,
            Verdict::Passed
        );
    }
}
