//! a11y-orientation: turning the device does not turn the page back.
//!
//! WCAG 2.2, 1.3.4. The page is styled twice, for a screen that is wider than high and for one that is higher than wide;
//! a frame of the page that is turned by a quarter between the two holds its orientation.

use crate::website::css::{Environment, Known, Styles};
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;
use crate::website::tree::NodeId;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "a11y-orientation",
    scope: Scope::Page,
    messages: &["orientation-locked", "orientation-unknown"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let (page, document) = (view.page, view.document);
    let set = page.styles.sheets();
    if set.sheets().all(|css| css.tally.orientation_queries == 0) {
        return;
    }
    let portrait = Styles::with(set.clone(), Environment::PORTRAIT);
    let mut verdict: Option<Known<bool>> = None;
    for id in frames(view) {
        let (wide, high) = (page.style(id), portrait.of(document, id));
        let hidden = |known: Known<bool>| known == Known::Known(false);
        if hidden(wide.rendered) || hidden(high.rendered) || wide.rotation == high.rotation && wide.rotation.is_known()
        {
            continue;
        }
        let turned = match (wide.rotation, high.rotation) {
            (Known::Known(one), Known::Known(other)) => {
                let by = (one - other).rem_euclid(360.0);
                Known::Known((by - 90.0).abs() <= 1.0 || (by - 270.0).abs() <= 1.0)
            }
            _ => Known::Unknown,
        };
        match turned {
            Known::Known(true) => {
                sheet.fail(Spot::Element(id), "orientation-locked", &[]);
                return;
            }
            Known::Known(false) => verdict = verdict.or(Some(Known::Known(true))),
            Known::Unknown => verdict = Some(Known::Unknown),
        }
    }
    match verdict {
        Some(Known::Unknown) => {
            let root = page.head_or_root();
            sheet.unknown(Spot::Element(root), "orientation-unknown", &[]);
        }
        Some(_) => sheet.pass(),
        None => {}
    }
}

/// The elements that frame the whole page: the root, the body, and what holds text directly below it.
fn frames(view: &PageView<'_>) -> Vec<NodeId> {
    let document = view.document;
    let body = document.named("body").next();
    let below = body.into_iter().flat_map(|body| document.children(body));
    let mut frames: Vec<NodeId> = view.page.head.html.into_iter().chain(body).collect();
    frames.extend(below.filter(|id| document.element(*id).is_some() && !view.page.words(*id).is_empty()));
    frames
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn outcome(css: &str) -> Verdict {
        PROBE
            .run(&site(&[(
                "index.html",
                &format!("<style>{css}</style><body><main>Some text</main>"),
            )]))
            .outcome
    }

    #[test]
    fn a_quarter_turn_in_every_spelling_fails() {
        for turn in [
            "transform:rotate(90deg)",
            "transform:rotateZ(.25turn)",
            "transform:rotate(1.5708rad)",
            "transform:matrix(0,1,-1,0,0,0)",
            "transform:translate(1px) rotate3d(0,0,1,-90deg)",
            "rotate:90deg",
        ] {
            let css = format!("@media (orientation:portrait){{html{{{turn}}}}}");
            assert_eq!(outcome(&css), Verdict::Failed, "{turn}");
        }
        let css = "body{transform:rotate(2.5deg)}@media (orientation:landscape){body{transform:rotate(92.5deg)}}";
        assert_eq!(outcome(css), Verdict::Failed);
    }

    #[test]
    fn the_same_turn_both_ways_a_full_turn_and_nonsense_do_not_lock() {
        for css in [
            "html{transform:rotate(90deg)}@media (orientation:portrait){p{color:red}}",
            "@media (orientation:portrait){html{transform:rotateZ(0,0,1,90deg)}}",
            "@media (orientation:lanscape){html{transform:rotate(90deg)}}",
            "@media (orientation:portrait){body{display:none;transform:rotate(90deg)}}",
            "",
        ] {
            assert_eq!(outcome(css), Verdict::NotApplicable, "{css}");
        }
        assert_eq!(
            outcome("@media (orientation:portrait){html{transform:rotate(180deg)}}"),
            Verdict::Passed
        );
    }
}
