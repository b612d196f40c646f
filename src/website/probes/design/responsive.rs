//! design-responsive: the layout gives way on a small screen.
//!
//! A heuristic on what sheets declare. Whether a page fits is for a layout to tell.

use super::counted;
use crate::website::css::{Environment, Known};
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Probe, ProbeResult, Scope};
use crate::website::site::Site;

/// A box wider than this does not fit a phone, in CSS pixels.
const WIDE: f32 = 480.0;

pub(super) const PROBE: Probe = Probe {
    id: "design-responsive",
    scope: Scope::Site,
    messages: &["width-fixed", "responsive-unknown"],
    run,
};

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let (mut passed, mut unknown) = (false, None);
    for index in counted(site) {
        let page = &site.pages()[index];
        let document = &page.document;
        let sheets = page.styles.sheets();
        let adapts = sheets
            .applied(Environment::DESKTOP)
            .any(|css| css.tally.width_queries > 0)
            || page.sheets.iter().any(|link| link.media.contains("width"));
        if adapts {
            passed = true;
            continue;
        }
        if sheets.has_gap(Environment::DESKTOP) {
            unknown = unknown.or(Some(index));
            continue;
        }
        // The boxes that hold the page: the body and what holds most of it.
        let body = document.named("body").next();
        let fixed = body.and_then(|body| {
            std::iter::once(body)
                .chain(document.children(body))
                .chain(document.children(body).flat_map(|id| document.children(id)))
                .filter(|id| {
                    ["body", "div", "main", "section", "article", "center", "table"]
                        .iter()
                        .any(|name| document.is(*id, name))
                })
                .find(|id| {
                    let style = page.style(*id);
                    let wide = |extent: Known<crate::website::css::Extent>| {
                        extent
                            .known()
                            .and_then(crate::website::css::Extent::px)
                            .is_some_and(|px| px > WIDE)
                    };
                    let gives_way = style.max_width.is_known_and(|most| {
                        matches!(most, crate::website::css::Extent::Share(..)) || most.px().is_some_and(|px| px <= WIDE)
                    });
                    style.rendered != Known::Known(false) && (wide(style.width) && !gives_way || wide(style.min_width))
                })
        });
        match fixed {
            Some(node) => {
                let style = page.style(node);
                let px = [style.width, style.min_width]
                    .iter()
                    .filter_map(|extent| extent.known()?.px())
                    .fold(0.0, f32::max);
                sheet.fail(
                    index,
                    Spot::Element(node),
                    "width-fixed",
                    &[("width", px.round().to_string())],
                );
            }
            None => passed = true,
        }
    }
    if passed {
        sheet.pass_site();
    } else if let Some(page) = unknown {
        let node = site.pages()[page].head_or_root();
        sheet.unknown(page, Spot::Element(node), "responsive-unknown", &[]);
    }
    sheet.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn outcome(html: &str) -> Verdict {
        run(&site(&[("index.html", html)])).outcome
    }

    #[test]
    fn a_fixed_frame_without_any_query_fails() {
        assert_eq!(
            outcome("<style>#page{width:960px}</style><div id=page>x</div>"),
            Verdict::Failed
        );
        assert_eq!(outcome("<table width=800><tr><td>x</table>"), Verdict::Failed);
    }

    #[test]
    fn queries_and_fluid_frames_pass_with_or_without_a_viewport() {
        for html in [
            "<style>#page{width:960px}@media(max-width:700px){#page{width:auto}}</style><div id=page>x</div>",
            "<style>#page{max-width:960px;margin:auto}</style><div id=page>x</div>",
            "<style>#page{width:960px;max-width:100%}</style><div id=page>x</div>",
            "<p>x",
        ] {
            assert_eq!(outcome(html), Verdict::Passed, "{html}");
        }
    }
}
