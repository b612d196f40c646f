//! tech-viewport: the page fits itself to the width of a phone.

use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "tech-viewport",
    scope: Scope::Page,
    messages: &["viewport-missing", "viewport-fixed"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let document = view.document;
    // The page around the frames decides.
    if document.named("frameset").next().is_some() {
        return;
    }
    let mut written = None;
    for id in document.named("meta") {
        if !document
            .attribute(id, "name")
            .is_some_and(|name| name.trim().eq_ignore_ascii_case("viewport"))
        {
            continue;
        }
        let content = document.attribute(id, "content").unwrap_or_default();
        let content: String = content
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect::<String>()
            .to_ascii_lowercase();
        if content.contains("width=device-width") || content.contains("initial-scale=1") {
            sheet.pass();
            return;
        }
        written = Some((id, content));
    }
    match written {
        Some((id, content)) => sheet.fail(
            Spot::Attribute(id, "content"),
            "viewport-fixed",
            &[("content", content)],
        ),
        None => sheet.fail(Spot::Element(view.page.head_or_root()), "viewport-missing", &[]),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::a11y::tests::{found, passed};
    use super::PROBE;

    #[test]
    fn the_width_of_the_device_passes_however_it_is_said() {
        passed(
            &PROBE,
            &[
                "<meta name=Viewport content='width = device-width'>",
                "<meta name=viewport content='initial-scale=1.0'>",
                "<frameset></frameset>",
            ],
        );
    }

    #[test]
    fn none_and_a_fixed_width_fail() {
        assert_eq!(found(&PROBE, "<p>").1, ["viewport-missing"]);
        assert_eq!(
            found(&PROBE, "<meta name=viewport content='width=1024'>").1,
            ["viewport-fixed"]
        );
    }
}
