//! tech-doctype: browsers show the page by today's rules, not by those of the nineties (“quirks mode”).

use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "tech-doctype",
    scope: Scope::Page,
    messages: &["doctype-missing", "doctype-old"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let document = view.document;
    if !document.quirks {
        sheet.pass();
        return;
    }
    let html = view.page.head.html.unwrap_or_else(|| document.root());
    let written = document
        .children(document.root())
        .any(|id| matches!(document.node(id).kind, crate::website::tree::NodeKind::Doctype));
    sheet.fail(
        Spot::Element(html),
        if written { "doctype-old" } else { "doctype-missing" },
        &[],
    );
}

#[cfg(test)]
mod tests {
    use super::super::super::a11y::tests::{found, passed};
    use super::PROBE;

    #[test]
    fn old_declarations_in_full_pass() {
        passed(
            &PROBE,
            &[
                "<!DOCTYPE html><p>",
                "<!doctype HTML SYSTEM 'about:legacy-compat'><p>",
                "<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN' 'http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd'><p>",
                "<!DOCTYPE HTML PUBLIC '-//W3C//DTD HTML 4.01 Transitional//EN' 'http://www.w3.org/TR/html4/loose.dtd'><p>",
            ],
        );
    }

    #[test]
    fn none_and_one_of_the_nineties_fail() {
        assert_eq!(found(&PROBE, "<html><p>").1, ["doctype-missing"]);
        assert_eq!(
            found(&PROBE, "<!DOCTYPE HTML PUBLIC '-//W3C//DTD HTML 3.2//EN'><p>").1,
            ["doctype-old"]
        );
    }
}
