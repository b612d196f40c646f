//! a11y-img-alt: an image has a name or is marked as decoration (ACT 23a2a8).

use super::named;
use crate::website::a11y::Role;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;
use crate::website::tree::Namespace;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "a11y-img-alt",
    scope: Scope::Element,
    messages: &["image-without-name"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.accessible();
    for (id, element) in page.elements() {
        let image = element.namespace == Namespace::Html && (&*element.name == "img" || page.is(id, "img"));
        if !image || page.is_hidden(id) {
            continue;
        }
        if page.role(id).is_some_and(Role::is_none) {
            sheet.pass();
        } else {
            named::judge(page, id, sheet, "image-without-name");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{failed, passed};
    use super::PROBE;

    #[test]
    fn decoration_names_of_all_kinds_and_hidden_images_pass() {
        passed(
            &PROBE,
            &[
                "<img src=a alt>",
                "<img src=a alt=''>",
                "<img src=a title=b>",
                "<i role=img aria-label=a></i>",
                "<p id=l hidden>a</p><i role=img aria-labelledby=l></i>",
                "<img role=presentation src=a>",
                "<img src=a aria-hidden=true>",
                "<p style='visibility: hidden'><img src=a>",
                "<p inert hidden><img src=a>",
                "<body><noscript><img src=pixel></noscript>",
                "<svg></svg>",
            ],
        );
    }

    #[test]
    fn an_image_that_is_only_off_the_page_or_has_a_blank_name_fails() {
        failed(
            &PROBE,
            &[
                "<img src=a>",
                "<p style=margin-left:-9999px><img src=a>",
                "<img src=a alt=' '>",
                "<img role=none tabindex=0 src=a>",
                "<i role=img></i>",
                "<img src=a aria-labelledby=nobody>",
            ],
        );
    }
}
