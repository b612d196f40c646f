//! tech-charset: the page says early how its letters are encoded, truly, and in UTF-8.

use crate::website::charset::is_declared;
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "tech-charset",
    scope: Scope::Page,
    messages: &["charset-missing", "charset-wrong", "charset-not-utf8"],
    look,
};

/// What a page scores that is read rightly but not in UTF-8: it costs a third of the criterion.
const READABLE: f64 = 2.0 / 3.0;

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let spot = Spot::Element(view.page.head_or_root());
    let values = [("encoding", view.page.encoding.to_owned())];
    let bytes = view
        .site
        .snapshot
        .sources
        .get(view.index)
        .map_or(&[][..], |source| &source.bytes);
    if view.page.replaced {
        sheet.fail(spot, "charset-wrong", &values);
    } else if !is_declared(bytes) && !bytes.is_ascii() {
        sheet.fail(spot, "charset-missing", &values);
    } else if view.page.encoding == "UTF-8" || bytes.is_ascii() {
        sheet.pass();
    } else {
        sheet.fail_partly(READABLE, spot, "charset-not-utf8", &values);
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::a11y::tests::{found, passed};
    use super::PROBE;

    #[test]
    fn utf8_by_all_ways_and_plain_letters_pass() {
        passed(
            &PROBE,
            &[
                "<meta charset=utf-8><p>é",
                "\u{feff}<p>é",
                "<meta http-equiv=Content-Type content='text/html; charset=UTF-8'>é",
                "<p>e",
            ],
        );
    }

    #[test]
    fn none_a_wrong_and_another_one_are_told_apart() {
        assert_eq!(found(&PROBE, "<p>é").1, ["charset-missing"]);
        assert_eq!(found(&PROBE, "<meta charset=iso-2022-jp><p>é").1, ["charset-wrong"]);
        assert_eq!(found(&PROBE, "<meta charset=iso-8859-1><p>é").1, ["charset-not-utf8"]);
    }
}
