//! design-responsive: the layout gives way on a small screen.
//!
//! A heuristic on what sheets declare. Whether a page fits is for a layout to tell.

use serde::{Deserialize, Serialize};

use super::counted;
use crate::website::css::{Environment, Extent, Known};
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Fact, Probe, ProbeResult, Scope};
use crate::website::site::{PageView, Site};
use crate::website::tree::{Document, NodeId};

/// A box wider than this does not fit a phone, in CSS pixels.
const WIDE: f32 = 480.0;

pub(super) const PROBE: Probe = Probe {
    id: "design-responsive",
    scope: Scope::Site,
    messages: &["width-fixed", "responsive-unknown"],
    facts: &[&FIT],
    run,
};

/// How a page takes a small screen.
#[derive(Debug, Serialize, Deserialize)]
enum Fit {
    /// Sheets ask how wide the screen is.
    Adapts,
    /// A sheet is not here.
    Unknown,
    /// A box that holds the page is as wide as this, in CSS pixels.
    Fixed(NodeId, f32),
    /// Nothing holds it.
    Flows,
}

const FIT: Fact<Fit> = Fact { name: "fit", of: fit };

fn fit(view: &PageView<'_>) -> Fit {
    let (page, document) = (view.page, view.document);
    let sheets = page.styles.sheets();
    let adapts = sheets
        .applied(Environment::DESKTOP)
        .any(|css| css.tally.width_queries > 0)
        || page.sheets.iter().any(|link| link.media.contains("width"));
    if adapts {
        return Fit::Adapts;
    }
    if sheets.has_gap(Environment::DESKTOP) {
        return Fit::Unknown;
    }
    // The boxes that hold the page: the body and what holds most of it.
    let Some(body) = page.head.body else { return Fit::Flows };
    let fixed = std::iter::once(body)
        .chain(document.children(body))
        .chain(document.children(body).flat_map(|id| document.children(id)))
        .filter(|id| {
            ["body", "div", "main", "section", "article", "center", "table"]
                .iter()
                .any(|name| document.is(*id, name))
        })
        .find(|id| {
            let style = page.style(*id);
            let wide = |extent: Known<Extent>| extent.known().and_then(Extent::px).is_some_and(|px| px > WIDE);
            let gives_way = style
                .max_width
                .is_known_and(|most| matches!(most, Extent::Share(..)) || most.px().is_some_and(|px| px <= WIDE));
            style.rendered != Known::Known(false)
                && (wide(style.width) && !gives_way || wide(style.min_width))
                && holds_most(document, body, *id)
        });
    let Some(node) = fixed else { return Fit::Flows };
    let style = page.style(node);
    let px = [style.width, style.min_width]
        .iter()
        .filter_map(|extent| extent.known()?.px())
        .fold(0.0, f32::max);
    page.pin(Spot::Element(node));
    Fit::Fixed(node, px)
}

/// Whether a box holds at least half of the text of a page: a figure may be wide and scroll by itself.
fn holds_most(document: &Document, body: NodeId, id: NodeId) -> bool {
    id == body || document.text(id).trim().len() * 2 >= document.text(body).trim().len()
}

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let (mut passed, mut unknown) = (false, None);
    for index in counted(site) {
        match site.fact(&FIT, index) {
            Fit::Adapts | Fit::Flows => passed = true,
            Fit::Unknown => unknown = unknown.or(Some(index)),
            Fit::Fixed(node, px) => {
                let values = [("width", px.round().to_string())];
                sheet.fail(index, Spot::Element(node), "width-fixed", &values);
            }
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
    fn a_wide_figure_is_not_the_frame_of_the_page() {
        let text = "Nous réparons des vélos depuis dix ans. ".repeat(5);
        let page = format!("<div><div style='width:900px'><img src=a.png>Figure 1</div><p>{text}</div>");
        let result = run(&crate::website::site::tests::site(&[("index.html", &page)]));
        assert_eq!(result.outcome, crate::website::probes::Verdict::Passed);
        let frame = format!("<div><div style='width:900px'><p>{text}</div></div>");
        let result = run(&crate::website::site::tests::site(&[("index.html", &frame)]));
        assert_eq!(result.outcome, crate::website::probes::Verdict::Failed);
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
