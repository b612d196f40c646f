//! nav-icon-label: entries of the menu have words, not only signs.

use crate::website::content::Parts;
use crate::website::page::Page;
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::{PageView, Role};
use crate::website::tree::{NodeId, NodeKind};
use crate::website::visible::is_visible;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "nav-icon-label",
    scope: Scope::Element,
    messages: &["icon-alone"],
    look,
};

/// Images wider or higher than this may well be a word that was drawn.
const ICON: u32 = 48;

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.page;
    if view.role == Role::Redirect {
        return;
    }
    for link in view.links {
        let parts = link.parts;
        let in_menu = parts.has(Parts::NAV) && !parts.has(Parts::FOOTER.with(Parts::HIDDEN).with(Parts::NOSCRIPT));
        // The logo leads home, and signs of other sites are known by heart.
        let within = link.target.page().is_some_and(|target| target != view.site.home);
        if !in_menu || !within {
            continue;
        }
        match holds_icon_alone(page, link.node) {
            Some(true) => sheet.fail(Spot::Element(link.node), "icon-alone", &[]),
            Some(false) => sheet.pass(),
            None => {}
        }
    }
}

/// `None` where an image may be a word.
fn holds_icon_alone(page: &Page, node: NodeId) -> Option<bool> {
    let document = &page.document;
    let mut icon = false;
    for id in document.descendants(node) {
        match &document.node(id).kind {
            // Text inside a drawing is drawn.
            NodeKind::Text(text) if !text.trim().is_empty() && is_shown(page, id, node) => return Some(false),
            NodeKind::Element(element) => match &*element.name {
                "svg" | "i" => icon = true,
                "img" => {
                    let size = |name: &str| {
                        document
                            .attribute(id, name)
                            .and_then(|size| size.trim().parse::<u32>().ok())
                    };
                    match (size("width"), size("height")) {
                        (Some(width), Some(height)) if width <= ICON && height <= ICON => icon = true,
                        _ => return None,
                    }
                }
                _ => {}
            },
            _ => {}
        }
    }
    icon.then_some(true)
}

/// Whether a text is seen: not one for assistive tools alone, which helps nobody who sees the sign.
fn is_shown(page: &Page, id: NodeId, link: NodeId) -> bool {
    let document = &page.document;
    document.parent(id).is_some_and(|parent| is_visible(document, parent))
        && !document.ancestors(id).take_while(|above| *above != link).any(|above| {
            let class = document.attribute(above, "class").unwrap_or_default();
            [
                "sr-only",
                "visually-hidden",
                "visuallyhidden",
                "screen-reader-text",
                "hors-ecran",
            ]
            .iter()
            .any(|name| class.split_ascii_whitespace().any(|token| token == *name))
                || document.is(above, "svg")
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::site::tests::site;

    fn failed(html: &str) -> (u64, u64) {
        let result = PROBE.run(&site(&[("index.html", html), ("a.html", "")]));
        (result.failed, result.passed)
    }

    #[test]
    fn a_sign_alone_in_the_menu_fails() {
        assert_eq!(
            failed("<nav><a href=a.html aria-label=Compte><svg></svg></a></nav>"),
            (1, 0)
        );
        assert_eq!(
            failed("<nav><a href=a.html><i class=fa-user></i><span class=sr-only>Compte</span></a></nav>"),
            (1, 0)
        );
        assert_eq!(
            failed("<nav><a href=a.html><img src=i.png alt=Compte width=24 height=24></a></nav>"),
            (1, 0)
        );
    }

    #[test]
    fn words_logos_and_drawn_words_pass() {
        assert_eq!(failed("<nav><a href=a.html><svg></svg> Compte</a></nav>"), (0, 1));
        assert_eq!(failed("<nav><a href=index.html><svg></svg></a></nav>"), (0, 0));
        assert_eq!(
            failed("<nav><a href=a.html><img src=menu.gif alt=Tarifs></a></nav><a href=a.html><svg></svg></a>"),
            (0, 0)
        );
    }
}
