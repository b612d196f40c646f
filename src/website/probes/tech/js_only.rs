//! tech-js-only: the page says something before any script runs.

use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::{PageView, Role};

pub(super) const PROBE: PageProbe = PageProbe {
    id: "tech-js-only",
    scope: Scope::Page,
    messages: &["content-by-script"],
    look,
};

/// Fewer words than this are no content.
const FEW: usize = 30;
/// Ids of the elements that frameworks fill.
const MOUNTS: [&str; 6] = ["root", "app", "__next", "__nuxt", "svelte", "gatsby-focus-wrapper"];

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    if view.role == Role::Redirect {
        return;
    }
    let page = view.accessible();
    let document = view.document;
    let Some(body) = document.named("body").next() else {
        return;
    };
    let mount = MOUNTS
        .iter()
        .find_map(|id| page.by_id(id))
        .filter(|id| page.is_bare(*id));
    match mount {
        Some(mount) if view.page.head.has_script && view.page.words(body).split_whitespace().count() < FEW => {
            sheet.fail(Spot::Element(mount), "content-by-script", &[]);
        }
        _ => sheet.pass(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::a11y::tests::{failed, passed};
    use super::PROBE;

    #[test]
    fn short_pages_without_a_framework_and_rendered_ones_pass() {
        passed(
            &PROBE,
            &[
                "<p>Login</p><script src=a.js></script>",
                "<div id=root><h1>Vélos</h1></div><script src=a.js></script>",
                "<body><div id=app></div><p>a</p>",
            ],
        );
    }

    #[test]
    fn an_empty_mount_fails_whatever_noscript_says() {
        failed(
            &PROBE,
            &[
                "<body><noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div><script src=a.js></script>",
            ],
        );
    }
}
