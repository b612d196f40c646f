//! a11y-nested-interactive: nothing that can be operated is inside something that does not expose what it holds, such as
//! a link in a button (ACT 307n5z).

use super::named;
use crate::website::a11y::{Focus, Role, is_html_or_svg};
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "a11y-nested-interactive",
    scope: Scope::Element,
    messages: &["nested-interactive"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.accessible();
    for (id, element) in page.elements() {
        let Some(role) = page.role(id).filter(|role| Role::hides_children(role)) else {
            continue;
        };
        if !is_html_or_svg(element) || page.document.children(id).next().is_none() {
            continue;
        }
        let inner = page
            .document
            .descendants(id)
            .find(|below| page.focus(*below) == Focus::Sequential);
        match inner {
            Some(inner) => {
                let values = [("role", role.name.to_owned())];
                named::blame(page, inner, sheet, Spot::Element(inner), "nested-interactive", &values);
            }
            None => sheet.pass(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{failed, passed};
    use super::PROBE;

    #[test]
    fn what_cannot_be_operated_or_is_no_child_passes() {
        passed(
            &PROBE,
            &[
                "<button>a <i>b</i></button>",
                "<ul role=menu><li role=menuitemcheckbox aria-checked=true><input type=checkbox disabled>a</ul>",
                "<a href=x><span tabindex=0>a</span></a>",
                "<table><tr><th><a href=x>a</a></table>",
                "<button>a <i tabindex=-1>b</i></button>",
                "<p id=t><span role=checkbox aria-checked=false aria-labelledby=t>a</span><a href=x>b</a></p>",
            ],
        );
    }

    #[test]
    fn a_link_in_a_checkbox_fails() {
        failed(
            &PROBE,
            &[
                "<p role=checkbox aria-checked=false>a <a href=x>b</a></p>",
                "<button><span tabindex=0>a</span></button>",
                "<span role=img aria-label=a><a href=x>b</a></span>",
                "<li role=tab>a <button>x</button></li>",
            ],
        );
    }
}
