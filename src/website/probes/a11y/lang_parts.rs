//! a11y-lang-parts: the language that a part of the page says exists (ACT de46e4).

use super::lang_valid::is_known;
use crate::website::a11y::View;
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;
use crate::website::tree::{Namespace, NodeId, NodeKind};

pub(super) const PROBE: PageProbe = PageProbe {
    id: "a11y-lang-parts",
    scope: Scope::Element,
    messages: &["lang-part-unknown"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.accessible();
    for (id, element) in page.elements() {
        let Some(lang) = page.document.attribute(id, "lang").filter(|lang| !lang.is_empty()) else {
            continue;
        };
        if element.namespace != Namespace::Html || matches!(&*element.name, "html" | "head") || !has_text(page, id) {
            continue;
        }
        if is_known(lang) {
            sheet.pass();
        } else {
            sheet.fail(
                Spot::Attribute(id, "lang"),
                "lang-part-unknown",
                &[("lang", lang.to_owned())],
            );
        }
    }
}

/// Whether any text has its language from this element: seen or read aloud, written or an alternative.
fn has_text(page: View<'_>, id: NodeId) -> bool {
    let document = page.document;
    let mut next = Some(id);
    while let Some(at) = next {
        let other = at != id && document.attribute(at, "lang").is_some_and(|lang| !lang.is_empty());
        if !other {
            match &document.node(at).kind {
                NodeKind::Text(words) => {
                    let parent = document.parent(at).unwrap_or(id);
                    if !words.trim().is_empty() && (page.is_visible(parent) || page.is_included(parent)) {
                        return true;
                    }
                }
                NodeKind::Element(_) => {
                    let named = ["alt", "aria-label", "title", "placeholder"];
                    if page.is_exposed(at) && named.iter().any(|name| page.aria(at, name).is_some()) {
                        return true;
                    }
                }
                _ => {}
            }
        }
        next = if other {
            document.after(at, id)
        } else {
            document.following(at, id)
        };
    }
    false
}

#[cfg(test)]
mod tests {
    use super::super::tests::{failed, passed};
    use super::PROBE;

    #[test]
    fn a_language_without_text_of_its_own_is_no_matter() {
        passed(
            &PROBE,
            &[
                "<p lang=fr-CH>a</p>",
                "<p lang=en-US-GB>a</p>",
                "<div lang=invalid><p lang=en>a</p></div>",
                "<div lang=invalid><img alt=''></div>",
                "<p lang=''>a</p>",
                "<div lang=invalid hidden>a</div>",
                "<html lang=invalid><p>a",
            ],
        );
    }

    #[test]
    fn text_seen_or_read_in_a_language_that_does_not_exist_fails() {
        failed(
            &PROBE,
            &[
                "<p lang=dutch>a</p>",
                "<p lang='#!'>a</p>",
                "<div lang=english><p aria-hidden=true>a</p></div>",
                "<div lang=invalid><img alt=a></div>",
                "<body lang=eng>a",
                "<div lang=en><p lang=invalid>a</p></div>",
                "<p lang=invalid style='position:absolute;left:-9999px'>a",
            ],
        );
    }
}
